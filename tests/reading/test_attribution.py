"""Who said what: sentences of an invented press, and what must be read in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import newsbox
from newsbox.reading import attribution, language
from newsbox.reading.cues import channel_kind, strength
from newsbox.reading.quoted import quotations
from newsbox.types import Article, Attribution, Reading

SEED = Path(__file__).parents[3] / "shared" / "seed" / "trump-xi-call.txt"


def attributions(*paragraphs: str, headline: str | None = None, outlet: str | None = None) -> tuple[Attribution, ...]:
    article = Article(headline=headline, outlet=outlet, paragraphs=paragraphs, language="en")
    return attribution.attributions_of(article, language.parsed(article), lambda at, start, end: None)


def as_row(one: Attribution) -> tuple[str, str | None, str | None, str]:
    return (
        one.kind,
        one.speaker.text if one.speaker else None,
        one.cue.text if one.cue else None,
        " / ".join(each.text for each in one.content),
    )


SENTENCES = [
    (
        "“The harbour will reopen on Monday,” Mayor Anna Berg said.",
        ("direct", "Mayor Anna Berg", "said", "“The harbour will reopen on Monday,”"),
    ),
    (
        '"The harbour will reopen on Monday," said Anna Berg, the mayor of Tresk.',
        ("direct", "Anna Berg, the mayor of Tresk", "said", '"The harbour will reopen on Monday,"'),
    ),
    (
        "Berg said the harbour would reopen on Monday.",
        ("indirect", "Berg", "said", "the harbour would reopen on Monday"),
    ),
    (
        "Berg called the fire “a warning to all of us.”",
        ("mixed", "Berg", "called", "the fire “a warning to all of us.”"),
    ),
    (
        "The ferry sank within an hour, according to the coast guard.",
        ("indirect", "the coast guard", "according to", "The ferry sank within an hour"),
    ),
    (
        "The minister denied that he had taken the money.",
        ("indirect", "The minister", "denied", "that he had taken the money"),
    ),
    (
        "The union plans to strike on Friday.",
        ("indirect", "The union", "plans", "to strike on Friday"),
    ),
    (
        "“We were lucky. The wind turned. Nobody was hurt,” said Karl Ohlsen.",
        ("direct", "Karl Ohlsen", "said", "“We were lucky. The wind turned. Nobody was hurt,”"),
    ),
    (
        "“Why did nobody call us?” she asked.",
        ("direct", "she", "asked", "“Why did nobody call us?”"),
    ),
    (
        "“Nobody called us,” — stated Ohlsen.",
        ("direct", "Ohlsen", "stated", "“Nobody called us,”"),
    ),
]


@pytest.mark.parametrize(("sentence", "row"), SENTENCES)
def test_sentences(sentence: str, row: tuple[str, str | None, str | None, str]) -> None:
    assert row in [as_row(one) for one in attributions(sentence)]


CHANNELS = [
    ("“It was an accident,” Berg told Reuters.", ("Reuters", "agency")),
    ("Berg said in an interview with the Harbour Gazette that she would resign.", ("Harbour Gazette", "outlet")),
    ("Berg confirmed on her platform Truth Social that she would resign.", ("Truth Social", "platform")),
    ("“I will not resign,” Berg wrote on Facebook.", ("Facebook", "platform")),
    ("In a post on Telegram, Berg wrote that two people were injured.", ("Telegram", "platform")),
    ("Berg told the Post that two people were injured.", ("Post", "outlet")),
    ("Two men were arrested in Tresk, according to The Associated Press.", ("The Associated Press", "agency")),
    (
        "Berg denied that she had met the envoy, the Veldmark Foreign Ministry reported.",
        ("Veldmark Foreign Ministry", "official"),
    ),
]


@pytest.mark.parametrize(("sentence", "channel"), CHANNELS)
def test_channels(sentence: str, channel: tuple[str, str]) -> None:
    found = [(one.via.name.removeprefix("the "), one.via.kind) for one in attributions(sentence) if one.via]
    assert channel in found


def test_what_a_speaker_said_another_had_said_is_read_as_both() -> None:
    rows = [as_row(one)[1:3] for one in attributions("Berg said Ohlsen had told her that the bridge was closed.")]
    assert ("Berg", "said") in rows
    assert ("Ohlsen", "had told") in rows


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            'Defending, Sarah Mole said her client was "deeply ashamed" and had begun to repay the club.',
            "Sarah Mole",
            'her client was "deeply ashamed" and had begun to repay the club',
        ),
        (
            'Residents were not convinced. "We have heard that before," said one woman.',
            "one woman",
            '"We have heard that before,"',
        ),
    ],
)
def test_words_are_told_once_though_two_words_might_report_them(text: str, speaker: str, content: str) -> None:
    assert [as_row(each)[1:2] + as_row(each)[3:] for each in attributions(text)] == [(speaker, content)]


def test_a_quotation_that_runs_over_paragraphs_is_one() -> None:
    found = attributions(
        "“The bridge is closed,” Berg said. “It was old and nobody saw to it.", "“We will build another one.”"
    )
    assert "We will build another one" in " ".join(each.text for each in found[0].content)


def test_a_quotation_without_a_cue_goes_to_who_was_speaking() -> None:
    *_, last = attributions("“The bridge is closed,” Berg said.", "“We will build another one next year.”")
    assert (last.kind, last.speaker and last.speaker.text, last.cue) == ("direct", "Berg", None)


def test_a_statement_that_is_read_out_belongs_to_who_reads_it() -> None:
    *_, last = attributions(
        "“It burned fast,” said Piet Holm, the fire chief.",
        "Judge Aldo Kern read a short statement on the steps of the court and took no questions.",
        "“I have been asked when I shall know what happened here.",
        "“I shall ask each of them.”",
    )
    assert last.speaker is not None
    assert last.speaker.text == "Judge Aldo Kern"
    assert len(last.content) == 2


def test_a_sentence_may_end_in_an_abbreviation() -> None:
    rows = [
        as_row(one)[1:3]
        for one in attributions("Berg promised to sell the ships to the U.S. Experts also predict a hard winter.")
    ]
    assert ("Experts", "predict") in rows
    assert ("Berg", "promised") in rows


def test_a_quotation_may_be_signed() -> None:
    found = attributions("“The bridge was closed for no reason at all.” — Lena Ohlsen")
    assert "Lena Ohlsen" in [one.speaker.text for one in found if one.speaker]


NO_SPEECH = [
    "The so-called “night market” opens at six.",
    "She sings in “The Drowned Bell” at the city theatre.",
    "Rain fell on Tresk.",
]


@pytest.mark.parametrize("sentence", NO_SPEECH)
def test_scare_quotes_and_titles_are_no_speech(sentence: str) -> None:
    assert not [one for one in attributions(sentence) if one.kind == "direct"]


def test_the_speaker_is_named_by_who_knows() -> None:
    article = Article(paragraphs=("“No,” he said.",), language="en")
    found = attribution.attributions_of(article, language.parsed(article), lambda at, start, end: "Karl Ohlsen")
    assert found[0].speaker is not None
    assert found[0].speaker.name == "Karl Ohlsen"


MARKS = [
    ("“A b,” he said. “C", ["“A b,”"]),
    ("''But I'm here,'' he said. ''No.''", ["''But I'm here,''", "''No.''"]),
    ("„Ja“, sagte er, «si»", ["„Ja“", "«si»"]),
    ("「はい」と言った", ["「はい」"]),
    ("He called it ‘very good’ and didn't go", ["‘very good’"]),
    ("»Gut«, sagte er", ["»Gut«"]),
    ("the dogs' tails and the 90s' songs", []),
]


@pytest.mark.parametrize(("text", "found"), MARKS)
def test_quotation_marks(text: str, found: list[str]) -> None:
    assert [text[each.start : each.end] for each in quotations(text)] == found


def test_kinds_of_channels() -> None:
    assert channel_kind("X") == "platform"
    assert channel_kind("x") is None
    assert channel_kind("the Reuters") == "agency"
    assert channel_kind("the BBC") == channel_kind("CNN") == "outlet"
    assert channel_kind("Getty Images") is None  # it passes pictures on, and no words
    assert channel_kind("Ministry of Fish") == "official"
    assert channel_kind("Corvane Press Agency") == "agency"
    assert channel_kind("Anna Berg") is None
    assert (strength("say") or 0) > (strength("walk") or -4)


ODD = [
    "",
    "“",
    "”",
    "“““" * 50,
    "\"''" * 50,
    "HE SAID THE SHIP WAS LOST “FOR EVER",
    "he said she said they said it said " * 300,
    "🔥“🔥🔥 said 🔥” 🔥",
    "قال الوزير: «لن نغادر» said the minister \u202e“abc”",
    "word " * 40_000,
    "“A said, ” " * 20_000,
    "Smith, Jones, " * 2_000,
]


@pytest.mark.parametrize("text", ODD)
def test_odd_text_raises_nothing(text: str) -> None:
    _every_span_quotes_its_text((text, "“And so on,” said Berg."))


WORDS = st.sampled_from(
    "“ ” ‘ ’ ' \" '' « » „ 「 」 , . : ; — - ? ! said says Berg she the mayor told that according to Reuters on X it IS 🔥 م \u202e who by as reported plans claims \t \u00a0".split(
        " "
    )
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(st.lists(WORDS, max_size=30).map(" ".join), st.text(max_size=80)), max_size=4))
def test_every_span_quotes_its_text(paragraphs: list[str]) -> None:
    _every_span_quotes_its_text(tuple(paragraphs))


def _every_span_quotes_its_text(paragraphs: tuple[str, ...]) -> None:
    reading = Reading(headline="Mayor: “No", paragraphs=paragraphs, language="en")
    for one in attribution.attributions_of(reading, language.parsed(reading), lambda at, start, end: None):
        assert one.content
        for each in (*one.content, one.cue, one.speaker):
            assert each is None or (each.text and reading.text_at(each.span) == each.text)


@pytest.mark.skipif(not SEED.exists(), reason="the page the project began with lies beside it")
def test_the_seed() -> None:
    reading = newsbox.read(SEED.read_text(encoding="utf-8"))
    found = attribution.attributions_of(reading, language.parsed(reading), lambda at, start, end: None)
    quoted = [(" ".join(each.text for each in one.content), one) for one in found if one.kind != "indirect"]
    wanted = [
        ("We both attach great importance", "Xi Jinping"),
        ("respect for each other", "Xi Jinping"),
        ("with caution,", "Xi Jinping"),
        ("confrontation and conflict", "Xi Jinping"),
        ("mutual benefit", "Xi Jinping"),
        ("very beneficial", "Donald Trump"),
        ("President Xi and I", "Trump"),
        ("save TikTok,", "Trump"),
        ("strategic communication channel,", "China’s Ministry of Foreign Affairs"),
    ]
    for words, speaker in wanted:
        assert [one.speaker.text for text, one in quoted if f"“{words}" in text and one.speaker] == [speaker], words
    assert sum(text.count("“") for text, _ in quoted) == len(wanted)
    assert ("Experts", "predict") in [as_row(one)[1:3] for one in found]
    channels = {(one.via.name, one.via.kind) for one in found if one.via}
    assert ("Truth Social", "platform") in channels
    assert ("The Associated Press", "agency") in channels
    assert ("Chinese Foreign Ministry", "official") in channels
