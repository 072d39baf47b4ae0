"""What doesn't add up: kept, judged, mended, found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsbox.library import doubts, keep, queries, search
from newsbox.library.models import Edition, Finding, Label, Report
from newsbox.reading import read_text
from newsbox.types import Finding as Found
from newsbox.types import Passage, Place, Reading, Span
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
READING = read_text(
    "President Ana Loke called the premier of Veldmark on Monday.\n\nMs Doran said that nothing was signed.\n\nThe harbour stays open.",
    headline="Doran calls Veldmark",
    url="https://gazette.example/call",
)


def found(
    reading: Reading, *words: tuple[Place, str], code: str = "NB101", sure: float = 0.93, severity: Any = "error"
) -> Found:
    """A finding that shows words of a reading."""
    passages = tuple(
        Passage(0, text, Span(at, start := reading.part(at).index(text), start + len(text))) for at, text in words
    )
    message = "The first paragraph says Loke; the headline says Doran."
    return Found(code, "cast" if code.startswith("NB1") else "figures", severity, sure, message, passages)


NAMES = found(READING, (0, "Ana Loke"), ("headline", "Doran"))
WEAK = found(READING, (2, "harbour"), code="NB302", sure=0.2, severity="note")


@pytest.fixture
def kept() -> Callable[..., Report]:
    """Keeps an edition of the one report, an hour after the one before."""
    source, _ = keep.source("https://gazette.example/feed", now=NOW, title="Gazette")
    count = iter(range(100))

    def keep_one(reading: Reading = READING, findings: Any = (NAMES, WEAK), guid: str = "g") -> Report:
        now = NOW + timedelta(hours=next(count))
        return keep.keep(reading, source=source, guid=guid, now=now, findings=findings).report

    return keep_one


def fresh(report: Report) -> Report:
    report.refresh_from_db()
    return report


def of(report: Report) -> list[Finding]:
    return queries.findings(queries.latest_edition(report))


def test_a_finding_comes_back_as_it_went_in(kept: Any) -> None:
    report = kept()
    grave, weak = of(report)
    assert (grave.code, grave.check_name, grave.severity, grave.confidence) == ("NB101", "cast", "error", 0.93)
    assert doubts.passages_of(grave) == NAMES.passages
    assert (grave.is_open, weak.is_open) == (True, False)  # notes are for those who ask
    assert fresh(report).doubts == 1


def test_nobody_looked_is_not_nothing_found(kept: Any) -> None:
    assert not queries.latest_edition(kept(findings=None)).is_checked
    report = kept(replace(READING, url="https://gazette.example/other"), (), guid="other")
    assert queries.latest_edition(report).is_checked
    assert report.doubts == 0


def test_what_somebody_calls_wrong_counts_no_more_and_can_be_taken_back(kept: Any) -> None:
    report = kept()
    doubts.judge(of(report)[0], "wrong", by="alice", now=NOW)
    assert (fresh(report).doubts, of(report)[0].verdict, Label.objects.get().by) == (0, "wrong", "alice")
    doubts.judge(of(report)[0], "", by="alice", now=NOW)
    assert (fresh(report).doubts, of(report)[0].verdict, Label.objects.count()) == (1, "", 0)


def test_a_page_read_anew_does_not_bring_back_what_was_wrong(kept: Any) -> None:
    report = kept()
    doubts.judge(of(report)[0], "wrong", by="alice", now=NOW)
    moved = replace(READING, paragraphs=("New York saw rain.", *READING.paragraphs))
    surer = replace(found(moved, (1, "Ana Loke"), ("headline", "Doran"), sure=0.97), message="Otherwise told.")
    keep.reread(queries.latest_edition(report), moved, [surer])
    assert [(row.verdict, row.confidence) for row in of(report)] == [("wrong", 0.97)]
    assert fresh(report).doubts == 0
    other = found(READING, (1, "Ms Doran"), (0, "Ana Loke"))
    keep.reread(queries.latest_edition(report), READING, [other])
    assert fresh(report).doubts == 1


def test_rereading_says_whether_findings_came_out_differently(kept: Any) -> None:
    edition = queries.latest_edition(kept())
    assert not keep.reread(edition, READING, [NAMES, WEAK])
    assert keep.reread(edition, READING, [NAMES])
    assert not keep.reread(edition, READING, None)
    assert fresh(edition.report).doubts == 1  # nobody looked: what was found stays


MENDED = replace(
    READING, paragraphs=("President Eva Doran called the premier of Veldmark on Monday.", *READING.paragraphs[1:])
)


def test_an_edition_that_mends_says_so(kept: Any) -> None:
    report = kept()
    kept(MENDED, ())
    (row,) = queries.mended(report)
    assert row.mended and row.mended.number == 2 and row.message == NAMES.message
    assert fresh(report).doubts == 0 and of(report) == []


@pytest.mark.parametrize(
    ("reading", "findings", "mends"),
    [
        (MENDED, (), True),
        # It still shows the same words: nothing was mended, whatever else was written.
        (replace(READING, paragraphs=(*READING.paragraphs, "A storm is near.")), (NAMES,), False),
        # The text stands as it was, and only the checks look with other eyes.
        (replace(READING, paragraphs=(*READING.paragraphs, "A storm is near.")), (), False),
        # Nobody looked at the later edition.
        (MENDED, None, False),
    ],
)
def test_only_a_changed_text_mends(kept: Any, reading: Reading, findings: Any, mends: bool) -> None:
    report = kept()
    kept(reading, findings)
    assert bool(queries.mended(report)) is mends


def test_an_edition_that_brings_a_slip_says_so(kept: Any) -> None:
    kept(MENDED, ())
    report = kept(READING, (NAMES,))
    assert [row.appeared for row in of(report)] == [True]
    assert [row.appeared for row in of(kept(replace(READING, notes=()), (NAMES,), guid="g"))] == [True]


def test_what_came_with_the_first_edition_did_not_appear(kept: Any) -> None:
    assert [row.appeared for row in of(kept())] == [False, False]


def test_rereading_an_older_edition_compares_it_anew(kept: Any) -> None:
    report = kept()
    kept(MENDED, ())
    keep.reread(report.editions.get(number=1), READING, [])
    assert queries.mended(report) == []
    keep.reread(report.editions.get(number=1), READING, [NAMES])
    assert len(queries.mended(report)) == 1
    assert fresh(report).doubts == 0


def test_labels_tell_what_people_and_editions_said(kept: Any) -> None:
    report = kept()
    doubts.judge(of(report)[0], "right", by="alice", now=NOW)
    other = replace(READING, url="https://gazette.example/second")
    second = kept(other, (NAMES,), guid="second")
    kept(replace(MENDED, url=other.url), (), guid="second")
    told = list(doubts.labels())
    assert [(each["verdict"], each["check"], each["confidence"]) for each in told] == [
        ("right", "cast", 0.93),
        ("mended", "cast", 0.93),
    ]
    assert told[0]["passages"] == ["Ana Loke", "Doran"] and "alice" not in str(told)
    # A person's word counts more than an edition's, and both outlive their report.
    doubts.judge(Finding.objects.get(edition__report=second), "wrong", by="bob", now=NOW)
    Report.objects.all().delete()
    assert [each["verdict"] for each in doubts.labels()] == ["right", "wrong"]


def test_a_finding_between_two_reports_counts_for_both(kept: Any) -> None:
    ours = kept(findings=())
    theirs = kept(replace(MENDED, url="https://gazette.example/theirs"), (), guid="theirs")
    editions = [queries.latest_edition(ours), queries.latest_edition(theirs)]
    across = replace(
        NAMES,
        passages=(
            Passage(1, "Eva Doran", Span(0, 10, 19)),
            Passage(0, "Ana Loke", Span(0, 10, 18)),
        ),
    )
    doubts.note_between(editions, [across])
    assert (fresh(ours).doubts, fresh(theirs).doubts) == (1, 1)
    assert [row.code for row in of(ours)] == [row.code for row in of(theirs)] == ["NB101"]
    assert set(queries.open_findings([ours, theirs])) == {ours.pk, theirs.pk}
    assert set(search.found(search.parse("doubt:cast"), Report.objects.all())) == {ours, theirs}
    doubts.judge(of(theirs)[0], "wrong", by="alice", now=NOW)
    assert (fresh(ours).doubts, fresh(theirs).doubts) == (0, 0)
    doubts.judge(of(theirs)[0], "", by="alice", now=NOW)
    kept(
        replace(READING, url="https://gazette.example/theirs"), (), guid="theirs"
    )  # a newer edition: nobody looked between yet
    assert (fresh(ours).doubts, fresh(theirs).doubts) == (0, 0)
    doubts.note_between(editions, [])
    assert not Finding.objects.exists()


def test_a_large_story_asks_no_more_than_a_small_one(kept: Any, django_assert_num_queries: Any) -> None:
    def told_by(count: int) -> list[Edition]:
        addresses = [f"https://gazette.example/{count}-{number}" for number in range(count)]
        reports = [kept(replace(READING, url=url), (), guid=url) for url in addresses]
        editions = [queries.latest_edition(report) for report in reports]
        for edition, report in zip(editions, reports, strict=True):
            edition.report = report
        return editions

    small, large = told_by(3), told_by(12)
    across = replace(
        NAMES, passages=(Passage(0, "Ana Loke", Span(0, 10, 18)), Passage(1, "Eva Doran", Span(0, 10, 19)))
    )
    with CaptureQueriesContext(connection) as asked:
        doubts.note_between(small, [across])
    with django_assert_num_queries(len(asked)):
        doubts.note_between(large, [across])
    assert [fresh(edition.report).doubts for edition in large] == [1, 1] + [0] * 10


@pytest.mark.parametrize(
    ("query", "finds"),
    [
        ("doubt:any", True),
        ("doubt:cast", True),
        ("doubt:NB101", True),
        ("doubt:nb1 harbour", True),
        ("doubt:error", True),
        ("doubt:warning", False),
        ("doubt:figures", False),  # a note alone
        ("-doubt:any", False),
        ("harbour -doubt:figures", True),
        ("-doubt:cast", False),
    ],
)
def test_search_finds_doubts(kept: Any, query: str, finds: bool) -> None:
    report = kept()
    assert (report in search.found(search.parse(query), Report.objects.all())) is finds
    assert report not in search.found(search.parse("doubt:any"), Report.objects.filter(pk=0))


def test_the_surest_are_kept_and_no_more_than_anybody_reads(kept: Any) -> None:
    many = [replace(WEAK, confidence=number / 1000, code=f"NB{number:03}") for number in range(100)]
    rows = of(kept(findings=many))
    assert len(rows) == doubts.MOST and rows[0].confidence == 0.099


def test_a_report_that_goes_takes_its_findings_along(kept: Any) -> None:
    kept().delete()
    assert not Finding.objects.exists() and not Edition.objects.exists()


def test_what_the_owners_model_found_stays_when_a_page_is_read_anew(kept: Any) -> None:
    """It is asked once, when the report comes; the built-in checks are asked again."""
    theirs = replace(found(READING, (0, "Monday"), (2, "open")), code="OP1", check="opinion")
    report = kept(findings=(NAMES, theirs))
    keep.reread(report.editions.get(), READING, [])
    assert [row.code for row in Finding.objects.all()] == ["OP1"]
