"""Which title is given to two people?"""

from __future__ import annotations

from collections.abc import Iterator

from newsbox.checking.functions import NOUNS, PARTICLES, Function, are_two_people, by_person, functions
from newsbox.checking.shape import Sheet

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
SAME = frozenset("chief senior former new first second third local young old own lead head main".split())
"""Words that two things somebody is may share."""

HELD_BY_ONE = frozenset(("mayor", "governor"))
"""What there is one of at a time, where no place is told."""
WITH_FIELD = frozenset(
    """commissioner director manager chief head executive chairman chairwoman chair boss officer convener administrator superintendent chancellor""".split()
)
"""What there is one of where the words before it say of what; ministers and leaders of two lands and sides meet every day."""
NO_FIELD = frozenset(
    """senior junior deputy assistant associate vice party team local executive managing campaign new veteran young military
    rebel gang industry business community church group ex fellow political religious""".split()
)
"""Words before such a head that many may have: "party leaders"."""


def _is_function(word: str) -> bool:
    """Whether a word says what somebody is: "leader", "schoolteacher"."""
    return word.isalpha() and word not in THINGS and (word in NOUNS or word.endswith(ENDINGS))


def bearers(sheet: Sheet) -> Iterator[tuple[Function, Function]]:
    """Two people with full names who have one title, word for word, and no word says that it is of two bodies or countries."""
    held = [each for each in functions(sheet) if each.mention.is_full and isinstance(each.line.at, int)]
    seen: set[tuple[str, frozenset[str]]] = set()
    for number, one in enumerate(held):
        for other in held[number + 1 :]:
            key = (one.head, one.kind)
            if key in seen or one.head != other.head or one.kind != other.kind or one.line is other.line:
                continue
            if not are_two_people(one, other):
                continue
            if not (one.head in HELD_BY_ONE or (one.head in WITH_FIELD and one.kind - NO_FIELD)):
                continue
            if _owners(one) != _owners(other) or not (one.is_definite and other.is_definite):
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
    held = [each for each in functions(sheet) if isinstance(each.line.at, int) and _is_function(each.head)]
    for theirs in by_person(held):
        for one in theirs:
            own = [each for each in theirs if each.line is not one.line and not _words(each) & _words(one)]
            if not own or not one.is_definite or not _is_apposed(one):
                continue
            for other in held:
                is_elsewhere = are_two_people(one, other) and other.line is not one.line
                if is_elsewhere and other.is_definite and _is_one_function(one, other):
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
