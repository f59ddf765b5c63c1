// Written by bindings-common/generate/swift.py from the table of calls: change that, not this.
// swift-format-ignore-file
import Foundation

/// What was done.
public struct Answer: Codable, Equatable, Sendable {
    /// The copy as it is now. It holds the hash of its lock's token, never the token.
    public var copy: Copy
    /// The time of the store.
    public var now: Timestamp
    /// What the request made happen: now, or when it came first.
    public var events: [Event]
    /// Whether it had been answered before, and nothing happened now.
    public var repeated: Bool
    /// The token of the lock, for who asked, when the lock is theirs.
    public var token: LockToken?

    /// All of it.
    public init(copy: Copy, now: Timestamp, events: [Event], repeated: Bool, token: LockToken? = nil) {
        self.copy = copy
        self.now = now
        self.events = events
        self.repeated = repeated
        self.token = token
    }
}

/// Records to append to one copy.
public struct Append: Codable, Equatable, Sendable {
    /// The copy.
    public var copy: CopyId
    /// The version that was loaded; 0 for a copy that is new.
    public var expected: Int
    /// At least one, of the versions that follow.
    public var records: [Record]
    /// The token of the copy's lock from now on: it replaces the one that is kept. Nowhere else is a token kept.
    public var token: LockToken?

    /// All of it.
    public init(copy: CopyId, expected: Int, records: [Record], token: LockToken? = nil) {
        self.copy = copy
        self.expected = expected
        self.records = records
        self.token = token
    }
}

/// What these events make of a copy.
public struct AppendedCopy: Codable, Equatable, Sendable {
    /// What has to be appended for it, token included.
    public var append: Append
    /// The copy after it. It holds the hash of its lock's token, never the token.
    public var copy: Copy

    /// All of it.
    public init(append: Append, copy: Copy) {
        self.append = append
        self.copy = copy
    }
}

/// What is wrong with a chain.
public enum ChainFault: Codable, Equatable, Sendable {
    /// Links are missing, doubled or in another order: another number was expected at this place.
    case order(place: Int)
    /// A link is not what it was.
    case changed(sequence: Int)
    /// A link does not follow from the one before.
    case broken(sequence: Int)
    /// A payload is not what the link says.
    case payload(sequence: Int)
    /// A payload that belongs to no link.
    case stray(sequence: Int)
    /// Records of a copy are missing, doubled or in another order: this version was expected.
    case version(version: Int)
    /// A checkpoint names a head that the chain of this copy does not have: its end was cut off or rewritten.
    case head(checkpoint: Int, copy: CopyId)
    /// A checkpoint is not what it was, or not in its place.
    case checkpoint(place: Int)

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        let which = try box.decode(String.self, forKey: "fault")
        switch which {
        case "order": 
            self = .order(
                place: try box.decode(Int.self, forKey: "place"))
        case "changed": 
            self = .changed(
                sequence: try box.decode(Int.self, forKey: "sequence"))
        case "broken": 
            self = .broken(
                sequence: try box.decode(Int.self, forKey: "sequence"))
        case "payload": 
            self = .payload(
                sequence: try box.decode(Int.self, forKey: "sequence"))
        case "stray": 
            self = .stray(
                sequence: try box.decode(Int.self, forKey: "sequence"))
        case "version": 
            self = .version(
                version: try box.decode(Int.self, forKey: "version"))
        case "head": 
            self = .head(
                checkpoint: try box.decode(Int.self, forKey: "checkpoint"),
                copy: try box.decode(CopyId.self, forKey: "copy"))
        case "checkpoint": 
            self = .checkpoint(
                place: try box.decode(Int.self, forKey: "place"))
        default: throw unknown(which, decoder)
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case let .order(place):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("order", forKey: "fault")
            try box.encode(place, forKey: "place")
        case let .changed(sequence):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("changed", forKey: "fault")
            try box.encode(sequence, forKey: "sequence")
        case let .broken(sequence):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("broken", forKey: "fault")
            try box.encode(sequence, forKey: "sequence")
        case let .payload(sequence):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("payload", forKey: "fault")
            try box.encode(sequence, forKey: "sequence")
        case let .stray(sequence):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("stray", forKey: "fault")
            try box.encode(sequence, forKey: "sequence")
        case let .version(version):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("version", forKey: "fault")
            try box.encode(version, forKey: "version")
        case let .head(checkpoint, copy):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("head", forKey: "fault")
            try box.encode(checkpoint, forKey: "checkpoint")
            try box.encode(copy, forKey: "copy")
        case let .checkpoint(place):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("checkpoint", forKey: "fault")
            try box.encode(place, forKey: "place")
        }
    }
}

/// What became of one command of a batch.
public struct CommandOutcome: Codable, Equatable, Sendable {
    /// Its number.
    public var sequence: Int
    /// What became of it.
    public var outcome: Outcome
    /// Why it could not be done.
    public var refusal: Refusal?

    /// All of it.
    public init(sequence: Int, outcome: Outcome, refusal: Refusal? = nil) {
        self.sequence = sequence
        self.outcome = outcome
        self.refusal = refusal
    }
}

/// What a command collided with.
public enum Conflict: Codable, Equatable, Sendable {
    /// Somebody else's lock.
    case lock(owner: ActorId, until: Timestamp)
    /// An annotation as it is now.
    case annotation(current: Annotation)
    /// A final PDF that is there.
    case result(result: FinalResult)

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        let which = try box.decode(String.self, forKey: "conflict")
        switch which {
        case "lock": 
            self = .lock(
                owner: try box.decode(ActorId.self, forKey: "owner"),
                until: try box.decode(Timestamp.self, forKey: "until"))
        case "annotation": 
            self = .annotation(
                current: try box.decode(Annotation.self, forKey: "current"))
        case "result": 
            self = .result(
                result: try box.decode(FinalResult.self, forKey: "result"))
        default: throw unknown(which, decoder)
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case let .lock(owner, until):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("lock", forKey: "conflict")
            try box.encode(owner, forKey: "owner")
            try box.encode(until, forKey: "until")
        case let .annotation(current):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("annotation", forKey: "conflict")
            try box.encode(current, forKey: "current")
        case let .result(result):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("result", forKey: "conflict")
            try box.encode(result, forKey: "result")
        }
    }
}

/// The log of a copy.
public struct CopyLog: Codable, Equatable, Sendable {
    /// The copy.
    public var copy: CopyId
    /// What happened to it.
    public var records: [Record]

    /// All of it.
    public init(copy: CopyId, records: [Record]) {
        self.copy = copy
        self.records = records
    }
}

/// The log of an exam.
/// JSON: `{"format":"korrigo.log/1","exam":"…","copies":[{"copy":"…","records":[…]}],"checkpoints":[…]}`.
public struct Log: Codable, Equatable, Sendable {
    public var format: String
    /// The host's id of the exam.
    public var exam: String
    /// Its copies.
    public var copies: [CopyLog]
    /// Its checkpoints.
    public var checkpoints: [Checkpoint]

    /// All of it.
    public init(format: String, exam: String, copies: [CopyLog], checkpoints: [Checkpoint] = []) {
        self.format = format
        self.exam = exam
        self.copies = copies
        self.checkpoints = checkpoints
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        self.format = try box.decode(String.self, forKey: "format")
        self.exam = try box.decode(String.self, forKey: "exam")
        self.copies = try box.decode([CopyLog].self, forKey: "copies")
        self.checkpoints = try box.decodeIfPresent([Checkpoint].self, forKey: "checkpoints") ?? []
    }

    private enum CodingKeys: String, CodingKey {
        case format = "format"
        case exam = "exam"
        case copies = "copies"
        case checkpoints = "checkpoints"
    }
}

/// What a look at a log found, and whether everything stands.
public struct LogReport: Codable, Equatable, Sendable {
    /// What was found about each copy, in their order.
    public var copies: [Pair<CopyId, Verified>]
    /// How many checkpoints there are.
    public var checkpoints: Int
    /// What is wrong with them, or with the heads they name.
    public var faults: [ChainFault]
    /// Whether everything stands.
    public var stands: Bool

    /// All of it.
    public init(copies: [Pair<CopyId, Verified>], checkpoints: Int, faults: [ChainFault], stands: Bool) {
        self.copies = copies
        self.checkpoints = checkpoints
        self.faults = faults
        self.stands = stands
    }
}

/// What a device did offline, in order.
public struct OfflineBatch: Codable, Equatable, Sendable {
    /// The device: 1 to 64 bytes.
    public var clientId: String
    /// The grant under which it was done.
    public var fence: Fence
    /// The commands.
    public var commands: [OfflineCommand]

    /// All of it.
    public init(clientId: String, fence: Fence, commands: [OfflineCommand]) {
        self.clientId = clientId
        self.fence = fence
        self.commands = commands
    }

    private enum CodingKeys: String, CodingKey {
        case clientId = "client_id"
        case fence = "fence"
        case commands = "commands"
    }
}

/// One command with its number on the device, from 1.
public struct OfflineCommand: Codable, Equatable, Sendable {
    /// Its number.
    public var sequence: Int
    /// The command.
    public var command: Command

    /// All of it.
    public init(sequence: Int, command: Command) {
        self.sequence = sequence
        self.command = command
    }
}

/// A copy that can be decided about.
public struct Opened: Codable, Equatable, Sendable {
    /// The copy. It holds the hash of its lock's token, never the token.
    public var copy: Copy
    /// The time of the store.
    public var now: Timestamp
    /// The newest link of its chain.
    public var link: Link?
    /// The token of its lock, as the store kept it: nobody but the owner of the lock may see it.
    public var token: LockToken?

    /// All of it.
    public init(copy: Copy, now: Timestamp, link: Link? = nil, token: LockToken? = nil) {
        self.copy = copy
        self.now = now
        self.link = link
        self.token = token
    }
}

/// What became of a command that was given offline.
public enum Outcome: String, CaseIterable, Codable, Sendable {
    /// It was done.
    case done = "done"
    /// It was taken in before.
    case known = "known"
    /// It could not be done; it is kept as a rival of the marker's draft.
    case kept = "kept"
}

/// What has to be done for a request.
public struct Prepared: Codable, Equatable, Sendable {
    /// The answer, when that is done.
    public var answer: Answer
    /// What to append first, token included. After a conflict, load and prepare again. Nothing when the answer
    /// stands already.
    public var append: Append?

    /// All of it.
    public init(answer: Answer, append: Append? = nil) {
        self.answer = answer
        self.append = append
    }
}

/// One event as it is kept.
public struct Record: Codable, Equatable, Sendable {
    /// The version of the copy after it: from 1, without a gap.
    public var version: Int
    /// Its link in the audit chain, when it is a decision.
    public var link: Link?
    /// The event; `None` once it was erased.
    public var payload: Payload?
    /// The request that it answers; `None` for what is repeated in another way (offline batches).
    public var request: RequestKey?

    /// All of it.
    public init(version: Int, link: Link? = nil, payload: Payload? = nil, request: RequestKey? = nil) {
        self.version = version
        self.link = link
        self.payload = payload
        self.request = request
    }
}

/// Why something was not done. Nothing changed.
public struct Refusal: Codable, Equatable, Sendable {
    /// The code, a sentence, and what to do.
    public var error: KorrigoError
    /// Where the copy stands.
    public var from: Status
    /// What was tried.
    public var attempted: String
    /// What could be tried from there, by whom it is for: the holder of the lock, administrators, services. What
    /// everybody may tidy up at any time is not told: drafts of one's own, locks whose time is over.
    public var allowed: [String]
    /// What it collided with, so that nobody has to ask again.
    public var conflict: Conflict?

    /// All of it.
    public init(
        error: KorrigoError,
        from: Status,
        attempted: String,
        allowed: [String],
        conflict: Conflict? = nil
    ) {
        self.error = error
        self.from = from
        self.attempted = attempted
        self.allowed = allowed
        self.conflict = conflict
    }
}

/// Who asks, and what the machine cannot know itself; the time comes from the store.
public struct Request: Codable, Equatable, Sendable {
    /// Its name: the same when it is asked again because no answer came. Best a random UUID.
    public var id: RequestId
    /// Who asks.
    public var actor: ActorId
    /// What that person or service may do.
    public var role: Role
    /// A fresh token, in case a lock is granted: 32 hexadecimal digits of 16 random bytes.
    public var newToken: LockToken
    /// 16 fresh random bytes for the payloads of the audit chain, as 32 hexadecimal digits.
    public var salt: Salt
    /// The exam's marking scheme, where it has one.
    public var scheme: Scheme?
    /// The copy's subject, where the exam has several.
    public var variant: String?

    /// All of it.
    public init(
        id: RequestId,
        actor: ActorId,
        role: Role,
        newToken: LockToken,
        salt: Salt,
        scheme: Scheme? = nil,
        variant: String? = nil
    ) {
        self.id = id
        self.actor = actor
        self.role = role
        self.newToken = newToken
        self.salt = salt
        self.scheme = scheme
        self.variant = variant
    }

    private enum CodingKeys: String, CodingKey {
        case id = "id"
        case actor = "actor"
        case role = "role"
        case newToken = "new_token"
        case salt = "salt"
        case scheme = "scheme"
        case variant = "variant"
    }
}

/// A text of its own kind.
public struct RequestId: TextValue {
    /// The text.
    public let rawValue: String

    /// A value of this text; the engine refuses what is none when it meets it.
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// A request that was answered. Of another actor the same id is another request.
public struct RequestKey: Codable, Equatable, Sendable {
    /// Who asked.
    public var actor: ActorId
    /// The id that was given.
    public var id: RequestId
    /// What was asked, as a hash with the salt of the payload: nobody finds out by trial what was erased.
    public var digest: ChainHash

    /// All of it.
    public init(actor: ActorId, id: RequestId, digest: ChainHash) {
        self.actor = actor
        self.id = id
        self.digest = digest
    }
}

/// A copy at one version. JSON: `{"format":"korrigo.copy/1","copy":{…}}`, without the token of its lock.
public struct Snapshot: Codable, Equatable, Sendable {
    public var copy: Copy?
    public var format: String

    /// All of it.
    public init(copy: Copy? = nil, format: String = "") {
        self.copy = copy
        self.format = format
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        self.copy = try box.decodeIfPresent(Copy.self, forKey: "copy")
        self.format = try box.decodeIfPresent(String.self, forKey: "format") ?? ""
    }

    private enum CodingKeys: String, CodingKey {
        case copy = "copy"
        case format = "format"
    }
}

/// Two copies that were joined.
public struct StoreMerged: Codable, Equatable, Sendable {
    /// The copy that stays.
    public var into: Answer
    /// The copy whose pages it got.
    public var from: Answer

    /// All of it.
    public init(into: Answer, from: Answer) {
        self.into = into
        self.from = from
    }
}

/// What was taken in of a batch.
public struct StoreSynced: Codable, Equatable, Sendable {
    /// What was done.
    public var answer: Answer
    /// What became of each command, in order.
    public var outcomes: [CommandOutcome]

    /// All of it.
    public init(answer: Answer, outcomes: [CommandOutcome]) {
        self.answer = answer
        self.outcomes = outcomes
    }
}

/// A copy as its store gives it.
public struct Stored: Codable, Equatable, Sendable {
    /// The time of the store.
    public var now: Timestamp
    /// All records after it, in order; all there are when there is none.
    public var records: [Record]
    /// The records of the request that was asked for, in order, before or after the snapshot.
    public var answered: [Record]
    /// The newest link, wherever it is.
    public var link: Link?
    /// The newest snapshot.
    public var snapshot: Snapshot?
    /// The token that was kept last.
    public var token: LockToken?

    /// All of it.
    public init(
        now: Timestamp,
        records: [Record],
        answered: [Record],
        link: Link? = nil,
        snapshot: Snapshot? = nil,
        token: LockToken? = nil
    ) {
        self.now = now
        self.records = records
        self.answered = answered
        self.link = link
        self.snapshot = snapshot
        self.token = token
    }
}

/// What a look at a chain found.
public struct Verified: Codable, Equatable, Sendable {
    /// Links.
    public var links: Int
    /// Links whose payload was erased.
    public var erased: Int
    /// What is wrong; nothing when the chain stands.
    public var faults: [ChainFault]

    /// All of it.
    public init(links: Int, erased: Int, faults: [ChainFault]) {
        self.links = links
        self.erased = erased
        self.faults = faults
    }
}

extension Log {
    /// What was decided about the copies of an exam, as one document that anybody can verify.
    /// - Parameter store: The store.
    /// - Parameter exam: The host's id of the exam.
    /// - Parameter copies: Its copies.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func of(store: Store, exam: String, copies: [CopyId]) throws -> Log {
        try Call("copy::store::Log::of", ["store": store, "exam": exam, "copies": copies]).run()
    }

    /// Reads a log.
    /// - Parameter json: The file: bytes of JSON.
    /// - Parameter limits: What reading it may cost.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func read(json: Bytes, limits: Limits? = nil) throws -> Log {
        try Call("copy::store::Log::read", ["json": json, "limits": limits]).run()
    }

    /// Looks whether every chain is whole and unchanged, and holds what the checkpoints name.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func verify() throws -> LogReport {
        try Call("copy::store::Log::verify", ["this": self]).run()
    }
}

/// What stands under `MemoryStore`.
public enum MemoryStore {
    /// A store that forgets everything at the end; its clock stands until it is set.
    /// - Parameter now: The time of its clock.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func create(now: Timestamp = Timestamp(rawValue: 0)) throws -> Store {
        try Call("copy::store::MemoryStore::new", ["now": now]).run()
    }
}

extension Opened {
    /// What these events make of the copy, and what has to be appended for it.
    /// - Parameter events: What happens to it.
    /// - Parameter salt: 16 fresh random bytes.
    /// - Parameter token: The token that was given beside the events, when one was: the store keeps it.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func append(events: [Event], salt: Salt, token: LockToken? = nil) throws -> AppendedCopy {
        try Call("copy::store::Opened::append", ["this": self, "events": events, "salt": salt, "token": token]).run()
    }
}

extension Snapshot {
    /// The snapshot of a copy.
    /// - Parameter copy: The copy.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func create(copy: Copy) throws -> Snapshot {
        try Call("copy::store::Snapshot::new", ["copy": copy]).run()
    }
}

extension Store {
    /// Sets the clock of the store.
    /// - Parameter now: The time.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func memoryStoreSetNow(now: Timestamp) throws {
        try Call("copy::store::MemoryStore::set_now", ["this": self, "now": now]).done()
    }

    /// Chains the heads of these copies, which should be all of the exam.
    /// - Parameter exam: The host's id of the exam.
    /// - Parameter copies: All copies of the exam.
    /// - Parameter reason: Why: release, export, or because it is time.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func checkpoint(exam: String, copies: [CopyId], reason: String) throws -> Checkpoint {
        try Call("copy::store::checkpoint", ["store": self, "exam": exam, "copies": copies, "reason": reason]).run()
    }

    /// Makes a copy of these pages.
    /// - Parameter copy: The name of the copy.
    /// - Parameter pages: Its pages, in order.
    /// - Parameter request: Who asks.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func create(copy: CopyId, pages: [PageId], request: Request) throws -> Answer {
        try Call("copy::store::create", ["store": self, "copy": copy, "pages": pages, "request": request]).run()
    }

    /// Erases what was ever written about a copy; what it is now stays, and its chain still verifies.
    /// - Parameter copy: The copy.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func eraseHistory(copy: CopyId) throws {
        try Call("copy::store::erase_history", ["store": self, "copy": copy]).done()
    }

    /// Erases a copy and what was ever written about it. Its chain stays, and still verifies.
    /// - Parameter copy: The copy.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func forget(copy: CopyId) throws {
        try Call("copy::store::forget", ["store": self, "copy": copy]).done()
    }

    /// Carries a command out. Asked again under its id, it does nothing and answers as before.
    /// - Parameter copy: The copy.
    /// - Parameter command: What is asked.
    /// - Parameter request: Who asks.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func handle(copy: CopyId, command: Command, request: Request) throws -> Answer {
        try Call("copy::store::handle", ["store": self, "copy": copy, "command": command, "request": request]).run()
    }

    /// Joins two copies, both or neither.
    /// - Parameter into: The copy that stays.
    /// - Parameter from: The copy whose pages it gets.
    /// - Parameter request: Who asks.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func merge(into: CopyId, from: CopyId, request: Request) throws -> StoreMerged {
        try Call("copy::store::merge", ["store": self, "into": into, "from": from, "request": request]).run()
    }

    /// Decides about a command to a copy that was loaded: for hosts that load and append in their own way.
    /// - Parameter stored: The copy as its store gives it.
    /// - Parameter copy: The copy.
    /// - Parameter command: What is asked.
    /// - Parameter request: Who asks.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func prepare(stored: Stored, copy: CopyId, command: Command, request: Request) throws -> Prepared {
        try Call("copy::store::prepare", ["stored": stored, "copy": copy, "command": command, "request": request]).run()
    }

    /// Takes in what was done offline, and says what became of each command.
    /// - Parameter copy: The copy.
    /// - Parameter batch: What was done offline.
    /// - Parameter request: Who asks.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func sync(copy: CopyId, batch: OfflineBatch, request: Request) throws -> StoreSynced {
        try Call("copy::store::sync", ["store": self, "copy": copy, "batch": batch, "request": request]).run()
    }
}

extension Stored {
    /// The copy: the snapshot and what happened since.
    /// - Parameter copy: The copy.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func open(copy: CopyId) throws -> Opened {
        try Call("copy::store::Stored::open", ["this": self, "copy": copy]).run()
    }
}
