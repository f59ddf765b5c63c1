// Written by bindings-common/generate/swift.py from the table of calls: change that, not this.
// swift-format-ignore-file
import Foundation

/// A copy's file.
public struct SplitFile: Codable, Equatable, Sendable {
    /// The copy's index in the plan; for a page of the review tray, its place in the tray.
    public var index: Int
    /// The PDF.
    public var pdf: Bytes
    /// The names of its pages, in order: they stand nowhere in the file.
    public var pages: [PageId]
    /// What is not stored as the scan stored it, by page.
    public var notes: [Note]

    /// All of it.
    public init(index: Int, pdf: Bytes, pages: [PageId], notes: [Note]) {
        self.index = index
        self.pdf = pdf
        self.pages = pages
        self.notes = notes
    }
}

/// How copies are written.
public struct SplitOptions: Codable, Equatable, Sendable {
    /// Keeps a page whole that holds what cannot be cut, and notes it (`NoteKind::KeptWhole`): the other half is
    /// then in the file too, so a person must look before anybody else gets it. Without it such a page refuses its
    /// copy.
    public var keepUncut: Bool
    /// Turns skewed halves straight, by a matrix. Without it a page looks as it was scanned; it is cut along the
    /// same slanted line.
    public var straighten: Bool

    /// All of it.
    public init(keepUncut: Bool = false, straighten: Bool = true) {
        self.keepUncut = keepUncut
        self.straighten = straighten
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        self.keepUncut = try box.decodeIfPresent(Bool.self, forKey: "keep_uncut") ?? false
        self.straighten = try box.decodeIfPresent(Bool.self, forKey: "straighten") ?? true
    }

    private enum CodingKeys: String, CodingKey {
        case keepUncut = "keep_uncut"
        case straighten = "straighten"
    }
}

/// What stands under `Split`.
public enum Split {
    /// Writes every copy of the plan. A caller that takes copies as they are written gets them in any order and an
    /// empty list at the end; else all are given together, in order.
    /// - Parameter plan: The plan.
    /// - Parameter sources: The plan's scans, in its order.
    /// - Parameter options: How copies are written.
    /// - Parameter take: Takes each result as soon as it is there; the answer then holds none.
    /// - Parameter progress: Hears how many units of how many are done, on any thread.
    /// - Throws: ``KorrigoError``: what the engine refuses; `CancellationError` when the task was cancelled.
    public static func apply(
        plan: SplitPlan,
        sources: [any Openable],
        options: SplitOptions? = nil,
        take: (@Sendable (SplitFile) throws -> Void)? = nil,
        progress: ProgressHandler? = nil
    ) async throws -> [SplitFile] {
        try await Call("split::apply", ["plan": plan, "sources": Files(sources), "options": options]).wait(progress, take)
    }

    /// Writes one copy of the plan.
    /// - Parameter plan: The plan.
    /// - Parameter index: The copy, or the place in the review tray, from 0.
    /// - Parameter sources: The plan's scans, in its order.
    /// - Parameter options: How copies are written.
    /// - Parameter progress: Hears how many units of how many are done, on any thread.
    /// - Throws: ``KorrigoError``: what the engine refuses; `CancellationError` when the task was cancelled.
    public static func copy(
        plan: SplitPlan,
        index: Int,
        sources: [any Openable],
        options: SplitOptions? = nil,
        progress: ProgressHandler? = nil
    ) async throws -> SplitFile {
        try await Call("split::copy", ["plan": plan, "index": index, "sources": Files(sources), "options": options]).wait(progress)
    }

    /// Writes one page of the review tray.
    /// - Parameter plan: The plan.
    /// - Parameter index: The copy, or the place in the review tray, from 0.
    /// - Parameter sources: The plan's scans, in its order.
    /// - Parameter options: How copies are written.
    /// - Parameter progress: Hears how many units of how many are done, on any thread.
    /// - Throws: ``KorrigoError``: what the engine refuses; `CancellationError` when the task was cancelled.
    public static func reviewPage(
        plan: SplitPlan,
        index: Int,
        sources: [any Openable],
        options: SplitOptions? = nil,
        progress: ProgressHandler? = nil
    ) async throws -> SplitFile {
        try await Call("split::review_page", ["plan": plan, "index": index, "sources": Files(sources), "options": options]).wait(progress)
    }
}
