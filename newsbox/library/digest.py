"""Which sentences of a story's reports tell most of it?

Extractive: no word is ours. A word weighs by how many independent texts have it (agreement), and counts once (coverage), as in
SumBasic (Nenkova 2005) and maximal coverage (Filatova 2004); the sentences that open a report are preferred, as they are where an
editor put what matters.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from newsbox.texts import unaccented

SHORTEST, LONGEST = 8, 45
"""Words of a sentence."""
OPENING = 6
"""Paragraphs of a report that are looked at: behind them stands background."""
ALIKE = 0.5
"""Share of a sentence's words from which it only repeats what was chosen before."""
WORD = re.compile(r"\w+(?:['’]\w+)?")
SENTENCE = re.compile(r"(?<=[.!?。！？])[\"”’»)]*\s+(?=[\"“„«(]?[A-ZÀ-ÞА-Я0-9])|(?<=[。！？])")
SHORTENED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Rep|Sen|Gov|St|No|vs|Inc|Ltd|Co|Jr|Sr|Nr|bzw|ca|M|Mme)|\b[A-Z])\.$"
)


@dataclass(frozen=True, slots=True)
class Text:
    """A report's paragraphs, as the digest looks at them."""

    report: int
    paragraphs: tuple[str, ...]
    language: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of a report, word for word, and where it stands."""

    report: int
    paragraph: int
    text: str


def sentences(paragraph: str) -> list[str]:
    """The sentences of a paragraph, as they stand there."""
    found: list[str] = []
    start = 0
    for match in SENTENCE.finditer(paragraph):
        piece = paragraph[start : match.end()]
        if SHORTENED.search(piece.rstrip()):
            continue
        found.append(piece.strip())
        start = match.end()
    found.append(paragraph[start:].strip())
    return [each for each in found if each]


def digest(texts: Sequence[Text], *, most: int = 4) -> list[Told]:
    """The most telling sentences of a story, in the order of its reports: at most so many, and two of one report.

    texts: one for each independent witness, the earliest first; an agency's text under several mastheads stands once. Texts
    in another language than most are left out. Empty where there is nothing to choose from.
    """
    spoken = Counter(text.language for text in texts)
    language = min(spoken, key=lambda one: (-spoken[one], one)) if spoken else ""
    among = [text for text in texts if text.language == language]
    known = Counter(word for text in among for word in _words(" ".join(text.paragraphs[: 2 * OPENING])))
    everywhere = {word: count for word, count in known.items() if count > 1 or len(among) == 1}
    candidates = [
        (place, Told(text.report, at, sentence), _words(sentence))
        for place, text in enumerate(among)
        for at, paragraph in enumerate(text.paragraphs[:OPENING])
        for sentence in sentences(paragraph)
        if SHORTEST <= len(WORD.findall(sentence)) <= LONGEST and sentence[-1] in '.!?。！？”"»’)'
    ]
    chosen: list[tuple[int, Told]] = []
    covered: set[str] = set()
    while candidates and len(chosen) < most:
        best = max(
            candidates, key=lambda each: (_worth(each[1], each[2], everywhere, covered), -each[0], -each[1].paragraph)
        )
        if _worth(best[1], best[2], everywhere, covered) <= 0:
            break
        chosen.append(best[:2])
        covered |= best[2]
        of_one = Counter(told.report for _, told in chosen)
        candidates = [
            each
            for each in candidates
            if each[1] != best[1]
            and of_one[each[1].report] < 2
            and len(each[2] & covered) < max(1.0, ALIKE * len(each[2]))
        ]
    return [told for _, told in sorted(chosen, key=lambda each: (each[0], each[1].paragraph))]


def _worth(told: Told, words: frozenset[str], everywhere: dict[str, int], covered: set[str]) -> float:
    new = sum(math.log2(1 + everywhere[word]) for word in words - covered if word in everywhere)
    return new / math.sqrt(len(words) + 4) / (1 + 0.15 * told.paragraph)


def _words(text: str) -> frozenset[str]:
    """What tells something: words of more than three letters, and figures."""
    return frozenset(word for word in WORD.findall(unaccented(text)) if len(word) > 3 or word.isdigit())
