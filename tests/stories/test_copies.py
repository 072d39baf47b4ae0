"""A report that carries an agency's text is found, however it was cut; one that tells the same in its own words is not."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from newsbox.press import outlets
from newsbox.stories import copies
from newsbox.types import Article

WIRE = """PORT ALDRA, Nov 10 (MPA) - Four people died when fire broke out before dawn on the ferry Lady Brannoch in the harbour of Port Aldra.
The coastguard brought sixty passengers ashore and was still searching the lower decks for two crew members on Tuesday evening.
“We could see the quay and could not reach it,” said Jonas Weld, a lorry driver from Rhedau who jumped into the water with his dog.
Flames were first seen near the car deck shortly after the ferry had cast off, according to the harbour master's log of that night.
Investigators want to know why the sprinklers on two of the five decks gave no water, and who signed the last inspection in March.
The shipping line Corvane Ferries said that the vessel, built in 1998, had passed every test and that it would pay for hotels and doctors.
It was the worst accident in the strait since a cargo ship broke apart off Skarn forty years ago and eleven sailors were lost."""
LINES = WIRE.split("\n")
OWN = """Flags flew at half mast in the old town of Aldra today, where nearly everyone seems to know somebody who works on the boats.
At the fish market the stalls stayed closed; a candle burned beside the scales, and the auctioneer's bell was tied with a black ribbon.
Ines Marlo, who leads the port, asked captains to keep away from the northern quay while divers work, and thanked crews of the tugs.
A fund for the families, opened at noon by three parishes, had by nightfall taken more money than the town's winter fair in a good year."""


def edited(text: str, *, every: int) -> str:
    """The text with one word in so many replaced."""
    return " ".join("other" if place % every == every - 1 else word for place, word in enumerate(text.split()))


CARRIED = {
    "whole": WIRE,
    "with a head and a foot": "Good morning, here is what moves the coast.\n"
    + WIRE
    + "\nAll rights reserved. Write to the desk.",
    "first half": "\n".join(LINES[:4]),
    "two sentences from the middle": "\n".join(LINES[3:5]),
    "edited": edited(WIRE, every=10),
    "other order": "\n".join(reversed(LINES)),
    "half of one's own": "\n".join(LINES[:4]) + "\n" + OWN,
}


@pytest.mark.parametrize("how", CARRIED)
def test_a_text_that_is_carried_is_found(how: str) -> None:
    assert copies.is_copy(WIRE, CARRIED[how])
    assert copies.is_copy(CARRIED[how], WIRE)
    index = copies.Index()
    stranger, wire = index.add(copies.sketch(OWN)), index.add(copies.sketch(WIRE))
    found = index.find(copies.sketch(CARRIED[how]))
    assert wire in found
    assert how == "half of one's own" or stranger not in found


NOT_CARRIED = {
    "own words": OWN,
    "the same quotes": "Weld had seen it coming. “We could see the quay and could not reach it,” the driver told us. "
    + OWN,
    "a statement of two sentences, carried whole without marks": "\n".join(LINES[5:]) + "\n" + OWN,
    "a brief": "Four people died in Port Aldra.",
    "nothing": "",
}


@pytest.mark.parametrize("how", NOT_CARRIED)
def test_a_report_of_the_same_event_is_no_copy(how: str) -> None:
    assert not copies.is_copy(WIRE, NOT_CARRIED[how])
    assert not copies.is_copy(NOT_CARRIED[how], WIRE)


def test_copies_are_one_witness_and_the_first_is_named_first() -> None:
    texts = [OWN, WIRE, "\n".join(LINES[:4]), NOT_CARRIED["a brief"], "\n".join(LINES[2:])]
    assert copies.witnesses(texts) == [[0], [1, 2, 4], [3]]
    assert copies.witnesses([]) == []


def test_what_a_desk_cut_and_what_it_added() -> None:
    wire = Article(paragraphs=tuple(LINES))
    ours = Article(paragraphs=(LINES[0], f"{LINES[3]} {OWN.splitlines()[0]}", LINES[1]))
    edits = copies.edits(wire, ours)
    assert [span.at for span in edits.cut] == [2, 4, 5, 6]
    assert all((span.start, span.end) == (0, len(LINES[int(span.at)])) for span in edits.cut)
    assert [ours.paragraphs[int(span.at)][span.start : span.end] for span in edits.added] == [OWN.splitlines()[0]]
    assert copies.edits(wire, wire) == copies.Edits((), ())
    assert copies.edits(wire, Article(paragraphs=tuple(reversed(LINES)))) == copies.Edits((), ())


@given(some.lists(some.text(max_size=80), max_size=4), some.lists(some.text(max_size=80), max_size=4))
@settings(max_examples=60, deadline=None)
def test_edits_quote_their_texts(one: list[str], other: list[str]) -> None:
    first, second = Article(paragraphs=tuple(one)), Article(paragraphs=tuple(other))
    edits = copies.edits(first, second)
    for spans, of in ((edits.cut, first), (edits.added, second)):
        for span in spans:
            words = of.paragraphs[int(span.at)][span.start : span.end]
            assert words.strip() == words != ""
    assert copies.edits(second, first) == copies.Edits(edits.added, edits.cut)


@given(some.text(max_size=400), some.text(max_size=400))
@settings(max_examples=60, deadline=None)
def test_shares_are_symmetric_and_whole_texts_are_their_own_copies(one: str, other: str) -> None:
    assert copies.shared(one, other) == copies.shared(other, one)
    ours, theirs = copies.sketch(one), copies.sketch(other)
    assert 0.0 <= copies.share(ours, theirs) == copies.share(theirs, ours) <= 1.0
    assert copies.share(ours, ours) == (1.0 if ours.runs else 0.0)
    kept = copies.Sketch.from_bytes(ours.to_bytes())
    assert np.array_equal(kept.hashes, ours.hashes)
    assert (kept.runs, copies.share(kept, ours)) == (ours.runs, copies.share(ours, ours))


def test_a_sketch_that_is_cut_off_says_so() -> None:
    with pytest.raises(ValueError, match="eight bytes"):
        copies.Sketch.from_bytes(b"abcd")


def test_the_index_finds_what_comparing_all_would_find() -> None:
    """Through all its levels: with thousands of strangers before and behind."""
    chance = random.Random(7)
    words = [
        f"{one}{two}{end}"
        for one in ("ba", "ko", "li", "mu", "ta")
        for two in ("r", "st", "n", "ld")
        for end in "aeiou"
    ]

    def text() -> str:
        return " ".join(chance.choices(words, k=120))

    index = copies.Index()
    planted = {}
    for number in range(1500):
        sketch = copies.sketch(text())
        assert index.add(sketch) == number
        if number % 100 == 50:
            planted[number] = sketch
    assert len(index) == 1500
    for number, sketch in planted.items():
        assert index.find(sketch) == [number]


def test_the_fictional_press_carries_its_agency_four_times() -> None:
    papers = [(paper.key, story) for paper in outlets.outlets() for story in paper.stories]
    names = [f"{key}/{story.slug}" for key, story in papers]
    texts = ["\n".join(words for _, words in story.blocks) for _, story in papers]
    carried = [[names[place] for place in witness] for witness in copies.witnesses(texts) if len(witness) > 1]
    assert carried == [
        ["mpa/2026-11-15-ilmara-storm", "northmere-radio/2026-11-15-ilmara-storm"],
        ["mpa/2026-11-13-rhedau-rail-deal", "harbour-gazette/2026-11-13-rhedau-strike-ends"],
        ["mpa/2026-11-12-quessia-rate-cut", "lanternhead-post/2026-11-13-quessia-rate"],
        ["mpa/2026-11-10-veldmark-ferry-fire", "lanternhead-post/2026-11-10-ferry-blaze-port-aldra"],
    ]
