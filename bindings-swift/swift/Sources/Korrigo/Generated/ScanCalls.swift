// Written by bindings-common/generate/swift.py from the table of calls: change that, not this.
// swift-format-ignore-file
import Foundation

/// A machine-readable code.
public struct Barcode: Codable, Equatable, Sendable {
    /// Which code.
    public var kind: BarcodeKind
    /// What it says.
    public var text: String
    /// Its corners in the order the code gives them.
    public var corners: [Point]

    /// All of it.
    public init(kind: BarcodeKind, text: String, corners: [Point]) {
        self.kind = kind
        self.text = text
        self.corners = corners
    }
}

/// Which machine-readable code.
public enum BarcodeKind: String, CaseIterable, Codable, Sendable {
    /// Code 128.
    case code128 = "code128"
    /// Data Matrix.
    case dataMatrix = "data_matrix"
    /// QR code.
    case qr = "qr"
}

/// A row of cells, one letter each.
public struct CellRow: Codable, Equatable, Sendable {
    /// The cells from the left.
    public var cells: [NormalizedRect]
    /// The probability that each is written in: as many as cells, 0..=1.
    public var written: [Double]
    /// What is to be written there, where that is known.
    public var field: Field?

    /// All of it.
    public init(cells: [NormalizedRect], written: [Double], field: Field? = nil) {
        self.cells = cells
        self.written = written
        self.field = field
    }
}

/// What digits seem to be written in some boxes: a probability for each reading.
public struct Digits: Codable, Equatable, Sendable {
    /// The probability that nothing is written: 0..=1.
    public var empty: Double
    /// The likeliest numbers with their probabilities, the likeliest first; with `empty` at most 1. What is missing
    /// to 1 is shared by everything else.
    public var readings: [Pair<Int, Double>]

    /// All of it.
    public init(empty: Double, readings: [Pair<Int, Double>]) {
        self.empty = empty
        self.readings = readings
    }
}

/// What a row of cells asks for.
public enum Field: String, CaseIterable, Codable, Sendable {
    /// Surname.
    case lastName = "last_name"
    /// First name.
    case firstName = "first_name"
    /// The candidate's number.
    case number = "number"
    /// Birth date.
    case birthDate = "birth_date"
}

/// Where a two-up side folds.
public struct Fold: Codable, Equatable, Sendable {
    /// Normalised x at mid height of the upright side.
    public var cut: Double
    /// The line itself.
    public var line: [[Double]]
    /// The probability that the line is less than 2 mm away from the fold: 0..=1.
    public var confidence: Double
    /// What was asked, and what it said.
    public var witnesses: [FoldWitness]
    /// The probability that nothing is written or printed between the line and the fold: 0..=1. Then each page
    /// keeps all that is on it, even when the line is not quite where the fold is.
    public var clear: Double

    /// All of it.
    public init(
        cut: Double,
        line: [[Double]],
        confidence: Double,
        witnesses: [FoldWitness],
        clear: Double = 0.0
    ) {
        self.cut = cut
        self.line = line
        self.confidence = confidence
        self.witnesses = witnesses
        self.clear = clear
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        self.cut = try box.decode(Double.self, forKey: "cut")
        self.line = try box.decode([[Double]].self, forKey: "line")
        self.confidence = try box.decode(Double.self, forKey: "confidence")
        self.witnesses = try box.decode([FoldWitness].self, forKey: "witnesses")
        self.clear = try box.decodeIfPresent(Double.self, forKey: "clear") ?? 0.0
    }

    private enum CodingKeys: String, CodingKey {
        case cut = "cut"
        case line = "line"
        case confidence = "confidence"
        case witnesses = "witnesses"
        case clear = "clear"
    }
}

/// What tells where the fold is.
public enum FoldKind: String, CaseIterable, Codable, Sendable {
    /// The shadow of the crease.
    case crease = "crease"
    /// The empty strip between the two blocks of writing.
    case gutter = "gutter"
    /// Printed frames and boxes, which stand in the middle of their page or mirror each other.
    case symmetry = "symmetry"
    /// The middle between the paper's edges.
    case paper = "paper"
}

/// One thing that tells where the fold is.
public struct FoldWitness: Codable, Equatable, Sendable {
    /// What was looked at.
    public var kind: FoldKind
    /// Normalised x at mid height where it sees the fold.
    public var cut: Double
    /// How sure it is: 0..=1.
    public var confidence: Double
    /// Whether it agrees with what was decided.
    public var agrees: Bool

    /// All of it.
    public init(kind: FoldKind, cut: Double, confidence: Double, agrees: Bool) {
        self.kind = kind
        self.cut = cut
        self.confidence = confidence
        self.agrees = agrees
    }
}

/// How good a scan is.
public enum Grade: String, CaseIterable, Codable, Sendable {
    /// Nothing to do.
    case green = "green"
    /// Readable; worth a look.
    case amber = "amber"
    /// To be scanned again.
    case red = "red"
}

/// What was seen on one page of a side.
public struct HalfFindings: Codable, Equatable, Sendable {
    /// Which part of the upright side.
    public var half: Half
    /// The probability that a header is printed here: 0..=1.
    public var headerProbability: Double
    /// What is printed to write on.
    public var ruling: SeenRuling
    /// How much was written.
    public var ink: Ink
    /// Nobody wrote here: ruling, boxes, what shows through and the scanner's edge do not count.
    public var blank: SeenFlag
    /// The header that was found, or the likeliest place of one.
    public var header: Header?
    /// The boxes for the page's number.
    public var pageBox: PageBox?

    /// All of it.
    public init(
        half: Half,
        headerProbability: Double,
        ruling: SeenRuling,
        ink: Ink,
        blank: SeenFlag,
        header: Header? = nil,
        pageBox: PageBox? = nil
    ) {
        self.half = half
        self.headerProbability = headerProbability
        self.ruling = ruling
        self.ink = ink
        self.blank = blank
        self.header = header
        self.pageBox = pageBox
    }

    private enum CodingKeys: String, CodingKey {
        case half = "half"
        case headerProbability = "header_probability"
        case ruling = "ruling"
        case ink = "ink"
        case blank = "blank"
        case header = "header"
        case pageBox = "page_box"
    }
}

/// A block to write one's name in.
public struct Header: Codable, Equatable, Sendable {
    /// The whole block, everything that identifies included.
    public var rect: NormalizedRect
    /// What kind of block.
    public var kind: HeaderKind
    /// Whether anything is written in its cells.
    public var filled: SeenFlag
    /// Its rows of cells from the top.
    public var rows: [CellRow]

    /// All of it.
    public init(rect: NormalizedRect, kind: HeaderKind, filled: SeenFlag, rows: [CellRow] = []) {
        self.rect = rect
        self.kind = kind
        self.filled = filled
        self.rows = rows
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        self.rect = try box.decode(NormalizedRect.self, forKey: "rect")
        self.kind = try box.decode(HeaderKind.self, forKey: "kind")
        self.filled = try box.decode(SeenFlag.self, forKey: "filled")
        self.rows = try box.decodeIfPresent([CellRow].self, forKey: "rows") ?? []
    }

    private enum CodingKeys: String, CodingKey {
        case rect = "rect"
        case kind = "kind"
        case filled = "filled"
        case rows = "rows"
    }
}

/// What kind of header it is.
public enum HeaderKind: String, CaseIterable, Codable, Sendable {
    /// The French answer sheet: a box a letter for surname, first name, number and birth date.
    case cmen = "cmen"
    /// A framed table with wide cells.
    case table = "table"
}

/// How much was written, in shares of the page and in its lines.
public struct Ink: Codable, Equatable, Sendable {
    /// The share of the page covered by writing: 0..=1.
    public var coverage: Double
    /// How many pieces of writing (connected strokes of more than a dot).
    public var strokes: Int
    /// Where the writing ends: normalised y, 0 when there is none.
    public var bottom: Double
    /// How dark the writing is against the paper: 0..=1.
    public var contrast: Double
    /// How much shows through from the other side: 0..=1 of full ink.
    public var bleedThrough: Double

    /// All of it.
    public init(coverage: Double, strokes: Int, bottom: Double, contrast: Double, bleedThrough: Double) {
        self.coverage = coverage
        self.strokes = strokes
        self.bottom = bottom
        self.contrast = contrast
        self.bleedThrough = bleedThrough
    }

    private enum CodingKeys: String, CodingKey {
        case coverage = "coverage"
        case strokes = "strokes"
        case bottom = "bottom"
        case contrast = "contrast"
        case bleedThrough = "bleed_through"
    }
}

/// Something that makes a scan hard to read.
public struct Issue: Codable, Equatable, Sendable {
    /// What is wrong.
    public var kind: IssueKind
    /// How bad it is.
    public var grade: Grade
    /// Where, on the upright side; everywhere when not given.
    public var rect: NormalizedRect?

    /// All of it.
    public init(kind: IssueKind, grade: Grade, rect: NormalizedRect? = nil) {
        self.kind = kind
        self.grade = grade
        self.rect = rect
    }
}

/// What can be wrong with a scan.
public enum IssueKind: String, CaseIterable, Codable, Sendable {
    /// Letters run into each other.
    case blurred = "blurred"
    /// A corner of the paper is missing or folded over.
    case cutCorner = "cut_corner"
    /// The paper goes on where the scan ends.
    case cutEdge = "cut_edge"
    /// Thin lines are lost or paper is grey.
    case tooDark = "too_dark"
    /// Writing is nearly as light as the paper.
    case tooLight = "too_light"
    /// Fewer dots per inch than handwriting needs.
    case lowResolution = "low_resolution"
    /// A line of dirt along the scanner's way.
    case streak = "streak"
    /// The scan is dotted all over.
    case speckled = "speckled"
    /// The side could not be drawn at all.
    case unreadable = "unreadable"
}

/// Which way up a side lies.
public struct Orientation: Codable, Equatable, Sendable {
    /// Quarter turns clockwise that make the displayed page upright.
    public var rotate: Rotation
    /// The probability that `rotate` is right: 0..=1.
    public var confidence: Double
    /// What spoke for it or against it.
    public var witnesses: [OrientationWitness]

    /// All of it.
    public init(rotate: Rotation, confidence: Double, witnesses: [OrientationWitness] = []) {
        self.rotate = rotate
        self.confidence = confidence
        self.witnesses = witnesses
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        self.rotate = try box.decode(Rotation.self, forKey: "rotate")
        self.confidence = try box.decode(Double.self, forKey: "confidence")
        self.witnesses = try box.decodeIfPresent([OrientationWitness].self, forKey: "witnesses") ?? []
    }

    private enum CodingKeys: String, CodingKey {
        case rotate = "rotate"
        case confidence = "confidence"
        case witnesses = "witnesses"
    }
}

/// What tells up from down.
public enum OrientationKind: String, CaseIterable, Codable, Sendable {
    /// The header's frame and cells stand at the top.
    case header = "header"
    /// Page-number boxes stand at the bottom.
    case pageBox = "page_box"
    /// Lines of writing run across, not along.
    case rows = "rows"
    /// Ruling starts below the header and has its margin at the left.
    case ruling = "ruling"
    /// Letters have more above the line than below; lines begin together and end apart.
    case text = "text"
    /// A barcode says which way up it is.
    case barcode = "barcode"
}

/// One thing that tells up from down.
public struct OrientationWitness: Codable, Equatable, Sendable {
    /// What was looked at.
    public var kind: OrientationKind
    /// The turn it speaks for.
    public var rotate: Rotation
    /// How strongly: natural logarithm of the odds, 0 or more.
    public var weight: Double

    /// All of it.
    public init(kind: OrientationKind, rotate: Rotation, weight: Double) {
        self.kind = kind
        self.rotate = rotate
        self.weight = weight
    }
}

/// The boxes at the foot of a page for its number, often with a second pair for how many there are.
public struct PageBox: Codable, Equatable, Sendable {
    /// All the boxes together.
    public var rect: NormalizedRect
    /// The probability that these are page-number boxes: 0..=1.
    public var confidence: Double
    /// The number that seems to be written.
    public var number: Digits
    /// The number of pages that seems to be written.
    public var total: Digits?

    /// All of it.
    public init(rect: NormalizedRect, confidence: Double, number: Digits, total: Digits? = nil) {
        self.rect = rect
        self.confidence = confidence
        self.number = number
        self.total = total
    }
}

/// What is printed to write on.
public enum Ruling: String, CaseIterable, Codable, Sendable {
    /// Nothing.
    case none = "none"
    /// Lines.
    case lines = "lines"
    /// French school ruling: lines 2 mm apart, every fourth darker, and upright lines 8 mm apart.
    case seyes = "seyes"
    /// Squares of about 5 mm.
    case grid = "grid"
    /// Millimetre paper.
    case millimetre = "millimetre"
}

/// Something seen, and how sure that is.
public struct SeenFlag: Codable, Equatable, Sendable {
    /// What was seen.
    public var value: Bool
    /// The probability that it is so: 0..=1. Of a hundred findings with 0.99, one is wrong.
    public var confidence: Double

    /// All of it.
    public init(value: Bool, confidence: Double) {
        self.value = value
        self.confidence = confidence
    }
}

/// Something seen, and how sure that is.
public struct SeenNumber: Codable, Equatable, Sendable {
    /// What was seen.
    public var value: Double
    /// The probability that it is so: 0..=1. Of a hundred findings with 0.99, one is wrong.
    public var confidence: Double

    /// All of it.
    public init(value: Double, confidence: Double) {
        self.value = value
        self.confidence = confidence
    }
}

/// Something seen, and how sure that is.
public struct SeenRuling: Codable, Equatable, Sendable {
    /// What was seen.
    public var value: Ruling
    /// The probability that it is so: 0..=1. Of a hundred findings with 0.99, one is wrong.
    public var confidence: Double

    /// All of it.
    public init(value: Ruling, confidence: Double) {
        self.value = value
        self.confidence = confidence
    }
}

/// One side of one sheet.
/// *Upright* means: the displayed page turned by `orientation.rotate`. Coordinates that are not those of a half are
/// normalised to the upright side: x to the right, y down, 0..=1.
public struct Side: Codable, Equatable, Sendable {
    /// Width of the upright side, in points of 1/72 inch.
    public var width: Double
    /// Height of the upright side, in points of 1/72 inch.
    public var height: Double
    /// Two pages beside each other, or one.
    public var format: SideFormat
    /// Which way up it lies.
    public var orientation: Orientation
    /// How far the content is turned clockwise on the upright side, in degrees: -15..=15.
    public var skewDeg: SeenNumber
    /// `[left, right]` of a two-up side, `[whole]` of a single page.
    public var halves: [HalfFindings]
    /// How the side looks from far away: what tells doubles, and what shows through from the back.
    public var thumbprint: Thumbprint
    /// Machine-readable codes.
    public var barcodes: [Barcode]
    /// The fold of a two-up side.
    public var fold: Fold?
    /// What makes the scan hard to read, the worst first.
    public var issues: [Issue]
    /// The corners of the paper from the top left, clockwise, where its edges are seen within the scan.
    public var paper: [Point]?

    /// All of it.
    public init(
        width: Double,
        height: Double,
        format: SideFormat,
        orientation: Orientation,
        skewDeg: SeenNumber,
        halves: [HalfFindings],
        thumbprint: Thumbprint,
        barcodes: [Barcode] = [],
        fold: Fold? = nil,
        issues: [Issue] = [],
        paper: [Point]? = nil
    ) {
        self.width = width
        self.height = height
        self.format = format
        self.orientation = orientation
        self.skewDeg = skewDeg
        self.halves = halves
        self.thumbprint = thumbprint
        self.barcodes = barcodes
        self.fold = fold
        self.issues = issues
        self.paper = paper
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        self.width = try box.decode(Double.self, forKey: "width")
        self.height = try box.decode(Double.self, forKey: "height")
        self.format = try box.decode(SideFormat.self, forKey: "format")
        self.orientation = try box.decode(Orientation.self, forKey: "orientation")
        self.skewDeg = try box.decode(SeenNumber.self, forKey: "skew_deg")
        self.halves = try box.decode([HalfFindings].self, forKey: "halves")
        self.thumbprint = try box.decode(Thumbprint.self, forKey: "thumbprint")
        self.barcodes = try box.decodeIfPresent([Barcode].self, forKey: "barcodes") ?? []
        self.fold = try box.decodeIfPresent(Fold.self, forKey: "fold")
        self.issues = try box.decodeIfPresent([Issue].self, forKey: "issues") ?? []
        self.paper = try box.decodeIfPresent([Point].self, forKey: "paper")
    }

    private enum CodingKeys: String, CodingKey {
        case width = "width"
        case height = "height"
        case format = "format"
        case orientation = "orientation"
        case skewDeg = "skew_deg"
        case halves = "halves"
        case thumbprint = "thumbprint"
        case barcodes = "barcodes"
        case fold = "fold"
        case issues = "issues"
        case paper = "paper"
    }
}

/// How many pages a side holds.
public enum SideFormat: String, CaseIterable, Codable, Sendable {
    /// One page.
    case single = "single"
    /// Two pages beside each other, with a fold between them.
    case twoUp = "two_up"
}

/// A very small picture of a side.
public struct Thumbprint: TextValue {
    /// The text.
    public let rawValue: String

    /// A value of this text; the engine refuses what is none when it meets it.
    public init(rawValue: String) { self.rawValue = rawValue }
}

extension Digits {
    /// The likeliest number and its probability.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func likeliest() throws -> Pair<Int, Double>? {
        try Call("scan::Digits::likeliest", ["this": self]).run()
    }

    /// How likely a number is.
    /// - Parameter number: The number.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func probability(number: Int) throws -> Double {
        try Call("scan::Digits::probability", ["this": self, "number": number]).run()
    }
}

/// What stands under `Scan`.
public enum Scan {
    /// What can be seen on every side of a pile.
    /// - Parameter sources: The scans, in the order of the pile.
    /// - Parameter progress: Hears how many units of how many are done, on any thread.
    /// - Throws: ``KorrigoError``: what the engine refuses; `CancellationError` when the task was cancelled.
    public static func examine(sources: [NamedDocument], progress: ProgressHandler? = nil) async throws -> Findings {
        try await Call("scan::examine", ["sources": sources]).wait(progress)
    }

    /// What can be seen on one side.
    /// - Parameter document: The scan.
    /// - Parameter page: The side, from 0.
    /// - Parameter progress: Hears how many units of how many are done, on any thread.
    /// - Throws: ``KorrigoError``: what the engine refuses; `CancellationError` when the task was cancelled.
    public static func side(document: any Openable, page: Int, progress: ProgressHandler? = nil) async throws -> Side {
        try await Call("scan::side", ["document": document, "page": page]).wait(progress)
    }
}

extension Side {
    /// How well it was scanned.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func grade() throws -> Grade {
        try Call("scan::Side::grade", ["this": self]).run()
    }
}

extension Thumbprint {
    /// How likely a side is the back of another, as the natural logarithm of odds; 0: nothing can be told.
    /// - Parameter back: The back.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func liesWith(back: Thumbprint) throws -> Double {
        try Call("scan::Thumbprint::lies_with", ["this": self, "back": back]).run()
    }

    /// How alike two sides are: 0 to 1.
    /// - Parameter other: Another.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func likeness(other: Thumbprint) throws -> Double {
        try Call("scan::Thumbprint::likeness", ["this": self, "other": other]).run()
    }

    /// How likely a side shows through this back, as the natural logarithm of odds; 0: nothing can be told.
    /// - Parameter back: The back.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func showsThrough(back: Thumbprint) throws -> Double {
        try Call("scan::Thumbprint::shows_through", ["this": self, "back": back]).run()
    }
}
