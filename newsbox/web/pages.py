"""The pages: latest, article, bookmarks, search, sources."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from newsbox.errors import QueryError
from newsbox.library import editions as states
from newsbox.library import keep, outlets, search
from newsbox.library import queries as library
from newsbox.shelf import access, fronts, marks, opml, queries, sections, starters, subjects
from newsbox.shelf.queries import Listing
from newsbox.web import checks, doubts, feeds, underlined
from newsbox.web.feeds import absolute as absolute
from newsbox.web.feeds import person_of as person_of

if TYPE_CHECKING:
    from newsbox.library.models import Edition, Report, Source
    from newsbox.library.outlet_table import Outlet
    from newsbox.shelf.models import Person
    from newsbox.types import Reading


def _days(reports: list[Report]) -> list[tuple[Any, list[Report]]]:
    return [
        (next(iter(group)).dated, group)
        for _, each in groupby(reports, key=lambda report: timezone.localdate(report.dated))
        if (group := list(each))
    ]


def _listed(listing: Listing) -> dict[str, Any]:
    return {"listing": listing, "days": _days(listing.reports)}


@require_safe
def latest(request: HttpRequest) -> HttpResponse:
    """The latest reports, newest first, by day."""
    person = person_of(request)
    unread = request.GET.get("show") == "unread"
    listing = queries.latest(person, cursor=request.GET.get("from"), unread=unread)
    lead = None
    if not request.GET.get("from"):
        # Of the first few, one that has a picture: the newest of all is not always the one to open with.
        lead = next(
            (report for report in listing.reports[:5] if report.picture and report.picture.name and report.words > 120),
            None,
        )
    rest = Listing([report for report in listing.reports if report is not lead], listing.older, listing.newer)
    has_sources = bool(listing.reports) or queries.follows_something(person)
    return render(
        request,
        "web/latest.html",
        {
            **_listed(rest),
            "lead": lead,
            "unread": unread,
            "count": queries.count_unread(person),
            "has_sources": has_sources,
            "now": timezone.now().isoformat(),
            "here": "latest",
            "is_first": person.front == "list",
            "view": "list",
        },
    )


@never_cache
@require_safe
def article(request: HttpRequest, pk: int) -> HttpResponse:
    """One report, whole. Opening it marks it read, unless a browser only looks ahead."""
    person = person_of(request)
    report = access.report(person, pk)
    if "prefetch" not in request.headers.get("Sec-Purpose", request.headers.get("Purpose", "")):
        marks.mark(person, report, is_read=True)
    report = queries.marks_on(person, report)
    newer, older = queries.neighbours(person, report)
    share = queries.share_of(person, report)
    sources = queries.sources_carrying(person, report)
    shown = _reading(report, queries.speakers_of(report), person)
    said = outlets.known([(report.url, report.outlet)])
    return render(
        request,
        "web/article.html",
        {
            **shown,
            "newer": newer,
            "older": older,
            "sources": sources,
            "outlet": next(iter(said.values()), None),
            "changed": _changed(report) if shown["edition"].number > 1 else "",
            "story": fronts.story_of(person, report),
            "speaks_of": subjects.of_reports([report.pk]),
            "is_saved": any(not source.is_visited for source in sources),
            "link": absolute(request, reverse("shared", args=[share.token])) if share else None,
            "show_link": "link" in request.GET,
        },
    )


TIMES = {1: "once", 2: "twice"}


def _changed(report: Report) -> str:
    """How often a report with several editions changed and what, in one line."""
    rows = library.changes(report)
    what = states.told(kind for row in rows for kind in row.kinds.split(",") if kind)
    return f"Changed {TIMES.get(len(rows), f'{len(rows)} times')}" + (f"; {what}" if what else "")


EDITIONS = 20
"""Changes that a page of editions shows."""


@require_safe
def editions(request: HttpRequest, pk: int) -> HttpResponse:
    """What changed in a report, from edition to edition, the latest first; or between any two of them."""
    report = access.report(person_of(request), pk)
    rows = library.changes(report)
    first, last = (rows[-1].number - 1, rows[0].number) if rows else (1, 1)
    asked = [request.GET.get(name, "") for name in ("from", "to")]
    numbers = sorted(number for each in asked if (number := whole_number(each, digits=8)) is not None)
    context: dict[str, Any] = {"report": report, "numbers": range(first, last + 1), "count": len(rows)}
    if len(numbers) == 2:
        kept = library.numbered_editions(report, numbers)
        if len(kept) != 2:
            raise Http404("no such edition")
        pairs = [(kept[numbers[0]], kept[numbers[1]])]
        context |= {"from": numbers[0], "to": numbers[1]}
    else:
        page = page_number(request)
        shown = [row.number for row in rows[(page - 1) * EDITIONS : page * EDITIONS]]
        kept = library.numbered_editions(report, {*shown, *(number - 1 for number in shown)})
        pairs = [(kept[number - 1], kept[number]) for number in shown if number - 1 in kept]
        context |= {
            "older": page + 1 if page * EDITIONS < len(rows) else None,
            "newer": page - 1 if page > 1 else None,
            "from": first,
            "to": last,
        }
    context["changes"] = [_change(before, after, is_whole=len(numbers) == 2) for before, after in pairs]
    return render(request, "web/editions.html", context)


def _change(before: Edition, after: Edition, *, is_whole: bool) -> dict[str, Any]:
    """Two editions beside each other. Unless is_whole, of what is the same in both only the number of paragraphs."""
    reading = keep.reading_of(after)
    difference = states.between(keep.reading_of(before), reading)
    shown: list[dict[str, Any]] = []
    for is_changed, group in groupby(difference.parts, key=lambda part: part.is_changed):
        parts = list(group)
        if is_changed or is_whole:
            shown += [{"part": part} for part in parts]
        elif count := sum(part.place == "paragraph" for part in parts):
            shown.append({"same": count})
    told = states.told(difference.kinds)
    return {
        "before": before, "after": after, "reading": reading, "parts": shown, "kinds": difference.kinds,
        "told": told[:1].upper() + told[1:],
    }  # fmt: skip


@login_not_required
@require_safe
def changes_feed(request: HttpRequest, pk: int) -> HttpResponse:
    """What changed in a source's reports beyond wording, as Atom. A program shows who it is for by `?token=`."""
    row = access.source(feeds.reader(request), pk)
    feed = Atom1Feed(
        title=f"{row}: what changed",
        link=absolute(request, reverse("source", args=[pk])),
        description="Changes of reports that are more than wording",
        feed_url=absolute(request, reverse("changes-feed", args=[pk])),
    )
    for edition in library.changes_in(row, limit=50):
        link = absolute(request, reverse("editions", args=[edition.report_id]))
        what = states.told(edition.kinds.split(","))
        feed.add_item(
            title=f"{edition.report.headline}: {what}",
            link=f"{link}?from={edition.number - 1}&to={edition.number}",
            description=f"{what[:1].upper()}{what[1:]}.",
            unique_id=f"{link}#edition-{edition.number}",
            author_name=edition.report.outlet or str(row),
            pubdate=edition.seen,
            updateddate=edition.seen,
        )
    return feeds.answer(request, feed)


def doubts_of(person: Person, report: Report) -> dict[str, Any]:
    """What doesn't add up in one of her reports, for the section that tells it."""
    edition = library.latest_edition(report)
    reading = keep.reading_of(edition)
    return {"report": report, "reading": reading, "doubts": _doubts(person, report, edition, reading)}


def _doubts(person: Person, report: Report, edition: Edition, reading: Reading) -> doubts.Doubts:
    rows = queries.findings(person, edition)
    mended = library.mended(report) if edition.number > 1 else []
    return doubts.of_report(report, edition, reading, rows, mended)


def _reading(report: Report, pages: Mapping[str, int] | None = None, person: Person | None = None) -> dict[str, Any]:
    """What an article's page shows. person: who looks; somebody with a link sees the article, and not what the box thinks of it."""
    edition = library.latest_edition(report)
    reading = keep.reading_of(edition)
    told = _doubts(person, report, edition, reading) if person else None
    return {"report": report, "edition": edition, "doubts": told, **parts_of(reading, told, pages, report.headline)}


def parts_of(
    reading: Reading, told: doubts.Doubts | None, pages: Mapping[str, int] | None = None, headline: str | None = None
) -> dict[str, Any]:
    """A reading's parts, cut where somebody speaks and where something is in question."""
    panel = underlined.underlined(reading, pages or {})
    whose = underlined.segments(reading, panel, told.marks if told else {})
    subheads = set(reading.subheads)
    posts = {post.start: post for post in reading.posts}
    # A dateline is set apart for the eye where it opens one of the first paragraphs.
    dateline = reading.dateline.text if reading.dateline else ""
    opening = next(
        (place for place, text in enumerate(reading.paragraphs[:3]) if dateline and text.startswith(dateline)), None
    )
    numbers = {embed: number for number, embed in enumerate(reading.embeds)}
    return {
        "reading": reading,
        "image": reading.lead_image,
        "panel": panel,
        "headline_segments": whose.get("headline") if headline in (None, reading.headline) else None,
        "standfirst_segments": whose.get("summary"),
        "caption_segments": whose.get("caption"),
        "paragraphs": [
            {
                "place": place,
                "dateline": dateline if place == opening and place not in whose else "",
                "text": text[len(dateline) :] if place == opening else text,
                "segments": whose.get(place),
                "is_subhead": place in subheads,
                "post": posts.get(place),
                "embeds": [(numbers[embed], embed) for embed in reading.embeds_after(place)],
            }
            for place, text in enumerate(reading.paragraphs)
        ],
    }


@login_not_required
@never_cache
@require_safe
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """A report for anybody who has its link: the article, and nothing of whose box it is."""
    share = access.shared(token)
    return render(request, "web/shared.html", {**_reading(share.report), "token": token})


@require_safe
def framed(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """What a platform shows of an embed, in a frame: the only page that loads from elsewhere, when a reader asks for it."""
    return _framed(request, access.report(person_of(request), pk), number)


@login_not_required
@never_cache
@require_safe
def shared_frame(request: HttpRequest, token: str, number: int) -> HttpResponse:
    """The same for whoever has a report's link."""
    return _framed(request, access.shared(token).report, number)


def _framed(request: HttpRequest, report: Report, number: int) -> HttpResponse:
    embeds = keep.reading_of(library.latest_edition(report)).embeds
    if number >= len(embeds) or not (frame := embeds[number].frame) or not frame.startswith("https://"):
        raise Http404("no such embed")
    parts = urlsplit(frame)
    # YouTube's player refuses to play for a page it is not told of; the others need not know.
    referrer = "strict-origin-when-cross-origin" if embeds[number].kind == "youtube" else "no-referrer"
    context = {"embed": embeds[number], "report": report, "referrer": referrer}
    response = render(request, "web/framed.html", context)
    response["X-Frame-Options"] = "SAMEORIGIN"
    allowed = {"frame-src": [f"https://{parts.netloc}"], "frame-ancestors": ["'self'"]}
    response._csp_replace = allowed  # type: ignore[attr-defined]
    return response


@require_safe
def bookmarks(request: HttpRequest) -> HttpResponse:
    """What she wants to find again."""
    listing = queries.bookmarked(person_of(request), cursor=request.GET.get("from"))
    return render(request, "web/bookmarks.html", {"listing": listing, "here": "bookmarks"})


@require_safe
def found(request: HttpRequest) -> HttpResponse:
    """What a search finds, with its hits marked."""
    text = request.GET.get("q", "").strip()
    person = person_of(request)
    searches = sections.searches(person)
    saved = next((row for row in searches if row.query == text), None)
    context: dict[str, Any] = {"q": text, "here": "search", "searches": searches, "saved": saved}
    status = 200
    if text:
        try:
            query = search.parse(text)
            listing = queries.found(person, query, cursor=request.GET.get("from"))
            passages = search.highlighted(query, listing.reports)
            for report in listing.reports:
                headline, passage = passages.get(report.pk, ("", ""))
                report.marked_headline, report.marked_passage = headline, passage  # type: ignore[attr-defined]
            context["listing"] = listing
            context["names"] = subjects.found(person, text) if not request.GET.get("from") else []
        except QueryError as error:
            context["fault"], status = error.what, 400
    return render(request, "web/search.html", context, status=status)


@require_safe
def doubtful(request: HttpRequest) -> HttpResponse:
    """The reports in which something doesn't add up, newest first, each with what."""
    person = person_of(request)
    asked = request.GET.get("check", "")
    what = asked if asked.isalpha() else "any"
    listing = queries.doubtful(person, what=what, cursor=request.GET.get("from"))
    told = library.open_findings(listing.reports)
    for report in listing.reports:
        rows = [row for row in told.get(report.pk, []) if what in ("any", row.check_name)]
        report.told = rows  # type: ignore[attr-defined]
    counted = queries.doubts_by_check(person)
    return render(
        request, "web/doubtful.html", {"listing": listing, "checks": counted, "asked": what, "here": "doubts"}
    )


@require_safe
def check_list(request: HttpRequest) -> HttpResponse:
    """What the box looks for."""
    page = checks.page("index")
    told = page.body if page else ""
    unnamed = [each for each in checks.pages() if reverse("check", args=[each.name]) not in told]
    return render(request, "web/checks.html", {"page": page, "pages": unnamed, "here": "doubts"})


@require_safe
def check_page(request: HttpRequest, name: str) -> HttpResponse:
    """What one check looks for, what it can't, and how often it is right."""
    page = checks.page(name)
    if page is None or name == "index":
        raise Http404("no such check")
    return render(request, "web/check.html", {"page": page, "here": "doubts"})


@require_safe
def speakers(request: HttpRequest) -> HttpResponse:
    """Who speaks in her reports."""
    asked = request.GET.get("name", "").strip()[:200]
    page = page_number(request)
    found, is_more = queries.speakers(person_of(request), words=asked, page=page)
    context = {
        "speakers": found, "asked": asked, "here": "speakers",
        "older": page + 1 if is_more else None, "newer": page - 1 if page > 1 else None,
    }  # fmt: skip
    return render(request, "web/speakers.html", context)


def back(request: HttpRequest, fallback: str) -> HttpResponse:
    """To the page of this site that a form came from, where it says which; else to the fallback."""
    target = request.POST.get("back", "")
    return redirect(target if url_has_allowed_host_and_scheme(target, {request.get_host()}) else fallback)


def page_number(request: HttpRequest) -> int:
    """Which page of a list is asked for; the first, where that is no number."""
    return max(1, whole_number(request.GET.get("page", ""), digits=5) or 1)


def whole_number(text: str, *, digits: int) -> int | None:
    """A number in an address or a form; None for what is none, or has more digits."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= digits else None


@require_safe
def speaker(request: HttpRequest, pk: int) -> HttpResponse:
    """What somebody said: when, in which report, through whom."""
    person = person_of(request)
    one = access.speaker(person, pk)
    page = page_number(request)
    said, is_more = queries.statements(person, one, page=page)
    months = queries.spoken_by_month(person, one)
    most = max((count for _, count in months), default=1)
    bars = [
        {"month": month, "count": count, "x": 30 * place, "height": max(2, round(60 * count / most))}
        for place, (month, count) in enumerate(months)
    ]
    days = [
        (day, list(each)) for day, each in groupby(said, key=lambda row: timezone.localtime(row.report.dated).date())
    ]
    context = {
        "speaker": one, "subject": subjects.of_speaker(person, one), "days": days, "bars": bars, "width": 30 * len(bars), "here": "speakers",
        "older": page + 1 if is_more else None, "newer": page - 1 if page > 1 else None,
    }  # fmt: skip
    return render(request, "web/speaker.html", context)


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """What she follows, and how it is doing."""
    asked, folder = request.GET.get("name", "").strip()[:200], request.GET.get("folder", "").strip("/ ")[:500]
    page = page_number(request)
    shown = queries.sources(person_of(request), words=asked, folder=folder, page=page)
    context = {
        "shown": shown, "asked": asked, "folder": folder, "here": "sources",
        "mailboxes": opml.left_out(person_of(request)),
        "older": page + 1 if shown.is_more else None, "newer": page - 1 if page > 1 else None,
    }  # fmt: skip
    return render(request, "web/sources.html", context)


@require_safe
def source(request: HttpRequest, pk: int) -> HttpResponse:
    """One source: its health, and its reports."""
    person = person_of(request)
    row = access.source(person, pk)
    listing = queries.latest(person, cursor=request.GET.get("from"), source=row)
    subscription = queries.subscription(person, row)
    return render(
        request,
        "web/source.html",
        {
            **_listed(listing), "source": row, "subscription": subscription, "here": "sources",
            "feed": feeds.hers(request, "changes-feed", pk=row.pk).whole if person.feed_token else "",
            "outlet": _outlet_of(row, listing.reports),
            "readers": queries.readers(row), "full_text_choices": row.FullText.choices,
        },
    )  # fmt: skip


def _outlet_of(row: Source, reports: list[Report]) -> Outlet | None:
    """What the owner's table says of a source: by its site, its own address, its name, or what its reports call themselves."""
    asked = [(row.site, ""), (row.address, ""), ("", row.title), *((each.url, each.outlet) for each in reports)]
    said = outlets.known(asked) if row.is_visited and not row.is_letters else {}
    return next((said[each] for each in asked if each in said), None)


@require_safe
def starting(request: HttpRequest) -> HttpResponse:
    """Well-known newspapers by language, for whoever begins."""
    hers = {source.address for source in queries.followed(person_of(request))}
    shown = [(each, [(starter, starter.url in hers) for starter in each.starters]) for each in starters.lists()]
    return render(request, "web/starters.html", {"lists": shown, "here": "add"})


@login_not_required
@require_safe
def picture(request: HttpRequest, name: str, small: bool = False) -> HttpResponse:
    """A picture from the box's own disk. Its name can't be guessed, so whoever has it was shown it."""
    path = keep.picture_path(name, small=small)
    try:
        body = path.read_bytes()
    except OSError as error:
        raise Http404("no such picture") from error
    response = HttpResponse(body, content_type="image/jpeg")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """What the keys do."""
    return render(request, "web/keys.html")


@login_not_required
@require_safe
def healthy(request: HttpRequest) -> JsonResponse:
    """For whoever watches the box: it answers, and its database does."""
    queries.owner()
    return JsonResponse({"status": "ok", "version": settings.NEWSBOX_VERSION})
