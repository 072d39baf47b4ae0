"""One outcome is told two ways."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from newsbox.checking.differing import plain
from newsbox.checking.opposites import Side, is_negation, sides_of
from newsbox.checking.outcomes_weights import OPPOSITES
from newsbox.checking.pairs import TELLING, key_of, keys_of, weights
from newsbox.checking.shape import Check, Line, Sheet, logistic
from newsbox.checking.telling import clipped, part, sentence
from newsbox.types import Finding, Span, Word

LEAST = 0.03
"""Confidence below which nothing is said."""
SEATS = 24
"""Places of one answer that are looked at: an answer that is given everywhere is looked at where it stands first."""
NAMES = frozenset(("GPE", "ORG", "FAC", "LOC", "PERSON", "WORK_OF_ART", "EVENT", "PRODUCT", "LAW"))
"""Names in whose words no answer is looked for: "United Nations"."""
HANGING = frozenset(("acomp", "attr", "xcomp", "ccomp", "oprd", "dobj", "advmod", "amod", "nsubjpass", "pobj", "prep"))
"""Relations over which a negation reaches down to a word."""
CLIMB = 4
"""Words above a word whose negations are counted."""
NEAR = 4
"""Words on either side that tell what a word is said of."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A word that gives an answer, and where."""

    line: Line
    number: int
    """Of the word in its sentence."""
    side: Side

    @property
    def word(self) -> Word:
        """The word."""
        return self.line.words[self.number]

    @property
    def span(self) -> Span:
        """Its place."""
        return Span(self.line.at, self.word.start, self.word.end)


@dataclass(frozen=True, slots=True)
class Opposition:
    """Two words that give opposite answers; the first's is the one in doubt."""

    first: Answer
    second: Answer
    claims: dict[str, float]


def answers(sheet: Sheet) -> Mapping[tuple[int, int], list[Answer]]:
    """The words of an article that give answers, by question and side, in reading order."""
    known = sheet.notes.get("answers")
    if isinstance(known, dict):
        return known
    found: dict[tuple[int, int], list[Answer]] = defaultdict(list)
    for line in sheet.lines:
        for number, word in enumerate(line.words):
            if (
                word.entity in NAMES
                and line.at != "headline"
                and not any(each.kind == "side" for each in sides_of(word))
            ):
                continue
            for side in sides_of(word):
                found[side.question, side.side].append(Answer(line, number, side))
    sheet.notes["answers"] = found
    return found


def oppositions(sheet: Sheet) -> Iterator[Opposition]:
    """For each word that gives an answer: the opposite answer, further on, that speaks most of the same thing."""
    told = answers(sheet)
    for (question, side), ours in told.items():
        theirs = told.get((question, 1 - side))
        if not theirs:
            continue
        both = [(each, _negated(each)) for each in (*ours[:SEATS], *theirs[:SEATS])]
        for answer, turned in both[: len(ours[:SEATS])]:
            # "Not guilty" says what "innocent" says.
            stands = [((each.side.side == side) == (negated == turned), each) for each, negated in both]
            agreeing, denying = ([each for so, each in stands if so is wanted] for wanted in (True, False))
            best: Opposition | None = None
            score = -math.inf
            for other in denying:
                if other.line.number <= answer.line.number or other.side.side == side or _fits(sheet, answer, other):
                    continue
                claims = _claims(sheet, answer, other, agreeing, denying)
                value = sum(OPPOSITES.get(claim, 0.0) * amount for claim, amount in claims.items())
                if value > score:
                    best, score = Opposition(answer, other, claims), value
            if best is not None:
                yield best


def _claims(
    sheet: Sheet, first: Answer, second: Answer, agreeing: list[Answer], denying: list[Answer]
) -> dict[str, float]:
    """What can be said of two opposite words and of those that agree with either, as figures near 1."""
    told = weights(sheet)
    mine, others = _keys(sheet, first.line), _keys(sheet, second.line)
    own = {first.side.word, second.side.word, key_of(first.word), key_of(second.word)}
    mine -= own
    weight = sum(told[key] for key in mine & others)
    whole = sum(told[key] for key in mine) or 1.0
    near = (_near(first) & _near(second)) - own
    a, b = first.line, second.line
    lines = {each.line.number: each.line for each in agreeing if each.line.number != a.number}
    against = {each.line.number: each.line for each in denying if each.line.number != a.number}
    for_us = [sum(told[key] for key in mine & _keys(sheet, line)) / whole for line in lines.values()]
    for_them = [sum(told[key] for key in mine & _keys(sheet, line)) / whole for line in against.values()]
    return {
        "always": 1.0,
        "shared": min(weight, 24.0) / 12,
        "share of ours": weight / whole,
        "near": min(sum(told.get(key, 0.0) for key in near), 12.0) / 6,
        "next": float(_beside(first, 1) == _beside(second, 1) != ""),
        "before": float(_beside(first, -1) == _beside(second, -1) != ""),
        "one head": float(_head(first) == _head(second) != ""),
        "one child": float(bool((_children(first) & _children(second)) - own)),
        "nearest": float(first.side.rank == second.side.rank),
        "one tag": float(first.word.tag == second.word.tag),
        "one part of speech": float(first.word.pos == second.word.pos),
        "both here": float(any(each.line.number == a.number for each in denying)),
        "both there": float(b.number in lines),
        "ours nowhere else": float(not lines),
        "ours elsewhere": math.log1p(len(lines)),
        "theirs": math.log1p(len(against)),
        "ours in context": max(for_us, default=0.0),
        "all for us": min(sum(for_us), 3.0),
        "all for them": min(sum(for_them), 3.0),
        "headline": float(a.at == "headline"),
        "lead": float(a.at in ("summary", 0)),
        "asked": float(a.words[-1].text == "?" or b.words[-1].text == "?"),
        "in quotes there": float(_quoted(sheet, second)),
        f"kind {first.side.kind}": 1.0,
    }


def _keys(sheet: Sheet, line: Line) -> frozenset[str]:
    known = sheet.notes.get("keys of lines")
    if not isinstance(known, tuple):
        known = tuple(keys_of(each) for each in sheet.lines)
        sheet.notes["keys of lines"] = known
    keys: frozenset[str] = known[line.number]
    return keys


def _near(answer: Answer) -> set[str]:
    words = answer.line.words[max(0, answer.number - NEAR) : answer.number + NEAR + 1]
    return {key for word in words if (key := key_of(word))}


def _beside(answer: Answer, step: int) -> str:
    number = answer.number + step
    words = answer.line.words
    while 0 <= number < len(words) and words[number].pos == "PUNCT":
        number += step
    return words[number].lemma.casefold() if 0 <= number < len(words) else ""


def _head(answer: Answer) -> str:
    word = answer.word
    head = answer.line.words[word.head]
    return f"{word.dep} {head.lemma.casefold()}" if head is not word and head.pos in TELLING else ""


def _children(answer: Answer) -> set[str]:
    return {
        key
        for number, word in enumerate(answer.line.words)
        if word.head == answer.number and number != answer.number and (key := key_of(word))
    }


def _bearer(answer: Answer) -> str:
    """The name that a word describes: "Republican" of "Republican senator Ann Stone"; empty where it describes none."""
    words = answer.line.words
    word = answer.word
    if word.dep not in ("amod", "compound", "nmod", "appos"):
        return ""
    head = words[word.head]
    if head.pos == "PROPN" and head.entity in ("PERSON", ""):
        return head.text.casefold()
    for other in words:
        if other.dep in ("appos", "compound", "nmod") and words[other.head] is head and other.entity == "PERSON":
            return other.text.casefold()
    above = words[head.head]
    if head.dep in ("appos", "compound", "nmod") and above.entity == "PERSON":
        return above.text.casefold()
    return ""


def _fits(sheet: Sheet, first: Answer, second: Answer) -> bool:
    """Whether two opposite answers are no contradiction: two people are described, or a list is told."""
    ours, theirs = _bearer(first), _bearer(second)
    if ours and theirs and ours != theirs:
        return True
    if first.side.kind == "kin" and {first.word.tag, second.word.tag} & {"NNS", "NNPS"}:
        return True
    return _told_as_list(sheet, first, second)


def _negated(answer: Answer) -> bool:
    """Whether an odd number of negations turns a word: its own, that of what it hangs on, and of "don't believe that ..." above."""
    words = answer.line.words
    above = [answer.number]
    while len(above) < CLIMB and words[above[-1]].head != above[-1] and words[above[-1]].dep in HANGING:
        above.append(words[above[-1]].head)
    if len(above) == 1:
        above.append(words[answer.number].head)
    count = 0
    for number, word in enumerate(words):
        if is_negation(plain(word.text)):
            count += word.head in above or answer.number - 4 < number < answer.number
    return count % 2 == 1


def _told_as_list(sheet: Sheet, first: Answer, second: Answer) -> bool:
    """Whether two sentences of the text say the same but for the words compared: items of a list, made to differ."""
    own = {key_of(first.word), key_of(second.word)}
    is_text = isinstance(first.line.at, int) and isinstance(second.line.at, int)
    return is_text and _keys(sheet, first.line) - own == _keys(sheet, second.line) - own


def _quoted(sheet: Sheet, answer: Answer) -> bool:
    return any(
        piece.span.at == answer.line.at and piece.span.start <= answer.word.start < piece.span.end
        for attribution in sheet.reading.attributions
        if attribution.kind != "indirect"
        for piece in attribution.content
    )


def _within(sheet: Sheet) -> Iterator[Finding]:
    for each in oppositions(sheet):
        confidence = logistic(sum(OPPOSITES.get(claim, 0.0) * value for claim, value in each.claims.items()))
        if confidence >= LEAST:
            first, second = each.first, each.second
            told = f"{sentence(part(first.line.at))} says {clipped(first.word.text)}; {part(second.line.at)} says {clipped(second.word.text)}."
            yield CHECK.finding("NB801", confidence, told, (sheet.passage(first.span), sheet.passage(second.line.span)))


CHECK = Check(
    name="outcomes",
    codes={"NB801": "Two sentences about one thing tell opposite outcomes."},
    within=_within,
)
