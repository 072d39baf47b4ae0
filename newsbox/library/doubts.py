"""What doesn't add up in the box's reports, as rows: kept, judged by people, mended by later editions."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from newsbox.library.models import Counterpart, Edition, Finding, Label, Report
from newsbox.types import Finding as Found
from newsbox.types import Passage, Reading

MOST = 60
"""Findings of an edition that are kept, the surest first: what comes behind them nobody would look at."""


def fingerprint_of(code: str, texts: Iterable[str]) -> str:
    """What a finding has in common with itself when its page is read anew: its code and the words it shows, wherever they stand."""
    squeezed = sorted({" ".join(text.split()).casefold() for text in texts})
    return hashlib.sha256("\x00".join([code, *squeezed]).encode("utf-8", "replace")).hexdigest()


# Keeping ------------------------------------------------------------------------------------------------------------


def note(edition: Edition, findings: Sequence[Found] | None, *, stays: str = "") -> bool:
    """What was found in an edition, in place of what was found before: whether that is anything else. None: nobody looked.

    stays: a check that was not asked again; what it found before stays.
    """
    with transaction.atomic():
        before = Finding.objects.filter(edition=edition, counterparts=None).exclude(check_name=stays)
        known = set(before.values_list("fingerprint", "severity"))
        before.delete()
        kept = _add([edition], findings or ())
        if edition.is_checked != (findings is not None):
            edition.is_checked = findings is not None
            edition.save(update_fields=["is_checked"])
        if kept or known or edition.number > 1:
            # A new edition closes what the former had, whatever was found.
            _compare(edition)
            settle([edition.report])
        return known != {(row.fingerprint, row.severity) for row in kept}


def note_between(editions: Sequence[Edition], findings: Sequence[Found]) -> None:
    """What was found between editions of several reports, in place of what was found before between any of them.

    The findings' passages count these editions, in this order.
    """
    with transaction.atomic():
        several = Finding.objects.filter(counterparts__isnull=False)
        before = list(
            several.filter(Q(edition__in=editions) | Q(counterparts__edition__in=editions)).values_list("pk", flat=True)
        )
        concerned = list(Report.objects.filter(pk__in=list(_reports_of(Finding.objects.filter(pk__in=before)))))
        Finding.objects.filter(pk__in=before).delete()
        _add(editions, findings)
        settle([*concerned, *(edition.report for edition in editions)])


def _add(editions: Sequence[Edition], findings: Sequence[Found]) -> list[Finding]:
    rows: list[Finding] = []
    others: list[Counterpart] = []
    ranked = sorted(findings, key=lambda found: -found.confidence)[:MOST]
    reports = {edition.report_id for edition in editions}
    said = dict(Label.objects.filter(report__in=reports).values_list("fingerprint", "verdict")) if ranked else {}
    for found in ranked:
        numbers = sorted({passage.reading for passage in found.passages})
        # The passages count the editions of this finding, not all that were looked at.
        order = {number: place for place, number in enumerate(numbers)}
        fingerprint = fingerprint_of(found.code, (passage.text for passage in found.passages))
        row = Finding(
            edition=editions[numbers[0] if numbers else 0],
            code=found.code,
            check_name=found.check,
            severity=found.severity,
            confidence=found.confidence,
            message=found.message,
            passages=[{**passage.to_dict(), "reading": order[passage.reading]} for passage in found.passages],
            fingerprint=fingerprint,
            verdict=said.get(fingerprint, ""),
        )
        rows.append(row)
        others += [Counterpart(finding=row, edition=editions[number], number=order[number]) for number in numbers[1:]]
    Finding.objects.bulk_create(rows)
    Counterpart.objects.bulk_create(others)
    return rows


def settle(reports: Iterable[Report]) -> None:
    """Which findings of these reports count, and how many each report has: after anything about them changed.

    As many questions for one report as for a story's fifty.
    """
    given = {report.pk: report for report in reports}
    concerned = _concerning(given)
    later = Edition.objects.filter(report=OuterRef("edition__report"), number__gt=OuterRef("edition__number"))
    outdated = Counterpart.objects.filter(Exists(later), finding=OuterRef("pk"))
    concerned.update(is_open=False)
    told = concerned.exclude(severity="note").exclude(verdict=Finding.Verdict.WRONG)
    told.filter(~Exists(later), ~Exists(outdated)).update(is_open=True)
    touched = {*given, *_reports_of(concerned)}
    counts = {pk: len(found) for pk, found in _open_by_report(touched).items()}
    for count in set(counts.values()):
        Report.objects.filter(pk__in=[pk for pk in touched if counts[pk] == count]).update(doubts=count)
    for pk, report in given.items():
        report.doubts = counts[pk]


def _open_by_report(reports: Collection[int]) -> dict[int, set[int]]:
    """The numbers of the findings that count, by the numbers of the reports they are about, alone or beside others."""
    told: dict[int, set[int]] = {pk: set() for pk in reports}
    own = Finding.objects.filter(is_open=True, edition__report__in=reports)
    beside = Counterpart.objects.filter(finding__is_open=True, edition__report__in=reports)
    for report, finding in (
        *own.values_list("edition__report", "pk"),
        *beside.values_list("edition__report", "finding"),
    ):
        told[report].add(finding)
    return told


def _concerning(reports: Iterable[int]) -> QuerySet[Finding]:
    """The findings that are about some reports, alone or beside others."""
    numbers = list(reports)
    beside = Counterpart.objects.filter(edition__report__in=numbers).values("finding")
    return Finding.objects.filter(Q(edition__report__in=numbers) | Q(pk__in=beside))


def _reports_of(findings: QuerySet[Finding]) -> QuerySet[Report, int]:
    """The numbers of the reports that findings are about."""
    beside = Counterpart.objects.filter(finding__in=findings).values("edition__report")
    concerned = Report.objects.filter(Q(pk__in=findings.values("edition__report")) | Q(pk__in=beside))
    return concerned.values_list("pk", flat=True)


# From edition to edition ----------------------------------------------------------------------------------------------


def _compare(edition: Edition) -> None:
    """Writes down which findings an edition mended and which came with it, and the same of the edition behind it."""
    beside = Edition.objects.filter(report=edition.report_id, is_checked=True)
    near = list(beside.filter(number__range=(edition.number - 1, edition.number + 1)).order_by("number"))
    rows = {each.pk: list(Finding.objects.filter(edition=each, counterparts=None)) for each in near}
    if not any(rows.values()):
        return
    wholes = {each.pk: Reading.from_dict(each.reading) for each in near}
    for before, after in pairwise(near):
        if after.number != before.number + 1:
            continue
        for row in rows[before.pk]:
            gone = is_gone(row, rows[after.pk], wholes[before.pk], wholes[after.pk])
            Finding.objects.filter(pk=row.pk).update(mended=after if gone else None)
        for row in rows[after.pk]:
            came = is_gone(row, rows[before.pk], wholes[after.pk], wholes[before.pk])
            Finding.objects.filter(pk=row.pk).update(appeared=came)


def is_gone(row: Finding, others: Sequence[Finding], whole: Reading, other: Reading) -> bool:
    """Whether another edition does not have a finding, and the reason is its text.

    others, other: that edition's findings and reading. Where every part that the finding shows stands there as it was, no
    editor mended anything: then a newer NewsBox looked with other eyes.
    """
    if any(is_same(row, each) for each in others):
        return False
    parts = {other.part("headline"), other.part("summary"), other.part("caption"), *other.paragraphs}
    return any(whole.part(passage.span.at) not in parts for passage in passages_of(row))


def is_same(one: Finding, other: Finding) -> bool:
    """Whether two findings of two editions are one: they show the same words, or begin with them and have one code."""
    if one.fingerprint == other.fingerprint or (one.code, one.message) == (other.code, other.message):
        return True
    first, second = passages_of(one)[:1], passages_of(other)[:1]
    return bool(one.code == other.code and first and second and first[0].text.casefold() == second[0].text.casefold())


def passages_of(row: Finding) -> tuple[Passage, ...]:
    """The words a finding shows, and where they stand."""
    return tuple(Passage.from_dict(each) for each in row.passages)


# What people say of them ------------------------------------------------------------------------------------------------


def judge(finding: Finding, verdict: str, *, by: str, now: datetime) -> None:
    """Somebody says that a finding is wrong, or right, or takes that back (empty). It holds for the whole box, and is kept as a label.

    by: her name.
    """
    report = finding.edition.report
    with transaction.atomic():
        if verdict:
            Label.objects.update_or_create(
                report=report,
                fingerprint=finding.fingerprint,
                defaults={
                    "code": finding.code,
                    "check_name": finding.check_name,
                    "severity": finding.severity,
                    "confidence": finding.confidence,
                    "message": finding.message,
                    "passages": finding.passages,
                    "verdict": Finding.Verdict(verdict),
                    "by": by[:150],
                    "given": now,
                },
            )
        else:
            Label.objects.filter(report=report, fingerprint=finding.fingerprint).delete()
        Finding.objects.filter(edition__report=report, fingerprint=finding.fingerprint).update(verdict=verdict)
        settle([report])


def labels() -> Iterator[dict[str, Any]]:
    """What is known of findings' rightness, as JSON objects: what people said, in order; then what later editions mended, unless somebody said otherwise.

    Without names and without reports: code, check, severity, confidence, message, the words shown, verdict
    ("wrong", "right" or "mended"), and when that was given (ISO 8601).
    """
    judged = set()
    for label in Label.objects.order_by("given", "pk").iterator():
        judged.add((label.report_id, label.fingerprint))
        yield _told(label, label.verdict, label.given)
    mended = Finding.objects.filter(mended__isnull=False).exclude(severity="note").select_related("edition", "mended")
    for row in mended.order_by("pk").iterator():
        if (row.edition.report_id, row.fingerprint) not in judged and row.mended:
            yield _told(row, "mended", row.mended.seen)


def _told(row: Finding | Label, verdict: str, given: datetime) -> dict[str, Any]:
    return {
        "code": row.code,
        "check": row.check_name,
        "severity": row.severity,
        "confidence": row.confidence,
        "message": row.message,
        "passages": [each["text"] for each in row.passages],
        "verdict": verdict,
        "given": given.isoformat(),
    }
