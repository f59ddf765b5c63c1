// Written by bindings-common/generate/swift.py from the table of calls: change that, not this.
// swift-format-ignore-file
import Foundation

/// What the audit of a redacted file said. (Of its zones it said nothing, or there were no file.)
public struct AuditSummary: Codable, Equatable, Sendable {
    /// How many needles were looked for.
    public var needles: Int
    /// How many of them were found, outside every zone.
    public var needlesFound: Int
    /// How many findings there were in all.
    public var findings: Int

    /// All of it.
    public init(needles: Int, needlesFound: Int, findings: Int) {
        self.needles = needles
        self.needlesFound = needlesFound
        self.findings = findings
    }

    private enum CodingKeys: String, CodingKey {
        case needles = "needles"
        case needlesFound = "needles_found"
        case findings = "findings"
    }
}

/// A place on whose other side a header stands: what shows through is taken away, what was written there stays.
/// Both rectangles cover the same spot of the paper, the second mirrored, to 6 mm.
public struct Back: Codable, Equatable, Sendable {
    /// The page, from 0.
    public var page: Int
    public var x: Double
    public var y: Double
    public var w: Double
    public var h: Double
    /// The page with the header, from 0.
    public var front: Int
    /// The same part, in coordinates of that page.
    public var header: NormalizedRect
    /// Whether somebody may have written there: where ink of both sides cannot be told apart, a place that is not
    /// written on is emptied, and one that is refuses the redaction.
    public var written: Bool

    /// All of it.
    public init(
        page: Int,
        x: Double,
        y: Double,
        w: Double,
        h: Double,
        front: Int,
        header: NormalizedRect,
        written: Bool
    ) {
        self.page = page
        self.x = x
        self.y = y
        self.w = w
        self.h = h
        self.front = front
        self.header = header
        self.written = written
    }
}

/// What a zone looks like when it is empty.
public enum Fill: String, CaseIterable, Codable, Sendable {
    /// White.
    case white = "white"
    /// A light grey, so that everybody sees that something is hidden.
    case grey = "grey"
    /// The paper's own colour around the zones of the page.
    case paper = "paper"
}

/// What was done.
public enum NoteKind: String, CaseIterable, Codable, Sendable {
    /// A JPEG 2000 image was cut and is now stored without loss as Flate.
    case jpxStoredAsFlate = "jpx_stored_as_flate"
    /// A JBIG2 image was cut and is now stored without loss as CCITT Group 4.
    case jbig2StoredAsCcitt = "jbig2_stored_as_ccitt"
    /// A JBIG2 image was cut and is now stored without loss as one generic region.
    case jbig2StoredAsGeneric = "jbig2_stored_as_generic"
    /// An image's data is damaged: what can be shown of it was decoded and is stored as Flate.
    case damagedImageStoredAsFlate = "damaged_image_stored_as_flate"
    /// A part of what the page draws could not be decoded and is not on it; readers leave it out too.
    case damagedContentLeftOut = "damaged_content_left_out"
    /// A note or mark that had no appearance of its own is not on the page.
    case annotationWithoutAppearance = "annotation_without_appearance"
    /// A form field has a value and no appearance of its own: the value is not on the page.
    case fieldWithoutAppearance = "field_without_appearance"
    /// The page holds what cannot be cut: all of it is here, the other half included.
    case keptWhole = "kept_whole"
}

/// An open PDF.
public final class RedactedPdf: Handle, Openable, @unchecked Sendable {}

/// One thing on one page that is not stored as in the source, or was left out.
public struct RedactionNote: Codable, Equatable, Sendable {
    /// The page, from 0.
    public var page: Int
    /// What was done.
    public var kind: NoteKind

    /// All of it.
    public init(page: Int, kind: NoteKind) {
        self.page = page
        self.kind = kind
    }
}

/// How zones are hidden.
public struct RedactionOptions: Codable, Equatable, Sendable {
    /// Backs of headers, of which only what shows through goes.
    public var backs: [Back]
    /// What zones are filled with.
    public var fill: Fill
    /// Texts that are written into zones: anonymous ids.
    public var stamps: [Stamp]
    /// What becomes of text that nobody sees.
    public var unseenText: UnseenText

    /// All of it.
    public init(
        backs: [Back] = [],
        fill: Fill = .white,
        stamps: [Stamp] = [],
        unseenText: UnseenText = .keep
    ) {
        self.backs = backs
        self.fill = fill
        self.stamps = stamps
        self.unseenText = unseenText
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        self.backs = try box.decodeIfPresent([Back].self, forKey: "backs") ?? []
        self.fill = try box.decodeIfPresent(Fill.self, forKey: "fill") ?? .white
        self.stamps = try box.decodeIfPresent([Stamp].self, forKey: "stamps") ?? []
        self.unseenText = try box.decodeIfPresent(UnseenText.self, forKey: "unseen_text") ?? .keep
    }

    private enum CodingKeys: String, CodingKey {
        case backs = "backs"
        case fill = "fill"
        case stamps = "stamps"
        case unseenText = "unseen_text"
    }
}

/// A legal plan of a redaction. Read one with serde, or make one with `plan`.
public struct RedactionPlan: Codable, Equatable, Sendable {
    /// Always `korrigo.redaction/1`.
    public var format: String
    /// The hash of the file that the plan is for.
    public var sha256: SourceHash
    /// How many pages it has.
    public var pages: Int
    /// What is hidden.
    public var zones: [Zone]
    /// Where headers may show through: what does is taken away.
    public var backs: [Back]
    /// What zones look like.
    public var fill: Fill
    /// What is written into zones.
    public var stamps: [Stamp]
    /// What becomes of invisible text outside the zones.
    public var unseenText: UnseenText?

    /// All of it.
    public init(
        format: String,
        sha256: SourceHash,
        pages: Int,
        zones: [Zone],
        backs: [Back] = [],
        fill: Fill = .white,
        stamps: [Stamp] = [],
        unseenText: UnseenText? = nil
    ) {
        self.format = format
        self.sha256 = sha256
        self.pages = pages
        self.zones = zones
        self.backs = backs
        self.fill = fill
        self.stamps = stamps
        self.unseenText = unseenText
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        self.format = try box.decode(String.self, forKey: "format")
        self.sha256 = try box.decode(SourceHash.self, forKey: "sha256")
        self.pages = try box.decode(Int.self, forKey: "pages")
        self.zones = try box.decode([Zone].self, forKey: "zones")
        self.backs = try box.decodeIfPresent([Back].self, forKey: "backs") ?? []
        self.fill = try box.decodeIfPresent(Fill.self, forKey: "fill") ?? .white
        self.stamps = try box.decodeIfPresent([Stamp].self, forKey: "stamps") ?? []
        self.unseenText = try box.decodeIfPresent(UnseenText.self, forKey: "unseen_text")
    }

    private enum CodingKeys: String, CodingKey {
        case format = "format"
        case sha256 = "sha256"
        case pages = "pages"
        case zones = "zones"
        case backs = "backs"
        case fill = "fill"
        case stamps = "stamps"
        case unseenText = "unseen_text"
    }
}

/// What a store keeps beside a redacted file: which bytes they were, what was hidden, and a seal.
public struct RedactionReceipt: Codable, Equatable, Sendable {
    /// Always `korrigo.receipt/1`.
    public var format: String
    /// The hash of the redacted file.
    public var sha256: SourceHash
    /// How many pages it has.
    public var pages: Int
    /// What was hidden.
    public var zones: [Zone]
    /// What the audit said.
    public var audit: AuditSummary
    /// HMAC-SHA-256 over all of this by the store's key, in lower-case hexadecimal digits.
    public var seal: String
    /// What is not stored as in the source.
    public var notes: [RedactionNote]
    /// Where what shows through was wiped.
    public var wiped: [Wiped]

    /// All of it.
    public init(
        format: String,
        sha256: SourceHash,
        pages: Int,
        zones: [Zone],
        audit: AuditSummary,
        seal: String,
        notes: [RedactionNote] = [],
        wiped: [Wiped] = []
    ) {
        self.format = format
        self.sha256 = sha256
        self.pages = pages
        self.zones = zones
        self.audit = audit
        self.seal = seal
        self.notes = notes
        self.wiped = wiped
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        self.format = try box.decode(String.self, forKey: "format")
        self.sha256 = try box.decode(SourceHash.self, forKey: "sha256")
        self.pages = try box.decode(Int.self, forKey: "pages")
        self.zones = try box.decode([Zone].self, forKey: "zones")
        self.audit = try box.decode(AuditSummary.self, forKey: "audit")
        self.seal = try box.decode(String.self, forKey: "seal")
        self.notes = try box.decodeIfPresent([RedactionNote].self, forKey: "notes") ?? []
        self.wiped = try box.decodeIfPresent([Wiped].self, forKey: "wiped") ?? []
    }

    private enum CodingKeys: String, CodingKey {
        case format = "format"
        case sha256 = "sha256"
        case pages = "pages"
        case zones = "zones"
        case audit = "audit"
        case seal = "seal"
        case notes = "notes"
        case wiped = "wiped"
    }
}

/// A text that is written into a zone: an anonymous id.
public struct Stamp: Codable, Equatable, Sendable {
    /// The page, from 0.
    public var page: Int
    public var x: Double
    public var y: Double
    public var w: Double
    public var h: Double
    /// Capital letters, digits, spaces and `- . / _`; at least one, at most 64.
    public var text: String

    /// All of it.
    public init(page: Int, x: Double, y: Double, w: Double, h: Double, text: String) {
        self.page = page
        self.x = x
        self.y = y
        self.w = w
        self.h = h
        self.text = text
    }
}

/// What becomes of text outside the zones that is drawn with no ink: what a scanner has read off the page.
public enum UnseenText: String, CaseIterable, Codable, Sendable {
    /// It goes, on every page: nobody sees where in it a name stands.
    case drop = "drop"
    /// It stays.
    case keep = "keep"
}

/// The back of a header of which what showed through was wiped, pixel by pixel, and what was written there stayed.
/// (A back that was hidden as a whole is a zone, by `ZoneReason::ShowThrough`.)
public struct Wiped: Codable, Equatable, Sendable {
    /// The page, from 0.
    public var page: Int
    public var x: Double
    public var y: Double
    public var w: Double
    public var h: Double

    /// All of it.
    public init(page: Int, x: Double, y: Double, w: Double, h: Double) {
        self.page = page
        self.x = x
        self.y = y
        self.w = w
        self.h = h
    }
}

/// A part of a page of which nothing may be left.
public struct Zone: Codable, Equatable, Sendable {
    /// The page, from 0.
    public var page: Int
    public var x: Double
    public var y: Double
    public var w: Double
    public var h: Double
    /// Why it is hidden.
    public var reason: ZoneReason

    /// All of it.
    public init(page: Int, x: Double, y: Double, w: Double, h: Double, reason: ZoneReason) {
        self.page = page
        self.x = x
        self.y = y
        self.w = w
        self.h = h
        self.reason = reason
    }
}

/// Why a zone is hidden.
public enum ZoneReason: String, CaseIterable, Codable, Sendable {
    /// A barcode that says who the candidate is.
    case barcode = "barcode"
    /// A person or a program asked for it.
    case given = "given"
    /// The header that the candidate filled in.
    case header = "header"
    /// The back of a header, where ink may show through.
    case showThrough = "show_through"
}

/// What stands under `Redact`.
public enum Redact {
    /// Hides what the plan says and proves it; gives no file that is not proven.
    /// - Parameter document: The file.
    /// - Parameter plan: Its plan.
    /// - Parameter needles: What must not be in the file: names, numbers, dates.
    /// - Parameter progress: Hears how many units of how many are done, on any thread.
    /// - Throws: ``KorrigoError``: what the engine refuses; `CancellationError` when the task was cancelled.
    public static func apply(
        document: any Openable,
        plan: RedactionPlan,
        needles: [String] = [],
        progress: ProgressHandler? = nil
    ) async throws -> RedactedPdf {
        try await Call("redact::apply", ["document": document, "plan": plan, "needles": needles]).wait(progress)
    }

    /// A plan to hide zones of a file.
    /// - Parameter document: The file.
    /// - Parameter zones: What is hidden.
    /// - Parameter options: How it is hidden.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func plan(document: any Openable, zones: [Zone], options: RedactionOptions? = nil) throws -> RedactionPlan {
        try Call("redact::plan", ["document": document, "zones": zones, "options": options]).run()
    }
}

extension RedactedPdf {
    /// What its audit said.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func audit() throws -> AuditSummary {
        try Call("redact::RedactedPdf::audit", ["this": self]).run()
    }

    /// The file, for markers.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func bytes() throws -> Bytes {
        try Call("redact::RedactedPdf::bytes", ["this": self]).run()
    }

    /// A stored file with its receipt, which must belong to it.
    /// - Parameter pdf: The redacted file's bytes.
    /// - Parameter receipt: The receipt that was given for it.
    /// - Parameter key: The exam's key, as text.
    /// - Parameter progress: Hears how many units of how many are done, on any thread.
    /// - Throws: ``KorrigoError``: what the engine refuses; `CancellationError` when the task was cancelled.
    public static func fromStorage(
        pdf: Bytes,
        receipt: RedactionReceipt,
        key: String,
        progress: ProgressHandler? = nil
    ) async throws -> RedactedPdf {
        try await Call("redact::RedactedPdf::from_storage", ["pdf": pdf, "receipt": receipt, "key": key]).wait(progress)
    }

    /// What is not stored as in the source.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func notes() throws -> [RedactionNote] {
        try Call("redact::RedactedPdf::notes", ["this": self]).run()
    }

    /// How many pages it has.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func pageCount() throws -> Int {
        try Call("redact::RedactedPdf::page_count", ["this": self]).run()
    }

    /// What belongs into the store beside the file.
    /// - Parameter key: The exam's key, as text: the receipt is sealed under one derived from it.
    /// - Parameter progress: Hears how many units of how many are done, on any thread.
    /// - Throws: ``KorrigoError``: what the engine refuses; `CancellationError` when the task was cancelled.
    public func receipt(key: String, progress: ProgressHandler? = nil) async throws -> RedactionReceipt {
        try await Call("redact::RedactedPdf::receipt", ["this": self, "key": key]).wait(progress)
    }

    /// Backs of which what showed through was wiped.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func wiped() throws -> [Wiped] {
        try Call("redact::RedactedPdf::wiped", ["this": self]).run()
    }

    /// What was hidden.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func zones() throws -> [Zone] {
        try Call("redact::RedactedPdf::zones", ["this": self]).run()
    }
}

extension RedactionPlan {
    /// A plan as it was stored or edited, checked.
    /// - Parameter plan: The plan, as it was stored or edited.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func create(plan: RedactionPlan) throws -> RedactionPlan {
        try Call("redact::RedactionPlan::new", ["plan": plan]).run()
    }
}
