"""Sums that are told as such, their parts, and the words in which that is said."""

from __future__ import annotations

import pytest

import newsbox


def shown(text: str) -> list[str]:
    """The words that the check finds suspicious."""
    return [each.passages[0].text for each in newsbox.check(newsbox.read_text(text)) if each.code == "NB302"]


@pytest.mark.parametrize(
    ("text", "suspicious"),
    [
        ("Three towns lose work: 80 jobs in Ossmoor, 45 in Lenn and 25 in Harle, 190 in all.", ["190"]),
        ("It has 80 lorries in Ossmoor, 45 in Lenn and 25 in Harle, a total of 190.", ["190"]),
        ("The firm spends 800,000 crowns on roads, 450,000 on care and 250,000 on pools, 1.9 million in all.", ["1.9 million"]),
        ("It has 80 lorries in Ossmoor, 45 in Lenn and 25 in Harle, a total of 150.", []),
        ("It has 80 lorries in Ossmoor, 45 in Lenn and 25 in Harle, 900 in all.", []),
        ("It lost 12 percent in Ossmoor, 5 percent in Lenn and 4 percent in Harle, 25 percent in all.", []),
        ("It was shut for 12 weeks in Ossmoor, 5 weeks in Lenn and 4 weeks in Harle, 25 weeks in all.", []),
        ("It sent 12 engines, 40 firefighters and two boats, 90 people in all.", []),
        ("It has 80 lorries in Ossmoor, about 45 in Lenn and 25 in Harle, 190 in all.", []),
        ("It has lorries in seven towns, including 80 in Ossmoor and 45 in Lenn, 190 in all.", []),
        ("It lost 80 lorries in 2019, 45 in 2020 and 25 more since, a total of 190 with those it sold.", []),
    ],
)  # fmt: skip
def test_a_told_sum_is_added_up(text: str, suspicious: list[str]) -> None:
    assert shown(text) == suspicious


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Three towns share 4.1 million crowns: 1.5 million for Ossmoor, 1.25 million for Lenn and 1 million for Harle.",
         "1.5 million + 1.25 million + 1 million are 3.75 million, not 4.1 million crowns."),
        ("It sold 1,234,567 litres in Ossmoor, 400,000 in Lenn and 200,000 in Harle, a total of 2,500,000.",
         "1,234,567 + 400,000 + 200,000 are 1,834,567, not 2,500,000."),
    ],
)  # fmt: skip
def test_a_sum_in_the_millions_is_told_to_the_last_digit(text: str, told: str) -> None:
    assert [each.message for each in newsbox.check(newsbox.read_text(text)) if each.code == "NB302"] == [told]
