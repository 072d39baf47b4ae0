"""Days and dates that can't all be right."""

from __future__ import annotations

from collections.abc import Iterator

from newsbox.checking import eventday, lifetimes, spells, twice, value_weights, years
from newsbox.checking.moments import Moment, moments
from newsbox.checking.reports.dates import across
from newsbox.checking.shape import Check, Sheet
from newsbox.checking.telling import sentence
from newsbox.types import Finding, Span, in_words

WEAKEST = 0.03
"""Confidence below which a pair of days is not worth a note."""


def within(sheet: Sheet) -> Iterator[Finding]:
    """The findings in one article."""
    taken = set[Span]()
    for slip in years.slips(sheet):
        spans = [slip.suspect, *([slip.other] if slip.other else [])]
        taken.update(spans)
        yield CHECK.finding(slip.code, slip.confidence, slip.message, map(sheet.passage, spans))
    for misfit in lifetimes.misfits(sheet):
        if not {misfit.suspect, misfit.other} & taken:
            taken |= {misfit.suspect, misfit.other}
            spans = [misfit.suspect, misfit.other]
            yield CHECK.finding("NB407", 0.8, misfit.message, map(sheet.passage, spans))
    for spell in spells.spells(sheet):
        if not {spell.length, spell.beginning} & taken:
            taken |= {spell.length, spell.beginning}
            shown = [sheet.passage(spell.length), sheet.passage(spell.beginning)]
            message = (
                f"{sentence(in_words(shown[0].span.at))} says “{shown[0].text}”; from “{shown[1].text}” in {in_words(shown[1].span.at)} "
                f"to the publication it is {spell.told}."
            )
            yield CHECK.finding("NB406", spell.confidence, message, shown)
    for each in eventday.twice(sheet):
        first, second = sheet.passage(each.other.span), sheet.passage(each.suspect.day.span)
        if not {first.span, second.span} & taken:
            taken |= {first.span, second.span}
            message = (
                f"{sentence(in_words(first.span.at))} says {first.text}; {in_words(second.span.at)} says “{each.word}”."
            )
            yield CHECK.finding("NB402", 0.75, message, [first, second])
    for finding in _told_twice(sheet):
        if not any(passage.span in taken for passage in finding.passages):
            yield finding


def _told_twice(sheet: Sheet) -> Iterator[Finding]:
    found = (
        (twice.probability(pair.features, value_weights.DATES), pair)
        for pair in twice.twice(sheet, moments(sheet), KIND)
    )
    for confidence, pair in twice.surest(found, least=WEAKEST):
        one, other = pair.suspect, pair.other
        message = f"{sentence(in_words(one.line.at))} says {text_of(sheet, one)}; {in_words(other.line.at)} says {text_of(sheet, other)}."
        yield CHECK.finding("NB402", confidence, message, [sheet.passage(one.span), sheet.passage(other.span)])


def text_of(sheet: Sheet, moment: Moment) -> str:
    """A day as it is written."""
    return sheet.reading.text_at(moment.span)


def _may_differ(one: Moment, other: Moment) -> bool:
    return one.kind == other.kind and one.value != other.value


def _features(sheet: Sheet, one: Moment, other: Moment) -> dict[str, float]:
    possessive = [
        each.last + 1 < len(each.line.words) and each.line.words[each.last + 1].text in ("'s", "’s")
        for each in (one, other)
    ]
    is_year, is_day = one.kind == "year", one.kind in ("day", "month")
    times = [
        {(each.kind, each.value) for each in moments(sheet)[value.line.number] if each is not value}
        for value in (one, other)
    ]
    return {
        "other time": float(bool(times[0]) and bool(times[1]) and not times[0] & times[1]),
        "same time": float(bool(times[0] & times[1])),
        "year": float(is_year),
        "day": float(is_day),
        "near year": float(is_year and abs((one.year or 0) - (other.year or 0)) <= 3),
        "far year": float(is_year and abs((one.year or 0) - (other.year or 0)) > 10),
        "possessive": float(any(possessive)),
        "same way": float(
            one.line.words[max(0, one.first - 1)].lemma == other.line.words[max(0, other.first - 1)].lemma
        ),
    }


KIND: twice.Kind[Moment] = twice.Kind(lambda each: each.value, lambda each: each.kind, _may_differ, _features)

CHECK = Check(
    name="dates",
    codes={
        "NB401": "A weekday does not go with its date.",
        "NB402": "One event is told with two days or years.",
        "NB403": "There is no such day.",
        "NB404": "What lies after the publication is told as past.",
        "NB405": "An end lies before its beginning.",
        "NB406": "A length of time does not go with its years, or does not reach back to its beginning.",
        "NB407": "An age does not go with the years of a life.",
        "NB408": "One person has two ages.",
        "NB409": "A founding, birth or death has two years.",
        "NB421": "Two reports of a story put one event on different days.",
    },
    within=within,
    across=across,
)
