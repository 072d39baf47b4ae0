"""The pages of people, places and topics; sections, saved searches, and the feeds of all of these."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone

from newsbox.library.models import Report, Source, Story
from newsbox.shelf import marks, sections
from newsbox.shelf.models import SavedSearch
from newsbox.types import Article, Attribution, CastMember, Quoted, Span, Speaker
from newsbox.web import charts
from tests import newsroom
from tests.newsroom import arrives, place
from tests.web.test_stories import ferry, questions, text

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
# Pages tell of today: the invented days lie just behind us, an hour before noon in whatever zone the box has.
NOW = timezone.now().replace(hour=11, minute=0, second=0, microsecond=0) - timedelta(days=1)


def speaks(
    person: Any, number: int, *names: tuple[str, str], at: Any = None, said: str = "", follows: bool = True, **more: Any
) -> Report:
    """A report of an event of its own that speaks of some names, of a kind, in its headline."""
    when = at or NOW - timedelta(minutes=number)
    first = f"Word{number * 31} met word{number * 37} at word{number * 41}. “{said}” said Ines Marlo."
    quotes = (
        (Attribution("direct", (Quoted(f"“{said}”", Span(0, 0, 4)),), Speaker("Ines Marlo", Span(0, 0, 4), "Ines Marlo")),)
        if said
        else ()
    )  # fmt: skip
    told = newsroom.reading(
        Article(
            headline=f"Matter {number * 7919} of {number * 104729}",
            outlet=f"Outlet {number % 5}",
            published=when.isoformat(),
            paragraphs=(first,),
            **more,
        ),
        cast=tuple(CastMember(name, kind, (Span("headline", 0, 6),)) for name, kind in names if kind != "topic"),  # type: ignore[arg-type]
        topics=tuple(name for name, kind in names if kind == "topic"),
        attributions=quotes,
    )
    return arrives(person, told, seen=when, follows=follows)


ALDRA, MARLO, FEVER = ("Port Aldra", "place"), ("Ines Marlo", "person"), ("marsh fever", "topic")


# The pages ----------------------------------------------------------------------------------------------------------------


def test_a_place_has_its_page(signed_in: Client, alice: Any) -> None:
    reports = [speaks(alice, number, ALDRA) for number in range(3)]
    speaks(alice, 7, FEVER)
    page = text(signed_in.get("/places/port-aldra/"))
    assert "<bdi>Port Aldra</bdi></h1>" in page and "3 reports since" in page
    assert re.findall(r'href="/reports/(\d+)/"[^>]*data-open', page) == [str(report.pk) for report in reports]
    assert f"Matter {7 * 7919} " not in page


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("/places/Port%20Aldra/", "/places/port-aldra/"),
        ("/places/PORT-ALDRA/", "/places/port-aldra/"),
        ("/people/port-aldra/", "/places/port-aldra/"),
        ("/topics/Marsh-Fever/", "/topics/marsh-fever/"),
        ("/organisations/ines-marlo/", "/people/ines-marlo/"),
    ],
)
def test_other_spellings_lead_there(signed_in: Client, alice: Any, address: str, leads: str) -> None:
    speaks(alice, 1, ALDRA, MARLO, FEVER)
    assert signed_in.get(address, follow=True).redirect_chain == [(leads, 302)]


@pytest.mark.parametrize("address", ["/places/nowhere/", "/people/--/", "/topics/%20/", "/topics/%00/feed.atom"])
def test_what_nobody_speaks_of_is_not_there(signed_in: Client, alice: Any, address: str) -> None:
    speaks(alice, 1, ALDRA)
    assert signed_in.get(address).status_code == 404


def test_what_stands_in_somebody_else_s_sources_is_not_there(signed_in: Client, alice: Any, bob: Any) -> None:
    speaks(bob, 1, ("Osric Vane", "person"), ALDRA)
    shared = speaks(alice, 2, ALDRA)
    for address in ("/people/osric-vane/", "/people/osric-vane/feed.atom"):
        assert signed_in.get(address).status_code == 404
    page = text(signed_in.get("/places/port-aldra/"))
    assert "1 report since" in page and f"/reports/{shared.pk}/" in page and f"Matter {7919} " not in page
    assert "osric-vane" not in text(signed_in.get("/search/?q=vane"))
    asked = {"subject": "osric vane", "wanted": "pinned"}
    page = text(signed_in.post("/stories/sections/choose/", asked, follow=True))
    assert "None of your reports speaks of “osric vane”." in page and "What you chose" not in page


def test_pages_need_a_sign_in(client: Client, alice: Any) -> None:
    speaks(alice, 1, ALDRA)
    for address in ("/places/port-aldra/", "/stories/sections/"):
        assert client.get(address)["Location"].startswith("/sign-in/")


def test_a_name_is_never_markup(signed_in: Client, alice: Any) -> None:
    report = speaks(alice, 1, ("<script>alert(1)</script>", "topic"))
    for address in ("/topics/script-alert-1-script/", f"/reports/{report.pk}/"):
        page = text(signed_in.get(address))
        assert "&lt;script&gt;alert(1)" in page.lower() and "<script>alert" not in page.lower()


def test_older_stories_are_on_the_next_page(signed_in: Client, alice: Any) -> None:
    reports = [speaks(alice, number, ALDRA) for number in range(45)]
    seen: list[str] = []
    for page in (1, 2, 3):
        answer = text(signed_in.get(f"/places/port-aldra/?page={page}"))
        seen += re.findall(r'href="/reports/(\d+)/"[^>]*data-open', answer)
        assert ("Older →" in answer, "← Newer" in answer) == (page < 3, page > 1)
    assert seen == [str(report.pk) for report in reports]
    assert "There are no more reports." in text(signed_in.get("/places/port-aldra/?page=9"))


def test_a_story_stands_there_once_with_the_reports_that_speak_of_it(signed_in: Client, alice: Any) -> None:
    ours = [speaks(alice, number, ALDRA) for number in (1, 2)]
    other = speaks(alice, 3)
    story = Story.objects.create(number=1, begun=NOW, newest=NOW, reports_count=3)
    Report.objects.update(story=story)
    page = text(signed_in.get("/places/port-aldra/"))
    assert page.count("data-item") == 1 and "2 of its reports speak of this" in page
    assert f'href="/stories/{story.pk}/"' in page
    assert f"/reports/{other.pk}/" not in page and all(f"/reports/{report.pk}/" in page for report in ours)


def test_a_person_s_page_tells_what_she_said_last(signed_in: Client, alice: Any) -> None:
    for number in range(6):
        speaks(alice, number, MARLO, said=f"We counted {number} boats and then some more")
    page = text(signed_in.get("/people/ines-marlo/"))
    said = page[page.index('id="said"') : page.index("All that Ines Marlo said")]
    assert re.findall(r"We counted (\d) boats", said) == ["0", "1", "2", "3"]
    way = re.search(r'href="(/speakers/\d+/)">All that Ines Marlo said', page)
    assert way
    assert 'href="/people/ines-marlo/"' in text(signed_in.get(way[1]))
    speaks(alice, 9, ALDRA)
    assert "Said last" not in text(signed_in.get("/places/port-aldra/"))


def test_pages_lead_there(signed_in: Client, alice: Any) -> None:
    report = speaks(alice, 1, ALDRA, MARLO, FEVER)
    place()
    story = Report.objects.get(pk=report.pk).story_id
    for address in (f"/reports/{report.pk}/", f"/stories/{story}/"):
        page = text(signed_in.get(address))
        for way in ("/places/port-aldra/", "/people/ines-marlo/", "/topics/marsh-fever/"):
            assert f'href="{way}"' in page, (address, way)
    found = text(signed_in.get("/search/?q=marlo"))
    assert 'href="/people/ines-marlo/"' in found and 'href="/places/port-aldra/"' not in found
    assert 'class="names"' not in text(signed_in.get("/search/?q=marl"))


# The timeline ---------------------------------------------------------------------------------------------------------------

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("counted", "first", "last", "told", "earlier"),
    [
        ({20: 1, 22: 4}, date(2026, 11, 4), TODAY, "5 reports on 2 days; most on 22 November: 4.", 0),
        ({-60: 2, 20: 1, 22: 4}, date(2026, 9, 26), TODAY, "5 reports on 2 days; most on 22 November: 4.", 2),
        ({-90: 1, -80: 3}, date(2026, 7, 23), date(2026, 8, 12), "4 reports on 2 days; most on 12 August: 3.", 0),
        ({-90: 1, 24: 1}, date(2026, 9, 26), TODAY, "1 report on 1 day.", 1),
    ],
)
def test_reports_are_drawn_day_by_day(
    counted: dict[int, int], first: date, last: date, told: str, earlier: int
) -> None:
    november = date(2026, 10, 31)
    drawn = charts.days([(november + timedelta(days=day), count) for day, count in counted.items()], today=TODAY)
    assert drawn
    assert (drawn.first, drawn.last, drawn.description, drawn.earlier) == (first, last, told, earlier)
    tallest = max(drawn.bars, key=lambda bar: bar.count)
    assert tallest.height == charts.TALLEST and all(0 < bar.height <= charts.TALLEST for bar in drawn.bars)
    assert all(0 <= bar.x <= drawn.width - charts.BAR for bar in drawn.bars)
    assert all(bar.x == charts.STEP * (bar.day - first).days for bar in drawn.bars)


def test_a_single_day_is_not_drawn(signed_in: Client, alice: Any) -> None:
    assert charts.days([], today=TODAY) is None and charts.days([(TODAY, 9)], today=TODAY) is None
    speaks(alice, 1, ALDRA)
    assert 'class="timeline"' not in text(signed_in.get("/places/port-aldra/"))


def test_the_drawing_says_in_words_what_it_shows(signed_in: Client, alice: Any) -> None:
    for number, days in enumerate((0, 0, 3)):
        speaks(alice, number, ALDRA, at=NOW - timedelta(days=days))
    page = text(signed_in.get("/places/port-aldra/"))
    assert page.count("<rect") == 2 and 'role="img" aria-labelledby="timeline-title timeline-told"' in page
    assert "3 reports on 2 days; most on" in page and "<td>2</td>" in page


# Feeds ----------------------------------------------------------------------------------------------------------------------


def entries(response: Any) -> list[tuple[str, str]]:
    """Titles and links."""
    assert response.status_code == 200 and response["Content-Type"].startswith("application/atom+xml")
    root = ElementTree.fromstring(response.content)
    return [
        (each.findtext(f"{ATOM}title") or "", (link.get("href") or "") if (link := each.find(f"{ATOM}link")) is not None else "")
        for each in root.findall(f"{ATOM}entry")
    ]  # fmt: skip


def discovered(page: str) -> str:
    found = re.search(r'<link rel="alternate" type="application/atom\+xml" href="([^"]+)"', page)
    assert found
    return found[1]


@pytest.fixture
def told(alice: Any) -> dict[str, str]:
    """The pages that have feeds."""
    story = ferry(alice)
    for number in range(1, 4):
        speaks(alice, number, ALDRA)
    return {"story": f"/stories/{story.pk}/", "place": "/places/port-aldra/", "front": "/stories/"}


@pytest.mark.parametrize(("which", "count"), [("story", 3), ("place", 3), ("front", 4)])
def test_feeds_are_found_from_their_pages_and_open_by_the_key(
    signed_in: Client, alice: Any, told: dict[str, str], which: str, count: int
) -> None:
    stranger = Client()
    before = discovered(text(signed_in.get(told[which])))
    assert "token" not in before and stranger.get(before).status_code == 404
    assert len(entries(signed_in.get(before))) == count
    page = text(signed_in.post("/feeds/key/", {"back": told[which]}, follow=True))
    alice.refresh_from_db()
    address = discovered(page)
    assert address == f"{before}?token={alice.feed_token}" and f"http://testserver{address}" in page
    answer = stranger.get(address)
    found = entries(answer)
    assert len(found) == count and answer["Cache-Control"] == "private"
    assert stranger.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert all(link.startswith("http://testserver/") and signed_in.get(link).status_code == 200 for _, link in found)
    assert stranger.get(f"{before}?token={alice.feed_token}x").status_code == 404


def test_a_story_s_feed_has_its_reports_as_they_come(signed_in: Client, alice: Any, told: dict[str, str]) -> None:
    address = f"{told['story']}feed.atom"
    first = entries(signed_in.get(address))
    assert [title.partition(":")[0] for title, _ in first] == ["Echo", "Herald", "Gazette"]
    new = speaks(alice, 90, at=NOW + timedelta(hours=1))
    Report.objects.filter(pk=new.pk).update(story=Report.objects.get(outlet="Echo").story)
    assert entries(signed_in.get(address)) == [
        (f"Outlet 0: Matter {90 * 7919} of {90 * 104729}", f"http://testserver/reports/{new.pk}/"),
        *first,
    ]


def test_the_front_page_s_feed_tells_each_event_once_and_nothing_that_she_muted(
    signed_in: Client, alice: Any, told: dict[str, str]
) -> None:
    found = entries(signed_in.get("/feed.atom"))
    assert sum("Ferry Lady Brannoch" in title for title, _ in found) == 1
    body = text(signed_in.get("/feed.atom"))
    assert "Gazette" in body and "Herald" in body and "Echo" in body and " old" not in body
    row = Report.objects.get(outlet="Echo").story
    assert row
    marks.mute_story(alice, row, now=NOW)
    assert not any("Ferry" in title for title, _ in entries(signed_in.get("/feed.atom")))


def test_feeds_hold_what_their_reader_may_see(alice: Any, bob: Any, client: Client, told: dict[str, str]) -> None:
    marks.feed_key(bob, is_wanted=True)
    marks.subscribe(bob, Source.objects.get(title="Echo"))
    assert len(entries(client.get(f"{told['story']}feed.atom?token={bob.feed_token}"))) == 1
    assert client.get(f"/places/port-aldra/feed.atom?token={bob.feed_token}").status_code == 404
    assert len(entries(client.get(f"/feed.atom?token={bob.feed_token}"))) == 1


def test_a_key_that_is_there_stays(signed_in: Client, alice: Any) -> None:
    marks.feed_key(alice, is_wanted=True)
    key = alice.feed_token
    answer = signed_in.post("/feeds/key/", {"back": "https://elsewhere.example/"})
    alice.refresh_from_db()
    assert alice.feed_token == key and answer["Location"] == "/"


# Sections ---------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def day(signed_in: Client, alice: Any) -> Client:
    """Twenty matters of one day: three of those behind the weightiest seven speak of a place, two of a topic."""
    for number in range(20):
        names = ([ALDRA] if number in (10, 11, 12) else []) + ([FEVER] if number in (13, 14) else [])
        speaks(alice, number, *names)
    return signed_in


def heads(page: str) -> list[str]:
    return re.findall(r'<h2 class="day-name" id="section-\d+"><bdi>([^<]+)', page)


def test_the_front_page_has_sections_with_a_way_to_all_of_it(day: Client) -> None:
    page = text(day.get("/stories/"))
    assert heads(page) == ["Port Aldra"] and page.count("data-item") == 20
    section = page[page.index('id="section-1"') : page.index('id="others"')]
    assert section.count("data-item") == 3 and 'href="/places/port-aldra/"' in section
    assert section.count("It stands under “Port Aldra” because its report speaks of that") == 3
    assert page.count("because its report speaks") == 3


def test_she_pins_and_hides_sections(day: Client, alice: Any) -> None:
    page = text(day.get("/topics/marsh-fever/"))
    assert "a section, where the day’s stories make it one" in page
    row = speaks(alice, 30, MARLO)
    page = text(day.get("/people/ines-marlo/"))
    assert row and "a section only if you pin it" in page and 'value="hidden"' not in page
    back = {"back": "/topics/marsh-fever/"}
    page = text(day.post("/stories/sections/choose/", {"subject": "marsh-fever", "wanted": "pinned", **back}, follow=True))  # fmt: skip
    assert "“marsh fever” stands on your front page" in page and "Unpin" in page
    assert heads(text(day.get("/"))) == ["Marsh fever", "Port Aldra"]
    day.post("/stories/sections/choose/", {"subject": "Port Aldra", "wanted": "hidden"})
    assert heads(text(day.get("/"))) == ["Marsh fever"]
    settings = text(day.get("/stories/sections/"))
    assert "What you chose" in settings and "No longer hide" in settings and "Unpin" in settings
    day.post("/stories/sections/choose/", {"subject": "port-aldra", "wanted": ""})
    day.post("/stories/sections/choose/", {"subject": "marsh-fever", "wanted": ""})
    assert heads(text(day.get("/"))) == ["Port Aldra"]
    assert day.post("/stories/sections/choose/", {"subject": "port-aldra", "wanted": "loved"}).status_code == 404
    assert day.get("/stories/sections/choose/").status_code == 405


def test_sections_are_chosen_on_a_page_of_their_own(day: Client) -> None:
    assert 'href="/stories/sections/"' in text(day.get("/"))
    page = text(day.get("/stories/sections/"))
    assert 'href="/places/port-aldra/"' in page and "What you chose" not in page
    day.post("/search/save/", {"q": "word999", "name": "Nothing yet"})
    assert "Saved searches without stories today" in text(day.get("/stories/sections/"))


def test_a_name_that_no_report_speaks_of_is_said_in_a_sentence(day: Client) -> None:
    for name, shown in (("Port Adlra", "Port Adlra"), ("<b>%/\x00", "&lt;b&gt;%/"), ("x" * 500, "x" * 120 + "”")):
        answer = day.post("/stories/sections/choose/", {"subject": name, "wanted": "pinned"}, follow=True)
        assert answer.status_code == 200 and f"None of your reports speaks of “{shown}" in text(answer), name
    assert day.post("/stories/sections/choose/", {"wanted": "pinned"}).status_code == 404


@pytest.mark.parametrize("wanted", ["pinned", "hidden"])
def test_what_she_chose_can_be_taken_back_when_its_reports_are_gone(day: Client, alice: Any, wanted: str) -> None:
    day.post("/stories/sections/choose/", {"subject": "port-aldra", "wanted": wanted})
    way = 'href="/places/port-aldra/"'
    assert way in text(day.get("/stories/sections/"))
    alice.subscriptions.all().delete()
    page = text(day.get("/stories/sections/"))
    assert "What you chose" in page and "<bdi>Port Aldra</bdi>" in page
    # Its page is not there for her any more, so nothing leads to it.
    assert way not in page and "none of your reports speaks of it now" in page
    assert day.get("/places/port-aldra/").status_code == 404
    day.post("/stories/sections/choose/", {"subject": "port-aldra", "wanted": ""})
    assert "What you chose" not in text(day.get("/stories/sections/"))


def test_forms_need_their_token(alice: Any) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(alice)
    for address in ("/stories/sections/choose/", "/search/save/", "/feeds/key/", "/search/1/delete/"):
        assert strict.post(address, {"q": "a"}).status_code == 403, address


# Saved searches ---------------------------------------------------------------------------------------------------------------


def test_a_search_is_saved_listed_shown_and_deleted(day: Client, alice: Any) -> None:
    query = "word341 OR word372 OR word310"  # numbers 10, 11, 12
    assert "Save this search" in text(day.get("/search/", {"q": query}))
    page = text(day.post("/search/save/", {"q": query, "name": "Three words"}, follow=True))
    assert "Saved as “Three words”" in page and "Save this search" not in page
    assert heads(text(day.get("/"))) == ["Three words"]
    assert "because your search finds its report" in text(day.get("/"))
    listed = text(day.get("/search/"))
    assert "Saved searches" in listed and "Three words" in listed
    row = SavedSearch.objects.get()
    day.post("/stories/sections/choose/", {"search": str(row.pk), "wanted": "hidden"})
    assert heads(text(day.get("/"))) == ["Port Aldra"]
    day.post(f"/search/{row.pk}/delete/")
    assert "Three words" not in text(day.get("/search/"))
    assert day.post(f"/search/{row.pk}/delete/").status_code == 404


def test_a_search_that_makes_no_sense_is_not_saved(signed_in: Client, alice: Any) -> None:
    answer = signed_in.post("/search/save/", {"q": "(ferry", "name": "x"})
    page = text(signed_in.get(answer["Location"]))
    assert "This search was not saved: the search stops making sense" in page and not SavedSearch.objects.exists()


def test_somebody_else_s_search_is_not_there(signed_in: Client, bob: Any) -> None:
    row = sections.save_search(bob, "ferry", "Bob’s", now=NOW)
    assert signed_in.post(f"/search/{row.pk}/delete/").status_code == 404
    assert signed_in.post("/stories/sections/choose/", {"search": str(row.pk), "wanted": "pinned"}).status_code == 404
    assert "Bob’s" not in text(signed_in.get("/search/")) and SavedSearch.objects.exists()


# As many questions for few as for many ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    ["/stories/", "/stories/?page=2", "/stories/sections/", "/places/port-aldra/", "/people/ines-marlo/",
     "/places/port-aldra/feed.atom", "/feed.atom", "/search/?q=marlo", "/search/"],
)  # fmt: skip
def test_as_many_questions_for_few_as_for_many(client: Client, alice: Any, bob: Any, path: str) -> None:
    counts = []
    for person, count in ((alice, 40), (bob, 120)):
        Report.objects.all().delete()
        for number in range(count):
            names = [[ALDRA, MARLO], [FEVER, MARLO], [], []][number % 4]
            speaks(person, number, *names, said="We counted the boats and then some more")
        sections.save_search(person, "word310 OR word341 OR word372", "Words", now=NOW)
        client.force_login(person)
        client.get(path)
        counts.append(questions(client, path))
    assert counts[0] == counts[1] < 22, counts
