// Where copies are kept: in memory, or in a database of the app.
package org.korrigo

import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import org.korrigo.ffi.Item
import org.korrigo.ffi.StoreException

/**
 * Where an app keeps copies itself. It keeps rows and decides nothing: each call is one transaction, which happens as a
 * whole or not at all. Appending what is not the next version of a copy is a conflict: `false`.
 *
 * What a method throws ends the call, and is thrown by it. A `KorrigoException` with the code `BUSY` says that asking
 * again may help; anything else counts as `STORE_UNAVAILABLE`.
 */
public interface CopyStore {
    /** The time: one clock for all who use the store. */
    public fun now(): Timestamp

    /** What is needed to decide about a copy; null for one without a record. `asked`: a request of `actor` that may
     * have been answered before; its records, wherever they are, stand in `answered`. */
    public fun load(copy: CopyId, actor: ActorId?, asked: RequestId?): Stored?

    /** Appends to one copy or several, all or nothing; false when a newest version is not the one expected. */
    public fun append(appends: List<Append>): Boolean

    /** Keeps a snapshot, unless a newer one of the copy is there. */
    public fun saveSnapshot(snapshot: Snapshot)

    /** All records of a copy, in order. */
    public fun history(copy: CopyId): List<Record>

    /** Takes away all payloads and snapshots of a copy, then keeps `left`; without it the copy is gone for ever.
     * False when `version` is not that of the newest record. */
    public fun erase(copy: CopyId, version: Long, left: Snapshot?): Boolean

    /** The last link of each of these copies that has one: its number and hash. */
    public fun heads(copies: List<CopyId>): Map<CopyId, Pair<Long, ChainHash>>

    /** The checkpoints of an exam, in order. */
    public fun checkpoints(exam: String): List<Checkpoint>

    /** Appends a checkpoint; false when its number is not how many are there. */
    public fun appendCheckpoint(exam: String, checkpoint: Checkpoint): Boolean
}

/** A store: one of the engine's, in memory, or an app's. */
public class Store private constructor(item: Item?, private val app: CopyStore?) : Value {
    private val engine: Item? = item

    internal constructor(item: Item) : this(item, null)

    /** The store of an app. */
    public constructor(app: CopyStore) : this(null, app)

    override fun write(tray: Tray): JsonElement =
        tray.put(engine ?: Item.appStore(Kept(checkNotNull(app), tray)))

    public companion object : Reader<Store>() {
        override fun read(json: JsonElement, tray: Tray): Store = Store(tray.item(json))
    }
}

/** An app's store as one call sees it. */
private class Kept(private val app: CopyStore, private val tray: Tray) : org.korrigo.ffi.CopyStore {
    private val none = Tray()

    override fun now(): String = ours { app.now().write(none) }

    override fun load(copy: String, asked: String): String = ours {
        val key = Json.parseToJsonElement(asked).orNull()
        app.load(CopyId(copy), key?.let { ActorId(it.at(0).text()) }, key?.let { RequestId(it.at(1).text()) })
            ?.write(none)
    }

    override fun append(appends: String): String =
        written { app.append(Json.parseToJsonElement(appends).list { Append.read(it, none) }) }

    override fun saveSnapshot(snapshot: String) {
        ours {
            app.saveSnapshot(Snapshot.fromJson(snapshot))
            JsonNull
        }
    }

    override fun history(copy: String): String =
        ours { list(app.history(CopyId(copy))) { it.write(none) } }

    override fun erase(copy: String, version: ULong, left: String): String = written {
        app.erase(CopyId(copy), version.toLong(), Json.parseToJsonElement(left).orNull()?.let { Snapshot.read(it, none) })
    }

    override fun heads(copies: String): String = ours {
        val heads = app.heads(Json.parseToJsonElement(copies).list { CopyId(it.text()) })
        map(heads.mapKeys { it.key.value }) { JsonArray(listOf(plain(it.first), it.second.write(none))) }
    }

    override fun checkpoints(exam: String): String = ours { list(app.checkpoints(exam)) { it.write(none) } }

    override fun appendCheckpoint(exam: String, checkpoint: String): String =
        written { app.appendCheckpoint(exam, Checkpoint.fromJson(checkpoint)) }

    private fun written(work: () -> Boolean): String = ours { plain(if (work()) "done" else "conflict") }

    private fun ours(work: () -> JsonElement?): String = try {
        (work() ?: JsonNull).toString()
    } catch (error: Throwable) {
        tray.failure.compareAndSet(null, error)
        throw if ((error as? KorrigoException)?.code == Code.BUSY) StoreException.Busy() else StoreException.Unavailable()
    }
}
