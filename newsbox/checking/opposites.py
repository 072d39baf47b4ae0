"""Which words mean opposite answers to one question?"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from newsbox.types import Word

VOWELS = frozenset("aeiou")
AUXILIARIES = frozenset("is are was were do does did has have had ca could wo would should must need might".split())

NEGATIONS = frozenset(
    "not nt never no nobody none nothing neither nor nowhere cannot cant wont aint dont shant".split()
)
COUNTED = frozenset(
    """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
    twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions billion
    billions trillion trillions dozen dozens half third quarter double triple first second""".split()
)
"""Numbers in words."""


@dataclass(frozen=True, slots=True)
class Side:
    """An answer that a word gives."""

    question: int
    """Number of the pair in opposites.toml."""
    kind: str
    """What the question is about: "contest", "verdict", "direction" ..."""
    side: int
    """0 or 1."""
    rank: int
    """Place of the word on its side: the nearest opposites share it."""
    word: str
    """As a dictionary has it."""


@cache
def sides() -> dict[str, tuple[Side, ...]]:
    """The answers that a form gives, by its small letters."""
    told = tomllib.loads(files("newsbox.checking").joinpath("opposites.toml").read_text("utf-8"))
    irregular = {word: forms.split() for word, forms in told.pop("irregular").items()}
    found: dict[str, list[Side]] = {}
    question = 0
    for kind, pairs in told.items():
        for pair in pairs:
            for side, words in enumerate(pair):
                for rank, word in enumerate(words.split()):
                    for form in {*_forms(word), *irregular.get(word, ())}:
                        known = found.setdefault(form, [])
                        if all(each.question != question for each in known):
                            known.append(Side(question, kind, side, rank, word))
            question += 1
    return {form: tuple(known) for form, known in found.items()}


def _forms(word: str) -> Iterator[str]:
    """A word as it may stand in a text, by the rules; of words that take no endings, forms that are never met do no harm."""
    yield word
    if len(word) < 3:
        return
    if word[-1] == "y" and word[-2] not in VOWELS:
        yield from (f"{word[:-1]}ies", f"{word[:-1]}ied", f"{word}ing")
    elif word[-1] == "e":
        yield from (f"{word}s", f"{word}d", f"{word[:-1]}ing")
    elif word.endswith(("s", "sh", "ch", "x")):
        yield from (f"{word}es", f"{word}ed", f"{word}ing")
    else:
        yield from (f"{word}s", f"{word}ed", f"{word}ing")


def sides_of(word: Word) -> tuple[Side, ...]:
    """The answers that a word of a sentence gives."""
    if not word.text[:1].isalpha():
        return ()
    known = sides()
    return known.get(word.text.casefold()) or known.get(word.lemma.casefold()) or ()


def is_negation(word: str) -> bool:
    """Whether a word, in small letters and without apostrophes, denies what stands beside it."""
    return word in NEGATIONS or (word.endswith("nt") and word[:-2] in AUXILIARIES)


def opposite_forms(first: Iterable[str], second: Iterable[str]) -> bool:
    """Whether a word of one list and a word of the other are opposites."""
    known = sides()
    told = {(each.question, each.side) for word in first for each in known.get(word.casefold(), ())}
    return any((each.question, 1 - each.side) in told for word in second for each in known.get(word.casefold(), ()))
