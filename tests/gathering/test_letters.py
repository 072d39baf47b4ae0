"""A folder of a mailbox, as entries."""

from __future__ import annotations

import pytest

from newsbox import addresses
from newsbox.addresses import Mailbox
from newsbox.errors import AddressError, GatheringError, Refused
from newsbox.gathering import letters
from newsbox.reading import read_fragment
from tests.mailbox import Postmaster, any_change, letter

HOME = ("127.0.0.0/8",)
WEEK = """<html><head><title>x</title><style>p { color: red }</style></head><body>
<div style="display:none; max-height:0">What happened while you slept</div>
<table><tr><td><a href="https://gazette.example/w/7">View this email in your browser</a></td></tr>
<tr><td><img src="https://gazette.example/open.gif?id=7" width="1" height="1"><h1>The week at the port</h1>
<p>The harbour of Port Aldra opened again on Monday.</p><p>“Everybody is back,” said Ines Marlo.</p></td></tr>
<tr><td style="font-size:11px">You get this letter because you asked for it. <a href="https://gazette.example/leave?u=1">Leave</a></td></tr>
<tr><td><a href="https://gazette.example/u">Unsubscribe</a></td></tr></table></body></html>"""


def visit(post: Postmaster, folder: str = "Newsletters", **more: object) -> letters.Letters:
    mailbox, _ = addresses.mailbox(post.address(folder))
    return letters.letters(mailbox, "a quiet quay", **{"allow": HOME, **more})  # type: ignore[arg-type]


def test_letters_come_as_entries_and_the_folder_stays_as_it_was() -> None:
    with Postmaster() as post:
        post.delivers(
            "Newsletters",
            letter(
                "The week", WEEK, guid="<7@gazette.example>", List_Unsubscribe="<https://gazette.example/leave?u=1>"
            ),
        )
        found = visit(post)
    (entry,) = found.entries
    assert (entry.guid, entry.title, entry.authors) == ("<7@gazette.example>", "The week", ("The Gazette",))
    assert (entry.published, entry.url, entry.has_page) == ("2026-11-12T08:15:00+00:00", None, False)
    assert read_fragment(entry.content).paragraphs == (
        "The week at the port",
        "The harbour of Port Aldra opened again on Monday.",
        "“Everybody is back,” said Ines Marlo.",
    )
    assert "open.gif" not in entry.content and "while you slept" not in entry.content
    assert found.validator == "7:1" and not found.is_more
    assert any_change(post.told) == []
    assert "LOGOUT" in post.told


def test_a_second_visit_hears_of_later_letters_alone() -> None:
    with Postmaster() as post:
        post.delivers("Newsletters", letter("One"), letter("Two"))
        first = visit(post)
        assert [each.title for each in first.entries] == ["One", "Two"]
        second = visit(post, since=first.validator)
        assert (second.entries, second.validator) == ((), "7:2")
        post.delivers("Newsletters", letter("Three"))
        third = visit(post, since=second.validator)
        assert [each.title for each in third.entries] == ["Three"]
        post.validity = 8  # the server counts anew
        assert len(visit(post, since=third.validator).entries) == 3
        assert visit(post, since="nonsense").validator == "8:3"


def test_many_letters_come_in_parts() -> None:
    with Postmaster() as post:
        post.delivers("Newsletters", *(letter(f"No. {n}") for n in range(1, 8)))
        first = visit(post, most=3)
        assert [each.title for each in first.entries] == ["No. 5", "No. 6", "No. 7"] and not first.is_more
        second = visit(post, since="7:1", most=3)
        assert [each.title for each in second.entries] == ["No. 2", "No. 3", "No. 4"] and second.is_more
        assert [each.title for each in visit(post, since=second.validator, most=3).entries] == [
            "No. 5",
            "No. 6",
            "No. 7",
        ]


def test_an_empty_folder_and_a_letter_too_large() -> None:
    with Postmaster() as post:
        post.delivers("Newsletters")
        assert visit(post) == letters.Letters((), "7:0", False)
        post.delivers("Newsletters", letter("Huge"))
        post.claims_size = letters.LARGEST + 1
        found = visit(post)
        assert (found.entries, found.validator) == ((), "7:1")


LETTERS = [
    (letter("=?utf-8?q?D=C3=A9j=C3=A0?=", "<p>Oui.</p>"), ("Déjà", "The Gazette", "<p>Oui.</p>")),
    (letter("Plain", text="The port\nis closed.\n\nIt opens <soon>."), ("Plain", "The Gazette", "<p>The port is closed.</p><p>It opens &lt;soon&gt;.</p>")),
    (letter("No name", "<p>x</p>", sender="news@gazette.example"), ("No name", "gazette.example", "<p>x</p>")),
    (b"Subject: Bare\r\n\r\nA line.", ("Bare", "", "<p>A line.</p>")),
    (b"Subject: Bad\r\nContent-Type: text/html; charset=nonsense\r\nDate: yesterday\r\n\r\n<p>caf\xe9</p>", ("Bad", "", "<p>caf")),
    (b"", ("", "", "")),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "expected"), LETTERS, ids=[expected[0] or "nothing" for _, expected in LETTERS])
def test_letters_come_in_every_shape(raw: bytes, expected: tuple[str, str, str]) -> None:
    from imap_tools import MailMessage

    entry = letters.entry_of(MailMessage.from_bytes(raw))
    title, sender, content = expected
    assert (entry.title, "".join(entry.authors)) == (title, sender)
    assert entry.content.startswith(content)
    assert entry.guid
    assert entry.guid == letters.entry_of(MailMessage.from_bytes(raw)).guid


def test_faults_are_said_in_one_sentence() -> None:
    with Postmaster() as post:
        post.delivers("Newsletters", letter())
        with pytest.raises(GatheringError, match=r"no folder “Letters”. It has: INBOX, Newsletters"):
            visit(post, "Letters")
        post.password = "another"
        with pytest.raises(GatheringError, match="refuses this name and password") as refused:
            visit(post)
        assert "quay" not in str(refused.value) and "example.org" in str(refused.value)
        with pytest.raises(Refused, match="private network"):
            visit(post, allow=())
    with pytest.raises(GatheringError, match="could not be reached"):
        visit(post)
    with pytest.raises(GatheringError, match="no server of this name"):
        letters.letters(Mailbox("mail.nowhere.invalid", "x"), "x")


ADDRESSES = [
    ("imaps://reader@mail.example.org/Newsletters", Mailbox("mail.example.org", "reader", "Newsletters"), ""),
    ("imaps://reader@example.org@mail.example.org", Mailbox("mail.example.org", "reader@example.org"), ""),
    ("imaps://reader:p%40ss@mail.example.org:1993/A%20B/C", Mailbox("mail.example.org", "reader", "A B/C", 1993), "p@ss"),
    ("imap://reader@[::1]/x", Mailbox("::1", "reader", "x", 143, False), ""),
]  # fmt: skip


@pytest.mark.parametrize(("address", "mailbox", "password"), ADDRESSES)
def test_a_mailbox_has_an_address(address: str, mailbox: Mailbox, password: str) -> None:
    assert addresses.mailbox(address) == (mailbox, password)
    assert addresses.mailbox(mailbox.address) == (mailbox, "")
    assert "p%40ss" not in mailbox.address


@pytest.mark.parametrize(
    "address",
    ["https://example.org", "imaps://mail.example.org/x", "imaps://a@/x", "imaps://a@b c/", "x", "imaps://a@h:99999/"],
)
def test_what_is_no_mailbox(address: str) -> None:
    with pytest.raises(AddressError):
        addresses.mailbox(address)
