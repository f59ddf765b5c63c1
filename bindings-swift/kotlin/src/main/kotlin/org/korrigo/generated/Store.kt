// Written by bindings-common/generate/kotlin.py from the table of calls: change that, not this.
@file:Suppress("LongParameterList", "MaxLineLength", "TooManyFunctions", "RedundantVisibilityModifier")

package org.korrigo

import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonPrimitive

/** What was done. */
public data class Answer(
    /** The copy as it is now. It holds the hash of its lock's token, never the token. */
    public val copy: Copy,
    /** The time of the store. */
    public val now: Timestamp,
    /** What the request made happen: now, or when it came first. */
    public val events: List<Event>,
    /** Whether it had been answered before, and nothing happened now. */
    public val repeated: Boolean,
    /** The token of the lock, for who asked, when the lock is theirs. */
    public val token: LockToken? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("copy" to copy.write(tray), "now" to now.write(tray), "events" to list(events) { one0 -> one0.write(tray) }, "repeated" to plain(repeated), "token" to token?.let { it.write(tray) })

    public companion object : Reader<Answer>() {
        override fun read(json: JsonElement, tray: Tray): Answer =
            Answer(
            copy = Copy.read(json.part("copy"), tray),
            now = Timestamp.read(json.part("now"), tray),
            events = json.part("events").list { one0 -> Event.read(one0, tray) },
            repeated = json.part("repeated").bool(),
            token = json.maybe("token")?.let { LockToken.read(it, tray) },
        )
    }
}

/** Records to append to one copy. */
public data class Append(
    /** The copy. */
    public val copy: CopyId,
    /** The version that was loaded; 0 for a copy that is new. */
    public val expected: Long,
    /** At least one, of the versions that follow. */
    public val records: List<Record>,
    /** The token of the copy's lock from now on: it replaces the one that is kept. Nowhere else is a token kept. */
    public val token: LockToken? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("copy" to copy.write(tray), "expected" to plain(expected), "records" to list(records) { one0 -> one0.write(tray) }, "token" to token?.let { it.write(tray) })

    public companion object : Reader<Append>() {
        override fun read(json: JsonElement, tray: Tray): Append =
            Append(
            copy = CopyId.read(json.part("copy"), tray),
            expected = json.part("expected").long(),
            records = json.part("records").list { one0 -> Record.read(one0, tray) },
            token = json.maybe("token")?.let { LockToken.read(it, tray) },
        )
    }
}

/** What these events make of a copy. */
public data class AppendedCopy(
    /** What has to be appended for it, token included. */
    public val append: Append,
    /** The copy after it. It holds the hash of its lock's token, never the token. */
    public val copy: Copy,
) : Value {
    override fun write(tray: Tray): JsonElement = record("append" to append.write(tray), "copy" to copy.write(tray))

    public companion object : Reader<AppendedCopy>() {
        override fun read(json: JsonElement, tray: Tray): AppendedCopy =
            AppendedCopy(
            append = Append.read(json.part("append"), tray),
            copy = Copy.read(json.part("copy"), tray),
        )
    }
}

/** What is wrong with a chain. */
public sealed interface ChainFault : Value {
    /** Links are missing, doubled or in another order: another number was expected at this place. */
    public data class Order(
        /** The place, from 0. */
        public val place: Long,
    ) : ChainFault {
        override fun write(tray: Tray): JsonElement = record("fault" to JsonPrimitive("order"), "place" to plain(place))
    }

    /** A link is not what it was. */
    public data class Changed(
        /** Its number. */
        public val sequence: Long,
    ) : ChainFault {
        override fun write(tray: Tray): JsonElement = record("fault" to JsonPrimitive("changed"), "sequence" to plain(sequence))
    }

    /** A link does not follow from the one before. */
    public data class Broken(
        /** Its number. */
        public val sequence: Long,
    ) : ChainFault {
        override fun write(tray: Tray): JsonElement = record("fault" to JsonPrimitive("broken"), "sequence" to plain(sequence))
    }

    /** A payload is not what the link says. */
    public data class Payload(
        /** The number of the link. */
        public val sequence: Long,
    ) : ChainFault {
        override fun write(tray: Tray): JsonElement = record("fault" to JsonPrimitive("payload"), "sequence" to plain(sequence))
    }

    /** A payload that belongs to no link. */
    public data class Stray(
        /** The number it is stored under. */
        public val sequence: Long,
    ) : ChainFault {
        override fun write(tray: Tray): JsonElement = record("fault" to JsonPrimitive("stray"), "sequence" to plain(sequence))
    }

    /** Records of a copy are missing, doubled or in another order: this version was expected. */
    public data class Version(
        /** The version. */
        public val version: Long,
    ) : ChainFault {
        override fun write(tray: Tray): JsonElement = record("fault" to JsonPrimitive("version"), "version" to plain(version))
    }

    /** A checkpoint names a head that the chain of this copy does not have: its end was cut off or rewritten. */
    public data class Head(
        /** The checkpoint. */
        public val checkpoint: Long,
        /** The copy. */
        public val copy: CopyId,
    ) : ChainFault {
        override fun write(tray: Tray): JsonElement = record("fault" to JsonPrimitive("head"), "checkpoint" to plain(checkpoint), "copy" to copy.write(tray))
    }

    /** A checkpoint is not what it was, or not in its place. */
    public data class Checkpoint(
        /** Its place, from 0. */
        public val place: Long,
    ) : ChainFault {
        override fun write(tray: Tray): JsonElement = record("fault" to JsonPrimitive("checkpoint"), "place" to plain(place))
    }


    public companion object : Reader<ChainFault>() {
        override fun read(json: JsonElement, tray: Tray): ChainFault =
            when (val which = json.tag("fault")) {
            "order" -> Order(
                place = json.part("place").long(),
            )
            "changed" -> Changed(
                sequence = json.part("sequence").long(),
            )
            "broken" -> Broken(
                sequence = json.part("sequence").long(),
            )
            "payload" -> Payload(
                sequence = json.part("sequence").long(),
            )
            "stray" -> Stray(
                sequence = json.part("sequence").long(),
            )
            "version" -> Version(
                version = json.part("version").long(),
            )
            "head" -> Head(
                checkpoint = json.part("checkpoint").long(),
                copy = CopyId.read(json.part("copy"), tray),
            )
            "checkpoint" -> Checkpoint(
                place = json.part("place").long(),
            )
            else -> unknown(which)
        }
    }
}

/** What became of one command of a batch. */
public data class CommandOutcome(
    /** Its number. */
    public val sequence: Long,
    /** What became of it. */
    public val outcome: Outcome,
    /** Why it could not be done. */
    public val refusal: Refusal? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("sequence" to plain(sequence), "outcome" to outcome.write(tray), "refusal" to refusal?.let { it.write(tray) })

    public companion object : Reader<CommandOutcome>() {
        override fun read(json: JsonElement, tray: Tray): CommandOutcome =
            CommandOutcome(
            sequence = json.part("sequence").long(),
            outcome = Outcome.read(json.part("outcome"), tray),
            refusal = json.maybe("refusal")?.let { Refusal.read(it, tray) },
        )
    }
}

/** What a command collided with. */
public sealed interface Conflict : Value {
    /** Somebody else's lock. */
    public data class Lock(
        /** Who holds it. */
        public val owner: ActorId,
        /** Until when. */
        public val until: Timestamp,
    ) : Conflict {
        override fun write(tray: Tray): JsonElement = record("conflict" to JsonPrimitive("lock"), "owner" to owner.write(tray), "until" to until.write(tray))
    }

    /** An annotation as it is now. */
    public data class Annotation(
        /** It. */
        public val current: org.korrigo.Annotation,
    ) : Conflict {
        override fun write(tray: Tray): JsonElement = record("conflict" to JsonPrimitive("annotation"), "current" to current.write(tray))
    }

    /** A final PDF that is there. */
    public data class Result(
        /** It. */
        public val result: FinalResult,
    ) : Conflict {
        override fun write(tray: Tray): JsonElement = record("conflict" to JsonPrimitive("result"), "result" to result.write(tray))
    }


    public companion object : Reader<Conflict>() {
        override fun read(json: JsonElement, tray: Tray): Conflict =
            when (val which = json.tag("conflict")) {
            "lock" -> Lock(
                owner = ActorId.read(json.part("owner"), tray),
                until = Timestamp.read(json.part("until"), tray),
            )
            "annotation" -> Annotation(
                current = org.korrigo.Annotation.read(json.part("current"), tray),
            )
            "result" -> Result(
                result = FinalResult.read(json.part("result"), tray),
            )
            else -> unknown(which)
        }
    }
}

/** The log of a copy. */
public data class CopyLog(
    /** The copy. */
    public val copy: CopyId,
    /** What happened to it. */
    public val records: List<Record>,
) : Value {
    override fun write(tray: Tray): JsonElement = record("copy" to copy.write(tray), "records" to list(records) { one0 -> one0.write(tray) })

    public companion object : Reader<CopyLog>() {
        override fun read(json: JsonElement, tray: Tray): CopyLog =
            CopyLog(
            copy = CopyId.read(json.part("copy"), tray),
            records = json.part("records").list { one0 -> Record.read(one0, tray) },
        )
    }
}

/**
 * The log of an exam.
 * JSON: `{"format":"korrigo.log/1","exam":"…","copies":[{"copy":"…","records":[…]}],"checkpoints":[…]}`.
 */
public data class Log(
    public val format: String,
    /** The host's id of the exam. */
    public val exam: String,
    /** Its copies. */
    public val copies: List<CopyLog>,
    /** Its checkpoints. */
    public val checkpoints: List<Checkpoint> = emptyList(),
) : Value {
    override fun write(tray: Tray): JsonElement = record("format" to plain(format), "exam" to plain(exam), "copies" to list(copies) { one0 -> one0.write(tray) }, "checkpoints" to list(checkpoints) { one0 -> one0.write(tray) })

    /**
     * Looks whether every chain is whole and unchanged, and holds what the checkpoints name.
     * @throws KorrigoException what the engine refuses
     */
    public fun verify(): LogReport =
        Call("copy::store::Log::verify")
            .with("this") { tray -> write(tray) }
            .run { json, tray -> LogReport.read(json, tray) }

    public companion object : Reader<Log>() {
        override fun read(json: JsonElement, tray: Tray): Log =
            Log(
            format = json.part("format").text(),
            exam = json.part("exam").text(),
            copies = json.part("copies").list { one0 -> CopyLog.read(one0, tray) },
            checkpoints = json.maybe("checkpoints")?.let { it.list { one0 -> Checkpoint.read(one0, tray) } } ?: emptyList(),
        )

        /**
         * What was decided about the copies of an exam, as one document that anybody can verify.
         * @param store The store.
         * @param exam The host's id of the exam.
         * @param copies Its copies.
         * @throws KorrigoException what the engine refuses
         */
        public fun of(store: Store, exam: String, copies: List<CopyId>): Log =
            Call("copy::store::Log::of")
                .with("store") { tray -> store.write(tray) }
                .with("exam") { tray -> plain(exam) }
                .with("copies") { tray -> list(copies) { one0 -> one0.write(tray) } }
                .run { json, tray -> Log.read(json, tray) }

        /**
         * Reads a log.
         * @param json The file: bytes of JSON.
         * @param limits What reading it may cost.
         * @throws KorrigoException what the engine refuses
         */
        public fun read(json: Bytes, limits: Limits? = null): Log =
            Call("copy::store::Log::read")
                .with("json") { tray -> json.write(tray) }
                .with("limits") { tray -> limits?.let { it.write(tray) } }
                .run { json, tray -> Log.read(json, tray) }
    }
}

/** What a look at a log found, and whether everything stands. */
public data class LogReport(
    /** What was found about each copy, in their order. */
    public val copies: List<Pair<CopyId, Verified>>,
    /** How many checkpoints there are. */
    public val checkpoints: Int,
    /** What is wrong with them, or with the heads they name. */
    public val faults: List<ChainFault>,
    /** Whether everything stands. */
    public val stands: Boolean,
) : Value {
    override fun write(tray: Tray): JsonElement = record("copies" to list(copies) { one0 -> tuple(one0.first.write(tray), one0.second.write(tray)) }, "checkpoints" to plain(checkpoints), "faults" to list(faults) { one0 -> one0.write(tray) }, "stands" to plain(stands))

    public companion object : Reader<LogReport>() {
        override fun read(json: JsonElement, tray: Tray): LogReport =
            LogReport(
            copies = json.part("copies").list { one0 -> Pair(CopyId.read(one0.at(0), tray), Verified.read(one0.at(1), tray)) },
            checkpoints = json.part("checkpoints").int(),
            faults = json.part("faults").list { one0 -> ChainFault.read(one0, tray) },
            stands = json.part("stands").bool(),
        )
    }
}

/** What a device did offline, in order. */
public data class OfflineBatch(
    /** The device: 1 to 64 bytes. */
    public val clientId: String,
    /** The grant under which it was done. */
    public val fence: Fence,
    /** The commands. */
    public val commands: List<OfflineCommand>,
) : Value {
    override fun write(tray: Tray): JsonElement = record("client_id" to plain(clientId), "fence" to fence.write(tray), "commands" to list(commands) { one0 -> one0.write(tray) })

    public companion object : Reader<OfflineBatch>() {
        override fun read(json: JsonElement, tray: Tray): OfflineBatch =
            OfflineBatch(
            clientId = json.part("client_id").text(),
            fence = Fence.read(json.part("fence"), tray),
            commands = json.part("commands").list { one0 -> OfflineCommand.read(one0, tray) },
        )
    }
}

/** One command with its number on the device, from 1. */
public data class OfflineCommand(
    /** Its number. */
    public val sequence: Long,
    /** The command. */
    public val command: Command,
) : Value {
    override fun write(tray: Tray): JsonElement = record("sequence" to plain(sequence), "command" to command.write(tray))

    public companion object : Reader<OfflineCommand>() {
        override fun read(json: JsonElement, tray: Tray): OfflineCommand =
            OfflineCommand(
            sequence = json.part("sequence").long(),
            command = Command.read(json.part("command"), tray),
        )
    }
}

/** A copy that can be decided about. */
public data class Opened(
    /** The copy. It holds the hash of its lock's token, never the token. */
    public val copy: Copy,
    /** The time of the store. */
    public val now: Timestamp,
    /** The newest link of its chain. */
    public val link: Link? = null,
    /** The token of its lock, as the store kept it: nobody but the owner of the lock may see it. */
    public val token: LockToken? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("copy" to copy.write(tray), "now" to now.write(tray), "link" to link?.let { it.write(tray) }, "token" to token?.let { it.write(tray) })

    /**
     * What these events make of the copy, and what has to be appended for it.
     * @param events What happens to it.
     * @param salt 16 fresh random bytes.
     * @param token The token that was given beside the events, when one was: the store keeps it.
     * @throws KorrigoException what the engine refuses
     */
    public fun append(events: List<Event>, salt: Salt, token: LockToken? = null): AppendedCopy =
        Call("copy::store::Opened::append")
            .with("this") { tray -> write(tray) }
            .with("events") { tray -> list(events) { one0 -> one0.write(tray) } }
            .with("salt") { tray -> salt.write(tray) }
            .with("token") { tray -> token?.let { it.write(tray) } }
            .run { json, tray -> AppendedCopy.read(json, tray) }

    public companion object : Reader<Opened>() {
        override fun read(json: JsonElement, tray: Tray): Opened =
            Opened(
            copy = Copy.read(json.part("copy"), tray),
            now = Timestamp.read(json.part("now"), tray),
            link = json.maybe("link")?.let { Link.read(it, tray) },
            token = json.maybe("token")?.let { LockToken.read(it, tray) },
        )
    }
}

/** What became of a command that was given offline. */
public enum class Outcome(
    /** As it is written in JSON. */
    public val json: String,
) : Value {
    /** It was done. */
    DONE("done"),
    /** It was taken in before. */
    KNOWN("known"),
    /** It could not be done; it is kept as a rival of the marker's draft. */
    KEPT("kept"),
    ;

    override fun write(tray: Tray): JsonElement = JsonPrimitive(json)

    public companion object : Reader<Outcome>() {
        override fun read(json: JsonElement, tray: Tray): Outcome =
            json.text().let { text -> entries.find { it.json == text } ?: unknown(text) }
    }
}

/** What has to be done for a request. */
public data class Prepared(
    /** The answer, when that is done. */
    public val answer: Answer,
    /**
     * What to append first, token included. After a conflict, load and prepare again. Nothing when the answer
     * stands already.
     */
    public val append: Append? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("answer" to answer.write(tray), "append" to append?.let { it.write(tray) })

    public companion object : Reader<Prepared>() {
        override fun read(json: JsonElement, tray: Tray): Prepared =
            Prepared(
            answer = Answer.read(json.part("answer"), tray),
            append = json.maybe("append")?.let { Append.read(it, tray) },
        )
    }
}

/** One event as it is kept. */
public data class Record(
    /** The version of the copy after it: from 1, without a gap. */
    public val version: Long,
    /** Its link in the audit chain, when it is a decision. */
    public val link: Link? = null,
    /** The event; `None` once it was erased. */
    public val payload: Payload? = null,
    /** The request that it answers; `None` for what is repeated in another way (offline batches). */
    public val request: RequestKey? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("version" to plain(version), "link" to link?.let { it.write(tray) }, "payload" to payload?.let { it.write(tray) }, "request" to request?.let { it.write(tray) })

    public companion object : Reader<Record>() {
        override fun read(json: JsonElement, tray: Tray): Record =
            Record(
            version = json.part("version").long(),
            link = json.maybe("link")?.let { Link.read(it, tray) },
            payload = json.maybe("payload")?.let { Payload.read(it, tray) },
            request = json.maybe("request")?.let { RequestKey.read(it, tray) },
        )
    }
}

/** Why something was not done. Nothing changed. */
public data class Refusal(
    /** The code, a sentence, and what to do. */
    public val error: KorrigoException,
    /** Where the copy stands. */
    public val from: Status,
    /** What was tried. */
    public val attempted: String,
    /**
     * What could be tried from there, by whom it is for: the holder of the lock, administrators, services. What
     * everybody may tidy up at any time is not told: drafts of one's own, locks whose time is over.
     */
    public val allowed: List<String>,
    /** What it collided with, so that nobody has to ask again. */
    public val conflict: Conflict? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("error" to error.write(tray), "from" to from.write(tray), "attempted" to plain(attempted), "allowed" to list(allowed) { one0 -> plain(one0) }, "conflict" to conflict?.let { it.write(tray) })

    public companion object : Reader<Refusal>() {
        override fun read(json: JsonElement, tray: Tray): Refusal =
            Refusal(
            error = KorrigoException.read(json.part("error"), tray),
            from = Status.read(json.part("from"), tray),
            attempted = json.part("attempted").text(),
            allowed = json.part("allowed").list { one0 -> one0.text() },
            conflict = json.maybe("conflict")?.let { Conflict.read(it, tray) },
        )
    }
}

/** Who asks, and what the machine cannot know itself; the time comes from the store. */
public data class Request(
    /** Its name: the same when it is asked again because no answer came. Best a random UUID. */
    public val id: RequestId,
    /** Who asks. */
    public val actor: ActorId,
    /** What that person or service may do. */
    public val role: Role,
    /** A fresh token, in case a lock is granted: 32 hexadecimal digits of 16 random bytes. */
    public val newToken: LockToken,
    /** 16 fresh random bytes for the payloads of the audit chain, as 32 hexadecimal digits. */
    public val salt: Salt,
    /** The exam's marking scheme, where it has one. */
    public val scheme: Scheme? = null,
    /** The copy's subject, where the exam has several. */
    public val variant: String? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("id" to id.write(tray), "actor" to actor.write(tray), "role" to role.write(tray), "new_token" to newToken.write(tray), "salt" to salt.write(tray), "scheme" to scheme?.let { it.write(tray) }, "variant" to variant?.let { plain(it) })

    public companion object : Reader<Request>() {
        override fun read(json: JsonElement, tray: Tray): Request =
            Request(
            id = RequestId.read(json.part("id"), tray),
            actor = ActorId.read(json.part("actor"), tray),
            role = Role.read(json.part("role"), tray),
            newToken = LockToken.read(json.part("new_token"), tray),
            salt = Salt.read(json.part("salt"), tray),
            scheme = json.maybe("scheme")?.let { Scheme.read(it, tray) },
            variant = json.maybe("variant")?.let { it.text() },
        )
    }
}

/** A text of its own kind. */
@JvmInline
public value class RequestId(public val value: String) : Value {
    override fun toString(): String = value

    override fun write(tray: Tray): JsonElement = JsonPrimitive(value)

    public companion object : Reader<RequestId>() {
        override fun read(json: JsonElement, tray: Tray): RequestId =
            RequestId(json.text())
    }
}

/** A request that was answered. Of another actor the same id is another request. */
public data class RequestKey(
    /** Who asked. */
    public val actor: ActorId,
    /** The id that was given. */
    public val id: RequestId,
    /** What was asked, as a hash with the salt of the payload: nobody finds out by trial what was erased. */
    public val digest: ChainHash,
) : Value {
    override fun write(tray: Tray): JsonElement = record("actor" to actor.write(tray), "id" to id.write(tray), "digest" to digest.write(tray))

    public companion object : Reader<RequestKey>() {
        override fun read(json: JsonElement, tray: Tray): RequestKey =
            RequestKey(
            actor = ActorId.read(json.part("actor"), tray),
            id = RequestId.read(json.part("id"), tray),
            digest = ChainHash.read(json.part("digest"), tray),
        )
    }
}

/** A copy at one version. JSON: `{"format":"korrigo.copy/1","copy":{…}}`, without the token of its lock. */
public data class Snapshot(
    public val copy: Copy? = null,
    public val format: String = "",
) : Value {
    override fun write(tray: Tray): JsonElement = record("copy" to copy?.let { it.write(tray) }, "format" to plain(format))

    public companion object : Reader<Snapshot>() {
        override fun read(json: JsonElement, tray: Tray): Snapshot =
            Snapshot(
            copy = json.maybe("copy")?.let { Copy.read(it, tray) },
            format = json.maybe("format")?.let { it.text() } ?: "",
        )

        /**
         * The snapshot of a copy.
         * @param copy The copy.
         * @throws KorrigoException what the engine refuses
         */
        public fun create(copy: Copy): Snapshot =
            Call("copy::store::Snapshot::new")
                .with("copy") { tray -> copy.write(tray) }
                .run { json, tray -> Snapshot.read(json, tray) }
    }
}

/** Two copies that were joined. */
public data class StoreMerged(
    /** The copy that stays. */
    public val into: Answer,
    /** The copy whose pages it got. */
    public val from: Answer,
) : Value {
    override fun write(tray: Tray): JsonElement = record("into" to into.write(tray), "from" to from.write(tray))

    public companion object : Reader<StoreMerged>() {
        override fun read(json: JsonElement, tray: Tray): StoreMerged =
            StoreMerged(
            into = Answer.read(json.part("into"), tray),
            from = Answer.read(json.part("from"), tray),
        )
    }
}

/** What was taken in of a batch. */
public data class StoreSynced(
    /** What was done. */
    public val answer: Answer,
    /** What became of each command, in order. */
    public val outcomes: List<CommandOutcome>,
) : Value {
    override fun write(tray: Tray): JsonElement = record("answer" to answer.write(tray), "outcomes" to list(outcomes) { one0 -> one0.write(tray) })

    public companion object : Reader<StoreSynced>() {
        override fun read(json: JsonElement, tray: Tray): StoreSynced =
            StoreSynced(
            answer = Answer.read(json.part("answer"), tray),
            outcomes = json.part("outcomes").list { one0 -> CommandOutcome.read(one0, tray) },
        )
    }
}

/** A copy as its store gives it. */
public data class Stored(
    /** The time of the store. */
    public val now: Timestamp,
    /** All records after it, in order; all there are when there is none. */
    public val records: List<Record>,
    /** The records of the request that was asked for, in order, before or after the snapshot. */
    public val answered: List<Record>,
    /** The newest link, wherever it is. */
    public val link: Link? = null,
    /** The newest snapshot. */
    public val snapshot: Snapshot? = null,
    /** The token that was kept last. */
    public val token: LockToken? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("now" to now.write(tray), "records" to list(records) { one0 -> one0.write(tray) }, "answered" to list(answered) { one0 -> one0.write(tray) }, "link" to link?.let { it.write(tray) }, "snapshot" to snapshot?.let { it.write(tray) }, "token" to token?.let { it.write(tray) })

    /**
     * The copy: the snapshot and what happened since.
     * @param copy The copy.
     * @throws KorrigoException what the engine refuses
     */
    public fun open(copy: CopyId): Opened =
        Call("copy::store::Stored::open")
            .with("this") { tray -> write(tray) }
            .with("copy") { tray -> copy.write(tray) }
            .run { json, tray -> Opened.read(json, tray) }

    public companion object : Reader<Stored>() {
        override fun read(json: JsonElement, tray: Tray): Stored =
            Stored(
            now = Timestamp.read(json.part("now"), tray),
            records = json.part("records").list { one0 -> Record.read(one0, tray) },
            answered = json.part("answered").list { one0 -> Record.read(one0, tray) },
            link = json.maybe("link")?.let { Link.read(it, tray) },
            snapshot = json.maybe("snapshot")?.let { Snapshot.read(it, tray) },
            token = json.maybe("token")?.let { LockToken.read(it, tray) },
        )
    }
}

/** What a look at a chain found. */
public data class Verified(
    /** Links. */
    public val links: Int,
    /** Links whose payload was erased. */
    public val erased: Int,
    /** What is wrong; nothing when the chain stands. */
    public val faults: List<ChainFault>,
) : Value {
    override fun write(tray: Tray): JsonElement = record("links" to plain(links), "erased" to plain(erased), "faults" to list(faults) { one0 -> one0.write(tray) })

    public companion object : Reader<Verified>() {
        override fun read(json: JsonElement, tray: Tray): Verified =
            Verified(
            links = json.part("links").int(),
            erased = json.part("erased").int(),
            faults = json.part("faults").list { one0 -> ChainFault.read(one0, tray) },
        )
    }
}

/** What stands under `MemoryStore`. */
public object MemoryStore {
    /**
     * A store that forgets everything at the end; its clock stands until it is set.
     * @param now The time of its clock.
     * @throws KorrigoException what the engine refuses
     */
    public fun create(now: Timestamp = Timestamp(0L)): Store =
        Call("copy::store::MemoryStore::new")
            .with("now") { tray -> now.write(tray) }
            .run { json, tray -> Store.read(json, tray) }
}

/**
 * Sets the clock of the store.
 * @param now The time.
 * @throws KorrigoException what the engine refuses
 */
public fun Store.memoryStoreSetNow(now: Timestamp): Unit =
    Call("copy::store::MemoryStore::set_now")
        .with("this") { tray -> write(tray) }
        .with("now") { tray -> now.write(tray) }
        .run { json, tray -> json.orNull()?.let { one0 -> Unit } }

/**
 * Chains the heads of these copies, which should be all of the exam.
 * @param exam The host's id of the exam.
 * @param copies All copies of the exam.
 * @param reason Why: release, export, or because it is time.
 * @throws KorrigoException what the engine refuses
 */
public fun Store.checkpoint(exam: String, copies: List<CopyId>, reason: String): Checkpoint =
    Call("copy::store::checkpoint")
        .with("store") { tray -> write(tray) }
        .with("exam") { tray -> plain(exam) }
        .with("copies") { tray -> list(copies) { one0 -> one0.write(tray) } }
        .with("reason") { tray -> plain(reason) }
        .run { json, tray -> Checkpoint.read(json, tray) }

/**
 * Makes a copy of these pages.
 * @param copy The name of the copy.
 * @param pages Its pages, in order.
 * @param request Who asks.
 * @throws KorrigoException what the engine refuses
 */
public fun Store.create(copy: CopyId, pages: List<PageId>, request: Request): Answer =
    Call("copy::store::create")
        .with("store") { tray -> write(tray) }
        .with("copy") { tray -> copy.write(tray) }
        .with("pages") { tray -> list(pages) { one0 -> one0.write(tray) } }
        .with("request") { tray -> request.write(tray) }
        .run { json, tray -> Answer.read(json, tray) }

/**
 * Erases what was ever written about a copy; what it is now stays, and its chain still verifies.
 * @param copy The copy.
 * @throws KorrigoException what the engine refuses
 */
public fun Store.eraseHistory(copy: CopyId): Unit =
    Call("copy::store::erase_history")
        .with("store") { tray -> write(tray) }
        .with("copy") { tray -> copy.write(tray) }
        .run { json, tray -> json.orNull()?.let { one0 -> Unit } }

/**
 * Erases a copy and what was ever written about it. Its chain stays, and still verifies.
 * @param copy The copy.
 * @throws KorrigoException what the engine refuses
 */
public fun Store.forget(copy: CopyId): Unit =
    Call("copy::store::forget")
        .with("store") { tray -> write(tray) }
        .with("copy") { tray -> copy.write(tray) }
        .run { json, tray -> json.orNull()?.let { one0 -> Unit } }

/**
 * Carries a command out. Asked again under its id, it does nothing and answers as before.
 * @param copy The copy.
 * @param command What is asked.
 * @param request Who asks.
 * @throws KorrigoException what the engine refuses
 */
public fun Store.handle(copy: CopyId, command: Command, request: Request): Answer =
    Call("copy::store::handle")
        .with("store") { tray -> write(tray) }
        .with("copy") { tray -> copy.write(tray) }
        .with("command") { tray -> command.write(tray) }
        .with("request") { tray -> request.write(tray) }
        .run { json, tray -> Answer.read(json, tray) }

/**
 * Joins two copies, both or neither.
 * @param into The copy that stays.
 * @param from The copy whose pages it gets.
 * @param request Who asks.
 * @throws KorrigoException what the engine refuses
 */
public fun Store.merge(into: CopyId, from: CopyId, request: Request): StoreMerged =
    Call("copy::store::merge")
        .with("store") { tray -> write(tray) }
        .with("into") { tray -> into.write(tray) }
        .with("from") { tray -> from.write(tray) }
        .with("request") { tray -> request.write(tray) }
        .run { json, tray -> StoreMerged.read(json, tray) }

/**
 * Decides about a command to a copy that was loaded: for hosts that load and append in their own way.
 * @param stored The copy as its store gives it.
 * @param copy The copy.
 * @param command What is asked.
 * @param request Who asks.
 * @throws KorrigoException what the engine refuses
 */
public fun Store.Companion.prepare(stored: Stored, copy: CopyId, command: Command, request: Request): Prepared =
    Call("copy::store::prepare")
        .with("stored") { tray -> stored.write(tray) }
        .with("copy") { tray -> copy.write(tray) }
        .with("command") { tray -> command.write(tray) }
        .with("request") { tray -> request.write(tray) }
        .run { json, tray -> Prepared.read(json, tray) }

/**
 * Takes in what was done offline, and says what became of each command.
 * @param copy The copy.
 * @param batch What was done offline.
 * @param request Who asks.
 * @throws KorrigoException what the engine refuses
 */
public fun Store.sync(copy: CopyId, batch: OfflineBatch, request: Request): StoreSynced =
    Call("copy::store::sync")
        .with("store") { tray -> write(tray) }
        .with("copy") { tray -> copy.write(tray) }
        .with("batch") { tray -> batch.write(tray) }
        .with("request") { tray -> request.write(tray) }
        .run { json, tray -> StoreSynced.read(json, tray) }
