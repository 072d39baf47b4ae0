"""Everything that is understood of an article, together: found out on first use, and every span quotes its text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsbox
from newsbox import configuration, reading
from newsbox.errors import SettingsError
from newsbox.press import outlets
from newsbox.reading import language, understanding
from newsbox.types import Reading

TEXT = "“Nobody was hurt,” said Ines Marlo, who leads the port of Aldra. She expects 40 ships on Friday.\n\nIt opens on Monday, according to the Meridian Press Agency."


def spans_of(read: Reading) -> list[tuple[str, Any]]:
    """Every text with the span that must quote it."""
    pairs: list[tuple[str, Any]] = []
    for said in read.attributions:
        pairs += [(piece.text, piece.span) for piece in said.content]
        pairs += [(said.speaker.text, said.speaker.span)] if said.speaker else []
        pairs += [(said.cue.text, said.cue.span)] if said.cue else []
    return pairs + [(claim.text, claim.span) for claim in read.claims]


def assert_quoted(read: Reading) -> None:
    for text, span in spans_of(read):
        assert read.text_at(span) == text
    for member in read.cast:
        assert all(read.text_at(mention) for mention in member.mentions)


def test_a_reading_is_understood_when_it_is_asked_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str | None] = []
    real = understanding.understand
    monkeypatch.setattr(understanding, "understand", lambda article: asked.append(article.headline) or real(article))
    read = newsbox.read_text(TEXT, headline="Harbour closed")
    assert read.headline and read.paragraphs and not read.is_understood and not asked
    assert read.attributions and read.cast and read.topics
    assert asked == ["Harbour closed"] and read.is_understood
    changed = read.changed(paragraphs=("The port is large.",))
    assert changed.attributions == () and len(asked) == 2


def test_it_goes_through_json_whole() -> None:
    read = newsbox.read_text(TEXT, headline="Harbour closed", published="2026-11-12")
    again = Reading.from_dict(read.to_dict())
    assert again == read
    assert again.attributions[0].speaker.name == "Ines Marlo"  # type: ignore[union-attr]
    assert {source.name: source.kind for source in again.sources}["Meridian Press Agency"] == "agency"
    assert [(claim.kind, claim.value) for claim in again.claims if claim.kind == "figure"] == [("figure", 40.0)]


def test_every_span_of_the_fictional_press_quotes_its_text() -> None:
    for paper in outlets.outlets():
        for story in paper.stories[:3]:
            text = "\n\n".join(" ".join(words.split()) for _, words in story.blocks)
            read = newsbox.read_text(text, headline=story.says["headline"], published=story.says["published"])
            assert_quoted(read)
            # German words tell nothing of their kind by themselves: topics come from the article's own tags there.
            assert read.topics or paper.says["language"] == "de"


ODD = st.text(
    alphabet=st.sampled_from(list("abc ABC .,;:!?“”\"'‘’«»„()—-\n\t0123456789%€😀שלוםمرحبا中文「」said He")),
    max_size=400,
)


@given(ODD)
@settings(max_examples=60, deadline=None)
def test_odd_texts_are_understood_without_a_fault(text: str) -> None:
    read = newsbox.read_text(text, headline=text[:40] or None)
    told = understanding._understand(read.as_article())  # what `understand` would hide raises here
    assert_quoted(Reading(**{name: getattr(read, name) for name in ("headline", "summary", "paragraphs")}, **told))


@pytest.mark.parametrize(
    "text",
    ["“" * 5_000, "HE SAID NOTHING " * 500, "word " * 40_000, "“Open, he said. " * 2_000, "😀" * 5_000, "شالوم قال " * 2_000, "said " * 5_000],
)  # fmt: skip
def test_large_odd_texts(text: str) -> None:
    read = newsbox.read_text(text)
    assert_quoted(Reading(paragraphs=read.paragraphs, **understanding._understand(read.as_article())))


def test_a_batch_comes_back_in_its_order_from_several_processes() -> None:
    readings = [newsbox.read_text(f"“Number {n} is closed,” said Ines Marlo.", headline=str(n)) for n in range(6)]
    done = list(reading.understood_all(readings, processes=2))
    assert [each.headline for each in done] == [str(n) for n in range(6)]
    assert all(each.is_understood and each.attributions[0].speaker for each in done)
    assert done[3] == reading.understood(readings[3])


def test_another_model_is_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    def models(setting: str) -> Any:
        monkeypatch.setattr(configuration, "listed", lambda name: (setting,) if name == "NEWSBOX_MODELS" else ())
        return language.models.__wrapped__()  # type: ignore[attr-defined]

    assert models("en=en_core_web_md")["en"] == "en_core_web_md"
    for bad in ("en", "xx=model", "en="):
        with pytest.raises(SettingsError, match="NEWSBOX_MODELS"):
            models(bad)
