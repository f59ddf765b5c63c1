// Written by bindings-common/generate/swift.py from the table of calls: change that, not this.
// swift-format-ignore-file
import Foundation

/// Which part of an upright sheet side is a page.
public enum Half: String, CaseIterable, Codable, Sendable {
    /// Left of the fold.
    case left = "left"
    /// Right of the fold.
    case right = "right"
    /// A single page: there is no fold.
    case whole = "whole"
}

/// A rectangle on a displayed page: origin top left, y down, sides of the page are 1.
/// `0 <= x`, `0 <= y`, `w > 0`, `h > 0`, `x + w <= 1`, `y + h <= 1` (tolerance 1e-9); finite numbers only.
public struct NormalizedRect: Codable, Equatable, Sendable {
    public var x: Double
    public var y: Double
    public var w: Double
    public var h: Double

    /// All of it.
    public init(x: Double, y: Double, w: Double, h: Double) {
        self.x = x
        self.y = y
        self.w = w
        self.h = h
    }
}

/// A point. The unit and the direction of y are those of the space it is said to be in.
public struct Point: Codable, Equatable, Sendable {
    /// To the right.
    public var x: Double
    /// Up in PDF user space, down in displayed space and in pixels.
    public var y: Double

    /// All of it.
    public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }
}

/// Quarter turns clockwise, in degrees.
public struct Rotation: NumberValue {
    /// The number.
    public let rawValue: Int

    /// A value of this number; the engine refuses what is none when it meets it.
    public init(rawValue: Int) { self.rawValue = rawValue }
}
