"""The lists: latest, unread, bookmarked, found. Each is the same number of questions for 10 reports as for 200."""

from __future__ import annotations

import base64
import binascii
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.fields import BooleanField
from django.db.models.functions import TruncMonth

from newsbox.library import keep, search
from newsbox.library import queries as library
from newsbox.library.models import Appearance, Edition, Finding, Report, Source, Speaker, Statement
from newsbox.library.names import speaker_key
from newsbox.shelf import access
from newsbox.shelf.marks import DRAFT_LIFE
from newsbox.shelf.models import Addition, Bookmark, Draft, FollowedStory, Person, ReadMark, Share, Subscription

PAGE = 40
"""Reports a page of a list holds."""
SOURCES = 200
"""Sources a page of a list holds."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list, and the ways on from it."""

    reports: list[Report]
    """With `is_read` and `is_bookmarked`, and the picture."""
    older: str | None
    """The cursor that leads on to older ones; None at the end."""
    newer: str | None
    """The cursor that leads back to newer ones; None at the top."""


def owner() -> Person | None:
    """Who made the box; None as long as nobody has."""
    return Person.objects.filter(is_superuser=True).order_by("pk").first()


def is_owned() -> bool:
    """Whether somebody has made the box hers, with a password: the one-time link works until then."""
    person = owner()
    return person is not None and person.has_usable_password()


def person_named(name: str) -> Person | None:
    """Somebody by name."""
    return Person.objects.filter(username=name).first()


# Lists ---------------------------------------------------------------------------------------------------------------


def latest(person: Person, *, cursor: str | None = None, unread: bool = False, source: Source | None = None) -> Listing:
    """Her reports, newest first."""
    reports = (
        access.followed(person)
        if source is None
        else Report.objects.filter(Exists(Appearance.objects.filter(report=OuterRef("pk"), source=source)))
    )
    return _listing(person, _unread(person, reports) if unread else reports, cursor)


def bookmarked(person: Person, *, cursor: str | None = None) -> Listing:
    """What she bookmarked, the latest bookmark first."""
    kept = Report.objects.filter(bookmarks__person=person).annotate(sorted_by=F("bookmarks__added"))
    return _listing(person, kept, cursor, by="sorted_by")


def found(person: Person, query: search.Query, *, cursor: str | None = None) -> Listing:
    """What a search finds among hers, newest first. A bookmark is hers even where she no longer follows its source."""
    return _listing(person, matching(person, query, access.visible(person)), cursor)


def matching(person: Person, query: search.Query, reports: QuerySet[Report]) -> QuerySet[Report]:
    """Those of some reports that a search of hers finds."""
    reports = search.found(query, reports)
    for name, wanted in query.marks:
        if name == "unread":
            reports = (
                _unread(person, reports)
                if wanted
                else reports.exclude(pk__in=_unread(person, Report.objects.all()).values("pk"))
            )
        else:
            hers = Exists(Bookmark.objects.filter(person=person, report=OuterRef("pk")))
            reports = reports.filter(hers) if wanted else reports.exclude(hers)
    return reports


def doubtful(person: Person, *, what: str = "any", cursor: str | None = None) -> Listing:
    """Those of hers in which something doesn't add up, newest first. what: as `doubt:` in a search has it."""
    return _listing(person, access.visible(person).filter(search.doubted(what)), cursor)


def doubts_by_check(person: Person) -> list[tuple[str, int]]:
    """In how many of her reports each check found something that counts, by the checks' names."""
    rows = Finding.objects.filter(is_open=True, edition__report__in=access.visible(person)).values_list("check_name")
    return list(rows.annotate(count=Count("edition__report", distinct=True)).order_by("check_name"))


def count_unread(person: Person, *, most: int = 1000) -> int:
    """How many of her reports are unread, counted no further than `most`."""
    return len(_unread(person, access.followed(person)).values_list("pk", flat=True)[:most])


def reports(person: Person, *, query: search.Query | None = None, limit: int) -> list[Report]:
    """What scripts list: her newest reports, or those a search finds."""
    chosen = access.visible(person) if query is None else search.found(query, access.visible(person))
    return list(marked(person, chosen).order_by("-dated", "-id")[:limit])


def _unread(person: Person, reports: QuerySet[Report]) -> QuerySet[Report]:
    is_marked = Exists(ReadMark.objects.filter(person=person, report=OuterRef("pk"), is_read=True))
    if not person.read_before:
        return reports.filter(~is_marked)
    # Two sets that indexes give, rather than a condition to be tried on every report of the box.
    since = Report.objects.filter(~is_marked, seen__gt=person.read_before)
    all_the_same = ReadMark.objects.filter(person=person, is_read=False)
    return reports.filter(Q(pk__in=since.values("pk")) | Q(pk__in=all_the_same.values("report")))


def marked(person: Person, reports: QuerySet[Report]) -> QuerySet[Report]:
    """Reports with her marks: `is_read`, `is_bookmarked`, and `is_awaited`, where she follows their story."""
    marks = ReadMark.objects.filter(person=person, report=OuterRef("pk"))
    before = Q(seen__lte=person.read_before) if person.read_before else Q(pk__in=[])
    return reports.select_related("picture").annotate(
        is_read=Case(
            When(Exists(marks.filter(is_read=True)), then=Value(True)),
            When(Exists(marks.filter(is_read=False)), then=Value(False)),
            When(before, then=Value(True)),
            default=Value(False),
            output_field=BooleanField(),
        ),
        is_bookmarked=Exists(Bookmark.objects.filter(person=person, report=OuterRef("pk"))),
        is_awaited=Exists(FollowedStory.objects.filter(person=person, story=OuterRef("story"))),
    )


def _listing(person: Person, reports: QuerySet[Report], cursor: str | None, *, by: str = "dated") -> Listing:
    """One page. A cursor names the report it goes on from, so that nothing moves when new reports arrive."""
    direction, moment, pk = _cursor(cursor)
    rows_of_hers = marked(person, reports)
    if direction == "after":
        rows = list(rows_of_hers.filter(_beyond("after", moment, pk, by=by)).order_by(by, "id")[: PAGE + 1])
        is_more, rows = len(rows) > PAGE, rows[:PAGE][::-1]
        newer, older = is_more, bool(rows)
        if not is_more:
            # The first page begins at the top, and is a full one.
            return _listing(person, reports, None, by=by)
    else:
        wanted = rows_of_hers.filter(_beyond("before", moment, pk, by=by)) if direction else rows_of_hers
        rows = list(wanted.order_by(f"-{by}", "-id")[: PAGE + 1])
        older, rows = len(rows) > PAGE, rows[:PAGE]
        newer = direction is not None
    return Listing(
        rows,
        older=_cursor_to("before", rows[-1], by) if rows and older else None,
        newer=_cursor_to("after", rows[0], by) if rows and newer else None,
    )


def _beyond(direction: str, moment: datetime, pk: int, *, by: str = "dated") -> Q:
    """What comes after or before a place in a list, said so that an index is entered there, not searched from its end."""
    sign = "gt" if direction == "after" else "lt"
    return Q(**{f"{by}__{sign}e": moment}) & (Q(**{f"{by}__{sign}": moment}) | Q(**{f"id__{sign}": pk}))


def _cursor_to(direction: str, report: Report, by: str) -> str:
    moment: datetime = getattr(report, by)
    return base64.urlsafe_b64encode(f"{direction} {moment.timestamp():.6f} {report.pk}".encode()).decode().rstrip("=")


def _cursor(text: str | None) -> tuple[str | None, datetime, int]:
    """A cursor from an address; one that somebody made up begins at the top."""
    try:
        if not text or len(text) > 100:
            raise ValueError
        direction, moment, pk = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode().split(" ")
        if direction not in ("before", "after"):
            raise ValueError
        return direction, datetime.fromtimestamp(float(moment), UTC), int(pk)
    except (ValueError, binascii.Error, OverflowError, OSError):
        return None, datetime.now(UTC), 0


# One report ------------------------------------------------------------------------------------------------------------


def marks_on(person: Person, report: Report) -> Report:
    """The report with its marks."""
    return marked(person, Report.objects.filter(pk=report.pk)).get()


def neighbours(person: Person, report: Report) -> tuple[Report | None, Report | None]:
    """The next newer and the next older one of hers."""
    hers = access.followed(person).only("pk", "headline")
    newer = hers.filter(_beyond("after", report.dated, report.pk)).order_by("dated", "id").first()
    older = hers.filter(_beyond("before", report.dated, report.pk)).order_by("-dated", "-id").first()
    return newer, older


def kept_at(person: Person, url: str) -> Report | None:
    """The report of an address, if she has it: by its own name, or as a page she saved."""
    named = Appearance.objects.filter(guid=url, source__kind=Source.Kind.SAVED, report=OuterRef("pk"))
    hers = access.visible(person)
    return hers.filter(key=keep.key_of(url)).first() or hers.filter(Exists(named), url=url).first()


def share_of(person: Person, report: Report) -> Share | None:
    """The link she made for it."""
    return Share.objects.filter(person=person, report=report).first()


def sources_carrying(person: Person, report: Report) -> list[Source]:
    """The sources of hers it stands in."""
    return list(
        Source.objects.filter(appearances__report=report, subscriptions__person=person).distinct().order_by("pk")
    )


def findings(person: Person, edition: Edition) -> list[Finding]:
    """What doesn't add up in an edition, as far as she may see it: what stands in somebody else's report is not for her."""
    rows = library.findings(edition)
    others = {
        row.pk: {row.edition.report_id, *(each.edition.report_id for each in row.counterparts.all())}
        - {edition.report_id}
        for row in rows
    }
    wanted = set().union(*others.values())
    hers = set(access.visible(person).filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()
    return [row for row in rows if others[row.pk] <= hers]


# Sources and additions ----------------------------------------------------------------------------------------------------


def followed(person: Person) -> list[Source]:
    """What she follows: failing first, then by name, with `own_title` and `folder`."""
    rows = Source.objects.filter(subscriptions__person=person).annotate(
        own_title=F("subscriptions__title"), folder=F("subscriptions__folder")
    )
    return sorted(rows, key=lambda row: (not row.fault, (getattr(row, "own_title", "") or str(row)).casefold()))


@dataclass(frozen=True, slots=True)
class Sources:
    """A page of the sources she follows."""

    failing: list[Source]
    well: list[Source]
    found: int
    """How many there are on all pages."""
    is_more: bool
    folders: list[tuple[str, int]]
    """All her folders, with those above them, and how many sources each holds."""


def sources(person: Person, *, words: str = "", folder: str = "", page: int = 1) -> Sources:
    """What she follows, failing first: of a folder and those below it, with words in its name, address or what is wrong with it."""
    rows = followed(person)
    counts: Counter[str] = Counter()
    for row in rows:
        parts = getattr(row, "folder", "").split("/")
        counts.update("/".join(parts[: depth + 1]) for depth in range(len(parts)) if parts[depth])
    wanted = words.casefold().split()
    if folder:
        rows = [row for row in rows if f"{getattr(row, 'folder', '')}/".startswith(f"{folder}/")]
    if wanted:
        rows = [
            row
            for row in rows
            if all(
                word in f"{getattr(row, 'own_title', '')} {row} {row.address} {row.fault}".casefold() for word in wanted
            )
        ]
    shown = rows[(page - 1) * SOURCES : page * SOURCES]
    return Sources(
        [row for row in shown if row.fault], [row for row in shown if not row.fault],
        len(rows), len(rows) > page * SOURCES, sorted(counts.items(), key=lambda each: each[0].casefold()),
    )  # fmt: skip


def follows_something(person: Person) -> bool:
    """Whether she follows a source at all."""
    return Subscription.objects.filter(person=person).exists()


def subscription(person: Person, source: Source) -> Subscription | None:
    """How she follows a source."""
    return Subscription.objects.filter(person=person, source=source).first()


def readers(source: Source) -> int:
    """How many people of the box follow a source."""
    return Subscription.objects.filter(source=source).count()


def readers_of(numbers: Iterable[int]) -> dict[int, int]:
    """How many people of the box follow sources, by the sources' numbers; those that nobody follows are missing."""
    rows = Subscription.objects.filter(source__in=list(numbers)).values("source").annotate(count=Count("pk"))
    return {row["source"]: row["count"] for row in rows}


def additions(person: Person, *, limit: int = 10) -> list[Addition]:
    """What she handed in last."""
    return list(
        Addition.objects.filter(person=person)
        .select_related("source", "report")
        .defer("body")
        .order_by("-asked")[:limit]
    )


def addition(person: Person, pk: int) -> Addition | None:
    """One thing she handed in."""
    return Addition.objects.filter(person=person, pk=pk).select_related("source", "report").defer("body").first()


def addition_by_number(pk: int) -> Addition | None:
    """Something handed in, by whomever: for the desk."""
    return Addition.objects.select_related("person").filter(pk=pk).first()


def left_waiting(*, before: datetime, limit: int = 100) -> Sequence[int]:
    """Things handed in that nobody looked at: the worker that had them was stopped."""
    return list(
        Addition.objects.filter(state=Addition.State.WAITING, asked__lt=before).values_list("pk", flat=True)[:limit]
    )


def person_numbered(pk: int) -> Person | None:
    """Somebody by number."""
    return Person.objects.filter(pk=pk).first()


# Drafts ------------------------------------------------------------------------------------------------------------------


def draft(person: Person, pk: int, *, now: datetime) -> Draft | None:
    """A draft of hers, as long as it lives."""
    return Draft.objects.filter(person=person, pk=pk, touched__gte=now - DRAFT_LIFE).first()


def drafts(person: Person, *, now: datetime) -> list[Draft]:
    """What she wrote in the last hour, the latest first; blank ones aside."""
    rows = Draft.objects.filter(person=person, touched__gte=now - DRAFT_LIFE).order_by("-touched", "-pk")
    return [row for row in rows if row.text.strip()]


def waiting_drafts(*, now: datetime) -> list[Draft]:
    """Drafts that changed since the background work looked, the first to change first."""
    rows = Draft.objects.filter(looked_at__lt=F("revision"), touched__gte=now - DRAFT_LIFE)
    return list(rows.order_by("touched", "pk"))


def last_at_desk() -> datetime | None:
    """When somebody last touched a draft."""
    return Draft.objects.order_by("-touched").values_list("touched", flat=True).first()


# Those who speak -----------------------------------------------------------------------------------------------------

STATEMENTS = 50
"""Statements a page of a speaker's holds."""
SPEAKERS = 100
"""Speakers that a page of the list of them shows."""


def statements(person: Person, speaker: Speaker, *, page: int = 1) -> tuple[list[Statement], bool]:
    """What somebody says in her reports, the latest first, and whether there is more."""
    rows = list(
        Statement.objects.filter(speaker=speaker, report__in=access.visible(person))
        .select_related("report")
        .order_by("-report__dated", "-report_id", "number")[(page - 1) * STATEMENTS : page * STATEMENTS + 1]
    )
    return rows[:STATEMENTS], len(rows) > STATEMENTS


def spoken_by_month(person: Person, speaker: Speaker, *, months: int = 24) -> list[tuple[date, int]]:
    """In how many of her reports somebody speaks, month by month, the earliest first; at most so many months."""
    rows = (
        Statement.objects.filter(speaker=speaker, report__in=access.visible(person))
        .annotate(month=TruncMonth("report__dated"))
        .values("month")
        .annotate(count=Count("report", distinct=True))
        .order_by("-month")[:months]
    )
    return [(row["month"].date(), row["count"]) for row in rows][::-1]


def speakers(person: Person, *, words: str = "", page: int = 1) -> tuple[Sequence[Speaker], bool]:
    """Those who speak most in her reports, with `count`, in how many; only those of a name, where one is asked for. And whether there are more."""
    among = Speaker.objects.all()
    for name in speaker_key(words).split():
        among = among.filter(key__contains=f" {name}")
    rows = list(
        among.filter(statements__report__in=access.visible(person))
        .annotate(count=Count("statements__report", distinct=True))
        .order_by("-count", "name")[(page - 1) * SPEAKERS : page * SPEAKERS + 1]
    )
    return rows[:SPEAKERS], len(rows) > SPEAKERS


def speakers_of(report: Report) -> dict[str, int]:
    """The speakers of a report by their keys: the number of each one's page."""
    rows = Statement.objects.filter(report=report).values_list("speaker__key", "speaker")
    return dict(rows.distinct())
