// Files, and what else crosses to the engine without being JSON.
package org.korrigo

import java.nio.file.Path
import kotlinx.serialization.json.JsonElement
import org.korrigo.ffi.CallException
import org.korrigo.ffi.Item

/** Something that the engine holds. `close` lets it go early; else it goes when nobody holds it. */
public abstract class Handle internal constructor(internal val item: Item) : Value, AutoCloseable {
    override fun write(tray: Tray): JsonElement = tray.put(item)

    /** Lets it go. A call that works on it goes on. */
    override fun close(): Unit = item.destroy()

    internal val size: Long get() = item.size().toLong()
    internal fun copied(): ByteArray = item.toBytes()
    internal fun save(path: Path): Unit = ours { item.write(path.toString()) }
}

/** What a document can be read from: `Bytes`, an open `Document`, or a `RedactedPdf`. */
public interface Openable : Value

internal fun openable(json: JsonElement, tray: Tray): Openable {
    val item = tray.item(json)
    return when (item.kind()) {
        org.korrigo.ffi.ItemKind.DOCUMENT -> Document(item)
        org.korrigo.ffi.ItemKind.REDACTED_PDF -> RedactedPdf(item)
        else -> Bytes(item)
    }
}

/** A file. It crosses to the engine once, however many calls read it; from a path it does not cross at all. */
public class Bytes internal constructor(item: Item) : Handle(item), Openable {
    /** A file from memory: copied once. */
    public constructor(content: ByteArray) : this(Item.bytes(content))

    /** A file of text in UTF-8. */
    public constructor(text: String) : this(text.toByteArray())

    /** How many bytes it has. */
    public val count: Long get() = size

    /** Its bytes: copied once. */
    public fun toByteArray(): ByteArray = copied()

    /** Writes it to a path; nothing crosses. */
    public fun write(path: Path): Unit = save(path)

    public companion object : Reader<Bytes>() {
        /** A file from a path, read by the engine. */
        public fun read(path: Path): Bytes = ours { Bytes(Item.read(path.toString())) }

        override fun read(json: JsonElement, tray: Tray): Bytes = Bytes(tray.item(json))
    }
}

/** Writes the redacted file to a path; nothing crosses. */
public fun RedactedPdf.write(path: Path): Unit = save(path)

private fun <T> ours(work: () -> T): T = try {
    work()
} catch (error: CallException.Failed) {
    throw KorrigoException.read(error.failure)
}
