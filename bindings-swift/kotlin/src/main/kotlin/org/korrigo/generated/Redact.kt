// Written by bindings-common/generate/kotlin.py from the table of calls: change that, not this.
@file:Suppress("LongParameterList", "MaxLineLength", "TooManyFunctions", "RedundantVisibilityModifier")

package org.korrigo

import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonPrimitive

/** What the audit of a redacted file said. (Of its zones it said nothing, or there were no file.) */
public data class AuditSummary(
    /** How many needles were looked for. */
    public val needles: Int,
    /** How many of them were found, outside every zone. */
    public val needlesFound: Int,
    /** How many findings there were in all. */
    public val findings: Int,
) : Value {
    override fun write(tray: Tray): JsonElement = record("needles" to plain(needles), "needles_found" to plain(needlesFound), "findings" to plain(findings))

    public companion object : Reader<AuditSummary>() {
        override fun read(json: JsonElement, tray: Tray): AuditSummary =
            AuditSummary(
            needles = json.part("needles").int(),
            needlesFound = json.part("needles_found").int(),
            findings = json.part("findings").int(),
        )
    }
}

/**
 * A place on whose other side a header stands: what shows through is taken away, what was written there stays.
 * Both rectangles cover the same spot of the paper, the second mirrored, to 6 mm.
 */
public data class Back(
    /** The page, from 0. */
    public val page: Int,
    public val x: Double,
    public val y: Double,
    public val w: Double,
    public val h: Double,
    /** The page with the header, from 0. */
    public val front: Int,
    /** The same part, in coordinates of that page. */
    public val header: NormalizedRect,
    /**
     * Whether somebody may have written there: where ink of both sides cannot be told apart, a place that is not
     * written on is emptied, and one that is refuses the redaction.
     */
    public val written: Boolean,
) : Value {
    override fun write(tray: Tray): JsonElement = record("page" to plain(page), "x" to plain(x), "y" to plain(y), "w" to plain(w), "h" to plain(h), "front" to plain(front), "header" to header.write(tray), "written" to plain(written))

    public companion object : Reader<Back>() {
        override fun read(json: JsonElement, tray: Tray): Back =
            Back(
            page = json.part("page").int(),
            x = json.part("x").float(),
            y = json.part("y").float(),
            w = json.part("w").float(),
            h = json.part("h").float(),
            front = json.part("front").int(),
            header = NormalizedRect.read(json.part("header"), tray),
            written = json.part("written").bool(),
        )
    }
}

/** What a zone looks like when it is empty. */
public enum class Fill(
    /** As it is written in JSON. */
    public val json: String,
) : Value {
    /** White. */
    WHITE("white"),
    /** A light grey, so that everybody sees that something is hidden. */
    GREY("grey"),
    /** The paper's own colour around the zones of the page. */
    PAPER("paper"),
    ;

    override fun write(tray: Tray): JsonElement = JsonPrimitive(json)

    public companion object : Reader<Fill>() {
        override fun read(json: JsonElement, tray: Tray): Fill =
            json.text().let { text -> entries.find { it.json == text } ?: unknown(text) }
    }
}

/** What was done. */
public enum class NoteKind(
    /** As it is written in JSON. */
    public val json: String,
) : Value {
    /** A JPEG 2000 image was cut and is now stored without loss as Flate. */
    JPX_STORED_AS_FLATE("jpx_stored_as_flate"),
    /** A JBIG2 image was cut and is now stored without loss as CCITT Group 4. */
    JBIG2_STORED_AS_CCITT("jbig2_stored_as_ccitt"),
    /** A JBIG2 image was cut and is now stored without loss as one generic region. */
    JBIG2_STORED_AS_GENERIC("jbig2_stored_as_generic"),
    /** An image's data is damaged: what can be shown of it was decoded and is stored as Flate. */
    DAMAGED_IMAGE_STORED_AS_FLATE("damaged_image_stored_as_flate"),
    /** A part of what the page draws could not be decoded and is not on it; readers leave it out too. */
    DAMAGED_CONTENT_LEFT_OUT("damaged_content_left_out"),
    /** A note or mark that had no appearance of its own is not on the page. */
    ANNOTATION_WITHOUT_APPEARANCE("annotation_without_appearance"),
    /** A form field has a value and no appearance of its own: the value is not on the page. */
    FIELD_WITHOUT_APPEARANCE("field_without_appearance"),
    /** The page holds what cannot be cut: all of it is here, the other half included. */
    KEPT_WHOLE("kept_whole"),
    ;

    override fun write(tray: Tray): JsonElement = JsonPrimitive(json)

    public companion object : Reader<NoteKind>() {
        override fun read(json: JsonElement, tray: Tray): NoteKind =
            json.text().let { text -> entries.find { it.json == text } ?: unknown(text) }
    }
}

/** An open PDF. */
public class RedactedPdf internal constructor(item: org.korrigo.ffi.Item) : Handle(item), Openable {

    /**
     * What its audit said.
     * @throws KorrigoException what the engine refuses
     */
    public fun audit(): AuditSummary =
        Call("redact::RedactedPdf::audit")
            .with("this") { tray -> write(tray) }
            .run { json, tray -> AuditSummary.read(json, tray) }

    /**
     * The file, for markers.
     * @throws KorrigoException what the engine refuses
     */
    public fun bytes(): Bytes =
        Call("redact::RedactedPdf::bytes")
            .with("this") { tray -> write(tray) }
            .run { json, tray -> Bytes.read(json, tray) }

    /**
     * What is not stored as in the source.
     * @throws KorrigoException what the engine refuses
     */
    public fun notes(): List<RedactionNote> =
        Call("redact::RedactedPdf::notes")
            .with("this") { tray -> write(tray) }
            .run { json, tray -> json.list { one0 -> RedactionNote.read(one0, tray) } }

    /**
     * How many pages it has.
     * @throws KorrigoException what the engine refuses
     */
    public fun pageCount(): Int =
        Call("redact::RedactedPdf::page_count")
            .with("this") { tray -> write(tray) }
            .run { json, tray -> json.int() }

    /**
     * What belongs into the store beside the file.
     * @param key The exam's key, as text: the receipt is sealed under one derived from it.
     * @param onProgress Hears how many units of how many are done, on any thread.
     * @throws KorrigoException what the engine refuses
     */
    public suspend fun receipt(key: String, onProgress: ProgressListener? = null): RedactionReceipt =
        Call("redact::RedactedPdf::receipt")
            .with("this") { tray -> write(tray) }
            .with("key") { tray -> plain(key) }
            .await(onProgress, null) { json, tray -> RedactionReceipt.read(json, tray) }

    /**
     * Backs of which what showed through was wiped.
     * @throws KorrigoException what the engine refuses
     */
    public fun wiped(): List<Wiped> =
        Call("redact::RedactedPdf::wiped")
            .with("this") { tray -> write(tray) }
            .run { json, tray -> json.list { one0 -> Wiped.read(one0, tray) } }

    /**
     * What was hidden.
     * @throws KorrigoException what the engine refuses
     */
    public fun zones(): List<Zone> =
        Call("redact::RedactedPdf::zones")
            .with("this") { tray -> write(tray) }
            .run { json, tray -> json.list { one0 -> Zone.read(one0, tray) } }

    public companion object : Reader<RedactedPdf>() {
        override fun read(json: JsonElement, tray: Tray): RedactedPdf =
            RedactedPdf(tray.item(json))

        /**
         * A stored file with its receipt, which must belong to it.
         * @param pdf The redacted file's bytes.
         * @param receipt The receipt that was given for it.
         * @param key The exam's key, as text.
         * @param onProgress Hears how many units of how many are done, on any thread.
         * @throws KorrigoException what the engine refuses
         */
        public suspend fun fromStorage(
            pdf: Bytes,
            receipt: RedactionReceipt,
            key: String,
            onProgress: ProgressListener? = null,
        ): RedactedPdf =
            Call("redact::RedactedPdf::from_storage")
                .with("pdf") { tray -> pdf.write(tray) }
                .with("receipt") { tray -> receipt.write(tray) }
                .with("key") { tray -> plain(key) }
                .await(onProgress, null) { json, tray -> RedactedPdf.read(json, tray) }
    }
}

/** One thing on one page that is not stored as in the source, or was left out. */
public data class RedactionNote(
    /** The page, from 0. */
    public val page: Int,
    /** What was done. */
    public val kind: NoteKind,
) : Value {
    override fun write(tray: Tray): JsonElement = record("page" to plain(page), "kind" to kind.write(tray))

    public companion object : Reader<RedactionNote>() {
        override fun read(json: JsonElement, tray: Tray): RedactionNote =
            RedactionNote(
            page = json.part("page").int(),
            kind = NoteKind.read(json.part("kind"), tray),
        )
    }
}

/** How zones are hidden. */
public data class RedactionOptions(
    /** Backs of headers, of which only what shows through goes. */
    public val backs: List<Back> = emptyList(),
    /** What zones are filled with. */
    public val fill: Fill = Fill.WHITE,
    /** Texts that are written into zones: anonymous ids. */
    public val stamps: List<Stamp> = emptyList(),
    /** What becomes of text that nobody sees. */
    public val unseenText: UnseenText = UnseenText.KEEP,
) : Value {
    override fun write(tray: Tray): JsonElement = record("backs" to list(backs) { one0 -> one0.write(tray) }, "fill" to fill.write(tray), "stamps" to list(stamps) { one0 -> one0.write(tray) }, "unseen_text" to unseenText.write(tray))

    public companion object : Reader<RedactionOptions>() {
        override fun read(json: JsonElement, tray: Tray): RedactionOptions =
            RedactionOptions(
            backs = json.maybe("backs")?.let { it.list { one0 -> Back.read(one0, tray) } } ?: emptyList(),
            fill = json.maybe("fill")?.let { Fill.read(it, tray) } ?: Fill.WHITE,
            stamps = json.maybe("stamps")?.let { it.list { one0 -> Stamp.read(one0, tray) } } ?: emptyList(),
            unseenText = json.maybe("unseen_text")?.let { UnseenText.read(it, tray) } ?: UnseenText.KEEP,
        )
    }
}

/** A legal plan of a redaction. Read one with serde, or make one with `plan`. */
public data class RedactionPlan(
    /** Always `korrigo.redaction/1`. */
    public val format: String,
    /** The hash of the file that the plan is for. */
    public val sha256: SourceHash,
    /** How many pages it has. */
    public val pages: Int,
    /** What is hidden. */
    public val zones: List<Zone>,
    /** Where headers may show through: what does is taken away. */
    public val backs: List<Back> = emptyList(),
    /** What zones look like. */
    public val fill: Fill = Fill.WHITE,
    /** What is written into zones. */
    public val stamps: List<Stamp> = emptyList(),
    /** What becomes of invisible text outside the zones. */
    public val unseenText: UnseenText? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("format" to plain(format), "sha256" to sha256.write(tray), "pages" to plain(pages), "zones" to list(zones) { one0 -> one0.write(tray) }, "backs" to list(backs) { one0 -> one0.write(tray) }, "fill" to fill.write(tray), "stamps" to list(stamps) { one0 -> one0.write(tray) }, "unseen_text" to unseenText?.let { it.write(tray) })

    public companion object : Reader<RedactionPlan>() {
        override fun read(json: JsonElement, tray: Tray): RedactionPlan =
            RedactionPlan(
            format = json.part("format").text(),
            sha256 = SourceHash.read(json.part("sha256"), tray),
            pages = json.part("pages").int(),
            zones = json.part("zones").list { one0 -> Zone.read(one0, tray) },
            backs = json.maybe("backs")?.let { it.list { one0 -> Back.read(one0, tray) } } ?: emptyList(),
            fill = json.maybe("fill")?.let { Fill.read(it, tray) } ?: Fill.WHITE,
            stamps = json.maybe("stamps")?.let { it.list { one0 -> Stamp.read(one0, tray) } } ?: emptyList(),
            unseenText = json.maybe("unseen_text")?.let { UnseenText.read(it, tray) },
        )

        /**
         * A plan as it was stored or edited, checked.
         * @param plan The plan, as it was stored or edited.
         * @throws KorrigoException what the engine refuses
         */
        public fun create(plan: RedactionPlan): RedactionPlan =
            Call("redact::RedactionPlan::new")
                .with("plan") { tray -> plan.write(tray) }
                .run { json, tray -> RedactionPlan.read(json, tray) }
    }
}

/** What a store keeps beside a redacted file: which bytes they were, what was hidden, and a seal. */
public data class RedactionReceipt(
    /** Always `korrigo.receipt/1`. */
    public val format: String,
    /** The hash of the redacted file. */
    public val sha256: SourceHash,
    /** How many pages it has. */
    public val pages: Int,
    /** What was hidden. */
    public val zones: List<Zone>,
    /** What the audit said. */
    public val audit: AuditSummary,
    /** HMAC-SHA-256 over all of this by the store's key, in lower-case hexadecimal digits. */
    public val seal: String,
    /** What is not stored as in the source. */
    public val notes: List<RedactionNote> = emptyList(),
    /** Where what shows through was wiped. */
    public val wiped: List<Wiped> = emptyList(),
) : Value {
    override fun write(tray: Tray): JsonElement = record("format" to plain(format), "sha256" to sha256.write(tray), "pages" to plain(pages), "zones" to list(zones) { one0 -> one0.write(tray) }, "audit" to audit.write(tray), "seal" to plain(seal), "notes" to list(notes) { one0 -> one0.write(tray) }, "wiped" to list(wiped) { one0 -> one0.write(tray) })

    public companion object : Reader<RedactionReceipt>() {
        override fun read(json: JsonElement, tray: Tray): RedactionReceipt =
            RedactionReceipt(
            format = json.part("format").text(),
            sha256 = SourceHash.read(json.part("sha256"), tray),
            pages = json.part("pages").int(),
            zones = json.part("zones").list { one0 -> Zone.read(one0, tray) },
            audit = AuditSummary.read(json.part("audit"), tray),
            seal = json.part("seal").text(),
            notes = json.maybe("notes")?.let { it.list { one0 -> RedactionNote.read(one0, tray) } } ?: emptyList(),
            wiped = json.maybe("wiped")?.let { it.list { one0 -> Wiped.read(one0, tray) } } ?: emptyList(),
        )
    }
}

/** A text that is written into a zone: an anonymous id. */
public data class Stamp(
    /** The page, from 0. */
    public val page: Int,
    public val x: Double,
    public val y: Double,
    public val w: Double,
    public val h: Double,
    /** Capital letters, digits, spaces and `- . / _`; at least one, at most 64. */
    public val text: String,
) : Value {
    override fun write(tray: Tray): JsonElement = record("page" to plain(page), "x" to plain(x), "y" to plain(y), "w" to plain(w), "h" to plain(h), "text" to plain(text))

    public companion object : Reader<Stamp>() {
        override fun read(json: JsonElement, tray: Tray): Stamp =
            Stamp(
            page = json.part("page").int(),
            x = json.part("x").float(),
            y = json.part("y").float(),
            w = json.part("w").float(),
            h = json.part("h").float(),
            text = json.part("text").text(),
        )
    }
}

/** What becomes of text outside the zones that is drawn with no ink: what a scanner has read off the page. */
public enum class UnseenText(
    /** As it is written in JSON. */
    public val json: String,
) : Value {
    /** It goes, on every page: nobody sees where in it a name stands. */
    DROP("drop"),
    /** It stays. */
    KEEP("keep"),
    ;

    override fun write(tray: Tray): JsonElement = JsonPrimitive(json)

    public companion object : Reader<UnseenText>() {
        override fun read(json: JsonElement, tray: Tray): UnseenText =
            json.text().let { text -> entries.find { it.json == text } ?: unknown(text) }
    }
}

/**
 * The back of a header of which what showed through was wiped, pixel by pixel, and what was written there
 * stayed.
 * (A back that was hidden as a whole is a zone, by `ZoneReason::ShowThrough`.)
 */
public data class Wiped(
    /** The page, from 0. */
    public val page: Int,
    public val x: Double,
    public val y: Double,
    public val w: Double,
    public val h: Double,
) : Value {
    override fun write(tray: Tray): JsonElement = record("page" to plain(page), "x" to plain(x), "y" to plain(y), "w" to plain(w), "h" to plain(h))

    public companion object : Reader<Wiped>() {
        override fun read(json: JsonElement, tray: Tray): Wiped =
            Wiped(
            page = json.part("page").int(),
            x = json.part("x").float(),
            y = json.part("y").float(),
            w = json.part("w").float(),
            h = json.part("h").float(),
        )
    }
}

/** A part of a page of which nothing may be left. */
public data class Zone(
    /** The page, from 0. */
    public val page: Int,
    public val x: Double,
    public val y: Double,
    public val w: Double,
    public val h: Double,
    /** Why it is hidden. */
    public val reason: ZoneReason,
) : Value {
    override fun write(tray: Tray): JsonElement = record("page" to plain(page), "x" to plain(x), "y" to plain(y), "w" to plain(w), "h" to plain(h), "reason" to reason.write(tray))

    public companion object : Reader<Zone>() {
        override fun read(json: JsonElement, tray: Tray): Zone =
            Zone(
            page = json.part("page").int(),
            x = json.part("x").float(),
            y = json.part("y").float(),
            w = json.part("w").float(),
            h = json.part("h").float(),
            reason = ZoneReason.read(json.part("reason"), tray),
        )
    }
}

/** Why a zone is hidden. */
public enum class ZoneReason(
    /** As it is written in JSON. */
    public val json: String,
) : Value {
    /** A barcode that says who the candidate is. */
    BARCODE("barcode"),
    /** A person or a program asked for it. */
    GIVEN("given"),
    /** The header that the candidate filled in. */
    HEADER("header"),
    /** The back of a header, where ink may show through. */
    SHOW_THROUGH("show_through"),
    ;

    override fun write(tray: Tray): JsonElement = JsonPrimitive(json)

    public companion object : Reader<ZoneReason>() {
        override fun read(json: JsonElement, tray: Tray): ZoneReason =
            json.text().let { text -> entries.find { it.json == text } ?: unknown(text) }
    }
}

/** What stands under `Redact`. */
public object Redact {
    /**
     * Hides what the plan says and proves it; gives no file that is not proven.
     * @param document The file.
     * @param plan Its plan.
     * @param needles What must not be in the file: names, numbers, dates.
     * @param onProgress Hears how many units of how many are done, on any thread.
     * @throws KorrigoException what the engine refuses
     */
    public suspend fun apply(
        document: Openable,
        plan: RedactionPlan,
        needles: List<String> = emptyList(),
        onProgress: ProgressListener? = null,
    ): RedactedPdf =
        Call("redact::apply")
            .with("document") { tray -> document.write(tray) }
            .with("plan") { tray -> plan.write(tray) }
            .with("needles") { tray -> list(needles) { one0 -> plain(one0) } }
            .await(onProgress, null) { json, tray -> RedactedPdf.read(json, tray) }

    /**
     * A plan to hide zones of a file.
     * @param document The file.
     * @param zones What is hidden.
     * @param options How it is hidden.
     * @throws KorrigoException what the engine refuses
     */
    public fun plan(
        document: Openable,
        zones: List<Zone>,
        options: RedactionOptions? = null,
    ): RedactionPlan =
        Call("redact::plan")
            .with("document") { tray -> document.write(tray) }
            .with("zones") { tray -> list(zones) { one0 -> one0.write(tray) } }
            .with("options") { tray -> options?.let { it.write(tray) } }
            .run { json, tray -> RedactionPlan.read(json, tray) }
}
