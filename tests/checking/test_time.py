"""Texts that somebody wrote to keep the checks busy are checked in about the time that their length takes."""

from __future__ import annotations

import time

import pytest

import newsbox

OPENING = "The minister said on Monday that the port of Northmere would be closed because of the fire, and that "


@pytest.mark.parametrize(
    "filling",
    [")" * 8000, "(" * 8000, "—" * 8000, '"' * 8000, "'s" * 4000, "a)" * 4000, "1,234 " * 2000, "7" * 200_000],
    ids=["closed", "open", "dashes", "quotation-marks", "apostrophes", "letters", "figures", "digits"],
)
def test_no_text_keeps_the_checks_busy(filling: str) -> None:
    """Each of these took 10 seconds or more, four times that for twice the length."""
    reading = newsbox.read_text(f"{OPENING}{filling}.", headline="Port of Northmere closed")
    newsbox.check(newsbox.read_text("The port was closed."))
    began = time.process_time()
    newsbox.check(reading)
    assert time.process_time() - began < 5


def test_what_is_no_language_keeps_its_place() -> None:
    """A row of signs is not parsed; the words behind it are, where they stand."""
    text = f"{OPENING}{'*' * 60} two people were injured."
    reading = newsbox.read_text(text, headline="Port of Northmere closed")
    odd = newsbox.read_text(f"{OPENING}\ud800 two people were injured.", headline="Port of Northmere closed")
    assert odd.sentences and odd.attributions  # Half a character breaks no parser.
    words = [word for sentence in reading.sentences for word in sentence.words if sentence.span.at == 0]
    assert all(text[word.start : word.end] == word.text for word in words if word.text.strip())
    assert "injured" in [word.text for word in words]
