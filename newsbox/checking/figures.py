"""Figures that can't all be right."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from newsbox.checking import reckoning, stale, sums, tops, totals, twice, value_weights
from newsbox.checking.measures import MONTHS, Amount, agree, amounts
from newsbox.checking.moments import moments
from newsbox.checking.pairs import weights
from newsbox.checking.reports.figures import across
from newsbox.checking.shape import Check, Sheet, once
from newsbox.checking.telling import sentence
from newsbox.checking.words import key_of
from newsbox.types import Finding, Place, Span, Word, in_words

MOST = 60
"""Amounts of one unit that are looked at: a table has more."""
WEAKEST = 0.03
"""Confidence below which a pair of figures is not worth a note."""

FIXED = frozenset(("percent", "point", "$", "€", "£", "¥", "₹", "₽", "year old", "month old"))
"""Units that tell nothing of what is measured, and are never left out."""
GENERAL = frozenset("year month week day hour minute second time people person other more point thing".split())
"""Nouns that count in every article."""


def within(sheet: Sheet) -> Iterator[Finding]:
    """The findings in one article."""
    taken = set[tuple[Place, int]]()
    for line in sheet.lines:
        mine, text = amounts(sheet)[line.number], sheet.reading.part(line.at)
        for wrong in (*sums.sums(line, mine, text), *totals.totals(line, mine, text)):
            if (line.at, wrong.start) in taken:
                continue
            spans = [Span(line.at, wrong.start, wrong.end)]
            if wrong.counterpart:
                spans.append(Span(line.at, *wrong.counterpart))
            taken.add((line.at, wrong.start))
            yield CHECK.finding(wrong.code, wrong.confidence, wrong.message, map(sheet.passage, spans))
    for beyond in reckoning.wrongs(sheet):
        if (beyond.suspect.at, beyond.suspect.start) not in taken:
            taken.add((beyond.suspect.at, beyond.suspect.start))
            spans = [beyond.suspect, beyond.other]
            yield CHECK.finding(beyond.code, beyond.confidence, beyond.message, map(sheet.passage, spans))
    for each in stale.stale(sheet):
        spans = [each.suspect.span, each.other.span]
        if (spans[0].at, spans[0].start) not in taken:
            taken |= {(span.at, span.start) for span in spans}
            yield CHECK.finding(each.code, each.confidence, each.message, map(sheet.passage, spans))
    for pair in tops.denied(sheet):
        spans = [pair.suspect.span, pair.other.span]
        if (spans[0].at, spans[0].start) not in taken:
            taken |= {(span.at, span.start) for span in spans}
            message = f"{sentence(in_words(spans[0].at))} says {text_of(sheet, pair.suspect)}; {in_words(spans[1].at)} says {text_of(sheet, pair.other)}."
            yield CHECK.finding("NB307", pair.confidence, message, map(sheet.passage, spans))
    for finding in _told_twice(sheet):
        if not any((each.span.at, each.span.start) in taken for each in finding.passages):
            yield finding


def _told_twice(sheet: Sheet) -> Iterator[Finding]:
    found = (
        (twice.probability(pair.features, value_weights.FIGURES), pair)
        for pair in twice.twice(sheet, amounts(sheet), KIND)
    )
    for confidence, pair in twice.surest(found, least=WEAKEST):
        one, other = pair.suspect, pair.other
        message = f"{sentence(in_words(one.line.at))} says {text_of(sheet, one)}; {in_words(other.line.at)} says {text_of(sheet, other)}."
        yield CHECK.finding("NB301", confidence, message, [sheet.passage(one.span), sheet.passage(other.span)])


def text_of(sheet: Sheet, amount: Amount) -> str:
    """An amount as it is written, with what it counts where that stands right behind it."""
    span = amount.span
    if amount.noun is not None and 0 < amount.noun - amount.last <= 2:
        span = Span(span.at, span.start, amount.line.words[amount.noun].end)
    return sheet.reading.text_at(span)


def _sort(amount: Amount) -> str:
    return amount.unit or ""


def _may_differ(one: Amount, other: Amount) -> bool:
    """Whether two amounts are of one unit, or one's is not told, and do not agree."""
    if one.value <= 0 or other.value <= 0 or agree(one, other):
        return False
    if None not in (one.lost, other.lost) and one.lost != other.lost:
        return False
    if (
        one.unit != other.unit
        and one.lost is None
        and (one.unit in FIXED or other.unit in FIXED or max(one.value, other.value) < 10)
    ):
        return False
    return abs(math.log(one.value / other.value)) < math.log(1100)


def _features(sheet: Sheet, one: Amount, other: Amount) -> dict[str, float]:
    told = weights(sheet)
    same = one.unit is not None and one.unit == other.unit
    own = same and one.unit not in FIXED and one.unit not in GENERAL
    ratio = abs(math.log(one.value / other.value))
    measured = _whats(sheet)
    whats = [measured[each.line.number, each.first] for each in (one, other)]
    both = whats[0] & whats[1]
    shared = sum(told.get(key, 0.0) for key in both)
    either = sum(told.get(key, 0.0) for key in whats[0] | whats[1])
    months = [_months(sheet)[each.line.number] for each in (one, other)]
    rivals = _rivals(sheet, one, both)
    moving = [_moving(sheet)[value.line.number] for value in (one, other)]
    return {
        "unit": float(same),
        "own unit": float(own),
        "no unit": float(one.unit is None) + float(other.unit is None),
        "other unit": float(None not in (one.unit, other.unit) and not same),
        "percent": float(one.unit == other.unit == "percent"),
        "money": float(same and one.unit in ("$", "€", "£", "¥")),
        "what": math.log1p(shared),
        "what alike": shared / either if either else 0.0,
        "small": float(max(one.value, other.value) <= 12),
        "words": float(not one.is_exact) + float(not other.is_exact),
        "bound": float(one.bound is not None) + float(other.bound is not None),
        "same bound": float(one.bound is not None and one.bound == other.bound),
        "joined": float(one.joined is not None and one.joined == other.joined),
        "far off": float(ratio > math.log(4)),
        "ratio": min(ratio, 3.0),
        "exact": float(min(one.digits, other.digits) >= 2),
        "other time": float(bool(moving[0]) and bool(moving[1]) and not moving[0] & moving[1]),
        "same time": float(bool(moving[0] & moving[1])),
        "dense": max(len(amounts(sheet)[each.line.number]) / len(each.line.words) for each in (one, other)),
        "lost": float(one.lost is not None and one.lost == other.lost),
        "age": float(one.unit == other.unit == "year old"),
        "is $": float("$" in (one.unit, other.unit)),
        "other month": float(bool(months[0]) and bool(months[1]) and not months[0] & months[1]),
        "rivals": math.log(max(rivals, 2)),
        "exactly two": float(rivals == 2 and bool(both) and same),
    }


def _rivals(sheet: Sheet, one: Amount, both: frozenset[str]) -> int:
    """How many different values of its unit the article tells of what two amounts both measure."""
    return len({value for value, measured in _measured(sheet)[one.unit][:MOST] if both <= measured})


@once
def _measured(sheet: Sheet) -> Mapping[str | None, Sequence[tuple[float, frozenset[str]]]]:
    """The amounts of the article, and what each measures, by their unit."""
    found: dict[str | None, list[tuple[float, frozenset[str]]]] = defaultdict(list)
    for line in amounts(sheet):
        for each in line:
            found[each.unit].append((each.value, _whats(sheet)[each.line.number, each.first]))
    return found


@once
def _moving(sheet: Sheet) -> Sequence[frozenset[tuple[str, object]]]:
    """The days, months and years that each sentence tells, by its number."""
    return [frozenset((each.kind, each.value) for each in line) for line in moments(sheet)]


@once
def _months(sheet: Sheet) -> Sequence[frozenset[str]]:
    """The months that each sentence names, by its number."""
    return [frozenset(name for word in line.words if (name := word.text.casefold()) in MONTHS) for line in sheet.lines]


@once
def _whats(sheet: Sheet) -> Mapping[tuple[int, int], frozenset[str]]:
    """What each amount counts or measures, by its sentence and first word."""
    return {(each.line.number, each.first): what(each) for line in amounts(sheet) for each in line}


def what(amount: Amount) -> frozenset[str]:
    """What an amount counts or measures: its noun, what stands with it, and what a percentage or a sum hangs on."""
    words, found = amount.line.words, set[str]()
    head = amount.noun
    if head is None or amount.unit in FIXED:
        at = amount.last
        for _ in range(3):
            at = words[at].head
            if words[at].pos in ("VERB", "AUX", "NOUN", "PROPN"):
                found |= _with(words, at)
            if words[at].pos in ("VERB", "AUX"):
                break
    if head is not None:
        found |= _with(words, head)
        above = words[words[head].head]
        if above.pos in ("NOUN", "PROPN", "VERB") and (key := key_of(above)):
            found.add(key)
    return frozenset(found)


def _with(words: Sequence[Word], head: int) -> set[str]:
    """A word and what hangs on it, directly or by a preposition."""
    found = set[str]()
    hands = {head}
    for place in range(max(0, head - 12), min(len(words), head + 13)):
        word = words[place]
        if word.head == head and word.dep == "prep":
            hands.add(place)
    for place in range(max(0, head - 12), min(len(words), head + 16)):
        word = words[place]
        if (place == head or word.head in hands) and word.pos != "NUM" and (key := key_of(word)):
            found.add(key)
    return found


KIND: twice.Kind[Amount] = twice.Kind(lambda each: each.value, _sort, _may_differ, _features)

CHECK = Check(
    name="figures",
    codes={
        "NB301": "One quantity is told with two values.",
        "NB302": "The parts do not make the whole.",
        "NB303": "A change or share does not follow from the figures beside it.",
        "NB304": "A vote or score does not go with its outcome.",
        "NB305": "The top tells a figure that the text calls an earlier one.",
        "NB306": "One figure stands in two magnitudes.",
        "NB307": "A figure at the top is denied by the text's figure for the same thing.",
        "NB321": "Two reports of a story give one figure differently.",
    },
    within=within,
    across=across,
)
