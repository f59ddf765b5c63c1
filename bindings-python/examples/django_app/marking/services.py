"""What the school does with papers. Decides nothing itself: who may do what, and when, is the engine's."""

import korrigo.exam
import korrigo.flatten
import korrigo.store
from django.core.files.storage import default_storage
from django.db import transaction
from korrigo.copy import CommandFail, CommandFinalize, CommandStore, CommandValidate, FinalResult, Status
from korrigo.django.jobs import FlattenJob, RedactJob, SplitJob, open_redacted
from korrigo.django.store import DjangoStore, request_by
from korrigo.flatten import Marking, Summary
from korrigo.redact import RedactedPdf
from korrigo.store import Answer, Opened, Stored

from .models import Exam, Paper

PAGES = 4
# Where candidates write their names: the top quarter of the first page.
HEADER = {"page": 0, "x": 0.0, "y": 0.0, "w": 1.0, "h": 0.25, "reason": "given"}
LABEL = {"page": 0, "x": 0.05, "y": 0.08, "w": 0.5, "h": 0.06}


def role(user) -> str:
    return "administrator" if user.is_staff else "marker"


def take_in(exam: Exam, user) -> None:
    """Splits an exam's scan, hides every header, and makes each paper ready. All of it, or nothing."""
    key = exam.key()
    split = SplitJob([exam.pdf_source.name], f"papers/{exam.pk}", mode={"kind": "fixed", "pages": PAGES}).run()
    ids = korrigo.exam.IdScheme.create(exam.name, max(len(split.copies), 1))
    with transaction.atomic():
        for copy in split.copies:
            name = str(korrigo.exam.anonymous_id(ids, key, copy.index))
            stamps = [{**LABEL, "text": name}]
            hidden = RedactJob(copy.name, f"redacted/{exam.pk}", key, [HEADER], stamps).run()
            Paper.objects.create(
                name=name,
                exam=exam,
                pages=copy.pages,
                identified=copy.name,
                redacted=hidden.name,
                receipt=hidden.receipt,
            )
            korrigo.store.create(DjangoStore(), name, copy.pages, request_by(user.pk, role(user)))
            ask(name, user, CommandValidate())


def ask(name: str, user, command, request_id: str | None = None) -> Answer:
    return korrigo.store.handle(DjangoStore(), name, command, request_by(user.pk, role(user), request_id))


def opened(paper: Paper) -> Opened:
    """A paper as it is now."""
    return Stored.from_json(DjangoStore().load(paper.name)).open(paper.name)


def for_markers(paper: Paper) -> RedactedPdf:
    """The redacted paper, proven anew each time: nothing else is ever shown to a marker."""
    return open_redacted(paper.redacted, paper.receipt, paper.exam.key())


def marking(paper: Paper, copy) -> Marking:
    summary = Summary(exam=paper.exam.name, who=paper.name, scores=copy.scores)
    return Marking(annotations=list(copy.annotations.values()), summary=summary)


def finalize(paper: Paper, user, token: str | None, request_id: str | None) -> Status:
    """Ends the marking and makes the paper that goes back. Asked again, it finds it made."""
    seen = opened(paper)
    claimed = ask(paper.name, user, CommandFinalize(token=token, revision=seen.copy.revision), request_id)
    if claimed.copy.status(claimed.now) is Status.GRADED:
        return Status.GRADED
    attempt = claimed.copy.stage.claim.attempt
    try:
        drawn = marking(paper, claimed.copy).to_json()
        made = FlattenJob(paper.identified, paper.pages, f"returned/{paper.exam_id}", drawn).run()
    except Exception as error:
        service(paper, CommandFail(attempt=attempt, message=getattr(error, "code", type(error).__name__)))
        raise
    with transaction.atomic():
        result = FinalResult(revision=claimed.copy.revision, pdf=made.sha256, key=made.key)
        done = service(paper, CommandStore(attempt=attempt, result=result))
        Paper.objects.filter(pk=paper.pk).update(final=made.name)
    return done.copy.status(done.now)


def service(paper: Paper, command) -> Answer:
    return korrigo.store.handle(DjangoStore(), paper.name, command, request_by("finalizer", "service"))


def final_for_markers(paper: Paper) -> bytes:
    """The marks over the redacted paper."""
    copy = opened(paper).copy
    drawn = korrigo.flatten.write_for_marker(for_markers(paper), paper.name, paper.pages, marking=marking(paper, copy))
    return drawn.pdf


def stored(name: str) -> bytes:
    with default_storage.open(name, "rb") as file:
        return file.read()
