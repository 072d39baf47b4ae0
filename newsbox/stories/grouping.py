"""Which story does a report belong to?

Reports come one by one, in order of arrival. Each joins the story it is most like, or begins one. When more has come,
three things are thought about again: two stories may turn out to be one (each report of the smaller, asked anew, would
have joined the larger), a report may turn out to stand apart from what its story has become, and a story that has
fallen silent is over. Precision comes first: a false merge claims that two newsrooms confirm each other.

Reports of one minute are put into a fixed order before they are placed. Where one comes that belongs before others of
its minute, those are taken back and placed again, so that the result is the same whether reports came together or one
by one. Candidates are found by their rarest words through an index of stories, so that a report costs about the same
among a thousand open stories and a hundred thousand.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, TypeVar

import numpy as np

from newsbox.stories import likeness
from newsbox.stories.likeness import DAY, Floats, Ints, Rows, Scales, Traits, Vector
from newsbox.stories.odds import BIAS, ODDS

WEIGHTS: Floats = np.array([ODDS[name] for name in likeness.NAMES])
Thing = TypeVar("Thing")

JOIN = -0.1
"""Log-odds from which a report joins a story."""
MERGE = -0.6
"""Mean log-odds, over the reports of the smaller story, from which two stories are one."""
CAUTION = 3.0
"""Log-odds that a first report would have to have beyond those; it wears off (`likeness.STRANGE`)."""
LEAVE = -3.0
"""Log-odds under which a report leaves a story that has become another."""
APART = 0.75
"""A report that is as near to the others as such a part of what they are to each other does not stand apart."""
ASK = 2.0
"""A story that a report would nearly have joined, by so much, is asked whether it is one with the story it joined."""
ASKED_STORIES, ASKED_REPORTS = 3, 6
"""How many stories are asked after one report, and how many of a story's reports speak for it."""
CANDIDATES = 8
"""Stories that are looked at closely, at most ..."""
SCREEN, SCREENED = 0.25, 40
"""... and of a report of so many terms none that shares less than such a part of what the most promising one shares (fitting looks at all)."""
GLANCE = 1000
"""Entries of the index that are looked at for one report, from its rarest word on."""
SHOWN_TERMS = 4000
"""Terms of a story that are compared; of a bigger one, some of its reports stand for the others."""
MOST_ROWS = 4096
"""Stories whose reports are held side by side for the next comparison."""
OPEN_REPORTS = 200_000
"""Reports that can be joined. Above it, the stories that have been silent longest are forgotten."""
SAME_TEXT = 0.9
"""Share of the words of the shorter of two texts from which they are one, changed."""
SHORTEST_PATIENCE, LONGEST_PATIENCE, FIRST_PATIENCE = 2 * DAY, 60 * DAY, 4 * DAY
PATIENCE = 4.0
"""A story is over after so many times its longest silence so far."""


@dataclass(frozen=True, slots=True)
class Told:
    """What became of reports, and why: one sentence for a reader."""

    what: Literal["begun", "joined", "merged", "left"]
    reports: tuple[str, ...]
    """The keys of those it is about."""
    story: int
    other: int | None
    """The story that is no more (merged), or that was left."""
    why: str


@dataclass(frozen=True, slots=True)
class Placed:
    """What placing some reports changed."""

    stories: dict[str, int]
    """For each report whose story is new or another than before: its story."""
    told: tuple[Told, ...]
    """What happened, in order, to the reports of the minutes that were placed (for the last one: all of it, told anew)."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """A report in its place."""

    key: str
    vector: Vector
    column: str
    """Stands for outlet and headline; empty where either is missing."""
    stub: str
    """Stands for outlet and a short text; empty where either is missing."""


@dataclass(frozen=True, slots=True)
class _Story:
    """The reports of one event, by the numbers they were placed under, ascending. Replaced, never changed."""

    reports: tuple[int, ...]
    vocabulary: Ints
    """Every term once, ascending."""


class Grouping:
    """Open stories and what is needed to place the next report.

    The state is a function of what was placed: `rebuilt` makes it again from each report's traits and story.
    """

    def __init__(self, *, weights: Floats = WEIGHTS, bias: float = BIAS) -> None:
        self._odds_of = weights, bias
        self._scales = Scales()
        self._terms: dict[str, int] = {}
        self._names: list[str] = []
        self._spelled: dict[str, str] = {}
        self._kept: dict[int, _Kept] = {}
        self._numbers: dict[str, int] = {}
        self._where: dict[int, int] = {}
        self._stories: dict[int, _Story] = {}
        self._rows: dict[int, Rows] = {}
        self._columns: dict[str, tuple[int, ...]] = {}
        self._stubs: dict[str, tuple[int, ...]] = {}
        self._first: Ints = np.full(1 << 12, -1)
        self._more: dict[int, array[int]] = {}
        self._base = 0
        self._sums: Floats = np.zeros(1 << 12)
        self._weights: Floats = np.zeros(1 << 12)
        self._dead = self._entries = 0
        self._next_report = self._next_story = self._settled = 0
        self._minute: int | None = None
        self._open: list[tuple[Traits, int, int]] = []  # of this minute: what, steps before it, tales before it
        self._undo: list[Callable[[], None]] = []
        self._told: list[Told] = []

    # Asking -------------------------------------------------------------------------------------------------------

    def story_of(self, key: str) -> int:
        """The number of a report's story. Raises KeyError where it was never placed, or is forgotten."""
        return self._where[self._numbers[key]]

    def reports_of(self, story: int) -> tuple[str, ...]:
        """The keys of a story's reports, in the order they were placed. Raises KeyError where there is no such story."""
        return tuple(self._kept[number].key for number in self._stories[story].reports)

    def stories(self) -> list[int]:
        """The open stories, oldest first."""
        return sorted(self._stories)

    def is_over(self, story: int, *, now: float) -> bool:
        """Whether reporting has ended: a silence, in a story's own time, that is long beside all before. now: seconds since 1970, UTC.

        A story is over when nobody reports on it any more, not after a fixed time; the next report opens it again.
        """
        dates = self._side_by_side(story).dates
        if not dates:
            return False
        longest = max(later - date for date, later in pairwise(dates)) if len(dates) > 1 else FIRST_PATIENCE / PATIENCE
        patience = min(max(PATIENCE * longest, SHORTEST_PATIENCE), LONGEST_PATIENCE)
        return now - dates[-1] > patience

    def __len__(self) -> int:
        return len(self._where)

    # Placing ------------------------------------------------------------------------------------------------------

    def place(self, seen: Iterable[Traits]) -> Placed:
        """Puts reports into stories, in order of arrival. Raises ValueError where a key was placed before."""
        before: dict[str, int | None] = {}
        told: list[Told] = []
        for turn, minute in enumerate(_minutes(seen)):
            if minute[0].minute is None or minute[0].minute != self._minute:
                told += self._told if turn else []
                self._close()
                self._minute = minute[0].minute
            for each in minute:
                if each.key in self._numbers:
                    raise ValueError(f"a report {each.key!r} was placed before")
            self._take(minute, before)
        told += self._told
        stories = {
            key: self._where[self._numbers[key]] for key in before if before[key] != self._where[self._numbers[key]]
        }
        return Placed(stories, tuple(told))

    def move(self, key: str, story: int | None) -> int:
        """Puts a report where a person wants it, or alone (None); gives its story's number. Raises KeyError.

        What was placed in this minute is settled by that.
        """
        if story is not None and story not in self._stories:
            raise KeyError(story)
        number = self._numbers[key]
        self._close()
        if self._where[number] == story:
            return self._where[number]
        self._take_out(number)
        return self._put_in(number, story)

    def merge(self, into: int, other: int) -> None:
        """Makes two stories one, as a person wants it. Raises KeyError where there is no such story."""
        if into == other or into not in self._stories or other not in self._stories:
            raise KeyError(other)
        self._close()
        self._unite(into, other)

    def keep(self, seen: Traits, story: int | None) -> int:
        """Puts a report where it is known to belong, or into a story of its own (None); gives the story's number.

        Nothing is asked. Raises KeyError where there is no such story.
        """
        if story is not None and story not in self._stories:
            raise KeyError(story)
        self._close()
        number = self._put_in(self._enter(seen), story)
        self._undo.clear()
        return number

    def measured(self, seen: Traits) -> list[tuple[int, Floats]]:
        """The stories a report might belong to, and how it stands to each (`likeness.NAMES`); the report is not placed."""
        steps = len(self._undo)
        number = self._enter(seen)
        candidates = self._candidates(self._kept[number].vector, is_screened=False)
        _, table = self._odds(number, candidates)
        while len(self._undo) > steps:
            self._undo.pop()()
        return list(zip(candidates, table, strict=True)) if len(table) else []

    @property
    def open_minute(self) -> tuple[tuple[str, ...], int]:
        """What is not settled: the reports of the open minute, and the number that the next story had before them.

        What is to survive a restart keeps these two beside each report's traits and story (`rebuilt`).
        """
        return tuple(each.key for each, _, _ in self._open), self._settled

    @classmethod
    def rebuilt(
        cls, placed: Iterable[tuple[Traits, int]], *, following: int | None = None, minute: Sequence[Traits] = ()
    ) -> Grouping:
        """The state after reports were placed: what each looked like and which story it is in, in order of arrival.

        following: the number that the next story gets; one more than the largest where that is not known. minute: the
        reports of the open minute, in any order; they are not among those placed, and are placed again.
        """
        state = cls()
        stories: dict[str, int] = {}

        def told() -> Iterator[Traits]:
            for each, story in placed:
                stories[each.key] = story
                yield each

        for run in _minutes(told()):
            for each in sorted(run, key=lambda one: one.order):
                number, story = state._enter(each), stories[each.key]
                state._put_in(number, story) if story in state._stories else state._begin(number, story)
            state._undo.clear()
        if following is not None:
            state._next_story = following
        state._close()
        state.place(minute)
        return state

    def _take(self, minute: list[Traits], before: dict[str, int | None]) -> None:
        """Places reports of the open minute, in their fixed order among those that are placed."""
        minute.sort(key=lambda each: each.order)
        orders = [each.order for each, _, _ in self._open]
        at = bisect_left(orders, minute[0].order)
        again = [each for each, _, _ in self._open[at:]]
        touched = {key for tale in self._told for key in tale.reports}
        for key in touched if again else ():
            before.setdefault(key, self._where[self._numbers[key]])
        if again:
            _, steps, tales = self._open[at]
            while len(self._undo) > steps:
                self._undo.pop()()
            del self._open[at:], self._told[tales:]
        for each in sorted([*again, *minute], key=lambda one: one.order):
            self._open.append((each, len(self._undo), len(self._told)))
            before.setdefault(each.key, None)
            self._settle(each)
        for tale in self._told:
            for key in tale.reports:
                before.setdefault(key, -1)

    def _close(self) -> None:
        """What was placed in this minute stays as it is."""
        self._open, self._told = [], []
        self._undo.clear()
        self._minute = None
        self._forget()
        self._settled = self._next_story

    def _settle(self, seen: Traits) -> None:
        number = self._enter(seen)
        report = self._kept[number]
        candidates = self._candidates(report.vector)
        odds, _ = self._odds(number, candidates)
        join = JOIN + self._caution(report.vector)
        chosen: int | None = None
        if candidates:
            best = int(np.lexsort((np.array(candidates), -odds))[0])
            if odds[best] > join:
                chosen = candidates[best]
        why = "It is like no open story." if chosen is None else self._why(report.vector, chosen)
        story = self._put_in(number, chosen)
        if chosen is None:
            self._told.append(Told("begun", (report.key,), story, None, why))
        else:
            self._told.append(Told("joined", (report.key,), story, None, why))
        if candidates:
            order = np.lexsort((np.array(candidates), -odds))
            near = [candidates[place] for place in order if odds[place] > join - ASK and candidates[place] != story]
            for other in near[:ASKED_STORIES]:
                story = self._ask(story, other)
        if chosen is not None:
            self._rethink(story)

    # Thinking again -----------------------------------------------------------------------------------------------

    def _caution(self, report: Vector) -> float:
        """What is asked for beyond the usual odds while only some dozens of reports tell what a report's words weigh."""
        return CAUTION * likeness.STRANGE / (self._scales.reports * self._scales.share(report) + likeness.STRANGE)

    def _ask(self, story: int, other: int) -> int:
        """Makes two stories one if the smaller one's reports say so; gives the number of the story that stays."""
        if other not in self._stories or story not in self._stories:
            return story
        ours, theirs = len(self._stories[story].reports), len(self._stories[other].reports)
        large, small = (story, other) if (ours, -story) >= (theirs, -other) else (other, story)
        if not _is_step(ours + theirs):
            return story
        speakers = _some(self._stories[small].reports, ASKED_REPORTS)
        odds = [float(self._odds(number, [large])[0][0]) for number in speakers]
        caution = max(self._caution(self._kept[number].vector) for number in speakers)
        if self._is_column_of(small, large) or round(sum(odds) / len(odds), 6) <= MERGE + caution:
            return story
        keys = self.reports_of(small)
        why = self._why(self._kept[speakers[-1]].vector, large)
        self._unite(large, small)
        self._told.append(Told("merged", keys, large, small, why))
        return large

    def _rethink(self, story: int) -> None:
        """Lets the report go that stands furthest from what its story has become."""
        reports = self._stories[story].reports
        if len(reports) < 4 or not _is_step(len(reports)):
            return
        some = _some(reports, 2 * ASKED_REPORTS)
        vectors = {number: self._kept[number].vector for number in some}
        near = np.round(_mean_cosines(self._scales, [vectors[number] for number in some]), 6)
        if near.min() > APART * near.mean():
            return
        number = some[int(np.argmin(near))]
        others = tuple(one for one in reports if one != number)
        row = self._rows_of(others)
        odds = self._log_odds(likeness.features(self._scales, vectors[number], [row]))
        if not len(odds) or odds[0] >= LEAVE:
            return
        self._take_out(number)
        candidates = [one for one in self._candidates(vectors[number]) if one != story]
        better, _ = self._odds(number, candidates)
        best = int(np.lexsort((np.array(candidates), -better))[0]) if candidates else -1
        chosen = candidates[best] if candidates and better[best] > JOIN + self._caution(vectors[number]) else None
        why = "The story has turned to other things." if chosen is None else self._why(vectors[number], chosen)
        into = self._put_in(number, chosen)
        self._told.append(Told("left", (self._kept[number].key,), into, story, why))

    # Likeness -----------------------------------------------------------------------------------------------------

    def _candidates(self, report: Vector, *, is_screened: bool = True) -> list[int]:
        """The open stories that have most of the report's rare words."""
        if not len(report.terms):
            return []
        spread = self._scales.in_stories[report.terms]
        known = np.flatnonzero(spread > 0)
        if not len(known):
            return []
        order = known[np.lexsort((report.terms[known], spread[known]))]
        terms = report.terms[order]
        worth = (self._scales.rarity(terms) ** 2 * report.weights[order]).tolist()
        firsts = self._first[terms].tolist()
        entries: list[int] = []
        further: list[Ints] = []
        worths: list[float] = []
        sizes: list[int] = []
        seen = 0
        for place, term in enumerate(terms.tolist()):
            more = self._more.get(term)
            seen += 1 if more is None else 1 + len(more)
            if seen > GLANCE and place:
                break
            entries.append(firsts[place])
            if more is not None:
                further.append(np.frombuffer(more, dtype=np.int64))
                worths.append(worth[place])
                sizes.append(len(more))
        at = np.concatenate([np.array(entries), *further]) - self._base
        np.add.at(self._sums, at, np.concatenate([worth[: len(entries)], np.repeat(worths, sizes)]))
        reached = np.sort(at)
        reached = reached[np.concatenate([[True], reached[1:] != reached[:-1]])]
        sums = np.round(self._sums[reached] * self._weights[reached], 9)
        self._sums[reached] = 0.0
        alive = sums > 0
        reached, sums = reached[alive], sums[alive]
        if len(sums) > CANDIDATES:
            # Those that tie with the last one are taken along, so that the lowest numbers among them stay.
            least = -np.partition(-sums, CANDIDATES - 1)[CANDIDATES - 1]
            likely = sums >= least
            reached, sums = reached[likely], sums[likely]
        best = np.lexsort((reached, -sums))[:CANDIDATES]
        if is_screened and len(best) and len(report.terms) >= SCREENED:
            best = best[sums[best] >= SCREEN * sums[best[0]]]
        return [int(one) + self._base for one in reached[best]]

    def _odds(self, number: int, stories: list[int]) -> tuple[Floats, Floats]:
        """Log-odds that a report belongs to each of some stories, and what they were made of; barred where it is a column's next one."""
        if not stories:
            return np.zeros(0), np.zeros((0, len(likeness.NAMES)))
        report = self._kept[number]
        table = likeness.features(self._scales, report.vector, [self._side_by_side(story) for story in stories])
        if not len(table):
            return np.full(len(stories), -np.inf), table
        odds = self._log_odds(table)
        barred = self._barred(report)
        for place, story in enumerate(stories):
            if story in barred:
                odds[place] = -np.inf
        return odds, table

    def _log_odds(self, table: Floats) -> Floats:
        # Rounded, so that the order in which a machine sums does not decide.
        rounded: Floats = np.round(table @ self._odds_of[0] + self._odds_of[1], 6)
        return rounded

    def _barred(self, report: _Kept) -> set[int]:
        """Stories that hold another day's report under the same headline of the same outlet: a column, not an event."""
        dated = report.vector.dated
        if not report.column or dated is None:
            return set()
        barred = set()
        for number in self._columns.get(report.column, ()):
            other = self._kept.get(number)
            if other is None or other is report or other.vector.dated is None or number not in self._where:
                continue
            is_another_day = abs(other.vector.dated - dated) > likeness.COLUMN_AGAIN
            if is_another_day and not _is_same_text(report.vector, other.vector):
                barred.add(self._where[number])
        return barred

    def _is_column_of(self, small: int, large: int) -> bool:
        for number in self._stories[small].reports:
            report = self._kept[number]
            if large in self._barred(report):
                return True
        return False

    def _why(self, report: Vector, story: int) -> str:
        """The words that speak most for it."""
        row = self._side_by_side(story)
        at = np.searchsorted(row.vocabulary, report.terms)
        at = np.minimum(at, len(row.vocabulary) - 1)
        counts = row.counts[at] * (row.vocabulary[at] == report.terms)
        mass = np.minimum(report.weights, 3.0) * self._scales.rarity(report.terms)
        mass *= counts / (self._scales.in_reports[report.terms] + 1.0)
        best = [int(place) for place in np.lexsort((report.terms, -np.round(mass, 9)))[:8] if mass[place] > 0]
        words: list[str] = []
        for place in best:
            name = self._names[int(report.terms[place])]
            if not any(name in word.split() or word in name.split() for word in words):
                words.append(name)
        shown = ", ".join(f"“{' '.join(self._spelled[root] for root in word.split())}”" for word in words[:4])
        return f"It shares {shown} with it." if shown else "It is as good as the same text."

    def _side_by_side(self, story: int) -> Rows:
        row = self._rows.pop(story, None)
        if row is None:
            row = self._rows_of(self._stories[story].reports)
            if len(self._rows) >= MOST_ROWS:
                del self._rows[next(iter(self._rows))]
        self._rows[story] = row  # the last used stands last
        return row

    def _rows_of(self, reports: Sequence[int]) -> Rows:
        vectors = [self._kept[number].vector for number in reports]
        total = sum(len(vector.terms) for vector in vectors)
        if total > SHOWN_TERMS:
            vectors = _some(vectors, max(8, len(vectors) * SHOWN_TERMS // total))
        return likeness.rows(vectors, len(reports))

    # Changing the state, each step with its way back ---------------------------------------------------------------

    def _enter(self, seen: Traits) -> int:
        """Makes a report known; it is in no story yet."""
        headline = " ".join(filter(None, seen.headline))
        column = f"{seen.outlet}\n{likeness.digest(headline)}" if seen.outlet and headline else ""
        stub = f"{seen.outlet}\n{seen.wording}" if seen.outlet and seen.wording and seen.length < likeness.STUB else ""
        is_stub = any(self._kept[one].column != column for one in self._stubs.get(stub, ()))
        vector = self._vector(seen, with_text=not is_stub)
        number = self._next_report
        self._next_report += 1
        self._kept[number] = _Kept(seen.key, vector, column, stub)
        self._numbers[seen.key] = number
        _list(self._columns, column, number)
        _list(self._stubs, stub, number)
        self._scales.count(vector)

        def back() -> None:
            self._scales.count(vector, -1)
            _strike(self._columns, column, number)
            _strike(self._stubs, stub, number)
            del self._kept[number], self._numbers[seen.key]
            self._next_report = number

        self._undo.append(back)
        return number

    def _vector(self, seen: Traits, *, with_text: bool) -> Vector:
        body, head = likeness.weighed(seen, with_text=with_text)
        terms = self._terms
        listed: list[int] = []
        for name in body:
            term = terms.get(name)
            if term is None:
                term = terms[name] = len(self._names)
                self._names.append(name)
            listed.append(term)
        for word in (*seen.headline, *(seen.text or ())):
            root = likeness.stem(word)
            known = self._spelled.get(root)
            if known == word:
                continue
            if word and (known is None or (len(word), word) < (len(known), known)):
                self._spelled[root] = word
        self._scales.grow(len(self._names))
        if len(self._names) > len(self._first):
            self._first = np.concatenate([self._first, np.full(len(self._names), -1)])
        ids = np.array(listed, dtype=np.int32)
        order = np.argsort(ids)
        return Vector(
            terms=ids[order],
            weights=np.fromiter(body.values(), dtype=np.float32, count=len(body))[order],
            head=np.array([terms[name] for name in head], dtype=np.int32),
            head_weights=np.fromiter(head.values(), dtype=np.float32, count=len(head)),
            length=seen.length if with_text else 0,
            dated=seen.dated,
            by_day=seen.by_day,
            tongue=likeness.tongue_without_list(seen.language),
        )

    def _put_in(self, number: int, story: int | None) -> int:
        """A report into a story, or into one of its own; gives the story's number."""
        if story is None:
            return self._begin(number, self._next_story)
        old, vector = self._stories[story], self._kept[number].vector
        reports = tuple(sorted((*old.reports, number))) if old.reports[-1] > number else (*old.reports, number)
        new, vocabulary = _merged(old.vocabulary, vector.terms)
        self._index(new, story)
        self._replace(story, _Story(reports, vocabulary))
        self._locate((number,), story)
        return story

    def _begin(self, number: int, story: int) -> int:
        vector = self._kept[number].vector
        before = self._next_story
        self._next_story = max(before, story + 1)
        self._undo.append(lambda: setattr(self, "_next_story", before))
        room = story - self._base + 1
        if room > len(self._sums):
            self._sums = np.concatenate([self._sums, np.zeros(room)])
            self._weights = np.concatenate([self._weights, np.zeros(room)])
        self._index(vector.terms, story)
        self._replace(story, _Story((number,), vector.terms))
        self._locate((number,), story)
        return story

    def _take_out(self, number: int) -> None:
        story = self._where[number]
        old = self._stories[story]
        reports = tuple(one for one in old.reports if one != number)
        vocabulary = (
            np.unique(np.concatenate([self._kept[one].vector.terms for one in reports]))
            if reports
            else old.vocabulary[:0]
        )
        gone = np.setdiff1d(old.vocabulary, vocabulary, assume_unique=True)
        self._scales.spread(gone, -1.0)

        def back() -> None:
            self._scales.spread(gone)

        self._undo.append(back)
        self._replace(story, _Story(reports, vocabulary) if reports else None)

    def _unite(self, into: int, other: int) -> None:
        """All of another story's reports into one story."""
        ours, theirs = self._stories[into], self._stories[other]
        new, vocabulary = _merged(ours.vocabulary, theirs.vocabulary)
        self._index(new, into)
        gone = theirs.vocabulary
        self._scales.spread(gone, -1.0)

        def back() -> None:
            self._scales.spread(gone)

        self._undo.append(back)
        self._replace(other, None)
        self._replace(into, _Story(tuple(sorted(ours.reports + theirs.reports)), vocabulary))
        self._locate(theirs.reports, into)

    def _index(self, terms: Ints, story: int) -> None:
        """The story has these terms, and had them not before."""
        self._scales.spread(terms)
        listed = terms.tolist()
        firsts = self._first[terms] < 0
        self._first[terms[firsts]] = story
        further = [term for term, is_first in zip(listed, firsts.tolist(), strict=True) if not is_first]
        for term in further:
            entries = self._more.get(term)
            if entries is None:
                self._more[term] = array("q", (story,))
            else:
                entries.append(story)
        self._entries += len(listed)

        def back() -> None:
            self._scales.spread(terms, -1.0)
            self._first[terms[firsts]] = -1
            for term in further:
                self._more[term].pop()
                if not self._more[term]:
                    del self._more[term]
            self._entries -= len(listed)

        self._undo.append(back)

    def _replace(self, story: int, value: _Story | None) -> None:
        old = self._stories.get(story)

        def put(one: _Story | None) -> None:
            self._rows.pop(story, None)
            counted = story in self._stories
            if one is None:
                self._stories.pop(story, None)
                self._weights[story - self._base] = 0.0
            else:
                self._stories[story] = one
                self._weights[story - self._base] = (1.0 + len(one.vocabulary)) ** -0.25
            self._scales.stories += (one is not None) - counted

        put(value)
        self._undo.append(lambda: put(old))

    def _locate(self, numbers: Sequence[int], story: int) -> None:
        before = [(number, self._where.get(number)) for number in numbers]
        for number in numbers:
            self._where[number] = story

        def back() -> None:
            for number, was in before:
                if was is None:
                    self._where.pop(number, None)
                else:
                    self._where[number] = was

        self._undo.append(back)

    def _forget(self) -> None:
        """Lets the stories go that have been silent longest, where there are too many reports; tidies the index."""
        if len(self._where) <= OPEN_REPORTS:
            return
        by_silence = sorted(self._stories, key=lambda story: self._stories[story].reports[-1])
        for story in by_silence:
            if len(self._where) <= OPEN_REPORTS * 0.9:
                break
            old = self._stories[story]
            self._scales.spread(old.vocabulary, -1.0)
            for number in old.reports:
                gone = self._kept.pop(number)
                self._scales.count(gone.vector, -1)
                del self._numbers[gone.key], self._where[number]
                _strike(self._columns, gone.column, number)
                _strike(self._stubs, gone.stub, number)
            self._replace(story, None)
        self._undo.clear()
        self._tidy()

    def _tidy(self) -> None:
        """The index anew, without stories that are no more and words that nobody has."""
        used = np.flatnonzero(self._scales.in_reports > 0)
        number_of: Ints = np.full(len(self._scales.in_reports), -1)
        number_of[used] = np.arange(len(used))
        self._names = [self._names[term] for term in used.tolist()]
        self._terms = {name: term for term, name in enumerate(self._names)}
        self._spelled = {root: word for root, word in self._spelled.items() if root in self._terms}
        scales = Scales()
        scales.grow(len(used))
        scales.reports, scales.tongues = self._scales.reports, self._scales.tongues
        scales.in_reports[: len(used)] = self._scales.in_reports[used]
        self._scales = scales
        for number, kept in self._kept.items():
            vector = kept.vector
            terms, head = (number_of[each].astype(np.int32) for each in (vector.terms, vector.head))
            moved = replace(vector, terms=terms, head=head)
            self._kept[number] = _Kept(kept.key, moved, kept.column, kept.stub)
        self._first = np.full(max(1 << 12, len(used)), -1)
        self._more.clear()
        self._rows.clear()
        self._entries = 0
        stories, self._stories = self._stories, {}
        self._base = min(stories, default=self._next_story)
        self._sums = np.zeros(self._next_story - self._base + (1 << 12))
        self._weights = np.zeros(len(self._sums))
        for story in sorted(stories):
            old = stories[story]
            vocabulary = number_of[old.vocabulary].astype(np.int32)
            self._index(vocabulary, story)
            self._replace(story, _Story(old.reports, vocabulary))
        self._undo.clear()


def _list(listed: dict[str, tuple[int, ...]], under: str, number: int) -> None:
    if under:
        listed[under] = (*listed.get(under, ()), number)


def _strike(listed: dict[str, tuple[int, ...]], under: str, number: int) -> None:
    if under:
        left = tuple(one for one in listed[under] if one != number)
        if left:
            listed[under] = left
        else:
            del listed[under]


def _is_same_text(one: Vector, other: Vector) -> bool:
    """Whether the words that do not stand in the headline are the same, for the most part; without any, they are not."""
    ours, theirs = (np.setdiff1d(each.terms, each.head) for each in (one, other))
    fewer = min(len(ours), len(theirs))
    return bool(fewer) and len(np.intersect1d(ours, theirs)) >= SAME_TEXT * fewer


def _minutes(seen: Iterable[Traits]) -> Iterable[list[Traits]]:
    """Runs of reports that arrived in the same minute."""
    run: list[Traits] = []
    for each in seen:
        if run and (each.minute is None or each.minute != run[0].minute):
            yield run
            run = []
        run.append(each)
    if run:
        yield run


def _is_step(size: int) -> bool:
    """Whether a story of this size is thought about: always while it is small, then each time it has grown by an eighth or so."""
    return size % (size // 8) == 0 if size >= 16 else True


def _some(of: Sequence[Thing], most: int) -> list[Thing]:
    """At most so many, spread evenly, the last one among them."""
    if len(of) <= most:
        return list(of)
    return [of[(place + 1) * len(of) // most - 1] for place in range(most)]


def _merged(known: Ints, terms: Ints) -> tuple[Ints, Ints]:
    """Which of some terms are not known yet, and all together; both ascending, as those given."""
    if not len(known):
        return terms, terms
    at = np.searchsorted(known, terms)
    is_new = known[np.minimum(at, len(known) - 1)] != terms
    new = terms[is_new]
    return new, np.insert(known, at[is_new], new) if len(new) else known


def _mean_cosines(scales: Scales, reports: Sequence[Vector]) -> Floats:
    """How near each of some reports is to all others, on average: (n,). Of length one, they add up to all cosines at once."""
    terms = np.concatenate([report.terms for report in reports])
    owner = np.repeat(np.arange(len(reports)), [len(report.terms) for report in reports])
    weights = np.concatenate([report.weights for report in reports]) * scales.rarity(terms)
    weights /= np.sqrt(np.bincount(owner, weights * weights, minlength=len(reports)))[owner] + 1e-9
    _, place = np.unique(terms, return_inverse=True)
    together = np.bincount(place, weights)
    own = np.bincount(owner, weights * weights, minlength=len(reports))
    near = np.bincount(owner, weights * together[place], minlength=len(reports)) - own
    return np.asarray(near / (len(reports) - 1))
