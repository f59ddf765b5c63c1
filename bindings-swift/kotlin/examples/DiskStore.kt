// A store that an app writes itself: every copy is one JSON file of a folder. A real app has a database here.
package org.korrigo.example

import java.io.File
import java.nio.file.Files
import java.nio.file.StandardCopyOption.ATOMIC_MOVE
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import org.korrigo.ActorId
import org.korrigo.Append
import org.korrigo.ChainHash
import org.korrigo.Checkpoint
import org.korrigo.CopyId
import org.korrigo.CopyStore
import org.korrigo.LockToken
import org.korrigo.Record
import org.korrigo.RequestId
import org.korrigo.Snapshot
import org.korrigo.Stored
import org.korrigo.Timestamp
import org.korrigo.Value
import org.korrigo.toJson

/** Copies in a folder. One process at a time. */
class DiskStore(private val folder: File, private val clock: () -> Long = System::currentTimeMillis) : CopyStore {
    private class Row(val records: List<Record>, val snapshot: Snapshot?, val token: LockToken?, val gone: Boolean)

    init {
        folder.mkdirs()
    }

    override fun now(): Timestamp = Timestamp(clock())

    override fun load(copy: CopyId, actor: ActorId?, asked: RequestId?): Stored? = synchronized(this) {
        val row = row(copy).takeIf { it.records.isNotEmpty() } ?: return null
        val since = row.snapshot?.copy?.version ?: 0
        Stored(
            now = now(),
            snapshot = row.snapshot,
            records = row.records.filter { it.version > since },
            link = row.records.mapNotNull { it.link }.lastOrNull(),
            token = row.token,
            answered = row.records.filter { asked != null && it.request?.id == asked && it.request?.actor == actor },
        )
    }

    override fun append(appends: List<Append>): Boolean = synchronized(this) {
        val rows = appends.map { it to row(it.copy) }
        if (rows.any { (append, row) -> row.gone || newest(row) != append.expected }) return false
        for ((append, row) in rows) {
            save(append.copy, Row(row.records + append.records, row.snapshot, append.token, false))
        }
        return true
    }

    override fun saveSnapshot(snapshot: Snapshot) = synchronized(this) {
        val copy = snapshot.copy ?: return
        val row = row(copy.id)
        if (row.gone || (row.snapshot?.copy?.version ?: -1) >= copy.version) return
        save(copy.id, Row(row.records, snapshot, row.token, false))
    }

    override fun history(copy: CopyId): List<Record> = row(copy).records

    override fun erase(copy: CopyId, version: Long, left: Snapshot?): Boolean = synchronized(this) {
        val row = row(copy)
        if (newest(row) != version) return false
        val bare = row.records.map { it.copy(payload = null) }
        save(copy, Row(bare, left, row.token.takeIf { left != null }, left == null))
        return true
    }

    override fun heads(copies: List<CopyId>): Map<CopyId, Pair<Long, ChainHash>> =
        copies.mapNotNull { copy ->
            row(copy).records.mapNotNull { it.link }.lastOrNull()?.let { copy to Pair(it.sequence, it.hash) }
        }.toMap()

    override fun checkpoints(exam: String): List<Checkpoint> =
        read("exam-$exam")?.jsonArray?.map { Checkpoint.fromJson(it.toString()) } ?: emptyList()

    override fun appendCheckpoint(exam: String, checkpoint: Checkpoint): Boolean = synchronized(this) {
        val there = checkpoints(exam)
        if (checkpoint.sequence != there.size.toLong()) return false
        write("exam-$exam", JsonArray((there + checkpoint).map(::json)))
        return true
    }

    private fun newest(row: Row): Long = row.records.lastOrNull()?.version ?: 0

    private fun row(copy: CopyId): Row {
        val read = read("copy-$copy")?.jsonObject ?: return Row(emptyList(), null, null, false)
        return Row(
            read.getValue("records").jsonArray.map { Record.fromJson(it.toString()) },
            read["snapshot"]?.let { Snapshot.fromJson(it.toString()) },
            read["token"]?.let { LockToken(it.jsonPrimitive.content) },
            read["gone"] != null,
        )
    }

    private fun save(copy: CopyId, row: Row) = write("copy-$copy", JsonObject(buildMap {
        put("records", JsonArray(row.records.map(::json)))
        row.snapshot?.let { put("snapshot", json(it)) }
        row.token?.let { put("token", json(it)) }
        if (row.gone) put("gone", JsonNull)
    }))

    private fun json(value: Value): JsonElement = Json.parseToJsonElement(value.toJson())

    // Names of copies are any text; names of files are not.
    private fun file(name: String): File =
        folder.resolve(name.toByteArray().joinToString("") { "%02x".format(it) } + ".json")

    private fun read(name: String): JsonElement? =
        file(name).takeIf { it.exists() }?.let { Json.parseToJsonElement(it.readText()) }

    // Whole or not at all, whenever the app is killed.
    private fun write(name: String, json: JsonElement) {
        val fresh = File.createTempFile("fresh", null, folder)
        fresh.writeText(json.toString())
        Files.move(fresh.toPath(), file(name).toPath(), ATOMIC_MOVE)
    }
}
