"""How alike are the places in which two values stand, in two sentences of one article?"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newsbox.checking.pairs import weights
from newsbox.checking.shape import Line, Sheet, once
from newsbox.checking.words import key_of
from newsbox.types import Word

SAYING = frozenset(
    "say tell add announce report note write state claim argue explain warn insist confirm according tweet".split()
)
"""Verbs whose day is that of a speech: two of them are seldom one event."""
OTHER_TIME = frozenset(
    """previous previously earlier former formerly ago compare comparison prior originally initially last past next
    again another increase decrease raise revise rise fall drop climb up down grow double more less fewer average early
    later then before after since until separate separately additional each every per also other second third new""".split()
)
"""Lemmas that lay one value beside another one."""
STEPS = 8
NEAREST = 8
"""Words between which a shared word still tells that two slots are one."""
ALIGNED = 6
NAMED = 10
"""Words between which a name is near."""


@dataclass(frozen=True, slots=True, eq=False)
class Slot:
    """A value's place in its sentence. Equal only to itself."""

    line: Line
    first: int
    last: int
    """Indices of the value's first and last word."""
    keys: Mapping[str, int]
    """What stands in the sentence, and how many words away at the nearest."""
    verb: str | None
    """Lemma of the verb it hangs on."""
    subject: str | None
    """Head of that verb's subject; None for a pronoun."""
    thing: str | None
    """Lemma of the noun it hangs on."""
    name: str | None
    """The nearest name."""
    names: frozenset[str]
    """The names near it."""
    left: tuple[str, ...]
    right: tuple[str, ...]
    """Lemmas beside it, the nearest first."""
    tense: str
    """"past", "future" or "" of the verb it hangs on."""
    is_compared: bool
    """Whether a word near it lays it beside another value: "up from", "earlier", "each"."""


def slot_of(line: Line, first: int, last: int) -> Slot:
    """The slot of a value."""
    words = line.words
    keys: dict[str, int] = {}
    name, nearest = None, 99
    names = set[str]()
    for place, word in enumerate(words):
        if first <= place <= last:
            continue
        away = first - place if place < first else place - last
        key = line.keys[place]
        if key is not None and away < keys.get(key, 99):
            keys[key] = away
        if word.pos == "PROPN" and word.entity not in ("DATE", "TIME", "CARDINAL") and key:
            if away < nearest:
                name, nearest = key, away
            if away <= NAMED:
                names.add(key)
    verb, thing = _governors(words, last, first)
    return Slot(
        line, first, last, keys,
        words[verb].lemma.lower() if verb is not None else None,
        _subject(words, verb) if verb is not None else None,
        words[thing].lemma.lower() if thing is not None else None,
        name,
        frozenset(names),
        tuple(word.lemma.lower() for word in reversed(words[max(0, first - ALIGNED) : first])),
        tuple(word.lemma.lower() for word in words[last + 1 : last + 1 + ALIGNED]),
        _tense(words, verb) if verb is not None else "",
        any(word.lemma.lower() in OTHER_TIME for word in words[max(0, first - 4) : last + 5]),
    )  # fmt: skip


def verb_of(line: Line, first: int, last: int) -> str | None:
    """The lemma of the verb that a value hangs on."""
    verb, _ = _governors(line.words, last, first)
    return None if verb is None else line.words[verb].lemma.lower()


def _governors(words: Sequence[Word], last: int, first: int) -> tuple[int | None, int | None]:
    """The verb and the noun above a word."""
    verb = thing = None
    at = last
    for _ in range(STEPS):
        above = words[at].head
        if above == at or not 0 <= above < len(words):
            break
        at = above
        if first <= at <= last:
            continue
        if words[at].pos in ("NOUN", "PROPN") and thing is None:
            thing = at
        if words[at].pos in ("VERB", "AUX"):
            verb = at
            break
    return verb, thing


def _tense(words: Sequence[Word], verb: int) -> str:
    helpers = {
        word.text.lower()
        for word in words[max(0, verb - 6) : verb]
        if word.head == verb and word.dep in ("aux", "auxpass")
    }
    if helpers & {"will", "would", "to", "'ll", "’ll", "shall", "is", "are"} and words[verb].tag != "VBN":
        return "future"
    return "past" if words[verb].tag in ("VBD", "VBN") else ""


def _subject(words: Sequence[Word], verb: int) -> str | None:
    for _ in range(3):
        for word in words:
            if word.head == verb and word.dep in ("nsubj", "nsubjpass"):
                return None if word.pos == "PRON" else key_of(word)
        if words[verb].dep not in ("conj", "xcomp", "advcl") or words[verb].head == verb:
            return None
        verb = words[verb].head
    return None


def alike(sheet: Sheet, one: Slot, other: Slot) -> dict[str, float]:
    """What speaks for two slots, in two sentences, being one fact told twice: names of features to numbers."""
    told = weights(sheet)
    both = one.keys.keys() & other.keys.keys()
    shared = math.fsum(told.get(key, 0.0) for key in both)
    wholes = [_whole(sheet, each) for each in (one, other)]
    nearby = [key for key in both if one.keys[key] <= NEAREST and other.keys[key] <= NEAREST]
    near = math.fsum(told.get(key, 0.0) for key in nearby)
    close = math.fsum(told.get(key, 0.0) for key in nearby if one.keys[key] <= 3 and other.keys[key] <= 3)
    left, right = _run(one.left, other.left), _run(one.right, other.right)
    places = [each.line.at for each in (one, other)]
    headline = "headline" in places
    return {
        "shared": math.log1p(shared),
        "count": math.log1p(len(both)),
        "cosine": shared / math.sqrt(wholes[0] * wholes[1]) if min(wholes) > 0 else 0.0,
        "contained": shared / min(wholes) if min(wholes) > 0 else 0.0,
        "near": math.log1p(near),
        "close": math.log1p(close),
        "left": float(min(left, 3)),
        "right": float(min(right, 3)),
        "run": float(left + right >= 3),
        "verb": float(one.verb is not None and one.verb == other.verb and one.verb not in SAYING),
        "saying": float(one.verb in SAYING) + float(other.verb in SAYING),
        "subject": float(one.subject is not None and one.subject == other.subject),
        "other subject": float(None not in (one.subject, other.subject) and one.subject != other.subject),
        "thing": float(one.thing is not None and one.thing == other.thing),
        "name": float(one.name is not None and one.name == other.name),
        "other name": float(
            None not in (one.name, other.name) and one.name not in other.keys and other.name not in one.keys
        ),
        "half name": float(
            None not in (one.name, other.name)
            and one.name != other.name
            and (one.name in other.keys) != (other.name in one.keys)
        ),
        "strange names": math.log1p(
            sum(name not in other.keys for name in one.names) + sum(name not in one.keys for name in other.names)
        ),
        "compared": float(one.is_compared) + float(other.is_compared),
        "other tense": float({one.tense, other.tense} == {"past", "future"}),
        "other order": float(bool(_order(one) and _order(other) and _order(one) != _order(other))),
        "headline": float(headline),
        "lead": float(not headline and any(isinstance(at, int) and at <= 1 for at in places)),
        "caption": float("caption" in places or "summary" in places),
        "beside": float(abs(one.line.number - other.line.number) == 1),
        "far": math.log1p(abs(one.line.number - other.line.number)),
    }


@once
def _whole(sheet: Sheet, slot: Slot) -> float:
    """What all words around a slot weigh, in nats."""
    told = weights(sheet)
    return math.fsum(told.get(key, 0.0) for key in slot.keys)


def _order(slot: Slot) -> str:
    """As "last" or "next", where that stands before a value."""
    return next((lemma for lemma in slot.left[:2] if lemma in ("last", "next", "previous", "coming", "past")), "")


def _run(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words beside two slots are the same, going outwards."""
    length = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        length += 1
    return length
