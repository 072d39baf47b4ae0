"""The desk: a draft is looked at while somebody writes, is hers alone, and is kept nowhere unless she asks."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from newsbox import checking
from newsbox.checking import Check, Sheet
from newsbox.desk import drafts
from newsbox.errors import MarkError
from newsbox.library.models import Report
from newsbox.shelf import marks, queries
from newsbox.shelf.models import Addition, Draft
from newsbox.types import Finding, Span
from tests.web.test_pages import text

pytestmark = pytest.mark.django_db
DRAFT = """Premier Doran opens the bridge at Aldra

The premier of Northmere, Eva Doran, opened the bridge on Monday. It cost 12 million crowns.

“It will stand for a hundred years,” Doran said.

Premier Sable then walked across it with 400 children.
"""


def premiers(sheet: Sheet) -> list[Finding]:
    """A small check: two premiers in one text."""
    where = {
        name: Span(place, start, start + len(name))
        for place in sheet.places
        for name in ("Doran", "Sable")
        if (start := sheet.reading.part(place).find(name)) >= 0
    }
    if len(where) < 2:
        return []
    message = "One paragraph says Sable; the others say Doran."
    passages = [sheet.passage(where["Sable"]), sheet.passage(where["Doran"])]
    return [
        PREMIERS.finding("NB199", 0.92, message, passages),
        PREMIERS.finding("NB198", 0.2, "There are two names.", passages[:1]),
    ]


PREMIERS = Check(name="premiers", codes={"NB198": "Two names.", "NB199": "Two premiers."}, within=premiers)


@pytest.fixture(autouse=True)
def one_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "CHECKS", (PREMIERS,))


def written(person: Any, words: str = DRAFT) -> Draft:
    """A draft that was looked at."""
    row = marks.draft(person, words, now=timezone.now())
    drafts.look_at_waiting()
    row.refresh_from_db()
    return row


def test_a_draft_is_read_and_checked_as_she_edits(signed_in: Client, alice: Any) -> None:
    first = signed_in.post("/desk/", {"text": DRAFT}, headers={"HX-Request": "true"})
    row = Draft.objects.get()
    assert first["HX-Replace-Url"] == f"/desk/{row.pk}/"
    assert f'hx-get="/desk/{row.pk}/reading/"' in text(first) and f'id="draft-number" value="{row.pk}"' in text(first)
    assert drafts.look_at_waiting() == 1
    shown = text(signed_in.get(f"/desk/{row.pk}/reading/", headers={"HX-Request": "true"}))
    assert "One paragraph says Sable; the others say Doran." in shown and "Almost surely" in shown
    assert "hx-trigger" not in shown and "1 place where it doesn’t add up" in shown
    assert "Who said what" in shown and "“It will stand for a hundred years,”" in re.sub(r"</?span[^>]*>", "", shown)
    assert "12 million crowns" in shown and "400 children" in shown
    anchors = re.findall(r'<a href="#(doubt-[\d-]+)"', shown)
    assert anchors and all(shown.count(f'id="{anchor}"') == 1 for anchor in anchors)
    # She mends it: the same draft, one revision on, and meanwhile she still sees what was seen.
    mended = DRAFT.replace("Sable", "Doran")
    second = signed_in.post("/desk/", {"text": mended, "draft": row.pk}, headers={"HX-Request": "true"})
    assert "HX-Replace-Url" not in second and "says Sable" in text(second) and "hx-trigger" in text(second)
    drafts.look_at_waiting()
    shown = text(signed_in.get(f"/desk/{row.pk}/reading/"))
    assert "Sable" not in shown and "othing that doesn’t add up" in shown
    assert Draft.objects.count() == 1 and not Report.objects.exists()


def test_without_javascript_a_button_checks(signed_in: Client) -> None:
    response = signed_in.post("/desk/", {"text": DRAFT})
    place = response["Location"]
    assert 'http-equiv="refresh"' in text(signed_in.get(place))
    drafts.look_at_waiting()
    shown = text(signed_in.get(place))
    assert "says Sable" in shown and "http-equiv" not in shown and "premier of Northmere" in shown
    assert f'href="{place}"' in text(signed_in.get("/desk/"))


def test_opening_the_desk_wakes_the_background_work(signed_in: Client, alice: Any) -> None:
    assert "A draft: text, Markdown or HTML" in text(signed_in.get("/desk/"))
    assert [row.text for row in queries.waiting_drafts(now=timezone.now())] == [""]
    assert drafts.look_at_waiting() == 1
    signed_in.get("/desk/")
    assert Draft.objects.count() == 1
    assert queries.drafts(alice, now=timezone.now()) == []


def test_the_draft_itself_silences_a_check(alice: Any, signed_in: Client) -> None:
    row = written(alice, f"{DRAFT}\nnewsbox: ignore premiers\n")
    shown = text(signed_in.get(f"/desk/{row.pk}/"))
    assert "says Sable" not in shown and "Silenced by the draft itself: premiers" in shown
    assert row.reading and not any("ignore" in paragraph for paragraph in row.reading["paragraphs"])
    only_one = written(alice, f"<!-- newsbox: ignore NB199 -->\n\n{DRAFT}")
    assert only_one.reading and [each["code"] for each in only_one.reading["findings"]] == ["NB198"]


@pytest.mark.parametrize("what", ["", "reading/", "keep/", "drop/"])
def test_somebody_else_s_draft_is_not_there(alice: Any, bob: Any, what: str) -> None:
    row = written(alice)
    stranger = Client()
    stranger.force_login(bob)
    ask = stranger.post if what in ("keep/", "drop/") else stranger.get
    assert ask(f"/desk/{row.pk}/{what}").status_code == 404
    stranger.post("/desk/", {"text": "Mine now.", "draft": row.pk})
    row.refresh_from_db()
    assert row.text == DRAFT
    assert Client().get(f"/desk/{row.pk}/{what}").status_code in (302, 405)


def test_a_draft_lives_an_hour(alice: Any, signed_in: Client) -> None:
    row = written(alice)
    Draft.objects.update(touched=timezone.now() - timedelta(minutes=61))
    assert signed_in.get(f"/desk/{row.pk}/").status_code == 404  # even before somebody swept
    marks.drop_old_drafts(now=timezone.now())
    assert not Draft.objects.exists()


def test_nobody_fills_the_box_with_drafts(alice: Any, signed_in: Client) -> None:
    for number in range(marks.MOST_DRAFTS + 3):
        marks.draft(alice, f"Draft {number}", now=timezone.now())
    assert Draft.objects.count() == marks.MOST_DRAFTS
    assert Draft.objects.latest("pk").text == f"Draft {marks.MOST_DRAFTS + 2}"
    with pytest.raises(MarkError, match="100,000 characters long; this one has 100,001"):
        marks.draft(alice, "x" * (marks.LONGEST_DRAFT + 1), now=timezone.now())
    too_long = signed_in.post("/desk/", {"text": "x" * (marks.LONGEST_DRAFT + 1)})
    assert too_long.status_code == 400 and "100,000 characters long" in text(too_long)


def test_a_blank_draft_is_not_told_of(signed_in: Client, alice: Any) -> None:
    for blank in ("", " \r\n ", "\x00"):  # a database refuses the last
        signed_in.post("/desk/", {"text": blank})
    assert {row.text.strip() for row in Draft.objects.all()} == {""}
    assert "What you wrote" not in text(signed_in.get("/desk/"))
    signed_in.post("/desk/", {"text": DRAFT})
    assert "What you wrote" in text(signed_in.get("/desk/"))


def test_a_draft_can_be_uploaded(signed_in: Client) -> None:
    file = SimpleUploadedFile("draft.md", f"# A bridge\n\n{DRAFT}".encode())
    place = signed_in.post("/desk/", {"file": file})["Location"]
    assert "# A bridge" in text(signed_in.get(place))
    latin = SimpleUploadedFile("draft.txt", "Ein Frühstück für 400 Kinder.".encode("cp1252"))
    assert "Frühstück" in text(signed_in.get(signed_in.post("/desk/", {"file": latin})["Location"]))
    for name, body, why in (("a.pdf", b"%PDF-1.7\x00", "no text"), ("a.txt", b"x" * (2**20 + 1), "larger than 1 MB")):
        refused = signed_in.post("/desk/", {"file": SimpleUploadedFile(name, body)})
        assert refused.status_code == 400 and why in text(refused) and name in text(refused)


def test_keeping_a_draft_hands_it_in(signed_in: Client, alice: Any) -> None:
    row = written(alice, f"{DRAFT}\n\nnewsbox: ignore NB198\n")
    assert signed_in.post(f"/desk/{row.pk}/keep/")["Location"] == "/add/#added"
    assert not Draft.objects.exists()


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_what_is_kept_is_what_she_sees(signed_in: Client, alice: Any, headers: dict[str, str]) -> None:
    """The button sends the text along: what she changed since the last look is kept, too. With and without JavaScript."""
    row = written(alice)
    shown = text(signed_in.get(f"/desk/{row.pk}/"))
    form = shown[shown.index('<form method="post" action="/desk/"') :].partition("</form>")[0]
    assert 'name="then" value="keep"' in form and 'name="then" value="drop"' in form
    later = DRAFT.replace("Sable", "Doran")
    answer = signed_in.post("/desk/", {"text": later, "draft": row.pk, "then": "keep"}, headers=headers)
    assert answer["HX-Redirect" if headers else "Location"] == "/add/#added"
    assert Addition.objects.get().body == later.encode() and not Draft.objects.exists()


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_what_is_thrown_away_is_gone(signed_in: Client, alice: Any, bob: Any, headers: dict[str, str]) -> None:
    """Hers alone: another's number leaves another's draft."""
    row, his = written(alice), written(bob)
    answer = signed_in.post("/desk/", {"text": DRAFT, "draft": row.pk, "then": "drop"}, headers=headers)
    assert answer["HX-Redirect" if headers else "Location"] == "/desk/"
    signed_in.post("/desk/", {"text": DRAFT, "draft": his.pk, "then": "drop"}, headers=headers)
    assert Draft.objects.filter(pk=his.pk).exists() and not Draft.objects.filter(pk=row.pk).exists()


def test_a_misspelled_name_silences_nothing_and_that_is_said(alice: Any, signed_in: Client) -> None:
    row = written(alice, f"{DRAFT}\nnewsbox: ignore premeirs\n")
    shown = text(signed_in.get(f"/desk/{row.pk}/"))
    assert "There is no check or code named premeirs" in shown and "says Sable" in shown and "Silenced" not in shown


def test_what_can_t_be_read_is_said(alice: Any, signed_in: Client) -> None:
    row = written(alice, "<?xml version='1.0'?><rss></rss>")
    assert "This is a feed" in text(signed_in.get(f"/desk/{row.pk}/"))


def test_a_worker_that_is_not_there_is_missed(alice: Any, signed_in: Client) -> None:
    row = marks.draft(alice, DRAFT, now=timezone.now() - timedelta(seconds=20))
    assert "The background work does not answer" in text(signed_in.get(f"/desk/{row.pk}/reading/"))


def test_a_later_revision_is_not_overwritten_by_an_earlier_look(alice: Any) -> None:
    row = marks.draft(alice, DRAFT, now=timezone.now())
    earlier = queries.draft(alice, row.pk, now=timezone.now())
    later = marks.draft(alice, DRAFT.replace("Sable", "Doran"), now=timezone.now(), of=row)
    drafts.look_at(later)
    assert earlier is not None
    drafts.look_at(earlier)
    row.refresh_from_db()
    assert row.looked_at == row.revision == 2 and row.reading and not row.reading["findings"]


def test_throwing_a_draft_away(alice: Any, signed_in: Client) -> None:
    row = written(alice)
    assert signed_in.post(f"/desk/{row.pk}/drop/")["Location"] == "/desk/"
    assert not Draft.objects.exists() and not Addition.objects.exists()
