// Written by bindings-common/generate/kotlin.py from the table of calls: change that, not this.
@file:Suppress("LongParameterList", "MaxLineLength", "TooManyFunctions", "RedundantVisibilityModifier")

package org.korrigo

import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonPrimitive

/** How zones are found. */
public data class AutoOptions(
    /** Whether barcodes are hidden. */
    public val barcodes: Boolean = true,
    /** How sure a header must be, or that there is none: 0 to 1. */
    public val confidence: Double = 0.9,
    /** How far a zone reaches beyond what was seen, in points. */
    public val margin: Double = 8.5,
    /** What is done about the backs of headers. */
    public val showThrough: ShowThrough = ShowThrough.WHAT_SHOWS,
) : Value {
    override fun write(tray: Tray): JsonElement = record("barcodes" to plain(barcodes), "confidence" to plain(confidence), "margin" to plain(margin), "show_through" to showThrough.write(tray))

    public companion object : Reader<AutoOptions>() {
        override fun read(json: JsonElement, tray: Tray): AutoOptions =
            AutoOptions(
            barcodes = json.maybe("barcodes")?.let { it.bool() } ?: true,
            confidence = json.maybe("confidence")?.let { it.float() } ?: 0.9,
            margin = json.maybe("margin")?.let { it.float() } ?: 8.5,
            showThrough = json.maybe("show_through")?.let { ShowThrough.read(it, tray) } ?: ShowThrough.WHAT_SHOWS,
        )
    }
}

/** What was found to hide. */
public data class FoundZones(
    /** What is emptied. */
    public val zones: List<Zone>,
    /** Backs of headers, of which only what shows through goes. */
    public val backs: List<Back>,
) : Value {
    override fun write(tray: Tray): JsonElement = record("zones" to list(zones) { one0 -> one0.write(tray) }, "backs" to list(backs) { one0 -> one0.write(tray) })

    public companion object : Reader<FoundZones>() {
        override fun read(json: JsonElement, tray: Tray): FoundZones =
            FoundZones(
            zones = json.part("zones").list { one0 -> Zone.read(one0, tray) },
            backs = json.part("backs").list { one0 -> Back.read(one0, tray) },
        )
    }
}

/** One thing on one page that is not stored as the scan stored it, or was left out. */
public data class Note(
    /** The page of the copy, from 0. */
    public val page: Int,
    /** The page's name for ever. */
    public val id: PageId,
    /** What was done. */
    public val kind: NoteKind,
    /** What stood in the way, where an error said so: its detail, such as `jpeg.unsupported`. */
    public val cause: String? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("page" to plain(page), "id" to id.write(tray), "kind" to kind.write(tray), "cause" to cause?.let { plain(it) })

    public companion object : Reader<Note>() {
        override fun read(json: JsonElement, tray: Tray): Note =
            Note(
            page = json.part("page").int(),
            id = PageId.read(json.part("id"), tray),
            kind = NoteKind.read(json.part("kind"), tray),
            cause = json.maybe("cause")?.let { it.text() },
        )
    }
}

/** What is done about the backs of headers, where a name may show through. */
public enum class ShowThrough(
    /** As it is written in JSON. */
    public val json: String,
) : Value {
    /** The place behind the name is hidden on every back. */
    ALWAYS("always"),
    /** Nothing. */
    NEVER("never"),
    /**
     * The place behind the name is hidden where ink was seen to show through somewhere on the back. What the
     * candidate wrote at that place is hidden with it.
     */
    WHERE_SEEN("where_seen"),
    /**
     * The same, where nobody wrote on the back. Where somebody did, an answer may stand behind the name: a
     * person decides.
     */
    WHERE_UNWRITTEN("where_unwritten"),
    /**
     * Every back is looked at: what shows is taken away and what was written stays. Where one cannot be told
     * from the other, a back that nobody wrote on is hidden, and else the redaction is refused.
     */
    WHAT_SHOWS("what_shows"),
    ;

    override fun write(tray: Tray): JsonElement = JsonPrimitive(json)

    public companion object : Reader<ShowThrough>() {
        override fun read(json: JsonElement, tray: Tray): ShowThrough =
            json.text().let { text -> entries.find { it.json == text } ?: unknown(text) }
    }
}

/** What stands under `Auto`. */
public object Auto {
    /**
     * The zones of a split copy, on its own pages.
     * @param plan The split plan.
     * @param copy The copy, from 0.
     * @param sources The plan's scans, in its order.
     * @param findings What was seen on them.
     * @param notes What splitting the copy noted.
     * @param options How zones are found.
     * @param straighten Whether the copy's pages were turned straight.
     * @param onProgress Hears how many units of how many are done, on any thread.
     * @throws KorrigoException what the engine refuses
     */
    public suspend fun ofCopy(
        plan: SplitPlan,
        copy: Int,
        sources: List<Openable>,
        findings: Findings? = null,
        notes: List<Note> = emptyList(),
        options: AutoOptions? = null,
        straighten: Boolean = true,
        onProgress: ProgressListener? = null,
    ): FoundZones =
        Call("redact::auto::of_copy")
            .with("plan") { tray -> plan.write(tray) }
            .with("copy") { tray -> plain(copy) }
            .with("sources") { tray -> list(sources) { one0 -> one0.write(tray) } }
            .with("findings") { tray -> findings?.let { it.write(tray) } }
            .with("notes") { tray -> list(notes) { one0 -> one0.write(tray) } }
            .with("options") { tray -> options?.let { it.write(tray) } }
            .with("straighten") { tray -> plain(straighten) }
            .await(onProgress, null) { json, tray -> FoundZones.read(json, tray) }

    /**
     * The zones of a file that nobody was asked about.
     * @param document A file of one candidate: A4 pages, or sides of A3 sheets.
     * @param options How zones are found.
     * @param onProgress Hears how many units of how many are done, on any thread.
     * @throws KorrigoException what the engine refuses
     */
    public suspend fun ofDocument(
        document: Openable,
        options: AutoOptions? = null,
        onProgress: ProgressListener? = null,
    ): FoundZones =
        Call("redact::auto::of_document")
            .with("document") { tray -> document.write(tray) }
            .with("options") { tray -> options?.let { it.write(tray) } }
            .await(onProgress, null) { json, tray -> FoundZones.read(json, tray) }
}
