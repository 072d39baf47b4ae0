"""What changed in an edition, and of which kind."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbox.library import editions
from newsbox.reading import read_text, understood
from newsbox.types import EditorialNote, Reading

OPENING = "A ferry burned at the quay of Port Aldra on Tuesday, the harbour office said."
REST = (
    "“Everybody on board was brought ashore before noon,” said harbour master Ines Marlo. She thanked the crew.\n\n"
    "At least 20 people were hurt. President Jon Roe of Veldmark will visit the town on 3 May 2026."
)


def reading(text: str, headline: str = "Ferry burns at the quay") -> Reading:
    return understood(read_text(text, headline=headline, outlet="Gazette", published="2026-04-29"))


BEFORE = f"{OPENING}\n\n{REST}"


@pytest.fixture(scope="module")
def before() -> Reading:
    return reading(BEFORE)


CHANGES = [
    ("At least 20 people", "At least 23 people", {"figure"}),
    ("At least 20 people", "At least twenty people", {"wording"}),
    ("At least 20 people were hurt", "No fewer than 20 people were injured", {"wording"}),
    ("on Tuesday,", "on Monday,", {"date"}),
    ("3 May 2026", "5 May 2026", {"date"}),
    ("President Jon Roe", "President Joan Roe", {"name"}),
    ("She thanked the crew", "Marlo thanked the crew", {"wording"}),
    ("brought ashore before noon", "brought ashore after midnight", {"quote"}),
    ("She thanked the crew.", "She praised the sailors.", {"wording"}),
    ("the harbour office said", "the harbour office says", {"wording"}),
    ("the harbour office said.", "the harbour office said. Two tugs pulled the ship away from the quay in the course of the night.", {"added"}),
    (" She thanked the crew.", "", {"wording"}),
    (f"{OPENING}\n\n", "", {"removed"}),
    ("\n\nAt least 20", " At least 20", {"wording"}),
    ("Port Aldra", "Port Quessia", {"name"}),
    ("“Everybody", '"Everybody', {"wording"}),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "kinds"), CHANGES, ids=[f"{old[:24]}-{new[:24]}" for old, new, _ in CHANGES])
def test_a_change_is_of_its_kind(before: Reading, old: str, new: str, kinds: set[str]) -> None:
    assert old in BEFORE
    assert set(editions.between(before, reading(BEFORE.replace(old, new))).kinds) == kinds
    if kinds != {"added"} and kinds != {"removed"}:
        assert set(editions.between(reading(BEFORE.replace(old, new)), before).kinds) == kinds


def test_a_headline_counts_by_its_words(before: Reading) -> None:
    assert editions.between(before, reading(BEFORE, "Ferry sinks at the quay")).kinds == ("headline",)
    assert editions.between(before, reading(BEFORE, "Ferry Burns at the Quay")).kinds == ("wording",)
    assert editions.between(before, before).kinds == ()


def test_paragraphs_that_only_moved_are_no_news(before: Reading) -> None:
    first, second, third = BEFORE.split("\n\n")
    assert editions.between(before, reading("\n\n".join([first, third, second]))).kinds == ("wording",)


def test_a_correction_is_told(before: Reading) -> None:
    from dataclasses import replace

    after = replace(before, notes=(EditorialNote("correction", "An earlier version named another quay."),))
    assert editions.between(before, after).kinds == ("correction",)


OTHER_TONGUES = [
    ("Mindestens 20 Menschen wurden am Dienstag verletzt, teilte die Stadt mit.", "20", "23", {"figure"}),
    ("Mindestens 20 Menschen wurden am Dienstag verletzt, teilte die Stadt mit.", "verletzt", "verwundet", {"wording"}),
    ("Le ministre Paul Orvan a quitté la ville mardi, selon la mairie.", "Paul Orvan", "Jean Tavel", {"name"}),
    ("港口周二起火，三人受伤，官员说。", "起火", "失火", {"wording"}),
]


@pytest.mark.parametrize(("text", "old", "new", "kinds"), OTHER_TONGUES)
def test_other_languages_are_told_by_their_words(text: str, old: str, new: str, kinds: set[str]) -> None:
    assert set(editions.between(reading(text, "x"), reading(text.replace(old, new), "x")).kinds) == kinds


def test_words_are_marked_in_their_paragraph(before: Reading) -> None:
    difference = editions.between(before, reading(BEFORE.replace("20 people were", "23 people are")))
    changed = [part for part in difference.parts if part.is_changed]
    assert len(changed) == 1
    assert [(piece.side, piece.text.strip()) for piece in changed[0].pieces if piece.side != "same"] == [
        ("deleted", "20"), ("inserted", "23"), ("deleted", "were"), ("inserted", "are"),
    ]  # fmt: skip


TEXTS = st.lists(st.text(alphabet="ab .,“”\u4e2d", max_size=30), max_size=6)


@given(TEXTS, TEXTS)
def test_both_states_can_be_put_together_again(ours: list[str], theirs: list[str]) -> None:
    before = Reading(paragraphs=tuple(ours))
    after = Reading(paragraphs=tuple(theirs))
    parts = editions.between(before, after).parts

    def together(*sides: str) -> list[str]:
        rows = ("".join(piece.text for piece in part.pieces if piece.side in sides) for part in parts)
        return [squeezed for row in rows if (squeezed := "".join(row.split()))]

    assert together("same", "inserted") == ["".join(text.split()) for text in theirs if text.split()]
    assert together("same", "deleted") == ["".join(text.split()) for text in ours if text.split()]


def test_a_long_report_is_compared_in_a_moment() -> None:
    ours = [
        f"Paragraph {n} of the report tells what happened at the {n * 7919 % 1000}th quay and who was there."
        for n in range(2000)
    ]
    theirs = [text.replace("quay", "pier") if n % 2 else text for n, text in enumerate(ours)]
    begun = time.perf_counter()
    difference = editions.between(Reading(paragraphs=tuple(ours)), Reading(paragraphs=tuple(theirs)))
    other = editions.between(
        Reading(paragraphs=tuple(ours)), Reading(paragraphs=tuple(text + " New." for text in ours))
    )
    word = editions.between(Reading(paragraphs=("a b " * 20_000,)), Reading(paragraphs=("b a c " * 20_000,)))
    assert time.perf_counter() - begun < 20
    assert sum(part.is_changed for part in difference.parts) == 1000
    assert len(other.parts) == 2000
    assert word.kinds


def test_what_changed_is_half_a_sentence() -> None:
    assert editions.told(["figure", "headline"]) == "the headline and a figure changed"
    assert editions.told(["added", "date", "name", "quote"]) == "a name, a quote and a date changed, text was added"
    assert editions.told(["added", "removed"]) == "text was added and taken out"
    assert editions.told(["wording"]) == "only the wording changed"
    assert editions.told([]) == ""
