"""Which sentences of a story's reports tell most of it?

Extractive: no word is ours. A word weighs by how many independent texts have it (agreement), and counts once (coverage), as in
SumBasic (Nenkova 2005) and maximal coverage (Filatova 2004). Names and figures weigh more than other words, and so do words with which
reports open: that is where an editor put what matters. evaluation/digest.py measures it; the weights were chosen on half of its stories.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from newsbox.texts import unaccented

SHORTEST, LONGEST = 8, 60
"""Words of a sentence."""
OPENING = 6
"""Paragraphs of a report that are looked at: behind them stands background."""
ALIKE = 0.7
"""Share of a sentence's words from which it only repeats what was chosen before."""
NAMED = 3.0
"""How much a name or a figure weighs, beside any other word."""
OPENS = 2.0
"""How much more a word weighs with which all texts open."""
FIRST = 2
"""Sentences with which a text opens."""
LATE = 0.2
"""How much less a sentence is worth for each one before it in its report."""
BREVITY = 0.3
"""Power of a sentence's words by which its worth is divided: 0 takes the longest, 1 the densest."""
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
    told = [_sentences(place, text) for place, text in enumerate(among)]
    weights = _weights(told)
    candidates = [each for of_one in told for each in of_one if each.is_fit]
    chosen: list[_Sentence] = []
    covered: set[str] = set()
    while candidates and len(chosen) < most:
        worths = {each: _worth(each, weights, covered) for each in candidates}
        best = max(candidates, key=lambda each: (worths[each], -each.text, -each.number))
        if worths[best] <= 0:
            break
        chosen.append(best)
        covered |= best.words.keys()
        of_text = Counter(each.text for each in chosen)
        candidates = [
            each
            for each in candidates
            if each is not best
            and of_text[each.text] < 2
            and len(each.words.keys() & covered) < max(1.0, ALIKE * len(each.words))
        ]
    return [each.told for each in sorted(chosen, key=lambda each: (each.text, each.number))]


@dataclass(frozen=True, slots=True, eq=False)
class _Sentence:
    """A sentence, as it is weighed."""

    told: Told
    text: int
    """The place of its text among those of the story."""
    number: int
    """Its own in that text."""
    words: dict[str, float]
    """What tells something in it, and how much more than any other word."""

    @property
    def is_fit(self) -> bool:
        """Whether it may stand in a digest: whole, neither too short nor too long, and from the opening."""
        words = len(WORD.findall(self.told.text))
        return self.told.paragraph < OPENING and SHORTEST <= words <= LONGEST and self.told.text[-1] in '.!?。！？”"»’)'


def _sentences(place: int, text: Text) -> list[_Sentence]:
    pieces = [
        (at, piece) for at, paragraph in enumerate(text.paragraphs[: 2 * OPENING]) for piece in sentences(paragraph)
    ]
    return [
        _Sentence(Told(text.report, at, piece), place, number, _words(piece))
        for number, (at, piece) in enumerate(pieces)
    ]


def _weights(told: Sequence[Sequence[_Sentence]]) -> dict[str, float]:
    """What each word weighs that two texts have; of a single text, each of its words."""
    having = Counter(word for of_one in told for word in {word for each in of_one for word in each.words})
    opening = Counter(word for of_one in told for word in {word for each in of_one[:FIRST] for word in each.words})
    return {
        word: math.log2(1 + count) * (1 + OPENS * opening[word] / len(told))
        for word, count in having.items()
        if count > 1 or len(told) == 1
    }


def _worth(sentence: _Sentence, weights: dict[str, float], covered: set[str]) -> float:
    new = sum(weights[word] * more for word, more in sentence.words.items() if word in weights and word not in covered)
    return float(new / (len(sentence.words) + 4) ** BREVITY / (1 + LATE * sentence.number))


def _words(sentence: str) -> dict[str, float]:
    """What tells something: words of more than three letters, and figures; names among them, as capitals show them, weigh more."""
    found: dict[str, float] = {}
    for match in WORD.finditer(sentence):
        word, is_figure = unaccented(match[0]), match[0][0].isdigit()
        if len(word) > 3 or is_figure:
            is_name = match.start() > 1 and match[0][0].isupper()
            found[word] = max(found.get(word, 1.0), NAMED if is_figure or is_name else 1.0)
    return found
