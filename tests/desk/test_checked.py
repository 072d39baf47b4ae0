"""What doesn't add up is looked for wherever a reading is kept, and at the desk."""

from __future__ import annotations

import json
import threading
import time
from typing import Any

import pytest
from django.utils import timezone

from newsbox import checking
from newsbox.checking import Check, Sheet
from newsbox.desk import additions, checked, drafts, rereading, rounds, worker
from newsbox.library import doubts, queries
from newsbox.library.models import Report, Source
from newsbox.reading import read_text
from newsbox.shelf import marks
from newsbox.shelf.models import Draft
from newsbox.types import Finding, Page
from tests import chat
from tests.press import TEXT, Press
from tests.web.test_desk import DRAFT, PREMIERS, written
from tests.web.test_pages import text

pytestmark = pytest.mark.django_db(transaction=True)
TWO = ("Premier Doran opened the bridge.", *TEXT, "Premier Sable then walked across it.")


@pytest.fixture(autouse=True)
def one_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "CHECKS", (PREMIERS,))


def latest(report: Report) -> list[str]:
    return [row.code for row in queries.findings(queries.latest_edition(report))]


def test_a_visit_keeps_findings_and_a_later_one_sees_them_mended(press: Press, alice: Any) -> None:
    gazette = press.outlet("Gazette").publishes("A bridge opens", *TWO)
    additions.carry_out(marks.hand_in(alice, address=gazette.feed, quietly=True))
    rounds.refresh()
    report = Report.objects.get()
    assert latest(report) == ["NB199", "NB198"] and report.doubts == 1
    gazette.articles[0].paragraphs = (*TWO[:-1], "Premier Doran then walked across it.")
    gazette.articles[0].headline = "A bridge opens at Aldra"
    Source.objects.filter(due__isnull=False).update(due=timezone.now())
    assert rounds.refresh().changed == 1
    report.refresh_from_db()
    assert (latest(report), report.doubts) == ([], 0)
    assert [row.code for row in queries.mended(report)] == ["NB199"]


def test_reports_from_before_are_looked_at_when_reread(alice: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "CHECKS", ())
    additions.carry_out(marks.hand_in(alice, body=DRAFT.encode(), quietly=True))
    report = Report.objects.get()
    assert latest(report) == []
    monkeypatch.setattr(checking, "CHECKS", (PREMIERS,))
    assert rereading.reread_all() == (1, 1, 0)
    assert latest(report) == ["NB199", "NB198"]
    doubts.judge(queries.findings(queries.latest_edition(report))[0], "wrong", by="alice", now=timezone.now())
    assert rereading.reread_all() == (1, 0, 0)
    report.refresh_from_db()
    assert report.doubts == 0


@pytest.mark.parametrize(
    ("page", "silences"),
    [
        (Page(None, b"One.\r\nnewsbox: ignore cast\r\nTwo."), True),
        (Page(None, b"<p>One.</p>\n<!-- newsbox: ignore cast -->\n<p>Two.</p>"), True),
        # A page from the web can't silence a check, nor can what is no text.
        (Page("https://gazette.example/a", b"<!-- newsbox: ignore cast -->"), False),
        (Page(None, b"\xff\xfe newsbox: ignore cast"), False),
        (Page(None, b"They wrote newsbox: ignore cast into it."), False),
    ],
)
def test_only_what_somebody_hands_in_silences_a_check(page: Page, silences: bool) -> None:
    bare, names = checked.without_directives(page)
    assert names == (("cast",) if silences else ())
    assert (b"ignore" in bare.body) is not silences


def test_the_background_work_looks_at_drafts_within_moments(alice: Any) -> None:
    stop = threading.Event()
    thread = threading.Thread(target=drafts.keep_looking, args=(stop,))
    thread.start()
    try:
        marks.open_desk(alice, now=timezone.now())
        row = marks.draft(alice, DRAFT, now=timezone.now())
        until = time.monotonic() + 30
        while row.is_waiting and time.monotonic() < until:
            stop.wait(0.05)
            row.refresh_from_db()
    finally:
        stop.set()
        thread.join()
    assert row.reading and row.reading["findings"]


def test_a_worker_that_runs_once_looks_at_drafts_too(alice: Any) -> None:
    marks.draft(alice, DRAFT, now=timezone.now())
    worker.work(threading.Event(), once=True)
    assert not Draft.objects.get().is_waiting


def test_a_kept_draft_is_a_report_with_its_findings(alice: Any) -> None:
    words = f"{DRAFT}\n\nnewsbox: ignore NB198\n"
    outcome = additions.carry_out(marks.hand_in(alice, body=words.encode(), name="draft", quietly=True))
    report = Report.objects.get()
    assert (outcome.state, report.headline, report.doubts) == ("done", "Premier Doran opens the bridge at Aldra", 1)
    edition = queries.latest_edition(report)
    assert edition.is_checked and "newsbox:" not in json.dumps(edition.reading)
    assert [row.code for row in queries.findings(edition)] == ["NB199"]
    assert rereading.reread_all() == (1, 0, 0)
    assert [row.code for row in queries.findings(queries.latest_edition(report))] == ["NB199"]


def test_a_check_that_fails_loses_nothing(alice: Any, signed_in: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(sheet: Sheet) -> list[Finding]:
        raise RuntimeError("the ink is dry")

    monkeypatch.setattr(checking, "CHECKS", (Check(name="broken", codes={}, within=broken),))
    row = written(alice)
    shown = text(signed_in.get(f"/desk/{row.pk}/"))
    assert "by a fault of NewsBox" in shown and "Who said what" in shown
    additions.carry_out(marks.hand_in(alice, body=DRAFT.encode(), quietly=True))
    assert not queries.latest_edition(Report.objects.get()).is_checked


def test_a_model_of_the_owners_adds_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside the built-in findings and never instead; where it can't be asked, they stand alone."""
    monkeypatch.delenv("NEWSBOX_OPINION_URL", raising=False)
    reading = read_text(
        "Three people were hurt in the fire.\n\nThe five injured were taken to Port Aldra.", headline="Fire"
    )
    _, alone = checked.understood(reading)
    with chat.model() as model:
        model.says = {
            "findings": [{"message": "Three here, five there.", "passages": ["Three people", "five injured"]}]
        }
        monkeypatch.setenv("NEWSBOX_OPINION_URL", model.url)
        _, both = checked.understood(reading)
        _, silenced = checked.understood(reading, ignore=["opinion"])
    _, gone = checked.understood(reading)
    assert alone is not None and both is not None
    assert both[: len(alone)] == alone == silenced == gone
    assert [each.code for each in both[len(alone) :]] == ["OP1"]
