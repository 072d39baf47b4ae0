"""Figures at the top that the text denies, and those that it bears out."""

from __future__ import annotations

import pytest

import newsbox
from newsbox.types import Finding


def found(headline: str, *paragraphs: str, summary: str | None = None) -> list[Finding]:
    """The findings about figures in an article, notes left out."""
    reading = newsbox.read_text("\n\n".join(paragraphs), headline=headline).changed(summary=summary)
    return [each for each in newsbox.check(reading) if each.check == "figures" and each.severity != "note"]


@pytest.mark.parametrize(
    ("headline", "summary", "paragraphs", "suspect", "other"),
    [
        # Losses
        ("Sixteen dead in Karsovian mine", None, (
            "An explosion in a coal mine near Ostry killed 19 miners on Monday, the government of Karsovia said.",
            "Rescuers brought the last of the bodies to the surface in the evening. The mine opened in 1974.",
            "All 19 victims came from two villages, the mayor said."), "Sixteen", "19"),
        ("Ferry sinks off Port Aldra", "Coast guard says 12 passengers drowned; search goes on for 14 missing.", (
            "A ferry sank off Port Aldra in Ilmara on Sunday night. Twelve people are dead and 41 are missing, the coast guard said.",
            "Relatives of the 41 missing waited on the quay. Divers were to go down again in the morning."), "14", "41"),
        ("School bus overturns in Quessia", None, (
            "A school bus overturned on the road to Halm on Tuesday, and 27 children were hurt, police said.",
            "The driver had swerved to miss a cow.",
            "The hospital in Halm said on Wednesday that most of the 17 injured had gone home. It had called in doctors from three towns."), "27", "17"),
        # Jobs, firms, money
        ("Skarn Steel to cut 1,200 jobs", None, (
            "Skarn Steel, the largest employer in the north of Veldmark, will close its older furnace next spring, it said on Thursday.",
            "The 2,100 jobs that are to go are a third of the total, said the union.",
            "“This is a black day,” said its chairman, Olav Brekk."), "1,200", "2,100"),
        ("Bakery chain to hire 300 people", "New ovens in Lanternhead from autumn.", (
            "The bakery chain Korn & Daughters wants to hire 400 people in Lanternhead, its owner said on Monday.",
            "The ovens will be lit in October. The 400 will be paid above the tariff, she said."), "300", "400"),
        ("Airline orders 25 jets", None, (
            "Air Sarronde has ordered new aircraft from the maker Aldwin, it said on Friday.",
            "The 35 jets that it ordered will replace the oldest of its fleet, the airline said."), "25", "35"),
        # Crowds, arrests, evacuations
        ("Flood drives 4,000 from their homes", None, (
            "The river Tarn broke its banks near Breda on Friday.",
            "By noon the number of people who had been evacuated had risen to 6,500, the province said, after 4,000 on Thursday evening.",
            "The water is expected to fall from Saturday."), "4,000", "6,500"),
        ("Police detain 60 at harbour protest", None, (
            "Police in Port Aldra detained 80 demonstrators who had blocked the harbour on Saturday, a spokesman said.",
            "A lawyer for the 80 detained said they had been peaceful."), "60", "80"),
        ("Strike strands travellers", "A walkout at the airport grounds 150 flights.", (
            "A strike of the ground crews at Lanternhead airport grounded 250 flights on Wednesday.",
            "The airport said all 250 grounded flights would be made up for by the weekend."), "150", "250"),
        ("Council to plant trees", None, (
            "The council of Breda will plant 1,450 trees along its avenues next spring, it decided on Tuesday.",
            "The money comes from a fund for clean air.",
            "The 1,540 trees will be limes and maples, said the head gardener, Ada Wren."), "1,450", "1,540"),
        ("Museum gets 40 paintings", None, (
            "A collector has left the city museum of Halm 40 paintings, its director said on Monday.",
            "The 60 paintings will be shown from May, she said. The oldest of them was made in 1610."), "40", "60"),
    ],
)  # fmt: skip
def test_a_figure_that_the_text_denies(
    headline: str, summary: str | None, paragraphs: tuple[str, ...], suspect: str, other: str
) -> None:
    """The wrong figure and the one that stands against it, whichever an editor will mend."""
    findings = found(headline, *paragraphs, summary=summary)
    assert [{passage.text for passage in each.passages} for each in findings] == [{suspect, other}]


@pytest.mark.parametrize(
    ("headline", "summary", "paragraphs"),
    [
        # Older than now, and told so
        ("Six dead after boat sinks in Karsovia", "Police lower the toll from eight.", (
            "Six people died when a boat sank on the lake of Ostry on Monday, police said. They had earlier spoken of eight.",
            "“We have revised the figure from eight to six,” said the chief of police.")),
        # A part and the whole
        ("Three children among dead in Halm fire", None, (
            "Seven people died in a fire in Halm on Monday, among them three children.",
            "The seven dead lived on one floor, the fire service said.")),
        ("Two brothers jailed over bank raid", None, (
            "Two brothers were sent to prison on Friday over a raid on a bank in Breda.",
            "The five men who took part had met in a gym, the court found.")),
        # Two towns, and their sum
        ("Storm kills 12", None, (
            "A storm crossed Ilmara on Sunday and killed seven people in Breda and five in Halm, the government said.",
            "The seven in Breda were in one house.")),
        # At least, about
        ("At least 40 hurt in stadium", None, (
            "A stand gave way in the stadium of Lanternhead on Sunday. The 46 injured were taken to hospital, the club said.",)),
        ("Some 2,000 evacuated in Quessia", None, (
            "Fire drove people out of a valley in Quessia. The 1,960 who were evacuated slept in schools.",)),
        # Another time, another place
        ("Seven die in avalanche", None, (
            "An avalanche killed seven skiers above Ostry on Saturday.",
            "In 2019 an avalanche in the same valley killed 11 people. A stone there names the 11 dead.")),
        ("Mill to cut 90 jobs", None, (
            "The paper mill in Skarn will cut 90 jobs by summer, it said on Monday.",
            "Last year it cut 60 jobs. The 60 jobs had all been in the office.")),
        # Different things with one noun
        ("Council closes four schools", None, (
            "The council of Halm will close four schools in June.",
            "The 12 schools in the north of the district stay open, the mayor said.")),
        ("Hiker found after 40 hours in cave", None, (
            "A hiker who had spent 40 hours in a cave was led out on Monday.",
            "His friend had walked to Halm to fetch help, which took her nine hours.")),
        ("Police detain 80 at protest", None, (
            "Police detained 80 people at a protest in Port Aldra on Saturday.",
            "About 4,000 people had marched, the police said; the organisers spoke of 9,000. The 4,000 were peaceful at first.")),
        ("Firm wins order for 12 trams", None, (
            "A firm in Veldmark will build 12 trams for Lanternhead.",
            "The city has 140 trams. The 140 trams are 30 years old on average.")),
    ],
)  # fmt: skip
def test_figures_that_can_stand_together(headline: str, summary: str | None, paragraphs: tuple[str, ...]) -> None:
    """Nothing that an editor would mend."""
    assert found(headline, *paragraphs, summary=summary) == []
