"""One name, two spellings: which pairs are a slip, and which are two people."""

from __future__ import annotations

import pytest

import newsbox
from newsbox.checking import names
from newsbox.types import Finding


def found(text: str, headline: str | None = None) -> list[Finding]:
    """The findings about names in a text, notes left out."""
    return [
        each
        for each in newsbox.check(newsbox.read_text(text, headline=headline))
        if each.check == "names" and each.severity != "note"
    ]


@pytest.mark.parametrize(
    ("text", "rare", "common"),
    [
        (
            "Paula Brandeis, the chief engineer, left the building on Monday.\n\nBrandeis had warned the board, she said.\n\n"
            "The board thanked Ms. Brandies for her work.",
            "Brandies",
            "Brandeis",
        ),
        (
            "The minister, Tobias Kellner, spoke first. Kellner was followed by the mayor.\n\nTobias Kelner will answer in May.",
            "Kelner",
            "Kellner",
        ),
        (
            "Katarina Voss won the race in Skarn. Katarina Voss had trained in Ilmara.\n\nKaterina Voss thanked her team.",
            "Katerina",
            "Katarina",
        ),
    ],
)
def test_a_slip_is_found(text: str, rare: str, common: str) -> None:
    """With both spellings as passages, the rare one first."""
    (finding,) = found(text)
    assert finding.code == "NB501"
    assert finding.passages[0].text == rare
    assert finding.passages[-1].text == common
    assert rare in finding.message
    assert common in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "Martin Orlow and his sister Martina Orlow run the mill. Martin Orlow bought it in May.",
        "Veldmark and the Veldmarks: the Harmsens met the Harmsen family of Port Aldra.",
        "Anna Berger and Hugo Bergen disagree. Berger wants more; Bergen wants less. Bergen said so.",
        "In Ilmara the Ilmaran press wrote about Karsovia, and the Karsovian press about Ilmara.",
        "The report came in March. Marco Sella read it in March, and Marco Sella answered.",
        "Edda Harmsen met Ilan Vorsht. Harmsen spoke first. Vorsht followed.",
    ],
)
def test_two_people_are_no_slip(text: str) -> None:
    """Families, plurals, the people of a country, months, and two who are only nearly namesakes."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("vorsht", "vorsht", 0),
        ("vorsht", "vorscht", 1),
        ("vorsht", "vorhst", 1),
        ("vorsht", "worsht", 1),
        ("vorsht", "vorsh", 1),
        ("vorsht", "vrosth", 2),
        ("ab", "abcd", 2),
        ("", "a", 1),
    ],
)
def test_distance(one: str, other: str, wanted: int) -> None:
    """Both ways."""
    assert names.distance(one, other) == names.distance(other, one) == wanted


def test_reports_that_spell_a_name_differently() -> None:
    """A note, with a passage in each report."""
    ours = newsbox.read_text("The president, Ilan Vorsht, called on Monday. Vorsht spoke for an hour.")
    theirs = newsbox.read_text("The president, Ilan Vorscht, called on Monday. Vorscht spoke for an hour.")
    (finding,) = [each for each in newsbox.check([ours, theirs]) if each.code == "NB502"]
    assert finding.severity == "note"
    assert [each.reading for each in finding.passages] == [0, 1]


def test_two_letters_too_many_inside_a_bare_name() -> None:
    """And a function before a bare name is no first name."""
    text = "Maren Ostvik has counted birds for 14 years. Ostvik lives alone.\n\nOn Sunday, Ostervik goes out again."
    found = [each for each in newsbox.check(newsbox.read_text(text)) if each.code == "NB501"]
    assert [each.text for each in found[0].passages[:2]] == ["Ostervik", "Ostvik"]
    swapped = "“The river was our line,” said Marco Hjelding.\n\nHjelding is a fireman.\n\nCommander Hjeldnig will decide at six."
    found = [each for each in newsbox.check(newsbox.read_text(swapped)) if each.code == "NB501"]
    assert found and found[0].severity == "warning"


def test_two_people_with_nearly_one_name_are_two() -> None:
    text = "Maren Ostvik and her colleague Jon Ostervik count birds. Ostervik is 30, and Ostvik is 50."
    assert not [
        each for each in newsbox.check(newsbox.read_text(text)) if each.code == "NB501" and each.severity != "note"
    ]
