"""The headline says what the text does not."""

from __future__ import annotations

import pytest

import newsbox
from newsbox.types import Finding

TEXT = (
    "The council of Aldmouth signed the dredging contract on Monday, mayor Ines Dahl said.\n\n"
    "Dahl thanked the shipyard. The town in Northmere had waited for two years, and 14 companies had made an offer.\n\n"
    "The works may begin in May."
)


def found(text: str, headline: str) -> list[Finding]:
    return [each for each in newsbox.check(newsbox.read_text(text, headline=headline)) if each.check == "headline"]


@pytest.mark.parametrize(
    ("headline", "code", "above", "below"),
    [
        ("Aldmouth council did not sign the dredging contract", "NB701", "did not sign", "signed"),
        ("Mayor Carla Brandt of Aldmouth praises dredging contract", "NB703", "Carla Brandt", "Ines Dahl"),
    ],
)
def test_the_headline_says_what_the_text_does_not(headline: str, code: str, above: str, below: str) -> None:
    finding = next(each for each in found(TEXT, headline) if each.code == code)
    assert above in finding.passages[0].text and below in finding.passages[1].text
    assert above in finding.message and below in finding.message
    assert finding.confidence >= 0.5


@pytest.mark.parametrize(
    "headline",
    [
        "Aldmouth council signs dredging contract",
        "Did Aldmouth council not sign the dredging contract?",
        "Aldmouth: 14 offers, one contract",
        "Mayor Dahl: contract is signed",
        "Council in Northmere signs contract",
        "Dahls in Aldmouth",
    ],
)
def test_what_the_text_says_may_be_said_above_it(headline: str) -> None:
    assert [each.message for each in found(TEXT, headline)] == []


def test_what_is_held_possible_is_told_as_done() -> None:
    text = (
        "The ferry company may cut the night line, its director said.\n\nThe company might cut the night line in May."
    )
    (finding,) = found(text, "Ferry company cuts night line")
    assert finding.code == "NB702" and finding.severity == "note" and "may cut" in finding.message
    assert found(text, "Ferry company may cut night line") == found(text, "Ferry company to cut night line") == []


def test_a_belief_is_no_denial() -> None:
    text = (
        "Mayor Ines Dahl took the money, a court found.\n\nThe claim that Dahl did not take the money convinced nobody."
    )
    assert [each.code for each in found(text, "Dahl took the money") if each.code == "NB701"] == []


def test_an_article_without_headline_has_no_finding_of_it() -> None:
    assert [each for each in newsbox.check(newsbox.read_text(TEXT)) if each.check == "headline"] == []


LOST = [
    ("Moss extract cures memory loss", "A moss extract has slowed the loss of memory in mice, researchers in Ilmara said on Monday. The study took three months."),
    ("New pill stops migraine", "Scientists in Sarronde tested the pill on rats. It worked for a week, the study says."),
    ("Vaccine prevents marsh fever", "A vaccine against marsh fever worked in monkeys, according to a study by the institute in Aldmouth."),
    ("Tomas Varga stole harbour funds", "The banker Tomas Varga is accused of having taken money from the harbour of Aldmouth. The trial begins in May."),
    ("Pavel Kral killed his neighbour", "Prosecutors in Veldmark charged Pavel Kral on Monday. He says that he was abroad."),
    ("Blue paint causes asthma", "Blue paint could cause asthma, a study of 400 painters in Karsovia says. More work is needed."),
]  # fmt: skip
KEPT = [
    ("Moss extract cures memory loss in mice", "A moss extract has slowed the loss of memory in mice, researchers in Ilmara said. The study took three months."),
    ("New pill stops migraine", "Of 900 patients in a study 600 were given the pill, and had no migraine."),
    ("City stops rats", "The city of Aldmouth has tested a new trap on rats. The study cost nothing."),
    ("Tomas Varga accused of stealing harbour funds", "The banker Tomas Varga is accused of having taken money from the harbour of Aldmouth."),
    ("Pavel Kral killed his neighbour", "A court in Veldmark convicted Pavel Kral on Monday. He had been charged in May."),
    ("Blue paint causes asthma", "Blue paint causes asthma, a study of 400 painters in Karsovia found. It could cause worse."),
    ("Blue paint may cause asthma", "Blue paint could cause asthma, a study of 400 painters in Karsovia says."),
]  # fmt: skip


@pytest.mark.parametrize(("headline", "text"), LOST)
def test_the_headline_loses_the_doubt_of_the_text(headline: str, text: str) -> None:
    (finding,) = (each for each in newsbox.check(newsbox.read_text(text, headline=headline)) if each.code == "NB704")
    assert finding.severity == "warning" and "for sure" in finding.message


@pytest.mark.parametrize(("headline", "text"), KEPT)
def test_a_doubt_that_is_kept_or_is_none_is_not_told(headline: str, text: str) -> None:
    assert [each for each in newsbox.check(newsbox.read_text(text, headline=headline)) if each.code == "NB704"] == []
