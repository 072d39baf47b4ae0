"""The owner's page of her table of outlets, and what the site says by it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from newsbox.library import outlets
from newsbox.library.models import Report, Story
from newsbox.library.outlet_table import Outlet
from newsbox.shelf import fronts
from newsbox.types import Article, Dateline
from tests.desk.test_placing import WIRE
from tests.newsroom import arrives, place
from tests.stories.wires import NOON
from tests.web.test_stories import ferry, few_then_many, questions, text

pytestmark = pytest.mark.django_db
TABLE = b"outlet,country,owner,leaning\nGazette,Veldmark,Aldra Press,left\nHerald,Quessia,Aldra Press,\n"


def upload(browser: Client, body: bytes, **more: Any) -> Any:
    file: Mapping[str, Any] = {"file": SimpleUploadedFile("mine.csv", body), **more}
    return browser.post("/outlets/", file, follow=True)


def test_a_table_is_loaded_shown_exported_and_removed(signed_in: Client) -> None:
    assert 'href="/outlets/"' in text(signed_in.get("/sources/"))
    assert "No table is loaded" in text(signed_in.get("/outlets/"))
    page = text(upload(signed_in, TABLE.replace(b"leaning", b"leaning,founded").replace(b"left", b"left,1871")))
    for words in ("2 outlets read; the table has 2.", "“founded”", "Aldra Press", "not known", "Export as CSV"):
        assert words in page, words
    page = text(upload(signed_in, b"outlet,leaning\nEcho,=1+1\n", add="yes"))
    assert "1 outlet read; the table has 3." in page
    file = signed_in.get("/outlets/table.csv")
    assert file["Content-Type"].startswith("text/csv") and "attachment" in file["Content-Disposition"]
    assert text(file).startswith("outlet,domain,country,owner,leaning\r\nEcho,,,,'=1+1\r\nGazette,")
    assert "no longer in the table" in text(signed_in.post("/outlets/remove/", {"outlet": "Echo"}, follow=True))
    assert "has no such outlet" in text(signed_in.post("/outlets/remove/", {"outlet": "Echo"}, follow=True))
    assert "2 outlets</h2>" in text(upload(signed_in, TABLE))
    assert "The table is empty" in text(signed_in.post("/outlets/remove/", {"all": "yes"}, follow=True))
    assert not outlets.is_any()


def test_a_file_that_makes_no_sense_changes_nothing_and_says_where(signed_in: Client) -> None:
    upload(signed_in, TABLE)
    page = upload(signed_in, b"outlet,country\nGazette,Skarn\n<b>,Skarn,left\n")
    assert page.status_code == 400 and "mine.csv: line 3 has 3 fields" in text(page) and 'role="alert"' in text(page)
    assert "Choose a CSV file first." in text(signed_in.post("/outlets/", {}))
    assert [each.country for each in outlets.table()] == ["Veldmark", "Quessia"]
    assert "&lt;b&gt;" in text(upload(signed_in, b"outlet,country\n<b>,Skarn\n"))


def test_the_table_is_its_owner_s(client: Client, alice: Any, bob: Any) -> None:
    assert client.get("/outlets/")["Location"].startswith("/sign-in/")
    client.force_login(bob)
    outlets.load([Outlet("Gazette", country="Veldmark")])
    for path in ("/outlets/", "/outlets/table.csv"):
        assert client.get(path).status_code == 404, path
    assert upload(client, TABLE).status_code == client.post("/outlets/remove/", {"all": "yes"}).status_code == 404
    assert outlets.count() == 1 and "/outlets/" not in text(client.get("/sources/"))


def test_nothing_is_said_without_a_table(signed_in: Client, alice: Any) -> None:
    story = ferry(alice)
    outlets.load([Outlet("Another Paper", country="Skarn")])
    for path in (f"/stories/{story.pk}/", "/", f"/sources/{Report.objects.all()[0].sources.get().pk}/"):
        page = text(signed_in.get(path))
        assert "Coverage" not in page and "said-of" not in page and "table of outlets" not in page, path


def test_a_story_s_page_tells_how_it_is_covered(signed_in: Client, alice: Any) -> None:
    story = ferry(alice)
    upload(signed_in, TABLE)
    page = text(signed_in.get(f"/stories/{story.pk}/"))
    for words in ("Coverage", "By country", "By owner", "By leaning", "not known", "2 of 3 outlets independent"):
        assert words in page, words
    assert "2 of 3 outlets belong to <bdi>Aldra Press</bdi>: together they count as one witness." in page
    assert re.findall(r'class="own"[^>]* width="([\d.]+)"', page) == [
        "53.3", "53.3", "53.3", "106.7", "53.3", "53.3", "106.7",
    ]  # fmt: skip
    assert page.count('class="said-of"') == 2
    hour = page[page.index('id="by-hour"') :]
    assert re.search(r'Gazette</span> <span class="said-of">.*?Veldmark.*?Aldra Press.*?left', hour)
    why = text(signed_in.get("/"))
    assert "3 newsrooms report it, 2 of them independently (2 belong to Aldra Press, by this box’s table of outlets, and count as one)" in why  # fmt: skip
    gazette = Report.objects.get(outlet="Gazette")
    assert "Veldmark" in text(signed_in.get(f"/reports/{gazette.pk}/"))
    assert "Veldmark" in text(signed_in.get(f"/sources/{gazette.sources.get().pk}/"))


@pytest.mark.parametrize(
    ("query", "outlets_shown"),
    [
        ("country=Veldmark", {"Gazette"}),
        ("owner=aldra+press", {"Gazette", "Herald"}),
        ("leaning=", {"Herald", "Echo"}),
        ("country=Skarn", set()),
        ("other=1", {"Gazette", "Herald", "Echo"}),
    ],
)
def test_a_story_s_hours_by_what_the_table_says(
    signed_in: Client, alice: Any, query: str, outlets_shown: set[str]
) -> None:
    story = ferry(alice)
    upload(signed_in, TABLE)
    page = text(signed_in.get(f"/stories/{story.pk}/?{query}"))
    shown = set(re.findall(r'id="report-(\d+)"', page))
    assert ("Opens with" in page) == (query == "other=1")  # that is said of the story's first report alone
    assert shown == {str(pk) for pk in Report.objects.filter(outlet__in=outlets_shown).values_list("pk", flat=True)}
    assert ("Show all" in page) == (query != "other=1")
    assert ("there are none" in page) == (not outlets_shown)


def test_a_wire_copy_is_no_text_of_its_own(signed_in: Client, alice: Any) -> None:
    wire = Article(
        headline="Ferry Lady Brannoch burns",
        outlet="MPA",
        paragraphs=WIRE,
        published=NOON.isoformat(),
        dateline=Dateline("PORT ALDRA (MPA)", "PORT ALDRA", "MPA"),
    )
    for number, outlet in enumerate(("MPA", "Gazette", "Herald")):
        arrives(alice, replace(wire, outlet=outlet), seen=NOON + timedelta(minutes=number))
    place()
    upload(signed_in, TABLE)
    page = text(signed_in.get(f"/stories/{Story.objects.get().pk}/"))
    assert "3 of 3 reports carry <bdi>MPA</bdi>’s text;" in page and "had it first" in page
    assert page.count("carries it unchanged") == 2
    assert "One independent witness" in page and "2 of them only carry a text that another had first" in page
    assert re.search(r'class="own" x="0" y="0" width="0.0" .*?class="copying" x="0.0" y="1" width="106.7"', page)
    assert "2 outlets, 2 only with another’s text" in re.sub("<[^>]*>", "", page)


def test_one_owner_is_one_witness_and_ranks_as_one(alice: Any) -> None:
    ferry(alice)
    (card,), _ = fronts.front(alice, now=NOON + timedelta(hours=2))
    apart = card.weight
    outlets.load([Outlet(name, owner="Aldra Press") for name in ("Gazette", "Herald", "Echo")])
    (card,), _ = fronts.front(alice, now=NOON + timedelta(hours=2))
    assert card.witnesses == 1 and card.kin == ("Aldra Press", 3) and card.weight < apart
    assert card.why.startswith("3 newsrooms report it (all belong to Aldra Press, by this box’s table of outlets,")


def test_a_stranger_with_a_story_s_link_sees_nothing_of_the_table(signed_in: Client, alice: Any) -> None:
    story = ferry(alice)
    upload(signed_in, TABLE)
    link = signed_in.post(f"/stories/{story.pk}/share/", headers={"accept": "application/json"}).json()["link"]
    page = text(Client().get(link.partition("testserver")[2] + "?country=Veldmark"))
    assert "Aldra Press" not in page and "Coverage" not in page and page.count('id="report-') == 3
    # What the owner counts as one by her table, he can't follow: for him each outlet is by itself.
    assert "3 independent witnesses" in page and "2 of 3 outlets independent" in text(
        signed_in.get(f"/stories/{story.pk}/")
    )


def test_as_many_questions_for_five_outlets_as_for_sixty(client: Client, alice: Any, bob: Any) -> None:
    outlets.load([Outlet(f"Outlet {number}", country=f"Land {number % 9}", owner=f"House {number % 20}") for number in range(70)])  # fmt: skip
    counts = []
    for story in few_then_many(client, alice, bob):
        pages = f"/stories/{story.pk}/", "/stories/", f"/sources/{Report.objects.all()[0].sources.get().pk}/"
        counts.append([questions(client, page) for page in pages])
    assert counts[0] == counts[1], counts
    page = text(client.get(f"/stories/{story.pk}/"))
    assert "4 more</summary>" in page and "15 more</summary>" in page
