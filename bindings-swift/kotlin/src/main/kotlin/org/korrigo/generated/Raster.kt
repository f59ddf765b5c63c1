// Written by bindings-common/generate/kotlin.py from the table of calls: change that, not this.
@file:Suppress("LongParameterList", "MaxLineLength", "TooManyFunctions", "RedundantVisibilityModifier")

package org.korrigo

import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonPrimitive

/** What a pixel is made of. */
public enum class Colour(
    /** As it is written in JSON. */
    public val json: String,
) : Value {
    /** One byte: 0 is black, 255 is white. From colour by the weights of Rec. 601, as JPEG's Y. */
    GREY("grey"),
    /** Three bytes: red, green, blue, as sRGB. */
    RGB("rgb"),
    ;

    override fun write(tray: Tray): JsonElement = JsonPrimitive(json)

    public companion object : Reader<Colour>() {
        override fun read(json: JsonElement, tray: Tray): Colour =
            json.text().let { text -> entries.find { it.json == text } ?: unknown(text) }
    }
}

/** A picture. */
public data class Picture(
    /** Columns. */
    public val width: Long,
    /** Rows. */
    public val height: Long,
    /** Grey or colour. */
    public val colour: Colour,
    /** Dots an inch. */
    public val dpi: Double,
    /** The picture, as it was asked for. */
    public val image: Bytes,
) : Value {
    override fun write(tray: Tray): JsonElement = record("width" to plain(width), "height" to plain(height), "colour" to colour.write(tray), "dpi" to plain(dpi), "image" to image.write(tray))

    public companion object : Reader<Picture>() {
        override fun read(json: JsonElement, tray: Tray): Picture =
            Picture(
            width = json.part("width").long(),
            height = json.part("height").long(),
            colour = Colour.read(json.part("colour"), tray),
            dpi = json.part("dpi").float(),
            image = Bytes.read(json.part("image"), tray),
        )
    }
}

/** How a picture is stored. */
public sealed interface PictureFormat : Value {
    /** PNG, without loss. */
    public data object Png : PictureFormat {
        override fun write(tray: Tray): JsonElement = record("kind" to JsonPrimitive("png"))
    }

    /** JPEG. */
    public data class Jpeg(
        /** 1 to 100. */
        public val quality: Int,
    ) : PictureFormat {
        override fun write(tray: Tray): JsonElement = record("kind" to JsonPrimitive("jpeg"), "quality" to plain(quality))
    }

    /** WebP, without loss. */
    public data object Webp : PictureFormat {
        override fun write(tray: Tray): JsonElement = record("kind" to JsonPrimitive("webp"))
    }

    /** The pixels themselves, row by row from the top: a byte each for grey, three for colour. */
    public data object Pixels : PictureFormat {
        override fun write(tray: Tray): JsonElement = record("kind" to JsonPrimitive("pixels"))
    }


    public companion object : Reader<PictureFormat>() {
        override fun read(json: JsonElement, tray: Tray): PictureFormat =
            when (val which = json.tag("kind")) {
            "png" -> Png
            "jpeg" -> Jpeg(
                quality = json.part("quality").int(),
            )
            "webp" -> Webp
            "pixels" -> Pixels
            else -> unknown(which)
        }
    }
}

/** How a picture is made. */
public data class PictureOptions(
    /** The part of the page that is shown, in displayed, normalised coordinates of the turned page. */
    public val clip: NormalizedRect? = null,
    /** Grey or colour. */
    public val colour: Colour = Colour.GREY,
    /** How the picture is stored. */
    public val format: PictureFormat? = null,
    /** Quarter turns clockwise, in degrees. */
    public val rotate: Rotation = Rotation(0L),
) : Value {
    override fun write(tray: Tray): JsonElement = record("clip" to clip?.let { it.write(tray) }, "colour" to colour.write(tray), "format" to format?.let { it.write(tray) }, "rotate" to rotate.write(tray))

    public companion object : Reader<PictureOptions>() {
        override fun read(json: JsonElement, tray: Tray): PictureOptions =
            PictureOptions(
            clip = json.maybe("clip")?.let { NormalizedRect.read(it, tray) },
            colour = json.maybe("colour")?.let { Colour.read(it, tray) } ?: Colour.GREY,
            format = json.maybe("format")?.let { PictureFormat.read(it, tray) },
            rotate = json.maybe("rotate")?.let { Rotation.read(it, tray) } ?: Rotation(0L),
        )
    }
}

/** What stands under `Raster`. */
public object Raster {
    /**
     * A page as a picture.
     * @param document The document.
     * @param page The page, from 0.
     * @param dpi Dots an inch.
     * @param options How the picture is made.
     * @param onProgress Hears how many units of how many are done, on any thread.
     * @throws KorrigoException what the engine refuses
     */
    public suspend fun page(
        document: Openable,
        page: Int,
        dpi: Double,
        options: PictureOptions? = null,
        onProgress: ProgressListener? = null,
    ): Picture =
        Call("raster::page")
            .with("document") { tray -> document.write(tray) }
            .with("page") { tray -> plain(page) }
            .with("dpi") { tray -> plain(dpi) }
            .with("options") { tray -> options?.let { it.write(tray) } }
            .await(onProgress, null) { json, tray -> Picture.read(json, tray) }

    /**
     * A page as large as fits.
     * @param document The document.
     * @param page The page, from 0.
     * @param width The most columns.
     * @param height The most rows.
     * @param options How the picture is made.
     * @param onProgress Hears how many units of how many are done, on any thread.
     * @throws KorrigoException what the engine refuses
     */
    public suspend fun thumbnail(
        document: Openable,
        page: Int,
        width: Long,
        height: Long,
        options: PictureOptions? = null,
        onProgress: ProgressListener? = null,
    ): Picture =
        Call("raster::thumbnail")
            .with("document") { tray -> document.write(tray) }
            .with("page") { tray -> plain(page) }
            .with("width") { tray -> plain(width) }
            .with("height") { tray -> plain(height) }
            .with("options") { tray -> options?.let { it.write(tray) } }
            .await(onProgress, null) { json, tray -> Picture.read(json, tray) }
}
