// Written by bindings-common/generate/swift.py from the table of calls: change that, not this.
// swift-format-ignore-file
import Foundation

/// How a birth date or a number agrees with what was read.
public enum Agreement: String, CaseIterable, Codable, Sendable {
    /// Every digit.
    case exact = "exact"
    /// All but one.
    case near = "near"
    /// It is another one.
    case differs = "differs"
    /// The list has none, or none was read.
    case missing = "missing"
}

/// One copy of the class.
public struct Assignment: Codable, Equatable, Sendable {
    /// Which copy.
    public var copy: Int
    /// How far its candidate is known.
    public var mode: MatchMode
    /// How far its candidate's score lies above that of the best other one on the list; below 0 when the best one
    /// has another copy. Without a candidate: how far the two best are apart.
    public var margin: Double
    /// Who else it could be: at most `PROPOSALS`, its candidate first, then by score.
    public var proposals: [Proposal]
    /// Why a person should look; empty with `MatchMode::Auto`.
    public var reasons: [MatchReason]
    /// Whose it is; with `MatchMode::Semi` the one whom the whole class leaves for it, until a person says so.
    public var candidate: Candidate?

    /// All of it.
    public init(
        copy: Int,
        mode: MatchMode,
        margin: Double,
        proposals: [Proposal],
        reasons: [MatchReason],
        candidate: Candidate? = nil
    ) {
        self.copy = copy
        self.mode = mode
        self.margin = margin
        self.proposals = proposals
        self.reasons = reasons
        self.candidate = candidate
    }
}

/// Whether a candidate was there, and handed in a paper. An absence is never a zero: see `Attendance::code`.
public enum Attendance: String, CaseIterable, Codable, Sendable {
    /// Not there.
    case absent = "absent"
    /// Not there, and need not be.
    case excused = "excused"
    /// There, and handed in no paper.
    case handedInNothing = "handed_in_nothing"
    /// There, with a paper.
    case present = "present"
    /// There, and suspected of fraud: the paper counts when a person says so.
    case suspectedFraud = "suspected_fraud"
}

/// A text of its own kind.
public struct BirthDate: TextValue {
    /// The text.
    public let rawValue: String

    /// A value of this text; the engine refuses what is none when it meets it.
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// Somebody who was expected to hand in a paper. Never shown in `Debug`.
public struct Candidate: Codable, Equatable, Sendable {
    /// Surname, as the list writes it; never empty.
    public var lastName: String
    /// Other texts that the list gives for this person alone: a second surname, further numbers, a login.
    public var also: [String]
    /// Birth date.
    public var birthDate: BirthDate?
    /// Class.
    public var `class`: String?
    /// E-mail address.
    public var email: String?
    /// First name, as the list writes it; empty where the list gives none.
    public var firstName: String
    /// Groups, courses and options, each once as the list names it.
    public var groups: [String]
    /// The line of the list, from 1; the header is line 1. 0 where nobody was read from a list.
    public var line: Int?
    /// The candidate's number: the national one where the list has several.
    public var number: String?

    /// All of it.
    public init(
        lastName: String,
        also: [String] = [],
        birthDate: BirthDate? = nil,
        `class`: String? = nil,
        email: String? = nil,
        firstName: String = "",
        groups: [String] = [],
        line: Int? = nil,
        number: String? = nil
    ) {
        self.lastName = lastName
        self.also = also
        self.birthDate = birthDate
        self.class = `class`
        self.email = email
        self.firstName = firstName
        self.groups = groups
        self.line = line
        self.number = number
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        self.lastName = try box.decode(String.self, forKey: "last_name")
        self.also = try box.decodeIfPresent([String].self, forKey: "also") ?? []
        self.birthDate = try box.decodeIfPresent(BirthDate.self, forKey: "birth_date")
        self.class = try box.decodeIfPresent(String.self, forKey: "class")
        self.email = try box.decodeIfPresent(String.self, forKey: "email")
        self.firstName = try box.decodeIfPresent(String.self, forKey: "first_name") ?? ""
        self.groups = try box.decodeIfPresent([String].self, forKey: "groups") ?? []
        self.line = try box.decodeIfPresent(Int.self, forKey: "line")
        self.number = try box.decodeIfPresent(String.self, forKey: "number")
    }

    private enum CodingKeys: String, CodingKey {
        case lastName = "last_name"
        case also = "also"
        case birthDate = "birth_date"
        case `class` = "class"
        case email = "email"
        case firstName = "first_name"
        case groups = "groups"
        case line = "line"
        case number = "number"
    }
}

/// What was read of one copy: once for each header of it, if there are several.
public struct CopyReading: Codable, Equatable, Sendable {
    /// Which copy, from 0.
    public var copy: Int
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
        copy: Int,
        birthDate: DateRead? = nil,
        confidence: Double = 1.0,
        firstName: String? = nil,
        lastName: String? = nil,
        number: String? = nil
    ) {
        self.copy = copy
        self.birthDate = birthDate
        self.confidence = confidence
        self.firstName = firstName
        self.lastName = lastName
        self.number = number
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        self.copy = try box.decode(Int.self, forKey: "copy")
        self.birthDate = try box.decodeIfPresent(DateRead.self, forKey: "birth_date")
        self.confidence = try box.decodeIfPresent(Double.self, forKey: "confidence") ?? 1.0
        self.firstName = try box.decodeIfPresent(String.self, forKey: "first_name")
        self.lastName = try box.decodeIfPresent(String.self, forKey: "last_name")
        self.number = try box.decodeIfPresent(String.self, forKey: "number")
    }

    private enum CodingKeys: String, CodingKey {
        case copy = "copy"
        case birthDate = "birth_date"
        case confidence = "confidence"
        case firstName = "first_name"
        case lastName = "last_name"
        case number = "number"
    }
}

/// One candidate of the counting sheet.
public struct Counted: Codable, Equatable, Sendable {
    /// Who.
    public var candidate: Candidate
    /// Whether there.
    public var attendance: Attendance
    /// Whether a person said so; else the pile does.
    public var said: Bool
    /// The candidate's copies: those matched, and those that claim the same candidate.
    public var copies: [Int]
    /// What a person must settle; `None` where paper and attendance agree.
    public var open: Unsettled?

    /// All of it.
    public init(
        candidate: Candidate,
        attendance: Attendance,
        said: Bool,
        copies: [Int],
        open: Unsettled? = nil
    ) {
        self.candidate = candidate
        self.attendance = attendance
        self.said = said
        self.copies = copies
        self.open = open
    }
}

/// The counting sheet, and whether it can be agreed.
public struct CountedSheet: Codable, Equatable, Sendable {
    /// Every candidate, in the order of the list.
    public var candidates: [Counted]
    /// By class, in the order of their names; candidates without a class stand under an empty one.
    public var classes: [String: Papers]
    /// All classes, and the copies that are nobody's.
    public var total: Papers
    /// Copies without a candidate.
    public var nobodyS: [Int]
    /// Whether nothing is open: every paper is somebody's, and whoever has none has a reason.
    public var isSettled: Bool

    /// All of it.
    public init(
        candidates: [Counted],
        classes: [String: Papers],
        total: Papers,
        nobodyS: [Int],
        isSettled: Bool
    ) {
        self.candidates = candidates
        self.classes = classes
        self.total = total
        self.nobodyS = nobodyS
        self.isSettled = isSettled
    }

    private enum CodingKeys: String, CodingKey {
        case candidates = "candidates"
        case classes = "classes"
        case total = "total"
        case nobodyS = "nobody_s"
        case isSettled = "is_settled"
    }
}

/// A text of its own kind.
public struct DateRead: TextValue {
    /// The text.
    public let rawValue: String

    /// A value of this text; the engine refuses what is none when it meets it.
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// How far a copy's candidate is known.
public enum MatchMode: String, CaseIterable, Codable, Sendable {
    /// Beyond doubt: nobody need look.
    case auto = "AUTO"
    /// A person chooses among proposals.
    case semi = "SEMI"
    /// A person reads the paper.
    case manual = "MANUAL"
}

/// Why a copy is not `AUTO`.
public enum MatchReason: String, CaseIterable, Codable, Sendable {
    /// Nothing was read that could tell a candidate.
    case nothingRead = "nothing_read"
    /// Nobody on the list fits.
    case nobodyFits = "nobody_fits"
    /// More candidates fit equally well than a person would look at.
    case tooMany = "too_many"
    /// Another copy claims the same candidate.
    case claimedTwice = "claimed_twice"
    /// The candidate who fits best has another copy.
    case taken = "taken"
    /// Somebody on the list has the same name, and the same birth date or none.
    case namesake = "namesake"
    /// No birth date was read.
    case birthDateMissing = "birth_date_missing"
    /// One digit of the birth date is another.
    case birthDateNear = "birth_date_near"
    /// The birth date is another.
    case birthDateDiffers = "birth_date_differs"
    /// The list gives no birth date, and the number is not exactly the candidate's.
    case numberNotExact = "number_not_exact"
    /// No first name was read, and others on the list have such a surname.
    case surnameShared = "surname_shared"
    /// The name is too unlike the candidate's.
    case nameUnlike = "name_unlike"
    /// All in all it fits too poorly.
    case fitsPoorly = "fits_poorly"
    /// Somebody else fits nearly as well.
    case secondTooNear = "second_too_near"
}

/// A class, matched.
public struct Matching: Codable, Equatable, Sendable {
    /// Every copy, by number.
    public var assignments: [Assignment]
    /// Candidates whom several copies claim, in the order of the list.
    public var conflicts: [MatchingConflict]
    /// Candidates without a copy, in the order of the list.
    public var missing: [Candidate]
    /// Copies without a candidate.
    public var surplus: [Int]

    /// All of it.
    public init(
        assignments: [Assignment],
        conflicts: [MatchingConflict],
        missing: [Candidate],
        surplus: [Int]
    ) {
        self.assignments = assignments
        self.conflicts = conflicts
        self.missing = missing
        self.surplus = surplus
    }
}

/// Copies that claim one candidate: a second script, the two halves of one, or a wrong reading. A person decides;
/// `copy::merge` joins.
public struct MatchingConflict: Codable, Equatable, Sendable {
    /// The candidate.
    public var candidate: Candidate
    /// The copies, at least two.
    public var copies: [Int]

    /// All of it.
    public init(candidate: Candidate, copies: [Int]) {
        self.candidate = candidate
        self.copies = copies
    }
}

/// The papers of a class, or of all.
public struct Papers: Codable, Equatable, Sendable {
    /// Candidates.
    public var candidates: Int
    /// How many candidates there are of each kind.
    public var attendance: [String: Int]
    /// Papers that should be there: one of every candidate of whom nobody said otherwise.
    public var expected: Int
    /// Candidates of whom a paper is found.
    public var found: Int
    /// Papers that should be there, and are not.
    public var missing: Int
    /// Papers that are there, and should not be: second copies, and of candidates who were not there.
    public var surplus: Int

    /// All of it.
    public init(
        candidates: Int,
        attendance: [String: Int],
        expected: Int,
        found: Int,
        missing: Int,
        surplus: Int
    ) {
        self.candidates = candidates
        self.attendance = attendance
        self.expected = expected
        self.found = found
        self.missing = missing
        self.surplus = surplus
    }
}

/// A candidate who could have written a copy.
public struct Proposal: Codable, Equatable, Sendable {
    /// Who.
    public var candidate: Candidate
    /// How well what was read fits: 0..=1.
    public var score: Double
    /// How alike the names are: 0..=1.
    public var name: Double
    /// The birth date.
    public var birthDate: Agreement
    /// The candidate number.
    public var number: Agreement
    /// Another copy that this candidate has.
    public var otherCopy: Int?

    /// All of it.
    public init(
        candidate: Candidate,
        score: Double,
        name: Double,
        birthDate: Agreement,
        number: Agreement,
        otherCopy: Int? = nil
    ) {
        self.candidate = candidate
        self.score = score
        self.name = name
        self.birthDate = birthDate
        self.number = number
        self.otherCopy = otherCopy
    }

    private enum CodingKeys: String, CodingKey {
        case candidate = "candidate"
        case score = "score"
        case name = "name"
        case birthDate = "birth_date"
        case number = "number"
        case otherCopy = "other_copy"
    }
}

/// What was read in one header. What could not be read is left out. Never shown in `Debug`.
public struct Reading: Codable, Equatable, Sendable {
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
        birthDate: DateRead? = nil,
        confidence: Double = 1.0,
        firstName: String? = nil,
        lastName: String? = nil,
        number: String? = nil
    ) {
        self.birthDate = birthDate
        self.confidence = confidence
        self.firstName = firstName
        self.lastName = lastName
        self.number = number
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        self.birthDate = try box.decodeIfPresent(DateRead.self, forKey: "birth_date")
        self.confidence = try box.decodeIfPresent(Double.self, forKey: "confidence") ?? 1.0
        self.firstName = try box.decodeIfPresent(String.self, forKey: "first_name")
        self.lastName = try box.decodeIfPresent(String.self, forKey: "last_name")
        self.number = try box.decodeIfPresent(String.self, forKey: "number")
    }

    private enum CodingKeys: String, CodingKey {
        case birthDate = "birth_date"
        case confidence = "confidence"
        case firstName = "first_name"
        case lastName = "last_name"
        case number = "number"
    }
}

/// The candidates of an exam, in the order of the list.
public struct Roster: Codable, Equatable, Sendable {
    public var candidates: [Candidate]
    public var remarks: [RosterRemark]

    /// All of it.
    public init(candidates: [Candidate], remarks: [RosterRemark]) {
        self.candidates = candidates
        self.remarks = remarks
    }
}

/// What a person should know of a roster that was taken; lines only, nobody's name.
public enum RosterRemark: Codable, Equatable, Sendable {
    /// The line has the candidate number, the e-mail address, or the name and birth date of an earlier line.
    case duplicate(line: Int, first: Int, same: Same)
    /// Nothing tells the surname from the first name: the first word was taken for the surname.
    case nameGuessed(line: Int)

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        let which = try box.decode(String.self, forKey: "kind")
        switch which {
        case "duplicate": 
            self = .duplicate(
                line: try box.decode(Int.self, forKey: "line"),
                first: try box.decode(Int.self, forKey: "first"),
                same: try box.decode(Same.self, forKey: "same"))
        case "name_guessed": 
            self = .nameGuessed(
                line: try box.decode(Int.self, forKey: "line"))
        default: throw unknown(which, decoder)
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case let .duplicate(line, first, same):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("duplicate", forKey: "kind")
            try box.encode(line, forKey: "line")
            try box.encode(first, forKey: "first")
            try box.encode(same, forKey: "same")
        case let .nameGuessed(line):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("name_guessed", forKey: "kind")
            try box.encode(line, forKey: "line")
        }
    }
}

/// What a person said of a candidate.
public struct Said: Codable, Equatable, Sendable {
    /// The candidate's line of the list.
    public var line: Int
    /// Whether the candidate was there.
    public var attendance: Attendance

    /// All of it.
    public init(line: Int, attendance: Attendance) {
        self.line = line
        self.attendance = attendance
    }
}

/// What two lines of a roster share.
public enum Same: String, CaseIterable, Codable, Sendable {
    /// The e-mail address.
    case email = "email"
    /// Names and birth date.
    case nameAndBirthDate = "name_and_birth_date"
    /// The candidate number.
    case number = "number"
}

/// What keeps a counting sheet from being agreed.
public enum Unsettled: String, CaseIterable, Codable, Sendable {
    /// No paper is there, and nobody said why.
    case noPaper = "no_paper"
    /// Said to be there, and no paper is found.
    case paperMissing = "paper_missing"
    /// Said not to be there, or to have handed in nothing, and a paper is found.
    case paperSurplus = "paper_surplus"
    /// More than one copy.
    case severalCopies = "several_copies"
}

extension Attendance {
    /// What stands where a mark would, for whoever has none.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func code() throws -> String? {
        try Call("roster::Attendance::code", ["this": self]).run()
    }

    /// Whether a paper is expected of such a candidate.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func expectsPaper() throws -> Bool {
        try Call("roster::Attendance::expects_paper", ["this": self]).run()
    }
}

extension BirthDate {
    /// The day, if the calendar has it.
    /// - Parameter year: The year: 1900 to 2100.
    /// - Parameter month: The month, from 1.
    /// - Parameter day: The day of the month, from 1.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func create(year: Int, month: Int, day: Int) throws -> BirthDate? {
        try Call("roster::BirthDate::new", ["year": year, "month": month, "day": day]).run()
    }
}

extension Candidate {
    /// Every text by which the candidate could be recognised.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func needles() throws -> [String] {
        try Call("roster::Candidate::needles", ["this": self]).run()
    }
}

/// What stands under `CountingSheet`.
public enum CountingSheet {
    /// Counts papers found, expected, missing and surplus.
    /// - Parameter roster: Who was expected.
    /// - Parameter matching: Whose copy is whose.
    /// - Parameter said: What a person said of candidates.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func of(roster: Roster, matching: Matching, said: [Said] = []) throws -> CountedSheet {
        try Call("roster::CountingSheet::of", ["roster": roster, "matching": matching, "said": said]).run()
    }
}

extension DateRead {
    /// The day that was read, if the calendar has it.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func date() throws -> BirthDate? {
        try Call("roster::DateRead::date", ["this": self]).run()
    }

    /// How many of the eight digits are not those of this day.
    /// - Parameter date: The day.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func wrongDigits(date: BirthDate) throws -> Int {
        try Call("roster::DateRead::wrong_digits", ["this": self, "date": date]).run()
    }
}

extension Reading {
    /// How much more likely one candidate wrote both headers than two did: a natural logarithm of odds.
    /// - Parameter other: What was read in another.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func sameCandidate(other: Reading) throws -> Double {
        try Call("roster::Reading::same_candidate", ["this": self, "other": other]).run()
    }
}

extension Roster {
    /// Every text by which one of the candidates could be recognised, each once.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func needles() throws -> [String] {
        try Call("roster::Roster::needles", ["this": self]).run()
    }

    /// Reads the list of candidates as a school exports it: taken whole, or refused naming every bad line.
    /// - Parameter csv: The file: CSV in UTF-8, UTF-16 or Windows-1252.
    /// - Parameter limits: What reading it may cost.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func read(csv: Bytes, limits: Limits? = nil) throws -> Roster {
        try Call("roster::Roster::read", ["csv": csv, "limits": limits]).run()
    }

    /// Finds whose copy is whose, for the whole class at once.
    /// - Parameter readings: What was read of each copy.
    /// - Parameter copies: Copies that are there beside the ones that were read.
    /// - Parameter progress: Hears how many units of how many are done, on any thread.
    /// - Throws: ``KorrigoError``: what the engine refuses; `CancellationError` when the task was cancelled.
    public func matchCopies(readings: [CopyReading], copies: [Int] = [], progress: ProgressHandler? = nil) async throws -> Matching {
        try await Call("roster::match_copies", ["roster": self, "readings": readings, "copies": copies]).wait(progress)
    }

    /// A name as names are compared.
    /// - Parameter name: The name.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func normalise(name: String) throws -> String {
        try Call("roster::normalise", ["name": name]).run()
    }
}
