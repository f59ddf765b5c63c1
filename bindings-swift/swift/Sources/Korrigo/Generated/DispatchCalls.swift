// Written by bindings-common/generate/swift.py from the table of calls: change that, not this.
// swift-format-ignore-file
import Foundation

/// A copy, or one question of it, with its markers.
public struct Dealt: Codable, Equatable, Sendable {
    /// Which copy.
    public var copy: CopyId
    /// Who marks it. The second one is blind: the host shows neither what the other gave.
    public var markers: [ActorId]
    /// Whether it found too few markers: each may not, or has enough.
    public var left: Bool
    /// Which question of it; `None` for the whole copy.
    public var question: String?

    /// All of it.
    public init(copy: CopyId, markers: [ActorId], left: Bool, question: String? = nil) {
        self.copy = copy
        self.markers = markers
        self.left = left
        self.question = question
    }
}

/// How to deal out.
public struct DispatchOptions: Codable, Equatable, Sendable {
    /// Which of all fair ways to take; kept with the answer.
    public var seed: Int
    /// How many markers mark each copy without knowing of each other: 1, or 2 for double marking (`exam::Tolerance`
    /// then says where they disagree).
    public var markersPerCopy: Int

    /// All of it.
    public init(seed: Int, markersPerCopy: Int) {
        self.seed = seed
        self.markersPerCopy = markersPerCopy
    }

    private enum CodingKeys: String, CodingKey {
        case seed = "seed"
        case markersPerCopy = "markers_per_copy"
    }
}

/// Who marks what.
public struct Dispatched: Codable, Equatable, Sendable {
    /// The seed it was made with.
    public var seed: Int
    /// Each copy with its markers, in the order given.
    public var copies: [Dealt]
    /// What every marker has now, those before included, in the order given.
    public var loads: [Pair<ActorId, Int>]

    /// All of it.
    public init(seed: Int, copies: [Dealt], loads: [Pair<ActorId, Int>]) {
        self.seed = seed
        self.copies = copies
        self.loads = loads
    }
}

/// A marker.
public struct Marker: Codable, Equatable, Sendable {
    /// Who.
    public var id: ActorId
    /// Copies that the marker has already.
    public var load: Int
    /// The questions that the marker takes, where each is marked by itself; `None` for all.
    public var questions: [String]?
    /// The most copies that the marker takes in all; `None` for no limit.
    public var quota: Int?

    /// All of it.
    public init(id: ActorId, load: Int = 0, questions: [String]? = nil, quota: Int? = nil) {
        self.id = id
        self.load = load
        self.questions = questions
        self.quota = quota
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        self.id = try box.decode(ActorId.self, forKey: "id")
        self.load = try box.decodeIfPresent(Int.self, forKey: "load") ?? 0
        self.questions = try box.decodeIfPresent([String].self, forKey: "questions")
        self.quota = try box.decodeIfPresent(Int.self, forKey: "quota")
    }

    private enum CodingKeys: String, CodingKey {
        case id = "id"
        case load = "load"
        case questions = "questions"
        case quota = "quota"
    }
}

/// A copy that nobody marks yet, or one question of it.
public struct Waiting: Codable, Equatable, Sendable {
    /// Which.
    public var copy: CopyId
    /// Markers who may not mark it: the candidate's own teachers.
    public var never: [ActorId]
    /// Higher ones are dealt out first, which matters when quotas are short.
    public var priority: Int
    /// The question or exercise, by the id of the scheme, where each is marked by itself; `None` for the whole
    /// copy.
    public var question: String?

    /// All of it.
    public init(copy: CopyId, never: [ActorId] = [], priority: Int = 0, question: String? = nil) {
        self.copy = copy
        self.never = never
        self.priority = priority
        self.question = question
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        self.copy = try box.decode(CopyId.self, forKey: "copy")
        self.never = try box.decodeIfPresent([ActorId].self, forKey: "never") ?? []
        self.priority = try box.decodeIfPresent(Int.self, forKey: "priority") ?? 0
        self.question = try box.decodeIfPresent(String.self, forKey: "question")
    }

    private enum CodingKeys: String, CodingKey {
        case copy = "copy"
        case never = "never"
        case priority = "priority"
        case question = "question"
    }
}

/// What stands under `Dispatch`.
public enum Dispatch {
    /// Deals copies out so that loads differ as little as they can. The same seed and input give the same answer.
    /// - Parameter copies: Copies that nobody marks yet, or questions of them.
    /// - Parameter markers: The markers.
    /// - Parameter options: How to deal out.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func dispatch(copies: [Waiting], markers: [Marker], options: DispatchOptions) throws -> Dispatched {
        try Call("dispatch::dispatch", ["copies": copies, "markers": markers, "options": options]).run()
    }
}

extension Dispatched {
    /// What found too few markers, in the order given.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func left() throws -> [Dealt] {
        try Call("dispatch::Dispatched::left", ["this": self]).run()
    }
}

extension Waiting {
    /// These copies, question by question.
    /// - Parameter copies: The copies.
    /// - Parameter questions: The questions, by the ids of the scheme.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func byQuestion(copies: [Waiting], questions: [String]) throws -> [Waiting] {
        try Call("dispatch::Waiting::by_question", ["copies": copies, "questions": questions]).run()
    }
}
