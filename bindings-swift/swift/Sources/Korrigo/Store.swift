// Where copies are kept: in memory, or in a database of the app.
import Foundation
internal import KorrigoNative

/// Where an app keeps copies itself. It keeps rows and decides nothing: each call is one transaction, which happens as
/// a whole or not at all. Appending what is not the next version of a copy is a conflict: `false`.
///
/// What a method throws ends the call, and is thrown by it. A ``KorrigoError`` with the code `busy` says that asking
/// again may help; anything else counts as `storeUnavailable`.
public protocol CopyStore: Sendable {
    /// The time: one clock for all who use the store.
    func now() throws -> Timestamp

    /// What is needed to decide about a copy; `nil` for one without a record. `asked`: a request of `actor` that may
    /// have been answered before; its records, wherever they are, stand in `answered`.
    func load(copy: CopyId, actor: ActorId?, asked: RequestId?) throws -> Stored?

    /// Appends to one copy or several, all or nothing; false when a newest version is not the one expected.
    func append(_ appends: [Append]) throws -> Bool

    /// Keeps a snapshot, unless a newer one of the copy is there.
    func saveSnapshot(_ snapshot: Snapshot) throws

    /// All records of a copy, in order.
    func history(copy: CopyId) throws -> [Record]

    /// Takes away all payloads and snapshots of a copy, then keeps `left`; without it the copy is gone for ever.
    /// False when `version` is not that of the newest record.
    func erase(copy: CopyId, version: Int, left: Snapshot?) throws -> Bool

    /// The last link of each of these copies that has one: its number and hash.
    func heads(copies: [CopyId]) throws -> [CopyId: (number: Int, hash: ChainHash)]

    /// The checkpoints of an exam, in order.
    func checkpoints(exam: String) throws -> [Checkpoint]

    /// Appends a checkpoint; false when its number is not how many are there.
    func appendCheckpoint(exam: String, _ checkpoint: Checkpoint) throws -> Bool
}

/// A store: one of the engine's, in memory, or an app's.
public final class Store: Handle, @unchecked Sendable {
    private let app: (any CopyStore)?

    /// The store of an app.
    public init(_ app: any CopyStore) {
        self.app = app
        super.init(item: .appStore(store: Kept(app: app, tray: Tray())))
    }

    required init(item: KorrigoNative.Item) {
        app = nil
        super.init(item: item)
    }

    /// For each call anew: it remembers what the app threw in this one.
    override func forCall(_ tray: Tray) -> KorrigoNative.Item {
        app.map { .appStore(store: Kept(app: $0, tray: tray)) } ?? item
    }
}

/// An app's store as one call sees it.
private final class Kept: KorrigoNative.CopyStore {
    private let app: any CopyStore
    private let tray: Tray

    init(app: any CopyStore, tray: Tray) {
        self.app = app
        self.tray = tray
    }

    func now() throws -> String { try ours { try app.now() } }

    func load(copy: String, asked: String) throws -> String {
        try ours {
            let key = try read([String]?.self, asked)
            return try app.load(
                copy: CopyId(rawValue: copy), actor: key.map { ActorId(rawValue: $0[0]) },
                asked: key.map { RequestId(rawValue: $0[1]) })
        }
    }

    func append(appends: String) throws -> String {
        try written { try app.append(read([Append].self, appends)) }
    }

    func saveSnapshot(snapshot: String) throws {
        _ = try ours { () -> JSON in
            try app.saveSnapshot(read(Snapshot.self, snapshot))
            return .null
        }
    }

    func history(copy: String) throws -> String { try ours { try app.history(copy: CopyId(rawValue: copy)) } }

    func erase(copy: String, version: UInt64, left: String) throws -> String {
        try written {
            try app.erase(
                copy: CopyId(rawValue: copy), version: Int(clamping: version), left: read(Snapshot?.self, left))
        }
    }

    func heads(copies: String) throws -> String {
        try ours {
            let heads = try app.heads(copies: read([CopyId].self, copies))
            return Dictionary(uniqueKeysWithValues: heads.map { ($0.key.rawValue, Pair($0.value.number, $0.value.hash)) })
        }
    }

    func checkpoints(exam: String) throws -> String { try ours { try app.checkpoints(exam: exam) } }

    func appendCheckpoint(exam: String, checkpoint: String) throws -> String {
        try written { try app.appendCheckpoint(exam: exam, read(Checkpoint.self, checkpoint)) }
    }

    private func read<T: Decodable>(_ type: T.Type, _ text: String) throws -> T {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }

    private func written(_ work: () throws -> Bool) throws -> String {
        try ours { try work() ? "done" : "conflict" }
    }

    private func ours(_ work: () throws -> some Encodable) throws -> String {
        do {
            return String(decoding: try JSONEncoder().encode(work()), as: UTF8.self)
        } catch {
            tray.remember(error)
            throw (error as? KorrigoError)?.code == .busy ? StoreError.Busy : StoreError.Unavailable
        }
    }
}
