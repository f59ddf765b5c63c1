// Written by bindings-common/generate/swift.py from the table of calls: change that, not this.
// swift-format-ignore-file
import Foundation

/// A text of its own kind.
public struct AnonymousId: TextValue {
    /// The text.
    public let rawValue: String

    /// A value of this text; the engine refuses what is none when it meets it.
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// A bank of comments after a change.
public struct BankChanged: Codable, Equatable, Sendable {
    /// The bank.
    public var bank: CommentBank
    /// Whether anything changed.
    public var changed: Bool

    /// All of it.
    public init(bank: CommentBank, changed: Bool) {
        self.bank = bank
        self.changed = changed
    }
}

/// A bar of a histogram: marks from `from`, up to but without `to`; the last bar has its end, too.
public struct Bin: Codable, Equatable, Sendable {
    /// Its lower end.
    public var from: Mark
    /// Its upper end.
    public var to: Mark
    /// How many marks it holds.
    public var count: Int

    /// All of it.
    public init(from: Mark, to: Mark, count: Int) {
        self.from = from
        self.to = to
        self.count = count
    }
}

/// A ready comment. Its text is never shown in `Debug`.
public struct Comment: Codable, Equatable, Sendable {
    /// What is written.
    public var text: String
    /// When this marker last took it: a number that grows with every use of the bank.
    public var lastUse: Int
    /// Whether the exam gives it to all markers; else it is the marker's own.
    public var official: Bool
    /// The question it belongs to, by the id of the scheme; `None` for all.
    public var question: String?
    /// The points that go with it.
    public var scoreDelta: Mark?
    /// How often this marker took it.
    public var uses: Int

    /// All of it.
    public init(
        text: String,
        lastUse: Int = 0,
        official: Bool = false,
        question: String? = nil,
        scoreDelta: Mark? = nil,
        uses: Int = 0
    ) {
        self.text = text
        self.lastUse = lastUse
        self.official = official
        self.question = question
        self.scoreDelta = scoreDelta
        self.uses = uses
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        self.text = try box.decode(String.self, forKey: "text")
        self.lastUse = try box.decodeIfPresent(Int.self, forKey: "last_use") ?? 0
        self.official = try box.decodeIfPresent(Bool.self, forKey: "official") ?? false
        self.question = try box.decodeIfPresent(String.self, forKey: "question")
        self.scoreDelta = try box.decodeIfPresent(Mark.self, forKey: "score_delta")
        self.uses = try box.decodeIfPresent(Int.self, forKey: "uses") ?? 0
    }

    private enum CodingKeys: String, CodingKey {
        case text = "text"
        case lastUse = "last_use"
        case official = "official"
        case question = "question"
        case scoreDelta = "score_delta"
        case uses = "uses"
    }
}

/// The comments that one marker may take.
public struct CommentBank: Codable, Equatable, Sendable {
    public var comments: [Comment]
    public var uses: Int

    /// All of it.
    public init(comments: [Comment], uses: Int = 0) {
        self.comments = comments
        self.uses = uses
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        self.comments = try box.decode([Comment].self, forKey: "comments")
        self.uses = try box.decodeIfPresent(Int.self, forKey: "uses") ?? 0
    }

    private enum CodingKeys: String, CodingKey {
        case comments = "comments"
        case uses = "uses"
    }
}

/// What one copy got, for statistics.
public struct CopyMarks: Codable, Equatable, Sendable {
    /// What was scored.
    public var scores: Scores
    /// What it came to.
    public var total: Total
    /// Who marked it: a number of the caller.
    public var marker: Int

    /// All of it.
    public init(scores: Scores, total: Total, marker: Int) {
        self.scores = scores
        self.total = total
        self.marker = marker
    }
}

/// Where two markers are too far apart.
public enum Disagreement: Codable, Equatable, Sendable {
    /// One question.
    case question(question: String, tolerance: Mark, first: Score? = nil, second: Score? = nil)
    /// All in all.
    case total(first: Mark, second: Mark, tolerance: Mark)

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        let which = try box.decode(String.self, forKey: "kind")
        switch which {
        case "question": 
            self = .question(
                question: try box.decode(String.self, forKey: "question"),
                tolerance: try box.decode(Mark.self, forKey: "tolerance"),
                first: try box.decodeIfPresent(Score.self, forKey: "first"),
                second: try box.decodeIfPresent(Score.self, forKey: "second"))
        case "total": 
            self = .total(
                first: try box.decode(Mark.self, forKey: "first"),
                second: try box.decode(Mark.self, forKey: "second"),
                tolerance: try box.decode(Mark.self, forKey: "tolerance"))
        default: throw unknown(which, decoder)
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case let .question(question, tolerance, first, second):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("question", forKey: "kind")
            try box.encode(question, forKey: "question")
            try box.encode(tolerance, forKey: "tolerance")
            try box.encodeIfPresent(first, forKey: "first")
            try box.encodeIfPresent(second, forKey: "second")
        case let .total(first, second, tolerance):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("total", forKey: "kind")
            try box.encode(first, forKey: "first")
            try box.encode(second, forKey: "second")
            try box.encode(tolerance, forKey: "tolerance")
        }
    }
}

/// How marks are spread.
public struct Distribution: Codable, Equatable, Sendable {
    /// How many there are: at least 1.
    public var count: Int
    /// The mean.
    public var mean: Mark
    /// The middle one, or the mean of the two in the middle.
    public var median: Mark
    /// The standard deviation of these marks (divided by their count): points.
    public var deviation: Double
    /// The lowest.
    public var min: Mark
    /// The highest.
    public var max: Mark
    /// The first and the third quartile, between neighbours where they fall between two (definition 7 of Hyndman
    /// and Fan, The American Statistician 50, 1996: as in spreadsheets, R and NumPy).
    public var quartiles: [Mark]

    /// All of it.
    public init(
        count: Int,
        mean: Mark,
        median: Mark,
        deviation: Double,
        min: Mark,
        max: Mark,
        quartiles: [Mark]
    ) {
        self.count = count
        self.mean = mean
        self.median = median
        self.deviation = deviation
        self.min = min
        self.max = max
        self.quartiles = quartiles
    }
}

/// How the ids of one exam look. Fixed when the exam is created; kept with it.
public struct IdScheme: Codable, Equatable, Sendable {
    public var exam: String
    public var prefix: String
    public var digits: Int
    public var check: Bool

    /// All of it.
    public init(exam: String, prefix: String, digits: Int, check: Bool) {
        self.exam = exam
        self.prefix = prefix
        self.digits = digits
        self.check = check
    }
}

/// An exercise, a question or a sub-question.
public struct Item: Codable, Equatable, Sendable {
    /// Stable and unique in the scheme: scores are kept under it.
    public var id: String
    /// What people read.
    public var label: String
    /// Points beyond the scheme's sum: they count, but nobody must have them.
    public var bonus: Bool
    /// Its parts.
    public var items: [Item]
    /// What a leaf is worth; `None` for an item that has parts.
    public var points: Mark?
    /// The subject it belongs to, where an exam has several (`A`, `B`); `None` is for all.
    public var variant: String?

    /// All of it.
    public init(
        id: String,
        label: String,
        bonus: Bool = false,
        items: [Item] = [],
        points: Mark? = nil,
        variant: String? = nil
    ) {
        self.id = id
        self.label = label
        self.bonus = bonus
        self.items = items
        self.points = points
        self.variant = variant
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        self.id = try box.decode(String.self, forKey: "id")
        self.label = try box.decode(String.self, forKey: "label")
        self.bonus = try box.decodeIfPresent(Bool.self, forKey: "bonus") ?? false
        self.items = try box.decodeIfPresent([Item].self, forKey: "items") ?? []
        self.points = try box.decodeIfPresent(Mark.self, forKey: "points")
        self.variant = try box.decodeIfPresent(String.self, forKey: "variant")
    }

    private enum CodingKeys: String, CodingKey {
        case id = "id"
        case label = "label"
        case bonus = "bonus"
        case items = "items"
        case points = "points"
        case variant = "variant"
    }
}

/// The marks of one marker beside everybody's.
public struct MarkerStatistics: Codable, Equatable, Sendable {
    /// Which marker, as the caller counts them.
    public var marker: Int
    /// The marks that the marker gave.
    public var marks: Distribution
    /// How far their mean lies above the mean of all others; `None` when nobody else marked.
    public var drift: Mark?
    /// The drift in standard errors (Welch); beyond ±3 it is hardly chance, if copies were dealt out by chance.
    /// `None` when it cannot be told.
    public var driftErrors: Double?

    /// All of it.
    public init(marker: Int, marks: Distribution, drift: Mark? = nil, driftErrors: Double? = nil) {
        self.marker = marker
        self.marks = marks
        self.drift = drift
        self.driftErrors = driftErrors
    }

    private enum CodingKeys: String, CodingKey {
        case marker = "marker"
        case marks = "marks"
        case drift = "drift"
        case driftErrors = "drift_errors"
    }
}

/// What one paper got, for scoring it again.
public struct PaperMarks: Codable, Equatable, Sendable {
    /// What was scored.
    public var scores: Scores
    /// Points that annotations add or take away.
    public var deltas: [Mark]
    /// The subject, where the exam has several.
    public var variant: String?

    /// All of it.
    public init(scores: Scores, deltas: [Mark] = [], variant: String? = nil) {
        self.scores = scores
        self.deltas = deltas
        self.variant = variant
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        self.scores = try box.decode(Scores.self, forKey: "scores")
        self.deltas = try box.decodeIfPresent([Mark].self, forKey: "deltas") ?? []
        self.variant = try box.decodeIfPresent(String.self, forKey: "variant")
    }

    private enum CodingKeys: String, CodingKey {
        case scores = "scores"
        case deltas = "deltas"
        case variant = "variant"
    }
}

/// A paper as another program marked it.
public struct PaperRead: Codable, Equatable, Sendable {
    /// What the file calls the copy.
    public var copy: String
    /// Points that annotations add or take away.
    public var deltas: [Mark]
    /// What was scored.
    public var scores: Scores
    /// Who marked it.
    public var marker: String?
    /// The subject, where the exam has several.
    public var variant: String?

    /// All of it.
    public init(
        copy: String,
        deltas: [Mark],
        scores: Scores,
        marker: String? = nil,
        variant: String? = nil
    ) {
        self.copy = copy
        self.deltas = deltas
        self.scores = scores
        self.marker = marker
        self.variant = variant
    }
}

/// A question of a scheme.
public struct Question: Codable, Equatable, Sendable {
    /// Its id.
    public var id: String
    /// What people call it.
    public var label: String
    /// The most points.
    public var points: Mark
    /// Whether its points come on top.
    public var bonus: Bool

    /// All of it.
    public init(id: String, label: String, points: Mark, bonus: Bool) {
        self.id = id
        self.label = label
        self.points = points
        self.bonus = bonus
    }
}

/// One question over all copies.
public struct QuestionStatistics: Codable, Equatable, Sendable {
    /// Its id.
    public var id: String
    /// What it is worth.
    public var points: Mark
    /// Copies that have a score for it.
    public var scored: Int
    /// Of these, copies whose candidate wrote nothing.
    public var notAnswered: Int
    /// The mean of its scores; an answer that is missing counts 0.
    public var mean: Mark
    /// The mean as a share of its points: 0..=1.
    public var success: Double
    /// How well it tells good copies from poor ones: the correlation of its scores with the points of all other
    /// questions, -1..=1; `None` when either is the same everywhere.
    public var discrimination: Double?

    /// All of it.
    public init(
        id: String,
        points: Mark,
        scored: Int,
        notAnswered: Int,
        mean: Mark,
        success: Double,
        discrimination: Double? = nil
    ) {
        self.id = id
        self.points = points
        self.scored = scored
        self.notAnswered = notAnswered
        self.mean = mean
        self.success = success
        self.discrimination = discrimination
    }

    private enum CodingKeys: String, CodingKey {
        case id = "id"
        case points = "points"
        case scored = "scored"
        case notAnswered = "not_answered"
        case mean = "mean"
        case success = "success"
        case discrimination = "discrimination"
    }
}

/// A copy whose total a change of the scheme changes.
public struct Rescored: Codable, Equatable, Sendable {
    /// Its place among those given.
    public var copy: Int
    /// Its total now; `None` when its scores are not allowed any more.
    public var after: Total?
    /// Its total before; `None` when its scores were not allowed.
    public var before: Total?
    /// Why they are not.
    public var refused: KorrigoError?

    /// All of it.
    public init(copy: Int, after: Total? = nil, before: Total? = nil, refused: KorrigoError? = nil) {
        self.copy = copy
        self.after = after
        self.before = before
        self.refused = refused
    }
}

/// What an exam is marked by.
/// Ids are unique, at most `MAX_LEVELS` levels, points above 0 at every leaf and nowhere else.
public struct Scheme: Codable, Equatable, Sendable {
    public var format: String
    public var scale: Mark
    public var items: [Item]
    public var deltas: Bool
    public var step: Mark?

    /// All of it.
    public init(format: String, scale: Mark, items: [Item], deltas: Bool = false, step: Mark? = nil) {
        self.format = format
        self.scale = scale
        self.items = items
        self.deltas = deltas
        self.step = step
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        self.format = try box.decode(String.self, forKey: "format")
        self.scale = try box.decode(Mark.self, forKey: "scale")
        self.items = try box.decode([Item].self, forKey: "items")
        self.deltas = try box.decodeIfPresent(Bool.self, forKey: "deltas") ?? false
        self.step = try box.decodeIfPresent(Mark.self, forKey: "step")
    }

    private enum CodingKeys: String, CodingKey {
        case format = "format"
        case scale = "scale"
        case items = "items"
        case deltas = "deltas"
        case step = "step"
    }
}

/// A scheme that was read, and what a person should know of it.
public struct SchemeRead: Codable, Equatable, Sendable {
    /// The scheme.
    public var scheme: Scheme
    /// What does not stop anybody, but is seldom meant.
    public var warnings: [SchemeWarning]

    /// All of it.
    public init(scheme: Scheme, warnings: [SchemeWarning]) {
        self.scheme = scheme
        self.warnings = warnings
    }
}

/// What is seldom meant in a scheme.
public enum SchemeWarning: Codable, Equatable, Sendable {
    /// An item says other points than its parts have; the parts count.
    case partsDiffer(id: String, declared: Mark, sum: Mark)
    /// The points are not the scale: totals will be scaled.
    case totalDiffers(sum: Mark, scale: Mark, variant: String? = nil)

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        let which = try box.decode(String.self, forKey: "kind")
        switch which {
        case "parts_differ": 
            self = .partsDiffer(
                id: try box.decode(String.self, forKey: "id"),
                declared: try box.decode(Mark.self, forKey: "declared"),
                sum: try box.decode(Mark.self, forKey: "sum"))
        case "total_differs": 
            self = .totalDiffers(
                sum: try box.decode(Mark.self, forKey: "sum"),
                scale: try box.decode(Mark.self, forKey: "scale"),
                variant: try box.decodeIfPresent(String.self, forKey: "variant"))
        default: throw unknown(which, decoder)
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case let .partsDiffer(id, declared, sum):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("parts_differ", forKey: "kind")
            try box.encode(id, forKey: "id")
            try box.encode(declared, forKey: "declared")
            try box.encode(sum, forKey: "sum")
        case let .totalDiffers(sum, scale, variant):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("total_differs", forKey: "kind")
            try box.encode(sum, forKey: "sum")
            try box.encode(scale, forKey: "scale")
            try box.encodeIfPresent(variant, forKey: "variant")
        }
    }
}

/// A text of its own kind.
public struct Score: TextValue {
    /// The text.
    public let rawValue: String

    /// A value of this text; the engine refuses what is none when it meets it.
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// All that a marker wrote about a copy beside the annotations. Remarks are never shown in `Debug`.
public struct Scores: Codable, Equatable, Sendable {
    /// The general comment.
    public var appreciation: String
    /// By the id of the question.
    public var remarks: [String: String]
    /// By the id of the question; free keys in an exam without a scheme.
    public var scores: [String: Score]

    /// All of it.
    public init(appreciation: String = "", remarks: [String: String] = [:], scores: [String: Score] = [:]) {
        self.appreciation = appreciation
        self.remarks = remarks
        self.scores = scores
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        self.appreciation = try box.decodeIfPresent(String.self, forKey: "appreciation") ?? ""
        self.remarks = try box.decodeIfPresent([String: String].self, forKey: "remarks") ?? [:]
        self.scores = try box.decodeIfPresent([String: Score].self, forKey: "scores") ?? [:]
    }

    private enum CodingKeys: String, CodingKey {
        case appreciation = "appreciation"
        case remarks = "remarks"
        case scores = "scores"
    }
}

/// An exam, once it is marked.
public struct Statistics: Codable, Equatable, Sendable {
    /// Each question, in the order of the scheme.
    public var questions: [QuestionStatistics]
    /// Each marker.
    public var markers: [MarkerStatistics]
    /// How far the questions measure one thing (Cronbach, Psychometrika 16, 1951): at most 1; `None` with fewer
    /// than two questions or two copies that differ.
    public var alpha: Double?
    /// The totals in the scale of the exam; `None` when no copy is marked.
    public var totals: Distribution?

    /// All of it.
    public init(
        questions: [QuestionStatistics],
        markers: [MarkerStatistics],
        alpha: Double? = nil,
        totals: Distribution? = nil
    ) {
        self.questions = questions
        self.markers = markers
        self.alpha = alpha
        self.totals = totals
    }
}

/// How far two markers of one copy may be apart: points, at most.
public struct Tolerance: Codable, Equatable, Sendable {
    /// For a question that has none of its own.
    public var question: Mark?
    /// By the id of the question.
    public var questions: [String: Mark]
    /// For the total, in the scale of the exam; `None` where only questions count.
    public var total: Mark?

    /// All of it.
    public init(question: Mark? = nil, questions: [String: Mark] = [:], total: Mark? = nil) {
        self.question = question
        self.questions = questions
        self.total = total
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        self.question = try box.decodeIfPresent(Mark.self, forKey: "question")
        self.questions = try box.decodeIfPresent([String: Mark].self, forKey: "questions") ?? [:]
        self.total = try box.decodeIfPresent(Mark.self, forKey: "total")
    }

    private enum CodingKeys: String, CodingKey {
        case question = "question"
        case questions = "questions"
        case total = "total"
    }
}

/// What a copy comes to.
public struct Total: Codable, Equatable, Sendable {
    /// The sum of the scores, and of the points of annotations where they count.
    public var points: Mark
    /// What all questions of the subject are worth, without bonus.
    public var outOf: Mark
    /// The points in the scale of the exam, rounded half up to hundredths.
    public var value: Mark
    /// The scale.
    public var scale: Mark

    /// All of it.
    public init(points: Mark, outOf: Mark, value: Mark, scale: Mark) {
        self.points = points
        self.outOf = outOf
        self.value = value
        self.scale = scale
    }

    private enum CodingKeys: String, CodingKey {
        case points = "points"
        case outOf = "out_of"
        case value = "value"
        case scale = "scale"
    }
}

extension AnonymousId {
    /// An id as it is written, from what somebody typed.
    /// - Parameter text: What somebody typed.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func asStr(text: String) throws -> String {
        try Call("exam::AnonymousId::as_str", ["text": text]).run()
    }
}

extension CommentBank {
    /// The bank without a personal comment.
    /// - Parameter text: The comment.
    /// - Parameter question: The question that it belongs to.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func forget(text: String, question: String? = nil) throws -> BankChanged {
        try Call("exam::CommentBank::forget", ["this": self, "text": text, "question": question]).run()
    }

    /// A bank of comments that begins with the official ones.
    /// - Parameter official: The comments that everybody gets.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func create(official: [Comment]) throws -> CommentBank {
        try Call("exam::CommentBank::new", ["official": official]).run()
    }

    /// Comments that fit, best first.
    /// - Parameter most: At most so many.
    /// - Parameter question: The question that is marked.
    /// - Parameter typed: What was typed so far.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func suggest(most: Int, question: String? = nil, typed: String = "") throws -> [Comment] {
        try Call("exam::CommentBank::suggest", ["this": self, "most": most, "question": question, "typed": typed]).run()
    }

    /// The bank after a comment was used.
    /// - Parameter text: The comment.
    /// - Parameter question: The question that it belongs to.
    /// - Parameter scoreDelta: The points that go with it.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func take(text: String, question: String? = nil, scoreDelta: Mark? = nil) throws -> CommentBank {
        try Call("exam::CommentBank::take", ["this": self, "text": text, "question": question, "score_delta": scoreDelta]).run()
    }
}

extension Distribution {
    /// What marks look like together; nothing for none.
    /// - Parameter marks: The marks.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func of(marks: [Mark]) throws -> Distribution? {
        try Call("exam::Distribution::of", ["marks": marks]).run()
    }
}

/// What stands under `Exam`.
public enum Exam {
    /// The anonymous id of a copy.
    /// - Parameter scheme: How ids look.
    /// - Parameter key: The exam's key, as text.
    /// - Parameter index: The copy, from 0.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func anonymousId(scheme: IdScheme, key: String, index: Int) throws -> AnonymousId {
        try Call("exam::anonymous_id", ["scheme": scheme, "key": key, "index": index]).run()
    }

    /// How many marks lie in each bin of a width.
    /// - Parameter marks: The marks.
    /// - Parameter scale: The best mark.
    /// - Parameter width: How wide a bin is.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func histogram(marks: [Mark], scale: Mark, width: Mark) throws -> [Bin] {
        try Call("exam::histogram", ["marks": marks, "scale": scale, "width": width]).run()
    }
}

/// What stands under `ExamKey`.
public enum ExamKey {
    /// A key for another purpose, in hexadecimal digits.
    /// - Parameter key: The exam's key, as text.
    /// - Parameter purpose: What the derived key is for.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func derived(key: String, purpose: String) throws -> String {
        try Call("exam::ExamKey::derived", ["key": key, "purpose": purpose]).run()
    }

    /// An exam's key from random bytes.
    /// - Parameter random: 64 hexadecimal digits of 32 random bytes.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func create(random: String) throws -> String {
        try Call("exam::ExamKey::new", ["random": random]).run()
    }

    /// The key as it is kept, if it is one.
    /// - Parameter key: The exam's key, as text.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func toText(key: String) throws -> String {
        try Call("exam::ExamKey::to_text", ["key": key]).run()
    }
}

extension IdScheme {
    /// How many ids there are.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func capacity() throws -> Int {
        try Call("exam::IdScheme::capacity", ["this": self]).run()
    }

    /// Which copy an id belongs to.
    /// - Parameter key: The exam's key, as text.
    /// - Parameter id: The id.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func indexOf(key: String, id: AnonymousId) throws -> Int {
        try Call("exam::IdScheme::index_of", ["this": self, "key": key, "id": id]).run()
    }

    /// How the anonymous ids of an exam look.
    /// - Parameter exam: The exam's id.
    /// - Parameter copies: How many copies it may have.
    /// - Parameter check: Whether a check character follows.
    /// - Parameter digits: Digits of the number, instead of as many as needed.
    /// - Parameter prefix: Letters in front, instead of the exam's own.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func create(
        exam: String,
        copies: Int,
        check: Bool? = nil,
        digits: Int? = nil,
        prefix: String? = nil
    ) throws -> IdScheme {
        try Call("exam::IdScheme::new", ["exam": exam, "copies": copies, "check": check, "digits": digits, "prefix": prefix]).run()
    }

    /// The letters in front.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func findPrefix() throws -> String {
        try Call("exam::IdScheme::prefix", ["this": self]).run()
    }
}

extension Mark {
    /// A mark from hundredths of a point.
    /// - Parameter hundredths: Hundredths of a point.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func fromHundredths(hundredths: Int) throws -> Mark {
        try Call("exam::Mark::from_hundredths", ["hundredths": hundredths]).run()
    }

    /// The mark in hundredths of a point.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func hundredths() throws -> Int {
        try Call("exam::Mark::hundredths", ["this": self]).run()
    }

    /// Whether it is a whole number of steps.
    /// - Parameter step: The step; 0 has no multiples but 0.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func isMultipleOf(step: Mark) throws -> Bool {
        try Call("exam::Mark::is_multiple_of", ["this": self, "step": step]).run()
    }

    /// The mark times numerator, by denominator, rounded half up.
    /// - Parameter numerator: What is reached of the denominator.
    /// - Parameter denominator: What it is scaled from.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func scaled(numerator: Mark, denominator: Mark) throws -> Mark {
        try Call("exam::Mark::scaled", ["this": self, "numerator": numerator, "denominator": denominator]).run()
    }

    /// The sum of marks, exactly.
    /// - Parameter marks: The marks.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func sum(marks: [Mark]) throws -> Mark {
        try Call("exam::Mark::sum", ["marks": marks]).run()
    }
}

/// What stands under `MarkedPaper`.
public enum MarkedPaper {
    /// Reads papers that another program marked.
    /// - Parameter json: The file: bytes of JSON.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func readAll(json: Bytes) throws -> [PaperRead] {
        try Call("exam::MarkedPaper::read_all", ["json": json]).run()
    }
}

extension MarkerStatistics {
    /// Each marker's marks, and how far they drift.
    /// - Parameter copies: The copies.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func of(copies: [CopyMarks]) throws -> [MarkerStatistics] {
        try Call("exam::MarkerStatistics::of", ["copies": copies]).run()
    }
}

extension Scheme {
    /// Refuses scores that the scheme does not allow.
    /// - Parameter scores: What was scored.
    /// - Parameter deltas: Points that annotations add or take away.
    /// - Parameter variant: The subject, where the exam has several.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func check(scores: Scores, deltas: [Mark] = [], variant: String? = nil) throws {
        try Call("exam::Scheme::check", ["this": self, "scores": scores, "deltas": deltas, "variant": variant]).done()
    }

    /// What a paper came to, when every question has a score.
    /// - Parameter scores: What was scored.
    /// - Parameter deltas: Points that annotations add or take away.
    /// - Parameter variant: The subject, where the exam has several.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func completeTotal(scores: Scores, deltas: [Mark] = [], variant: String? = nil) throws -> Total {
        try Call("exam::Scheme::complete_total", ["this": self, "scores": scores, "deltas": deltas, "variant": variant]).run()
    }

    /// The items of the scheme, as a tree.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func findItems() throws -> [Item] {
        try Call("exam::Scheme::items", ["this": self]).run()
    }

    /// The questions without a score.
    /// - Parameter scores: What was scored.
    /// - Parameter deltas: Points that annotations add or take away.
    /// - Parameter variant: The subject, where the exam has several.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func missing(scores: Scores, deltas: [Mark] = [], variant: String? = nil) throws -> [String] {
        try Call("exam::Scheme::missing", ["this": self, "scores": scores, "deltas": deltas, "variant": variant]).run()
    }

    /// The most points of a subject.
    /// - Parameter variant: The subject, where the exam has several.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func outOf(variant: String? = nil) throws -> Mark {
        try Call("exam::Scheme::out_of", ["this": self, "variant": variant]).run()
    }

    /// The questions of a subject, in order.
    /// - Parameter variant: The subject, where the exam has several.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func questions(variant: String? = nil) throws -> [Question] {
        try Call("exam::Scheme::questions", ["this": self, "variant": variant]).run()
    }

    /// Reads a marking scheme in any of the known shapes, with warnings.
    /// - Parameter json: The file: bytes of JSON.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func read(json: Bytes) throws -> SchemeRead {
        try Call("exam::Scheme::read", ["json": json]).run()
    }

    /// What becomes of papers when the points of the scheme change: those whose total changes.
    /// - Parameter new: The scheme as it is now.
    /// - Parameter copies: The copies.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func rescore(new: Scheme, copies: [PaperMarks]) throws -> [Rescored] {
        try Call("exam::Scheme::rescore", ["this": self, "new": new, "copies": copies]).run()
    }

    /// What a paper came to so far.
    /// - Parameter scores: What was scored.
    /// - Parameter deltas: Points that annotations add or take away.
    /// - Parameter variant: The subject, where the exam has several.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func total(scores: Scores, deltas: [Mark] = [], variant: String? = nil) throws -> Total {
        try Call("exam::Scheme::total", ["this": self, "scores": scores, "deltas": deltas, "variant": variant]).run()
    }

    /// The subjects of the scheme.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func variants() throws -> [String?] {
        try Call("exam::Scheme::variants", ["this": self]).run()
    }
}

extension Scores {
    /// Reads scores, remarks and appreciation.
    /// - Parameter json: The file: bytes of JSON.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func read(json: Bytes) throws -> Scores {
        try Call("exam::Scores::read", ["json": json]).run()
    }

    /// The sum of all scores and deltas.
    /// - Parameter deltas: Points that annotations add or take away.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func sum(deltas: [Mark] = []) throws -> Mark {
        try Call("exam::Scores::sum", ["this": self, "deltas": deltas]).run()
    }
}

extension Statistics {
    /// Statistics of an exam: totals, questions, reliability.
    /// - Parameter scheme: The scheme.
    /// - Parameter copies: The copies.
    /// - Parameter variant: The subject, where the exam has several.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func of(scheme: Scheme, copies: [CopyMarks], variant: String? = nil) throws -> Statistics {
        try Call("exam::Statistics::of", ["scheme": scheme, "copies": copies, "variant": variant]).run()
    }
}

extension Tolerance {
    /// Where two markers are further apart than allowed.
    /// - Parameter scheme: The scheme.
    /// - Parameter first: What the first marker gave.
    /// - Parameter second: What the second marker gave.
    /// - Parameter variant: The subject, where the exam has several.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func disagreements(scheme: Scheme, first: Scores, second: Scores, variant: String? = nil) throws -> [Disagreement] {
        try Call("exam::Tolerance::disagreements", ["this": self, "scheme": scheme, "first": first, "second": second, "variant": variant]).run()
    }
}
