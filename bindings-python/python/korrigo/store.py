"""Where copies are kept, and how commands go through a store.

Written by bindings-common/generate/python.py; not by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass as _dataclass
from enum import StrEnum as _StrEnum
from typing import Any
from typing import TypeAlias as _TypeAlias

from . import _korrigo as _native
from . import _run
from . import copy as _copy
from . import exam as _exam
from . import words as _words
from ._korrigo import call as _call

__all__ = [
    "Answer",
    "Append",
    "AppendedCopy",
    "ChainFault",
    "ChainFaultBroken",
    "ChainFaultChanged",
    "ChainFaultCheckpoint",
    "ChainFaultHead",
    "ChainFaultOrder",
    "ChainFaultPayload",
    "ChainFaultStray",
    "ChainFaultUnknown",
    "ChainFaultVersion",
    "CommandOutcome",
    "Conflict",
    "ConflictAnnotation",
    "ConflictLock",
    "ConflictResult",
    "ConflictUnknown",
    "CopyLog",
    "Log",
    "LogReport",
    "MemoryStore",
    "OfflineBatch",
    "OfflineCommand",
    "Opened",
    "Outcome",
    "Prepared",
    "Record",
    "Refusal",
    "Request",
    "RequestId",
    "RequestKey",
    "Snapshot",
    "Store",
    "StoreMerged",
    "StoreSynced",
    "Stored",
    "Verified",
    "checkpoint",
    "create",
    "erase_history",
    "forget",
    "handle",
    "merge",
    "prepare",
    "sync",
]


RequestId: _TypeAlias = str
"""A text of its own kind."""


class Outcome(_StrEnum):
    """What became of a command that was given offline."""

    DONE = "done"
    """It was done."""
    KNOWN = "known"
    """It was taken in before."""
    KEPT = "kept"
    """It could not be done; it is kept as a rival of the marker's draft."""


class ChainFault:
    """What is wrong with a chain.

    One of `ChainFaultOrder`, `ChainFaultChanged`, `ChainFaultBroken`, `ChainFaultPayload`, `ChainFaultStray`,
    `ChainFaultVersion`, `ChainFaultHead`, `ChainFaultCheckpoint`, or `ChainFaultUnknown` of a newer korrigo.
    """

    __slots__ = ()

    def to_json(self) -> Any:
        """This as the value that JSON has for it."""
        raise NotImplementedError

    @staticmethod
    def from_json(value: Any) -> ChainFault:
        """Reads what `to_json` or the engine gave."""
        kind = _CHAIN_FAULT.get(value["fault"])
        return ChainFaultUnknown(json=value) if kind is None else kind.from_json(value)



@_dataclass(frozen=True, slots=True, kw_only=True)
class ChainFaultOrder(ChainFault):
    """Links are missing, doubled or in another order: another number was expected at this place."""

    place: int
    """The place, from 0."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"fault": "order", "place": self.place}

    @staticmethod
    def from_json(value: Any) -> ChainFaultOrder:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return ChainFaultOrder(
            place=value["place"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class ChainFaultChanged(ChainFault):
    """A link is not what it was."""

    sequence: int
    """Its number."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"fault": "changed", "sequence": self.sequence}

    @staticmethod
    def from_json(value: Any) -> ChainFaultChanged:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return ChainFaultChanged(
            sequence=value["sequence"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class ChainFaultBroken(ChainFault):
    """A link does not follow from the one before."""

    sequence: int
    """Its number."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"fault": "broken", "sequence": self.sequence}

    @staticmethod
    def from_json(value: Any) -> ChainFaultBroken:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return ChainFaultBroken(
            sequence=value["sequence"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class ChainFaultPayload(ChainFault):
    """A payload is not what the link says."""

    sequence: int
    """The number of the link."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"fault": "payload", "sequence": self.sequence}

    @staticmethod
    def from_json(value: Any) -> ChainFaultPayload:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return ChainFaultPayload(
            sequence=value["sequence"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class ChainFaultStray(ChainFault):
    """A payload that belongs to no link."""

    sequence: int
    """The number it is stored under."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"fault": "stray", "sequence": self.sequence}

    @staticmethod
    def from_json(value: Any) -> ChainFaultStray:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return ChainFaultStray(
            sequence=value["sequence"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class ChainFaultVersion(ChainFault):
    """Records of a copy are missing, doubled or in another order: this version was expected."""

    version: int
    """The version."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"fault": "version", "version": self.version}

    @staticmethod
    def from_json(value: Any) -> ChainFaultVersion:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return ChainFaultVersion(
            version=value["version"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class ChainFaultHead(ChainFault):
    """A checkpoint names a head that the chain of this copy does not have: its end was cut off or rewritten."""

    checkpoint: int
    """The checkpoint."""
    copy: _copy.CopyId
    """The copy."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"fault": "head", "checkpoint": self.checkpoint, "copy": self.copy}

    @staticmethod
    def from_json(value: Any) -> ChainFaultHead:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return ChainFaultHead(
            checkpoint=value["checkpoint"],
            copy=value["copy"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class ChainFaultCheckpoint(ChainFault):
    """A checkpoint is not what it was, or not in its place."""

    place: int
    """Its place, from 0."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"fault": "checkpoint", "place": self.place}

    @staticmethod
    def from_json(value: Any) -> ChainFaultCheckpoint:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return ChainFaultCheckpoint(
            place=value["place"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class ChainFaultUnknown(ChainFault):
    """What a newer korrigo knows: kept as it is."""

    json: Any

    def to_json(self) -> Any:
        """This as it was read."""
        return self.json

    @staticmethod
    def from_json(value: Any) -> ChainFaultUnknown:
        """Keeps what is not known."""
        return ChainFaultUnknown(json=value)


_CHAIN_FAULT: dict[Any, type[ChainFault]] = {
    "order": ChainFaultOrder,
    "changed": ChainFaultChanged,
    "broken": ChainFaultBroken,
    "payload": ChainFaultPayload,
    "stray": ChainFaultStray,
    "version": ChainFaultVersion,
    "head": ChainFaultHead,
    "checkpoint": ChainFaultCheckpoint,
}


class Conflict:
    """What a command collided with.

    One of `ConflictLock`, `ConflictAnnotation`, `ConflictResult`, or `ConflictUnknown` of a newer korrigo.
    """

    __slots__ = ()

    def to_json(self) -> Any:
        """This as the value that JSON has for it."""
        raise NotImplementedError

    @staticmethod
    def from_json(value: Any) -> Conflict:
        """Reads what `to_json` or the engine gave."""
        kind = _CONFLICT.get(value["conflict"])
        return ConflictUnknown(json=value) if kind is None else kind.from_json(value)



@_dataclass(frozen=True, slots=True, kw_only=True)
class ConflictLock(Conflict):
    """Somebody else's lock."""

    owner: _copy.ActorId
    """Who holds it."""
    until: _copy.Timestamp
    """Until when."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"conflict": "lock", "owner": self.owner, "until": self.until}

    @staticmethod
    def from_json(value: Any) -> ConflictLock:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return ConflictLock(
            owner=value["owner"],
            until=value["until"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class ConflictAnnotation(Conflict):
    """An annotation as it is now."""

    current: _copy.Annotation
    """It."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"conflict": "annotation", "current": self.current.to_json()}

    @staticmethod
    def from_json(value: Any) -> ConflictAnnotation:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return ConflictAnnotation(
            current=_copy.Annotation.from_json(value["current"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class ConflictResult(Conflict):
    """A final PDF that is there."""

    result: _copy.FinalResult
    """It."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"conflict": "result", "result": self.result.to_json()}

    @staticmethod
    def from_json(value: Any) -> ConflictResult:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return ConflictResult(
            result=_copy.FinalResult.from_json(value["result"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class ConflictUnknown(Conflict):
    """What a newer korrigo knows: kept as it is."""

    json: Any

    def to_json(self) -> Any:
        """This as it was read."""
        return self.json

    @staticmethod
    def from_json(value: Any) -> ConflictUnknown:
        """Keeps what is not known."""
        return ConflictUnknown(json=value)


_CONFLICT: dict[Any, type[Conflict]] = {
    "lock": ConflictLock,
    "annotation": ConflictAnnotation,
    "result": ConflictResult,
}


@_dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was done."""

    copy: _copy.Copy
    """The copy as it is now. It holds the hash of its lock's token, never the token."""
    now: _copy.Timestamp
    """The time of the store."""
    events: tuple[_copy.Event, ...]
    """What the request made happen: now, or when it came first."""
    repeated: bool
    """Whether it had been answered before, and nothing happened now."""
    token: _copy.LockToken | None = None
    """The token of the lock, for who asked, when the lock is theirs."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"copy": self.copy.to_json(), "now": self.now, "events": [one.to_json() for one in self.events], "repeated": self.repeated}
        if self.token is not None:
            said["token"] = self.token
        return said

    @staticmethod
    def from_json(value: Any) -> Answer:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Answer(
            copy=_copy.Copy.from_json(value["copy"]),
            now=value["now"],
            events=tuple([_copy.Event.from_json(one) for one in value["events"]]),
            repeated=value["repeated"],
            token=None if value.get("token") is None else _copy.LockToken(value["token"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Append:
    """Records to append to one copy."""

    copy: _copy.CopyId
    """The copy."""
    expected: int
    """The version that was loaded; 0 for a copy that is new."""
    records: tuple[Record, ...]
    """At least one, of the versions that follow."""
    token: _copy.LockToken | None = None
    """The token of the copy's lock from now on: it replaces the one that is kept. Nowhere else is a token kept."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"copy": self.copy, "expected": self.expected, "records": [one.to_json() for one in self.records]}
        if self.token is not None:
            said["token"] = self.token
        return said

    @staticmethod
    def from_json(value: Any) -> Append:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Append(
            copy=value["copy"],
            expected=value["expected"],
            records=tuple([Record.from_json(one) for one in value["records"]]),
            token=None if value.get("token") is None else _copy.LockToken(value["token"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class AppendedCopy:
    """What these events make of a copy."""

    append: Append
    """What has to be appended for it, token included."""
    copy: _copy.Copy
    """The copy after it. It holds the hash of its lock's token, never the token."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"append": self.append.to_json(), "copy": self.copy.to_json()}

    @staticmethod
    def from_json(value: Any) -> AppendedCopy:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return AppendedCopy(
            append=Append.from_json(value["append"]),
            copy=_copy.Copy.from_json(value["copy"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class CommandOutcome:
    """What became of one command of a batch."""

    sequence: int
    """Its number."""
    outcome: Outcome
    """What became of it."""
    refusal: Refusal | None = None
    """Why it could not be done."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"sequence": self.sequence, "outcome": self.outcome}
        if self.refusal is not None:
            said["refusal"] = self.refusal.to_json()
        return said

    @staticmethod
    def from_json(value: Any) -> CommandOutcome:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return CommandOutcome(
            sequence=value["sequence"],
            outcome=_run.known(Outcome, value["outcome"]),
            refusal=None if value.get("refusal") is None else Refusal.from_json(value["refusal"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class CopyLog:
    """The log of a copy."""

    copy: _copy.CopyId
    """The copy."""
    records: tuple[Record, ...]
    """What happened to it."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"copy": self.copy, "records": [one.to_json() for one in self.records]}

    @staticmethod
    def from_json(value: Any) -> CopyLog:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return CopyLog(
            copy=value["copy"],
            records=tuple([Record.from_json(one) for one in value["records"]]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """The log of an exam.
     JSON: `{"format":"korrigo.log/1","exam":"…","copies":[{"copy":"…","records":[…]}],"checkpoints":[…]}`.
    """

    format: str
    """"""
    exam: str
    """The host's id of the exam."""
    copies: tuple[CopyLog, ...]
    """Its copies."""
    checkpoints: tuple[_copy.Checkpoint, ...] = ()
    """Its checkpoints."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"format": self.format, "exam": self.exam, "copies": [one.to_json() for one in self.copies], "checkpoints": [one.to_json() for one in self.checkpoints]}

    @staticmethod
    def from_json(value: Any) -> Log:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Log(
            format=value["format"],
            exam=value["exam"],
            copies=tuple([CopyLog.from_json(one) for one in value["copies"]]),
            checkpoints=tuple([_copy.Checkpoint.from_json(one) for one in value["checkpoints"]]) if "checkpoints" in value else (),
        )

    @staticmethod
    def of(store: Store | _run.StoreLike, exam: str, copies: Sequence[_copy.CopyId]) -> Log:
        """What was decided about the copies of an exam, as one document that anybody can verify.

        store: The store.
        exam: The host's id of the exam.
        copies: Its copies.
        """
        items: list[Any] = []
        value = _call("copy::store::Log::of", {"store": _run.put(items, store), "exam": exam, "copies": list(copies)}, items)[0]
        return Log.from_json(value)

    @staticmethod
    def read(json: _run.Source, *, limits: _words.Limits | None = None) -> Log:
        """Reads a log.

        json: The file: bytes of JSON.
        limits: What reading it may cost.
        """
        items: list[Any] = []
        given: dict[str, Any] = {"json": _run.put(items, json)}
        if limits is not None:
            given["limits"] = limits.to_json()
        value = _call("copy::store::Log::read", given, items)[0]
        return Log.from_json(value)

    def verify(self) -> LogReport:
        """Looks whether every chain is whole and unchanged, and holds what the checkpoints name."""
        value = _call("copy::store::Log::verify", {"this": self.to_json()})[0]
        return LogReport.from_json(value)


@_dataclass(frozen=True, slots=True, kw_only=True)
class LogReport:
    """What a look at a log found, and whether everything stands."""

    copies: tuple[tuple[_copy.CopyId, Verified], ...]
    """What was found about each copy, in their order."""
    checkpoints: int
    """How many checkpoints there are."""
    faults: tuple[ChainFault, ...]
    """What is wrong with them, or with the heads they name."""
    stands: bool
    """Whether everything stands."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"copies": [[one[0], one[1].to_json()] for one in self.copies], "checkpoints": self.checkpoints, "faults": [one.to_json() for one in self.faults], "stands": self.stands}

    @staticmethod
    def from_json(value: Any) -> LogReport:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return LogReport(
            copies=tuple([(one[0], Verified.from_json(one[1])) for one in value["copies"]]),
            checkpoints=value["checkpoints"],
            faults=tuple([ChainFault.from_json(one) for one in value["faults"]]),
            stands=value["stands"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class OfflineBatch:
    """What a device did offline, in order."""

    client_id: str
    """The device: 1 to 64 bytes."""
    fence: int
    """The grant under which it was done."""
    commands: Sequence[OfflineCommand]
    """The commands."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"client_id": self.client_id, "fence": self.fence, "commands": [one.to_json() for one in self.commands]}

    @staticmethod
    def from_json(value: Any) -> OfflineBatch:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return OfflineBatch(
            client_id=value["client_id"],
            fence=_copy.Fence(value["fence"]),
            commands=tuple([OfflineCommand.from_json(one) for one in value["commands"]]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class OfflineCommand:
    """One command with its number on the device, from 1."""

    sequence: int
    """Its number."""
    command: _copy.Command
    """The command."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"sequence": self.sequence, "command": self.command.to_json()}

    @staticmethod
    def from_json(value: Any) -> OfflineCommand:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return OfflineCommand(
            sequence=value["sequence"],
            command=_copy.Command.from_json(value["command"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A copy that can be decided about."""

    copy: _copy.Copy
    """The copy. It holds the hash of its lock's token, never the token."""
    now: _copy.Timestamp
    """The time of the store."""
    link: _copy.Link | None = None
    """The newest link of its chain."""
    token: _copy.LockToken | None = None
    """The token of its lock, as the store kept it: nobody but the owner of the lock may see it."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"copy": self.copy.to_json(), "now": self.now}
        if self.link is not None:
            said["link"] = self.link.to_json()
        if self.token is not None:
            said["token"] = self.token
        return said

    @staticmethod
    def from_json(value: Any) -> Opened:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Opened(
            copy=_copy.Copy.from_json(value["copy"]),
            now=value["now"],
            link=None if value.get("link") is None else _copy.Link.from_json(value["link"]),
            token=None if value.get("token") is None else _copy.LockToken(value["token"]),
        )

    def append(self, events: Sequence[_copy.Event], salt: _copy.Salt, *, token: str | None = None) -> AppendedCopy:
        """What these events make of the copy, and what has to be appended for it.

        events: What happens to it.
        salt: 16 fresh random bytes.
        token: The token that was given beside the events, when one was: the store keeps it.
        """
        given: dict[str, Any] = {"this": self.to_json(), "events": [one.to_json() for one in events], "salt": salt}
        if token is not None:
            given["token"] = token
        value = _call("copy::store::Opened::append", given)[0]
        return AppendedCopy.from_json(value)


@_dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What has to be done for a request."""

    answer: Answer
    """The answer, when that is done."""
    append: Append | None = None
    """What to append first, token included. After a conflict, load and prepare again. Nothing when the answer stands
    already.
    """

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"answer": self.answer.to_json()}
        if self.append is not None:
            said["append"] = self.append.to_json()
        return said

    @staticmethod
    def from_json(value: Any) -> Prepared:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Prepared(
            answer=Answer.from_json(value["answer"]),
            append=None if value.get("append") is None else Append.from_json(value["append"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One event as it is kept."""

    version: int
    """The version of the copy after it: from 1, without a gap."""
    link: _copy.Link | None = None
    """Its link in the audit chain, when it is a decision."""
    payload: _copy.Payload | None = None
    """The event; `None` once it was erased."""
    request: RequestKey | None = None
    """The request that it answers; `None` for what is repeated in another way (offline batches)."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"version": self.version}
        if self.link is not None:
            said["link"] = self.link.to_json()
        if self.payload is not None:
            said["payload"] = self.payload.to_json()
        if self.request is not None:
            said["request"] = self.request.to_json()
        return said

    @staticmethod
    def from_json(value: Any) -> Record:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Record(
            version=value["version"],
            link=None if value.get("link") is None else _copy.Link.from_json(value["link"]),
            payload=None if value.get("payload") is None else _copy.Payload.from_json(value["payload"]),
            request=None if value.get("request") is None else RequestKey.from_json(value["request"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why something was not done. Nothing changed."""

    error: _words.Error
    """The code, a sentence, and what to do."""
    from_: _copy.Status
    """Where the copy stands."""
    attempted: str
    """What was tried."""
    allowed: tuple[str, ...]
    """What could be tried from there, by whom it is for: the holder of the lock, administrators, services. What
    everybody may tidy up at any time is not told: drafts of one's own, locks whose time is over.
    """
    conflict: Conflict | None = None
    """What it collided with, so that nobody has to ask again."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"error": self.error.to_json(), "from": self.from_, "attempted": self.attempted, "allowed": list(self.allowed)}
        if self.conflict is not None:
            said["conflict"] = self.conflict.to_json()
        return said

    @staticmethod
    def from_json(value: Any) -> Refusal:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Refusal(
            error=_words.Error.from_json(value["error"]),
            from_=_run.known(_copy.Status, value["from"]),
            attempted=value["attempted"],
            allowed=tuple(value["allowed"]),
            conflict=None if value.get("conflict") is None else Conflict.from_json(value["conflict"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Who asks, and what the machine cannot know itself; the time comes from the store."""

    id: RequestId
    """Its name: the same when it is asked again because no answer came. Best a random UUID."""
    actor: _copy.ActorId
    """Who asks."""
    role: _copy.Role
    """What that person or service may do."""
    new_token: str
    """A fresh token, in case a lock is granted: 32 hexadecimal digits of 16 random bytes."""
    salt: _copy.Salt
    """16 fresh random bytes for the payloads of the audit chain, as 32 hexadecimal digits."""
    scheme: _exam.Scheme | None = None
    """The exam's marking scheme, where it has one."""
    variant: str | None = None
    """The copy's subject, where the exam has several."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"id": self.id, "actor": self.actor, "role": self.role, "new_token": self.new_token, "salt": self.salt}
        if self.scheme is not None:
            said["scheme"] = self.scheme.to_json()
        if self.variant is not None:
            said["variant"] = self.variant
        return said

    @staticmethod
    def from_json(value: Any) -> Request:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Request(
            id=value["id"],
            actor=value["actor"],
            role=_run.known(_copy.Role, value["role"]),
            new_token=_copy.LockToken(value["new_token"]),
            salt=value["salt"],
            scheme=None if value.get("scheme") is None else _exam.Scheme.from_json(value["scheme"]),
            variant=value.get("variant"),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class RequestKey:
    """A request that was answered. Of another actor the same id is another request."""

    actor: _copy.ActorId
    """Who asked."""
    id: RequestId
    """The id that was given."""
    digest: _copy.ChainHash
    """What was asked, as a hash with the salt of the payload: nobody finds out by trial what was erased."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"actor": self.actor, "id": self.id, "digest": self.digest}

    @staticmethod
    def from_json(value: Any) -> RequestKey:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return RequestKey(
            actor=value["actor"],
            id=value["id"],
            digest=value["digest"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A copy at one version. JSON: `{"format":"korrigo.copy/1","copy":{…}}`, without the token of its lock."""

    copy: _copy.Copy | None = None
    """"""
    format: str = ""
    """"""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"format": self.format}
        if self.copy is not None:
            said["copy"] = self.copy.to_json()
        return said

    @staticmethod
    def from_json(value: Any) -> Snapshot:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Snapshot(
            copy=None if value.get("copy") is None else _copy.Copy.from_json(value["copy"]),
            format=value.get("format", ""),
        )

    @staticmethod
    def create(copy: _copy.Copy) -> Snapshot:
        """The snapshot of a copy.

        copy: The copy.
        """
        value = _call("copy::store::Snapshot::new", {"copy": copy.to_json()})[0]
        return Snapshot.from_json(value)


@_dataclass(frozen=True, slots=True, kw_only=True)
class StoreMerged:
    """Two copies that were joined."""

    into: Answer
    """The copy that stays."""
    from_: Answer
    """The copy whose pages it got."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"into": self.into.to_json(), "from": self.from_.to_json()}

    @staticmethod
    def from_json(value: Any) -> StoreMerged:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return StoreMerged(
            into=Answer.from_json(value["into"]),
            from_=Answer.from_json(value["from"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class StoreSynced:
    """What was taken in of a batch."""

    answer: Answer
    """What was done."""
    outcomes: tuple[CommandOutcome, ...]
    """What became of each command, in order."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"answer": self.answer.to_json(), "outcomes": [one.to_json() for one in self.outcomes]}

    @staticmethod
    def from_json(value: Any) -> StoreSynced:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return StoreSynced(
            answer=Answer.from_json(value["answer"]),
            outcomes=tuple([CommandOutcome.from_json(one) for one in value["outcomes"]]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A copy as its store gives it."""

    now: _copy.Timestamp
    """The time of the store."""
    records: Sequence[Record]
    """All records after it, in order; all there are when there is none."""
    answered: Sequence[Record]
    """The records of the request that was asked for, in order, before or after the snapshot."""
    link: _copy.Link | None = None
    """The newest link, wherever it is."""
    snapshot: Snapshot | None = None
    """The newest snapshot."""
    token: str | None = None
    """The token that was kept last."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"now": self.now, "records": [one.to_json() for one in self.records], "answered": [one.to_json() for one in self.answered]}
        if self.link is not None:
            said["link"] = self.link.to_json()
        if self.snapshot is not None:
            said["snapshot"] = self.snapshot.to_json()
        if self.token is not None:
            said["token"] = self.token
        return said

    @staticmethod
    def from_json(value: Any) -> Stored:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Stored(
            now=value["now"],
            records=tuple([Record.from_json(one) for one in value["records"]]),
            answered=tuple([Record.from_json(one) for one in value["answered"]]),
            link=None if value.get("link") is None else _copy.Link.from_json(value["link"]),
            snapshot=None if value.get("snapshot") is None else Snapshot.from_json(value["snapshot"]),
            token=None if value.get("token") is None else _copy.LockToken(value["token"]),
        )

    def open(self, copy: _copy.CopyId) -> Opened:
        """The copy: the snapshot and what happened since.

        copy: The copy.
        """
        value = _call("copy::store::Stored::open", {"this": self.to_json(), "copy": copy})[0]
        return Opened.from_json(value)


@_dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What a look at a chain found."""

    links: int
    """Links."""
    erased: int
    """Links whose payload was erased."""
    faults: tuple[ChainFault, ...]
    """What is wrong; nothing when the chain stands."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"links": self.links, "erased": self.erased, "faults": [one.to_json() for one in self.faults]}

    @staticmethod
    def from_json(value: Any) -> Verified:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Verified(
            links=value["links"],
            erased=value["erased"],
            faults=tuple([ChainFault.from_json(one) for one in value["faults"]]),
        )


class Store:
    """Where copies are kept, by the engine itself, in memory."""

    __slots__ = ("_item",)
    _item: _native.Store

    def __init__(self) -> None:
        raise TypeError("korrigo alone makes a Store")

    @staticmethod
    def _of(item: Any) -> Store:
        if isinstance(item, Store):
            return item
        made = object.__new__(Store)
        made._item = item
        return made


class MemoryStore:
    """Calls of the engine's `MemoryStore`."""

    __slots__ = ()

    @staticmethod
    def create(*, now: _copy.Timestamp | None = None) -> Store:
        """A store that forgets everything at the end; its clock stands until it is set.

        now: The time of its clock. Default: 0.
        """
        given: dict[str, Any] = {}
        if now is not None:
            given["now"] = now
        value, made = _call("copy::store::MemoryStore::new", given)
        return Store._of(made[value])

    @staticmethod
    def set_now(store: Store | _run.StoreLike, now: _copy.Timestamp) -> None:
        """Sets the clock of the store.

        store: The store.
        now: The time.
        """
        items: list[Any] = []
        _call("copy::store::MemoryStore::set_now", {"this": _run.put(items, store), "now": now}, items)


def checkpoint(store: Store | _run.StoreLike, exam: str, copies: Sequence[_copy.CopyId], reason: str) -> _copy.Checkpoint:
    """Chains the heads of these copies, which should be all of the exam.

    store: The store.
    exam: The host's id of the exam.
    copies: All copies of the exam.
    reason: Why: release, export, or because it is time.
    """
    items: list[Any] = []
    value = _call("copy::store::checkpoint", {"store": _run.put(items, store), "exam": exam, "copies": list(copies), "reason": reason}, items)[0]
    return _copy.Checkpoint.from_json(value)


def create(
    store: Store | _run.StoreLike,
    copy: _copy.CopyId,
    pages: Sequence[_words.PageId],
    request: Request,
) -> Answer:
    """Makes a copy of these pages.

    store: The store.
    copy: The name of the copy.
    pages: Its pages, in order.
    request: Who asks.
    """
    items: list[Any] = []
    value = _call("copy::store::create", {"store": _run.put(items, store), "copy": copy, "pages": list(pages), "request": request.to_json()}, items)[0]
    return Answer.from_json(value)


def erase_history(store: Store | _run.StoreLike, copy: _copy.CopyId) -> None:
    """Erases what was ever written about a copy; what it is now stays, and its chain still verifies.

    store: The store.
    copy: The copy.
    """
    items: list[Any] = []
    _call("copy::store::erase_history", {"store": _run.put(items, store), "copy": copy}, items)


def forget(store: Store | _run.StoreLike, copy: _copy.CopyId) -> None:
    """Erases a copy and what was ever written about it. Its chain stays, and still verifies.

    store: The store.
    copy: The copy.
    """
    items: list[Any] = []
    _call("copy::store::forget", {"store": _run.put(items, store), "copy": copy}, items)


def handle(store: Store | _run.StoreLike, copy: _copy.CopyId, command: _copy.Command, request: Request) -> Answer:
    """Carries a command out. Asked again under its id, it does nothing and answers as before.

    store: The store.
    copy: The copy.
    command: What is asked.
    request: Who asks.
    """
    items: list[Any] = []
    value = _call("copy::store::handle", {"store": _run.put(items, store), "copy": copy, "command": command.to_json(), "request": request.to_json()}, items)[0]
    return Answer.from_json(value)


def merge(store: Store | _run.StoreLike, into: _copy.CopyId, from_: _copy.CopyId, request: Request) -> StoreMerged:
    """Joins two copies, both or neither.

    store: The store.
    into: The copy that stays.
    from_: The copy whose pages it gets.
    request: Who asks.
    """
    items: list[Any] = []
    value = _call("copy::store::merge", {"store": _run.put(items, store), "into": into, "from": from_, "request": request.to_json()}, items)[0]
    return StoreMerged.from_json(value)


def prepare(stored: Stored, copy: _copy.CopyId, command: _copy.Command, request: Request) -> Prepared:
    """Decides about a command to a copy that was loaded: for hosts that load and append in their own way.

    stored: The copy as its store gives it.
    copy: The copy.
    command: What is asked.
    request: Who asks.
    """
    value = _call("copy::store::prepare", {"stored": stored.to_json(), "copy": copy, "command": command.to_json(), "request": request.to_json()})[0]
    return Prepared.from_json(value)


def sync(store: Store | _run.StoreLike, copy: _copy.CopyId, batch: OfflineBatch, request: Request) -> StoreSynced:
    """Takes in what was done offline, and says what became of each command.

    store: The store.
    copy: The copy.
    batch: What was done offline.
    request: Who asks.
    """
    items: list[Any] = []
    value = _call("copy::store::sync", {"store": _run.put(items, store), "copy": copy, "batch": batch.to_json(), "request": request.to_json()}, items)[0]
    return StoreSynced.from_json(value)
