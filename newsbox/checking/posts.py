"""Who holds which post, by an article's own words?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsbox.checking.lands import COUNTRIES, DEMONYMS
from newsbox.checking.nations import Land, lands
from newsbox.checking.people import Mention, Party, parties
from newsbox.checking.shape import Line, Sheet
from newsbox.types import Span, Word

POSTS = {
    each: each
    for each in (
        "president", "premier", "chancellor", "mayor", "governor", "ambassador", "king", "queen", "pope", "emir", "sultan",
        "chairman", "treasurer", "prosecutor-general", "ombudsman", "archbishop", "headteacher", "rector", "chair", "ceo",
        "prime minister", "foreign minister", "foreign secretary", "finance minister", "defence minister", "defense minister",
        "defense secretary", "interior minister", "justice minister", "health minister", "education minister",
        "environment minister", "home secretary", "secretary of state", "secretary-general", "secretary general",
        "attorney general", "vice president", "chief executive", "chief justice", "police chief", "fire chief",
        "head coach", "first minister", "opposition leader", "national security adviser",
    )
}  # fmt: skip
"""Posts that one person holds at a time, by how they are called."""
POSTS |= {
    "chairwoman": "chair",
    "chairman": "chair",
    "chief executive officer": "chief executive",
    "ceo": "chief executive",
}
FIRST_WORDS = frozenset(each.split()[0] for each in POSTS)
BEFORE = frozenset(
    """
    former ex then late acting interim deputy vice assistant incoming outgoing next previous retired honorary shadow new
    would-be onetime one-time longtime fellow candidate predecessor successor future old departing elected designate past
    co joint two both every any each no another whichever associate provisional caretaker self-declared self-proclaimed first
    """.split()
)
"""Words by a post that say that somebody else holds it, or held it."""
AFTER = frozenset("elect designate candidate hopeful nominee until from emeritus".split())
LINKS = frozenset((",", "as", "is", ", who is", "resigns as", "resigned as", "quits as", "serves as"))
"""What may stand between a name and its post, but for "the"."""
NAME_AND_SURNAME = 2
LONGEST = 3
"""Words of a post."""
REACH = 8
"""Words in which what a post belongs to is looked for."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody is said to hold a post."""

    post: str
    scope: str | None
    """Of what: a country, or the words of a body, lower case; None where that is not said there."""
    party: Party
    line: Line
    span: Span
    """Post, what it belongs to, and name."""
    mention: Mention


@dataclass(frozen=True, slots=True)
class Post:
    """A post is named, with what it belongs to."""

    post: str
    scope: str
    line: int
    """The number of its sentence."""
    span: Span


def posts(sheet: Sheet) -> list[Post]:
    """Every place where a post stands with what it belongs to, whoever holds it, in reading order."""
    of_word = _countries(lands(sheet))
    found = []
    for line in sheet.lines:
        for first, end in _posts(line.words):
            scope, last, begin = _scope(line, first, end, of_word)
            if scope:
                words = line.words
                plain = " ".join(word.text.casefold() for word in words[first:end])
                found.append(
                    Post(POSTS[plain], scope, line.number, Span(line.at, words[begin].start, words[last - 1].end))
                )
    return found


def holders(sheet: Sheet) -> list[Holder]:
    """Every place where a name and a post stand together, in reading order; former and coming holders are left out."""
    of_word = _countries(lands(sheet))
    starts: dict[int, list[tuple[Mention, Party]]] = {}
    # The model takes some people for bodies; a body seldom stands where a post's holder does.
    bodies = [each for each in parties(sheet, "organisation") if len(each.name.split()) == NAME_AND_SURNAME]
    for party in (*parties(sheet, "person"), *bodies):
        for each in party.mentions:
            starts.setdefault(each.line.number, []).append((each, party))
    found = []
    for line in sheet.lines:
        named = starts.get(line.number, ())
        known = list(_posts(line.words)) if named else []
        for mention, party in named:
            for first, end in known:
                if holder := _held(line, first, end, mention, party, of_word):
                    found.append(holder)
                    break
    return found


def _countries(found: Sequence[Land]) -> dict[tuple[int, int], str]:
    """By sentence and word, which country is meant there."""
    return {
        (each.line.number, place): land.name
        for land in found
        for each in (*land.called, *land.named)
        for place in range(each.first, each.end)
    }


def _posts(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """The posts of a sentence: words, half-open; the longest that begins at a word."""
    end = 0
    for place in range(len(words)):
        if place < end or words[place].text.casefold() not in FIRST_WORDS:
            continue
        for stop in range(min(len(words), place + LONGEST), place, -1):
            if " ".join(word.text.casefold() for word in words[place:stop]) in POSTS:
                end = stop
                yield place, stop
                break


def _held(
    line: Line, first: int, end: int, mention: Mention, party: Party, of_word: dict[tuple[int, int], str]
) -> Holder | None:
    words = line.words
    scope, last, begin = _scope(line, first, end, of_word)
    if mention.first >= end:
        comma = [word.text for word in words[last : mention.first]]
        if comma not in ([], [","]) or (not comma and last > end):
            return None
        start, stop = begin, mention.end
    else:
        between = " ".join(word.text.casefold() for word in words[mention.end : begin])
        if between.removesuffix(" the") not in LINKS:
            return None
        if (
            between.startswith(",")
            and len(words) > last
            and words[last].text not in (",", ".", "—", "–", "-", ";", ")")
        ):
            return None
        start, stop = mention.first, last
    around = {word.text.casefold().strip(".") for word in words[max(0, begin - 3) : first]}
    around |= {
        word.text.casefold() for word in words[end : end + 3] if words[end].text in ("-", "elect") or word.text in AFTER
    }
    if around & BEFORE or around & AFTER:
        return None
    plain = " ".join(word.text.casefold() for word in words[first:end])
    span = Span(line.at, words[start].start, words[stop - 1].end)
    return Holder(POSTS[plain], scope, party, line, span, mention)


def _scope(line: Line, first: int, end: int, of_word: dict[tuple[int, int], str]) -> tuple[str | None, int, int]:
    """What a post belongs to, where its words end, and where they begin: "Halmar's chief executive", "president of the commission"."""
    words = line.words
    if end < len(words) and words[end].text == "of":
        stop = end + 1
        while stop < min(len(words), end + REACH) and (
            words[stop].pos in ("DET", "PROPN", "NOUN", "ADJ", "CCONJ") or words[stop].text in ("&", "of", "for")
        ):
            stop += 1
        named = [word for word in words[end + 1 : stop] if word.pos in ("PROPN", "NOUN", "ADJ")]
        if named:
            return _key(line, end + 1, stop, of_word), stop, _start(words, first)
    begin = first
    is_title = words[first].text[:1].isupper() and first > 0 and words[first - 1].text.islower()
    if is_title and words[first - 1].pos == "NOUN":
        # "Before the vote Prime Minister Oriel Hask": a title in capitals begins with the first of them.
        return None, end, first
    while (
        begin > max(0, first - REACH)
        and words[begin - 1].pos in ("PROPN", "ADJ", "PART", "NOUN")
        and (words[begin - 1].entity != "PERSON" or words[begin].tag == "POS")
    ):
        begin -= 1
    nearest = max((place for place in range(begin, first) if (line.number, place) in of_word), default=begin)
    while begin < nearest and (line.number, nearest - 1) in of_word:
        nearest -= 1
    begin = nearest
    if begin < first:
        return _key(line, begin, first, of_word), end, _start(words, begin)
    return None, end, _start(words, first)


def _start(words: Sequence[Word], place: int) -> int:
    return place - 1 if place and words[place - 1].pos == "DET" else place


def _key(line: Line, first: int, end: int, of_word: dict[tuple[int, int], str]) -> str | None:
    """A country, else the telling words, lower case."""
    for place in reversed(range(first, end)):
        if country := of_word.get((line.number, place)):
            return country.casefold()
    told = [
        word.text.casefold()
        for word in line.words[first:end]
        if word.pos in ("PROPN", "NOUN", "ADJ")
        and word.text.casefold() not in BEFORE
        and word.text.casefold() not in COUNTRIES
        and word.text.casefold() not in DEMONYMS
    ]
    return " ".join(told) or None
