"""Articles with one word turned into its opposite, made from clean ones, to learn from."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterator

from evaluation.contradiction import Case, Edit
from newsbox.checking.opposites import Side, sides, sides_of
from newsbox.checking.shape import Line, Sheet
from newsbox.reading import language
from newsbox.types import Article, Place, Reading, Sentence, Word

SHARED = 3
"""Words that another sentence, which still says the original, shares with the one that is changed."""
EACH = 4
"""Copies of an article, at most."""
ENDINGS = ("ing", "ed", "s")


def counterpart(word: Word, side: Side) -> str | None:
    """The word of the other side that stands nearest, in the form and letters of this one; None where there is none such."""
    others = sorted(
        {
            (abs(each.rank - side.rank), each.word)
            for known in sides().values()
            for each in known
            if each.question == side.question and each.side != side.side
        }
    )
    if not others:
        return None
    base = others[0][1]
    text = word.text.casefold()
    forms = [
        form
        for form, known in sides().items()
        if any(each.question == side.question and each.word == base and each.side != side.side for each in known)
    ]
    if text == side.word:
        found: str | None = base
    elif word.tag in ("VBD", "VBN"):
        found = next((form for form in forms if not form.endswith(("s", "ing")) and form != base), None)
    else:
        ending = next((each for each in ENDINGS if text.endswith(each)), None)
        found = next((form for form in forms if ending and form.endswith(ending) and form != base), None)
    if found is None or found == text:
        return None
    return found.capitalize() if word.text[:1].isupper() else found


def planted(case: Case) -> Iterator[Case]:
    """Copies of a clean article, each with one opposite in its headline or first sentence."""
    sheet = Sheet(case.reading)
    first = [line for line in sheet.lines if line.at == 0][:1]
    above = [line for line in sheet.lines if line.at == "headline"]
    places = [(line, word, side) for line in above + first for word in line.words for side in sides_of(word)[:1]]
    places.sort(key=lambda each: hashlib.sha256(f"{case.id} {each[0].at} {each[1].start}".encode()).digest())
    made = 0
    for line, word, side in places:
        other = _other(sheet, line, word, side)
        told = counterpart(word, side)
        if other is None or told is None:
            continue
        begin = case.starts[line.at]
        there = case.starts.get(other.at, 0)
        edit = Edit(
            begin + word.start, begin + word.start + len(told), word.text, (there + other.start, there + other.end)
        )
        yield dataclasses.replace(
            case,
            id=f"{case.id}#{word.start}",
            kind="polarity",
            reading=_with(case.reading, line.at, word, told),
            edit=edit,
        )
        made += 1
        if made == EACH:
            return


def _other(sheet: Sheet, line: Line, word: Word, side: Side) -> Line | None:
    """The sentence that shares most words with another, among those that give the same answer."""
    mine = line.about
    best: tuple[int, Line] | None = None
    for other in sheet.lines:
        shared = len(mine & other.about)
        if other.at == line.at or shared < SHARED or (best is not None and shared <= best[0]):
            continue
        if any(
            (each.question, each.side) == (side.question, side.side)
            for found in other.words
            for each in sides_of(found)
        ):
            best = shared, other
    return best[1] if best else None


def _with(reading: Reading, at: Place, word: Word, told: str) -> Reading:
    """A reading with another word in one of its parts, and that part parsed anew."""
    text = reading.part(at)
    text = text[: word.start] + told + text[word.end :]
    if at == "headline":
        parsed = language.sentences_of(language.parsed(Article(headline=text, paragraphs=("",), language="en")))
        anew = {"headline": text}
    else:
        assert isinstance(at, int)
        parsed = language.sentences_of(language.parsed(Article(paragraphs=(text,), language="en")))
        anew = {"paragraphs": (*reading.paragraphs[:at], text, *reading.paragraphs[at + 1 :])}
    placed = tuple(
        Sentence(dataclasses.replace(each.span, at=at), each.words)
        for each in parsed
        if each.span.at == ("headline" if at == "headline" else 0)
    )
    kept: list[Sentence] = []
    for sentence in reading.sentences:
        if sentence.span.at == at:
            kept += placed
            placed = ()
        else:
            kept.append(sentence)
    return dataclasses.replace(reading, sentences=tuple(kept), **anew)
