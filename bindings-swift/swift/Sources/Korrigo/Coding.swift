// Values and their JSON: what the generated types are written with.
import Foundation

/// A key by its name.
struct Key: CodingKey, ExpressibleByStringLiteral {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringLiteral name: String) { stringValue = name }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

/// Which variant of a union without a tag it is: the only field of an object, or a text.
func variant(_ decoder: any Decoder) throws -> (String, KeyedDecodingContainer<Key>?) {
    if let name = try? decoder.singleValueContainer().decode(String.self) { return (name, nil) }
    let box = try decoder.container(keyedBy: Key.self)
    guard let only = box.allKeys.first, box.allKeys.count == 1 else {
        throw DecodingError.dataCorrupted(
            .init(codingPath: decoder.codingPath, debugDescription: "an object of one field is expected"))
    }
    return (only.stringValue, box)
}

/// A name that this version does not know: what is written was made by a newer one.
func unknown(_ name: String, _ decoder: any Decoder) -> DecodingError {
    .dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "`\(name)` is not known to korrigo \(korrigoVersion)"))
}

/// A text of its own kind: an id, a name, a hash.
public protocol TextValue: RawRepresentable, Codable, Hashable, Sendable, ExpressibleByStringLiteral,
    CustomStringConvertible
where RawValue == String {
    /// A value of this text.
    init(rawValue: String)
}

extension TextValue {
    public init(stringLiteral text: String) { self.init(rawValue: text) }
    /// The text.
    public var description: String { rawValue }
}

/// A number of its own kind: a time, a fence.
public protocol NumberValue: RawRepresentable, Codable, Hashable, Comparable, Sendable where RawValue: Comparable {
    /// A value of this number.
    init(rawValue: RawValue)
}

extension NumberValue {
    public static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }
}

/// Two values that belong together; in JSON an array of two.
public struct Pair<First, Second> {
    /// The first.
    public var first: First
    /// The second.
    public var second: Second

    /// Both.
    public init(_ first: First, _ second: Second) {
        self.first = first
        self.second = second
    }
}

extension Pair: Sendable where First: Sendable, Second: Sendable {}
extension Pair: Equatable where First: Equatable, Second: Equatable {}
extension Pair: Decodable where First: Decodable, Second: Decodable {
    public init(from decoder: any Decoder) throws {
        var box = try decoder.unkeyedContainer()
        self.init(try box.decode(First.self), try box.decode(Second.self))
    }
}
extension Pair: Encodable where First: Encodable, Second: Encodable {
    public func encode(to encoder: any Encoder) throws {
        var box = encoder.unkeyedContainer()
        try box.encode(first)
        try box.encode(second)
    }
}

/// Any JSON.
public enum JSON: Codable, Equatable, Sendable {
    case null
    case bool(Bool)
    case int(Int)
    case double(Double)
    case text(String)
    case array([JSON])
    case object([String: JSON])

    public init(from decoder: any Decoder) throws {
        let box = try decoder.singleValueContainer()
        if box.decodeNil() {
            self = .null
        } else if let value = try? box.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? box.decode(Int.self) {
            self = .int(value)
        } else if let value = try? box.decode(Double.self) {
            self = .double(value)
        } else if let value = try? box.decode(String.self) {
            self = .text(value)
        } else if let value = try? box.decode([JSON].self) {
            self = .array(value)
        } else {
            self = .object(try box.decode([String: JSON].self))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var box = encoder.singleValueContainer()
        switch self {
        case .null: try box.encodeNil()
        case .bool(let value): try box.encode(value)
        case .int(let value): try box.encode(value)
        case .double(let value): try box.encode(value)
        case .text(let value): try box.encode(value)
        case .array(let value): try box.encode(value)
        case .object(let value): try box.encode(value)
        }
    }

    /// A field of an object; `nil` where there is none.
    public subscript(_ name: String) -> JSON? {
        guard case .object(let fields) = self else { return nil }
        return fields[name]
    }
}
