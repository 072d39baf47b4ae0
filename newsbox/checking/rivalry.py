"""Which of an article's names stands where another belongs, and how sure is that?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from newsbox.checking.people import Mention
from newsbox.checking.shape import Sheet, logistic
from newsbox.types import Passage, Place

MOST_FINDINGS = 4
"""Findings of one kind in an article: an editor has seldom more than one to mend."""
LEAST = 0.03
"""Confidence below which nothing is said."""
MOST_PASSAGES, ENOUGH_PASSAGES = 9, 6
"""Places that a finding shows: at most, one a paragraph; and until where paragraphs are shown twice."""
MOST_SUSPECT = 3
"""Of these, at most so many of the name that seems out of place."""
FAR = 6.0
"""Log-odds by which the surest of an article can be ahead of the next."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name, and its places in reading order."""

    name: str
    mentions: tuple[Mention, ...]


class Rival(NamedTuple):
    """Two names, the first of which may stand where the second belongs."""

    stranger: Named
    """Who or what is named in few places."""
    host: Named
    """Whom or what the rest of the article names."""
    signs: Mapping[str, float]
    """What speaks for it, and against."""
    nearest: tuple[int, int] | None = None
    """The two sentences that have most in common: the stranger's, the host's."""


class Weights(NamedTuple):
    """What signs weigh, in nats, and how a score becomes a confidence."""

    signs: Mapping[str, float]
    bias: float
    confidence: tuple[float, float, float, float]
    """Of the score, of its lead over the next in the article, of being the surest there; and what is added."""


class Suspicion(NamedTuple):
    """A rival, and how sure it is that an editor would mend it."""

    confidence: float
    rival: Rival


def score(rival: Rival, weights: Weights) -> float:
    """How much speaks for a rival, in nats."""
    known = weights.signs
    return weights.bias + sum([known.get(name, 0.0) * value for name, value in rival.signs.items() if value])


def surest(rivals: Iterable[Rival], weights: Weights) -> list[Suspicion]:
    """Each stranger with the host that it most seems to stand for, the surest first.

    Only one of an article's names is likely to be wrong, so what stands out beside the next is surer.
    """
    best: dict[str, tuple[float, Rival]] = {}
    for rival in rivals:
        told = score(rival, weights)
        known = best.get(rival.stranger.name)
        if known is None or told > known[0]:
            best[rival.stranger.name] = (told, rival)
    ranked = sorted(best.values(), key=lambda each: -each[0])[:MOST_FINDINGS]
    of_score, of_lead, of_first, added = weights.confidence
    found = []
    for (told, rival), lead in zip(ranked, leads([each for each, _ in ranked]), strict=True):
        confidence = logistic(added + of_score * told + of_lead * lead + of_first * (lead >= 0))
        if confidence >= LEAST:
            found.append(Suspicion(confidence, rival))
    return found


def leads(scores: Sequence[float]) -> list[float]:
    """By how much each score is ahead of the best other one (or, below 0, behind it). scores: the best first."""
    if len(scores) < 2:
        return [FAR] * len(scores)
    ahead = min(FAR, scores[0] - scores[1])
    return [ahead, *(max(-FAR, each - scores[0]) - 1e-9 for each in scores[1:])]


def passages(sheet: Sheet, rival: Rival) -> list[Passage]:
    """Where the stranger stands, then where the host does: first where the sentence says most of the same."""
    suspect = rival.stranger.mentions[:MOST_SUSPECT]
    theirs = list(rival.host.mentions)
    near = rival.nearest[1] if rival.nearest else -1
    theirs.sort(key=lambda each: (each.line.number != near, each.at != "headline", each.line.number))
    shown: list[Mention] = []
    for each in theirs:
        if len(shown) + len(suspect) < MOST_PASSAGES and each.line.at not in {other.line.at for other in shown}:
            shown.append(each)
    for each in theirs:
        # Where there is room, further sentences of the same paragraphs.
        if len(shown) + len(suspect) < ENOUGH_PASSAGES and each.line.number not in {
            other.line.number for other in shown
        }:
            shown.append(each)
    return [sheet.passage(each.span) for each in (*suspect, *shown)]


def where(places: Iterable[Place]) -> tuple[str, bool]:
    """Places in words, and whether they are several: ("the headline and paragraphs 3 and 4", True). Paragraphs count from 1."""
    told = dict.fromkeys(places)
    parts = [f"the {place}" for place in told if isinstance(place, str)]
    numbers = sorted(place + 1 for place in told if isinstance(place, int))
    if len(numbers) == 1:
        parts.append(f"paragraph {numbers[0]}")
    elif numbers:
        parts.append("paragraphs " + listed([str(number) for number in numbers]))
    return listed(parts), len(told) > 1


def listed(words: Sequence[str]) -> str:
    """A row of words: "1, 2 and 3"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def says(places: Iterable[Place], name: str) -> str:
    """Where a name stands, as the beginning of a sentence: "the headline and paragraph 3 say Oriel Hask"."""
    place, several = where(places)
    return f"{place} {'say' if several else 'says'} {name}"


def message(shown: Sequence[Passage], rival: Rival, *, about: str | None = None) -> str:
    """Both names and where they stand, in plain words. about: what the host's passages speak of, each in its own word."""
    suspect = min(len(rival.stranger.mentions), MOST_SUSPECT)
    theirs = says((each.span.at for each in shown[suspect:]), rival.host.name)
    if about:
        place, several = where(each.span.at for each in shown[suspect:])
        theirs = f"{place} {'speak' if several else 'speaks'} of {about}"
    mine = says((each.span.at for each in shown[:suspect]), rival.stranger.name)
    return f"{theirs[0].upper()}{theirs[1:]}; {mine}."
