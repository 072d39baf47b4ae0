"""What a person may follow: sites without a feed, accounts, channels; and what comes of it."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from newsbox.desk import additions, rereading, rounds
from newsbox.errors import GatheringError
from newsbox.library import keep, queries
from newsbox.library.models import Edition, Report, Source, Statement
from newsbox.shelf import marks
from newsbox.shelf import queries as shelf
from tests.desk.test_desk import add, due_now
from tests.gathering.test_discovery import SITEMAP
from tests.press import TEXT, Press

pytestmark = pytest.mark.django_db(transaction=True)
OLDER = ("Harbour council meets on Tuesday", "Ferry fares rise in spring", "New crane arrives at the port", "Lighthouse keeper retires after years")  # fmt: skip


def headlines() -> list[str]:
    return list(Report.objects.order_by("-dated", "-pk").values_list("headline", flat=True))


# Statements -----------------------------------------------------------------------------------------------------------


def test_an_account_is_followed_and_its_posts_are_its_own_words(press: Press, alice: Any) -> None:
    ministry = press.account("ministry", "Ministry of Harbours").says("The port of Aldra is open again.")
    ministry.passes_on("Jane Roe", "I was there when it opened.")
    outcome = add(alice, ministry.profile)
    assert (outcome.state, outcome.message[:35]) == ("done", "You now follow Ministry of Harbours")
    assert rounds.refresh().new == 2
    source = Source.objects.get()
    assert (source.address, source.site, source.kind) == (ministry.statuses, ministry.profile, "feed")
    assert headlines() == [
        "Ministry of Harbours: The port of Aldra is open again.",
        "Jane Roe (passed on by Ministry of Harbours): I was there when it opened.",
    ]
    own = keep.reading_of(queries.latest_edition(Report.objects.get(headline__startswith="Ministry")))
    (said,) = own.attributions
    assert said.speaker and (said.speaker.name, own.text_at(said.speaker.span)) == ("Ministry of Harbours",) * 2
    assert [own.text_at(piece.span) for piece in said.content] == list(own.paragraphs)
    assert said.via and said.via.kind == "platform"
    assert sorted(row.speaker.name for row in Statement.objects.all()) == ["Jane Roe", "Ministry of Harbours"]
    # Nothing but the API was asked: the pages of posts are scripts.
    assert not [request for request in press.requests if request.path.startswith("/@ministry/")]


def test_an_account_may_bear_another_host_than_its_server(press: Press, alice: Any) -> None:
    ministry = press.account("ministry", "Ministry of Harbours").says("The port is open.")
    profile = {"rel": "http://webfinger.net/rel/profile-page", "href": ministry.profile}
    press.answers("/.well-known/webfinger", json.dumps({"links": [profile]}).encode(), "application/jrd+json")
    outcome = add(alice, f"{press.url}/@office")
    assert outcome.state == "done" and Source.objects.get().address == ministry.statuses
    port = press.url.rpartition(":")[2]
    assert press.asked("/.well-known/webfinger")[0].path.endswith(f"?resource=acct:office@127.0.0.1:{port}")
    press.answers("/.well-known/webfinger", b"[]", "application/json")
    assert add(alice, f"{press.url}/@nobody").state == "failed"


def test_a_handle_is_an_address() -> None:
    from newsbox import addresses

    assert addresses.web("@ministry@server.example") == "https://server.example/@ministry"


def test_an_edited_post_gains_an_edition_and_keeps_its_speaker_when_reread(press: Press, alice: Any) -> None:
    ministry = press.account("ministry", "Ministry of Harbours").says("The port opens at nine.")
    add(alice, ministry.profile)
    rounds.refresh()
    ministry.edits(1, "The port opens at ten.")
    due_now()
    assert rounds.refresh().changed == 1
    assert Edition.objects.count() == 2 and "at ten" in headlines()[0]
    rereading.reread_all()
    for edition in Edition.objects.all():
        (said,) = keep.reading_of(edition).attributions
        assert said.speaker and said.speaker.name == "Ministry of Harbours"


def test_all_that_was_said_since_the_last_visit_is_kept(press: Press, alice: Any) -> None:
    ministry = press.account("ministry", "Ministry of Harbours")
    for number in range(130):
        ministry.says(f"Notice number {number}.")
    add(alice, ministry.profile)
    rounds.refresh()
    assert Report.objects.count() == 120  # the first visit takes three pages
    for number in range(130, 220):
        ministry.says(f"Notice number {number}.")
    asked = len(ministry.asked())
    due_now()
    assert rounds.refresh().new == 90
    assert len(ministry.asked()) - asked == 3  # forty, forty, and ten with those we know


def test_a_refusal_is_shown_with_its_reason(press: Press, alice: Any) -> None:
    ministry = press.account("ministry", "Ministry").refuses(401, "This method requires an authenticated user")
    message = add(alice, ministry.profile).message
    assert "does not let NewsBox read it" in message and "(401)" in message
    assert "This method requires an authenticated user" in message
    ministry.answer = None
    add(alice, ministry.profile)
    ministry.refuses(403, "Forbidden to programs")
    rounds.refresh()
    source = Source.objects.get()
    assert "(403)" in source.fault and "Forbidden to programs" in source.fault


def test_an_allowance_that_is_used_up_is_waited_for(press: Press, alice: Any) -> None:
    ministry = press.account("ministry", "Ministry")
    for number in range(100):
        ministry.says(f"Notice number {number}.")
    add(alice, ministry.profile)
    ministry.allowance = 2
    rounds.refresh()
    source = Source.objects.get()
    assert Report.objects.count() == 80  # the second page said that nothing is left
    assert ministry.allowance == 0  # and nothing beyond it was asked for
    ministry.allowance = 0
    due_now()
    rounds.refresh()
    source.refresh_from_db()
    assert "(429)" in source.fault and source.due and source.due > timezone.now() + timedelta(hours=2)


def test_an_account_page_of_a_server_that_speaks_another_language_is_a_page(press: Press, alice: Any) -> None:
    gazette = press.outlet("Gazette").publishes("Fire at the port")
    press.answers(
        "/@gazette",
        f'<html><head><link rel="alternate" type="application/rss+xml" href="{gazette.feed}"></head></html>'.encode(),
    )
    assert add(alice, f"{press.url}/@gazette").state == "done"
    assert Source.objects.get().address == gazette.feed


# Sites without a feed ---------------------------------------------------------------------------------------------------


def front(press: Press, gazette: Any, *headlines: str) -> None:
    """A front page that names no feed, and the articles it leads to."""
    items = "".join(
        f'<div class="x{place}"><h2><a href="/gazette/2026/11/{line.lower().replace(" ", "-")}">{line}</a></h2><p>Teaser.</p></div>'
        for place, line in enumerate(headlines)
    )
    menu = "".join(
        f'<li><a href="/section/{name}">All about {name} today</a></li>' for name in ("world", "sport", "arts")
    )
    press.answers("/", f"<html lang='en'><head><title>Gazette</title></head><body><nav><ul>{menu}</ul></nav><main>{items}</main></body></html>".encode())  # fmt: skip
    for line in headlines:
        if line not in [article.headline for article in gazette.articles]:
            gazette.publishes(line)


def test_a_site_without_a_feed_is_followed_by_the_links_it_gains(press: Press, alice: Any) -> None:
    gazette = press.outlet("Gazette")
    front(press, gazette, *OLDER)
    outcome = add(alice, press.url)
    assert outcome.state == "choose"
    (offer,) = outcome.offers
    assert (offer.kind, offer.entries, offer.title, offer.newest) == ("page", 4, "Gazette", OLDER[0])
    addition = shelf.additions(alice)[0]
    marks.choose(alice, addition, {offer.url}, now=timezone.now())
    source = Source.objects.get()
    assert source.is_page and source.is_visited
    assert rounds.refresh().new == 4
    front(press, gazette, "Fire closes the port of Aldra", *OLDER)
    due_now()
    assert rounds.refresh().new == 1
    report = Report.objects.get(headline="Fire closes the port of Aldra")
    assert keep.reading_of(queries.latest_edition(report)).paragraphs == TEXT
    press.answers("/", b"<html><body><p>We are moving.</p></body></html>")
    due_now()
    rounds.refresh()
    assert "leads to no articles any more" in Source.objects.get().fault


def test_a_page_is_followed_by_its_links_where_somebody_wants_that(press: Press, alice: Any) -> None:
    front(press, press.outlet("Gazette"), *OLDER)
    assert additions.follow_links(alice, press.url).state == "done"
    assert Source.objects.get().is_page
    press.answers("/empty", b"<html><body><p>Nothing.</p></body></html>")
    with pytest.raises(GatheringError, match="no articles"):
        additions.follow_links(alice, press.url + "/empty")


def test_robots_txt_decides_whether_a_page_is_followed(press: Press, alice: Any) -> None:
    front(press, press.outlet("Gazette"), *OLDER)
    press.answers("/robots.txt", b"User-agent: *\nDisallow: /$\n", "text/plain")
    outcome = add(alice, press.url)
    assert (outcome.state, outcome.offers) == ("failed", ()) and "no feed found" in outcome.message
    with pytest.raises(GatheringError, match="robots"):
        additions.follow_links(alice, press.url)
    keep.source(press.url + "/", now=timezone.now(), is_page=True)
    rounds.refresh()
    assert "robots.txt" in Source.objects.get().fault


def test_a_news_sitemap_stands_in_for_a_feed(press: Press, alice: Any) -> None:
    press.answers("/", b"<html><body><h1>Gazette</h1></body></html>")
    press.answers("/robots.txt", f"Sitemap: {press.url}/all.xml".encode(), "text/plain")
    index = f"<sitemapindex><sitemap><loc>{press.url}/news-1.xml</loc></sitemap></sitemapindex>"
    press.answers("/all.xml", index.encode(), "application/xml")
    press.answers("/news-1.xml", SITEMAP.replace("https://gazette.example", press.url).encode(), "application/xml")
    outcome = add(alice, press.url)
    (offer,) = outcome.offers
    assert (outcome.state, offer.kind, offer.entries, offer.newest) == ("choose", "feed", 2, "Fire at the port")
    marks.choose(alice, shelf.additions(alice)[0], {offer.url}, now=timezone.now())
    assert rounds.refresh().new == 2
    assert headlines() == ["Fire at the port", "Port opens & ships sail"]


def test_a_feed_that_can_not_be_had_now_is_followed_all_the_same(press: Press, alice: Any) -> None:
    gazette = press.outlet("Gazette").then_answers(503)
    assert add(alice, gazette.home).state == "done"
    rounds.refresh()
    assert "(503)" in Source.objects.get().fault


def test_two_formats_of_one_feed_are_no_question(press: Press, alice: Any) -> None:
    gazette = press.outlet("Gazette").publishes("Fire at the port")
    atom = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Gazette</title><entry><id>1</id><link href='{gazette.address(gazette.articles[0])}'/></entry></feed>"
    press.answers("/atom", atom.encode(), "application/atom+xml")
    links = f'<link rel="alternate" type="application/rss+xml" href="{gazette.feed}"><link rel="alternate" type="application/atom+xml" href="/atom">'
    press.answers("/", f"<html><head>{links}</head><body>x</body></html>".encode())
    assert add(alice, press.url).state == "done"
    assert Source.objects.get().address == gazette.feed


def test_a_feed_tells_whose_its_picture_is(press: Press, alice: Any) -> None:
    item = "<item><title>Fire</title><guid isPermaLink='false'>1</guid><description>It burns at the port.</description><media:content url='/fire.jpg' medium='image'><media:description>The ferry at dawn.</media:description><media:credit role='photographer'>Ines Marlo</media:credit></media:content></item>"
    feed = f"<rss version='2.0' xmlns:media='http://search.yahoo.com/mrss/'><channel><title>G</title>{item}</channel></rss>"
    add(alice, press.answers("/feed", feed.encode(), "application/rss+xml"))
    rounds.refresh()
    image = keep.reading_of(queries.latest_edition(Report.objects.get())).lead_image
    assert image and (image.url, image.caption) == (f"{press.url}/fire.jpg", "The ferry at dawn.")
    assert image.credit and image.credit.text == "Ines Marlo"


@pytest.mark.parametrize("with_pages", [True, False])
def test_where_it_happened_stands_at_the_report_and_outlives_reading_it_anew(
    press: Press, alice: Any, client: Any, with_pages: bool
) -> None:
    page = press.outlet("Gazette").publishes("Quake near Aldra")
    link = page.address(page.articles[0])
    item = f"<item><title>Quake near Aldra</title><link>{link}</link><description>The ground shook for a minute.</description><georss:point>-45.25600 171.5</georss:point></item>"
    feed = f"<rss version='2.0' xmlns:georss='http://www.georss.org/georss'><channel><title>G</title>{item}</channel></rss>"
    add(alice, press.answers("/feed", feed.encode(), "application/rss+xml"))
    rounds.refresh(with_pages=with_pages)
    report = Report.objects.get()
    client.force_login(alice)
    for again in (lambda: None, rereading.catch_up, rereading.reread_all):
        again()
        told = keep.reading_of(queries.latest_edition(report)).coordinates
        assert told and (told.latitude, told.longitude) == (-45.256, 171.5)
        shown = client.get(f"/reports/{report.pk}/").content.decode()
        assert "At 45.256° S, 171.5° E, says the feed" in shown
