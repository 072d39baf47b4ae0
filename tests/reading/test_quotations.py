"""Who said what, without a parser: sentences of our own, and what must be read from them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.quotations import FOLDER, labelled, score
from newsbox.reading.quotations import attributions_of
from newsbox.reading.speech import LANGUAGES, speech_of
from newsbox.types import Article, Attribution, Reading

ROWS = [
    # language, paragraphs, [kind, speaker's name, cue, contents]
    ("de", ["„Wir warten“, sagte Ida Holm."], [("direct", "Ida Holm", "sagte", ["Wir warten"])]),
    ("de", ["»Wir warten«, sagte Ida Holm, »aber nicht lange.«"], [("direct", "Ida Holm", "sagte", ["Wir warten", "aber nicht lange."])]),
    ("de", ["Laut Innenministerium sind 14 Menschen verletzt."], [("indirect", "Innenministerium", "Laut", ["sind 14 Menschen verletzt"])]),
    ("de", ["Ministerin Ida Holm kam. Sie sagte, dass die Brücke gesperrt bleibe."], [("indirect", "Ida Holm", "sagte", ["dass die Brücke gesperrt bleibe"])]),
    ("de", ["Die Fähre „Ida Holm“ sank. Die „Wutstraße“ blieb leer."], []),
    ("fr", ["« On attend », a-t-elle dit.", ], [("direct", None, "a-t-elle dit", ["On attend"])]),
    ("fr", ["« On attend, dit Luc Noral. C’est long. »"], [("direct", "Luc Noral", "dit", ["On attend", "C’est long."])]),
    ("fr", ["« C’est une honte, s’est indigné Luc Noral. On nous avait promis mieux. »"], [("direct", "Luc Noral", "s’est indigné", ["C’est une honte", "On nous avait promis mieux."])]),
    ("fr", ["Selon la police, trois personnes sont blessées."], [("indirect", "police", "Selon", ["trois personnes sont blessées"])]),
    ("es", ["—No tenemos miedo —dijo Rosa Quiroga."], [("direct", "Rosa Quiroga", "dijo", ["No tenemos miedo"])]),
    ("es", ["La ministra Rosa Quiroga afirmó que no habrá cortes."], [("indirect", "Rosa Quiroga", "afirmó", ["que no habrá cortes"])]),
    ("ru", ["— Мы ждем, — сказал Олег Тарин."], [("direct", "Олег Тарин", "сказал", ["Мы ждем"])]),
    ("ru", ["По словам мэра Олега Тарина, мост закрыт."], [("indirect", "Олега Тарина", "По словам", ["мост закрыт"])]),
    ("ru", ["Компания «Тихий берег» купила завод."], []),
    ("ar", ["قال الوزير سامر الحداد إن الجسر مغلق."], [("indirect", "سامر الحداد", "قال", ["إن الجسر مغلق"])]),
    ("ar", ["قال الوزير سامر الحداد: «نحن ننتظر»."], [("direct", "سامر الحداد", "قال", ["نحن ننتظر"])]),
    ("zh", ["市长周启明表示：“我们在等待。”"], [("direct", "周启明", "表示", ["我们在等待。"])]),
    ("zh", ["据新华社报道，大桥已经关闭。"], [("indirect", "新华社", "报道", ["大桥已经关闭"])]),
    ("ja", ["田村首相は「待っている」と述べた。"], [("direct", "田村", "と述べた", ["待っている"])]),
    ("ja", ["警察によると、橋は閉鎖された。"], [("indirect", "警察", "によると", ["橋は閉鎖された"])]),
    ("it", ["«Aspettiamo», ha detto Ida Morandi."], [("direct", "Ida Morandi", "ha detto", ["Aspettiamo"])]),
    ("pt-BR", ["“Vamos esperar”, disse Ida Moura."], [("direct", "Ida Moura", "disse", ["Vamos esperar"])]),
    ("nl", ["“We wachten af”, zei Ida van Moor."], [("direct", "Ida van Moor", "zei", ["We wachten af"])]),
    ("en", ["“We are waiting,” said Ida Holm.", "“And we are tired,” Holm said."], [("direct", "Ida Holm", "said", ["We are waiting,"]), ("direct", "Ida Holm", "said", ["And we are tired,"])]),
    ("en", ["“We wait.", "“We hope,” said Ida Holm."], [("direct", "Ida Holm", "said", ["We wait.", "We hope,"])]),
    ("en", ["Ida Holm said:", "“The bridge is closed.”"], [("direct", "Ida Holm", "said", ["The bridge is closed."])]),
    ("pl", ["„Czekamy na most od dwunastu długich lat”, powiedziała."], [("direct", None, None, ["Czekamy na most od dwunastu długich lat"])]),
]  # fmt: skip


def read(language: str, *paragraphs: str) -> tuple[Attribution, ...]:
    return attributions_of(Article(language=language, paragraphs=paragraphs))


@pytest.mark.parametrize(("language", "paragraphs", "wanted"), ROWS)
def test_who_said_what(language: str, paragraphs: list[str], wanted: list[tuple[str, str, str, list[str]]]) -> None:
    found = [
        (
            each.kind,
            each.speaker and each.speaker.name,
            each.cue and each.cue.text,
            [part.text for part in each.content],
        )
        for each in read(language, *paragraphs)
    ]
    assert found == wanted


CHANNELS = [
    ("de", "„Wir warten“, schrieb Ida Holm auf Telegram.", "Telegram", "platform"),
    ("de", "„Wir warten“, sagte Ida Holm der Zeitung „Moorbote“.", "Moorbote", "outlet"),
    ("fr", "« On attend », a dit Luc Noral à l’agence Reuters.", "Reuters", "agency"),
    ("es", "“Esperamos”, escribió Rosa Quiroga en Facebook.", "Facebook", "platform"),
    ("ru", "«Мы ждем», — сообщил Олег Тарин агентству ТАСС.", "ТАСС", "agency"),
    ("zh", "市长周启明在微博上写道：“我们在等待。”", "微博", "platform"),
    ("en", "“We are waiting,” Ida Holm wrote on Truth Social.", "Truth Social", "platform"),
]


@pytest.mark.parametrize(("language", "text", "name", "kind"), CHANNELS)
def test_through_what_it_came(language: str, text: str, name: str, kind: str) -> None:
    (found,) = read(language, text)
    assert found.via is not None and (found.via.name, found.via.kind) == (name, kind)


def test_pronouns_go_back_to_a_person_of_their_kind() -> None:
    found = read(
        "de", "Ministerin Ida Holm traf Minister Jan Tarn.", "„Wir warten“, sagte sie. „Nicht lange“, sagte er."
    )
    assert [each.speaker and each.speaker.name for each in found] == ["Ida Holm", "Jan Tarn"]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_the_labelled_news_is_read(path: Path) -> None:
    figures = score(path, "all")
    assert figures["found"][0] >= 0.9 * figures["found"][1]
    assert figures["speaker"][0] >= 0.8 * figures["speaker"][1]
    assert figures["right"][0] >= 0.9 * figures["right"][1]


def test_labels_quote_their_articles() -> None:
    for path in FOLDER.glob("*.txt"):
        for _, article, labels in labelled(path):
            assert all(0 <= a < b <= len(article.paragraphs[at]) for label in labels for at, a, b in label.places)


def test_each_language_has_its_words() -> None:
    for language in LANGUAGES:
        speech = speech_of(language)
        assert speech is not None and speech.language == language and speech.pronouns
    assert speech_of(None) is speech_of("en-GB") and speech_of("xx") is None


WORDS = (
    "sagte said dit dijo заявил قال 表示 と述べた laut selon según по словам according to Ida Holm Олег Тарин سامر 周启明 der la the "
    "„ “ ” \" « » ‹ › ‚ ‘ ’ ' 「 」 — – - , . : ; ! ? … 。 ， ： ، ( ) \n \u00a0 \u200f 😀 dass que что that إن MINISTER minister он er il à X"
).split(" ")
ODD = st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=40).map(" ".join) | st.text(max_size=80)


@given(st.sampled_from([*LANGUAGES, "pl", ""]), st.none() | ODD, st.lists(ODD, max_size=4))
@settings(max_examples=300, deadline=None)
def test_every_span_quotes_its_text_whatever_the_text(
    language: str, headline: str | None, paragraphs: list[str]
) -> None:
    article = Article(language=language or None, headline=headline, paragraphs=tuple(paragraphs))
    reading = Reading(language=article.language, headline=headline, paragraphs=article.paragraphs)
    for each in attributions_of(article):
        places = [*each.content, *([each.cue] if each.cue else []), *([each.speaker] if each.speaker else [])]
        assert each.content
        for place in places:
            assert place.text and reading.text_at(place.span) == place.text


@pytest.mark.parametrize(
    "unit", ["“", "„a “b ", "« a ", "»", '"', "‘x ", "— a — b ", "said Ida, ", "sagte er, dass ", "قال ", "说，", "A", "Ida Holm ", "a, ", "laut der ", "x. "]
)  # fmt: skip
@pytest.mark.parametrize("language", ["en", "de", "fr", "ru", "zh", "ar"])
def test_long_odd_paragraphs_take_no_longer_than_their_length(unit: str, language: str) -> None:
    started = time.perf_counter()
    read(language, unit * (50_000 // len(unit)))
    assert time.perf_counter() - started < 5


SEED = Path(__file__).parents[3] / "shared/seed/trump-xi-call.txt"


@pytest.mark.skipif(not SEED.exists(), reason="the page the project began with is not part of the project")
def test_the_seed_is_read_without_a_parser_too() -> None:
    paragraphs = [line for line in SEED.read_text("utf-8").splitlines() if line.strip()]
    said = [
        (each.speaker and each.speaker.name, " ".join(part.text for part in each.content))
        for each in read("en", *paragraphs)
    ]
    for name, words in [
        ("Xi Jinping", "We both attach"),
        ("Donald Trump", "very beneficial"),
        ("Donald Trump", "President Xi and I"),
        ("Donald Trump", "save TikTok"),
        ("Xi Jinping", "core interests"),
        ("Xi Jinping", "with caution"),
        ("Xi Jinping", "confrontation and conflict"),
        ("Xi Jinping", "win-win outcomes"),
        ("China’s Ministry of Foreign Affairs", "strategic communication channel"),
    ]:
        assert any(who == name and words in content for who, content in said), (name, words)
