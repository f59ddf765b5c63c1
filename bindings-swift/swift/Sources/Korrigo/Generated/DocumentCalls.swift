// Written by bindings-common/generate/swift.py from the table of calls: change that, not this.
// swift-format-ignore-file
import Foundation

/// Active content of one kind in one place.
public struct ActiveContent: Codable, Equatable, Sendable {
    /// What kind of thing it is.
    public var kind: ActiveKind
    /// Where it is.
    public var `where`: ActivePlace
    /// How many of them.
    public var count: Int
    /// On which page, from 0, where it is on one.
    public var page: Int?

    /// All of it.
    public init(kind: ActiveKind, `where`: ActivePlace, count: Int, page: Int? = nil) {
        self.kind = kind
        self.where = `where`
        self.count = count
        self.page = page
    }
}

/// What kind of thing it is.
public enum ActiveKind: String, CaseIterable, Codable, Sendable {
    /// A script.
    case javascript = "javascript"
    /// An action that starts a program or opens a file.
    case launch = "launch"
    /// A file inside the file.
    case embeddedFile = "embedded_file"
    /// A link to the network.
    case uri = "uri"
    /// A form that sends what was typed.
    case submitForm = "submit_form"
    /// A form that fills itself from a file.
    case importData = "import_data"
    /// A link into another file.
    case remoteFile = "remote_file"
    /// A sound, a film, a model in three dimensions or other rich media.
    case richMedia = "rich_media"
    /// A form of the XML kind, with scripts of its own.
    case xfa = "xfa"
    /// Something that happens when the file is opened.
    case openAction = "open_action"
}

/// Where it is.
public enum ActivePlace: String, CaseIterable, Codable, Sendable {
    /// The catalogue: when the file is opened, saved or printed.
    case catalog = "catalog"
    /// The name trees.
    case names = "names"
    /// The form.
    case form = "form"
    /// The outline.
    case outline = "outline"
    /// A page: when it is shown or left.
    case page = "page"
    /// An annotation: a link, a button, an attachment.
    case annotation = "annotation"
    /// An object that nothing above leads to.
    case object = "object"
}

/// An open PDF.
public final class Document: Handle, Openable, @unchecked Sendable {}

/// All that `korrigo inspect` tells.
public struct Inspection: Codable, Equatable, Sendable {
    /// How many pages.
    public var pageCount: Int
    /// The pages, in order.
    public var pages: [PageInspection]
    /// Whether the file is encrypted.
    public var encrypted: Bool
    /// Whether something was not where the file says and had to be looked for or left out.
    public var repaired: Bool
    /// What the two readers count.
    public var readers: Readers
    /// What does something, or leads out of the file.
    public var activeContent: [ActiveContent]

    /// All of it.
    public init(
        pageCount: Int,
        pages: [PageInspection],
        encrypted: Bool,
        repaired: Bool,
        readers: Readers,
        activeContent: [ActiveContent]
    ) {
        self.pageCount = pageCount
        self.pages = pages
        self.encrypted = encrypted
        self.repaired = repaired
        self.readers = readers
        self.activeContent = activeContent
    }

    private enum CodingKeys: String, CodingKey {
        case pageCount = "page_count"
        case pages = "pages"
        case encrypted = "encrypted"
        case repaired = "repaired"
        case readers = "readers"
        case activeContent = "active_content"
    }
}

/// What is told of one image.
public struct LayerInspection: Codable, Equatable, Sendable {
    /// `jpeg`, `ccitt`, `jbig2`, `jpx`, `flate`, `lzw`, `run_length`, `raw` or `unknown`.
    public var codec: String
    /// Columns, as its dictionary says.
    public var width: Int
    /// Rows, as its dictionary says.
    public var height: Int
    /// Bits a sample, as its dictionary says; `None` where only the data say (JPX).
    public var bits: Int?

    /// All of it.
    public init(codec: String, width: Int, height: Int, bits: Int? = nil) {
        self.codec = codec
        self.width = width
        self.height = height
        self.bits = bits
    }
}

/// A page's size and turn, as displayed.
public struct PageFacts: Codable, Equatable, Sendable {
    /// Width in points of 1/72 inch, as displayed.
    public var widthPt: Double
    /// Height in points of 1/72 inch, as displayed.
    public var heightPt: Double
    /// Quarter turns clockwise that the file asks for, in degrees.
    public var rotate: Rotation
    /// The size of the file's own unit in points.
    public var userUnit: Double

    /// All of it.
    public init(widthPt: Double, heightPt: Double, rotate: Rotation, userUnit: Double) {
        self.widthPt = widthPt
        self.heightPt = heightPt
        self.rotate = rotate
        self.userUnit = userUnit
    }

    private enum CodingKeys: String, CodingKey {
        case widthPt = "width_pt"
        case heightPt = "height_pt"
        case rotate = "rotate"
        case userUnit = "user_unit"
    }
}

/// What is told of one page.
public struct PageInspection: Codable, Equatable, Sendable {
    /// Width as shown, in points of 1/72 inch.
    public var widthPt: Double
    /// Height as shown, in points of 1/72 inch.
    public var heightPt: Double
    /// How far the page is turned clockwise to be shown.
    public var rotate: Rotation
    /// Size of one unit of user space, in points.
    public var userUnit: Double
    /// The images, in the order they are drawn.
    public var layers: [LayerInspection]
    /// Pixels an inch of the largest image, as it is drawn; `None` where there is none.
    public var dpi: Double?

    /// All of it.
    public init(
        widthPt: Double,
        heightPt: Double,
        rotate: Rotation,
        userUnit: Double,
        layers: [LayerInspection],
        dpi: Double? = nil
    ) {
        self.widthPt = widthPt
        self.heightPt = heightPt
        self.rotate = rotate
        self.userUnit = userUnit
        self.layers = layers
        self.dpi = dpi
    }

    private enum CodingKeys: String, CodingKey {
        case widthPt = "width_pt"
        case heightPt = "height_pt"
        case rotate = "rotate"
        case userUnit = "user_unit"
        case layers = "layers"
        case dpi = "dpi"
    }
}

/// The number of pages that each reader counts; `None` where it cannot read the file.
public struct Readers: Codable, Equatable, Sendable {
    /// By hayro, which renders.
    public var hayro: Int?
    /// In lopdf's objects, which everything here works on.
    public var lopdf: Int?

    /// All of it.
    public init(hayro: Int? = nil, lopdf: Int? = nil) {
        self.hayro = hayro
        self.lopdf = lopdf
    }
}

extension Document {
    /// The SHA-256 of the file.
    /// - Parameter progress: Hears how many units of how many are done, on any thread.
    /// - Throws: ``KorrigoError``: what the engine refuses; `CancellationError` when the task was cancelled.
    public func hash(progress: ProgressHandler? = nil) async throws -> SourceHash {
        try await Call("document::Document::hash", ["this": self]).wait(progress)
    }

    /// What is in the document: pages, sizes, layers, active content.
    /// - Parameter progress: Hears how many units of how many are done, on any thread.
    /// - Throws: ``KorrigoError``: what the engine refuses; `CancellationError` when the task was cancelled.
    public func inspect(progress: ProgressHandler? = nil) async throws -> Inspection {
        try await Call("document::Document::inspect", ["this": self]).wait(progress)
    }

    /// Whether it was encrypted.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func isEncrypted() throws -> Bool {
        try Call("document::Document::is_encrypted", ["this": self]).run()
    }

    /// Whether it had to be repaired.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func isRepaired() throws -> Bool {
        try Call("document::Document::is_repaired", ["this": self]).run()
    }

    /// Opens a PDF that nobody vouches for.
    /// - Parameter source: The file.
    /// - Parameter limits: What reading it may cost.
    /// - Parameter name: The name it came with; its ending is checked.
    /// - Parameter password: The password of an encrypted file.
    /// - Parameter progress: Hears how many units of how many are done, on any thread.
    /// - Throws: ``KorrigoError``: what the engine refuses; `CancellationError` when the task was cancelled.
    public static func open(
        source: Bytes,
        limits: Limits? = nil,
        name: String? = nil,
        password: String? = nil,
        progress: ProgressHandler? = nil
    ) async throws -> Document {
        try await Call("document::Document::open", ["source": source, "limits": limits, "name": name, "password": password]).wait(progress)
    }

    /// How many pages it has.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func pageCount() throws -> Int {
        try Call("document::Document::page_count", ["this": self]).run()
    }

    /// How many pages each reader found.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func readers() throws -> Readers {
        try Call("document::Document::readers", ["this": self]).run()
    }

    /// Whether the readers found different pages.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func readersDisagree() throws -> Bool {
        try Call("document::Document::readers_disagree", ["this": self]).run()
    }

    /// Pixels an inch of a page's main image.
    /// - Parameter page: The page, from 0.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func resolution(page: Int) throws -> Double? {
        try Call("document::Document::resolution", ["this": self, "page": page]).run()
    }

    /// A page's size and turn, as displayed.
    /// - Parameter page: The page, from 0.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public func pageGeometry(page: Int) throws -> PageFacts {
        try Call("document::Page::geometry", ["this": self, "page": page]).run()
    }

    /// What is in a PDF: pages, sizes, layers, active content.
    /// - Parameter source: The file.
    /// - Parameter limits: What reading it may cost.
    /// - Parameter name: The name it came with; its ending is checked.
    /// - Parameter password: The password of an encrypted file.
    /// - Parameter progress: Hears how many units of how many are done, on any thread.
    /// - Throws: ``KorrigoError``: what the engine refuses; `CancellationError` when the task was cancelled.
    public static func inspect(
        source: Bytes,
        limits: Limits? = nil,
        name: String? = nil,
        password: String? = nil,
        progress: ProgressHandler? = nil
    ) async throws -> Inspection {
        try await Call("document::inspect", ["source": source, "limits": limits, "name": name, "password": password]).wait(progress)
    }
}
