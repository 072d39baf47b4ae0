"""One outcome told two ways."""

from __future__ import annotations

import pytest

import newsbox
from newsbox.checking import WARNING, between
from newsbox.checking.opposites import is_negation, opposite_forms, sides
from newsbox.types import Claim, Finding, Reading, Span


def found(text: str, headline: str) -> list[Finding]:
    return [each for each in newsbox.check(newsbox.read_text(text, headline=headline)) if each.check == "outcomes"]


BRIDGE = (
    "The parliament of Northmere approved the Aldmouth bridge tax on Monday after a debate of nine hours, and the "
    "minister of transport promised to begin the works in May.\n\n"
    "The bridge tax was approved by 61 votes to 40. Members from the coast backed the tax; the farmers' party did not vote.\n\n"
    "Drivers will pay two crowns for each crossing of the Aldmouth bridge."
)
VERDICT = (
    "A court in Karsovia convicted the banker Tomas Varga of fraud on Friday after a trial of three weeks.\n\n"
    "The judges convicted Varga of fraud on all counts. He was led away in handcuffs.\n\n"
    "His lawyer said that he would appeal."
)
PRICES = (
    "Wheat prices in Veldmark rose by 14 per cent in June, the statistics office said on Wednesday, the largest rise in a decade.\n\n"
    "Wheat prices rose because of the drought in the southern provinces. Bread became dearer too."
)


@pytest.mark.parametrize(
    ("text", "headline", "ours", "theirs"),
    [
        (BRIDGE, "Northmere parliament rejects Aldmouth bridge tax", "rejects", "approved"),
        (VERDICT, "Karsovia court acquits banker Tomas Varga of fraud", "acquits", "convicted"),
        (PRICES, "Veldmark wheat prices fall by 14 per cent in June", "fall", "rose"),
    ],
)
def test_the_headline_turns_the_outcome_round(text: str, headline: str, ours: str, theirs: str) -> None:
    (surest, *_) = found(text, headline)
    assert surest.code == "NB801" and surest.confidence >= WARNING
    assert surest.passages[0].text == ours and theirs in surest.passages[1].text
    assert ours in surest.message and theirs in surest.message


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        (BRIDGE, "Northmere parliament approves Aldmouth bridge tax"),
        (BRIDGE, "Northmere parliament does not reject Aldmouth bridge tax"),
        (VERDICT, "Karsovia court convicts banker Tomas Varga of fraud"),
        (PRICES, "Veldmark wheat prices rise by 14 per cent in June"),
        # A sequence in time.
        (
            "The harbour of Aldmouth, closed since the storm, opened again on Sunday.\n\nIt was closed for nine days. The harbour opened at noon.",
            "Aldmouth harbour opens after storm",
        ),
        # One's victory is another's defeat.
        (
            "Rovers won the Northmere cup on Saturday with a goal in the last minute; United lost their third final in a row.\n\n"
            "Rovers won 1-0. United had lost the finals of the last two years as well.",
            "Rovers win Northmere cup",
        ),
        # Both sides are heard.
        (
            "The minister denied on Tuesday that she had met the builders. The builders' lawyer confirmed a meeting in March.\n\n"
            'She said: "There was no meeting." The lawyer said: "There was."',
            "Minister and builders at odds over a meeting",
        ),
    ],
)
def test_what_agrees_or_follows_is_no_contradiction(text: str, headline: str) -> None:
    assert [each.message for each in found(text, headline) if each.confidence >= WARNING] == []


def test_a_deed_is_told_and_denied() -> None:
    text = (
        "The council of Aldmouth signed the contract with the shipyard on Monday.\n\n"
        "The shipyard has waited for two years.\n\n"
        "The council did not sign the contract, and the shipyard sent home its workers."
    )
    (finding,) = [each for each in found(text, "Aldmouth and its shipyard") if each.code == "NB802"]
    assert [each.span.at for each in finding.passages] == [0, 2] and "not" in finding.message
    assert not [
        each
        for each in found(text.replace("did not sign", "may not sign"), "Aldmouth and its shipyard")
        if each.code == "NB802"
    ]


def told(value: str, of: str, *, speaker: str | None = None) -> Reading:
    text = f"{of}: {value}."
    claim = Claim("outcome", value, Span(0, text.index(value), len(text) - 1), value, None, of, speaker)
    return Reading(paragraphs=(text,), claims=(claim,), language="en")


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        (told("convicted", "Tomas Varga"), told("acquitted", "banker Tomas Varga"), "NB803"),
        (told("upheld", "the Aldmouth bridge tax"), told("struck down", "the bridge tax"), "NB803"),
        (told("elected", "Ines Dahl"), told("not elected", "Ines Dahl"), "NB803"),
        (told("convicted", "Tomas Varga"), told("convicted", "Tomas Varga"), None),
        (told("convicted", "Tomas Varga"), told("acquitted", "Ada Varga"), None),
        (told("killed", "three sailors"), told("injured", "a dozen passengers"), None),
        (told("convicted", "Tomas Varga"), told("acquitted", "Tomas Varga", speaker="his lawyer"), None),
        (told("won", "he"), told("lost", "he"), None),
    ],
)
def test_two_reports_tell_opposite_outcomes(first: Reading, second: Reading, code: str | None) -> None:
    for pair in ([first, second], [second, first]):
        findings = between(pair)
        assert [each.code for each in findings] == ([code] if code else [])
        assert all({passage.reading for passage in each.passages} == {0, 1} for each in findings)


def test_every_question_has_two_sides_and_no_word_answers_both_ways() -> None:
    for form, known in sides().items():
        questions = [each.question for each in known]
        assert len(set(questions)) == len(questions), form
    assert len({each.question for known in sides().values() for each in known}) >= 150
    assert opposite_forms(["rejected"], ["approving"]) and not opposite_forms(["approved"], ["adopts"])


@pytest.mark.parametrize(
    ("word", "so"), [("not", True), ("nt", True), ("isnt", True), ("tent", False), ("front", False)]
)
def test_what_denies(word: str, so: bool) -> None:
    assert is_negation(word) is so
