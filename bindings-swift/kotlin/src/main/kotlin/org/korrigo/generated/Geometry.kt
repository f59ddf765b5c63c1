// Written by bindings-common/generate/kotlin.py from the table of calls: change that, not this.
@file:Suppress("LongParameterList", "MaxLineLength", "TooManyFunctions", "RedundantVisibilityModifier")

package org.korrigo

import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonPrimitive

/** Which part of an upright sheet side is a page. */
public enum class Half(
    /** As it is written in JSON. */
    public val json: String,
) : Value {
    /** Left of the fold. */
    LEFT("left"),
    /** Right of the fold. */
    RIGHT("right"),
    /** A single page: there is no fold. */
    WHOLE("whole"),
    ;

    override fun write(tray: Tray): JsonElement = JsonPrimitive(json)

    public companion object : Reader<Half>() {
        override fun read(json: JsonElement, tray: Tray): Half =
            json.text().let { text -> entries.find { it.json == text } ?: unknown(text) }
    }
}

/**
 * A rectangle on a displayed page: origin top left, y down, sides of the page are 1.
 * `0 <= x`, `0 <= y`, `w > 0`, `h > 0`, `x + w <= 1`, `y + h <= 1` (tolerance 1e-9); finite numbers only.
 */
public data class NormalizedRect(
    public val x: Double,
    public val y: Double,
    public val w: Double,
    public val h: Double,
) : Value {
    override fun write(tray: Tray): JsonElement = record("x" to plain(x), "y" to plain(y), "w" to plain(w), "h" to plain(h))

    public companion object : Reader<NormalizedRect>() {
        override fun read(json: JsonElement, tray: Tray): NormalizedRect =
            NormalizedRect(
            x = json.part("x").float(),
            y = json.part("y").float(),
            w = json.part("w").float(),
            h = json.part("h").float(),
        )
    }
}

/** A point. The unit and the direction of y are those of the space it is said to be in. */
public data class Point(
    /** To the right. */
    public val x: Double,
    /** Up in PDF user space, down in displayed space and in pixels. */
    public val y: Double,
) : Value {
    override fun write(tray: Tray): JsonElement = record("x" to plain(x), "y" to plain(y))

    public companion object : Reader<Point>() {
        override fun read(json: JsonElement, tray: Tray): Point =
            Point(
            x = json.part("x").float(),
            y = json.part("y").float(),
        )
    }
}

/** Quarter turns clockwise, in degrees. */
@JvmInline
public value class Rotation(public val value: Long) : Value {
    override fun toString(): String = value.toString()

    override fun write(tray: Tray): JsonElement = plain(value)

    public companion object : Reader<Rotation>() {
        override fun read(json: JsonElement, tray: Tray): Rotation =
            Rotation(json.long())
    }
}
