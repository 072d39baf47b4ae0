"""The shape every check has, and the sheet it works on: one reading, with what all checks ask of it worked out once."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import Any, Literal, TypeVar, TypeVarTuple

from newsbox.checking.opposites import is_negation
from newsbox.checking.words import key_of
from newsbox.texts import plain
from newsbox.types import Attribution, Finding, Passage, Place, Reading, Span, Word

ERROR, WARNING = 0.9, 0.6
"""Confidence from which a finding is an error, or a warning; below it is a note, which nobody sees unasked."""
TOP: tuple[Place, ...] = ("headline", "summary", 0)
"""The parts of an article that tell its news."""

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, eq=False)
class Line:
    """A sentence, where it stands in the whole article, and what many checks ask of it. Made once: equal only to itself."""

    number: int
    """In reading order: headline, summary, paragraphs, caption."""
    at: Place
    start: int
    end: int
    words: tuple[Word, ...]

    @property
    def span(self) -> Span:
        """Its place."""
        return Span(self.at, self.start, self.end)

    @cached_property
    def small(self) -> tuple[str, ...]:
        """Its words without their case."""
        return tuple(word.text.casefold() for word in self.words)

    @cached_property
    def lemmas(self) -> tuple[str, ...]:
        """Its words' basic forms without their case."""
        return tuple(word.lemma.casefold() for word in self.words)

    @cached_property
    def below(self) -> Sequence[Sequence[int]]:
        """By word, which words hang on it."""
        found: dict[int, list[int]] = {}
        for place, word in enumerate(self.words):
            if word.head != place:
                found.setdefault(word.head, []).append(place)
        return [found.get(place, ()) for place in range(len(self.words))]

    @cached_property
    def denials(self) -> tuple[int, ...]:
        """Which of its words deny what stands beside them."""
        return tuple(number for number, word in enumerate(self.small) if is_negation(plain(word)))

    @cached_property
    def keys(self) -> tuple[str | None, ...]:
        """What its words are compared by; None for those that tell nothing."""
        return tuple(map(key_of, self.words))

    @cached_property
    def about(self) -> frozenset[str]:
        """What it is about: the words that tell something."""
        return frozenset(key for key in self.keys if key)


@dataclass(frozen=True, eq=False)
class Sheet:
    """One of the readings that are checked together."""

    reading: Reading
    index: int = 0
    """Which of the readings: what a Passage's `reading` says."""
    notes: dict[Hashable, Any] = field(default_factory=dict)
    """What was worked out `once`, by the function and what else it was given."""

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The sentences in reading order."""
        return tuple(
            Line(number, each.span.at, each.span.start, each.span.end, each.words)
            for number, each in enumerate(self.reading.sentences)
        )

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The parts of the article that have text, in reading order."""
        parts: list[Place] = ["headline"] if self.reading.headline else []
        if self.reading.standfirst:
            parts.append("summary")
        return (*parts, *range(len(self.reading.paragraphs)), *(("caption",) if self.reading.part("caption") else ()))

    @cached_property
    def said(self) -> Mapping[Place, Sequence[Attribution]]:
        """The attributions by the parts of the article in which their words stand."""
        found: dict[Place, list[Attribution]] = {}
        for attribution in self.reading.attributions:
            for at in {piece.span.at for piece in attribution.content}:
                found.setdefault(at, []).append(attribution)
        return found

    def line_at(self, at: Place, start: int) -> Line | None:
        """The sentence that covers a character of a part."""
        lines = self._by_place.get(at, [])
        place = bisect_right(lines, start, key=lambda line: line.start) - 1
        return lines[place] if place >= 0 and start < lines[place].end else None

    @cached_property
    def _by_place(self) -> Mapping[Place, list[Line]]:
        found: dict[Place, list[Line]] = {}
        for line in self.lines:
            found.setdefault(line.at, []).append(line)
        return found

    def passage(self, span: Span) -> Passage:
        """The words at a place, to be shown in a finding."""
        return Passage(self.index, self.reading.text_at(span), span)


T = TypeVar("T")
More = TypeVarTuple("More")


def once(work: Callable[[Sheet, *More], T]) -> Callable[[Sheet, *More], T]:
    """A function of a sheet that works only when it is first asked; what it gave is handed out again, so nobody may change it."""

    @wraps(work)
    def known(sheet: Sheet, *more: *More) -> T:
        key = (work, *more)
        notes = sheet.notes
        if key not in notes:
            notes[key] = work(sheet, *more)
        told: T = notes[key]
        return told

    return known


@dataclass(frozen=True, slots=True)
class Check:
    """A check: a name, its codes with a sentence each, and what it looks at."""

    name: str
    """As in `--select` and `newsbox: ignore`: "cast"."""
    codes: Mapping[str, str]
    """What each code says in one sentence: {"NB101": "The headline and the text name different people for one part."}."""
    within: Callable[[Sheet], Iterable[Finding]] | None = None
    """Findings inside one article."""
    across: Callable[[Sequence[Sheet]], Iterable[Finding]] | None = None
    """Findings between the reports of one story, in the order they were given."""

    def finding(
        self, code: str, confidence: float, message: str, passages: Iterable[Passage], *, at_most: Severity = "error"
    ) -> Finding:
        """A finding of this check; how serious it is follows from how sure we are. at_most: what it never exceeds."""
        return Finding(
            code, self.name, severity_of(confidence, at_most), round(confidence, 3), message, tuple(passages)
        )


def severity_of(confidence: float, at_most: Severity = "error") -> Severity:
    """How serious a finding is that an editor would mend with this probability."""
    if confidence >= ERROR and at_most == "error":
        return "error"
    return "warning" if confidence >= WARNING and at_most != "note" else "note"


def logistic(score: float) -> float:
    """A probability from log-odds."""
    return 1 / (1 + math.exp(-score)) if score > -700 else 0.0
