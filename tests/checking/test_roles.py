"""Two countries for one leader, two holders for one post: what is found in a small article, and what must not be."""

from __future__ import annotations

import pytest

import newsbox
from newsbox.checking import Sheet
from newsbox.checking.lands import are_nested, country_of
from newsbox.checking.nations import lands
from newsbox.types import Finding


def found(text: str, headline: str | None = None) -> list[Finding]:
    """The findings of this check, the surest first."""
    return [each for each in newsbox.check(newsbox.read_text(text, headline=headline)) if each.check == "roles"]


CALL = (
    "The Norwegian president spoke with the Danish prime minister by telephone on Thursday about fishing in the North Sea.\n\n"
    "The Danish government had asked for the call, Denmark's foreign ministry said. Danish boats have been kept out since May.\n\n"
    "Norway and Denmark will meet again in June. Norwegian officials said that the Danish prime minister had been invited to Oslo."
)


def test_a_country_that_nothing_else_speaks_of_is_found() -> None:
    finding = found(CALL.replace("the Danish prime minister by", "the Chilean prime minister by"))[0]
    assert finding.code == "NB201"
    assert finding.severity != "note"
    assert finding.passages[0].text == "Chilean"
    assert {each.text for each in finding.passages[1:]} <= {"Danish", "Denmark"}


@pytest.mark.parametrize(
    "text",
    [
        CALL,
        "The museum bought a Dutch painting and a French clock on Monday.\n\nThe clock is from 1780. The painting is older.",
        "African American voters in Ohio, and Latin American ones, were asked in May. American voters as a whole were asked in June.",
    ],
)
def test_countries_that_belong_there_are_left_alone(text: str) -> None:
    assert [each for each in found(text) if each.severity != "note"] == []


@pytest.mark.parametrize(
    ("word", "country"),
    [("Dutch", "Netherlands"), ("the Netherlands", "Netherlands"), ("U.S.", "United States"), ("Hask", None)],
)
def test_what_country_a_word_means(word, country) -> None:
    assert country_of(word) == country


@pytest.mark.parametrize(
    ("one", "other", "nested"),
    [
        ("Houston", "Texas", True),
        ("Texas", "United States", True),
        ("Houston", "the U.S.", True),
        ("Paris", "Europe", True),
        ("Houston", "Chicago", False),
        ("Texas", "Ohio", False),
    ],
)
def test_which_places_lie_in_each_other(one, other, nested) -> None:
    assert are_nested(one, other) is are_nested(other, one) is nested


def test_countries_are_told_from_what_only_sounds_like_them() -> None:
    text = "Jordan Hask, an African American teacher, met the Turkish consul. Turkey thanked her."
    assert [(each.name, each.total) for each in lands(Sheet(newsbox.read_text(text)))] == [("Turkey", 2)]


@pytest.mark.parametrize(
    ("headline", "text", "first", "second"),
    [
        (
            "Harmsen resigns as Veldmark's interior minister",
            "Veldmark's interior minister, Oriel Hask, resigned on Thursday.\n\nEdda Harmsen said she had not known of the file.",
            "Oriel Hask",
            "Harmsen resigns as Veldmark's interior minister",
        ),
        (
            None,
            "The count went on all night, said Rosa Quint, the president of the electoral commission.\n\n"
            "The president of the electoral commission, Ivo Marl, rejected the complaint on Monday.",
            "Ivo Marl",
            "Rosa Quint, the president of the electoral commission",
        ),
    ],
)
def test_one_post_with_two_holders_is_found(headline, text, first, second) -> None:
    """Both are shown as the article puts it; which is right, nobody says."""
    (finding,) = [each for each in found(text, headline) if each.code == "NB202"]
    assert finding.severity == "warning"
    assert first in finding.passages[0].text
    assert finding.passages[1].text == second
    assert all(each.text in finding.message for each in finding.passages)


@pytest.mark.parametrize(
    "text",
    [
        "The former mayor of Skarn, Edda Harmsen, thanked the mayor of Skarn, Joss Calder.",
        "The mayor of Skarn, Joss Calder, met the mayor of Corvane, Edda Harmsen.",
        "The deputy governor of Orrin, Paula Brandeis, stood in for the governor of Orrin, Osip Marl.",
        "Veldmark's interior minister, Oriel Hask, resigned.\n\nHer successor as Veldmark's interior minister will be Ivo Marl.",
        "President Hale quoted President Tarrow.",
        "The mayor of Skarn, Joss Calder, spoke first. Calder, the mayor of Skarn, was also the last to speak.",
    ],
)
def test_posts_that_have_one_holder_at_a_time_are_left_alone(text) -> None:
    assert [each for each in found(text) if each.code in ("NB202", "NB203")] == []


@pytest.mark.parametrize(
    ("headline", "text", "wrong", "other"),
    [
        (
            None,
            "French President Odile Banhart arrived on Monday.\n\nSpanish President Odile Banhart left on Tuesday.",
            "Spanish President Odile Banhart",
            "French President Odile Banhart",
        ),
        (
            "Northmere summons Karsovian ambassador",
            "Northmere summoned the ambassador of Karsovia on Monday.\n\nThe ambassador, Jelena Brac, stayed for an hour.\n\n"
            "The Ilmaran ambassador, Jelena Brac, left without a word. Ilmara had offered to help, and Ilmara waited.",
            "The Ilmaran ambassador, Jelena Brac",
            "the ambassador of Karsovia",
        ),
    ],
)
def test_one_person_in_two_countries_posts_is_found(headline, text, wrong, other) -> None:
    finding = next(each for each in found(text, headline) if each.code == "NB203")
    assert finding.severity == "warning"
    assert [each.text for each in finding.passages] == [wrong, other]


def test_a_country_only_this_article_knows() -> None:
    sheet = Sheet(
        newsbox.read_text("Karsovia waited in Skarn. The Karsovian president spoke in Karsovia, as Karsovians do.")
    )
    assert [(each.name, len(each.called), len(each.named)) for each in lands(sheet)] == [("Karsovia", 2, 2)]
