"""The desk: a draft, its reading, and where it doesn't add up, while somebody writes. Nothing is kept unless she asks."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from newsbox.errors import MarkError
from newsbox.shelf import marks, queries
from newsbox.types import Reading
from newsbox.web import doubts
from newsbox.web.pages import parts_of, person_of, whole_number

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from newsbox.shelf.models import Draft

LARGEST_FILE = 1024 * 1024
"""Bytes of an uploaded draft: HTML has more of them than the text it holds."""
PATIENCE = timedelta(seconds=8)
"""After this it is said that the background work does not answer."""
DESK = {"here": "desk", "most": marks.LONGEST_DRAFT}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: HttpRequest) -> HttpResponse:
    """An empty desk; a text that is handed to it becomes a draft, or the next revision of one."""
    person, now = person_of(request), timezone.now()
    if request.method != "POST":
        marks.open_desk(person, now=now)
        return render(request, "web/desk.html", {**DESK, "drafts": queries.drafts(person, now=now)})
    number = whole_number(request.POST.get("draft", ""), digits=17)
    before = queries.draft(person, number, now=now) if number is not None else None
    text = request.POST.get("text", "")
    if request.POST.get("then") == "drop" and before is not None:
        return _on_to(request, drop(request, before.pk))
    try:
        if file := request.FILES.get("file"):
            text = _text_of(file)
        # Forms end lines with two characters; files may.
        row = marks.draft(person, text.replace("\r\n", "\n"), now=now, of=before)
    except MarkError as error:
        context = {
            **DESK,
            "fault": error.sentence,
            "text": text[: marks.LONGEST_DRAFT],
            "draft": before,
        }
        if getattr(request, "htmx", False):
            # htmx leaves the page as it is where an answer is no success.
            return render(request, "web/_draft.html", context)
        return render(request, "web/desk.html", context, status=400)
    if request.POST.get("then") == "keep" and row.text.strip():
        return _on_to(request, keep(request, row.pk))
    if not getattr(request, "htmx", False):
        return redirect("draft", pk=row.pk)
    response = render(request, "web/_draft.html", {**_seen(row), "is_new": before is None})
    if before is None:
        response["HX-Replace-Url"] = reverse("draft", args=[row.pk])
    return response


def _on_to(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """A redirect that htmx follows with the whole page, where it is htmx that asks."""
    if not getattr(request, "htmx", False):
        return answer
    return HttpResponse(headers={"HX-Redirect": answer["Location"]})


def _text_of(file: UploadedFile[Any]) -> str:
    """The text of an uploaded draft. Raises MarkError for what is too large, or no text."""
    if (file.size or 0) > LARGEST_FILE:
        raise MarkError(f"the file is larger than {LARGEST_FILE // 2**20} MB.", about=file.name)
    body: bytes = file.read()
    for charset in ("utf-8-sig", "cp1252"):
        try:
            text = body.decode(charset)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise MarkError("this is no text, Markdown or HTML. Add it as a saved page instead.", about=file.name)


def _draft(request: HttpRequest, pk: int) -> Draft:
    row = queries.draft(person_of(request), pk, now=timezone.now())
    if row is None:
        raise Http404("no such draft")
    return row


def _seen(row: Draft) -> dict[str, Any]:
    """What the background work last saw in a draft, for the page beside it."""
    context: dict[str, Any] = {"draft": row, "fault": row.fault[:1].upper() + row.fault[1:]}
    context["is_slow"] = row.is_waiting and timezone.now() - row.touched > PATIENCE
    if row.reading is not None:
        reading = replace(Reading.from_dict(row.reading), subheads=tuple(row.subheads))
        told = doubts.of_draft(reading, reading.findings)
        context |= {**parts_of(reading, told), "doubts": told}
        figures = (claim for claim in reading.claims if claim.kind == "figure")
        context["figures"] = [(each, f"#p{each.span.at}" if isinstance(each.span.at, int) else "") for each in figures]
    return context


@never_cache
@require_safe
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft of hers, with what was seen in it."""
    row = _draft(request, pk)
    return render(request, "web/desk.html", {**DESK, **_seen(row), "text": row.text})


@never_cache
@require_safe
def reading(request: HttpRequest, pk: int) -> HttpResponse:
    """What was seen in a draft: asked for again and again while it waits."""
    return render(request, "web/_draft.html", _seen(_draft(request, pk)))


@require_POST
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """She wants it as a report: it is handed in like any pasted text, and leaves the desk."""
    row = _draft(request, pk)
    if not row.text.strip():
        raise Http404("nothing to keep")
    marks.hand_in(row.person, body=row.text.encode(), name="draft")
    marks.drop_draft(row)
    return redirect(reverse("add") + "#added")


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """She is done with it."""
    marks.drop_draft(_draft(request, pk))
    messages.success(request, "The draft is gone.")
    return redirect("desk")
