// Written by bindings-common/generate/swift.py from the table of calls: change that, not this.
// swift-format-ignore-file
import Foundation

/// Annotations as files hold them.
public struct Annotations: Codable, Equatable, Sendable {
    /// Those that korrigo draws.
    public var own: [Annotation]
    /// What other programs put there and ours cannot say, as it stands.
    public var others: [Other]
    /// Those of `own` that another program made, and what was left of them on the way.
    public var simplified: [Simplified]

    /// All of it.
    public init(own: [Annotation], others: [Other] = [], simplified: [Simplified] = []) {
        self.own = own
        self.others = others
        self.simplified = simplified
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        self.own = try box.decode([Annotation].self, forKey: "own")
        self.others = try box.decodeIfPresent([Other].self, forKey: "others") ?? []
        self.simplified = try box.decodeIfPresent([Simplified].self, forKey: "simplified") ?? []
    }

    private enum CodingKeys: String, CodingKey {
        case own = "own"
        case others = "others"
        case simplified = "simplified"
    }
}

/// An annotation of another program that ours cannot say. Its texts are never shown in `Debug`.
public struct Other: Codable, Equatable, Sendable {
    /// Its type, as its file names it.
    public var kind: String
    /// Its name, where it has one.
    public var id: String?
    /// What of it is not written back: it acts.
    public var leftOut: [String]
    /// The page it lies on; `None` for what belongs to the file as a whole.
    public var page: PageId?
    /// The name of the annotation that it answers.
    public var replyTo: String?
    public var pdf: JSON?
    public var xfdf: String

    /// All of it.
    public init(
        kind: String,
        id: String? = nil,
        leftOut: [String] = [],
        page: PageId? = nil,
        replyTo: String? = nil,
        pdf: JSON? = nil,
        xfdf: String = ""
    ) {
        self.kind = kind
        self.id = id
        self.leftOut = leftOut
        self.page = page
        self.replyTo = replyTo
        self.pdf = pdf
        self.xfdf = xfdf
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        self.kind = try box.decode(String.self, forKey: "kind")
        self.id = try box.decodeIfPresent(String.self, forKey: "id")
        self.leftOut = try box.decodeIfPresent([String].self, forKey: "left_out") ?? []
        self.page = try box.decodeIfPresent(PageId.self, forKey: "page")
        self.replyTo = try box.decodeIfPresent(String.self, forKey: "reply_to")
        self.pdf = try box.decodeIfPresent(JSON.self, forKey: "pdf")
        self.xfdf = try box.decodeIfPresent(String.self, forKey: "xfdf") ?? ""
    }

    private enum CodingKeys: String, CodingKey {
        case kind = "kind"
        case id = "id"
        case leftOut = "left_out"
        case page = "page"
        case replyTo = "reply_to"
        case pdf = "pdf"
        case xfdf = "xfdf"
    }
}

/// A page of a copy, as programs that place annotations in points need it.
public struct PaperPage: Codable, Equatable, Sendable {
    /// Its name.
    public var id: PageId
    /// What is shown of it, in the file's own unit: left, bottom, right, top.
    public var visible: [Double]
    /// Quarter turns clockwise that the file asks for, in degrees.
    public var rotate: Rotation
    /// The size of the file's own unit in points.
    public var userUnit: Double

    /// All of it.
    public init(
        id: PageId,
        visible: [Double],
        rotate: Rotation = Rotation(rawValue: 0),
        userUnit: Double = 1.0
    ) {
        self.id = id
        self.visible = visible
        self.rotate = rotate
        self.userUnit = userUnit
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        self.id = try box.decode(PageId.self, forKey: "id")
        self.visible = try box.decode([Double].self, forKey: "visible")
        self.rotate = try box.decodeIfPresent(Rotation.self, forKey: "rotate") ?? Rotation(rawValue: 0)
        self.userUnit = try box.decodeIfPresent(Double.self, forKey: "user_unit") ?? 1.0
    }

    private enum CodingKeys: String, CodingKey {
        case id = "id"
        case visible = "visible"
        case rotate = "rotate"
        case userUnit = "user_unit"
    }
}

/// An annotation of another program that became one of ours.
public struct Simplified: Codable, Equatable, Sendable {
    /// Which.
    public var id: AnnotationId
    /// The keys or attributes that said something ours cannot say.
    public var without: [String]

    /// All of it.
    public init(id: AnnotationId, without: [String]) {
        self.id = id
        self.without = without
    }
}

/// What stands under `Exchange`.
public enum Exchange {
    /// Reads annotations as JSON.
    /// - Parameter json: The file.
    /// - Parameter pages: The names of the copy's pages, in order.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func fromJson(json: Bytes, pages: [PageId]) throws -> Annotations {
        try Call("flatten::exchange::from_json", ["json": json, "pages": pages]).run()
    }

    /// Reads the annotations of a PDF.
    /// - Parameter document: The copy, with annotations of any program.
    /// - Parameter pages: The names of its pages, in order.
    /// - Parameter progress: Hears how many units of how many are done, on any thread.
    /// - Throws: ``KorrigoError``: what the engine refuses; `CancellationError` when the task was cancelled.
    public static func fromPdf(document: any Openable, pages: [PageId], progress: ProgressHandler? = nil) async throws -> Annotations {
        try await Call("flatten::exchange::from_pdf", ["document": document, "pages": pages]).wait(progress)
    }

    /// Reads annotations as XFDF.
    /// - Parameter xfdf: The file.
    /// - Parameter pages: The copy's pages.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func fromXfdf(xfdf: Bytes, pages: [PaperPage]) throws -> Annotations {
        try Call("flatten::exchange::from_xfdf", ["xfdf": xfdf, "pages": pages]).run()
    }

    /// Writes annotations as JSON.
    /// - Parameter annotations: The annotations.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func toJson(annotations: Annotations) throws -> Bytes {
        try Call("flatten::exchange::to_json", ["annotations": annotations]).run()
    }

    /// Writes annotations as XFDF.
    /// - Parameter annotations: The annotations.
    /// - Parameter pages: The copy's pages.
    /// - Parameter authors: Whether the file says who made them.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func toXfdf(annotations: Annotations, pages: [PaperPage], authors: Bool = false) throws -> Bytes {
        try Call("flatten::exchange::to_xfdf", ["annotations": annotations, "pages": pages, "authors": authors]).run()
    }
}

/// What stands under `Pages`.
public enum Pages {
    /// The pages of a copy, for XFDF.
    /// - Parameter document: The copy.
    /// - Parameter pages: The names of its pages, in order.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func of(document: any Openable, pages: [PageId]) throws -> [PaperPage] {
        try Call("flatten::exchange::Pages::of", ["document": document, "pages": pages]).run()
    }
}
