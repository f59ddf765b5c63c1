// Marks are exact decimals.
package org.korrigo

import java.math.BigDecimal
import kotlinx.serialization.json.JsonElement

/** Points: an exact decimal with at most two places. `1.5` and `1.50` are the same mark. */
@JvmInline
public value class Mark private constructor(
    /** The points. */
    public val points: BigDecimal,
) : Value, Comparable<Mark> {
    override fun compareTo(other: Mark): Int = points.compareTo(other.points)

    override fun toString(): String = points.toPlainString()

    override fun write(tray: Tray): JsonElement = plain(toString())

    public companion object : Reader<Mark>() {
        /** No points. */
        public val ZERO: Mark = Mark(BigDecimal.ZERO)

        /** A mark of these points. */
        public operator fun invoke(points: BigDecimal): Mark =
            Mark(if (points.signum() == 0) BigDecimal.ZERO else points.stripTrailingZeros())

        /** A mark of whole points. */
        public operator fun invoke(points: Int): Mark = invoke(BigDecimal(points))

        /** A mark as it is written: `1.5`. */
        public operator fun invoke(points: String): Mark = 
            if (WRITTEN.matches(points)) invoke(BigDecimal(points)) else mismatch("a decimal is expected")

        private val WRITTEN = Regex("[+-]?[0-9]{1,12}([.][0-9]{1,12})?")

        override fun read(json: JsonElement, tray: Tray): Mark = invoke(json.decimal())
    }
}
