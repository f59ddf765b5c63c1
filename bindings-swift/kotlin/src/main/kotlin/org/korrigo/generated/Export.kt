// Written by bindings-common/generate/kotlin.py from the table of calls: change that, not this.
@file:Suppress("LongParameterList", "MaxLineLength", "TooManyFunctions", "RedundantVisibilityModifier")

package org.korrigo

import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonPrimitive

/** A file of an archive. */
public data class Entry(
    /** The name that somebody would like for it, without an ending. */
    public val name: String,
    /** The ending, without a full stop. */
    public val ending: String,
    /** The file. */
    public val file: Bytes,
) : Value {
    override fun write(tray: Tray): JsonElement = record("name" to plain(name), "ending" to plain(ending), "file" to file.write(tray))

    public companion object : Reader<Entry>() {
        override fun read(json: JsonElement, tray: Tray): Entry =
            Entry(
            name = json.part("name").text(),
            ending = json.part("ending").text(),
            file = Bytes.read(json.part("file"), tray),
        )
    }
}

/** The results of an exam, as they are stored (`korrigo.results/1`). */
public data class MarkBook(
    /** `korrigo.results/1`. */
    public val format: String,
    /** Candidates and copies, in the order in which they will stand in tables. */
    public val results: List<MarkBookRow>,
    /** What the mark counts in an average: one decimal, 1 when nobody says otherwise. */
    public val coefficient: Mark? = null,
    /** What the exam is called. */
    public val exam: String = "",
    /** What totals are given in: the scheme's scale, or 20, when nobody says otherwise. */
    public val scale: Mark? = null,
    /** What the exam was marked by, where there is one. */
    public val scheme: Scheme? = null,
    /** The subject, as the mark book calls it. */
    public val subject: String = "",
) : Value {
    override fun write(tray: Tray): JsonElement = record("format" to plain(format), "results" to list(results) { one0 -> one0.write(tray) }, "coefficient" to coefficient?.let { it.write(tray) }, "exam" to plain(exam), "scale" to scale?.let { it.write(tray) }, "scheme" to scheme?.let { it.write(tray) }, "subject" to plain(subject))

    public companion object : Reader<MarkBook>() {
        override fun read(json: JsonElement, tray: Tray): MarkBook =
            MarkBook(
            format = json.part("format").text(),
            results = json.part("results").list { one0 -> MarkBookRow.read(one0, tray) },
            coefficient = json.maybe("coefficient")?.let { Mark.read(it, tray) },
            exam = json.maybe("exam")?.let { it.text() } ?: "",
            scale = json.maybe("scale")?.let { Mark.read(it, tray) },
            scheme = json.maybe("scheme")?.let { Scheme.read(it, tray) },
            subject = json.maybe("subject")?.let { it.text() } ?: "",
        )

        /**
         * A mark book in the scale of 20, with the coefficient 1 and no scheme.
         * @param subject The subject, as the mark book calls it.
         * @param rows Candidates and copies, in the order in which they will stand in tables.
         * @throws KorrigoException what the engine refuses
         */
        public fun create(subject: String, rows: List<MarkBookRow>): MarkBook =
            Call("export::MarkBook::new")
                .with("subject") { tray -> plain(subject) }
                .with("rows") { tray -> list(rows) { one0 -> one0.write(tray) } }
                .run { json, tray -> MarkBook.read(json, tray) }

        /**
         * Reads the results of an exam.
         * @param json The file: bytes of JSON.
         * @param limits What reading it may cost.
         * @throws KorrigoException what the engine refuses
         */
        public fun read(json: Bytes, limits: Limits? = null): MarkBook =
            Call("export::MarkBook::read")
                .with("json") { tray -> json.write(tray) }
                .with("limits") { tray -> limits?.let { it.write(tray) } }
                .run { json, tray -> MarkBook.read(json, tray) }
    }
}

/** A candidate, a copy, or both. */
public data class MarkBookRow(
    /** What the copy is called without a name. */
    public val anonymousId: AnonymousId? = null,
    /** The general comment. */
    public val appreciation: String = "",
    /** Whether the candidate was there. */
    public val attendance: Attendance = Attendance.PRESENT,
    /** Who; nobody for a copy that nobody is known for. */
    public val candidate: Candidate? = null,
    /** The points of the annotations. */
    public val deltas: List<Mark> = emptyList(),
    /** Who marked it. */
    public val marker: String? = null,
    /** What the marker wrote, by question. */
    public val remarks: Map<String, String> = emptyMap(),
    /** What the marker gave, by question. */
    public val scores: Map<String, Score> = emptyMap(),
    /** Where the copy stands; nothing where there is no copy. */
    public val status: Status? = null,
    /** What it comes to; it follows from the scores where there are any. */
    public val total: Mark? = null,
    /** The subject of the copy, where the scheme has several. */
    public val variant: String? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("anonymous_id" to anonymousId?.let { it.write(tray) }, "appreciation" to plain(appreciation), "attendance" to attendance.write(tray), "candidate" to candidate?.let { it.write(tray) }, "deltas" to list(deltas) { one0 -> one0.write(tray) }, "marker" to marker?.let { plain(it) }, "remarks" to map(remarks) { one0 -> plain(one0) }, "scores" to map(scores) { one0 -> one0.write(tray) }, "status" to status?.let { it.write(tray) }, "total" to total?.let { it.write(tray) }, "variant" to variant?.let { plain(it) })

    /**
     * Whether there is a copy and it is marked.
     * @throws KorrigoException what the engine refuses
     */
    public fun isGraded(): Boolean =
        Call("export::MarkBookRow::is_graded")
            .with("this") { tray -> write(tray) }
            .run { json, tray -> json.bool() }

    public companion object : Reader<MarkBookRow>() {
        override fun read(json: JsonElement, tray: Tray): MarkBookRow =
            MarkBookRow(
            anonymousId = json.maybe("anonymous_id")?.let { AnonymousId.read(it, tray) },
            appreciation = json.maybe("appreciation")?.let { it.text() } ?: "",
            attendance = json.maybe("attendance")?.let { Attendance.read(it, tray) } ?: Attendance.PRESENT,
            candidate = json.maybe("candidate")?.let { Candidate.read(it, tray) },
            deltas = json.maybe("deltas")?.let { it.list { one0 -> Mark.read(one0, tray) } } ?: emptyList(),
            marker = json.maybe("marker")?.let { it.text() },
            remarks = json.maybe("remarks")?.let { it.mapping { one0 -> one0.text() } } ?: emptyMap(),
            scores = json.maybe("scores")?.let { it.mapping { one0 -> Score.read(one0, tray) } } ?: emptyMap(),
            status = json.maybe("status")?.let { Status.read(it, tray) },
            total = json.maybe("total")?.let { Mark.read(it, tray) },
            variant = json.maybe("variant")?.let { it.text() },
        )
    }
}

/** A ZIP archive. */
public data class Packed(
    /** The archive. */
    public val zip: Bytes,
    /** The names of its files, in order. */
    public val names: List<String>,
) : Value {
    override fun write(tray: Tray): JsonElement = record("zip" to zip.write(tray), "names" to list(names) { one0 -> plain(one0) })

    public companion object : Reader<Packed>() {
        override fun read(json: JsonElement, tray: Tray): Packed =
            Packed(
            zip = Bytes.read(json.part("zip"), tray),
            names = json.part("names").list { one0 -> one0.text() },
        )
    }
}

/** A mark book for Pronote. */
public data class Pronote(
    /** The file: UTF-8 with a byte order mark. */
    public val csv: Bytes,
    /** How many candidates stand in it. */
    public val candidates: Int,
    /** Of these, how many with a mark. */
    public val marks: Int,
    /** What a person should know; each kind once. */
    public val remarks: List<PronoteRemark>,
) : Value {
    override fun write(tray: Tray): JsonElement = record("csv" to csv.write(tray), "candidates" to plain(candidates), "marks" to plain(marks), "remarks" to list(remarks) { one0 -> one0.write(tray) })

    public companion object : Reader<Pronote>() {
        override fun read(json: JsonElement, tray: Tray): Pronote =
            Pronote(
            csv = Bytes.read(json.part("csv"), tray),
            candidates = json.part("candidates").int(),
            marks = json.part("marks").int(),
            remarks = json.part("remarks").list { one0 -> PronoteRemark.read(one0, tray) },
        )
    }
}

/** What is not in the file as it is in the results, and for how many candidates. */
public sealed interface PronoteRemark : Value {
    /** Comments of more than 500 characters were cut. */
    public data class CommentCut(
        /** How many. */
        public val count: Int,
    ) : PronoteRemark {
        override fun write(tray: Tray): JsonElement = record("kind" to JsonPrimitive("comment_cut"), "count" to plain(count))
    }

    /** Marks below 0 or above 20 were moved to the end of the scale. */
    public data class MarkClamped(
        /** How many. */
        public val count: Int,
    ) : PronoteRemark {
        override fun write(tray: Tray): JsonElement = record("kind" to JsonPrimitive("mark_clamped"), "count" to plain(count))
    }

    /** No birth date is known: Pronote tells homonyms apart by it. */
    public data class NoBirthDate(
        /** How many. */
        public val count: Int,
    ) : PronoteRemark {
        override fun write(tray: Tray): JsonElement = record("kind" to JsonPrimitive("no_birth_date"), "count" to plain(count))
    }

    /** Candidates are left out: they were there, and no graded copy of theirs is. */
    public data class NotGraded(
        /** How many. */
        public val count: Int,
    ) : PronoteRemark {
        override fun write(tray: Tray): JsonElement = record("kind" to JsonPrimitive("not_graded"), "count" to plain(count))
    }


    public companion object : Reader<PronoteRemark>() {
        override fun read(json: JsonElement, tray: Tray): PronoteRemark =
            when (val which = json.tag("kind")) {
            "comment_cut" -> CommentCut(
                count = json.part("count").int(),
            )
            "mark_clamped" -> MarkClamped(
                count = json.part("count").int(),
            )
            "no_birth_date" -> NoBirthDate(
                count = json.part("count").int(),
            )
            "not_graded" -> NotGraded(
                count = json.part("count").int(),
            )
            else -> unknown(which)
        }
    }
}

/** One or more tables, in two spellings. */
public data class SheetFiles(
    /** How many rows there are in all tables, without heads. */
    public val rows: Int,
    /** As CSV: UTF-8 with a byte order mark. */
    public val csv: Bytes,
    /** As a workbook (XLSX), a sheet a table. */
    public val workbook: Bytes,
) : Value {
    override fun write(tray: Tray): JsonElement = record("rows" to plain(rows), "csv" to csv.write(tray), "workbook" to workbook.write(tray))

    public companion object : Reader<SheetFiles>() {
        override fun read(json: JsonElement, tray: Tray): SheetFiles =
            SheetFiles(
            rows = json.part("rows").int(),
            csv = Bytes.read(json.part("csv"), tray),
            workbook = Bytes.read(json.part("workbook"), tray),
        )
    }
}

/** One of the papers of a merged PDF. */
public data class TitledPaper(
    /** What the outline calls it. */
    public val title: String,
    /** The paper. */
    public val document: Document,
) : Value {
    override fun write(tray: Tray): JsonElement = record("title" to plain(title), "document" to document.write(tray))

    public companion object : Reader<TitledPaper>() {
        override fun read(json: JsonElement, tray: Tray): TitledPaper =
            TitledPaper(
            title = json.part("title").text(),
            document = Document.read(json.part("document"), tray),
        )
    }
}

/** What somebody would like to call a file. */
public data class Wanted(
    /** The name, without an ending. */
    public val name: String,
    /** The ending, without a full stop. */
    public val ending: String,
) : Value {
    override fun write(tray: Tray): JsonElement = record("name" to plain(name), "ending" to plain(ending))

    public companion object : Reader<Wanted>() {
        override fun read(json: JsonElement, tray: Tray): Wanted =
            Wanted(
            name = json.part("name").text(),
            ending = json.part("ending").text(),
        )
    }
}

/** What stands under `Archive`. */
public object Archive {
    /**
     * Many files as one ZIP, each under a safe name. The same files give the same bytes.
     * @param entries The files.
     * @param onProgress Hears how many units of how many are done, on any thread.
     * @throws KorrigoException what the engine refuses
     */
    public suspend fun finish(entries: List<Entry>, onProgress: ProgressListener? = null): Packed =
        Call("export::Archive::finish")
            .with("entries") { tray -> list(entries) { one0 -> one0.write(tray) } }
            .await(onProgress, null) { json, tray -> Packed.read(json, tray) }
}

/** What stands under `Export`. */
public object Export {
    /**
     * Many papers as one PDF, with an outline that leads to each.
     * @param papers The papers, in order.
     * @param onProgress Hears how many units of how many are done, on any thread.
     * @throws KorrigoException what the engine refuses
     */
    public suspend fun merge(papers: List<TitledPaper>, onProgress: ProgressListener? = null): Bytes =
        Call("export::merge")
            .with("papers") { tray -> list(papers) { one0 -> one0.write(tray) } }
            .await(onProgress, null) { json, tray -> Bytes.read(json, tray) }

    /**
     * What an outline calls a copy: its anonymous id, or the candidate's name.
     * @param row The entry of the copy.
     * @param names Whether to name the candidate.
     * @throws KorrigoException what the engine refuses
     */
    public fun outlineTitle(row: MarkBookRow, names: Boolean): String? =
        Call("export::outline_title")
            .with("row") { tray -> row.write(tray) }
            .with("names") { tray -> plain(names) }
            .run { json, tray -> json.orNull()?.let { one0 -> one0.text() } }

    /**
     * The name of a copy's file, without its ending: its anonymous id, or the candidate's name.
     * @param row The entry of the copy.
     * @param names Whether to name the candidate.
     * @throws KorrigoException what the engine refuses
     */
    public fun paperName(row: MarkBookRow, names: Boolean): String? =
        Call("export::paper_name")
            .with("row") { tray -> row.write(tray) }
            .with("names") { tray -> plain(names) }
            .run { json, tray -> json.orNull()?.let { one0 -> one0.text() } }

    /**
     * Writes the mark book that schools import into Pronote.
     * @param book The results.
     * @throws KorrigoException what the engine refuses
     */
    public fun pronote(book: MarkBook): Pronote =
        Call("export::pronote")
            .with("book") { tray -> book.write(tray) }
            .run { json, tray -> Pronote.read(json, tray) }

    /**
     * The results as a table for people: a row for every entry.
     * @param book The results.
     * @param language The language of heads and words.
     * @throws KorrigoException what the engine refuses
     */
    public fun results(book: MarkBook, language: Language = Language.ENGLISH): SheetFiles =
        Call("export::results")
            .with("book") { tray -> book.write(tray) }
            .with("language") { tray -> language.write(tray) }
            .run { json, tray -> SheetFiles.read(json, tray) }

    /**
     * The statistics of an exam as tables for people.
     * @param book The results.
     * @param language The language of heads and words.
     * @throws KorrigoException what the engine refuses
     */
    public fun statistics(book: MarkBook, language: Language = Language.ENGLISH): SheetFiles =
        Call("export::statistics")
            .with("book") { tray -> book.write(tray) }
            .with("language") { tray -> language.write(tray) }
            .run { json, tray -> SheetFiles.read(json, tray) }
}

/** What stands under `FileNames`. */
public object FileNames {
    /**
     * Names of files in one folder, made safe, each once.
     * @param wanted What somebody would like to call each file.
     * @throws KorrigoException what the engine refuses
     */
    public fun take(wanted: List<Wanted>): List<String> =
        Call("export::FileNames::take")
            .with("wanted") { tray -> list(wanted) { one0 -> one0.write(tray) } }
            .run { json, tray -> json.list { one0 -> one0.text() } }
}
