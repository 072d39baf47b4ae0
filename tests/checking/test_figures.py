"""Figures that can't all be right, and the many that can."""

from __future__ import annotations

import pytest

import newsbox
from newsbox.types import Finding


def found(text: str, headline: str | None = None) -> list[Finding]:
    """The findings about figures in a text, notes left out."""
    reading = newsbox.read_text(text, headline=headline)
    return [each for each in newsbox.check(reading) if each.check == "figures" and each.severity != "note"]


@pytest.mark.parametrize(
    ("text", "code", "suspect"),
    [
        # Parts and their whole
        ("The bus carried 12 people, 7 men and 4 women, to the port of Lanternhead.", "NB302", "7 men and 4 women"),
        ("The avalanche killed 26 people in Karsovia: 14 in Ostry, eight in Breda and five in Halm, the army said.", "NB302", "26"),
        ("The court heard 14 of the 12 miners on Monday.", "NB302", "14"),
        ("The Greens lead the Civic Union 46 percent to 60 percent.", "NB302", "46 percent to 60 percent"),
        # Changes and shares
        ("Exports rose from 10 to 15 million tonnes, up 20 percent, the ministry of Ilmara said.", "NB303", "20 percent"),
        ("Net profit was 448 million crowns, up 12 percent from 320 million a year ago.", "NB303", "12 percent"),
        ("The price doubled from 10 to 35 euros in a year.", "NB303", "doubled"),
        ("A third of the voters, 1,200 in all, or a third, or 45 percent, stayed away.", "NB303", "a third"),
        ("Nearly four in 16 voters — 39 percent — want another election.", "NB303", "four in 16"),
        # Outcomes
        ("The Senate of Northmere approved the treaty 45-54 on Tuesday.", "NB304", "45-54"),
    ],
)  # fmt: skip
def test_sums_that_do_not_work_out(text: str, code: str, suspect: str) -> None:
    """Exact arithmetic inside a sentence."""
    finding = found(text)[0]
    assert finding.code == code
    assert finding.passages[0].text == suspect


def test_an_old_figure_at_the_top() -> None:
    """The headline was written in the evening, the text mended at night."""
    (finding,) = found(
        "A ferry sank off Port Aldra on Monday, killing 13 people, the coast guard said.\n\n"
        "The toll was revised from 11 in the evening, after two passengers died in hospital.",
        headline="Eleven dead as ferry sinks off Port Aldra",
    )
    assert finding.code == "NB305"
    assert [passage.text for passage in finding.passages] == ["Eleven", "13"]
    assert "paragraph 2 tells as an earlier figure" in finding.message


def test_a_million_and_a_billion() -> None:
    """Of one order, whose other figures are right."""
    (finding,) = found(
        "The yard in Skarn will build four ships for the navy of Veldmark.\n\nThe 1.4 million order keeps the yard busy for three years.",
        headline="Skarn yard wins order worth 1.4 billion crowns",
    )
    assert finding.code == "NB306"
    assert {passage.text for passage in finding.passages} == {"1.4 million", "1.4 billion"}


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        # A sum that works out, and parts that are not all
        ("The bus carried 12 people, 7 men and 5 women. Among 20 passengers, 3 men and 2 children were hurt.", None),
        ("Rescuers found 40 people: 14 in Ostry, eighteen in Breda and eight in Halm.", None),
        ("The team scored 12 goals, 7 in the first half and 4 from penalties, over two matches.", None),
        # At least, about, more than, rounded
        ("At least 12 people died in the fire.\n\nPolice said the fire killed 14 people.", "At least 12 die in fire in Port Aldra"),
        ("About 2,400 people fled. The Red Cross counted 2,396 people who fled.", "About 2,400 people flee Port Aldra"),
        # Killed and injured; this year's and last year's
        ("The storm killed 12 people and injured 34. In Skarn, 30 injured were treated.", "Storm kills 12 in Ilmara"),
        ("Unemployment fell to 5.1 percent in May from 5.6 percent in May last year.", "Unemployment falls to 5.1 percent"),
        # Changes that are right, and percentages of percentages
        ("Sales rose from 10 to 15 million, up 50 percent. Costs fell 20 percent to 8 million from 10 million.", None),
        ("Costs rose by 2 percent to 918 million crowns, from 900 million.", None),
        ("Support rose from 40 percent to 60 percent, up 20 points, a poll found.", None),
        ("The price more than doubled from 10 to 25 euros.", None),
        ("Nearly a third, or 32 percent, stayed at home. Four in ten — 39 percent — did not.", None),
        # Votes and scores
        ("The Senate approved the treaty 54-45. It rejected the amendment 45-54. Aldra beat Skarn 3-1.", None),
        # Top figures that the text bears out
        ("The toll rose to 13 from 11 on Monday.\n\nOn Sunday the police had spoken of 11 dead.", "Ferry toll rises to 13"),
        ("One outlet costs 1.4 million crowns. The ministry spent 1.4 billion marks on bridges in 2019 and 3.2 billion on roads.", None),
    ],
)  # fmt: skip
def test_what_can_be_right_together(text: str, headline: str | None) -> None:
    """No error and no warning."""
    assert found(text, headline) == []


def test_one_quantity_with_two_values_is_at_least_a_note() -> None:
    """In sentences that share their words; the counterpart is the other sentence's figure."""
    reading = newsbox.read_text(
        "The shipyard in Skarn has laid off more than 400 welders, its director Edda Harmsen said.\n\n"
        "Orders from Veldmark had dried up in spring. The harbour is quiet.\n\nThe unions will meet on Friday.",
        headline="Skarn shipyard lays off more than 200 welders",
    )
    findings = [each for each in newsbox.check(reading) if each.code == "NB301"]
    assert findings[0].confidence >= 0.1
    assert {passage.text for passage in findings[0].passages} == {"400", "200"}
    assert "the headline" in findings[0].message.lower()


def test_spans_quote_their_text_and_confidence_is_a_probability() -> None:
    """Of every finding, notes too."""
    text = (
        "About 300 farmers marched in Port Aldra on Monday, 200 from Veldmark and 150 from Karsovia.\n\n"
        "Some 500 farmers marched from Karsovia. Police counted 12 arrests, 7 men and 4 women."
    )
    reading = newsbox.read_text(text, headline="400 farmers march in Port Aldra")
    for finding in newsbox.check(reading):
        assert 0 < finding.confidence < 1
        for passage in finding.passages:
            assert reading.text_at(passage.span) == passage.text
