"""What an article is about."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from newsbox.reading import language, topics
from newsbox.types import Article

STORM = Article(
    headline="Storm floods the old harbour of Port Aldra",
    outlet="Harbour Gazette",
    section="Local",
    language="en",
    tags=("Storm", "News", "Harbour Gazette", "storms", "type:article", "local", "Port Aldra", "cheap flights"),
    paragraphs=(
        "A storm flooded the old harbour of Port Aldra on Sunday. Mayor Odile Banh asked for pumps.",
        "Banh said the sea wall was 90 years old. The sea wall broke in two places, she said. Port Aldra has no other sea wall, and "
        "the harbour council had asked for a new one for years, according to minutes of its meetings that the Gazette has seen.",
        "The storm is moving east. Forecasters expect more rain, and ships have been told to stay in the harbour until Tuesday. The "
        "railway is closed, schools will stay shut, and the fish market has moved to higher ground, its manager said on Sunday night.",
    ),
)


def test_tags_are_cleaned_and_salient_terms_added() -> None:
    found = topics.topics_of(STORM, language.parsed(STORM))
    assert found[0] in ("Port Aldra", "storm")
    assert {"Port Aldra", "storm", "sea wall", "Odile Banh"} <= set(found)
    assert len(found) <= topics.MOST
    assert not {"News", "Harbour Gazette", "storms", "type:article", "local", "cheap flights"} & set(found)


def test_without_a_parser_tags_and_capitals_are_left() -> None:
    found = topics.topics_of(STORM, [])
    assert "Port Aldra" in found and "Storm" in found and "News" not in found


def test_no_two_topics_are_alike() -> None:
    found = topics.topics_of(STORM, language.parsed(STORM))
    words = [set(topic.lower().split()) for topic in found]
    assert not any(one <= other for place, one in enumerate(words) for other in words[place + 1 :])


@settings(max_examples=60, deadline=None)
@given(
    text=st.text(max_size=200),
    tags=st.lists(st.text(max_size=30), max_size=20),
    tongue=st.sampled_from(["en", "de", "zh", "fr"]),
)
def test_odd_text_gives_topics_or_none(text: str, tags: list[str], tongue: str) -> None:
    article = Article(headline=text[:60], paragraphs=(text, text), tags=tuple(tags), language=tongue)
    assert len(topics.topics_of(article, language.parsed(article))) <= topics.MOST


def test_an_empty_article_has_none() -> None:
    assert topics.topics_of(Article(), []) == ()
