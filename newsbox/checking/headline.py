"""The headline says what the text does not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from newsbox.checking.deeds import Deed, deeds, one_deed
from newsbox.checking.headline_weights import ABSENCES
from newsbox.checking.hedges import lost_hedges
from newsbox.checking.pairs import weights
from newsbox.checking.quoting import plain_words
from newsbox.checking.shape import Check, Line, Sheet, logistic
from newsbox.checking.support import support
from newsbox.checking.telling import clipped
from newsbox.texts import WORD, plain
from newsbox.types import PRONOUNS, Finding, Span, Word, in_words

LEAST = 0.03
"""Confidence below which nothing is said."""
KINDS = {
    "PERSON": "person",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "people",
    "ORG": "organisation",
    "CARDINAL": "figure",
    "MONEY": "figure",
    "PERCENT": "figure",
    "QUANTITY": "figure",
}
"""What is looked for in the text, by the language model's names for it."""
STEM = 4
"""Letters that words of one family share, at least: "Denounces" and "denounced"."""
SEATS = 24
"""Places of one verb that are compared: one that is everywhere is compared where it stands first."""
DENIED = {1.0: 0.55, 0.5: 0.3}
"""Confidence that headline and text differ by a "not" by a slip, by how surely they tell of one deed."""
HEDGED = {1.0: 0.12, 0.5: 0.05}
"""The same for a deed that the text holds possible only."""
VAGUE = frozenset("be seem need think want like know see mean call make".split())
"""Verbs that are denied of one thing and told of another in one breath."""
ALIKE = 0.3
"""Share of a headline's words, by weight, that a sentence has that tells of its deed."""


@dataclass(frozen=True, slots=True)
class Absence:
    """A name or figure of the headline that the text never has."""

    span: Span
    kind: str
    nearest: Line | None
    """The sentence that shares most with the headline."""
    instead: Span | None
    """A name or figure of the same kind there, that the headline has not."""
    claims: dict[str, float]


def absences(sheet: Sheet) -> Iterator[Absence]:
    """Names and figures of the headline that stand nowhere below it."""
    above = [line for line in sheet.lines if line.at == "headline"]
    if not above or not sheet.reading.paragraphs:
        return
    below = [line for line in sheet.lines if isinstance(line.at, int)]
    said = _stems(sheet)
    whole = {plain(match.group()) for match in WORD.finditer(sheet.reading.headline or "")}
    named = [word for line in above for word in line.words if word.text[:1].isalpha()]
    capitals = sum(word.text[:1].isupper() for word in named) / max(1, len(named))
    for line in above:
        held = support(line.words, sheet, below)
        nearest = held.witnesses[0] if held.witnesses else None
        for first, last in _entities(line):
            words = line.words[first:last]
            kind = KINDS[words[0].entity]
            if any(_is_said(word, said) for word in words if word.text[:1].isalnum()):
                continue
            if kind == "figure" and not any(map(str.isdigit, "".join(word.text for word in words))):
                continue
            if kind != "figure" and any("." in word.text or word.text.isupper() for word in words):
                continue  # "U.S." and "GOP" are spelled out below.
            span = Span("headline", words[0].start, words[-1].end)
            instead = _other(sheet, nearest, kind, whole)
            yield Absence(
                span,
                kind,
                nearest,
                instead,
                {
                    "always": 1.0,
                    f"is {kind}": 1.0,
                    "two words": float(last - first > 1),
                    "two words of a person": float(last - first > 1 and kind == "person"),
                    "proper": float(all(word.pos in ("PROPN", "NUM") for word in words)),
                    "capitals": float(capitals > 0.7),
                    "another there": float(instead is not None),
                    "doubt": held.doubt,
                    "only one": float(last - first == 1 and kind == "person"),
                },
            )


def _stems(sheet: Sheet) -> frozenset[str]:
    """The beginnings of the words below the headline."""
    texts = [*sheet.reading.paragraphs, sheet.reading.part("caption")]
    words = {plain(word) for text in texts for word in WORD.findall(text)}
    found = set(words)
    for word in words:
        # A word's first letters, and the word without its last one or two, but no fewer than those.
        if len(word) > STEM:
            found.update((word[:STEM], word[: max(STEM, len(word) - 2)], word[:-1]))
    return frozenset(found)


def _is_said(word: Word, said: frozenset[str]) -> bool:
    key = plain(word.text)
    return key in said or (len(key) > STEM and key[: max(STEM, len(key) - 2)] in said)


def _entities(line: Line) -> Iterator[tuple[int, int]]:
    """The names and figures of a sentence, as ranges of its words."""
    first = 0
    while first < len(line.words):
        kind = line.words[first].entity
        last = first + 1
        while last < len(line.words) and line.words[last].entity == kind and not line.words[last].opens:
            last += 1
        start, end = first, last
        while start < end and line.words[start].pos not in ("PROPN", "NUM", "ADJ"):
            start += 1
        while end > start and line.words[end - 1].pos not in ("PROPN", "NUM", "ADJ"):
            end -= 1
        if kind in KINDS and start < end:
            yield start, end
        first = last


def _other(sheet: Sheet, line: Line | None, kind: str, above: set[str]) -> Span | None:
    """The first name or figure of a kind in a sentence that the headline does not have."""
    if line is None:
        return None
    spans = [
        mention
        for member in sheet.reading.cast
        if member.kind == kind
        for mention in member.mentions
        if mention.at == line.at and line.start <= mention.start < line.end
    ]
    for first, last in _entities(line):
        if KINDS[line.words[first].entity] == kind:
            spans.append(Span(line.at, line.words[first].start, line.words[last - 1].end))
    named = (span for span in spans if not set(plain_words(sheet.reading.text_at(span))) & (above | PRONOUNS))
    return min(named, key=lambda span: span.start, default=None)


@dataclass(frozen=True, slots=True)
class Turn:
    """A deed of the headline that the text denies, or only holds possible."""

    above: Deed
    below: Deed
    confidence: float
    denied: bool


def turns(sheet: Sheet) -> Iterator[Turn]:
    """Deeds that the headline tells otherwise than the text: all that the text says of one is against it."""
    by_verb: dict[str, list[Deed]] = defaultdict(list)
    for deed in deeds(sheet):
        by_verb[deed.verb].append(deed)
    for known in by_verb.values():
        for deed in known[:SEATS]:
            if deed.line.at != "headline" or deed.line.words[-1].text == "?":
                continue
            same = [
                (sure, other)
                for other in known[:SEATS]
                if isinstance(other.line.at, int) and not other.is_believed and (sure := _sure(sheet, deed, other))
            ]
            if not same:
                continue
            sure, other = max(same, key=lambda each: each[0])
            if all(each.denied != deed.denied for _, each in same):
                if other.possible == deed.possible and other.coming == deed.coming:
                    yield Turn(deed, other, DENIED[sure], denied=True)
            elif not deed.possible and not deed.coming and all(each.possible for _, each in same):
                yield Turn(deed, other, HEDGED[sure], denied=False)


def _sure(sheet: Sheet, deed: Deed, other: Deed) -> float:
    sure = one_deed(deed, other)
    if sure == 0.0 or (sure < 1.0 and deed.verb in VAGUE):
        return 0.0
    told = weights(sheet)
    mine = deed.line.about
    share = sum(told[key] for key in mine & other.line.about) / (sum(told[key] for key in mine) or 1.0)
    return sure if sure == 1.0 or share >= ALIKE else 0.0


def _within(sheet: Sheet) -> Iterator[Finding]:
    for each in absences(sheet):
        confidence = logistic(sum(ABSENCES.get(claim, 0.0) * value for claim, value in each.claims.items()))
        if confidence < LEAST:
            continue
        told = f"The headline names {clipped(sheet.reading.text_at(each.span))}, which the text never does"
        passages = [sheet.passage(each.span)]
        if each.instead is not None and each.nearest is not None:
            told += f"; {in_words(each.nearest.at)} names {clipped(sheet.reading.text_at(each.instead))}"
            passages.append(sheet.passage(each.nearest.span))
        yield CHECK.finding("NB703", confidence, f"{told}.", passages)
    for lost in lost_hedges(sheet):
        told = (
            f"The headline says {clipped(sheet.reading.text_at(lost.above))} for sure; "
            f"{in_words(lost.below.at)} has {clipped(lost.doubt)}."
        )
        passages = [sheet.passage(lost.above), sheet.passage(lost.below.span)]
        yield CHECK.finding("NB704", lost.confidence, told, passages, at_most="warning")
    for turn in turns(sheet):
        above, below = (clipped(sheet.reading.text_at(each.span)) for each in (turn.above, turn.below))
        passages = [sheet.passage(turn.above.span), sheet.passage(turn.below.line.span)]
        if turn.denied:
            told = f"The headline says {above}; {in_words(turn.below.line.at)} says {below}."
            yield CHECK.finding("NB701", turn.confidence, told, passages, at_most="warning")
        else:
            told = f"The headline says {above} as done; {in_words(turn.below.line.at)} holds it possible: {below}."
            yield CHECK.finding("NB702", turn.confidence, told, passages, at_most="note")


CHECK = Check(
    name="headline",
    codes={
        "NB701": "The headline says what the text denies, or denies what the text says.",
        "NB702": "The headline tells as done what the text holds possible.",
        "NB703": "The headline names somebody or something that the text never does.",
        "NB704": "The headline leaves out a doubt that the text keeps: tried on animals, only accused, only possible.",
    },
    within=_within,
)
