"""A story told by hour and by speaker, and in its reports' own sentences."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from newsbox.library.digest import Text, digest, sentences
from newsbox.library.ledger import Heard, ledger
from newsbox.shelf import fronts
from newsbox.shelf.fronts import Telling
from newsbox.types import Attribution, CastMember, Claim, Quoted, Reading, Span, Speaker, Witness
from newsbox.web.charts import chart, number
from tests.stories.wires import NOON


def heard(
    outlet: str,
    *,
    report: int = 1,
    hours: float = 0,
    says: tuple[tuple[str, str], ...] = (),
    figures: tuple[tuple[str, float, str], ...] = (),
    places: tuple[str, ...] = (),
    rests: tuple[str, ...] = (),
    text: tuple[str, ...] = (),
    **more: Any,
) -> Heard:
    here = Span(0, 0, 1)
    reading = Reading(
        headline=f"{outlet} reports",
        outlet=outlet,
        paragraphs=text or ("Nothing.",),
        language="en",
        attributions=tuple(
            Attribution("direct", (Quoted(words, here),), Speaker(name, here, name)) for name, words in says
        ),
        claims=tuple(Claim("figure", words, here, value, "people", of) for words, value, of in figures),
        cast=tuple(CastMember(name, "place", (here,)) for name in places),
        sources=tuple(Witness(name, "official", (here,)) for name in rests),
    )
    return Heard(report, outlet, NOON + timedelta(hours=hours), reading, **more)


def test_each_hour_says_what_it_added() -> None:
    told = ledger(
        [
            heard("Gazette", report=1, says=(("Ines Marlo", "We saw it burn all night."),), figures=(("three", 3, "killed"),), places=("Port Aldra",)),
            heard("Herald", report=2, hours=1, says=(("Marlo", "It burned."),), figures=(("three", 3, "killed"), ("12", 12, "injured")), places=("Port Aldra", "Skarn")),
            heard("Echo", report=3, hours=2),
        ]
    )  # fmt: skip
    first, second, third = told.arrivals
    assert (first.speakers, first.figures, first.places) == (("Ines Marlo",), ("three (killed)",), ("Port Aldra",))
    assert (second.speakers, second.figures, second.places) == ((), ("12 (injured)",), ("Skarn",))
    assert (third.speakers, third.figures, third.places) == ((), (), ())


def test_a_speaker_is_heard_across_outlets_and_the_same_words_once() -> None:
    told = ledger(
        [
            heard("Gazette", report=1, says=(("Ines Marlo", "We saw it burn all night."), ("Tam Rusk", "Who pays for that?"))),
            heard("Herald", report=2, hours=1, says=(("Marlo", "“We saw it burn all night”"), ("Ines Marlo", "Nobody was there to help."))),
        ]
    )  # fmt: skip
    marlo, rusk = told.voices
    assert (marlo.name, marlo.reports, rusk.name) == ("Ines Marlo", 2, "Tam Rusk")
    assert [said.reports for said in marlo.said] == [((1, 0), (2, 0)), ((2, 1),)]
    assert told.more_voices == 0


def test_two_people_of_one_surname_stay_two() -> None:
    told = ledger(
        [heard("Gazette", says=(("Ines Marlo", "We saw it burn."), ("Tam Marlo", "I saw it not."), ("Marlo", "Which one am I?")))]
    )  # fmt: skip
    assert {voice.name for voice in told.voices} == {"Ines Marlo", "Tam Marlo", "Marlo"}


def test_figures_run_over_time_and_a_report_of_several_gives_none() -> None:
    told = ledger(
        [
            heard("Gazette", report=1, figures=(("three", 3, "killed"), ("40", 40, "beds"))),
            heard("Herald", report=2, hours=2, figures=(("seven", 7, "killed"), ("300", 300, "killed"), ("50", 50, "beds"), ("60", 60, "beds"))),
            heard("Echo", report=3, hours=5, figures=(("nine", 9, "killed"), ("45", 45, "beds"))),
        ]
    )  # fmt: skip
    killed, beds = told.series
    assert (killed.what, [point.value for point in killed.points]) == ("killed", [3, 7, 9])
    assert (beds.what, [point.value for point in beds.points]) == ("beds", [40, 45])
    drawn = chart(killed, {1: "Gazette", 2: "Herald", 3: "Echo"})
    assert [dot.label for dot in drawn.dots] == ["3", "7", "9"] and drawn.title == "Killed"
    assert [dot.x for dot in drawn.dots] == sorted(dot.x for dot in drawn.dots)
    assert [dot.y for dot in drawn.dots] == sorted((dot.y for dot in drawn.dots), reverse=True)
    assert drawn.description == "Gazette: three; Herald: seven; Echo: nine"


def test_one_moment_and_one_value_can_be_drawn() -> None:
    (killed,) = ledger(
        [heard(each, report=place, figures=(("nine", 9, "killed"),)) for place, each in enumerate("abc")]
    ).series
    drawn = chart(killed, {})
    assert len(drawn.dots) == 3 and all(0 <= dot.y <= drawn.height and 0 <= dot.x <= drawn.width for dot in drawn.dots)


@pytest.mark.parametrize(
    ("value", "shown"), [(3, "3"), (1250, "1,250"), (6.4e9, "6.4 billion"), (5.25, "5.25"), (2e6, "2 million")]
)
def test_a_figure_is_written_as_people_write_it(value: float, shown: str) -> None:
    assert number(value) == shown


def test_what_only_one_outlet_has() -> None:
    reports = [
        heard("Gazette", report=1, says=(("Ines Marlo", "We saw it burn all night."),)),
        heard("Herald", report=2, says=(("Marlo", "We saw it burn all night."), ("Tam Rusk", "Who pays for that?"))),
    ]
    assert ledger(reports).alone == ()  # of two, each has most things alone
    (alone,) = ledger([*reports, heard("Echo", report=3)]).alone
    assert (alone.outlet, alone.speakers) == ("Herald", ("Tam Rusk",))


def test_sources_by_kind_with_how_many_outlets_rest_on_them() -> None:
    told = ledger(
        [heard("Gazette", report=1, rests=("the coastguard", "Police")), heard("Herald", report=2, rests=("police",))]
    )
    assert told.sources == (("official", (("Police", 2), ("the coastguard", 1))),)


def test_a_desk_shows_what_it_cut_and_added() -> None:
    wire = heard("MPA", report=1, text=("It burned all night.", "Nobody was hurt."))
    desk = heard("Gazette", report=2, text=("It burned all night.", "We were there."), carries=1, agency="MPA", cut=(Span(1, 0, 16),), added=(Span(1, 0, 14), Span(7, 0, 3)))  # fmt: skip
    (text,) = ledger([wire, desk]).carried
    assert (text.first, text.agency) == (1, "MPA")
    assert (text.desks[0].cut, text.desks[0].added) == (("Nobody was hurt.",), ("We were there.",))
    assert (text.reports, text.desks[0].kept, text.desks[0].own) == (2, 57, 3)  # four words of seven
    # Where the first report is not hers to see, nothing of it is shown.
    (unseen,) = ledger([desk]).carried
    assert unseen.desks[0].cut == () and (unseen.reports, unseen.desks[0].kept) == (1, None)


def test_a_text_that_lacks_a_word_is_not_carried_whole() -> None:
    wire = heard("MPA", report=1, text=("word " * 999, "Gone."))
    desk = heard("Gazette", report=2, text=("word " * 999,), carries=1, cut=(Span(1, 0, 5),))
    same = heard("Herald", report=3, text=("word " * 999, "Gone."), carries=1)
    (text,) = ledger([wire, desk, same]).carried
    assert [(each.kept, each.own) for each in text.desks] == [(99, 0), (100, 0)]


def test_nothing_at_all_is_a_ledger_too() -> None:
    told = ledger([])
    assert (told.digest, told.arrivals, told.voices, told.series) == ((), (), (), ())
    ledger([Heard(1, "", NOON, Reading())])


# The digest -----------------------------------------------------------------------------------------------------------


def test_sentences_end_where_they_end() -> None:
    assert sentences("Mr. J. Marlo came. “Why?” he asked. It cost 3.5 crowns. Nobody knew") == [
        "Mr. J. Marlo came.", "“Why?” he asked.", "It cost 3.5 crowns.", "Nobody knew",
    ]  # fmt: skip


FIRE = (
    Text(1, ("A fire on the ferry Lady Brannoch killed four people in Port Aldra harbour on Tuesday.", "The canteen had been painted green in spring, to the delight of its cook and of her cat."), "en"),
    Text(2, ("Four people died when the ferry Lady Brannoch burned in the harbour of Port Aldra.", "Divers will look at the hull of the ferry on Wednesday, the coastguard said."), "en"),
    Text(3, ("Divers of the coastguard will look at the burned hull on Wednesday, and the harbour stays closed.",), "en"),
    Text(4, ("Quatre personnes sont mortes dans l'incendie du ferry Lady Brannoch dans le port d'Aldra.",), "fr"),
)  # fmt: skip


def test_the_digest_tells_what_most_tell_and_each_thing_once() -> None:
    told = digest(FIRE, most=2)
    assert all(each.text in FIRE[each.report - 1].paragraphs[each.paragraph] for each in told)
    whole = " ".join(each.text for each in told)
    assert "Lady Brannoch" in whole and "Divers" in whole and "canteen" not in whole and "Quatre" not in whole
    assert whole.count("Lady Brannoch") == 1


@pytest.mark.parametrize("texts", [(), (Text(1, ()),), (Text(1, ("Too short.",)),), (Text(1, ("word " * 500,)),)])
def test_the_digest_of_nothing_is_empty(texts: tuple[Text, ...]) -> None:
    assert digest(texts) == []


def test_the_digest_would_rather_have_names_and_figures_and_what_reports_open_with() -> None:
    wordy = "The weather during those autumn evenings was remembered as pleasant by most visitors everywhere."
    told = "Ines Marlo of the Veldmark coastguard counted 14 lifeboats that reached Port Aldra."
    texts = [Text(number, (wordy, told) if number < 3 else (told, wordy), "en") for number in (1, 2, 3)]
    assert [each.text for each in digest(texts, most=1)] == [told]
    plain = "Engineers inspected bridges across western valleys after several weeks of heavy rainfall."
    later = "Farmers counted their losses among orchards beside rivers after several nights of frost."
    texts = [
        Text(number, (plain, "A filler stands here, with nothing that any other report has.", later), "en")
        for number in (1, 2)
    ]
    assert [each.text for each in digest(texts, most=1)] == [plain]


# Witnesses ---------------------------------------------------------------------------------------------------------------


def telling(report: int, outlet: str, *, witness: int | None = None, agency: str = "", **more: Any) -> Telling:
    values = {"dated": NOON + timedelta(minutes=report), "words": 200, "has_picture": False, **more}
    return Telling(report, outlet, values["dated"], witness or report, agency, values["words"], values["has_picture"])


@pytest.mark.parametrize(
    ("tellings", "count"),
    [
        ([telling(1, "Gazette"), telling(2, "Herald")], 2),
        ([telling(1, "Gazette"), telling(2, "Gazette")], 1),
        ([telling(1, "MPA"), telling(2, "Gazette", witness=1), telling(3, "Herald", witness=1)], 1),
        ([telling(1, "MPA"), telling(2, "Gazette", witness=1), telling(3, "Gazette")], 2),
        ([telling(2, "Gazette", witness=1), telling(3, "Herald", witness=1)], 1),  # the first is not hers to see
        ([telling(1, ""), telling(2, "")], 2),
    ],
)
def test_a_text_and_an_outlet_are_one_witness(tellings: list[Telling], count: int) -> None:
    assert fronts.witnesses(tellings) == count


def test_who_carries_whose_text() -> None:
    told = [telling(1, "MPA"), telling(2, "Gazette", witness=1, agency="MPA"), telling(3, "Herald")]
    assert fronts.carried(told) == (2, "MPA") and fronts.carried(told[:1]) is None and fronts.carried([]) is None


def test_a_story_weighs_by_witnesses_freshness_and_what_she_follows() -> None:
    assert fronts.weight(3, 1, 0) > fronts.weight(2, 1, 0) > fronts.weight(2, 5, 0)
    assert fronts.weight(2, 1, 0.5) > fronts.weight(2, 1, 0.1)
    assert fronts.weight(3, 18, 0) == pytest.approx(fronts.weight(1, 0, 0))


def test_the_best_report_is_long_of_its_own_and_late() -> None:
    assert fronts.best([telling(1, "a"), telling(2, "b", words=20)]) == 1
    assert fronts.best([telling(1, "a"), telling(2, "b", has_picture=True), telling(3, "c")]) == 2
    assert fronts.best([telling(1, "a"), telling(2, "b", witness=1)]) == 1
    assert fronts.best([telling(1, "a"), telling(2, "b")]) == 2
