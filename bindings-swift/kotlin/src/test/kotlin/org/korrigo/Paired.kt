// What the Kotlin library costs over the same work in Rust, both in one run:
// Paired PROGRAM [SCAN], the example `paired` of korrigo-calls.
package org.korrigo

import java.io.File
import kotlinx.coroutines.runBlocking

private class Rust(command: List<String>) {
    private val process = ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start()
    private val said = process.inputStream.bufferedReader()

    /** Nanoseconds that it took. */
    fun does(what: String): Long {
        process.outputStream.write("$what\n".toByteArray())
        process.outputStream.flush()
        return said.readLine().split(" ").first().toLong()
    }

    fun end(): Unit = process.destroy()
}

fun main(arguments: Array<String>): Unit = runBlocking {
    val rust = Rust(arguments.asList())
    val file = File.createTempFile("scan", ".pdf").also { it.deleteOnExit() }
    rust.does("write $file")
    val scan = Document.open(Bytes.read(file.toPath()))
    val plan = Booklet.plan(listOf(NamedDocument("scan.pdf", scan)), PlanMode.Fixed(4))
    val copy = Split.copy(plan, 0, listOf(scan))
    val opened = Document.open(copy.pdf)
    val zones = Redact.plan(opened, listOf(Zone(0, 0.0, 0.0, 1.0, 0.25, ZoneReason.GIVEN)))
    val remark = Annotation(
        AnnotationId("a"), copy.pages[0], ActorId("marker"), Shape.Comment(0.2, 0.4, 0.3, 0.1), "Bien.",
    )
    val works: Map<String, suspend () -> Unit> = mapOf(
        "split" to { Split.copy(plan, 0, listOf(scan)).pdf.close() },
        "redact" to { Redact.apply(opened, zones).close() },
        "flatten" to { Flatten.write(opened, copy.pages, marking = Marking(annotations = listOf(remark))).pdf.close() },
    )
    for ((name, work) in works) {
        val times = 5
        // The JVM compiles what is done often.
        val warm = System.nanoTime()
        while (System.nanoTime() - warm < 3_000_000_000) work()
        val theirs = ArrayList<Long>()
        val ours = ArrayList<Long>()
        repeat(21) {
            theirs += rust.does("$name $times")
            val start = System.nanoTime()
            repeat(times) { work() }
            ours += System.nanoTime() - start
        }
        val (a, b) = listOf(theirs, ours).map { it.sorted()[it.size / 2] / times / 1e6 }
        println("%-8s Rust %.2f ms, Kotlin %.2f ms: %+.1f %%, median of 21".format(name, a, b, (b / a - 1) * 100))
    }
    rust.end()
}
