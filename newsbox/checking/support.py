"""Is each word of a sentence borne out by an article?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newsbox.checking.opposites import is_negation, sides_of
from newsbox.checking.pairs import weights
from newsbox.checking.shape import Line, Sheet, logistic, once
from newsbox.checking.support_weights import UNSUPPORTED
from newsbox.checking.words import key_of
from newsbox.texts import plain
from newsbox.types import Word

WITNESSES = 3
"""Sentences of the article that are held against one."""
STEM = 5
"""Letters that words of one family share: "protest" and "protesters"."""
TURNING = ("un", "in", "im", "dis", "non", "non-", "ir")
"""Beginnings that turn a word into its opposite."""
FIGURES = frozenset(("CARDINAL", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "DATE", "TIME"))
NAMES = frozenset(("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "EVENT", "PRODUCT", "WORK_OF_ART"))


@dataclass(frozen=True, slots=True)
class Support:
    """What an article has of a sentence."""

    witnesses: tuple[Line, ...]
    """Its sentences that share most, the best first."""
    missing: tuple[Word, ...]
    """Words that tell something and stand nowhere in the article."""
    claims: dict[str, float]
    """What speaks for the sentence saying something else, or more."""

    @property
    def doubt(self) -> float:
        """How likely the sentence contradicts or exceeds the article: 0.0 to 1.0."""
        return logistic(sum(UNSUPPORTED.get(claim, 0.0) * value for claim, value in self.claims.items()))


def support(sentence: Sequence[Word], sheet: Sheet, lines: Sequence[Line] | None = None) -> Support:
    """How far an article's sentences bear out one that is none of them, word by word. lines: those that are asked; None is all."""
    asked = sheet.lines if lines is None else lines
    told = weights(sheet)
    keyed = [(word, key) for word in sentence if (key := key_of(word))]
    mine = {key for _, key in keyed}
    ranked = sorted(
        asked, key=lambda line: -sum(told.get(key, 0.0) for key in mine.intersection(_keys(sheet)[line.number]))
    )
    witnesses = tuple(ranked[:WITNESSES])
    stems = {key[:STEM] for line in asked for key in _keys(sheet)[line.number]}
    near = {key[:STEM] for line in witnesses for key in _keys(sheet)[line.number]}
    missing = tuple(word for word, key in keyed if key[:STEM] not in stems)
    far = [word for word, key in keyed if key[:STEM] in stems and key[:STEM] not in near]
    there = [word for line in witnesses[:1] for word in line.words]
    claims = {
        "always": 1.0,
        "names missing": _count(missing, "name"),
        "names elsewhere": _count(far, "name"),
        "figures elsewhere": _count(far, "figure"),
        "opposites": float(min(2, len(_turned(sentence, witnesses)))),
        "denied": float(_is_denied(sentence) and not _is_denied(there)),
        "verbs missing": _count(missing, "VERB"),
        "verbs elsewhere": _count(far, "VERB"),
        "adverbs missing": _count(missing, "ADV"),
    }
    return Support(witnesses, missing, claims)


def _sort(word: Word) -> str:
    """What kind of word it is: a name, a figure, or its part of speech."""
    if word.entity in FIGURES:
        return "figure"
    return "name" if word.entity in NAMES else word.pos


def _count(words: Sequence[Word], sort: str) -> float:
    """How many words are of a sort, of three that are counted."""
    return float(min(3, sum(_sort(word) == sort for word in words)))


@once
def _keys(sheet: Sheet) -> tuple[tuple[str, ...], ...]:
    """What the words of each sentence are compared by, in order."""
    return tuple(tuple(filter(None, line.keys)) for line in sheet.lines)


def _turned(sentence: Sequence[Word], witnesses: Sequence[Line]) -> set[str]:
    """Words whose opposite the witnesses have, and not themselves: by opposites.toml, or by "un" and "dis" before them."""
    answers = {(side.question, side.side) for line in witnesses for word in line.words for side in sides_of(word)}
    known = {
        form for line in witnesses for word in line.words for form in (word.text.casefold(), word.lemma.casefold())
    }
    turned = set()
    for word in sentence:
        text = word.text.casefold()
        if text in known or word.lemma.casefold() in known:
            continue
        for side in sides_of(word):
            if (side.question, side.side) not in answers and (side.question, 1 - side.side) in answers:
                turned.add(text)
        if any(f"{prefix}{text}" in known for prefix in TURNING if len(text) > 3) or any(
            text.startswith(prefix) and text[len(prefix) :] in known for prefix in TURNING if len(text) > 5
        ):
            turned.add(text)
    return turned


def _is_denied(words: Sequence[Word]) -> bool:
    return sum(is_negation(plain(word.text)) for word in words) % 2 == 1
