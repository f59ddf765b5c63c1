// Written by bindings-common/generate/kotlin.py from the table of calls: change that, not this.
@file:Suppress("LongParameterList", "MaxLineLength", "TooManyFunctions", "RedundantVisibilityModifier")

package org.korrigo

import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonPrimitive

/** A language of reports and messages. */
public enum class Language(
    /** As it is written in JSON. */
    public val json: String,
) : Value {
    /** English. */
    ENGLISH("english"),
    /** French. */
    FRENCH("french"),
    ;

    override fun write(tray: Tray): JsonElement = JsonPrimitive(json)

    public companion object : Reader<Language>() {
        override fun read(json: JsonElement, tray: Tray): Language =
            json.text().let { text -> entries.find { it.json == text } ?: unknown(text) }
    }
}

/** The most that a call may read, decode and do; what is left out is as for a school. */
public data class Limits(
    /** Candidates of one roster. */
    public val maxCandidates: Int? = null,
    /** Bytes that one page may decode to. */
    public val maxDecodedBytes: Long? = null,
    /** Nesting of objects. */
    public val maxDepth: Int? = null,
    /** Bytes of one input file. */
    public val maxFileBytes: Long? = null,
    /** Pixels of one image. */
    public val maxImagePixels: Long? = null,
    /** Objects of one file. */
    public val maxObjects: Int? = null,
    /** Pages of one input file. */
    public val maxPages: Int? = null,
    /** Steps of work on one page. */
    public val maxWork: Long? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("max_candidates" to maxCandidates?.let { plain(it) }, "max_decoded_bytes" to maxDecodedBytes?.let { plain(it) }, "max_depth" to maxDepth?.let { plain(it) }, "max_file_bytes" to maxFileBytes?.let { plain(it) }, "max_image_pixels" to maxImagePixels?.let { plain(it) }, "max_objects" to maxObjects?.let { plain(it) }, "max_pages" to maxPages?.let { plain(it) }, "max_work" to maxWork?.let { plain(it) })

    public companion object : Reader<Limits>() {
        override fun read(json: JsonElement, tray: Tray): Limits =
            Limits(
            maxCandidates = json.maybe("max_candidates")?.let { it.int() },
            maxDecodedBytes = json.maybe("max_decoded_bytes")?.let { it.long() },
            maxDepth = json.maybe("max_depth")?.let { it.int() },
            maxFileBytes = json.maybe("max_file_bytes")?.let { it.long() },
            maxImagePixels = json.maybe("max_image_pixels")?.let { it.long() },
            maxObjects = json.maybe("max_objects")?.let { it.int() },
            maxPages = json.maybe("max_pages")?.let { it.int() },
            maxWork = json.maybe("max_work")?.let { it.long() },
        )
    }
}

/** A text of its own kind. */
@JvmInline
public value class PageId(public val value: String) : Value {
    override fun toString(): String = value

    override fun write(tray: Tray): JsonElement = JsonPrimitive(value)

    public companion object : Reader<PageId>() {
        override fun read(json: JsonElement, tray: Tray): PageId =
            PageId(json.text())
    }
}

/** A text of its own kind. */
@JvmInline
public value class SourceHash(public val value: String) : Value {
    override fun toString(): String = value

    override fun write(tray: Tray): JsonElement = JsonPrimitive(value)

    public companion object : Reader<SourceHash>() {
        override fun read(json: JsonElement, tray: Tray): SourceHash =
            SourceHash(json.text())
    }
}
