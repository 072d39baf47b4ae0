"""Who is named, as what, and whom "he" and "the minister" mean."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsbox
from newsbox.press.outlets import outlets
from newsbox.reading.cast import Cast, cast_of
from newsbox.reading.language import parsed
from newsbox.types import Article, CastMember, Reading

SEED = Path(__file__).parents[3] / "shared" / "seed" / "trump-xi-call.txt"


def cast(*paragraphs: str, headline: str | None = None, outlet: str | None = None) -> Cast:
    article = Article(headline=headline, outlet=outlet, paragraphs=paragraphs, language="en")
    return cast_of(article, parsed(article))


def member(cast: Cast, name: str) -> CastMember:
    return next(member for member in cast.members if member.name == name)


def named(text: str, words: str, *before: str) -> str | None:
    """Whom the last occurrence of the words in a paragraph means."""
    start = text.rindex(words)
    return cast(*before, text).named(len(before), start, start + len(words))


@pytest.mark.parametrize(
    ("text", "name", "kind", "roles", "affiliation", "country"),
    [
        ("Foreign Minister Joss Calder spoke on Sunday.", "Joss Calder", "person", ("Foreign Minister",), None, None),
        ("The mayor, Isandro Quint, opened the letter.", "Isandro Quint", "person", ("mayor",), None, None),
        ("French President Odile Banhart arrived on Monday.", "Odile Banhart", "person", ("French President",), None, "France"),
        ("Japan's prime minister, Hiroshi Tanabe, declined.", "Hiroshi Tanabe", "person", ("prime minister",), None, "Japan"),
        (
            "Norma Itt, the senior hydrologist at the University of Corvane, said the river was high.",
            "Norma Itt", "person", ("senior hydrologist at the University of Corvane",), "University of Corvane", None,
        ),
        ("Marcus Hale, who runs the harbour, said so.", "Marcus Hale", "person", ("runs the harbour",), None, None),
        ("Chief Executive Rafael Onda resigned.", "Rafael Onda", "person", ("Chief Executive",), None, None),
        ("The German Finance Ministry said on Friday that taxes would fall.", "German Finance Ministry", "organisation", (), None, "Germany"),
    ],
)  # fmt: skip
def test_roles_affiliation_and_country(text, name, kind, roles, affiliation, country) -> None:
    found = member(cast(text), name)
    assert (found.kind, found.roles, found.affiliation, found.country) == (kind, roles, affiliation, country)


def test_variants_of_a_name_are_one_person() -> None:
    found = cast(
        "President Marcus Hale met Park Min-ho on Monday.",
        "Mr. Hale said Park Min Ho had agreed. Park smiled.",
        headline="Hale And Park Discuss Ports",
    )
    hale, park = member(found, "Marcus Hale"), member(found, "Park Min-ho")
    assert [span.at for span in hale.mentions] == ["headline", 0, 1]
    assert len(park.mentions) == 4
    assert found.kind_of("Marcus Hale") == "person"
    assert found.kind_of("nobody") is None


def test_two_people_of_one_family_name_are_kept_apart() -> None:
    text = "Mr. Teig thanked Mrs. Teig."
    found = cast("Arne Teig and his wife, Clara Teig, spoke at the hall.", text)
    assert found.named(1, 4, 8) == "Arne Teig"
    assert found.named(1, text.rindex("Teig"), text.rindex("Teig") + 4) == "Clara Teig"


def test_an_acronym_is_its_organisation() -> None:
    found = cast("The Institute for River Law (IRL) published a map.", "The IRL said the map was old.")
    assert member(found, "Institute for River Law").mentions[-1].at == 1


def test_two_names_of_one_ministry() -> None:
    found = cast(
        "The Chinese Foreign Ministry spoke.", "It was noted, according to China’s Ministry of Foreign Affairs."
    )
    assert [span.at for span in member(found, "Chinese Foreign Ministry").mentions] == [0, 1]


@pytest.mark.parametrize(
    ("before", "text", "words", "name"),
    [
        (("Economy Minister Harold Dray met Clara Voss.",), "“We shall read it,” he said.", "he", "Harold Dray"),
        (("Economy Minister Harold Dray met Clara Voss.",), "“We shall read it,” she said.", "she", "Clara Voss"),
        (("Prime Minister Edda Harmsen spoke to Ilan Vorsht.",), "The prime minister promised help.", "The prime minister", "Edda Harmsen"),
        (("Aldra Line, the operator, closed two routes.",), "The company said it was sorry.", "The company", "Aldra Line"),
        ((), "A spokeswoman for Tresk Copper said no.", "A spokeswoman for Tresk Copper", "Tresk Copper"),
        (("Clara Voss was there.",), "A former official said no one knew. “Nobody,” he said.", "he", None),
        ((), "Experts said no.", "Experts", None),
        (("Clara Voss was there.",), "Clara Voss’s lawyers said no.", "Clara Voss’s lawyers", None),
    ],
)  # fmt: skip
def test_whom_words_mean(before, text, words, name) -> None:
    assert named(text, words, *before) == name


def test_places_out_of_the_text_mean_nobody() -> None:
    found = cast("Clara Voss spoke.")
    assert found.named(7, 0, 4) is None
    assert found.named(0, 5, 5) is None
    assert found.named(0, 500, 900) is None
    assert cast_of(Article(), []).members == ()


def check(article: Article) -> None:
    found = cast_of(article, parsed(article))
    reading = Reading(headline=article.headline, summary=article.summary, paragraphs=article.paragraphs)
    for each in found.members:
        assert each.mentions and each.name
        for span in each.mentions:
            assert reading.text_at(span)
            assert 0 <= span.start < span.end
            found.named(span.at, span.start, span.end)
    for place, text in enumerate(article.paragraphs):
        for start in range(0, min(len(text), 60), 7):
            found.named(place, start, min(len(text), start + 9))


ODD = st.lists(
    st.sampled_from(
        ["“", "”", '"', "'", "«", "»", "„", "「", "」", " ", ", ", ". ", "—", "Clara Voss", "Mr. Voss", "he", "the minister", "said", "MINISTER CLARA VOSS",
         "President", "'s", "’s", "(FDD)", "🌊", "\u202eאבג", "مرحبا", "ﬁ", "ẞ", "İ", "e\u0301", "\u200b", "Kim Jong-un", "-", "the", "of", "Ministry", "1995", "\t", "who", "and"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(ODD | st.text(max_size=80), max_size=4), ODD | st.none())
def test_nothing_raises_and_every_mention_quotes_its_text(paragraphs: list[str], headline: str | None) -> None:
    check(Article(headline=headline, paragraphs=tuple(paragraphs), language="en"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "CLARA VOSS, THE MINISTER, SAID SHE WOULD RESIGN. VOSS LEFT. " * 40,
        "clara voss said that she was leaving and the minister said so too " * 40,
        "“Clara Voss said " * 3000,
        "Clara Voss met Arne Teig, the mayor of Ayacor, and " * 4000,
        "Aa Bb Cc Dd " * 15000,
    ],
    ids=["empty", "capitals", "small letters", "open quotes", "long", "names alone"],
)
def test_odd_texts(text: str) -> None:
    check(Article(headline=text[:90], paragraphs=(text, "Voss said so."), language="en"))


def test_our_own_articles() -> None:
    for outlet in outlets():
        for story in outlet.stories[:2]:
            check(
                Article(
                    headline=story.says["headline"],
                    outlet=outlet.name,
                    paragraphs=tuple(text for _, text in story.blocks),
                )
            )


@pytest.mark.shared
def test_the_seed() -> None:
    article = newsbox.read(SEED.read_text("utf-8"))
    found = cast_of(article, parsed(article))
    trump = member(found, "Donald Trump")
    assert trump.kind == "person" and trump.country == "United States" and trump.mentions[0].at == "headline"
    assert member(found, "Xi Jinping").mentions[0].at == "headline"
    assert member(found, "Kim Jong-un").roles == ("North Korean leader",)
    assert member(found, "Kim Jong-un").country == "North Korea"
    singleton = member(found, "Craig Singleton")
    assert singleton.affiliation == "Foundation for Defense of Democracies"
    assert singleton.roles == ("senior director for the China program at the Foundation for Defense of Democracies",)
    assert {each.name for each in found.members if each.kind == "person"} == {
        "Donald Trump",
        "Xi Jinping",
        "Kim Jong-un",
        "Craig Singleton",
    }
