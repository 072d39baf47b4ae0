"""Which words differ between two tellings of one thing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbox.texts import differing


@pytest.mark.parametrize(
    ("first", "second", "pieces"),
    [
        ("We will not sign.", "We will sign.", [("same", "We will "), ("first", "not "), ("same", "sign.")]),
        (
            "twelve ships left",
            "twenty ships left",
            [("first", "twelve "), ("second", "twenty "), ("same", "ships left")],
        ),
        ("“It’s over,”", "It's over", [("same", "“It’s over,”")]),
        ("1,200 tonnes", "1200 tonnes", [("same", "1,200 tonnes")]),
        ("", "Nothing before", [("second", "Nothing before")]),
        ("", "", []),
    ],
)
def test_pieces_say_whose_words_they_are(first: str, second: str, pieces: list[tuple[str, str]]) -> None:
    assert differing(first, second) == pieces


TEXTS = st.text(alphabet="ab1,.’ “\n", max_size=30)


@given(TEXTS, TEXTS)
def test_common_pieces_and_its_own_are_the_first_text(first: str, second: str) -> None:
    assert "".join(words for kind, words in differing(first, second) if kind != "second") == first


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert all(kind == "same" for kind, _ in differing(text, text))
