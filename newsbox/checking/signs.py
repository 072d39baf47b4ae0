"""What do the places of two names in an article have in common?"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from newsbox.checking import pairs
from newsbox.checking.people import SAYING, TITLES, Mention
from newsbox.checking.shape import Line, Sheet, once
from newsbox.checking.words import EMPTY, key_of

APPOSED = 20
"""Words behind a name in which its apposition begins."""


@dataclass(frozen=True, slots=True)
class Slot:
    """What stands around the places of a name."""

    roles: frozenset[str]
    """Titles before it and appositions: "senator"."""
    clause: frozenset[str]
    """What it does there, and to what: "nsubj win", "in live"."""
    near: frozenset[str]
    """The telling words next to it."""

    def __or__(self, other: Slot) -> Slot:
        return Slot(self.roles | other.roles, self.clause | other.clause, self.near | other.near)

    def same(self, other: Slot) -> tuple[float, float, float]:
        """How many roles, clauses and neighbours two names have in common, up to 2, 2 and 3."""
        return (
            min(2.0, len(self.roles & other.roles)),
            min(2.0, len(self.clause & other.clause)),
            min(3.0, len(self.near & other.near)),
        )


NOWHERE = Slot(frozenset(), frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class Shared:
    """What the sentences of two names share besides the names."""

    total: float
    """Over all pairs of sentences, what their words weigh beyond the first few nats."""
    best: float
    """What the words of the nearest pair weigh, in nats."""
    count: float
    """How many words that pair shares."""
    lines: tuple[int, int] | None
    """That pair: one of the first's, one of the second's."""


class Signs:
    """The pairs of an article's sentences, to be asked many times."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.told = pairs.weights(sheet)

    @cached_property
    def _shared(self) -> dict[tuple[int, int], pairs.Pair]:
        return {(each.first.number, each.second.number): each for each in pairs.pairs(self.sheet, least=0.0)}

    def shared(self, mine: Iterable[int], theirs: Collection[int], names: Set[str]) -> Shared:
        """What sentences of one name share with those of another. names: words of both, lower case, which don't count."""
        total = best = count = 0.0
        lines = None
        for one in mine:
            for other in theirs:
                pair = self._shared.get((one, other) if one < other else (other, one))
                if pair is None:
                    continue
                named = pair.shared & names
                weight = pair.weight - math.fsum(self.told[key] for key in named) if named else pair.weight
                number = len(pair.shared) - len(named)
                if weight > 3:
                    total += weight - 3
                if weight > best:
                    best, count, lines = weight, float(number), (one, other)
        return Shared(total, best, count, lines)


@once
def signs_of(sheet: Sheet) -> Signs:
    """The signs of a sheet, worked out once."""
    return Signs(sheet)


def slot_of(mentions: Iterable[Mention]) -> Slot:
    """What stands around a name, all its places together."""
    told = NOWHERE
    for each in mentions:
        told |= _slot(each)
    return told


def _slot(mention: Mention) -> Slot:
    words, root = mention.line.words, mention.root
    roles = {
        role_word(word.text)
        for word in words[max(0, mention.first - 4) : mention.first]
        if word.pos in ("NOUN", "PROPN") and (mention.first <= word.head < mention.end)
    }
    for word in words[mention.end : mention.end + APPOSED]:
        if word.dep == "appos" and word.head == root and word.pos == "NOUN":
            roles.add(role_word(word.lemma))
    here = words[root]
    head = words[here.head]
    clause = None
    if here.dep == "appos" and head.pos in ("NOUN", "PROPN"):
        roles.add(role_word(head.lemma))
    elif here.dep == "pobj" and here.head != root:
        clause = f"{head.lemma.casefold()} {words[head.head].lemma.casefold()}"
    elif here.head != root and (plain := head.lemma.casefold()) not in SAYING and plain not in EMPTY:
        clause = f"{here.dep} {plain}"
    around = (*words[max(0, mention.first - 4) : mention.first], *words[mention.end : mention.end + 4])
    near = frozenset(key for word in around if (key := key_of(word)))
    return Slot(frozenset(roles), frozenset((clause,) if clause else ()), near)


def role_word(word: str) -> str:
    """A title or role in the one form it is compared in."""
    plain = word.strip(".").casefold()
    return TITLES.get(plain, plain)


def is_in_lead(mention: Mention, lead: int) -> bool:
    """Whether a name stands in the summary or the first paragraphs."""
    return mention.at == "summary" or (isinstance(mention.at, int) and mention.at < lead)


def is_listed(mention: Mention, labels: Collection[str]) -> bool:
    """Whether it stands in a row of names of its kind. labels: the model's, of that kind."""
    words = mention.line.words
    here = words[mention.root]
    if here.dep == "conj" and words[here.head].entity in labels:
        return True
    behind = words[mention.end : mention.end + 12]
    return any(word.dep == "conj" and word.head == mention.root and word.entity in labels for word in behind)


def is_in_capitals(line: Line) -> bool:
    """Whether a line capitalises all its words, so that capitals tell nothing of names."""
    words: Sequence[str] = [word.text for word in line.words if len(word.text) > 3 and word.text[0].isalpha()]
    return len(words) > 2 and sum(word[0].isupper() for word in words) >= 0.75 * len(words)
