// Written by bindings-common/generate/kotlin.py from the table of calls: change that, not this.
@file:Suppress("LongParameterList", "MaxLineLength", "TooManyFunctions", "RedundantVisibilityModifier")

package org.korrigo

import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonPrimitive

/** Active content of one kind in one place. */
public data class ActiveContent(
    /** What kind of thing it is. */
    public val kind: ActiveKind,
    /** Where it is. */
    public val where: ActivePlace,
    /** How many of them. */
    public val count: Int,
    /** On which page, from 0, where it is on one. */
    public val page: Int? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("kind" to kind.write(tray), "where" to where.write(tray), "count" to plain(count), "page" to page?.let { plain(it) })

    public companion object : Reader<ActiveContent>() {
        override fun read(json: JsonElement, tray: Tray): ActiveContent =
            ActiveContent(
            kind = ActiveKind.read(json.part("kind"), tray),
            where = ActivePlace.read(json.part("where"), tray),
            count = json.part("count").int(),
            page = json.maybe("page")?.let { it.int() },
        )
    }
}

/** What kind of thing it is. */
public enum class ActiveKind(
    /** As it is written in JSON. */
    public val json: String,
) : Value {
    /** A script. */
    JAVASCRIPT("javascript"),
    /** An action that starts a program or opens a file. */
    LAUNCH("launch"),
    /** A file inside the file. */
    EMBEDDED_FILE("embedded_file"),
    /** A link to the network. */
    URI("uri"),
    /** A form that sends what was typed. */
    SUBMIT_FORM("submit_form"),
    /** A form that fills itself from a file. */
    IMPORT_DATA("import_data"),
    /** A link into another file. */
    REMOTE_FILE("remote_file"),
    /** A sound, a film, a model in three dimensions or other rich media. */
    RICH_MEDIA("rich_media"),
    /** A form of the XML kind, with scripts of its own. */
    XFA("xfa"),
    /** Something that happens when the file is opened. */
    OPEN_ACTION("open_action"),
    ;

    override fun write(tray: Tray): JsonElement = JsonPrimitive(json)

    public companion object : Reader<ActiveKind>() {
        override fun read(json: JsonElement, tray: Tray): ActiveKind =
            json.text().let { text -> entries.find { it.json == text } ?: unknown(text) }
    }
}

/** Where it is. */
public enum class ActivePlace(
    /** As it is written in JSON. */
    public val json: String,
) : Value {
    /** The catalogue: when the file is opened, saved or printed. */
    CATALOG("catalog"),
    /** The name trees. */
    NAMES("names"),
    /** The form. */
    FORM("form"),
    /** The outline. */
    OUTLINE("outline"),
    /** A page: when it is shown or left. */
    PAGE("page"),
    /** An annotation: a link, a button, an attachment. */
    ANNOTATION("annotation"),
    /** An object that nothing above leads to. */
    OBJECT("object"),
    ;

    override fun write(tray: Tray): JsonElement = JsonPrimitive(json)

    public companion object : Reader<ActivePlace>() {
        override fun read(json: JsonElement, tray: Tray): ActivePlace =
            json.text().let { text -> entries.find { it.json == text } ?: unknown(text) }
    }
}

/** An open PDF. */
public class Document internal constructor(item: org.korrigo.ffi.Item) : Handle(item), Openable {

    /**
     * The SHA-256 of the file.
     * @param onProgress Hears how many units of how many are done, on any thread.
     * @throws KorrigoException what the engine refuses
     */
    public suspend fun hash(onProgress: ProgressListener? = null): SourceHash =
        Call("document::Document::hash")
            .with("this") { tray -> write(tray) }
            .await(onProgress, null) { json, tray -> SourceHash.read(json, tray) }

    /**
     * What is in the document: pages, sizes, layers, active content.
     * @param onProgress Hears how many units of how many are done, on any thread.
     * @throws KorrigoException what the engine refuses
     */
    public suspend fun inspect(onProgress: ProgressListener? = null): Inspection =
        Call("document::Document::inspect")
            .with("this") { tray -> write(tray) }
            .await(onProgress, null) { json, tray -> Inspection.read(json, tray) }

    /**
     * Whether it was encrypted.
     * @throws KorrigoException what the engine refuses
     */
    public fun isEncrypted(): Boolean =
        Call("document::Document::is_encrypted")
            .with("this") { tray -> write(tray) }
            .run { json, tray -> json.bool() }

    /**
     * Whether it had to be repaired.
     * @throws KorrigoException what the engine refuses
     */
    public fun isRepaired(): Boolean =
        Call("document::Document::is_repaired")
            .with("this") { tray -> write(tray) }
            .run { json, tray -> json.bool() }

    /**
     * How many pages it has.
     * @throws KorrigoException what the engine refuses
     */
    public fun pageCount(): Int =
        Call("document::Document::page_count")
            .with("this") { tray -> write(tray) }
            .run { json, tray -> json.int() }

    /**
     * How many pages each reader found.
     * @throws KorrigoException what the engine refuses
     */
    public fun readers(): Readers =
        Call("document::Document::readers")
            .with("this") { tray -> write(tray) }
            .run { json, tray -> Readers.read(json, tray) }

    /**
     * Whether the readers found different pages.
     * @throws KorrigoException what the engine refuses
     */
    public fun readersDisagree(): Boolean =
        Call("document::Document::readers_disagree")
            .with("this") { tray -> write(tray) }
            .run { json, tray -> json.bool() }

    /**
     * Pixels an inch of a page's main image.
     * @param page The page, from 0.
     * @throws KorrigoException what the engine refuses
     */
    public fun resolution(page: Int): Double? =
        Call("document::Document::resolution")
            .with("this") { tray -> write(tray) }
            .with("page") { tray -> plain(page) }
            .run { json, tray -> json.orNull()?.let { one0 -> one0.float() } }

    /**
     * A page's size and turn, as displayed.
     * @param page The page, from 0.
     * @throws KorrigoException what the engine refuses
     */
    public fun pageGeometry(page: Int): PageFacts =
        Call("document::Page::geometry")
            .with("this") { tray -> write(tray) }
            .with("page") { tray -> plain(page) }
            .run { json, tray -> PageFacts.read(json, tray) }

    public companion object : Reader<Document>() {
        override fun read(json: JsonElement, tray: Tray): Document =
            Document(tray.item(json))

        /**
         * Opens a PDF that nobody vouches for.
         * @param source The file.
         * @param limits What reading it may cost.
         * @param name The name it came with; its ending is checked.
         * @param password The password of an encrypted file.
         * @param onProgress Hears how many units of how many are done, on any thread.
         * @throws KorrigoException what the engine refuses
         */
        public suspend fun open(
            source: Bytes,
            limits: Limits? = null,
            name: String? = null,
            password: String? = null,
            onProgress: ProgressListener? = null,
        ): Document =
            Call("document::Document::open")
                .with("source") { tray -> source.write(tray) }
                .with("limits") { tray -> limits?.let { it.write(tray) } }
                .with("name") { tray -> name?.let { plain(it) } }
                .with("password") { tray -> password?.let { plain(it) } }
                .await(onProgress, null) { json, tray -> Document.read(json, tray) }

        /**
         * What is in a PDF: pages, sizes, layers, active content.
         * @param source The file.
         * @param limits What reading it may cost.
         * @param name The name it came with; its ending is checked.
         * @param password The password of an encrypted file.
         * @param onProgress Hears how many units of how many are done, on any thread.
         * @throws KorrigoException what the engine refuses
         */
        public suspend fun inspect(
            source: Bytes,
            limits: Limits? = null,
            name: String? = null,
            password: String? = null,
            onProgress: ProgressListener? = null,
        ): Inspection =
            Call("document::inspect")
                .with("source") { tray -> source.write(tray) }
                .with("limits") { tray -> limits?.let { it.write(tray) } }
                .with("name") { tray -> name?.let { plain(it) } }
                .with("password") { tray -> password?.let { plain(it) } }
                .await(onProgress, null) { json, tray -> Inspection.read(json, tray) }
    }
}

/** All that `korrigo inspect` tells. */
public data class Inspection(
    /** How many pages. */
    public val pageCount: Int,
    /** The pages, in order. */
    public val pages: List<PageInspection>,
    /** Whether the file is encrypted. */
    public val encrypted: Boolean,
    /** Whether something was not where the file says and had to be looked for or left out. */
    public val repaired: Boolean,
    /** What the two readers count. */
    public val readers: Readers,
    /** What does something, or leads out of the file. */
    public val activeContent: List<ActiveContent>,
) : Value {
    override fun write(tray: Tray): JsonElement = record("page_count" to plain(pageCount), "pages" to list(pages) { one0 -> one0.write(tray) }, "encrypted" to plain(encrypted), "repaired" to plain(repaired), "readers" to readers.write(tray), "active_content" to list(activeContent) { one0 -> one0.write(tray) })

    public companion object : Reader<Inspection>() {
        override fun read(json: JsonElement, tray: Tray): Inspection =
            Inspection(
            pageCount = json.part("page_count").int(),
            pages = json.part("pages").list { one0 -> PageInspection.read(one0, tray) },
            encrypted = json.part("encrypted").bool(),
            repaired = json.part("repaired").bool(),
            readers = Readers.read(json.part("readers"), tray),
            activeContent = json.part("active_content").list { one0 -> ActiveContent.read(one0, tray) },
        )
    }
}

/** What is told of one image. */
public data class LayerInspection(
    /** `jpeg`, `ccitt`, `jbig2`, `jpx`, `flate`, `lzw`, `run_length`, `raw` or `unknown`. */
    public val codec: String,
    /** Columns, as its dictionary says. */
    public val width: Long,
    /** Rows, as its dictionary says. */
    public val height: Long,
    /** Bits a sample, as its dictionary says; `None` where only the data say (JPX). */
    public val bits: Int? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("codec" to plain(codec), "width" to plain(width), "height" to plain(height), "bits" to bits?.let { plain(it) })

    public companion object : Reader<LayerInspection>() {
        override fun read(json: JsonElement, tray: Tray): LayerInspection =
            LayerInspection(
            codec = json.part("codec").text(),
            width = json.part("width").long(),
            height = json.part("height").long(),
            bits = json.maybe("bits")?.let { it.int() },
        )
    }
}

/** A page's size and turn, as displayed. */
public data class PageFacts(
    /** Width in points of 1/72 inch, as displayed. */
    public val widthPt: Double,
    /** Height in points of 1/72 inch, as displayed. */
    public val heightPt: Double,
    /** Quarter turns clockwise that the file asks for, in degrees. */
    public val rotate: Rotation,
    /** The size of the file's own unit in points. */
    public val userUnit: Double,
) : Value {
    override fun write(tray: Tray): JsonElement = record("width_pt" to plain(widthPt), "height_pt" to plain(heightPt), "rotate" to rotate.write(tray), "user_unit" to plain(userUnit))

    public companion object : Reader<PageFacts>() {
        override fun read(json: JsonElement, tray: Tray): PageFacts =
            PageFacts(
            widthPt = json.part("width_pt").float(),
            heightPt = json.part("height_pt").float(),
            rotate = Rotation.read(json.part("rotate"), tray),
            userUnit = json.part("user_unit").float(),
        )
    }
}

/** What is told of one page. */
public data class PageInspection(
    /** Width as shown, in points of 1/72 inch. */
    public val widthPt: Double,
    /** Height as shown, in points of 1/72 inch. */
    public val heightPt: Double,
    /** How far the page is turned clockwise to be shown. */
    public val rotate: Rotation,
    /** Size of one unit of user space, in points. */
    public val userUnit: Double,
    /** The images, in the order they are drawn. */
    public val layers: List<LayerInspection>,
    /** Pixels an inch of the largest image, as it is drawn; `None` where there is none. */
    public val dpi: Double? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("width_pt" to plain(widthPt), "height_pt" to plain(heightPt), "rotate" to rotate.write(tray), "user_unit" to plain(userUnit), "layers" to list(layers) { one0 -> one0.write(tray) }, "dpi" to dpi?.let { plain(it) })

    public companion object : Reader<PageInspection>() {
        override fun read(json: JsonElement, tray: Tray): PageInspection =
            PageInspection(
            widthPt = json.part("width_pt").float(),
            heightPt = json.part("height_pt").float(),
            rotate = Rotation.read(json.part("rotate"), tray),
            userUnit = json.part("user_unit").float(),
            layers = json.part("layers").list { one0 -> LayerInspection.read(one0, tray) },
            dpi = json.maybe("dpi")?.let { it.float() },
        )
    }
}

/** The number of pages that each reader counts; `None` where it cannot read the file. */
public data class Readers(
    /** By hayro, which renders. */
    public val hayro: Int? = null,
    /** In lopdf's objects, which everything here works on. */
    public val lopdf: Int? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("hayro" to hayro?.let { plain(it) }, "lopdf" to lopdf?.let { plain(it) })

    public companion object : Reader<Readers>() {
        override fun read(json: JsonElement, tray: Tray): Readers =
            Readers(
            hayro = json.maybe("hayro")?.let { it.int() },
            lopdf = json.maybe("lopdf")?.let { it.int() },
        )
    }
}
