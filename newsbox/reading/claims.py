"""What can be checked in an article: figures, dates, places and outcomes, each with its words and whose they are.

English is read with a parser. Elsewhere figures and dates are read by the ways each language writes numbers, units and days.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Literal

from newsbox.reading import when
from newsbox.reading.counted import counted
from newsbox.reading.figures import figures
from newsbox.reading.language import LONGEST_BLOCK, LONGEST_TEXT, Block
from newsbox.reading.outcomes import outcomes
from newsbox.reading.units import counts_people
from newsbox.types import Article, Attribution, Claim, Place, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NEAR = 8
"""Contents of attributions before a claim that are looked at: they may stand inside each other."""
# Before a place where something happens.
AT_PLACE = frozenset("in at near off outside across throughout inside around".split())
# What an event is called: "the fire in Port Aldra" tells where as well as "burned in Port Aldra".
EVENTS = frozenset(
    """fire blaze election vote protest attack explosion blast crash accident quake earthquake flood storm shooting strike meeting summit talk trial war battle match final game ceremony
    conference rally demonstration outbreak fighting bombing collision derailment fire coup referendum funeral concert festival murder death killing raid riot offensive conflict clash
    court case ruling search inquiry hearing ballot disaster visit speech""".split()
)  # fmt: skip
NO_PLACES = frozenset(
    "PERSON ORG DATE TIME MONEY PERCENT QUANTITY ORDINAL CARDINAL LANGUAGE WORK_OF_ART LAW EVENT PRODUCT".split()
)
PLACES = frozenset(("GPE", "LOC", "FAC"))
# Words that name a place in its own name: Harbour Square, Cape Sorrow.
PLACE_WORDS = frozenset(
    """street square road avenue park station stadium airport harbour harbor port bridge church cathedral hotel hospital school university palace museum hall theatre theater prison court row
    lane bay cape island islands river lake mount mountain mountains valley beach coast city town village county district province region state house market tower centre center""".split()
)  # fmt: skip


def claims_of(article: Article, blocks: Sequence[Block], attributions: Sequence[Attribution]) -> tuple[Claim, ...]:
    """The claims of an article in the order of its text. blocks: as `language.parsed` gives them, none without a parser.

    Values can be compared from article to article: figures are numbers in the units of `units.UNITS` ("2-1" for a score),
    dates ISO 8601 as precise as told, outcomes canonical words ("not convicted").
    """
    voices = _Voices(attributions)
    language = (article.language or "en").partition("-")[0].lower()
    published = when.today_of(article.published)
    found: list[Claim] = []
    if blocks:
        places = _known_places(blocks)
        for block in blocks:
            found += _of_block(block.at, block.text, language, published, block.doc, voices, places)
    else:
        for at, text in _texts(article):
            found += _of_block(at, text, language, published, None, voices)
    if article.dateline and article.dateline.place and (claim := _of_dateline(article)):
        found.append(claim)
    order = {"headline": -2, "summary": -1}
    return tuple(sorted(found, key=lambda claim: (order.get(str(claim.span.at), claim.span.at), claim.span.start)))


def _texts(article: Article) -> Iterator[tuple[Place, str]]:
    if article.headline:
        yield "headline", article.headline[:LONGEST_BLOCK]
    if article.standfirst:
        yield "summary", article.standfirst[:LONGEST_BLOCK]
    left = LONGEST_TEXT
    for place, paragraph in enumerate(article.paragraphs):
        if left <= 0:
            break
        yield place, paragraph[:LONGEST_BLOCK]
        left -= len(paragraph)


class _Voices:
    """Whose words stand where."""

    def __init__(self, attributions: Sequence[Attribution]) -> None:
        self.contents: dict[Place, list[tuple[int, int, str]]] = defaultdict(list)
        for attribution in attributions:
            if attribution.speaker:
                name = attribution.speaker.name or attribution.speaker.text
                for content in attribution.content:
                    self.contents[content.span.at].append((content.span.start, content.span.end, name))
        self.starts: dict[Place, list[int]] = {}
        for at, spans in self.contents.items():
            spans.sort()
            self.starts[at] = [start for start, _, _ in spans]

    def of(self, at: Place, start: int, end: int) -> str | None:
        """The speaker of the innermost content in which [start, end) stands."""
        spans = self.contents.get(at)
        if not spans:
            return None
        last = bisect_right(self.starts[at], start)
        inside = [each for each in spans[max(0, last - NEAR) : last] if each[1] >= end]
        return min(inside, key=lambda each: each[1] - each[0])[2] if inside else None


def _of_block(
    at: Place,
    text: str,
    language: str,
    published: date | None,
    doc: Doc | None,
    voices: _Voices,
    places: frozenset[str] = frozenset(),
) -> Iterator[Claim]:
    days = when.days(text, language, published, doc)
    masked = [*when.skipped(text), *((day.start, day.end) for day in days)]
    for day in days:
        if day.value is not None:
            yield _claim("date", at, text, day.start, day.end, day.value, voices)
    is_parsed = doc is not None and language == "en"
    for figure in counted(text, doc, masked) if doc is not None and is_parsed else figures(text, language, masked):
        yield _claim("figure", at, text, figure.start, figure.end, figure.value, voices, unit=figure.unit, of=figure.of)
    if doc is None or not is_parsed:
        return
    for outcome in outcomes(text, doc):
        yield _claim("outcome", at, text, outcome.start, outcome.end, outcome.value, voices, of=outcome.of)
    for start, end, of in _places(doc, places):
        yield _claim("place", at, text, start, end, text[start:end], voices, of=of)


def _claim(
    kind: Literal["figure", "date", "place", "outcome"],
    at: Place,
    text: str,
    start: int,
    end: int,
    value: float | str,
    voices: _Voices,
    *,
    unit: str | None = None,
    of: str | None = None,
) -> Claim:
    return Claim(kind, text[start:end], Span(at, start, end), value, unit, of, voices.of(at, start, end))


def _of_dateline(article: Article) -> Claim | None:
    """The place of the dateline, where its words still stand in the text."""
    place = article.dateline.place if article.dateline else None
    if not place or not article.paragraphs:
        return None
    start = article.paragraphs[0][: len(place) + 20].casefold().find(place.casefold())
    if start < 0 or len(article.paragraphs[0][start : start + len(place)]) != len(place):
        return None
    end = start + len(place)
    return Claim("place", article.paragraphs[0][start:end], Span(0, start, end), place)


def _known_places(blocks: Sequence[Block]) -> frozenset[str]:
    """The names that the model mostly takes for places, over the whole article: it is often wrong in one sentence."""
    votes: Counter[str] = Counter()
    for block in blocks:
        for entity in block.doc.ents:
            votes[re.sub(r"^the\s|['’]s?$", "", entity.text)] += 1 if entity.label_ in PLACES else -1
    return frozenset(name for name, count in votes.items() if count > 0)


def _places(doc: Doc, known: frozenset[str]) -> Iterator[tuple[int, int, str | None]]:
    """Where something happens: "in Port Aldra", hung on a verb or on an event; and what happens there."""
    for token in doc:
        if token.dep_ in ("compound", "poss") and token.pos_ == "PROPN" and token.head.lemma_.lower() in EVENTS:
            # "The Veldmark election"
            first, last = _whole(token)
            if doc[first.i : last.i + 1].text in known:
                yield first.idx, last.idx + len(last), token.head.text
            continue
        if token.dep_ != "prep" or token.lower_ not in AT_PLACE or (token.i and token.nbor(-1).text == "-"):
            continue
        governor = token.head
        noun = next((child for child in islice(token.rights, 4) if child.dep_ == "pobj"), None)
        if noun is None or not (
            governor.pos_ in ("VERB", "AUX")
            or governor.lemma_.lower() in EVENTS
            # "Killed three people in Port Aldra": the people, and what happened to them.
            or (counts_people(governor.lemma_) and governor.dep_ in ("dobj", "nsubjpass"))
        ):
            continue
        if (found := _place_of(noun, known)) is not None:
            first, last = found
            yield first.idx, last.idx + len(last), governor.lemma_ if governor.pos_ == "VERB" else governor.text


def _place_of(noun: Token, known: frozenset[str]) -> tuple[Token, Token] | None:
    if noun.pos_ != "PROPN":
        # "the harbour of Port Aldra", "the capital of Ilmara"
        of = next((child for child in islice(noun.rights, 4) if child.dep_ == "prep" and child.lower_ == "of"), None)
        before = noun.nbor(-1) if noun.i else None
        if before is not None and before.pos_ == "PROPN" and before.head is noun and noun.lemma_.lower() in PLACE_WORDS:
            return before, noun
        inner = (
            next((child for child in islice(of.rights, 3) if child.dep_ == "pobj"), None) if of is not None else None
        )
        if (
            inner is not None
            and inner.pos_ == "PROPN"
            and noun.lemma_.lower() in PLACE_WORDS | {"capital", "centre", "north", "south", "east", "west"}
        ):
            return _place_of(inner, known)
        return None
    if not noun.text[0].isupper() or noun.lower_ in when.WEEKDAYS or re.fullmatch(when.EN_MONTHS, noun.lower_):
        return None
    first, last = _whole(noun)
    if noun.doc[first.i : last.i + 1].text in known:
        return first, last
    if noun.lower_ in PLACE_WORDS:
        return (first, last) if first.i < last.i else None
    if noun.ent_type_ == "NORP" and noun.tag_ == "NNPS":
        return None  # "In front of the Karsovians."
    return None if noun.ent_type_ in NO_PLACES else (first, last)


def _whole(noun: Token) -> tuple[Token, Token]:
    """The first and the last word of a name: the capitals around one of its words."""
    doc, first, last = noun.doc, noun, noun
    while first.i and first.nbor(-1).pos_ == "PROPN" and first.nbor(-1).text[0].isupper() and noun.i - first.i < 6:
        if first.nbor(-1).head.i < first.i - 1:
            break
        first = first.nbor(-1)
    while last.i + 1 < len(doc) and last.nbor(1).pos_ == "PROPN" and last.nbor(1).dep_ in ("flat", "compound"):
        if not last.nbor(1).text[0].isupper() or last.i - noun.i > 5:
            break
        last = last.nbor(1)
    return first, last
