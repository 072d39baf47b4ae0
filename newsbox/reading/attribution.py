"""Who said what, on whose word? English, from spaCy's parse.

For each word that may report speech, belief or intention, clauses.py proposes what may have been said and by whom; a small linear model
weighs the claims of claims_about_speech.py; rules of quotation marks do the rest. The scheme is PolNeAR's (Newell,
Margolin, Ruths 2018), after PARC (Pareti 2012).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from newsbox.reading import claims_about_speech as claims
from newsbox.reading.clauses import PUNCTUATION, SIDES, Argument, Stretch, Voice, Words, arguments, cues, voices, words_of
from newsbox.reading.cue_weights import ARGUMENTS, CUES, VOICES
from newsbox.reading.language import Block
from newsbox.reading.quoted import opens
from newsbox.types import Article, Attribution, Quoted, Span, Speaker

Named = Callable[[int | Literal["headline", "summary"], int, int], str | None]
IS_CUE = 0.37
"""Probability from which a word counts as reporting."""
IS_SAID = 0.5
IS_VOICE = 0.4


@dataclass(slots=True)
class Report:
    """A cue with what is said by it and who says it, in words of a block."""

    cue: int
    said: list[Argument]
    voice: Voice | None
    likely: float
    content: list[Stretch] = field(default_factory=list)


def attributions_of(article: Article, blocks: Sequence[Block], named: Named) -> tuple[Attribution, ...]:
    """Every attribution of the parsed blocks, in the order of the text. named: who the words of a span are, or None."""
    found: list[Attribution] = []
    for number, words in enumerate(words_of_blocks(blocks)):
        reports = reports_of(words, first=number == 0)
        for report in reports:
            found.append(_attribution(words, report, named))
    return tuple(found)


def words_of_blocks(blocks: Sequence[Block]) -> Iterator[Words]:
    """The words of each block, with its quotations."""
    for number, block in enumerate(blocks):
        following = blocks[number + 1].text if number + 1 < len(blocks) else ""
        yield words_of(block, goes_on=opens(following))


def reports_of(words: Words, *, first: bool = False) -> list[Report]:
    """What is reported in a block."""
    found = []
    for cue in cues(words):
        if report := report_of(words, cue, first=first):
            found.append(report)
    for report in found:
        report.content = _content(words, report)
    return [report for report in found if report.content]


def report_of(words: Words, cue: int, *, first: bool) -> Report | None:
    """What a word reports, if it does."""
    possible = arguments(words, cue)
    if not possible:
        return None
    said, sure = what_is_said(words, cue, possible, ARGUMENTS)
    speakers = voices(words, cue)
    likely = probability(CUES, claims.of_cue(words, cue, said, sure, speakers, first=first))
    if likely < IS_CUE:
        return None
    spoken = [(probability(VOICES, claims.of_voice(words, cue, each, speakers, said)), each) for each in speakers]
    best = max(spoken, key=lambda pair: pair[0], default=(0.0, None))
    return Report(cue, said, best[1] if best[0] >= IS_VOICE else None, likely)


def what_is_said(
    words: Words, cue: int, possible: Sequence[Argument], weights: dict[str, float]
) -> tuple[list[Argument], float]:
    """Which arguments of a cue are said by it, the likeliest first, and how likely that one is."""
    weighed = sorted(
        ((probability(weights, claims.of_argument(words, cue, each, possible)), each) for each in possible),
        key=lambda pair: -pair[0],
    )
    said = [each for likely, each in weighed if likely >= IS_SAID and each.kind not in SIDES]
    return said or [weighed[0][1]], weighed[0][0]


def probability(weights: dict[str, float], claimed: Sequence[str]) -> float:
    """How likely it is, by all that is claimed."""
    total = sum(weights.get(claim, 0.0) for claim in claimed)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def _content(words: Words, report: Report) -> list[Stretch]:
    """The stretches of what is said: quotations are taken whole, and neither cue nor speaker is part of it."""
    pieces = [piece for argument in report.said for piece in argument.pieces]
    if words.quote[report.cue] < 0:
        grown = []
        for start, end in pieces:
            for number in {words.quote[start], words.quote[end - 1]} - {-1}:
                opening, closing = words.quotes[number]
                start, end = min(start, opening), max(end, closing)
            grown.append((start, end))
        pieces = grown
    taken = {report.cue}
    if report.voice and report.voice.words[1] - report.voice.words[0] < 12:
        taken |= set(range(*report.voice.words))
    kept = sorted({place for start, end in pieces for place in range(start, end)} - taken)
    found: list[Stretch] = []
    for place in kept:
        if found and (place == found[-1][1] or _only_marks(words, found[-1][1], place)):
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return [each for each in found if not _only_marks(words, *each)]


def _only_marks(words: Words, start: int, end: int) -> bool:
    return all(words.pos[place] in PUNCTUATION for place in range(start, end))


def _attribution(words: Words, report: Report, named: Named) -> Attribution:
    content = tuple(quoted(words, each) for each in report.content)
    speaker = None
    if report.voice:
        text = quoted(words, report.voice.words)
        speaker = Speaker(text.text, text.span, named(text.span.at, text.span.start, text.span.end))
    return Attribution(_kind(words, report), content, speaker, quoted(words, (report.cue, report.cue + 1)))


def _kind(words: Words, report: Report) -> Literal["direct", "indirect", "mixed"]:
    """Direct where all is between marks, mixed where some of it is."""
    if words.quote[report.cue] >= 0:
        return "indirect"
    inside = [words.quote[place] >= 0 for piece in report.content for place in range(*piece) if words.pos[place] not in PUNCTUATION]
    return "direct" if inside and all(inside) else "mixed" if any(inside) else "indirect"


def quoted(words: Words, stretch: Stretch) -> Quoted:
    """Words of a block with their place."""
    start, end = words.start[stretch[0]], words.end[stretch[1] - 1]
    return Quoted(words.block.text[start:end], Span(words.block.at, start, end))


__all__ = ["Report", "attributions_of", "replace", "reports_of"]
