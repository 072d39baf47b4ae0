"""The feeds a person's programs read: whose they are, where they stand, how they are answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from newsbox.shelf import access, fronts

if TYPE_CHECKING:
    from newsbox.library.models import Report
    from newsbox.shelf.models import Person


def person_of(request: HttpRequest) -> Person:
    """Who asks: pages without a sign-in never get this far."""
    return request.user  # type: ignore[return-value]


def absolute(request: HttpRequest, path: str) -> str:
    """A path as a whole address, for somebody elsewhere."""
    return f"{settings.NEWSBOX_ADDRESS}{path}" if settings.NEWSBOX_ADDRESS else request.build_absolute_uri(path)


def reader(request: HttpRequest) -> Person:
    """Whose program asks, by `?token=`, or who is signed in. Raises Http404 for all others."""
    person = access.reader(request.GET.get("token", ""))
    if person is None and request.user.is_authenticated:
        person = person_of(request)
    if person is None:
        raise Http404("no such feed")
    return person


@dataclass(frozen=True, slots=True)
class Address:
    """Where a person's programs find a feed."""

    path: str
    """As her own pages name it."""
    whole: str


def hers(request: HttpRequest, feed: str, /, **where: Any) -> Address:
    """Where her programs find a feed: with her key, if she has one; without it the address answers her browser alone."""
    path = reverse(feed, kwargs=where)
    if key := person_of(request).feed_token:
        path += f"?token={key}"
    return Address(path, absolute(request, path))


def add_reports(feed: Atom1Feed, request: HttpRequest, reports: Iterable[Report], *, page: str = "") -> None:
    """Reports as entries, each with its page in the box.

    page: the shared page that tells of all of them, for readers who may open no other of the box: the entries lead to the outlets' own.
    """
    for report in reports:
        here = f"{page}#report-{report.pk}" if page else absolute(request, reverse("article", args=[report.pk]))
        feed.add_item(
            title=f"{report.outlet}: {report.headline}" if report.outlet else report.headline,
            link=(report.url or page) if page else here,
            description=report.teaser,
            unique_id=here,
            pubdate=report.dated,
            updateddate=report.dated,
        )


def answer(request: HttpRequest, feed: Atom1Feed) -> HttpResponse:
    """A feed as it goes out: for those alone who know its address, and not again where nothing is new."""
    response = HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    response["Cache-Control"] = "private"
    if not feed.items:
        # An empty feed is dated now, each time anew.
        return response
    response["ETag"] = tag = f'"{sha256(response.content).hexdigest()[:24]}"'
    return get_conditional_response(request, etag=tag, response=response) or response


@login_not_required
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """The stories of her front page as Atom, the weightiest first; one with a new report is told anew."""
    cards, _ = fronts.front(reader(request), now=timezone.now())
    feed = Atom1Feed(
        title="NewsBox: the stories of the day",
        link=absolute(request, reverse("stories")),
        description="Stories, each told by several newsrooms",
        feed_url=absolute(request, reverse("front-feed")),
    )
    for card in cards:
        if card.lead is None:
            continue
        where = reverse("story", args=[card.story]) if card.story else reverse("article", args=[card.best])
        link = absolute(request, where)
        feed.add_item(
            title=card.lead.headline,
            link=link,
            description=f"{card.lead.teaser} ({_told(card)})",
            unique_id=link,
            author_name=card.lead.outlet or None,
            pubdate=card.tellings[-1].dated,
            updateddate=card.newest,
        )
    return answer(request, feed)


def _told(card: fronts.Card) -> str:
    """Who tells a story, without anything that changes by the hour alone."""
    outlets = list(dict.fromkeys(each.outlet for each in card.tellings if each.outlet))
    shown = ", ".join(outlets[:8]) or "an outlet that names itself nowhere"
    return shown if len(outlets) <= 8 else f"{shown} and {len(outlets) - 8} more"


@login_not_required
@require_safe
def story(request: HttpRequest, pk: int) -> HttpResponse:
    """Her reports of a story as Atom, the newest first, as they come."""
    person = reader(request)
    seen = fronts.story(person, access.story(person, pk))
    feed = Atom1Feed(
        title=seen.card.lead.headline if seen.card.lead else "A story",
        link=absolute(request, reverse("story", args=[seen.story.pk])),
        description="The reports of one event",
        feed_url=absolute(request, reverse("own-story-feed", args=[seen.story.pk])),
    )
    add_reports(feed, request, reversed(seen.reports))
    return answer(request, feed)
