// Written by bindings-common/generate/swift.py from the table of calls: change that, not this.
// swift-format-ignore-file
import Foundation

/// What stands under `Fonts`.
public enum Fonts {
    /// The characters of a text that no font has.
    /// - Parameter text: The text.
    /// - Parameter fonts: Fonts beside the standard one.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func missing(text: String, fonts: [Bytes] = []) throws -> [String] {
        try Call("typeset::Fonts::missing", ["text": text, "fonts": fonts]).run()
    }
}
