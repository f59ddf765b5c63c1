// Written by bindings-common/generate/swift.py from the table of calls: change that, not this.
// swift-format-ignore-file
import Foundation

/// How zones are found.
public struct AutoOptions: Codable, Equatable, Sendable {
    /// Whether barcodes are hidden.
    public var barcodes: Bool
    /// How sure a header must be, or that there is none: 0 to 1.
    public var confidence: Double
    /// How far a zone reaches beyond what was seen, in points.
    public var margin: Double
    /// What is done about the backs of headers.
    public var showThrough: ShowThrough

    /// All of it.
    public init(
        barcodes: Bool = true,
        confidence: Double = 0.9,
        margin: Double = 8.5,
        showThrough: ShowThrough = .whatShows
    ) {
        self.barcodes = barcodes
        self.confidence = confidence
        self.margin = margin
        self.showThrough = showThrough
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        self.barcodes = try box.decodeIfPresent(Bool.self, forKey: "barcodes") ?? true
        self.confidence = try box.decodeIfPresent(Double.self, forKey: "confidence") ?? 0.9
        self.margin = try box.decodeIfPresent(Double.self, forKey: "margin") ?? 8.5
        self.showThrough = try box.decodeIfPresent(ShowThrough.self, forKey: "show_through") ?? .whatShows
    }

    private enum CodingKeys: String, CodingKey {
        case barcodes = "barcodes"
        case confidence = "confidence"
        case margin = "margin"
        case showThrough = "show_through"
    }
}

/// What was found to hide.
public struct FoundZones: Codable, Equatable, Sendable {
    /// What is emptied.
    public var zones: [Zone]
    /// Backs of headers, of which only what shows through goes.
    public var backs: [Back]

    /// All of it.
    public init(zones: [Zone], backs: [Back]) {
        self.zones = zones
        self.backs = backs
    }
}

/// One thing on one page that is not stored as the scan stored it, or was left out.
public struct Note: Codable, Equatable, Sendable {
    /// The page of the copy, from 0.
    public var page: Int
    /// The page's name for ever.
    public var id: PageId
    /// What was done.
    public var kind: NoteKind
    /// What stood in the way, where an error said so: its detail, such as `jpeg.unsupported`.
    public var cause: String?

    /// All of it.
    public init(page: Int, id: PageId, kind: NoteKind, cause: String? = nil) {
        self.page = page
        self.id = id
        self.kind = kind
        self.cause = cause
    }
}

/// What is done about the backs of headers, where a name may show through.
public enum ShowThrough: String, CaseIterable, Codable, Sendable {
    /// The place behind the name is hidden on every back.
    case always = "always"
    /// Nothing.
    case never = "never"
    /// The place behind the name is hidden where ink was seen to show through somewhere on the back. What the
    /// candidate wrote at that place is hidden with it.
    case whereSeen = "where_seen"
    /// The same, where nobody wrote on the back. Where somebody did, an answer may stand behind the name: a person
    /// decides.
    case whereUnwritten = "where_unwritten"
    /// Every back is looked at: what shows is taken away and what was written stays. Where one cannot be told from
    /// the other, a back that nobody wrote on is hidden, and else the redaction is refused.
    case whatShows = "what_shows"
}

/// What stands under `Auto`.
public enum Auto {
    /// The zones of a split copy, on its own pages.
    /// - Parameter plan: The split plan.
    /// - Parameter copy: The copy, from 0.
    /// - Parameter sources: The plan's scans, in its order.
    /// - Parameter findings: What was seen on them.
    /// - Parameter notes: What splitting the copy noted.
    /// - Parameter options: How zones are found.
    /// - Parameter straighten: Whether the copy's pages were turned straight.
    /// - Parameter progress: Hears how many units of how many are done, on any thread.
    /// - Throws: ``KorrigoError``: what the engine refuses; `CancellationError` when the task was cancelled.
    public static func ofCopy(
        plan: SplitPlan,
        copy: Int,
        sources: [any Openable],
        findings: Findings? = nil,
        notes: [Note] = [],
        options: AutoOptions? = nil,
        straighten: Bool = true,
        progress: ProgressHandler? = nil
    ) async throws -> FoundZones {
        try await Call("redact::auto::of_copy", ["plan": plan, "copy": copy, "sources": Files(sources), "findings": findings, "notes": notes, "options": options, "straighten": straighten]).wait(progress)
    }

    /// The zones of a file that nobody was asked about.
    /// - Parameter document: A file of one candidate: A4 pages, or sides of A3 sheets.
    /// - Parameter options: How zones are found.
    /// - Parameter progress: Hears how many units of how many are done, on any thread.
    /// - Throws: ``KorrigoError``: what the engine refuses; `CancellationError` when the task was cancelled.
    public static func ofDocument(
        document: any Openable,
        options: AutoOptions? = nil,
        progress: ProgressHandler? = nil
    ) async throws -> FoundZones {
        try await Call("redact::auto::of_document", ["document": document, "options": options]).wait(progress)
    }
}
