// Written by bindings-common/generate/swift.py from the table of calls: change that, not this.
// swift-format-ignore-file
import Foundation

/// A file with the name it came with.
public struct NamedFile: Codable, Equatable, Sendable {
    /// The name.
    public var name: String
    /// The file.
    public var source: Bytes

    /// All of it.
    public init(name: String, source: Bytes) {
        self.name = name
        self.source = source
    }
}

/// A file as a PDF.
public struct WrappedFile: Codable, Equatable, Sendable {
    /// The name it came with, or that of the pile it belongs to.
    public var name: String
    /// The PDF.
    public var pdf: Bytes
    /// Pages, from 0, whose density was not in the image and was assumed.
    public var densityAssumed: [Int]

    /// All of it.
    public init(name: String, pdf: Bytes, densityAssumed: [Int]) {
        self.name = name
        self.pdf = pdf
        self.densityAssumed = densityAssumed
    }

    private enum CodingKeys: String, CodingKey {
        case name = "name"
        case pdf = "pdf"
        case densityAssumed = "density_assumed"
    }
}

/// What stands under `Wrap`.
public enum Wrap {
    /// Scans of any kind as PDFs: images become pages.
    /// - Parameter files: The files, in any order: PDFs stay as they are, images become pages.
    /// - Parameter limits: What reading them may cost.
    /// - Parameter progress: Hears how many units of how many are done, on any thread.
    /// - Throws: ``KorrigoError``: what the engine refuses; `CancellationError` when the task was cancelled.
    public static func toPdf(files: [NamedFile], limits: Limits? = nil, progress: ProgressHandler? = nil) async throws -> [WrappedFile] {
        try await Call("document::wrap::to_pdf", ["files": files, "limits": limits]).wait(progress)
    }
}
