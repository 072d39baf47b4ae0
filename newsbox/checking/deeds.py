"""Who does what in a sentence, and is it denied, or only possible?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsbox.checking.opposites import is_negation
from newsbox.checking.shape import Line, Sheet, once
from newsbox.checking.words import EMPTY, key_of
from newsbox.texts import plain
from newsbox.types import Span, Word

MAYBE = frozenset("may might could would should can must".split())
DOUBT = frozenset(
    "reportedly allegedly perhaps possibly maybe apparently presumably potentially likely unlikely".split()
)
"""Words beside a deed that say it is not sure."""
WISHING = frozenset(
    """consider plan seek want hope expect threaten intend aim try wish like prepare propose urge mull weigh offer need have ask
    tell order allow use call vow pledge promise agree decide""".split()
)
"""Verbs whose infinitive is not yet done."""
FAILING = frozenset("fail refuse decline neglect".split())
UNREAL = frozenset("if unless whether lest".split())
BELIEVED = frozenset(
    """perception claim allegation accusation rumor rumour suggestion idea belief impression notion assertion deny doubt dispute
    refute believe think suggest argue allege accuse fear""".split()
)
"""Words whose clause is not told as a fact."""
UPWARD = 3
"""Verbs above a verb whose subject may be its own."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody does, as a sentence tells it."""

    line: Line
    number: int
    """Of the verb in its sentence."""
    verb: str
    doer: str | None
    """What the doer is compared by; None for a pronoun, and where nobody is told."""
    thing: str | None
    """What it is done to, or what somebody is."""
    denied: bool
    possible: bool
    """Whether it may happen, or would, or is wished."""
    coming: bool
    """Whether it will happen."""

    @property
    def is_believed(self) -> bool:
        """Whether it is told as somebody's belief: "the claim that he lied"."""
        words = self.line.words
        word = words[self.number]
        while word.dep in ("ccomp", "acl", "relcl", "conj", "xcomp") and words[word.head] is not word:
            word = words[word.head]
            if word.lemma.casefold() in BELIEVED:
                return True
        return False

    @property
    def span(self) -> Span:
        """The verb's place, with a "not" beside it."""
        words = self.line.words
        first = last = self.number
        for near in (self.number - 1, self.number - 2):
            if near >= 0 and (words[near].dep in ("neg", "aux", "auxpass") and words[near].head == self.number):
                first = near
        if self.number + 1 < len(words) and words[self.number + 1].dep == "neg":
            last = self.number + 1
        return Span(self.line.at, words[first].start, words[last].end)


@once
def deeds(sheet: Sheet) -> tuple[Deed, ...]:
    """What is done in an article, in reading order."""
    return tuple(deed for line in sheet.lines for deed in deeds_of(line))


def deeds_of(line: Line) -> Iterator[Deed]:
    """What is done in a sentence."""
    for number, word in enumerate(line.words):
        if word.pos in ("VERB", "AUX") and word.dep not in ("aux", "auxpass"):
            deed = _deed(line, number)
            if deed is not None:
                yield deed


def _deed(line: Line, number: int) -> Deed | None:
    words = line.words
    verb = words[number]
    below = line.below[number]
    doer = _first(words, below, ("nsubj",))
    suffers = _first(words, below, ("nsubjpass",))
    thing = suffers if suffers is not None else _first(words, below, ("dobj", "attr", "acomp", "oprd"))
    by = _first(words, below, ("agent",))
    if by is not None:
        doer = _first(words, line.below[by], ("pobj",))
    above, steps = number, 0
    while doer is None and suffers is None and words[above].dep in ("conj", "xcomp") and steps < UPWARD:
        above = words[above].head
        steps += 1
        doer = _first(words, line.below[above], ("nsubj", "nsubjpass"))
    lemma = verb.lemma.casefold()
    if lemma in EMPTY and lemma != "be":
        return None
    head = words[verb.head]
    fails = verb.dep == "xcomp" and head.lemma.casefold() in FAILING
    denied = sum(is_negation(plain(words[each].text)) for each in below) + fails
    for noun in (doer, thing):
        if noun is not None:
            denied += any(words[each].text.casefold() in ("no", "neither") for each in line.below[noun])
            denied += words[noun].text.casefold() in ("nobody", "none", "nothing")
    helpers = {words[each].text.casefold() for each in below if words[each].dep == "aux"}
    beside = {words[each].text.casefold() for each in below}
    wished = verb.dep == "xcomp" and head.lemma.casefold() in WISHING
    return Deed(
        line,
        number,
        lemma,
        _key(words, doer),
        _key(words, thing),
        denied % 2 == 1,
        bool(helpers & MAYBE or beside & (DOUBT | UNREAL) or wished),
        # "Union to back mayor": above a text, an infinitive is what will be.
        bool(helpers & {"will", "wo", "'ll", "’ll", "shall"}) or (line.at == "headline" and "to" in helpers),
    )


def _first(words: tuple[Word, ...], among: Sequence[int], relations: tuple[str, ...]) -> int | None:
    return next((each for each in among if words[each].dep in relations), None)


def _key(words: tuple[Word, ...], number: int | None) -> str | None:
    return None if number is None else key_of(words[number])


def one_deed(first: Deed, second: Deed) -> float:
    """How surely two sentences tell of one deed, denied or not: 0.0 to 1.0."""
    if first.verb != second.verb or (first.coming != second.coming and (first.possible or second.possible)):
        return 0.0
    agreed = 0
    for ours, theirs in ((first.doer, second.doer), (first.thing, second.thing)):
        if ours and theirs:
            if ours != theirs:
                return 0.0
            agreed += 1
    if not agreed:
        return 0.0
    if agreed == 2:
        return 1.0
    return 0.5
