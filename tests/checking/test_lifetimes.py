"""Ages and years of birth, of one person and of two."""

from __future__ import annotations

import pytest

import newsbox
from newsbox.types import Finding


def found(text: str, headline: str = "The keeper of the lighthouse") -> list[Finding]:
    """The findings about dates in an article of 2025, notes left out."""
    reading = newsbox.read_text(text, headline=headline, published="2025-04-26")
    return [each for each in newsbox.check(reading) if each.check == "dates" and each.severity != "note"]


@pytest.mark.parametrize(
    ("text", "suspect"),
    [
        ("Marta Venn has kept the lighthouse of Halm for 40 years. She is 66, and on Friday she did it for the last time.\n\n"
         "She was born in Halm in June 1968. At 24, in 1983, she came to the tower. Venn never left it.", "June 1968"),
        ("Olav Brekk, 48, will lead the yard from May. Brekk was born in Skarn in 1967 and studied in Ostry.\n\n"
         "“I know every ship,” said Brekk.", "1967"),
        ("Ada Wren has won the prize for poetry. Wren was born in 1950 in Breda.\n\nShe is 65 and lives in Tarn. Wren has written nine books.", "65"),
        ("The painter Jonas Falk shows his late work in Halm. Falk was born in 1940.\n\n"
         "In 1962, at the age of 32, he went to Sarronde. Falk stayed for ten years.", "32"),
        ("Lena Marr is the new coach of Breda. She is 41.\n\nMarr won the cup as a player. In 2004, when she was 28, she moved to Tarn.", "28"),
    ],
)  # fmt: skip
def test_ages_that_do_not_go_together(text: str, suspect: str) -> None:
    """One of the two is shown first, whichever most others speak against."""
    (finding,) = found(text)
    assert finding.code == "NB407"
    assert suspect in {passage.text for passage in finding.passages}


@pytest.mark.parametrize(
    "text",
    [
        "Marta Venn has kept the lighthouse of Halm for 40 years. She is 66.\n\nShe was born in Halm in June 1958. At 24, in 1983, she came to the tower. Venn never left it.",
        "Olav Brekk, 48, will lead the yard from May. His predecessor, Jan Holm, was born in 1949.\n\nHolm leaves the yard after 30 years.",
        "Ada Wren has won the prize for poetry. Wren has a daughter, who was born in 1980.\n\nShe is 65 and lives in Tarn. Wren has written nine books.",
        "The painter Jonas Falk shows his late work in Halm. His brother was born in 1930.\n\nIn 1962, at the age of 22, he went to Sarronde. He is 85. Falk stayed for ten years.",
        "Lena Marr is the new coach of Breda. She is 41.\n\nMarr follows Ida Lund. In 2004, when Lund was 28, she moved to Tarn.",
        "Ole Dahl died in 1999 at 70. His son Per Dahl, 60, was born in 1964.\n\nPer Dahl runs the firm.",
    ],
)  # fmt: skip
def test_ages_that_do(text: str) -> None:
    """Right ages, and those of two people."""
    assert found(text) == []
