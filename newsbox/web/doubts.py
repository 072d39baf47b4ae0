"""What doesn't add up in an article, as a page shows it: the passages beside each other, each leading to its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from newsbox.library import doubts as library
from newsbox.library import keep
from newsbox.texts import differing, unaccented
from newsbox.types import Finding, Place, Reading, Span, in_words
from newsbox.web import checks

if TYPE_CHECKING:
    from datetime import datetime

    from newsbox.library.models import Edition, Report
    from newsbox.library.models import Finding as Row

AROUND = 110
"""Characters that are shown on each side of the words in question, at most."""
ALIKE = 0.4
"""Share of its words that two passages have in common, from which the others are marked."""
HOW_SURE = {"error": "Almost surely", "warning": "Probably", "note": "Perhaps"}
IN_TEN = (
    "fewer than one in ten such findings are right", "about one in ten such findings is right", "about two in ten such findings are right",
    "about three in ten such findings are right", "about four in ten such findings are right", "about half of such findings are right",
    "about six in ten such findings are right", "about seven in ten such findings are right", "about eight in ten such findings are right",
    "about nine in ten such findings are right", "nearly all such findings are right",
)  # fmt: skip
"""How often it is right, by tenths."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage, with what stands around it."""

    where: str
    """Which part of the article, in words."""
    before: str
    text: str
    pieces: tuple[tuple[str, bool], ...]
    """The text in pieces, and whether each is other words than the passage has that it is laid beside."""
    after: str
    link: str
    """Where it leads: the words' own place; empty for text that is there no more."""
    outlet: str = ""
    """Whose report it stands in, if not this one."""
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """A finding as a page shows it."""

    key: str
    """Its number, or its place among a draft's findings."""
    code: str
    check: str
    message: str
    how_sure: str
    in_ten: str
    is_note: bool
    passages: tuple[Shown, ...]
    verdict: str = ""
    appeared: datetime | None = None
    """When the edition was seen that brought it."""
    mended: datetime | None = None
    """When the edition was seen that mended it."""

    @property
    def sides(self) -> tuple[tuple[Shown, ...], tuple[Shown, ...]]:
        """What stands against what: the passages that say the same as the first, and the others."""
        same = unaccented(self.passages[0].text) if self.passages else ""
        first = next(
            (place for place, each in enumerate(self.passages) if unaccented(each.text) != same), len(self.passages)
        )
        first = 1 if first == len(self.passages) else first
        return self.passages[:first], self.passages[first:]

    @property
    def has_page(self) -> bool:
        """Whether the box has a page about its check."""
        return checks.page(self.check) is not None


@dataclass(frozen=True, slots=True)
class Doubts:
    """What an article's section tells."""

    loud: tuple[Doubt, ...]
    """Errors and warnings."""
    notes: tuple[Doubt, ...]
    wrong: tuple[Doubt, ...]
    """What people called wrong."""
    mended: tuple[Doubt, ...]
    marks: Mapping[Place, list[tuple[int, int, str]]]
    """By part of the article: where words in question begin and end, and their anchors."""

    def __bool__(self) -> bool:
        return bool(self.loud or self.notes or self.wrong or self.mended)


def of_report(report: Report, edition: Edition, reading: Reading, rows: Sequence[Row], mended: Sequence[Row]) -> Doubts:
    """The section of a kept report. rows: the findings about this edition; mended: those of earlier editions that are no more."""
    told, marks = [], Marks()
    for row in rows:
        editions = {0: row.edition, **{each.number: each.edition for each in row.counterparts.all()}}
        readings = {
            number: reading if each.pk == edition.pk else keep.reading_of(each) for number, each in editions.items()
        }
        others = {
            number: (reverse("article", args=[each.report_id]), each.report.outlet or str(each.report))
            for number, each in editions.items()
            if each.pk != edition.pk
        }
        shown = _doubt(
            str(row.pk), _value(row), readings, others, marks, row.verdict, edition.seen if row.appeared else None
        )
        told.append(shown)
    gone = tuple(
        _doubt(str(row.pk), _value(row), {0: keep.reading_of(row.edition)}, None, Marks(), mended=row.mended.seen)
        for row in mended
        if row.mended
    )
    return _sorted(told, gone, marks)


def of_story(rows: Sequence[Row], reports: Iterable[Report], editions: Mapping[int, Edition]) -> tuple[Doubt, ...]:
    """What doesn't add up between a story's reports: every passage leads into its report. editions: the latest, by report."""
    of = {editions[report.pk].pk: report for report in reports}
    told = []
    known = {pk: keep.reading_of(editions[report.pk]) for pk, report in of.items()} if rows else {}
    for row in rows:
        numbers = {0: row.edition_id, **{each.number: each.edition_id for each in row.counterparts.all()}}
        readings = {number: known[pk] for number, pk in numbers.items()}
        others = {
            number: (reverse("article", args=[of[pk].pk]), of[pk].outlet or str(of[pk]))
            for number, pk in numbers.items()
        }
        told.append(_doubt(str(row.pk), _value(row), readings, others, Marks(), row.verdict))
    return tuple(told)


def of_draft(reading: Reading, findings: Iterable[Finding]) -> Doubts:
    """The section of a draft."""
    marks = Marks()
    told = [_doubt(str(place), found, {0: reading}, {}, marks) for place, found in enumerate(findings)]
    return _sorted(told, (), marks)


class Marks(dict[Place, list[tuple[int, int, str]]]):
    """Words in question, by the part they stand in."""

    def put(self, span: Span, anchor: str) -> None:
        """Marks words under an anchor."""
        self.setdefault(span.at, []).append((span.start, span.end, anchor))


def _sorted(told: Sequence[Doubt], gone: tuple[Doubt, ...], marks: Marks) -> Doubts:
    standing = [each for each in told if each.verdict != "wrong"]
    return Doubts(
        tuple(each for each in standing if not each.is_note),
        tuple(each for each in standing if each.is_note),
        tuple(each for each in told if each.verdict == "wrong"),
        gone,
        marks,
    )


def _value(row: Row) -> Finding:
    severity = row.severity
    return Finding(row.code, row.check_name, severity, row.confidence, row.message, library.passages_of(row))  # type: ignore[arg-type]


def _doubt(
    key: str,
    found: Finding,
    readings: Mapping[int, Reading],
    others: Mapping[int, tuple[str, str]] | None,
    marks: Marks,
    verdict: str = "",
    appeared: datetime | None = None,
    mended: datetime | None = None,
) -> Doubt:
    """others: address and outlet of the passages' other reports; None where the text is there no more and nothing leads anywhere."""
    shown, pieces = [], _pieces([passage.text for passage in found.passages])
    for place, passage in enumerate(found.passages):
        anchor = f"doubt-{key}-{place}"
        reading, span = readings.get(passage.reading), passage.span
        path, outlet = (others or {}).get(passage.reading, ("", ""))
        whole = _part(reading, span.at)
        if whole[span.start : span.end] != passage.text:
            # The other report is gone, or was read anew since: the words as they were, leading nowhere.
            shown.append(Shown(in_words(span.at).capitalize(), "", passage.text, pieces[place], "", "", outlet))
            continue
        if not path and others is not None:
            marks.put(span, anchor)
        before, after = around(whole, span.start, span.end)
        link = "" if others is None else f"{path}#{anchor}"
        language = reading.language if reading else None
        shown.append(
            Shown(in_words(span.at).capitalize(), before, passage.text, pieces[place], after, link, outlet, language)
        )
    is_measured = found.check != "opinion"
    return Doubt(
        key,
        found.code,
        found.check,
        found.message,
        HOW_SURE.get(found.severity, "") if is_measured else "Your own model says so",
        IN_TEN[max(0, min(10, round(found.confidence * 10)))]
        if is_measured
        else "nobody has measured how often it is right",
        found.severity == "note",
        tuple(shown),
        verdict,
        appeared,
        mended,
    )


def _pieces(texts: Sequence[str]) -> list[tuple[tuple[str, bool], ...]]:
    """Each text in pieces: where two say mostly the same (one quotation, told twice), the words that differ stand out."""
    whole: list[tuple[tuple[str, bool], ...]] = [((text, False),) for text in texts]
    if len(texts) != 2:
        return whole
    told = differing(*texts)
    same = sum(len(words.split()) for kind, words in told if kind == "same")
    if same < ALIKE * max(len(text.split()) for text in texts) or all(kind == "same" for kind, _ in told):
        return whole
    # The common words as each of them spells them.
    back = differing(*reversed(texts))
    return [tuple((words, kind == "first") for kind, words in side if kind != "second") for side in (told, back)]


def _part(reading: Reading | None, at: Place) -> str:
    if reading is None or (isinstance(at, int) and at >= len(reading.paragraphs)):
        return ""
    return reading.part(at)


def around(whole: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and behind some words, cut at the ends of words."""
    before, after = whole[:start], whole[end:]
    if len(before) > AROUND:
        before = "… " + before[-AROUND:].partition(" ")[2]
    if len(after) > AROUND:
        after = after[:AROUND].rpartition(" ")[0] + " …"
    return before, after
