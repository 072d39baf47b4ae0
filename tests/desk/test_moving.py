"""Somebody moves in from another reader."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.utils import timezone

from newsbox import addresses
from newsbox.desk import additions, moving, rounds
from newsbox.library import keep, queries
from newsbox.library.models import Report, Source
from newsbox.shelf import marks, opml
from newsbox.shelf import queries as shelf
from newsbox.shelf.models import Bookmark
from tests.press import TEXT, Press
from tests.shelf.test_exports import FRESHRSS, GOOGLE_ITEM, WALLABAG, google, packed

pytestmark = pytest.mark.django_db(transaction=True)


def give(person: Any, body: bytes, name: str = "export") -> additions.Outcome:
    return additions.carry_out(marks.hand_in(person, body=body, name=name, quietly=True))


def test_a_whole_freshrss_moves_in(alice: Any) -> None:
    outcome = give(alice, packed({"feeds.opml.xml": FRESHRSS, "starred.json": google(GOOGLE_ITEM)}), "freshrss.zip")
    assert (outcome.state, outcome.message) == ("done", "3 sources added. 1 bookmark added.")
    assert {(row.folder, row.source.kind) for row in alice.subscriptions.select_related("source") if row.folder} == {
        ("World", "feed"), ("World/Europe", "feed"), ("Either∕or", "page"),
    }  # fmt: skip
    (report,) = shelf.bookmarked(alice).reports
    assert (report.headline, report.outlet, report.byline) == ("Fire & water", "Gazette", "Jane Roe, Jon Roe")
    assert report.url == "https://gazette.example/fire?a=1&b=2" and report.is_read
    assert keep.reading_of(queries.latest_edition(report)).paragraphs == ("The ferry burned.",)
    assert Bookmark.objects.get().added.isoformat() == "2026-11-15T12:00:00+00:00"


def test_all_that_can_be_followed_moves_from_one_box_to_another(press: Press, alice: Any, bob: Any) -> None:
    """What a list says is the same after it went out, came into an empty box, and went out again."""
    ministry = press.account("ministry", "Ministry of Harbours").says("The port of Aldra is open again.")
    assert additions.carry_out(marks.hand_in(alice, address=ministry.profile, folder="People", quietly=True)).source
    now = timezone.now()
    feed, _ = keep.source("https://g.example/feed", now=now, title="Gazette", site="https://g.example/")
    marks.subscribe(alice, feed, folder="World/Europe", title="My <Gazette> & more")
    marks.set_full_text(feed, "never")
    page, _ = keep.source("https://p.example/news?all=1&b=2", now=now, title="Page", is_page=True)
    marks.subscribe(alice, page, folder="World")
    marks.set_full_text(page, "short")
    mailbox, _ = addresses.mailbox("imaps://reader@mail.example/Letters")
    marks.follow_letters(alice, mailbox, "a quiet quay", now=now)
    marks.saved_source(alice)
    written = opml.written(alice, now=now)
    assert opml.left_out(alice) == 1
    assert b"mail.example" not in written and b"quay" not in written and b"newsbox:saved" not in written

    def followed(person: Any) -> set[tuple[str, ...]]:
        return {
            (row.source.address, row.source.kind, row.title or row.source.title, row.folder, row.source.full_text, row.source.site)
            for row in person.subscriptions.select_related("source")
            if row.source.kind in ("feed", "page")
        }  # fmt: skip

    before = followed(alice)
    assert before == {
        (ministry.statuses, "feed", "Ministry of Harbours", "People", "always", ministry.profile),
        ("https://g.example/feed", "feed", "My <Gazette> & more", "World/Europe", "never", "https://g.example/"),
        ("https://p.example/news?all=1&b=2", "page", "Page", "World", "short", ""),
    }
    # Another person of the same box: what all who follow a source share is not changed by her list.
    keep.set_full_text(feed, "always")
    give(bob, written, "list.opml")
    assert Source.objects.get(pk=feed.pk).full_text == "always"
    Source.objects.all().delete()
    assert give(alice, written, "list.opml").message == "3 sources added."
    assert followed(alice) == before
    assert opml.written(alice, now=now) == written
    assert opml.left_out(alice) == 0
    # Of another reader nothing but feeds is asked to be followed.
    assert written.count(b"xmlUrl=") == written.count(b'type="rss"') == 2
    Source.objects.exclude(address=ministry.statuses).update(due=None)
    assert rounds.refresh(with_pages=False).new == 1


def test_twice_does_no_harm_and_what_is_here_is_bookmarked(press: Press, alice: Any) -> None:
    gazette = press.outlet("Gazette").publishes("Fire at the port")
    additions.carry_out(marks.hand_in(alice, address=gazette.feed, quietly=True))
    rounds.refresh()
    item = {**GOOGLE_ITEM, "alternate": [{"href": gazette.address(gazette.articles[0]) + "?utm_source=rss"}]}
    assert give(alice, google(item, GOOGLE_ITEM)).message == "1 bookmark added, 1 you have already."
    assert give(alice, google(item, GOOGLE_ITEM)).message == "0 bookmarks added, 2 you have already."
    assert Report.objects.count() == Bookmark.objects.count() == 2
    assert keep.reading_of(queries.latest_edition(Report.objects.get(headline="Fire at the port"))).paragraphs == TEXT


def test_bare_addresses_are_fetched_and_what_is_gone_keeps_its_title(press: Press, alice: Any) -> None:
    gazette = press.outlet("Gazette").publishes("Fire at the port")
    there = gazette.address(gazette.articles[0])
    body = f'<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><p><DT><A HREF="{there}">Fire</A><DT><A HREF="{gazette.home}gone">Gone article</A></DL>'
    outcome = give(alice, body.encode(), "bookmarks.html")
    assert outcome.message == "2 bookmarks added, 1 by title and address alone, since their pages can't be had."
    told = {report.headline: report for report in shelf.bookmarked(alice).reports}
    assert set(told) == {"Fire at the port", "Gone article"}
    assert keep.reading_of(queries.latest_edition(told["Fire at the port"])).paragraphs == TEXT
    assert told["Gone article"].url == f"{gazette.home}gone"


def test_one_that_breaks_the_reader_keeps_nobody_else_out(alice: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    read = moving.reading.read_fragment

    def breaks(html: str, *, url: str | None) -> Any:
        if "ferry" in html:
            raise RuntimeError("a fault")
        return read(html, url=url)

    monkeypatch.setattr(moving.reading, "read_fragment", breaks)
    other = {
        **GOOGLE_ITEM,
        "canonical": [{"href": "https://gazette.example/quay"}],
        "content": {"content": "<p>The quay opened.</p>"},
    }
    outcome = give(alice, google(GOOGLE_ITEM, other))
    assert outcome.message == "1 bookmark added, 1 at which NewsBox itself failed, as its log says."
    assert [report.url for report in shelf.bookmarked(alice).reports] == ["https://gazette.example/quay"]


def test_a_text_somebody_hands_in_changes_nobody_elses_report(press: Press, alice: Any, bob: Any) -> None:
    gazette = press.outlet("Gazette").publishes("Fire at the port")
    additions.carry_out(marks.hand_in(alice, address=gazette.feed, quietly=True))
    rounds.refresh()
    forged = [{**WALLABAG[0], "url": gazette.address(gazette.articles[0]), "content": "<p>Nothing ever burned.</p>"}]
    give(bob, json.dumps(forged).encode())
    (hers,) = [report for report in shelf.latest(alice).reports if report.headline == "Fire at the port"]
    assert keep.reading_of(queries.latest_edition(hers)).paragraphs == TEXT
    assert hers.editions.count() == 1
    assert [report.headline for report in shelf.bookmarked(bob).reports] == ["Quay"]


def test_a_file_in_which_nothing_is_kept(alice: Any) -> None:
    assert give(alice, google(which="feed/7")).state == "failed"
    assert give(alice, packed({"feeds.opml": b"<opml></opml>"}), "x.zip").state == "failed"
    assert not Source.objects.filter(kind="feed").exists()
