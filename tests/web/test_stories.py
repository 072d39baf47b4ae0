"""The front page by stories, a story's ledger, and what people do there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsbox.library import stories
from newsbox.library.models import Report, Story, StoryChange
from newsbox.shelf import marks
from newsbox.shelf.models import FollowedStory
from newsbox.types import Article, Attribution, Claim, Dateline, Post, Quoted, Span, Speaker, Witness
from tests import newsroom
from tests.desk.test_placing import WIRE
from tests.newsroom import arrives, place
from tests.stories.wires import NOON, stream

pytestmark = pytest.mark.django_db


def text(response: Any) -> str:
    return str(response.content.decode())


@pytest.fixture
def told(alice: Any) -> dict[str, list[Report]]:
    """All invented events, placed, by what they are about."""
    reports, about = newsroom.events(alice)
    place()
    found: dict[str, list[Report]] = {}
    for report, event in zip(reports, about, strict=True):
        found.setdefault(event, []).append(Report.objects.get(pk=report.pk))
    return found


def story_of(reports: list[Report]) -> Story:
    story = Report.objects.get(pk=reports[0].pk).story
    assert story
    return story


def path_of(reports: list[Report]) -> str:
    return f"/stories/{story_of(reports).pk}/"


def understood(outlet: str, *, minutes: int, said: str, killed: int) -> Article:
    """A report of the ferry in which somebody speaks, with a toll."""
    # Each desk has words of its own: reports of one event share names, not sentences.
    name = outlet.replace(" ", "").lower()
    own = " ".join(
        f"{name}{word}"
        for word in "saw smoke rose above quay while tugs came near hulls lamps nets ropes crates gulls bells fog".split()
    )
    words = f"Fire on the ferry Lady Brannoch at Port Aldra killed {killed} people. “{said},” Ines Marlo of the coastguard of Veldmark told {outlet}."
    start = words.index("Ines")
    toll = words.index(f"{killed} people")
    return newsroom.reading(
        Article(
            headline=f"Ferry Lady Brannoch burns in Port Aldra harbour, {killed} dead",
            outlet=outlet,
            published=(NOON + timedelta(minutes=minutes)).isoformat(),
            language="en",
            paragraphs=(words, f"{own.capitalize()} {own} {minutes}."),
        ),
        attributions=(
            Attribution("direct", (Quoted(f"“{said},”", Span(0, words.index("“"), words.index("”") + 1)),), Speaker("Ines Marlo", Span(0, start, start + 10), "Ines Marlo")),
        ),
        claims=(Claim("figure", f"{killed} people", Span(0, toll, toll + 8), killed, "people", "killed"),),
        sources=(Witness("Ines Marlo", "official", (Span(0, start, start + 10),)),),
    )  # fmt: skip


def ferry(person: Any, *, outlets: tuple[str, ...] = ("Gazette", "Herald", "Echo")) -> Story:
    for number, outlet in enumerate(outlets):
        said = ("We saw it burn all night", "We saw it burn all night", "Nobody knew how many were aboard")[number % 3]
        arrives(
            person,
            understood(outlet, minutes=10 * number, said=said, killed=3 + number),
            seen=NOON + timedelta(minutes=10 * number + 1),
        )
    place()
    found = Report.objects.get(outlet=outlets[0], headline__startswith="Ferry").story
    assert found and found.reports_count == len(outlets)
    return found


# The front page -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "words"),
    [("/stories/?page=9", "There are no more stories."), ("/speakers/?page=9", "Nobody else speaks in your reports.")],
)
def test_a_page_behind_the_last_says_so(
    signed_in: Client, told: dict[str, list[Report]], address: str, words: str
) -> None:
    page = text(signed_in.get(address))
    assert words in page and "Nothing has arrived yet" not in page and "Nobody has spoken yet" not in page


def test_the_front_page_tells_each_event_once(signed_in: Client, told: dict[str, list[Report]]) -> None:
    page = text(signed_in.get("/"))
    assert page.count("data-item") == len(told)
    for reports in told.values():
        assert page.count(f'href="{path_of(reports)}"') >= 1
        shown = sum(f'href="/reports/{report.pk}/"' in page for report in reports)
        assert shown == len(reports)  # one leads, the others stand in the line of outlets
    assert "3 independent" in page and "Why is this here?" in page and "3 newsrooms report it" in page


def test_the_weightiest_story_leads(signed_in: Client, alice: Any) -> None:
    for number in range(3):
        arrives(
            alice,
            Article(
                headline=("Bees swarm", "Choir sings", "Bridge opens")[number],
                outlet=f"Outlet {number}",
                paragraphs=(("Bees in Quessia.", "Altos in Rhedau.", "Steel over the Orrin.")[number],),
                published=NOON.isoformat(),
            ),
            seen=NOON,
        )
    ferry(alice)
    page = text(signed_in.get("/"))
    first = re.search(r'class="headline"><a href="[^"]+"[^>]*>([^<]+)', page)
    assert first and "Lady Brannoch" in first[1]


def test_a_report_that_is_not_placed_yet_stands_there_too(signed_in: Client, alice: Any) -> None:
    (report,) = newsroom.arrive(alice, stream()[0][:1])
    page = text(signed_in.get("/"))
    assert f"/reports/{report.pk}/" in page and "The whole story" not in page
    assert f"/reports/{report.pk}/" in text(signed_in.get(f"/reports/{report.pk}/"))


def test_one_text_under_several_mastheads_is_said_to_be_one(signed_in: Client, alice: Any) -> None:
    paragraphs = WIRE
    wire = Article(
        headline="Ferry Lady Brannoch burns",
        outlet="MPA",
        paragraphs=paragraphs,
        published=NOON.isoformat(),
        dateline=Dateline("PORT ALDRA (MPA)", "PORT ALDRA", "MPA"),
    )
    arrives(alice, wire, seen=NOON)
    arrives(
        alice,
        replace(
            wire,
            outlet="Gazette",
            paragraphs=(*paragraphs[:3], "Our reporter saw the smoke from the roof of the town hall."),
        ),
        seen=NOON + timedelta(minutes=2),
    )
    place()
    page = text(signed_in.get("/"))
    assert "one witness" in page and "2 of 2 reports carry <bdi>MPA</bdi>’s text" in page
    page = text(signed_in.get(f"/stories/{Story.objects.get().pk}/"))
    assert "One independent witness" in page and "Carries <bdi>MPA</bdi>’s text" in page
    assert "Our reporter saw the smoke" in page and WIRE[3] in page and "Left out 1 passage<" in page


def test_she_chooses_what_the_site_opens_with(signed_in: Client, alice: Any, told: dict[str, list[Report]]) -> None:
    assert "Mark all as read" not in text(signed_in.get("/"))
    assert "Mark all as read" in text(signed_in.get("/latest/"))
    signed_in.post("/front/", {"front": "list"})
    assert "Mark all as read" in text(signed_in.get("/"))
    assert "Open NewsBox with this" in text(signed_in.get("/stories/"))
    signed_in.post("/front/", {"front": "stories"})
    assert "Mark all as read" not in text(signed_in.get("/"))
    assert "Mark all as read" in text(signed_in.get("/?show=unread"))  # an old link
    assert signed_in.post("/front/", {"front": "moon"}).status_code == 404


# One story ------------------------------------------------------------------------------------------------------------------


def test_the_ledger_says_who_told_what_when_on_whose_word(signed_in: Client, alice: Any) -> None:
    story = ferry(alice)
    page = text(signed_in.get(f"/stories/{story.pk}/"))
    for words in [
        "3 reports by 3 outlets",
        "3 independent witnesses",
        "Hour by hour",
        "12:00",
        "12:20",
        "Ines Marlo",
        "We saw it burn all night",
        "Nobody knew how many were aboard",
        "Figures over time",
        "<desc",
        "As a table",
        "Whom it rests on",
        "official",
        "In short",
        "Gazette",
        "How these reports came together",
    ]:
        assert words.casefold() in page.casefold(), words
    first = Report.objects.order_by("dated")[0]
    assert page.count("We saw it burn all night") >= 1
    assert f'href="/reports/{first.pk}/#said-0"' in page and f'href="/reports/{first.pk}/#p0"' in page
    assert re.findall(r'<text x="[\d.]+" y="[\d.]+" dy="-9">(\d)</text>', page) == ["3", "4", "5"]
    assert not re.search(r"<script(?![^>]*src=)|style=\"|\son\w+=\"", page)


def test_what_does_not_add_up_between_reports_stands_there(signed_in: Client, alice: Any) -> None:
    from newsbox.library import doubts
    from newsbox.types import Finding, Passage

    story = ferry(alice)
    editions = stories.told_by(story, most=9)
    passages = tuple(
        Passage(number, words := f"{3 + number} people", Span(0, at := keep_text(edition).index(words), at + 8))
        for number, edition in enumerate(editions[:2])
    )
    doubts.note_between(
        editions[:2], [Finding("NB310", "figures", "warning", 0.8, "Two reports disagree about the toll.", passages)]
    )
    page = text(signed_in.get(f"/stories/{story.pk}/"))
    assert "Where reports disagree" in page and "Two reports disagree about the toll." in page
    assert re.search(r'href="/reports/\d+/#doubt-\d+-0"', page)


def keep_text(edition: Any) -> str:
    return str(edition.reading["paragraphs"][0])


def test_a_report_names_its_story(signed_in: Client, alice: Any) -> None:
    story = ferry(alice)
    report = story.reports.all()[0]
    page = text(signed_in.get(f"/reports/{report.pk}/"))
    assert f'href="/stories/{story.pk}/"' in page and "One of 3 reports" in page


def test_only_her_own_reports_count(client: Client, alice: Any, bob: Any) -> None:
    story = ferry(alice)
    client.force_login(bob)
    assert client.get(f"/stories/{story.pk}/").status_code == 404
    for step in ("follow", "mute", "share", "unshare", "apart", "same"):
        assert client.post(f"/stories/{story.pk}/{step}/", {"report": 1, "other": 1}).status_code == 404, step
    herald = Report.objects.get(outlet="Herald")
    marks.subscribe(bob, herald.sources.get())
    page = text(client.get(f"/stories/{story.pk}/"))
    assert "1 report by 1 outlet" in page and "Gazette" not in page and "Nobody knew" not in page and "Echo" not in page
    assert "The whole story" not in text(client.get("/"))
    gazette = Report.objects.get(outlet="Gazette")
    assert client.post(f"/stories/{story.pk}/apart/", {"report": gazette.pk}).status_code == 404
    assert "One of" not in text(client.get(f"/reports/{herald.pk}/"))


@pytest.mark.parametrize("path", ["/stories/", "/stories/followed/", "/stories/1/"])
def test_a_stranger_is_asked_to_sign_in(client: Client, path: str) -> None:
    assert client.get(path)["Location"].startswith("/sign-in/")


def test_what_is_not_there_is_not_there(signed_in: Client) -> None:
    assert signed_in.get("/stories/1/").status_code == 404
    assert signed_in.get("/t/forged/").status_code == signed_in.get("/t/forged/feed.atom").status_code == 404


# By hand --------------------------------------------------------------------------------------------------------------------


def test_not_this_story_and_back(signed_in: Client, alice: Any) -> None:
    story = ferry(alice)
    report = Report.objects.get(outlet="Herald")
    answer = signed_in.post(f"/stories/{story.pk}/apart/", {"report": report.pk})
    report.refresh_from_db()
    assert report.story and report.story != story and answer["Location"] == f"/stories/{report.story.pk}/#changes"
    page = text(signed_in.get(f"/stories/{report.story.pk}/"))
    assert "Take that back" in page and stories.APART in page
    change = StoryChange.objects.exclude(by="").get()
    signed_in.post(f"/stories/{report.story.pk}/undo/{change.pk}/")
    report.refresh_from_db()
    assert report.story == story and "Taken back." in text(signed_in.get(f"/stories/{story.pk}/"))
    for wrong in ("", "x", "99999", "-1"):
        assert signed_in.post(f"/stories/{story.pk}/apart/", {"report": wrong}).status_code == 404


def test_the_same_story_as_another(signed_in: Client, told: dict[str, list[Report]]) -> None:
    one, other = story_of(told["ferry"]), story_of(told["rail"])
    assert f'<option value="{other.pk}">' in text(signed_in.get(f"/stories/{one.pk}/"))
    signed_in.post(f"/stories/{one.pk}/same/", {"other": f"https://box.example/stories/{other.pk}/"})
    assert story_of(told["rail"]) == one
    assert signed_in.get(f"/stories/{other.pk}/")["Location"] == f"/stories/{one.pk}/"  # an old link leads on
    page = signed_in.post(f"/stories/{one.pk}/same/", {"other": one.pk}, follow=True)
    assert "This is the same story already." in text(page)


def test_nobody_takes_back_what_grouping_did(signed_in: Client, alice: Any) -> None:
    story = ferry(alice)
    change = StoryChange.objects.filter(by="")[0]
    assert signed_in.post(f"/stories/{story.pk}/undo/{change.pk}/").status_code == 404


# Following, muting, sharing ---------------------------------------------------------------------------------------------------


def test_a_followed_story_marks_its_next_report(signed_in: Client, alice: Any) -> None:
    story = ferry(alice)
    signed_in.post(f"/stories/{story.pk}/follow/")
    assert "a story you follow" in text(signed_in.get("/latest/"))
    page = text(signed_in.get("/stories/followed/"))
    assert "followed</span>" in page and "new</span>" not in page
    late = understood("Late Post", minutes=60, said="It is over now", killed=9)
    arrives(alice, late, seen=timezone.now() + timedelta(minutes=1))
    place()
    assert "followed, 1 new" in text(signed_in.get("/stories/followed/"))
    FollowedStory.objects.update(looked=timezone.now() + timedelta(minutes=2))
    assert "new</span>" not in text(signed_in.get("/stories/followed/"))
    signed_in.post(f"/stories/{story.pk}/follow/", {"wanted": "no"})
    assert "You follow no story yet" in text(signed_in.get("/stories/followed/"))


def test_a_followed_story_that_went_into_another_is_followed_there(
    signed_in: Client, alice: Any, told: dict[str, list[Report]]
) -> None:
    one, other = story_of(told["ferry"]), story_of(told["rail"])
    signed_in.post(f"/stories/{other.pk}/follow/")
    stories.united(one, other, by="alice", now=timezone.now())
    assert f'href="/stories/{one.pk}/"' in text(signed_in.get("/stories/followed/"))
    assert 'aria-pressed="true"' in text(signed_in.get(f"/stories/{one.pk}/"))


def test_a_muted_story_leaves_her_front_page_and_nobody_elses(signed_in: Client, alice: Any, bob: Any) -> None:
    story = ferry(alice)
    for source in {source for report in story.reports.all() for source in report.sources.all()}:
        marks.subscribe(bob, source)
    assert signed_in.post(f"/stories/{story.pk}/mute/")["Location"] == "/stories/"
    assert f"/stories/{story.pk}/" not in text(signed_in.get("/"))
    assert "Off your front page" in text(signed_in.get("/stories/followed/"))
    other = Client()
    other.force_login(bob)
    assert f"/stories/{story.pk}/" in text(other.get("/"))
    signed_in.post(f"/stories/{story.pk}/mute/", {"wanted": "no"})
    assert f"/stories/{story.pk}/" in text(signed_in.get("/"))


def test_a_shared_story_shows_the_ledger_and_nothing_of_the_box(signed_in: Client, alice: Any) -> None:
    story = ferry(alice)
    link = signed_in.post(f"/stories/{story.pk}/share/", headers={"accept": "application/json"}).json()["link"]
    path = link.partition("testserver")[2]
    stranger = Client()
    page = text(stranger.get(path))
    assert "We saw it burn all night" in page and "Hour by hour" in page and "feed.atom" in page
    for words in ("/reports/", "Not this story", "alice", "Take that back", "unread-dot"):
        assert words not in page, words
    feed = stranger.get(path + "feed.atom")
    tree = ElementTree.fromstring(feed.content)
    titles = [each.text for each in tree.iter("{http://www.w3.org/2005/Atom}title")]
    assert len(titles) == 4 and (titles[1] or "").startswith("Echo: Ferry Lady Brannoch")
    assert feed["Content-Type"].startswith("application/atom+xml")
    # Its entries lead to where a stranger may go, under names that stay.
    assert b"/reports/" not in feed.content and "alice" not in text(feed)
    names = [each.text for each in tree.iter("{http://www.w3.org/2005/Atom}id")]
    echo = Report.objects.get(outlet="Echo").pk
    assert names[1] == f"{link}#report-{echo}" and len(set(names)) == 4
    assert stranger.get(path + "feed.atom", headers={"If-None-Match": feed["ETag"]}).status_code == 304
    # What she may see no more, nobody sees by her link.
    marks.unsubscribe(alice, Report.objects.get(outlet="Echo").sources.get())
    assert "Nobody knew" not in text(stranger.get(path))
    signed_in.post(f"/stories/{story.pk}/unshare/")
    assert stranger.get(path).status_code == stranger.get(path + "feed.atom").status_code == 404


# Odd news ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "odd",
    [
        Article(),
        Article(headline="Your stars for today", outlet="Gazette", paragraphs=("The stars are kind.",)),
        Article(headline="Ten things that happened", outlet="Gazette", paragraphs=tuple(f"{n}. A thing happened." for n in range(10))),
        Article(headline="Live: the ferry", outlet="Gazette", paragraphs=("It burns.", "It burned."), posts=(Post(0, 1, "2026-11-10T12:00:00Z"), Post(1, 2))),
        Article(headline="<script>alert(1)</script>", outlet="<b>", paragraphs=("</p><script>",), published="yesterday"),
    ],
)  # fmt: skip
def test_odd_news_break_no_page(signed_in: Client, alice: Any, odd: Article) -> None:
    arrives(alice, odd, seen=NOON)
    ferry(alice)
    place()
    for path in (
        "/",
        "/latest/",
        "/stories/followed/",
        *(f"/stories/{pk}/" for pk in Story.objects.filter(reports_count__gt=0).values_list("pk", flat=True)),
    ):
        page = signed_in.get(path)
        assert page.status_code == 200 and "<script>alert" not in text(page), path


def test_a_daily_column_is_a_story_each_day(signed_in: Client, alice: Any) -> None:
    for day in range(4):
        at = NOON + timedelta(days=day)
        column = Article(
            headline="Your stars for today",
            outlet="Gazette",
            paragraphs=(
                (
                    "Aries finds a purse.",
                    "Libra loses patience.",
                    "Expect letters from abroad.",
                    "Venus favours bakers.",
                )[day],
            ),
            published=at.isoformat(),
        )
        arrives(alice, column, seen=at)
    place()
    assert Story.objects.filter(reports_count=1).count() == 4
    assert text(signed_in.get("/")).count("data-item") == 4


# As many questions for few as for many ------------------------------------------------------------------------------------------


def many(person: Any, count: int) -> Story:
    """So many reports of one event, and as many events of one report."""
    for number in range(count):
        at = NOON + timedelta(minutes=number)
        arrives(
            person,
            understood(f"Outlet {number}", minutes=number, said=f"We saw it burn {number} times", killed=number),
            seen=at,
        )
        arrives(
            person,
            Article(
                headline=f"Matter {number * 7919} of {number * 104729}",
                outlet=f"Outlet {number}",
                paragraphs=(f"Word{number * 31} met word{number * 37} at word{number * 41}.",),
                published=at.isoformat(),
            ),
            seen=at,
        )
    place()
    found = Report.objects.get(outlet="Outlet 1", headline__contains="Ferry").story
    assert found
    return found


def few_then_many(browser: Client, *people: Any) -> Iterator[Story]:
    """A story of five reports, then one of sixty, each in a box of its own: the browser is that of the one who follows it."""
    for person, count in zip(people, (5, 60), strict=True):
        Report.objects.all().delete()
        Story.objects.all().delete()
        story = many(person, count)
        marks.follow_story(person, story, now=NOON)
        browser.force_login(person)
        yield story


def questions(browser: Client, address: str) -> int:
    """How many a page asks the database."""
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("path", ["/stories/", "/latest/", "/stories/followed/", "{story}"])
def test_as_many_questions_for_five_as_for_sixty(client: Client, alice: Any, bob: Any, path: str) -> None:
    counts = [
        questions(client, path.format(story=f"/stories/{story.pk}/")) for story in few_then_many(client, alice, bob)
    ]
    assert counts[0] == counts[1] < 30, counts
