"""HTTP: who is asking, what is asked, and which bytes they may see.

Everybody is logged in and every change carries a CSRF token: Django's middleware. Markers get redacted bytes alone.
What the engine refuses becomes an answer in `korrigo.django.http`.
"""

import json

import korrigo.raster
from django import forms
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST
from korrigo.copy import Annotation, CommandCreateAnnotation, CommandLock, CommandScore

from . import services
from .models import Exam, Paper


class ExamForm(forms.ModelForm):
    class Meta:
        model = Exam
        fields = ("name", "pdf_source")


def exams(request):
    """Exams and papers; administrators put up a scan."""
    form = ExamForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        if not request.user.is_staff:
            raise PermissionDenied
        if form.is_valid():
            services.take_in(form.save(), request.user)
            return redirect("exams")
    papers = [(paper, status(paper)) for paper in Paper.objects.select_related("exam").order_by("exam", "name")]
    answer = {"form": form, "papers": papers}
    return render(request, "marking/exams.html", answer, status=400 if form.errors else 200)


@require_GET
def desk(request, paper):
    """The paper and what is needed to mark it."""
    paper = get_object_or_404(Paper, pk=paper)
    return render(request, "marking/desk.html", {"paper": paper, "numbers": range(1, len(paper.pages) + 1)})


@require_GET
def page(request, paper, number):
    """A page as a picture, for everybody from the redacted paper."""
    paper = get_object_or_404(Paper, pk=paper)
    if not 1 <= number <= len(paper.pages):
        raise Http404
    picture = korrigo.raster.page(services.for_markers(paper).to_bytes(), number - 1, 100.0)
    return private(picture.image, "image/png")


@require_GET
def paper_pdf(request, paper):
    """The paper: with its header for administrators, without for markers."""
    paper = get_object_or_404(Paper, pk=paper)
    pdf = services.stored(paper.identified) if request.user.is_staff else services.for_markers(paper).to_bytes()
    return private(pdf, "application/pdf", f"{paper.name}.pdf")


@require_GET
def state(request, paper):
    """Where the paper stands, and what was written on it."""
    paper = get_object_or_404(Paper, pk=paper)
    copy = services.opened(paper).copy
    said = {"status": status(paper), "pages": paper.pages, "revision": copy.revision, "scores": copy.scores.to_json()}
    return JsonResponse({**said, "annotations": [one.to_json() for one in copy.annotations.values()]})


@require_POST
def lock(request, paper):
    """Takes the lock, or extends one's own."""
    paper = get_object_or_404(Paper, pk=paper)
    answer = services.ask(paper.name, request.user, CommandLock(), asked_as(request))
    said = {"status": "LOCKED", "token": answer.token, "expires_at": answer.copy.last_lock.expires}
    return JsonResponse(said, status=201)


@require_POST
def annotations(request, paper):
    """Makes an annotation."""
    paper = get_object_or_404(Paper, pk=paper)
    try:
        annotation = Annotation.from_json({"author": str(request.user.pk), **body(request)})
    except (KeyError, TypeError, ValueError):
        raise BadRequest("an annotation has id, page, kind and a place") from None
    command = CommandCreateAnnotation(token=token(request), annotation=annotation)
    services.ask(paper.name, request.user, command, asked_as(request))
    return JsonResponse({"id": annotation.id}, status=201)


@require_POST
def scores(request, paper):
    """Scores questions: `{"1": "2.5"}`."""
    paper = get_object_or_404(Paper, pk=paper)
    for question, score in body(request).items():
        command = CommandScore(token=token(request), question=question, score=score)
        services.ask(paper.name, request.user, command)
    return JsonResponse({"status": "SAVED"})


@require_POST
def finalize(request, paper):
    """Ends the marking."""
    paper = get_object_or_404(Paper, pk=paper)
    return JsonResponse({"status": services.finalize(paper, request.user, token(request), asked_as(request))})


@require_GET
def final_pdf(request, paper):
    """The marked paper: over the identified one for administrators, over the redacted one for markers."""
    paper = get_object_or_404(Paper, pk=paper)
    if status(paper) != "GRADED":
        raise PermissionDenied
    pdf = services.stored(paper.final) if request.user.is_staff else services.final_for_markers(paper)
    return private(pdf, "application/pdf", f"{paper.name}-final.pdf")


def status(paper: Paper) -> str:
    seen = services.opened(paper)
    return str(seen.copy.status(seen.now))


def body(request) -> dict:
    try:
        said = json.loads(request.body)
    except ValueError:
        raise BadRequest("the body is no JSON") from None
    if not isinstance(said, dict):
        raise BadRequest("the body is no object")
    return said


def token(request) -> str | None:
    return request.headers.get("X-Lock-Token")


def asked_as(request) -> str | None:
    """The client's name of this request: the same when it asks again because no answer came."""
    return request.headers.get("Idempotency-Key")


def private(content: bytes, kind: str, name: str | None = None) -> HttpResponse:
    headers = {"Cache-Control": "no-store, private", "X-Content-Type-Options": "nosniff"}
    if name:
        headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return HttpResponse(content, content_type=kind, headers=headers)
