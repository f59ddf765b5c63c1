// How a call is made: parameters as JSON, items beside them, progress, cancellation, errors.
package org.korrigo

import java.util.concurrent.atomic.AtomicReference
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import org.korrigo.ffi.Answer
import org.korrigo.ffi.CallException
import org.korrigo.ffi.Cancellation
import org.korrigo.ffi.Host

/** The version of korrigo: the same for all packages. */
public val VERSION: String get() = org.korrigo.ffi.version()

/** Hears of a long call: `done` of `total` units (pages, copies) are finished. What it throws ends the call. */
public fun interface ProgressListener {
    /** Called from any thread, one after the other or at once. */
    public fun onProgress(done: Long, total: Long)
}

/** One call: what goes in is written when it is made, on the thread that makes it. */
internal class Call(private val operation: String) {
    private val parameters = ArrayList<Pair<String, (Tray) -> JsonElement?>>()

    /** A parameter; one that gives nothing is left out, and the engine's default holds. */
    fun with(name: String, write: (Tray) -> JsonElement?): Call = apply { parameters += name to write }

    /** Makes a short call here. */
    fun <T> run(read: (JsonElement, Tray) -> T): T = make(null, null, Tray(), read)

    /** Makes a long call on an I/O thread; ends it when the coroutine is cancelled. */
    suspend fun <T> await(
        progress: ProgressListener?,
        take: ((JsonElement, Tray) -> Unit)?,
        read: (JsonElement, Tray) -> T,
    ): T = coroutineScope {
        val cancellation = Cancellation()
        val watcher = launch(start = CoroutineStart.UNDISPATCHED) {
            try { awaitCancellation() } finally { cancellation.cancel() }
        }
        try {
            val tray = Tray()
            val host = if (progress == null && take == null) null else Watcher(progress, take, tray)
            withContext(Dispatchers.IO) { make(host, cancellation, tray, read) }
        } catch (error: KorrigoException) {
            if (error.code == Code.CANCELLED) currentCoroutineContext().ensureActive()
            throw error
        } finally {
            watcher.cancel()
        }
    }

    private fun <T> make(host: Host?, cancellation: Cancellation?, tray: Tray, read: (JsonElement, Tray) -> T): T {
        val input = LinkedHashMap<String, JsonElement>()
        for ((name, write) in parameters) write(tray)?.let { input[name] = it }
        val answer = try {
            raw(operation, JsonObject(input).toString(), tray.given, host, cancellation)
        } catch (error: KorrigoException) {
            // Whoever of ours failed in the middle ended the call.
            throw tray.failure.get() ?: error
        }
        return read(Json.parseToJsonElement(answer.value), Tray(answer.items))
    }
}

/** A call as it crosses to the engine. */
internal fun raw(
    operation: String,
    input: String,
    items: List<org.korrigo.ffi.Item>,
    host: Host?,
    cancellation: Cancellation?,
): Answer = try {
    org.korrigo.ffi.call(operation, input, items, host, cancellation)
} catch (error: CallException.Failed) {
    throw KorrigoException.read(error.failure)
}

/** What stands beside the JSON of a call: items that were handed in, or came back. */
public class Tray internal constructor(private val taken: List<org.korrigo.ffi.Item> = emptyList()) {
    internal val given: MutableList<org.korrigo.ffi.Item> = ArrayList()
    internal val failure: AtomicReference<Throwable?> = AtomicReference()

    internal fun put(item: org.korrigo.ffi.Item): JsonElement {
        given += item
        return plain(given.size - 1)
    }

    internal fun item(json: JsonElement): org.korrigo.ffi.Item =
        taken.getOrNull(json.int()) ?: mismatch("an item is named that is not there")
}

/** Watches a call for a caller. What the caller's code throws is kept, and thrown when the call is over. */
private class Watcher(
    private val progress: ProgressListener?,
    private val take: ((JsonElement, Tray) -> Unit)?,
    private val tray: Tray,
) : Host {
    override fun onProgress(done: ULong, total: ULong) =
        ours { progress?.onProgress(done.toLong(), total.toLong()) } ?: Unit

    override fun take(result: Answer): Boolean {
        val own = take ?: return false
        ours { own(Json.parseToJsonElement(result.value), Tray(result.items)) }
        return true
    }

    override fun takes(): Boolean = take != null

    private fun <T> ours(work: () -> T): T = try {
        work()
    } catch (error: Throwable) {
        tray.failure.compareAndSet(null, error)
        throw CallException.Failed("{}")
    }
}
