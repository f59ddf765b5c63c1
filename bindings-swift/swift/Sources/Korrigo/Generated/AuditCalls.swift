// Written by bindings-common/generate/swift.py from the table of calls: change that, not this.
// swift-format-ignore-file
import Foundation

/// What an audit of one file found.
public struct Audit: Codable, Equatable, Sendable {
    /// `korrigo.audit/1`.
    public var format: String
    /// How many pages were looked at.
    public var pages: Int
    /// How many needles were looked for.
    public var needles: Int
    /// Everything found, by page, then kind, then place.
    public var findings: [AuditFinding]

    /// All of it.
    public init(format: String, pages: Int, needles: Int, findings: [AuditFinding]) {
        self.format = format
        self.pages = pages
        self.needles = needles
        self.findings = findings
    }
}

/// One thing that could still identify someone.
public struct AuditFinding: Codable, Equatable, Sendable {
    /// What kind of thing it is.
    public var kind: FindingKind
    /// Where it is, for people: an object's number and the part of it. Never what stands there.
    public var `where`: String
    /// How sure it is that this is what the kind says, 0..=1.
    public var sure: Double
    /// Which needle, as counted by `Needles`, where it is one.
    public var needle: Int?
    /// On which page, from 0, where it is on one.
    public var page: Int?

    /// All of it.
    public init(kind: FindingKind, `where`: String, sure: Double, needle: Int? = nil, page: Int? = nil) {
        self.kind = kind
        self.where = `where`
        self.sure = sure
        self.needle = needle
        self.page = page
    }
}

/// What an audit said.
public struct Audited: Codable, Equatable, Sendable {
    /// All that was found.
    public var audit: Audit
    /// Whether nothing was.
    public var isClean: Bool
    /// How many needles were found.
    public var needlesFound: Int
    /// How many findings say that something is left in a zone.
    public var leftInZones: Int

    /// All of it.
    public init(audit: Audit, isClean: Bool, needlesFound: Int, leftInZones: Int) {
        self.audit = audit
        self.isClean = isClean
        self.needlesFound = needlesFound
        self.leftInZones = leftInZones
    }

    private enum CodingKeys: String, CodingKey {
        case audit = "audit"
        case isClean = "is_clean"
        case needlesFound = "needles_found"
        case leftInZones = "left_in_zones"
    }
}

/// A text that may stand in a zone: exactly this text, within this rectangle.
public struct Expected: Codable, Equatable, Sendable {
    /// The page, from 0.
    public var page: Int
    /// Where it may stand, in displayed, normalised coordinates.
    public var rect: NormalizedRect
    /// What it may say.
    public var text: String

    /// All of it.
    public init(page: Int, rect: NormalizedRect, text: String) {
        self.page = page
        self.rect = rect
        self.text = text
    }
}

/// What kind of thing an audit found.
public enum FindingKind: String, CaseIterable, Codable, Sendable {
    /// Something that acts or leads out of the file: a script, a link to the network, a form that sends.
    case activeContent = "active_content"
    /// An annotation whose rectangle touches a zone.
    case annotationInZone = "annotation_in_zone"
    /// A picture that something opaque is drawn over.
    case coveredImage = "covered_image"
    /// Text that something opaque is drawn over: a filled path or an image.
    case coveredText = "covered_text"
    /// Objects of an earlier state of the file, or of no state that a reader shows.
    case earlierRevision = "earlier_revision"
    /// A file inside the file.
    case embeddedFile = "embedded_file"
    /// Optional content that is off, or an annotation that is not shown.
    case hiddenLayer = "hidden_layer"
    /// What a camera, a scanner or a program wrote into an image beside its pixels.
    case imageMetadata = "image_metadata"
    /// Pixels of an image layer that differ within a zone, or what is seen of the page does.
    case inkInZone = "ink_in_zone"
    /// Text that is drawn with no ink: rendering mode 3 or 7, as scanners lay it over a page.
    case invisibleText = "invisible_text"
    /// A metadata packet, or a document information entry that says more than a program's name.
    case metadata = "metadata"
    /// One of the needles.
    case needle = "needle"
    /// Content beyond what the page shows.
    case offPage = "off_page"
    /// A redaction that is marked and was never done.
    case pendingRedaction = "pending_redaction"
    /// A program's private data.
    case privateData = "private_data"
    /// Text for those who do not see the page: alternate and actual text, titles of structure elements.
    case structureText = "structure_text"
    /// Text in a zone, in whatever way it is drawn or not drawn.
    case textInZone = "text_in_zone"
    /// A small picture of a page.
    case thumbnail = "thumbnail"
    /// Bytes that belong to no object: after the end, or between objects.
    case trailingData = "trailing_data"
    /// Something that could not be looked at: damaged, in a form nobody here reads, or past a limit.
    case unread = "unread"
    /// An object that nothing leads to, with text or pixels in it.
    case unreferencedObject = "unreferenced_object"
    /// Paths or shadings in a zone, other than an even fill.
    case vectorInZone = "vector_in_zone"
    /// Text in the colour of what is under it.
    case whiteText = "white_text"
}

extension Audit {
    /// What in a file could still identify someone.
    /// - Parameter pdf: The file.
    /// - Parameter expected: Texts that may stand in a zone.
    /// - Parameter limits: What reading it may cost.
    /// - Parameter needles: Names, numbers, dates that must not be in it.
    /// - Parameter password: The password of an encrypted file.
    /// - Parameter zones: Where nothing may be left.
    /// - Parameter progress: Hears how many units of how many are done, on any thread.
    /// - Throws: ``KorrigoError``: what the engine refuses; `CancellationError` when the task was cancelled.
    public static func audit(
        pdf: Bytes,
        expected: [Expected] = [],
        limits: Limits? = nil,
        needles: [String] = [],
        password: String? = nil,
        zones: [Zone] = [],
        progress: ProgressHandler? = nil
    ) async throws -> Audited {
        try await Call("redact::audit::audit", ["pdf": pdf, "expected": expected, "limits": limits, "needles": needles, "password": password, "zones": zones]).wait(progress)
    }
}
