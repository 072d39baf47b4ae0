"""The pages of stories: the front page, one story and its ledger, those somebody follows; and the small steps on them."""

from __future__ import annotations

from collections.abc import Collection
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from newsbox.errors import MarkError
from newsbox.library import keep, ledger
from newsbox.library import stories as library
from newsbox.library.ledger import Heard, Ledger
from newsbox.shelf import access, fronts, marks, queries, sections, subjects
from newsbox.web import charts, doubts, feeds, outlets
from newsbox.web.pages import absolute, latest, page_number, person_of, whole_number

if TYPE_CHECKING:
    from newsbox.library.models import Story
    from newsbox.shelf.fronts import Seen
    from newsbox.shelf.models import Person


# The front page -----------------------------------------------------------------------------------------------------------


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """What she wants to find when she opens the site: the stories of the day, or the latest reports."""
    is_list = person_of(request).front == "list" or "show" in request.GET or "from" in request.GET
    return latest(request) if is_list else stories(request)


@require_safe
def stories(request: HttpRequest) -> HttpResponse:
    """The stories of the day, each told by several newsrooms: the weightiest, then sections, then the rest."""
    person = person_of(request)
    page = page_number(request)
    shown = sections.front(person, now=timezone.now(), page=page)
    lead, leading = (shown.leading[0], shown.leading[1:]) if shown.leading else (None, [])
    has_sources = bool(lead or shown.rest) or queries.follows_something(person)
    context = {
        "lead": lead, "leading": leading, "columns": shown.columns, "cards": shown.rest, "has_sources": has_sources, "here": "stories",
        "feed": feeds.hers(request, "front-feed"), "older": page + 1 if shown.is_more else None, "newer": page - 1 if page > 1 else None,
        "is_first": person.front == "stories", "view": "stories",
    }  # fmt: skip
    return render(request, "web/stories.html", context)


@require_POST
def choose_front(request: HttpRequest) -> HttpResponse:
    """What she wants to find when she opens the site, from now on."""
    try:
        marks.choose_front(person_of(request), request.POST.get("front", ""))
    except ValueError as error:
        raise Http404("no such front") from error
    messages.success(request, "NewsBox opens with this from now on.")
    return redirect("front")


@require_safe
def followed(request: HttpRequest) -> HttpResponse:
    """The stories she follows, with what is new in each; and those she keeps off her front page."""
    person = person_of(request)
    context = {
        "followed": fronts.followed(person),
        "muted": fronts.muted(person),
        "here": "stories",
        "view": "followed",
    }
    return render(request, "web/followed.html", context)


# One story ------------------------------------------------------------------------------------------------------------------


@never_cache
@require_safe
def story(request: HttpRequest, pk: int) -> HttpResponse:
    """A story: who told what, when, on whose word."""
    person = person_of(request)
    row = access.story(person, pk)
    if row.pk != pk:
        return redirect("story", pk=row.pk)
    seen = fronts.story(person, row)
    share = fronts.share_of_story(person, row)
    of_outlets = outlets.of_story(request, seen)
    context = {
        **_ledger(seen, only=of_outlets.get("chosen", {}).get("reports")),
        **of_outlets,
        "doubts": doubts.of_story(fronts.disagreements(seen), seen.reports, seen.editions),
        "is_muted": fronts.is_muted(person, row),
        "changes": fronts.changes(person, row),
        "near": fronts.near(person, seen),
        "link": absolute(request, reverse("shared-story", args=[share.token])) if share else None,
        "feed": absolute(request, reverse("story-feed", args=[share.token])) if share else None,
        "show_link": "link" in request.GET,
        "speaks_of": subjects.of_reports((report.pk for report in seen.reports), most=6),
        "own_feed": feeds.hers(request, "own-story-feed", pk=row.pk),
        "here": "stories",
    }
    marks.look_at_story(person, row, now=timezone.now())
    return render(request, "web/story.html", context)


def _ledger(seen: Seen, *, only: Collection[int] | None = None) -> dict[str, Any]:
    """What a story's page shows, whoever looks. only: the reports that its hours tell of, where not all were asked for."""
    heard = _heard(seen)
    told: Ledger = ledger.ledger(heard)
    arrivals = [each for each in told.arrivals if only is None or each.report in only]
    names = {each.report: each.outlet or "an outlet that names itself nowhere" for each in heard}
    reports = {report.pk: report for report in seen.reports}
    days = [
        (day, [(reports[each.report], each) for each in of_day])
        for day, of_day in groupby(arrivals, key=lambda each: timezone.localdate(reports[each.report].dated))
    ]
    return {
        "story": seen.story,
        "card": seen.card,
        "lead": seen.card.lead,
        "reports": reports,
        "outlets": names,
        "said": {},
        "languages": {each.report: each.reading.language for each in heard},
        "ledger": told,
        "days": days,
        "charts": [charts.chart(series, names) for series in told.series],
        "not_shown": len(seen.card.tellings) - len(seen.reports),
    }


def _heard(seen: Seen) -> list[Heard]:
    found = []
    for report in seen.reports:
        copy = seen.copies.get(report.pk)
        found.append(
            Heard(
                report.pk,
                report.outlet,
                report.dated,
                keep.reading_of(seen.editions[report.pk]),
                copy.of_id if copy else None,
                copy.agency if copy else "",
                ledger.spans(copy.cut) if copy else (),
                ledger.spans(copy.added) if copy else (),
            )
        )
    return found


@login_not_required
@never_cache
@require_safe
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """A story for anybody who has its link: the ledger, and nothing of whose box it is."""
    seen, row = _shared(token)
    feed = absolute(request, reverse("story-feed", args=[row.token]))
    return render(request, "web/shared_story.html", {**_ledger(seen), "feed": feed, "is_shared": True})


def _shared(token: str) -> tuple[Seen, Any]:
    share = access.shared_story(token)
    # As its person sees it now: what she may see no more, nobody sees by her link.
    here = access.story(share.person, share.story_id)
    return fronts.story(share.person, here, with_table=False), share


@login_not_required
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The reports of a shared story as an Atom feed, for any reader."""
    seen, share = _shared(token)
    page = absolute(request, reverse("shared-story", args=[share.token]))
    title = seen.card.lead.headline if seen.card.lead else "A story"
    atom = Atom1Feed(title=title, link=page, description="", feed_url=absolute(request, request.path))
    feeds.add_reports(atom, request, reversed(seen.reports), page=page)
    return feeds.answer(request, atom)


# Small steps ----------------------------------------------------------------------------------------------------------------


def _mine(request: HttpRequest, pk: int) -> tuple[Person, Story]:
    person = person_of(request)
    return person, access.story(person, pk)


@require_POST
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Waits for a story's next report, or no more."""
    person, row = _mine(request, pk)
    if request.POST.get("wanted") != "no":
        marks.follow_story(person, row, now=timezone.now())
        messages.success(request, "You follow this story: its next reports are marked in your lists.")
    else:
        marks.unfollow_story(person, row)
        messages.success(request, "You no longer follow this story.")
    return redirect("story", pk=row.pk)


@require_POST
def mute(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a story off her front page, or puts it back."""
    person, row = _mine(request, pk)
    if request.POST.get("wanted") == "no":
        marks.unmute_story(person, row)
        return redirect("story", pk=row.pk)
    marks.mute_story(person, row, now=timezone.now())
    messages.success(request, "This story stays off your front page. It stands under “Followed” if you want it back.")
    return redirect("stories")


@require_POST
def share(request: HttpRequest, pk: int) -> HttpResponse:
    """The link by which anybody may read a story; for a script as JSON."""
    person, row = _mine(request, pk)
    link = absolute(request, reverse("shared-story", args=[marks.share_story(person, row).token]))
    if request.accepts("application/json") and not request.accepts("text/html"):
        return JsonResponse({"link": link})
    return redirect(reverse("story", args=[row.pk]) + "?link#link")


@require_POST
def unshare(request: HttpRequest, pk: int) -> HttpResponse:
    """The link leads nowhere from now on."""
    person, row = _mine(request, pk)
    marks.unshare_story(person, row)
    messages.success(request, "The link no longer works for anybody.")
    return redirect("story", pk=row.pk)


@require_POST
def apart(request: HttpRequest, pk: int) -> HttpResponse:
    """Not this story: one of its reports stands by itself from now on, for the whole box."""
    person, row = _mine(request, pk)
    report = access.report(person, _number(request.POST.get("report", "")))
    if report.story_id != row.pk:
        raise Http404("no such report in this story")
    try:
        own = library.set_apart(report, by=person.username, now=timezone.now())
    except MarkError as error:
        messages.error(request, error.sentence)
        return redirect("story", pk=row.pk)
    messages.success(request, "It stands by itself now, for the whole box. You can take that back below.")
    return redirect(reverse("story", args=[own.pk]) + "#changes")


@require_POST
def same(request: HttpRequest, pk: int) -> HttpResponse:
    """Same story as another: they are one from now on, for the whole box."""
    person, row = _mine(request, pk)
    given = request.POST.get("other", "").strip().rstrip("/").rpartition("/")[2]
    other = access.story(person, _number(given))
    try:
        library.united(row, other, by=person.username, now=timezone.now())
    except MarkError as error:
        messages.error(request, error.sentence)
        return redirect("story", pk=row.pk)
    messages.success(request, "They are one story now, for the whole box. You can take that back below.")
    return redirect(reverse("story", args=[row.pk]) + "#changes")


@require_POST
def undo(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Takes back what somebody did by hand."""
    person, row = _mine(request, pk)
    try:
        library.undo(access.change_by_hand(person, row, number), now=timezone.now())
    except MarkError as error:
        messages.error(request, error.sentence)
    else:
        messages.success(request, "Taken back: the reports stand where they stood.")
    return redirect("stories") if not _is_still_hers(person, row) else redirect("story", pk=row.pk)


def _is_still_hers(person: Person, row: Story) -> bool:
    try:
        access.story(person, row.pk)
    except Http404:
        return False
    return True


def _number(text: str) -> int:
    """A number from a form. Raises Http404 for what is none."""
    number = whole_number(text, digits=11)
    if number is None:
        raise Http404("no such number")
    return number
