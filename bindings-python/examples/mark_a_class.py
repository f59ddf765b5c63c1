"""From a scan to a marked paper: split, hide who wrote it, lock, annotate, score, flatten.

Run as `python mark_a_class.py SCAN.pdf FOLDER`.
"""

import secrets
import sys
import time
from pathlib import Path

from korrigo import booklet, copy, document, exam, flatten, redact, split, store, words


def request(actor: str, role: copy.Role) -> store.Request:
    """Who asks, under a fresh id: asked twice under one id, it happens once."""
    return store.Request(
        id=secrets.token_hex(16), actor=actor, role=role, new_token=secrets.token_hex(16), salt=secrets.token_hex(16)
    )


def main(scan_path: str, folder: str) -> None:
    out = Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    scan = document.Document.open(scan_path)
    plan = booklet.plan([booklet.NamedDocument(name="scan.pdf", document=scan)], booklet.PlanModeFixed(pages=4))
    key = exam.ExamKey.create(secrets.token_hex(32))
    ids = exam.IdScheme.create("MATH", len(plan.copies))

    first = None
    for file in split.apply(plan, [scan]):
        name = exam.anonymous_id(ids, key, file.index)
        zone = redact.Zone(page=0, x=0, y=0, w=1, h=0.25, reason=redact.ZoneReason.GIVEN)
        hidden = redact.apply(file.pdf, redact.plan(file.pdf, [zone]))
        hidden.to_bytes(to=out / f"{name}.pdf")
        print(name, len(file.pages), "pages")
        first = first or (name, file)
    if first is None:
        return

    # The life of the first copy, in a store that lives as long as this program.
    name, file = first
    kept = store.MemoryStore.create(now=int(time.time() * 1000))
    admin, marker = copy.Role.ADMINISTRATOR, copy.Role.MARKER
    store.create(kept, name, file.pages, request("admin", admin))
    store.handle(kept, name, copy.CommandValidate(), request("admin", admin))
    token = store.handle(kept, name, copy.CommandLock(), request("marker", marker)).token
    remark = copy.Annotation(
        id="a1",
        page=file.pages[0],
        author="marker",
        content="Bien vu",
        version=0,
        shape=copy.ShapeComment(x=0.1, y=0.4, w=0.3, h=0.05),
    )
    store.handle(kept, name, copy.CommandCreateAnnotation(annotation=remark, token=token), request("marker", marker))
    answer = store.handle(
        kept, name, copy.CommandScore(question="1", score=exam.Mark("13.5"), token=token), request("marker", marker)
    )

    item = exam.Item(id="1", label="Exercice 1", points=exam.Mark("20"))
    scheme = exam.Scheme(format="korrigo.scheme/1", scale=exam.Mark("20"), items=(item,))
    summary = flatten.Summary(scores=answer.copy.scores, scheme=scheme, exam="Mathématiques")
    marking = flatten.Marking(annotations=tuple(answer.copy.annotations.values()), summary=summary)
    options = flatten.FlattenOptions(language=words.Language.FRENCH)
    marked = flatten.write(file.pdf, file.pages, marking=marking, options=options, to=out / "marked.pdf")
    print("marked.pdf", marked.pages, "pages,", scheme.total(answer.copy.scores).value, "of 20")


if __name__ == "__main__":
    main(*sys.argv[1:])
