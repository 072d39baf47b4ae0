"""Who is introduced twice, as two different people: what is a slip, and what is not."""

from __future__ import annotations

import pytest

import newsbox
from newsbox.types import Finding

REST = (
    "\n\nThe plan was drawn up by Tobias Kellner, an engineer. Kellner said it would take a year.\n\n"
    "Residents were surprised. “We heard nothing,” said Edda Harmsen, a baker. Harmsen wants a meeting.\n\n"
)


def found(text: str, headline: str | None = None) -> list[Finding]:
    """The findings of two introductions, notes left out."""
    return [
        each
        for each in newsbox.check(newsbox.read_text(text, headline=headline))
        if each.code == "NB206" and each.severity != "note"
    ]


@pytest.mark.parametrize(
    ("opening", "end", "first", "second"),
    [
        (
            "The ferry will stop, museum curator Paula Brandeis said on Monday.",
            "The port's owner, Paula Brandeis, offered a boat of his own.",
            "museum curator Paula Brandeis",
            "The port's owner, Paula Brandeis",
        ),
        (
            "The harbour's manager, Hugo Bergen, said the ferry will stop.",
            "Transport minister Hugo Bergen promised money.",
            "The harbour's manager, Hugo Bergen",
            "Transport minister Hugo Bergen",
        ),
        (
            "The ferry will stop, said Ilan Vorsht, the mayor of the town.",
            "Fishing boats can still land, said Ilan Vorsht, a skipper from the island.",
            "Ilan Vorsht, the mayor of the town",
            "Ilan Vorsht, a skipper from the island",
        ),
    ],
)
def test_two_introductions_are_found(opening: str, end: str, first: str, second: str) -> None:
    """With both introductions as passages."""
    (finding,) = found(opening + REST + end)
    assert [each.text for each in finding.passages] == [first, second]
    assert finding.severity == "warning"
    assert "introduced twice" in finding.message


def test_a_late_introduction_is_a_note() -> None:
    """Where everybody else of a short report is introduced at once."""
    text = (
        "The ferry will stop on Monday, Paula Brandeis said."
        + REST
        + "The island's doctor, Paula Brandeis, was worried."
    )
    (finding,) = (each for each in newsbox.check(newsbox.read_text(text)) if each.code == "NB206")
    assert finding.severity == "note"
    assert "introduced late" in finding.message
    assert finding.passages[1].text == "The island's doctor, Paula Brandeis"


def test_a_role_and_a_life_are_found_in_a_short_report() -> None:
    """Where one place says what somebody is, and the other only what "who" did."""
    (finding,) = found(
        "The ferry will stop, council leader Paula Brandeis said."
        + REST
        + "“I was born here,” said Paula Brandeis, who sells bait."
    )
    assert [each.text for each in finding.passages] == [
        "council leader Paula Brandeis",
        "Paula Brandeis, who sells bait",
    ]


def test_a_role_and_a_life_are_none_where_others_are_named_in_full_again() -> None:
    """There a full name tells nothing by itself."""
    again = "The engineer, Tobias Kellner, was late.\n\n"
    assert not found(
        "The ferry will stop, council leader Paula Brandeis said."
        + REST
        + again
        + "“I was born here,” said Paula Brandeis, who sells bait."
    )


def test_two_roles_are_none_where_others_are_named_in_full_again() -> None:
    """A report that does so with several people tells nothing by it."""
    again = "The engineer, Tobias Kellner, was late.\n\n"
    assert not found(
        "The ferry will stop, museum curator Paula Brandeis said on Monday."
        + REST
        + again
        + "The port's owner, Paula Brandeis, offered a boat of his own."
    )


def test_a_role_and_a_life_are_none_where_hardly_anybody_else_is_named() -> None:
    """With one other name nobody can tell how the report names people."""
    assert not found(
        "The ferry will stop, council leader Paula Brandeis said.\n\n"
        "The plan was drawn up by Tobias Kellner, an engineer. Kellner said it would take a year.\n\n"
        "“I was born here,” said Paula Brandeis, who sells bait."
    )


@pytest.mark.parametrize(
    ("headline", "opening", "end"),
    [
        # The headline has introduced her.
        ("Paula Brandeis stops ferry", "The ferry will stop on Monday, Paula Brandeis said.", "The island's doctor, Paula Brandeis, was worried."),
        # She is named in full all the time.
        (None, "The ferry will stop on Monday, Paula Brandeis said.", "Paula Brandeis was worried.\n\nThe island's doctor, Paula Brandeis, left."),
        # An age is no introduction.
        (None, "The ferry will stop on Monday, Paula Brandeis said.", "Paula Brandeis, who is 71, was worried."),
    ],
)  # fmt: skip
def test_a_late_introduction_that_tells_nothing_is_not_even_a_note(
    headline: str | None, opening: str, end: str
) -> None:
    checked = newsbox.check(newsbox.read_text(opening + REST + end, headline=headline))
    assert not [each for each in checked if each.code == "NB206"]


@pytest.mark.parametrize(
    ("opening", "end"),
    [
        # The same thing in other words.
        ("Council leader Paula Brandeis said so.", "The leader of the council, Paula Brandeis, was not there."),
        # The surname, with more of her.
        ("Council leader Paula Brandeis said so.", "Brandeis, a former nurse, was not there."),
        # What she is besides.
        ("Council leader Paula Brandeis said so.", "Presidential candidate Paula Brandeis was not there."),
        # What she was.
        ("Council leader Paula Brandeis said so.", "Former mayor Paula Brandeis was not there."),
        # Introduced at once, then named in full again.
        ("Council leader Paula Brandeis said so.", "In the end Paula Brandeis was not there."),
        # An age, which many reports give late.
        ("Council leader Paula Brandeis said so.", "Paula Brandeis, 71, was not there."),
        # In one paragraph.
        (
            "Council leader Paula Brandeis said so. The sister of Hugo Bergen, Paula Brandeis, sings.",
            "The ferry runs on.",
        ),
    ],
)
def test_one_person_told_again_is_none(opening: str, end: str) -> None:
    """Another word for the same, a surname, a past or a second role."""
    assert not found(opening + REST + end)
