"""A headline and its lead at opposite ends of one matter: what is found, and what is left alone."""

from __future__ import annotations

import pytest

import newsbox
from newsbox.types import Finding

REST = "The decision had been awaited since March in Skarn, a town of 4,000 people on the coast of Veldmark."


def found(headline: str, lead: str) -> list[Finding]:
    """What is told loudly of headline and lead."""
    checked = newsbox.check(newsbox.read_text(f"{lead}\n\n{REST}", headline=headline))
    return [each for each in checked if each.check == "outcomes" and each.severity != "note"]


@pytest.mark.parametrize(
    ("headline", "lead"),
    [
        ("Skarn mayor survives boat accident", "The mayor of Skarn drowned on Sunday when her boat turned over."),
        (
            "Veldmark frees spy ring suspects",
            "The police of Veldmark on Monday detained six suspects of running a spy ring.",
        ),
        (
            "Court overturns Hask's fraud verdict",
            "An appeals court on Friday upheld the fraud verdict against the banker Oriel Hask.",
        ),
        (
            "Bread price climbs in Skarn",
            "The price of bread in Skarn dropped by 6 percent in May, the bureau of statistics said.",
        ),
        ("Brewer admits watering beer", "The brewer Marl on Tuesday denied having put water into its beer for years."),
        (
            "Council blocks hotel on Skarn cliff",
            "The council of Skarn on Monday gave the green light to a hotel on the cliff.",
        ),
    ],
)
def test_opposite_ends_are_found(headline: str, lead: str) -> None:
    (finding,) = found(headline, lead)
    assert finding.code in ("NB801", "NB804")
    assert {each.span.at for each in finding.passages} == {"headline", 0}


def test_the_finding_shows_both_words() -> None:
    lead = "The mayor of Skarn drowned on Sunday when her boat turned over."
    (finding,) = found("Skarn mayor survives boat accident", lead)
    assert finding.code == "NB804"
    assert [each.text for each in finding.passages] == ["survives", "drowned"]
    assert "headline says" in finding.message


@pytest.mark.parametrize(
    ("headline", "lead"),
    [
        # The same end in other words.
        ("Council blocks hotel on Skarn cliff", "The council of Skarn on Monday turned down a hotel on the cliff."),
        # Turned by a word before it.
        ("Brewer admits watering beer", "The brewer Marl on Tuesday no longer denied having put water into its beer."),
        # Only wished.
        (
            "Council blocks hotel on Skarn cliff",
            "The council of Skarn on Monday heard a plea to approve the hotel on the cliff, and said no.",
        ),
        # Of another thing.
        ("Bread price climbs in Skarn", "The number of bakers in Skarn dropped by half in ten years, and that shows."),
        # What was before.
        (
            "Veldmark frees spy ring suspects",
            "The police of Veldmark let two men go whom they had detained over a spy ring.",
        ),
        # Both ends in one lead.
        (
            "Skarn mayor survives boat accident",
            "The mayor of Skarn survived, but her brother drowned on Sunday when a boat turned over.",
        ),
        # A question.
        (
            "Will the council block the hotel?",
            "The council of Skarn on Monday gave the green light to a hotel on the cliff.",
        ),
    ],
)
def test_one_end_in_other_words_is_left_alone(headline: str, lead: str) -> None:
    assert not [each for each in found(headline, lead) if each.code == "NB804"]
