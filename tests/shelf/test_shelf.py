"""What one person made of it, and who may see what."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.http import Http404

from newsbox.errors import MarkError
from newsbox.library import search
from newsbox.library.models import Report, Source
from newsbox.shelf import access, exchange, marks, opml, queries
from newsbox.shelf.models import Addition
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


def headlines(listing: Any) -> list[str]:
    return [report.headline for report in listing.reports]


def test_lists_show_what_a_person_follows(alice: Any, bob: Any, keep_reports: Any) -> None:
    keep_reports(alice, 2)
    keep_reports(bob, 1, title="Herald", address="https://herald.example/feed")
    assert headlines(queries.latest(alice)) == ["Harbour closed, 2", "Harbour closed, 1"]
    assert len(queries.latest(bob).reports) == 1
    marks.subscribe(bob, Source.objects.get(title="Gazette"))
    assert len(queries.latest(bob).reports) == 3


def test_paging_there_and_back_shows_everything_once(alice: Any, keep_reports: Any) -> None:
    keep_reports(alice, 95)
    seen, cursor, pages = [], None, []
    while True:
        listing = queries.latest(alice, cursor=cursor)
        pages.append(headlines(listing))
        seen += headlines(listing)
        if listing.older is None:
            break
        cursor = listing.older
    assert len(seen) == len(set(seen)) == 95
    back = queries.latest(alice, cursor=listing.newer)
    assert headlines(back) == pages[-2]
    first = queries.latest(alice, cursor=back.newer)
    assert headlines(first) == pages[0] and first.newer is None


@pytest.mark.parametrize(
    "cursor", ["", "nonsense", "YWZ0ZXIgMSAx" * 20, "\x00", "YmVmb3JlIG5hbiAx", "YmVmb3JlIDFlOTk5IDE"]
)
def test_a_cursor_somebody_made_up_begins_at_the_top(alice: Any, keep_reports: Any, cursor: str) -> None:
    keep_reports(alice, 1)
    assert len(queries.latest(alice, cursor=cursor).reports) == 1


def test_unread_read_and_unread_again(alice: Any, keep_reports: Any) -> None:
    first, second = keep_reports(alice, 2)
    marks.mark(alice, first, is_read=True)
    assert headlines(queries.latest(alice, unread=True)) == [second.headline]
    marks.mark_all_read(alice, until=NOW)
    assert queries.count_unread(alice) == 0
    assert all(report.is_read for report in queries.latest(alice).reports)
    marks.mark(alice, first, is_read=False)
    assert headlines(queries.latest(alice, unread=True)) == [first.headline]
    assert queries.count_unread(alice) == 1


def test_what_arrives_after_marking_all_read_is_unread(alice: Any, keep_reports: Any) -> None:
    keep_reports(alice, 2)
    marks.mark_all_read(alice, until=NOW - timedelta(minutes=1))
    assert queries.count_unread(alice) == 2


def test_bookmarks_are_a_persons_own(alice: Any, bob: Any, keep_reports: Any) -> None:
    first, second = keep_reports(alice, 2)
    keep_reports(bob, 2)
    marks.bookmark(alice, first, now=NOW)
    marks.bookmark(alice, first, now=NOW)
    marks.bookmark(alice, second, now=NOW - timedelta(days=1))
    assert headlines(queries.bookmarked(alice)) == [first.headline, second.headline]
    assert queries.bookmarked(bob).reports == []
    marks.unbookmark(alice, first)
    assert headlines(queries.bookmarked(alice)) == [second.headline]


def test_search_looks_only_at_her_own(alice: Any, bob: Any, keep_reports: Any) -> None:
    first, _ = keep_reports(alice, 2)
    query = search.parse("harbour")
    assert len(queries.found(alice, query).reports) == 2
    assert queries.found(bob, query).reports == []
    marks.mark(alice, first, is_read=True)
    marks.bookmark(alice, first, now=NOW)
    for text, count in [
        ("harbour is:unread", 1),
        ("is:read", 1),
        ("is:bookmarked harbour", 1),
        ("-is:bookmarked", 1),
        ("is:bookmarked is:unread", 0),
    ]:
        assert len(queries.found(alice, search.parse(text)).reports) == count, text


def test_somebody_elses_report_answers_like_a_missing_one(alice: Any, bob: Any, keep_reports: Any) -> None:
    (report,) = keep_reports(alice, 1)
    assert access.report(alice, report.pk) == report
    with pytest.raises(Http404):
        access.report(bob, report.pk)
    with pytest.raises(Http404):
        access.source(bob, Source.objects.get().pk)


def test_a_shared_link_works_until_it_is_taken_back(alice: Any, keep_reports: Any) -> None:
    (report,) = keep_reports(alice, 1)
    share = marks.share(alice, report)
    assert marks.share(alice, report).token == share.token
    assert len(share.token) >= 20
    assert access.shared(share.token).report == report
    marks.unshare(alice, report)
    with pytest.raises(Http404):
        access.shared(share.token)


def test_whom_nobody_follows_is_not_visited(alice: Any, bob: Any, keep_reports: Any) -> None:
    keep_reports(alice, 1)
    source = Source.objects.get()
    marks.subscribe(bob, source)
    marks.unsubscribe(alice, source)
    source.refresh_from_db()
    assert source.due is not None
    marks.unsubscribe(bob, source)
    source.refresh_from_db()
    assert source.due is None
    assert Report.objects.count() == 1  # what it brought stays


def test_a_bookmark_and_a_link_outlive_following(alice: Any, keep_reports: Any) -> None:
    first, second, third = keep_reports(alice, 3)
    marks.bookmark(alice, first, now=NOW)
    marks.share(alice, second)
    marks.unsubscribe(alice, Source.objects.get())
    assert queries.latest(alice).reports == []
    assert access.report(alice, first.pk) == first
    assert len(queries.found(alice, search.parse("is:bookmarked")).reports) == 1
    marks.unshare(alice, access.report(alice, second.pk))  # she can take it back
    for report in (second, third):
        with pytest.raises(Http404):
            access.report(alice, report.pk)


def test_forgetting_takes_nobody_elses_bookmark(alice: Any, bob: Any) -> None:
    from newsbox.library import keep
    from newsbox.reading import read_text

    reading = read_text("Some text.", headline="Shared page", url="https://e.example/a")
    for person in (alice, bob):
        report = keep.keep(reading, source=marks.saved_source(person), guid="a", now=NOW).report
    marks.bookmark(bob, report, now=NOW)
    marks.forget(bob, report)
    marks.bookmark(bob, report, now=NOW)
    marks.forget(alice, report)
    assert len(queries.bookmarked(bob).reports) == 1


def test_saved_pages_are_a_source_of_her_own(alice: Any, bob: Any) -> None:
    assert marks.saved_source(alice) == marks.saved_source(alice)
    assert marks.saved_source(alice) != marks.saved_source(bob)


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("", "a quiet harbour"),
        ("alice", "a quiet harbour"),
        ("carol", "short"),
        ("carol", "password1234"),
        ("a b/c", "a quiet harbour"),
    ],
)
def test_who_may_not_be_made(alice: Any, name: str, password: str) -> None:
    with pytest.raises(MarkError):
        marks.create_person(name, password)


def test_the_keyless_owner_becomes_the_owner(db: None) -> None:
    keyless = marks.create_keyless_owner()
    assert not queries.is_owned()
    owner = marks.make_owner("alice", "a quiet harbour")
    assert owner.pk == keyless.pk
    assert queries.is_owned() and owner.check_password("a quiet harbour")


def test_a_list_of_sources_out_and_in_again(alice: Any) -> None:
    from newsbox.library import keep

    for address, title, folder in [
        ("https://a.example/feed", "A & B", "World/Europe"),
        ("https://b.example/feed", "B", ""),
        ("https://c.example/feed", "C", "World"),
    ]:
        source, _ = keep.source(address, now=NOW, title=title)
        marks.subscribe(alice, source, folder=folder)
    marks.saved_source(alice)
    written = opml.written(alice, now=NOW)
    assert opml.is_opml(written)
    assert {(line.address, line.title, line.folder) for line in opml.parse(written)} == {
        ("https://a.example/feed", "A & B", "World/Europe"),
        ("https://b.example/feed", "B", ""),
        ("https://c.example/feed", "C", "World"),
    }


@pytest.mark.parametrize(
    "body", [b"<opml></opml>", b"<opml><body><outline text='no feed'/></body></opml>", b"<opml", b""]
)
def test_a_list_without_feeds_is_refused(body: bytes) -> None:
    with pytest.raises(MarkError, match="names no feed"):
        opml.parse(body)


def test_bookmarks_as_a_file(alice: Any, keep_reports: Any) -> None:
    (report,) = keep_reports(alice, 1)
    Report.objects.update(headline="A <b> & c")
    marks.bookmark(alice, report, now=NOW)
    written = exchange.bookmarks_file(alice)
    assert '<A HREF="https://gazette.example/report-1" ADD_DATE="1794744000">A &lt;b&gt; &amp; c</A>' in written


def test_handing_in_tells_the_desk(alice: Any, django_capture_on_commit_callbacks: Any) -> None:
    from django_tasks_db.models import DBTaskResult

    with django_capture_on_commit_callbacks(execute=True):
        addition = marks.hand_in(alice, address="example.org")
    assert DBTaskResult.objects.get().args_kwargs["args"] == [addition.pk]
    marks.hand_in(alice, address="example.org", quietly=True)
    assert DBTaskResult.objects.count() == 1
    assert Addition.objects.count() == 2
