"""Texts that somebody wrote to keep the checks busy are checked in about the time that their length takes."""

from __future__ import annotations

import time

import pytest

import newsbox

OPENING = "The minister said on Monday that the port of Northmere would be closed because of the fire, and that "


@pytest.mark.parametrize("filling", [")", "(", "—", '"', "'s"])
def test_no_row_of_signs_keeps_the_parser_busy(filling: str) -> None:
    """Each of these took 10 seconds or more, four times that for twice the length."""
    reading = newsbox.read_text(f"{OPENING}{filling * 8000}.", headline="Port of Northmere closed")
    newsbox.check(newsbox.read_text("The port was closed."))
    began = time.process_time()
    newsbox.check(reading)
    assert time.process_time() - began < 5


@pytest.mark.parametrize("filling", ["U.S. ", "1,234 "])
def test_a_sentence_of_twice_the_length_takes_twice_the_time(filling: str) -> None:
    """Once it is parsed, that is, however many countries or figures it names."""

    def seconds(times: int) -> float:
        reading = newsbox.read_text(f"{OPENING}{filling * times}.", headline="Port of Northmere closed")
        assert reading.sentences
        taken = []
        for _ in range(3):
            began = time.process_time()
            newsbox.check(reading)
            taken.append(time.process_time() - began)
        return min(taken)

    newsbox.check(newsbox.read_text("The port was closed."))
    assert seconds(2800) < 7 * seconds(700)  # 4, where time is linear; 16 where it is not


def test_what_is_no_language_keeps_its_place() -> None:
    """A row of signs is not parsed; the words behind it are, where they stand."""
    text = f"{OPENING}{'*' * 60} two people were injured."
    reading = newsbox.read_text(text, headline="Port of Northmere closed")
    odd = newsbox.read_text(f"{OPENING}\ud800 two people were injured.", headline="Port of Northmere closed")
    assert odd.sentences and odd.attributions  # Half a character breaks no parser.
    words = [word for sentence in reading.sentences for word in sentence.words if sentence.span.at == 0]
    assert all(text[word.start : word.end] == word.text for word in words if word.text.strip())
    assert "injured" in [word.text for word in words]
