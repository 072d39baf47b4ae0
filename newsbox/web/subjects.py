"""The pages of people, organisations, places and topics; and what a person says of the sections of her front page."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from newsbox.errors import MarkError, QueryError
from newsbox.shelf import marks, sections, subjects
from newsbox.texts import printable
from newsbox.web import charts, feeds
from newsbox.web.feeds import absolute, person_of
from newsbox.web.pages import back, page_number, whole_number

if TYPE_CHECKING:
    from newsbox.library.models import Subject

LONGEST = 120
"""Characters of a name that a message repeats."""
ENTRIES = 50
"""Reports of a feed."""
KIND_NAMES = {"person": "Person", "organisation": "Organisation", "place": "Place", "topic": "Topic"}


@require_safe
def subject(request: HttpRequest, kind: str, name: str) -> HttpResponse:
    """What her reports say of somebody or something: the stories, day by day, and of a person the latest statements."""
    person = person_of(request)
    row = subjects.subject(person, name)
    if (kind, name) != (row.kind, row.slug):
        # Another spelling, or what other reports take it for.
        return redirect("subject", kind=row.kind, name=row.slug)
    page = page_number(request)
    cards, is_more = subjects.stories(person, row, page=page)
    counted = subjects.by_day(person, row)
    speaker, statements = subjects.said(person, row) if page == 1 else (None, [])
    days = [
        (at[0].newest, at)
        for _, each in groupby(cards, key=lambda c: timezone.localdate(c.newest))
        if (at := list(each))
    ]
    context = {
        "subject": row, "kind_name": KIND_NAMES[row.kind], "days": days, "count": sum(count for _, count in counted),
        "timeline": charts.days(counted, today=timezone.localdate()), "speaker": speaker, "statements": statements,
        "section": sections.state(person, row), "is_only_pinned": row.kind not in sections.BY_THEMSELVES, "feed": feeds.hers(request, "subject-feed", kind=row.kind, name=row.slug),
        "first": counted[0][0],
        "older": page + 1 if is_more else None, "newer": page - 1 if page > 1 else None,
    }  # fmt: skip
    return render(request, "web/subject.html", context)


@login_not_required
@require_safe
def subject_feed(request: HttpRequest, kind: str, name: str) -> HttpResponse:
    """The reports that speak of somebody or something as Atom, the newest first. A program shows who it is for by `?token=`."""
    person = feeds.reader(request)
    row = subjects.subject(person, name)
    where = {"kind": row.kind, "name": row.slug}
    feed = Atom1Feed(
        title=row.name,
        link=absolute(request, reverse("subject", kwargs=where)),
        description=f"Reports that speak of {row.name}",
        feed_url=absolute(request, reverse("subject-feed", kwargs=where)),
    )
    feeds.add_reports(feed, request, subjects.latest(person, row, limit=ENTRIES))
    return feeds.answer(request, feed)


@require_POST
def feed_key(request: HttpRequest) -> HttpResponse:
    """A key for her programs, made where a page shows a feed; the page it came from shows the address."""
    person = person_of(request)
    if not person.feed_token:
        marks.feed_key(person, is_wanted=True)
    messages.success(request, "Your feeds have addresses now. Whoever knows one can read that feed.")
    return back(request, reverse("front"))


# Sections --------------------------------------------------------------------------------------------------------------


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """The sections of her front page: those of today, those she pinned, those she hid, and her saved searches."""
    person = person_of(request)
    said = sections.said(person)
    known = {("search" if row.search_id else "subject", row.search_id or row.subject_id) for row in said}
    today = [
        column.about
        for column in sections.front(person, now=timezone.now()).columns
        if ("search" if column.about.kind == "search" else "subject", column.about.number) not in known
    ]
    context = {
        "said": said, "spoken_of": subjects.spoken_of(person, [row.subject_id for row in said if row.subject_id]), "today": today, "here": "stories", "leading": sections.LEADING, "searches": sections.MOST_SEARCHES,
        "unseen": [row for row in sections.searches(person) if ("search", row.pk) not in known
                   and all(about.kind != "search" or about.number != row.pk for about in today)],
    }  # fmt: skip
    return render(request, "web/sections.html", context)


@require_POST
def choose_one(request: HttpRequest) -> HttpResponse:
    """Pins a section, hides it, or leaves it to the day's stories."""
    person = person_of(request)
    wanted = request.POST.get("wanted", "")
    saved = sections.saved_search(person, whole_number(request.POST.get("search", ""), digits=11) or 0)
    name = request.POST.get("subject", "").strip()
    row: Subject | None = None if saved else sections.said_of(person, name)
    if not (saved or row):
        try:
            row = subjects.subject(person, name)
        except Http404:
            if not name or "search" in request.POST:
                raise
            # Typed by hand, so it may be misspelled; what others read answers the same.
            messages.error(request, f"None of your reports speaks of “{printable(name)[:LONGEST]}”.")
            return back(request, reverse("sections"))
    try:
        sections.choose(person, wanted, now=timezone.now(), subject=row, saved=saved)
    except MarkError as error:
        messages.error(request, error.sentence)
    except ValueError as error:
        raise Http404("no such wish") from error
    else:
        said = {
            "pinned": "stands on your front page, as soon as two stories are about it",
            "hidden": "stands on your front page no more",
        }
        messages.success(request, f"“{saved or row}” {said.get(wanted, 'is left to the day’s stories')}.")
    return back(request, reverse("sections"))


@require_POST
def save_search(request: HttpRequest) -> HttpResponse:
    """Keeps a search under a name; its stories are a section of her front page."""
    query = request.POST.get("q", "")
    try:
        row = sections.save_search(person_of(request), query, request.POST.get("name", ""), now=timezone.now())
    except QueryError as error:
        messages.error(request, f"This search was not saved: {error.what}")
    except MarkError as error:
        messages.error(request, error.sentence)
    else:
        messages.success(request, f"Saved as “{row}”. Its stories are a section of your front page.")
    return redirect(f"{reverse('search')}?{urlencode({'q': query})}")


@require_POST
def delete_search(request: HttpRequest, pk: int) -> HttpResponse:
    """A saved search goes."""
    if not sections.delete_search(person_of(request), pk):
        raise Http404("no such search")
    messages.success(request, "The saved search is gone, and its section.")
    return back(request, reverse("search"))
