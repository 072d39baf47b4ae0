"""Who and what stands where somebody else belongs: what is found in a small article, and what must not be."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import newsbox
from newsbox.checking import Sheet
from newsbox.checking.cast import rivals
from newsbox.checking.people import parties
from newsbox.checking.rivalry import leads, where
from newsbox.types import Finding

CALL = (
    "Harmsen and Vorsht agree to early talks on the shared river",
    "Edda Harmsen, the prime minister of Veldmark, and President Ilan Vorsht agreed by telephone on Thursday to bring forward talks on the "
    "river Orrin.\n\n"
    "President Ilan Vorsht thanked Harmsen for her patience and asked for an early meeting of the river commission, his office said.\n\n"
    "“We want the water to be shared fairly,” Vorsht told reporters in Skarn. Vorsht said the commission would meet in December.\n\n"
    "Harmsen confirmed the call with Vorsht and called it useful. She added that the dam was not on the table.\n\n"
    "The river commission has not met since the spring. Vorsht had suspended the talks in May, when Harmsen approved the dam.",
)
STRANGER = "Marcus Hale"
SEED = Path(__file__).parents[3] / "shared" / "seed" / "trump-xi-call.txt"


def swapped(text: str, was: str, becomes: str, *, times: int) -> str:
    """The text with the first places of a name given to another."""
    return text.replace(was, becomes, times)


def found(text: str, headline: str | None = None) -> list[Finding]:
    """The findings of this check, the surest first."""
    return [each for each in newsbox.check(newsbox.read_text(text, headline=headline)) if each.check == "cast"]


def test_another_person_in_the_opening_is_found_first() -> None:
    """The wrong name's places come first, then the headline's and the text's."""
    headline, text = CALL
    finding = found(swapped(text, "Ilan Vorsht", STRANGER, times=2), headline)[0]
    assert (finding.code, finding.severity) in {("NB101", "error"), ("NB101", "warning")}
    assert [(each.span.at, each.text) for each in finding.passages[:2]] == [(0, STRANGER), (1, STRANGER)]
    assert {each.text for each in finding.passages[2:]} == {"Vorsht"}
    assert "headline" in {each.span.at for each in finding.passages[2:]}
    assert STRANGER in finding.message
    assert "Vorsht" in finding.message
    assert "false" not in finding.message


def test_the_article_as_it_should_be_is_left_alone() -> None:
    headline, text = CALL
    assert [each for each in found(text, headline) if each.severity != "note"] == []


@pytest.mark.parametrize(
    "text",
    [
        # Two senators, both taken up.
        "Senator Oriel Hask and Senator Paula Brandeis voted against the bill on Monday.\n\nHask said it was too dear.\n\n"
        "Brandeis said it came too late. Hask and Brandeis belong to one party.",
        # An expert, asked once.
        "The port of Corvane was closed on Tuesday after a fire, its director, Norma Itt, said.\n\nItt said the fire was out.\n\n"
        "Osip Marl, a professor of river law at the University of Skarn, said such fires were rare.\n\nItt will report in May.",
        # Interviewer and interviewee.
        "“I never liked the sea,” Edda Harmsen told Joss Calder of the Gazette.\n\nHarmsen laughed. “I get sick,” Harmsen said.",
    ],
)
def test_people_who_belong_there_are_left_alone(text: str) -> None:
    assert [each for each in found(text) if each.severity != "note"] == []


def test_a_city_and_its_country_are_no_pair() -> None:
    text = (
        "The fire in Hamburg began at noon, the police in Germany said.\n\nHamburg closed its port. The fire in Hamburg was out by nine.\n\n"
        "The fire was the largest in Germany since May."
    )
    assert not [
        each
        for each in found(text)
        if each.code == "NB103" and {p.text for p in each.passages} >= {"Hamburg", "Germany"}
    ]


def test_every_passage_quotes_the_text() -> None:
    headline, text = CALL
    reading = newsbox.read_text(swapped(text, "Ilan Vorsht", STRANGER, times=2), headline=headline)
    for finding in newsbox.check(reading):
        for passage in finding.passages:
            assert passage.text == reading.text_at(passage.span)


def test_surnames_the_cast_does_not_have_are_taken_up() -> None:
    """Everybody's places, whether or not the model saw a person there."""
    headline, text = CALL
    people = {
        each.name: len(each.mentions) for each in parties(Sheet(newsbox.read_text(text, headline=headline)), "person")
    }
    assert people["Ilan Vorsht"] == 7
    assert people["Edda Harmsen"] == 5


@pytest.mark.parametrize(
    ("places", "told"),
    [
        ([0], "paragraph 1"),
        (["headline"], "the headline"),
        (["headline", 3], "the headline and paragraph 4"),
        ([2, 0, 1], "paragraphs 1, 2 and 3"),
        (["summary", "headline", 1, 1], "the summary, the headline and paragraph 2"),
    ],
)
def test_places_in_words(places, told) -> None:
    assert where(places)[0] == told


def test_the_surest_leads_and_the_others_follow() -> None:
    assert leads([3.0, 1.0, -1.0]) == pytest.approx([2.0, -2.0, -4.0], abs=1e-6)
    assert leads([3.0]) == [6.0]
    assert all(each < 0 for each in leads([1.0, 1.0])[1:])


def test_a_long_list_of_names_stays_linear() -> None:
    """Four times the names, about four times the steps: at most forty people are compared with each other."""
    given = "Anna Bert Clara Dora Emil Fritz Greta Hanna Ivan Jana".split()
    family = [
        f"{first}{last}"
        for first in ("Bor", "Dal", "Fen", "Gar", "Hol", "Kes")
        for last in ("ner", "mann", "vik", "sted", "rup")
    ]
    row = [f"{each} {other} spoke at the hall in Skarn." for other in family for each in given]
    took = []
    for size in (75, 300):
        sheet = Sheet(newsbox.read_text("\n\n".join(row[:size])))
        assert sheet.lines
        took.append(calls(lambda sheet=sheet: list(rivals(sheet))))
    assert took[1] < 12 * took[0]


def calls(work: Callable[[], object]) -> int:
    """How many functions run while one does its work: what it costs, whatever else the machine is doing."""
    count = 0

    def counted(frame: object, event: str, what: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.shared
def test_the_call_between_two_presidents() -> None:
    """The person out of place is told first, in both places; mended in both, nothing above a note is left of these checks."""
    text = SEED.read_text("utf-8")
    first, second, *rest = newsbox.check(newsbox.read(text))
    assert (first.code, first.severity) == ("NB101", "error")
    assert [(each.span.at, each.text) for each in first.passages[:2]] == [(0, "Kim Jong-un"), (1, "Kim Jong-un")]
    assert {each.text for each in first.passages[2:]} <= {"Xi Jinping", "Xi"}
    assert [each.span.at for each in first.passages[2:]] == ["headline", 2, 3, 4, 6, 7]
    assert first.message.startswith("The headline and paragraphs 3, 4, 5, 7 and 8 say Xi Jinping;")
    assert (second.code, second.passages[0].text) == ("NB201", "North Korean")
    assert {each.severity for each in rest} <= {"note"}
    mended = text.replace("North Korean leader Kim Jong-un", "Chinese leader Xi Jinping").replace(
        "Kim Jong-un", "Xi Jinping"
    )
    assert {each.severity for each in newsbox.check(newsbox.read(mended))} <= {"note"}


@pytest.mark.parametrize(
    "opening",
    [
        "Saint Hilda's Hospital has scrapped a rule that kept families away at night.",
        "The winner of Orrin Show's leek contest was stripped of his title on Saturday.",
        "The only shop in Great Tresk Magna will not become a holiday let after all.",
    ],
)
def test_houses_events_and_villages_are_nobody(opening: str) -> None:
    text = (
        f"{opening}\n\nThe change follows a campaign by Darius Obren, whose mother died in November.\n\n"
        "“I was in the car park,” Obren said. “I was sixty yards away.”\n\nObren said that he would rest now."
    )
    assert [each.message for each in found(text) if each.severity != "note"] == []
