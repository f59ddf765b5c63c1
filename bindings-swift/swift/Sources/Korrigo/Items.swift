// Files, and what else crosses to the engine without being JSON.
import Foundation
internal import KorrigoNative

/// Something that the engine holds; it goes when nobody holds it.
public class Handle: Codable, Equatable {
    let item: KorrigoNative.Item

    required init(item: KorrigoNative.Item) { self.item = item }

    /// Only a call reads one: it has no JSON of its own.
    public required convenience init(from decoder: any Decoder) throws {
        let box = try decoder.singleValueContainer()
        guard let item = (decoder.userInfo[.tray] as? Tray)?.item(try box.decode(Int.self)) else {
            throw DecodingError.dataCorruptedError(in: box, debugDescription: "an item is named that is not there")
        }
        self.init(item: item)
    }

    /// Only a call writes one: it has no JSON of its own.
    public func encode(to encoder: any Encoder) throws {
        guard let tray = encoder.userInfo[.tray] as? Tray else {
            throw EncodingError.invalidValue(
                self, .init(codingPath: encoder.codingPath, debugDescription: "a file or document has no JSON"))
        }
        var box = encoder.singleValueContainer()
        try box.encode(tray.put(forCall(tray)))
    }

    func forCall(_ tray: Tray) -> KorrigoNative.Item { item }

    public static func == (one: Handle, other: Handle) -> Bool { one === other }
}

/// What a document can be read from: ``Bytes``, an open ``Document``, or a ``RedactedPdf``.
public protocol Openable: Encodable, Sendable {}

/// Several of them, as a parameter.
struct Files: Encodable, Sendable {
    let files: [any Openable]

    init(_ files: [any Openable]) { self.files = files }

    func encode(to encoder: any Encoder) throws {
        var box = encoder.unkeyedContainer()
        for file in files { try box.encode(file) }
    }
}

/// A file. It crosses to the engine once, however many calls read it; from a path it does not cross at all.
public final class Bytes: Handle, Openable, @unchecked Sendable {
    /// A file from memory: copied once.
    public convenience init(_ data: Data) { self.init(item: .bytes(bytes: data)) }

    /// A file of text in UTF-8.
    public convenience init(_ text: String) { self.init(Data(text.utf8)) }

    /// A file from a path, read by the engine.
    public convenience init(contentsOf url: URL) throws {
        self.init(item: try ours { try .read(path: url.path) })
    }

    /// How many bytes it has.
    public var count: Int { Int(item.size()) }

    /// Its bytes: copied once.
    public var data: Data { item.toBytes() }

    /// Writes it to a path; nothing crosses.
    public func write(to url: URL) throws { try ours { try item.write(path: url.path) } }
}

extension RedactedPdf {
    /// Writes the redacted file to a path; nothing crosses.
    public func write(to url: URL) throws { try ours { try item.write(path: url.path) } }
}

private func ours<T>(_ work: () throws -> T) throws -> T {
    do {
        return try work()
    } catch CallError.Failed(let failure) {
        throw try JSONDecoder().decode(KorrigoError.self, from: Data(failure.utf8))
    }
}
