// How a call is made: parameters as JSON, items beside them, progress, cancellation, errors.
import Foundation
internal import KorrigoNative

/// The version of korrigo: the same for all packages.
public let korrigoVersion: String = KorrigoNative.version()

/// Hears of a long call: `done` of `total` units (pages, copies) are finished. Called on any thread; what it throws
/// ends the call, and is thrown by it.
public typealias ProgressHandler = @Sendable (_ done: Int, _ total: Int) throws -> Void

extension Progress {
    /// Moves this progress along a call, and ends the call when it is cancelled: `try await call(…, progress: p.handler)`.
    public var handler: ProgressHandler {
        { done, total in
            self.totalUnitCount = Int64(total)
            self.completedUnitCount = Int64(done)
            if self.isCancelled { throw CancellationError() }
        }
    }
}

/// One call: what goes in is written when it is made, on the thread that makes it.
struct Call: Sendable {
    typealias Parameters = [(String, (any Encodable & Sendable)?)]

    private let operation: String
    private let input: Input

    init(_ operation: String, _ parameters: KeyValuePairs<String, (any Encodable & Sendable)?>) {
        self.operation = operation
        self.input = Input(parameters: parameters.map { ($0.key, $0.value) })
    }

    /// Makes a short call here.
    func run<Output: Decodable>() throws -> Output {
        try make(nil, nil, Tray())
    }

    /// Makes a short call that gives nothing.
    func done() throws {
        let _: JSON = try make(nil, nil, Tray())
    }

    /// Makes a long call away from the caller's executor; ends it when the task is cancelled.
    func wait<Output: Decodable & Sendable>(_ progress: ProgressHandler?) async throws -> Output {
        try await away(progress, nil)
    }

    /// The same, with its results taken as soon as they are there.
    func wait<Output: Decodable & Sendable, One: Decodable>(
        _ progress: ProgressHandler?, _ take: (@Sendable (One) throws -> Void)?
    ) async throws -> Output {
        guard let take else { return try await away(progress, nil) }
        return try await away(progress) { answer in try take(read(answer)) }
    }

    private func away<Output: Decodable & Sendable>(
        _ progress: ProgressHandler?, _ take: (@Sendable (KorrigoNative.Answer) throws -> Void)?
    ) async throws -> Output {
        let cancellation = Cancellation()
        let tray = Tray()
        let watcher = progress == nil && take == nil ? nil : Watcher(progress: progress, take: take, tray: tray)
        do {
            return try await withTaskCancellationHandler {
                try await withCheckedThrowingContinuation { continuation in
                    Call.threads.async {
                        continuation.resume(with: Result { try make(watcher, cancellation, tray) })
                    }
                }
            } onCancel: {
                cancellation.cancel()
            }
        } catch let error as KorrigoError where error.code == .cancelled {
            try Task.checkCancellation()
            throw error
        }
    }

    /// Where long calls wait: neither the caller's executor nor the threads that all tasks share.
    private static let threads = DispatchQueue(label: "org.korrigo.calls", attributes: .concurrent)

    private func make<Output: Decodable>(
        _ host: (any KorrigoNative.Host)?, _ cancellation: Cancellation?, _ tray: Tray
    ) throws -> Output {
        let encoder = JSONEncoder()
        encoder.userInfo[.tray] = tray
        // What is no number is a text then, and refused wherever a number is asked for.
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "infinity", negativeInfinity: "-infinity", nan: "nan")
        let written = String(decoding: try encoder.encode(input), as: UTF8.self)
        do {
            return try read(raw(operation, written, tray.given, host, cancellation))
        } catch {
            // Whoever of ours failed in the middle ended the call.
            throw tray.failure ?? error
        }
    }

    private struct Input: Encodable, Sendable {
        let parameters: Parameters

        func encode(to encoder: any Encoder) throws {
            var box = encoder.container(keyedBy: Key.self)
            for case (let name, let value?) in parameters {
                try box.encode(value, forKey: Key(stringLiteral: name))
            }
        }
    }
}

/// A call as it crosses to the engine.
func raw(
    _ operation: String, _ input: String, _ items: [KorrigoNative.Item], _ host: (any KorrigoNative.Host)?,
    _ cancellation: Cancellation?
) throws -> KorrigoNative.Answer {
    do {
        return try KorrigoNative.call(
            operation: operation, input: input, items: items, host: host, cancellation: cancellation)
    } catch CallError.Failed(let failure) {
        throw try JSONDecoder().decode(KorrigoError.self, from: Data(failure.utf8))
    }
}

func read<Output: Decodable>(_ answer: KorrigoNative.Answer) throws -> Output {
    let decoder = JSONDecoder()
    decoder.userInfo[.tray] = Tray(answer.items)
    return try decoder.decode(Output.self, from: Data(answer.value.utf8))
}

/// What stands beside the JSON of a call: items that are handed in, or came back.
final class Tray: @unchecked Sendable {
    private let taken: [KorrigoNative.Item]
    private let lock = NSLock()
    private var kept: (any Error)?
    private(set) var given: [KorrigoNative.Item] = []

    init(_ taken: [KorrigoNative.Item] = []) { self.taken = taken }

    func put(_ item: KorrigoNative.Item) -> Int {
        given.append(item)
        return given.count - 1
    }

    func item(_ place: Int) -> KorrigoNative.Item? { taken.indices.contains(place) ? taken[place] : nil }

    /// What was thrown by code of ours in the middle of the call; the first one stays.
    var failure: (any Error)? { lock.withLock { kept } }

    func remember(_ error: any Error) { lock.withLock { kept = kept ?? error } }
}

extension CodingUserInfoKey {
    static let tray = CodingUserInfoKey(rawValue: "org.korrigo.tray")!
}

/// Watches a call for a caller. What the caller's code throws is kept, and thrown when the call is over.
private final class Watcher: KorrigoNative.Host {
    private let progress: ProgressHandler?
    private let own: (@Sendable (KorrigoNative.Answer) throws -> Void)?
    private let tray: Tray

    init(progress: ProgressHandler?, take: (@Sendable (KorrigoNative.Answer) throws -> Void)?, tray: Tray) {
        self.progress = progress
        self.own = take
        self.tray = tray
    }

    func onProgress(done: UInt64, total: UInt64) throws {
        try ours { try progress?(Int(clamping: done), Int(clamping: total)) }
    }

    func take(result: KorrigoNative.Answer) throws -> Bool {
        guard let own else { return false }
        try ours { try own(result) }
        return true
    }

    func takes() -> Bool { own != nil }

    private func ours(_ work: () throws -> Void) throws {
        do {
            try work()
        } catch {
            tray.remember(error)
            throw CallError.Failed(failure: "{}")
        }
    }
}
