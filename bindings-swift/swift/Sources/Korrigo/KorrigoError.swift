// Why a call gave nothing.
import Foundation

/// A refusal: a stable code, what was found, and what to do about it. Holds nothing of a paper's content.
public struct KorrigoError: Error, Codable, Equatable, Sendable {
    /// The same in every language.
    public let code: Code
    /// What was found, and which rule it breaks.
    public let message: String
    /// A finer, stable name for the cause, such as `jpeg.truncated`.
    public let detail: String?
    /// What the user can do about it.
    public let hint: String?
    /// The page of the source, from 0.
    public let page: Int?
    /// The other checks that failed at the same time.
    public let also: [KorrigoError]
    /// What the copy machine says beside it: where the copy stands, what is allowed, what it collided with.
    public let refusal: JSON?

    /// A refusal of one's own, as a store gives it.
    public init(
        code: Code, message: String, detail: String? = nil, hint: String? = nil, page: Int? = nil,
        also: [KorrigoError] = [], refusal: JSON? = nil
    ) {
        self.code = code
        self.message = message
        self.detail = detail
        self.hint = hint
        self.page = page
        self.also = also
        self.refusal = refusal
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        // A code that is not known here was made by a newer version.
        code = Code(rawValue: try box.decode(String.self, forKey: "code")) ?? .internal
        message = try box.decode(String.self, forKey: "message")
        detail = try box.decodeIfPresent(String.self, forKey: "detail")
        hint = try box.decodeIfPresent(String.self, forKey: "hint")
        page = try box.decodeIfPresent(Int.self, forKey: "page")
        also = try box.decodeIfPresent([KorrigoError].self, forKey: "also") ?? []
        refusal = try box.decodeIfPresent(JSON.self, forKey: "refusal")
    }
}

extension KorrigoError: LocalizedError, CustomStringConvertible {
    /// Code, message and hint.
    public var description: String { "\(code.rawValue): \(message)" + (hint.map { " (\($0))" } ?? "") }
    /// The message.
    public var errorDescription: String? { message }
    /// The hint.
    public var recoverySuggestion: String? { hint }
}
