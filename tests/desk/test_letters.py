"""Newsletters arrive as reports of the reader who has the mailbox, and of nobody else."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from newsbox import addresses, read_text
from newsbox.desk import doctor, letters, rereading, rounds, worker
from newsbox.errors import NewsBoxError
from newsbox.library import keep, queries, sealed
from newsbox.library.models import Letterbox, Picture, Report, Source
from newsbox.shelf import marks, opml
from newsbox.shelf import queries as shelf
from tests.gathering.test_letters import WEEK
from tests.mailbox import Postmaster, any_change, letter

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def post() -> Iterator[Postmaster]:
    with Postmaster() as postmaster:
        yield postmaster.delivers("Newsletters", letter("The week", WEEK, guid="<1@gazette.example>"))


def follow(person: Any, post: Postmaster, password: str = "a quiet quay") -> Source:
    return marks.follow_letters(person, addresses.mailbox(post.address())[0], password, now=timezone.now())


def due_now() -> None:
    Source.objects.filter(due__isnull=False).update(due=timezone.now())


def test_a_letter_becomes_a_report(post: Postmaster, alice: Any) -> None:
    source = follow(alice, post)
    done = letters.collect()
    assert (done.visited, done.new, done.failed) == (1, 1, 0)
    (report,) = shelf.latest(alice).reports
    assert (report.headline, report.outlet, report.byline, report.url) == ("The week", "The Gazette", "", "")
    assert report.published == "2026-11-12T08:15:00+00:00"
    assert report.story  # as with a round of the web, nobody waits for the background work
    reading = keep.reading_of(queries.latest_edition(report))
    assert "Ines Marlo" in [said.speaker.name for said in reading.attributions if said.speaker]
    source.refresh_from_db()
    assert (source.etag, source.fault, source.title) == ("7:1", "", "Newsletters")
    assert source.due and source.due > timezone.now()
    assert any_change(post.told) == []


def test_nothing_comes_twice_and_later_letters_come(post: Postmaster, alice: Any) -> None:
    follow(alice, post)
    letters.collect()
    assert letters.collect().visited == 0
    due_now()
    assert letters.collect().unchanged == 1
    post.delivers("Newsletters", letter("The week after", WEEK))
    due_now()
    assert letters.collect().new == 1
    Source.objects.update(etag="")
    due_now()
    assert letters.collect().new == 0
    assert Report.objects.count() == 2


def test_a_letter_that_breaks_the_reader_keeps_no_other_out(
    post: Postmaster, alice: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    post.delivers("Newsletters", letter("Odd", WEEK)).delivers("Newsletters", letter("The week after", WEEK))
    source, take = follow(alice, post), letters.take

    def breaks(entry: Any, row: Any) -> Any:
        if entry.title == "Odd":
            raise RuntimeError("a fault")
        return take(entry, row)

    monkeypatch.setattr(letters, "take", breaks)
    done = letters.collect()
    assert (done.visited, done.new, done.failed) == (1, 2, 0)
    source.refresh_from_db()
    assert source.etag == "7:3" and not source.fault


def test_a_visit_that_was_stopped_goes_on_where_it_was(
    post: Postmaster, alice: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    post.delivers("Newsletters", letter("The week after", WEEK))
    source, take, read = follow(alice, post), letters.take, list[str]()

    def stops(entry: Any, row: Any) -> Any:
        rounds.stopping.set()
        read.append(entry.title)
        return take(entry, row)

    monkeypatch.setattr(letters, "take", stops)
    try:
        assert letters.collect().visited == 0
        source.refresh_from_db()
        assert (source.visiting, source.etag) == (None, "") and read == ["The week"]
        rounds.stopping.clear()
        assert letters.collect().new == 1 and read == ["The week", "The week after"]
    finally:
        rounds.stopping.clear()


def test_no_sender_learns_that_a_letter_was_read(post: Postmaster, alice: Any) -> None:
    follow(alice, post)
    letters.collect()
    rereading.reread_all()
    assert not Picture.objects.exists()


def test_a_round_of_the_web_leaves_mailboxes_alone(post: Postmaster, alice: Any) -> None:
    follow(alice, post)
    assert rounds.refresh().visited == rounds.refresh(everything=True).visited == 0
    assert not post.told
    worker.work(threading.Event(), once=True)
    assert Report.objects.count() == 1


def test_a_mailbox_is_its_readers_alone(post: Postmaster, alice: Any, bob: Any) -> None:
    source = follow(alice, post)
    assert follow(alice, post).pk == source.pk
    letters.collect()
    assert shelf.latest(bob).reports == []
    theirs = follow(bob, post, "a wrong guess")
    assert theirs.pk != source.pk
    assert letters.collect().failed == 1
    assert shelf.latest(bob).reports == []
    assert b"imap" not in opml.written(alice, now=timezone.now())


def test_what_fails_is_told_and_mended_by_another_password(post: Postmaster, alice: Any) -> None:
    source = follow(alice, post, "a slip")
    letters.collect()
    source.refresh_from_db()
    assert source.fault == "the mailbox refuses this name and password."
    assert source.due and source.due > timezone.now()
    follow(alice, post)
    assert letters.collect().new == 1
    source.refresh_from_db()
    assert source.fault == ""


def test_the_database_alone_tells_no_password(post: Postmaster, alice: Any) -> None:
    source = follow(alice, post)
    kept = Letterbox.objects.get().sealed
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM library_letterbox")
        assert "quay" not in str(cursor.fetchall())
    assert queries.password_of(source) == "a quiet quay"
    keep.new_password(source, "a quiet quay", now=timezone.now())
    assert Letterbox.objects.get().sealed != kept  # equal passwords don't look equal
    for secret in ("", "ключ", "a" * 500, "\n\0", "gAAAAA"):
        assert sealed.opened(sealed.seal(secret)) == secret
    assert sealed.opened(kept[:-8] + "AAAAAAA=") is None and sealed.opened("a quiet quay") is None


def test_a_password_of_another_secret_key_is_asked_for_again(
    post: Postmaster, alice: Any, client: Any, settings: Any
) -> None:
    source = follow(alice, post)
    letters.collect()
    settings.SECRET_KEY = "another box's key"
    due_now()
    told_before = len(post.told)
    assert letters.collect().failed == 1
    assert len(post.told) == told_before  # no server is bothered with what is no password
    (told,) = [each for each in doctor.examine(now=timezone.now()) if each.check == "mailboxes"]
    assert "1 mailbox can't be read any more (Newsletters)" in told.says and told.todo
    client.force_login(alice)
    page = client.get(f"/sources/{source.pk}/").content.decode()
    assert "The password can&#x27;t be read any more" in page and "Give it again" in page
    assert queries.password_of(source) is None
    client.post(f"/sources/{source.pk}/password/", {"password": "a quiet quay"})
    post.delivers("Newsletters", letter("The week after", WEEK))
    assert letters.collect().new == 1
    assert not Source.objects.get().fault


def test_passwords_that_lay_open_are_sealed_by_the_update(post: Postmaster, alice: Any) -> None:
    source = follow(alice, post)

    def migrate(name: str) -> None:
        executor = MigrationExecutor(connection)
        executor.migrate([("library", name)])

    latest = MigrationExecutor(connection).loader.graph.leaf_nodes("library")[0][1]
    try:
        migrate("0010_outlets")
        with connection.cursor() as cursor:
            cursor.execute("SELECT password FROM library_letterbox")
            assert cursor.fetchall() == [("a quiet quay",)]
    finally:
        migrate(latest)
    assert "quay" not in Letterbox.objects.get().sealed
    assert queries.password_of(source) == "a quiet quay"


def test_no_fault_and_no_log_tells_a_password(
    post: Postmaster, alice: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    follow(alice, post, "a slip of hers")
    caplog.set_level("DEBUG")
    letters.collect()

    def breaks(*_: Any, **__: Any) -> Any:
        raise RuntimeError("a fault")

    monkeypatch.setattr(letters.letters, "letters", breaks)
    due_now()
    letters.collect()
    assert "by a fault of NewsBox" in caplog.text and "a slip of hers" not in caplog.text
    assert "a slip of hers" not in Source.objects.get().fault
    with pytest.raises(NewsBoxError) as wrong:
        addresses.mailbox("imaps://reader:a-slip@mail.example:port/")
    assert "a-slip" not in str(wrong.value)
    with pytest.raises(NewsBoxError, match="only http and https") as wrong:
        addresses.web("imaps://reader:a-slip@mail.example/")
    assert "a-slip" not in str(wrong.value)


def test_the_password_goes_with_the_last_reader(post: Postmaster, alice: Any) -> None:
    source = follow(alice, post)
    marks.unsubscribe(alice, source)
    assert not Letterbox.objects.exists()
    assert letters.collect(everything=True).visited == 0


def test_the_site_takes_a_mailbox_and_never_shows_its_password(
    post: Postmaster, alice: Any, bob: Any, client: Any
) -> None:
    client.force_login(alice)
    port = post.address().partition("127.0.0.1:")[2].partition("/")[0]
    given = {
        "server": f"imap://127.0.0.1:{port}",
        "user": "reader@example.org",
        "password": "a quiet quay",
        "box": "Newsletters",
    }
    page = client.post("/add/letters/", given, follow=True)
    assert page.status_code == 200
    assert letters.collect().new == 1
    source = Source.objects.get()
    for address in (f"/sources/{source.pk}/", "/sources/", "/add/", "/"):
        shown = client.get(address).content.decode()
        assert "quiet quay" not in shown
        assert source.address.partition("#")[2] not in shown
    assert "Your mailbox is not in the OPML file" in client.get("/sources/").content.decode()
    assert "quay" not in client.get("/sources/list.opml").content.decode()
    assert "127.0.0.1" in client.get(f"/sources/{source.pk}/").content.decode()
    wrong = client.post("/add/letters/", {**given, "server": "no server!"})
    assert wrong.status_code == 400
    assert "quiet quay" not in wrong.content.decode()
    assert client.post("/add/", {"address": "imaps://a@b.example/"}).status_code == 400
    client.post(f"/sources/{source.pk}/password/", {"password": "a slip"})
    assert letters.collect().failed == 1
    client.force_login(bob)
    assert client.get(f"/sources/{source.pk}/").status_code == 404
    assert client.post(f"/sources/{source.pk}/password/", {"password": "x"}).status_code == 404


def test_a_box_without_letters_places_nothing_for_them(alice: Any) -> None:
    source, _ = keep.source("https://gazette.example/feed", now=timezone.now())
    report = keep.keep(
        read_text("The harbour was closed.", headline="Harbour closed"), source=source, guid="g", now=timezone.now()
    ).report
    letters.collect()
    report.refresh_from_db()
    assert report.story is None  # a round of feeds alone leaves that to the background work
