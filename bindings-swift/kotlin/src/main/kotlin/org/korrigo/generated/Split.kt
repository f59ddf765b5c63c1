// Written by bindings-common/generate/kotlin.py from the table of calls: change that, not this.
@file:Suppress("LongParameterList", "MaxLineLength", "TooManyFunctions", "RedundantVisibilityModifier")

package org.korrigo

import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonPrimitive

/** A copy's file. */
public data class SplitFile(
    /** The copy's index in the plan; for a page of the review tray, its place in the tray. */
    public val index: Int,
    /** The PDF. */
    public val pdf: Bytes,
    /** The names of its pages, in order: they stand nowhere in the file. */
    public val pages: List<PageId>,
    /** What is not stored as the scan stored it, by page. */
    public val notes: List<Note>,
) : Value {
    override fun write(tray: Tray): JsonElement = record("index" to plain(index), "pdf" to pdf.write(tray), "pages" to list(pages) { one0 -> one0.write(tray) }, "notes" to list(notes) { one0 -> one0.write(tray) })

    public companion object : Reader<SplitFile>() {
        override fun read(json: JsonElement, tray: Tray): SplitFile =
            SplitFile(
            index = json.part("index").int(),
            pdf = Bytes.read(json.part("pdf"), tray),
            pages = json.part("pages").list { one0 -> PageId.read(one0, tray) },
            notes = json.part("notes").list { one0 -> Note.read(one0, tray) },
        )
    }
}

/** How copies are written. */
public data class SplitOptions(
    /**
     * Keeps a page whole that holds what cannot be cut, and notes it (`NoteKind::KeptWhole`): the other half is
     * then in the file too, so a person must look before anybody else gets it. Without it such a page refuses
     * its copy.
     */
    public val keepUncut: Boolean = false,
    /**
     * Turns skewed halves straight, by a matrix. Without it a page looks as it was scanned; it is cut along the
     * same slanted line.
     */
    public val straighten: Boolean = true,
) : Value {
    override fun write(tray: Tray): JsonElement = record("keep_uncut" to plain(keepUncut), "straighten" to plain(straighten))

    public companion object : Reader<SplitOptions>() {
        override fun read(json: JsonElement, tray: Tray): SplitOptions =
            SplitOptions(
            keepUncut = json.maybe("keep_uncut")?.let { it.bool() } ?: false,
            straighten = json.maybe("straighten")?.let { it.bool() } ?: true,
        )
    }
}

/** What stands under `Split`. */
public object Split {
    /**
     * Writes every copy of the plan. A caller that takes copies as they are written gets them in any order and
     * an empty list at the end; else all are given together, in order.
     * @param plan The plan.
     * @param sources The plan's scans, in its order.
     * @param options How copies are written.
     * @param take Takes each result as soon as it is there; the answer then holds none.
     * @param onProgress Hears how many units of how many are done, on any thread.
     * @throws KorrigoException what the engine refuses
     */
    public suspend fun apply(
        plan: SplitPlan,
        sources: List<Openable>,
        options: SplitOptions? = null,
        take: ((result: SplitFile) -> Unit)? = null,
        onProgress: ProgressListener? = null,
    ): List<SplitFile> =
        Call("split::apply")
            .with("plan") { tray -> plan.write(tray) }
            .with("sources") { tray -> list(sources) { one0 -> one0.write(tray) } }
            .with("options") { tray -> options?.let { it.write(tray) } }
            .await(onProgress, take?.let { own -> { json, tray -> own(SplitFile.read(json, tray)) } }) { json, tray -> json.list { one0 -> SplitFile.read(one0, tray) } }

    /**
     * Writes one copy of the plan.
     * @param plan The plan.
     * @param index The copy, or the place in the review tray, from 0.
     * @param sources The plan's scans, in its order.
     * @param options How copies are written.
     * @param onProgress Hears how many units of how many are done, on any thread.
     * @throws KorrigoException what the engine refuses
     */
    public suspend fun copy(
        plan: SplitPlan,
        index: Int,
        sources: List<Openable>,
        options: SplitOptions? = null,
        onProgress: ProgressListener? = null,
    ): SplitFile =
        Call("split::copy")
            .with("plan") { tray -> plan.write(tray) }
            .with("index") { tray -> plain(index) }
            .with("sources") { tray -> list(sources) { one0 -> one0.write(tray) } }
            .with("options") { tray -> options?.let { it.write(tray) } }
            .await(onProgress, null) { json, tray -> SplitFile.read(json, tray) }

    /**
     * Writes one page of the review tray.
     * @param plan The plan.
     * @param index The copy, or the place in the review tray, from 0.
     * @param sources The plan's scans, in its order.
     * @param options How copies are written.
     * @param onProgress Hears how many units of how many are done, on any thread.
     * @throws KorrigoException what the engine refuses
     */
    public suspend fun reviewPage(
        plan: SplitPlan,
        index: Int,
        sources: List<Openable>,
        options: SplitOptions? = null,
        onProgress: ProgressListener? = null,
    ): SplitFile =
        Call("split::review_page")
            .with("plan") { tray -> plan.write(tray) }
            .with("index") { tray -> plain(index) }
            .with("sources") { tray -> list(sources) { one0 -> one0.write(tray) } }
            .with("options") { tray -> options?.let { it.write(tray) } }
            .await(onProgress, null) { json, tray -> SplitFile.read(json, tray) }
}
