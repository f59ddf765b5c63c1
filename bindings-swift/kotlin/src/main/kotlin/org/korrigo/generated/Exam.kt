// Written by bindings-common/generate/kotlin.py from the table of calls: change that, not this.
@file:Suppress("LongParameterList", "MaxLineLength", "TooManyFunctions", "RedundantVisibilityModifier")

package org.korrigo

import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonPrimitive

/** A text of its own kind. */
@JvmInline
public value class AnonymousId(public val value: String) : Value {
    override fun toString(): String = value

    override fun write(tray: Tray): JsonElement = JsonPrimitive(value)

    public companion object : Reader<AnonymousId>() {
        override fun read(json: JsonElement, tray: Tray): AnonymousId =
            AnonymousId(json.text())

        /**
         * An id as it is written, from what somebody typed.
         * @param text What somebody typed.
         * @throws KorrigoException what the engine refuses
         */
        public fun asStr(text: String): String =
            Call("exam::AnonymousId::as_str")
                .with("text") { tray -> plain(text) }
                .run { json, tray -> json.text() }
    }
}

/** A bank of comments after a change. */
public data class BankChanged(
    /** The bank. */
    public val bank: CommentBank,
    /** Whether anything changed. */
    public val changed: Boolean,
) : Value {
    override fun write(tray: Tray): JsonElement = record("bank" to bank.write(tray), "changed" to plain(changed))

    public companion object : Reader<BankChanged>() {
        override fun read(json: JsonElement, tray: Tray): BankChanged =
            BankChanged(
            bank = CommentBank.read(json.part("bank"), tray),
            changed = json.part("changed").bool(),
        )
    }
}

/** A bar of a histogram: marks from `from`, up to but without `to`; the last bar has its end, too. */
public data class Bin(
    /** Its lower end. */
    public val from: Mark,
    /** Its upper end. */
    public val to: Mark,
    /** How many marks it holds. */
    public val count: Int,
) : Value {
    override fun write(tray: Tray): JsonElement = record("from" to from.write(tray), "to" to to.write(tray), "count" to plain(count))

    public companion object : Reader<Bin>() {
        override fun read(json: JsonElement, tray: Tray): Bin =
            Bin(
            from = Mark.read(json.part("from"), tray),
            to = Mark.read(json.part("to"), tray),
            count = json.part("count").int(),
        )
    }
}

/** A ready comment. Its text is never shown in `Debug`. */
public data class Comment(
    /** What is written. */
    public val text: String,
    /** When this marker last took it: a number that grows with every use of the bank. */
    public val lastUse: Long = 0L,
    /** Whether the exam gives it to all markers; else it is the marker's own. */
    public val official: Boolean = false,
    /** The question it belongs to, by the id of the scheme; `None` for all. */
    public val question: String? = null,
    /** The points that go with it. */
    public val scoreDelta: Mark? = null,
    /** How often this marker took it. */
    public val uses: Long = 0L,
) : Value {
    override fun write(tray: Tray): JsonElement = record("text" to plain(text), "last_use" to plain(lastUse), "official" to plain(official), "question" to question?.let { plain(it) }, "score_delta" to scoreDelta?.let { it.write(tray) }, "uses" to plain(uses))

    public companion object : Reader<Comment>() {
        override fun read(json: JsonElement, tray: Tray): Comment =
            Comment(
            text = json.part("text").text(),
            lastUse = json.maybe("last_use")?.let { it.long() } ?: 0L,
            official = json.maybe("official")?.let { it.bool() } ?: false,
            question = json.maybe("question")?.let { it.text() },
            scoreDelta = json.maybe("score_delta")?.let { Mark.read(it, tray) },
            uses = json.maybe("uses")?.let { it.long() } ?: 0L,
        )
    }
}

/** The comments that one marker may take. */
public data class CommentBank(
    public val comments: List<Comment>,
    public val uses: Long = 0L,
) : Value {
    override fun write(tray: Tray): JsonElement = record("comments" to list(comments) { one0 -> one0.write(tray) }, "uses" to plain(uses))

    /**
     * The bank without a personal comment.
     * @param text The comment.
     * @param question The question that it belongs to.
     * @throws KorrigoException what the engine refuses
     */
    public fun forget(text: String, question: String? = null): BankChanged =
        Call("exam::CommentBank::forget")
            .with("this") { tray -> write(tray) }
            .with("text") { tray -> plain(text) }
            .with("question") { tray -> question?.let { plain(it) } }
            .run { json, tray -> BankChanged.read(json, tray) }

    /**
     * Comments that fit, best first.
     * @param most At most so many.
     * @param question The question that is marked.
     * @param typed What was typed so far.
     * @throws KorrigoException what the engine refuses
     */
    public fun suggest(most: Int, question: String? = null, typed: String = ""): List<Comment> =
        Call("exam::CommentBank::suggest")
            .with("this") { tray -> write(tray) }
            .with("most") { tray -> plain(most) }
            .with("question") { tray -> question?.let { plain(it) } }
            .with("typed") { tray -> plain(typed) }
            .run { json, tray -> json.list { one0 -> Comment.read(one0, tray) } }

    /**
     * The bank after a comment was used.
     * @param text The comment.
     * @param question The question that it belongs to.
     * @param scoreDelta The points that go with it.
     * @throws KorrigoException what the engine refuses
     */
    public fun take(text: String, question: String? = null, scoreDelta: Mark? = null): CommentBank =
        Call("exam::CommentBank::take")
            .with("this") { tray -> write(tray) }
            .with("text") { tray -> plain(text) }
            .with("question") { tray -> question?.let { plain(it) } }
            .with("score_delta") { tray -> scoreDelta?.let { it.write(tray) } }
            .run { json, tray -> CommentBank.read(json, tray) }

    public companion object : Reader<CommentBank>() {
        override fun read(json: JsonElement, tray: Tray): CommentBank =
            CommentBank(
            comments = json.part("comments").list { one0 -> Comment.read(one0, tray) },
            uses = json.maybe("uses")?.let { it.long() } ?: 0L,
        )

        /**
         * A bank of comments that begins with the official ones.
         * @param official The comments that everybody gets.
         * @throws KorrigoException what the engine refuses
         */
        public fun create(official: List<Comment>): CommentBank =
            Call("exam::CommentBank::new")
                .with("official") { tray -> list(official) { one0 -> one0.write(tray) } }
                .run { json, tray -> CommentBank.read(json, tray) }
    }
}

/** What one copy got, for statistics. */
public data class CopyMarks(
    /** What was scored. */
    public val scores: Scores,
    /** What it came to. */
    public val total: Total,
    /** Who marked it: a number of the caller. */
    public val marker: Int,
) : Value {
    override fun write(tray: Tray): JsonElement = record("scores" to scores.write(tray), "total" to total.write(tray), "marker" to plain(marker))

    public companion object : Reader<CopyMarks>() {
        override fun read(json: JsonElement, tray: Tray): CopyMarks =
            CopyMarks(
            scores = Scores.read(json.part("scores"), tray),
            total = Total.read(json.part("total"), tray),
            marker = json.part("marker").int(),
        )
    }
}

/** Where two markers are too far apart. */
public sealed interface Disagreement : Value {
    /** One question. */
    public data class Question(
        /** Its id. */
        public val question: String,
        /** What was allowed. */
        public val tolerance: Mark,
        /** What the first gave; `None` for no score. */
        public val first: Score? = null,
        /** What the second gave. */
        public val second: Score? = null,
    ) : Disagreement {
        override fun write(tray: Tray): JsonElement = record("kind" to JsonPrimitive("question"), "question" to plain(question), "tolerance" to tolerance.write(tray), "first" to first?.let { it.write(tray) }, "second" to second?.let { it.write(tray) })
    }

    /** All in all. */
    public data class Total(
        /** What the first comes to. */
        public val first: Mark,
        /** What the second comes to. */
        public val second: Mark,
        /** What was allowed. */
        public val tolerance: Mark,
    ) : Disagreement {
        override fun write(tray: Tray): JsonElement = record("kind" to JsonPrimitive("total"), "first" to first.write(tray), "second" to second.write(tray), "tolerance" to tolerance.write(tray))
    }


    public companion object : Reader<Disagreement>() {
        override fun read(json: JsonElement, tray: Tray): Disagreement =
            when (val which = json.tag("kind")) {
            "question" -> Question(
                question = json.part("question").text(),
                tolerance = Mark.read(json.part("tolerance"), tray),
                first = json.maybe("first")?.let { Score.read(it, tray) },
                second = json.maybe("second")?.let { Score.read(it, tray) },
            )
            "total" -> Total(
                first = Mark.read(json.part("first"), tray),
                second = Mark.read(json.part("second"), tray),
                tolerance = Mark.read(json.part("tolerance"), tray),
            )
            else -> unknown(which)
        }
    }
}

/** How marks are spread. */
public data class Distribution(
    /** How many there are: at least 1. */
    public val count: Int,
    /** The mean. */
    public val mean: Mark,
    /** The middle one, or the mean of the two in the middle. */
    public val median: Mark,
    /** The standard deviation of these marks (divided by their count): points. */
    public val deviation: Double,
    /** The lowest. */
    public val min: Mark,
    /** The highest. */
    public val max: Mark,
    /**
     * The first and the third quartile, between neighbours where they fall between two (definition 7 of Hyndman
     * and Fan, The American Statistician 50, 1996: as in spreadsheets, R and NumPy).
     */
    public val quartiles: List<Mark>,
) : Value {
    override fun write(tray: Tray): JsonElement = record("count" to plain(count), "mean" to mean.write(tray), "median" to median.write(tray), "deviation" to plain(deviation), "min" to min.write(tray), "max" to max.write(tray), "quartiles" to list(quartiles) { one0 -> one0.write(tray) })

    public companion object : Reader<Distribution>() {
        override fun read(json: JsonElement, tray: Tray): Distribution =
            Distribution(
            count = json.part("count").int(),
            mean = Mark.read(json.part("mean"), tray),
            median = Mark.read(json.part("median"), tray),
            deviation = json.part("deviation").float(),
            min = Mark.read(json.part("min"), tray),
            max = Mark.read(json.part("max"), tray),
            quartiles = json.part("quartiles").list { one0 -> Mark.read(one0, tray) },
        )

        /**
         * What marks look like together; nothing for none.
         * @param marks The marks.
         * @throws KorrigoException what the engine refuses
         */
        public fun of(marks: List<Mark>): Distribution? =
            Call("exam::Distribution::of")
                .with("marks") { tray -> list(marks) { one0 -> one0.write(tray) } }
                .run { json, tray -> json.orNull()?.let { one0 -> Distribution.read(one0, tray) } }
    }
}

/** How the ids of one exam look. Fixed when the exam is created; kept with it. */
public data class IdScheme(
    public val exam: String,
    public val prefix: String,
    public val digits: Int,
    public val check: Boolean,
) : Value {
    override fun write(tray: Tray): JsonElement = record("exam" to plain(exam), "prefix" to plain(prefix), "digits" to plain(digits), "check" to plain(check))

    /**
     * How many ids there are.
     * @throws KorrigoException what the engine refuses
     */
    public fun capacity(): Long =
        Call("exam::IdScheme::capacity")
            .with("this") { tray -> write(tray) }
            .run { json, tray -> json.long() }

    /**
     * Which copy an id belongs to.
     * @param key The exam's key, as text.
     * @param id The id.
     * @throws KorrigoException what the engine refuses
     */
    public fun indexOf(key: String, id: AnonymousId): Long =
        Call("exam::IdScheme::index_of")
            .with("this") { tray -> write(tray) }
            .with("key") { tray -> plain(key) }
            .with("id") { tray -> id.write(tray) }
            .run { json, tray -> json.long() }

    /**
     * The letters in front.
     * @throws KorrigoException what the engine refuses
     */
    public fun findPrefix(): String =
        Call("exam::IdScheme::prefix")
            .with("this") { tray -> write(tray) }
            .run { json, tray -> json.text() }

    public companion object : Reader<IdScheme>() {
        override fun read(json: JsonElement, tray: Tray): IdScheme =
            IdScheme(
            exam = json.part("exam").text(),
            prefix = json.part("prefix").text(),
            digits = json.part("digits").int(),
            check = json.part("check").bool(),
        )

        /**
         * How the anonymous ids of an exam look.
         * @param exam The exam's id.
         * @param copies How many copies it may have.
         * @param check Whether a check character follows.
         * @param digits Digits of the number, instead of as many as needed.
         * @param prefix Letters in front, instead of the exam's own.
         * @throws KorrigoException what the engine refuses
         */
        public fun create(
            exam: String,
            copies: Int,
            check: Boolean? = null,
            digits: Int? = null,
            prefix: String? = null,
        ): IdScheme =
            Call("exam::IdScheme::new")
                .with("exam") { tray -> plain(exam) }
                .with("copies") { tray -> plain(copies) }
                .with("check") { tray -> check?.let { plain(it) } }
                .with("digits") { tray -> digits?.let { plain(it) } }
                .with("prefix") { tray -> prefix?.let { plain(it) } }
                .run { json, tray -> IdScheme.read(json, tray) }
    }
}

/** An exercise, a question or a sub-question. */
public data class Item(
    /** Stable and unique in the scheme: scores are kept under it. */
    public val id: String,
    /** What people read. */
    public val label: String,
    /** Points beyond the scheme's sum: they count, but nobody must have them. */
    public val bonus: Boolean = false,
    /** Its parts. */
    public val items: List<Item> = emptyList(),
    /** What a leaf is worth; `None` for an item that has parts. */
    public val points: Mark? = null,
    /** The subject it belongs to, where an exam has several (`A`, `B`); `None` is for all. */
    public val variant: String? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("id" to plain(id), "label" to plain(label), "bonus" to plain(bonus), "items" to list(items) { one0 -> one0.write(tray) }, "points" to points?.let { it.write(tray) }, "variant" to variant?.let { plain(it) })

    public companion object : Reader<Item>() {
        override fun read(json: JsonElement, tray: Tray): Item =
            Item(
            id = json.part("id").text(),
            label = json.part("label").text(),
            bonus = json.maybe("bonus")?.let { it.bool() } ?: false,
            items = json.maybe("items")?.let { it.list { one0 -> Item.read(one0, tray) } } ?: emptyList(),
            points = json.maybe("points")?.let { Mark.read(it, tray) },
            variant = json.maybe("variant")?.let { it.text() },
        )
    }
}

/** The marks of one marker beside everybody's. */
public data class MarkerStatistics(
    /** Which marker, as the caller counts them. */
    public val marker: Int,
    /** The marks that the marker gave. */
    public val marks: Distribution,
    /** How far their mean lies above the mean of all others; `None` when nobody else marked. */
    public val drift: Mark? = null,
    /**
     * The drift in standard errors (Welch); beyond ±3 it is hardly chance, if copies were dealt out by chance.
     * `None` when it cannot be told.
     */
    public val driftErrors: Double? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("marker" to plain(marker), "marks" to marks.write(tray), "drift" to drift?.let { it.write(tray) }, "drift_errors" to driftErrors?.let { plain(it) })

    public companion object : Reader<MarkerStatistics>() {
        override fun read(json: JsonElement, tray: Tray): MarkerStatistics =
            MarkerStatistics(
            marker = json.part("marker").int(),
            marks = Distribution.read(json.part("marks"), tray),
            drift = json.maybe("drift")?.let { Mark.read(it, tray) },
            driftErrors = json.maybe("drift_errors")?.let { it.float() },
        )

        /**
         * Each marker's marks, and how far they drift.
         * @param copies The copies.
         * @throws KorrigoException what the engine refuses
         */
        public fun of(copies: List<CopyMarks>): List<MarkerStatistics> =
            Call("exam::MarkerStatistics::of")
                .with("copies") { tray -> list(copies) { one0 -> one0.write(tray) } }
                .run { json, tray -> json.list { one0 -> MarkerStatistics.read(one0, tray) } }
    }
}

/** What one paper got, for scoring it again. */
public data class PaperMarks(
    /** What was scored. */
    public val scores: Scores,
    /** Points that annotations add or take away. */
    public val deltas: List<Mark> = emptyList(),
    /** The subject, where the exam has several. */
    public val variant: String? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("scores" to scores.write(tray), "deltas" to list(deltas) { one0 -> one0.write(tray) }, "variant" to variant?.let { plain(it) })

    public companion object : Reader<PaperMarks>() {
        override fun read(json: JsonElement, tray: Tray): PaperMarks =
            PaperMarks(
            scores = Scores.read(json.part("scores"), tray),
            deltas = json.maybe("deltas")?.let { it.list { one0 -> Mark.read(one0, tray) } } ?: emptyList(),
            variant = json.maybe("variant")?.let { it.text() },
        )
    }
}

/** A paper as another program marked it. */
public data class PaperRead(
    /** What the file calls the copy. */
    public val copy: String,
    /** Points that annotations add or take away. */
    public val deltas: List<Mark>,
    /** What was scored. */
    public val scores: Scores,
    /** Who marked it. */
    public val marker: String? = null,
    /** The subject, where the exam has several. */
    public val variant: String? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("copy" to plain(copy), "deltas" to list(deltas) { one0 -> one0.write(tray) }, "scores" to scores.write(tray), "marker" to marker?.let { plain(it) }, "variant" to variant?.let { plain(it) })

    public companion object : Reader<PaperRead>() {
        override fun read(json: JsonElement, tray: Tray): PaperRead =
            PaperRead(
            copy = json.part("copy").text(),
            deltas = json.part("deltas").list { one0 -> Mark.read(one0, tray) },
            scores = Scores.read(json.part("scores"), tray),
            marker = json.maybe("marker")?.let { it.text() },
            variant = json.maybe("variant")?.let { it.text() },
        )
    }
}

/** A question of a scheme. */
public data class Question(
    /** Its id. */
    public val id: String,
    /** What people call it. */
    public val label: String,
    /** The most points. */
    public val points: Mark,
    /** Whether its points come on top. */
    public val bonus: Boolean,
) : Value {
    override fun write(tray: Tray): JsonElement = record("id" to plain(id), "label" to plain(label), "points" to points.write(tray), "bonus" to plain(bonus))

    public companion object : Reader<Question>() {
        override fun read(json: JsonElement, tray: Tray): Question =
            Question(
            id = json.part("id").text(),
            label = json.part("label").text(),
            points = Mark.read(json.part("points"), tray),
            bonus = json.part("bonus").bool(),
        )
    }
}

/** One question over all copies. */
public data class QuestionStatistics(
    /** Its id. */
    public val id: String,
    /** What it is worth. */
    public val points: Mark,
    /** Copies that have a score for it. */
    public val scored: Int,
    /** Of these, copies whose candidate wrote nothing. */
    public val notAnswered: Int,
    /** The mean of its scores; an answer that is missing counts 0. */
    public val mean: Mark,
    /** The mean as a share of its points: 0..=1. */
    public val success: Double,
    /**
     * How well it tells good copies from poor ones: the correlation of its scores with the points of all other
     * questions, -1..=1; `None` when either is the same everywhere.
     */
    public val discrimination: Double? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("id" to plain(id), "points" to points.write(tray), "scored" to plain(scored), "not_answered" to plain(notAnswered), "mean" to mean.write(tray), "success" to plain(success), "discrimination" to discrimination?.let { plain(it) })

    public companion object : Reader<QuestionStatistics>() {
        override fun read(json: JsonElement, tray: Tray): QuestionStatistics =
            QuestionStatistics(
            id = json.part("id").text(),
            points = Mark.read(json.part("points"), tray),
            scored = json.part("scored").int(),
            notAnswered = json.part("not_answered").int(),
            mean = Mark.read(json.part("mean"), tray),
            success = json.part("success").float(),
            discrimination = json.maybe("discrimination")?.let { it.float() },
        )
    }
}

/** A copy whose total a change of the scheme changes. */
public data class Rescored(
    /** Its place among those given. */
    public val copy: Int,
    /** Its total now; `None` when its scores are not allowed any more. */
    public val after: Total? = null,
    /** Its total before; `None` when its scores were not allowed. */
    public val before: Total? = null,
    /** Why they are not. */
    public val refused: KorrigoException? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("copy" to plain(copy), "after" to after?.let { it.write(tray) }, "before" to before?.let { it.write(tray) }, "refused" to refused?.let { it.write(tray) })

    public companion object : Reader<Rescored>() {
        override fun read(json: JsonElement, tray: Tray): Rescored =
            Rescored(
            copy = json.part("copy").int(),
            after = json.maybe("after")?.let { Total.read(it, tray) },
            before = json.maybe("before")?.let { Total.read(it, tray) },
            refused = json.maybe("refused")?.let { KorrigoException.read(it, tray) },
        )
    }
}

/**
 * What an exam is marked by.
 * Ids are unique, at most `MAX_LEVELS` levels, points above 0 at every leaf and nowhere else.
 */
public data class Scheme(
    public val format: String,
    public val scale: Mark,
    public val items: List<Item>,
    public val deltas: Boolean = false,
    public val step: Mark? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("format" to plain(format), "scale" to scale.write(tray), "items" to list(items) { one0 -> one0.write(tray) }, "deltas" to plain(deltas), "step" to step?.let { it.write(tray) })

    /**
     * Refuses scores that the scheme does not allow.
     * @param scores What was scored.
     * @param deltas Points that annotations add or take away.
     * @param variant The subject, where the exam has several.
     * @throws KorrigoException what the engine refuses
     */
    public fun check(
        scores: Scores,
        deltas: List<Mark> = emptyList(),
        variant: String? = null,
    ): Unit =
        Call("exam::Scheme::check")
            .with("this") { tray -> write(tray) }
            .with("scores") { tray -> scores.write(tray) }
            .with("deltas") { tray -> list(deltas) { one0 -> one0.write(tray) } }
            .with("variant") { tray -> variant?.let { plain(it) } }
            .run { json, tray -> json.orNull()?.let { one0 -> Unit } }

    /**
     * What a paper came to, when every question has a score.
     * @param scores What was scored.
     * @param deltas Points that annotations add or take away.
     * @param variant The subject, where the exam has several.
     * @throws KorrigoException what the engine refuses
     */
    public fun completeTotal(
        scores: Scores,
        deltas: List<Mark> = emptyList(),
        variant: String? = null,
    ): Total =
        Call("exam::Scheme::complete_total")
            .with("this") { tray -> write(tray) }
            .with("scores") { tray -> scores.write(tray) }
            .with("deltas") { tray -> list(deltas) { one0 -> one0.write(tray) } }
            .with("variant") { tray -> variant?.let { plain(it) } }
            .run { json, tray -> Total.read(json, tray) }

    /**
     * The items of the scheme, as a tree.
     * @throws KorrigoException what the engine refuses
     */
    public fun findItems(): List<Item> =
        Call("exam::Scheme::items")
            .with("this") { tray -> write(tray) }
            .run { json, tray -> json.list { one0 -> Item.read(one0, tray) } }

    /**
     * The questions without a score.
     * @param scores What was scored.
     * @param deltas Points that annotations add or take away.
     * @param variant The subject, where the exam has several.
     * @throws KorrigoException what the engine refuses
     */
    public fun missing(
        scores: Scores,
        deltas: List<Mark> = emptyList(),
        variant: String? = null,
    ): List<String> =
        Call("exam::Scheme::missing")
            .with("this") { tray -> write(tray) }
            .with("scores") { tray -> scores.write(tray) }
            .with("deltas") { tray -> list(deltas) { one0 -> one0.write(tray) } }
            .with("variant") { tray -> variant?.let { plain(it) } }
            .run { json, tray -> json.list { one0 -> one0.text() } }

    /**
     * The most points of a subject.
     * @param variant The subject, where the exam has several.
     * @throws KorrigoException what the engine refuses
     */
    public fun outOf(variant: String? = null): Mark =
        Call("exam::Scheme::out_of")
            .with("this") { tray -> write(tray) }
            .with("variant") { tray -> variant?.let { plain(it) } }
            .run { json, tray -> Mark.read(json, tray) }

    /**
     * The questions of a subject, in order.
     * @param variant The subject, where the exam has several.
     * @throws KorrigoException what the engine refuses
     */
    public fun questions(variant: String? = null): List<Question> =
        Call("exam::Scheme::questions")
            .with("this") { tray -> write(tray) }
            .with("variant") { tray -> variant?.let { plain(it) } }
            .run { json, tray -> json.list { one0 -> Question.read(one0, tray) } }

    /**
     * What becomes of papers when the points of the scheme change: those whose total changes.
     * @param new The scheme as it is now.
     * @param copies The copies.
     * @throws KorrigoException what the engine refuses
     */
    public fun rescore(new: Scheme, copies: List<PaperMarks>): List<Rescored> =
        Call("exam::Scheme::rescore")
            .with("this") { tray -> write(tray) }
            .with("new") { tray -> new.write(tray) }
            .with("copies") { tray -> list(copies) { one0 -> one0.write(tray) } }
            .run { json, tray -> json.list { one0 -> Rescored.read(one0, tray) } }

    /**
     * What a paper came to so far.
     * @param scores What was scored.
     * @param deltas Points that annotations add or take away.
     * @param variant The subject, where the exam has several.
     * @throws KorrigoException what the engine refuses
     */
    public fun total(
        scores: Scores,
        deltas: List<Mark> = emptyList(),
        variant: String? = null,
    ): Total =
        Call("exam::Scheme::total")
            .with("this") { tray -> write(tray) }
            .with("scores") { tray -> scores.write(tray) }
            .with("deltas") { tray -> list(deltas) { one0 -> one0.write(tray) } }
            .with("variant") { tray -> variant?.let { plain(it) } }
            .run { json, tray -> Total.read(json, tray) }

    /**
     * The subjects of the scheme.
     * @throws KorrigoException what the engine refuses
     */
    public fun variants(): List<String?> =
        Call("exam::Scheme::variants")
            .with("this") { tray -> write(tray) }
            .run { json, tray -> json.list { one0 -> one0.orNull()?.let { one1 -> one1.text() } } }

    public companion object : Reader<Scheme>() {
        override fun read(json: JsonElement, tray: Tray): Scheme =
            Scheme(
            format = json.part("format").text(),
            scale = Mark.read(json.part("scale"), tray),
            items = json.part("items").list { one0 -> Item.read(one0, tray) },
            deltas = json.maybe("deltas")?.let { it.bool() } ?: false,
            step = json.maybe("step")?.let { Mark.read(it, tray) },
        )

        /**
         * Reads a marking scheme in any of the known shapes, with warnings.
         * @param json The file: bytes of JSON.
         * @throws KorrigoException what the engine refuses
         */
        public fun read(json: Bytes): SchemeRead =
            Call("exam::Scheme::read")
                .with("json") { tray -> json.write(tray) }
                .run { json, tray -> SchemeRead.read(json, tray) }
    }
}

/** A scheme that was read, and what a person should know of it. */
public data class SchemeRead(
    /** The scheme. */
    public val scheme: Scheme,
    /** What does not stop anybody, but is seldom meant. */
    public val warnings: List<SchemeWarning>,
) : Value {
    override fun write(tray: Tray): JsonElement = record("scheme" to scheme.write(tray), "warnings" to list(warnings) { one0 -> one0.write(tray) })

    public companion object : Reader<SchemeRead>() {
        override fun read(json: JsonElement, tray: Tray): SchemeRead =
            SchemeRead(
            scheme = Scheme.read(json.part("scheme"), tray),
            warnings = json.part("warnings").list { one0 -> SchemeWarning.read(one0, tray) },
        )
    }
}

/** What is seldom meant in a scheme. */
public sealed interface SchemeWarning : Value {
    /** An item says other points than its parts have; the parts count. */
    public data class PartsDiffer(
        /** The item. */
        public val id: String,
        /** What it says. */
        public val declared: Mark,
        /** What its parts have. */
        public val sum: Mark,
    ) : SchemeWarning {
        override fun write(tray: Tray): JsonElement = record("kind" to JsonPrimitive("parts_differ"), "id" to plain(id), "declared" to declared.write(tray), "sum" to sum.write(tray))
    }

    /** The points are not the scale: totals will be scaled. */
    public data class TotalDiffers(
        /** What its questions are worth together, without bonus. */
        public val sum: Mark,
        /** The declared scale. */
        public val scale: Mark,
        /** The subject, where there are several. */
        public val variant: String? = null,
    ) : SchemeWarning {
        override fun write(tray: Tray): JsonElement = record("kind" to JsonPrimitive("total_differs"), "sum" to sum.write(tray), "scale" to scale.write(tray), "variant" to variant?.let { plain(it) })
    }


    public companion object : Reader<SchemeWarning>() {
        override fun read(json: JsonElement, tray: Tray): SchemeWarning =
            when (val which = json.tag("kind")) {
            "parts_differ" -> PartsDiffer(
                id = json.part("id").text(),
                declared = Mark.read(json.part("declared"), tray),
                sum = Mark.read(json.part("sum"), tray),
            )
            "total_differs" -> TotalDiffers(
                sum = Mark.read(json.part("sum"), tray),
                scale = Mark.read(json.part("scale"), tray),
                variant = json.maybe("variant")?.let { it.text() },
            )
            else -> unknown(which)
        }
    }
}

/** A text of its own kind. */
@JvmInline
public value class Score(public val value: String) : Value {
    override fun toString(): String = value

    override fun write(tray: Tray): JsonElement = JsonPrimitive(value)

    public companion object : Reader<Score>() {
        override fun read(json: JsonElement, tray: Tray): Score =
            Score(json.text())
    }
}

/** All that a marker wrote about a copy beside the annotations. Remarks are never shown in `Debug`. */
public data class Scores(
    /** The general comment. */
    public val appreciation: String = "",
    /** By the id of the question. */
    public val remarks: Map<String, String> = emptyMap(),
    /** By the id of the question; free keys in an exam without a scheme. */
    public val scores: Map<String, Score> = emptyMap(),
) : Value {
    override fun write(tray: Tray): JsonElement = record("appreciation" to plain(appreciation), "remarks" to map(remarks) { one0 -> plain(one0) }, "scores" to map(scores) { one0 -> one0.write(tray) })

    /**
     * The sum of all scores and deltas.
     * @param deltas Points that annotations add or take away.
     * @throws KorrigoException what the engine refuses
     */
    public fun sum(deltas: List<Mark> = emptyList()): Mark =
        Call("exam::Scores::sum")
            .with("this") { tray -> write(tray) }
            .with("deltas") { tray -> list(deltas) { one0 -> one0.write(tray) } }
            .run { json, tray -> Mark.read(json, tray) }

    public companion object : Reader<Scores>() {
        override fun read(json: JsonElement, tray: Tray): Scores =
            Scores(
            appreciation = json.maybe("appreciation")?.let { it.text() } ?: "",
            remarks = json.maybe("remarks")?.let { it.mapping { one0 -> one0.text() } } ?: emptyMap(),
            scores = json.maybe("scores")?.let { it.mapping { one0 -> Score.read(one0, tray) } } ?: emptyMap(),
        )

        /**
         * Reads scores, remarks and appreciation.
         * @param json The file: bytes of JSON.
         * @throws KorrigoException what the engine refuses
         */
        public fun read(json: Bytes): Scores =
            Call("exam::Scores::read")
                .with("json") { tray -> json.write(tray) }
                .run { json, tray -> Scores.read(json, tray) }
    }
}

/** An exam, once it is marked. */
public data class Statistics(
    /** Each question, in the order of the scheme. */
    public val questions: List<QuestionStatistics>,
    /** Each marker. */
    public val markers: List<MarkerStatistics>,
    /**
     * How far the questions measure one thing (Cronbach, Psychometrika 16, 1951): at most 1; `None` with fewer
     * than two questions or two copies that differ.
     */
    public val alpha: Double? = null,
    /** The totals in the scale of the exam; `None` when no copy is marked. */
    public val totals: Distribution? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("questions" to list(questions) { one0 -> one0.write(tray) }, "markers" to list(markers) { one0 -> one0.write(tray) }, "alpha" to alpha?.let { plain(it) }, "totals" to totals?.let { it.write(tray) })

    public companion object : Reader<Statistics>() {
        override fun read(json: JsonElement, tray: Tray): Statistics =
            Statistics(
            questions = json.part("questions").list { one0 -> QuestionStatistics.read(one0, tray) },
            markers = json.part("markers").list { one0 -> MarkerStatistics.read(one0, tray) },
            alpha = json.maybe("alpha")?.let { it.float() },
            totals = json.maybe("totals")?.let { Distribution.read(it, tray) },
        )

        /**
         * Statistics of an exam: totals, questions, reliability.
         * @param scheme The scheme.
         * @param copies The copies.
         * @param variant The subject, where the exam has several.
         * @throws KorrigoException what the engine refuses
         */
        public fun of(scheme: Scheme, copies: List<CopyMarks>, variant: String? = null): Statistics =
            Call("exam::Statistics::of")
                .with("scheme") { tray -> scheme.write(tray) }
                .with("copies") { tray -> list(copies) { one0 -> one0.write(tray) } }
                .with("variant") { tray -> variant?.let { plain(it) } }
                .run { json, tray -> Statistics.read(json, tray) }
    }
}

/** How far two markers of one copy may be apart: points, at most. */
public data class Tolerance(
    /** For a question that has none of its own. */
    public val question: Mark? = null,
    /** By the id of the question. */
    public val questions: Map<String, Mark> = emptyMap(),
    /** For the total, in the scale of the exam; `None` where only questions count. */
    public val total: Mark? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("question" to question?.let { it.write(tray) }, "questions" to map(questions) { one0 -> one0.write(tray) }, "total" to total?.let { it.write(tray) })

    /**
     * Where two markers are further apart than allowed.
     * @param scheme The scheme.
     * @param first What the first marker gave.
     * @param second What the second marker gave.
     * @param variant The subject, where the exam has several.
     * @throws KorrigoException what the engine refuses
     */
    public fun disagreements(scheme: Scheme, first: Scores, second: Scores, variant: String? = null): List<Disagreement> =
        Call("exam::Tolerance::disagreements")
            .with("this") { tray -> write(tray) }
            .with("scheme") { tray -> scheme.write(tray) }
            .with("first") { tray -> first.write(tray) }
            .with("second") { tray -> second.write(tray) }
            .with("variant") { tray -> variant?.let { plain(it) } }
            .run { json, tray -> json.list { one0 -> Disagreement.read(one0, tray) } }

    public companion object : Reader<Tolerance>() {
        override fun read(json: JsonElement, tray: Tray): Tolerance =
            Tolerance(
            question = json.maybe("question")?.let { Mark.read(it, tray) },
            questions = json.maybe("questions")?.let { it.mapping { one0 -> Mark.read(one0, tray) } } ?: emptyMap(),
            total = json.maybe("total")?.let { Mark.read(it, tray) },
        )
    }
}

/** What a copy comes to. */
public data class Total(
    /** The sum of the scores, and of the points of annotations where they count. */
    public val points: Mark,
    /** What all questions of the subject are worth, without bonus. */
    public val outOf: Mark,
    /** The points in the scale of the exam, rounded half up to hundredths. */
    public val value: Mark,
    /** The scale. */
    public val scale: Mark,
) : Value {
    override fun write(tray: Tray): JsonElement = record("points" to points.write(tray), "out_of" to outOf.write(tray), "value" to value.write(tray), "scale" to scale.write(tray))

    public companion object : Reader<Total>() {
        override fun read(json: JsonElement, tray: Tray): Total =
            Total(
            points = Mark.read(json.part("points"), tray),
            outOf = Mark.read(json.part("out_of"), tray),
            value = Mark.read(json.part("value"), tray),
            scale = Mark.read(json.part("scale"), tray),
        )
    }
}

/** What stands under `Exam`. */
public object Exam {
    /**
     * The anonymous id of a copy.
     * @param scheme How ids look.
     * @param key The exam's key, as text.
     * @param index The copy, from 0.
     * @throws KorrigoException what the engine refuses
     */
    public fun anonymousId(scheme: IdScheme, key: String, index: Long): AnonymousId =
        Call("exam::anonymous_id")
            .with("scheme") { tray -> scheme.write(tray) }
            .with("key") { tray -> plain(key) }
            .with("index") { tray -> plain(index) }
            .run { json, tray -> AnonymousId.read(json, tray) }

    /**
     * How many marks lie in each bin of a width.
     * @param marks The marks.
     * @param scale The best mark.
     * @param width How wide a bin is.
     * @throws KorrigoException what the engine refuses
     */
    public fun histogram(marks: List<Mark>, scale: Mark, width: Mark): List<Bin> =
        Call("exam::histogram")
            .with("marks") { tray -> list(marks) { one0 -> one0.write(tray) } }
            .with("scale") { tray -> scale.write(tray) }
            .with("width") { tray -> width.write(tray) }
            .run { json, tray -> json.list { one0 -> Bin.read(one0, tray) } }
}

/** What stands under `ExamKey`. */
public object ExamKey {
    /**
     * A key for another purpose, in hexadecimal digits.
     * @param key The exam's key, as text.
     * @param purpose What the derived key is for.
     * @throws KorrigoException what the engine refuses
     */
    public fun derived(key: String, purpose: String): String =
        Call("exam::ExamKey::derived")
            .with("key") { tray -> plain(key) }
            .with("purpose") { tray -> plain(purpose) }
            .run { json, tray -> json.text() }

    /**
     * An exam's key from random bytes.
     * @param random 64 hexadecimal digits of 32 random bytes.
     * @throws KorrigoException what the engine refuses
     */
    public fun create(random: String): String =
        Call("exam::ExamKey::new")
            .with("random") { tray -> plain(random) }
            .run { json, tray -> json.text() }

    /**
     * The key as it is kept, if it is one.
     * @param key The exam's key, as text.
     * @throws KorrigoException what the engine refuses
     */
    public fun toText(key: String): String =
        Call("exam::ExamKey::to_text")
            .with("key") { tray -> plain(key) }
            .run { json, tray -> json.text() }
}

/**
 * A mark from hundredths of a point.
 * @param hundredths Hundredths of a point.
 * @throws KorrigoException what the engine refuses
 */
public fun Mark.Companion.fromHundredths(hundredths: Long): Mark =
    Call("exam::Mark::from_hundredths")
        .with("hundredths") { tray -> plain(hundredths) }
        .run { json, tray -> Mark.read(json, tray) }

/**
 * The mark in hundredths of a point.
 * @throws KorrigoException what the engine refuses
 */
public fun Mark.hundredths(): Long =
    Call("exam::Mark::hundredths")
        .with("this") { tray -> write(tray) }
        .run { json, tray -> json.long() }

/**
 * Whether it is a whole number of steps.
 * @param step The step; 0 has no multiples but 0.
 * @throws KorrigoException what the engine refuses
 */
public fun Mark.isMultipleOf(step: Mark): Boolean =
    Call("exam::Mark::is_multiple_of")
        .with("this") { tray -> write(tray) }
        .with("step") { tray -> step.write(tray) }
        .run { json, tray -> json.bool() }

/**
 * The mark times numerator, by denominator, rounded half up.
 * @param numerator What is reached of the denominator.
 * @param denominator What it is scaled from.
 * @throws KorrigoException what the engine refuses
 */
public fun Mark.scaled(numerator: Mark, denominator: Mark): Mark =
    Call("exam::Mark::scaled")
        .with("this") { tray -> write(tray) }
        .with("numerator") { tray -> numerator.write(tray) }
        .with("denominator") { tray -> denominator.write(tray) }
        .run { json, tray -> Mark.read(json, tray) }

/**
 * The sum of marks, exactly.
 * @param marks The marks.
 * @throws KorrigoException what the engine refuses
 */
public fun Mark.Companion.sum(marks: List<Mark>): Mark =
    Call("exam::Mark::sum")
        .with("marks") { tray -> list(marks) { one0 -> one0.write(tray) } }
        .run { json, tray -> Mark.read(json, tray) }

/** What stands under `MarkedPaper`. */
public object MarkedPaper {
    /**
     * Reads papers that another program marked.
     * @param json The file: bytes of JSON.
     * @throws KorrigoException what the engine refuses
     */
    public fun readAll(json: Bytes): List<PaperRead> =
        Call("exam::MarkedPaper::read_all")
            .with("json") { tray -> json.write(tray) }
            .run { json, tray -> json.list { one0 -> PaperRead.read(one0, tray) } }
}
