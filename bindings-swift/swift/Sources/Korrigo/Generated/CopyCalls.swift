// Written by bindings-common/generate/swift.py from the table of calls: change that, not this.
// swift-format-ignore-file
import Foundation

/// A text of its own kind.
public struct ActorId: TextValue {
    /// The text.
    public let rawValue: String

    /// A value of this text; the engine refuses what is none when it meets it.
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// One annotation. Its text and strokes are never shown in `Debug`.
public struct Annotation: Codable, Equatable, Sendable {
    /// Its name.
    public var id: AnnotationId
    /// The page it lies on.
    public var page: PageId
    /// Who made it.
    public var author: ActorId
    /// What is said.
    public var content: String
    /// The question it is about, by its id in the scheme: what the question got is shown beside the first.
    public var question: String?
    /// Points it gives or takes.
    public var scoreDelta: Mark?
    /// How often it was changed.
    public var version: Int
    /// What is drawn, and where: in displayed, normalised coordinates of the page, origin top left, y down.
    public var shape: Shape

    /// All of it.
    public init(
        id: AnnotationId,
        page: PageId,
        author: ActorId,
        shape: Shape,
        content: String = "",
        question: String? = nil,
        scoreDelta: Mark? = nil,
        version: Int = 0
    ) {
        self.id = id
        self.page = page
        self.author = author
        self.content = content
        self.question = question
        self.scoreDelta = scoreDelta
        self.version = version
        self.shape = shape
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        self.id = try box.decode(AnnotationId.self, forKey: "id")
        self.page = try box.decode(PageId.self, forKey: "page")
        self.author = try box.decode(ActorId.self, forKey: "author")
        self.content = try box.decodeIfPresent(String.self, forKey: "content") ?? ""
        self.question = try box.decodeIfPresent(String.self, forKey: "question")
        self.scoreDelta = try box.decodeIfPresent(Mark.self, forKey: "score_delta")
        self.version = try box.decodeIfPresent(Int.self, forKey: "version") ?? 0
        self.shape = try Shape(from: decoder)
    }

    public func encode(to encoder: any Encoder) throws {
        var box = encoder.container(keyedBy: Key.self)
        try box.encode(id, forKey: "id")
        try box.encode(page, forKey: "page")
        try box.encode(author, forKey: "author")
        try box.encode(content, forKey: "content")
        try box.encodeIfPresent(question, forKey: "question")
        try box.encodeIfPresent(scoreDelta, forKey: "score_delta")
        try box.encode(version, forKey: "version")
        try shape.encode(to: encoder)
    }
}

/// A text of its own kind.
public struct AnnotationId: TextValue {
    /// The text.
    public let rawValue: String

    /// A value of this text; the engine refuses what is none when it meets it.
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// A text of its own kind.
public struct ChainHash: TextValue {
    /// The text.
    public let rawValue: String

    /// A value of this text; the engine refuses what is none when it meets it.
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// The heads of all chains of an exam at one moment, chained themselves.
public struct Checkpoint: Codable, Equatable, Sendable {
    /// Its place among the checkpoints of the exam, from 0.
    public var sequence: Int
    /// When, by the store's clock.
    public var at: Timestamp
    /// Why: release, export, or because it was time.
    public var reason: String
    /// The last link of every copy that has one: its number and hash.
    public var heads: [String: Pair<Int, ChainHash>]
    /// The hash of the checkpoint before; zeros for the first.
    public var previous: ChainHash
    /// The hash of all of this.
    public var hash: ChainHash

    /// All of it.
    public init(
        sequence: Int,
        at: Timestamp,
        reason: String,
        heads: [String: Pair<Int, ChainHash>],
        previous: ChainHash,
        hash: ChainHash
    ) {
        self.sequence = sequence
        self.at = at
        self.reason = reason
        self.heads = heads
        self.previous = previous
        self.hash = hash
    }
}

/// The right to make the final PDF.
public struct Claim: Codable, Equatable, Sendable {
    /// Whose marking it is.
    public var marker: ActorId
    /// The attempt, from 1.
    public var attempt: Int
    /// When it began.
    public var since: Timestamp

    /// All of it.
    public init(marker: ActorId, attempt: Int, since: Timestamp) {
        self.marker = marker
        self.attempt = attempt
        self.since = since
    }
}

/// What is asked. `token` proves the lock under which something is written; left out, it is refused.
public enum Command: Codable, Equatable, Sendable {
    /// Add pages at the end.
    case staple(pages: [PageId])
    /// Say that the copy can be marked.
    case validate
    /// Set the copy aside.
    case quarantine(reason: String)
    /// Take it back.
    case leaveQuarantine
    /// Give the copy to a marker, or to nobody.
    case dispatch(marker: ActorId? = nil)
    /// Say whose copy it is: the host's id of the candidate, never a name.
    case identify(candidate: String? = nil)
    /// Give the copy these tags and no others.
    case tag(tags: [String])
    /// Take the lock, or extend one's own.
    case lock(offline: Bool = false, ttl: Ttl = Ttl(rawValue: 600))
    /// Extend the lock.
    case heartbeat(token: LockToken? = nil, ttl: Ttl = Ttl(rawValue: 600))
    /// Let the lock go.
    case releaseLock(token: LockToken? = nil)
    /// End somebody's lock.
    case forceUnlock(reason: String)
    /// End the lock if its time is over: for whoever tidies.
    case reap
    /// Save what is being typed. A window sends the next when this one was answered, so that none overtakes
    /// another.
    case saveDraft(clientId: String, basedOn: Int, content: String, token: LockToken? = nil)
    /// Let a rival version of the own draft go.
    case dropRival(clientId: String, version: Int)
    /// Let the own draft go, when it holds no rival.
    case dropDraft(revision: Int)
    /// Make an annotation.
    case createAnnotation(annotation: Annotation, token: LockToken? = nil)
    /// Change an annotation. What is left out stays.
    case updateAnnotation(id: AnnotationId, version: Int, content: String? = nil, scoreDelta: Mark? = nil, shape: Shape? = nil, token: LockToken? = nil)
    /// Take an annotation away.
    case deleteAnnotation(id: AnnotationId, version: Int, token: LockToken? = nil)
    /// Score a question, or take its score back.
    case score(question: String, score: Score? = nil, token: LockToken? = nil)
    /// Write a remark on a question, or take it back.
    case remark(question: String, text: String? = nil, token: LockToken? = nil)
    /// Write the general comment.
    case appreciation(text: String, token: LockToken? = nil)
    /// Declare the marking done.
    case finalize(revision: Int, scores: Scores? = nil, token: LockToken? = nil)
    /// Make the final PDF after a failure once more.
    case retry
    /// Make the final PDF that nobody seems to be making any more.
    case recover
    /// The final PDF is stored.
    case store(attempt: Int, result: FinalResult)
    /// The final PDF could not be made.
    case fail(attempt: Int, message: String)
    /// Open a graded copy again.
    case reopen(reason: String)

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        let which = try box.decode(String.self, forKey: "command")
        switch which {
        case "staple": 
            self = .staple(
                pages: try box.decode([PageId].self, forKey: "pages"))
        case "validate": self = .validate
        case "quarantine": 
            self = .quarantine(
                reason: try box.decode(String.self, forKey: "reason"))
        case "leave_quarantine": self = .leaveQuarantine
        case "dispatch": 
            self = .dispatch(
                marker: try box.decodeIfPresent(ActorId.self, forKey: "marker"))
        case "identify": 
            self = .identify(
                candidate: try box.decodeIfPresent(String.self, forKey: "candidate"))
        case "tag": 
            self = .tag(
                tags: try box.decode([String].self, forKey: "tags"))
        case "lock": 
            self = .lock(
                offline: try box.decodeIfPresent(Bool.self, forKey: "offline") ?? false,
                ttl: try box.decodeIfPresent(Ttl.self, forKey: "ttl") ?? Ttl(rawValue: 600))
        case "heartbeat": 
            self = .heartbeat(
                token: try box.decodeIfPresent(LockToken.self, forKey: "token"),
                ttl: try box.decodeIfPresent(Ttl.self, forKey: "ttl") ?? Ttl(rawValue: 600))
        case "release_lock": 
            self = .releaseLock(
                token: try box.decodeIfPresent(LockToken.self, forKey: "token"))
        case "force_unlock": 
            self = .forceUnlock(
                reason: try box.decode(String.self, forKey: "reason"))
        case "reap": self = .reap
        case "save_draft": 
            self = .saveDraft(
                clientId: try box.decode(String.self, forKey: "client_id"),
                basedOn: try box.decode(Int.self, forKey: "based_on"),
                content: try box.decode(String.self, forKey: "content"),
                token: try box.decodeIfPresent(LockToken.self, forKey: "token"))
        case "drop_rival": 
            self = .dropRival(
                clientId: try box.decode(String.self, forKey: "client_id"),
                version: try box.decode(Int.self, forKey: "version"))
        case "drop_draft": 
            self = .dropDraft(
                revision: try box.decode(Int.self, forKey: "revision"))
        case "create_annotation": 
            self = .createAnnotation(
                annotation: try box.decode(Annotation.self, forKey: "annotation"),
                token: try box.decodeIfPresent(LockToken.self, forKey: "token"))
        case "update_annotation": 
            self = .updateAnnotation(
                id: try box.decode(AnnotationId.self, forKey: "id"),
                version: try box.decode(Int.self, forKey: "version"),
                content: try box.decodeIfPresent(String.self, forKey: "content"),
                scoreDelta: try box.decodeIfPresent(Mark.self, forKey: "score_delta"),
                shape: try box.decodeIfPresent(Shape.self, forKey: "shape"),
                token: try box.decodeIfPresent(LockToken.self, forKey: "token"))
        case "delete_annotation": 
            self = .deleteAnnotation(
                id: try box.decode(AnnotationId.self, forKey: "id"),
                version: try box.decode(Int.self, forKey: "version"),
                token: try box.decodeIfPresent(LockToken.self, forKey: "token"))
        case "score": 
            self = .score(
                question: try box.decode(String.self, forKey: "question"),
                score: try box.decodeIfPresent(Score.self, forKey: "score"),
                token: try box.decodeIfPresent(LockToken.self, forKey: "token"))
        case "remark": 
            self = .remark(
                question: try box.decode(String.self, forKey: "question"),
                text: try box.decodeIfPresent(String.self, forKey: "text"),
                token: try box.decodeIfPresent(LockToken.self, forKey: "token"))
        case "appreciation": 
            self = .appreciation(
                text: try box.decode(String.self, forKey: "text"),
                token: try box.decodeIfPresent(LockToken.self, forKey: "token"))
        case "finalize": 
            self = .finalize(
                revision: try box.decode(Int.self, forKey: "revision"),
                scores: try box.decodeIfPresent(Scores.self, forKey: "scores"),
                token: try box.decodeIfPresent(LockToken.self, forKey: "token"))
        case "retry": self = .retry
        case "recover": self = .recover
        case "store": 
            self = .store(
                attempt: try box.decode(Int.self, forKey: "attempt"),
                result: try box.decode(FinalResult.self, forKey: "result"))
        case "fail": 
            self = .fail(
                attempt: try box.decode(Int.self, forKey: "attempt"),
                message: try box.decode(String.self, forKey: "message"))
        case "reopen": 
            self = .reopen(
                reason: try box.decode(String.self, forKey: "reason"))
        default: throw unknown(which, decoder)
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case let .staple(pages):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("staple", forKey: "command")
            try box.encode(pages, forKey: "pages")
        case .validate:
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("validate", forKey: "command")
        case let .quarantine(reason):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("quarantine", forKey: "command")
            try box.encode(reason, forKey: "reason")
        case .leaveQuarantine:
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("leave_quarantine", forKey: "command")
        case let .dispatch(marker):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("dispatch", forKey: "command")
            try box.encodeIfPresent(marker, forKey: "marker")
        case let .identify(candidate):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("identify", forKey: "command")
            try box.encodeIfPresent(candidate, forKey: "candidate")
        case let .tag(tags):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("tag", forKey: "command")
            try box.encode(tags, forKey: "tags")
        case let .lock(offline, ttl):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("lock", forKey: "command")
            try box.encode(offline, forKey: "offline")
            try box.encode(ttl, forKey: "ttl")
        case let .heartbeat(token, ttl):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("heartbeat", forKey: "command")
            try box.encodeIfPresent(token, forKey: "token")
            try box.encode(ttl, forKey: "ttl")
        case let .releaseLock(token):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("release_lock", forKey: "command")
            try box.encodeIfPresent(token, forKey: "token")
        case let .forceUnlock(reason):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("force_unlock", forKey: "command")
            try box.encode(reason, forKey: "reason")
        case .reap:
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("reap", forKey: "command")
        case let .saveDraft(clientId, basedOn, content, token):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("save_draft", forKey: "command")
            try box.encode(clientId, forKey: "client_id")
            try box.encode(basedOn, forKey: "based_on")
            try box.encode(content, forKey: "content")
            try box.encodeIfPresent(token, forKey: "token")
        case let .dropRival(clientId, version):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("drop_rival", forKey: "command")
            try box.encode(clientId, forKey: "client_id")
            try box.encode(version, forKey: "version")
        case let .dropDraft(revision):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("drop_draft", forKey: "command")
            try box.encode(revision, forKey: "revision")
        case let .createAnnotation(annotation, token):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("create_annotation", forKey: "command")
            try box.encode(annotation, forKey: "annotation")
            try box.encodeIfPresent(token, forKey: "token")
        case let .updateAnnotation(id, version, content, scoreDelta, shape, token):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("update_annotation", forKey: "command")
            try box.encode(id, forKey: "id")
            try box.encode(version, forKey: "version")
            try box.encodeIfPresent(content, forKey: "content")
            try box.encodeIfPresent(scoreDelta, forKey: "score_delta")
            try box.encodeIfPresent(shape, forKey: "shape")
            try box.encodeIfPresent(token, forKey: "token")
        case let .deleteAnnotation(id, version, token):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("delete_annotation", forKey: "command")
            try box.encode(id, forKey: "id")
            try box.encode(version, forKey: "version")
            try box.encodeIfPresent(token, forKey: "token")
        case let .score(question, score, token):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("score", forKey: "command")
            try box.encode(question, forKey: "question")
            try box.encodeIfPresent(score, forKey: "score")
            try box.encodeIfPresent(token, forKey: "token")
        case let .remark(question, text, token):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("remark", forKey: "command")
            try box.encode(question, forKey: "question")
            try box.encodeIfPresent(text, forKey: "text")
            try box.encodeIfPresent(token, forKey: "token")
        case let .appreciation(text, token):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("appreciation", forKey: "command")
            try box.encode(text, forKey: "text")
            try box.encodeIfPresent(token, forKey: "token")
        case let .finalize(revision, scores, token):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("finalize", forKey: "command")
            try box.encode(revision, forKey: "revision")
            try box.encodeIfPresent(scores, forKey: "scores")
            try box.encodeIfPresent(token, forKey: "token")
        case .retry:
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("retry", forKey: "command")
        case .recover:
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("recover", forKey: "command")
        case let .store(attempt, result):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("store", forKey: "command")
            try box.encode(attempt, forKey: "attempt")
            try box.encode(result, forKey: "result")
        case let .fail(attempt, message):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("fail", forKey: "command")
            try box.encode(attempt, forKey: "attempt")
            try box.encode(message, forKey: "message")
        case let .reopen(reason):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("reopen", forKey: "command")
            try box.encode(reason, forKey: "reason")
        }
    }
}

/// Who asks, when, and what the machine cannot know itself.
public struct Context: Codable, Equatable, Sendable {
    /// Now, by the store's clock.
    public var now: Timestamp
    /// Who asks.
    public var actor: ActorId
    /// What that person or service may do.
    public var role: Role
    /// A fresh token, in case a lock is granted: 32 hexadecimal digits of 16 random bytes.
    public var newToken: LockToken
    /// The exam's marking scheme, where it has one.
    public var scheme: Scheme?
    /// The copy's subject, where the exam has several.
    public var variant: String?

    /// All of it.
    public init(
        now: Timestamp,
        actor: ActorId,
        role: Role,
        newToken: LockToken,
        scheme: Scheme? = nil,
        variant: String? = nil
    ) {
        self.now = now
        self.actor = actor
        self.role = role
        self.newToken = newToken
        self.scheme = scheme
        self.variant = variant
    }

    private enum CodingKeys: String, CodingKey {
        case now = "now"
        case actor = "actor"
        case role = "role"
        case newToken = "new_token"
        case scheme = "scheme"
        case variant = "variant"
    }
}

/// A copy. What is written about a candidate is never shown in `Debug`.
/// In memory it holds the plain token of its lock: it is for whoever keeps copies alone. Serialised it holds the
/// hash.
public struct Copy: Codable, Equatable, Sendable {
    /// Its name.
    public var id: CopyId
    /// How many events made it what it is: what optimistic stores compare.
    public var version: Int
    /// Where it stands; see `Copy::status`.
    public var stage: Stage
    /// Its pages, in order.
    public var pages: [PageId]
    /// How often it was opened again.
    public var revision: Int
    /// Tags.
    public var tags: [String]
    /// The grant of the last lock.
    public var fence: Fence
    /// Drafts, by marker.
    public var drafts: [String: Draft]
    /// Annotations.
    public var annotations: [String: Annotation]
    /// Scores, remarks and general comment.
    public var scores: Scores
    /// Every final PDF, in order of revisions.
    public var results: [FinalResult]
    /// The last command taken in of every device that worked offline.
    public var synced: [String: Int]
    /// Whose copy it is: the host's id.
    public var candidate: String?
    /// The last lock; it may have ended: see `Copy::lock`.
    public var lastLock: Lock?
    /// Whose it is to mark.
    public var marker: ActorId?

    /// All of it.
    public init(
        id: CopyId,
        version: Int,
        stage: Stage,
        pages: [PageId],
        revision: Int,
        tags: [String],
        fence: Fence,
        drafts: [String: Draft],
        annotations: [String: Annotation],
        scores: Scores,
        results: [FinalResult],
        synced: [String: Int],
        candidate: String? = nil,
        lastLock: Lock? = nil,
        marker: ActorId? = nil
    ) {
        self.id = id
        self.version = version
        self.stage = stage
        self.pages = pages
        self.revision = revision
        self.tags = tags
        self.fence = fence
        self.drafts = drafts
        self.annotations = annotations
        self.scores = scores
        self.results = results
        self.synced = synced
        self.candidate = candidate
        self.lastLock = lastLock
        self.marker = marker
    }

    private enum CodingKeys: String, CodingKey {
        case id = "id"
        case version = "version"
        case stage = "stage"
        case pages = "pages"
        case revision = "revision"
        case tags = "tags"
        case fence = "fence"
        case drafts = "drafts"
        case annotations = "annotations"
        case scores = "scores"
        case results = "results"
        case synced = "synced"
        case candidate = "candidate"
        case lastLock = "last_lock"
        case marker = "marker"
    }
}

/// A text of its own kind.
public struct CopyId: TextValue {
    /// The text.
    public let rawValue: String

    /// A value of this text; the engine refuses what is none when it meets it.
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// What was decided.
public struct Decided: Codable, Equatable, Sendable {
    /// What happens, to be appended as one.
    public var events: [Event]
    /// The token of the lock, when one is granted, for its owner alone: events and copies hold its hash.
    public var token: LockToken?

    /// All of it.
    public init(events: [Event], token: LockToken? = nil) {
        self.events = events
        self.token = token
    }
}

/// The draft of one marker for one copy. Its content is never shown in `Debug`.
public struct Draft: Codable, Equatable, Sendable {
    /// Grows by one with every save.
    public var revision: Int
    /// The window or device that saved it.
    public var clientId: String
    /// When it was saved.
    public var saved: Timestamp
    /// The lock under which it was saved.
    public var fence: Fence
    /// What the client wrote: annotation in progress, scores, remarks, appreciation. Opaque.
    public var content: String
    /// Versions that were saved on top of an older revision: kept until somebody looked at them.
    public var rivals: [Rival]

    /// All of it.
    public init(
        revision: Int,
        clientId: String,
        saved: Timestamp,
        fence: Fence,
        content: String,
        rivals: [Rival] = []
    ) {
        self.revision = revision
        self.clientId = clientId
        self.saved = saved
        self.fence = fence
        self.content = content
        self.rivals = rivals
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        self.revision = try box.decode(Int.self, forKey: "revision")
        self.clientId = try box.decode(String.self, forKey: "client_id")
        self.saved = try box.decode(Timestamp.self, forKey: "saved")
        self.fence = try box.decode(Fence.self, forKey: "fence")
        self.content = try box.decode(String.self, forKey: "content")
        self.rivals = try box.decodeIfPresent([Rival].self, forKey: "rivals") ?? []
    }

    private enum CodingKeys: String, CodingKey {
        case revision = "revision"
        case clientId = "client_id"
        case saved = "saved"
        case fence = "fence"
        case content = "content"
        case rivals = "rivals"
    }
}

/// Something that happened: when, by whom, under which lock, and what.
public struct Event: Codable, Equatable, Sendable {
    /// When, by the store's clock.
    public var at: Timestamp
    /// By whom.
    public var actor: ActorId
    /// Under which grant of the lock, for what is written under one.
    public var fence: Fence?
    /// What happened.
    public var fact: Fact

    /// All of it.
    public init(at: Timestamp, actor: ActorId, fact: Fact, fence: Fence? = nil) {
        self.at = at
        self.actor = actor
        self.fence = fence
        self.fact = fact
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        self.at = try box.decode(Timestamp.self, forKey: "at")
        self.actor = try box.decode(ActorId.self, forKey: "actor")
        self.fence = try box.decodeIfPresent(Fence.self, forKey: "fence")
        self.fact = try Fact(from: decoder)
    }

    public func encode(to encoder: any Encoder) throws {
        var box = encoder.container(keyedBy: Key.self)
        try box.encode(at, forKey: "at")
        try box.encode(actor, forKey: "actor")
        try box.encodeIfPresent(fence, forKey: "fence")
        try fact.encode(to: encoder)
    }
}

/// What happened.
public enum Fact: Codable, Equatable, Sendable {
    /// The copy got pages at its end.
    case staple(pages: [PageId], annotations: [Annotation], from: CopyId? = nil)
    /// The copy gave all its pages to another.
    case merged(into: CopyId)
    /// Somebody looked at the copy: it can be marked.
    case validate
    /// The copy is set aside.
    case quarantine(reason: String)
    /// The copy is no longer set aside.
    case leaveQuarantine
    /// The copy was given to a marker, or to nobody.
    case dispatch(marker: ActorId? = nil)
    /// Whose copy it is became known, or unknown again. The host's id of a candidate: never a name.
    case identify(candidate: String? = nil)
    /// The copy has these tags now.
    case tag(tags: [String])
    /// A lock was granted.
    case lock(token: SealedToken, granted: Fence, expires: Timestamp, offline: Bool)
    /// A lock lives longer. Stored, not chained.
    case heartbeat(expires: Timestamp)
    /// A lock ended.
    case unlock(reason: UnlockReason)
    /// An administrator ended somebody's lock.
    case forceUnlock(owner: ActorId, reason: String)
    /// A draft was saved. Stored, not chained.
    case saveDraft(revision: Int, clientId: String, content: String)
    /// A draft was saved on top of an older revision, or after the lock was lost: both are kept. Stored, not
    /// chained.
    case forkDraft(basedOn: Int, clientId: String, content: String)
    /// Somebody looked at a rival version of the own draft and let it go. Stored, not chained.
    case dropRival(clientId: String)
    /// The own draft is done with. Stored, not chained.
    case dropDraft
    /// An annotation was made.
    case createAnn(annotation: Annotation)
    /// An annotation was changed.
    case updateAnn(annotation: Annotation)
    /// An annotation was taken away.
    case deleteAnn(id: AnnotationId)
    /// A question was scored, or its score taken back.
    case score(question: String, score: Score? = nil)
    /// A remark on a question was written, or taken back.
    case remark(question: String, text: String? = nil)
    /// The general comment was written.
    case appreciation(text: String)
    /// The making of the final PDF began; the lock, if there was one, ended with it.
    case finalize(marker: ActorId, revision: Int, attempt: Int)
    /// The final PDF is stored.
    case graded(result: FinalResult)
    /// The final PDF could not be made.
    case finalizeFailed(attempt: Int, message: String, alert: Bool)
    /// An administrator opened a graded copy again. The old result stays.
    case reopen(reason: String, revision: Int)
    /// Commands that were given offline were taken in, up to this number.
    case synced(clientId: String, sequence: Int)

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        let which = try box.decode(String.self, forKey: "event")
        switch which {
        case "STAPLE": 
            self = .staple(
                pages: try box.decode([PageId].self, forKey: "pages"),
                annotations: try box.decode([Annotation].self, forKey: "annotations"),
                from: try box.decodeIfPresent(CopyId.self, forKey: "from"))
        case "MERGED": 
            self = .merged(
                into: try box.decode(CopyId.self, forKey: "into"))
        case "VALIDATE": self = .validate
        case "QUARANTINE": 
            self = .quarantine(
                reason: try box.decode(String.self, forKey: "reason"))
        case "LEAVE_QUARANTINE": self = .leaveQuarantine
        case "DISPATCH": 
            self = .dispatch(
                marker: try box.decodeIfPresent(ActorId.self, forKey: "marker"))
        case "IDENTIFY": 
            self = .identify(
                candidate: try box.decodeIfPresent(String.self, forKey: "candidate"))
        case "TAG": 
            self = .tag(
                tags: try box.decode([String].self, forKey: "tags"))
        case "LOCK": 
            self = .lock(
                token: try box.decode(SealedToken.self, forKey: "token"),
                granted: try box.decode(Fence.self, forKey: "granted"),
                expires: try box.decode(Timestamp.self, forKey: "expires"),
                offline: try box.decode(Bool.self, forKey: "offline"))
        case "HEARTBEAT": 
            self = .heartbeat(
                expires: try box.decode(Timestamp.self, forKey: "expires"))
        case "UNLOCK": 
            self = .unlock(
                reason: try box.decode(UnlockReason.self, forKey: "reason"))
        case "FORCE_UNLOCK": 
            self = .forceUnlock(
                owner: try box.decode(ActorId.self, forKey: "owner"),
                reason: try box.decode(String.self, forKey: "reason"))
        case "SAVE_DRAFT": 
            self = .saveDraft(
                revision: try box.decode(Int.self, forKey: "revision"),
                clientId: try box.decode(String.self, forKey: "client_id"),
                content: try box.decode(String.self, forKey: "content"))
        case "FORK_DRAFT": 
            self = .forkDraft(
                basedOn: try box.decode(Int.self, forKey: "based_on"),
                clientId: try box.decode(String.self, forKey: "client_id"),
                content: try box.decode(String.self, forKey: "content"))
        case "DROP_RIVAL": 
            self = .dropRival(
                clientId: try box.decode(String.self, forKey: "client_id"))
        case "DROP_DRAFT": self = .dropDraft
        case "CREATE_ANN": 
            self = .createAnn(
                annotation: try box.decode(Annotation.self, forKey: "annotation"))
        case "UPDATE_ANN": 
            self = .updateAnn(
                annotation: try box.decode(Annotation.self, forKey: "annotation"))
        case "DELETE_ANN": 
            self = .deleteAnn(
                id: try box.decode(AnnotationId.self, forKey: "id"))
        case "SCORE": 
            self = .score(
                question: try box.decode(String.self, forKey: "question"),
                score: try box.decodeIfPresent(Score.self, forKey: "score"))
        case "REMARK": 
            self = .remark(
                question: try box.decode(String.self, forKey: "question"),
                text: try box.decodeIfPresent(String.self, forKey: "text"))
        case "APPRECIATION": 
            self = .appreciation(
                text: try box.decode(String.self, forKey: "text"))
        case "FINALIZE": 
            self = .finalize(
                marker: try box.decode(ActorId.self, forKey: "marker"),
                revision: try box.decode(Int.self, forKey: "revision"),
                attempt: try box.decode(Int.self, forKey: "attempt"))
        case "GRADED": 
            self = .graded(
                result: try box.decode(FinalResult.self, forKey: "result"))
        case "FINALIZE_FAILED": 
            self = .finalizeFailed(
                attempt: try box.decode(Int.self, forKey: "attempt"),
                message: try box.decode(String.self, forKey: "message"),
                alert: try box.decode(Bool.self, forKey: "alert"))
        case "REOPEN": 
            self = .reopen(
                reason: try box.decode(String.self, forKey: "reason"),
                revision: try box.decode(Int.self, forKey: "revision"))
        case "SYNCED": 
            self = .synced(
                clientId: try box.decode(String.self, forKey: "client_id"),
                sequence: try box.decode(Int.self, forKey: "sequence"))
        default: throw unknown(which, decoder)
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case let .staple(pages, annotations, from):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("STAPLE", forKey: "event")
            try box.encode(pages, forKey: "pages")
            try box.encode(annotations, forKey: "annotations")
            try box.encodeIfPresent(from, forKey: "from")
        case let .merged(into):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("MERGED", forKey: "event")
            try box.encode(into, forKey: "into")
        case .validate:
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("VALIDATE", forKey: "event")
        case let .quarantine(reason):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("QUARANTINE", forKey: "event")
            try box.encode(reason, forKey: "reason")
        case .leaveQuarantine:
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("LEAVE_QUARANTINE", forKey: "event")
        case let .dispatch(marker):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("DISPATCH", forKey: "event")
            try box.encodeIfPresent(marker, forKey: "marker")
        case let .identify(candidate):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("IDENTIFY", forKey: "event")
            try box.encodeIfPresent(candidate, forKey: "candidate")
        case let .tag(tags):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("TAG", forKey: "event")
            try box.encode(tags, forKey: "tags")
        case let .lock(token, granted, expires, offline):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("LOCK", forKey: "event")
            try box.encode(token, forKey: "token")
            try box.encode(granted, forKey: "granted")
            try box.encode(expires, forKey: "expires")
            try box.encode(offline, forKey: "offline")
        case let .heartbeat(expires):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("HEARTBEAT", forKey: "event")
            try box.encode(expires, forKey: "expires")
        case let .unlock(reason):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("UNLOCK", forKey: "event")
            try box.encode(reason, forKey: "reason")
        case let .forceUnlock(owner, reason):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("FORCE_UNLOCK", forKey: "event")
            try box.encode(owner, forKey: "owner")
            try box.encode(reason, forKey: "reason")
        case let .saveDraft(revision, clientId, content):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("SAVE_DRAFT", forKey: "event")
            try box.encode(revision, forKey: "revision")
            try box.encode(clientId, forKey: "client_id")
            try box.encode(content, forKey: "content")
        case let .forkDraft(basedOn, clientId, content):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("FORK_DRAFT", forKey: "event")
            try box.encode(basedOn, forKey: "based_on")
            try box.encode(clientId, forKey: "client_id")
            try box.encode(content, forKey: "content")
        case let .dropRival(clientId):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("DROP_RIVAL", forKey: "event")
            try box.encode(clientId, forKey: "client_id")
        case .dropDraft:
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("DROP_DRAFT", forKey: "event")
        case let .createAnn(annotation):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("CREATE_ANN", forKey: "event")
            try box.encode(annotation, forKey: "annotation")
        case let .updateAnn(annotation):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("UPDATE_ANN", forKey: "event")
            try box.encode(annotation, forKey: "annotation")
        case let .deleteAnn(id):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("DELETE_ANN", forKey: "event")
            try box.encode(id, forKey: "id")
        case let .score(question, score):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("SCORE", forKey: "event")
            try box.encode(question, forKey: "question")
            try box.encodeIfPresent(score, forKey: "score")
        case let .remark(question, text):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("REMARK", forKey: "event")
            try box.encode(question, forKey: "question")
            try box.encodeIfPresent(text, forKey: "text")
        case let .appreciation(text):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("APPRECIATION", forKey: "event")
            try box.encode(text, forKey: "text")
        case let .finalize(marker, revision, attempt):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("FINALIZE", forKey: "event")
            try box.encode(marker, forKey: "marker")
            try box.encode(revision, forKey: "revision")
            try box.encode(attempt, forKey: "attempt")
        case let .graded(result):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("GRADED", forKey: "event")
            try box.encode(result, forKey: "result")
        case let .finalizeFailed(attempt, message, alert):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("FINALIZE_FAILED", forKey: "event")
            try box.encode(attempt, forKey: "attempt")
            try box.encode(message, forKey: "message")
            try box.encode(alert, forKey: "alert")
        case let .reopen(reason, revision):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("REOPEN", forKey: "event")
            try box.encode(reason, forKey: "reason")
            try box.encode(revision, forKey: "revision")
        case let .synced(clientId, sequence):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("SYNCED", forKey: "event")
            try box.encode(clientId, forKey: "client_id")
            try box.encode(sequence, forKey: "sequence")
        }
    }
}

/// A final PDF that could not be made.
public struct Failure: Codable, Equatable, Sendable {
    /// Whose marking it is.
    public var marker: ActorId
    /// How often it was tried.
    public var attempt: Int
    /// What went wrong last.
    public var message: String

    /// All of it.
    public init(marker: ActorId, attempt: Int, message: String) {
        self.marker = marker
        self.attempt = attempt
        self.message = message
    }
}

/// How many locks were granted on a copy: it only grows, and is stored with every accepted write, so that a write
/// of an earlier lock can be told from one of a later. At most 2^53 - 1.
public struct Fence: NumberValue {
    /// The number.
    public let rawValue: Int

    /// A value of this number; the engine refuses what is none when it meets it.
    public init(rawValue: Int) { self.rawValue = rawValue }
}

/// A final PDF.
public struct FinalResult: Codable, Equatable, Sendable {
    /// The revision of the copy that it shows.
    public var revision: Int
    /// Its SHA-256.
    public var pdf: SourceHash
    /// The hash of all that it was made of: under it the store keeps the file.
    public var key: SourceHash

    /// All of it.
    public init(revision: Int, pdf: SourceHash, key: SourceHash) {
        self.revision = revision
        self.pdf = pdf
        self.key = key
    }
}

/// What happens when two copies are joined, to be stored together or not at all.
public struct Joined: Codable, Equatable, Sendable {
    /// To the copy that stays.
    public var into: [Event]
    /// To the copy whose pages it gets.
    public var from: [Event]

    /// All of it.
    public init(into: [Event], from: [Event]) {
        self.into = into
        self.from = from
    }
}

/// One decision about a copy.
public struct Link: Codable, Equatable, Sendable {
    /// Its place in the chain, from 0.
    public var sequence: Int
    /// When, by the store's clock.
    public var at: Timestamp
    /// By whom.
    public var actor: ActorId
    /// What kind of event it is, as events call it.
    public var kind: String
    /// The hash of its payload, with its salt.
    public var payload: ChainHash
    /// The hash of the link before; zeros for the first.
    public var previous: ChainHash
    /// The hash of all of this.
    public var hash: ChainHash

    /// All of it.
    public init(
        sequence: Int,
        at: Timestamp,
        actor: ActorId,
        kind: String,
        payload: ChainHash,
        previous: ChainHash,
        hash: ChainHash
    ) {
        self.sequence = sequence
        self.at = at
        self.actor = actor
        self.kind = kind
        self.payload = payload
        self.previous = previous
        self.hash = hash
    }
}

/// The payload of a link.
public struct LinkPayload: Codable, Equatable, Sendable {
    /// The number of the link.
    public var sequence: Int
    /// The payload.
    public var payload: Payload

    /// All of it.
    public init(sequence: Int, payload: Payload) {
        self.sequence = sequence
        self.payload = payload
    }
}

/// The right to write to a copy.
public struct Lock: Codable, Equatable, Sendable {
    /// Who holds it.
    public var owner: ActorId
    /// What proves it.
    public var token: SealedToken
    /// Which grant it is.
    public var fence: Fence
    /// When it ends: from this moment on it is gone, whether or not somebody tidied.
    public var expires: Timestamp
    /// Whether it was taken offline.
    public var offline: Bool

    /// All of it.
    public init(owner: ActorId, token: SealedToken, fence: Fence, expires: Timestamp, offline: Bool) {
        self.owner = owner
        self.token = token
        self.fence = fence
        self.expires = expires
        self.offline = offline
    }
}

/// A text of its own kind.
public struct LockToken: TextValue {
    /// The text.
    public let rawValue: String

    /// A value of this text; the engine refuses what is none when it meets it.
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// What was decided, apart from the chain, so that it can be erased. Never shown in `Debug`.
public struct Payload: Codable, Equatable, Sendable {
    /// 16 random bytes in hexadecimal digits: without them, nobody finds out by trial what was erased.
    public var salt: String
    /// The event as JSON.
    public var event: String

    /// All of it.
    public init(salt: String, event: String) {
        self.salt = salt
        self.event = event
    }
}

/// A version of a draft that came too late to be the draft. Its content is never shown in `Debug`.
public struct Rival: Codable, Equatable, Sendable {
    /// The window or device that saved it: of each, the last version is kept.
    public var clientId: String
    /// Which of the window's versions it is: the version of the copy at which it was kept.
    public var version: Int
    /// The revision it was based on.
    public var basedOn: Int
    /// When it was saved.
    public var saved: Timestamp
    /// What the client wrote.
    public var content: String

    /// All of it.
    public init(clientId: String, version: Int, basedOn: Int, saved: Timestamp, content: String) {
        self.clientId = clientId
        self.version = version
        self.basedOn = basedOn
        self.saved = saved
        self.content = content
    }

    private enum CodingKeys: String, CodingKey {
        case clientId = "client_id"
        case version = "version"
        case basedOn = "based_on"
        case saved = "saved"
        case content = "content"
    }
}

/// What somebody may do. The owner of an exam acts as its administrator.
public enum Role: String, CaseIterable, Codable, Sendable {
    /// Everything.
    case administrator = "administrator"
    /// Marks copies.
    case marker = "marker"
    /// Makes final PDFs, tidies locks.
    case service = "service"
}

/// 16 fresh random bytes, as 32 lower-case hexadecimal digits.
public struct Salt: TextValue {
    /// The text.
    public let rawValue: String

    /// A value of this text; the engine refuses what is none when it meets it.
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// A text of its own kind.
public struct SealedToken: TextValue {
    /// The text.
    public let rawValue: String

    /// A value of this text; the engine refuses what is none when it meets it.
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// What is drawn, and where: in displayed, normalised coordinates of the page, origin top left, y down.
public enum Shape: Codable, Equatable, Sendable {
    /// A box with a remark.
    case comment(x: Double, y: Double, w: Double, h: Double)
    /// A translucent box.
    case highlight(x: Double, y: Double, w: Double, h: Double)
    /// A box around a mistake.
    case error(x: Double, y: Double, w: Double, h: Double)
    /// A box around something that earns points.
    case bonus(x: Double, y: Double, w: Double, h: Double)
    /// Strokes of a pen.
    case ink(strokes: [[[Double]]], color: String, width: Double)
    /// A straight line.
    case line(from: [Double], to: [Double])
    /// A line with a head at its end.
    case arrow(from: [Double], to: [Double])
    /// A sign: `check`, `cross`, `tilde`, `question`.
    case stamp(name: String, x: Double, y: Double, w: Double, h: Double)
    /// Text without a box.
    case text(x: Double, y: Double, w: Double, h: Double)

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        let which = try box.decode(String.self, forKey: "kind")
        switch which {
        case "COMMENT": 
            self = .comment(
                x: try box.decode(Double.self, forKey: "x"),
                y: try box.decode(Double.self, forKey: "y"),
                w: try box.decode(Double.self, forKey: "w"),
                h: try box.decode(Double.self, forKey: "h"))
        case "HIGHLIGHT": 
            self = .highlight(
                x: try box.decode(Double.self, forKey: "x"),
                y: try box.decode(Double.self, forKey: "y"),
                w: try box.decode(Double.self, forKey: "w"),
                h: try box.decode(Double.self, forKey: "h"))
        case "ERROR": 
            self = .error(
                x: try box.decode(Double.self, forKey: "x"),
                y: try box.decode(Double.self, forKey: "y"),
                w: try box.decode(Double.self, forKey: "w"),
                h: try box.decode(Double.self, forKey: "h"))
        case "BONUS": 
            self = .bonus(
                x: try box.decode(Double.self, forKey: "x"),
                y: try box.decode(Double.self, forKey: "y"),
                w: try box.decode(Double.self, forKey: "w"),
                h: try box.decode(Double.self, forKey: "h"))
        case "INK": 
            self = .ink(
                strokes: try box.decode([[[Double]]].self, forKey: "strokes"),
                color: try box.decode(String.self, forKey: "color"),
                width: try box.decode(Double.self, forKey: "width"))
        case "LINE": 
            self = .line(
                from: try box.decode([Double].self, forKey: "from"),
                to: try box.decode([Double].self, forKey: "to"))
        case "ARROW": 
            self = .arrow(
                from: try box.decode([Double].self, forKey: "from"),
                to: try box.decode([Double].self, forKey: "to"))
        case "STAMP": 
            self = .stamp(
                name: try box.decode(String.self, forKey: "name"),
                x: try box.decode(Double.self, forKey: "x"),
                y: try box.decode(Double.self, forKey: "y"),
                w: try box.decode(Double.self, forKey: "w"),
                h: try box.decode(Double.self, forKey: "h"))
        case "TEXT": 
            self = .text(
                x: try box.decode(Double.self, forKey: "x"),
                y: try box.decode(Double.self, forKey: "y"),
                w: try box.decode(Double.self, forKey: "w"),
                h: try box.decode(Double.self, forKey: "h"))
        default: throw unknown(which, decoder)
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case let .comment(x, y, w, h):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("COMMENT", forKey: "kind")
            try box.encode(x, forKey: "x")
            try box.encode(y, forKey: "y")
            try box.encode(w, forKey: "w")
            try box.encode(h, forKey: "h")
        case let .highlight(x, y, w, h):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("HIGHLIGHT", forKey: "kind")
            try box.encode(x, forKey: "x")
            try box.encode(y, forKey: "y")
            try box.encode(w, forKey: "w")
            try box.encode(h, forKey: "h")
        case let .error(x, y, w, h):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("ERROR", forKey: "kind")
            try box.encode(x, forKey: "x")
            try box.encode(y, forKey: "y")
            try box.encode(w, forKey: "w")
            try box.encode(h, forKey: "h")
        case let .bonus(x, y, w, h):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("BONUS", forKey: "kind")
            try box.encode(x, forKey: "x")
            try box.encode(y, forKey: "y")
            try box.encode(w, forKey: "w")
            try box.encode(h, forKey: "h")
        case let .ink(strokes, color, width):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("INK", forKey: "kind")
            try box.encode(strokes, forKey: "strokes")
            try box.encode(color, forKey: "color")
            try box.encode(width, forKey: "width")
        case let .line(from, to):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("LINE", forKey: "kind")
            try box.encode(from, forKey: "from")
            try box.encode(to, forKey: "to")
        case let .arrow(from, to):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("ARROW", forKey: "kind")
            try box.encode(from, forKey: "from")
            try box.encode(to, forKey: "to")
        case let .stamp(name, x, y, w, h):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("STAMP", forKey: "kind")
            try box.encode(name, forKey: "name")
            try box.encode(x, forKey: "x")
            try box.encode(y, forKey: "y")
            try box.encode(w, forKey: "w")
            try box.encode(h, forKey: "h")
        case let .text(x, y, w, h):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("TEXT", forKey: "kind")
            try box.encode(x, forKey: "x")
            try box.encode(y, forKey: "y")
            try box.encode(w, forKey: "w")
            try box.encode(h, forKey: "h")
        }
    }
}

/// Where a copy stands, with what belongs to it there.
public enum Stage: Codable, Equatable, Sendable {
    /// Nobody looked at it yet.
    case staging
    /// Set aside.
    case quarantine(reason: String)
    /// Can be marked.
    case ready
    /// Its final PDF is being made.
    case grading(Claim)
    /// Its final PDF could not be made.
    case failed(Failure)
    /// Done.
    case graded(FinalResult)

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        let which = try box.decode(String.self, forKey: "stage")
        switch which {
        case "staging": self = .staging
        case "quarantine": 
            self = .quarantine(
                reason: try box.decode(String.self, forKey: "reason"))
        case "ready": self = .ready
        case "grading": self = .grading(try Claim(from: decoder))
        case "failed": self = .failed(try Failure(from: decoder))
        case "graded": self = .graded(try FinalResult(from: decoder))
        default: throw unknown(which, decoder)
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .staging:
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("staging", forKey: "stage")
        case let .quarantine(reason):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("quarantine", forKey: "stage")
            try box.encode(reason, forKey: "reason")
        case .ready:
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("ready", forKey: "stage")
        case let .grading(value):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("grading", forKey: "stage")
            try value.encode(to: encoder)
        case let .failed(value):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("failed", forKey: "stage")
            try value.encode(to: encoder)
        case let .graded(value):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("graded", forKey: "stage")
            try value.encode(to: encoder)
        }
    }
}

/// Where a copy stands, as the wire calls it. `Locked` is a ready or failed copy that somebody holds.
public enum Status: String, CaseIterable, Codable, Sendable {
    /// Nobody looked at it yet.
    case staging = "STAGING"
    /// Set aside.
    case quarantine = "QUARANTINE"
    /// Can be marked.
    case ready = "READY"
    /// Somebody marks it.
    case locked = "LOCKED"
    /// Its final PDF is being made.
    case gradingInProgress = "GRADING_IN_PROGRESS"
    /// Its final PDF could not be made.
    case gradingFailed = "GRADING_FAILED"
    /// Done.
    case graded = "GRADED"
}

/// What became of a batch.
public struct Synced: Codable, Equatable, Sendable {
    /// What happened, to be appended as one.
    public var events: [Event]
    /// What became of each command, in order.
    public var outcomes: [CommandOutcome]
    /// The token of the lock, when one is granted, for its owner alone: events and copies hold its hash.
    public var token: LockToken?

    /// All of it.
    public init(events: [Event], outcomes: [CommandOutcome], token: LockToken? = nil) {
        self.events = events
        self.outcomes = outcomes
        self.token = token
    }
}

/// A moment of the store's clock: milliseconds since 1970, UTC.
public struct Timestamp: NumberValue {
    /// The number.
    public let rawValue: Int

    /// A value of this number; the engine refuses what is none when it meets it.
    public init(rawValue: Int) { self.rawValue = rawValue }
}

/// A text of its own kind.
public struct TokenHash: TextValue {
    /// The text.
    public let rawValue: String

    /// A value of this text; the engine refuses what is none when it meets it.
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// How long a lock lives after it was granted or extended: 1 to 3600 s, or up to 72 h offline.
public struct Ttl: NumberValue {
    /// The number.
    public let rawValue: Int

    /// A value of this number; the engine refuses what is none when it meets it.
    public init(rawValue: Int) { self.rawValue = rawValue }
}

/// How a lock ended.
public enum UnlockReason: String, CaseIterable, Codable, Sendable {
    /// Its time was over.
    case expired = "expired"
    /// Its owner let it go.
    case released = "released"
}

extension Annotation {
    /// Refuses what cannot be drawn.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func check() throws {
        try Call("copy::Annotation::check", ["this": self]).done()
    }
}

extension Checkpoint {
    /// The next checkpoint of an exam.
    /// - Parameter exam: The host's id of the exam.
    /// - Parameter at: When, by the store's clock.
    /// - Parameter reason: Why: release, export, or because it was time.
    /// - Parameter heads: The last link of every copy that has one: its number and hash.
    /// - Parameter last: The checkpoint before; left out for the first.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func next(
        exam: String,
        at: Timestamp,
        reason: String,
        heads: [String: Pair<Int, ChainHash>],
        last: Checkpoint? = nil
    ) throws -> Checkpoint {
        try Call("copy::Checkpoint::next", ["exam": exam, "at": at, "reason": reason, "heads": heads, "last": last]).run()
    }
}

extension Copy {
    /// The copy after these events. As JSON a copy holds the hash of its lock's token, never the token.
    /// - Parameter events: What happened, in order.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func apply(events: [Event]) throws -> Copy {
        try Call("copy::Copy::apply", ["this": self, "events": events]).run()
    }

    /// The lock that holds at a moment.
    /// - Parameter now: The moment.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func lock(now: Timestamp) throws -> Lock? {
        try Call("copy::Copy::lock", ["this": self, "now": now]).run()
    }

    /// A new copy with these pages.
    /// - Parameter id: Its name.
    /// - Parameter pages: Its pages, in order.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func create(id: CopyId, pages: [PageId]) throws -> Copy {
        try Call("copy::Copy::new", ["id": id, "pages": pages]).run()
    }

    /// Where the copy stands at a moment.
    /// - Parameter now: The moment.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func status(now: Timestamp) throws -> Status {
        try Call("copy::Copy::status", ["this": self, "now": now]).run()
    }

    /// Decides about a command: what happens, or why it may not. Nothing changes until the events are applied.
    /// - Parameter command: What is asked.
    /// - Parameter context: Who asks, and when.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func decide(command: Command, context: Context) throws -> Decided {
        try Call("copy::decide", ["copy": self, "command": command, "context": context]).run()
    }

    /// Joins two copies of one candidate: nothing moves off its page.
    /// - Parameter into: The copy that stays.
    /// - Parameter from: The copy whose pages it gets.
    /// - Parameter context: Who asks, and when.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func merge(into: Copy, from: Copy, context: Context) throws -> Joined {
        try Call("copy::merge", ["into": into, "from": from, "context": context]).run()
    }

    /// Takes in what was done offline; what cannot be done is kept beside the marker's draft.
    /// - Parameter batch: What was done offline.
    /// - Parameter context: Who asks, and when.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func sync(batch: OfflineBatch, context: Context) throws -> Synced {
        try Call("copy::sync", ["copy": self, "batch": batch, "context": context]).run()
    }

    /// Looks whether the chain of a copy is whole and unchanged.
    /// - Parameter copy: The copy.
    /// - Parameter links: Its links, in order.
    /// - Parameter payloads: The payloads that are still there.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func verify(copy: CopyId, links: [Link], payloads: [LinkPayload]) throws -> Verified {
        try Call("copy::verify", ["copy": copy, "links": links, "payloads": payloads]).run()
    }

    /// What is wrong with the checkpoints of an exam, or with the heads that they name.
    /// - Parameter exam: The host's id of the exam.
    /// - Parameter checkpoints: Its checkpoints, in order.
    /// - Parameter links: The chains of its copies.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func verifyCheckpoints(exam: String, checkpoints: [Checkpoint], links: [String: [Link]]) throws -> [ChainFault] {
        try Call("copy::verify_checkpoints", ["exam": exam, "checkpoints": checkpoints, "links": links]).run()
    }
}

extension Fact {
    /// Whether it is a decision, which the audit chain holds; heartbeats and drafts are none.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func isDecision() throws -> Bool {
        try Call("copy::Fact::is_decision", ["this": self]).run()
    }
}

extension Fence {
    /// The fence of the next grant.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func next() throws -> Fence? {
        try Call("copy::Fence::next", ["this": self]).run()
    }
}

extension Link {
    /// The next link of a copy's chain; nothing for an event that is no decision.
    /// - Parameter copy: The copy.
    /// - Parameter event: The event.
    /// - Parameter payload: Its payload, which is stored apart.
    /// - Parameter last: The newest link of its chain; left out for the first.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func next(copy: CopyId, event: Event, payload: Payload, last: Link? = nil) throws -> Link? {
        try Call("copy::Link::next", ["copy": copy, "event": event, "payload": payload, "last": last]).run()
    }
}

extension Lock {
    /// Whether the lock still holds.
    /// - Parameter now: The moment.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func isLive(now: Timestamp) throws -> Bool {
        try Call("copy::Lock::is_live", ["this": self, "now": now]).run()
    }
}

extension LockToken {
    /// What events and logs may show of a token.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func hash() throws -> TokenHash {
        try Call("copy::LockToken::hash", ["this": self]).run()
    }
}

extension Payload {
    /// The payload of an event, with its salt: stored apart from the chain, so that it can be erased.
    /// - Parameter event: The event.
    /// - Parameter salt: 16 fresh random bytes.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func create(event: Event, salt: Salt) throws -> Payload {
        try Call("copy::Payload::new", ["event": event, "salt": salt]).run()
    }
}

extension Shape {
    /// Refuses what cannot be drawn.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func check() throws {
        try Call("copy::Shape::check", ["this": self]).done()
    }
}

extension TokenHash {
    /// Whether it is the hash of this token, in a time that says nothing of how close it is.
    /// - Parameter token: The token.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func isOf(token: LockToken) throws -> Bool {
        try Call("copy::TokenHash::is_of", ["this": self, "token": token]).run()
    }
}

extension Ttl {
    /// When a lock ends that is granted now.
    /// - Parameter now: From when on.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func after(now: Timestamp) throws -> Timestamp {
        try Call("copy::Ttl::after", ["this": self, "now": now]).run()
    }

    /// How long a lock lives: 1 to 3600 s, offline up to 72 h.
    /// - Parameter seconds: Seconds.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func fromSeconds(seconds: Int) throws -> Ttl {
        try Call("copy::Ttl::from_seconds", ["seconds": seconds]).run()
    }
}
