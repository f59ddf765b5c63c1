// Written by bindings-common/generate/kotlin.py from the table of calls: change that, not this.
@file:Suppress("LongParameterList", "MaxLineLength", "TooManyFunctions", "RedundantVisibilityModifier")

package org.korrigo

import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonPrimitive

/** What an audit of one file found. */
public data class Audit(
    /** `korrigo.audit/1`. */
    public val format: String,
    /** How many pages were looked at. */
    public val pages: Int,
    /** How many needles were looked for. */
    public val needles: Int,
    /** Everything found, by page, then kind, then place. */
    public val findings: List<AuditFinding>,
) : Value {
    override fun write(tray: Tray): JsonElement = record("format" to plain(format), "pages" to plain(pages), "needles" to plain(needles), "findings" to list(findings) { one0 -> one0.write(tray) })

    public companion object : Reader<Audit>() {
        override fun read(json: JsonElement, tray: Tray): Audit =
            Audit(
            format = json.part("format").text(),
            pages = json.part("pages").int(),
            needles = json.part("needles").int(),
            findings = json.part("findings").list { one0 -> AuditFinding.read(one0, tray) },
        )

        /**
         * What in a file could still identify someone.
         * @param pdf The file.
         * @param expected Texts that may stand in a zone.
         * @param limits What reading it may cost.
         * @param needles Names, numbers, dates that must not be in it.
         * @param password The password of an encrypted file.
         * @param zones Where nothing may be left.
         * @param onProgress Hears how many units of how many are done, on any thread.
         * @throws KorrigoException what the engine refuses
         */
        public suspend fun audit(
            pdf: Bytes,
            expected: List<Expected> = emptyList(),
            limits: Limits? = null,
            needles: List<String> = emptyList(),
            password: String? = null,
            zones: List<Zone> = emptyList(),
            onProgress: ProgressListener? = null,
        ): Audited =
            Call("redact::audit::audit")
                .with("pdf") { tray -> pdf.write(tray) }
                .with("expected") { tray -> list(expected) { one0 -> one0.write(tray) } }
                .with("limits") { tray -> limits?.let { it.write(tray) } }
                .with("needles") { tray -> list(needles) { one0 -> plain(one0) } }
                .with("password") { tray -> password?.let { plain(it) } }
                .with("zones") { tray -> list(zones) { one0 -> one0.write(tray) } }
                .await(onProgress, null) { json, tray -> Audited.read(json, tray) }
    }
}

/** One thing that could still identify someone. */
public data class AuditFinding(
    /** What kind of thing it is. */
    public val kind: FindingKind,
    /** Where it is, for people: an object's number and the part of it. Never what stands there. */
    public val where: String,
    /** How sure it is that this is what the kind says, 0..=1. */
    public val sure: Double,
    /** Which needle, as counted by `Needles`, where it is one. */
    public val needle: Int? = null,
    /** On which page, from 0, where it is on one. */
    public val page: Int? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("kind" to kind.write(tray), "where" to plain(where), "sure" to plain(sure), "needle" to needle?.let { plain(it) }, "page" to page?.let { plain(it) })

    public companion object : Reader<AuditFinding>() {
        override fun read(json: JsonElement, tray: Tray): AuditFinding =
            AuditFinding(
            kind = FindingKind.read(json.part("kind"), tray),
            where = json.part("where").text(),
            sure = json.part("sure").float(),
            needle = json.maybe("needle")?.let { it.int() },
            page = json.maybe("page")?.let { it.int() },
        )
    }
}

/** What an audit said. */
public data class Audited(
    /** All that was found. */
    public val audit: Audit,
    /** Whether nothing was. */
    public val isClean: Boolean,
    /** How many needles were found. */
    public val needlesFound: Int,
    /** How many findings say that something is left in a zone. */
    public val leftInZones: Int,
) : Value {
    override fun write(tray: Tray): JsonElement = record("audit" to audit.write(tray), "is_clean" to plain(isClean), "needles_found" to plain(needlesFound), "left_in_zones" to plain(leftInZones))

    public companion object : Reader<Audited>() {
        override fun read(json: JsonElement, tray: Tray): Audited =
            Audited(
            audit = Audit.read(json.part("audit"), tray),
            isClean = json.part("is_clean").bool(),
            needlesFound = json.part("needles_found").int(),
            leftInZones = json.part("left_in_zones").int(),
        )
    }
}

/** A text that may stand in a zone: exactly this text, within this rectangle. */
public data class Expected(
    /** The page, from 0. */
    public val page: Int,
    /** Where it may stand, in displayed, normalised coordinates. */
    public val rect: NormalizedRect,
    /** What it may say. */
    public val text: String,
) : Value {
    override fun write(tray: Tray): JsonElement = record("page" to plain(page), "rect" to rect.write(tray), "text" to plain(text))

    public companion object : Reader<Expected>() {
        override fun read(json: JsonElement, tray: Tray): Expected =
            Expected(
            page = json.part("page").int(),
            rect = NormalizedRect.read(json.part("rect"), tray),
            text = json.part("text").text(),
        )
    }
}

/** What kind of thing an audit found. */
public enum class FindingKind(
    /** As it is written in JSON. */
    public val json: String,
) : Value {
    /** Something that acts or leads out of the file: a script, a link to the network, a form that sends. */
    ACTIVE_CONTENT("active_content"),
    /** An annotation whose rectangle touches a zone. */
    ANNOTATION_IN_ZONE("annotation_in_zone"),
    /** A picture that something opaque is drawn over. */
    COVERED_IMAGE("covered_image"),
    /** Text that something opaque is drawn over: a filled path or an image. */
    COVERED_TEXT("covered_text"),
    /** Objects of an earlier state of the file, or of no state that a reader shows. */
    EARLIER_REVISION("earlier_revision"),
    /** A file inside the file. */
    EMBEDDED_FILE("embedded_file"),
    /** Optional content that is off, or an annotation that is not shown. */
    HIDDEN_LAYER("hidden_layer"),
    /** What a camera, a scanner or a program wrote into an image beside its pixels. */
    IMAGE_METADATA("image_metadata"),
    /** Pixels of an image layer that differ within a zone, or what is seen of the page does. */
    INK_IN_ZONE("ink_in_zone"),
    /** Text that is drawn with no ink: rendering mode 3 or 7, as scanners lay it over a page. */
    INVISIBLE_TEXT("invisible_text"),
    /** A metadata packet, or a document information entry that says more than a program's name. */
    METADATA("metadata"),
    /** One of the needles. */
    NEEDLE("needle"),
    /** Content beyond what the page shows. */
    OFF_PAGE("off_page"),
    /** A redaction that is marked and was never done. */
    PENDING_REDACTION("pending_redaction"),
    /** A program's private data. */
    PRIVATE_DATA("private_data"),
    /** Text for those who do not see the page: alternate and actual text, titles of structure elements. */
    STRUCTURE_TEXT("structure_text"),
    /** Text in a zone, in whatever way it is drawn or not drawn. */
    TEXT_IN_ZONE("text_in_zone"),
    /** A small picture of a page. */
    THUMBNAIL("thumbnail"),
    /** Bytes that belong to no object: after the end, or between objects. */
    TRAILING_DATA("trailing_data"),
    /** Something that could not be looked at: damaged, in a form nobody here reads, or past a limit. */
    UNREAD("unread"),
    /** An object that nothing leads to, with text or pixels in it. */
    UNREFERENCED_OBJECT("unreferenced_object"),
    /** Paths or shadings in a zone, other than an even fill. */
    VECTOR_IN_ZONE("vector_in_zone"),
    /** Text in the colour of what is under it. */
    WHITE_TEXT("white_text"),
    ;

    override fun write(tray: Tray): JsonElement = JsonPrimitive(json)

    public companion object : Reader<FindingKind>() {
        override fun read(json: JsonElement, tray: Tray): FindingKind =
            json.text().let { text -> entries.find { it.json == text } ?: unknown(text) }
    }
}
