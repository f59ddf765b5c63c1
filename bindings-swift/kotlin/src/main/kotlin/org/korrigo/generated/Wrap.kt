// Written by bindings-common/generate/kotlin.py from the table of calls: change that, not this.
@file:Suppress("LongParameterList", "MaxLineLength", "TooManyFunctions", "RedundantVisibilityModifier")

package org.korrigo

import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonPrimitive

/** A file with the name it came with. */
public data class NamedFile(
    /** The name. */
    public val name: String,
    /** The file. */
    public val source: Bytes,
) : Value {
    override fun write(tray: Tray): JsonElement = record("name" to plain(name), "source" to source.write(tray))

    public companion object : Reader<NamedFile>() {
        override fun read(json: JsonElement, tray: Tray): NamedFile =
            NamedFile(
            name = json.part("name").text(),
            source = Bytes.read(json.part("source"), tray),
        )
    }
}

/** A file as a PDF. */
public data class WrappedFile(
    /** The name it came with, or that of the pile it belongs to. */
    public val name: String,
    /** The PDF. */
    public val pdf: Bytes,
    /** Pages, from 0, whose density was not in the image and was assumed. */
    public val densityAssumed: List<Int>,
) : Value {
    override fun write(tray: Tray): JsonElement = record("name" to plain(name), "pdf" to pdf.write(tray), "density_assumed" to list(densityAssumed) { one0 -> plain(one0) })

    public companion object : Reader<WrappedFile>() {
        override fun read(json: JsonElement, tray: Tray): WrappedFile =
            WrappedFile(
            name = json.part("name").text(),
            pdf = Bytes.read(json.part("pdf"), tray),
            densityAssumed = json.part("density_assumed").list { one0 -> one0.int() },
        )
    }
}

/** What stands under `Wrap`. */
public object Wrap {
    /**
     * Scans of any kind as PDFs: images become pages.
     * @param files The files, in any order: PDFs stay as they are, images become pages.
     * @param limits What reading them may cost.
     * @param onProgress Hears how many units of how many are done, on any thread.
     * @throws KorrigoException what the engine refuses
     */
    public suspend fun toPdf(
        files: List<NamedFile>,
        limits: Limits? = null,
        onProgress: ProgressListener? = null,
    ): List<WrappedFile> =
        Call("document::wrap::to_pdf")
            .with("files") { tray -> list(files) { one0 -> one0.write(tray) } }
            .with("limits") { tray -> limits?.let { it.write(tray) } }
            .await(onProgress, null) { json, tray -> json.list { one0 -> WrappedFile.read(one0, tray) } }
}
