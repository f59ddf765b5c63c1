// Written by bindings-common/generate/kotlin.py from the table of calls: change that, not this.
@file:Suppress("LongParameterList", "MaxLineLength", "TooManyFunctions", "RedundantVisibilityModifier")

package org.korrigo

import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonPrimitive

/** A text of its own kind. */
@JvmInline
public value class ActorId(public val value: String) : Value {
    override fun toString(): String = value

    override fun write(tray: Tray): JsonElement = JsonPrimitive(value)

    public companion object : Reader<ActorId>() {
        override fun read(json: JsonElement, tray: Tray): ActorId =
            ActorId(json.text())
    }
}

/** One annotation. Its text and strokes are never shown in `Debug`. */
public data class Annotation(
    /** Its name. */
    public val id: AnnotationId,
    /** The page it lies on. */
    public val page: PageId,
    /** Who made it. */
    public val author: ActorId,
    /** What is drawn, and where: in displayed, normalised coordinates of the page, origin top left, y down. */
    public val shape: Shape,
    /** What is said. */
    public val content: String = "",
    /** The question it is about, by its id in the scheme: what the question got is shown beside the first. */
    public val question: String? = null,
    /** Points it gives or takes. */
    public val scoreDelta: Mark? = null,
    /** How often it was changed. */
    public val version: Long = 0L,
) : Value {
    override fun write(tray: Tray): JsonElement = record("id" to id.write(tray), "page" to page.write(tray), "author" to author.write(tray), "content" to plain(content), "question" to question?.let { plain(it) }, "score_delta" to scoreDelta?.let { it.write(tray) }, "version" to plain(version)) + shape.write(tray)

    /**
     * Refuses what cannot be drawn.
     * @throws KorrigoException what the engine refuses
     */
    public fun check(): Unit =
        Call("copy::Annotation::check")
            .with("this") { tray -> write(tray) }
            .run { json, tray -> json.orNull()?.let { one0 -> Unit } }

    public companion object : Reader<Annotation>() {
        override fun read(json: JsonElement, tray: Tray): Annotation =
            Annotation(
            id = AnnotationId.read(json.part("id"), tray),
            page = PageId.read(json.part("page"), tray),
            author = ActorId.read(json.part("author"), tray),
            content = json.maybe("content")?.let { it.text() } ?: "",
            question = json.maybe("question")?.let { it.text() },
            scoreDelta = json.maybe("score_delta")?.let { Mark.read(it, tray) },
            version = json.maybe("version")?.let { it.long() } ?: 0L,
            shape = Shape.read(json, tray),
        )
    }
}

/** A text of its own kind. */
@JvmInline
public value class AnnotationId(public val value: String) : Value {
    override fun toString(): String = value

    override fun write(tray: Tray): JsonElement = JsonPrimitive(value)

    public companion object : Reader<AnnotationId>() {
        override fun read(json: JsonElement, tray: Tray): AnnotationId =
            AnnotationId(json.text())
    }
}

/** A text of its own kind. */
@JvmInline
public value class ChainHash(public val value: String) : Value {
    override fun toString(): String = value

    override fun write(tray: Tray): JsonElement = JsonPrimitive(value)

    public companion object : Reader<ChainHash>() {
        override fun read(json: JsonElement, tray: Tray): ChainHash =
            ChainHash(json.text())
    }
}

/** The heads of all chains of an exam at one moment, chained themselves. */
public data class Checkpoint(
    /** Its place among the checkpoints of the exam, from 0. */
    public val sequence: Long,
    /** When, by the store's clock. */
    public val at: Timestamp,
    /** Why: release, export, or because it was time. */
    public val reason: String,
    /** The last link of every copy that has one: its number and hash. */
    public val heads: Map<String, Pair<Long, ChainHash>>,
    /** The hash of the checkpoint before; zeros for the first. */
    public val previous: ChainHash,
    /** The hash of all of this. */
    public val hash: ChainHash,
) : Value {
    override fun write(tray: Tray): JsonElement = record("sequence" to plain(sequence), "at" to at.write(tray), "reason" to plain(reason), "heads" to map(heads) { one0 -> tuple(plain(one0.first), one0.second.write(tray)) }, "previous" to previous.write(tray), "hash" to hash.write(tray))

    public companion object : Reader<Checkpoint>() {
        override fun read(json: JsonElement, tray: Tray): Checkpoint =
            Checkpoint(
            sequence = json.part("sequence").long(),
            at = Timestamp.read(json.part("at"), tray),
            reason = json.part("reason").text(),
            heads = json.part("heads").mapping { one0 -> Pair(one0.at(0).long(), ChainHash.read(one0.at(1), tray)) },
            previous = ChainHash.read(json.part("previous"), tray),
            hash = ChainHash.read(json.part("hash"), tray),
        )

        /**
         * The next checkpoint of an exam.
         * @param exam The host's id of the exam.
         * @param at When, by the store's clock.
         * @param reason Why: release, export, or because it was time.
         * @param heads The last link of every copy that has one: its number and hash.
         * @param last The checkpoint before; left out for the first.
         * @throws KorrigoException what the engine refuses
         */
        public fun next(
            exam: String,
            at: Timestamp,
            reason: String,
            heads: Map<String, Pair<Long, ChainHash>>,
            last: Checkpoint? = null,
        ): Checkpoint =
            Call("copy::Checkpoint::next")
                .with("exam") { tray -> plain(exam) }
                .with("at") { tray -> at.write(tray) }
                .with("reason") { tray -> plain(reason) }
                .with("heads") { tray -> map(heads) { one0 -> tuple(plain(one0.first), one0.second.write(tray)) } }
                .with("last") { tray -> last?.let { it.write(tray) } }
                .run { json, tray -> Checkpoint.read(json, tray) }
    }
}

/** The right to make the final PDF. */
public data class Claim(
    /** Whose marking it is. */
    public val marker: ActorId,
    /** The attempt, from 1. */
    public val attempt: Long,
    /** When it began. */
    public val since: Timestamp,
) : Value {
    override fun write(tray: Tray): JsonElement = record("marker" to marker.write(tray), "attempt" to plain(attempt), "since" to since.write(tray))

    public companion object : Reader<Claim>() {
        override fun read(json: JsonElement, tray: Tray): Claim =
            Claim(
            marker = ActorId.read(json.part("marker"), tray),
            attempt = json.part("attempt").long(),
            since = Timestamp.read(json.part("since"), tray),
        )
    }
}

/** What is asked. `token` proves the lock under which something is written; left out, it is refused. */
public sealed interface Command : Value {
    /** Add pages at the end. */
    public data class Staple(
        /** The pages. */
        public val pages: List<PageId>,
    ) : Command {
        override fun write(tray: Tray): JsonElement = record("command" to JsonPrimitive("staple"), "pages" to list(pages) { one0 -> one0.write(tray) })
    }

    /** Say that the copy can be marked. */
    public data object Validate : Command {
        override fun write(tray: Tray): JsonElement = record("command" to JsonPrimitive("validate"))
    }

    /** Set the copy aside. */
    public data class Quarantine(
        /** Why. */
        public val reason: String,
    ) : Command {
        override fun write(tray: Tray): JsonElement = record("command" to JsonPrimitive("quarantine"), "reason" to plain(reason))
    }

    /** Take it back. */
    public data object LeaveQuarantine : Command {
        override fun write(tray: Tray): JsonElement = record("command" to JsonPrimitive("leave_quarantine"))
    }

    /** Give the copy to a marker, or to nobody. */
    public data class Dispatch(
        /** The marker. */
        public val marker: ActorId? = null,
    ) : Command {
        override fun write(tray: Tray): JsonElement = record("command" to JsonPrimitive("dispatch"), "marker" to marker?.let { it.write(tray) })
    }

    /** Say whose copy it is: the host's id of the candidate, never a name. */
    public data class Identify(
        /** The candidate. */
        public val candidate: String? = null,
    ) : Command {
        override fun write(tray: Tray): JsonElement = record("command" to JsonPrimitive("identify"), "candidate" to candidate?.let { plain(it) })
    }

    /** Give the copy these tags and no others. */
    public data class Tag(
        /** All of them. */
        public val tags: List<String>,
    ) : Command {
        override fun write(tray: Tray): JsonElement = record("command" to JsonPrimitive("tag"), "tags" to list(tags) { one0 -> plain(one0) })
    }

    /** Take the lock, or extend one's own. */
    public data class Lock(
        /** Take the copy offline: the lock then lives up to 72 h. */
        public val offline: Boolean = false,
        /** How long it lives. */
        public val ttl: Ttl = Ttl(600L),
    ) : Command {
        override fun write(tray: Tray): JsonElement = record("command" to JsonPrimitive("lock"), "offline" to plain(offline), "ttl" to ttl.write(tray))
    }

    /** Extend the lock. */
    public data class Heartbeat(
        /** The token. */
        public val token: LockToken? = null,
        /** How long it lives from now on. */
        public val ttl: Ttl = Ttl(600L),
    ) : Command {
        override fun write(tray: Tray): JsonElement = record("command" to JsonPrimitive("heartbeat"), "token" to token?.let { it.write(tray) }, "ttl" to ttl.write(tray))
    }

    /** Let the lock go. */
    public data class ReleaseLock(
        /** The token. */
        public val token: LockToken? = null,
    ) : Command {
        override fun write(tray: Tray): JsonElement = record("command" to JsonPrimitive("release_lock"), "token" to token?.let { it.write(tray) })
    }

    /** End somebody's lock. */
    public data class ForceUnlock(
        /** Why. */
        public val reason: String,
    ) : Command {
        override fun write(tray: Tray): JsonElement = record("command" to JsonPrimitive("force_unlock"), "reason" to plain(reason))
    }

    /** End the lock if its time is over: for whoever tidies. */
    public data object Reap : Command {
        override fun write(tray: Tray): JsonElement = record("command" to JsonPrimitive("reap"))
    }

    /**
     * Save what is being typed. A window sends the next when this one was answered, so that none overtakes
     * another.
     */
    public data class SaveDraft(
        /** The window or device. */
        public val clientId: String,
        /** The revision that it builds on; 0 for the first. */
        public val basedOn: Long,
        /** What was typed. */
        public val content: String,
        /** The token. */
        public val token: LockToken? = null,
    ) : Command {
        override fun write(tray: Tray): JsonElement = record("command" to JsonPrimitive("save_draft"), "client_id" to plain(clientId), "based_on" to plain(basedOn), "content" to plain(content), "token" to token?.let { it.write(tray) })
    }

    /** Let a rival version of the own draft go. */
    public data class DropRival(
        /** The window or device that had saved it. */
        public val clientId: String,
        /** Which of its versions was seen: `Rival::version`. */
        public val version: Long,
    ) : Command {
        override fun write(tray: Tray): JsonElement = record("command" to JsonPrimitive("drop_rival"), "client_id" to plain(clientId), "version" to plain(version))
    }

    /** Let the own draft go, when it holds no rival. */
    public data class DropDraft(
        /** The revision that was seen. */
        public val revision: Long,
    ) : Command {
        override fun write(tray: Tray): JsonElement = record("command" to JsonPrimitive("drop_draft"), "revision" to plain(revision))
    }

    /** Make an annotation. */
    public data class CreateAnnotation(
        /** It; author and version are set by the machine. */
        public val annotation: Annotation,
        /** The token. */
        public val token: LockToken? = null,
    ) : Command {
        override fun write(tray: Tray): JsonElement = record("command" to JsonPrimitive("create_annotation"), "annotation" to annotation.write(tray), "token" to token?.let { it.write(tray) })
    }

    /** Change an annotation. What is left out stays. */
    public data class UpdateAnnotation(
        /** Which. */
        public val id: AnnotationId,
        /** The version that was seen. */
        public val version: Long,
        /** Another text. */
        public val content: String? = null,
        /** Other points; `Some(None)` takes them away. */
        public val scoreDelta: Mark? = null,
        /** Another shape. */
        public val shape: Shape? = null,
        /** The token. */
        public val token: LockToken? = null,
    ) : Command {
        override fun write(tray: Tray): JsonElement = record("command" to JsonPrimitive("update_annotation"), "id" to id.write(tray), "version" to plain(version), "content" to content?.let { plain(it) }, "score_delta" to scoreDelta?.let { it.write(tray) }, "shape" to shape?.let { it.write(tray) }, "token" to token?.let { it.write(tray) })
    }

    /** Take an annotation away. */
    public data class DeleteAnnotation(
        /** Which. */
        public val id: AnnotationId,
        /** The version that was seen. */
        public val version: Long,
        /** The token. */
        public val token: LockToken? = null,
    ) : Command {
        override fun write(tray: Tray): JsonElement = record("command" to JsonPrimitive("delete_annotation"), "id" to id.write(tray), "version" to plain(version), "token" to token?.let { it.write(tray) })
    }

    /** Score a question, or take its score back. */
    public data class Score(
        /** Which. */
        public val question: String,
        /** What it gets. */
        public val score: org.korrigo.Score? = null,
        /** The token. */
        public val token: LockToken? = null,
    ) : Command {
        override fun write(tray: Tray): JsonElement = record("command" to JsonPrimitive("score"), "question" to plain(question), "score" to score?.let { it.write(tray) }, "token" to token?.let { it.write(tray) })
    }

    /** Write a remark on a question, or take it back. */
    public data class Remark(
        /** Which. */
        public val question: String,
        /** The remark. */
        public val text: String? = null,
        /** The token. */
        public val token: LockToken? = null,
    ) : Command {
        override fun write(tray: Tray): JsonElement = record("command" to JsonPrimitive("remark"), "question" to plain(question), "text" to text?.let { plain(it) }, "token" to token?.let { it.write(tray) })
    }

    /** Write the general comment. */
    public data class Appreciation(
        /** The comment. */
        public val text: String,
        /** The token. */
        public val token: LockToken? = null,
    ) : Command {
        override fun write(tray: Tray): JsonElement = record("command" to JsonPrimitive("appreciation"), "text" to plain(text), "token" to token?.let { it.write(tray) })
    }

    /** Declare the marking done. */
    public data class Finalize(
        /** The revision that was seen. */
        public val revision: Long,
        /** Scores, remarks and general comment to write first. */
        public val scores: Scores? = null,
        /** The token. */
        public val token: LockToken? = null,
    ) : Command {
        override fun write(tray: Tray): JsonElement = record("command" to JsonPrimitive("finalize"), "revision" to plain(revision), "scores" to scores?.let { it.write(tray) }, "token" to token?.let { it.write(tray) })
    }

    /** Make the final PDF after a failure once more. */
    public data object Retry : Command {
        override fun write(tray: Tray): JsonElement = record("command" to JsonPrimitive("retry"))
    }

    /** Make the final PDF that nobody seems to be making any more. */
    public data object Recover : Command {
        override fun write(tray: Tray): JsonElement = record("command" to JsonPrimitive("recover"))
    }

    /** The final PDF is stored. */
    public data class Store(
        /** The attempt that made it. */
        public val attempt: Long,
        /** It. */
        public val result: FinalResult,
    ) : Command {
        override fun write(tray: Tray): JsonElement = record("command" to JsonPrimitive("store"), "attempt" to plain(attempt), "result" to result.write(tray))
    }

    /** The final PDF could not be made. */
    public data class Fail(
        /** The attempt. */
        public val attempt: Long,
        /** What went wrong. */
        public val message: String,
    ) : Command {
        override fun write(tray: Tray): JsonElement = record("command" to JsonPrimitive("fail"), "attempt" to plain(attempt), "message" to plain(message))
    }

    /** Open a graded copy again. */
    public data class Reopen(
        /** Why. */
        public val reason: String,
    ) : Command {
        override fun write(tray: Tray): JsonElement = record("command" to JsonPrimitive("reopen"), "reason" to plain(reason))
    }


    public companion object : Reader<Command>() {
        override fun read(json: JsonElement, tray: Tray): Command =
            when (val which = json.tag("command")) {
            "staple" -> Staple(
                pages = json.part("pages").list { one0 -> PageId.read(one0, tray) },
            )
            "validate" -> Validate
            "quarantine" -> Quarantine(
                reason = json.part("reason").text(),
            )
            "leave_quarantine" -> LeaveQuarantine
            "dispatch" -> Dispatch(
                marker = json.maybe("marker")?.let { ActorId.read(it, tray) },
            )
            "identify" -> Identify(
                candidate = json.maybe("candidate")?.let { it.text() },
            )
            "tag" -> Tag(
                tags = json.part("tags").list { one0 -> one0.text() },
            )
            "lock" -> Lock(
                offline = json.maybe("offline")?.let { it.bool() } ?: false,
                ttl = json.maybe("ttl")?.let { Ttl.read(it, tray) } ?: Ttl(600L),
            )
            "heartbeat" -> Heartbeat(
                token = json.maybe("token")?.let { LockToken.read(it, tray) },
                ttl = json.maybe("ttl")?.let { Ttl.read(it, tray) } ?: Ttl(600L),
            )
            "release_lock" -> ReleaseLock(
                token = json.maybe("token")?.let { LockToken.read(it, tray) },
            )
            "force_unlock" -> ForceUnlock(
                reason = json.part("reason").text(),
            )
            "reap" -> Reap
            "save_draft" -> SaveDraft(
                clientId = json.part("client_id").text(),
                basedOn = json.part("based_on").long(),
                content = json.part("content").text(),
                token = json.maybe("token")?.let { LockToken.read(it, tray) },
            )
            "drop_rival" -> DropRival(
                clientId = json.part("client_id").text(),
                version = json.part("version").long(),
            )
            "drop_draft" -> DropDraft(
                revision = json.part("revision").long(),
            )
            "create_annotation" -> CreateAnnotation(
                annotation = Annotation.read(json.part("annotation"), tray),
                token = json.maybe("token")?.let { LockToken.read(it, tray) },
            )
            "update_annotation" -> UpdateAnnotation(
                id = AnnotationId.read(json.part("id"), tray),
                version = json.part("version").long(),
                content = json.maybe("content")?.let { it.text() },
                scoreDelta = json.maybe("score_delta")?.let { Mark.read(it, tray) },
                shape = json.maybe("shape")?.let { Shape.read(it, tray) },
                token = json.maybe("token")?.let { LockToken.read(it, tray) },
            )
            "delete_annotation" -> DeleteAnnotation(
                id = AnnotationId.read(json.part("id"), tray),
                version = json.part("version").long(),
                token = json.maybe("token")?.let { LockToken.read(it, tray) },
            )
            "score" -> Score(
                question = json.part("question").text(),
                score = json.maybe("score")?.let { org.korrigo.Score.read(it, tray) },
                token = json.maybe("token")?.let { LockToken.read(it, tray) },
            )
            "remark" -> Remark(
                question = json.part("question").text(),
                text = json.maybe("text")?.let { it.text() },
                token = json.maybe("token")?.let { LockToken.read(it, tray) },
            )
            "appreciation" -> Appreciation(
                text = json.part("text").text(),
                token = json.maybe("token")?.let { LockToken.read(it, tray) },
            )
            "finalize" -> Finalize(
                revision = json.part("revision").long(),
                scores = json.maybe("scores")?.let { Scores.read(it, tray) },
                token = json.maybe("token")?.let { LockToken.read(it, tray) },
            )
            "retry" -> Retry
            "recover" -> Recover
            "store" -> Store(
                attempt = json.part("attempt").long(),
                result = FinalResult.read(json.part("result"), tray),
            )
            "fail" -> Fail(
                attempt = json.part("attempt").long(),
                message = json.part("message").text(),
            )
            "reopen" -> Reopen(
                reason = json.part("reason").text(),
            )
            else -> unknown(which)
        }
    }
}

/** Who asks, when, and what the machine cannot know itself. */
public data class Context(
    /** Now, by the store's clock. */
    public val now: Timestamp,
    /** Who asks. */
    public val actor: ActorId,
    /** What that person or service may do. */
    public val role: Role,
    /** A fresh token, in case a lock is granted: 32 hexadecimal digits of 16 random bytes. */
    public val newToken: LockToken,
    /** The exam's marking scheme, where it has one. */
    public val scheme: Scheme? = null,
    /** The copy's subject, where the exam has several. */
    public val variant: String? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("now" to now.write(tray), "actor" to actor.write(tray), "role" to role.write(tray), "new_token" to newToken.write(tray), "scheme" to scheme?.let { it.write(tray) }, "variant" to variant?.let { plain(it) })

    public companion object : Reader<Context>() {
        override fun read(json: JsonElement, tray: Tray): Context =
            Context(
            now = Timestamp.read(json.part("now"), tray),
            actor = ActorId.read(json.part("actor"), tray),
            role = Role.read(json.part("role"), tray),
            newToken = LockToken.read(json.part("new_token"), tray),
            scheme = json.maybe("scheme")?.let { Scheme.read(it, tray) },
            variant = json.maybe("variant")?.let { it.text() },
        )
    }
}

/**
 * A copy. What is written about a candidate is never shown in `Debug`.
 * In memory it holds the plain token of its lock: it is for whoever keeps copies alone. Serialised it holds the
 * hash.
 */
public data class Copy(
    /** Its name. */
    public val id: CopyId,
    /** How many events made it what it is: what optimistic stores compare. */
    public val version: Long,
    /** Where it stands; see `Copy::status`. */
    public val stage: Stage,
    /** Its pages, in order. */
    public val pages: List<PageId>,
    /** How often it was opened again. */
    public val revision: Long,
    /** Tags. */
    public val tags: List<String>,
    /** The grant of the last lock. */
    public val fence: Fence,
    /** Drafts, by marker. */
    public val drafts: Map<String, Draft>,
    /** Annotations. */
    public val annotations: Map<String, Annotation>,
    /** Scores, remarks and general comment. */
    public val scores: Scores,
    /** Every final PDF, in order of revisions. */
    public val results: List<FinalResult>,
    /** The last command taken in of every device that worked offline. */
    public val synced: Map<String, Long>,
    /** Whose copy it is: the host's id. */
    public val candidate: String? = null,
    /** The last lock; it may have ended: see `Copy::lock`. */
    public val lastLock: Lock? = null,
    /** Whose it is to mark. */
    public val marker: ActorId? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("id" to id.write(tray), "version" to plain(version), "stage" to stage.write(tray), "pages" to list(pages) { one0 -> one0.write(tray) }, "revision" to plain(revision), "tags" to list(tags) { one0 -> plain(one0) }, "fence" to fence.write(tray), "drafts" to map(drafts) { one0 -> one0.write(tray) }, "annotations" to map(annotations) { one0 -> one0.write(tray) }, "scores" to scores.write(tray), "results" to list(results) { one0 -> one0.write(tray) }, "synced" to map(synced) { one0 -> plain(one0) }, "candidate" to candidate?.let { plain(it) }, "last_lock" to lastLock?.let { it.write(tray) }, "marker" to marker?.let { it.write(tray) })

    /**
     * The copy after these events. As JSON a copy holds the hash of its lock's token, never the token.
     * @param events What happened, in order.
     * @throws KorrigoException what the engine refuses
     */
    public fun apply(events: List<Event>): Copy =
        Call("copy::Copy::apply")
            .with("this") { tray -> write(tray) }
            .with("events") { tray -> list(events) { one0 -> one0.write(tray) } }
            .run { json, tray -> Copy.read(json, tray) }

    /**
     * The lock that holds at a moment.
     * @param now The moment.
     * @throws KorrigoException what the engine refuses
     */
    public fun lock(now: Timestamp): Lock? =
        Call("copy::Copy::lock")
            .with("this") { tray -> write(tray) }
            .with("now") { tray -> now.write(tray) }
            .run { json, tray -> json.orNull()?.let { one0 -> Lock.read(one0, tray) } }

    /**
     * Where the copy stands at a moment.
     * @param now The moment.
     * @throws KorrigoException what the engine refuses
     */
    public fun status(now: Timestamp): Status =
        Call("copy::Copy::status")
            .with("this") { tray -> write(tray) }
            .with("now") { tray -> now.write(tray) }
            .run { json, tray -> Status.read(json, tray) }

    /**
     * Decides about a command: what happens, or why it may not. Nothing changes until the events are applied.
     * @param command What is asked.
     * @param context Who asks, and when.
     * @throws KorrigoException what the engine refuses
     */
    public fun decide(command: Command, context: Context): Decided =
        Call("copy::decide")
            .with("copy") { tray -> write(tray) }
            .with("command") { tray -> command.write(tray) }
            .with("context") { tray -> context.write(tray) }
            .run { json, tray -> Decided.read(json, tray) }

    /**
     * Takes in what was done offline; what cannot be done is kept beside the marker's draft.
     * @param batch What was done offline.
     * @param context Who asks, and when.
     * @throws KorrigoException what the engine refuses
     */
    public fun sync(batch: OfflineBatch, context: Context): Synced =
        Call("copy::sync")
            .with("copy") { tray -> write(tray) }
            .with("batch") { tray -> batch.write(tray) }
            .with("context") { tray -> context.write(tray) }
            .run { json, tray -> Synced.read(json, tray) }

    public companion object : Reader<Copy>() {
        override fun read(json: JsonElement, tray: Tray): Copy =
            Copy(
            id = CopyId.read(json.part("id"), tray),
            version = json.part("version").long(),
            stage = Stage.read(json.part("stage"), tray),
            pages = json.part("pages").list { one0 -> PageId.read(one0, tray) },
            revision = json.part("revision").long(),
            tags = json.part("tags").list { one0 -> one0.text() },
            fence = Fence.read(json.part("fence"), tray),
            drafts = json.part("drafts").mapping { one0 -> Draft.read(one0, tray) },
            annotations = json.part("annotations").mapping { one0 -> Annotation.read(one0, tray) },
            scores = Scores.read(json.part("scores"), tray),
            results = json.part("results").list { one0 -> FinalResult.read(one0, tray) },
            synced = json.part("synced").mapping { one0 -> one0.long() },
            candidate = json.maybe("candidate")?.let { it.text() },
            lastLock = json.maybe("last_lock")?.let { Lock.read(it, tray) },
            marker = json.maybe("marker")?.let { ActorId.read(it, tray) },
        )

        /**
         * A new copy with these pages.
         * @param id Its name.
         * @param pages Its pages, in order.
         * @throws KorrigoException what the engine refuses
         */
        public fun create(id: CopyId, pages: List<PageId>): Copy =
            Call("copy::Copy::new")
                .with("id") { tray -> id.write(tray) }
                .with("pages") { tray -> list(pages) { one0 -> one0.write(tray) } }
                .run { json, tray -> Copy.read(json, tray) }

        /**
         * Joins two copies of one candidate: nothing moves off its page.
         * @param into The copy that stays.
         * @param from The copy whose pages it gets.
         * @param context Who asks, and when.
         * @throws KorrigoException what the engine refuses
         */
        public fun merge(into: Copy, from: Copy, context: Context): Joined =
            Call("copy::merge")
                .with("into") { tray -> into.write(tray) }
                .with("from") { tray -> from.write(tray) }
                .with("context") { tray -> context.write(tray) }
                .run { json, tray -> Joined.read(json, tray) }

        /**
         * Looks whether the chain of a copy is whole and unchanged.
         * @param copy The copy.
         * @param links Its links, in order.
         * @param payloads The payloads that are still there.
         * @throws KorrigoException what the engine refuses
         */
        public fun verify(copy: CopyId, links: List<Link>, payloads: List<LinkPayload>): Verified =
            Call("copy::verify")
                .with("copy") { tray -> copy.write(tray) }
                .with("links") { tray -> list(links) { one0 -> one0.write(tray) } }
                .with("payloads") { tray -> list(payloads) { one0 -> one0.write(tray) } }
                .run { json, tray -> Verified.read(json, tray) }

        /**
         * What is wrong with the checkpoints of an exam, or with the heads that they name.
         * @param exam The host's id of the exam.
         * @param checkpoints Its checkpoints, in order.
         * @param links The chains of its copies.
         * @throws KorrigoException what the engine refuses
         */
        public fun verifyCheckpoints(
            exam: String,
            checkpoints: List<Checkpoint>,
            links: Map<String, List<Link>>,
        ): List<ChainFault> =
            Call("copy::verify_checkpoints")
                .with("exam") { tray -> plain(exam) }
                .with("checkpoints") { tray -> list(checkpoints) { one0 -> one0.write(tray) } }
                .with("links") { tray -> map(links) { one0 -> list(one0) { one1 -> one1.write(tray) } } }
                .run { json, tray -> json.list { one0 -> ChainFault.read(one0, tray) } }
    }
}

/** A text of its own kind. */
@JvmInline
public value class CopyId(public val value: String) : Value {
    override fun toString(): String = value

    override fun write(tray: Tray): JsonElement = JsonPrimitive(value)

    public companion object : Reader<CopyId>() {
        override fun read(json: JsonElement, tray: Tray): CopyId =
            CopyId(json.text())
    }
}

/** What was decided. */
public data class Decided(
    /** What happens, to be appended as one. */
    public val events: List<Event>,
    /** The token of the lock, when one is granted, for its owner alone: events and copies hold its hash. */
    public val token: LockToken? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("events" to list(events) { one0 -> one0.write(tray) }, "token" to token?.let { it.write(tray) })

    public companion object : Reader<Decided>() {
        override fun read(json: JsonElement, tray: Tray): Decided =
            Decided(
            events = json.part("events").list { one0 -> Event.read(one0, tray) },
            token = json.maybe("token")?.let { LockToken.read(it, tray) },
        )
    }
}

/** The draft of one marker for one copy. Its content is never shown in `Debug`. */
public data class Draft(
    /** Grows by one with every save. */
    public val revision: Long,
    /** The window or device that saved it. */
    public val clientId: String,
    /** When it was saved. */
    public val saved: Timestamp,
    /** The lock under which it was saved. */
    public val fence: Fence,
    /** What the client wrote: annotation in progress, scores, remarks, appreciation. Opaque. */
    public val content: String,
    /** Versions that were saved on top of an older revision: kept until somebody looked at them. */
    public val rivals: List<Rival> = emptyList(),
) : Value {
    override fun write(tray: Tray): JsonElement = record("revision" to plain(revision), "client_id" to plain(clientId), "saved" to saved.write(tray), "fence" to fence.write(tray), "content" to plain(content), "rivals" to list(rivals) { one0 -> one0.write(tray) })

    public companion object : Reader<Draft>() {
        override fun read(json: JsonElement, tray: Tray): Draft =
            Draft(
            revision = json.part("revision").long(),
            clientId = json.part("client_id").text(),
            saved = Timestamp.read(json.part("saved"), tray),
            fence = Fence.read(json.part("fence"), tray),
            content = json.part("content").text(),
            rivals = json.maybe("rivals")?.let { it.list { one0 -> Rival.read(one0, tray) } } ?: emptyList(),
        )
    }
}

/** Something that happened: when, by whom, under which lock, and what. */
public data class Event(
    /** When, by the store's clock. */
    public val at: Timestamp,
    /** By whom. */
    public val actor: ActorId,
    /** What happened. */
    public val fact: Fact,
    /** Under which grant of the lock, for what is written under one. */
    public val fence: Fence? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("at" to at.write(tray), "actor" to actor.write(tray), "fence" to fence?.let { it.write(tray) }) + fact.write(tray)

    public companion object : Reader<Event>() {
        override fun read(json: JsonElement, tray: Tray): Event =
            Event(
            at = Timestamp.read(json.part("at"), tray),
            actor = ActorId.read(json.part("actor"), tray),
            fence = json.maybe("fence")?.let { Fence.read(it, tray) },
            fact = Fact.read(json, tray),
        )
    }
}

/** What happened. */
public sealed interface Fact : Value {
    /** The copy got pages at its end. */
    public data class Staple(
        /** The pages. */
        public val pages: List<PageId>,
        /** Annotations that came with them. */
        public val annotations: List<Annotation>,
        /** The copy they came from, when they did. */
        public val from: CopyId? = null,
    ) : Fact {
        override fun write(tray: Tray): JsonElement = record("event" to JsonPrimitive("STAPLE"), "pages" to list(pages) { one0 -> one0.write(tray) }, "annotations" to list(annotations) { one0 -> one0.write(tray) }, "from" to from?.let { it.write(tray) })
    }

    /** The copy gave all its pages to another. */
    public data class Merged(
        /** The other. */
        public val into: CopyId,
    ) : Fact {
        override fun write(tray: Tray): JsonElement = record("event" to JsonPrimitive("MERGED"), "into" to into.write(tray))
    }

    /** Somebody looked at the copy: it can be marked. */
    public data object Validate : Fact {
        override fun write(tray: Tray): JsonElement = record("event" to JsonPrimitive("VALIDATE"))
    }

    /** The copy is set aside. */
    public data class Quarantine(
        /** Why. */
        public val reason: String,
    ) : Fact {
        override fun write(tray: Tray): JsonElement = record("event" to JsonPrimitive("QUARANTINE"), "reason" to plain(reason))
    }

    /** The copy is no longer set aside. */
    public data object LeaveQuarantine : Fact {
        override fun write(tray: Tray): JsonElement = record("event" to JsonPrimitive("LEAVE_QUARANTINE"))
    }

    /** The copy was given to a marker, or to nobody. */
    public data class Dispatch(
        /** The marker. */
        public val marker: ActorId? = null,
    ) : Fact {
        override fun write(tray: Tray): JsonElement = record("event" to JsonPrimitive("DISPATCH"), "marker" to marker?.let { it.write(tray) })
    }

    /** Whose copy it is became known, or unknown again. The host's id of a candidate: never a name. */
    public data class Identify(
        /** The candidate. */
        public val candidate: String? = null,
    ) : Fact {
        override fun write(tray: Tray): JsonElement = record("event" to JsonPrimitive("IDENTIFY"), "candidate" to candidate?.let { plain(it) })
    }

    /** The copy has these tags now. */
    public data class Tag(
        /** All of them. */
        public val tags: List<String>,
    ) : Fact {
        override fun write(tray: Tray): JsonElement = record("event" to JsonPrimitive("TAG"), "tags" to list(tags) { one0 -> plain(one0) })
    }

    /** A lock was granted. */
    public data class Lock(
        /** Its token, as a hash. */
        public val token: SealedToken,
        /** Which grant it is. */
        public val granted: Fence,
        /** When it ends. */
        public val expires: Timestamp,
        /** Whether it was taken offline. */
        public val offline: Boolean,
    ) : Fact {
        override fun write(tray: Tray): JsonElement = record("event" to JsonPrimitive("LOCK"), "token" to token.write(tray), "granted" to granted.write(tray), "expires" to expires.write(tray), "offline" to plain(offline))
    }

    /** A lock lives longer. Stored, not chained. */
    public data class Heartbeat(
        /** When it ends now. */
        public val expires: Timestamp,
    ) : Fact {
        override fun write(tray: Tray): JsonElement = record("event" to JsonPrimitive("HEARTBEAT"), "expires" to expires.write(tray))
    }

    /** A lock ended. */
    public data class Unlock(
        /** How. */
        public val reason: UnlockReason,
    ) : Fact {
        override fun write(tray: Tray): JsonElement = record("event" to JsonPrimitive("UNLOCK"), "reason" to reason.write(tray))
    }

    /** An administrator ended somebody's lock. */
    public data class ForceUnlock(
        /** Whose. */
        public val owner: ActorId,
        /** Why. */
        public val reason: String,
    ) : Fact {
        override fun write(tray: Tray): JsonElement = record("event" to JsonPrimitive("FORCE_UNLOCK"), "owner" to owner.write(tray), "reason" to plain(reason))
    }

    /** A draft was saved. Stored, not chained. */
    public data class SaveDraft(
        /** Its revision now. */
        public val revision: Long,
        /** The window or device. */
        public val clientId: String,
        /** What was typed. */
        public val content: String,
    ) : Fact {
        override fun write(tray: Tray): JsonElement = record("event" to JsonPrimitive("SAVE_DRAFT"), "revision" to plain(revision), "client_id" to plain(clientId), "content" to plain(content))
    }

    /**
     * A draft was saved on top of an older revision, or after the lock was lost: both are kept. Stored, not
     * chained.
     */
    public data class ForkDraft(
        /** The revision it was based on. */
        public val basedOn: Long,
        /** The window or device. */
        public val clientId: String,
        /** What was typed. */
        public val content: String,
    ) : Fact {
        override fun write(tray: Tray): JsonElement = record("event" to JsonPrimitive("FORK_DRAFT"), "based_on" to plain(basedOn), "client_id" to plain(clientId), "content" to plain(content))
    }

    /** Somebody looked at a rival version of the own draft and let it go. Stored, not chained. */
    public data class DropRival(
        /** The window or device that had saved it. */
        public val clientId: String,
    ) : Fact {
        override fun write(tray: Tray): JsonElement = record("event" to JsonPrimitive("DROP_RIVAL"), "client_id" to plain(clientId))
    }

    /** The own draft is done with. Stored, not chained. */
    public data object DropDraft : Fact {
        override fun write(tray: Tray): JsonElement = record("event" to JsonPrimitive("DROP_DRAFT"))
    }

    /** An annotation was made. */
    public data class CreateAnn(
        /** It. */
        public val annotation: Annotation,
    ) : Fact {
        override fun write(tray: Tray): JsonElement = record("event" to JsonPrimitive("CREATE_ANN"), "annotation" to annotation.write(tray))
    }

    /** An annotation was changed. */
    public data class UpdateAnn(
        /** As it is now. */
        public val annotation: Annotation,
    ) : Fact {
        override fun write(tray: Tray): JsonElement = record("event" to JsonPrimitive("UPDATE_ANN"), "annotation" to annotation.write(tray))
    }

    /** An annotation was taken away. */
    public data class DeleteAnn(
        /** Which. */
        public val id: AnnotationId,
    ) : Fact {
        override fun write(tray: Tray): JsonElement = record("event" to JsonPrimitive("DELETE_ANN"), "id" to id.write(tray))
    }

    /** A question was scored, or its score taken back. */
    public data class Score(
        /** Which. */
        public val question: String,
        /** What it got. */
        public val score: org.korrigo.Score? = null,
    ) : Fact {
        override fun write(tray: Tray): JsonElement = record("event" to JsonPrimitive("SCORE"), "question" to plain(question), "score" to score?.let { it.write(tray) })
    }

    /** A remark on a question was written, or taken back. */
    public data class Remark(
        /** Which. */
        public val question: String,
        /** The remark. */
        public val text: String? = null,
    ) : Fact {
        override fun write(tray: Tray): JsonElement = record("event" to JsonPrimitive("REMARK"), "question" to plain(question), "text" to text?.let { plain(it) })
    }

    /** The general comment was written. */
    public data class Appreciation(
        /** The comment. */
        public val text: String,
    ) : Fact {
        override fun write(tray: Tray): JsonElement = record("event" to JsonPrimitive("APPRECIATION"), "text" to plain(text))
    }

    /** The making of the final PDF began; the lock, if there was one, ended with it. */
    public data class Finalize(
        /** Whose marking it is. */
        public val marker: ActorId,
        /** The revision of the copy. */
        public val revision: Long,
        /** The how-manieth attempt of this revision, from 1. */
        public val attempt: Long,
    ) : Fact {
        override fun write(tray: Tray): JsonElement = record("event" to JsonPrimitive("FINALIZE"), "marker" to marker.write(tray), "revision" to plain(revision), "attempt" to plain(attempt))
    }

    /** The final PDF is stored. */
    public data class Graded(
        /** It. */
        public val result: FinalResult,
    ) : Fact {
        override fun write(tray: Tray): JsonElement = record("event" to JsonPrimitive("GRADED"), "result" to result.write(tray))
    }

    /** The final PDF could not be made. */
    public data class FinalizeFailed(
        /** The attempt. */
        public val attempt: Long,
        /** What went wrong. */
        public val message: String,
        /** Whether somebody must be told: at three failures and every one after. */
        public val alert: Boolean,
    ) : Fact {
        override fun write(tray: Tray): JsonElement = record("event" to JsonPrimitive("FINALIZE_FAILED"), "attempt" to plain(attempt), "message" to plain(message), "alert" to plain(alert))
    }

    /** An administrator opened a graded copy again. The old result stays. */
    public data class Reopen(
        /** Why. */
        public val reason: String,
        /** The revision from now on. */
        public val revision: Long,
    ) : Fact {
        override fun write(tray: Tray): JsonElement = record("event" to JsonPrimitive("REOPEN"), "reason" to plain(reason), "revision" to plain(revision))
    }

    /** Commands that were given offline were taken in, up to this number. */
    public data class Synced(
        /** The device. */
        public val clientId: String,
        /** The number of the last one. */
        public val sequence: Long,
    ) : Fact {
        override fun write(tray: Tray): JsonElement = record("event" to JsonPrimitive("SYNCED"), "client_id" to plain(clientId), "sequence" to plain(sequence))
    }


    /**
     * Whether it is a decision, which the audit chain holds; heartbeats and drafts are none.
     * @throws KorrigoException what the engine refuses
     */
    public fun isDecision(): Boolean =
        Call("copy::Fact::is_decision")
            .with("this") { tray -> write(tray) }
            .run { json, tray -> json.bool() }

    public companion object : Reader<Fact>() {
        override fun read(json: JsonElement, tray: Tray): Fact =
            when (val which = json.tag("event")) {
            "STAPLE" -> Staple(
                pages = json.part("pages").list { one0 -> PageId.read(one0, tray) },
                annotations = json.part("annotations").list { one0 -> Annotation.read(one0, tray) },
                from = json.maybe("from")?.let { CopyId.read(it, tray) },
            )
            "MERGED" -> Merged(
                into = CopyId.read(json.part("into"), tray),
            )
            "VALIDATE" -> Validate
            "QUARANTINE" -> Quarantine(
                reason = json.part("reason").text(),
            )
            "LEAVE_QUARANTINE" -> LeaveQuarantine
            "DISPATCH" -> Dispatch(
                marker = json.maybe("marker")?.let { ActorId.read(it, tray) },
            )
            "IDENTIFY" -> Identify(
                candidate = json.maybe("candidate")?.let { it.text() },
            )
            "TAG" -> Tag(
                tags = json.part("tags").list { one0 -> one0.text() },
            )
            "LOCK" -> Lock(
                token = SealedToken.read(json.part("token"), tray),
                granted = Fence.read(json.part("granted"), tray),
                expires = Timestamp.read(json.part("expires"), tray),
                offline = json.part("offline").bool(),
            )
            "HEARTBEAT" -> Heartbeat(
                expires = Timestamp.read(json.part("expires"), tray),
            )
            "UNLOCK" -> Unlock(
                reason = UnlockReason.read(json.part("reason"), tray),
            )
            "FORCE_UNLOCK" -> ForceUnlock(
                owner = ActorId.read(json.part("owner"), tray),
                reason = json.part("reason").text(),
            )
            "SAVE_DRAFT" -> SaveDraft(
                revision = json.part("revision").long(),
                clientId = json.part("client_id").text(),
                content = json.part("content").text(),
            )
            "FORK_DRAFT" -> ForkDraft(
                basedOn = json.part("based_on").long(),
                clientId = json.part("client_id").text(),
                content = json.part("content").text(),
            )
            "DROP_RIVAL" -> DropRival(
                clientId = json.part("client_id").text(),
            )
            "DROP_DRAFT" -> DropDraft
            "CREATE_ANN" -> CreateAnn(
                annotation = Annotation.read(json.part("annotation"), tray),
            )
            "UPDATE_ANN" -> UpdateAnn(
                annotation = Annotation.read(json.part("annotation"), tray),
            )
            "DELETE_ANN" -> DeleteAnn(
                id = AnnotationId.read(json.part("id"), tray),
            )
            "SCORE" -> Score(
                question = json.part("question").text(),
                score = json.maybe("score")?.let { org.korrigo.Score.read(it, tray) },
            )
            "REMARK" -> Remark(
                question = json.part("question").text(),
                text = json.maybe("text")?.let { it.text() },
            )
            "APPRECIATION" -> Appreciation(
                text = json.part("text").text(),
            )
            "FINALIZE" -> Finalize(
                marker = ActorId.read(json.part("marker"), tray),
                revision = json.part("revision").long(),
                attempt = json.part("attempt").long(),
            )
            "GRADED" -> Graded(
                result = FinalResult.read(json.part("result"), tray),
            )
            "FINALIZE_FAILED" -> FinalizeFailed(
                attempt = json.part("attempt").long(),
                message = json.part("message").text(),
                alert = json.part("alert").bool(),
            )
            "REOPEN" -> Reopen(
                reason = json.part("reason").text(),
                revision = json.part("revision").long(),
            )
            "SYNCED" -> Synced(
                clientId = json.part("client_id").text(),
                sequence = json.part("sequence").long(),
            )
            else -> unknown(which)
        }
    }
}

/** A final PDF that could not be made. */
public data class Failure(
    /** Whose marking it is. */
    public val marker: ActorId,
    /** How often it was tried. */
    public val attempt: Long,
    /** What went wrong last. */
    public val message: String,
) : Value {
    override fun write(tray: Tray): JsonElement = record("marker" to marker.write(tray), "attempt" to plain(attempt), "message" to plain(message))

    public companion object : Reader<Failure>() {
        override fun read(json: JsonElement, tray: Tray): Failure =
            Failure(
            marker = ActorId.read(json.part("marker"), tray),
            attempt = json.part("attempt").long(),
            message = json.part("message").text(),
        )
    }
}

/**
 * How many locks were granted on a copy: it only grows, and is stored with every accepted write, so that a write
 * of an earlier lock can be told from one of a later. At most 2^53 - 1.
 */
@JvmInline
public value class Fence(public val value: Long) : Value {
    override fun toString(): String = value.toString()

    override fun write(tray: Tray): JsonElement = plain(value)

    /**
     * The fence of the next grant.
     * @throws KorrigoException what the engine refuses
     */
    public fun next(): Fence? =
        Call("copy::Fence::next")
            .with("this") { tray -> write(tray) }
            .run { json, tray -> json.orNull()?.let { one0 -> Fence.read(one0, tray) } }

    public companion object : Reader<Fence>() {
        override fun read(json: JsonElement, tray: Tray): Fence =
            Fence(json.long())
    }
}

/** A final PDF. */
public data class FinalResult(
    /** The revision of the copy that it shows. */
    public val revision: Long,
    /** Its SHA-256. */
    public val pdf: SourceHash,
    /** The hash of all that it was made of: under it the store keeps the file. */
    public val key: SourceHash,
) : Value {
    override fun write(tray: Tray): JsonElement = record("revision" to plain(revision), "pdf" to pdf.write(tray), "key" to key.write(tray))

    public companion object : Reader<FinalResult>() {
        override fun read(json: JsonElement, tray: Tray): FinalResult =
            FinalResult(
            revision = json.part("revision").long(),
            pdf = SourceHash.read(json.part("pdf"), tray),
            key = SourceHash.read(json.part("key"), tray),
        )
    }
}

/** What happens when two copies are joined, to be stored together or not at all. */
public data class Joined(
    /** To the copy that stays. */
    public val into: List<Event>,
    /** To the copy whose pages it gets. */
    public val from: List<Event>,
) : Value {
    override fun write(tray: Tray): JsonElement = record("into" to list(into) { one0 -> one0.write(tray) }, "from" to list(from) { one0 -> one0.write(tray) })

    public companion object : Reader<Joined>() {
        override fun read(json: JsonElement, tray: Tray): Joined =
            Joined(
            into = json.part("into").list { one0 -> Event.read(one0, tray) },
            from = json.part("from").list { one0 -> Event.read(one0, tray) },
        )
    }
}

/** One decision about a copy. */
public data class Link(
    /** Its place in the chain, from 0. */
    public val sequence: Long,
    /** When, by the store's clock. */
    public val at: Timestamp,
    /** By whom. */
    public val actor: ActorId,
    /** What kind of event it is, as events call it. */
    public val kind: String,
    /** The hash of its payload, with its salt. */
    public val payload: ChainHash,
    /** The hash of the link before; zeros for the first. */
    public val previous: ChainHash,
    /** The hash of all of this. */
    public val hash: ChainHash,
) : Value {
    override fun write(tray: Tray): JsonElement = record("sequence" to plain(sequence), "at" to at.write(tray), "actor" to actor.write(tray), "kind" to plain(kind), "payload" to payload.write(tray), "previous" to previous.write(tray), "hash" to hash.write(tray))

    public companion object : Reader<Link>() {
        override fun read(json: JsonElement, tray: Tray): Link =
            Link(
            sequence = json.part("sequence").long(),
            at = Timestamp.read(json.part("at"), tray),
            actor = ActorId.read(json.part("actor"), tray),
            kind = json.part("kind").text(),
            payload = ChainHash.read(json.part("payload"), tray),
            previous = ChainHash.read(json.part("previous"), tray),
            hash = ChainHash.read(json.part("hash"), tray),
        )

        /**
         * The next link of a copy's chain; nothing for an event that is no decision.
         * @param copy The copy.
         * @param event The event.
         * @param payload Its payload, which is stored apart.
         * @param last The newest link of its chain; left out for the first.
         * @throws KorrigoException what the engine refuses
         */
        public fun next(copy: CopyId, event: Event, payload: Payload, last: Link? = null): Link? =
            Call("copy::Link::next")
                .with("copy") { tray -> copy.write(tray) }
                .with("event") { tray -> event.write(tray) }
                .with("payload") { tray -> payload.write(tray) }
                .with("last") { tray -> last?.let { it.write(tray) } }
                .run { json, tray -> json.orNull()?.let { one0 -> Link.read(one0, tray) } }
    }
}

/** The payload of a link. */
public data class LinkPayload(
    /** The number of the link. */
    public val sequence: Long,
    /** The payload. */
    public val payload: Payload,
) : Value {
    override fun write(tray: Tray): JsonElement = record("sequence" to plain(sequence), "payload" to payload.write(tray))

    public companion object : Reader<LinkPayload>() {
        override fun read(json: JsonElement, tray: Tray): LinkPayload =
            LinkPayload(
            sequence = json.part("sequence").long(),
            payload = Payload.read(json.part("payload"), tray),
        )
    }
}

/** The right to write to a copy. */
public data class Lock(
    /** Who holds it. */
    public val owner: ActorId,
    /** What proves it. */
    public val token: SealedToken,
    /** Which grant it is. */
    public val fence: Fence,
    /** When it ends: from this moment on it is gone, whether or not somebody tidied. */
    public val expires: Timestamp,
    /** Whether it was taken offline. */
    public val offline: Boolean,
) : Value {
    override fun write(tray: Tray): JsonElement = record("owner" to owner.write(tray), "token" to token.write(tray), "fence" to fence.write(tray), "expires" to expires.write(tray), "offline" to plain(offline))

    /**
     * Whether the lock still holds.
     * @param now The moment.
     * @throws KorrigoException what the engine refuses
     */
    public fun isLive(now: Timestamp): Boolean =
        Call("copy::Lock::is_live")
            .with("this") { tray -> write(tray) }
            .with("now") { tray -> now.write(tray) }
            .run { json, tray -> json.bool() }

    public companion object : Reader<Lock>() {
        override fun read(json: JsonElement, tray: Tray): Lock =
            Lock(
            owner = ActorId.read(json.part("owner"), tray),
            token = SealedToken.read(json.part("token"), tray),
            fence = Fence.read(json.part("fence"), tray),
            expires = Timestamp.read(json.part("expires"), tray),
            offline = json.part("offline").bool(),
        )
    }
}

/** A text of its own kind. */
@JvmInline
public value class LockToken(public val value: String) : Value {
    override fun toString(): String = value

    override fun write(tray: Tray): JsonElement = JsonPrimitive(value)

    /**
     * What events and logs may show of a token.
     * @throws KorrigoException what the engine refuses
     */
    public fun hash(): TokenHash =
        Call("copy::LockToken::hash")
            .with("this") { tray -> write(tray) }
            .run { json, tray -> TokenHash.read(json, tray) }

    public companion object : Reader<LockToken>() {
        override fun read(json: JsonElement, tray: Tray): LockToken =
            LockToken(json.text())
    }
}

/** What was decided, apart from the chain, so that it can be erased. Never shown in `Debug`. */
public data class Payload(
    /** 16 random bytes in hexadecimal digits: without them, nobody finds out by trial what was erased. */
    public val salt: String,
    /** The event as JSON. */
    public val event: String,
) : Value {
    override fun write(tray: Tray): JsonElement = record("salt" to plain(salt), "event" to plain(event))

    public companion object : Reader<Payload>() {
        override fun read(json: JsonElement, tray: Tray): Payload =
            Payload(
            salt = json.part("salt").text(),
            event = json.part("event").text(),
        )

        /**
         * The payload of an event, with its salt: stored apart from the chain, so that it can be erased.
         * @param event The event.
         * @param salt 16 fresh random bytes.
         * @throws KorrigoException what the engine refuses
         */
        public fun create(event: Event, salt: Salt): Payload =
            Call("copy::Payload::new")
                .with("event") { tray -> event.write(tray) }
                .with("salt") { tray -> salt.write(tray) }
                .run { json, tray -> Payload.read(json, tray) }
    }
}

/** A version of a draft that came too late to be the draft. Its content is never shown in `Debug`. */
public data class Rival(
    /** The window or device that saved it: of each, the last version is kept. */
    public val clientId: String,
    /** Which of the window's versions it is: the version of the copy at which it was kept. */
    public val version: Long,
    /** The revision it was based on. */
    public val basedOn: Long,
    /** When it was saved. */
    public val saved: Timestamp,
    /** What the client wrote. */
    public val content: String,
) : Value {
    override fun write(tray: Tray): JsonElement = record("client_id" to plain(clientId), "version" to plain(version), "based_on" to plain(basedOn), "saved" to saved.write(tray), "content" to plain(content))

    public companion object : Reader<Rival>() {
        override fun read(json: JsonElement, tray: Tray): Rival =
            Rival(
            clientId = json.part("client_id").text(),
            version = json.part("version").long(),
            basedOn = json.part("based_on").long(),
            saved = Timestamp.read(json.part("saved"), tray),
            content = json.part("content").text(),
        )
    }
}

/** What somebody may do. The owner of an exam acts as its administrator. */
public enum class Role(
    /** As it is written in JSON. */
    public val json: String,
) : Value {
    /** Everything. */
    ADMINISTRATOR("administrator"),
    /** Marks copies. */
    MARKER("marker"),
    /** Makes final PDFs, tidies locks. */
    SERVICE("service"),
    ;

    override fun write(tray: Tray): JsonElement = JsonPrimitive(json)

    public companion object : Reader<Role>() {
        override fun read(json: JsonElement, tray: Tray): Role =
            json.text().let { text -> entries.find { it.json == text } ?: unknown(text) }
    }
}

/** 16 fresh random bytes, as 32 lower-case hexadecimal digits. */
@JvmInline
public value class Salt(public val value: String) : Value {
    override fun toString(): String = value

    override fun write(tray: Tray): JsonElement = JsonPrimitive(value)

    public companion object : Reader<Salt>() {
        override fun read(json: JsonElement, tray: Tray): Salt =
            Salt(json.text())
    }
}

/** A text of its own kind. */
@JvmInline
public value class SealedToken(public val value: String) : Value {
    override fun toString(): String = value

    override fun write(tray: Tray): JsonElement = JsonPrimitive(value)

    public companion object : Reader<SealedToken>() {
        override fun read(json: JsonElement, tray: Tray): SealedToken =
            SealedToken(json.text())
    }
}

/** What is drawn, and where: in displayed, normalised coordinates of the page, origin top left, y down. */
public sealed interface Shape : Value {
    /** A box with a remark. */
    public data class Comment(
        public val x: Double,
        public val y: Double,
        public val w: Double,
        public val h: Double,
    ) : Shape {
        override fun write(tray: Tray): JsonElement = record("kind" to JsonPrimitive("COMMENT"), "x" to plain(x), "y" to plain(y), "w" to plain(w), "h" to plain(h))
    }

    /** A translucent box. */
    public data class Highlight(
        public val x: Double,
        public val y: Double,
        public val w: Double,
        public val h: Double,
    ) : Shape {
        override fun write(tray: Tray): JsonElement = record("kind" to JsonPrimitive("HIGHLIGHT"), "x" to plain(x), "y" to plain(y), "w" to plain(w), "h" to plain(h))
    }

    /** A box around a mistake. */
    public data class Error(
        public val x: Double,
        public val y: Double,
        public val w: Double,
        public val h: Double,
    ) : Shape {
        override fun write(tray: Tray): JsonElement = record("kind" to JsonPrimitive("ERROR"), "x" to plain(x), "y" to plain(y), "w" to plain(w), "h" to plain(h))
    }

    /** A box around something that earns points. */
    public data class Bonus(
        public val x: Double,
        public val y: Double,
        public val w: Double,
        public val h: Double,
    ) : Shape {
        override fun write(tray: Tray): JsonElement = record("kind" to JsonPrimitive("BONUS"), "x" to plain(x), "y" to plain(y), "w" to plain(w), "h" to plain(h))
    }

    /** Strokes of a pen. */
    public data class Ink(
        /** Each a list of points: x, y, and pressure from 0 to 1. */
        public val strokes: List<List<List<Double>>>,
        /** Red, green and blue, as `#rrggbb`. */
        public val color: String,
        /** Width at full pressure, as a share of the width of the page. */
        public val width: Double,
    ) : Shape {
        override fun write(tray: Tray): JsonElement = record("kind" to JsonPrimitive("INK"), "strokes" to list(strokes) { one0 -> list(one0) { one1 -> list(one1) { one2 -> plain(one2) } } }, "color" to plain(color), "width" to plain(width))
    }

    /** A straight line. */
    public data class Line(
        /** From where. */
        public val from: List<Double>,
        /** To where. */
        public val to: List<Double>,
    ) : Shape {
        override fun write(tray: Tray): JsonElement = record("kind" to JsonPrimitive("LINE"), "from" to list(from) { one0 -> plain(one0) }, "to" to list(to) { one0 -> plain(one0) })
    }

    /** A line with a head at its end. */
    public data class Arrow(
        /** From where. */
        public val from: List<Double>,
        /** To where. */
        public val to: List<Double>,
    ) : Shape {
        override fun write(tray: Tray): JsonElement = record("kind" to JsonPrimitive("ARROW"), "from" to list(from) { one0 -> plain(one0) }, "to" to list(to) { one0 -> plain(one0) })
    }

    /** A sign: `check`, `cross`, `tilde`, `question`. */
    public data class Stamp(
        /** Which. */
        public val name: String,
        public val x: Double,
        public val y: Double,
        public val w: Double,
        public val h: Double,
    ) : Shape {
        override fun write(tray: Tray): JsonElement = record("kind" to JsonPrimitive("STAMP"), "name" to plain(name), "x" to plain(x), "y" to plain(y), "w" to plain(w), "h" to plain(h))
    }

    /** Text without a box. */
    public data class Text(
        public val x: Double,
        public val y: Double,
        public val w: Double,
        public val h: Double,
    ) : Shape {
        override fun write(tray: Tray): JsonElement = record("kind" to JsonPrimitive("TEXT"), "x" to plain(x), "y" to plain(y), "w" to plain(w), "h" to plain(h))
    }


    /**
     * Refuses what cannot be drawn.
     * @throws KorrigoException what the engine refuses
     */
    public fun check(): Unit =
        Call("copy::Shape::check")
            .with("this") { tray -> write(tray) }
            .run { json, tray -> json.orNull()?.let { one0 -> Unit } }

    public companion object : Reader<Shape>() {
        override fun read(json: JsonElement, tray: Tray): Shape =
            when (val which = json.tag("kind")) {
            "COMMENT" -> Comment(
                x = json.part("x").float(),
                y = json.part("y").float(),
                w = json.part("w").float(),
                h = json.part("h").float(),
            )
            "HIGHLIGHT" -> Highlight(
                x = json.part("x").float(),
                y = json.part("y").float(),
                w = json.part("w").float(),
                h = json.part("h").float(),
            )
            "ERROR" -> Error(
                x = json.part("x").float(),
                y = json.part("y").float(),
                w = json.part("w").float(),
                h = json.part("h").float(),
            )
            "BONUS" -> Bonus(
                x = json.part("x").float(),
                y = json.part("y").float(),
                w = json.part("w").float(),
                h = json.part("h").float(),
            )
            "INK" -> Ink(
                strokes = json.part("strokes").list { one0 -> one0.list { one1 -> one1.list { one2 -> one2.float() } } },
                color = json.part("color").text(),
                width = json.part("width").float(),
            )
            "LINE" -> Line(
                from = json.part("from").list { one0 -> one0.float() },
                to = json.part("to").list { one0 -> one0.float() },
            )
            "ARROW" -> Arrow(
                from = json.part("from").list { one0 -> one0.float() },
                to = json.part("to").list { one0 -> one0.float() },
            )
            "STAMP" -> Stamp(
                name = json.part("name").text(),
                x = json.part("x").float(),
                y = json.part("y").float(),
                w = json.part("w").float(),
                h = json.part("h").float(),
            )
            "TEXT" -> Text(
                x = json.part("x").float(),
                y = json.part("y").float(),
                w = json.part("w").float(),
                h = json.part("h").float(),
            )
            else -> unknown(which)
        }
    }
}

/** Where a copy stands, with what belongs to it there. */
public sealed interface Stage : Value {
    /** Nobody looked at it yet. */
    public data object Staging : Stage {
        override fun write(tray: Tray): JsonElement = record("stage" to JsonPrimitive("staging"))
    }

    /** Set aside. */
    public data class Quarantine(
        /** Why. */
        public val reason: String,
    ) : Stage {
        override fun write(tray: Tray): JsonElement = record("stage" to JsonPrimitive("quarantine"), "reason" to plain(reason))
    }

    /** Can be marked. */
    public data object Ready : Stage {
        override fun write(tray: Tray): JsonElement = record("stage" to JsonPrimitive("ready"))
    }

    /** Its final PDF is being made. */
    public data class Grading(public val value: Claim) : Stage {
        override fun write(tray: Tray): JsonElement = record("stage" to JsonPrimitive("grading")) + value.write(tray)
    }

    /** Its final PDF could not be made. */
    public data class Failed(public val value: Failure) : Stage {
        override fun write(tray: Tray): JsonElement = record("stage" to JsonPrimitive("failed")) + value.write(tray)
    }

    /** Done. */
    public data class Graded(public val value: FinalResult) : Stage {
        override fun write(tray: Tray): JsonElement = record("stage" to JsonPrimitive("graded")) + value.write(tray)
    }


    public companion object : Reader<Stage>() {
        override fun read(json: JsonElement, tray: Tray): Stage =
            when (val which = json.tag("stage")) {
            "staging" -> Staging
            "quarantine" -> Quarantine(
                reason = json.part("reason").text(),
            )
            "ready" -> Ready
            "grading" -> Grading(Claim.read(json, tray))
            "failed" -> Failed(Failure.read(json, tray))
            "graded" -> Graded(FinalResult.read(json, tray))
            else -> unknown(which)
        }
    }
}

/** Where a copy stands, as the wire calls it. `Locked` is a ready or failed copy that somebody holds. */
public enum class Status(
    /** As it is written in JSON. */
    public val json: String,
) : Value {
    /** Nobody looked at it yet. */
    STAGING("STAGING"),
    /** Set aside. */
    QUARANTINE("QUARANTINE"),
    /** Can be marked. */
    READY("READY"),
    /** Somebody marks it. */
    LOCKED("LOCKED"),
    /** Its final PDF is being made. */
    GRADING_IN_PROGRESS("GRADING_IN_PROGRESS"),
    /** Its final PDF could not be made. */
    GRADING_FAILED("GRADING_FAILED"),
    /** Done. */
    GRADED("GRADED"),
    ;

    override fun write(tray: Tray): JsonElement = JsonPrimitive(json)

    public companion object : Reader<Status>() {
        override fun read(json: JsonElement, tray: Tray): Status =
            json.text().let { text -> entries.find { it.json == text } ?: unknown(text) }
    }
}

/** What became of a batch. */
public data class Synced(
    /** What happened, to be appended as one. */
    public val events: List<Event>,
    /** What became of each command, in order. */
    public val outcomes: List<CommandOutcome>,
    /** The token of the lock, when one is granted, for its owner alone: events and copies hold its hash. */
    public val token: LockToken? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("events" to list(events) { one0 -> one0.write(tray) }, "outcomes" to list(outcomes) { one0 -> one0.write(tray) }, "token" to token?.let { it.write(tray) })

    public companion object : Reader<Synced>() {
        override fun read(json: JsonElement, tray: Tray): Synced =
            Synced(
            events = json.part("events").list { one0 -> Event.read(one0, tray) },
            outcomes = json.part("outcomes").list { one0 -> CommandOutcome.read(one0, tray) },
            token = json.maybe("token")?.let { LockToken.read(it, tray) },
        )
    }
}

/** A moment of the store's clock: milliseconds since 1970, UTC. */
@JvmInline
public value class Timestamp(public val value: Long) : Value {
    override fun toString(): String = value.toString()

    override fun write(tray: Tray): JsonElement = plain(value)

    public companion object : Reader<Timestamp>() {
        override fun read(json: JsonElement, tray: Tray): Timestamp =
            Timestamp(json.long())
    }
}

/** A text of its own kind. */
@JvmInline
public value class TokenHash(public val value: String) : Value {
    override fun toString(): String = value

    override fun write(tray: Tray): JsonElement = JsonPrimitive(value)

    /**
     * Whether it is the hash of this token, in a time that says nothing of how close it is.
     * @param token The token.
     * @throws KorrigoException what the engine refuses
     */
    public fun isOf(token: LockToken): Boolean =
        Call("copy::TokenHash::is_of")
            .with("this") { tray -> write(tray) }
            .with("token") { tray -> token.write(tray) }
            .run { json, tray -> json.bool() }

    public companion object : Reader<TokenHash>() {
        override fun read(json: JsonElement, tray: Tray): TokenHash =
            TokenHash(json.text())
    }
}

/** How long a lock lives after it was granted or extended: 1 to 3600 s, or up to 72 h offline. */
@JvmInline
public value class Ttl(public val value: Long) : Value {
    override fun toString(): String = value.toString()

    override fun write(tray: Tray): JsonElement = plain(value)

    /**
     * When a lock ends that is granted now.
     * @param now From when on.
     * @throws KorrigoException what the engine refuses
     */
    public fun after(now: Timestamp): Timestamp =
        Call("copy::Ttl::after")
            .with("this") { tray -> write(tray) }
            .with("now") { tray -> now.write(tray) }
            .run { json, tray -> Timestamp.read(json, tray) }

    public companion object : Reader<Ttl>() {
        override fun read(json: JsonElement, tray: Tray): Ttl =
            Ttl(json.long())

        /**
         * How long a lock lives: 1 to 3600 s, offline up to 72 h.
         * @param seconds Seconds.
         * @throws KorrigoException what the engine refuses
         */
        public fun fromSeconds(seconds: Long): Ttl =
            Call("copy::Ttl::from_seconds")
                .with("seconds") { tray -> plain(seconds) }
                .run { json, tray -> Ttl.read(json, tray) }
    }
}

/** How a lock ended. */
public enum class UnlockReason(
    /** As it is written in JSON. */
    public val json: String,
) : Value {
    /** Its time was over. */
    EXPIRED("expired"),
    /** Its owner let it go. */
    RELEASED("released"),
    ;

    override fun write(tray: Tray): JsonElement = JsonPrimitive(json)

    public companion object : Reader<UnlockReason>() {
        override fun read(json: JsonElement, tray: Tray): UnlockReason =
            json.text().let { text -> entries.find { it.json == text } ?: unknown(text) }
    }
}
