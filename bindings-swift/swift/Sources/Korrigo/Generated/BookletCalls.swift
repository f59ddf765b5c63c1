// Written by bindings-common/generate/swift.py from the table of calls: change that, not this.
// swift-format-ignore-file
import Foundation

/// A place that a half might have had.
public struct Alternative: Codable, Equatable, Sendable {
    /// Which copy.
    public var copy: Int
    /// How likely: 0..=1.
    public var score: Double
    /// Which page of it, from 1.
    public var number: Int?

    /// All of it.
    public init(copy: Int, score: Double, number: Int? = nil) {
        self.copy = copy
        self.score = score
        self.number = number
    }
}

/// A blank half that belongs to no copy.
public struct BlankPage: Codable, Equatable, Sendable {
    /// The page's name for ever.
    public var id: PageId
    /// Which scan, from 0.
    public var source: Int
    /// Which of its pages, from 0.
    public var page: Int
    /// Which half of the upright side.
    public var half: Half
    /// The fold: normalised x at mid height of the upright page. Means nothing for a whole page.
    public var cut: Double
    /// The cut as two points of the upright, normalised page; overrides `cut` and the skew's slant.
    public var cutLine: [[Double]]?
    /// Quarter turns clockwise that make the displayed page upright.
    public var rotate: Rotation
    /// How far the content is turned clockwise on the upright page, in degrees.
    public var skewDeg: Double

    /// All of it.
    public init(
        id: PageId,
        source: Int,
        page: Int,
        half: Half,
        cut: Double = 0.5,
        cutLine: [[Double]]? = nil,
        rotate: Rotation = Rotation(rawValue: 0),
        skewDeg: Double = 0.0
    ) {
        self.id = id
        self.source = source
        self.page = page
        self.half = half
        self.cut = cut
        self.cutLine = cutLine
        self.rotate = rotate
        self.skewDeg = skewDeg
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        self.id = try box.decode(PageId.self, forKey: "id")
        self.source = try box.decode(Int.self, forKey: "source")
        self.page = try box.decode(Int.self, forKey: "page")
        self.half = try box.decode(Half.self, forKey: "half")
        self.cut = try box.decodeIfPresent(Double.self, forKey: "cut") ?? 0.5
        self.cutLine = try box.decodeIfPresent([[Double]].self, forKey: "cut_line")
        self.rotate = try box.decodeIfPresent(Rotation.self, forKey: "rotate") ?? Rotation(rawValue: 0)
        self.skewDeg = try box.decodeIfPresent(Double.self, forKey: "skew_deg") ?? 0.0
    }

    private enum CodingKeys: String, CodingKey {
        case id = "id"
        case source = "source"
        case page = "page"
        case half = "half"
        case cut = "cut"
        case cutLine = "cut_line"
        case rotate = "rotate"
        case skewDeg = "skew_deg"
    }
}

/// A copy of both plans that is told otherwise.
public struct CopyChange: Codable, Equatable, Sendable {
    /// Its index in the first plan.
    public var before: Int
    /// Its index in the second plan.
    public var after: Int
    /// Its status in both.
    public var status: [PlanStatus]
    /// Reasons that are new.
    public var reasonsAdded: [Reason]
    /// Reasons that are gone.
    public var reasonsRemoved: [Reason]
    /// Whether it is another candidate's, or nobody's now.
    public var candidate: Bool

    /// All of it.
    public init(
        before: Int,
        after: Int,
        status: [PlanStatus],
        reasonsAdded: [Reason],
        reasonsRemoved: [Reason],
        candidate: Bool
    ) {
        self.before = before
        self.after = after
        self.status = status
        self.reasonsAdded = reasonsAdded
        self.reasonsRemoved = reasonsRemoved
        self.candidate = candidate
    }

    private enum CodingKeys: String, CodingKey {
        case before = "before"
        case after = "after"
        case status = "status"
        case reasonsAdded = "reasons_added"
        case reasonsRemoved = "reasons_removed"
        case candidate = "candidate"
    }
}

/// One candidate's pages, in reading order.
public struct CopyPlan: Codable, Equatable, Sendable {
    /// Position in `copies`, from 0.
    public var index: Int
    /// Whether a person should look.
    public var status: PlanStatus
    /// The pages, in reading order; at least one.
    public var pages: [PlannedPage]
    /// Whose copy it is, where that is known.
    public var candidate: PlannedCandidate?
    /// Why a person should look.
    public var reasons: [Reason]

    /// All of it.
    public init(
        index: Int,
        status: PlanStatus,
        pages: [PlannedPage],
        candidate: PlannedCandidate? = nil,
        reasons: [Reason] = []
    ) {
        self.index = index
        self.status = status
        self.pages = pages
        self.candidate = candidate
        self.reasons = reasons
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        self.index = try box.decode(Int.self, forKey: "index")
        self.status = try box.decode(PlanStatus.self, forKey: "status")
        self.pages = try box.decode([PlannedPage].self, forKey: "pages")
        self.candidate = try box.decodeIfPresent(PlannedCandidate.self, forKey: "candidate")
        self.reasons = try box.decodeIfPresent([Reason].self, forKey: "reasons") ?? []
    }

    private enum CodingKeys: String, CodingKey {
        case index = "index"
        case status = "status"
        case pages = "pages"
        case candidate = "candidate"
        case reasons = "reasons"
    }
}

/// One thing that speaks for a decision.
public struct Evidence: Codable, Equatable, Sendable {
    /// What was seen.
    public var kind: EvidenceKind
    /// How strongly it speaks: 0..=1.
    public var score: Double

    /// All of it.
    public init(kind: EvidenceKind, score: Double) {
        self.kind = kind
        self.score = score
    }
}

/// What kind of thing was seen.
public enum EvidenceKind: String, CaseIterable, Codable, Sendable {
    /// The fold was found.
    case fold = "fold"
    /// A header was found.
    case header = "header"
    /// The header looks as if the candidate of the header before filled it in.
    case likeness = "likeness"
    /// The user said so.
    case mode = "mode"
    /// The copy as a whole: the probability that it is exactly as planned.
    case order = "order"
    /// The way up was found.
    case orientation = "orientation"
    /// The number in the boxes is the page's.
    case pageNumber = "page_number"
    /// The shape of the page and its place in the pile.
    case shape = "shape"
    /// The two sides of the sheet go together: by slant and by what shows through.
    case sheet = "sheet"
}

/// What was seen on every side of some scans.
public struct Findings: Codable, Equatable, Sendable {
    /// Always `korrigo.findings/1`.
    public var format: String
    /// The scans, in the order they were given.
    public var sources: [SourceFindings]

    /// All of it.
    public init(format: String, sources: [SourceFindings]) {
        self.format = format
        self.sources = sources
    }
}

/// Where a page goes.
public enum MoveTarget: Codable, Equatable, Sendable {
    /// Into a copy.
    case copy(copy: Int, before: Int)
    /// Into a copy of its own.
    case newCopy
    /// To the blank pages that belong to nobody.
    case blank

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        let which = try box.decode(String.self, forKey: "kind")
        switch which {
        case "copy": 
            self = .copy(
                copy: try box.decode(Int.self, forKey: "copy"),
                before: try box.decode(Int.self, forKey: "before"))
        case "new_copy": self = .newCopy
        case "blank": self = .blank
        default: throw unknown(which, decoder)
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case let .copy(copy, before):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("copy", forKey: "kind")
            try box.encode(copy, forKey: "copy")
            try box.encode(before, forKey: "before")
        case .newCopy:
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("new_copy", forKey: "kind")
        case .blank:
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("blank", forKey: "kind")
        }
    }
}

/// A scan with the name it came with.
public struct NamedDocument: Codable, Equatable, Sendable {
    /// The name.
    public var name: String
    /// The scan.
    public var document: Document

    /// All of it.
    public init(name: String, document: Document) {
        self.name = name
        self.document = document
    }
}

/// A half that stands elsewhere or lies otherwise.
public struct PageChange: Codable, Equatable, Sendable {
    /// Its name in the second plan.
    public var id: PageId
    /// Which scan.
    public var source: Int
    /// Which of its pages.
    public var page: Int
    /// Which half, in the second plan.
    public var half: Half
    /// Whether it is blank now, when that changed.
    public var blank: Bool?
    /// The cut in both, normalised to the side of the second plan, when it moved.
    public var cut: [Double]?
    /// Where it stood and stands, when that changed.
    public var moved: [Spot]?
    /// How far it was turned clockwise, when it was.
    public var rotated: Rotation?

    /// All of it.
    public init(
        id: PageId,
        source: Int,
        page: Int,
        half: Half,
        blank: Bool? = nil,
        cut: [Double]? = nil,
        moved: [Spot]? = nil,
        rotated: Rotation? = nil
    ) {
        self.id = id
        self.source = source
        self.page = page
        self.half = half
        self.blank = blank
        self.cut = cut
        self.moved = moved
        self.rotated = rotated
    }
}

/// What was read in the header of one half of a page.
public struct PageReading: Codable, Equatable, Sendable {
    /// Which scan, from 0.
    public var source: Int
    /// Which of its pages, from 0.
    public var page: Int
    /// Which half.
    public var half: Half
    /// Birth date; in JSON a text that is none counts as not read.
    public var birthDate: DateRead?
    /// How likely each of them is right: 0..=1; anything else counts as 0. In JSON 1 where nothing is said.
    public var confidence: Double
    /// First name.
    public var firstName: String?
    /// Surname.
    public var lastName: String?
    /// Candidate number.
    public var number: String?

    /// All of it.
    public init(
        source: Int,
        page: Int,
        half: Half,
        birthDate: DateRead? = nil,
        confidence: Double = 1.0,
        firstName: String? = nil,
        lastName: String? = nil,
        number: String? = nil
    ) {
        self.source = source
        self.page = page
        self.half = half
        self.birthDate = birthDate
        self.confidence = confidence
        self.firstName = firstName
        self.lastName = lastName
        self.number = number
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        self.source = try box.decode(Int.self, forKey: "source")
        self.page = try box.decode(Int.self, forKey: "page")
        self.half = try box.decode(Half.self, forKey: "half")
        self.birthDate = try box.decodeIfPresent(DateRead.self, forKey: "birth_date")
        self.confidence = try box.decodeIfPresent(Double.self, forKey: "confidence") ?? 1.0
        self.firstName = try box.decodeIfPresent(String.self, forKey: "first_name")
        self.lastName = try box.decodeIfPresent(String.self, forKey: "last_name")
        self.number = try box.decodeIfPresent(String.self, forKey: "number")
    }

    private enum CodingKeys: String, CodingKey {
        case source = "source"
        case page = "page"
        case half = "half"
        case birthDate = "birth_date"
        case confidence = "confidence"
        case firstName = "first_name"
        case lastName = "last_name"
        case number = "number"
    }
}

/// What changed between two plans of the same scans. Empty when nothing did.
public struct PlanDiff: Codable, Equatable, Sendable {
    /// Copies of the second plan that the first has not, by their index in the second.
    public var added: [Int]
    /// Copies of the first plan that the second has not, by their index in the first.
    public var removed: [Int]
    /// Copies of both with another status, other reasons or another candidate.
    public var copies: [CopyChange]
    /// Halves that stand elsewhere or lie otherwise.
    public var pages: [PageChange]

    /// All of it.
    public init(added: [Int], removed: [Int], copies: [CopyChange], pages: [PageChange]) {
        self.added = added
        self.removed = removed
        self.copies = copies
        self.pages = pages
    }
}

/// How pages become copies when nobody looks at the paper.
public enum PlanMode: Codable, Equatable, Sendable {
    /// Copies of so many pages each.
    case fixed(pages: Int)
    /// Booklets as the shape of the pages tells: two-up sides are folded sheets.
    case shape
    /// Every file is one copy.
    case single

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        let which = try box.decode(String.self, forKey: "kind")
        switch which {
        case "fixed": 
            self = .fixed(
                pages: try box.decode(Int.self, forKey: "pages"))
        case "shape": self = .shape
        case "single": self = .single
        default: throw unknown(which, decoder)
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case let .fixed(pages):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("fixed", forKey: "kind")
            try box.encode(pages, forKey: "pages")
        case .shape:
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("shape", forKey: "kind")
        case .single:
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("single", forKey: "kind")
        }
    }
}

/// Whether a decision stands.
public enum PlanStatus: String, CaseIterable, Codable, Sendable {
    /// Every page is where the plan says: never wrong. What its reasons name is to be done or known besides, such
    /// as a page to be scanned again.
    case certain = "certain"
    /// A person decides.
    case review = "review"
}

/// Whose copy it is.
public struct PlannedCandidate: Codable, Equatable, Sendable {
    /// Surname.
    public var lastName: String
    /// First name.
    public var firstName: String
    /// ISO date.
    public var birthDate: String?
    /// The candidate's number.
    public var number: String?

    /// All of it.
    public init(lastName: String, firstName: String, birthDate: String? = nil, number: String? = nil) {
        self.lastName = lastName
        self.firstName = firstName
        self.birthDate = birthDate
        self.number = number
    }

    private enum CodingKeys: String, CodingKey {
        case lastName = "last_name"
        case firstName = "first_name"
        case birthDate = "birth_date"
        case number = "number"
    }
}

/// A page of a copy.
public struct PlannedPage: Codable, Equatable, Sendable {
    /// The page's name for ever.
    public var id: PageId
    /// Which scan, from 0.
    public var source: Int
    /// Which of its pages, from 0.
    public var page: Int
    /// Which half of the upright side.
    public var half: Half
    /// How sure the decision is: 0..=1.
    public var confidence: Double
    /// Where else it may belong, the likeliest first.
    public var alternatives: [Alternative]
    /// Whether nobody wrote on it. A blank page of a booklet stays in its copy.
    public var blank: Bool
    /// The fold: normalised x at mid height of the upright page. Means nothing for a whole page.
    public var cut: Double
    /// The cut as two points of the upright, normalised page; overrides `cut` and the skew's slant.
    public var cutLine: [[Double]]?
    /// What speaks for the decision.
    public var evidence: [Evidence]
    /// The header, normalised to this half.
    public var header: NormalizedRect?
    /// Its number in the copy, from 1, where that is known.
    public var number: Int?
    /// Quarter turns clockwise that make the displayed page upright.
    public var rotate: Rotation
    /// How far the content is turned clockwise on the upright page, in degrees.
    public var skewDeg: Double

    /// All of it.
    public init(
        id: PageId,
        source: Int,
        page: Int,
        half: Half,
        confidence: Double,
        alternatives: [Alternative] = [],
        blank: Bool = false,
        cut: Double = 0.5,
        cutLine: [[Double]]? = nil,
        evidence: [Evidence] = [],
        header: NormalizedRect? = nil,
        number: Int? = nil,
        rotate: Rotation = Rotation(rawValue: 0),
        skewDeg: Double = 0.0
    ) {
        self.id = id
        self.source = source
        self.page = page
        self.half = half
        self.confidence = confidence
        self.alternatives = alternatives
        self.blank = blank
        self.cut = cut
        self.cutLine = cutLine
        self.evidence = evidence
        self.header = header
        self.number = number
        self.rotate = rotate
        self.skewDeg = skewDeg
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        self.id = try box.decode(PageId.self, forKey: "id")
        self.source = try box.decode(Int.self, forKey: "source")
        self.page = try box.decode(Int.self, forKey: "page")
        self.half = try box.decode(Half.self, forKey: "half")
        self.confidence = try box.decode(Double.self, forKey: "confidence")
        self.alternatives = try box.decodeIfPresent([Alternative].self, forKey: "alternatives") ?? []
        self.blank = try box.decodeIfPresent(Bool.self, forKey: "blank") ?? false
        self.cut = try box.decodeIfPresent(Double.self, forKey: "cut") ?? 0.5
        self.cutLine = try box.decodeIfPresent([[Double]].self, forKey: "cut_line")
        self.evidence = try box.decodeIfPresent([Evidence].self, forKey: "evidence") ?? []
        self.header = try box.decodeIfPresent(NormalizedRect.self, forKey: "header")
        self.number = try box.decodeIfPresent(Int.self, forKey: "number")
        self.rotate = try box.decodeIfPresent(Rotation.self, forKey: "rotate") ?? Rotation(rawValue: 0)
        self.skewDeg = try box.decodeIfPresent(Double.self, forKey: "skew_deg") ?? 0.0
    }

    private enum CodingKeys: String, CodingKey {
        case id = "id"
        case source = "source"
        case page = "page"
        case half = "half"
        case confidence = "confidence"
        case alternatives = "alternatives"
        case blank = "blank"
        case cut = "cut"
        case cutLine = "cut_line"
        case evidence = "evidence"
        case header = "header"
        case number = "number"
        case rotate = "rotate"
        case skewDeg = "skew_deg"
    }
}

/// Why a copy or a page needs a person.
public enum Reason: String, CaseIterable, Codable, Sendable {
    /// The pages were cut and ordered by their shape alone; nobody has looked at the paper.
    case notExamined = "not_examined"
    /// No header was found where one was expected.
    case noHeader = "no_header"
    /// There may be a header here, but it cannot be told for sure.
    case headerUncertain = "header_uncertain"
    /// The header is there, but nothing is written in it.
    case headerEmpty = "header_empty"
    /// One side of a sheet is missing from the scan.
    case missingSide = "missing_side"
    /// A whole sheet seems to be missing.
    case missingSheet = "missing_sheet"
    /// There is a sheet more than the copy should have.
    case surplusSheet = "surplus_sheet"
    /// The same sheet seems to have been scanned twice.
    case doubledSheet = "doubled_sheet"
    /// It cannot be told for sure which side of the sheet is the front.
    case sideOrderUncertain = "side_order_uncertain"
    /// It cannot be told for sure which way up the page is.
    case orientationUncertain = "orientation_uncertain"
    /// The fold was not found for sure.
    case foldUncertain = "fold_uncertain"
    /// The copy has an unusual number of pages.
    case pageCountUnusual = "page_count_unusual"
    /// The page numbers on the paper contradict the order of the pages.
    case pageNumberConflict = "page_number_conflict"
    /// It cannot be told for sure whether somebody wrote on the page.
    case blankUncertain = "blank_uncertain"
    /// The scan is too poor to be marked; scan the page again.
    case qualityRed = "quality_red"
    /// A single page lies among folded sheets; it is not known whose it is.
    case mixedFormats = "mixed_formats"
    /// Two independent readers count different numbers of pages in the file.
    case readersDisagree = "readers_disagree"
    /// Two copies claim the same candidate.
    case candidateConflict = "candidate_conflict"
    /// The last copy of the scan has fewer pages than the others.
    case oddTail = "odd_tail"
}

/// A half that a person must place.
public struct ReviewPage: Codable, Equatable, Sendable {
    /// The page's name for ever.
    public var id: PageId
    /// Which scan, from 0.
    public var source: Int
    /// Which of its pages, from 0.
    public var page: Int
    /// Which half of the upright side.
    public var half: Half
    /// Why it was not placed.
    public var reason: Reason
    /// What was nearly decided, the likeliest first.
    public var alternatives: [Alternative]
    /// The fold: normalised x at mid height of the upright page. Means nothing for a whole page.
    public var cut: Double
    /// The cut as two points of the upright, normalised page; overrides `cut` and the skew's slant.
    public var cutLine: [[Double]]?
    /// Quarter turns clockwise that make the displayed page upright.
    public var rotate: Rotation
    /// How far the content is turned clockwise on the upright page, in degrees.
    public var skewDeg: Double

    /// All of it.
    public init(
        id: PageId,
        source: Int,
        page: Int,
        half: Half,
        reason: Reason,
        alternatives: [Alternative] = [],
        cut: Double = 0.5,
        cutLine: [[Double]]? = nil,
        rotate: Rotation = Rotation(rawValue: 0),
        skewDeg: Double = 0.0
    ) {
        self.id = id
        self.source = source
        self.page = page
        self.half = half
        self.reason = reason
        self.alternatives = alternatives
        self.cut = cut
        self.cutLine = cutLine
        self.rotate = rotate
        self.skewDeg = skewDeg
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        self.id = try box.decode(PageId.self, forKey: "id")
        self.source = try box.decode(Int.self, forKey: "source")
        self.page = try box.decode(Int.self, forKey: "page")
        self.half = try box.decode(Half.self, forKey: "half")
        self.reason = try box.decode(Reason.self, forKey: "reason")
        self.alternatives = try box.decodeIfPresent([Alternative].self, forKey: "alternatives") ?? []
        self.cut = try box.decodeIfPresent(Double.self, forKey: "cut") ?? 0.5
        self.cutLine = try box.decodeIfPresent([[Double]].self, forKey: "cut_line")
        self.rotate = try box.decodeIfPresent(Rotation.self, forKey: "rotate") ?? Rotation(rawValue: 0)
        self.skewDeg = try box.decodeIfPresent(Double.self, forKey: "skew_deg") ?? 0.0
    }

    private enum CodingKeys: String, CodingKey {
        case id = "id"
        case source = "source"
        case page = "page"
        case half = "half"
        case reason = "reason"
        case alternatives = "alternatives"
        case cut = "cut"
        case cutLine = "cut_line"
        case rotate = "rotate"
        case skewDeg = "skew_deg"
    }
}

/// What was seen on every side of one scan.
public struct SourceFindings: Codable, Equatable, Sendable {
    /// What the user calls it; for people only.
    public var name: String
    /// Its content's hash: what makes page ids and a second import recognisable.
    public var sha256: SourceHash
    /// How many pages it has.
    public var pages: Int
    /// Its pages in order: as many as `source.pages`.
    public var sides: [Side]
    /// Two independent readers count different numbers of pages in the file.
    public var readersDisagree: Bool

    /// All of it.
    public init(name: String, sha256: SourceHash, pages: Int, sides: [Side], readersDisagree: Bool = false) {
        self.name = name
        self.sha256 = sha256
        self.pages = pages
        self.sides = sides
        self.readersDisagree = readersDisagree
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        self.name = try box.decode(String.self, forKey: "name")
        self.sha256 = try box.decode(SourceHash.self, forKey: "sha256")
        self.pages = try box.decode(Int.self, forKey: "pages")
        self.sides = try box.decode([Side].self, forKey: "sides")
        self.readersDisagree = try box.decodeIfPresent(Bool.self, forKey: "readers_disagree") ?? false
    }

    private enum CodingKeys: String, CodingKey {
        case name = "name"
        case sha256 = "sha256"
        case pages = "pages"
        case sides = "sides"
        case readersDisagree = "readers_disagree"
    }
}

/// One scan.
public struct SourceRef: Codable, Equatable, Sendable {
    /// What the user calls it; for people only.
    public var name: String
    /// Its content's hash: what makes page ids and a second import recognisable.
    public var sha256: SourceHash
    /// How many pages it has.
    public var pages: Int

    /// All of it.
    public init(name: String, sha256: SourceHash, pages: Int) {
        self.name = name
        self.sha256 = sha256
        self.pages = pages
    }
}

/// A legal plan: every half of every page of every source stands in exactly one place.
/// Read one with serde or make one from `PlanParts`; both refuse what breaks the rules with `plan_invalid`, naming
/// every broken rule.
public struct SplitPlan: Codable, Equatable, Sendable {
    /// Always `korrigo.plan/1`.
    public var format: String
    /// The scans, in the order `source` counts them.
    public var sources: [SourceRef]
    /// The copies, in the order of the pile.
    public var copies: [CopyPlan]
    /// Blank halves that belong to no copy.
    public var blank: [BlankPage]
    /// Halves that a person must place.
    public var review: [ReviewPage]

    /// All of it.
    public init(
        format: String,
        sources: [SourceRef],
        copies: [CopyPlan],
        blank: [BlankPage] = [],
        review: [ReviewPage] = []
    ) {
        self.format = format
        self.sources = sources
        self.copies = copies
        self.blank = blank
        self.review = review
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        self.format = try box.decode(String.self, forKey: "format")
        self.sources = try box.decode([SourceRef].self, forKey: "sources")
        self.copies = try box.decode([CopyPlan].self, forKey: "copies")
        self.blank = try box.decodeIfPresent([BlankPage].self, forKey: "blank") ?? []
        self.review = try box.decodeIfPresent([ReviewPage].self, forKey: "review") ?? []
    }

    private enum CodingKeys: String, CodingKey {
        case format = "format"
        case sources = "sources"
        case copies = "copies"
        case blank = "blank"
        case review = "review"
    }
}

/// Where a half stands in a plan.
public enum Spot: Codable, Equatable, Sendable {
    /// In a copy.
    case copy(copy: Int, place: Int, number: Int? = nil)
    /// In the review tray.
    case review
    /// Among the blank pages of no copy.
    case blank

    public init(from decoder: any Decoder) throws {
        let (which, box) = try variant(decoder)
        switch which {
        case "copy": 
            let box = try box!.nestedContainer(keyedBy: Key.self, forKey: "copy")
            self = .copy(
                copy: try box.decode(Int.self, forKey: "copy"),
                place: try box.decode(Int.self, forKey: "place"),
                number: try box.decodeIfPresent(Int.self, forKey: "number"))
        case "review": self = .review
        case "blank": self = .blank
        default: throw unknown(which, decoder)
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case let .copy(copy, place, number):
            var outer = encoder.container(keyedBy: Key.self)
            var box = outer.nestedContainer(keyedBy: Key.self, forKey: "copy")
            try box.encode(copy, forKey: "copy")
            try box.encode(place, forKey: "place")
            try box.encodeIfPresent(number, forKey: "number")
        case .review:
            try "review".encode(to: encoder)
        case .blank:
            try "blank".encode(to: encoder)
        }
    }
}

/// What stands under `Booklet`.
public enum Booklet {
    /// A plan that explains best what was seen, with what was read.
    /// - Parameter findings: What was seen on the scans.
    /// - Parameter certain: How sure a copy must be to be certain: 0 to 1.
    /// - Parameter readings: What somebody read on the headers.
    /// - Parameter progress: Hears how many units of how many are done, on any thread.
    /// - Throws: ``KorrigoError``: what the engine refuses; `CancellationError` when the task was cancelled.
    public static func assign(
        findings: Findings,
        certain: Double? = nil,
        readings: [PageReading] = [],
        progress: ProgressHandler? = nil
    ) async throws -> SplitPlan {
        try await Call("booklet::assign", ["findings": findings, "certain": certain, "readings": readings]).wait(progress)
    }

    /// What differs between two plans of the same scans.
    /// - Parameter before: The plan as it was.
    /// - Parameter after: The plan as it is.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func diff(before: SplitPlan, after: SplitPlan) throws -> PlanDiff {
        try Call("booklet::diff", ["before": before, "after": after]).run()
    }

    /// A plan by the shape of the pages alone.
    /// - Parameter sources: The scans, in the order of the pile.
    /// - Parameter mode: How pages become copies.
    /// - Parameter progress: Hears how many units of how many are done, on any thread.
    /// - Throws: ``KorrigoError``: what the engine refuses; `CancellationError` when the task was cancelled.
    public static func plan(sources: [NamedDocument], mode: PlanMode, progress: ProgressHandler? = nil) async throws -> SplitPlan {
        try await Call("booklet::plan", ["sources": sources, "mode": mode]).wait(progress)
    }
}

extension SplitPlan {
    /// The plan after a person found a copy right.
    /// - Parameter copy: The copy, from 0.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func acceptCopy(copy: Int) throws -> SplitPlan {
        try Call("booklet::SplitPlan::accept_copy", ["this": self, "copy": copy]).run()
    }

    /// The plan with a page marked as blank or written.
    /// - Parameter page: The page.
    /// - Parameter blank: Whether nobody wrote on it.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func markBlank(page: PageId, blank: Bool) throws -> SplitPlan {
        try Call("booklet::SplitPlan::mark_blank", ["this": self, "page": page, "blank": blank]).run()
    }

    /// The plan with two copies as one.
    /// - Parameter first: The copy that stays.
    /// - Parameter second: The copy whose pages follow; it is gone then.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func mergeCopies(first: Int, second: Int) throws -> SplitPlan {
        try Call("booklet::SplitPlan::merge_copies", ["this": self, "first": first, "second": second]).run()
    }

    /// The plan with a page elsewhere.
    /// - Parameter page: The page.
    /// - Parameter target: Where it goes.
    /// - Parameter number: Its number from then on.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func movePage(page: PageId, target: MoveTarget, number: Int? = nil) throws -> SplitPlan {
        try Call("booklet::SplitPlan::move_page", ["this": self, "page": page, "target": target, "number": number]).run()
    }

    /// Whether a person must look.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func needsReview() throws -> Bool {
        try Call("booklet::SplitPlan::needs_review", ["this": self]).run()
    }

    /// A plan as it was stored or edited, checked.
    /// - Parameter plan: The plan, as it was stored or edited.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func create(plan: SplitPlan) throws -> SplitPlan {
        try Call("booklet::SplitPlan::new", ["plan": plan]).run()
    }

    /// The plan with a side turned.
    /// - Parameter page: A page of the side.
    /// - Parameter by: Quarter turns clockwise, in degrees.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func rotateSide(page: PageId, by: Rotation) throws -> SplitPlan {
        try Call("booklet::SplitPlan::rotate_side", ["this": self, "page": page, "by": by]).run()
    }

    /// The plan with a copy given to a candidate.
    /// - Parameter copy: The copy, from 0.
    /// - Parameter candidate: Whose it is; nobody's when left out.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func setCandidate(copy: Int, candidate: PlannedCandidate? = nil) throws -> SplitPlan {
        try Call("booklet::SplitPlan::set_candidate", ["this": self, "copy": copy, "candidate": candidate]).run()
    }

    /// The plan with a copy cut in two.
    /// - Parameter copy: The copy, from 0.
    /// - Parameter before: The page that begins the new copy, from 0 in its own.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func splitCopy(copy: Int, before: Int) throws -> SplitPlan {
        try Call("booklet::SplitPlan::split_copy", ["this": self, "copy": copy, "before": before]).run()
    }

    /// The plan with two pages exchanged.
    /// - Parameter one: A page.
    /// - Parameter other: Another.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func swapPages(one: PageId, other: PageId) throws -> SplitPlan {
        try Call("booklet::SplitPlan::swap_pages", ["this": self, "one": one, "other": other]).run()
    }
}
