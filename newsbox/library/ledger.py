"""Who told what of a story, when, on whose word? Pure: from kept readings to what its page shows."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from newsbox.library.digest import Text, Told, digest
from newsbox.library.names import speaker_key
from newsbox.texts import unaccented
from newsbox.types import PRONOUNS, Attribution, Claim, Reading, Span

ADDED = 5
"""Speakers, figures or places that an hour's line names."""
VOICES, SAID = 14, 6
"""Speakers a story's page shows, and statements of each."""
CHARTS = 4
TOLL = frozenset(("killed", "injured", "missing", "dead", "wounded", "displaced", "evacuated", "arrested", "rescued"))
"""Of people counted so, a report's first figure is this event's; what comes later may be another event's."""
FLEETING = frozenset(
    ("years old", "year", "years", "months", "weeks", "days", "hours", "minutes", "seconds", "metres", "kilometres")
)
"""Units that say how long or how old, and seldom run through a story."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One report of a story, as its page needs it."""

    report: int
    outlet: str
    dated: datetime
    reading: Reading
    carries: int | None = None
    """The report whose text it carries."""
    agency: str = ""
    cut: tuple[Span, ...] = ()
    """In the paragraphs of the text it carries."""
    added: tuple[Span, ...] = ()

    @property
    def newsroom(self) -> str:
        """Its outlet; one of no name is nobody else's."""
        return self.outlet or str(self.report)


@dataclass(frozen=True, slots=True)
class Arrival:
    """One report in its hour, and what it added to those before."""

    report: int
    carries: int | None
    agency: str
    speakers: tuple[str, ...]
    figures: tuple[str, ...]
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """Words of a speaker, and which reports have them."""

    words: str
    kind: str
    """"direct", "mixed" or "indirect"."""
    via: str
    reports: tuple[tuple[int, int], ...]
    """Report, and the number of the attribution in it; the first that had it first."""
    language: str | None


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker across outlets."""

    name: str
    key: str
    reports: int
    said: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A figure as one report states it."""

    report: int
    dated: datetime
    value: float
    text: str
    place: str
    """The anchor of its paragraph."""


@dataclass(frozen=True, slots=True)
class Series:
    """One figure over time."""

    what: str
    unit: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """What one desk made of a text it carries."""

    report: int
    cut: tuple[str, ...]
    added: tuple[str, ...]
    kept: int | None = None
    """How much of the first one's text it has, in percent of its words; None where that is not among the reports."""
    own: int = 0
    """How many words it has beside it."""


@dataclass(frozen=True, slots=True)
class Carried:
    """A text that several reports carry."""

    first: int
    agency: str
    desks: tuple[Desk, ...]
    reports: int = 0
    """How many carry it, the first among them where that is here."""


@dataclass(frozen=True, slots=True)
class Alone:
    """What only one outlet has."""

    outlet: str
    report: int
    speakers: tuple[str, ...]
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """A story, told by hour and by speaker."""

    digest: tuple[Told, ...]
    arrivals: tuple[Arrival, ...]
    voices: tuple[Voice, ...]
    more_voices: int
    series: tuple[Series, ...]
    sources: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    """By kind: name, and how many outlets rest on it; the most cited first."""
    alone: tuple[Alone, ...]
    carried: tuple[Carried, ...]


def ledger(heard: Sequence[Heard]) -> Ledger:
    """The ledger of a story. heard: its reports, the earliest first."""
    voices = _voices(heard)
    return Ledger(
        digest=tuple(in_short(heard)),
        arrivals=tuple(_arrivals(heard)),
        voices=tuple(voices[:VOICES]),
        more_voices=max(0, len(voices) - VOICES),
        series=tuple(_series(heard)),
        sources=_sources(heard),
        alone=tuple(_alone(heard)),
        carried=tuple(_carried(heard)),
    )


def in_short(heard: Sequence[Heard]) -> list[Told]:
    """The reports' own sentences that tell most of a story. heard: its reports, the earliest first."""
    # A text that several carry stands once: with the first of those we see.
    once: dict[int, Heard] = {}
    for each in heard:
        once.setdefault(each.carries or each.report, each)
    texts = [
        Text(
            each.report,
            tuple(
                "" if at in each.reading.subheads else _undated(each.reading, at, text)
                for at, text in enumerate(each.reading.paragraphs)
            ),
            (each.reading.language or "").partition("-")[0],
        )
        for each in once.values()
    ]
    return digest(texts)


def _undated(reading: Reading, at: int, text: str) -> str:
    """A paragraph without the dateline it opens with."""
    line = reading.dateline.text if reading.dateline else ""
    return text.removeprefix(line).lstrip(" -–—:") if line and at < 3 else text


# By hour ---------------------------------------------------------------------------------------------------------------


def _arrivals(heard: Sequence[Heard]) -> list[Arrival]:
    speakers: list[frozenset[str]] = []
    figures: set[tuple[float | str, str]] = set()
    places: set[str] = set()
    found = []
    for each in heard:
        new_speakers, new_figures, new_places = [], [], []
        for name in _speakers(each.reading):
            words = _words(name)
            if words and not any(_is_one(words, known) for known in speakers):
                speakers.append(words)
                new_speakers.append(name)
        for claim in _figures(each.reading):
            key = _figure_key(claim)
            if key not in figures:
                figures.add(key)
                new_figures.append(_shown(claim))
        for member in each.reading.cast:
            key_of_place = unaccented(member.name)
            if member.kind == "place" and key_of_place not in places:
                places.add(key_of_place)
                new_places.append(member.name)
        found.append(
            Arrival(
                each.report,
                each.carries,
                each.agency,
                tuple(new_speakers[:ADDED]),
                tuple(new_figures[:ADDED]),
                tuple(new_places[:ADDED]),
            )
        )
    return found


def _speakers(reading: Reading) -> list[str]:
    """Those who speak in it, each once."""
    names = [
        said.speaker.name for said in reading.attributions if said.speaker and said.speaker.name and said.is_telling
    ]
    return list(dict.fromkeys(names))


def _words(name: str) -> frozenset[str]:
    return frozenset(speaker_key(name).split())


def _is_one(words: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two names may be one speaker's: the shorter has no word that the longer lacks."""
    return words <= others or others <= words


def _figures(reading: Reading) -> list[Claim]:
    """Figures that say something by themselves, each once."""
    told: dict[tuple[float | str, str], Claim] = {}
    for claim in reading.claims:
        if (
            claim.kind == "figure"
            and claim.value is not None
            and claim.unit not in FLEETING
            and (claim.unit or claim.of)
        ):
            told.setdefault(_figure_key(claim), claim)
    return list(told.values())


def _figure_key(claim: Claim) -> tuple[float | str, str]:
    return claim.value or 0.0, (claim.unit or claim.of or "").casefold()


def _shown(claim: Claim) -> str:
    """A figure with what it counts, where its words do not say it."""
    of = claim.of or ""
    has_it = not of or of.casefold() in claim.text.casefold() or len(of) > 24 or of.casefold() in PRONOUNS
    return claim.text if has_it else f"{claim.text} ({of})"


# Who said what -----------------------------------------------------------------------------------------------------------


def _voices(heard: Sequence[Heard]) -> list[Voice]:
    """Speakers, those first whom most outlets quote. A surname alone is the one full name that ends so."""
    said: dict[str, list[tuple[Heard, int, Attribution]]] = defaultdict(list)
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for each in heard:
        for number, one in enumerate(each.reading.attributions):
            if one.speaker and one.speaker.name and one.is_telling and (key := speaker_key(one.speaker.name)):
                said[key].append((each, number, one))
                names[key][one.speaker.name] += 1
    for key in sorted(said, key=len):
        fuller = [other for other in said if other != key and other.endswith(key)]
        if len(fuller) == 1:
            said[fuller[0]] += said.pop(key)
    voices = []
    for key, rows in said.items():
        outlets = {each.newsroom for each, _, _ in rows}
        name = names[key].most_common(1)[0][0]
        voices.append(
            (len(outlets), len(rows), Voice(name, key, len({each.report for each, _, _ in rows}), _statements(rows)))
        )
    voices.sort(key=lambda each: (-each[0], -each[1], each[2].key))
    return [voice for _, _, voice in voices]


def _statements(rows: Sequence[tuple[Heard, int, Attribution]]) -> tuple[Statement, ...]:
    """What somebody said: the same words in several reports once; her own words before the reporters'."""
    once: dict[str, tuple[Attribution, Heard, list[tuple[int, int]]]] = {}
    for each, number, said in sorted(rows, key=lambda row: (row[0].dated, row[0].report, row[1])):
        words = " … ".join(piece.text for piece in said.content)
        key = " ".join(re.findall(r"\w+", unaccented(words)))[:160]
        known = next((other for other in once if key in other or other in key), None)
        if known is None:
            once[key] = (said, each, [(each.report, number)])
        elif each.report not in {report for report, _ in once[known][2]}:
            once[known][2].append((each.report, number))
    shown = [
        Statement(
            " … ".join(piece.text for piece in said.content)[:600],
            said.kind,
            said.via.name if said.via else "",
            tuple(reports),
            each.reading.language,
        )
        for said, each, reports in once.values()
    ]
    shown.sort(key=lambda one: (one.kind == "indirect", -len(one.reports)))
    return tuple(shown[:SAID])


def _sources(heard: Sequence[Heard]) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
    outlets: dict[tuple[str, str], set[str]] = defaultdict(set)
    names: dict[tuple[str, str], str] = {}
    for each in heard:
        for source in each.reading.sources:
            key = str(source.kind), speaker_key(source.name) or source.name
            names.setdefault(key, source.name)
            outlets[key].add(each.newsroom)
    kinds: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for (kind, name), where in outlets.items():
        kinds[kind].append((names[kind, name], len(where)))
    ranked = sorted(kinds.items(), key=lambda each: (-sum(count for _, count in each[1]), each[0]))
    return tuple((kind, tuple(sorted(rows, key=lambda row: (-row[1], row[0]))[:12])) for kind, rows in ranked)


# Figures over time ---------------------------------------------------------------------------------------------------------


def _series(heard: Sequence[Heard]) -> list[Series]:
    """Figures that several reports state of one thing, over the time of the reports; those first that most reports state.

    A report that gives several values of one thing tells of parts, or of before and after: it gives no point, but for a toll,
    where the first is this event's.
    """
    points: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for each in heard:
        stated: dict[tuple[str, str], list[Claim]] = defaultdict(list)
        for claim in each.reading.claims:
            if (
                claim.kind == "figure"
                and isinstance(claim.value, int | float)
                and claim.of
                and claim.unit not in FLEETING
            ):
                stated[(claim.of.casefold(), claim.unit or "")].append(claim)
        for key, claims in stated.items():
            first = claims[0]
            if key[0] in TOLL or len({claim.value for claim in claims}) == 1:
                anchor = f"#p{first.span.at}" if isinstance(first.span.at, int) else ""
                points[key].append(Point(each.report, each.dated, float(first.value or 0), first.text, anchor))
    newsrooms = {each.report: each.newsroom for each in heard}
    found = [
        (len({newsrooms[point.report] for point in told}), Series(what, unit, tuple(told)))
        for (what, unit), told in points.items()
    ]
    telling = [
        (outlets, series)
        for outlets, series in found
        if len(series.points) > 1
        and (len({point.value for point in series.points}) > 1 or (series.what in TOLL and len(series.points) > 2))
        and (outlets > 1 or series.what in TOLL)
    ]
    telling.sort(key=lambda each: (each[1].what not in TOLL, -each[0], -len(each[1].points), each[1].what))
    return [series for _, series in telling[:CHARTS]]


# What one has, and what many carry ----------------------------------------------------------------------------------------


def _alone(heard: Sequence[Heard]) -> list[Alone]:
    """Speakers and figures that stand in one outlet's reports only; nothing, where fewer than three outlets tell the story."""
    outlets = dict.fromkeys(each.newsroom for each in heard)
    if len(outlets) < 3:
        return []
    speakers: dict[frozenset[str], set[str]] = {}
    figures: dict[tuple[float | str, str], set[str]] = defaultdict(set)
    for each in heard:
        outlet = each.newsroom
        for name in _speakers(each.reading):
            words = _words(name)
            same = next((known for known in speakers if _is_one(words, known)), words)
            speakers.setdefault(same, set()).add(outlet)
        for claim in _figures(each.reading):
            figures[_figure_key(claim)].add(outlet)
    found = []
    for outlet in outlets:
        own = [each for each in heard if each.newsroom == outlet]
        names = [
            name
            for each in own
            for name in _speakers(each.reading)
            if (words := _words(name))
            and all(where == {outlet} for known, where in speakers.items() if _is_one(words, known))
        ]
        numbers = [
            _shown(claim) for each in own for claim in _figures(each.reading) if figures[_figure_key(claim)] == {outlet}
        ]
        if names or numbers:
            found.append(
                Alone(outlet, own[0].report, tuple(dict.fromkeys(names))[:ADDED], tuple(dict.fromkeys(numbers))[:ADDED])
            )
    return found


def _carried(heard: Sequence[Heard]) -> list[Carried]:
    readings = {each.report: each.reading for each in heard}
    texts: dict[int, list[Heard]] = defaultdict(list)
    for each in heard:
        if each.carries is not None:
            texts[each.carries].append(each)
    return [
        Carried(
            first,
            next((each.agency for each in rows if each.agency), ""),
            tuple(_desk(each, readings.get(first)) for each in rows),
            len(rows) + (first in readings),
        )
        for first, rows in texts.items()
    ]


def _desk(each: Heard, carried: Reading | None) -> Desk:
    cut, added = _quoted(carried, each.cut), _quoted(each.reading, each.added)
    words = sum(len(paragraph.split()) for paragraph in carried.paragraphs) if carried else 0
    left_out = sum(len(passage.split()) for passage in cut)
    kept = round(100 * (words - left_out) / words) if words else None
    # What is whole is whole: 99.6 % is not.
    kept = 99 if kept == 100 and cut else kept
    return Desk(each.report, cut, added, kept, sum(len(passage.split()) for passage in added))


def _quoted(reading: Reading | None, spans: Sequence[Span]) -> tuple[str, ...]:
    """The words at some spans; nothing for those that the text has no more."""
    if reading is None:
        return ()
    there = [span for span in spans if isinstance(span.at, int) and span.at < len(reading.paragraphs)]
    return tuple(text for span in there if (text := reading.text_at(span).strip()))


def spans(plain: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    """Spans as rows keep them."""
    return tuple(Span(at, start, end) for at, start, end in plain)
