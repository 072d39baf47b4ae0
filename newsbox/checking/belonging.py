"""What is somebody or some post said to belong to: two countries, or a body that the article has nothing of?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from newsbox.checking.functions import NOUNS, functions
from newsbox.checking.lands import are_nested, country_of
from newsbox.checking.nations import SHORTEST, Land, lands
from newsbox.checking.people import Mention, parties
from newsbox.checking.shape import Line, Sheet
from newsbox.types import Span

BETWEEN = 3
"""Words of a title between a country and a name."""
ENDINGS = ("ers", "er", "ians", "ian", "ans", "an", "ese", "ish", "ns", "n", "is", "i", "ic")
"""Of words for a people."""
ADJECTIVES = ("ian", "an", "ese", "ish", "i", "ic")
"""Ends of words for what is a country's."""
OFFICES = NOUNS | frozenset(
    "player captain skipper counterpart colleague envoy diplomat ambassador rider writer novelist director singer actor actress swimmer runner".split()
)
"""Words for what somebody is, before which a country stands."""
MIGRANT = frozenset(
    "born origin descent native based naturalised naturalized exile emigrated immigrant dual citizen citizenship trained educated signed plays".split()
)
"""Words by which somebody may be of two countries."""
PLAIN_POSTS = frozenset(
    "governor director chairman chairwoman president mayor captain rector principal headmaster headteacher commissioner curator dean abbot bishop commander editor treasurer".split()
)
"""Posts that are called by their bare noun once the article has said whose they are."""
SAME_AGE, TWO_LANDS, UNKNOWN = 0.75, 0.65, 0.65
"""How sure: one age with two countries, one name with two, a post of something that is nowhere else."""


@dataclass(frozen=True, slots=True)
class Misplaced:
    """Words that give somebody or some post to another than the rest does."""

    confidence: float
    wrong: Span
    against: Span


def misplaced(sheet: Sheet) -> Iterator[Misplaced]:
    """Who and what belongs to two."""
    yield from _ages(sheet)
    yield from _lands_of_people(sheet)
    yield from _posts(sheet)
    yield from _called(sheet)
    yield from _in_office(sheet)


def _stem(word: str) -> str | None:
    """What words for a country and for its people have in common, lower case; a known country's name; None for other words."""
    plain = word.casefold().removesuffix("’s").removesuffix("'s")
    if known := country_of(plain):
        return known.casefold()
    for ending in ENDINGS:
        stem = plain.removesuffix(ending)
        if stem != plain and len(stem) >= SHORTEST:
            return stem.rstrip("aeiouy")
    return None


def _ages(sheet: Sheet) -> Iterator[Misplaced]:
    """The 28-year-old Veldmarker, and the 28-year-old Karsovian."""
    told: dict[str, dict[str, list[Span]]] = defaultdict(dict)
    for line in sheet.lines:
        words = line.words
        for place in (
            range(len(words) - 1) if any(word.endswith("-old") or word == "old" for word in line.small) else ()
        ):
            age, behind = _age_at(line, place)
            if age is None or behind >= len(words):
                continue
            word = words[behind]
            stem = _stem(word.text) if word.text[:1].isupper() else None
            if stem is not None:
                span = Span(line.at, words[place].start, word.end)
                told[age].setdefault(stem, []).append(span)
    members = sum(sheet.reading.text_at(line.span).count(f", {age}") for age in told for line in sheet.lines)
    for of_age in told.values():
        if len(of_age) == 2 and members < 2:
            (first, *_), (second, *_) = of_age.values()
            if not are_nested(*of_age) and first.at != second.at:
                yield Misplaced(SAME_AGE, second, first)


def _age_at(line: Line, place: int) -> tuple[str | None, int]:
    """An age as "28-year-old" that begins at a word, and where the words behind it begin."""
    words = line.words
    if words[place].text.isalnum() and "".join(line.small[place : place + 5]).endswith("-year-old"):
        return words[place].text, place + 5
    if line.small[place].endswith("-year-old"):
        return words[place].text.partition("-")[0], place + 1
    return None, place


def _lands_of_people(sheet: Sheet) -> Iterator[Misplaced]:
    """Veldmark's Oriel Hask, and the Karsovian Hask."""
    where = {
        (mention.line.number, mention.end - 1): (land, mention)
        for land in lands(sheet)
        for mention in (*land.called, *land.named)
    }
    for party in parties(sheet, "person"):
        near = ((_land_of(mention, where), mention.line) for mention in party.mentions)
        found: list[tuple[Land, Span, Line]] = [(*told, line) for told, line in near if told is not None]
        for land, span, line in found[1:]:
            first, against, first_line = found[0]
            is_migrant = any(word.text.casefold() in MIGRANT for each in (*party.mentions,) for word in each.line.words)
            if (
                land is not first
                and line.number != first_line.number
                and not is_migrant
                and not are_nested(land.name, first.name)
            ):
                yield Misplaced(TWO_LANDS, span, against)
                break


def _land_of(mention: Mention, where: dict[tuple[int, int], tuple[Land, Mention]]) -> tuple[Land, Span] | None:
    """The country that stands right at a name: before it, or behind an "of"."""
    words, number = mention.line.words, mention.line.number
    before = mention.first - 1
    while (
        before >= 0
        and mention.first - before <= BETWEEN
        and (words[before].tag == "POS" or words[before].pos == "NOUN")
    ):
        before -= 1
    is_near = before >= 0 and (number, before) in where and mention.first - before <= BETWEEN
    if is_near:
        land, called = where[number, before]
        between = words[before + 1 : mention.first]
        is_owner = bool(between) and between[0].tag == "POS"
        if (called in land.called and all(word.pos == "NOUN" for word in between)) or (is_owner and len(between) == 1):
            return land, Span(mention.at, words[called.first].start, words[mention.end - 1].end)
    if mention.end + 1 < len(words) and words[mention.end].text == "of":
        for end in (mention.end + 1, mention.end + 2):
            if (number, end) in where and where[number, end][1].first <= mention.end + 2:
                land, named = where[number, end]
                if named in land.named:
                    return land, Span(mention.at, words[mention.first].start, words[end].end)
    return None


def _in_office(sheet: Sheet) -> Iterator[Misplaced]:
    """The Veldish minister Oriel Hask, and the Karsovian minister Hask: each country is one the article speaks of elsewhere."""
    told: dict[str, dict[str, Span]] = defaultdict(dict)
    for each in functions(sheet):
        words = [word for word in each.line.words if each.span.start <= word.start < each.span.end]
        front = next((word for word in words if word.text.casefold() != "the"), None)
        if (
            front is None
            or each.head not in OFFICES
            or not front.text[:1].isupper()
            or front.text.casefold() not in each.beside
            or front.pos not in ("ADJ", "PROPN")
        ):
            continue
        stem = _stem(front.text)
        if stem is not None and front.text.casefold().endswith(ADJECTIVES):
            told[each.party.name].setdefault(stem, each.span)
    for of_person in told.values():
        if len(of_person) == 2:
            (one, first), (other, second) = of_person.items()
            if not are_nested(one, other) and first.at != second.at:
                yield Misplaced(TWO_LANDS, second, first)


def _called(sheet: Sheet) -> Iterator[Misplaced]:
    """The Veldmark grid operator Halvar, and the Karsovian grid operator Halvar: the same words between country and name."""
    found: dict[tuple[str, str], dict[str, Span]] = defaultdict(dict)
    for line in sheet.lines:
        words = line.words
        for place in range(len(words) - 2):
            land = words[place]
            if (
                place == 0
                or land.pos not in ("ADJ", "PROPN")
                or not land.text[:1].isupper()
                or _stem(land.text) is None
            ):
                continue
            stop = place + 1
            while (
                stop < min(len(words), place + 1 + BETWEEN)
                and words[stop].pos in ("NOUN", "ADJ")
                and words[stop].text.islower()
            ):
                stop += 1
            if (
                stop == place + 1
                or stop >= len(words)
                or words[stop].pos != "PROPN"
                or not words[stop].text[:1].isupper()
            ):
                continue
            end = stop
            while end < len(words) and words[end].pos == "PROPN":
                end += 1
            plain = " ".join(word.text for word in words[place + 1 : stop])
            name = " ".join(word.text for word in words[stop:end])
            found[plain, name].setdefault(land.text, Span(line.at, words[place].start, words[end - 1].end))
    for of_name in found.values():
        if len(of_name) == 2:
            (one, first), (other, second) = of_name.items()
            if _stem(one) != _stem(other) and first.at != second.at:
                yield Misplaced(SAME_AGE, second, first)


def _posts(sheet: Sheet) -> Iterator[Misplaced]:
    """The governor of the province, where the article's only governor is the bank's, and no province is named elsewhere."""
    found = [
        (line, place)
        for line in sheet.lines
        for place, head in enumerate(line.small[:-3])
        if head in PLAIN_POSTS and place and line.small[place - 1] == "the"
        if line.small[place + 1 : place + 3] == ("of", "the")
    ]
    if not found:
        return
    held = defaultdict(list)
    for each in functions(sheet):
        held[each.head].append(each)
    counts: dict[str, int] = defaultdict(int)
    for line in sheet.lines:
        for lemma in line.lemmas:
            counts[lemma] += 1
    taken = {
        (mention.line.number, place)
        for party in parties(sheet, "person")
        for mention in party.mentions
        for place in range(mention.first - 2, mention.end + 2)
    }
    for line, place in found:
        words, head = line.words, line.small[place]
        owner = words[place + 3]
        is_bare = owner.pos == "NOUN" and owner.tag == "NN" and owner.text.islower()
        is_over = place + 4 >= len(words) or (
            words[place + 4].pos not in ("NOUN", "PROPN") and words[place + 4].text not in ("of", ",")
        )
        people = {each.party.name for each in held[head]}
        if (
            not (is_bare and is_over)
            or counts[owner.lemma.casefold()] > 1
            or len(people) != 1
            or (line.number, place + 3) in taken
        ):
            continue
        if words[place].dep not in ("nsubj", "nsubjpass", "poss") or any(
            owner.lemma.casefold() in each.beside or each.kind for each in held[head]
        ):
            continue
        first = held[head][0]
        if first.line.number < line.number:
            yield Misplaced(UNKNOWN, Span(line.at, words[place - 1].start, owner.end), first.span)
