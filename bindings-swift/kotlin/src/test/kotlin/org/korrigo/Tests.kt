// The tests of the Kotlin library: a plain program, so that they need nothing but the compiler.
// Tests VECTORS FIXTURES EXAMPLES
package org.korrigo

import java.io.File
import java.util.concurrent.atomic.AtomicInteger
import kotlin.system.exitProcess
import kotlin.system.measureNanoTime
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.korrigo.example.OfflineMarking

private class Own : Exception("an error of the app")

private class Fixtures(val vectors: File, val files: File, val pdfs: File) {
    val demo: Bytes = Bytes.read(pdfs.resolve("demo.pdf").toPath())
}

private inline fun <reified E : Throwable> throws(work: () -> Unit): E {
    try {
        work()
    } catch (error: Throwable) {
        return error as? E ?: throw AssertionError("threw $error", error)
    }
    throw AssertionError("threw nothing")
}

private fun refused(code: Code, work: () -> Unit) {
    val error = throws<KorrigoException>(work)
    check(error.code == code) { "$error, expected $code" }
}

private fun resident(): Long {
    System.gc()
    val line = File("/proc/self/status").readLines().first { it.startsWith("VmRSS") }
    return line.filter { it.isDigit() }.toLong() / 1024
}

private fun tests(at: Fixtures): List<Pair<String, () -> Unit>> = listOf(
    "the version is the engine's" to { check(VERSION == org.korrigo.ffi.version() && VERSION.count { it == '.' } == 2) },
    "marks are exact" to {
        check(Mark.sum(listOf(Mark("0.1"), Mark("0.2"))) == Mark("0.3"))
        check(Mark("1.50") == Mark("1.5") && Mark("10").toString() == "10")
    },
    "bad input has a code" to {
        refused(Code.EMPTY_FILE) { runBlocking { Document.open(Bytes(ByteArray(0))) } }
        refused(Code.INVALID_MIME_TYPE) { runBlocking { Document.open(Bytes("hello")) } }
        refused(Code.NOT_FOUND) { Bytes.read(File("/there/is/none").toPath()) }
        refused(Code.INTERNAL) { raw("exam::Mark::sum", "no json", emptyList(), null, null) }
        refused(Code.MARK_INVALID) { raw("exam::Mark::sum", "{\"marks\":[true]}", emptyList(), null, null) }
        refused(Code.NOT_FOUND) { raw("no::such", "{}", emptyList(), null, null) }
    },
    "a panic is an error" to { refused(Code.INTERNAL) { Testing.panic() } },
    "what is no number is refused" to {
        refused(Code.ANNOTATION_INVALID) {
            Shape.Comment(x = Double.NaN, y = 0.0, w = 0.5, h = 0.5).check()
        }
    },
    "progress is told" to {
        val told = AtomicInteger()
        runBlocking { Document.inspect(at.demo, onProgress = { done, total -> check(done <= total); told.incrementAndGet() }) }
        check(told.get() > 0)
    },
    "an error in a callback arrives as itself" to {
        throws<Own> { runBlocking { Document.inspect(at.demo, onProgress = { _, _ -> throw Own() }) } }
        throws<Own> { Store(Failing { throw Own() }).forget(CopyId("A")) }
        refused(Code.BUSY) { Store(Failing { throw KorrigoException(Code.BUSY, "wait") }).forget(CopyId("A")) }
    },
    "a cancelled coroutine ends its call" to {
        runBlocking {
            val documents = List(40) { Document.open(at.demo) }
            val seen = AtomicInteger()
            val job = launch(Dispatchers.Default) {
                documents.forEach { it.inspect(onProgress = { _, _ -> seen.incrementAndGet(); Thread.sleep(5) }) }
            }
            while (seen.get() == 0) Thread.sleep(1)
            val before = System.nanoTime()
            job.cancelAndJoin()
            check(job.isCancelled && System.nanoTime() - before < 2_000_000_000)
            throws<CancellationException> { runBlocking { async { coroutineContext[kotlinx.coroutines.Job]!!.cancel(); at.demo.let { Document.inspect(it) } }.await() } }
        }
    },
    "copies are taken as they are written" to {
        runBlocking {
            val scan = Document.open(at.demo)
            val plan = Booklet.plan(listOf(NamedDocument("scan", scan)), PlanMode.Fixed(4))
            val sizes = java.util.Collections.synchronizedList(ArrayList<Long>())
            val left = Split.apply(plan, listOf(scan), take = { sizes += it.pdf.count })
            check(left.isEmpty() && sizes.size == plan.copies.size && sizes.all { it > 0 })
            throws<Own> { Split.apply(plan, listOf(scan), take = { throw Own() }) }
            // Who takes may work with what was taken, and wait for it.
            Split.apply(plan, listOf(scan), take = { runBlocking { Document.open(it.pdf).inspect() } })
        }
    },
    "values survive their JSON" to {
        val scheme = Scheme.read(Bytes("""{"items":[{"id":"1","label":"Q","points":"2.5"}]}""")).scheme
        check(Scheme.fromJson(scheme.toJson()) == scheme)
        throws<IllegalArgumentException> { Scheme.fromJson("[]") }
        throws<IllegalArgumentException> { at.demo.toJson() }
        throws<IllegalArgumentException> { Shape.fromJson("""{"kind":"HOLOGRAM"}""") }
    },
    "a store of the app serves as one of the engine's" to { runBlocking { OfflineMarking.tour(createTempDir()) } },
    "10,000 small calls leave nothing behind" to {
        val some = {
            repeat(10_000) {
                Mark.sum(listOf(Mark(1), Mark("2.5")))
                if (it % 10 == 0) throws<KorrigoException> { Testing.panicless() }
            }
        }
        // The JVM compiles and fills its own spaces for a while.
        repeat(3) { some() }
        val before = resident()
        some()
        val after = resident()
        println("   resident memory: $before MB, after 10,000 small calls $after MB")
        check(after - before < 40)
    },
    "200 calls on pages leave nothing behind" to {
        runBlocking {
            val once: suspend () -> Unit = { Document.open(at.demo).use { it.inspect() } }
            repeat(50) { once() }
            val before = resident()
            repeat(200) { once() }
            val after = resident()
            println("   resident memory: $before MB, after 200 calls on pages $after MB")
            check(after - before < 40)
        }
    },
    "a small call costs microseconds" to {
        val marks = listOf(Mark(1), Mark("2.5"))
        repeat(20_000) { Mark.sum(marks) }
        val typed = measureNanoTime { repeat(20_000) { Mark.sum(marks) } } / 20_000
        val raw = measureNanoTime {
            repeat(20_000) { raw("exam::Mark::sum", """{"marks":["1","2.5"]}""", emptyList(), null, null) }
        } / 20_000
        println("   a small call: ${typed / 1000.0} us typed, ${raw / 1000.0} us raw")
        check(typed < 500_000)
    },
)

private fun Testing.panicless(): Unit = raw("exam::Mark::sum", "{}", emptyList(), null, null).let { }

private class Failing(private val fail: () -> Nothing) : CopyStore {
    override fun now(): Timestamp = fail()
    override fun load(copy: CopyId, actor: ActorId?, asked: RequestId?): Stored? = fail()
    override fun append(appends: List<Append>): Boolean = fail()
    override fun saveSnapshot(snapshot: Snapshot): Unit = fail()
    override fun history(copy: CopyId): List<Record> = fail()
    override fun erase(copy: CopyId, version: Long, left: Snapshot?): Boolean = fail()
    override fun heads(copies: List<CopyId>): Map<CopyId, Pair<Long, ChainHash>> = fail()
    override fun checkpoints(exam: String): List<Checkpoint> = fail()
    override fun appendCheckpoint(exam: String, checkpoint: Checkpoint): Boolean = fail()
}

private fun createTempDir(): File = kotlin.io.path.createTempDirectory("korrigo").toFile().also { it.deleteOnExit() }

fun main(arguments: Array<String>) {
    val (vectors, files, pdfs) = arguments.map(::File)
    var passed = 0
    var failed = 0
    for ((name, test) in tests(Fixtures(vectors, files, pdfs))) {
        runCatching(test)
            .onSuccess { passed += 1; println("ok $name") }
            .onFailure { failed += 1; println("FAILED $name: ${it.stackTraceToString().take(1500)}") }
    }
    val all = Vectors(vectors, files)
    val seconds = measureNanoTime { all.run() } / 1e9
    all.faults.take(60).forEach { println("FAILED $it") }
    println("vectors: ${all.passed} passed, of these ${all.refusedByTypes} refused by types alone, " +
        "${all.inAppStores} in a store of the app, in $seconds s")
    println("${passed + all.passed} passed, ${failed + all.faults.size} failed")
    exitProcess(if (failed + all.faults.size > 0) 1 else 0)
}
