"""Do the ages that an article tells of one person go with each other, and with the year of birth?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from newsbox.checking.moments import moments
from newsbox.checking.shape import TOP, Line, Sheet, once
from newsbox.checking.years import is_of_kin
from newsbox.types import Span

_YEAR = r"(?P<year>1[89]\d\d|20\d\d)"
_AGE = r"(?P<age>\d{1,3})"
_AT = r"(?:at the age of|at age|aged|at|when (?:he|she) was|(?:he|she) was)"
NOW = re.compile(rf"\b(?:He|She|he|she) is (?:now |already |only )?{_AGE}(?=[.;,]| and\b| years old| but\b| now\b)")
THEN = re.compile(
    rf"(?:\b{_AT} {_AGE},? in {_YEAR}(?=[.;,]|\s)|\bin {_YEAR.replace('year', 'year2')},? {_AT} {_AGE.replace('age', 'age2')}(?=[.;,)]|\s(?:he|she|and)\b))",
    re.IGNORECASE,
)
BESIDE = re.compile(
    rf"(?:,? ?\((?:aged )?{_AGE.replace('age', 'age4')}\)|, (?:aged |now |who is |at )?{_AGE},?(?=[,.;]| the\b| still\b)| (?:is|turned|turns) (?:now )?{_AGE.replace('age', 'age2')}(?=[.;,]| (?:and|today|this|on|years old)\b)|[^.;,]{{0,12}} retires? (?:in May |in June |on \w+day )?at (?:the age of )?{_AGE.replace('age', 'age3')}\b)"
)
"""What stands right behind a name: ", 44,", " (44)", ", who is 44,", " is 80 this week", " retires at 67"."""
TURNS = re.compile(
    rf"\b(?:(?:his|her|['’]s) {_AGE}th birthday|(?:turns|turned) {_AGE.replace('age', 'age2')})\b(?! percent|%)"
)
"""A birthday of these days, where the top of an article tells it."""
DEATH = re.compile(
    rf"\b(?:died|dies)\b[^.;]{{0,50}}?\b(?:at the age of|aged|at) {_AGE}\b(?! ?(?:percent|%|a\.m|p\.m|am\b|pm\b|o.clock))"
)
DEATHS = (
    DEATH,
    re.compile(
        rf"\b(?:passed away|death of|death)\b[^.;]{{0,50}}?\b(?:at the age of|aged|at) {_AGE}\b(?! ?(?:percent|%|a\.m|p\.m|am\b|pm\b|o.clock))"
    ),
    re.compile(rf"\bat the age of {_AGE},? [^.;]{{0,60}}\b(?:died|has died|passed away)\b", re.IGNORECASE),
    re.compile(rf"\bwas {_AGE} when (?:he|she) died\b"),
    re.compile(rf", {_AGE}, (?:who )?(?:has )?(?:died|passed away)\b"),
)
"""The age at which somebody has died, as the report of the death tells it."""
DEAD_AT = re.compile(rf"(?:He|She) was {_AGE}(?: years old)?\.?$")
"""The sentence behind that of a death."""
DYING = re.compile(r"\b(?:died|dies|passed away)\b")
KIN = re.compile(
    r"\b(?:father|mother|brother|sister|son|daughter|wife|husband|widow|child|uncle|aunt|grand\w+|friend|dog|horse)\b",
    re.IGNORECASE,
)
SPAN_OF_LIFE = re.compile(rf" \((?:(?:born|b\.) (?:in )?{_YEAR}|{_YEAR.replace('year', 'year2')}\s?[-–]\s?\d{{4}})\)")
"""What stands right behind a name: "(1941-2024)", "(born 1941)"."""
YEAR_OLD = re.compile(rf"\b{_AGE}-year-old (?:[a-z]+ )?$")
"""What stands right before a name: "the 44-year-old", "the 44-year-old baker"."""
WHEN = re.compile(rf"\b(?:was|aged|at) {_AGE},? when (?:he|she) [^.;\d]{{1,50}} in {_YEAR}\b")
AT_FIRST = re.compile(rf"In {_YEAR},? (?:at the age of|aged|at) {_AGE}, ")
"""What opens a sentence about the one whom it names behind."""
DIED = re.compile(
    r"\b(?:died|dies|death|dead|killed|was found|late|would have|were he|were she|then|former(?:ly)?)\b", re.IGNORECASE
)
YOUNGEST = 40
"""Birthdays from which one is news by itself, and no memory of a youth."""
LIVES = (8, 112)
"""Ages that people of the news have."""
DIGIT = re.compile(r"\d")
AHEAD = 200
"""Characters behind a sentence in which what stands right behind a name ends."""
BORN = re.compile(r"\bborn\b[^.;]{0,60}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence lets one reckon: the years in which somebody may be born."""

    span: Span
    earliest: int
    latest: int
    shown: str
    """For people: "66 in 2025", "born in 1958"."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """An age or a year of birth that does not go with another one."""

    suspect: Span
    other: Span
    message: str


def misfits(sheet: Sheet) -> Iterator[Misfit]:
    """The ages that do not go with the others: what most others speak against, first."""
    published = _day(sheet.reading.published)
    people = _people(sheet)
    if published is None:
        return
    told: dict[str, list[Told]] = defaultdict(list)
    for line in sheet.lines:
        for name, each in _of_line(sheet, line, published, people):
            told[name].append(each)
    for name, row in told.items():
        worst = max(row, key=lambda each: _against(each, row))
        if _against(worst, row) == 0:
            continue
        other = next(each for each in row if not _go_together(worst, each))
        if _against(other, row) == _against(worst, row) and worst.span.at == 0:
            worst, other = other, worst
        yield Misfit(worst.span, other.span, f"{name} is told to be {worst.shown} and {other.shown}.")


def _against(one: Told, row: Sequence[Told]) -> int:
    return sum(not _go_together(one, other) for other in row)


def _go_together(one: Told, other: Told) -> bool:
    return one.earliest <= other.latest and other.earliest <= one.latest


def _day(stated: str | None) -> date | None:
    try:
        return date.fromisoformat((stated or "")[:10])
    except ValueError:
        return None


def _people(sheet: Sheet) -> Mapping[str, list[Span]]:
    """The people of the article with more than one name, and where it names them: a single name may be a town's."""
    cast = (each for each in sheet.reading.cast if each.kind == "person" and " " in each.name)
    return {each.name: list(each.mentions) for each in cast}


def _of_line(
    sheet: Sheet, line: Line, published: date, people: Mapping[str, Sequence[Span]]
) -> Iterator[tuple[str, Told]]:
    text = sheet.reading.part(line.at)
    if not DIGIT.search(text, line.start, line.end + AHEAD):
        return  # Every age and year is in digits.
    own = text[line.start : line.end]
    births = [
        each
        for each in moments(sheet)[line.number]
        if each.year and BORN.search(text[line.start : each.start]) and "or" not in own[each.end - line.start :][:4]
    ]
    if len(births) == 1 and births[0].year and own.lower().count("born") == 1:
        birth, year = births[0], births[0].year
        born = text.lower().rfind("born", line.start, birth.start)
        opens = own.startswith("Born ") and len({each for each, _ in _named(sheet, line)}) == 1
        name = _named(sheet, line)[0][0] if opens else _whose(sheet, line, born, people)
        if name and not is_of_kin(own):
            yield name, Told(Span(line.at, birth.start, birth.end), year, year, f"born in {year}")
    here = {name for name, _ in _named(sheet, line)}
    yield from _dead(sheet, line, published, people)
    for name, span in _persons(sheet).get(line.number, ()):
        life = SPAN_OF_LIFE.match(text, span.end) if " " in name else None
        if life:
            born_in = int(life["year"] or life["year2"])
            group = "year" if life["year"] else "year2"
            yield name, Told(Span(line.at, *life.span(group)), born_in, born_in, f"born in {born_in}")
    first = AT_FIRST.match(text, line.start, line.end)
    if first and len(here) == 1 and not KIN.search(own):
        yield from _aged(
            next(iter(here)), line, first, int(first["age"]), int(first["year"]), f"{first['age']} in {first['year']}"
        )
    for match in WHEN.finditer(text, line.start, line.end):
        name_then = _whose(sheet, line, match.start(), people, pronoun=True)
        if name_then and not KIN.search(own):
            yield from _aged(
                name_then, line, match, int(match["age"]), int(match["year"]), f"{match['age']} in {match['year']}"
            )
    if DIED.search(own):
        return
    if line.at in TOP:
        for match in TURNS.finditer(text, line.start, line.end):
            others = {name for name, _ in _named(sheet, line)}
            subject = _main(people) if len(others) != 1 else next(iter(others))
            age = int(match["age"] or match["age2"])
            if subject and age >= YOUNGEST:
                yield from _aged(subject, line, match, age, published.year, f"{age} in {published.year}")
    for match in NOW.finditer(text, line.start, line.end):
        if name := _whose(sheet, line, match.start(), people, pronoun=True):
            yield from _aged(
                name, line, match, int(match["age"]), published.year, f"{match['age']} in {published.year}"
            )
    for match in THEN.finditer(text, line.start, line.end):
        age, year = int(match["age"] or match["age2"]), int(match["year"] or match["year2"])
        if year <= published.year and (name := _whose(sheet, line, match.start(), people, pronoun=True)):
            yield from _aged(name, line, match, age, year, f"{age} in {year}")
    for name, span in _persons(sheet).get(line.number, ()):
        ahead = YEAR_OLD.search(text, max(line.start, span.start - 40), span.start)
        if ahead:
            age = int(ahead["age"])
            yield from _aged(name, line, ahead, age, published.year, f"{age} in {published.year}")
        behind = BESIDE.match(text, span.end)
        if behind:
            age = int(behind["age"] or behind["age2"] or behind["age3"] or behind["age4"])
            yield from _aged(name, line, behind, age, published.year, f"{age} in {published.year}")


def _dead(
    sheet: Sheet, line: Line, published: date, people: Mapping[str, Sequence[Span]]
) -> Iterator[tuple[str, Told]]:
    """The age of one whose death a sentence reports, with nobody else in it, no kin and no year but that of the birth or the news."""
    text = sheet.reading.part(line.at)
    own = text[line.start : line.end]
    here = _everybody(sheet, line)
    before = sheet.lines[line.number - 1] if line.number else None
    if (
        not here
        and before is not None
        and before.at == line.at
        and (short := DEAD_AT.match(text, line.start, line.end))
    ):
        told = text[before.start : before.end]
        there = _everybody(sheet, before)
        years = {each.year for each in moments(sheet)[before.number] if each.year}
        is_news = DYING.search(told) and not KIN.search(told) and years <= {published.year}
        if is_news and len(there) == 1 and (name := next(iter(there))) in people:
            yield from _aged(
                name, line, short, int(short["age"]), published.year, f"{short['age']} in {published.year}"
            )
        return
    dead = next((match for rule in DEATHS if (match := rule.search(text, line.start, line.end))), None)
    if dead is None or len(here) != 1 or (name := next(iter(here))) not in people:
        return
    if KIN.search(text[line.start : dead.end()]):
        return
    others = {
        each.year
        for each in moments(sheet)[line.number]
        if each.year and each.year != published.year and not BORN.search(text[line.start : each.start])
    }
    others -= {int(each) for match in SPAN_OF_LIFE.finditer(own) for each in re.findall(r"\d{4}", match[0])}
    if not others:
        yield from _aged(name, line, dead, int(dead["age"]), published.year, f"{dead['age']} in {published.year}")


def _everybody(sheet: Sheet, line: Line) -> set[str]:
    """Whom a sentence names, single names too."""
    return {name for name, _ in _persons(sheet).get(line.number, ())}


def _aged(name: str, line: Line, match: re.Match[str], age: int, year: int, shown: str) -> Iterator[tuple[str, Told]]:
    if LIVES[0] <= age <= LIVES[1]:
        group = next(name for name in ("age", "age2", "age3", "age4") if match.groupdict().get(name))
        span = Span(line.at, match.start(group), match.end(group))
        yield name, Told(span, year - age - 1, year - age, shown)


def _whose(
    sheet: Sheet, line: Line, place: int, people: Mapping[str, Sequence[Span]], *, pronoun: bool = False
) -> str | None:
    """Whom words at a place are about: the one named before them, or for a pronoun the one person of the sentence before; else the
    article's main person. None where that may be several.
    """
    here = _named(sheet, line)
    before = {name for name, start in here if start < place}
    if before and not pronoun:
        return next(iter(before)) if len(before) == 1 else None
    if here:
        return next(iter(before)) if len(before) == 1 and len({name for name, _ in here}) == 1 else None
    words = {word.text.lower() for word in line.words}
    if not words & {"he", "she"}:
        return None
    main = _main(people)
    for earlier in reversed(sheet.lines[: line.number]):
        if earlier.at != line.at:
            break
        named = _named(sheet, earlier)
        if named:
            first = min(named, key=lambda each: each[1])[0]
            return first if len({name for name, _ in named}) == 1 or first == main else None
    return main


def _named(sheet: Sheet, line: Line) -> list[tuple[str, int]]:
    return [(name, span.start) for name, span in _persons(sheet).get(line.number, ()) if " " in name]


@once
def _persons(sheet: Sheet) -> Mapping[int, Sequence[tuple[str, Span]]]:
    """Whom each sentence names, single names too, and where, by its number."""
    found: dict[int, list[tuple[str, Span]]] = defaultdict(list)
    spans_of = {each.name: each.mentions for each in sheet.reading.cast if each.kind == "person"}
    for name, spans in spans_of.items():
        for span in spans:
            if (line := sheet.line_at(span.at, span.start)) is not None:
                found[line.number].append((name, span))
    return found


def _main(people: Mapping[str, Sequence[Span]]) -> str | None:
    """The person that an article is about: named oftener than anybody else."""
    often = sorted(((len(spans), name) for name, spans in people.items()), reverse=True)
    if len(often) > 1 and often[0][0] == often[1][0]:
        return None
    return often[0][1] if often else None
