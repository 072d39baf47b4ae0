"""One outcome is told two ways."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from newsbox.checking.clashes import clashes
from newsbox.checking.deeds import Deed, deeds
from newsbox.checking.opposites import Side, sides, sides_of
from newsbox.checking.outcomes_weights import OPPOSITES
from newsbox.checking.pairs import weights
from newsbox.checking.quoting import plain_words
from newsbox.checking.shape import TOP, WARNING, Check, Line, Sheet, logistic, once
from newsbox.checking.stands import alike, frame
from newsbox.checking.telling import clipped, sentence
from newsbox.checking.themes import turnabouts
from newsbox.checking.words import EMPTY, TELLING, key_of
from newsbox.types import PRONOUNS, Claim, Finding, Span, Word, in_words

DENIED = {True: 0.3, False: 0.15}
"""Confidence that a deed told and denied is a slip: where the lead tells it, and elsewhere."""
TURNED = 0.8
"""Confidence that headline and lead, at opposite ends of one matter, differ by a slip."""
NOT_SO = 0.35
"""Confidence that two reports of which one says "not" differ by a slip."""
RULED_OUT = {
    ("convicted", "acquitted"): 0.62,
    ("won", "lost"): 0.6,
    ("won", "conceded"): 0.6,
    ("upheld", "struck down"): 0.6,
    ("approved", "rejected"): 0.4,
    ("signed", "vetoed"): 0.6,
    ("confirmed", "denied"): 0.3,
    ("died", "injured"): 0.3,
    ("killed", "injured"): 0.3,
    ("killed", "survived"): 0.6,
    ("died", "survived"): 0.6,
    ("opened", "closed"): 0.15,
    ("arrested", "released"): 0.1,
}
"""Outcomes of one thing that can't both be its last, and the confidence that two reports differ by a slip."""
STEEPER, DOUBT = 1.5, 2.2
"""What the learned log-odds are bent by: the words were listed while the articles they were weighed on were read, and on others only the surest held."""
SMALL = frozenset("the a an of in on for to and his her its their".split())
FIRST = 4
"""Reports of one outcome that later ones are compared with."""
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
DECIDED = frozenset(("vote", "verdict", "speech", "fate", "access"))
"""Kinds of questions whose answers are somebody's act."""
GRADED = ("degree", "order", "direction")
"""Kinds of questions that have a more or less, or an answer for each thing: an old hospital has a new ward."""
GRADED_AT_MOST = 0.3
"""Confidence that two adjectives of them are a slip, at most."""
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


@once
def answers(sheet: Sheet) -> Mapping[tuple[int, int], list[Answer]]:
    """The words of an article that give answers, by question and side, in reading order."""
    found: dict[tuple[int, int], list[Answer]] = defaultdict(list)
    known = sides()
    for line in sheet.lines:
        for number, word in enumerate(line.words):
            given = known.get(line.small[number]) or known.get(line.lemmas[number])
            if not given or not word.text[:1].isalpha():
                continue
            if word.entity in NAMES and line.at != "headline" and not any(each.kind == "side" for each in given):
                continue
            for side in given:
                found[side.question, side.side].append(Answer(line, number, side))
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
    mine, others = first.line.about, second.line.about
    own = {first.side.word, second.side.word, key_of(first.word), key_of(second.word)}
    mine -= own
    weight = sum(told[key] for key in mine & others)
    whole = sum(told[key] for key in mine) or 1.0
    near = (_near(first) & _near(second)) - own
    a, b = first.line, second.line
    lines = {each.line.number: each.line for each in agreeing if each.line.number != a.number}
    against = {each.line.number: each.line for each in denying if each.line.number != a.number}
    for_us = [sum(told[key] for key in mine & line.about) / whole for line in lines.values()]
    for_them = [sum(told[key] for key in mine & line.about) / whole for line in against.values()]
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
        "in quotes there": float(_in_quotes(sheet, second.line, second.number)),
        f"kind {first.side.kind}": 1.0,
    }


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
    return _told_as_list(first, second) or _is_apart(sheet, first, second)


def _is_apart(sheet: Sheet, first: Answer, second: Answer) -> bool:
    """Whether two opposite answers speak of two times or things, or one is only asked for: "detained", "demanded the release"."""
    if first.side.kind == "order" and first.word.pos == second.word.pos == "ADV":
        return True  # "Three weeks earlier", "a month later".
    if first.side.kind not in DECIDED:
        return False
    if second.word.dep in ("acl", "amod") and second.word.tag == "VBN" and _says(second.line, first.side):
        return True  # "The road, closed since May, reopened".
    ours, theirs = (frame(sheet, each.line, each.number) for each in (first, second))
    if (ours.mood == "open") != (theirs.mood == "open") or (theirs.is_past and not ours.is_past):
        return True
    doers, things = alike(ours.doer, theirs.doer), alike(ours.thing, theirs.thing)
    if first.line.at in TOP and second.line.at in TOP:
        things = max(0, things)  # Headline and lead tell of one thing, in whatever words.
    # A name and "the candidate" may be one; two names are not.
    are_named = [bool(each.doer and each.doer.names) for each in (ours, theirs)]
    are_two = first.side.kind in ("speech", "vote") and doers < 0 and things <= 0 and are_named[0] == are_named[1]
    return are_two or (doers > 0 and things < 0)


def _negated(answer: Answer) -> bool:
    """Whether an odd number of negations turns a word: its own, that of what it hangs on, and of "don't believe that ..." above."""
    words = answer.line.words
    above = [answer.number]
    while len(above) < CLIMB and words[above[-1]].head != above[-1] and words[above[-1]].dep in HANGING:
        above.append(words[above[-1]].head)
    if len(above) == 1:
        above.append(words[answer.number].head)
    count = 0
    for number in answer.line.denials:
        word = words[number]
        behind = word.dep in ("preconj", "cc") and number > answer.number and answer.line.small[number] == "neither"
        count += word.head in above or answer.number - 4 < number < answer.number
        count += behind and words[word.head].head in above and word.head not in above
    return count % 2 == 1


def _says(line: Line, side: Side) -> bool:
    """Whether a sentence gives an answer."""
    return any(
        (each.question, each.side) == (side.question, side.side) for word in line.words for each in sides_of(word)
    )


def _told_as_list(first: Answer, second: Answer) -> bool:
    """Whether two sentences of the text say the same but for the words compared: items of a list, made to differ."""
    own = {key_of(first.word), key_of(second.word)}
    is_text = isinstance(first.line.at, int) and isinstance(second.line.at, int)
    return is_text and first.line.about - own == second.line.about - own


def _in_quotes(sheet: Sheet, line: Line, number: int) -> bool:
    """Whether a word stands in somebody's quoted words."""
    start = line.words[number].start
    return any(
        piece.span.at == line.at and piece.span.start <= start < piece.span.end
        for attribution in sheet.reading.attributions
        if attribution.kind != "indirect"
        for piece in attribution.content
    )


def _within(sheet: Sheet) -> Iterator[Finding]:
    told_twice = set()
    for clash in clashes(sheet):
        ours, theirs = clash.first, clash.second
        told_twice.add(frozenset((ours.line.number, theirs.line.number)))
        told = (
            f"{sentence(in_words(ours.line.at))} says {clipped(sheet.reading.text_at(ours.span))}; "
            f"{in_words(theirs.line.at)} says {clipped(sheet.reading.text_at(theirs.span))}."
        )
        code = "NB801" if ours.is_word and theirs.is_word and ours.word != theirs.word else "NB802"
        spans = (ours.span, theirs.span) if theirs.line.at in TOP else (ours.span, theirs.line.span)
        yield CHECK.finding(code, clash.confidence, told, map(sheet.passage, spans), at_most="warning")
    for each in oppositions(sheet):
        if frozenset((each.first.line.number, each.second.line.number)) in told_twice:
            continue
        odds = sum(OPPOSITES.get(claim, 0.0) * value for claim, value in each.claims.items())
        confidence = logistic(STEEPER * odds - DOUBT)
        first, second = each.first, each.second
        if first.side.kind in GRADED and {first.word.pos, second.word.pos} <= {"ADJ", "ADV"}:
            confidence = min(confidence, GRADED_AT_MOST)
        if confidence >= LEAST:
            told = (
                f"{sentence(in_words(first.line.at))} says {clipped(first.word.text)}; "
                f"{in_words(second.line.at)} says {clipped(second.word.text)}."
            )
            if confidence >= WARNING:
                told_twice.add(frozenset((first.line.number, second.line.number)))
            yield CHECK.finding("NB801", confidence, told, (sheet.passage(first.span), sheet.passage(second.line.span)))
    for turn in turnabouts(sheet):
        mark = frozenset((turn.above.line.number, turn.below.line.number))
        if mark not in told_twice:
            shown = [sheet.passage(turn.above.span), sheet.passage(turn.below.span)]
            where = in_words(turn.below.line.at)
            told = f"The headline says {clipped(shown[0].text)}; {where} says {clipped(shown[1].text)}."
            yield CHECK.finding("NB804", TURNED, told, shown, at_most="warning")
    for one, other in denials(sheet):
        if frozenset((one.line.number, other.line.number)) in told_twice:
            continue
        told = (
            f"{sentence(in_words(one.line.at))} says {clipped(sheet.reading.text_at(one.span))}; "
            f"{in_words(other.line.at)} says {clipped(sheet.reading.text_at(other.span))}."
        )
        confidence = DENIED[one.line.at in ("summary", 0)]
        yield CHECK.finding("NB802", confidence, told, (sheet.passage(one.span), sheet.passage(other.line.span)))


def denials(sheet: Sheet) -> Iterator[tuple[Deed, Deed]]:
    """Deeds that one sentence of the text tells and another denies, both as facts and in the article's own words."""
    first: dict[tuple[str, str, str], Deed] = {}
    for deed in deeds(sheet):
        if deed.line.at == "headline" or deed.doer is None or deed.thing is None or deed.possible or deed.is_believed:
            continue
        if deed.line.words[-1].text == "?" or _in_quotes(sheet, deed.line, deed.number):
            continue
        known = first.setdefault((deed.verb, deed.doer, deed.thing), deed)
        if known.line is not deed.line and known.denied != deed.denied and known.coming == deed.coming:
            yield known, deed


def _across(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Opposite outcomes of one thing in two reports, each told once: the first report that tells either."""
    told: dict[tuple[str, str], list[tuple[Sheet, Claim, frozenset[str]]]] = defaultdict(list)
    said: set[tuple[int, str, str]] = set()
    for sheet in sheets:
        for claim in sheet.reading.claims:
            if claim.kind != "outcome" or not claim.of or not isinstance(claim.value, str) or claim.speaker:
                continue
            words = plain_words(claim.of)
            keys = frozenset(word for word in words if word not in EMPTY and word not in SMALL)
            if not keys or any(map(str.isdigit, claim.of)) or claim.of.casefold() in PRONOUNS:
                continue
            value = claim.value.casefold()
            for other, sure in _against(value):
                for their_sheet, theirs, their_keys in told[words[-1], other]:
                    is_one = len(keys & their_keys) * 2 > len(keys | their_keys)
                    mark = (their_sheet.index, theirs.of or "", other)
                    if not is_one or their_sheet is sheet or mark in said:
                        continue
                    said.add(mark)
                    message = (
                        f"One report says {clipped(theirs.text)} of {theirs.of}; another says {clipped(claim.text)}."
                    )
                    passages = (their_sheet.passage(theirs.span), sheet.passage(claim.span))
                    yield CHECK.finding("NB803", sure, message, passages, at_most="warning")
            seats = told[words[-1], value]
            if len(seats) < FIRST:
                seats.append((sheet, claim, keys))


def _against(value: str) -> Iterator[tuple[str, float]]:
    """The outcomes that a value rules out, and how surely: what may follow in time is no contradiction by itself."""
    yield (value[4:] if value.startswith("not ") else f"not {value}"), NOT_SO
    for pair, sure in RULED_OUT.items():
        if value in pair:
            yield from ((other, sure) for other in pair if other != value)


CHECK = Check(
    name="outcomes",
    codes={
        "NB801": "Two sentences about one thing give opposite answers.",
        "NB802": "One sentence tells what another denies.",
        "NB804": "Headline and lead stand at opposite ends of one matter.",
        "NB803": "Two reports tell opposite outcomes of one thing.",
    },
    within=_within,
    across=_across,
)
