"""What changed in a report, on its pages and as a feed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsbox.library import keep
from newsbox.library.models import Report
from newsbox.reading import read_text
from newsbox.shelf import marks
from newsbox.types import Page
from tests.conftest import NOW

TEXT = "The harbour of Port Aldra was closed at noon. 12 people were hurt.\n\nIt opens on Monday, the office said. Nobody else was there."


def kept(person: Any, *texts: str, guid: str = "g", headline: str = "Harbour closed", title: str = "Gazette") -> Report:
    """A report of a source she follows, in so many editions, an hour apart."""
    source, _ = keep.source(f"https://{title.lower()}.example/feed", now=NOW, title=title)
    marks.subscribe(person, source)
    for number, text in enumerate(texts):
        reading = read_text(
            text, headline=headline, outlet=title, url=f"https://{title.lower()}.example/{guid}", published="2026-11-12"
        )
        report = keep.keep(reading, source=source, guid=guid, now=NOW + timedelta(hours=number)).report
    return report


def changing(count: int) -> list[str]:
    return [TEXT.replace("12 people", f"{12 + number} people") for number in range(count)]


def test_an_article_says_that_it_changed_and_what(signed_in: Any, alice: Any) -> None:
    report = kept(alice, TEXT, TEXT.replace("12 people", "15 people"), TEXT.replace("12 people", "15 persons"))
    page = signed_in.get(f"/reports/{report.pk}/").content.decode()
    assert f'<a href="/reports/{report.pk}/editions/">Changed twice; a figure changed</a>' in page


def test_an_article_that_never_changed_says_nothing(signed_in: Any, alice: Any) -> None:
    report = kept(alice, TEXT)
    assert "editions/" not in signed_in.get(f"/reports/{report.pk}/").content.decode()
    assert "one edition" in signed_in.get(f"/reports/{report.pk}/editions/").content.decode()


def test_the_words_are_marked_the_latest_change_first(signed_in: Any, alice: Any) -> None:
    report = kept(
        alice, TEXT, TEXT.replace("12 people", "15 people"), TEXT.replace("Monday", "Friday").replace("12", "15")
    )
    page = signed_in.get(f"/reports/{report.pk}/editions/").content.decode()
    assert "<del>12 </del><ins>15 </ins>people" in page
    assert "<del>Monday</del><ins>Friday</ins>," in page
    assert page.index("A date changed") < page.index("A figure changed")
    assert "1 paragraph unchanged" in page


def test_any_two_editions_can_be_compared(signed_in: Any, alice: Any) -> None:
    report = kept(alice, TEXT, TEXT.replace("12 people", "15 people"), TEXT)
    there_and_back = signed_in.get(f"/reports/{report.pk}/editions/?from=1&to=3").content.decode()
    assert "Nothing that a reader sees changed" in there_and_back
    assert "<del>12 </del>" not in there_and_back
    assert (
        "<del>12 </del><ins>15 </ins>" in signed_in.get(f"/reports/{report.pk}/editions/?from=2&to=1").content.decode()
    )
    assert signed_in.get(f"/reports/{report.pk}/editions/?from=1&to=9").status_code == 404
    assert signed_in.get(f"/reports/{report.pk}/editions/?from=x&to=1").status_code == 200
    assert signed_in.get(f"/reports/{report.pk}/editions/?page=7").status_code == 200


def test_what_a_page_says_is_escaped(signed_in: Any, alice: Any) -> None:
    report = kept(alice, TEXT, TEXT.replace("Nobody", "<script>alert(1)</script> Nobody"))
    page = signed_in.get(f"/reports/{report.pk}/editions/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;" in page


def test_a_vanished_report_says_so(signed_in: Any, alice: Any, client: Any) -> None:
    report = kept(alice, TEXT)
    Report.objects.update(gone=NOW)
    for address in (f"/reports/{report.pk}/", f"/reports/{report.pk}/editions/"):
        assert "has vanished from gazette.example" in signed_in.get(address).content.decode()


@pytest.mark.parametrize("count", [5, 60])
def test_a_page_of_editions_costs_the_same(signed_in: Any, alice: Any, count: int) -> None:
    report = kept(alice, *changing(count))
    for address, most in ((f"/reports/{report.pk}/editions/", 6), (f"/reports/{report.pk}/editions/?from=1&to=4", 6)):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert signed_in.get(address).status_code == 200
        assert len(asked) <= most, [each["sql"][:90] for each in asked]
    with CaptureQueriesContext(connection) as asked:
        signed_in.get(f"/reports/{report.pk}/")
    assert len(asked) == 21, [each["sql"][:90] for each in asked]


def test_older_changes_stand_on_further_pages(signed_in: Any, alice: Any) -> None:
    report = kept(alice, *changing(60))
    seen = ""
    for page in (1, 2, 3):
        seen += signed_in.get(f"/reports/{report.pk}/editions/?page={page}").content.decode()
    assert all(f'id="edition-{number}"' in seen for number in range(2, 61))


def test_somebody_elses_report_is_not_there(client: Any, alice: Any, bob: Any) -> None:
    report = kept(alice, TEXT, TEXT.replace("12", "15"))
    client.force_login(bob)
    assert client.get(f"/reports/{report.pk}/editions/").status_code == 404
    assert client.get(f"/reports/{report.pk}/editions/?from=1&to=2").status_code == 404


# The feed of changes --------------------------------------------------------------------------------------------


def feed_of(client: Any, address: str) -> list[str]:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/atom+xml")
    root = ElementTree.fromstring(answer.content)
    return [each.text or "" for each in root.iterfind(".//{*}entry/{*}title")]


def test_a_program_reads_what_changed_beyond_wording(client: Any, alice: Any) -> None:
    report = kept(
        alice, TEXT, TEXT.replace("12 people", "15 people"), TEXT.replace("12 people", "15 persons"), guid="a"
    )
    kept(alice, TEXT, TEXT.replace("12 people", "99 people"), guid="b", title="Herald")
    marks.feed_key(alice, is_wanted=True)
    address = f"/sources/{report.sources.get().pk}/changes.atom?token={alice.feed_token}"
    assert feed_of(client, address) == ["Harbour closed: a figure changed"]
    body = client.get(address).content.decode()
    assert f"/reports/{report.pk}/editions/?from=1&amp;to=2" in body
    assert alice.feed_token not in body
    tag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304


def test_without_a_key_there_is_no_feed(client: Any, alice: Any, bob: Any) -> None:
    number = kept(alice, TEXT, TEXT.replace("12", "15")).sources.get().pk
    marks.feed_key(bob, is_wanted=True)
    for token in ("", "None", "x", bob.feed_token):
        assert client.get(f"/sources/{number}/changes.atom?token={token}").status_code == 404


def test_a_key_is_made_renewed_and_taken_back(signed_in: Any, alice: Any) -> None:
    number = kept(alice, TEXT).sources.get().pk
    assert "changes.atom" not in signed_in.get(f"/sources/{number}/").content.decode()
    former = set()
    for wanted in ("yes", "new"):
        page = signed_in.post(f"/sources/{number}/changes/", {"wanted": wanted}, follow=True).content.decode()
        alice.refresh_from_db()
        assert f"/sources/{number}/changes.atom?token={alice.feed_token}" in page
        former.add(alice.feed_token)
    assert len(former) == 2
    signed_in.post(f"/sources/{number}/changes/", {"wanted": "no"})
    signed_in.logout()
    for token in former:
        assert signed_in.get(f"/sources/{number}/changes.atom?token={token}").status_code == 404


def test_a_silent_change_of_a_page_is_its_own_edition_once(alice: Any) -> None:
    report = kept(alice, TEXT)
    again = read_text(TEXT.replace("Monday", "Friday"), headline="Harbour closed", outlet="Gazette")
    for is_new in (True, False):
        assert keep.revised(report, again, original=Page(report.url, b"x"), now=NOW) is is_new
    assert [row.kinds for row in report.editions.order_by("number")] == ["", "date"]
