// Written by bindings-common/generate/swift.py from the table of calls: change that, not this.
// swift-format-ignore-file
import Foundation

/// A file of an archive.
public struct Entry: Codable, Equatable, Sendable {
    /// The name that somebody would like for it, without an ending.
    public var name: String
    /// The ending, without a full stop.
    public var ending: String
    /// The file.
    public var file: Bytes

    /// All of it.
    public init(name: String, ending: String, file: Bytes) {
        self.name = name
        self.ending = ending
        self.file = file
    }
}

/// The results of an exam, as they are stored (`korrigo.results/1`).
public struct MarkBook: Codable, Equatable, Sendable {
    /// `korrigo.results/1`.
    public var format: String
    /// Candidates and copies, in the order in which they will stand in tables.
    public var results: [MarkBookRow]
    /// What the mark counts in an average: one decimal, 1 when nobody says otherwise.
    public var coefficient: Mark?
    /// What the exam is called.
    public var exam: String
    /// What totals are given in: the scheme's scale, or 20, when nobody says otherwise.
    public var scale: Mark?
    /// What the exam was marked by, where there is one.
    public var scheme: Scheme?
    /// The subject, as the mark book calls it.
    public var subject: String

    /// All of it.
    public init(
        format: String,
        results: [MarkBookRow],
        coefficient: Mark? = nil,
        exam: String = "",
        scale: Mark? = nil,
        scheme: Scheme? = nil,
        subject: String = ""
    ) {
        self.format = format
        self.results = results
        self.coefficient = coefficient
        self.exam = exam
        self.scale = scale
        self.scheme = scheme
        self.subject = subject
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        self.format = try box.decode(String.self, forKey: "format")
        self.results = try box.decode([MarkBookRow].self, forKey: "results")
        self.coefficient = try box.decodeIfPresent(Mark.self, forKey: "coefficient")
        self.exam = try box.decodeIfPresent(String.self, forKey: "exam") ?? ""
        self.scale = try box.decodeIfPresent(Mark.self, forKey: "scale")
        self.scheme = try box.decodeIfPresent(Scheme.self, forKey: "scheme")
        self.subject = try box.decodeIfPresent(String.self, forKey: "subject") ?? ""
    }

    private enum CodingKeys: String, CodingKey {
        case format = "format"
        case results = "results"
        case coefficient = "coefficient"
        case exam = "exam"
        case scale = "scale"
        case scheme = "scheme"
        case subject = "subject"
    }
}

/// A candidate, a copy, or both.
public struct MarkBookRow: Codable, Equatable, Sendable {
    /// What the copy is called without a name.
    public var anonymousId: AnonymousId?
    /// The general comment.
    public var appreciation: String
    /// Whether the candidate was there.
    public var attendance: Attendance
    /// Who; nobody for a copy that nobody is known for.
    public var candidate: Candidate?
    /// The points of the annotations.
    public var deltas: [Mark]
    /// Who marked it.
    public var marker: String?
    /// What the marker wrote, by question.
    public var remarks: [String: String]
    /// What the marker gave, by question.
    public var scores: [String: Score]
    /// Where the copy stands; nothing where there is no copy.
    public var status: Status?
    /// What it comes to; it follows from the scores where there are any.
    public var total: Mark?
    /// The subject of the copy, where the scheme has several.
    public var variant: String?

    /// All of it.
    public init(
        anonymousId: AnonymousId? = nil,
        appreciation: String = "",
        attendance: Attendance = .present,
        candidate: Candidate? = nil,
        deltas: [Mark] = [],
        marker: String? = nil,
        remarks: [String: String] = [:],
        scores: [String: Score] = [:],
        status: Status? = nil,
        total: Mark? = nil,
        variant: String? = nil
    ) {
        self.anonymousId = anonymousId
        self.appreciation = appreciation
        self.attendance = attendance
        self.candidate = candidate
        self.deltas = deltas
        self.marker = marker
        self.remarks = remarks
        self.scores = scores
        self.status = status
        self.total = total
        self.variant = variant
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        self.anonymousId = try box.decodeIfPresent(AnonymousId.self, forKey: "anonymous_id")
        self.appreciation = try box.decodeIfPresent(String.self, forKey: "appreciation") ?? ""
        self.attendance = try box.decodeIfPresent(Attendance.self, forKey: "attendance") ?? .present
        self.candidate = try box.decodeIfPresent(Candidate.self, forKey: "candidate")
        self.deltas = try box.decodeIfPresent([Mark].self, forKey: "deltas") ?? []
        self.marker = try box.decodeIfPresent(String.self, forKey: "marker")
        self.remarks = try box.decodeIfPresent([String: String].self, forKey: "remarks") ?? [:]
        self.scores = try box.decodeIfPresent([String: Score].self, forKey: "scores") ?? [:]
        self.status = try box.decodeIfPresent(Status.self, forKey: "status")
        self.total = try box.decodeIfPresent(Mark.self, forKey: "total")
        self.variant = try box.decodeIfPresent(String.self, forKey: "variant")
    }

    private enum CodingKeys: String, CodingKey {
        case anonymousId = "anonymous_id"
        case appreciation = "appreciation"
        case attendance = "attendance"
        case candidate = "candidate"
        case deltas = "deltas"
        case marker = "marker"
        case remarks = "remarks"
        case scores = "scores"
        case status = "status"
        case total = "total"
        case variant = "variant"
    }
}

/// A ZIP archive.
public struct Packed: Codable, Equatable, Sendable {
    /// The archive.
    public var zip: Bytes
    /// The names of its files, in order.
    public var names: [String]

    /// All of it.
    public init(zip: Bytes, names: [String]) {
        self.zip = zip
        self.names = names
    }
}

/// A mark book for Pronote.
public struct Pronote: Codable, Equatable, Sendable {
    /// The file: UTF-8 with a byte order mark.
    public var csv: Bytes
    /// How many candidates stand in it.
    public var candidates: Int
    /// Of these, how many with a mark.
    public var marks: Int
    /// What a person should know; each kind once.
    public var remarks: [PronoteRemark]

    /// All of it.
    public init(csv: Bytes, candidates: Int, marks: Int, remarks: [PronoteRemark]) {
        self.csv = csv
        self.candidates = candidates
        self.marks = marks
        self.remarks = remarks
    }
}

/// What is not in the file as it is in the results, and for how many candidates.
public enum PronoteRemark: Codable, Equatable, Sendable {
    /// Comments of more than 500 characters were cut.
    case commentCut(count: Int)
    /// Marks below 0 or above 20 were moved to the end of the scale.
    case markClamped(count: Int)
    /// No birth date is known: Pronote tells homonyms apart by it.
    case noBirthDate(count: Int)
    /// Candidates are left out: they were there, and no graded copy of theirs is.
    case notGraded(count: Int)

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        let which = try box.decode(String.self, forKey: "kind")
        switch which {
        case "comment_cut": 
            self = .commentCut(
                count: try box.decode(Int.self, forKey: "count"))
        case "mark_clamped": 
            self = .markClamped(
                count: try box.decode(Int.self, forKey: "count"))
        case "no_birth_date": 
            self = .noBirthDate(
                count: try box.decode(Int.self, forKey: "count"))
        case "not_graded": 
            self = .notGraded(
                count: try box.decode(Int.self, forKey: "count"))
        default: throw unknown(which, decoder)
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case let .commentCut(count):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("comment_cut", forKey: "kind")
            try box.encode(count, forKey: "count")
        case let .markClamped(count):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("mark_clamped", forKey: "kind")
            try box.encode(count, forKey: "count")
        case let .noBirthDate(count):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("no_birth_date", forKey: "kind")
            try box.encode(count, forKey: "count")
        case let .notGraded(count):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("not_graded", forKey: "kind")
            try box.encode(count, forKey: "count")
        }
    }
}

/// One or more tables, in two spellings.
public struct SheetFiles: Codable, Equatable, Sendable {
    /// How many rows there are in all tables, without heads.
    public var rows: Int
    /// As CSV: UTF-8 with a byte order mark.
    public var csv: Bytes
    /// As a workbook (XLSX), a sheet a table.
    public var workbook: Bytes

    /// All of it.
    public init(rows: Int, csv: Bytes, workbook: Bytes) {
        self.rows = rows
        self.csv = csv
        self.workbook = workbook
    }
}

/// One of the papers of a merged PDF.
public struct TitledPaper: Codable, Equatable, Sendable {
    /// What the outline calls it.
    public var title: String
    /// The paper.
    public var document: Document

    /// All of it.
    public init(title: String, document: Document) {
        self.title = title
        self.document = document
    }
}

/// What somebody would like to call a file.
public struct Wanted: Codable, Equatable, Sendable {
    /// The name, without an ending.
    public var name: String
    /// The ending, without a full stop.
    public var ending: String

    /// All of it.
    public init(name: String, ending: String) {
        self.name = name
        self.ending = ending
    }
}

/// What stands under `Archive`.
public enum Archive {
    /// Many files as one ZIP, each under a safe name. The same files give the same bytes.
    /// - Parameter entries: The files.
    /// - Parameter progress: Hears how many units of how many are done, on any thread.
    /// - Throws: ``KorrigoError``: what the engine refuses; `CancellationError` when the task was cancelled.
    public static func finish(entries: [Entry], progress: ProgressHandler? = nil) async throws -> Packed {
        try await Call("export::Archive::finish", ["entries": entries]).wait(progress)
    }
}

/// What stands under `Export`.
public enum Export {
    /// Many papers as one PDF, with an outline that leads to each.
    /// - Parameter papers: The papers, in order.
    /// - Parameter progress: Hears how many units of how many are done, on any thread.
    /// - Throws: ``KorrigoError``: what the engine refuses; `CancellationError` when the task was cancelled.
    public static func merge(papers: [TitledPaper], progress: ProgressHandler? = nil) async throws -> Bytes {
        try await Call("export::merge", ["papers": papers]).wait(progress)
    }

    /// What an outline calls a copy: its anonymous id, or the candidate's name.
    /// - Parameter row: The entry of the copy.
    /// - Parameter names: Whether to name the candidate.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func outlineTitle(row: MarkBookRow, names: Bool) throws -> String? {
        try Call("export::outline_title", ["row": row, "names": names]).run()
    }

    /// The name of a copy's file, without its ending: its anonymous id, or the candidate's name.
    /// - Parameter row: The entry of the copy.
    /// - Parameter names: Whether to name the candidate.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func paperName(row: MarkBookRow, names: Bool) throws -> String? {
        try Call("export::paper_name", ["row": row, "names": names]).run()
    }

    /// Writes the mark book that schools import into Pronote.
    /// - Parameter book: The results.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func pronote(book: MarkBook) throws -> Pronote {
        try Call("export::pronote", ["book": book]).run()
    }

    /// The results as a table for people: a row for every entry.
    /// - Parameter book: The results.
    /// - Parameter language: The language of heads and words.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func results(book: MarkBook, language: Language = .english) throws -> SheetFiles {
        try Call("export::results", ["book": book, "language": language]).run()
    }

    /// The statistics of an exam as tables for people.
    /// - Parameter book: The results.
    /// - Parameter language: The language of heads and words.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func statistics(book: MarkBook, language: Language = .english) throws -> SheetFiles {
        try Call("export::statistics", ["book": book, "language": language]).run()
    }
}

/// What stands under `FileNames`.
public enum FileNames {
    /// Names of files in one folder, made safe, each once.
    /// - Parameter wanted: What somebody would like to call each file.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func take(wanted: [Wanted]) throws -> [String] {
        try Call("export::FileNames::take", ["wanted": wanted]).run()
    }
}

extension MarkBook {
    /// A mark book in the scale of 20, with the coefficient 1 and no scheme.
    /// - Parameter subject: The subject, as the mark book calls it.
    /// - Parameter rows: Candidates and copies, in the order in which they will stand in tables.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func create(subject: String, rows: [MarkBookRow]) throws -> MarkBook {
        try Call("export::MarkBook::new", ["subject": subject, "rows": rows]).run()
    }

    /// Reads the results of an exam.
    /// - Parameter json: The file: bytes of JSON.
    /// - Parameter limits: What reading it may cost.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func read(json: Bytes, limits: Limits? = nil) throws -> MarkBook {
        try Call("export::MarkBook::read", ["json": json, "limits": limits]).run()
    }
}

extension MarkBookRow {
    /// Whether there is a copy and it is marked.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func isGraded() throws -> Bool {
        try Call("export::MarkBookRow::is_graded", ["this": self]).run()
    }
}
