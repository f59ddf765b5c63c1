// The calls of tests/vectors, made twice: as they stand, and through the typed functions.
package org.korrigo

import java.io.File
import java.math.BigDecimal
import java.security.MessageDigest
import java.util.Base64
import kotlin.io.path.createTempDirectory
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.Job
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import org.korrigo.example.DiskStore
import org.korrigo.ffi.Cancellation
import org.korrigo.ffi.Item
import org.korrigo.ffi.ItemKind

/** What a step gave: a value and items, or a code. */
internal class Gave(val value: JsonElement, val items: List<Item>, val code: String?)

/** Nothing else stands in an input: a typed function could not pass it on. */
internal fun only(json: JsonElement, vararg names: String) {
    if ((json as? JsonObject)?.keys?.all { it in names } != true) mismatch("there is more than the parameters")
}

/** An input that no typed value can be made of: it is refused before the call. */
private class NotTyped(cause: Throwable) : Exception(cause)

internal class Vectors(private val folder: File, private val fixtures: File) {
    var passed = 0
    val faults = ArrayList<String>()
    val operations = HashSet<String>()
    val codes = HashSet<String>()
    var refusedByTypes = 0
    var inAppStores = 0
    private var clock = 0L

    fun run() {
        for (file in folder.listFiles()!!.filter { it.extension == "json" }.sorted()) {
            val entries = Json.parseToJsonElement(file.readText()).part("vectors") as JsonArray
            entries.forEachIndexed { number, entry ->
                check(entry, "${file.name} $number raw", ::rawly)
                check(entry, "${file.name} $number typed", ::typed)
                if ("MemoryStore::new" in entry.toString()) {
                    check(entry, "${file.name} $number in a store of the app", ::kept)
                    inAppStores += 1
                }
            }
        }
        val known = org.korrigo.ffi.operations().filterNot { it.startsWith("testing::") }
        (known - operations).forEach { faults += "no vector calls $it" }
        (known - typedCalls.keys).forEach { faults += "no typed function makes $it" }
        val (offered, met) = surface()
        (offered - org.korrigo.ffi.operations().toSet()).forEach { faults += "surface.toml promises $it" }
        (met - codes).forEach { faults += "no vector is refused with $it" }
    }

    /** Operations that are offered to Kotlin, codes that its tests meet. */
    private fun surface(): Pair<Set<String>, Set<String>> {
        var table = ""
        val found = HashMap<String, HashSet<String>>()
        for (line in folder.resolve("surface.toml").readLines()) {
            if (line.startsWith("[")) table = line
            val (name, languages) = Regex("^\"?([^\"=]+)\"? *= *(\\[.*])").find(line)?.destructured ?: continue
            if ("\"kotlin\"" in languages) found.getOrPut(table) { HashSet() } += name.trim()
        }
        return Pair(found["[operations]"] ?: emptySet(), found["[codes]"] ?: emptySet())
    }

    private fun check(entry: JsonElement, name: String, make: (String, JsonElement, List<Item>, Boolean) -> Gave) {
        val typed = make == ::typed
        try {
            val steps = entry.maybe("steps")?.list { it } ?: listOf(entry)
            val gave = ArrayList<Gave>()
            for (step in steps) {
                val operation = step.part("operation").text()
                operations += operation
                val items = step.maybe("items")?.list { item(it, gave) } ?: emptyList()
                val cancel = step.maybe("cancel")?.bool() ?: false
                val answer = try {
                    make(operation, resolved(step.part("input"), gave), items, cancel)
                } catch (error: KorrigoException) {
                    Gave(JsonNull, emptyList(), error.code.json)
                }
                gave += answer
                compare(step.part("expected"), answer, typed, "$name $operation")
            }
            passed += 1
        } catch (error: NotTyped) {
            val expected = (entry.maybe("steps")?.list { it } ?: listOf(entry)).map { it.part("expected").maybe("code") }
            if (expected.all { it == null }) faults += "$name: ${error.cause}" else { passed += 1; refusedByTypes += 1 }
        } catch (error: Throwable) {
            faults += "$name: $error".take(600)
        }
    }

    private fun rawly(operation: String, input: JsonElement, items: List<Item>, cancel: Boolean): Gave {
        val cancellation = if (cancel) Cancellation().also { it.cancel() } else null
        val answer = raw(operation, input.toString(), items, null, cancellation)
        return Gave(Json.parseToJsonElement(answer.value), answer.items, null)
    }

    /** As it stands, with a store that the app keeps on disk in place of the engine's. */
    private fun kept(operation: String, input: JsonElement, items: List<Item>, cancel: Boolean): Gave = when (operation) {
        "copy::store::MemoryStore::new" -> {
            clock = input.maybe("now")?.long() ?: 0
            val tray = Tray()
            val store = Store(DiskStore(createTempDirectory("korrigo").toFile()) { clock })
            Gave(store.write(tray), tray.given, null)
        }
        "copy::store::MemoryStore::set_now" -> {
            clock = input.part("now").long()
            Gave(JsonNull, emptyList(), null)
        }
        else -> rawly(operation, input, items, cancel)
    }

    private fun typed(operation: String, input: JsonElement, items: List<Item>, cancel: Boolean): Gave = runBlocking {
        val call = typedCalls[operation] ?: throw KorrigoException(Code.NOT_FOUND, operation)
        val write = try {
            if (cancel) withContext(Job().also { it.cancel() }) { call(input, Tray(items)) } else call(input, Tray(items))
        } catch (_: CancellationException) {
            throw KorrigoException(Code.CANCELLED, "cancelled")
        } catch (error: IllegalArgumentException) {
            throw NotTyped(error)
        }
        val tray = Tray()
        Gave(write(tray), tray.given, null)
    }

    private fun item(said: JsonElement, gave: List<Gave>): Item {
        said.maybe("text")?.let { return Item.bytes(it.text().toByteArray()) }
        said.maybe("base64")?.let { return Item.bytes(Base64.getDecoder().decode(it.text())) }
        said.maybe("fixture")?.let { return Item.read(fixtures.resolve(it.text()).path) }
        return gave[said.part("step").int()].items[said.part("item").int()]
    }

    private fun resolved(json: JsonElement, gave: List<Gave>): JsonElement = when (json) {
        is JsonObject ->
            if ("\$step" in json) {
                at(gave[json.part("\$step").int()].value, json.maybe("at")?.text() ?: "") ?: JsonNull
            } else {
                JsonObject(json.mapValues { resolved(it.value, gave) })
            }
        is JsonArray -> JsonArray(json.map { resolved(it, gave) })
        else -> json
    }

    /** What a JSON Pointer names. */
    private fun at(json: JsonElement, pointer: String): JsonElement? =
        pointer.split("/").drop(1).fold(json as JsonElement?) { here, part ->
            val name = part.replace("~1", "/").replace("~0", "~")
            when (here) {
                is JsonObject -> here[name]
                is JsonArray -> here.getOrNull(name.toInt())
                else -> null
            }
        }

    private fun compare(expected: JsonElement, gave: Gave, typed: Boolean, name: String) {
        val code = expected.maybe("code")?.text()
        code?.let { codes += it }
        check(gave.code == code) { "$name: code ${gave.code}, expected $code" }
        if (code != null) return
        val parts = expected.maybe("parts")?.mapping { it } ?: mapOf("" to expected.part("value"))
        for ((pointer, value) in parts) {
            val difference = difference(value, at(gave.value, pointer) ?: JsonNull, typed, pointer)
            check(difference == null) { "$name: $difference" }
        }
        val items = expected.maybe("items")?.list { it.text() } ?: emptyList()
        check(gave.items.map(::told) == items) { "$name: other items" }
    }

    private fun told(item: Item): String = when (item.kind()) {
        ItemKind.BYTES -> MessageDigest.getInstance("SHA-256").digest(item.toBytes())
            .joinToString("") { "%02x".format(it) }
        ItemKind.DOCUMENT -> "Document"
        ItemKind.REDACTED_PDF -> "RedactedPdf"
        ItemKind.STORE -> "Store"
    }

    /** Where two values differ; in a typed run what is null may be missing, and what has a default may be there. */
    private fun difference(one: JsonElement, other: JsonElement, typed: Boolean, way: String): String? {
        if (one is JsonObject && other is JsonObject) {
            if (!typed && one.keys != other.keys) return "$way: other fields: ${one.keys} ${other.keys}"
            return one.firstNotNullOfOrNull { (name, value) ->
                val theirs = other[name]
                if (theirs == null) "$way/$name is missing".takeUnless { value is JsonNull }
                else difference(value, theirs, typed, "$way/$name")
            }
        }
        if (one is JsonArray && other is JsonArray) {
            if (one.size != other.size) return "$way: other length"
            return one.indices.firstNotNullOfOrNull { difference(one[it], other[it], typed, "$way/$it") }
        }
        if (one is JsonPrimitive && other is JsonPrimitive && one.isString == other.isString) {
            if (one == other) return null
            val (a, b) = listOf(one, other).map { if (it.isString) null else it.content.toBigDecimalOrNull() }
            if (a != null && b != null && (a - b).abs() <= a.abs() * BigDecimal("1e-12")) return null
        }
        return "$way: $other, expected $one".take(300)
    }
}
