"""Where it doesn't add up: on the article, in lists, and what people say of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from newsbox.library import doubts, keep
from newsbox.library.models import Finding, Label, Report
from newsbox.reading import read_text
from newsbox.shelf import marks
from newsbox.types import Finding as Found
from newsbox.types import Image, Passage, Reading, Span
from newsbox.web import checks
from tests.conftest import NOW
from tests.library.test_doubts import MENDED, NAMES, READING, WEAK, found
from tests.web.test_pages import text

pytestmark = pytest.mark.django_db
OTHERS = "https://herald.example/feed"


@pytest.fixture
def kept(alice: Any) -> Callable[..., Report]:
    """Keeps an edition of a report of a source that Alice follows, an hour after the one before."""
    source, _ = keep.source("https://gazette.example/feed", now=NOW, title="Gazette")
    marks.subscribe(alice, source)
    count = iter(range(100))

    def keep_one(reading: Reading = READING, findings: Any = (NAMES, WEAK), guid: str = "g") -> Report:
        now = NOW + timedelta(hours=next(count))
        return keep.keep(reading, source=source, guid=guid, now=now, findings=findings).report

    return keep_one


def page(client: Client, report: Report) -> str:
    return text(client.get(f"/reports/{report.pk}/"))


def number(report: Report) -> int:
    return Finding.objects.get(edition__report=report, code="NB101").pk


def test_the_passages_stand_side_by_side_and_lead_to_their_places(signed_in: Client, kept: Any) -> None:
    report = kept()
    shown = page(signed_in, report)
    assert "Where it doesn’t add up" in shown and NAMES.message in shown
    assert "Almost surely" in shown and "about nine in ten such findings are right" in shown
    links = re.findall(r'<a href="#(doubt-\d+-\d+)">([^<]+)</a>', shown)
    assert [where for _, where in links] == ["Paragraph 1", "The headline", "Paragraph 3"]
    for anchor, _ in links:
        assert shown.count(f'id="{anchor}"') == 1
    assert re.search(
        r'<p id="p0">President <span class="doubted" id="[^"]+" data-doubts="[^"]+">Ana Loke</span> called', shown
    )
    assert "President <mark>Ana Loke</mark> called" in shown


def test_weak_notes_are_hidden_until_asked_for(signed_in: Client, kept: Any) -> None:
    shown = page(signed_in, kept())
    assert re.search(r"<details[^>]*><summary>Show 1 weaker note</summary>.*NB302", shown, re.DOTALL)
    only = page(signed_in, kept(replace(READING, url="https://gazette.example/b"), (WEAK,), guid="b"))
    assert "Nothing that NewsBox would bring up by itself" in only and "place where it doesn’t" not in only
    nothing = page(signed_in, kept(replace(READING, url="https://gazette.example/c"), (), guid="c"))
    assert "Where it doesn’t add up" not in nothing


def test_words_in_the_picture_s_caption_and_in_speech_can_be_in_question(signed_in: Client, kept: Any) -> None:
    reading = replace(READING, images=(Image(None, caption="Ana Loke on Monday", lead=True),))
    shown = page(signed_in, kept(reading, (found(reading, ("caption", "Ana Loke"), (0, "Ana Loke called")),)))
    assert re.search(r'<figcaption><span><span class="doubted" id="doubt-\d+-0"[^>]*>Ana Loke</span> on Monday', shown)
    assert "The picture’s caption" in shown


def test_a_finding_s_words_are_text_and_never_markup(signed_in: Client, kept: Any) -> None:
    reading = replace(READING, paragraphs=("A <script>alert(1)</script> B",))
    finding = replace(found(reading, (0, "<script>alert(1)</script>")), message="<b>odd</b>")
    shown = page(signed_in, kept(reading, (finding,)))
    assert "<script>alert" not in shown and "<b>odd" not in shown and "&lt;b&gt;odd" in shown


def test_a_stale_place_leads_nowhere(signed_in: Client, kept: Any) -> None:
    stale = Found("NB101", "cast", "error", 0.9, "Odd.", (Passage(0, "no such words", Span(99, 0, 13)),))
    shown = page(signed_in, kept(findings=(stale,)))
    assert "<mark>no such words</mark>" in shown and "Paragraph 100" in shown and 'href="#doubt-' not in shown


@pytest.mark.parametrize("path", ["/", "/search/?q=veldmark", "source", "/bookmarks/"])
def test_lists_bear_a_quiet_mark(signed_in: Client, alice: Any, kept: Any, path: str) -> None:
    report = kept()
    marks.bookmark(alice, report, now=NOW)
    place = f"/sources/{report.sources.get().pk}/" if path == "source" else path
    assert f'class="doubt-mark" href="/reports/{report.pk}/#doubts"' in text(signed_in.get(place))
    doubts.judge(Finding.objects.get(code="NB101"), "wrong", by="alice", now=NOW)
    assert "doubt-mark" not in text(signed_in.get(place))


def test_this_is_wrong_dismisses_it_for_the_box_and_can_be_undone(signed_in: Client, kept: Any) -> None:
    report = kept()
    place = f"/reports/{report.pk}/doubts/{number(report)}/"
    assert signed_in.post(place, {"verdict": "wrong"})["Location"] == f"/reports/{report.pk}/#doubts"
    shown = page(signed_in, report)
    assert "1 dismissed" in shown and "Somebody in this box called this wrong" in shown
    assert Label.objects.get().by == "alice"
    step = signed_in.post(place, {"verdict": ""}, headers={"HX-Request": "true"})
    assert text(step).startswith('<section class="doubts" id="doubts"') and "dismissed" not in text(step)
    assert "Taken back" in step["HX-Trigger"]
    assert not Label.objects.exists()
    signed_in.post(place, {"verdict": "right"})
    assert "called this right" in page(signed_in, report)
    assert signed_in.post(place, {"verdict": "maybe"}).status_code == 404
    assert signed_in.get(place).status_code == 405


def test_only_who_may_read_the_report_may_judge(kept: Any, bob: Any) -> None:
    report = kept()
    stranger = Client()
    stranger.force_login(bob)
    assert stranger.post(f"/reports/{report.pk}/doubts/{number(report)}/", {"verdict": "wrong"}).status_code == 404
    source, _ = keep.source(OTHERS, now=NOW, title="Herald")
    marks.subscribe(bob, source)
    his = keep.keep(replace(READING, url=None), source=source, guid="h", now=NOW, findings=()).report
    assert stranger.post(f"/reports/{his.pk}/doubts/{number(report)}/", {"verdict": "wrong"}).status_code == 404
    assert not Label.objects.exists()
    assert text(stranger.get("/doubts/")).count("data-item") == 0


def test_a_shared_link_shows_the_article_alone(alice: Any, kept: Any) -> None:
    shown = text(Client().get(f"/s/{marks.share(alice, kept()).token}/"))
    assert "Doran calls Veldmark" in shown
    assert "add up" not in shown and NAMES.message not in shown and "doubt" not in shown


def test_what_changed_is_told(signed_in: Client, kept: Any) -> None:
    report = kept()
    kept(MENDED, (WEAK,))
    shown = page(signed_in, report)
    assert "What changed" in shown
    assert "An edition seen 15 November 2026, 13:00 mended this: The first paragraph" in shown
    assert "President <mark>Ana Loke</mark> called" in shown
    again = kept(replace(READING, paragraphs=(*READING.paragraphs, "More soon.")), (NAMES,))
    assert "New in the edition seen 15 November 2026, 14:00" in page(signed_in, again)


def test_a_page_lists_what_does_not_add_up(signed_in: Client, kept: Any) -> None:
    first = kept()
    figures = replace(NAMES, code="NB301", check="figures", message="One sum, two values.")
    second = kept(replace(READING, url="https://gazette.example/b"), (figures,), guid="b")
    kept(replace(READING, url="https://gazette.example/c"), (), guid="c")
    shown = text(signed_in.get("/doubts/"))
    assert shown.count("data-item>") == 2 and NAMES.message in shown and "One sum" in shown
    assert f'href="/reports/{first.pk}/#doubt-{number(first)}"' in shown
    only = text(signed_in.get("/doubts/?check=figures"))
    assert only.count("data-item>") == 1 and f"/reports/{second.pk}/" in only
    assert "Nothing of this kind" in text(signed_in.get("/doubts/?check=dates"))
    assert text(signed_in.get("/doubts/?check=%27x")).count("data-item>") == 2
    found_by_search = text(signed_in.get("/search/?q=doubt:figures"))
    assert f"/reports/{second.pk}/" in found_by_search and f"/reports/{first.pk}/" not in found_by_search
    assert signed_in.get("/search/?q=doubt:").status_code == 400
    assert signed_in.get('/search/?q=doubt:"a b"').status_code == 400


def test_what_stands_in_somebody_else_s_report_is_not_shown(signed_in: Client, kept: Any, bob: Any) -> None:
    ours = kept(findings=())
    source, _ = keep.source(OTHERS, now=NOW, title="Herald")
    marks.subscribe(bob, source)
    theirs = keep.keep(
        replace(MENDED, url="https://herald.example/x", outlet="Herald"), source=source, guid="h", now=NOW, findings=()
    ).report
    across = replace(
        NAMES, passages=(Passage(0, "Ana Loke", Span(0, 10, 18)), Passage(1, "Eva Doran", Span(0, 10, 19)))
    )
    doubts.note_between([ours.editions.get(), theirs.editions.get()], [across])
    assert "Eva Doran" not in page(signed_in, ours)
    marks.subscribe(ours.sources.get().subscriptions.get().person, source)
    shown = page(signed_in, ours)
    assert "Eva Doran" in shown and f'href="/reports/{theirs.pk}/#doubt-' in shown and "in <bdi>Herald</bdi>" in shown
    # Seen from the other side, each passage leads the other way.
    there = page(signed_in, theirs)
    anchor = f"doubt-{Finding.objects.get().pk}"
    assert f'href="/reports/{ours.pk}/#{anchor}-0"' in there and f'<a href="#{anchor}-1"' in there


@pytest.mark.parametrize("path", ["/doubts/", "/", "/search/?q=doubt:any", "/doubts/?check=cast"])
def test_questions_do_not_grow_with_findings(signed_in: Client, kept: Any, path: str) -> None:
    counts = []
    for count in (5, 39):
        for each in range(count):
            kept(replace(READING, url=f"https://gazette.example/{count}-{each}"), (NAMES, WEAK), guid=f"{count}-{each}")
        signed_in.get(path)
        with CaptureQueriesContext(connection) as captured:
            assert signed_in.get(path).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 14


def test_an_article_asks_as_much_for_many_findings_as_for_one(signed_in: Client, kept: Any) -> None:
    counts = []
    for count in (1, 30):
        several = [replace(NAMES, code=f"NB1{place:02}") for place in range(count)]
        report = kept(replace(READING, url=f"https://gazette.example/{count}"), several, guid=str(count))
        signed_in.get(f"/reports/{report.pk}/")
        with CaptureQueriesContext(connection) as captured:
            page(signed_in, report)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_the_checks_have_pages_in_plain_words(
    signed_in: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "index.md").write_text("# What is looked for\n\nSlips of the pen.\n")
    (tmp_path / "tides.md").write_text(
        "# Tides\n\nA tide **comes** twice.\n\n| Code | Says |\n|---|---|\n| NB999 | It came thrice. |\n\n<script>x</script> [All](index.md), [far](../house.md)\n"
    )
    (tmp_path / "moons.md").write_text("# Moons\n\nTwo full moons, see [tides](tides.md#codes). `NB998`\n")
    monkeypatch.setattr(checks, "folder", lambda: tmp_path)
    checks.pages.cache_clear()
    checks.page.cache_clear()
    try:
        listed = text(signed_in.get("/checks/"))
        assert "Slips of the pen" in listed and listed.index("Two full moons, see tides") < listed.index(
            "A tide comes twice."
        )
        tides = text(signed_in.get("/checks/tides/"))
        assert "<td>It came thrice.</td>" in tides and '<a href="/checks/">All</a>' in tides
        assert ">far<" not in tides and "far" in tides and "<script>x" not in tides
        assert 'href="/checks/tides/#codes"' in text(signed_in.get("/checks/moons/"))
        for missing in ("/checks/none/", "/checks/index/"):
            assert signed_in.get(missing).status_code == 404
    finally:
        checks.pages.cache_clear()
        checks.page.cache_clear()


def test_the_docs_own_pages_can_be_shown(signed_in: Client) -> None:
    listed = text(signed_in.get("/checks/"))
    assert "never says which is" in listed
    for each in checks.pages():
        assert signed_in.get(f"/checks/{each.name}/").status_code == 200 and each.lead
        assert listed.count(f'href="/checks/{each.name}/"') == 1


def test_one_quotation_told_twice_has_its_other_words_marked(signed_in: Client, kept: Any) -> None:
    """Side by side, each with its own other words; two names that have nothing in common bear no such mark."""
    ours = kept(findings=(NAMES,))
    reading = read_text(
        "“The harbour stays open to every boat,” Ms Loke said.", url="https://gazette.example/two", headline="Two"
    )
    theirs = kept(reading, findings=(), guid="t")
    told = replace(
        found(READING, (2, "The harbour stays open")),
        code="NB604",
        check="quotes",
        passages=(
            Passage(0, "The harbour stays open", Span(2, 0, 22)),
            Passage(1, "The harbour stays open to every boat", Span(0, 1, 37)),
        ),
    )
    assert "other-words" not in page(signed_in, ours)
    doubts.note_between([ours.editions.get(), theirs.editions.get()], [told])
    shown = page(signed_in, ours)
    assert '<mark>The harbour stays open <strong class="other-words">to every boat</strong></mark>' in shown
    assert "<mark>The harbour stays open</mark>" in shown
