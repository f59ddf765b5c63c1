// Why a call gave nothing.
package org.korrigo

import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject

/** A refusal: a stable code, what was found, and what to do about it. Holds nothing of a paper's content. */
public class KorrigoException(
    /** The same in every language. */
    public val code: Code,
    /** What was found, and which rule it breaks. */
    public val reason: String,
    /** A finer, stable name for the cause, such as `jpeg.truncated`. */
    public val detail: String? = null,
    /** What the user can do about it. */
    public val hint: String? = null,
    /** The page of the source, from 0. */
    public val page: Int? = null,
    /** The other checks that failed at the same time. */
    public val also: List<KorrigoException> = emptyList(),
    /** What the copy machine says beside it: where the copy stands, what is allowed, what it collided with. */
    public val refusal: JsonObject? = null,
) : Exception("$code: $reason" + (hint?.let { " ($it)" } ?: "")), Value {
    override fun write(tray: Tray): JsonElement = record(
        "code" to plain(code.json),
        "message" to plain(reason),
        "detail" to detail?.let(::plain),
        "hint" to hint?.let(::plain),
        "page" to page?.let(::plain),
        "also" to also.takeIf { it.isNotEmpty() }?.let { all -> list(all) { it.write(tray) } },
        "refusal" to refusal,
    )

    override fun equals(other: Any?): Boolean = other is KorrigoException && write(Tray()) == other.write(Tray())

    override fun hashCode(): Int = 31 * code.hashCode() + reason.hashCode()

    public companion object : Reader<KorrigoException>() {
        override fun read(json: JsonElement, tray: Tray): KorrigoException = KorrigoException(
            code = Code.of(json.part("code").text()),
            reason = json.part("message").text(),
            detail = json.maybe("detail")?.text(),
            hint = json.maybe("hint")?.text(),
            page = json.maybe("page")?.int(),
            also = json.maybe("also")?.list { read(it, tray) } ?: emptyList(),
            refusal = json.maybe("refusal") as? JsonObject,
        )

        internal fun read(failure: String): KorrigoException = read(Json.parseToJsonElement(failure), Tray())
    }
}
