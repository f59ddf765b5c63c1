// Written by bindings-common/generate/swift.py from the table of calls: change that, not this.
// swift-format-ignore-file
import Foundation

/// What stands under `Testing`.
public enum Testing {
    /// Meets a defect, so that a package can show that none crosses its boundary.
    /// - Throws: ``KorrigoError``: what the engine refuses.
    public static func panic() throws {
        try Call("testing::panic", [:]).done()
    }
}
