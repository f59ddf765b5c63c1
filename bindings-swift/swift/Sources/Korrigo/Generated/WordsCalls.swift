// Written by bindings-common/generate/swift.py from the table of calls: change that, not this.
// swift-format-ignore-file
import Foundation

/// A language of reports and messages.
public enum Language: String, CaseIterable, Codable, Sendable {
    /// English.
    case english = "english"
    /// French.
    case french = "french"
}

/// The most that a call may read, decode and do; what is left out is as for a school.
public struct Limits: Codable, Equatable, Sendable {
    /// Candidates of one roster.
    public var maxCandidates: Int?
    /// Bytes that one page may decode to.
    public var maxDecodedBytes: Int?
    /// Nesting of objects.
    public var maxDepth: Int?
    /// Bytes of one input file.
    public var maxFileBytes: Int?
    /// Pixels of one image.
    public var maxImagePixels: Int?
    /// Objects of one file.
    public var maxObjects: Int?
    /// Pages of one input file.
    public var maxPages: Int?
    /// Steps of work on one page.
    public var maxWork: Int?

    /// All of it.
    public init(
        maxCandidates: Int? = nil,
        maxDecodedBytes: Int? = nil,
        maxDepth: Int? = nil,
        maxFileBytes: Int? = nil,
        maxImagePixels: Int? = nil,
        maxObjects: Int? = nil,
        maxPages: Int? = nil,
        maxWork: Int? = nil
    ) {
        self.maxCandidates = maxCandidates
        self.maxDecodedBytes = maxDecodedBytes
        self.maxDepth = maxDepth
        self.maxFileBytes = maxFileBytes
        self.maxImagePixels = maxImagePixels
        self.maxObjects = maxObjects
        self.maxPages = maxPages
        self.maxWork = maxWork
    }

    private enum CodingKeys: String, CodingKey {
        case maxCandidates = "max_candidates"
        case maxDecodedBytes = "max_decoded_bytes"
        case maxDepth = "max_depth"
        case maxFileBytes = "max_file_bytes"
        case maxImagePixels = "max_image_pixels"
        case maxObjects = "max_objects"
        case maxPages = "max_pages"
        case maxWork = "max_work"
    }
}

/// A text of its own kind.
public struct PageId: TextValue {
    /// The text.
    public let rawValue: String

    /// A value of this text; the engine refuses what is none when it meets it.
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// A text of its own kind.
public struct SourceHash: TextValue {
    /// The text.
    public let rawValue: String

    /// A value of this text; the engine refuses what is none when it meets it.
    public init(rawValue: String) { self.rawValue = rawValue }
}
