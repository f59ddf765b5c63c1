import org.korrigo.KorrigoException
import org.korrigo.inspect

/** A small PDF with so many landscape A3 pages. */
private fun pdf(pages: Int): ByteArray {
    val kids = (0 until pages).joinToString(" ") { "${3 + it} 0 R" }
    val bodies = listOf(
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[$kids]/Count $pages/MediaBox[0 0 1191 842]>>",
    ) + List(pages) { "<</Type/Page/Parent 2 0 R>>" }
    val out = StringBuilder("%PDF-1.4\n")
    val table = StringBuilder()
    bodies.forEachIndexed { number, body ->
        table.append("%010d 00000 n \n".format(out.length))
        out.append("${number + 1} 0 obj\n$body\nendobj\n")
    }
    val start = out.length
    val size = bodies.size + 1
    out.append("xref\n0 $size\n0000000000 65535 f \n$table")
    out.append("trailer\n<</Size $size/Root 1 0 R>>\nstartxref\n$start\n%%EOF\n")
    return out.toString().toByteArray(Charsets.ISO_8859_1)
}

private fun codeOf(data: ByteArray): String = try {
    inspect(data)
    "none"
} catch (error: KorrigoException.Refused) {
    error.code
}

fun main() {
    val tests = listOf<Pair<String, () -> Unit>>(
        "pages" to {
            val found = inspect(pdf(3))
            check(found.pageCount == 3uL)
            check(found.pages.first().widthPt == 1191.0)
            check(!found.repaired)
        },
        "refusals have codes" to {
            check(codeOf(ByteArray(0)) == "empty_file")
            check(codeOf("hello".toByteArray()) == "invalid_mime_type")
            check(codeOf(pdf(0)) == "empty_pdf")
        },
    )
    var failed = 0
    for ((name, test) in tests) {
        runCatching(test).onSuccess { println("ok $name") }.onFailure { failed += 1; println("FAILED $name: $it") }
    }
    println("${tests.size - failed} passed, $failed failed")
    if (failed > 0) kotlin.system.exitProcess(1)
}
