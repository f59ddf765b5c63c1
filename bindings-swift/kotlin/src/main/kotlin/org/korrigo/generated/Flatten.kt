// Written by bindings-common/generate/kotlin.py from the table of calls: change that, not this.
@file:Suppress("LongParameterList", "MaxLineLength", "TooManyFunctions", "RedundantVisibilityModifier")

package org.korrigo

import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonPrimitive

/** How a copy is given back. */
public data class FlattenOptions(
    /**
     * Whether the file keeps to PDF/A-2b, or 3b when something is attached. Data compressed by LZW are then
     * compressed anew; everything else that an archive may not hold refuses the file.
     */
    public val archive: Boolean = false,
    /**
     * Whether a record of marks and scan is attached, for `verify` and for programs. It holds what the file says
     * of whose paper it is, and nothing more.
     */
    public val attach: Boolean = false,
    /** Whether annotations of the PDF name their authors. */
    public val authors: Boolean = false,
    /**
     * Whether marks are annotations of the PDF, which other programs list and change, instead of drawn over it.
     * They look alike; nothing of the copy's pages but their list of annotations changes, and annotations that
     * other programs put there stay.
     */
    public val editable: Boolean = false,
    /** The language of our own words. */
    public val language: Language = Language.FRENCH,
    /** Whether the pages under the marks are left empty, for printing onto the paper itself. */
    public val marksOnly: Boolean = false,
    /** Whether the summary stands in front of the copy instead of behind it. */
    public val summaryFirst: Boolean = false,
) : Value {
    override fun write(tray: Tray): JsonElement = record("archive" to plain(archive), "attach" to plain(attach), "authors" to plain(authors), "editable" to plain(editable), "language" to language.write(tray), "marks_only" to plain(marksOnly), "summary_first" to plain(summaryFirst))

    public companion object : Reader<FlattenOptions>() {
        override fun read(json: JsonElement, tray: Tray): FlattenOptions =
            FlattenOptions(
            archive = json.maybe("archive")?.let { it.bool() } ?: false,
            attach = json.maybe("attach")?.let { it.bool() } ?: false,
            authors = json.maybe("authors")?.let { it.bool() } ?: false,
            editable = json.maybe("editable")?.let { it.bool() } ?: false,
            language = json.maybe("language")?.let { Language.read(it, tray) } ?: Language.FRENCH,
            marksOnly = json.maybe("marks_only")?.let { it.bool() } ?: false,
            summaryFirst = json.maybe("summary_first")?.let { it.bool() } ?: false,
        )
    }
}

/** A paper that goes back. */
public data class FlattenedFile(
    /** The PDF. */
    public val pdf: Bytes,
    /** Pages of the copy. */
    public val pages: Int,
    /** Pages of ours: summary and notes. */
    public val added: Int,
) : Value {
    override fun write(tray: Tray): JsonElement = record("pdf" to pdf.write(tray), "pages" to plain(pages), "added" to plain(added))

    public companion object : Reader<FlattenedFile>() {
        override fun read(json: JsonElement, tray: Tray): FlattenedFile =
            FlattenedFile(
            pdf = Bytes.read(json.part("pdf"), tray),
            pages = json.part("pages").int(),
            added = json.part("added").int(),
        )
    }
}

/** What is drawn over a copy. */
public data class Marking(
    /** The annotations, in any order. */
    public val annotations: List<Annotation> = emptyList(),
    /** The last link of the copy's chain, for an attached record. */
    public val events: ChainHash? = null,
    /** What other programs put on the pages, for an editable file. */
    public val others: List<Other> = emptyList(),
    /** What the paper came to; without it no page is added for it. */
    public val summary: Summary? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("annotations" to list(annotations) { one0 -> one0.write(tray) }, "events" to events?.let { it.write(tray) }, "others" to list(others) { one0 -> one0.write(tray) }, "summary" to summary?.let { it.write(tray) })

    public companion object : Reader<Marking>() {
        override fun read(json: JsonElement, tray: Tray): Marking =
            Marking(
            annotations = json.maybe("annotations")?.let { it.list { one0 -> Annotation.read(one0, tray) } } ?: emptyList(),
            events = json.maybe("events")?.let { ChainHash.read(it, tray) },
            others = json.maybe("others")?.let { it.list { one0 -> Other.read(one0, tray) } } ?: emptyList(),
            summary = json.maybe("summary")?.let { Summary.read(it, tray) },
        )
    }
}

/** What was compared, and what came out. */
public data class PaperVerified(
    /** The record is as it was sealed. */
    public val seal: Boolean,
    /** The copy's pages show, byte for byte, what was marked. */
    public val scan: Boolean,
    /**
     * Drawn again, the file is the same to the last byte. (Another version of korrigo may draw otherwise, and so
     * do other fonts.)
     */
    public val drawn: Boolean,
    /** The last link of the copy's chain when the paper was drawn. */
    public val events: ChainHash? = null,
    /** The total that the scores come to. */
    public val recomputed: Total? = null,
    /** The scores come to the total that the record tells; `None` when it tells none. */
    public val total: Boolean? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("seal" to plain(seal), "scan" to plain(scan), "drawn" to plain(drawn), "events" to events?.let { it.write(tray) }, "recomputed" to recomputed?.let { it.write(tray) }, "total" to total?.let { plain(it) })

    public companion object : Reader<PaperVerified>() {
        override fun read(json: JsonElement, tray: Tray): PaperVerified =
            PaperVerified(
            seal = json.part("seal").bool(),
            scan = json.part("scan").bool(),
            drawn = json.part("drawn").bool(),
            events = json.maybe("events")?.let { ChainHash.read(it, tray) },
            recomputed = json.maybe("recomputed")?.let { Total.read(it, tray) },
            total = json.maybe("total")?.let { it.bool() },
        )
    }
}

/** What a paper came to. */
public data class Summary(
    /** What was scored. */
    public val scores: Scores,
    /** What the exam is called. */
    public val exam: String = "",
    /** Who marked it, as the reader may know it. */
    public val marker: String? = null,
    /** The marking scheme. */
    public val scheme: Scheme? = null,
    /** The subject, where the exam has several. */
    public val variant: String? = null,
    /** Whose paper it is, as the reader may know it. */
    public val who: String = "",
) : Value {
    override fun write(tray: Tray): JsonElement = record("scores" to scores.write(tray), "exam" to plain(exam), "marker" to marker?.let { plain(it) }, "scheme" to scheme?.let { it.write(tray) }, "variant" to variant?.let { plain(it) }, "who" to plain(who))

    public companion object : Reader<Summary>() {
        override fun read(json: JsonElement, tray: Tray): Summary =
            Summary(
            scores = Scores.read(json.part("scores"), tray),
            exam = json.maybe("exam")?.let { it.text() } ?: "",
            marker = json.maybe("marker")?.let { it.text() },
            scheme = json.maybe("scheme")?.let { Scheme.read(it, tray) },
            variant = json.maybe("variant")?.let { it.text() },
            who = json.maybe("who")?.let { it.text() } ?: "",
        )
    }
}

/** Whether a paper is genuine. */
public data class VerifiedPaper(
    /** What was checked. */
    public val verified: PaperVerified,
    /** Whether all of it holds. */
    public val isSound: Boolean,
) : Value {
    override fun write(tray: Tray): JsonElement = record("verified" to verified.write(tray), "is_sound" to plain(isSound))

    public companion object : Reader<VerifiedPaper>() {
        override fun read(json: JsonElement, tray: Tray): VerifiedPaper =
            VerifiedPaper(
            verified = PaperVerified.read(json.part("verified"), tray),
            isSound = json.part("is_sound").bool(),
        )
    }
}

/** What stands under `Flatten`. */
public object Flatten {
    /**
     * Whether a paper's scan, marks and total are those it was made of.
     * @param document The paper.
     * @param fonts The fonts that it was made with, beside the standard one.
     * @param onProgress Hears how many units of how many are done, on any thread.
     * @throws KorrigoException what the engine refuses
     */
    public suspend fun verify(
        document: Openable,
        fonts: List<Bytes> = emptyList(),
        onProgress: ProgressListener? = null,
    ): VerifiedPaper =
        Call("flatten::verify")
            .with("document") { tray -> document.write(tray) }
            .with("fonts") { tray -> list(fonts) { one0 -> one0.write(tray) } }
            .await(onProgress, null) { json, tray -> VerifiedPaper.read(json, tray) }

    /**
     * The copy with its marks drawn over it, and what it came to.
     * @param document The copy as it was split.
     * @param pages The names of its pages, in order.
     * @param fonts Fonts for characters that the standard one lacks.
     * @param marking What is drawn over it.
     * @param options How it is given back.
     * @param onProgress Hears how many units of how many are done, on any thread.
     * @throws KorrigoException what the engine refuses
     */
    public suspend fun write(
        document: Openable,
        pages: List<PageId>,
        fonts: List<Bytes> = emptyList(),
        marking: Marking? = null,
        options: FlattenOptions? = null,
        onProgress: ProgressListener? = null,
    ): FlattenedFile =
        Call("flatten::write")
            .with("document") { tray -> document.write(tray) }
            .with("pages") { tray -> list(pages) { one0 -> one0.write(tray) } }
            .with("fonts") { tray -> list(fonts) { one0 -> one0.write(tray) } }
            .with("marking") { tray -> marking?.let { it.write(tray) } }
            .with("options") { tray -> options?.let { it.write(tray) } }
            .await(onProgress, null) { json, tray -> FlattenedFile.read(json, tray) }

    /**
     * The same over a redacted copy: nothing says whose it is.
     * @param copy The redacted copy.
     * @param id Its anonymous id.
     * @param pages The names of its pages, in order.
     * @param fonts Fonts for characters that the standard one lacks.
     * @param marking What is drawn over it.
     * @param options How it is given back.
     * @param onProgress Hears how many units of how many are done, on any thread.
     * @throws KorrigoException what the engine refuses
     */
    public suspend fun writeForMarker(
        copy: RedactedPdf,
        id: AnonymousId,
        pages: List<PageId>,
        fonts: List<Bytes> = emptyList(),
        marking: Marking? = null,
        options: FlattenOptions? = null,
        onProgress: ProgressListener? = null,
    ): FlattenedFile =
        Call("flatten::write_for_marker")
            .with("copy") { tray -> copy.write(tray) }
            .with("id") { tray -> id.write(tray) }
            .with("pages") { tray -> list(pages) { one0 -> one0.write(tray) } }
            .with("fonts") { tray -> list(fonts) { one0 -> one0.write(tray) } }
            .with("marking") { tray -> marking?.let { it.write(tray) } }
            .with("options") { tray -> options?.let { it.write(tray) } }
            .await(onProgress, null) { json, tray -> FlattenedFile.read(json, tray) }
}
