"""Days, years and ages that can't all be right, and the many that can."""

from __future__ import annotations

import pytest

import newsbox
from newsbox.types import Finding


def found(text: str, headline: str | None = None, published: str | None = None) -> list[Finding]:
    """The findings about dates in a text, notes left out."""
    reading = newsbox.read_text(text, headline=headline, published=published)
    return [each for each in newsbox.check(reading) if each.check == "dates" and each.severity != "note"]


@pytest.mark.parametrize(
    ("text", "published", "code", "suspect"),
    [
        ("The bridge was opened on Monday, 4 March 2025.", None, "NB401", "Monday, 4 March 2025"),
        (
            "The vote on the new bridge over the river is set for Saturday, October 19.",
            "2025-10-12",
            "NB401",
            "Saturday, October 19",
        ),
        ("The council of Skarn will meet again on 31 June.", None, "NB403", "31 June"),
        ("On 3 March 2026 the court in Port Aldra ruled for the fishermen.", "2025-05-02", "NB404", "3 March 2026"),
        ("He was minister of Ilmara from 2015 to 2010.", None, "NB405", "from 2015 to 2010"),
        ("She led the party from 2004 to 2010, for 12 years.", None, "NB406", "12"),
        ("The dam broke in 1998, 12 years ago.", "2025-05-02", "NB406", "12"),
        ("Orlow has run the mill since 2010, for 12 years.", "2016-05-02", "NB406", "12"),
        ("Brandeis was born in 1950 in Skarn and died in 2015 at the age of 60.", None, "NB407", "60"),
        (
            "Ottilie Brandeis, who died on Tuesday, aged 84, wrote four operas.\n\nBrandeis was born on 14 March 1938 in Skarn.",
            "2025-02-13",
            "NB407",
            "84",
        ),
        (
            "Mara Tarrow, 47, leads the union. She spoke for an hour.\n\nMara Tarrow, 52, has worked at the mill since spring.",
            None,
            "NB408",
            "52",
        ),
        (
            "Aldrabank was founded in 1874 by two brothers.\n\nIts tower burned.\n\nAldrabank was founded in 1894 in Skarn.",
            None,
            "NB409",
            "1894",
        ),
    ],
)
def test_the_calendar_says_no(text: str, published: str | None, code: str, suspect: str) -> None:
    """Exact reckoning with days, years and ages."""
    findings = found(text, published=published)
    assert [each.code for each in findings] == [code]
    assert findings[0].passages[0].text == suspect


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("The bridge was opened on Tuesday, 4 March 2025, and closed on Wednesday, 5 March 2025.", None),
        ("The vote on the new bridge over the river is set for Sunday, October 19.", "2025-10-12"),
        # Next year's day
        ("Next year's race is to be held on Sunday, 11 October.", "2025-10-12"),
        ("The leap day, 29 February, was fine. On 31 May it rained.", None),
        # Plans
        ("The ministry planned to open the dam in 2031. It recommended a catch of 180,000 tonnes in 2026.", "2025-05-02"),
        ("The court will rule on 3 March 2026. A meeting was scheduled for June 2026.", "2025-05-02"),
        ("He was minister from 2010 to 2015, for five years, and mayor from 1999 to 2003.", None),
        ("The dam broke in 1998, 27 years ago. Orlow has run the mill since 2010, for about 15 years.", "2025-05-02"),
        ("Brandeis was born in 1950 in Skarn and died in 2015 at the age of 64.", None),
        ("Brandeis was born in 1950 in Skarn and died in 2015 at the age of 65. At 17 she left.", None),
        ("Ottilie Brandeis, who died on Tuesday, aged 86, wrote operas.\n\nBrandeis was born on 14 March 1938.", "2025-02-13"),
        # Mother and daughter; then and now
        ("Mara Tarrow, 47, leads the union.\n\nNell Tarrow, 19, leads nothing yet. Tarrow was 12 when the mill closed.", None),
        ("Aldrabank was founded in 1874. Skarnbank was founded in 1894. Aldrabank died in 1931.", None),
        ("On Black Friday the shop opened. Every Monday it closes. On Tuesday it burned.", None),
    ],
)  # fmt: skip
def test_days_that_can_be_right_together(text: str, published: str | None) -> None:
    """No error and no warning."""
    assert found(text, published=published) == []


def test_one_event_on_two_days_is_at_least_a_note() -> None:
    """In sentences that share their words, the headline among them."""
    reading = newsbox.read_text(
        "Disclosures filed on Sunday night revealed that donors gave millions to the party of Edda Harmsen.\n\n"
        "The disclosures, filed on Saturday night, name the donors of the party.\n\nNobody answered the telephone.",
        headline="Donors gave millions to Harmsen's party, disclosures filed on Sunday reveal",
    )
    (finding,) = [each for each in newsbox.check(reading) if each.code == "NB402"]
    assert finding.confidence >= 0.1
    assert finding.passages[0].text == "Saturday"
    assert finding.passages[1].text == "Sunday"


def test_days_that_meet_in_one_sentence_are_two_events() -> None:
    """Told together, neither is a slip of the other."""
    text = (
        "Ferries left Skarn on Monday and on Tuesday, the harbour master said.\n\nThe ferries left Skarn on Monday at noon.\n\n"
        "The ferries left Skarn on Tuesday in the fog."
    )
    assert found(text) == []
