// The calls of the vectors, made twice: as they stand, and through the typed functions.
import Foundation
import KorrigoNative
import XCTest

@testable import Korrigo
@testable import class OfflineMarking.DiskStore

struct NoSuchCall: Error {}

/// The room of an operation, for the generated calls.
func roomOf(_ operation: String) -> String { roomsOfCalls[operation] ?? "" }

/// The input of a call, to be read into typed values.
struct Parameters {
    let input: JSON
    let tray: Tray

    func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey name: String) throws -> T? {
        guard let json = input[name], json != .null else { return nil }
        return try typed(type, json)
    }

    func decode<T: Decodable>(_ type: T.Type, forKey name: String) throws -> T {
        try typed(type, input[name] ?? .null)
    }

    /// Nothing else stands in it: a typed function could not pass it on.
    func only(_ names: [String]) throws {
        guard case .object(let fields) = input, fields.keys.allSatisfy(names.contains) else { throw NotTyped() }
    }

    func openable(_ name: String) throws -> any Openable { try opened(input[name] ?? .null) }

    func openables(_ name: String) throws -> [any Openable] {
        guard case .array(let all)? = input[name] else { throw NotTyped() }
        return try all.map(opened)
    }

    private func opened(_ json: JSON) throws -> any Openable {
        guard case .int(let place) = json, let item = tray.item(place) else { throw NotTyped() }
        switch item.kind() {
        case .document: return Document(item: item)
        case .redactedPdf: return RedactedPdf(item: item)
        default: return Bytes(item: item)
        }
    }

    private func typed<T: Decodable>(_ type: T.Type, _ json: JSON) throws -> T {
        let decoder = JSONDecoder()
        decoder.userInfo[.tray] = tray
        do {
            return try decoder.decode(type, from: try JSONEncoder().encode(json))
        } catch is DecodingError {
            throw NotTyped()
        }
    }
}

/// An input that no typed value can be made of: it is refused before the call.
struct NotTyped: Error {}

/// Something that differs.
struct Differs: Error, CustomStringConvertible {
    let description: String
}

/// What a step gave: a value and items, or a code.
struct Gave {
    var value = JSON.null
    var items: [KorrigoNative.Item] = []
    var code: String?
}

let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

private final class Clock: @unchecked Sendable {
    var now = 0
}

final class VectorsTests: XCTestCase {
    private var operations = Set<String>()
    private var codes = Set<String>()
    private var passed = 0
    private var refusedByTypes = 0
    private var inAppStores = 0
    /// That of the app's stores, where these take the place of the engine's.
    private var clock: Clock?

    func testAllVectors() async throws {
        let folder = package.appendingPathComponent("vectors")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        for file in files.filter({ $0.pathExtension == "json" }).sorted(by: { $0.path < $1.path }) {
            let read = try JSONDecoder().decode(JSON.self, from: Data(contentsOf: file))
            for (number, entry) in list(read["vectors"]).enumerated() {
                for typed in [false, true] {
                    await make(entry, "\(file.lastPathComponent) \(number) \(typed ? "typed" : "raw")", typed)
                }
                if list(entry["steps"]).contains(where: { $0["operation"] == .text("copy::store::MemoryStore::new") }) {
                    clock = Clock()
                    inAppStores += 1
                    await make(entry, "\(file.lastPathComponent) \(number) in a store of the app", false)
                    clock = nil
                }
            }
        }
        print("vectors: \(passed) passed, of these \(refusedByTypes) refused by types alone, \(inAppStores) in a store of the app")
        let known = Set(KorrigoNative.operations().filter { !$0.hasPrefix("testing::") })
        XCTAssertEqual(known.subtracting(operations), [], "operations without a vector")
        XCTAssertEqual(known.subtracting(roomsOfCalls.keys), [], "operations without a typed function")
        let (offered, met) = try surface(folder)
        XCTAssertEqual(offered.subtracting(KorrigoNative.operations()), [], "promised by surface.toml")
        XCTAssertEqual(met.subtracting(codes), [], "codes without a vector")
    }

    /// Operations that are offered to Swift, codes that its tests meet.
    private func surface(_ folder: URL) throws -> (Set<String>, Set<String>) {
        var table = ""
        var found: [String: Set<String>] = [:]
        let text = try String(contentsOf: folder.appendingPathComponent("surface.toml"), encoding: .utf8)
        for line in text.split(separator: "\n") {
            if line.hasPrefix("[") { table = String(line) }
            let parts = line.components(separatedBy: " = [")
            guard parts.count == 2, parts[1].contains("\"swift\"") else { continue }
            found[table, default: []].insert(parts[0].trimmingCharacters(in: ["\"", " "]))
        }
        return (found["[operations]"] ?? [], found["[codes]"] ?? [])
    }

    private func make(_ entry: JSON, _ name: String, _ typed: Bool) async {
        let steps = entry["steps"].map(list) ?? [entry]
        do {
            var gave: [Gave] = []
            for step in steps {
                guard case .text(let operation)? = step["operation"], let expected = step["expected"] else {
                    throw Differs(description: "no call")
                }
                operations.insert(operation)
                let items = try list(step["items"]).map { try item($0, gave) }
                let input = try resolved(step["input"] ?? .object([:]), gave)
                let cancel = step["cancel"] == .bool(true)
                var answer = Gave()
                do {
                    answer = typed
                        ? try await typedly(operation, input, items, cancel) : try rawly(operation, input, items, cancel)
                } catch let error as KorrigoError {
                    answer.code = error.code.rawValue
                } catch is CancellationError {
                    answer.code = "cancelled"
                }
                gave.append(answer)
                try compare(expected, answer, typed)
            }
            passed += 1
        } catch is NoSuchCall where typed && steps.last?["expected"]?["code"] == .text("not_found") {
            passed += 1
        } catch is NotTyped {
            if steps.allSatisfy({ $0["expected"]?["code"] == nil }) {
                XCTFail("\(name): the input has no typed value")
            } else {
                passed += 1
                refusedByTypes += 1
            }
        } catch {
            let operation = steps.last?["operation"] ?? .null
            XCTFail("\(name) \(operation): \(String(describing: error).prefix(400))")
        }
    }

    private func rawly(_ operation: String, _ input: JSON, _ items: [KorrigoNative.Item], _ cancel: Bool) throws -> Gave {
        if let clock, operation.hasPrefix("copy::store::MemoryStore::") {
            if case .int(let now)? = input["now"] { clock.now = now }
            guard operation.hasSuffix("new") else { return Gave() }
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
            return Gave(value: .int(0), items: [Store(try DiskStore(folder) { clock.now }).forCall(Tray())])
        }
        let cancellation = Cancellation()
        if cancel { cancellation.cancel() }
        let written = String(decoding: try JSONEncoder().encode(input), as: UTF8.self)
        let answer = try raw(operation, written, items, nil, cancellation)
        return Gave(value: try JSONDecoder().decode(JSON.self, from: Data(answer.value.utf8)), items: answer.items)
    }

    private func typedly(_ operation: String, _ input: JSON, _ items: [KorrigoNative.Item], _ cancel: Bool) async throws -> Gave {
        let box = Parameters(input: input, tray: Tray(items))
        let result: any Encodable
        if cancel {
            let task = Task { () -> Void in
                withUnsafeCurrentTask { $0?.cancel() }
                _ = try await typedCall(operation, Parameters(input: input, tray: Tray(items)))
            }
            try await task.value
            result = JSON.null
        } else {
            result = try await typedCall(operation, box)
        }
        let encoder = JSONEncoder()
        let tray = Tray()
        encoder.userInfo[.tray] = tray
        let value = try JSONDecoder().decode(JSON.self, from: try encoder.encode(result))
        return Gave(value: value, items: tray.given)
    }

    private func item(_ said: JSON, _ gave: [Gave]) throws -> KorrigoNative.Item {
        if case .text(let text)? = said["text"] { return .bytes(bytes: Data(text.utf8)) }
        if case .text(let text)? = said["base64"], let data = Data(base64Encoded: text) { return .bytes(bytes: data) }
        if case .text(let name)? = said["fixture"] {
            return try .read(path: package.appendingPathComponent("fixtures/vectors/\(name)").path)
        }
        guard case .int(let step)? = said["step"], case .int(let place)? = said["item"] else { throw NoSuchCall() }
        return gave[step].items[place]
    }

    private func resolved(_ json: JSON, _ gave: [Gave]) throws -> JSON {
        switch json {
        case .object(let fields):
            if case .int(let step)? = fields["$step"] {
                guard case .text(let pointer) = fields["at"] ?? .text("") else { throw NoSuchCall() }
                return at(gave[step].value, pointer) ?? .null
            }
            return .object(try fields.mapValues { try resolved($0, gave) })
        case .array(let all): return .array(try all.map { try resolved($0, gave) })
        default: return json
        }
    }

    /// What a JSON Pointer names.
    private func at(_ json: JSON, _ pointer: String) -> JSON? {
        var here: JSON? = json
        for part in pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
            let name = part.replacingOccurrences(of: "~1", with: "/").replacingOccurrences(of: "~0", with: "~")
            if case .array(let all)? = here {
                here = Int(name).flatMap { all.indices.contains($0) ? all[$0] : nil }
            } else {
                here = here?[name]
            }
        }
        return here
    }

    private func compare(_ expected: JSON, _ gave: Gave, _ typed: Bool) throws {
        if case .text(let code)? = expected["code"] {
            codes.insert(code)
            if gave.code != code { throw Differs(description: "code \(gave.code ?? "none"), expected \(code)") }
            return
        }
        if let code = gave.code { throw Differs(description: "was refused with \(code)") }
        var parts = ["": expected["value"] ?? .null]
        if case .object(let some)? = expected["parts"] { parts = some }
        for (pointer, value) in parts {
            if let found = difference(value, at(gave.value, pointer) ?? .null, typed, pointer) {
                throw Differs(description: found)
            }
        }
        let items = list(expected["items"])
        guard items == (try gave.items.map(told)) else { throw Differs(description: "other items") }
    }

    private func told(_ item: KorrigoNative.Item) throws -> JSON {
        switch item.kind() {
        case .bytes: return .text(try sha256(item.toBytes()))
        case .document: return .text("Document")
        case .redactedPdf: return .text("RedactedPdf")
        case .store: return .text("Store")
        }
    }

    /// Where two values differ; in a typed run what is null may be missing, and what has a default may be there.
    private func difference(_ one: JSON, _ other: JSON, _ typed: Bool, _ way: String) -> String? {
        switch (one, other) {
        case (.object(let a), .object(let b)):
            if !typed && Set(a.keys) != Set(b.keys) { return "\(way): other fields" }
            for (name, value) in a {
                guard let theirs = b[name] else {
                    if value == .null { continue }
                    return "\(way)/\(name) is missing"
                }
                if let found = difference(value, theirs, typed, "\(way)/\(name)") { return found }
            }
            return nil
        case (.array(let a), .array(let b)):
            if a.count != b.count { return "\(way): other length" }
            for (place, (x, y)) in zip(a, b).enumerated() {
                if let found = difference(x, y, typed, "\(way)/\(place)") { return found }
            }
            return nil
        default:
            if one == other { return nil }
            if let a = number(one), let b = number(other), abs(a - b) <= abs(a) * 1e-12 { return nil }
            return "\(way): \(String(describing: other).prefix(100)), expected \(String(describing: one).prefix(100))"
        }
    }

    private func number(_ json: JSON) -> Double? {
        switch json {
        case .int(let value): return Double(value)
        case .double(let value): return value
        default: return nil
        }
    }

    private func list(_ json: JSON?) -> [JSON] {
        if case .array(let all)? = json { return all }
        return []
    }

    private func sha256(_ data: Data) throws -> String {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try data.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/sha256sum")
        process.arguments = [file.path]
        process.standardOutput = pipe
        try process.run()
        let said = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: said.prefix(64), as: UTF8.self)
    }
}
