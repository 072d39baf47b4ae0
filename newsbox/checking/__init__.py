"""CHECK: from readings to findings; one file a check, all of one shape, like a linter's rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from newsbox.checking import cast, dates, figures, headline, names, outcomes, quotes, roles, sourcing
from newsbox.checking.shape import ERROR, WARNING, Check, Sheet
from newsbox.types import Finding, Passage, Reading

__all__ = ["CHECKS", "ERROR", "WARNING", "Check", "Sheet", "between", "check", "is_name", "is_named", "rank"]

CELL = 256
"""Characters of the cells in which findings about the same passages are looked for."""
CHECKS: tuple[Check, ...] = tuple(
    each.CHECK for each in (cast, roles, figures, dates, names, quotes, headline, outcomes, sourcing)
)
"""In the order of docs/checks."""


def check(
    readings: Sequence[Reading], *, select: Collection[str] | None = None, ignore: Collection[str] = ()
) -> list[Finding]:
    """What doesn't add up in each reading, and between them: the surest first, notes last.

    readings: one article, or the reports of one story, in order of arrival. select, ignore: names of checks ("cast"), codes
    ("NB101") or their beginnings ("NB1"); select None is all of them. Linear in a text's length.
    """
    found: list[Finding] = []
    for index, reading in enumerate(readings):
        sheet = Sheet(reading, index)
        found += _within(sheet, select, ignore)
        sheet.notes.clear()  # What was worked out for one report is let go before the next one: a long story takes no more room.
    sheets = [Sheet(reading, index) for index, reading in enumerate(readings)]
    return _chosen(found + _across(sheets, select, ignore), select, ignore)


def between(
    readings: Sequence[Reading], *, select: Collection[str] | None = None, ignore: Collection[str] = ()
) -> list[Finding]:
    """Only what doesn't add up between the reports of a story, in order of arrival; needs no parsed sentences. n log n in reports."""
    sheets = [Sheet(reading, index) for index, reading in enumerate(readings)]
    return _chosen(_across(sheets, select, ignore), select, ignore)


def _within(sheet: Sheet, select: Collection[str] | None, ignore: Collection[str]) -> list[Finding]:
    checks = (each for each in CHECKS if each.within and _wanted(each, select, ignore))
    return [finding for each in checks if each.within for finding in each.within(sheet)]


def _across(sheets: Sequence[Sheet], select: Collection[str] | None, ignore: Collection[str]) -> list[Finding]:
    if len(sheets) < 2:
        return []
    checks = (each for each in CHECKS if each.across and _wanted(each, select, ignore))
    return [finding for each in checks if each.across for finding in each.across(sheets)]


def _wanted(check: Check, select: Collection[str] | None, ignore: Collection[str]) -> bool:
    if any(_names(name, check.name, "") for name in ignore):
        return False
    return select is None or any(_names(name, check.name, code) for name in select for code in check.codes)


def _chosen(findings: Sequence[Finding], select: Collection[str] | None, ignore: Collection[str]) -> list[Finding]:
    chosen = [
        each
        for each in _each_once(findings)
        if (select is None or is_named(each, select)) and not is_named(each, ignore)
    ]
    return sorted(chosen, key=rank)


def is_named(finding: Finding, names: Collection[str]) -> bool:
    """Whether one of the names means a finding: its check's name, its code, or the code's beginning."""
    return any(_names(name, finding.check, finding.code) for name in names)


def is_name(name: str) -> bool:
    """Whether a name means any check or code."""
    return any(_names(name, each.name, code) for each in CHECKS for code in each.codes)


def _names(name: str, check: str, code: str) -> bool:
    return name.lower() == check or (len(name) > 1 and code.startswith(name.upper()))


def rank(finding: Finding) -> tuple[int, float]:
    """What findings are sorted by: the surest first."""
    return ("error", "warning", "note").index(finding.severity), -finding.confidence


def _each_once(findings: Sequence[Finding]) -> list[Finding]:
    """Of findings about the same passages, the surest: "Paula Brandeis" and the "Brandeis" in it are the same."""
    kept: dict[frozenset[object], list[Finding]] = {}
    near: dict[tuple[object, ...], list[Finding]] = defaultdict(list)
    for finding in sorted(findings, key=rank):
        parts = frozenset((passage.reading, passage.span.at) for passage in finding.passages)
        known = kept.setdefault(parts, [])
        # Passages that share words lie in one cell of the text, so not all findings of a long paragraph are compared.
        cells = list(_cells(finding.passages[0])) if finding.passages else [()]
        if not any(_are_same(finding.passages, each.passages) for cell in cells for each in near[parts, *cell]):
            known.append(finding)
            for cell in {cell for each in finding.passages for cell in _cells(each)} or {()}:
                near[parts, *cell].append(finding)
    return [finding for each in kept.values() for finding in each]


def _cells(passage: Passage) -> Iterator[tuple[object, ...]]:
    """The cells of the text, of so many characters each, that a passage stands in."""
    for number in range(passage.span.start // CELL, passage.span.end // CELL + 1):
        yield passage.reading, passage.span.at, number


def _are_same(some: Sequence[Passage], others: Sequence[Passage]) -> bool:
    """Whether every passage of either shares at least half of the longer one's characters with one of the other's."""
    pairs = [(one, other) for one in some for other in others if _is_same(one, other)]
    return all(any(each is one for one, _ in pairs) for each in some) and all(
        any(each is other for _, other in pairs) for each in others
    )


def _is_same(one: Passage, other: Passage) -> bool:
    if one.reading != other.reading or one.span.at != other.span.at:
        return False
    ours, theirs = one.span, other.span
    shared = min(ours.end, theirs.end) - max(ours.start, theirs.start)
    return ours == theirs or 2 * shared >= max(ours.end - ours.start, theirs.end - theirs.start, 1)
