// What holds for every call: errors, progress, cancellation, callbacks, memory.
import Foundation
import XCTest

@testable import Korrigo

private struct Own: Error {}

final class CallTests: XCTestCase {
    private let demo: Bytes = {
        guard let bytes = try? Bytes(contentsOf: package.appendingPathComponent("fixtures/write/demo.pdf")) else {
            preconditionFailure("fixtures/write/demo.pdf is not there")
        }
        return bytes
    }()

    private func refused(_ code: Code, _ work: () async throws -> Void, line: UInt = #line) async {
        do {
            try await work()
            XCTFail("threw nothing", line: line)
        } catch let error as KorrigoError {
            XCTAssertEqual(error.code, code, line: line)
        } catch {
            XCTFail("threw \(error)", line: line)
        }
    }

    private func throwsOwn(_ work: () async throws -> Void, line: UInt = #line) async {
        do {
            try await work()
            XCTFail("threw nothing", line: line)
        } catch {
            XCTAssert(error is Own, "threw \(error)", line: line)
        }
    }

    func testMarksAreExact() throws {
        XCTAssertEqual(try Mark.sum(marks: ["0.1", "0.2"]), "0.3")
        XCTAssertEqual(Mark("1.50"), Mark("1.5"))
        let text = "one"
        XCTAssertNil(Mark(text))
    }

    func testBadInputHasACode() async {
        await refused(.emptyFile) { _ = try await Document.open(source: Bytes(Data())) }
        await refused(.invalidMimeType) { _ = try await Document.open(source: Bytes("hello")) }
        await refused(.notFound) { _ = try Bytes(contentsOf: URL(fileURLWithPath: "/there/is/none")) }
        await refused(.internal) { _ = try raw("exam::Mark::sum", "no json", [], nil, nil) }
        await refused(.markInvalid) { _ = try raw("exam::Mark::sum", #"{"marks":[true]}"#, [], nil, nil) }
        await refused(.notFound) { _ = try raw("no::such", "{}", [], nil, nil) }
        await refused(.annotationInvalid) { try Shape.comment(x: .nan, y: 0, w: 0.5, h: 0.5).check() }
    }

    func testAPanicIsAnError() async {
        await refused(.internal) { try Testing.panic() }
    }

    func testProgressIsTold() async throws {
        let seen = Counter()
        _ = try await Document.inspect(source: demo) { done, total in
            XCTAssertLessThanOrEqual(done, total)
            seen.add()
        }
        XCTAssertGreaterThan(seen.count, 0)
        let progress = Progress(totalUnitCount: 1)
        _ = try await Document.inspect(source: demo, progress: progress.handler)
        XCTAssert(progress.isFinished)
    }

    func testAnErrorInACallbackArrivesAsItself() async {
        await throwsOwn { _ = try await Document.inspect(source: demo) { _, _ in throw Own() } }
        await throwsOwn { try Store(Failing(error: Own())).forget(copy: "A") }
        await refused(.busy) { try Store(Failing(error: KorrigoError(code: .busy, message: "wait"))).forget(copy: "A") }
    }

    func testACancelledTaskEndsItsCall() async throws {
        let document = try await Document.open(source: demo)
        let seen = Counter()
        let task = Task {
            while true {
                _ = try await document.inspect { _, _ in
                    seen.add()
                    Thread.sleep(forTimeInterval: 0.005)
                }
            }
        }
        while seen.count == 0 { try await Task.sleep(nanoseconds: 1_000_000) }
        let before = Date()
        task.cancel()
        let result = await task.result
        XCTAssertLessThan(Date().timeIntervalSince(before), 2)
        XCTAssertThrowsError(try result.get()) { XCTAssert($0 is CancellationError, "threw \($0)") }
    }

    func testCopiesAreTakenAsTheyAreWritten() async throws {
        let scan = try await Document.open(source: demo)
        let plan = try await Booklet.plan(
            sources: [NamedDocument(name: "scan", document: scan)], mode: .fixed(pages: 4))
        let seen = Counter()
        let left = try await Split.apply(plan: plan, sources: [scan], take: { file in
            XCTAssertGreaterThan(file.pdf.count, 0)
            seen.add()
        })
        XCTAssertEqual(left, [])
        XCTAssertEqual(seen.count, plan.copies.count)
        // Who takes may work with what was taken, and wait for it.
        _ = try await Split.apply(plan: plan, sources: [scan], take: { file in
            let done = DispatchSemaphore(value: 0)
            Task.detached {
                _ = try? await Document.open(source: file.pdf).inspect()
                done.signal()
            }
            done.wait()
        })
        await throwsOwn { _ = try await Split.apply(plan: plan, sources: [scan], take: { _ in throw Own() }) }
    }

    func testValuesSurviveTheirJSON() throws {
        let scheme = try Scheme.read(json: Bytes(#"{"items":[{"id":"1","label":"Q","points":"2.5"}]}"#)).scheme
        let written = try JSONEncoder().encode(scheme)
        XCTAssertEqual(try JSONDecoder().decode(Scheme.self, from: written), scheme)
        XCTAssertThrowsError(try JSONEncoder().encode(demo))
        XCTAssertThrowsError(try JSONDecoder().decode(Shape.self, from: Data(#"{"kind":"HOLOGRAM"}"#.utf8)))
    }

    func testCallsLeaveNothingBehind() async throws {
        func small(_ times: Int) throws {
            for _ in 0..<times { _ = try Mark.sum(marks: ["1", "2.5"]) }
        }
        func pages(_ times: Int) async throws {
            for _ in 0..<times { _ = try await Document.open(source: demo).inspect() }
        }
        try small(2_000)
        try await pages(20)
        let before = resident()
        try small(10_000)
        let between = resident()
        try await pages(200)
        let after = resident()
        print("resident memory: \(before) MB, after 10,000 small calls \(between) MB, after 200 on pages \(after) MB")
        XCTAssertLessThan(after - before, 30)
    }

    func testASmallCallCostsMicroseconds() throws {
        let start = Date()
        for _ in 0..<5_000 { _ = try Mark.sum(marks: ["1", "2.5"]) }
        let typed = Date()
        for _ in 0..<5_000 { _ = try raw("exam::Mark::sum", #"{"marks":["1","2.5"]}"#, [], nil, nil) }
        let end = Date()
        print("a small call: \(typed.timeIntervalSince(start) * 200) us typed, \(end.timeIntervalSince(typed) * 200) us raw")
    }

    private func resident() -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS") } ?? ""
        return (Int(line.filter(\.isNumber)) ?? 0) / 1024
    }
}

private final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var seen = 0

    var count: Int { lock.withLock { seen } }

    func add() { lock.withLock { seen += 1 } }
}

private struct Failing: CopyStore {
    let error: any Error

    func now() throws -> Timestamp { throw error }
    func load(copy: CopyId, actor: ActorId?, asked: RequestId?) throws -> Stored? { throw error }
    func append(_ appends: [Append]) throws -> Bool { throw error }
    func saveSnapshot(_ snapshot: Snapshot) throws { throw error }
    func history(copy: CopyId) throws -> [Record] { throw error }
    func erase(copy: CopyId, version: Int, left: Snapshot?) throws -> Bool { throw error }
    func heads(copies: [CopyId]) throws -> [CopyId: (number: Int, hash: ChainHash)] { throw error }
    func checkpoints(exam: String) throws -> [Checkpoint] { throw error }
    func appendCheckpoint(exam: String, _ checkpoint: Checkpoint) throws -> Bool { throw error }
}
