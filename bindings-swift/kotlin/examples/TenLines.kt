package org.korrigo.example

import java.io.File
import org.korrigo.*

suspend fun tenLines(scan: File, redacted: File) {
    val document = Document.open(Bytes.read(scan.toPath()))
    val plan = Booklet.plan(listOf(NamedDocument("scan", document)), PlanMode.Fixed(4))
    val copy = Split.copy(plan, 0, listOf(document))
    val hidden = Redact.plan(copy.pdf, listOf(Zone(0, 0.0, 0.0, 1.0, 0.25, ZoneReason.GIVEN)))
    Redact.apply(copy.pdf, hidden).write(redacted.toPath())
    val ids = IdScheme.create("MATH", plan.copies.size)
    println("${copy.pages.size} pages, ${Exam.anonymousId(ids, ExamKey.create("07".repeat(32)), 0)}")
}

fun main(arguments: Array<String>) =
    kotlinx.coroutines.runBlocking { tenLines(File(arguments[0]), File(arguments[1])) }
