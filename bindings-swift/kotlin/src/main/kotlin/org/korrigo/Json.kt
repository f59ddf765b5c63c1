// Values and their JSON: what the generated classes are written with.
package org.korrigo

import java.math.BigDecimal
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive

/** What has a JSON form: that in which it is stored, the same in every language. */
public interface Value {
    /** Its JSON; items (files, documents) are put on the tray. */
    public fun write(tray: Tray): JsonElement
}

/** Its JSON as text. An item has none: it is refused with an `IllegalArgumentException`. */
public fun Value.toJson(): String {
    val tray = Tray()
    val json = write(tray)
    require(tray.given.isEmpty()) { "what holds a file or a document has no JSON" }
    return json.toString()
}

/** Reads values of a type. */
public abstract class Reader<T> {
    /** Reads its JSON; items come from the tray. */
    public abstract fun read(json: JsonElement, tray: Tray): T

    /** Reads JSON text; throws `IllegalArgumentException` when it is something else. */
    public fun fromJson(text: String): T = read(Json.parseToJsonElement(text), Tray())
}

internal fun mismatch(what: String): Nothing = throw IllegalArgumentException(what)

/** A name that this version does not know: what is written was made by a newer one. */
internal fun unknown(name: String): Nothing = mismatch("`$name` is not known to korrigo $VERSION")

internal fun plain(value: String): JsonElement = JsonPrimitive(value)
internal fun plain(value: Boolean): JsonElement = JsonPrimitive(value)
internal fun plain(value: Int): JsonElement = JsonPrimitive(value)
internal fun plain(value: Long): JsonElement = JsonPrimitive(value)

/** What is no number has no JSON; `null` is refused wherever a number is asked for. */
internal fun plain(value: Double): JsonElement = if (value.isFinite()) JsonPrimitive(value) else JsonNull

internal fun <T> list(values: List<T>, write: (T) -> JsonElement): JsonElement = JsonArray(values.map(write))
internal fun tuple(vararg parts: JsonElement): JsonElement = JsonArray(parts.asList())
internal fun <T> map(values: Map<String, T>, write: (T) -> JsonElement): JsonElement =
    JsonObject(values.mapValues { write(it.value) })

/** An object; what is null is left out. */
internal fun record(vararg parts: Pair<String, JsonElement?>): JsonObject {
    val made = LinkedHashMap<String, JsonElement>(parts.size)
    for ((name, part) in parts) if (part != null) made[name] = part
    return JsonObject(made)
}

/** The fields of both. */
internal operator fun JsonObject.plus(other: JsonElement): JsonObject =
    JsonObject((this as Map<String, JsonElement>) + (other as? JsonObject ?: mismatch("an object is expected")))

private fun JsonElement.primitive(): JsonPrimitive =
    (this as? JsonPrimitive)?.takeIf { it !is JsonNull } ?: mismatch("a plain value is expected")

internal fun JsonElement.text(): String =
    primitive().takeIf { it.isString }?.content ?: mismatch("a text is expected")

/** A number as it is written, or a text: exact decimals come as either. */
internal fun JsonElement.decimal(): BigDecimal =
    if (primitive().isString) Mark(text()).points else number()

internal fun JsonElement.bool(): Boolean = when (primitive().takeUnless { it.isString }?.content) {
    "true" -> true
    "false" -> false
    else -> mismatch("true or false is expected")
}

private fun JsonElement.number(): BigDecimal =
    primitive().takeUnless { it.isString }?.content?.toBigDecimalOrNull() ?: mismatch("a number is expected")

internal fun JsonElement.int(): Int = whole { number().intValueExact() }
internal fun JsonElement.long(): Long = whole { number().longValueExact() }
internal fun JsonElement.float(): Double = number().toDouble()

private fun <T> whole(read: () -> T): T =
    try { read() } catch (_: ArithmeticException) { mismatch("a whole number in range is expected") }

internal fun JsonElement.orNull(): JsonElement? = takeUnless { it is JsonNull }

internal fun <T> JsonElement.list(read: (JsonElement) -> T): List<T> =
    (this as? JsonArray ?: mismatch("a list is expected")).map(read)

internal fun JsonElement.at(place: Int): JsonElement =
    (this as? JsonArray)?.getOrNull(place) ?: mismatch("a list of ${place + 1} is expected")

internal fun <T> JsonElement.mapping(read: (JsonElement) -> T): Map<String, T> =
    (this as? JsonObject ?: mismatch("an object is expected")).mapValues { read(it.value) }

/** A field, or null where it is left out. */
internal fun JsonElement.maybe(name: String): JsonElement? =
    (this as? JsonObject ?: mismatch("an object is expected"))[name]?.orNull()

/** A field; one that is left out is null. */
internal fun JsonElement.part(name: String): JsonElement =
    (this as? JsonObject ?: mismatch("an object with `$name` is expected"))[name] ?: JsonNull

/** Which variant of a union it is, by its tag. */
internal fun JsonElement.tag(name: String): String = part(name).text()

/** Which variant of a union it is: the only field of an object, or a text. */
internal fun JsonElement.variant(): String = when (this) {
    is JsonObject -> keys.singleOrNull() ?: mismatch("an object of one field is expected")
    else -> text()
}
