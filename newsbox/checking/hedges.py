"""Which doubt of the text does the headline leave out?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from newsbox.checking.shape import Line, Sheet
from newsbox.checking.stands import Stand, alike, stands
from newsbox.texts import plain
from newsbox.types import Span, Word

FIRST = 4
"""Paragraphs in which a report tells on whom something was tried."""
ANIMALS = frozenset("mouse rat monkey zebrafish hamster macaque rodent ferret".split())
REMEDIES = frozenset(
    "drug pill vaccine substance treatment extract compound medicine therapy jab tablet remedy molecule antibody".split()
)
HEALING = frozenset(
    "cure stop prevent reverse halt heal beat slow ease protect restore end banish defeat treat cut".split()
)
STUDIED = frozenset("study trial researcher experiment scientist laboratory lab test".split())
CRIMES = frozenset(
    """murder kill steal rob defraud rape assault embezzle bribe launder smuggle stab shoot poison abuse forge kidnap torch strangle
    swindle extort burgle loot traffic""".split()
)
CAUSING = frozenset("cause cure prevent trigger harm damage kill worsen aggravate heal".split())
"""Verbs of cause and effect: a "may" before them is half of what was found."""
ACCUSED = frozenset("accuse charge suspect allege alleged allegedly accusation indict".split())
FOUND_GUILTY = frozenset("convict conviction guilty sentence jail confess confession imprison admit".split())
HEDGING = frozenset(
    """may might could can would should hope alleged allegedly accused charged suspected suspect trial court denies over claims claim
    mice mouse rats rat animals animal lab early promising possible possibly likely report reportedly if""".split()
)
"""Words of a headline that keep a doubt."""
LOST = {"animals": 0.6, "accused": 0.62, "maybe": 0.6}
"""Confidence that an editor would put the doubt back, by its kind."""


@dataclass(frozen=True, slots=True)
class LostHedge:
    """What the headline says for sure, and where the text keeps a doubt."""

    kind: str
    above: Span
    below: Line
    doubt: str

    @property
    def confidence(self) -> float:
        """That an editor would put the doubt back."""
        return LOST[self.kind]


def lost_hedges(sheet: Sheet) -> Iterator[LostHedge]:
    """The doubts that a headline leaves out, at most one of each kind."""
    above = [line for line in sheet.lines if line.at == "headline"]
    said = {plain(word.text) for line in above for word in line.words}
    if not above or said & HEDGING or any(word.text == "?" for line in above for word in line.words):
        return
    for find in (_tried_on_animals, _only_accused, _only_maybe):
        found = find(sheet, above)
        if found is not None:
            yield found


def _tried_on_animals(sheet: Sheet, above: list[Line]) -> LostHedge | None:
    """A remedy that heals in the headline, and was tried on mice."""
    for line in above:
        verb = next(
            (word for word in line.words if word.lemma.casefold() in HEALING and word.pos in ("VERB", "NOUN")), None
        )
        if verb is None or not any(word.lemma.casefold() in REMEDIES for word in line.words):
            continue
        early = [each for each in sheet.lines if each.at == "summary" or (isinstance(each.at, int) and each.at < FIRST)]
        if not any(word.lemma.casefold() in STUDIED for each in early for word in each.words):
            continue
        for each in early:
            animal = next((word for word in each.words if word.lemma.casefold() in ANIMALS), None)
            if animal is not None:
                return LostHedge("animals", Span("headline", verb.start, verb.end), each, animal.text)
    return None


def _only_accused(sheet: Sheet, above: list[Line]) -> LostHedge | None:
    """Somebody's deed in the headline, of which the text only knows that he is accused."""
    below = [each for each in sheet.lines if isinstance(each.at, int)]
    if any(word.lemma.casefold() in FOUND_GUILTY for each in below for word in each.words):
        return None
    for line in above:
        for number, word in enumerate(line.words):
            doer = _subject(line, number)
            if (
                word.lemma.casefold() not in CRIMES
                or doer is None
                or not _is_person(sheet, doer)
                or word.tag not in ("VBD", "VBZ")
            ):
                continue
            for each in below:
                named = any(plain(other.text) == plain(doer.text) for other in each.words)
                charge = next((other for other in each.words if other.lemma.casefold() in ACCUSED), None)
                if named and charge is not None:
                    return LostHedge("accused", Span("headline", word.start, word.end), each, charge.text)
    return None


def _only_maybe(sheet: Sheet, above: list[Line]) -> LostHedge | None:
    """What the headline tells for sure and each sentence of the text that tells it calls possible."""
    if not any(CAUSING.intersection(line.lemmas) for line in above):
        return None
    ours = [each for each in stands(sheet) if each.line.at == "headline" and each.mood == "fact" and not each.speaker]
    for stand in ours:
        if stand.doer is None or stand.thing is None or stand.word not in CAUSING:
            continue
        same = [each for each in stands(sheet) if isinstance(each.line.at, int) and _is_same(stand, each)]
        if same and all(_maybe(each) for each in same):
            first = same[0]
            return LostHedge("maybe", stand.span, first.line, _maybe(first))
    return None


def _subject(line: Line, number: int) -> Word | None:
    return next(
        (word for word in line.words if word.dep == "nsubj" and line.words[word.head] is line.words[number]), None
    )


def _is_person(sheet: Sheet, word: Word) -> bool:
    """Whether a word is part of a person's name, by the language model or by the rest of the article."""
    names = (member.name for member in sheet.reading.cast if member.kind == "person")
    return word.entity == "PERSON" or any(word.text in name.split() for name in names)


def _is_same(first: Stand, second: Stand) -> bool:
    return first.word == second.word and alike(first.thing, second.thing) > 0 and alike(first.doer, second.doer) >= 0


def _maybe(stand: Stand) -> str:
    """The "may" or "could" beside an answer; empty where there is none."""
    words = stand.line.words
    return next(
        (
            word.text
            for word in words
            if word.head == stand.number and word.dep == "aux" and word.text.casefold() in ("may", "might", "could")
        ),
        "",
    )
