// Written by bindings-common/generate/kotlin.py from the table of calls: change that, not this.
@file:Suppress("LongParameterList", "MaxLineLength", "TooManyFunctions", "RedundantVisibilityModifier")

package org.korrigo

import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonPrimitive

/** A copy, or one question of it, with its markers. */
public data class Dealt(
    /** Which copy. */
    public val copy: CopyId,
    /** Who marks it. The second one is blind: the host shows neither what the other gave. */
    public val markers: List<ActorId>,
    /** Whether it found too few markers: each may not, or has enough. */
    public val left: Boolean,
    /** Which question of it; `None` for the whole copy. */
    public val question: String? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("copy" to copy.write(tray), "markers" to list(markers) { one0 -> one0.write(tray) }, "left" to plain(left), "question" to question?.let { plain(it) })

    public companion object : Reader<Dealt>() {
        override fun read(json: JsonElement, tray: Tray): Dealt =
            Dealt(
            copy = CopyId.read(json.part("copy"), tray),
            markers = json.part("markers").list { one0 -> ActorId.read(one0, tray) },
            left = json.part("left").bool(),
            question = json.maybe("question")?.let { it.text() },
        )
    }
}

/** How to deal out. */
public data class DispatchOptions(
    /** Which of all fair ways to take; kept with the answer. */
    public val seed: Long,
    /**
     * How many markers mark each copy without knowing of each other: 1, or 2 for double marking
     * (`exam::Tolerance` then says where they disagree).
     */
    public val markersPerCopy: Int,
) : Value {
    override fun write(tray: Tray): JsonElement = record("seed" to plain(seed), "markers_per_copy" to plain(markersPerCopy))

    public companion object : Reader<DispatchOptions>() {
        override fun read(json: JsonElement, tray: Tray): DispatchOptions =
            DispatchOptions(
            seed = json.part("seed").long(),
            markersPerCopy = json.part("markers_per_copy").int(),
        )
    }
}

/** Who marks what. */
public data class Dispatched(
    /** The seed it was made with. */
    public val seed: Long,
    /** Each copy with its markers, in the order given. */
    public val copies: List<Dealt>,
    /** What every marker has now, those before included, in the order given. */
    public val loads: List<Pair<ActorId, Int>>,
) : Value {
    override fun write(tray: Tray): JsonElement = record("seed" to plain(seed), "copies" to list(copies) { one0 -> one0.write(tray) }, "loads" to list(loads) { one0 -> tuple(one0.first.write(tray), plain(one0.second)) })

    /**
     * What found too few markers, in the order given.
     * @throws KorrigoException what the engine refuses
     */
    public fun left(): List<Dealt> =
        Call("dispatch::Dispatched::left")
            .with("this") { tray -> write(tray) }
            .run { json, tray -> json.list { one0 -> Dealt.read(one0, tray) } }

    public companion object : Reader<Dispatched>() {
        override fun read(json: JsonElement, tray: Tray): Dispatched =
            Dispatched(
            seed = json.part("seed").long(),
            copies = json.part("copies").list { one0 -> Dealt.read(one0, tray) },
            loads = json.part("loads").list { one0 -> Pair(ActorId.read(one0.at(0), tray), one0.at(1).int()) },
        )
    }
}

/** A marker. */
public data class Marker(
    /** Who. */
    public val id: ActorId,
    /** Copies that the marker has already. */
    public val load: Int = 0,
    /** The questions that the marker takes, where each is marked by itself; `None` for all. */
    public val questions: List<String>? = null,
    /** The most copies that the marker takes in all; `None` for no limit. */
    public val quota: Int? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("id" to id.write(tray), "load" to plain(load), "questions" to questions?.let { list(it) { one0 -> plain(one0) } }, "quota" to quota?.let { plain(it) })

    public companion object : Reader<Marker>() {
        override fun read(json: JsonElement, tray: Tray): Marker =
            Marker(
            id = ActorId.read(json.part("id"), tray),
            load = json.maybe("load")?.let { it.int() } ?: 0,
            questions = json.maybe("questions")?.let { it.list { one0 -> one0.text() } },
            quota = json.maybe("quota")?.let { it.int() },
        )
    }
}

/** A copy that nobody marks yet, or one question of it. */
public data class Waiting(
    /** Which. */
    public val copy: CopyId,
    /** Markers who may not mark it: the candidate's own teachers. */
    public val never: List<ActorId> = emptyList(),
    /** Higher ones are dealt out first, which matters when quotas are short. */
    public val priority: Int = 0,
    /**
     * The question or exercise, by the id of the scheme, where each is marked by itself; `None` for the whole
     * copy.
     */
    public val question: String? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("copy" to copy.write(tray), "never" to list(never) { one0 -> one0.write(tray) }, "priority" to plain(priority), "question" to question?.let { plain(it) })

    public companion object : Reader<Waiting>() {
        override fun read(json: JsonElement, tray: Tray): Waiting =
            Waiting(
            copy = CopyId.read(json.part("copy"), tray),
            never = json.maybe("never")?.let { it.list { one0 -> ActorId.read(one0, tray) } } ?: emptyList(),
            priority = json.maybe("priority")?.let { it.int() } ?: 0,
            question = json.maybe("question")?.let { it.text() },
        )

        /**
         * These copies, question by question.
         * @param copies The copies.
         * @param questions The questions, by the ids of the scheme.
         * @throws KorrigoException what the engine refuses
         */
        public fun byQuestion(copies: List<Waiting>, questions: List<String>): List<Waiting> =
            Call("dispatch::Waiting::by_question")
                .with("copies") { tray -> list(copies) { one0 -> one0.write(tray) } }
                .with("questions") { tray -> list(questions) { one0 -> plain(one0) } }
                .run { json, tray -> json.list { one0 -> Waiting.read(one0, tray) } }
    }
}

/** What stands under `Dispatch`. */
public object Dispatch {
    /**
     * Deals copies out so that loads differ as little as they can. The same seed and input give the same answer.
     * @param copies Copies that nobody marks yet, or questions of them.
     * @param markers The markers.
     * @param options How to deal out.
     * @throws KorrigoException what the engine refuses
     */
    public fun dispatch(copies: List<Waiting>, markers: List<Marker>, options: DispatchOptions): Dispatched =
        Call("dispatch::dispatch")
            .with("copies") { tray -> list(copies) { one0 -> one0.write(tray) } }
            .with("markers") { tray -> list(markers) { one0 -> one0.write(tray) } }
            .with("options") { tray -> options.write(tray) }
            .run { json, tray -> Dispatched.read(json, tray) }
}
