"""One title given to two: what is found, and what is left alone."""

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
    ("first", "second"),
    [
        (
            "Relief commissioner Paulo Hask said tents had been sent.",
            "Relief commissioner Dina Trent called the sum far too small.",
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
        (
            "Health Minister Paulo Hask promised a second boat for patients.",
            "The health minister, Dina Trent, said that nothing had been decided.",
        ),
        ("Campaign manager Paulo Hask said tents had been sent.", "Campaign manager Dina Trent called that a show."),
        ("Skarn's health minister, Paulo Hask, came by boat.", "Veldmark's health minister, Dina Trent, met him."),
        # Of two bodies.
        (
            "Skarn's relief commissioner, Paulo Hask, came by boat.",
            "Veldmark's relief commissioner, Dina Trent, met him at the pier.",
        ),
        (
            "Relief commissioner Paulo Hask of Skarn came by boat.",
            "Relief commissioner Dina Trent of Veldmark met him.",
        ),
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
        # No function, and one before the name, which is how a report names people it has told of.
        (
            "Tenants' spokesman Paulo Hask had asked for a boat. The evening's voice, Dina Trent, said that there was none.",
            "It will pay for itself, said Hask, the evening's voice.",
        ),
        (
            "Tenants' spokesman Paulo Hask had asked for a boat. The ferry company's owner, Dina Trent, said that there was none.",
            "The ferry company's owner Hask said that it would pay for itself.",
        ),
    ],
)
def test_titles_that_two_may_have_are_left_alone(first: str, second: str) -> None:
    assert not found(first, second)
