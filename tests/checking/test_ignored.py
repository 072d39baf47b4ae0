"""What a draft says should not be checked."""

from __future__ import annotations

import pytest

from newsbox.checking.ignored import stripped


@pytest.mark.parametrize(
    ("draft", "text", "named"),
    [
        ("One.\n\nTwo.", "One.\n\nTwo.", ()),
        ("newsbox: ignore cast\n\nOne.", "\nOne.", ("cast",)),
        ("One.\nnewsbox: ignore cast, figures\nTwo.", "One.\nTwo.", ("cast", "figures")),
        ("One.\n  NewsBox: Ignore Cast ,nb301  ", "One.\n", ("cast", "NB301")),
        ("One. <!-- newsbox: ignore names -->Two.", "One. Two.", ("names",)),
        ("<!--newsbox: ignore cast-->\n<p>One.</p>\n<!-- newsbox: ignore cast, dates -->", "\n<p>One.</p>\n", ("cast", "dates")),
        ("One.\r\nnewsbox: ignore cast\r\nTwo.", "One.\r\nTwo.", ("cast",)),
        # What only speaks of it is text; what names nothing silences nothing.
        ("We wrote newsbox: ignore cast into it.", "We wrote newsbox: ignore cast into it.", ()),
        ("newsbox: ignore", "newsbox: ignore", ()),
        ("newsbox: ignore the noise. It was loud.", "newsbox: ignore the noise. It was loud.", ()),
        ("<!-- a note to the desk -->One.", "<!-- a note to the desk -->One.", ()),
    ],
)  # fmt: skip
def test_directives_are_taken_out_and_named(draft: str, text: str, named: tuple[str, ...]) -> None:
    assert stripped(draft) == (text, named)
