"""Words that rest on nobody: notes, never more."""

from __future__ import annotations

import newsbox
from newsbox.types import Finding, Image, Reading


def codes(reading: Reading | list[Reading]) -> dict[str, Finding]:
    """The notes of this check by code."""
    found = {each.code: each for each in newsbox.check(reading) if each.check == "sourcing"}
    assert all(each.severity == "note" for each in found.values())
    return found


def test_a_quotation_without_a_speaker() -> None:
    """Its words are the passage."""
    notes = codes(
        newsbox.read_text(
            "The bridge is shut.\n\n“Nobody had told us that the bridge would be shut.”", published="2026-11-12"
        )
    )
    assert "Nobody had told us" in notes["NB901"].passages[0].text


def test_a_quotation_with_its_speaker_is_none() -> None:
    """Nor is one with a date and a source a report without them."""
    notes = codes(
        newsbox.read_text(
            "“Nobody had told us that the bridge would be shut,” said Edda Harmsen.", published="2026-11-12"
        )
    )
    assert "NB901" not in notes
    assert "NB905" not in notes


def test_figures_on_nobodys_word() -> None:
    """One note for all of them."""
    notes = codes(newsbox.read_text("Some 240 people lost their homes. The damage is 3 million euros."))
    assert len(notes["NB902"].passages) == 2
    assert "NB905" in notes


def test_one_source_carries_the_article() -> None:
    """Five paragraphs or more, and one voice."""
    text = "\n\n".join(
        f"The mill will open on day {number}, Tobias Kellner said." for number in "one two three four five six".split()
    )
    assert "Kellner" in codes(newsbox.read_text(text))["NB903"].message


def test_a_picture_without_its_maker() -> None:
    """The caption is the passage."""
    bare = newsbox.read_text("The bridge is shut.").changed(images=(Image(None, "The bridge at dawn.", lead=True),))
    assert codes(bare)["NB904"].passages[0].text == "The bridge at dawn."


def test_three_mastheads_one_text() -> None:
    """One witness; a fourth desk with words of its own makes two, and says nothing."""
    text = (
        "The leaders of Veldmark and Karsovia agreed on Thursday to bring forward talks about the Orrin river, a day after a "
        "court struck down a plan to raise a dam upstream of their border. Both sides promised to give notice."
    )
    copies = [newsbox.read_text(f"{text} {own}") for own in ("", "More follows soon.", "Our desk adds a line.")]
    assert len(codes(copies)["NB906"].passages) == 3
    other = newsbox.read_text(
        "Talks about the river come earlier than planned, two governments told our correspondent in Skarn on Friday."
    )
    assert "NB906" not in codes([*copies, other])


def test_an_empty_article_has_no_notes() -> None:
    """There is nothing to show."""
    assert newsbox.check(Reading()) == []
