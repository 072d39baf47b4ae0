"""Sums and shares that several sentences tell."""

from __future__ import annotations

import pytest

import newsbox
from newsbox.types import Finding

START = "The government of Northmere met on Tuesday.\n\n"


def found(text: str) -> list[Finding]:
    """The findings about figures in an article's text, notes left out."""
    reading = newsbox.read_text(START + text, headline="Northmere government meets")
    return [each for each in newsbox.check(reading) if each.check == "figures" and each.severity != "note"]


@pytest.mark.parametrize(
    ("text", "suspect"),
    [
        # A change told beside its two ends
        ("A litre of milk will cost 120 marks from May, the dairy said.\n\nIt now costs 100 marks, so that the price rises by 12 percent.", "12 percent"),
        ("The fee for a berth will be 80 crowns. Until now skippers have paid 64 crowns, so it is an increase of 40 percent.", "40 percent"),
        ("The zoo counted 450,000 visitors last year. The year before it had 300,000 visitors, which makes an increase of 25 percent.", "25 percent"),
        ("The club sold 9,000 season tickets for this year. Last year it sold 12,000 tickets, a drop of 40 percent.", "40 percent"),
        ("The ministry spent 60 million marks on roads last year. This year it will spend 75 million marks, 15 percent more.", "15 percent"),
        ("The post carried 63 million parcels last year, 15 percent more than the 60 million of 2023.", "15 percent"),
        # By, from and to
        ("The water has fallen by 1.8 metres from the 6.2 metres of Monday, to 3.4.", "1.8 metres"),
        ("The bank raised its rate by 0.5 points from 4.25 percent to 4.5 percent.", "0.5 points"),
        ("The number of seats was cut by 40 from 200 to 180.", "40"),
        # What is left
        ("The chain will close 32 of its 150 shops, leaving 128.", "128"),
        ("Of the 26 buses, 14 are electric. The other 16 run on gas.", "16"),
        ("The court freed 12 of the 40 prisoners. The remaining 38 stay in Halm.", "38"),
        # Parts of a whole told before or after them
        ("The state will pay 75 million marks to its three harbours.\n\nAldra will receive 40 million, Skarn 20 million and Halm 10 million. The whole of the 75 million is paid in May.", "Aldra will receive 40 million, Skarn 20 million and Halm 10 million"),
        ("The fund gives 60,000 crowns to four schools: Halm gets 20,000 crowns, Breda 15,000, Ostry 10,000 and Tarn 5,000.", "Halm gets 20,000 crowns, Breda 15,000, Ostry 10,000 and Tarn 5,000"),
        ("The floods damaged 5,200 houses in the three districts. In Breda there were 3,100, in Ostry 1,500 and in Halm 900.", "In Breda there were 3,100, in Ostry 1,500 and in Halm 900"),
        ("The yard will build 12 ships. Seven will go to Veldmark, four to Ilmara and three to Sarronde.", "Seven will go to Veldmark, four to Ilmara and three to Sarronde"),
        ("Of the 740 posts, 500 are in shops and 340 at the head office.", "500 are in shops and 340"),
        # Shares
        ("The 740 jobs to be cut are a fifth of the chain’s staff of 7,400.", "a fifth"),
        ("The 300 members who left make up 40 percent of the party’s 1,200 members.", "40 percent"),
        # Majorities
        ("The bill was passed by 61 votes to 52, a majority of 11.", "11"),
    ],
)  # fmt: skip
def test_what_does_not_work_out(text: str, suspect: str) -> None:
    """Arithmetic that takes more than one sentence, or more than two figures."""
    assert [each.passages[0].text for each in found(text)] == [suspect]


@pytest.mark.parametrize(
    "text",
    [
        "A litre of milk will cost 120 marks from May, the dairy said.\n\nIt now costs 100 marks, so that the price rises by 20 percent.",
        "The post carried 63 million parcels last year, 5 percent more than the 60 million of 2023.",
        "A ticket costs 20 crowns. A monthly pass will go from 500 to 550 crowns, a rise of 10 percent.",
        "A ticket costs 20 crowns. A dog pays 10 crowns. Prices in Breda rose by 4 percent last year.",
        "The firm took 45 million marks last year. Of this, 20 million marks were spent on wages, which rose by 3 percent.",
        "Sales fell to 40 million marks from 50 million marks. Profit was 6 million marks, up 2 percent.",
        "Wages cost the firm 20 million marks. Rents cost it 5 million marks, 3 percent more than last year.",
        "The water has fallen by 1.8 metres from the 6.2 metres of Monday, to 4.4.",
        "The bank raised its rate by a quarter of a point from 4.25 percent to 4.5 percent.",
        "The chain will close 32 of its 150 shops, leaving 118.",
        "The chain will close 32 of its 150 shops, leaving 12 towns without one.",
        "Of the 26 buses, 14 are electric. The other 12 run on gas.",
        "Police held 12 of the 40 men for a night. The other seven suspects are in Halm.",
        "The state will pay 75 million marks to its three harbours.\n\nAldra will receive 40 million, Skarn 20 million and Halm 15 million.",
        "The floods damaged 5,200 houses. Most were in Breda, with 3,100, Ostry, with 1,000, and Halm, with 400.",
        "The floods damaged 5,200 houses. In Breda there were 3,100, in Ostry 1,500 and in Halm 300; the rest stood in villages.",
        "The yard will build 12 ships. Seven will go to Veldmark and three to Sarronde.",
        "Sixty ships called in May. Their crews drank 400 bottles of beer, 300 of wine and 200 of rum.",
        "There were 50 people on the ferry. Of these, 38 were hurt and five went home unhurt. Seven died.",
        "Of the 740 posts, 400 are in shops and 340 at the head office.",
        "The 740 jobs to be cut are a tenth of the chain’s staff of 7,400.",
        "The 300 members who left make up 25 percent of the party’s 1,200 members.",
        "The 300 members who left make up 40 percent of the party in a town of 1,200.",
        "The bill was passed by 61 votes to 52, a majority of nine.",
        "The bill was passed by 61 votes to 52. In 2019 there had been a majority of 12.",
    ],
)  # fmt: skip
def test_what_works_out(text: str) -> None:
    """Right sums, and figures that belong to no sum."""
    assert found(text) == []
