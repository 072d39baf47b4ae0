"""On which matters do a headline and the lead below it stand at opposite ends?"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from newsbox.checking.shape import Line, Sheet, once
from newsbox.types import Span

TURNING = frozenset(
    "end fail refuse deny decline without neither stop prevent avoid avert hardly barely drop scrap reject".split()
)
"""Lemmas before a word that turn it: "fails to win", "refuses to pay"."""
OPEN = frozenset(
    """may might could would should can plan want hope seek urge call demand threaten consider fear bid proposal propose push if whether ask
    try attempt campaign fight warn could risk threat""".split()
)
"""Lemmas before a word by which it is not so yet."""
DONE = frozenset("vote decide agree be have choose begin resolve rule manage will".split())
"""Lemmas behind which an infinitive is as good as done."""
MAIN = frozenset("ccomp xcomp acomp oprd attr prt conj dobj advmod aux auxpass neg".split())
"""Relations over which a word belongs to what a sentence mainly says."""
CLIMB = 4
"""Of them, at most so many."""
MANIFOLD = "direction"
"""The theme of which one sentence tells many things: some rise, others fall."""
STEM = 5
"""Letters that words of one family share."""
LEAD = 2
"""Sentences that tell what the headline tells."""
REACH = 3
"""Words before a word that turn it or leave it open."""


@dataclass(frozen=True, slots=True)
class Pole:
    """A word that stands at one end of a theme."""

    theme: str
    yes: bool
    line: Line
    first: int
    end: int

    @property
    def span(self) -> Span:
        """Its place."""
        words = self.line.words
        return Span(self.line.at, words[self.first].start, words[self.end - 1].end)


@dataclass(frozen=True, slots=True)
class Turnabout:
    """A word of the headline and one of the lead at opposite ends of a theme."""

    above: Pole
    below: Pole


Entry = tuple[str, bool, tuple[frozenset[str], ...]]


@cache
def table() -> Mapping[str, tuple[Entry, ...]]:
    """The entries of themes.toml by each word that they may begin with: theme, whether its yes, the words in a row."""
    told = tomllib.loads(files("newsbox.checking").joinpath("themes.toml").read_text("utf-8"))
    found: dict[str, list[Entry]] = {}
    for theme, ends in told.items():
        for side, entries in ends.items():
            for entry in entries.split():
                parts = tuple(frozenset(part.split("|")) for part in entry.split("_"))
                for word in parts[0]:
                    found.setdefault(word, []).append((theme, side == "yes", parts))
    return {word: tuple(sorted(known, key=lambda each: -len(each[2]))) for word, known in found.items()}


def poles(line: Line) -> list[Pole]:
    """The words of a sentence that stand at an end of a theme."""
    found: list[Pole] = []
    known = table()
    for number, (form, lemma) in enumerate(zip(line.small, line.lemmas, strict=True)):
        word = line.words[number]
        if word.pos == "PROPN" and line.at != "headline":
            continue
        taken: set[str] = set()
        for theme, yes, parts in (*known.get(form, ()), *(known.get(lemma, ()) if lemma != form else ())):
            if theme in taken or not _runs(line, number, parts):
                continue
            taken.add(theme)
            turned = _turned(line, number) if _is_main(line, number, len(parts)) else None
            if turned is not None:
                found.append(Pole(theme, yes != turned, line, number, number + len(parts)))
    # A phrase covers the single words inside it.
    return [
        each
        for each in found
        if not any(
            other.theme == each.theme
            and other.first <= each.first
            and each.end <= other.end
            and other.end - other.first > each.end - each.first
            for other in found
        )
    ]


def _runs(line: Line, number: int, parts: tuple[frozenset[str], ...]) -> bool:
    if number + len(parts) > len(line.words):
        return False
    return all(
        line.small[number + step] in part or line.lemmas[number + step] in part for step, part in enumerate(parts)
    )


def _turned(line: Line, number: int) -> bool | None:
    """Whether the words before a word turn it; None where they leave it open, or put it in another time."""
    words = line.words
    word = words[number]
    if line.at != "headline" and (
        word.dep in ("amod", "compound", "nmod", "acl", "relcl", "pcomp") or _is_aim(line, number)
    ):
        return None
    if number + 2 < len(words) and line.small[number + 1 : number + 3] in (("more", "slowly"), ("less", "quickly")):
        return None
    count = 0
    for place in range(number - 1, max(-1, number - 1 - REACH), -1):
        lemma = line.lemmas[place]
        if words[place].pos == "PUNCT":
            break
        if lemma in OPEN or (line.small[place] == "had" and line.at != "headline"):
            return None
        count += place in line.denials or lemma in TURNING
    return count % 2 == 1


def _is_main(line: Line, number: int, size: int) -> bool:
    """Whether one of some words stands in what a sentence mainly says: its verb, or what that verb says is so."""
    for place in range(number, number + size):
        at = place
        for _ in range(CLIMB):
            word = line.words[at]
            if word.head == at:
                return True
            if word.dep not in MAIN:
                break
            at = word.head
    return False


def _is_aim(line: Line, number: int) -> bool:
    """Whether a word is what something is for: "a motion to topple"; not what was decided: "voted to topple"."""
    if number < 2 or line.small[number - 1] != "to":
        return False
    return line.lemmas[number - 2] not in DONE


@once
def turnabouts(sheet: Sheet) -> list[Turnabout]:
    """Where the headline stands at one end of a theme, and all that the lead says of it at the other."""
    above = [pole for line in sheet.lines if line.at == "headline" and "?" not in line.small for pole in poles(line)]
    if not above:
        return []
    lead = [line for line in sheet.lines if line.at in ("summary", 0)][:LEAD]
    below = [pole for line in lead for pole in poles(line)]
    found: list[Turnabout] = []
    for theme in dict.fromkeys(each.theme for each in above):
        ours = [each for each in above if each.theme == theme]
        theirs = [each for each in below if each.theme == theme]
        if not _is_one_matter(ours[0], theirs):
            continue
        if len({each.yes for each in ours}) == 1 == len({each.yes for each in theirs}) and ours[0].yes != theirs[0].yes:
            found.append(Turnabout(ours[0], theirs[0]))
    return found


def _is_one_matter(above: Pole, below: list[Pole]) -> bool:
    """Whether some word that the headline's one stands with is one of the lead's: "fines soar" is not "accidents have fallen"."""
    mine = _beside(above) or {_stem(each) for each in _nouns(above.line)}
    if above.theme == MANIFOLD:
        return any(mine & _beside(each) for each in below)
    return any(mine & {_stem(each) for each in _nouns(each.line)} for each in below)


def _beside(pole: Pole) -> set[str]:
    """The nouns that hang on a word, or that it hangs on, and those behind the nouns' "of"."""
    words = pole.line.words
    near = {number for number in pole.line.below[pole.first] if words[number].pos in ("NOUN", "PROPN")}
    near |= {words[pole.first].head} if words[words[pole.first].head].pos in ("NOUN", "PROPN") else set()
    for number in tuple(near):
        near |= {each for each in pole.line.below[number] if words[each].pos in ("NOUN", "PROPN")}
        for joint in pole.line.below[number]:
            if words[joint].text == "of":
                near |= set(pole.line.below[joint])
    return {_stem(pole.line.lemmas[number]) for number in near}


def _nouns(line: Line) -> Iterator[str]:
    return (lemma for word, lemma in zip(line.words, line.lemmas, strict=True) if word.pos in ("NOUN", "PROPN"))


def _stem(word: str) -> str:
    return word[:STEM]
