"""Which words of an article stand between quotation marks, and who says them?"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from newsbox.checking.shape import Line, Sheet, once
from newsbox.texts import WORD, plain
from newsbox.types import Attribution, Place, Span

CLOSERS = {"“": "”", '"': '"', "„": "“”", "«": "»", "''": "''", "‘": "’", "'": "'"}
MARK = re.compile(r"''|[“\"„«‘]")
HEADLINE_MARK = re.compile(r"''|[“\"„«‘']")
"""In headlines a plain apostrophe is a quotation mark, too."""
BEFORE = frozenset(" \t\n\u00a0([{—–-:/,;.")
LEAST = 4
"""Words of a quotation that can be told again from other words of the same kind."""

SAYING = frozenset(
    """say tell add write argue state declare announce claim insist note warn explain reply respond ask joke tweet post remark
    comment observe assert charge concede acknowledge admit recall continue conclude quip shout call describe complain
    stress emphasize emphasise boast vow promise testify read""".split()
)
"""Verbs whose subject speaks, where a quotation stands beside them."""
TITLES = frozenset(
    """mr mrs ms miss dr sir lady lord dame president vice prime minister senator sen representative rep congressman congresswoman
    governor gov mayor judge justice general gen colonel col captain capt sergeant sgt lieutenant lt officer chief professor
    prof rev reverend father sister king queen prince princess pope bishop archbishop secretary chairman chairwoman
    chancellor ambassador former the a an then jr sr ii iii""".split()
)
"""Words before or behind a name that are no part of it."""
NOBODY = frozenset("who that which it this he she they we i you one some many others people everyone both".split())
COLON = re.compile(r"(?:^|[.;!?]\s)((?:[A-Z][\w.’'-]*\s?){1,4}):\s*\W{0,2}$")
BESIDE = 240
"""Characters between a quotation and a name that speaks it, at most."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says something."""

    name: str
    """As the article names them elsewhere, or as it does here."""
    named: bool
    """Whether that is a name, and not "she" or "a witness"."""
    here: bool
    """Whether the name itself stands beside the words."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between marks, without the marks."""

    span: Span
    words: tuple[str, ...]
    """As they are compared."""
    places: tuple[tuple[int, int], ...]
    """Where each stands in its part."""
    voice: Voice | None
    cue: str = ""
    """The word that says so."""

    def passage_span(self, first: int, last: int) -> Span:
        """The place of its words from one to another, both included."""
        return Span(self.span.at, self.places[first][0], self.places[last][1])


@once
def quotations(sheet: Sheet) -> tuple[Quotation, ...]:
    """The quotations of an article that are long enough to be told again, in reading order, with their speakers."""
    return tuple(
        found
        for at in sheet.places
        for start, end in between_marks(sheet.reading.part(at), HEADLINE_MARK if at == "headline" else MARK)
        if (found := _quotation(sheet, at, start, end)) is not None
    )


def between_marks(text: str, marks: re.Pattern[str] = MARK) -> Iterator[tuple[int, int]]:
    """Where the outermost quotations of a part stand, without their marks; one that nothing closes runs to the part's end."""
    at = 0
    while match := marks.search(text, at):
        mark, start, inner = match.group(), match.start(), match.end()
        at = inner
        if (start and text[start - 1] not in BEFORE) or inner >= len(text) or text[inner].isspace():
            continue
        end = _close(text, inner, mark)
        if end is None and mark in ("‘", "'", "''"):
            continue
        end = len(text) if end is None else end
        yield inner, end
        at = end + 1


def _close(text: str, inner: int, mark: str) -> int | None:
    closers = CLOSERS[mark]
    at = inner
    while at < len(text):
        found = text.find(closers, at) if len(closers) < 3 and mark != "„" else -1
        if mark == "„":
            places = [place for each in closers if (place := text.find(each, at)) >= 0]
            found = min(places, default=-1)
        if found < 0:
            return None
        if mark not in ("‘", "'") or not text[found + 1 : found + 2].isalnum():
            return found
        at = found + 1
    return None


def _quotation(sheet: Sheet, at: Place, start: int, end: int) -> Quotation | None:
    found = [
        (plain(match.group()), match.start(), match.end())
        for match in WORD.finditer(sheet.reading.part(at), start, end)
    ]
    if len(found) < LEAST:
        return None
    voice, cue = _voice(sheet, at, start, end, sheet.said.get(at, ()))
    words = tuple(word for word, _, _ in found)
    return Quotation(Span(at, start, end), words, tuple((first, last) for _, first, last in found), voice, cue)


def _voice(sheet: Sheet, at: Place, start: int, end: int, said: Sequence[Attribution]) -> tuple[Voice | None, str]:
    """Who says what stands in a place: by the attribution that covers most of it, else by the name that says it there."""
    best: Attribution | None = None
    most = 0
    for attribution in said:
        covered = sum(
            max(0, min(end, piece.span.end) - max(start, piece.span.start))
            for piece in attribution.content
            if piece.span.at == at
        )
        # Of those that cover as much, the one whose content is quoted, then the innermost.
        covered = 2 * covered + (attribution.kind != "indirect") * (end - start)
        if covered > most and attribution.speaker is not None and covered > (end - start):
            best, most = attribution, covered
    if best is not None and best.speaker is not None:
        speaker = best.speaker
        cue = best.cue.text.casefold() if best.cue else ""
        if speaker.name:
            key = name_key(speaker.name)
            return Voice(speaker.name, True, bool(key and key[-1] in plain_words(speaker.text))), cue
        return Voice(speaker.text, False, True), cue
    return _before_colon(sheet, at, start) or _named_beside(sheet, at, start, end)


def _before_colon(sheet: Sheet, at: Place, start: int) -> tuple[Voice, str] | None:
    """The name before a quotation's colon: "Dahl: “We will not pay”"."""
    found = COLON.search(sheet.reading.part(at)[:start])
    return (Voice(found.group(1).strip(), True, True), ":") if found else None


def _named_beside(sheet: Sheet, at: Place, start: int, end: int) -> tuple[Voice | None, str]:
    """The nearest name outside the quotation that is the subject of a word of saying in its sentences."""
    found: list[tuple[int, Voice, str]] = []
    for place in (start, max(start, end - 1), end + 1):
        line = sheet.line_at(at, place)
        if line is None:
            continue
        for number in _subjects(sheet, line):
            word = line.words[number]
            if not (word.end <= start or word.start >= end):
                continue
            verb = line.words[word.head]
            far = min(abs(word.start - end), abs(start - word.end))
            if verb.lemma.casefold() in SAYING and far < BESIDE:
                found.append((far, Voice(_full(line, number), True, True), verb.text.casefold()))
        if not found and place == end + 1:
            found += _inverted(line, end)
    if not found:
        return None, ""
    _, voice, cue = min(found, key=lambda each: each[0])
    return voice, cue


def _inverted(line: Line, end: int) -> Iterator[tuple[int, Voice, str]]:
    """The capitals behind a word of saying right behind a quotation, where the parser sees no name: "said Per Oland"."""
    first = bisect_left(line.words, end, key=lambda word: word.start)
    there = (line.words[number] for number in range(first, len(line.words)))
    behind = list(islice((word for word in there if any(map(str.isalpha, word.text))), 4))
    if not behind or behind[0].lemma.casefold() not in SAYING:
        return
    name = list(takewhile(lambda word: word.text[:1].isupper(), behind[1:]))
    if name:
        yield name[0].start - end, Voice(" ".join(word.text for word in name), True, True), behind[0].text.casefold()


@once
def _subjects(sheet: Sheet, line: Line) -> Sequence[int]:
    """The names of a sentence that are the subjects of verbs."""
    return [
        number for number, word in enumerate(line.words) if word.dep in ("nsubj", "nsubjpass") and word.pos == "PROPN"
    ]


def _full(line: Line, number: int) -> str:
    first = number
    while first and line.words[first - 1].pos == "PROPN" and line.words[first - 1].head == number:
        first -= 1
    return " ".join(word.text for word in line.words[first : number + 1])


def plain_words(text: str) -> tuple[str, ...]:
    """A text's words as they are compared; possessives without their s."""
    return tuple(plain(match.group()) for match in WORD.finditer(re.sub(r"['’]s\b", "", text)))


def name_key(name: str) -> tuple[str, ...]:
    """A name's words as they are compared, without titles."""
    words = plain_words(name)
    return tuple(word for word in words if word not in TITLES) or words


def same_name(first: str, second: str) -> bool:
    """Whether two names may mean one: one's words all stand in the other, or given names agree as far as they are told."""
    ours, theirs = name_key(first), name_key(second)
    if not ours or not theirs:
        return True
    if set(ours) <= set(theirs) or set(theirs) <= set(ours):
        return True
    if ours[-1] == theirs[-1]:
        # "J. Carter" and "James Carter"; "Bill Carter" and "James Carter" are two.
        short, long = sorted((ours[0], theirs[0]), key=len)
        return long.startswith(short)
    # "Northmere's Harbour Board" and "NHB".
    letters = ["".join(word[0] for word in each) for each in (ours, theirs)]
    return "".join(ours) == letters[1] or "".join(theirs) == letters[0]
