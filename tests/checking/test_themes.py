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


@pytest.mark.parametrize(
    ("headline", "lead", "words"),
    [
        (
            "Skarn mayor survives boat accident",
            "The mayor of Skarn drowned on Sunday when her boat turned over.",
            ["survives", "drowned"],
        ),
        (
            "Skarn brewer jailed over watered beer",
            "A court in Skarn on Monday acquitted the brewer Oriel Hask of selling watered beer.",
            ["jailed", "acquitted"],
        ),
        (
            "Bread price soars in Skarn",
            "The price of bread in Skarn slipped by 6 percent in May, the bureau of statistics said.",
            ["soars", "slipped"],
        ),
        (
            "Brewer owns up to watering beer",
            "The brewer Marl on Tuesday denied having put water into its beer for years.",
            ["owns up", "denied"],
        ),
        (
            "Harbour master of Skarn steps down",
            "The harbour master of Skarn on Monday vowed to stay after a row over moorings.",
            ["steps down", "vowed to stay"],
        ),
        (
            "Veldmark and Karsov make peace over border",
            "Veldmark on Monday broke off talks with Karsov over the border.",
            ["make peace", "broke off"],
        ),
    ],
)
def test_words_that_only_a_theme_brings_together_are_shown(headline: str, lead: str, words: list[str]) -> None:
    (finding,) = found(headline, lead)
    assert finding.code == "NB804"
    assert [each.text for each in finding.passages] == words
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
        # Only possible, and only asked for.
        (
            "Skarn mayor survives boat accident",
            "The mayor of Skarn might have drowned on Sunday when her boat turned over.",
        ),
        (
            "Skarn brewer jailed over watered beer",
            "The state asked a court in Skarn on Monday to acquit the brewer Oriel Hask.",
        ),
        # In a clause beside what the lead mainly says.
        (
            "Fishermen found safe off Skarn",
            "Three fishermen waved from a rock off Skarn on Sunday after their radio died.",
        ),
        # Of another thing.
        ("Bread price climbs in Skarn", "The number of bakers in Skarn dropped by half in ten years, and that shows."),
        # What was before.
        (
            "Veldmark frees spy ring suspects",
            "The police of Veldmark let two men go whom they had detained over a spy ring.",
        ),
        # Further down than the lead.
        (
            "Skarn mayor survives boat accident",
            "The mayor of Skarn was on her boat on Sunday. It turned over at noon. Another mayor drowned there in May.",
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
