// Written by bindings-common/generate/swift.py from the table of calls: change that, not this.
// swift-format-ignore-file
import Foundation

/// How a copy is given back.
public struct FlattenOptions: Codable, Equatable, Sendable {
    /// Whether the file keeps to PDF/A-2b, or 3b when something is attached. Data compressed by LZW are then
    /// compressed anew; everything else that an archive may not hold refuses the file.
    public var archive: Bool
    /// Whether a record of marks and scan is attached, for `verify` and for programs. It holds what the file says
    /// of whose paper it is, and nothing more.
    public var attach: Bool
    /// Whether annotations of the PDF name their authors.
    public var authors: Bool
    /// Whether marks are annotations of the PDF, which other programs list and change, instead of drawn over it.
    /// They look alike; nothing of the copy's pages but their list of annotations changes, and annotations that
    /// other programs put there stay.
    public var editable: Bool
    /// The language of our own words.
    public var language: Language
    /// Whether the pages under the marks are left empty, for printing onto the paper itself.
    public var marksOnly: Bool
    /// Whether the summary stands in front of the copy instead of behind it.
    public var summaryFirst: Bool

    /// All of it.
    public init(
        archive: Bool = false,
        attach: Bool = false,
        authors: Bool = false,
        editable: Bool = false,
        language: Language = .french,
        marksOnly: Bool = false,
        summaryFirst: Bool = false
    ) {
        self.archive = archive
        self.attach = attach
        self.authors = authors
        self.editable = editable
        self.language = language
        self.marksOnly = marksOnly
        self.summaryFirst = summaryFirst
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        self.archive = try box.decodeIfPresent(Bool.self, forKey: "archive") ?? false
        self.attach = try box.decodeIfPresent(Bool.self, forKey: "attach") ?? false
        self.authors = try box.decodeIfPresent(Bool.self, forKey: "authors") ?? false
        self.editable = try box.decodeIfPresent(Bool.self, forKey: "editable") ?? false
        self.language = try box.decodeIfPresent(Language.self, forKey: "language") ?? .french
        self.marksOnly = try box.decodeIfPresent(Bool.self, forKey: "marks_only") ?? false
        self.summaryFirst = try box.decodeIfPresent(Bool.self, forKey: "summary_first") ?? false
    }

    private enum CodingKeys: String, CodingKey {
        case archive = "archive"
        case attach = "attach"
        case authors = "authors"
        case editable = "editable"
        case language = "language"
        case marksOnly = "marks_only"
        case summaryFirst = "summary_first"
    }
}

/// A paper that goes back.
public struct FlattenedFile: Codable, Equatable, Sendable {
    /// The PDF.
    public var pdf: Bytes
    /// Pages of the copy.
    public var pages: Int
    /// Pages of ours: summary and notes.
    public var added: Int

    /// All of it.
    public init(pdf: Bytes, pages: Int, added: Int) {
        self.pdf = pdf
        self.pages = pages
        self.added = added
    }
}

/// What is drawn over a copy.
public struct Marking: Codable, Equatable, Sendable {
    /// The annotations, in any order.
    public var annotations: [Annotation]
    /// The last link of the copy's chain, for an attached record.
    public var events: ChainHash?
    /// What other programs put on the pages, for an editable file.
    public var others: [Other]
    /// What the paper came to; without it no page is added for it.
    public var summary: Summary?

    /// All of it.
    public init(
        annotations: [Annotation] = [],
        events: ChainHash? = nil,
        others: [Other] = [],
        summary: Summary? = nil
    ) {
        self.annotations = annotations
        self.events = events
        self.others = others
        self.summary = summary
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        self.annotations = try box.decodeIfPresent([Annotation].self, forKey: "annotations") ?? []
        self.events = try box.decodeIfPresent(ChainHash.self, forKey: "events")
        self.others = try box.decodeIfPresent([Other].self, forKey: "others") ?? []
        self.summary = try box.decodeIfPresent(Summary.self, forKey: "summary")
    }

    private enum CodingKeys: String, CodingKey {
        case annotations = "annotations"
        case events = "events"
        case others = "others"
        case summary = "summary"
    }
}

/// What was compared, and what came out.
public struct PaperVerified: Codable, Equatable, Sendable {
    /// The record is as it was sealed.
    public var seal: Bool
    /// The copy's pages show, byte for byte, what was marked.
    public var scan: Bool
    /// Drawn again, the file is the same to the last byte. (Another version of korrigo may draw otherwise, and so
    /// do other fonts.)
    public var drawn: Bool
    /// The last link of the copy's chain when the paper was drawn.
    public var events: ChainHash?
    /// The total that the scores come to.
    public var recomputed: Total?
    /// The scores come to the total that the record tells; `None` when it tells none.
    public var total: Bool?

    /// All of it.
    public init(
        seal: Bool,
        scan: Bool,
        drawn: Bool,
        events: ChainHash? = nil,
        recomputed: Total? = nil,
        total: Bool? = nil
    ) {
        self.seal = seal
        self.scan = scan
        self.drawn = drawn
        self.events = events
        self.recomputed = recomputed
        self.total = total
    }
}

/// What a paper came to.
public struct Summary: Codable, Equatable, Sendable {
    /// What was scored.
    public var scores: Scores
    /// What the exam is called.
    public var exam: String
    /// Who marked it, as the reader may know it.
    public var marker: String?
    /// The marking scheme.
    public var scheme: Scheme?
    /// The subject, where the exam has several.
    public var variant: String?
    /// Whose paper it is, as the reader may know it.
    public var who: String

    /// All of it.
    public init(
        scores: Scores,
        exam: String = "",
        marker: String? = nil,
        scheme: Scheme? = nil,
        variant: String? = nil,
        who: String = ""
    ) {
        self.scores = scores
        self.exam = exam
        self.marker = marker
        self.scheme = scheme
        self.variant = variant
        self.who = who
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        self.scores = try box.decode(Scores.self, forKey: "scores")
        self.exam = try box.decodeIfPresent(String.self, forKey: "exam") ?? ""
        self.marker = try box.decodeIfPresent(String.self, forKey: "marker")
        self.scheme = try box.decodeIfPresent(Scheme.self, forKey: "scheme")
        self.variant = try box.decodeIfPresent(String.self, forKey: "variant")
        self.who = try box.decodeIfPresent(String.self, forKey: "who") ?? ""
    }

    private enum CodingKeys: String, CodingKey {
        case scores = "scores"
        case exam = "exam"
        case marker = "marker"
        case scheme = "scheme"
        case variant = "variant"
        case who = "who"
    }
}

/// Whether a paper is genuine.
public struct VerifiedPaper: Codable, Equatable, Sendable {
    /// What was checked.
    public var verified: PaperVerified
    /// Whether all of it holds.
    public var isSound: Bool

    /// All of it.
    public init(verified: PaperVerified, isSound: Bool) {
        self.verified = verified
        self.isSound = isSound
    }

    private enum CodingKeys: String, CodingKey {
        case verified = "verified"
        case isSound = "is_sound"
    }
}

/// What stands under `Flatten`.
public enum Flatten {
    /// Whether a paper's scan, marks and total are those it was made of.
    /// - Parameter document: The paper.
    /// - Parameter fonts: The fonts that it was made with, beside the standard one.
    /// - Parameter progress: Hears how many units of how many are done, on any thread.
    /// - Throws: ``KorrigoError``: what the engine refuses; `CancellationError` when the task was cancelled.
    public static func verify(document: any Openable, fonts: [Bytes] = [], progress: ProgressHandler? = nil) async throws -> VerifiedPaper {
        try await Call("flatten::verify", ["document": document, "fonts": fonts]).wait(progress)
    }

    /// The copy with its marks drawn over it, and what it came to.
    /// - Parameter document: The copy as it was split.
    /// - Parameter pages: The names of its pages, in order.
    /// - Parameter fonts: Fonts for characters that the standard one lacks.
    /// - Parameter marking: What is drawn over it.
    /// - Parameter options: How it is given back.
    /// - Parameter progress: Hears how many units of how many are done, on any thread.
    /// - Throws: ``KorrigoError``: what the engine refuses; `CancellationError` when the task was cancelled.
    public static func write(
        document: any Openable,
        pages: [PageId],
        fonts: [Bytes] = [],
        marking: Marking? = nil,
        options: FlattenOptions? = nil,
        progress: ProgressHandler? = nil
    ) async throws -> FlattenedFile {
        try await Call("flatten::write", ["document": document, "pages": pages, "fonts": fonts, "marking": marking, "options": options]).wait(progress)
    }

    /// The same over a redacted copy: nothing says whose it is.
    /// - Parameter copy: The redacted copy.
    /// - Parameter id: Its anonymous id.
    /// - Parameter pages: The names of its pages, in order.
    /// - Parameter fonts: Fonts for characters that the standard one lacks.
    /// - Parameter marking: What is drawn over it.
    /// - Parameter options: How it is given back.
    /// - Parameter progress: Hears how many units of how many are done, on any thread.
    /// - Throws: ``KorrigoError``: what the engine refuses; `CancellationError` when the task was cancelled.
    public static func writeForMarker(
        copy: RedactedPdf,
        id: AnonymousId,
        pages: [PageId],
        fonts: [Bytes] = [],
        marking: Marking? = nil,
        options: FlattenOptions? = nil,
        progress: ProgressHandler? = nil
    ) async throws -> FlattenedFile {
        try await Call("flatten::write_for_marker", ["copy": copy, "id": id, "pages": pages, "fonts": fonts, "marking": marking, "options": options]).wait(progress)
    }
}
