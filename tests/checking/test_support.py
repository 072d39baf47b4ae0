"""Is each word of a sentence borne out by an article?"""

from __future__ import annotations

import pytest

import newsbox
from newsbox.checking.shape import Sheet
from newsbox.checking.support import Support, support

TEXT = (
    "The parliament of Northmere approved the Aldmouth bridge tax on Monday by 61 votes to 40.\n\n"
    "Drivers will pay two crowns for each crossing from May, minister Ines Dahl said.\n\n"
    "Veldmark closed its own bridge in 2019 after a storm."
)


def held(sentence: str) -> Support:
    words = [word for each in newsbox.read_text(sentence).sentences for word in each.words]
    return support(words, Sheet(newsbox.read_text(TEXT)))


TRUE = "The parliament of Northmere approved the Aldmouth bridge tax on Monday."


@pytest.mark.parametrize(
    ("edited", "claim"),
    [
        ("The parliament of Karsovia approved the Aldmouth bridge tax on Monday.", "names missing"),
        ("The parliament of Northmere rejected the Aldmouth bridge tax on Monday.", "opposites"),
        ("The parliament of Northmere has not approved the Aldmouth bridge tax.", "denied"),
    ],
)
def test_an_edited_sentence_is_doubted_more_than_the_true_one(edited: str, claim: str) -> None:
    assert held(edited).doubt > held(TRUE).doubt
    assert held(edited).claims[claim] > held(TRUE).claims[claim] == 0.0


def test_the_witness_is_the_sentence_that_tells_it() -> None:
    assert held("Minister Ines Dahl said that drivers pay two crowns.").witnesses[0].at == 1
    assert held("In Veldmark a storm closed a bridge.").witnesses[0].at == 2


def test_words_that_stand_nowhere_are_missing() -> None:
    assert [word.text for word in held("Parliament approved the tunnel tax.").missing] == ["tunnel"]
    assert held(TRUE).missing == ()


def test_an_empty_article_bears_nothing_out() -> None:
    words = [word for each in newsbox.read_text(TRUE).sentences for word in each.words]
    told = support(words, Sheet(newsbox.read_text("Nothing."), 0), [])
    assert told.witnesses == () and len(told.missing) >= 5
