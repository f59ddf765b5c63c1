// Written by bindings-common/generate/kotlin.py from the table of calls: change that, not this.
@file:Suppress("LongParameterList", "MaxLineLength", "TooManyFunctions", "RedundantVisibilityModifier")

package org.korrigo

import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonPrimitive

/** Annotations as files hold them. */
public data class Annotations(
    /** Those that korrigo draws. */
    public val own: List<Annotation>,
    /** What other programs put there and ours cannot say, as it stands. */
    public val others: List<Other> = emptyList(),
    /** Those of `own` that another program made, and what was left of them on the way. */
    public val simplified: List<Simplified> = emptyList(),
) : Value {
    override fun write(tray: Tray): JsonElement = record("own" to list(own) { one0 -> one0.write(tray) }, "others" to list(others) { one0 -> one0.write(tray) }, "simplified" to list(simplified) { one0 -> one0.write(tray) })

    public companion object : Reader<Annotations>() {
        override fun read(json: JsonElement, tray: Tray): Annotations =
            Annotations(
            own = json.part("own").list { one0 -> Annotation.read(one0, tray) },
            others = json.maybe("others")?.let { it.list { one0 -> Other.read(one0, tray) } } ?: emptyList(),
            simplified = json.maybe("simplified")?.let { it.list { one0 -> Simplified.read(one0, tray) } } ?: emptyList(),
        )
    }
}

/** An annotation of another program that ours cannot say. Its texts are never shown in `Debug`. */
public data class Other(
    /** Its type, as its file names it. */
    public val kind: String,
    /** Its name, where it has one. */
    public val id: String? = null,
    /** What of it is not written back: it acts. */
    public val leftOut: List<String> = emptyList(),
    /** The page it lies on; `None` for what belongs to the file as a whole. */
    public val page: PageId? = null,
    /** The name of the annotation that it answers. */
    public val replyTo: String? = null,
    public val pdf: JsonElement? = null,
    public val xfdf: String = "",
) : Value {
    override fun write(tray: Tray): JsonElement = record("kind" to plain(kind), "id" to id?.let { plain(it) }, "left_out" to list(leftOut) { one0 -> plain(one0) }, "page" to page?.let { it.write(tray) }, "reply_to" to replyTo?.let { plain(it) }, "pdf" to pdf?.let { it }, "xfdf" to plain(xfdf))

    public companion object : Reader<Other>() {
        override fun read(json: JsonElement, tray: Tray): Other =
            Other(
            kind = json.part("kind").text(),
            id = json.maybe("id")?.let { it.text() },
            leftOut = json.maybe("left_out")?.let { it.list { one0 -> one0.text() } } ?: emptyList(),
            page = json.maybe("page")?.let { PageId.read(it, tray) },
            replyTo = json.maybe("reply_to")?.let { it.text() },
            pdf = json.maybe("pdf")?.let { it },
            xfdf = json.maybe("xfdf")?.let { it.text() } ?: "",
        )
    }
}

/** A page of a copy, as programs that place annotations in points need it. */
public data class PaperPage(
    /** Its name. */
    public val id: PageId,
    /** What is shown of it, in the file's own unit: left, bottom, right, top. */
    public val visible: List<Double>,
    /** Quarter turns clockwise that the file asks for, in degrees. */
    public val rotate: Rotation = Rotation(0L),
    /** The size of the file's own unit in points. */
    public val userUnit: Double = 1.0,
) : Value {
    override fun write(tray: Tray): JsonElement = record("id" to id.write(tray), "visible" to list(visible) { one0 -> plain(one0) }, "rotate" to rotate.write(tray), "user_unit" to plain(userUnit))

    public companion object : Reader<PaperPage>() {
        override fun read(json: JsonElement, tray: Tray): PaperPage =
            PaperPage(
            id = PageId.read(json.part("id"), tray),
            visible = json.part("visible").list { one0 -> one0.float() },
            rotate = json.maybe("rotate")?.let { Rotation.read(it, tray) } ?: Rotation(0L),
            userUnit = json.maybe("user_unit")?.let { it.float() } ?: 1.0,
        )
    }
}

/** An annotation of another program that became one of ours. */
public data class Simplified(
    /** Which. */
    public val id: AnnotationId,
    /** The keys or attributes that said something ours cannot say. */
    public val without: List<String>,
) : Value {
    override fun write(tray: Tray): JsonElement = record("id" to id.write(tray), "without" to list(without) { one0 -> plain(one0) })

    public companion object : Reader<Simplified>() {
        override fun read(json: JsonElement, tray: Tray): Simplified =
            Simplified(
            id = AnnotationId.read(json.part("id"), tray),
            without = json.part("without").list { one0 -> one0.text() },
        )
    }
}

/** What stands under `Exchange`. */
public object Exchange {
    /**
     * Reads annotations as JSON.
     * @param json The file.
     * @param pages The names of the copy's pages, in order.
     * @throws KorrigoException what the engine refuses
     */
    public fun fromJson(json: Bytes, pages: List<PageId>): Annotations =
        Call("flatten::exchange::from_json")
            .with("json") { tray -> json.write(tray) }
            .with("pages") { tray -> list(pages) { one0 -> one0.write(tray) } }
            .run { json, tray -> Annotations.read(json, tray) }

    /**
     * Reads the annotations of a PDF.
     * @param document The copy, with annotations of any program.
     * @param pages The names of its pages, in order.
     * @param onProgress Hears how many units of how many are done, on any thread.
     * @throws KorrigoException what the engine refuses
     */
    public suspend fun fromPdf(
        document: Openable,
        pages: List<PageId>,
        onProgress: ProgressListener? = null,
    ): Annotations =
        Call("flatten::exchange::from_pdf")
            .with("document") { tray -> document.write(tray) }
            .with("pages") { tray -> list(pages) { one0 -> one0.write(tray) } }
            .await(onProgress, null) { json, tray -> Annotations.read(json, tray) }

    /**
     * Reads annotations as XFDF.
     * @param xfdf The file.
     * @param pages The copy's pages.
     * @throws KorrigoException what the engine refuses
     */
    public fun fromXfdf(xfdf: Bytes, pages: List<PaperPage>): Annotations =
        Call("flatten::exchange::from_xfdf")
            .with("xfdf") { tray -> xfdf.write(tray) }
            .with("pages") { tray -> list(pages) { one0 -> one0.write(tray) } }
            .run { json, tray -> Annotations.read(json, tray) }

    /**
     * Writes annotations as JSON.
     * @param annotations The annotations.
     * @throws KorrigoException what the engine refuses
     */
    public fun toJson(annotations: Annotations): Bytes =
        Call("flatten::exchange::to_json")
            .with("annotations") { tray -> annotations.write(tray) }
            .run { json, tray -> Bytes.read(json, tray) }

    /**
     * Writes annotations as XFDF.
     * @param annotations The annotations.
     * @param pages The copy's pages.
     * @param authors Whether the file says who made them.
     * @throws KorrigoException what the engine refuses
     */
    public fun toXfdf(
        annotations: Annotations,
        pages: List<PaperPage>,
        authors: Boolean = false,
    ): Bytes =
        Call("flatten::exchange::to_xfdf")
            .with("annotations") { tray -> annotations.write(tray) }
            .with("pages") { tray -> list(pages) { one0 -> one0.write(tray) } }
            .with("authors") { tray -> plain(authors) }
            .run { json, tray -> Bytes.read(json, tray) }
}

/** What stands under `Pages`. */
public object Pages {
    /**
     * The pages of a copy, for XFDF.
     * @param document The copy.
     * @param pages The names of its pages, in order.
     * @throws KorrigoException what the engine refuses
     */
    public fun of(document: Openable, pages: List<PageId>): List<PaperPage> =
        Call("flatten::exchange::Pages::of")
            .with("document") { tray -> document.write(tray) }
            .with("pages") { tray -> list(pages) { one0 -> one0.write(tray) } }
            .run { json, tray -> json.list { one0 -> PaperPage.read(one0, tray) } }
}
