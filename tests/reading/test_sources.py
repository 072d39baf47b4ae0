"""Whom an article rests on."""

from pathlib import Path

import pytest

import newsbox
from newsbox.reading.cast import cast_of
from newsbox.reading.language import parsed
from newsbox.reading.sources import sources_of
from newsbox.types import (
    Article,
    Attribution,
    Channel,
    Credit,
    Dateline,
    Image,
    Quoted,
    Reading,
    Span,
    Speaker,
    Witness,
)

SEED = Path(__file__).parents[3] / "shared" / "seed" / "trump-xi-call.txt"


def sources(article: Article, *attributions: Attribution) -> tuple[Witness, ...]:
    blocks = parsed(article)
    return sources_of(article, blocks, attributions, cast_of(article, blocks))


def kinds(*paragraphs: str, outlet: str | None = "Harbour Gazette") -> dict[str, str]:
    return {each.name: each.kind for each in sources(Article(outlet=outlet, paragraphs=paragraphs, language="en"))}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The port will close, Reuters reported on Monday.", "Reuters", "agency"),
        ("The port will close, according to the Associated Press.", "The Associated Press", "agency"),
        ("The port will close, as reported by the Upland Herald.", "Upland Herald", "outlet"),
        ("The plan, seen by the Gazette, names nobody.", "Harbour Gazette", "self"),
        ("The dam is safe, the French Energy Ministry said.", "French Energy Ministry", "official"),
        ("The dam is safe, police said.", "police", "official"),
        ("“The dam is safe,” Energy Minister Stellan Groth said.", "Stellan Groth", "official"),
        ("“The dam is old,” said Norma Itt, a hydrologist at the University of Corvane.", "Norma Itt", "expert"),
        ("“We ran,” said Mirel Acken, a passenger.", "Mirel Acken", "witness"),
        ("The dam will be raised, according to a person familiar with the matter.", "a person familiar with the matter", "anonymous"),
        ("Experts also predict higher water.", "experts", "anonymous"),
        ("Costs will double, according to an internal report.", "an internal report", "document"),
        ("The mayor apologised on Telegram.", "Telegram", "platform"),
        ("The mayor wrote on his platform Truth Social that he was sorry.", "Truth Social", "platform"),
    ],
)  # fmt: skip
def test_kinds(text: str, name: str, kind: str) -> None:
    assert kinds(text).get(name) == kind


def test_what_is_said_within_a_quotation_is_no_source() -> None:
    assert "experts" not in kinds("“Experts say many things,” said Mirel Acken, a passenger.")


def test_pictures_and_dateline() -> None:
    credit = Credit("Clara Voss Xinhua via AP", photographer="Clara Voss", agency="Xinhua", via="AP")
    article = Article(
        images=(Image(None, credit=credit),), dateline=Dateline("PARIS (AFP)", agency="AFP"), paragraphs=("Nothing.",)
    )
    assert [(each.name, each.kind) for each in sources(article)] == [
        ("Agence France-Presse", "agency"),
        ("Clara Voss", "witness"),
        ("Xinhua", "agency"),
        ("The Associated Press", "agency"),
    ]


def test_a_speaker_through_somebody_else_is_not_the_source() -> None:
    text = "Vorsht called it a gift, Interfax reported."
    attribution = Attribution(
        "indirect",
        content=(Quoted("a gift", Span(0, text.index("a gift"), text.index("a gift") + 6)),),
        speaker=Speaker("Vorsht", Span(0, 0, 6), "Ilan Vorsht"),
        via=Channel("Interfax", "agency"),
    )
    article = Article(paragraphs=(text,), language="en")
    assert ("Interfax", "agency") in {(each.name, each.kind) for each in sources(article, attribution)}


def test_paragraphs_that_rest_on_nobody() -> None:
    article = Article(
        paragraphs=("The port burned.", "Why", "“It was hot,” said Clara Voss, a witness.", "It rained."),
        subheads=(1,),
        language="en",
    )
    whole = Reading.of(article, lambda _: {"sources": sources(article)})
    assert whole.resting_on_nobody == (0, 3)


def test_nothing_is_rested_on_by_nothing() -> None:
    assert sources(Article()) == ()
    assert Reading().resting_on_nobody == ()


@pytest.mark.shared
def test_the_seed() -> None:
    article = newsbox.read(SEED.read_text("utf-8"))
    found = {each.name: each.kind for each in sources(article)}
    expected = {
        "NewsBox": "self",
        "Chinese Foreign Ministry": "official",
        "The Associated Press": "agency",
        "Truth Social": "platform",
        "Craig Singleton": "expert",
        "experts": "anonymous",
        "Ju Peng": "witness",
        "Xinhua": "agency",
    }
    assert expected.items() <= found.items()
    assert set(found) - set(expected) == {"Donald Trump", "Xi Jinping"}
