"""The small steps: bookmark, read, copy link, add, follow no more. Each works as a plain form, and by htmx without a new page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_http_methods, require_POST

from newsbox.errors import MarkError
from newsbox.library import doubts, keep
from newsbox.shelf import access, marks, opml, queries, starters
from newsbox.web.forms import AddForm, LettersForm
from newsbox.web.pages import absolute, back, doubts_of, person_of

if TYPE_CHECKING:
    from newsbox.library.models import Report
    from newsbox.shelf.models import Person

SAID = {"wrong": "Dismissed for the whole box", "right": "Noted: this is right", "": "Taken back"}
"""What is said of a finding, and what the box answers."""


def _article_or_front(person: Person, pk: int) -> HttpResponse:
    """The article's page, as long as it is hers: with her last mark on it a report of a source she left is hers no more."""
    return redirect("article", pk=pk) if access.is_visible(person, pk) else redirect("front")


def _is_step(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))


@require_POST
def bookmark(request: HttpRequest, pk: int) -> HttpResponse:
    """Bookmarks a report, or takes its bookmark away."""
    person = person_of(request)
    report = access.report(person, pk)
    wanted = request.POST.get("wanted") != "no"
    if wanted:
        marks.bookmark(person, report, now=timezone.now())
    else:
        marks.unbookmark(person, report)
    return _answer(
        request, report, "web/_bookmark.html", is_bookmarked=wanted, said="Bookmarked" if wanted else "Bookmark removed"
    )


@require_POST
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Marks a report read or unread."""
    person = person_of(request)
    report = access.report(person, pk)
    wanted = request.POST.get("wanted") != "no"
    marks.mark(person, report, is_read=wanted)
    return _answer(
        request, report, "web/_read.html", is_read=wanted, said="Marked as read" if wanted else "Marked as unread"
    )


def _answer(request: HttpRequest, report: Report, template: str, *, said: str, **marked: Any) -> HttpResponse:
    if not _is_step(request):
        person = person_of(request)
        return (
            back(request, reverse("article", args=[report.pk]))
            if access.is_visible(person, report.pk)
            else redirect("front")
        )
    for name, value in marked.items():
        setattr(report, name, value)
    response = render(request, template, {"report": report, "full": request.POST.get("full")})
    response["HX-Trigger"] = f'{{"announce": "{said}"}}'
    return response


@require_POST
def judge(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """She says that a finding is wrong, or right, or takes that back: for the whole box."""
    person = person_of(request)
    report = access.report(person, pk)
    verdict = request.POST.get("verdict", "")
    if verdict not in SAID:
        raise Http404("no such verdict")
    doubts.judge(access.finding(person, report, number), verdict, by=person.username, now=timezone.now())
    if not _is_step(request):
        return redirect(reverse("article", args=[pk]) + "#doubts")
    response = render(request, "web/_doubts.html", doubts_of(person, access.report(person, pk)))
    response["HX-Trigger"] = json.dumps({"announce": SAID[verdict]})
    return response


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Everything up to the moment the page was made is read: what arrived since is not."""
    try:
        until = parse_datetime(request.POST.get("until", "")) or timezone.now()
    except ValueError:
        until = timezone.now()
    until = until if timezone.is_aware(until) else timezone.make_aware(until)
    marks.mark_all_read(person_of(request), until=min(until, timezone.now()))
    messages.success(request, "Everything is marked as read.")
    return redirect("latest")


@require_POST
def share(request: HttpRequest, pk: int) -> HttpResponse:
    """The link by which anybody may read a report; for a script as JSON, else the article's page that shows it."""
    person = person_of(request)
    report = access.report(person, pk)
    link = absolute(request, reverse("shared", args=[marks.share(person, report).token]))
    if request.accepts("application/json") and not request.accepts("text/html"):
        return JsonResponse({"link": link})
    return redirect(reverse("article", args=[pk]) + "?link#link")


@require_POST
def unshare(request: HttpRequest, pk: int) -> HttpResponse:
    """The link leads nowhere from now on."""
    person = person_of(request)
    marks.unshare(person, access.report(person, pk))
    messages.success(request, "The link no longer works for anybody.")
    return _article_or_front(person, pk)


@require_POST
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    """A page she saved by hand goes."""
    person = person_of(request)
    marks.forget(person, access.report(person, pk))
    messages.success(request, "Removed from your saved pages.")
    return redirect("front")


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """The one way in: an address, a paste, or files."""
    person = person_of(request)
    is_given = request.method == "POST"
    form = AddForm(request.POST, request.FILES) if is_given else AddForm()
    if is_given and form.is_valid():
        if form.cleaned_data["address"]:
            marks.hand_in(person, address=form.cleaned_data["address"], folder=form.cleaned_data["folder"])
        if form.cleaned_data["text"]:
            marks.hand_in(person, body=form.cleaned_data["text"].encode(), name="pasted text")
        for file in form.cleaned_data["files"]:
            marks.hand_in(person, body=file.read(), name=file.name or "a file")
        return redirect(reverse("add") + "#added")
    additions = queries.additions(person)
    status = 400 if is_given else 200
    return render(request, "web/add.html", {"form": form, "additions": additions, "here": "add"}, status=status)


@require_POST
def add_letters(request: HttpRequest) -> HttpResponse:
    """She follows the newsletters in a folder of her mailbox."""
    person = person_of(request)
    form = LettersForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        source = marks.follow_letters(
            person, given["mailbox"], given["password"], now=timezone.now(), folder=given["folder"]
        )
        messages.success(request, f"You now follow {source}. Its letters arrive in a moment.")
        return redirect("source", pk=source.pk)
    context = {"form": AddForm(), "letters": form, "additions": queries.additions(person), "here": "add"}
    return render(request, "web/add.html", context, status=400)


@require_POST
def new_password(request: HttpRequest, pk: int) -> HttpResponse:
    """Another password for a mailbox she follows."""
    source = access.source(person_of(request), pk)
    if not source.is_letters:
        raise Http404("no such mailbox")
    if password := request.POST.get("password", ""):
        keep.new_password(source, password[:500], now=timezone.now())
        messages.success(request, "Kept. The mailbox will be visited in a moment.")
    return redirect("source", pk=pk)


def addition(request: HttpRequest, pk: int) -> HttpResponse:
    """How far something handed in is: asked for again and again while it waits."""
    row = queries.addition(person_of(request), pk)
    if row is None:
        raise Http404("no such thing")
    response = render(request, "web/_addition.html", {"addition": row})
    if row.state != row.State.WAITING:
        response["HX-Trigger"] = '{"announce": "Done: see what became of it"}'
    return response


@require_POST
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Which of the things a page leads to is meant."""
    person = person_of(request)
    row = queries.addition(person, pk)
    if row is None:
        raise Http404("no such thing")
    marks.choose(person, row, set(request.POST.getlist("url")), now=timezone.now())
    return redirect(reverse("add") + "#added")


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """She follows sources of the starter lists."""
    person = person_of(request)
    wanted = set(request.POST.getlist("url"))
    picked = [starter for each in starters.lists() for starter in each.starters if starter.url in wanted]
    now = timezone.now()
    for starter in picked:
        offer = {"url": starter.url, "title": starter.title, "site": starter.site}
        marks.follow(person, offer, now=now, folder=request.POST.get("folder", ""))
    if picked:
        count = len(picked)
        messages.success(
            request, f"You now follow {count} source{'s' if count > 1 else ''} more. Their reports arrive in a moment."
        )
    return redirect("sources" if picked else "starters")


@require_POST
def unfollow(request: HttpRequest, pk: int) -> HttpResponse:
    """She follows a source no more."""
    person = person_of(request)
    source = access.source(person, pk)
    if source.is_visited:
        marks.unsubscribe(person, source)
        messages.success(request, f"You no longer follow {source}.")
    return redirect("sources")


@require_POST
def visit(request: HttpRequest, pk: int) -> HttpResponse:
    """She wants a source visited now."""
    source = access.source(person_of(request), pk)
    marks.ask_for_visit(source, now=timezone.now())
    messages.success(request, f"{source} will be visited in a moment.")
    return redirect("source", pk=pk)


@require_POST
def feed_key(request: HttpRequest, pk: int) -> HttpResponse:
    """A key for her programs: made, made anew so that the former addresses lead nowhere, or taken back."""
    person = person_of(request)
    access.source(person, pk)
    wanted = request.POST.get("wanted", "yes")
    marks.feed_key(person, is_wanted=wanted != "no")
    said = "Your feeds’ addresses lead nowhere from now on." if wanted == "no" else "This is the feed’s address now."
    messages.success(request, said)
    return redirect(reverse("source", args=[pk]) + "#changes")


@require_POST
def full_text(request: HttpRequest, pk: int) -> HttpResponse:
    """When the pages of a source's new reports are fetched."""
    source = access.source(person_of(request), pk)
    try:
        marks.set_full_text(source, request.POST.get("when", ""))
    except MarkError as error:
        messages.error(request, error.sentence)
    else:
        messages.success(request, "Saved; it holds for the reports to come.")
    return redirect("source", pk=pk)


@require_POST
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Her own name and folder for a source."""
    person = person_of(request)
    marks.rename(
        person, access.source(person, pk), title=request.POST.get("title", ""), folder=request.POST.get("folder", "")
    )
    messages.success(request, "Saved.")
    return redirect("source", pk=pk)


def list_of_sources(request: HttpRequest) -> HttpResponse:
    """What she follows, as OPML."""
    response = HttpResponse(
        opml.written(person_of(request), now=timezone.now()), content_type="text/x-opml; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="newsbox.opml"'
    return response
