"""Sums that are told as such, and their parts."""

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
        ("It sent 12 engines, 40 firefighters and two boats, 90 people in all.", []),
        ("It has 80 lorries in Ossmoor, about 45 in Lenn and 25 in Harle, 190 in all.", []),
        ("It has lorries in seven towns, including 80 in Ossmoor and 45 in Lenn, 190 in all.", []),
        ("It lost 80 lorries in 2019, 45 in 2020 and 25 more since, a total of 190 with those it sold.", []),
    ],
)  # fmt: skip
def test_a_told_sum_is_added_up(text: str, suspicious: list[str]) -> None:
    assert shown(text) == suspicious
