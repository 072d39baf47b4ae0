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
