"""Which days, years and ages of an article do not work out, by the calendar?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from newsbox.checking.measures import Amount, amounts
from newsbox.checking.moments import Moment, moments
from newsbox.checking.shape import Line, Sheet
from newsbox.checking.words import key_of
from newsbox.types import Claim, Span, Word

NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PLANS = frozenset(
    """schedule plan set expect due delay postpone want hope vow promise pledge predict forecast project aim target propose mean
    intend book slate call push move extend agree announce expire need""".split()
)
"""Verbs in the past tense beside a day that is still to come."""
ONCE = {"found": "founded", "establish": "founded", "bear": "born", "die": "died"}
"""What happens once: verbs, and what is told by them."""
OPEN = frozenset("if until by through for from beginning starting before as".split())
"""Words before a day that is still to come."""
RANGE = re.compile(
    r"\b(?:(?P<from>from|between)\s(?P<one>1[5-9]\d\d|20\d\d)\s(?:to|until|and|through)\s(?P<other>1[5-9]\d\d|20\d\d)"
    r"|\((?P<one2>1[5-9]\d\d|20\d\d)\s?[-–]\s?(?P<other2>1[5-9]\d\d|20\d\d)\))(?![\d%]|\s(?:BC|people|votes|men|women|points|euros|dollars))",
)
LASTING = re.compile(
    r"(?:,|\bfor|—|–|\(|\bof|\bafter)\s(?:(?:more than|about|nearly|almost|over|some|a total of)\s)?$", re.IGNORECASE
)
OTHER_YEAR = re.compile(r"\b(?:next|last|previous|following|year|later|annual|1[5-9]\d\d|20\d\d)\b", re.IGNORECASE)
"""Words that may move a date into another year than the nearest."""
KIN_BORN = re.compile(
    r"\b(?:father|mother|brother|sister|son|daughter|wife|husband|child|children|grand\w+|cousin|uncle|aunt|twins?|parents?)\b[^.;]{0,40}\bborn\b",
    re.IGNORECASE,
)
AGO = re.compile(r"\s?years?\sago\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Slip:
    """What does not work out: the suspicious words, where the article says otherwise, a code, a confidence and a sentence for people."""

    code: str
    confidence: float
    suspect: Span
    other: Span | None
    message: str


def slips(sheet: Sheet) -> Iterator[Slip]:
    """What does not work out in an article."""
    published = day_of(sheet.reading.published)
    for line in sheet.lines:
        mine = moments(sheet)[line.number]
        if mine:
            for moment in mine:
                yield from _weekday(sheet, moment, published)
                if published:
                    yield from _to_come(sheet, moment, published)
            yield from _ranges(sheet, line)
            yield from _lasting(sheet, line, mine, published)
    yield from _lives(sheet, published)
    yield from _life(sheet, published)
    yield from _ages(sheet)
    yield from _once(sheet)


def day_of(stated: str | None) -> date | None:
    """The day of a stated time; None where there is none."""
    try:
        return date.fromisoformat((stated or "")[:10])
    except ValueError:
        return None


def _weekday(sheet: Sheet, moment: Moment, published: date | None) -> Iterator[Slip]:
    """As "Monday, 4 March 2025" was a Tuesday; and there is no 31 June."""
    if moment.kind != "day" or moment.month is None or moment.day is None:
        return
    text = sheet.reading.text_at(moment.span)
    if moment.date(2000) is None or (moment.year and moment.date() is None):
        yield Slip("NB403", 0.9, moment.span, None, f"There is no {text}.")
        return
    if moment.weekday is None:
        return
    if moment.year:
        day = moment.date()
        if day and day.weekday() != moment.weekday and day.year > 1800:
            yield Slip("NB401", 0.95, moment.span, None, f"{text} was a {NAMES[day.weekday()]}.")
        return
    if published is None:
        return
    near = [day for year in (published.year - 1, published.year, published.year + 1) if (day := moment.date(year))]
    near = sorted(near, key=lambda day: abs((day - published).days))
    if near and all(day.weekday() != moment.weekday for day in near[:2]):
        message = f"{text} is no {NAMES[moment.weekday]}: in {near[0].year} it is a {NAMES[near[0].weekday()]}."
        yield Slip("NB401", 0.9, moment.span, None, message)
    elif (
        near
        and near[0].weekday() != moment.weekday
        and abs((near[0] - published).days) <= 60
        and not OTHER_YEAR.search(_beside(sheet, moment))
    ):
        message = f"{text} is no {NAMES[moment.weekday]}: in {near[0].year} it is a {NAMES[near[0].weekday()]}."
        yield Slip("NB401", 0.85, moment.span, None, message)


def _beside(sheet: Sheet, moment: Moment) -> str:
    """The words right before and behind a day, in its sentence."""
    part = sheet.reading.part(moment.line.at)
    start, end = max(moment.line.start, moment.start - 40), min(moment.line.end, moment.end + 30)
    return part[start : moment.start] + " | " + part[moment.end : end]


def _to_come(sheet: Sheet, moment: Moment, published: date) -> Iterator[Slip]:
    """A day after the publication on which something is told to have happened."""
    if moment.year is None:
        return
    if moment.kind == "day":
        day = moment.date()
        is_later = day is not None and day > published + timedelta(days=1)
    elif moment.kind == "month":
        is_later = (moment.year, moment.month or 0) > (published.year, published.month)
    else:
        is_later = moment.year > published.year
    if not is_later:
        return
    words = moment.line.words
    verb = _verb_right_above(words, moment)
    if verb is None or words[verb].lemma.lower() in PLANS:
        return
    helpers = {
        words[place].text.lower()
        for place in range(len(words))
        if words[place].head == verb and words[place].dep in ("aux", "auxpass")
    }
    is_past = words[verb].tag == "VBD" or (
        words[verb].tag == "VBN" and helpers and helpers <= {"was", "were", "had", "has", "have", "been"}
    )
    if not is_past or helpers & {"would", "will", "could", "should", "might", "may", "to"}:
        return
    # A year far from the verb belongs to a plan or a thing in between: "recommended a total catch in 2031".
    away, is_opening = abs(moment.first - verb), moment.first <= 2
    if not is_opening and away > (5 if moment.kind == "day" else 3):
        return
    if any(word.text.lower() in OPEN for word in words[max(0, moment.first - 2) : moment.first]):
        return
    text = sheet.reading.text_at(moment.span)
    message = f"{text} lies after the publication on {published.isoformat()}, and the text tells it as past (“{words[verb].text}”)."
    yield Slip("NB404", 0.85, moment.span, Span(moment.line.at, words[verb].start, words[verb].end), message)


def _verb_right_above(words: Sequence[Word], moment: Moment) -> int | None:
    """The verb that a day hangs on by at most one preposition."""
    at = moment.last
    for _ in range(4):
        above = words[at].head
        if above == at:
            return None
        if moment.first <= above <= moment.last or words[above].dep == "prep" or words[above].pos == "ADP":
            at = above
            continue
        return above if words[above].pos in ("VERB", "AUX") else None
    return None


def _ranges(sheet: Sheet, line: Line) -> Iterator[Slip]:
    """As "From 2015 to 2010": the end before the beginning."""
    text = sheet.reading.part(line.at)
    for match in RANGE.finditer(text, line.start, line.end):
        one, other = int(match["one"] or match["one2"]), int(match["other"] or match["other2"])
        if one > other and match["from"] != "between":
            yield Slip(
                "NB405",
                0.85,
                Span(line.at, *match.span()),
                None,
                f"{match[0].strip('()')}: the end lies before the beginning.",
            )


def _lasting(sheet: Sheet, line: Line, mine: Sequence[Moment], published: date | None) -> Iterator[Slip]:
    """As "from 2010 to 2015, for 12 years", "since 2010, for 12 years", "in 1998, 20 years ago"."""
    text = sheet.reading.part(line.at)
    lengths = [
        each for each in amounts(sheet)[line.number] if each.unit == "year" and each.joined is None and each.value >= 2
    ]
    years = [each for each in mine if each.kind == "year" and each.year]
    if len(lengths) != 1 or not years:
        return
    length = lengths[0]
    ranges = list(RANGE.finditer(text, line.start, line.end))
    is_ago = bool(AGO.match(text, length.end))
    slack = 1.0 if length.bound is None else max(2.0, 0.15 * length.value)
    near = [each for each in years if abs(each.start - length.end) < 40 or abs(length.start - each.end) < 25]
    if len(ranges) == 1 and not is_ago:
        one, other = (int(ranges[0][name] or ranges[0][f"{name}2"]) for name in ("one", "other"))
        close = 0 <= length.start - ranges[0].end() < 12 and LASTING.search(
            text, max(line.start, length.start - 22), length.start
        )
        if close and other > one and abs(other - one - length.value) > slack:
            yield Slip(
                "NB406",
                0.75,
                length.span,
                Span(line.at, *ranges[0].span()),
                f"{ranges[0][0].strip('()')} is {other - one} years, not {length.value:g}.",
            )
        return
    if published is None or len(near) != 1 or len(years) > 1:
        return
    year = near[0]
    before = text[max(line.start, year.start - 8) : year.start].lower()
    told = published.year - (year.year or 0)
    if is_ago:
        between = text[min(year.end, length.end) : max(year.start, length.start)].strip()
        if len(between) <= 14 and told > 0 and abs(told - length.value) > slack:
            yield Slip(
                "NB406",
                0.75,
                length.span,
                year.span,
                f"{year.year} was {told} years before this was published, not {length.value:g}.",
            )
        return
    is_since = before.endswith("since ") and 0 <= length.start - year.end < 8
    if is_since and LASTING.search(text, year.end, length.start) and told > 0 and abs(told - length.value) > slack:
        message = f"Since {year.year} it was {told} years when this was published, not {length.value:g}."
        yield Slip("NB406", 0.7, length.span, year.span, message)


def is_of_kin(text: str) -> bool:
    """Whether a sentence tells the birth of somebody's kin: "his mother was born in 1931", "a son, who was born in May"."""
    return bool(KIN_BORN.search(text))


def _lives(sheet: Sheet, published: date | None) -> Iterator[Slip]:
    """As "born in 1950, died in 2015 aged 60": years of a life and an age, in one paragraph with one birth."""
    by_part: dict[object, list[Line]] = defaultdict(list)
    for line in sheet.lines:
        by_part[line.at].append(line)
    for lines in by_part.values():
        births = [
            year for line in lines for year in moments(sheet)[line.number] if year.year and _hangs_on(year, "bear")
        ]
        spans = [
            match
            for line in lines
            for match in RANGE.finditer(sheet.reading.part(line.at), line.start, line.end)
            if match["one2"]
        ]
        deaths = [
            year
            for line in lines
            for year in moments(sheet)[line.number]
            if year.year and _hangs_on(year, "die", "death")
        ]
        if births and is_of_kin(_around(sheet, births[0].span)):
            continue
        born = births[0].year if len(births) == 1 else int(spans[0]["one2"]) if len(spans) == 1 and not births else None
        if born is None or len(births) > 1 or len(spans) > 1:
            continue
        where = births[0].span if births else Span(lines[0].at, *spans[0].span())
        died = deaths[0].year if len(deaths) == 1 else int(spans[0]["other2"]) if spans else None
        if died is not None and died < born:
            place = deaths[0].span if deaths else where
            yield Slip("NB405", 0.85, place, where, f"The death ({died}) is told before the birth ({born}).")
            continue
        for line in lines:
            for age in amounts(sheet)[line.number]:
                when = _told_when(sheet, age, line, deaths, died, published)
                if when is None or not born <= when:
                    continue
                if not when - born - 1 <= age.value <= when - born:
                    message = f"Born in {born}, one is {when - born - 1} or {when - born} years old in {when}, not {age.value:g}."
                    yield Slip("NB407", 0.8, age.span, where, message)


def _life(sheet: Sheet, published: date | None) -> Iterator[Slip]:
    """As "died on Tuesday, aged 84" and, in another paragraph, "was born in 1938": an article that tells one birth."""
    births = [
        each for line in sheet.lines for each in moments(sheet)[line.number] if each.year and _hangs_on(each, "bear")
    ]
    if len(births) != 1 or births[0].year is None:
        return
    born, birth = births[0].year, births[0]
    who = _born(birth.line.words, birth)
    for line in sheet.lines:
        if line.at == birth.line.at or who is None:
            continue
        for age in amounts(sheet)[line.number]:
            before = [word.text.lower() for word in line.words[max(0, age.first - 3) : age.first]]
            is_aged = before[-1:] == ["aged"] or before[-3:] == ["age", "of"] or before[-3:] == ["the", "age", "of"]
            near = {word.lemma.lower() for word in line.words[max(0, age.first - 14) : age.last + 3]}
            if not is_aged and not ("die" in near and before[-1:] == ["at"]):
                continue
            if (
                "die" not in near
                or who not in {key_of(word) for word in line.words}
                or age.unit not in (None, "year old")
            ):
                continue
            here = [each.year for each in moments(sheet)[line.number] if each.year]
            when = here[0] if len(here) == 1 else published.year if published and not here else None
            if when is None:
                continue
            low, high = when - born - 1, when - born
            if (
                published
                and not here
                and birth.month
                and (birth.month, birth.day or 15) < (published.month, published.day)
            ):
                low = high
            elif published and not here and birth.month and birth.month > published.month:
                high = low
            if not low <= age.value <= high:
                yield Slip(
                    "NB407",
                    0.85,
                    age.span,
                    birth.span,
                    f"Born in {born}, one is {high} years old in {when}, not {age.value:g}.",
                )


def _born(words: Sequence[Word], birth: Moment) -> str | None:
    """The last name of who is born, where the sentence tells it."""
    for place in range(birth.first - 1, max(-1, birth.first - 8), -1):
        if words[place].text.lower() == "born":
            heads = [each for each in words if each.head == place and each.dep in ("nsubj", "nsubjpass")]
            return key_of(heads[0]) if heads and heads[0].pos == "PROPN" else None
    return None


def _told_when(
    sheet: Sheet, age: Amount, line: Line, deaths: Sequence[Moment], died: int | None, published: date | None
) -> int | None:
    """The year in which somebody is told to be so old; None where an amount is no age, or nobody can tell."""
    text = sheet.reading.part(line.at)
    before = text[max(line.start, age.start - 16) : age.start]
    is_aged = bool(re.search(r"\b(?:at the age of|aged?|at age)\s$", before, re.IGNORECASE))
    near = {word.lemma.lower() for word in line.words[max(0, age.first - 8) : age.last + 4]}
    at_death = bool(near & {"die", "death", "dead", "pass"})
    if not 1 <= age.value <= 115 or age.bound is not None or age.value % 1:
        return None
    if (
        at_death
        and (is_aged or age.unit == "year old" or re.search(r"\bat\s$", before))
        and age.unit in (None, "year old")
    ):
        return died
    here = [
        each
        for each in moments(sheet)[line.number]
        if each.kind == "year" and each.year and not _hangs_on(each, "bear")
    ]
    if is_aged and age.unit is None and len(here) == 1 and abs(here[0].first - age.first) <= 6:
        return here[0].year
    if age.unit == "year old" and published and not here and died is None and not deaths and _hangs_on_present(age):
        return published.year
    return None


def _hangs_on_present(age: Amount) -> bool:
    """Whether an age is told of today: "is 64 years old"."""
    words = age.line.words
    return any(word.text.lower() == "is" for word in words[max(0, age.first - 3) : age.first])


def _hangs_on(moment: Moment, *lemmas: str) -> bool:
    """Whether a year belongs to a word before it: "born on 3 March 1950", "his death in 2015"."""
    words = moment.line.words
    for word in reversed(words[max(0, moment.first - 7) : moment.first]):
        if word.lemma.lower() in lemmas or (word.text.lower() == "born" and "bear" in lemmas):
            return True
        if word.pos in ("VERB", "CCONJ") or word.text in (";", "."):
            return False
    return False


def _ages(sheet: Sheet) -> Iterator[Slip]:
    """One person with two ages."""
    people = [member.name for member in sheet.reading.cast if member.kind == "person"]
    told: dict[str, list[Claim]] = defaultdict(list)
    for claim in sheet.reading.claims:
        if claim.kind != "figure" or claim.unit != "years old" or not claim.of or not isinstance(claim.value, float):
            continue
        of = re.sub(r"^(?:mr|mrs|ms|dr|sir)\.?\s", "", claim.of, flags=re.IGNORECASE)
        names = [name for name in people if name == of or (" " not in of and name.split()[-1] == of)]
        if len(names) == 1 and not re.search(
            r"\b(?:then|was|when|ago|turned|turns|would|will|until)\b", _around(sheet, claim.span)
        ):
            told[names[0]].append(claim)
    for name, claims in told.items():
        for claim in claims[1:]:
            if claim.value != claims[0].value:
                message = f"{name} is {claims[0].value:g} in one place and {claim.value:g} in another."
                yield Slip("NB408", 0.8, claim.span, claims[0].span, message)
                break


def _around(sheet: Sheet, span: Span) -> str:
    line = sheet.line_at(span.at, span.start)
    text = sheet.reading.part(span.at)
    return text[line.start : line.end] if line else text


def _once(sheet: Sheet) -> Iterator[Slip]:
    """What happens once, with two years: a founding, a birth, a death."""
    known: dict[tuple[str, str], Moment] = {}
    for line in sheet.lines:
        for year in moments(sheet)[line.number]:
            if year.year is None:
                continue
            told = _happening(line.words, year)
            if told is None:
                continue
            earlier = known.setdefault(told, year)
            if earlier.year != year.year and earlier.line is not line:
                text = sheet.reading.text_at
                message = (
                    f"{told[1].title()} was {told[0]} in {earlier.year} in one place and in {year.year} in another."
                )
                if told[0] == "died":
                    message = f"{told[1].title()} died in {earlier.year} in one place and in {year.year} in another."
                assert text(year.span)
                yield Slip("NB409", 0.8, year.span, earlier.span, message)


def _happening(words: Sequence[Word], year: Moment) -> tuple[str, str] | None:
    """What a year tells the founding, birth or death of: the word for it, and the name."""
    for place in range(year.first - 1, max(-1, year.first - 8), -1):
        word = words[place]
        lemma = "bear" if word.text.lower() == "born" else word.lemma.lower()
        if word.pos == "VERB" and lemma not in ONCE:
            return None
        if lemma in ONCE and word.pos == "VERB":
            if lemma in ("found", "establish") and word.tag != "VBN":
                return None
            subjects = [each for each in words if each.head == place and each.dep in ("nsubj", "nsubjpass")]
            head = subjects[0] if subjects else words[word.head] if word.dep in ("acl", "relcl") else None
            if head is None or head.pos != "PROPN" or (key := key_of(head)) is None:
                return None
            return ONCE[lemma], key
    return None
