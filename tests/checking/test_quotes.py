"""One quotation given to two speakers, or with other words."""

from __future__ import annotations

import pytest

import newsbox
from newsbox.checking import WARNING, between
from newsbox.types import Finding, Reading

LEDE = "The harbour of Aldmouth in Northmere will stay shut until spring, the port authority said on Tuesday.\n\n"
DAHL = '"We will not send our pilots into a channel that nobody has measured," harbour master Ines Dahl told reporters.\n\n'


def found(text: str, headline: str = "Aldmouth harbour stays shut") -> list[Finding]:
    kept = newsbox.check(newsbox.read_text(text, headline=headline))
    return [each for each in kept if each.check == "quotes"]


def loud(findings: list[Finding]) -> list[str]:
    return [each.code for each in findings if each.confidence >= WARNING]


@pytest.mark.parametrize(
    "again",
    [
        'Fishermen were angry. Minister Per Oland said: "Send our pilots into a channel that nobody has measured."',
        '"We will not send our pilots into a channel ... that nobody has measured," said Per Oland, the opposition leader.',
    ],
)
def test_the_same_words_are_given_to_two_speakers(again: str) -> None:
    findings = found(LEDE + DAHL + again)
    assert loud(findings) == ["NB601"]
    surest = findings[0]
    assert "Ines Dahl" in surest.message and "Per Oland" in surest.message
    assert {each.span.at for each in surest.passages} == {1, 2}
    assert all("channel" in each.text for each in surest.passages)


@pytest.mark.parametrize(
    "again",
    [
        'It was "a channel that nobody has measured," Dahl repeated in the evening.',
        'Dahl said: "We will not send our pilots into a channel that nobody has measured."',
        'She added that "a channel that nobody has measured" was a trap.',
        'The fishermen\'s leader Per Oland, quoting her, spoke of "a channel that nobody has measured" and laughed.',
        'Per Oland said: "We have fished here for forty years, and the bank has never moved an inch."',
        "A pilot said the channel had not been measured since the storm.",
    ],
)
def test_one_speaker_may_say_a_thing_twice_and_others_may_quote_it_back(again: str) -> None:
    assert loud(found(LEDE + DAHL + again)) == []


def test_a_quotation_in_the_headline_may_be_cut_but_not_behind_a_not() -> None:
    text = LEDE + '"We will not send our pilots into a channel that nobody has measured," Ines Dahl said.'
    cut = found(text, 'Harbour master: "send our pilots into a channel"')
    assert [each.code for each in cut] == ["NB602"] and "not" in cut[0].message
    assert found(text, 'Harbour master: "a channel that nobody has measured"') == []


@pytest.mark.parametrize(
    ("headline", "code"),
    [
        ('Dahl: "We will send our pilots into a channel that nobody has measured"', "NB603"),
        ('Dahl: "We will not send our ferries into a channel that nobody has measured"', "NB603"),
        ('Dahl: "We will not send our pilots ... into a channel that nobody has measured"', None),
        ('Dahl: "We will not send our pilots into a channel [that] nobody has measured"', None),
    ],
)
def test_the_headline_quotes_other_words_than_the_text(headline: str, code: str | None) -> None:
    assert {each.code for each in found(LEDE + DAHL, headline)} == ({code} if code else set())


def report(text: str, outlet: str) -> Reading:
    return newsbox.read_text(LEDE + text, headline="Aldmouth harbour stays shut", outlet=outlet)


@pytest.mark.parametrize(
    ("ours", "theirs", "is_loud", "says"),
    [
        ("We will not pay for the dredging before May", "We will pay for the dredging before May", True, "not"),
        ("The dredging costs us 12 million a year", "The dredging costs us 14 million a year", True, "14"),
        ("The council approved the dredging of the north channel", "The council rejected the dredging of the north channel", True, "rejected"),
        ("The dredging of the harbour was a costly mistake", "The dredging of the harbour was a costly adventure", False, "adventure"),
    ],
)  # fmt: skip
def test_two_reports_give_one_quotation_with_other_words(ours: str, theirs: str, is_loud: bool, says: str) -> None:
    one, two = report(f'"{ours}," Ines Dahl said.', "Gazette"), report(f'"{theirs}," Ines Dahl said.', "Herald")
    (finding,) = between([one, two], select=["quotes"])
    assert finding.code == "NB604" and says in finding.message
    assert (finding.severity == "warning") is is_loud
    assert [each.reading for each in finding.passages] == [0, 1]
    # What compare(a, b) finds, compare(b, a) finds.
    (back,) = between([two, one], select=["quotes"])
    assert back.confidence == finding.confidence


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("We don't pay for the dredging before May", "We do not pay for the dredging before May"),
        ("We organise the dredging of the harbour by ourselves", "We organize the dredging of the harbour by ourselves"),
        ("We will not pay for the dredging before May", "We will not pay ... before May"),
        ("We will not pay for the dredging before May", "I said that we will not pay for the dredging before May at the earliest"),
        ("We will not pay for the dredging before May", "Nobody asked the pilots what they think of this"),
    ],
)  # fmt: skip
def test_spelling_and_cuts_that_are_marked_are_no_difference(ours: str, theirs: str) -> None:
    assert (
        between([report(f'"{ours}," Ines Dahl said.', "Gazette"), report(f'"{theirs}," Ines Dahl said.', "Herald")])
        == []
    )


def test_two_reports_give_one_quotation_to_two_speakers() -> None:
    words = "Nobody measured the channel after the storm"
    one, two = report(f'"{words}," Ines Dahl said.', "Gazette"), report(f'"{words}," Per Oland said.', "Herald")
    (finding,) = between([one, two])
    assert finding.code == "NB601" and "Ines Dahl" in finding.message and "Per Oland" in finding.message


def test_fifty_reports_of_one_wire_quotation_are_told_once_each() -> None:
    reports = [
        report(f'"Nobody measured channel {number} after the storm of May," Ines Dahl said.', "Gazette")
        for number in (1, 2)
    ]
    assert len(between([reports[0]] * 25 + [reports[1]] * 3, select=["quotes"])) == 3


@pytest.mark.parametrize(
    ("headline", "says", "left_out"),
    [
        ("“We will cut the pilots in June,” says harbour chief", "“We will cut the pilots in June unless the city pays,” Ines Dahl said.", "unless"),
        ("“We will sell the dredger this year,” says Dahl", "“We will sell the dredger this year if nobody rents it,” Ines Dahl said.", "if"),
        ("'This paint stops every barnacle,' says inventor", "“In our tank, for two weeks, this paint stops every barnacle,” Ines Dahl said.", "In our tank"),
        ("“The channel is safe for all ships,” says Dahl", "“The channel is safe for all ships as long as it is dredged,” Ines Dahl said.", "as long as"),
        ("“I will leave the harbour board,” says Dahl", "“If the dredging fails, I will leave the harbour board,” Ines Dahl said.", "If the dredging fails"),
    ],
)  # fmt: skip
def test_the_headline_leaves_out_a_condition(headline: str, says: str, left_out: str) -> None:
    (finding,) = (each for each in found(LEDE + says, headline) if each.code == "NB602")
    assert left_out in finding.message and finding.severity == "warning"


@pytest.mark.parametrize(
    ("headline", "says"),
    [
        ("“We will cut the pilots in June,” says harbour chief", "“We will cut the pilots in June, and the tugs in May,” Ines Dahl said."),
        ("“We will sell the dredger this year,” says Dahl", "“We will sell the dredger this year. If nobody wants it, we will wait,” Ines Dahl said."),
        ("“We will sell the dredger if nobody rents it,” says Dahl", "“We will sell the dredger if nobody rents it,” Ines Dahl said."),
        ("“The channel is safe for all ships,” says Dahl", "“On Monday I saw it myself: the channel is safe for all ships,” Ines Dahl said."),
        ("The pilots' strike is 'over for good now' says Dahl", "“The strike is over for good now,” Ines Dahl said, and thanked the tugs' crews."),
    ],
)  # fmt: skip
def test_a_cut_that_leaves_no_condition_out_is_none(headline: str, says: str) -> None:
    assert [each for each in found(LEDE + says, headline) if each.code == "NB602"] == []


def test_a_quotation_in_the_headline_does_not_jump_over_a_never() -> None:
    said = '"I was wrong about the time, not the place. I have never been wrong about the tide," Ines Dahl said.'
    cut = found(LEDE + said, "Harbour master: ‘I was wrong about the tide’")
    assert loud(cut) == ["NB602"]


def test_words_given_to_two_speakers_far_apart_are_found_if_only_as_a_note() -> None:
    """A run of words inside a longer one, by somebody who comes up once: less sure, and still shown to who asks."""
    again = "Later that day Per Oland, a member of parliament, said “a channel that nobody has measured”."
    assert [each.code for each in found(LEDE + DAHL + again)] == ["NB601"]
