"""Who comes to be minister of what, by an article's own words?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsbox.checking.functions import MINISTRIES, NO_PORTFOLIO, PORTFOLIOS, Clash, Function, is_of_land
from newsbox.checking.people import Mention, Party, may_be_person, parties
from newsbox.checking.shape import Sheet
from newsbox.types import Span, Word

TAKING = frozenset(
    "move switch go transfer shift become take get receive inherit head lead assume name appoint make be".split()
)
"""Verbs by which somebody gets a ministry."""
APPOINTING = frozenset("appoint name make pick choose nominate".split())
FOLLOWING = frozenset("succeed replace follow".split())
GOING = frozenset("go pass fall be give hand take lead head run".split())
"""Verbs by which a ministry gets to somebody; before them, by which somebody else is given it, and what a successor does."""
HOUSES = frozenset("ministry department portfolio brief".split())
UNTIL_NOW = frozenset("until hitherto previously currently from leave former formerly outgoing".split())
"""Words before a post that somebody leaves."""
REACH = 14
"""Words between a name and the post it gets."""
OF = 3
"""Words between "minister of" and the last of what it is of."""


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody gets a ministry, and perhaps leaves another."""

    party: Party
    mention: Mention
    new: frozenset[str]
    old: frozenset[str]
    span: Span


def moves(sheet: Sheet) -> list[Move]:
    """Everybody of whom an article says that he gets a ministry, in reading order."""
    bodies = (each for each in parties(sheet, "organisation") if may_be_person(each))
    found = [
        move
        for party in (*parties(sheet, "person"), *bodies)
        for mention in party.mentions
        if (move := _behind(party, mention) or _goes_to(party, mention) or _newly(party, mention)) is not None
    ]
    return sorted(found, key=lambda each: (each.mention.line.number, each.mention.first))


def contradicted(sheet: Sheet, found: Sequence[Function]) -> Iterator[Clash]:
    """Somebody who gets one ministry is called minister of another, which he neither gets nor leaves; one a person."""
    by_person: dict[str, list[Move]] = {}
    for each in moves(sheet):
        by_person.setdefault(each.party.name, []).append(each)
    for name, theirs in by_person.items():
        known = frozenset(word for each in theirs for word in each.new | each.old)
        for function in found:
            first = theirs[0]
            is_other = function.party.name == name and function.portfolios and not function.portfolios & known
            if is_other and function.is_definite and function.line.number > first.mention.line.number:
                told = Function(first.party, first.mention, "minister", first.new, True, False, first.span)
                yield Clash(told, function, MINISTRIES)
                break


def ministries(words: Sequence[Word], first: int, end: int) -> Iterator[tuple[str, int, int]]:
    """What each minister or ministry in some words is of, and the words that say so, half-open: "the interior ministry"."""
    for place in range(first, end):
        plain = words[place].text.casefold()
        if plain not in HOUSES and plain != "minister":
            continue
        before = words[place - 1] if place > first else None
        if place + 2 < len(words) and words[place + 1].text in ("of", "for"):
            for at in range(place + 2, min(end, place + 2 + OF)):
                if (told := _field(words[at])) is not None:
                    yield told, place, at + 1
                    break
        elif before is not None and (told := _field(before)) is not None:
            yield told, place - 1, place + 1


def _field(word: Word) -> str | None:
    """Of what a ministry is, by the word at it; None where the word says no such thing."""
    plain = word.text.casefold()
    if plain in PORTFOLIOS:
        return PORTFOLIOS[plain]
    is_noun = word.pos == "NOUN" and word.text.islower() and plain not in NO_PORTFOLIO and not is_of_land(plain)
    return plain.removesuffix("s") if is_noun else None


def _behind(party: Party, mention: Mention) -> Move | None:
    """What stands behind a name: "Oriel Hask, until now minister of health, moves to the interior ministry"."""
    words = mention.line.words
    new: set[str] = set()
    old: set[str] = set()
    last = mention.end
    stop = min(len(words), mention.end + 2 * REACH)
    stop = next(
        (
            place
            for place in range(mention.end, stop)
            if words[place].text in (";", "while")
            or (
                words[place].entity == "PERSON"
                and words[place].opens
                and words[place - 1].lemma.casefold() not in FOLLOWING
            )
        ),
        stop,
    )
    verb = None
    for told, first, end in ministries(words, mention.end, stop):
        between = words[last:first]
        lemmas = {word.lemma.casefold() for word in between} | {word.text.casefold() for word in between}
        if lemmas & UNTIL_NOW and "to" not in lemmas:
            old.add(told)
        elif (taking := _taken(words, mention.end, first)) is not None:
            verb = taking
            new.add(told)
        else:
            continue
        last = end
    for place in range(mention.end, stop - 1):
        # "Moves from agriculture to the interior ministry"; what was "until now" his stands there, too.
        if words[place].text == "from" and (told_of := _field(words[place + 1])) is not None and new:
            old.add(told_of)
    if not new or verb is None:
        return None
    return Move(
        party,
        mention,
        frozenset(new),
        frozenset(old),
        Span(mention.at, words[mention.first].start, words[last - 1].end),
    )


def _taken(words: Sequence[Word], first: int, end: int) -> int | None:
    """Where the verb stands by which somebody gets what stands behind it."""
    for place in range(end - 1, max(first, end - REACH) - 1, -1):
        word = words[place]
        if word.pos not in ("VERB", "AUX"):
            continue
        if word.lemma.casefold() in FOLLOWING:
            is_post = any(each.text in ("as", "at") for each in words[place + 1 : end])
            return place if is_post else None
        if word.lemma == "give" and place > first and words[place - 1].lemma in ("be", "been"):
            return place
        if word.lemma.casefold() not in TAKING:
            return None
        if word.lemma == "be" and (place == 0 or words[place - 1].text.casefold() not in ("will", "to")):
            return None
        return place
    return None


def _newly(party: Party, mention: Mention) -> Move | None:
    """What stands right at a name: "Her new finance minister is Oriel Hask", "named Oriel Hask as minister of health"."""
    words = mention.line.words
    before = mention.first - 1
    if before >= 0 and words[before].lemma.casefold() in APPOINTING:
        near = next(ministries(words, mention.end, min(len(words), mention.end + OF + 3)), None)
        if near is not None:
            span = Span(mention.at, words[mention.first].start, words[near[2] - 1].end)
            return Move(party, mention, frozenset((near[0],)), frozenset(), span)
    if before < 2 or words[before].text not in (",", "is"):
        return None
    told = [each for each in ministries(words, max(0, before - OF - 3), before) if each[2] == before]
    front = {word.text.casefold() for word in words[max(0, before - OF - 3) : before]}
    if len(told) != 1 or "new" not in front or "minister" not in front:
        return None
    span = Span(mention.at, words[told[0][1]].start, words[mention.end - 1].end)
    return Move(party, mention, frozenset((told[0][0],)), frozenset(), span)


def _goes_to(party: Party, mention: Mention) -> Move | None:
    """What stands before a name: "The finance portfolio goes to Oriel Hask"."""
    words = mention.line.words
    if mention.first < 4 or words[mention.first - 1].text.casefold() not in ("to", "by"):
        return None
    verb = next(
        (place for place in range(mention.first - 2, max(0, mention.first - 5), -1) if words[place].pos == "VERB"), None
    )
    if verb is None or words[verb].lemma.casefold() not in GOING:
        return None
    told = [each for each in ministries(words, max(0, verb - 5), verb) if words[each[2] - 1].text != "minister"]
    if len(told) != 1:
        return None
    field, first, _ = told[0]
    span = Span(mention.at, words[first].start, words[mention.end - 1].end)
    return Move(party, mention, frozenset((field,)), frozenset(), span)
