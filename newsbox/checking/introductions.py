"""Who is introduced to the reader twice, each time as somebody else, and which title is given to two?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsbox.checking.functions import NOUNS, PARTICLES, PEOPLE_ONCE, Function, functions
from newsbox.checking.people import HONORIFICS, Mention, Party, may_be_person, parties
from newsbox.checking.shape import Sheet
from newsbox.types import Span, Word

ENDINGS = tuple(
    """er or ist ian man woman person ess eur ent ant ic mother father son daughter wife husband widow brother sister uncle aunt
    child friend neighbour neighbor chief head boss coach captain guide host judge magistrate clerk nurse vicar priest aide envoy pilot cook
    chef guard vet mayor secretary executive attorney deputy king queen prince princess bishop general colonel sergeant
    partner lawyer professor cleric champion poet veteran star runner-up suspect victim convener official author""".split()
)
"""How words for what people are end, in English."""
THINGS = frozenset(
    """day number order water paper letter river summer winter power matter centre center chapter quarter corner other former
    moment government department statement event student agreement version decision woman man member people person child
    latter never ever after under over weather dinner""".split()
)
"""Words with such an ending that are no function, or one that anybody has beside another."""
STYLES = HONORIFICS | frozenset(
    "the reverend count baroness baron captain professor doctor councillor cllr inspector".split()
)
"""What may stand between what somebody is and the name."""
SAME = frozenset("chief senior former new first second third local young old own lead head main".split())
"""Words that two things somebody is may share."""
MOST = 2
"""Full names of one person beyond which an article simply likes to give the name in full."""
SURE, LIKELY = 0.88, 0.68
"""Confidence where both introductions say what somebody is, and where one tells something else: "who lives in Skarn"."""

HELD_BY_ONE = frozenset(("mayor", "governor"))
"""What there is one of at a time, where no place is told."""
WITH_FIELD = frozenset(
    """minister secretary commissioner leader director manager chief head executive chairman chairwoman chair boss officer convener
    administrator superintendent chancellor""".split()
)
"""What there is one of where the words before it say of what."""
NO_FIELD = frozenset(
    """senior junior deputy assistant associate vice party team local executive managing campaign new veteran young military
    rebel gang industry business community church group ex fellow political religious""".split()
)
"""Words before such a head that many may have: "party leaders"."""
OF_EACH_LAND = frozenset("foreign prime external defence defense".split())
"""Fields of ministers who seldom come alone: without a country they may be of two."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """A full name with what a stranger needs to be told."""

    mention: Mention
    heads: frozenset[str]
    """What somebody is, in a word: "leader"; empty where only an age or a "who ..." stands there."""
    words: frozenset[str]
    """All words of it."""
    span: Span


@dataclass(frozen=True, slots=True)
class Double:
    """Two introductions of one person, in reading order."""

    party: Party
    first: Introduction
    second: Introduction
    confidence: float


def doubles(sheet: Sheet) -> Iterator[Double]:
    """Everybody who is introduced twice, and not as the same: somebody else's name was meant in one of the places.

    An article gives a full name with a function once, and goes on with the surname.
    """
    known: dict[tuple[int, int], list[tuple[str, frozenset[str], Span]]] = {}
    for each in functions(sheet):
        place = (each.line.number, each.mention.first)
        known.setdefault(place, []).append((each.head, each.beside, each.span))
    bodies = (each for each in parties(sheet, "organisation") if may_be_person(each))
    for party in (*parties(sheet, "person"), *bodies):
        full = [each for each in party.mentions if each.is_full and isinstance(each.at, int)]
        if len(full) != MOST or full[0].line.number == full[1].line.number:
            continue
        told = [_introduction(each, known.get((each.line.number, each.first), [])) for each in full]
        first, second = told
        if first is None or second is None or _are_alike(first, second):
            continue
        if first.heads and second.heads:
            yield Double(party, first, second, SURE)
        elif first.heads or second.heads:
            yield Double(party, first, second, LIKELY)


def _are_alike(one: Introduction, other: Introduction) -> bool:
    """Whether two introductions have a word in common that tells something."""
    shared = ((one.words & other.words) - SAME - PARTICLES) | (one.heads & other.heads)
    return bool(shared) or bool((one.words | other.words) & PEOPLE_ONCE)


def _introduction(mention: Mention, known: Sequence[tuple[str, frozenset[str], Span]]) -> Introduction | None:
    """What is said of somebody where the full name stands; None where nothing is."""
    words = mention.line.words
    heads: set[str] = set()
    told: set[str] = set()
    start, end = words[mention.first].start, words[mention.end - 1].end
    for head, beside, span in known:
        if is_function(head):
            heads.add(head)
            told |= {head, *beside}
            start, end = min(start, span.start), max(end, span.end)
    for place in (_apposed_before(words, mention), _apposed_behind(words, mention)):
        if place is not None and is_function(words[place].text.casefold()):
            heads.add(words[place].lemma.casefold())
            told.add(words[place].lemma.casefold())
            start, end = min(start, words[place].start), max(end, words[place].end)
    if not heads and not _has_tail(words, mention):
        return None
    around = words[max(0, mention.first - 6) : mention.first] if start < words[mention.first].start else ()
    behind = (word for word in words[mention.end :] if word.start < end)
    told |= {word.text.casefold() for word in (*around, *behind) if word.text.casefold() in PEOPLE_ONCE}
    return Introduction(mention, frozenset(heads), frozenset(told), Span(mention.at, start, end))


def is_function(word: str) -> bool:
    """Whether a word says what somebody is: "leader", "schoolteacher"."""
    return word.isalpha() and word not in THINGS and (word in NOUNS or word.endswith(ENDINGS))


def _apposed_before(words: Sequence[Word], mention: Mention) -> int | None:
    """The noun before a comma and the name: "principal" of "its principal, Oriel Hask"."""
    place = mention.first - 1
    while place > 0 and words[place].text.strip(".").casefold() in STYLES:
        place -= 1
    if place < 1 or words[place].text != ",":
        return None
    is_noun = words[place - 1].pos == "NOUN" and words[place - 1].tag == "NN"
    closes = mention.end >= len(words) or words[mention.end].pos == "PUNCT"
    return place - 1 if is_noun and closes else None


def _apposed_behind(words: Sequence[Word], mention: Mention) -> int | None:
    """The noun behind the name and a comma: "seller" of "Oriel Hask, an ice-cream seller on the sea wall"."""
    place = mention.end
    if place + 2 >= len(words) or words[place].text != ",":
        return None
    if words[place + 1].pos == "NUM" and words[place + 2].text == ",":
        place += 2
    place += 1
    if place >= len(words) or not (words[place].pos == "DET" or words[place].tag == "PRP$"):
        return None
    last = None
    for number in range(place + 1, min(len(words), place + 7)):
        if words[number].pos not in ("NOUN", "ADJ", "PROPN", "NUM") and words[number].tag not in ("HYPH", "VBN", "POS"):
            break
        last = number if words[number].pos == "NOUN" else None
    return last


def _has_tail(words: Sequence[Word], mention: Mention) -> bool:
    """Whether an age or a "who ..." follows a name."""
    if mention.end + 1 >= len(words) or words[mention.end].text != ",":
        return False
    behind = words[mention.end + 1]
    is_age = behind.text.isdigit() and len(behind.text) <= 2
    return behind.text.casefold() in ("who", "whose") or is_age


def rivals(sheet: Sheet) -> Iterator[tuple[Function, Function]]:
    """Two people with full names who have one title, word for word, and no word says that it is of two bodies or countries."""
    held = [each for each in functions(sheet) if each.mention.is_full and isinstance(each.line.at, int)]
    seen: set[tuple[str, frozenset[str]]] = set()
    for number, one in enumerate(held):
        for other in held[number + 1 :]:
            key = (one.head, one.kind)
            if key in seen or one.head != other.head or one.kind != other.kind or one.line is other.line:
                continue
            if one.party is other.party or one.party.surname == other.party.surname:
                continue
            if not (one.head in HELD_BY_ONE or (one.head in WITH_FIELD and one.kind - NO_FIELD)):
                continue
            if _owners(one) != _owners(other) or not (one.is_definite and other.is_definite):
                continue
            if one.kind & OF_EACH_LAND and not _owners(one):
                continue
            seen.add(key)
            yield one, other


def _owners(function: Function) -> frozenset[str]:
    """Whose it is, by the words around the name too: "President Oriel Hask of Skarn"."""
    words = function.line.words
    end = function.mention.end
    behind = {words[end + 1].text.casefold()} if end + 1 < len(words) and words[end].text == "of" else set()
    return function.owners | behind


def usurpers(sheet: Sheet) -> Iterator[tuple[Function, Function]]:
    """Whoever is given another's function, word for word, and has one of his own elsewhere: his, then the other's."""
    held = [each for each in functions(sheet) if isinstance(each.line.at, int) and is_function(each.head)]
    by_person: dict[str, list[Function]] = {}
    for each in held:
        by_person.setdefault(each.party.name, []).append(each)
    for theirs in by_person.values():
        for one in theirs:
            own = [each for each in theirs if each.line is not one.line and not _words(each) & _words(one)]
            if not own or not one.is_definite or not _is_apposed(one):
                continue
            for other in held:
                is_other = other.party is not one.party and other.party.surname != one.party.surname
                if is_other and other.line is not one.line and other.is_definite and _is_one_function(one, other):
                    yield one, other
                    return


def _words(function: Function) -> frozenset[str]:
    """What somebody is and of what, the country behind the name too."""
    return (function.beside | {function.head} | _owners(function)) - PARTICLES - SAME


def _is_apposed(function: Function) -> bool:
    """Whether it stands between commas: "Hask, the harbour master," and not before the name as a title."""
    return "," in [word.text for word in function.line.words if function.span.start <= word.start < function.span.end]


def _is_one_function(one: Function, other: Function) -> bool:
    """Whether two functions have one head, and what they are of is the same but for a word."""
    mine, theirs = _words(one) - {one.head}, _words(other) - {other.head}
    if one.head != other.head or len(mine ^ theirs) > 1:
        return False
    return bool(mine & theirs) or not (mine or theirs)
