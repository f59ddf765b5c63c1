// Marking without a connection: take a copy along, mark it, be killed, come back, sync.
//
//   OfflineMarking take FOLDER    the school's side is FOLDER/school, the device's FOLDER/device
//   OfflineMarking mark FOLDER    ends without a word, as if killed, when everything is typed
//   OfflineMarking sync FOLDER
package org.korrigo.example

import java.io.File
import java.security.SecureRandom
import kotlin.system.exitProcess
import org.korrigo.*

object OfflineMarking {
    private val marker = ActorId("marker-1")
    private val copy = CopyId("MATH-1")
    private val page = PageId("0123456789abcdef0123456789abcdef")

    /** At school: a copy is there, and the marker takes it along for the journey. */
    fun take(folder: File) {
        val school = Store(DiskStore(folder.resolve("school")))
        school.create(copy, listOf(page), request(ActorId("school"), Role.ADMINISTRATOR))
        school.handle(copy, Command.Validate, request(ActorId("school"), Role.ADMINISTRATOR))
        val taken: Answer = school.handle(copy, Command.Lock(offline = true), request(marker, Role.MARKER))
        val device = folder.resolve("device").also { it.mkdirs() }
        device.resolve("token").writeText(checkNotNull(taken.token).value)
        device.resolve("batch.json").writeText(OfflineBatch("tablet-7", taken.copy.fence, emptyList()).toJson())
        println("taken: ${taken.copy.id} under fence ${taken.copy.fence.value}")
    }

    /** On the train: every stroke is on disk before the next one. */
    fun mark(folder: File) {
        val device = folder.resolve("device")
        val token = LockToken(device.resolve("token").readText())
        val remark = Annotation(
            id = AnnotationId("a1"),
            page = page,
            author = marker,
            shape = Shape.Comment(x = 0.1, y = 0.2, w = 0.3, h = 0.05),
            content = "Bien vu",
            scoreDelta = Mark("0.5"),
        )
        remark.shape.check()
        val typed = listOf(
            Command.CreateAnnotation(remark, token),
            Command.Score("1.a", Score("12.5"), token),
            Command.Appreciation("Continuez", token),
        )
        for (command in typed) {
            val batch = OfflineBatch.fromJson(device.resolve("batch.json").readText())
            val next = OfflineCommand(batch.commands.size + 1L, command)
            device.resolve("batch.json").writeText(batch.copy(commands = batch.commands + next).toJson())
        }
    }

    /** Back at school: twice, because the first answer was lost on its way. */
    fun sync(folder: File) {
        val school = Store(DiskStore(folder.resolve("school")))
        val batch = OfflineBatch.fromJson(folder.resolve("device/batch.json").readText())
        val first = school.sync(copy, batch, request(marker, Role.MARKER))
        val again = school.sync(copy, batch, request(marker, Role.MARKER))
        check(first.outcomes.map { it.outcome } == List(3) { Outcome.DONE })
        check(again.outcomes.map { it.outcome } == List(3) { Outcome.KNOWN })
        val marked = again.answer.copy
        check(marked.annotations.getValue("a1").content == "Bien vu")
        check(marked.scores.scores.getValue("1.a") == Score("12.5"))
        check(marked.scores.appreciation == "Continuez")
        println("synced: ${first.outcomes.size} commands, ${marked.annotations.size} annotation, score ${marked.scores.scores["1.a"]}")
    }

    /** All of it in one process. */
    fun tour(folder: File) {
        take(folder)
        mark(folder)
        sync(folder)
    }

    private val random = SecureRandom()

    private fun hex(): String =
        ByteArray(16).also(random::nextBytes).joinToString("") { "%02x".format(it) }

    private fun request(actor: ActorId, role: Role): Request =
        Request(id = RequestId(hex()), actor = actor, role = role, newToken = LockToken(hex()), salt = Salt(hex()))
}

fun main(arguments: Array<String>) {
    val folder = File(arguments[1])
    when (arguments[0]) {
        "take" -> OfflineMarking.take(folder)
        "mark" -> {
            OfflineMarking.mark(folder)
            Runtime.getRuntime().halt(137)
        }
        "sync" -> OfflineMarking.sync(folder)
        else -> exitProcess(2)
    }
}
