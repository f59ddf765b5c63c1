// A store that an app writes itself: every copy is one JSON file of a folder. A real app has a database here.
import Foundation
import Korrigo

/// Copies in a folder. One process at a time.
final class DiskStore: CopyStore, @unchecked Sendable {
    private struct Row: Codable {
        var records: [Record] = []
        var snapshot: Snapshot?
        var token: LockToken?
        var gone = false

        var newest: Int { records.last?.version ?? 0 }
        var link: Link? { records.compactMap(\.link).last }
    }

    private let folder: URL
    private let clock: @Sendable () -> Int
    private let lock = NSLock()

    init(_ folder: URL, clock: @escaping @Sendable () -> Int = { Int(Date().timeIntervalSince1970 * 1000) }) throws {
        self.folder = folder
        self.clock = clock
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    func now() -> Timestamp { Timestamp(rawValue: clock()) }

    func load(copy: CopyId, actor: ActorId?, asked: RequestId?) throws -> Stored? {
        try lock.withLock {
            let row = try row(copy)
            if row.records.isEmpty { return nil }
            let since = row.snapshot?.copy?.version ?? 0
            return Stored(
                now: now(),
                records: row.records.filter { $0.version > since },
                answered: row.records.filter {
                    asked != nil && $0.request?.id == asked && $0.request?.actor == actor
                },
                link: row.link, snapshot: row.snapshot, token: row.token)
        }
    }

    func append(_ appends: [Append]) throws -> Bool {
        try lock.withLock {
            var rows = try appends.map { try row($0.copy) }
            for (append, row) in zip(appends, rows) where row.gone || row.newest != append.expected { return false }
            for (place, append) in appends.enumerated() {
                rows[place].records += append.records
                rows[place].token = append.token
                try write(rows[place], file(append.copy))
            }
            return true
        }
    }

    func saveSnapshot(_ snapshot: Snapshot) throws {
        try lock.withLock {
            guard let copy = snapshot.copy else { return }
            var row = try row(copy.id)
            if row.gone || (row.snapshot?.copy?.version ?? -1) >= copy.version { return }
            row.snapshot = snapshot
            try write(row, file(copy.id))
        }
    }

    func history(copy: CopyId) throws -> [Record] { try row(copy).records }

    func erase(copy: CopyId, version: Int, left: Snapshot?) throws -> Bool {
        try lock.withLock {
            var row = try row(copy)
            if row.newest != version { return false }
            for place in row.records.indices { row.records[place].payload = nil }
            row.snapshot = left
            row.gone = left == nil
            if row.gone { row.token = nil }
            try write(row, file(copy))
            return true
        }
    }

    func heads(copies: [CopyId]) throws -> [CopyId: (number: Int, hash: ChainHash)] {
        var heads: [CopyId: (number: Int, hash: ChainHash)] = [:]
        for copy in copies {
            if let link = try row(copy).link { heads[copy] = (link.sequence, link.hash) }
        }
        return heads
    }

    func checkpoints(exam: String) throws -> [Checkpoint] { try read([Checkpoint].self, name("exam", exam)) ?? [] }

    func appendCheckpoint(exam: String, _ checkpoint: Checkpoint) throws -> Bool {
        try lock.withLock {
            let there = try checkpoints(exam: exam)
            if checkpoint.sequence != there.count { return false }
            try write(there + [checkpoint], name("exam", exam))
            return true
        }
    }

    private func row(_ copy: CopyId) throws -> Row { try read(Row.self, file(copy)) ?? Row() }

    private func file(_ copy: CopyId) -> URL { name("copy", copy.rawValue) }

    // Names of copies are any text; names of files are not.
    private func name(_ kind: String, _ id: String) -> URL {
        folder.appendingPathComponent(kind + "-" + id.utf8.map { String(format: "%02x", $0) }.joined() + ".json")
    }

    private func read<T: Decodable>(_ type: T.Type, _ file: URL) throws -> T? {
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        return try JSONDecoder().decode(type, from: Data(contentsOf: file))
    }

    // Whole or not at all, whenever the app is killed.
    private func write(_ value: some Encodable, _ file: URL) throws {
        try JSONEncoder().encode(value).write(to: file, options: .atomic)
    }
}
