"""Does a report carry another one's text?

Two texts are compared by their runs of five words (Broder 1997, "shingles"): which share of the shorter one's runs
stands in the other. Words in quotation marks are left out: reports of one event quote the same people without copying from each
other. A sketch keeps a fixed part of a text's runs, those whose hash is smallest; the share that two sketches have in
common estimates the share of the texts, whatever their lengths ("fracmin", Irber 2022), and a cut or half-rewritten copy is found
as well as a whole one, which Jaccard and MinHash miss. `Index` finds a report's copies among a million.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsbox.types import Article, Span

Hashes = NDArray[np.uint32]

RUN = 5
"""Words of a run."""
PART = 8
"""One run in so many is kept in a sketch ..."""
LEAST = 16
"""... and of a short text at least so many, if it has them."""
LONGEST = 30_000
"""Characters of a text that are looked at."""
COPY = 0.3
"""Share of the shorter text's runs from which it is a copy: half a text of one's own around half a copied one has it still."""
STATEMENT, BESIDE_A_STATEMENT = 150, 0.33
"""Two long sentences of an official, carried whole without marks, are up to so many runs; where no more is shared, it takes this share."""
NEAR = 0.2
"""Share of a sketch from which a text is worth comparing whole."""
COMMON = 256
"""A run that stands in more reports than so many is a house's own foot or a phrase, and finds nothing."""
FEWEST = 12
"""Runs of its own that a text must have to be called a copy: a brief of two sentences is nobody's."""
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+")
MARKS = "’‘“”–—…\u00a0"
"""Marks that stand between words even in plain English."""
PLAIN_LETTERS = bytes(code if chr(code).isalnum() and code < 128 else 32 for code in range(256))
QUOTED = re.compile(r"“[^”“]{0,2000}”|«[^»«]{0,2000}»|„[^“”„]{0,2000}[“”]|\"[^\"\n]{0,2000}\"|「[^」]{0,2000}」")


@dataclass(frozen=True, slots=True)
class Sketch:
    """A text's runs of words, in part: about four bytes for every `PART` words."""

    hashes: Hashes
    """(n,) uint32, ascending, each once; all are below `limit`."""
    limit: int
    """Hashes below it are kept: 2**32 // PART, more for a short text."""
    runs: int
    """Different runs of the whole text."""

    def to_bytes(self) -> bytes:
        """Eight bytes of limit and runs, then the hashes, little-endian."""
        head = np.array([min(self.limit, 2**32 - 1), self.runs], dtype="<u4")
        return head.tobytes() + self.hashes.astype("<u4").tobytes()

    @classmethod
    def from_bytes(cls, kept: bytes) -> Sketch:
        """The sketch that `to_bytes` gave. Raises ValueError where it is cut off."""
        values = np.frombuffer(kept, dtype="<u4").astype(np.uint32)
        if len(values) < 2:
            raise ValueError("a sketch has eight bytes at least")
        return cls(values[2:], int(values[0]), int(values[1]))


def text_of(article: Article) -> str:
    """What is compared: the paragraphs, without the headline, which every desk writes itself."""
    return "\n".join(article.paragraphs)


def sketch(text: str) -> Sketch:
    """The sketch of a text. A text without runs of its own has an empty one, which is a copy of nothing."""
    hashes = _runs(text)
    limit = 2**32 // PART
    kept = int(np.searchsorted(hashes, limit))
    if kept < LEAST:
        kept = min(LEAST, len(hashes))
        limit = max(limit, int(hashes[kept - 1]) + 1 if kept else 0, 2**32 - 1 if kept == len(hashes) else 0)
    return Sketch(hashes[:kept], limit, len(hashes))


def share(ours: Sketch, theirs: Sketch) -> float:
    """Which share of the shorter text's runs stands in the other, as far as the sketches tell: 0.0 to 1.0. Symmetric."""
    if not len(ours.hashes) or not len(theirs.hashes):
        return 0.0
    limit = min(ours.limit, theirs.limit)
    mine, other = (each.hashes[: int(np.searchsorted(each.hashes, limit))] for each in (ours, theirs))
    fewer = mine if ours.runs <= theirs.runs else other
    if not len(fewer):
        return 0.0
    return len(np.intersect1d(mine, other, assume_unique=True)) / len(fewer)


def is_copy(ours: str, theirs: str) -> bool:
    """Whether one of two texts carries the other: decided on all of their runs."""
    both, fewest = _in_both(ours, theirs)
    return bool(both) and both >= fewest * (COPY if both > STATEMENT else BESIDE_A_STATEMENT)


def shared(ours: str, theirs: str) -> float:
    """Which share of the shorter text's runs stands in the other: 0.0 to 1.0. Symmetric; too short a text shares nothing."""
    both, fewest = _in_both(ours, theirs)
    return both / fewest if both else 0.0


def _in_both(ours: str, theirs: str) -> tuple[int, int]:
    """The runs that stand in both texts, and those of the shorter one; none in both where that is too short."""
    mine, other = _runs(ours), _runs(theirs)
    fewest = min(len(mine), len(other))
    if fewest < FEWEST:
        return 0, fewest
    return len(np.intersect1d(mine, other, assume_unique=True)), fewest


class _Numbers(dict[bytes, int]):
    """A number for each word, the same in every process."""

    def __missing__(self, word: bytes) -> int:
        if len(self) > 300_000:
            self.clear()
        number = self[word] = zlib.crc32(word)
        return number


_NUMBERS = _Numbers()


def witnesses(texts: Sequence[str]) -> list[list[int]]:
    """Which of some texts are one witness: places in the sequence, a list for each text of its own, in order.

    A copy of a copy is the same witness. The first of a list is the first that came.
    """
    sketches = [sketch(text) for text in texts]
    home = list(range(len(texts)))

    def find(place: int) -> int:
        while home[place] != place:
            place = home[place]
        return place

    for place, text in enumerate(texts):
        for before in range(place):
            ours, theirs = find(place), find(before)
            if ours != theirs and is_near(sketches[place], sketches[before]) and is_copy(text, texts[before]):
                home[max(ours, theirs)] = min(ours, theirs)
    found: dict[int, list[int]] = {}
    for place in range(len(texts)):
        found.setdefault(find(place), []).append(place)
    return list(found.values())


def is_near(ours: Sketch, theirs: Sketch) -> bool:
    """Whether two texts are worth comparing whole."""
    return share(ours, theirs) >= NEAR


# What a desk cut, and what it added ------------------------------------------------------------------------------

SENTENCE = re.compile(r"[^.!?。！？]*(?:[.!?。！？]+[”\"»’)\]]*\s*|$)")
THREE = 3
"""Words of the runs by which sentences are found again."""
HALF = 0.5
"""Share of a sentence's runs from which the other text has it."""


@dataclass(frozen=True, slots=True)
class Edits:
    """What one desk made of a text: places in paragraphs, neighbouring sentences together."""

    cut: tuple[Span, ...]
    """In the text that was carried."""
    added: tuple[Span, ...]
    """In the report that carries it."""


def edits(wire: Article, report: Article) -> Edits:
    """What a report left out of a text it carries, and what it has beside it. A changed order is neither."""
    return Edits(_missing(wire, report), _missing(report, wire))


def _missing(here: Article, there: Article) -> tuple[Span, ...]:
    """The sentences of one article that the other has not."""
    known = set().union(*(_threes(paragraph) for paragraph in there.paragraphs), frozenset[tuple[str, ...]]())
    spans: list[Span] = []
    for at, paragraph in enumerate(here.paragraphs):
        for start, end in _sentences(paragraph):
            runs = _threes(paragraph[start:end])
            if not runs or len(runs & known) >= HALF * len(runs):
                continue
            before = spans[-1] if spans else None
            if before and before.at == at and not paragraph[before.end : start].strip():
                spans[-1] = Span(at, before.start, end)
            else:
                spans.append(Span(at, start, end))
    return tuple(spans)


def _sentences(paragraph: str) -> list[tuple[int, int]]:
    """Where its sentences stand; what is shorter than a run of words belongs to the one before it."""
    found: list[tuple[int, int]] = []
    for match in SENTENCE.finditer(paragraph):
        start, end = match.span()
        if start == end:
            continue
        end = start + len(paragraph[start:end].rstrip())
        start = end - len(paragraph[start:end].lstrip())
        if found and len(WORD.findall(paragraph[start:end])) < THREE:
            found[-1] = (found[-1][0], end)
        elif start < end:
            found.append((start, end))
    return found


def _threes(text: str) -> set[tuple[str, ...]]:
    words = WORD.findall(text.lower())
    if len(words) < THREE:
        return {tuple(words)} if words else set()
    return {tuple(words[place : place + THREE]) for place in range(len(words) - THREE + 1)}


# Among a million ----------------------------------------------------------------------------------------------------


class Index:
    """Finds those of many sketches that share runs with one.

    Pairs of hash and report lie in sorted arrays, eight bytes a pair, that are merged as they grow (a log-structured
    merge, O'Neil 1996); the newest lie in a small one that is sorted when it is asked. Nothing is ever taken out:
    make a new index from the sketches that are kept.
    """

    LARGEST = 1 << 24
    """Pairs of an array that is merged no further."""
    NEWEST = 1 << 12
    """Pairs that wait unsorted."""

    def __init__(self) -> None:
        self._levels: list[tuple[Hashes, Hashes]] = []
        self._new: dict[int, list[int]] = {}
        self._waiting = 0
        self._runs: Hashes = np.zeros(1024, np.uint32)
        self._kept: Hashes = np.zeros(1024, np.uint32)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    @property
    def size(self) -> int:
        """Bytes of what is sorted, and of the tables beside it."""
        pairs = sum(hashes.nbytes + numbers.nbytes for hashes, numbers in self._levels)
        return pairs + self._runs.nbytes + self._kept.nbytes

    def add(self, kept: Sketch) -> int:
        """Takes a sketch in; gives its number, counted from 0."""
        number = self._count
        self._count += 1
        if number >= len(self._runs):
            self._runs = np.concatenate([self._runs, np.zeros(len(self._runs), np.uint32)])
            self._kept = np.concatenate([self._kept, np.zeros(len(self._kept), np.uint32)])
        self._runs[number] = kept.runs
        self._kept[number] = int(np.searchsorted(kept.hashes, min(kept.limit, 2**32 // PART)))
        for value in kept.hashes.tolist():
            if value in self._new:
                self._new[value].append(number)
            else:
                self._new[value] = [number]
        self._waiting += len(kept.hashes)
        if self._waiting >= self.NEWEST:
            self._settle()
        return number

    def find(self, sought: Sketch) -> list[int]:
        """The numbers of the sketches that are near (`is_near`), nearest first; a few strangers among them where texts are short."""
        hits: list[Hashes] = []
        for hashes, numbers in self._levels:
            start = np.searchsorted(hashes, sought.hashes, "left")
            size = np.searchsorted(hashes, sought.hashes, "right") - start
            use = np.flatnonzero((size > 0) & (size <= COMMON))
            if len(use):
                # All the runs of places, one behind the other.
                sizes = size[use]
                shift = np.repeat(start[use] - np.concatenate([[0], np.cumsum(sizes)[:-1]]), sizes)
                hits.append(numbers[np.arange(int(sizes.sum())) + shift])
        fresh = [number for value in sought.hashes.tolist() for number in self._new.get(value, ())]
        if fresh:
            hits.append(np.array(fresh, np.uint32))
        if not hits:
            return []
        numbers, shared = np.unique(np.concatenate(hits), return_counts=True)
        below = int(np.searchsorted(sought.hashes, min(sought.limit, 2**32 // PART)))
        fewer = np.where(self._runs[numbers] <= sought.runs, self._kept[numbers], below)
        likely = shared / np.maximum(fewer, 1)
        near = np.flatnonzero((likely >= NEAR) & (shared >= 2))
        order = np.lexsort((numbers[near], -likely[near]))
        return [int(one) for one in numbers[near][order]]

    def _settle(self) -> None:
        """The newest pairs become an array; arrays of about one size become one."""
        values = np.fromiter(
            (value for value, numbers in self._new.items() for _ in numbers), np.uint32, count=self._waiting
        )
        owners = np.fromiter((one for numbers in self._new.values() for one in numbers), np.uint32, count=self._waiting)
        self._new, self._waiting = {}, 0
        order = np.lexsort((owners, values))
        self._levels.append((values[order], owners[order]))
        while len(self._levels) > 1 and len(self._levels[-2][0]) <= 2 * len(self._levels[-1][0]):
            if len(self._levels[-2][0]) + len(self._levels[-1][0]) > self.LARGEST:
                break
            (one, ones), (two, twos) = self._levels.pop(), self._levels.pop()
            both, owned = np.concatenate([two, one]), np.concatenate([twos, ones])
            order = np.argsort(both, kind="stable")
            self._levels.append((both[order], owned[order]))


def _runs(text: str) -> Hashes:
    """Hashes of all different runs, ascending: (n,) uint32, the same in every process."""
    own = QUOTED.sub(" | ", text[:LONGEST]).lower()
    for mark in MARKS:
        own = own.replace(mark, " ")
    # Most English texts are plain letters by now; there splitting finds what `WORD` finds, in a third of the time.
    split = (
        own.encode().translate(PLAIN_LETTERS).split()
        if own.isascii()
        else (word.encode("utf-8", "replace") for word in WORD.findall(own))
    )
    words = np.fromiter(map(_NUMBERS.__getitem__, split), dtype=np.uint64)
    if len(words) < RUN:
        return np.zeros(0, np.uint32)
    mixed = np.zeros(len(words) - RUN + 1, np.uint64)
    for place in range(RUN):
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + words[place : place + len(mixed)]
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    hashes = np.sort((mixed >> np.uint64(32)).astype(np.uint32))
    is_first = np.ones(len(hashes), np.bool_)
    np.not_equal(hashes[1:], hashes[:-1], out=is_first[1:])
    return hashes[is_first]
