// Written by bindings-common/generate/swift.py from the table of calls: change that, not this.
// swift-format-ignore-file
import Foundation

/// What a pixel is made of.
public enum Colour: String, CaseIterable, Codable, Sendable {
    /// One byte: 0 is black, 255 is white. From colour by the weights of Rec. 601, as JPEG's Y.
    case grey = "grey"
    /// Three bytes: red, green, blue, as sRGB.
    case rgb = "rgb"
}

/// A picture.
public struct Picture: Codable, Equatable, Sendable {
    /// Columns.
    public var width: Int
    /// Rows.
    public var height: Int
    /// Grey or colour.
    public var colour: Colour
    /// Dots an inch.
    public var dpi: Double
    /// The picture, as it was asked for.
    public var image: Bytes

    /// All of it.
    public init(width: Int, height: Int, colour: Colour, dpi: Double, image: Bytes) {
        self.width = width
        self.height = height
        self.colour = colour
        self.dpi = dpi
        self.image = image
    }
}

/// How a picture is stored.
public enum PictureFormat: Codable, Equatable, Sendable {
    /// PNG, without loss.
    case png
    /// JPEG.
    case jpeg(quality: Int)
    /// WebP, without loss.
    case webp
    /// The pixels themselves, row by row from the top: a byte each for grey, three for colour.
    case pixels

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        let which = try box.decode(String.self, forKey: "kind")
        switch which {
        case "png": self = .png
        case "jpeg": 
            self = .jpeg(
                quality: try box.decode(Int.self, forKey: "quality"))
        case "webp": self = .webp
        case "pixels": self = .pixels
        default: throw unknown(which, decoder)
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .png:
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("png", forKey: "kind")
        case let .jpeg(quality):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("jpeg", forKey: "kind")
            try box.encode(quality, forKey: "quality")
        case .webp:
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("webp", forKey: "kind")
        case .pixels:
            var box = encoder.container(keyedBy: Key.self)
            try box.encode("pixels", forKey: "kind")
        }
    }
}

/// How a picture is made.
public struct PictureOptions: Codable, Equatable, Sendable {
    /// The part of the page that is shown, in displayed, normalised coordinates of the turned page.
    public var clip: NormalizedRect?
    /// Grey or colour.
    public var colour: Colour
    /// How the picture is stored.
    public var format: PictureFormat?
    /// Quarter turns clockwise, in degrees.
    public var rotate: Rotation

    /// All of it.
    public init(
        clip: NormalizedRect? = nil,
        colour: Colour = .grey,
        format: PictureFormat? = nil,
        rotate: Rotation = Rotation(rawValue: 0)
    ) {
        self.clip = clip
        self.colour = colour
        self.format = format
        self.rotate = rotate
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        self.clip = try box.decodeIfPresent(NormalizedRect.self, forKey: "clip")
        self.colour = try box.decodeIfPresent(Colour.self, forKey: "colour") ?? .grey
        self.format = try box.decodeIfPresent(PictureFormat.self, forKey: "format")
        self.rotate = try box.decodeIfPresent(Rotation.self, forKey: "rotate") ?? Rotation(rawValue: 0)
    }

    private enum CodingKeys: String, CodingKey {
        case clip = "clip"
        case colour = "colour"
        case format = "format"
        case rotate = "rotate"
    }
}

/// What stands under `Raster`.
public enum Raster {
    /// A page as a picture.
    /// - Parameter document: The document.
    /// - Parameter page: The page, from 0.
    /// - Parameter dpi: Dots an inch.
    /// - Parameter options: How the picture is made.
    /// - Parameter progress: Hears how many units of how many are done, on any thread.
    /// - Throws: ``KorrigoError``: what the engine refuses; `CancellationError` when the task was cancelled.
    public static func page(
        document: any Openable,
        page: Int,
        dpi: Double,
        options: PictureOptions? = nil,
        progress: ProgressHandler? = nil
    ) async throws -> Picture {
        try await Call("raster::page", ["document": document, "page": page, "dpi": dpi, "options": options]).wait(progress)
    }

    /// A page as large as fits.
    /// - Parameter document: The document.
    /// - Parameter page: The page, from 0.
    /// - Parameter width: The most columns.
    /// - Parameter height: The most rows.
    /// - Parameter options: How the picture is made.
    /// - Parameter progress: Hears how many units of how many are done, on any thread.
    /// - Throws: ``KorrigoError``: what the engine refuses; `CancellationError` when the task was cancelled.
    public static func thumbnail(
        document: any Openable,
        page: Int,
        width: Int,
        height: Int,
        options: PictureOptions? = nil,
        progress: ProgressHandler? = nil
    ) async throws -> Picture {
        try await Call("raster::thumbnail", ["document": document, "page": page, "width": width, "height": height, "options": options]).wait(progress)
    }
}
