// Written by bindings-common/generate/kotlin.py from the table of calls: change that, not this.
@file:Suppress("LongParameterList", "MaxLineLength", "TooManyFunctions", "RedundantVisibilityModifier")

package org.korrigo

import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonPrimitive

/** How a birth date or a number agrees with what was read. */
public enum class Agreement(
    /** As it is written in JSON. */
    public val json: String,
) : Value {
    /** Every digit. */
    EXACT("exact"),
    /** All but one. */
    NEAR("near"),
    /** It is another one. */
    DIFFERS("differs"),
    /** The list has none, or none was read. */
    MISSING("missing"),
    ;

    override fun write(tray: Tray): JsonElement = JsonPrimitive(json)

    public companion object : Reader<Agreement>() {
        override fun read(json: JsonElement, tray: Tray): Agreement =
            json.text().let { text -> entries.find { it.json == text } ?: unknown(text) }
    }
}

/** One copy of the class. */
public data class Assignment(
    /** Which copy. */
    public val copy: Int,
    /** How far its candidate is known. */
    public val mode: MatchMode,
    /**
     * How far its candidate's score lies above that of the best other one on the list; below 0 when the best one
     * has another copy. Without a candidate: how far the two best are apart.
     */
    public val margin: Double,
    /** Who else it could be: at most `PROPOSALS`, its candidate first, then by score. */
    public val proposals: List<Proposal>,
    /** Why a person should look; empty with `MatchMode::Auto`. */
    public val reasons: List<MatchReason>,
    /** Whose it is; with `MatchMode::Semi` the one whom the whole class leaves for it, until a person says so. */
    public val candidate: Candidate? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("copy" to plain(copy), "mode" to mode.write(tray), "margin" to plain(margin), "proposals" to list(proposals) { one0 -> one0.write(tray) }, "reasons" to list(reasons) { one0 -> one0.write(tray) }, "candidate" to candidate?.let { it.write(tray) })

    public companion object : Reader<Assignment>() {
        override fun read(json: JsonElement, tray: Tray): Assignment =
            Assignment(
            copy = json.part("copy").int(),
            mode = MatchMode.read(json.part("mode"), tray),
            margin = json.part("margin").float(),
            proposals = json.part("proposals").list { one0 -> Proposal.read(one0, tray) },
            reasons = json.part("reasons").list { one0 -> MatchReason.read(one0, tray) },
            candidate = json.maybe("candidate")?.let { Candidate.read(it, tray) },
        )
    }
}

/** Whether a candidate was there, and handed in a paper. An absence is never a zero: see `Attendance::code`. */
public enum class Attendance(
    /** As it is written in JSON. */
    public val json: String,
) : Value {
    /** Not there. */
    ABSENT("absent"),
    /** Not there, and need not be. */
    EXCUSED("excused"),
    /** There, and handed in no paper. */
    HANDED_IN_NOTHING("handed_in_nothing"),
    /** There, with a paper. */
    PRESENT("present"),
    /** There, and suspected of fraud: the paper counts when a person says so. */
    SUSPECTED_FRAUD("suspected_fraud"),
    ;

    override fun write(tray: Tray): JsonElement = JsonPrimitive(json)

    /**
     * What stands where a mark would, for whoever has none.
     * @throws KorrigoException what the engine refuses
     */
    public fun code(): String? =
        Call("roster::Attendance::code")
            .with("this") { tray -> write(tray) }
            .run { json, tray -> json.orNull()?.let { one0 -> one0.text() } }

    /**
     * Whether a paper is expected of such a candidate.
     * @throws KorrigoException what the engine refuses
     */
    public fun expectsPaper(): Boolean =
        Call("roster::Attendance::expects_paper")
            .with("this") { tray -> write(tray) }
            .run { json, tray -> json.bool() }

    public companion object : Reader<Attendance>() {
        override fun read(json: JsonElement, tray: Tray): Attendance =
            json.text().let { text -> entries.find { it.json == text } ?: unknown(text) }
    }
}

/** A text of its own kind. */
@JvmInline
public value class BirthDate(public val value: String) : Value {
    override fun toString(): String = value

    override fun write(tray: Tray): JsonElement = JsonPrimitive(value)

    public companion object : Reader<BirthDate>() {
        override fun read(json: JsonElement, tray: Tray): BirthDate =
            BirthDate(json.text())

        /**
         * The day, if the calendar has it.
         * @param year The year: 1900 to 2100.
         * @param month The month, from 1.
         * @param day The day of the month, from 1.
         * @throws KorrigoException what the engine refuses
         */
        public fun create(year: Int, month: Int, day: Int): BirthDate? =
            Call("roster::BirthDate::new")
                .with("year") { tray -> plain(year) }
                .with("month") { tray -> plain(month) }
                .with("day") { tray -> plain(day) }
                .run { json, tray -> json.orNull()?.let { one0 -> BirthDate.read(one0, tray) } }
    }
}

/** Somebody who was expected to hand in a paper. Never shown in `Debug`. */
public data class Candidate(
    /** Surname, as the list writes it; never empty. */
    public val lastName: String,
    /** Other texts that the list gives for this person alone: a second surname, further numbers, a login. */
    public val also: List<String> = emptyList(),
    /** Birth date. */
    public val birthDate: BirthDate? = null,
    /** Class. */
    public val `class`: String? = null,
    /** E-mail address. */
    public val email: String? = null,
    /** First name, as the list writes it; empty where the list gives none. */
    public val firstName: String = "",
    /** Groups, courses and options, each once as the list names it. */
    public val groups: List<String> = emptyList(),
    /** The line of the list, from 1; the header is line 1. 0 where nobody was read from a list. */
    public val line: Int? = null,
    /** The candidate's number: the national one where the list has several. */
    public val number: String? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("last_name" to plain(lastName), "also" to list(also) { one0 -> plain(one0) }, "birth_date" to birthDate?.let { it.write(tray) }, "class" to `class`?.let { plain(it) }, "email" to email?.let { plain(it) }, "first_name" to plain(firstName), "groups" to list(groups) { one0 -> plain(one0) }, "line" to line?.let { plain(it) }, "number" to number?.let { plain(it) })

    /**
     * Every text by which the candidate could be recognised.
     * @throws KorrigoException what the engine refuses
     */
    public fun needles(): List<String> =
        Call("roster::Candidate::needles")
            .with("this") { tray -> write(tray) }
            .run { json, tray -> json.list { one0 -> one0.text() } }

    public companion object : Reader<Candidate>() {
        override fun read(json: JsonElement, tray: Tray): Candidate =
            Candidate(
            lastName = json.part("last_name").text(),
            also = json.maybe("also")?.let { it.list { one0 -> one0.text() } } ?: emptyList(),
            birthDate = json.maybe("birth_date")?.let { BirthDate.read(it, tray) },
            `class` = json.maybe("class")?.let { it.text() },
            email = json.maybe("email")?.let { it.text() },
            firstName = json.maybe("first_name")?.let { it.text() } ?: "",
            groups = json.maybe("groups")?.let { it.list { one0 -> one0.text() } } ?: emptyList(),
            line = json.maybe("line")?.let { it.int() },
            number = json.maybe("number")?.let { it.text() },
        )
    }
}

/** What was read of one copy: once for each header of it, if there are several. */
public data class CopyReading(
    /** Which copy, from 0. */
    public val copy: Int,
    /** Birth date; in JSON a text that is none counts as not read. */
    public val birthDate: DateRead? = null,
    /** How likely each of them is right: 0..=1; anything else counts as 0. In JSON 1 where nothing is said. */
    public val confidence: Double = 1.0,
    /** First name. */
    public val firstName: String? = null,
    /** Surname. */
    public val lastName: String? = null,
    /** Candidate number. */
    public val number: String? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("copy" to plain(copy), "birth_date" to birthDate?.let { it.write(tray) }, "confidence" to plain(confidence), "first_name" to firstName?.let { plain(it) }, "last_name" to lastName?.let { plain(it) }, "number" to number?.let { plain(it) })

    public companion object : Reader<CopyReading>() {
        override fun read(json: JsonElement, tray: Tray): CopyReading =
            CopyReading(
            copy = json.part("copy").int(),
            birthDate = json.maybe("birth_date")?.let { DateRead.read(it, tray) },
            confidence = json.maybe("confidence")?.let { it.float() } ?: 1.0,
            firstName = json.maybe("first_name")?.let { it.text() },
            lastName = json.maybe("last_name")?.let { it.text() },
            number = json.maybe("number")?.let { it.text() },
        )
    }
}

/** One candidate of the counting sheet. */
public data class Counted(
    /** Who. */
    public val candidate: Candidate,
    /** Whether there. */
    public val attendance: Attendance,
    /** Whether a person said so; else the pile does. */
    public val said: Boolean,
    /** The candidate's copies: those matched, and those that claim the same candidate. */
    public val copies: List<Int>,
    /** What a person must settle; `None` where paper and attendance agree. */
    public val open: Unsettled? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("candidate" to candidate.write(tray), "attendance" to attendance.write(tray), "said" to plain(said), "copies" to list(copies) { one0 -> plain(one0) }, "open" to open?.let { it.write(tray) })

    public companion object : Reader<Counted>() {
        override fun read(json: JsonElement, tray: Tray): Counted =
            Counted(
            candidate = Candidate.read(json.part("candidate"), tray),
            attendance = Attendance.read(json.part("attendance"), tray),
            said = json.part("said").bool(),
            copies = json.part("copies").list { one0 -> one0.int() },
            open = json.maybe("open")?.let { Unsettled.read(it, tray) },
        )
    }
}

/** The counting sheet, and whether it can be agreed. */
public data class CountedSheet(
    /** Every candidate, in the order of the list. */
    public val candidates: List<Counted>,
    /** By class, in the order of their names; candidates without a class stand under an empty one. */
    public val classes: Map<String, Papers>,
    /** All classes, and the copies that are nobody's. */
    public val total: Papers,
    /** Copies without a candidate. */
    public val nobodyS: List<Int>,
    /** Whether nothing is open: every paper is somebody's, and whoever has none has a reason. */
    public val isSettled: Boolean,
) : Value {
    override fun write(tray: Tray): JsonElement = record("candidates" to list(candidates) { one0 -> one0.write(tray) }, "classes" to map(classes) { one0 -> one0.write(tray) }, "total" to total.write(tray), "nobody_s" to list(nobodyS) { one0 -> plain(one0) }, "is_settled" to plain(isSettled))

    public companion object : Reader<CountedSheet>() {
        override fun read(json: JsonElement, tray: Tray): CountedSheet =
            CountedSheet(
            candidates = json.part("candidates").list { one0 -> Counted.read(one0, tray) },
            classes = json.part("classes").mapping { one0 -> Papers.read(one0, tray) },
            total = Papers.read(json.part("total"), tray),
            nobodyS = json.part("nobody_s").list { one0 -> one0.int() },
            isSettled = json.part("is_settled").bool(),
        )
    }
}

/** A text of its own kind. */
@JvmInline
public value class DateRead(public val value: String) : Value {
    override fun toString(): String = value

    override fun write(tray: Tray): JsonElement = JsonPrimitive(value)

    /**
     * The day that was read, if the calendar has it.
     * @throws KorrigoException what the engine refuses
     */
    public fun date(): BirthDate? =
        Call("roster::DateRead::date")
            .with("this") { tray -> write(tray) }
            .run { json, tray -> json.orNull()?.let { one0 -> BirthDate.read(one0, tray) } }

    /**
     * How many of the eight digits are not those of this day.
     * @param date The day.
     * @throws KorrigoException what the engine refuses
     */
    public fun wrongDigits(date: BirthDate): Int =
        Call("roster::DateRead::wrong_digits")
            .with("this") { tray -> write(tray) }
            .with("date") { tray -> date.write(tray) }
            .run { json, tray -> json.int() }

    public companion object : Reader<DateRead>() {
        override fun read(json: JsonElement, tray: Tray): DateRead =
            DateRead(json.text())
    }
}

/** How far a copy's candidate is known. */
public enum class MatchMode(
    /** As it is written in JSON. */
    public val json: String,
) : Value {
    /** Beyond doubt: nobody need look. */
    AUTO("AUTO"),
    /** A person chooses among proposals. */
    SEMI("SEMI"),
    /** A person reads the paper. */
    MANUAL("MANUAL"),
    ;

    override fun write(tray: Tray): JsonElement = JsonPrimitive(json)

    public companion object : Reader<MatchMode>() {
        override fun read(json: JsonElement, tray: Tray): MatchMode =
            json.text().let { text -> entries.find { it.json == text } ?: unknown(text) }
    }
}

/** Why a copy is not `AUTO`. */
public enum class MatchReason(
    /** As it is written in JSON. */
    public val json: String,
) : Value {
    /** Nothing was read that could tell a candidate. */
    NOTHING_READ("nothing_read"),
    /** Nobody on the list fits. */
    NOBODY_FITS("nobody_fits"),
    /** More candidates fit equally well than a person would look at. */
    TOO_MANY("too_many"),
    /** Another copy claims the same candidate. */
    CLAIMED_TWICE("claimed_twice"),
    /** The candidate who fits best has another copy. */
    TAKEN("taken"),
    /** Somebody on the list has the same name, and the same birth date or none. */
    NAMESAKE("namesake"),
    /** No birth date was read. */
    BIRTH_DATE_MISSING("birth_date_missing"),
    /** One digit of the birth date is another. */
    BIRTH_DATE_NEAR("birth_date_near"),
    /** The birth date is another. */
    BIRTH_DATE_DIFFERS("birth_date_differs"),
    /** The list gives no birth date, and the number is not exactly the candidate's. */
    NUMBER_NOT_EXACT("number_not_exact"),
    /** No first name was read, and others on the list have such a surname. */
    SURNAME_SHARED("surname_shared"),
    /** The name is too unlike the candidate's. */
    NAME_UNLIKE("name_unlike"),
    /** All in all it fits too poorly. */
    FITS_POORLY("fits_poorly"),
    /** Somebody else fits nearly as well. */
    SECOND_TOO_NEAR("second_too_near"),
    ;

    override fun write(tray: Tray): JsonElement = JsonPrimitive(json)

    public companion object : Reader<MatchReason>() {
        override fun read(json: JsonElement, tray: Tray): MatchReason =
            json.text().let { text -> entries.find { it.json == text } ?: unknown(text) }
    }
}

/** A class, matched. */
public data class Matching(
    /** Every copy, by number. */
    public val assignments: List<Assignment>,
    /** Candidates whom several copies claim, in the order of the list. */
    public val conflicts: List<MatchingConflict>,
    /** Candidates without a copy, in the order of the list. */
    public val missing: List<Candidate>,
    /** Copies without a candidate. */
    public val surplus: List<Int>,
) : Value {
    override fun write(tray: Tray): JsonElement = record("assignments" to list(assignments) { one0 -> one0.write(tray) }, "conflicts" to list(conflicts) { one0 -> one0.write(tray) }, "missing" to list(missing) { one0 -> one0.write(tray) }, "surplus" to list(surplus) { one0 -> plain(one0) })

    public companion object : Reader<Matching>() {
        override fun read(json: JsonElement, tray: Tray): Matching =
            Matching(
            assignments = json.part("assignments").list { one0 -> Assignment.read(one0, tray) },
            conflicts = json.part("conflicts").list { one0 -> MatchingConflict.read(one0, tray) },
            missing = json.part("missing").list { one0 -> Candidate.read(one0, tray) },
            surplus = json.part("surplus").list { one0 -> one0.int() },
        )
    }
}

/**
 * Copies that claim one candidate: a second script, the two halves of one, or a wrong reading. A person decides;
 * `copy::merge` joins.
 */
public data class MatchingConflict(
    /** The candidate. */
    public val candidate: Candidate,
    /** The copies, at least two. */
    public val copies: List<Int>,
) : Value {
    override fun write(tray: Tray): JsonElement = record("candidate" to candidate.write(tray), "copies" to list(copies) { one0 -> plain(one0) })

    public companion object : Reader<MatchingConflict>() {
        override fun read(json: JsonElement, tray: Tray): MatchingConflict =
            MatchingConflict(
            candidate = Candidate.read(json.part("candidate"), tray),
            copies = json.part("copies").list { one0 -> one0.int() },
        )
    }
}

/** The papers of a class, or of all. */
public data class Papers(
    /** Candidates. */
    public val candidates: Int,
    /** How many candidates there are of each kind. */
    public val attendance: Map<String, Int>,
    /** Papers that should be there: one of every candidate of whom nobody said otherwise. */
    public val expected: Int,
    /** Candidates of whom a paper is found. */
    public val found: Int,
    /** Papers that should be there, and are not. */
    public val missing: Int,
    /** Papers that are there, and should not be: second copies, and of candidates who were not there. */
    public val surplus: Int,
) : Value {
    override fun write(tray: Tray): JsonElement = record("candidates" to plain(candidates), "attendance" to map(attendance) { one0 -> plain(one0) }, "expected" to plain(expected), "found" to plain(found), "missing" to plain(missing), "surplus" to plain(surplus))

    public companion object : Reader<Papers>() {
        override fun read(json: JsonElement, tray: Tray): Papers =
            Papers(
            candidates = json.part("candidates").int(),
            attendance = json.part("attendance").mapping { one0 -> one0.int() },
            expected = json.part("expected").int(),
            found = json.part("found").int(),
            missing = json.part("missing").int(),
            surplus = json.part("surplus").int(),
        )
    }
}

/** A candidate who could have written a copy. */
public data class Proposal(
    /** Who. */
    public val candidate: Candidate,
    /** How well what was read fits: 0..=1. */
    public val score: Double,
    /** How alike the names are: 0..=1. */
    public val name: Double,
    /** The birth date. */
    public val birthDate: Agreement,
    /** The candidate number. */
    public val number: Agreement,
    /** Another copy that this candidate has. */
    public val otherCopy: Int? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("candidate" to candidate.write(tray), "score" to plain(score), "name" to plain(name), "birth_date" to birthDate.write(tray), "number" to number.write(tray), "other_copy" to otherCopy?.let { plain(it) })

    public companion object : Reader<Proposal>() {
        override fun read(json: JsonElement, tray: Tray): Proposal =
            Proposal(
            candidate = Candidate.read(json.part("candidate"), tray),
            score = json.part("score").float(),
            name = json.part("name").float(),
            birthDate = Agreement.read(json.part("birth_date"), tray),
            number = Agreement.read(json.part("number"), tray),
            otherCopy = json.maybe("other_copy")?.let { it.int() },
        )
    }
}

/** What was read in one header. What could not be read is left out. Never shown in `Debug`. */
public data class Reading(
    /** Birth date; in JSON a text that is none counts as not read. */
    public val birthDate: DateRead? = null,
    /** How likely each of them is right: 0..=1; anything else counts as 0. In JSON 1 where nothing is said. */
    public val confidence: Double = 1.0,
    /** First name. */
    public val firstName: String? = null,
    /** Surname. */
    public val lastName: String? = null,
    /** Candidate number. */
    public val number: String? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("birth_date" to birthDate?.let { it.write(tray) }, "confidence" to plain(confidence), "first_name" to firstName?.let { plain(it) }, "last_name" to lastName?.let { plain(it) }, "number" to number?.let { plain(it) })

    /**
     * How much more likely one candidate wrote both headers than two did: a natural logarithm of odds.
     * @param other What was read in another.
     * @throws KorrigoException what the engine refuses
     */
    public fun sameCandidate(other: Reading): Double =
        Call("roster::Reading::same_candidate")
            .with("this") { tray -> write(tray) }
            .with("other") { tray -> other.write(tray) }
            .run { json, tray -> json.float() }

    public companion object : Reader<Reading>() {
        override fun read(json: JsonElement, tray: Tray): Reading =
            Reading(
            birthDate = json.maybe("birth_date")?.let { DateRead.read(it, tray) },
            confidence = json.maybe("confidence")?.let { it.float() } ?: 1.0,
            firstName = json.maybe("first_name")?.let { it.text() },
            lastName = json.maybe("last_name")?.let { it.text() },
            number = json.maybe("number")?.let { it.text() },
        )
    }
}

/** The candidates of an exam, in the order of the list. */
public data class Roster(
    public val candidates: List<Candidate>,
    public val remarks: List<RosterRemark>,
) : Value {
    override fun write(tray: Tray): JsonElement = record("candidates" to list(candidates) { one0 -> one0.write(tray) }, "remarks" to list(remarks) { one0 -> one0.write(tray) })

    /**
     * Every text by which one of the candidates could be recognised, each once.
     * @throws KorrigoException what the engine refuses
     */
    public fun needles(): List<String> =
        Call("roster::Roster::needles")
            .with("this") { tray -> write(tray) }
            .run { json, tray -> json.list { one0 -> one0.text() } }

    /**
     * Finds whose copy is whose, for the whole class at once.
     * @param readings What was read of each copy.
     * @param copies Copies that are there beside the ones that were read.
     * @param onProgress Hears how many units of how many are done, on any thread.
     * @throws KorrigoException what the engine refuses
     */
    public suspend fun matchCopies(
        readings: List<CopyReading>,
        copies: List<Int> = emptyList(),
        onProgress: ProgressListener? = null,
    ): Matching =
        Call("roster::match_copies")
            .with("roster") { tray -> write(tray) }
            .with("readings") { tray -> list(readings) { one0 -> one0.write(tray) } }
            .with("copies") { tray -> list(copies) { one0 -> plain(one0) } }
            .await(onProgress, null) { json, tray -> Matching.read(json, tray) }

    public companion object : Reader<Roster>() {
        override fun read(json: JsonElement, tray: Tray): Roster =
            Roster(
            candidates = json.part("candidates").list { one0 -> Candidate.read(one0, tray) },
            remarks = json.part("remarks").list { one0 -> RosterRemark.read(one0, tray) },
        )

        /**
         * Reads the list of candidates as a school exports it: taken whole, or refused naming every bad line.
         * @param csv The file: CSV in UTF-8, UTF-16 or Windows-1252.
         * @param limits What reading it may cost.
         * @throws KorrigoException what the engine refuses
         */
        public fun read(csv: Bytes, limits: Limits? = null): Roster =
            Call("roster::Roster::read")
                .with("csv") { tray -> csv.write(tray) }
                .with("limits") { tray -> limits?.let { it.write(tray) } }
                .run { json, tray -> Roster.read(json, tray) }

        /**
         * A name as names are compared.
         * @param name The name.
         * @throws KorrigoException what the engine refuses
         */
        public fun normalise(name: String): String =
            Call("roster::normalise")
                .with("name") { tray -> plain(name) }
                .run { json, tray -> json.text() }
    }
}

/** What a person should know of a roster that was taken; lines only, nobody's name. */
public sealed interface RosterRemark : Value {
    /** The line has the candidate number, the e-mail address, or the name and birth date of an earlier line. */
    public data class Duplicate(
        /** The line. */
        public val line: Int,
        /** The earlier line. */
        public val first: Int,
        /** What is the same. */
        public val same: Same,
    ) : RosterRemark {
        override fun write(tray: Tray): JsonElement = record("kind" to JsonPrimitive("duplicate"), "line" to plain(line), "first" to plain(first), "same" to same.write(tray))
    }

    /** Nothing tells the surname from the first name: the first word was taken for the surname. */
    public data class NameGuessed(
        /** The line. */
        public val line: Int,
    ) : RosterRemark {
        override fun write(tray: Tray): JsonElement = record("kind" to JsonPrimitive("name_guessed"), "line" to plain(line))
    }


    public companion object : Reader<RosterRemark>() {
        override fun read(json: JsonElement, tray: Tray): RosterRemark =
            when (val which = json.tag("kind")) {
            "duplicate" -> Duplicate(
                line = json.part("line").int(),
                first = json.part("first").int(),
                same = Same.read(json.part("same"), tray),
            )
            "name_guessed" -> NameGuessed(
                line = json.part("line").int(),
            )
            else -> unknown(which)
        }
    }
}

/** What a person said of a candidate. */
public data class Said(
    /** The candidate's line of the list. */
    public val line: Int,
    /** Whether the candidate was there. */
    public val attendance: Attendance,
) : Value {
    override fun write(tray: Tray): JsonElement = record("line" to plain(line), "attendance" to attendance.write(tray))

    public companion object : Reader<Said>() {
        override fun read(json: JsonElement, tray: Tray): Said =
            Said(
            line = json.part("line").int(),
            attendance = Attendance.read(json.part("attendance"), tray),
        )
    }
}

/** What two lines of a roster share. */
public enum class Same(
    /** As it is written in JSON. */
    public val json: String,
) : Value {
    /** The e-mail address. */
    EMAIL("email"),
    /** Names and birth date. */
    NAME_AND_BIRTH_DATE("name_and_birth_date"),
    /** The candidate number. */
    NUMBER("number"),
    ;

    override fun write(tray: Tray): JsonElement = JsonPrimitive(json)

    public companion object : Reader<Same>() {
        override fun read(json: JsonElement, tray: Tray): Same =
            json.text().let { text -> entries.find { it.json == text } ?: unknown(text) }
    }
}

/** What keeps a counting sheet from being agreed. */
public enum class Unsettled(
    /** As it is written in JSON. */
    public val json: String,
) : Value {
    /** No paper is there, and nobody said why. */
    NO_PAPER("no_paper"),
    /** Said to be there, and no paper is found. */
    PAPER_MISSING("paper_missing"),
    /** Said not to be there, or to have handed in nothing, and a paper is found. */
    PAPER_SURPLUS("paper_surplus"),
    /** More than one copy. */
    SEVERAL_COPIES("several_copies"),
    ;

    override fun write(tray: Tray): JsonElement = JsonPrimitive(json)

    public companion object : Reader<Unsettled>() {
        override fun read(json: JsonElement, tray: Tray): Unsettled =
            json.text().let { text -> entries.find { it.json == text } ?: unknown(text) }
    }
}

/** What stands under `CountingSheet`. */
public object CountingSheet {
    /**
     * Counts papers found, expected, missing and surplus.
     * @param roster Who was expected.
     * @param matching Whose copy is whose.
     * @param said What a person said of candidates.
     * @throws KorrigoException what the engine refuses
     */
    public fun of(roster: Roster, matching: Matching, said: List<Said> = emptyList()): CountedSheet =
        Call("roster::CountingSheet::of")
            .with("roster") { tray -> roster.write(tray) }
            .with("matching") { tray -> matching.write(tray) }
            .with("said") { tray -> list(said) { one0 -> one0.write(tray) } }
            .run { json, tray -> CountedSheet.read(json, tray) }
}
