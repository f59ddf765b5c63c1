"""The life of a copy: commands, events, locks, drafts, annotations.

Written by bindings-common/generate/python.py; not by hand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass as _dataclass
from dataclasses import field as _field
from enum import StrEnum as _StrEnum
from typing import Any
from typing import TypeAlias as _TypeAlias

from . import _run
from . import exam as _exam
from . import store as _store
from . import words as _words
from ._korrigo import call as _call

__all__ = [
    "ActorId",
    "Annotation",
    "AnnotationId",
    "ChainHash",
    "Checkpoint",
    "Claim",
    "Command",
    "CommandAppreciation",
    "CommandCreateAnnotation",
    "CommandDeleteAnnotation",
    "CommandDispatch",
    "CommandDropDraft",
    "CommandDropRival",
    "CommandFail",
    "CommandFinalize",
    "CommandForceUnlock",
    "CommandHeartbeat",
    "CommandIdentify",
    "CommandLeaveQuarantine",
    "CommandLock",
    "CommandQuarantine",
    "CommandReap",
    "CommandRecover",
    "CommandReleaseLock",
    "CommandRemark",
    "CommandReopen",
    "CommandRetry",
    "CommandSaveDraft",
    "CommandScore",
    "CommandStaple",
    "CommandStore",
    "CommandTag",
    "CommandUnknown",
    "CommandUpdateAnnotation",
    "CommandValidate",
    "Context",
    "Copy",
    "CopyId",
    "Decided",
    "Draft",
    "Event",
    "Fact",
    "FactAppreciation",
    "FactCreateAnn",
    "FactDeleteAnn",
    "FactDispatch",
    "FactDropDraft",
    "FactDropRival",
    "FactFinalize",
    "FactFinalizeFailed",
    "FactForceUnlock",
    "FactForkDraft",
    "FactGraded",
    "FactHeartbeat",
    "FactIdentify",
    "FactLeaveQuarantine",
    "FactLock",
    "FactMerged",
    "FactQuarantine",
    "FactRemark",
    "FactReopen",
    "FactSaveDraft",
    "FactScore",
    "FactStaple",
    "FactSynced",
    "FactTag",
    "FactUnknown",
    "FactUnlock",
    "FactUpdateAnn",
    "FactValidate",
    "Failure",
    "Fence",
    "FinalResult",
    "Joined",
    "Link",
    "LinkPayload",
    "Lock",
    "LockToken",
    "Payload",
    "Rival",
    "Role",
    "Salt",
    "SealedToken",
    "Shape",
    "ShapeArrow",
    "ShapeBonus",
    "ShapeComment",
    "ShapeError",
    "ShapeHighlight",
    "ShapeInk",
    "ShapeLine",
    "ShapeStamp",
    "ShapeText",
    "ShapeUnknown",
    "Stage",
    "StageFailed",
    "StageGraded",
    "StageGrading",
    "StageQuarantine",
    "StageReady",
    "StageStaging",
    "StageUnknown",
    "Status",
    "Synced",
    "Timestamp",
    "TokenHash",
    "Ttl",
    "UnlockReason",
    "decide",
    "merge",
    "sync",
    "verify",
    "verify_checkpoints",
]


ActorId: _TypeAlias = str
"""A text of its own kind."""


AnnotationId: _TypeAlias = str
"""A text of its own kind."""


ChainHash: _TypeAlias = str
"""A text of its own kind."""


CopyId: _TypeAlias = str
"""A text of its own kind."""


class LockToken(str):
    """A text of its own kind."""

    __slots__ = ()

    def hash(self) -> TokenHash:
        """What events and logs may show of a token."""
        value = _call("copy::LockToken::hash", {"this": self})[0]
        return TokenHash(value)


Salt: _TypeAlias = str
"""16 fresh random bytes, as 32 lower-case hexadecimal digits."""


SealedToken: _TypeAlias = str
"""A text of its own kind."""


class TokenHash(str):
    """A text of its own kind."""

    __slots__ = ()

    def is_of(self, token: str) -> bool:
        """Whether it is the hash of this token, in a time that says nothing of how close it is.

        token: The token.
        """
        value: bool = _call("copy::TokenHash::is_of", {"this": self, "token": token})[0]
        return value


class Fence(int):
    """How many locks were granted on a copy: it only grows, and is stored with every accepted write, so that a write
    of an earlier lock can be told from one of a later. At most 2^53 - 1.
    """

    __slots__ = ()

    def next(self) -> Fence | None:
        """The fence of the next grant."""
        value = _call("copy::Fence::next", {"this": self})[0]
        return (None if value is None else Fence(value))


Timestamp: _TypeAlias = int
"""A moment of the store's clock: milliseconds since 1970, UTC."""


class Ttl(int):
    """How long a lock lives after it was granted or extended: 1 to 3600 s, or up to 72 h offline."""

    __slots__ = ()

    def after(self, now: Timestamp) -> Timestamp:
        """When a lock ends that is granted now.

        now: From when on.
        """
        value: Timestamp = _call("copy::Ttl::after", {"this": self, "now": now})[0]
        return value

    @staticmethod
    def from_seconds(seconds: int) -> Ttl:
        """How long a lock lives: 1 to 3600 s, offline up to 72 h.

        seconds: Seconds.
        """
        value = _call("copy::Ttl::from_seconds", {"seconds": seconds})[0]
        return Ttl(value)


class Role(_StrEnum):
    """What somebody may do. The owner of an exam acts as its administrator."""

    ADMINISTRATOR = "administrator"
    """Everything."""
    MARKER = "marker"
    """Marks copies."""
    SERVICE = "service"
    """Makes final PDFs, tidies locks."""


class Status(_StrEnum):
    """Where a copy stands, as the wire calls it. `Locked` is a ready or failed copy that somebody holds."""

    STAGING = "STAGING"
    """Nobody looked at it yet."""
    QUARANTINE = "QUARANTINE"
    """Set aside."""
    READY = "READY"
    """Can be marked."""
    LOCKED = "LOCKED"
    """Somebody marks it."""
    GRADING_IN_PROGRESS = "GRADING_IN_PROGRESS"
    """Its final PDF is being made."""
    GRADING_FAILED = "GRADING_FAILED"
    """Its final PDF could not be made."""
    GRADED = "GRADED"
    """Done."""


class UnlockReason(_StrEnum):
    """How a lock ended."""

    EXPIRED = "expired"
    """Its time was over."""
    RELEASED = "released"
    """Its owner let it go."""


class Command:
    """What is asked. `token` proves the lock under which something is written; left out, it is refused.

    One of `CommandStaple`, `CommandValidate`, `CommandQuarantine`, `CommandLeaveQuarantine`, `CommandDispatch`,
    `CommandIdentify`, `CommandTag`, `CommandLock`, `CommandHeartbeat`, `CommandReleaseLock`, `CommandForceUnlock`,
    `CommandReap`, `CommandSaveDraft`, `CommandDropRival`, `CommandDropDraft`, `CommandCreateAnnotation`,
    `CommandUpdateAnnotation`, `CommandDeleteAnnotation`, `CommandScore`, `CommandRemark`, `CommandAppreciation`,
    `CommandFinalize`, `CommandRetry`, `CommandRecover`, `CommandStore`, `CommandFail`, `CommandReopen`, or
    `CommandUnknown` of a newer korrigo.
    """

    __slots__ = ()

    def to_json(self) -> Any:
        """This as the value that JSON has for it."""
        raise NotImplementedError

    @staticmethod
    def from_json(value: Any) -> Command:
        """Reads what `to_json` or the engine gave."""
        kind = _COMMAND.get(value["command"])
        return CommandUnknown(json=value) if kind is None else kind.from_json(value)



@_dataclass(frozen=True, slots=True, kw_only=True)
class CommandStaple(Command):
    """Add pages at the end."""

    pages: Sequence[_words.PageId]
    """The pages."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"command": "staple", "pages": list(self.pages)}

    @staticmethod
    def from_json(value: Any) -> CommandStaple:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return CommandStaple(
            pages=tuple(value["pages"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class CommandValidate(Command):
    """Say that the copy can be marked."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"command": "validate"}

    @staticmethod
    def from_json(value: Any) -> CommandValidate:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return CommandValidate()


@_dataclass(frozen=True, slots=True, kw_only=True)
class CommandQuarantine(Command):
    """Set the copy aside."""

    reason: str
    """Why."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"command": "quarantine", "reason": self.reason}

    @staticmethod
    def from_json(value: Any) -> CommandQuarantine:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return CommandQuarantine(
            reason=value["reason"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class CommandLeaveQuarantine(Command):
    """Take it back."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"command": "leave_quarantine"}

    @staticmethod
    def from_json(value: Any) -> CommandLeaveQuarantine:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return CommandLeaveQuarantine()


@_dataclass(frozen=True, slots=True, kw_only=True)
class CommandDispatch(Command):
    """Give the copy to a marker, or to nobody."""

    marker: ActorId | None = None
    """The marker."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"command": "dispatch"}
        if self.marker is not None:
            said["marker"] = self.marker
        return said

    @staticmethod
    def from_json(value: Any) -> CommandDispatch:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return CommandDispatch(
            marker=value.get("marker"),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class CommandIdentify(Command):
    """Say whose copy it is: the host's id of the candidate, never a name."""

    candidate: str | None = None
    """The candidate."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"command": "identify"}
        if self.candidate is not None:
            said["candidate"] = self.candidate
        return said

    @staticmethod
    def from_json(value: Any) -> CommandIdentify:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return CommandIdentify(
            candidate=value.get("candidate"),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class CommandTag(Command):
    """Give the copy these tags and no others."""

    tags: Sequence[str]
    """All of them."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"command": "tag", "tags": list(self.tags)}

    @staticmethod
    def from_json(value: Any) -> CommandTag:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return CommandTag(
            tags=tuple(value["tags"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class CommandLock(Command):
    """Take the lock, or extend one's own."""

    offline: bool = False
    """Take the copy offline: the lock then lives up to 72 h."""
    ttl: int = _field(default_factory=lambda: Ttl(600))
    """How long it lives."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"command": "lock", "offline": self.offline, "ttl": self.ttl}

    @staticmethod
    def from_json(value: Any) -> CommandLock:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return CommandLock(
            offline=value.get("offline", False),
            ttl=Ttl(value["ttl"]) if "ttl" in value else Ttl(600),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class CommandHeartbeat(Command):
    """Extend the lock."""

    token: str | None = None
    """The token."""
    ttl: int = _field(default_factory=lambda: Ttl(600))
    """How long it lives from now on."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"command": "heartbeat", "ttl": self.ttl}
        if self.token is not None:
            said["token"] = self.token
        return said

    @staticmethod
    def from_json(value: Any) -> CommandHeartbeat:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return CommandHeartbeat(
            token=None if value.get("token") is None else LockToken(value["token"]),
            ttl=Ttl(value["ttl"]) if "ttl" in value else Ttl(600),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class CommandReleaseLock(Command):
    """Let the lock go."""

    token: str | None = None
    """The token."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"command": "release_lock"}
        if self.token is not None:
            said["token"] = self.token
        return said

    @staticmethod
    def from_json(value: Any) -> CommandReleaseLock:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return CommandReleaseLock(
            token=None if value.get("token") is None else LockToken(value["token"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class CommandForceUnlock(Command):
    """End somebody's lock."""

    reason: str
    """Why."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"command": "force_unlock", "reason": self.reason}

    @staticmethod
    def from_json(value: Any) -> CommandForceUnlock:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return CommandForceUnlock(
            reason=value["reason"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class CommandReap(Command):
    """End the lock if its time is over: for whoever tidies."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"command": "reap"}

    @staticmethod
    def from_json(value: Any) -> CommandReap:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return CommandReap()


@_dataclass(frozen=True, slots=True, kw_only=True)
class CommandSaveDraft(Command):
    """Save what is being typed. A window sends the next when this one was answered, so that none overtakes another.
    """

    client_id: str
    """The window or device."""
    based_on: int
    """The revision that it builds on; 0 for the first."""
    content: str
    """What was typed."""
    token: str | None = None
    """The token."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"command": "save_draft", "client_id": self.client_id, "based_on": self.based_on, "content": self.content}
        if self.token is not None:
            said["token"] = self.token
        return said

    @staticmethod
    def from_json(value: Any) -> CommandSaveDraft:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return CommandSaveDraft(
            client_id=value["client_id"],
            based_on=value["based_on"],
            content=value["content"],
            token=None if value.get("token") is None else LockToken(value["token"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class CommandDropRival(Command):
    """Let a rival version of the own draft go."""

    client_id: str
    """The window or device that had saved it."""
    version: int
    """Which of its versions was seen: `Rival::version`."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"command": "drop_rival", "client_id": self.client_id, "version": self.version}

    @staticmethod
    def from_json(value: Any) -> CommandDropRival:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return CommandDropRival(
            client_id=value["client_id"],
            version=value["version"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class CommandDropDraft(Command):
    """Let the own draft go, when it holds no rival."""

    revision: int
    """The revision that was seen."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"command": "drop_draft", "revision": self.revision}

    @staticmethod
    def from_json(value: Any) -> CommandDropDraft:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return CommandDropDraft(
            revision=value["revision"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class CommandCreateAnnotation(Command):
    """Make an annotation."""

    annotation: Annotation
    """It; author and version are set by the machine."""
    token: str | None = None
    """The token."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"command": "create_annotation", "annotation": self.annotation.to_json()}
        if self.token is not None:
            said["token"] = self.token
        return said

    @staticmethod
    def from_json(value: Any) -> CommandCreateAnnotation:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return CommandCreateAnnotation(
            annotation=Annotation.from_json(value["annotation"]),
            token=None if value.get("token") is None else LockToken(value["token"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class CommandUpdateAnnotation(Command):
    """Change an annotation. What is left out stays."""

    id: AnnotationId
    """Which."""
    version: int
    """The version that was seen."""
    content: str | None = None
    """Another text."""
    score_delta: _run.AnyMark | None = None
    """Other points; `Some(None)` takes them away."""
    shape: Shape | None = None
    """Another shape."""
    token: str | None = None
    """The token."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"command": "update_annotation", "id": self.id, "version": self.version}
        if self.content is not None:
            said["content"] = self.content
        if self.score_delta is not None:
            said["score_delta"] = _run.mark(self.score_delta)
        if self.shape is not None:
            said["shape"] = self.shape.to_json()
        if self.token is not None:
            said["token"] = self.token
        return said

    @staticmethod
    def from_json(value: Any) -> CommandUpdateAnnotation:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return CommandUpdateAnnotation(
            id=value["id"],
            version=value["version"],
            content=value.get("content"),
            score_delta=None if value.get("score_delta") is None else _exam.read_mark(value["score_delta"]),
            shape=None if value.get("shape") is None else Shape.from_json(value["shape"]),
            token=None if value.get("token") is None else LockToken(value["token"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class CommandDeleteAnnotation(Command):
    """Take an annotation away."""

    id: AnnotationId
    """Which."""
    version: int
    """The version that was seen."""
    token: str | None = None
    """The token."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"command": "delete_annotation", "id": self.id, "version": self.version}
        if self.token is not None:
            said["token"] = self.token
        return said

    @staticmethod
    def from_json(value: Any) -> CommandDeleteAnnotation:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return CommandDeleteAnnotation(
            id=value["id"],
            version=value["version"],
            token=None if value.get("token") is None else LockToken(value["token"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class CommandScore(Command):
    """Score a question, or take its score back."""

    question: str
    """Which."""
    score: _run.AnyScore | None = None
    """What it gets."""
    token: str | None = None
    """The token."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"command": "score", "question": self.question}
        if self.score is not None:
            said["score"] = _run.mark(self.score)
        if self.token is not None:
            said["token"] = self.token
        return said

    @staticmethod
    def from_json(value: Any) -> CommandScore:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return CommandScore(
            question=value["question"],
            score=None if value.get("score") is None else _exam.read_score(value["score"]),
            token=None if value.get("token") is None else LockToken(value["token"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class CommandRemark(Command):
    """Write a remark on a question, or take it back."""

    question: str
    """Which."""
    text: str | None = None
    """The remark."""
    token: str | None = None
    """The token."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"command": "remark", "question": self.question}
        if self.text is not None:
            said["text"] = self.text
        if self.token is not None:
            said["token"] = self.token
        return said

    @staticmethod
    def from_json(value: Any) -> CommandRemark:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return CommandRemark(
            question=value["question"],
            text=value.get("text"),
            token=None if value.get("token") is None else LockToken(value["token"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class CommandAppreciation(Command):
    """Write the general comment."""

    text: str
    """The comment."""
    token: str | None = None
    """The token."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"command": "appreciation", "text": self.text}
        if self.token is not None:
            said["token"] = self.token
        return said

    @staticmethod
    def from_json(value: Any) -> CommandAppreciation:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return CommandAppreciation(
            text=value["text"],
            token=None if value.get("token") is None else LockToken(value["token"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class CommandFinalize(Command):
    """Declare the marking done."""

    revision: int
    """The revision that was seen."""
    scores: _exam.Scores | None = None
    """Scores, remarks and general comment to write first."""
    token: str | None = None
    """The token."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"command": "finalize", "revision": self.revision}
        if self.scores is not None:
            said["scores"] = self.scores.to_json()
        if self.token is not None:
            said["token"] = self.token
        return said

    @staticmethod
    def from_json(value: Any) -> CommandFinalize:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return CommandFinalize(
            revision=value["revision"],
            scores=None if value.get("scores") is None else _exam.Scores.from_json(value["scores"]),
            token=None if value.get("token") is None else LockToken(value["token"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class CommandRetry(Command):
    """Make the final PDF after a failure once more."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"command": "retry"}

    @staticmethod
    def from_json(value: Any) -> CommandRetry:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return CommandRetry()


@_dataclass(frozen=True, slots=True, kw_only=True)
class CommandRecover(Command):
    """Make the final PDF that nobody seems to be making any more."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"command": "recover"}

    @staticmethod
    def from_json(value: Any) -> CommandRecover:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return CommandRecover()


@_dataclass(frozen=True, slots=True, kw_only=True)
class CommandStore(Command):
    """The final PDF is stored."""

    attempt: int
    """The attempt that made it."""
    result: FinalResult
    """It."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"command": "store", "attempt": self.attempt, "result": self.result.to_json()}

    @staticmethod
    def from_json(value: Any) -> CommandStore:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return CommandStore(
            attempt=value["attempt"],
            result=FinalResult.from_json(value["result"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class CommandFail(Command):
    """The final PDF could not be made."""

    attempt: int
    """The attempt."""
    message: str
    """What went wrong."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"command": "fail", "attempt": self.attempt, "message": self.message}

    @staticmethod
    def from_json(value: Any) -> CommandFail:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return CommandFail(
            attempt=value["attempt"],
            message=value["message"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class CommandReopen(Command):
    """Open a graded copy again."""

    reason: str
    """Why."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"command": "reopen", "reason": self.reason}

    @staticmethod
    def from_json(value: Any) -> CommandReopen:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return CommandReopen(
            reason=value["reason"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class CommandUnknown(Command):
    """What a newer korrigo knows: kept as it is."""

    json: Any

    def to_json(self) -> Any:
        """This as it was read."""
        return self.json

    @staticmethod
    def from_json(value: Any) -> CommandUnknown:
        """Keeps what is not known."""
        return CommandUnknown(json=value)


_COMMAND: dict[Any, type[Command]] = {
    "staple": CommandStaple,
    "validate": CommandValidate,
    "quarantine": CommandQuarantine,
    "leave_quarantine": CommandLeaveQuarantine,
    "dispatch": CommandDispatch,
    "identify": CommandIdentify,
    "tag": CommandTag,
    "lock": CommandLock,
    "heartbeat": CommandHeartbeat,
    "release_lock": CommandReleaseLock,
    "force_unlock": CommandForceUnlock,
    "reap": CommandReap,
    "save_draft": CommandSaveDraft,
    "drop_rival": CommandDropRival,
    "drop_draft": CommandDropDraft,
    "create_annotation": CommandCreateAnnotation,
    "update_annotation": CommandUpdateAnnotation,
    "delete_annotation": CommandDeleteAnnotation,
    "score": CommandScore,
    "remark": CommandRemark,
    "appreciation": CommandAppreciation,
    "finalize": CommandFinalize,
    "retry": CommandRetry,
    "recover": CommandRecover,
    "store": CommandStore,
    "fail": CommandFail,
    "reopen": CommandReopen,
}


class Fact:
    """What happened.

    One of `FactStaple`, `FactMerged`, `FactValidate`, `FactQuarantine`, `FactLeaveQuarantine`, `FactDispatch`,
    `FactIdentify`, `FactTag`, `FactLock`, `FactHeartbeat`, `FactUnlock`, `FactForceUnlock`, `FactSaveDraft`,
    `FactForkDraft`, `FactDropRival`, `FactDropDraft`, `FactCreateAnn`, `FactUpdateAnn`, `FactDeleteAnn`,
    `FactScore`, `FactRemark`, `FactAppreciation`, `FactFinalize`, `FactGraded`, `FactFinalizeFailed`, `FactReopen`,
    `FactSynced`, or `FactUnknown` of a newer korrigo.
    """

    __slots__ = ()

    def to_json(self) -> Any:
        """This as the value that JSON has for it."""
        raise NotImplementedError

    @staticmethod
    def from_json(value: Any) -> Fact:
        """Reads what `to_json` or the engine gave."""
        kind = _FACT.get(value["event"])
        return FactUnknown(json=value) if kind is None else kind.from_json(value)

    def is_decision(self) -> bool:
        """Whether it is a decision, which the audit chain holds; heartbeats and drafts are none."""
        value: bool = _call("copy::Fact::is_decision", {"this": self.to_json()})[0]
        return value



@_dataclass(frozen=True, slots=True, kw_only=True)
class FactStaple(Fact):
    """The copy got pages at its end."""

    pages: tuple[_words.PageId, ...]
    """The pages."""
    annotations: tuple[Annotation, ...]
    """Annotations that came with them."""
    from_: CopyId | None = None
    """The copy they came from, when they did."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"event": "STAPLE", "pages": list(self.pages), "annotations": [one.to_json() for one in self.annotations]}
        if self.from_ is not None:
            said["from"] = self.from_
        return said

    @staticmethod
    def from_json(value: Any) -> FactStaple:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return FactStaple(
            pages=tuple(value["pages"]),
            annotations=tuple([Annotation.from_json(one) for one in value["annotations"]]),
            from_=value.get("from"),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class FactMerged(Fact):
    """The copy gave all its pages to another."""

    into: CopyId
    """The other."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"event": "MERGED", "into": self.into}

    @staticmethod
    def from_json(value: Any) -> FactMerged:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return FactMerged(
            into=value["into"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class FactValidate(Fact):
    """Somebody looked at the copy: it can be marked."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"event": "VALIDATE"}

    @staticmethod
    def from_json(value: Any) -> FactValidate:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return FactValidate()


@_dataclass(frozen=True, slots=True, kw_only=True)
class FactQuarantine(Fact):
    """The copy is set aside."""

    reason: str
    """Why."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"event": "QUARANTINE", "reason": self.reason}

    @staticmethod
    def from_json(value: Any) -> FactQuarantine:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return FactQuarantine(
            reason=value["reason"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class FactLeaveQuarantine(Fact):
    """The copy is no longer set aside."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"event": "LEAVE_QUARANTINE"}

    @staticmethod
    def from_json(value: Any) -> FactLeaveQuarantine:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return FactLeaveQuarantine()


@_dataclass(frozen=True, slots=True, kw_only=True)
class FactDispatch(Fact):
    """The copy was given to a marker, or to nobody."""

    marker: ActorId | None = None
    """The marker."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"event": "DISPATCH"}
        if self.marker is not None:
            said["marker"] = self.marker
        return said

    @staticmethod
    def from_json(value: Any) -> FactDispatch:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return FactDispatch(
            marker=value.get("marker"),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class FactIdentify(Fact):
    """Whose copy it is became known, or unknown again. The host's id of a candidate: never a name."""

    candidate: str | None = None
    """The candidate."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"event": "IDENTIFY"}
        if self.candidate is not None:
            said["candidate"] = self.candidate
        return said

    @staticmethod
    def from_json(value: Any) -> FactIdentify:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return FactIdentify(
            candidate=value.get("candidate"),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class FactTag(Fact):
    """The copy has these tags now."""

    tags: tuple[str, ...]
    """All of them."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"event": "TAG", "tags": list(self.tags)}

    @staticmethod
    def from_json(value: Any) -> FactTag:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return FactTag(
            tags=tuple(value["tags"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class FactLock(Fact):
    """A lock was granted."""

    token: SealedToken
    """Its token, as a hash."""
    granted: Fence
    """Which grant it is."""
    expires: Timestamp
    """When it ends."""
    offline: bool
    """Whether it was taken offline."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"event": "LOCK", "token": self.token, "granted": self.granted, "expires": self.expires, "offline": self.offline}

    @staticmethod
    def from_json(value: Any) -> FactLock:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return FactLock(
            token=value["token"],
            granted=Fence(value["granted"]),
            expires=value["expires"],
            offline=value["offline"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class FactHeartbeat(Fact):
    """A lock lives longer. Stored, not chained."""

    expires: Timestamp
    """When it ends now."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"event": "HEARTBEAT", "expires": self.expires}

    @staticmethod
    def from_json(value: Any) -> FactHeartbeat:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return FactHeartbeat(
            expires=value["expires"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class FactUnlock(Fact):
    """A lock ended."""

    reason: UnlockReason
    """How."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"event": "UNLOCK", "reason": self.reason}

    @staticmethod
    def from_json(value: Any) -> FactUnlock:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return FactUnlock(
            reason=_run.known(UnlockReason, value["reason"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class FactForceUnlock(Fact):
    """An administrator ended somebody's lock."""

    owner: ActorId
    """Whose."""
    reason: str
    """Why."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"event": "FORCE_UNLOCK", "owner": self.owner, "reason": self.reason}

    @staticmethod
    def from_json(value: Any) -> FactForceUnlock:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return FactForceUnlock(
            owner=value["owner"],
            reason=value["reason"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class FactSaveDraft(Fact):
    """A draft was saved. Stored, not chained."""

    revision: int
    """Its revision now."""
    client_id: str
    """The window or device."""
    content: str
    """What was typed."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"event": "SAVE_DRAFT", "revision": self.revision, "client_id": self.client_id, "content": self.content}

    @staticmethod
    def from_json(value: Any) -> FactSaveDraft:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return FactSaveDraft(
            revision=value["revision"],
            client_id=value["client_id"],
            content=value["content"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class FactForkDraft(Fact):
    """A draft was saved on top of an older revision, or after the lock was lost: both are kept. Stored, not chained.
    """

    based_on: int
    """The revision it was based on."""
    client_id: str
    """The window or device."""
    content: str
    """What was typed."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"event": "FORK_DRAFT", "based_on": self.based_on, "client_id": self.client_id, "content": self.content}

    @staticmethod
    def from_json(value: Any) -> FactForkDraft:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return FactForkDraft(
            based_on=value["based_on"],
            client_id=value["client_id"],
            content=value["content"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class FactDropRival(Fact):
    """Somebody looked at a rival version of the own draft and let it go. Stored, not chained."""

    client_id: str
    """The window or device that had saved it."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"event": "DROP_RIVAL", "client_id": self.client_id}

    @staticmethod
    def from_json(value: Any) -> FactDropRival:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return FactDropRival(
            client_id=value["client_id"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class FactDropDraft(Fact):
    """The own draft is done with. Stored, not chained."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"event": "DROP_DRAFT"}

    @staticmethod
    def from_json(value: Any) -> FactDropDraft:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return FactDropDraft()


@_dataclass(frozen=True, slots=True, kw_only=True)
class FactCreateAnn(Fact):
    """An annotation was made."""

    annotation: Annotation
    """It."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"event": "CREATE_ANN", "annotation": self.annotation.to_json()}

    @staticmethod
    def from_json(value: Any) -> FactCreateAnn:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return FactCreateAnn(
            annotation=Annotation.from_json(value["annotation"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class FactUpdateAnn(Fact):
    """An annotation was changed."""

    annotation: Annotation
    """As it is now."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"event": "UPDATE_ANN", "annotation": self.annotation.to_json()}

    @staticmethod
    def from_json(value: Any) -> FactUpdateAnn:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return FactUpdateAnn(
            annotation=Annotation.from_json(value["annotation"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class FactDeleteAnn(Fact):
    """An annotation was taken away."""

    id: AnnotationId
    """Which."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"event": "DELETE_ANN", "id": self.id}

    @staticmethod
    def from_json(value: Any) -> FactDeleteAnn:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return FactDeleteAnn(
            id=value["id"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class FactScore(Fact):
    """A question was scored, or its score taken back."""

    question: str
    """Which."""
    score: _exam.Score | None = None
    """What it got."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"event": "SCORE", "question": self.question}
        if self.score is not None:
            said["score"] = _run.mark(self.score)
        return said

    @staticmethod
    def from_json(value: Any) -> FactScore:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return FactScore(
            question=value["question"],
            score=None if value.get("score") is None else _exam.read_score(value["score"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class FactRemark(Fact):
    """A remark on a question was written, or taken back."""

    question: str
    """Which."""
    text: str | None = None
    """The remark."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"event": "REMARK", "question": self.question}
        if self.text is not None:
            said["text"] = self.text
        return said

    @staticmethod
    def from_json(value: Any) -> FactRemark:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return FactRemark(
            question=value["question"],
            text=value.get("text"),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class FactAppreciation(Fact):
    """The general comment was written."""

    text: str
    """The comment."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"event": "APPRECIATION", "text": self.text}

    @staticmethod
    def from_json(value: Any) -> FactAppreciation:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return FactAppreciation(
            text=value["text"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class FactFinalize(Fact):
    """The making of the final PDF began; the lock, if there was one, ended with it."""

    marker: ActorId
    """Whose marking it is."""
    revision: int
    """The revision of the copy."""
    attempt: int
    """The how-manieth attempt of this revision, from 1."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"event": "FINALIZE", "marker": self.marker, "revision": self.revision, "attempt": self.attempt}

    @staticmethod
    def from_json(value: Any) -> FactFinalize:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return FactFinalize(
            marker=value["marker"],
            revision=value["revision"],
            attempt=value["attempt"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class FactGraded(Fact):
    """The final PDF is stored."""

    result: FinalResult
    """It."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"event": "GRADED", "result": self.result.to_json()}

    @staticmethod
    def from_json(value: Any) -> FactGraded:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return FactGraded(
            result=FinalResult.from_json(value["result"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class FactFinalizeFailed(Fact):
    """The final PDF could not be made."""

    attempt: int
    """The attempt."""
    message: str
    """What went wrong."""
    alert: bool
    """Whether somebody must be told: at three failures and every one after."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"event": "FINALIZE_FAILED", "attempt": self.attempt, "message": self.message, "alert": self.alert}

    @staticmethod
    def from_json(value: Any) -> FactFinalizeFailed:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return FactFinalizeFailed(
            attempt=value["attempt"],
            message=value["message"],
            alert=value["alert"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class FactReopen(Fact):
    """An administrator opened a graded copy again. The old result stays."""

    reason: str
    """Why."""
    revision: int
    """The revision from now on."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"event": "REOPEN", "reason": self.reason, "revision": self.revision}

    @staticmethod
    def from_json(value: Any) -> FactReopen:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return FactReopen(
            reason=value["reason"],
            revision=value["revision"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class FactSynced(Fact):
    """Commands that were given offline were taken in, up to this number."""

    client_id: str
    """The device."""
    sequence: int
    """The number of the last one."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"event": "SYNCED", "client_id": self.client_id, "sequence": self.sequence}

    @staticmethod
    def from_json(value: Any) -> FactSynced:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return FactSynced(
            client_id=value["client_id"],
            sequence=value["sequence"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class FactUnknown(Fact):
    """What a newer korrigo knows: kept as it is."""

    json: Any

    def to_json(self) -> Any:
        """This as it was read."""
        return self.json

    @staticmethod
    def from_json(value: Any) -> FactUnknown:
        """Keeps what is not known."""
        return FactUnknown(json=value)


_FACT: dict[Any, type[Fact]] = {
    "STAPLE": FactStaple,
    "MERGED": FactMerged,
    "VALIDATE": FactValidate,
    "QUARANTINE": FactQuarantine,
    "LEAVE_QUARANTINE": FactLeaveQuarantine,
    "DISPATCH": FactDispatch,
    "IDENTIFY": FactIdentify,
    "TAG": FactTag,
    "LOCK": FactLock,
    "HEARTBEAT": FactHeartbeat,
    "UNLOCK": FactUnlock,
    "FORCE_UNLOCK": FactForceUnlock,
    "SAVE_DRAFT": FactSaveDraft,
    "FORK_DRAFT": FactForkDraft,
    "DROP_RIVAL": FactDropRival,
    "DROP_DRAFT": FactDropDraft,
    "CREATE_ANN": FactCreateAnn,
    "UPDATE_ANN": FactUpdateAnn,
    "DELETE_ANN": FactDeleteAnn,
    "SCORE": FactScore,
    "REMARK": FactRemark,
    "APPRECIATION": FactAppreciation,
    "FINALIZE": FactFinalize,
    "GRADED": FactGraded,
    "FINALIZE_FAILED": FactFinalizeFailed,
    "REOPEN": FactReopen,
    "SYNCED": FactSynced,
}


class Shape:
    """What is drawn, and where: in displayed, normalised coordinates of the page, origin top left, y down.

    One of `ShapeComment`, `ShapeHighlight`, `ShapeError`, `ShapeBonus`, `ShapeInk`, `ShapeLine`, `ShapeArrow`,
    `ShapeStamp`, `ShapeText`, or `ShapeUnknown` of a newer korrigo.
    """

    __slots__ = ()

    def to_json(self) -> Any:
        """This as the value that JSON has for it."""
        raise NotImplementedError

    @staticmethod
    def from_json(value: Any) -> Shape:
        """Reads what `to_json` or the engine gave."""
        kind = _SHAPE.get(value["kind"])
        return ShapeUnknown(json=value) if kind is None else kind.from_json(value)

    def check(self) -> None:
        """Refuses what cannot be drawn."""
        _call("copy::Shape::check", {"this": self.to_json()})



@_dataclass(frozen=True, slots=True, kw_only=True)
class ShapeComment(Shape):
    """A box with a remark."""

    x: float
    """"""
    y: float
    """"""
    w: float
    """"""
    h: float
    """"""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"kind": "COMMENT", "x": self.x, "y": self.y, "w": self.w, "h": self.h}

    @staticmethod
    def from_json(value: Any) -> ShapeComment:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return ShapeComment(
            x=value["x"],
            y=value["y"],
            w=value["w"],
            h=value["h"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class ShapeHighlight(Shape):
    """A translucent box."""

    x: float
    """"""
    y: float
    """"""
    w: float
    """"""
    h: float
    """"""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"kind": "HIGHLIGHT", "x": self.x, "y": self.y, "w": self.w, "h": self.h}

    @staticmethod
    def from_json(value: Any) -> ShapeHighlight:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return ShapeHighlight(
            x=value["x"],
            y=value["y"],
            w=value["w"],
            h=value["h"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class ShapeError(Shape):
    """A box around a mistake."""

    x: float
    """"""
    y: float
    """"""
    w: float
    """"""
    h: float
    """"""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"kind": "ERROR", "x": self.x, "y": self.y, "w": self.w, "h": self.h}

    @staticmethod
    def from_json(value: Any) -> ShapeError:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return ShapeError(
            x=value["x"],
            y=value["y"],
            w=value["w"],
            h=value["h"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class ShapeBonus(Shape):
    """A box around something that earns points."""

    x: float
    """"""
    y: float
    """"""
    w: float
    """"""
    h: float
    """"""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"kind": "BONUS", "x": self.x, "y": self.y, "w": self.w, "h": self.h}

    @staticmethod
    def from_json(value: Any) -> ShapeBonus:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return ShapeBonus(
            x=value["x"],
            y=value["y"],
            w=value["w"],
            h=value["h"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class ShapeInk(Shape):
    """Strokes of a pen."""

    strokes: tuple[tuple[tuple[float, float, float], ...], ...]
    """Each a list of points: x, y, and pressure from 0 to 1."""
    color: str
    """Red, green and blue, as `#rrggbb`."""
    width: float
    """Width at full pressure, as a share of the width of the page."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"kind": "INK", "strokes": [[list(one) for one in one] for one in self.strokes], "color": self.color, "width": self.width}

    @staticmethod
    def from_json(value: Any) -> ShapeInk:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return ShapeInk(
            strokes=tuple([tuple([(one[0], one[1], one[2]) for one in one]) for one in value["strokes"]]),
            color=value["color"],
            width=value["width"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class ShapeLine(Shape):
    """A straight line."""

    from_: tuple[float, float]
    """From where."""
    to: tuple[float, float]
    """To where."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"kind": "LINE", "from": list(self.from_), "to": list(self.to)}

    @staticmethod
    def from_json(value: Any) -> ShapeLine:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return ShapeLine(
            from_=(value["from"][0], value["from"][1]),
            to=(value["to"][0], value["to"][1]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class ShapeArrow(Shape):
    """A line with a head at its end."""

    from_: tuple[float, float]
    """From where."""
    to: tuple[float, float]
    """To where."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"kind": "ARROW", "from": list(self.from_), "to": list(self.to)}

    @staticmethod
    def from_json(value: Any) -> ShapeArrow:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return ShapeArrow(
            from_=(value["from"][0], value["from"][1]),
            to=(value["to"][0], value["to"][1]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class ShapeStamp(Shape):
    """A sign: `check`, `cross`, `tilde`, `question`."""

    name: str
    """Which."""
    x: float
    """"""
    y: float
    """"""
    w: float
    """"""
    h: float
    """"""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"kind": "STAMP", "name": self.name, "x": self.x, "y": self.y, "w": self.w, "h": self.h}

    @staticmethod
    def from_json(value: Any) -> ShapeStamp:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return ShapeStamp(
            name=value["name"],
            x=value["x"],
            y=value["y"],
            w=value["w"],
            h=value["h"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class ShapeText(Shape):
    """Text without a box."""

    x: float
    """"""
    y: float
    """"""
    w: float
    """"""
    h: float
    """"""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"kind": "TEXT", "x": self.x, "y": self.y, "w": self.w, "h": self.h}

    @staticmethod
    def from_json(value: Any) -> ShapeText:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return ShapeText(
            x=value["x"],
            y=value["y"],
            w=value["w"],
            h=value["h"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class ShapeUnknown(Shape):
    """What a newer korrigo knows: kept as it is."""

    json: Any

    def to_json(self) -> Any:
        """This as it was read."""
        return self.json

    @staticmethod
    def from_json(value: Any) -> ShapeUnknown:
        """Keeps what is not known."""
        return ShapeUnknown(json=value)


_SHAPE: dict[Any, type[Shape]] = {
    "COMMENT": ShapeComment,
    "HIGHLIGHT": ShapeHighlight,
    "ERROR": ShapeError,
    "BONUS": ShapeBonus,
    "INK": ShapeInk,
    "LINE": ShapeLine,
    "ARROW": ShapeArrow,
    "STAMP": ShapeStamp,
    "TEXT": ShapeText,
}


class Stage:
    """Where a copy stands, with what belongs to it there.

    One of `StageStaging`, `StageQuarantine`, `StageReady`, `StageGrading`, `StageFailed`, `StageGraded`, or
    `StageUnknown` of a newer korrigo.
    """

    __slots__ = ()

    def to_json(self) -> Any:
        """This as the value that JSON has for it."""
        raise NotImplementedError

    @staticmethod
    def from_json(value: Any) -> Stage:
        """Reads what `to_json` or the engine gave."""
        kind = _STAGE.get(value["stage"])
        return StageUnknown(json=value) if kind is None else kind.from_json(value)



@_dataclass(frozen=True, slots=True, kw_only=True)
class StageStaging(Stage):
    """Nobody looked at it yet."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"stage": "staging"}

    @staticmethod
    def from_json(value: Any) -> StageStaging:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return StageStaging()


@_dataclass(frozen=True, slots=True, kw_only=True)
class StageQuarantine(Stage):
    """Set aside."""

    reason: str
    """Why."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"stage": "quarantine", "reason": self.reason}

    @staticmethod
    def from_json(value: Any) -> StageQuarantine:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return StageQuarantine(
            reason=value["reason"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class StageReady(Stage):
    """Can be marked."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"stage": "ready"}

    @staticmethod
    def from_json(value: Any) -> StageReady:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return StageReady()


@_dataclass(frozen=True, slots=True, kw_only=True)
class StageGrading(Stage):
    """Its final PDF is being made."""

    claim: Claim
    """"""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"stage": "grading", **self.claim.to_json()}

    @staticmethod
    def from_json(value: Any) -> StageGrading:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return StageGrading(
            claim=Claim.from_json(value),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class StageFailed(Stage):
    """Its final PDF could not be made."""

    failure: Failure
    """"""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"stage": "failed", **self.failure.to_json()}

    @staticmethod
    def from_json(value: Any) -> StageFailed:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return StageFailed(
            failure=Failure.from_json(value),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class StageGraded(Stage):
    """Done."""

    final_result: FinalResult
    """"""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"stage": "graded", **self.final_result.to_json()}

    @staticmethod
    def from_json(value: Any) -> StageGraded:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return StageGraded(
            final_result=FinalResult.from_json(value),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class StageUnknown(Stage):
    """What a newer korrigo knows: kept as it is."""

    json: Any

    def to_json(self) -> Any:
        """This as it was read."""
        return self.json

    @staticmethod
    def from_json(value: Any) -> StageUnknown:
        """Keeps what is not known."""
        return StageUnknown(json=value)


_STAGE: dict[Any, type[Stage]] = {
    "staging": StageStaging,
    "quarantine": StageQuarantine,
    "ready": StageReady,
    "grading": StageGrading,
    "failed": StageFailed,
    "graded": StageGraded,
}


@_dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """One annotation. Its text and strokes are never shown in `Debug`."""

    id: AnnotationId
    """Its name."""
    page: _words.PageId
    """The page it lies on."""
    author: ActorId
    """Who made it."""
    content: str = ""
    """What is said."""
    question: str | None = None
    """The question it is about, by its id in the scheme: what the question got is shown beside the first."""
    score_delta: _exam.Mark | None = None
    """Points it gives or takes."""
    version: int = 0
    """How often it was changed."""
    shape: Shape
    """What is drawn, and where: in displayed, normalised coordinates of the page, origin top left, y down."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"id": self.id, "page": self.page, "author": self.author, "content": self.content, "version": self.version, **self.shape.to_json()}
        if self.question is not None:
            said["question"] = self.question
        if self.score_delta is not None:
            said["score_delta"] = _run.mark(self.score_delta)
        return said

    @staticmethod
    def from_json(value: Any) -> Annotation:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Annotation(
            id=value["id"],
            page=value["page"],
            author=value["author"],
            content=value.get("content", ""),
            question=value.get("question"),
            score_delta=None if value.get("score_delta") is None else _exam.read_mark(value["score_delta"]),
            version=value.get("version", 0),
            shape=Shape.from_json(value),
        )

    def check(self) -> None:
        """Refuses what cannot be drawn."""
        _call("copy::Annotation::check", {"this": self.to_json()})


@_dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """The heads of all chains of an exam at one moment, chained themselves."""

    sequence: int
    """Its place among the checkpoints of the exam, from 0."""
    at: Timestamp
    """When, by the store's clock."""
    reason: str
    """Why: release, export, or because it was time."""
    heads: Mapping[str, tuple[int, ChainHash]]
    """The last link of every copy that has one: its number and hash."""
    previous: ChainHash
    """The hash of the checkpoint before; zeros for the first."""
    hash: ChainHash
    """The hash of all of this."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"sequence": self.sequence, "at": self.at, "reason": self.reason, "heads": {key: list(one) for key, one in self.heads.items()}, "previous": self.previous, "hash": self.hash}

    @staticmethod
    def from_json(value: Any) -> Checkpoint:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Checkpoint(
            sequence=value["sequence"],
            at=value["at"],
            reason=value["reason"],
            heads={key: (one[0], one[1]) for key, one in value["heads"].items()},
            previous=value["previous"],
            hash=value["hash"],
        )

    @staticmethod
    def next(
        exam: str,
        at: Timestamp,
        reason: str,
        heads: Mapping[str, tuple[int, ChainHash]],
        *,
        last: Checkpoint | None = None,
    ) -> Checkpoint:
        """The next checkpoint of an exam.

        exam: The host's id of the exam.
        at: When, by the store's clock.
        reason: Why: release, export, or because it was time.
        heads: The last link of every copy that has one: its number and hash.
        last: The checkpoint before; left out for the first.
        """
        given: dict[str, Any] = {"exam": exam, "at": at, "reason": reason, "heads": {key: list(one) for key, one in heads.items()}}
        if last is not None:
            given["last"] = last.to_json()
        value = _call("copy::Checkpoint::next", given)[0]
        return Checkpoint.from_json(value)


@_dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """The right to make the final PDF."""

    marker: ActorId
    """Whose marking it is."""
    attempt: int
    """The attempt, from 1."""
    since: Timestamp
    """When it began."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"marker": self.marker, "attempt": self.attempt, "since": self.since}

    @staticmethod
    def from_json(value: Any) -> Claim:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Claim(
            marker=value["marker"],
            attempt=value["attempt"],
            since=value["since"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Who asks, when, and what the machine cannot know itself."""

    now: Timestamp
    """Now, by the store's clock."""
    actor: ActorId
    """Who asks."""
    role: Role
    """What that person or service may do."""
    new_token: str
    """A fresh token, in case a lock is granted: 32 hexadecimal digits of 16 random bytes."""
    scheme: _exam.Scheme | None = None
    """The exam's marking scheme, where it has one."""
    variant: str | None = None
    """The copy's subject, where the exam has several."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"now": self.now, "actor": self.actor, "role": self.role, "new_token": self.new_token}
        if self.scheme is not None:
            said["scheme"] = self.scheme.to_json()
        if self.variant is not None:
            said["variant"] = self.variant
        return said

    @staticmethod
    def from_json(value: Any) -> Context:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Context(
            now=value["now"],
            actor=value["actor"],
            role=_run.known(Role, value["role"]),
            new_token=LockToken(value["new_token"]),
            scheme=None if value.get("scheme") is None else _exam.Scheme.from_json(value["scheme"]),
            variant=value.get("variant"),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A copy. What is written about a candidate is never shown in `Debug`.
     In memory it holds the plain token of its lock: it is for whoever keeps copies alone. Serialised it holds the
    hash.
    """

    id: CopyId
    """Its name."""
    version: int
    """How many events made it what it is: what optimistic stores compare."""
    stage: Stage
    """Where it stands; see `Copy::status`."""
    pages: tuple[_words.PageId, ...]
    """Its pages, in order."""
    revision: int
    """How often it was opened again."""
    tags: tuple[str, ...]
    """Tags."""
    fence: Fence
    """The grant of the last lock."""
    drafts: Mapping[str, Draft]
    """Drafts, by marker."""
    annotations: Mapping[str, Annotation]
    """Annotations."""
    scores: _exam.Scores
    """Scores, remarks and general comment."""
    results: tuple[FinalResult, ...]
    """Every final PDF, in order of revisions."""
    synced: Mapping[str, int]
    """The last command taken in of every device that worked offline."""
    candidate: str | None = None
    """Whose copy it is: the host's id."""
    last_lock: Lock | None = None
    """The last lock; it may have ended: see `Copy::lock`."""
    marker: ActorId | None = None
    """Whose it is to mark."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"id": self.id, "version": self.version, "stage": self.stage.to_json(), "pages": list(self.pages), "revision": self.revision, "tags": list(self.tags), "fence": self.fence, "drafts": {key: one.to_json() for key, one in self.drafts.items()}, "annotations": {key: one.to_json() for key, one in self.annotations.items()}, "scores": self.scores.to_json(), "results": [one.to_json() for one in self.results], "synced": dict(self.synced)}
        if self.candidate is not None:
            said["candidate"] = self.candidate
        if self.last_lock is not None:
            said["last_lock"] = self.last_lock.to_json()
        if self.marker is not None:
            said["marker"] = self.marker
        return said

    @staticmethod
    def from_json(value: Any) -> Copy:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Copy(
            id=value["id"],
            version=value["version"],
            stage=Stage.from_json(value["stage"]),
            pages=tuple(value["pages"]),
            revision=value["revision"],
            tags=tuple(value["tags"]),
            fence=Fence(value["fence"]),
            drafts={key: Draft.from_json(one) for key, one in value["drafts"].items()},
            annotations={key: Annotation.from_json(one) for key, one in value["annotations"].items()},
            scores=_exam.Scores.from_json(value["scores"]),
            results=tuple([FinalResult.from_json(one) for one in value["results"]]),
            synced=value["synced"],
            candidate=value.get("candidate"),
            last_lock=None if value.get("last_lock") is None else Lock.from_json(value["last_lock"]),
            marker=value.get("marker"),
        )

    def apply(self, events: Sequence[Event]) -> Copy:
        """The copy after these events. As JSON a copy holds the hash of its lock's token, never the token.

        events: What happened, in order.
        """
        value = _call("copy::Copy::apply", {"this": self.to_json(), "events": [one.to_json() for one in events]})[0]
        return Copy.from_json(value)

    def lock(self, now: Timestamp) -> Lock | None:
        """The lock that holds at a moment.

        now: The moment.
        """
        value = _call("copy::Copy::lock", {"this": self.to_json(), "now": now})[0]
        return (None if value is None else Lock.from_json(value))

    @staticmethod
    def create(id: CopyId, pages: Sequence[_words.PageId]) -> Copy:
        """A new copy with these pages.

        id: Its name.
        pages: Its pages, in order.
        """
        value = _call("copy::Copy::new", {"id": id, "pages": list(pages)})[0]
        return Copy.from_json(value)

    def status(self, now: Timestamp) -> Status:
        """Where the copy stands at a moment.

        now: The moment.
        """
        value = _call("copy::Copy::status", {"this": self.to_json(), "now": now})[0]
        return _run.known(Status, value)


@_dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What was decided."""

    events: tuple[Event, ...]
    """What happens, to be appended as one."""
    token: LockToken | None = None
    """The token of the lock, when one is granted, for its owner alone: events and copies hold its hash."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"events": [one.to_json() for one in self.events]}
        if self.token is not None:
            said["token"] = self.token
        return said

    @staticmethod
    def from_json(value: Any) -> Decided:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Decided(
            events=tuple([Event.from_json(one) for one in value["events"]]),
            token=None if value.get("token") is None else LockToken(value["token"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The draft of one marker for one copy. Its content is never shown in `Debug`."""

    revision: int
    """Grows by one with every save."""
    client_id: str
    """The window or device that saved it."""
    saved: Timestamp
    """When it was saved."""
    fence: Fence
    """The lock under which it was saved."""
    content: str
    """What the client wrote: annotation in progress, scores, remarks, appreciation. Opaque."""
    rivals: tuple[Rival, ...] = ()
    """Versions that were saved on top of an older revision: kept until somebody looked at them."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"revision": self.revision, "client_id": self.client_id, "saved": self.saved, "fence": self.fence, "content": self.content, "rivals": [one.to_json() for one in self.rivals]}

    @staticmethod
    def from_json(value: Any) -> Draft:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Draft(
            revision=value["revision"],
            client_id=value["client_id"],
            saved=value["saved"],
            fence=Fence(value["fence"]),
            content=value["content"],
            rivals=tuple([Rival.from_json(one) for one in value["rivals"]]) if "rivals" in value else (),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened: when, by whom, under which lock, and what."""

    at: Timestamp
    """When, by the store's clock."""
    actor: ActorId
    """By whom."""
    fence: Fence | None = None
    """Under which grant of the lock, for what is written under one."""
    fact: Fact
    """What happened."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"at": self.at, "actor": self.actor, **self.fact.to_json()}
        if self.fence is not None:
            said["fence"] = self.fence
        return said

    @staticmethod
    def from_json(value: Any) -> Event:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Event(
            at=value["at"],
            actor=value["actor"],
            fence=None if value.get("fence") is None else Fence(value["fence"]),
            fact=Fact.from_json(value),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A final PDF that could not be made."""

    marker: ActorId
    """Whose marking it is."""
    attempt: int
    """How often it was tried."""
    message: str
    """What went wrong last."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"marker": self.marker, "attempt": self.attempt, "message": self.message}

    @staticmethod
    def from_json(value: Any) -> Failure:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Failure(
            marker=value["marker"],
            attempt=value["attempt"],
            message=value["message"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class FinalResult:
    """A final PDF."""

    revision: int
    """The revision of the copy that it shows."""
    pdf: _words.SourceHash
    """Its SHA-256."""
    key: _words.SourceHash
    """The hash of all that it was made of: under it the store keeps the file."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"revision": self.revision, "pdf": self.pdf, "key": self.key}

    @staticmethod
    def from_json(value: Any) -> FinalResult:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return FinalResult(
            revision=value["revision"],
            pdf=value["pdf"],
            key=value["key"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """What happens when two copies are joined, to be stored together or not at all."""

    into: tuple[Event, ...]
    """To the copy that stays."""
    from_: tuple[Event, ...]
    """To the copy whose pages it gets."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"into": [one.to_json() for one in self.into], "from": [one.to_json() for one in self.from_]}

    @staticmethod
    def from_json(value: Any) -> Joined:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Joined(
            into=tuple([Event.from_json(one) for one in value["into"]]),
            from_=tuple([Event.from_json(one) for one in value["from"]]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One decision about a copy."""

    sequence: int
    """Its place in the chain, from 0."""
    at: Timestamp
    """When, by the store's clock."""
    actor: ActorId
    """By whom."""
    kind: str
    """What kind of event it is, as events call it."""
    payload: ChainHash
    """The hash of its payload, with its salt."""
    previous: ChainHash
    """The hash of the link before; zeros for the first."""
    hash: ChainHash
    """The hash of all of this."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"sequence": self.sequence, "at": self.at, "actor": self.actor, "kind": self.kind, "payload": self.payload, "previous": self.previous, "hash": self.hash}

    @staticmethod
    def from_json(value: Any) -> Link:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Link(
            sequence=value["sequence"],
            at=value["at"],
            actor=value["actor"],
            kind=value["kind"],
            payload=value["payload"],
            previous=value["previous"],
            hash=value["hash"],
        )

    @staticmethod
    def next(copy: CopyId, event: Event, payload: Payload, *, last: Link | None = None) -> Link | None:
        """The next link of a copy's chain; nothing for an event that is no decision.

        copy: The copy.
        event: The event.
        payload: Its payload, which is stored apart.
        last: The newest link of its chain; left out for the first.
        """
        given: dict[str, Any] = {"copy": copy, "event": event.to_json(), "payload": payload.to_json()}
        if last is not None:
            given["last"] = last.to_json()
        value = _call("copy::Link::next", given)[0]
        return (None if value is None else Link.from_json(value))


@_dataclass(frozen=True, slots=True, kw_only=True)
class LinkPayload:
    """The payload of a link."""

    sequence: int
    """The number of the link."""
    payload: Payload
    """The payload."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"sequence": self.sequence, "payload": self.payload.to_json()}

    @staticmethod
    def from_json(value: Any) -> LinkPayload:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return LinkPayload(
            sequence=value["sequence"],
            payload=Payload.from_json(value["payload"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """The right to write to a copy."""

    owner: ActorId
    """Who holds it."""
    token: SealedToken
    """What proves it."""
    fence: Fence
    """Which grant it is."""
    expires: Timestamp
    """When it ends: from this moment on it is gone, whether or not somebody tidied."""
    offline: bool
    """Whether it was taken offline."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"owner": self.owner, "token": self.token, "fence": self.fence, "expires": self.expires, "offline": self.offline}

    @staticmethod
    def from_json(value: Any) -> Lock:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Lock(
            owner=value["owner"],
            token=value["token"],
            fence=Fence(value["fence"]),
            expires=value["expires"],
            offline=value["offline"],
        )

    def is_live(self, now: Timestamp) -> bool:
        """Whether the lock still holds.

        now: The moment.
        """
        value: bool = _call("copy::Lock::is_live", {"this": self.to_json(), "now": now})[0]
        return value


@_dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """What was decided, apart from the chain, so that it can be erased. Never shown in `Debug`."""

    salt: str
    """16 random bytes in hexadecimal digits: without them, nobody finds out by trial what was erased."""
    event: str
    """The event as JSON."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"salt": self.salt, "event": self.event}

    @staticmethod
    def from_json(value: Any) -> Payload:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Payload(
            salt=value["salt"],
            event=value["event"],
        )

    @staticmethod
    def create(event: Event, salt: Salt) -> Payload:
        """The payload of an event, with its salt: stored apart from the chain, so that it can be erased.

        event: The event.
        salt: 16 fresh random bytes.
        """
        value = _call("copy::Payload::new", {"event": event.to_json(), "salt": salt})[0]
        return Payload.from_json(value)


@_dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """A version of a draft that came too late to be the draft. Its content is never shown in `Debug`."""

    client_id: str
    """The window or device that saved it: of each, the last version is kept."""
    version: int
    """Which of the window's versions it is: the version of the copy at which it was kept."""
    based_on: int
    """The revision it was based on."""
    saved: Timestamp
    """When it was saved."""
    content: str
    """What the client wrote."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"client_id": self.client_id, "version": self.version, "based_on": self.based_on, "saved": self.saved, "content": self.content}

    @staticmethod
    def from_json(value: Any) -> Rival:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Rival(
            client_id=value["client_id"],
            version=value["version"],
            based_on=value["based_on"],
            saved=value["saved"],
            content=value["content"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Synced:
    """What became of a batch."""

    events: tuple[Event, ...]
    """What happened, to be appended as one."""
    outcomes: tuple[_store.CommandOutcome, ...]
    """What became of each command, in order."""
    token: LockToken | None = None
    """The token of the lock, when one is granted, for its owner alone: events and copies hold its hash."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"events": [one.to_json() for one in self.events], "outcomes": [one.to_json() for one in self.outcomes]}
        if self.token is not None:
            said["token"] = self.token
        return said

    @staticmethod
    def from_json(value: Any) -> Synced:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Synced(
            events=tuple([Event.from_json(one) for one in value["events"]]),
            outcomes=tuple([_store.CommandOutcome.from_json(one) for one in value["outcomes"]]),
            token=None if value.get("token") is None else LockToken(value["token"]),
        )


def decide(copy: Copy, command: Command, context: Context) -> Decided:
    """Decides about a command: what happens, or why it may not. Nothing changes until the events are applied.

    copy: The copy.
    command: What is asked.
    context: Who asks, and when.
    """
    value = _call("copy::decide", {"copy": copy.to_json(), "command": command.to_json(), "context": context.to_json()})[0]
    return Decided.from_json(value)


def merge(into: Copy, from_: Copy, context: Context) -> Joined:
    """Joins two copies of one candidate: nothing moves off its page.

    into: The copy that stays.
    from_: The copy whose pages it gets.
    context: Who asks, and when.
    """
    value = _call("copy::merge", {"into": into.to_json(), "from": from_.to_json(), "context": context.to_json()})[0]
    return Joined.from_json(value)


def sync(copy: Copy, batch: _store.OfflineBatch, context: Context) -> Synced:
    """Takes in what was done offline; what cannot be done is kept beside the marker's draft.

    copy: The copy.
    batch: What was done offline.
    context: Who asks, and when.
    """
    value = _call("copy::sync", {"copy": copy.to_json(), "batch": batch.to_json(), "context": context.to_json()})[0]
    return Synced.from_json(value)


def verify(copy: CopyId, links: Sequence[Link], payloads: Sequence[LinkPayload]) -> _store.Verified:
    """Looks whether the chain of a copy is whole and unchanged.

    copy: The copy.
    links: Its links, in order.
    payloads: The payloads that are still there.
    """
    value = _call("copy::verify", {"copy": copy, "links": [one.to_json() for one in links], "payloads": [one.to_json() for one in payloads]})[0]
    return _store.Verified.from_json(value)


def verify_checkpoints(exam: str, checkpoints: Sequence[Checkpoint], links: Mapping[str, Sequence[Link]]) -> tuple[_store.ChainFault, ...]:
    """What is wrong with the checkpoints of an exam, or with the heads that they name.

    exam: The host's id of the exam.
    checkpoints: Its checkpoints, in order.
    links: The chains of its copies.
    """
    value = _call("copy::verify_checkpoints", {"exam": exam, "checkpoints": [one.to_json() for one in checkpoints], "links": {key: [one.to_json() for one in one] for key, one in links.items()}})[0]
    return tuple([_store.ChainFault.from_json(one) for one in value])
