"""A full name introduced twice as two people, and one title given to two: what is found, and what is left alone."""

from __future__ import annotations

import pytest

import newsbox
from newsbox.types import Finding

LEAD = "The ferry to Skarn will not sail this winter, the harbour office of Ilmara said on Thursday. About 300 people use it each day."
END = "The last boat leaves on Sunday evening. Tickets for later days can be handed back at the counter until May."


def found(*middle: str) -> list[Finding]:
    """What is told loudly of an article with these paragraphs."""
    text = "\n\n".join((LEAD, *middle, END))
    checked = newsbox.check(newsbox.read_text(text, headline="No ferry to Skarn this winter"))
    return [each for each in checked if each.check == "roles" and each.severity != "note"]


@pytest.mark.parametrize(
    ("first", "second", "shown"),
    [
        (
            "Harbour director Paulo Hask said the engine could not be mended before spring.",
            '"We sat on deck and sang," said Paulo Hask, a schoolteacher who takes the boat every morning.',
            {"Harbour director Paulo Hask", "Paulo Hask, a schoolteacher"},
        ),
        (
            '"The hull is thin as paper," said its captain, Oriel Marl.',
            "Oriel Marl, a baker in Skarn, has asked for her money back.",
            {"captain, Oriel Marl", "Oriel Marl, a baker"},
        ),
        (
            "Race organiser Dina Trent said the start had been moved to Ilmara.",
            '"I have sailed with her since 1990," said Dina Trent, 71, who lives at the pier.',
            {"Race organiser Dina Trent", "Dina Trent"},
        ),
    ],
)
def test_somebody_introduced_twice_is_found(first: str, second: str, shown: set[str]) -> None:
    (finding,) = found(first, second)
    assert finding.code == "NB206"
    assert {each.text for each in finding.passages} == shown
    assert "introduced twice" in finding.message


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # The surname alone, as articles go on.
        ("Harbour director Paulo Hask said the engine was old.", '"It will be mended by May," Hask said.'),
        # One function, told shorter.
        ("Harbour director Paulo Hask said the engine was old.", "The director, Paulo Hask, asked for patience."),
        # A full name again without anything beside it.
        ("Harbour director Paulo Hask said the engine was old.", "On Friday Paulo Hask asked for patience."),
        # What somebody was before.
        (
            "Harbour director Paulo Hask said the engine was old.",
            "Paulo Hask, a former teacher, has run the harbour since May.",
        ),
    ],
)
def test_one_introduction_told_again_is_left_alone(first: str, second: str) -> None:
    assert not found(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "Relief commissioner Paulo Hask said tents had been sent.",
            "Relief commissioner Dina Trent called the sum far too small.",
        ),
        (
            "Health Minister Paulo Hask promised a second boat for patients.",
            "The health minister, Dina Trent, said that nothing had been decided.",
        ),
        # The surname of somebody who is something else.
        (
            "Tenants' spokesman Paulo Hask had asked for a boat. The ferry company's owner, Dina Trent, said that there was none.",
            "It will pay for itself, said Hask, the ferry company's owner.",
        ),
    ],
)
def test_a_title_of_two_people_is_found(first: str, second: str) -> None:
    (finding,) = found(first, second)
    assert finding.code == "NB202"
    assert len(finding.passages) == 2


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Campaign manager Paulo Hask said tents had been sent.", "Campaign manager Dina Trent called that a show."),
        ("Skarn's health minister, Paulo Hask, came by boat.", "Veldmark's health minister, Dina Trent, met him."),
        ("Former relief commissioner Paulo Hask came by boat.", "Relief commissioner Dina Trent met him at the pier."),
        ("Foreign Minister Paulo Hask came by boat.", "Foreign Minister Dina Trent met him at the pier."),
        ("Fisherman Paulo Hask came by boat.", "Fisherman Dina Trent met him at the pier."),
        (
            "Tenants' spokesman Paulo Hask had asked for a boat. The ferry company's owner, Dina Trent, said that there was none.",
            "It will pay for itself, said Hask, the tenants' spokesman.",
        ),
        (
            "Tenants' spokesman Paulo Hask had asked for a boat. The ferry company's owner, Dina Trent, said that there was none.",
            "It will pay for itself, said Hask, the owner of a bakery.",
        ),
    ],
)
def test_titles_that_two_may_have_are_left_alone(first: str, second: str) -> None:
    assert not found(first, second)
