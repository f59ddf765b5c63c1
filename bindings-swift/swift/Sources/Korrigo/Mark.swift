// Marks are exact decimals.
import Foundation

/// Points: an exact decimal with at most two places. `1.5` and `1.50` are the same mark.
public struct Mark: Hashable, Comparable, Codable, Sendable, LosslessStringConvertible, ExpressibleByStringLiteral,
    ExpressibleByIntegerLiteral
{
    /// The points.
    public let points: Decimal

    /// No points.
    public static let zero = Mark(0 as Decimal)

    /// A mark of these points.
    public init(_ points: Decimal) { self.points = points }

    /// A mark as it is written: `1.5`; `nil` for what is no decimal.
    public init?(_ text: String) {
        let plain = text.allSatisfy { "0123456789.-+".contains($0) }
        guard plain, let points = Decimal(string: text, locale: Locale(identifier: "en_US_POSIX")) else { return nil }
        self.points = points
    }

    /// A mark of a decimal that is written in the source.
    public init(stringLiteral text: String) {
        guard let mark = Mark(text) else { preconditionFailure("`\(text)` is no decimal") }
        self = mark
    }

    /// A mark of whole points.
    public init(integerLiteral points: Int) { self.init(Decimal(points)) }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.singleValueContainer()
        if let points = try? box.decode(Decimal.self) {
            self.init(points)
            return
        }
        guard let mark = Mark(try box.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: box, debugDescription: "a decimal is expected")
        }
        self = mark
    }

    public func encode(to encoder: any Encoder) throws {
        var box = encoder.singleValueContainer()
        try box.encode(description)
    }

    /// The decimal, with a point in every language.
    public var description: String { points.description }

    public static func < (one: Mark, other: Mark) -> Bool { one.points < other.points }
}
