"""How alike are what was read and what stands in the label?

Bodies are compared by runs of four words, each page weighing the same, as in the article-extraction benchmark of
scrapinghub (2019), so that figures can be laid beside published ones; Chinese, Japanese and Korean by character.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

CJK = re.compile(r"([\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])")
TOKEN = re.compile(r"\w+")
RUN = 4


def tokens(text: str) -> list[str]:
    """Words; every Chinese, Japanese or Korean character is one."""
    return TOKEN.findall(CJK.sub(r" \1 ", text))


def runs(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words with their counts; a shorter text is one run."""
    words = tokens(text)
    if len(words) <= RUN:
        return Counter([tuple(words)] if words else [])
    return Counter(tuple(words[place : place + RUN]) for place in range(len(words) - RUN + 1))


@dataclass(slots=True)
class Overlap:
    """True positives, false positives and false negatives over pages, each page weighing one."""

    pages: list[tuple[float, float, float]] = field(default_factory=list)
    exact: int = 0

    def add(self, found: str, wanted: str) -> tuple[float, float]:
        """A page; gives its own precision and recall."""
        have, want = runs(found), runs(wanted)
        hits = sum((have & want).values())
        extra, missed = sum(have.values()) - hits, sum(want.values()) - hits
        total = hits + extra + missed
        self.pages.append((hits / total, extra / total, missed / total) if total else (1.0, 0.0, 0.0))
        self.exact += tokens(found) == tokens(wanted)
        return hits / max(1, hits + extra), hits / max(1, hits + missed)

    @property
    def precision(self) -> float:
        """Share of what was read that stands in the labels."""
        hits, extra, _ = map(sum, zip(*self.pages, strict=True))
        return hits / (hits + extra) if hits + extra else 0.0

    @property
    def recall(self) -> float:
        """Share of the labels that was read."""
        hits, _, missed = map(sum, zip(*self.pages, strict=True))
        return hits / (hits + missed) if hits + missed else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


def share(hits: Iterable[bool]) -> float:
    """How many of them are so: 0.0 to 1.0."""
    each = list(hits)
    return sum(each) / len(each) if each else float("nan")


def set_f1(found: Sequence[str], wanted: Sequence[str]) -> float:
    """F1 of two lists whose order does not matter."""
    if not found and not wanted:
        return 1.0
    hits = sum((Counter(found) & Counter(wanted)).values())
    return 2 * hits / (len(found) + len(wanted))
