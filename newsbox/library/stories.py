"""Which reports tell one event, as rows: placed by grouping, moved by people, and what was found when they were laid beside each other."""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q

from newsbox.errors import MarkError
from newsbox.library.models import Copy, Counterpart, Edition, Finding, Placing, Report, Story, StoryChange, Traits

APART = "Somebody in this box said that it is not this story."
TOGETHER = "Somebody in this box said that it is the same story."
Spans = Sequence[tuple[int, int, int]]
"""Paragraph, start and end, in characters."""


class Outdated(Exception):
    """Somebody else changed a story since: what we know of them has to be asked for anew."""


@dataclass(frozen=True, slots=True)
class Step:
    """What became of reports, in grouping's numbers."""

    what: str
    reports: tuple[int, ...]
    story: int
    other: int | None
    why: str
    is_settled: bool = True
    """False in the open minute, of which all may be told anew."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the placing of reports is."""

    version: int
    following: int
    minute: tuple[int, ...]
    was_ours: bool = True
    """Whether nobody else placed since we last did."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What somebody said by hand, and nobody took back: this report tells the same story as those, or another one."""

    report: int
    others: tuple[int, ...]
    is_same: bool


# Who places ---------------------------------------------------------------------------------------------------------


def claim(holder: str, *, now: datetime, lease: timedelta) -> Place | None:
    """Where the placing is, and it is ours until the lease ends; None where another worker is at it."""
    was, _ = Placing.objects.get_or_create(pk=1)
    free = Placing.objects.filter(pk=1).filter(Q(holder=holder) | Q(held=None) | Q(held__lt=now - lease))
    if not free.update(holder=holder, held=now):
        return None
    row = Placing.objects.get(pk=1)
    return Place(row.version, row.following, tuple(row.minute), was.holder == holder)


def release(holder: str) -> None:
    """Another worker may place at once."""
    Placing.objects.filter(pk=1, holder=holder).update(held=None)


def is_any_waiting() -> bool:
    """Whether a report is unplaced, or a story's reports were not laid beside each other."""
    return (
        Report.objects.filter(story=None).exists()
        or Story.objects.filter(is_looked_at=False, reports_count__gt=0).exists()
    )


def unplaced(*, limit: int) -> list[Edition]:
    """The latest editions of reports that are in no story yet, as these arrived; with their reports."""
    rows = list(
        Report.objects.filter(Exists(Edition.objects.filter(report=OuterRef("pk"))), story=None).order_by("seen", "pk")[
            :limit
        ]
    )
    latest = latest_editions([row.pk for row in rows])
    for row in rows:
        latest[row.pk].report = row
    return [latest[row.pk] for row in rows]


def latest_editions(reports: Collection[int]) -> dict[int, Edition]:
    """The latest edition of each of some reports, by its report's number: one question."""
    later = Edition.objects.filter(report=OuterRef("report"), number__gt=OuterRef("number"))
    return {row.report_id: row for row in Edition.objects.filter(~Exists(later), report__in=reports)}


def kept_traits(*, since: datetime, most: int, minute: Collection[int] = ()) -> Iterator[tuple[dict[str, Any], int]]:
    """What grouping looked at and the number of its story, of each report it may have to think of, as they were placed.

    Those are the reports of the stories that go on, and of those whose last report is not older than `since`: the newest
    stories first, with about so many reports at most. And always those of the open minute, however old the papers they
    stood in: they are placed again, and stories get their numbers in that order.
    """
    wanted = list(Story.objects.filter(reports__in=minute).distinct().values_list("pk", flat=True))
    always, count = frozenset(wanted), 0
    rows = Story.objects.filter(Q(closed=None) | Q(newest__gte=since), reports_count__gt=0).order_by("-newest")
    for pk, reports in rows.values_list("pk", "reports_count"):
        count += reports
        if count > most and wanted:
            break
        if pk not in always:
            wanted.append(pk)
    told: list[tuple[int, bytes | memoryview[int], int]] = []
    for start in range(0, len(wanted), 500):
        chosen = Traits.objects.filter(report__story__in=wanted[start : start + 500])
        told += chosen.values_list("order", "body", "report__story__number")
    for _, body, number in sorted(told, key=lambda each: each[0]):
        yield json.loads(zlib.decompress(body)), number


def placed(
    holder: str,
    before: Place,
    *,
    stories: Mapping[int, int],
    steps: Sequence[Step],
    traits: Mapping[int, Mapping[str, Any]],
    following: int,
    minute: Sequence[int],
    is_same_minute: bool,
    now: datetime,
) -> Place:
    """Keeps what placing some reports changed: all of it or nothing.

    stories: for each report whose story is another than before, its number. is_same_minute: the steps tell the open
    minute anew, so that what was told of it goes. Raises Outdated where somebody changed a story since `before`.
    """
    with transaction.atomic():
        taken = Placing.objects.filter(pk=1, version=before.version, holder=holder)
        # What is placed is a sign of life, too.
        if not taken.update(version=before.version + 1, held=now, following=following, minute=list(minute)):
            raise Outdated
        unsettled = StoryChange.objects.filter(is_settled=False)
        if is_same_minute:
            unsettled.delete()
        else:
            unsettled.update(is_settled=True)
        first = (Traits.objects.aggregate(most=Max("order"))["most"] or 0) + 1
        alive = set(Report.objects.filter(pk__in=stories).values_list("pk", flat=True))
        Traits.objects.filter(report__in=traits).delete()
        Traits.objects.bulk_create(
            Traits(report_id=pk, order=first + place, body=zlib.compress(json.dumps(plain).encode()))
            for place, (pk, plain) in enumerate(traits.items())
            if pk in alive
        )
        rows = _stories_numbered({*stories.values(), *(step.story for step in steps)}, now=now)
        _move({pk: rows[number] for pk, number in stories.items() if pk in alive})
        for step in steps:
            if step.what == StoryChange.What.MERGED and step.other is not None:
                # It may have begun and gone between two looks.
                Story.objects.filter(number=step.other, reports_count=0).update(into=rows[step.story])
        others = {step.other for step in steps if step.other is not None} - set(rows)
        rows |= {row.number: row for row in Story.objects.filter(number__in=others)}
        StoryChange.objects.bulk_create(
            StoryChange(
                story=rows[step.story],
                other=rows.get(step.other) if step.other is not None else None,
                what=step.what,
                reports=list(step.reports),
                why=step.why,
                at=now,
                is_settled=step.is_settled,
            )
            for step in steps
        )
    return Place(before.version + 1, following, tuple(minute))


def _begin_by_hand() -> int:
    """Takes the row that every change of a story passes by, and closes the open minute; gives the first number that no story has."""
    Placing.objects.get_or_create(pk=1)
    Placing.objects.filter(pk=1).update(version=F("version") + 1, minute=[])
    row = Placing.objects.get(pk=1)
    most = Story.objects.aggregate(most=Max("number"))["most"]
    # The stories of the minute that was open keep their numbers, so those that come next get others.
    row.following = max(row.following, -1 if most is None else most + 1)
    row.save(update_fields=["following"])
    return row.following


def _stories_numbered(numbers: Collection[int], *, now: datetime) -> dict[int, Story]:
    known = {row.number: row for row in Story.objects.filter(number__in=numbers)}
    Story.objects.bulk_create(
        Story(number=number, begun=now, newest=now) for number in sorted(numbers) if number not in known
    )
    return {row.number: row for row in Story.objects.filter(number__in=numbers)}


def _move(where: Mapping[int, Story]) -> None:
    """Puts reports into stories, and brings the stories they came from and went to up to date."""
    came = dict(Report.objects.filter(pk__in=where, story__isnull=False).values_list("pk", "story"))
    by_story: dict[int, list[int]] = {}
    for pk, story in where.items():
        by_story.setdefault(story.pk, []).append(pk)
    for story_pk, reports in by_story.items():
        for start in range(0, len(reports), 500):
            Report.objects.filter(pk__in=reports[start : start + 500]).update(story=story_pk)
    went = {before: where[pk].pk for pk, before in came.items() if before != where[pk].pk}
    settle({*by_story, *went}, went)


def settle(stories: Collection[int], went: Mapping[int, int] | None = None) -> None:
    """What stories know of their reports, after these changed. went: where the reports of a story went that may have none any more."""
    counted = {
        row["story"]: row
        for row in Report.objects.filter(story__in=stories)
        .values("story")
        .annotate(count=Count("pk"), begun=Min("dated"), newest=Max("dated"))
    }
    for pk in stories:
        if row := counted.get(pk):
            Story.objects.filter(pk=pk).update(
                reports_count=row["count"],
                begun=row["begun"],
                newest=row["newest"],
                closed=None,
                into=None,
                is_looked_at=False,
            )
        else:
            Story.objects.filter(pk=pk).update(reports_count=0, into=(went or {}).get(pk), is_looked_at=True)
    Story.objects.filter(pk__in=stories, reports_count=0, into=None).delete()


# When reporting ends --------------------------------------------------------------------------------------------------


def clock(now: datetime) -> datetime:
    """What silences are measured by: when the latest report of all is dated. A box that was off for a month, or reads old papers, ends no story by that."""
    newest: datetime | None = Story.objects.aggregate(newest=Max("newest"))["newest"]
    return min(now, newest) if newest else now


def silent(*, before: datetime, limit: int = 2000) -> list[int]:
    """The numbers of stories that go on, and whose last report is older: those that may be over."""
    rows = Story.objects.filter(closed=None, newest__lt=before, reports_count__gt=0).order_by("newest")
    return list(rows.values_list("number", flat=True)[:limit])


def close(numbers: Collection[int], *, now: datetime) -> None:
    """Reporting on these has ended."""
    Story.objects.filter(number__in=numbers).update(closed=now)


# Laid beside each other -----------------------------------------------------------------------------------------------


def waiting(*, limit: int) -> list[Story]:
    """Stories whose reports changed since they were laid beside each other: the newest first."""
    return list(Story.objects.filter(is_looked_at=False, reports_count__gt=0).order_by("-newest")[:limit])


def told_by(story: Story, *, most: int) -> list[Edition]:
    """The latest editions of a story's newest reports, with their reports: the earliest first."""
    pks = list(story.reports.order_by("-dated", "-pk").values_list("pk", flat=True)[:most])
    latest = latest_editions(pks)
    reports = Report.objects.in_bulk(pks)
    for pk, edition in latest.items():
        edition.report = reports[pk]
    return sorted(latest.values(), key=lambda row: (row.report.dated, row.report_id))


def carried(reports: Collection[int], copies: Iterable[tuple[int, int, str, Spans, Spans]]) -> None:
    """Which of some reports carry another's text, in place of what was known: report, the first one, the agency, what was cut, what was added."""
    with transaction.atomic():
        Copy.objects.filter(report__in=reports).delete()
        Copy.objects.bulk_create(
            Copy(report_id=report, of_id=of, agency=agency[:200], cut=list(cut), added=list(added))
            for report, of, agency, cut, added in copies
        )


def looked_at(story: Story, editions: Sequence[Edition], *, most: int) -> None:
    """These editions of its newest reports were laid beside each other; where they are others by now, they will be again."""
    with transaction.atomic():
        now = {edition.pk for edition in told_by(story, most=most)}
        if now == {edition.pk for edition in editions}:
            Story.objects.filter(pk=story.pk).update(is_looked_at=True)


def is_any_between(editions: Sequence[Edition]) -> bool:
    """Whether anything is kept that doesn't add up between some editions, or between them and others."""
    return (
        Finding.objects.filter(counterparts__isnull=False, edition__in=editions).exists()
        or Counterpart.objects.filter(edition__in=editions).exists()
    )


# By hand ---------------------------------------------------------------------------------------------------------------


def set_apart(report: Report, *, by: str, now: datetime) -> Story:
    """Not this story: the report gets one of its own, and grouping does not put it back. Raises MarkError where it stands alone.

    by: the name of whoever says so; it holds for the whole box, and is kept as a label.
    """
    with transaction.atomic():
        number = _begin_by_hand()
        report.refresh_from_db()
        before = report.story
        if before is None or before.reports_count < 2:
            raise MarkError("this report stands alone already.", about=str(report))
        Placing.objects.filter(pk=1).update(following=number + 1)
        own = Story.objects.create(number=number, begun=report.dated, newest=report.dated)
        others = list(before.reports.exclude(pk=report.pk).order_by("pk").values_list("pk", flat=True))
        _move({report.pk: own})
        _note(own, before, StoryChange.What.LEFT, [report.pk], others, APART, by=by, now=now)
    return own


def united(story: Story, other: Story, *, by: str, now: datetime) -> None:
    """Same story: all reports of the other one are in the first from now on. Raises MarkError where they are one."""
    with transaction.atomic():
        _begin_by_hand()
        if story.pk == other.pk:
            raise MarkError("this is the same story already.")
        moved = list(other.reports.order_by("pk").values_list("pk", flat=True))
        others = list(story.reports.order_by("pk").values_list("pk", flat=True))
        if not moved or not others:
            raise MarkError("this story has no reports any more.")
        _move(dict.fromkeys(moved, story))
        _note(story, other, StoryChange.What.MERGED, moved, others, TOGETHER, by=by, now=now)


def undo(change: StoryChange, *, now: datetime) -> Story:
    """Takes back what somebody did by hand: the reports stand where they stood before. Gives their story. Raises MarkError."""
    with transaction.atomic():
        _begin_by_hand()
        change.refresh_from_db()
        back = change.other
        if not change.by or change.undone is not None or back is None:
            raise MarkError("there is nothing to take back any more.")
        still = Report.objects.filter(pk__in=change.reports, story=change.story).values_list("pk", flat=True)
        _move(dict.fromkeys(still, back))
        StoryChange.objects.filter(pk=change.pk).update(undone=now)
    return back


def _note(
    story: Story, other: Story, what: str, moved: list[int], beside: list[int], why: str, *, by: str, now: datetime
) -> None:
    # Who says otherwise than before takes that back: two labels that contradict each other help nobody.
    opposite = StoryChange.What.MERGED if what == StoryChange.What.LEFT else StoryChange.What.LEFT
    for change in StoryChange.objects.filter(undone=None, what=opposite).exclude(by=""):
        ours, theirs = set(change.reports), set(change.beside)
        if (ours & set(moved) and theirs & set(beside)) or (ours & set(beside) and theirs & set(moved)):
            StoryChange.objects.filter(pk=change.pk).update(undone=now)
    StoryChange.objects.create(
        story=story, other=other, what=what, reports=moved, beside=beside, why=why, by=by[:150], at=now
    )


def corrections() -> list[Correction]:
    """What people said by hand and did not take back, in order: grouping respects it."""
    rows = StoryChange.objects.exclude(by="").filter(undone=None).order_by("at", "pk")
    return [
        Correction(pk, tuple(row.beside), row.what != StoryChange.What.LEFT)
        for row in rows
        for pk in row.reports
        if row.beside
    ]


def labels() -> Iterator[dict[str, Any]]:
    """The same as JSON objects, without names and addresses: headlines of a report and of those beside it, whether they are one story, when that was said."""
    for row in StoryChange.objects.exclude(by="").filter(undone=None).order_by("at", "pk"):
        headlines = dict(Report.objects.filter(pk__in=[*row.reports, *row.beside]).values_list("pk", "headline"))
        yield {
            "reports": [headlines[pk] for pk in row.reports if pk in headlines],
            "beside": [headlines[pk] for pk in row.beside if pk in headlines],
            "same": row.what != StoryChange.What.LEFT,
            "given": row.at.isoformat(),
        }


# Asking ----------------------------------------------------------------------------------------------------------------


def where(story: Story) -> Story:
    """The story that has its reports now."""
    for _ in range(50):
        if story.reports_count or story.into is None:
            break
        story = story.into
    return story


def changes(story: Story, *, limit: int = 200) -> list[StoryChange]:
    """What became of a story's reports, the latest first."""
    concerned = StoryChange.objects.filter(Q(story=story) | Q(other=story)).select_related("story", "other")
    return list(concerned.order_by("-at", "-pk")[:limit])
