"""The pages, as a browser without JavaScript meets them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any, Literal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from newsbox.library import keep
from newsbox.library.models import Picture, Report, Source, Speaker
from newsbox.reading import read_text, understood
from newsbox.shelf import marks, queries
from newsbox.shelf.models import Addition, Person
from newsbox.types import Article, Attribution, Embed, Post, Quoted, Reading, Span
from newsbox.types import Speaker as Speaks
from newsbox.web import entry
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


def text(response: Any) -> str:
    return str(response.content.decode())


# The door -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/bookmarks/",
        "/search/?q=a",
        "/sources/",
        "/add/",
        "/reports/1/",
        "/keys/",
        "/password/",
        "/sources/list.opml",
    ],
)
def test_a_stranger_is_asked_to_sign_in(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in/")


def test_the_first_visit_makes_the_owner_once(client: Client) -> None:
    path = entry.welcome_path()
    assert "Welcome" in text(client.get(path))
    bad = client.post(path, {"name": "alice", "password": "password12"})
    assert bad.status_code == 400 and "too common" in text(bad)
    assert client.post(path, {"name": "alice", "password": "a quiet harbour"})["Location"] == "/add/"
    assert client.get("/").status_code == 200
    owner = Person.objects.get()
    assert owner.is_superuser and owner.username == "alice"
    again = Client().get(path)  # it works once
    assert again.status_code == 404 and "has done its work" in text(again)
    assert Client().get("/welcome/forged/").status_code == 404


def test_signing_in_and_out(client: Client, alice: Any) -> None:
    page = client.post("/sign-in/", {"username": "alice", "password": "wrong"})
    assert "correct username" in text(page)
    assert (
        client.post(
            "/sign-in/?next=/bookmarks/", {"username": "alice", "password": "a quiet harbour", "next": "/bookmarks/"}
        )["Location"]
        == "/bookmarks/"
    )
    assert client.get("/sign-out/").status_code == 405  # a link could sign somebody out
    client.post("/sign-out/")
    assert client.get("/").status_code == 302


def test_nobody_guesses_on_and_on(client: Client, alice: Any) -> None:
    from django.core.cache import cache

    cache.clear()
    for _ in range(8):
        client.post("/sign-in/", {"username": "alice", "password": "wrong"})
    page = client.post("/sign-in/", {"username": "Alice", "password": "a quiet harbour"})
    assert "Too many" in text(page)
    cache.clear()


def test_a_link_from_the_terminal_signs_in_once(client: Client, alice: Any) -> None:
    path = entry.visit_path("alice")
    assert client.get(path)["Location"] == "/"
    assert Client().get(path).status_code == 404


def test_every_page_is_guarded(signed_in: Client) -> None:
    response = signed_in.get("/")
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "script-src 'self'" in policy and "unsafe" not in policy
    assert (response["X-Content-Type-Options"], response["X-Frame-Options"], response["Referrer-Policy"]) == (
        "nosniff",
        "DENY",
        "same-origin",
    )
    assert not re.search(r"(src|href)=\"(https?:)?//", text(response))
    assert not re.search(r"<script(?![^>]*src=)|style=\"|\son\w+=\"", text(response))


@pytest.mark.parametrize(
    "path",
    [
        "reports/1/bookmark/",
        "reports/1/read/",
        "reports/1/share/",
        "read-all/",
        "add/",
        "sources/1/unfollow/",
        "sign-out/",
    ],
)
def test_forms_without_a_token_are_refused(alice: Any, path: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    assert client.post("/" + path).status_code == 403


# Reading ------------------------------------------------------------------------------------------------------------


def test_an_empty_box_says_what_to_do(signed_in: Client) -> None:
    assert "Your box is empty" in text(signed_in.get("/"))


def test_the_list_by_time_is_by_day_newest_first(signed_in: Client, alice: Any, keep_reports: Any) -> None:
    keep_reports(alice, 30)
    page = text(signed_in.get("/latest/"))
    headlines = re.findall(r"Harbour closed, (\d+)</a>", page)
    assert headlines == [str(number) for number in range(30, 0, -1)]
    assert len(re.findall(r'class="day"', page)) == 2
    assert "Gazette" in page and "11:00" in page


def test_the_list_by_time_is_paged(signed_in: Client, alice: Any, keep_reports: Any) -> None:
    keep_reports(alice, 100)
    page = text(signed_in.get("/latest/"))
    assert 'rel="prev"' not in page
    older = re.search(r'rel="next" href="([^"]+)"', page)
    assert older
    second = text(signed_in.get("/latest/" + older[1].replace("&amp;", "&")))
    assert "Harbour closed, 60<" in second and "Harbour closed, 61<" not in second
    assert 'rel="prev"' in second


def test_an_article_as_the_page_showed_it(signed_in: Client, alice: Any) -> None:
    from tests.web.helpers import keep_whole_article

    report = keep_whole_article(alice)
    page = text(signed_in.get(f"/reports/{report.pk}/"))
    for words in [
        "Fire closes the harbour",
        "Gazette",
        "12 November 2026, 08:15",
        "By Jane Roe",
        "PORT ALDRA (MPA)",
        '<h2 id="p1">The inquiry</h2>',
        "Picture: Ju Peng, Xinhua, via AP",
        "The ferry on Tuesday.",
        "It was Monday.",
        "gazette.example",
        "5 &lt; 6 &amp; 7",
        'lang="en"',
    ]:
        assert words in page, words
    assert "<script>alert" not in page


def test_a_time_is_told_as_precisely_as_stated_and_in_the_boxs_zone() -> None:
    from newsbox.web.templatetags import news

    assert ">12 November 2026<" in news.stated("2026-11-12")
    assert ">12 November 2026, 08:15<" in news.stated("2026-11-12T08:15")
    assert ">12 November 2026, 06:15<" in news.stated("2026-11-12T08:15:00+02:00")
    assert news.stated("") == news.stated("soon") == ""


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo"])
def test_the_first_and_the_last_day_break_no_page(zone: str, settings: Any) -> None:
    from newsbox.web.templatetags import news

    settings.TIME_ZONE = zone
    for text in ("0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59+00:00"):
        news.stated(text)


def test_a_page_from_right_to_left(signed_in: Client, alice: Any) -> None:
    from dataclasses import replace as changed

    from newsbox.library import keep
    from tests.web.helpers import WHOLE

    source, _ = keep.source("https://gazette.example/feed", now=NOW, title="Gazette")
    marks.subscribe(alice, source)
    report = keep.keep(
        changed(WHOLE, language="ar", headline="حريق في الميناء"), source=source, guid="w", now=NOW
    ).report
    assert '<article class="article" lang="ar" dir="rtl"' in text(signed_in.get(f"/reports/{report.pk}/"))
    assert 'lang="ar" dir="rtl"' in text(signed_in.get("/"))


def test_opening_an_article_marks_it_read(signed_in: Client, alice: Any, keep_reports: Any) -> None:
    (report,) = keep_reports(alice, 1)
    signed_in.get(f"/reports/{report.pk}/", headers={"Sec-Purpose": "prefetch"})
    assert queries.count_unread(alice) == 1
    signed_in.get(f"/reports/{report.pk}/")
    assert queries.count_unread(alice) == 0
    assert "Nothing unread" in text(signed_in.get("/latest/?show=unread"))


@pytest.mark.parametrize("step", ["bookmark", "read", "share", "unshare", "forget"])
def test_somebody_elses_report_can_not_be_touched(
    client: Client, alice: Any, bob: Any, keep_reports: Any, step: str
) -> None:
    (report,) = keep_reports(alice, 1)
    client.force_login(bob)
    assert client.get(f"/reports/{report.pk}/").status_code == 404
    assert client.post(f"/reports/{report.pk}/{step}/").status_code == 404
    assert client.get(f"/sources/{Source.objects.get().pk}/").status_code == 404


def test_bookmarking_by_plain_form_and_in_place(signed_in: Client, alice: Any, keep_reports: Any) -> None:
    (report,) = keep_reports(alice, 1)
    path = f"/reports/{report.pk}/bookmark/"
    assert signed_in.post(path, {"wanted": "yes", "back": "/?show=unread"})["Location"] == "/?show=unread"
    assert report.headline in text(signed_in.get("/bookmarks/"))
    assert (
        signed_in.post(path, {"wanted": "yes", "back": "https://evil.example/"})["Location"] == f"/reports/{report.pk}/"
    )
    answer = signed_in.post(path, {"wanted": "no"}, headers={"HX-Request": "true"})
    assert 'aria-pressed="false"' in text(answer) and "Bookmark removed" in answer["HX-Trigger"]
    assert "No bookmarks yet" in text(signed_in.get("/bookmarks/"))


def test_the_link_that_is_copied_opens_for_anybody(signed_in: Client, alice: Any, keep_reports: Any) -> None:
    (report,) = keep_reports(alice, 1)
    link = signed_in.post(f"/reports/{report.pk}/share/", headers={"Accept": "application/json"}).json()["link"]
    assert link.startswith("http://testserver/s/")
    stranger = Client().get(link.removeprefix("http://testserver"))
    assert stranger.status_code == 200 and report.headline in text(stranger)
    assert "alice" not in text(stranger) and "Sign out" not in text(stranger)
    plain = signed_in.post(f"/reports/{report.pk}/share/", follow=True)
    assert f'value="{link}" autofocus' in text(plain)
    signed_in.post(f"/reports/{report.pk}/unshare/")
    assert Client().get(link.removeprefix("http://testserver")).status_code == 404


def test_stop_sharing_a_report_of_a_source_she_left(signed_in: Client, alice: Any, keep_reports: Any) -> None:
    (report,) = keep_reports(alice, 1)
    marks.share(alice, report)
    marks.unsubscribe(alice, Source.objects.get())
    assert "Came through" not in text(signed_in.get(f"/reports/{report.pk}/"))
    assert "no longer works" in text(signed_in.post(f"/reports/{report.pk}/unshare/", follow=True))


def test_the_link_names_the_boxs_public_address(
    signed_in: Client, alice: Any, keep_reports: Any, settings: Any
) -> None:
    settings.NEWSBOX_ADDRESS = "https://news.example"
    (report,) = keep_reports(alice, 1)
    assert (
        signed_in.post(f"/reports/{report.pk}/share/", headers={"Accept": "application/json"})
        .json()["link"]
        .startswith("https://news.example/s/")
    )


def test_marking_all_read_spares_what_came_since(signed_in: Client, alice: Any, keep_reports: Any) -> None:
    keep_reports(alice, 3)
    signed_in.post("/read-all/", {"until": (NOW - timedelta(hours=1)).isoformat()})
    assert queries.count_unread(Person.objects.get()) == 3
    signed_in.post("/read-all/", {"until": "nonsense"})
    assert queries.count_unread(Person.objects.get()) == 0


# Search, sources, adding ---------------------------------------------------------------------------------------------


def test_search_marks_its_hits(signed_in: Client, alice: Any, keep_reports: Any) -> None:
    keep_reports(alice, 2, text="The harbour & port was closed.\n\nNobody was hurt.")
    page = text(signed_in.get("/search/", {"q": "harbour"}))
    assert "<mark>Harbour</mark> closed" in page and "<mark>harbour</mark> &amp; port" in page
    assert "No report matches" in text(signed_in.get("/search/", {"q": "nonsense"}))
    assert "How to search" in text(signed_in.get("/search/"))


def test_a_search_that_makes_no_sense_says_where(signed_in: Client) -> None:
    response = signed_in.get("/search/", {"q": "(port"})
    assert response.status_code == 400
    assert "a bracket is still open" in text(response)


def test_sources_show_how_they_are_doing(signed_in: Client, alice: Any, keep_reports: Any) -> None:
    keep_reports(alice, 2)
    Source.objects.update(
        fault="the server refuses (403).",
        failures=3,
        visited=timezone.now() - timedelta(hours=2),
        due=timezone.now() + timedelta(hours=5),
    )
    page = text(signed_in.get("/sources/"))
    for words in ["These could not be visited", "Gazette", "The server refuses (403).", "2 hours ago", "in 5 hours"]:
        assert words in page, words
    pk = Source.objects.get().pk
    assert "3 visits in a row" in text(signed_in.get(f"/sources/{pk}/"))
    signed_in.post(f"/sources/{pk}/rename/", {"title": "My paper", "folder": "/World/"})
    assert "My paper" in text(signed_in.get("/sources/")) and 'text="World"' in text(
        signed_in.get("/sources/list.opml")
    )
    signed_in.post(f"/sources/{pk}/visit/")
    assert Source.objects.get().due <= timezone.now()  # type: ignore[operator]
    signed_in.post(f"/sources/{pk}/unfollow/")
    assert "You follow nothing yet" in text(signed_in.get("/sources/"))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "Type an address"),
        ({"address": "just words"}, "no address"),
        ({"address": "javascript:alert(1)"}, "only http and https"),
        ({"text": "   "}, "Type an address"),
    ],
)
def test_what_can_not_be_added_says_why(signed_in: Client, given: dict[str, str], words: str) -> None:
    response = signed_in.post("/add/", given)
    assert response.status_code == 400
    assert words in text(response)
    assert not Addition.objects.exists()


@pytest.mark.parametrize(
    ("place", "given"),
    [
        ("/add/", {"text": "Fire at the\x00 port"}),
        ("/add/", {"address": "gazette.example", "folder": "World/" * 100}),
        ("/add/letters/", {"server": "", "user": "reader", "password": "a quiet harbour", "box": "INBOX"}),
        (
            "/add/letters/",
            {"server": "mail.gazette.example", "user": "", "password": "a quiet harbour", "box": "INBOX"},
        ),
        ("/add/letters/", {"server": "mail.gazette.example", "user": "reader", "password": "", "box": "INBOX"}),
        ("/add/letters/", {"server": "mail.gazette.example", "user": "reader", "password": "x" * 501, "box": "INBOX"}),
        ("/add/letters/", {"server": "mail.gazette.example", "user": "reader", "password": "x", "box": ""}),
    ],
)
def test_every_field_says_what_is_wrong_with_it(signed_in: Client, place: str, given: dict[str, str]) -> None:
    response = signed_in.post(place, given)
    assert response.status_code == 400
    assert text(response).count('class="fault" role="alert"') == 1


def test_handing_in_an_address_a_paste_and_files(signed_in: Client, alice: Any) -> None:
    assert signed_in.post("/add/", {"address": "gazette.example"}).status_code == 302
    signed_in.post("/add/", {"text": "A pasted page"})
    signed_in.post("/add/", {"files": [SimpleUploadedFile("a.html", b"<p>a"), SimpleUploadedFile("b.opml", b"<opml>")]})
    rows = queries.additions(alice)
    assert [(row.address or row.name) for row in rows] == [
        "b.opml",
        "a.html",
        "pasted text",
        "gazette.example",
    ]
    page = text(signed_in.get("/add/"))
    assert page.count("NewsBox is looking at it") == 4
    marks.settle(
        rows[3], state="choose", message="Which one?", offers=[{"url": "https://gazette.example/rss", "title": "World"}]
    )
    assert "World" in text(signed_in.get(f"/add/{rows[3].pk}/"))
    signed_in.post(f"/add/{rows[3].pk}/choose/", {"url": ["https://gazette.example/rss", "https://evil.example/"]})
    row = queries.addition(alice, rows[3].pk)
    assert row and (row.state, row.message) == ("done", "You now follow World. Its reports arrive with the next visit.")
    assert [source.address for source in queries.followed(alice)] == ["https://gazette.example/rss"]


@pytest.mark.parametrize(
    ("state", "told"),
    [("failed", "There is nothing at this address (404)."), ("choose", "This page leads to 2 feeds. Which one?")],
)
def test_what_became_of_an_address_does_not_say_it_twice(signed_in: Client, alice: Any, state: str, told: str) -> None:
    row = marks.hand_in(alice, address="https://a.example/x", quietly=True)
    marks.settle(row, state=state, message=f"https://a.example/x: {told[0].lower()}{told[1:]}")
    page = text(signed_in.get("/add/"))
    assert page.count("https://a.example/x") == 1 and told in page


def test_a_file_that_can_not_be_taken_is_named(signed_in: Client) -> None:
    files = [SimpleUploadedFile("port.txt", b"Fire at the port"), SimpleUploadedFile("empty.txt", b"")]
    response = signed_in.post("/add/", {"files": files})
    assert response.status_code == 400 and "empty.txt: The submitted file is empty." in text(response)


def test_somebody_elses_addition_is_missing(client: Client, alice: Any, bob: Any) -> None:
    row = marks.hand_in(alice, address="a.example", quietly=True)
    client.force_login(bob)
    assert client.get(f"/add/{row.pk}/").status_code == 404
    assert client.post(f"/add/{row.pk}/choose/", {"url": "x"}).status_code == 404


def test_a_saved_page_can_be_removed(signed_in: Client, alice: Any) -> None:
    from newsbox.library import keep
    from newsbox.reading import read_text

    report = keep.keep(
        read_text("Some text.", headline="Draft"), source=marks.saved_source(alice), guid="d", now=NOW
    ).report
    assert "Remove from my saved pages" in text(signed_in.get(f"/reports/{report.pk}/"))
    signed_in.post(f"/reports/{report.pk}/forget/")
    assert not Report.objects.exists()


def test_pictures_come_from_the_box(client: Client, alice: Any, tmp_path: Any) -> None:
    from newsbox.library import keep

    row = Picture.objects.create(url="https://gazette.example/a.jpg")
    keep.picture(row, large=b"\xff\xd8large", small=b"\xff\xd8small", width=3, height=2, now=NOW)
    row.refresh_from_db()
    response = client.get(f"/pictures/{row.name}.jpg")
    assert (response.content, response["Content-Type"]) == (b"\xff\xd8large", "image/jpeg")
    assert "immutable" in response["Cache-Control"]
    assert b"small" in client.get(f"/pictures/{row.name}/small.jpg").content  # type: ignore[attr-defined]
    assert client.get("/pictures/nothing.jpg").status_code == 404


def test_the_box_says_it_is_healthy(client: Client, db: None) -> None:
    assert client.get("/healthy/").json()["status"] == "ok"


# As many questions for ten reports as for two hundred -------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["/", "/?show=unread", "/bookmarks/", "/search/?q=harbour", "/sources/", "source", "article"]
)
def test_questions_do_not_grow_with_reports(
    signed_in: Client, alice: Any, keep_reports: Any, path: str, django_assert_max_num_queries: Any
) -> None:

    counts = []
    for count in (5, 60):
        reports = keep_reports(alice, count)
        keep_reports(alice, 1, title=f"Paper {count}", address=f"https://paper-{count}.example/feed")
        for report in reports:
            marks.bookmark(alice, report, now=NOW)
        place = {
            "source": f"/sources/{Source.objects.earliest('pk').pk}/",
            "article": f"/reports/{reports[0].pk}/",
        }.get(path, path)
        signed_in.get(place)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert signed_in.get(place).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert counts[0] <= 17


@pytest.mark.parametrize(
    "path", ["/s/{}/", "/t/{}/", "/t/{}/feed.atom", "/hub/{}/", "/sources/1/changes.atom?token={}"]
)
def test_no_database_is_asked_for_a_key_that_can_be_none(client: Client, path: str) -> None:
    """PostgreSQL refuses some letters, with an error that is no 404."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path.format("a%00b")).status_code == 404
    assert not captured.captured_queries


def test_every_address_of_the_site_is_in_the_docs() -> None:
    from pathlib import Path

    from newsbox.urls import urlpatterns

    told = (Path(__file__).parents[2] / "docs" / "reference" / "site.md").read_text()
    for pattern in urlpatterns:
        assert f"`/{pattern.pattern}`" in told, pattern.pattern
    assert reverse("front") == "/"


# What stands inside an article -------------------------------------------------------------------------------------


@pytest.fixture
def report_with_embeds(alice: Person) -> Report:
    reading = replace(
        read_text("The harbour was closed.\n\nTug 2 arrives.\n\nIt opens on Monday.", headline="Harbour closed"),
        embeds=(
            Embed("youtube", "https://www.youtube.com/watch?v=abcdefghijk", frame="https://www.youtube-nocookie.com/embed/abcdefghijk", after=1),
            Embed("x", "https://x.com/port/status/12345", author="Port <b>", text="<script>alert(1)</script>", published="2026-11-12"),
        ),
        posts=(Post(1, 2, published="2026-11-12T10:05:00+01:00", authors=("Ines Marlo",)),),
    )  # fmt: skip
    return keep.keep(reading, source=marks.saved_source(alice), guid="embeds", now=NOW).report


def test_embeds_are_cards_that_load_nothing(signed_in: Client, report_with_embeds: Report) -> None:
    response = signed_in.get(f"/reports/{report_with_embeds.pk}/")
    shown = text(response)
    assert "<iframe" not in shown and "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)" in shown and "Port &lt;b&gt;" in shown
    assert shown.index('id="p0"') < shown.index("YouTube") < shown.index('id="p1"') < shown.index("x.com")
    assert f"/reports/{report_with_embeds.pk}/embeds/0/" in shown
    assert f"/reports/{report_with_embeds.pk}/embeds/1/" not in shown
    assert 'class="post-line"' in shown and "Ines Marlo" in shown
    assert "youtube" not in response["Content-Security-Policy"]


def test_an_embed_is_framed_for_whoever_asks_and_may_see_it(
    signed_in: Client, client: Client, bob: Person, report_with_embeds: Report, alice: Person
) -> None:
    path = f"/reports/{report_with_embeds.pk}/embeds/0/"
    response = signed_in.get(path)
    policy = response["Content-Security-Policy"]
    assert 'src="https://www.youtube-nocookie.com/embed/abcdefghijk"' in text(response)
    assert "frame-src https://www.youtube-nocookie.com;" in policy + ";" and "frame-ancestors 'self'" in policy
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert signed_in.get(f"/reports/{report_with_embeds.pk}/embeds/1/").status_code == 404
    assert signed_in.get(f"/reports/{report_with_embeds.pk}/embeds/9/").status_code == 404
    stranger = Client()
    stranger.force_login(bob)
    assert stranger.get(path).status_code == 404
    token = marks.share(alice, report_with_embeds).token
    assert Client().get(f"/s/{token}/embeds/0/").status_code == 200
    assert f"/s/{token}/embeds/0/" in text(Client().get(f"/s/{token}/"))


# Who said what --------------------------------------------------------------------------------------------------------

SPOKEN = (
    "The harbour master, Ines Marlo, said on Tuesday that the port would stay closed.\n\n"
    "“Nobody was hurt,” Marlo said. “We brought everybody ashore.”\n\n"
    "Experts expect a long inquiry, according to the Meridian Press Agency."
)


@pytest.fixture
def spoken(alice: Person) -> Report:
    reading = understood(read_text(SPOKEN, headline="Harbour closed", outlet="Gazette", published="2026-11-12"))
    return keep.keep(reading, source=marks.saved_source(alice), guid="spoken", now=NOW).report


def test_the_panel_tells_who_said_what_and_leads_to_the_words(signed_in: Client, spoken: Report) -> None:
    shown = text(signed_in.get(f"/reports/{spoken.pk}/"))
    assert "Who said what" in shown and "Whom it rests on" in shown
    assert re.search(r'<button[^>]+data-light="0"[^>]*><bdi>Ines Marlo</bdi>', shown)
    anchors = set(re.findall(r'<span class="said" id="(said-\d+)"', shown))
    links = set(re.findall(r'<a href="#(said-\d+)"', shown))
    assert links and links <= anchors
    assert "“Nobody was hurt,”" in re.sub(r"</?span[^>]*>", "", shown)
    assert "paragraphs name no source" not in shown  # every paragraph has somebody's word
    speaker = Speaker.objects.get(key=" ines marlo ")
    assert f'href="/speakers/{speaker.pk}/"' in shown


def test_paragraphs_that_rest_on_nobody_are_told(signed_in: Client, alice: Person) -> None:
    reading = understood(read_text("The port is large.\n\n“Nobody was hurt,” Ines Marlo said.", headline="Port"))
    kept = keep.keep(reading, source=marks.saved_source(alice), guid="alone", now=NOW).report
    shown = text(signed_in.get(f"/reports/{kept.pk}/"))
    assert "1 of 2 paragraphs name no source" in shown and '<a href="#p0" aria-label="Paragraph 1">1</a>' in shown


def test_every_statement_in_the_panel_leads_somewhere(signed_in: Client, alice: Person) -> None:
    # In the headline, in the standfirst, in a subheading, and two that begin at one word.
    texts = {
        "headline": "Port stays shut, Marlo says",
        "summary": "It opens in May, Marlo says",
        0: "Marlo promises help",
        1: "One says that two say",
    }
    speaker = Speaks("Marlo", Span(0, 0, 5), "Ines Marlo")
    places: list[tuple[int | Literal["headline", "summary"], int, int]] = [
        ("headline", 0, 15), ("summary", 0, 15), (0, 6, 19), (1, 0, 21), (1, 0, 3)
    ]  # fmt: skip
    said = tuple(
        Attribution("direct", (Quoted(texts[at][start:end], Span(at, start, end)),), speaker)
        for at, start, end in places
    )
    article = Article(
        headline=str(texts["headline"]), summary=str(texts["summary"]), paragraphs=(texts[0], texts[1]), subheads=(0,)
    )
    reading = Reading.of(article, lambda _: {"attributions": said})
    kept = keep.keep(understood(reading), source=marks.saved_source(alice), guid="led", now=NOW).report
    shown = text(signed_in.get(f"/reports/{kept.pk}/"))
    links = re.findall(r'<a href="#(said-\d+)"', shown)
    assert links == [f"said-{number}" for number in range(len(said))]
    assert sorted(re.findall(r'id="(said-\d+)"', shown)) == links
    assert re.search(r"<h1[^>]*><span[^>]*>Port stays shut</span>, Marlo says</h1>", shown)


def test_a_speaker_has_a_page_for_those_who_may_read_the_reports(
    signed_in: Client, spoken: Report, alice: Person, bob: Person
) -> None:
    speaker = Speaker.objects.get(key=" ines marlo ")
    shown = text(signed_in.get(f"/speakers/{speaker.pk}/"))
    assert "Nobody was hurt" in shown and f"/reports/{spoken.pk}/#said-" in shown
    assert "Ines Marlo" in text(signed_in.get("/speakers/"))
    assert "Ines Marlo" in text(signed_in.get("/speakers/?name=marl"))
    assert "Nobody of this name" in text(signed_in.get("/speakers/?name=nobody"))
    assert signed_in.get(f"/speakers/{speaker.pk}/?page=99").status_code == 200
    assert signed_in.get(f"/speakers/{speaker.pk}/?page=x").status_code == 200
    stranger = Client()
    stranger.force_login(bob)
    assert stranger.get(f"/speakers/{speaker.pk}/").status_code == 404
    assert "Ines Marlo" not in text(stranger.get("/speakers/"))
    token = marks.share(alice, spoken).token
    assert f"/speakers/{speaker.pk}/" not in text(Client().get(f"/s/{token}/"))


def test_a_search_by_speaker(signed_in: Client, spoken: Report) -> None:
    path = f"/reports/{spoken.pk}/"
    for query in ("speaker:marlo", 'speaker:"ines marlo"', "speaker:MÁRLO harbour", "-speaker:vance", "speaker:mar*"):
        assert path in text(signed_in.get("/search/", {"q": query})), query
    for query in ("speaker:vance", "-speaker:marlo harbour", "speaker:mar", "speaker:arlo*"):
        assert path not in text(signed_in.get("/search/", {"q": query})), query
    assert signed_in.get("/search/", {"q": "speaker:"}).status_code == 400


def test_statements_follow_the_latest_edition(alice: Person, spoken: Report) -> None:
    changed = understood(
        read_text("“It opens on Friday,” Tova Lindgard said.", headline="Harbour closed", published="2026-11-12")
    )
    kept = keep.keep(changed, source=marks.saved_source(alice), guid="spoken", now=NOW + timedelta(hours=1))
    assert kept.is_changed
    assert {row.speaker.name for row in kept.report.statements.all()} == {"Tova Lindgard"}


def test_many_sources_come_in_pages_by_folder_and_by_name(
    signed_in: Client, alice: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "SOURCES", 2)
    places = [("Alder Post", "World/Europe"), ("Birch Post", "World"), ("Cedar Times", "Worldly"), ("Daily Elm", "")]
    for name, folder in places:
        source, _ = keep.source(f"https://{name.split()[0].lower()}.example/feed", now=NOW, title=name)
        marks.subscribe(alice, source, folder=folder)
    first, second = text(signed_in.get("/sources/")), text(signed_in.get("/sources/?page=2"))
    assert "Alder Post" in first and "Cedar Times" not in first and 'href="?page=2"' in first
    assert "Cedar Times" in second and "Daily Elm" in second and "Alder Post" not in second
    world = text(signed_in.get("/sources/?folder=World"))
    assert "Alder Post" in world and "Birch Post" in world and "Cedar Times" not in world
    assert 'href="?folder=World%2FEurope"' in world
    found = text(signed_in.get("/sources/?name=post+birch"))
    assert "Birch Post" in found and "Alder Post" not in found
    assert "None of your sources is like that" in text(signed_in.get("/sources/?name=oak"))
