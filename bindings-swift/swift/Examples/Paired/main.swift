// What the Swift package costs over the same work in Rust, both in one run:
// Paired PROGRAM [SCAN], the example `paired` of korrigo-calls.
import Foundation
import Korrigo

final class Rust {
    private let process = Process()
    private let asked = Pipe()
    private let said = Pipe()

    init(_ command: ArraySlice<String>) throws {
        process.executableURL = URL(fileURLWithPath: command.first ?? "paired")
        process.arguments = Array(command.dropFirst())
        process.standardInput = asked
        process.standardOutput = said
        try process.run()
    }

    /// Nanoseconds that it took.
    func does(_ what: String) -> Int {
        asked.fileHandleForWriting.write(Data("\(what)\n".utf8))
        var line = Data()
        while line.last != UInt8(ascii: "\n") { line.append(said.fileHandleForReading.readData(ofLength: 1)) }
        return Int(String(decoding: line, as: UTF8.self).split(separator: " ")[0]) ?? 0
    }

    deinit { process.terminate() }
}

let rust = try Rust(CommandLine.arguments.dropFirst())
let file = FileManager.default.temporaryDirectory.appendingPathComponent("scan.pdf")
_ = rust.does("write \(file.path)")
let scan = try await Document.open(source: Bytes(contentsOf: file))
let plan = try await Booklet.plan(sources: [NamedDocument(name: "scan.pdf", document: scan)], mode: .fixed(pages: 4))
let copy = try await Split.copy(plan: plan, index: 0, sources: [scan])
let opened = try await Document.open(source: copy.pdf)
let zones = try Redact.plan(document: opened, zones: [Zone(page: 0, x: 0, y: 0, w: 1, h: 0.25, reason: .given)])
let remark = Annotation(
    id: "a", page: copy.pages[0], author: "marker", shape: .comment(x: 0.2, y: 0.4, w: 0.3, h: 0.1), content: "Bien.")
let works: [(String, () async throws -> Void)] = [
    ("split", { _ = try await Split.copy(plan: plan, index: 0, sources: [scan]) }),
    ("redact", { _ = try await Redact.apply(document: opened, plan: zones) }),
    ("flatten", {
        _ = try await Flatten.write(document: opened, pages: copy.pages, marking: Marking(annotations: [remark]))
    }),
]
for (name, work) in works {
    let times = 5
    for _ in 0..<times { try await work() }
    var theirs: [Double] = []
    var ours: [Double] = []
    for _ in 0..<21 {
        theirs.append(Double(rust.does("\(name) \(times)")))
        let start = DispatchTime.now()
        for _ in 0..<times { try await work() }
        ours.append(Double(DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds))
    }
    let (a, b) = (theirs.sorted()[10] / Double(times) / 1e6, ours.sorted()[10] / Double(times) / 1e6)
    print(String(format: "%@ Rust %.2f ms, Swift %.2f ms: %+.1f %%, median of 21", name, a, b, (b / a - 1) * 100))
}
