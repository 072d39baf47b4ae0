"""One name is spelled two ways.

Names of one article are compared letter by letter: two that differ in a letter, or in two that changed places, and
otherwise stand in each other's company, are one name spelled twice. Distance: Damerau 1964, found by the words that are
left when a letter is taken out (Garbe's SymSpell), so that no name is compared with every other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from newsbox.checking.functions import NOUNS
from newsbox.checking.shape import Check, Line, Sheet
from newsbox.texts import unaccented
from newsbox.types import Finding, Passage, Span, Word

SHORTEST = 5
"""Letters of a name that is compared: shorter ones are alike by chance."""
BEGIN, END = 3, 2
"""Letters at a name's beginning and end that are right where two inside are too many or too few."""
TWO_LETTERS = 0.6
"""How sure that is."""
MOST_PLACES = 4
PARTICLES = frozenset("de da di do du del von van al el bin ben ibn la le der den dos ter ten af of the".split())
KIN = (("o", "a"), ("us", "a"), ("", "a"), ("", "e"), ("e", "a"), ("y", "ie"), ("el", "elle"), ("i", "a"), ("s", "se"))
"""Ends that tell a man's name from a woman's, or a name from its short form: brothers and sisters, not slips."""
GRAMMAR = ("s", "n", "an", "ian", "i", "ese", "ish", "es", "er", "ers", "e", "y", "ns", "ic")
"""What is put to a name when it is inflected, or means the people of a place."""

ORDINARY = frozenset(
    "march april texas texan latin latino latina german germany germans center centre states state status statue roman".split()
)
"""Words with capitals that are near other names by chance."""
TITLES = frozenset(
    "mr mrs ms miss dr sir dame lord lady judge justice president chancellor minister premier senator representative congressman "
    "congresswoman governor mayor general colonel captain major sergeant officer professor king queen prince princess pope bishop "
    "archbishop cardinal father sister brother secretary chief director chairman chairwoman coach councillor".split()
)


@dataclass(slots=True)
class Spelling:
    """A name as it is spelled, and where."""

    text: str
    places: list[Span] = field(default_factory=list)
    before: set[str] = field(default_factory=set)
    """Names that stand right before it: its first names."""
    after: set[str] = field(default_factory=set)
    people: int = 0
    """How many of its places the model takes for a person's."""


def spellings(lines: Sequence[Line]) -> dict[str, Spelling]:
    """The words of an article that are names, by how they are spelled."""
    found: dict[str, Spelling] = {}
    for line in lines:
        for place, word in enumerate(line.words):
            text = word.text.removesuffix("’s").removesuffix("'s").strip("-–")
            if not _is_name(word) or len(text) < SHORTEST or text.casefold() in ORDINARY:
                continue
            each = found.setdefault(text, Spelling(text))
            each.places.append(Span(line.at, word.start, word.start + len(text)))
            each.people += word.entity == "PERSON"
            if name := _neighbour(line.words, place, -1):
                each.before.add(name)
            if name := _neighbour(line.words, place, 1):
                each.after.add(name)
    return found


def _is_name(word: Word) -> bool:
    return (
        word.pos == "PROPN" and word.text[:1].isupper() and not word.text.isupper() and any(map(str.isalpha, word.text))
    )


def _neighbour(words: Sequence[Word], place: int, step: int) -> str | None:
    """The name right beside a name, small words of names passed over."""
    there = place + step
    while 0 <= there < len(words) and (words[there].text.casefold() in PARTICLES or words[there].text == "-"):
        there += step
    if 0 <= there < len(words) and _is_name(words[there]) and not is_title(words[there].text):
        return words[there].text
    return None


def is_title(text: str) -> bool:
    """Whether a word before a name is a title, an initial or a shortened word: no first name."""
    return len(text) < 2 or text.endswith(".") or text.casefold() in TITLES or text.casefold() in NOUNS


def alike(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of names that differ in one letter, in two neighbours that changed places, or in accents and hyphens alone."""
    by_rest: dict[str, list[str]] = defaultdict(list)
    for name in names:
        low = unaccented(name)
        for rest in {low, *(low[:cut] + low[cut + 1 :] for cut in range(len(low)))}:
            by_rest[rest].append(name)
    seen: set[tuple[str, str]] = set()
    for bucket in by_rest.values():
        for one, other in combinations(sorted(bucket), 2):
            if (one, other) not in seen and one != other:
                seen.add((one, other))
                if distance(unaccented(one), unaccented(other)) <= 1:
                    yield one, other


def distance(one: str, other: str) -> int:
    """How many letters were put in, left out, changed, or swapped with a neighbour; 2 stands for more than one."""
    if one == other:
        return 0
    if abs(len(one) - len(other)) > 1:
        return 2
    start = next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    left, right = one[start:], other[start:]
    if len(left) == len(right):
        swapped = left[:2] == right[:2][::-1] and left[2:] == right[2:]
        return 1 if left[1:] == right[1:] or swapped else 2
    longer, shorter = (left, right) if len(left) > len(right) else (right, left)
    return 1 if longer[1:] == shorter else 2


def near(names: Iterable[Spelling]) -> Iterator[tuple[Spelling, Spelling]]:
    """Bare names, once each, that differ in two letters inside from an introduced person's: the rare one first.

    Compared are only names that begin and end alike, so that no name is compared with every other.
    """
    by_ends: dict[tuple[str, str], list[Spelling]] = defaultdict(list)
    for each in names:
        low = unaccented(each.text)
        if len(low) >= SHORTEST:
            by_ends[low[:BEGIN], low[-END:]].append(each)
    for bucket in by_ends.values():
        for rare in (each for each in bucket if len(each.places) == 1 and not each.before and not each.after):
            for common in bucket:
                low, other = unaccented(rare.text), unaccented(common.text)
                is_person = common.before and common.people
                if (
                    rare is not common
                    and is_person
                    and distance(low, other) > 1
                    and abs(len(low) - len(other)) in (1, 2)
                ):
                    short, long = sorted((low, other), key=len)
                    if any(
                        long[:cut] + long[cut + len(long) - len(short) :] == short for cut in range(BEGIN, len(long))
                    ):
                        yield rare, common


def is_grammar(one: str, other: str) -> bool:
    """Whether two names are one in two forms: Iran and Iraq are not, Cuba and Cuban, a family and its plural are."""
    short, long = sorted((unaccented(one), unaccented(other)), key=len)
    return (long.startswith(short) and long[len(short) :] in GRAMMAR) or (
        short.endswith("y") and long == short[:-1] + "ies"
    )


def is_kin(one: str, other: str) -> bool:
    """Whether two first names are a brother's and a sister's, or a name and its short form."""
    left, right = unaccented(one), unaccented(other)
    return any(
        left.endswith(a) and right.endswith(b) and left[: len(left) - len(a)] == right[: len(right) - len(b)]
        for pair in KIN
        for a, b in (pair, pair[::-1])
    )


def within(sheet: Sheet) -> Iterator[Finding]:
    """Names that are spelled two ways in an article."""
    lines = [line for line in sheet.lines if line.at != "headline" or not _is_title_case(line)]
    found = spellings(lines)
    for rare, common in near(found.values()):
        if not is_grammar(rare.text, common.text):
            yield _finding(sheet, TWO_LETTERS, rare, common)
    for one, other in alike(found):
        rare, common = sorted((found[one], found[other]), key=lambda each: (len(each.places), bool(each.before)))
        confidence = _confidence(rare, common)
        if confidence:
            yield _finding(sheet, confidence, rare, common)


def _finding(sheet: Sheet, confidence: float, rare: Spelling, common: Spelling) -> Finding:
    spans = (*rare.places[:MOST_PLACES], *common.places[:MOST_PLACES])
    told = f"One name seems to be spelled two ways: {rare.text} and {common.text}."
    return CHECK.finding("NB501", confidence, told, [sheet.passage(span) for span in spans])


def _is_title_case(line: Line) -> bool:
    """Whether a headline writes most words with a capital, so that capitals tell no names."""
    letters = [word.text for word in line.words if word.text[:1].isalpha() and len(word.text) > 3]
    return bool(letters) and sum(text[:1].isupper() for text in letters) > 0.7 * len(letters)


def _confidence(rare: Spelling, common: Spelling) -> float:
    """How likely two spellings are meant to be one name; 0.0 where they surely are two."""
    if is_grammar(rare.text, common.text) or not unaccented(rare.text).isascii():
        # What ends words in Russian or Greek we do not know.
        return 0.0
    one, other = unaccented(rare.text), unaccented(common.text)
    firsts = {unaccented(each) for each in rare.before}, {unaccented(each) for each in common.before}
    lasts = {unaccented(each) for each in rare.after}, {unaccented(each) for each in common.after}
    person = rare.people and common.people
    if one == other:
        # Accents and hyphens: one name surely, and hardly an error.
        return 0.2
    if lasts[0] and not lasts[1]:
        # Before another name it is a first name, and the other is none.
        return 0.05
    if firsts[0] & firsts[1]:
        return 0.9 if person else 0.6
    if lasts[0] & lasts[1] and not is_kin(rare.text, common.text):
        return 0.75 if person else 0.45
    if len(rare.places) > 1 or one[0] != other[0] or (firsts[0] and firsts[1]):
        return 0.05
    if not firsts[0] and firsts[1]:
        # A family name that nobody has, and one letter away somebody who was introduced.
        if len(common.places) > 1:
            return 0.7 if person else 0.4
        return 0.6 if person else 0.2
    if len(common.places) > 2:
        return 0.5 if person and len(common.places) > 3 else 0.3
    return 0.1


def across(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Persons whose names the reports of a story spell differently: often two ways to write it in our letters, so a note."""
    where: dict[str, dict[str, Passage]] = defaultdict(dict)
    for sheet in sheets:
        for member in sheet.reading.cast:
            first, _, last = member.name.rpartition(" ")
            if member.kind != "place" and first and len(last) >= SHORTEST and member.mentions:
                where[unaccented(first)].setdefault(last, sheet.passage(member.mentions[0]))
    for lasts in where.values():
        for one, other in alike(lasts):
            passages = sorted((lasts[one], lasts[other]), key=lambda each: each.reading)
            if passages[0].reading != passages[1].reading and not is_grammar(one, other):
                yield CHECK.finding(
                    "NB502", 0.3, f"Reports spell one name differently: {one} and {other}.", passages, at_most="note"
                )


CHECK = Check(
    name="names",
    codes={
        "NB501": "One name seems to be spelled two ways.",
        "NB502": "Reports of one story spell a name differently.",
    },
    within=within,
    across=across,
)
