"""New reports go into stories, and the reports of a story are laid beside each other."""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

from django.db import close_old_connections, connection
from django.utils import timezone

from newsbox import checking
from newsbox.library import doubts, keep
from newsbox.library import stories as library
from newsbox.library.stories import Place, Spans, Step
from newsbox.reading import trade
from newsbox.stories import copies, likeness
from newsbox.stories.grouping import SHORTEST_PATIENCE, Grouping, Told
from newsbox.stories.likeness import Traits
from newsbox.types import Reading, Span

if TYPE_CHECKING:
    from newsbox.library.models import Edition, Story

log = logging.getLogger(__name__)
Thing = TypeVar("Thing")

PULSE = 0.5
"""Seconds between two looks for new reports."""
LEASE = timedelta(seconds=20)
"""A worker that gave no sign for so long is taken for dead; another places in its stead."""
SIGN = 5.0
"""Seconds after which a worker that has nothing to place gives a sign."""
BATCH = 200
"""Reports that are placed and kept together."""
AFTERWARDS = timedelta(days=14)
"""How long after its last report a story that is over stays in mind: it may go on, and its words tell what words weigh."""
MOST_REPORTS = 100_000
"""Reports that are kept in mind: some hundred megabytes."""
BETWEEN = 50
"""Reports of a story that are compared for what doesn't add up: the newest."""
COMPARED = 120
"""Reports of a story whose texts are compared: the newest."""
LOOK_FOR_ENDS = 600.0
"""Seconds between two looks for stories that are over."""


class Placer:
    """What this process knows of the stories; made again from the archive where somebody else changed them."""

    def __init__(self) -> None:
        self.name = secrets.token_urlsafe(12)
        self._lock = threading.Lock()
        self._state: Grouping | None = None
        self._at = Place(-1, 0, ())
        self._minute: int | None = None
        self._apart: list[library.Correction] = []
        self._signed = 0.0
        self._looked_for_ends = 0.0

    def place_waiting(self, *, once: bool = True) -> int:
        """Places what is unplaced, looks at the stories that changed; how many reports that were.

        Nothing, where another worker is at it. once: the next worker may begin at once; otherwise we hold our place.
        """
        with self._lock:
            done = 0
            is_any = library.is_any_waiting()
            if not is_any and (once or time.monotonic() - self._signed < SIGN):
                return 0
            at = library.claim(self.name, now=timezone.now(), lease=LEASE)
            self._signed = time.monotonic()
            if at is None:
                return 0
            try:
                if at.version != self._at.version or self._state is None or not at.was_ours:
                    self._recall(at)
                while count := self._place_some():
                    done += count
                while self._look_at_some():
                    pass
                self._close_what_is_over()
            except library.Outdated:
                # Somebody moved a report by hand meanwhile: the next look begins from what she made of it.
                self._state = None
            except BaseException:
                self._state = None
                raise
            finally:
                if once:
                    library.release(self.name)
            return done

    def _recall(self, at: Place) -> None:
        """The state anew, from the rows."""
        since = library.clock(timezone.now()) - AFTERWARDS
        known = [
            (Traits.from_dict(plain), number)
            for plain, number in library.kept_traits(since=since, most=MOST_REPORTS, minute=at.minute)
        ]
        open_keys = {str(pk) for pk in at.minute}
        minute = [each for each, _ in known if each.key in open_keys]
        settled = [(each, number) for each, number in known if each.key not in open_keys]
        self._state = Grouping.rebuilt(settled, following=at.following, minute=minute)
        self._at = at
        self._minute = minute[0].minute if minute else None
        self._apart = library.corrections()
        drifted = {
            int(each.key): self._state.story_of(each.key)
            for each, number in known
            if each.key in open_keys and self._state.story_of(each.key) != number
        }
        if drifted:
            self._keep(drifted, (), {}, is_same_minute=False)

    def _place_some(self) -> int:
        state = self._known()
        rows = library.unplaced(limit=BATCH)
        if not rows:
            return 0
        seen = [_traits(edition) for edition in rows]
        # What was forgotten to be written (a report that lost its story) is placed under its old name.
        fresh = [each for each in seen if not _is_known(state, each.key)]
        known = {int(each.key): state.story_of(each.key) for each in seen if _is_known(state, each.key)}
        is_same_minute = bool(fresh) and fresh[0].minute is not None and fresh[0].minute == self._minute
        stories, steps = dict(known), list[Step]()
        # Minute by minute: only what is told of the last one may be told anew.
        for _, minute in groupby(fresh, key=lambda each: each.minute):
            result = state.place(minute)
            stories |= {int(key): number for key, number in result.stories.items()}
            steps = [replace(step, is_settled=True) for step in steps]
            steps += [_step(told) for told in result.told]
        steps += self._respect(state, stories)
        if fresh:
            self._minute = fresh[-1].minute if state.open_minute[0] else None
        traits = {int(each.key): each.to_dict() for each in fresh}
        self._keep(stories, steps, traits, is_same_minute=is_same_minute)
        return len(rows)

    def _keep(
        self,
        stories: dict[int, int],
        steps: Sequence[Step],
        traits: dict[int, dict[str, object]],
        *,
        is_same_minute: bool,
    ) -> None:
        minute, following = self._known().open_minute
        self._at = library.placed(
            self.name,
            self._at,
            stories=stories,
            steps=steps,
            traits=traits,
            following=following,
            minute=[int(key) for key in minute],
            is_same_minute=is_same_minute,
            now=timezone.now(),
        )

    def _respect(self, state: Grouping, stories: dict[int, int]) -> list[Step]:
        """What people said by hand holds against what grouping makes of it; gives the steps that takes."""
        steps: list[Step] = []
        for said in self._apart:
            if stories.keys().isdisjoint((said.report, *said.others)) or not _is_known(state, str(said.report)):
                continue
            here = state.story_of(str(said.report))
            others = Counter(state.story_of(str(pk)) for pk in said.others if _is_known(state, str(pk)))
            if not others:
                continue
            # Where most of the others are is the story that was meant.
            there, _ = min(others.items(), key=lambda each: (-each[1], each[0]))
            if (here == there) == said.is_same:
                continue
            into = state.move(str(said.report), there if said.is_same else None)
            stories[said.report] = into
            why = library.TOGETHER if said.is_same else library.APART
            steps.append(Step("joined" if said.is_same else "left", (said.report,), into, here, why))
        return steps

    def _look_at_some(self) -> int:
        rows = library.waiting(limit=20)
        for story in rows:
            look_at(story)
            # A large story takes its time, and every look is a sign of life.
            if library.claim(self.name, now=timezone.now(), lease=LEASE) is None:
                raise library.Outdated
        return len(rows)

    def _close_what_is_over(self) -> None:
        if time.monotonic() - self._looked_for_ends < LOOK_FOR_ENDS and self._looked_for_ends:
            return
        self._looked_for_ends = time.monotonic()
        state, now = self._known(), library.clock(timezone.now())
        may_be = library.silent(before=now - timedelta(seconds=SHORTEST_PATIENCE))
        there = set(state.stories())
        # What is not in mind any more was pushed out by what came since: it is over, too.
        over = [number for number in may_be if number not in there or state.is_over(number, now=now.timestamp())]
        if over:
            library.close(over, now=now)
        if len(state) > 2 * MOST_REPORTS:
            self._state = None

    def _known(self) -> Grouping:
        if self._state is None:
            raise library.Outdated
        return self._state


def look_at(story: Story) -> None:
    """Lays a story's reports beside each other: who carries whose text, and what doesn't add up between them."""
    editions = library.told_by(story, most=COMPARED)
    readings = [_reading(edition) for edition in editions]
    made = _found(story, lambda: _copies(editions, readings))
    library.carried([edition.report_id for edition in editions], made)
    newest, told = editions[-BETWEEN:], readings[-BETWEEN:]
    found = _found(story, lambda: checking.between(told) if len(told) > 1 else [])
    if newest and (found or library.is_any_between(newest)):
        doubts.note_between(newest, found)
    library.looked_at(story, editions, most=COMPARED)


def _found(story: Story, look: Callable[[], list[Thing]]) -> list[Thing]:
    """What a look gives; nothing, where it fails by a fault of ours: the story is shown all the same, and the log says why."""
    try:
        return look()
    except Exception:
        log.exception("%s: its reports could not be compared by a fault of NewsBox.", story)
        return []


def _copies(editions: Sequence[Edition], readings: Sequence[Reading]) -> list[tuple[int, int, str, Spans, Spans]]:
    """Each report that carries another's text: itself, the first, the agency's name, what its desk cut, what it added."""
    found: list[tuple[int, int, str, Spans, Spans]] = []
    for first, *others in copies.witnesses([copies.text_of(reading) for reading in readings]):
        if not others:
            continue
        agency = agency_of([readings[place] for place in (first, *others)])
        for place in others:
            made = copies.edits(readings[first], readings[place])
            found.append(
                (editions[place].report_id, editions[first].report_id, agency, _plain(made.cut), _plain(made.added))
            )
    return found


def agency_of(readings: Sequence[Reading]) -> str:
    """Whose text reports carry: as their datelines name it, else a byline, or an agency's own report among them; empty where nothing does."""
    lines = Counter(reading.dateline.agency for reading in readings if reading.dateline and reading.dateline.agency)
    named = lines or Counter(
        agency
        for reading in readings
        for agency in {_agency(name) for name in (*reading.authors, reading.outlet or "")}
        if agency
    )
    return min(named, key=lambda name: (-named[name], name)) if named else ""


def _agency(name: str) -> str | None:
    key = " ".join(name.casefold().split())
    return trade.AGENCIES.get(key) or trade.AGENCIES.get(key.removeprefix("the "))


def _plain(spans: Sequence[Span]) -> list[tuple[int, int, int]]:
    return [(span.at, span.start, span.end) for span in spans if isinstance(span.at, int)]


def _reading(edition: Edition) -> Reading:
    """The reading an edition keeps; its headline alone where a fault of ours left one that can't be read: one report's fault is one report's."""
    try:
        return keep.reading_of(edition)
    except Exception:
        log.exception("%s: known by its headline alone, by a fault of NewsBox.", edition.report)
        return Reading(headline=edition.report.headline)


def _traits(edition: Edition) -> Traits:
    report = edition.report
    return likeness.traits(_reading(edition), key=str(report.pk), arrived=report.seen)


def _is_known(state: Grouping, key: str) -> bool:
    try:
        state.story_of(key)
    except KeyError:
        return False
    return True


def _step(told: Told) -> Step:
    return Step(told.what, tuple(int(key) for key in told.reports), told.story, told.other, told.why, is_settled=False)


# In the background --------------------------------------------------------------------------------------------------

_placer = Placer()
"""One for a process: its threads take turns."""


def place_waiting() -> int:
    """Places what is unplaced now; how many reports. Where another process is at it, that one does it."""
    return _placer.place_waiting()


def keep_placing(stop: threading.Event) -> None:
    """Places reports as they come, until told to stop."""
    while not stop.is_set():
        try:
            _placer.place_waiting(once=False)
        except Exception:
            log.exception("The stories met a fault; placing goes on.")
            close_old_connections()
            stop.wait(10)
        stop.wait(PULSE)
    library.release(_placer.name)
    connection.close()
