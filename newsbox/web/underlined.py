"""An article's words cut into segments, so that a page can mark whose they are, with who said what for the panel below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from newsbox.library.names import speaker_key
from newsbox.types import Attribution, CastMember, Place, Reading, Witness

LONGEST_WORDS = 400
"""Characters of a statement that the panel shows."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Some words of a paragraph, and whose they are."""

    text: str
    by: str = ""
    """Numbers of the speakers whose words these are, between spaces."""
    anchors: tuple[str, ...] = ()
    """What links in the panels and on other pages lead to: one for every statement and passage that begins here."""
    doubts: str = ""
    """Anchors of the passages in question that these words are part of, between spaces."""


@dataclass(slots=True)
class Said:
    """A statement in the panel."""

    words: str
    anchor: str
    kind: str
    via: str


@dataclass(slots=True)
class Voice:
    """Somebody who speaks, in the panel."""

    number: int
    name: str
    is_named: bool
    roles: tuple[str, ...] = ()
    affiliation: str | None = None
    page: int | None = None
    """The number of the speaker's own page."""
    said: list[Said] = field(default_factory=list)


@dataclass(slots=True)
class Underlined:
    """What the panel shows."""

    voices: list[Voice]
    sources: list[tuple[Witness, str]]
    """Each with the anchor of the paragraph that first rests on it."""
    people: list[CastMember]


def underlined(reading: Reading, pages: Mapping[str, int]) -> Underlined:
    """Who said what in a reading; pages: the speakers' own pages by their keys."""
    members = {member.name: member for member in reading.cast}
    voices: dict[str, Voice] = {}
    for number, attribution in enumerate(reading.attributions):
        voice = _voice(attribution, voices, members, pages)
        if voice is not None:
            words = " … ".join(piece.text for piece in attribution.content)
            voice.said.append(
                Said(
                    words if len(words) <= LONGEST_WORDS else words[:LONGEST_WORDS].rpartition(" ")[0] + " …",
                    f"#said-{number}",
                    attribution.kind,
                    attribution.via.name if attribution.via else "",
                )
            )
    sources = [(source, _place(source)) for source in reading.sources]
    people = [member for member in reading.cast if member.kind == "person" and (member.roles or member.affiliation)]
    ordered = sorted(voices.values(), key=lambda voice: not voice.is_named)
    return Underlined(ordered, sources, people)


def _voice(
    attribution: Attribution, voices: dict[str, Voice], members: Mapping[str, CastMember], pages: Mapping[str, int]
) -> Voice | None:
    speaker = attribution.speaker
    if speaker is None or not attribution.is_telling:
        return None
    name = speaker.name or speaker.text
    if name not in voices:
        member = members.get(name)
        voices[name] = Voice(
            len(voices),
            name,
            speaker.name is not None,
            member.roles[:2] if member else (),
            member.affiliation if member else None,
            pages.get(speaker_key(name)),
        )
    return voices[name]


def _place(source: Witness) -> str:
    at = next((mention.at for mention in source.mentions if isinstance(mention.at, int)), None)
    return f"#p{at}" if at is not None else ""


def segments(
    reading: Reading, panel: Underlined, doubts: Mapping[Place, Sequence[tuple[int, int, str]]]
) -> dict[Place, list[Segment]]:
    """The parts in which somebody speaks or something is in question, cut into segments: each is somebody's words, or nobody's.

    doubts: by part, where words in question begin and end, and their anchors.
    """
    numbers = {voice.name: voice.number for voice in panel.voices}
    marks: dict[Place, list[_Mark]] = {}
    for number, attribution in enumerate(reading.attributions):
        if attribution.speaker is None:
            continue
        voice = numbers.get(attribution.speaker.name or attribution.speaker.text)
        for place, piece in enumerate(attribution.content):
            if voice is not None:
                anchor = f"said-{number}" if place == 0 else ""
                marks.setdefault(piece.span.at, []).append(_Mark(piece.span.start, piece.span.end, anchor, str(voice)))
    for at, passages in doubts.items():
        marks.setdefault(at, []).extend(_Mark(start, end, anchor, doubt=anchor) for start, end, anchor in passages)
    return {at: _cut(text, spans) for at, spans in marks.items() if (text := _text(reading, at))}


@dataclass(frozen=True, slots=True)
class _Mark:
    """Words from one character to another: whose, or in question."""

    start: int
    end: int
    anchor: str
    voice: str = ""
    doubt: str = ""


def _text(reading: Reading, at: Place) -> str:
    return "" if isinstance(at, int) and at >= len(reading.paragraphs) else reading.part(at)


def _cut(text: str, marks: list[_Mark]) -> list[Segment]:
    edges = sorted(
        {0, len(text), *(edge for mark in marks for edge in (mark.start, mark.end) if 0 <= edge <= len(text))}
    )
    cut = []
    for start, end in pairwise(edges):
        covering = [mark for mark in marks if mark.start <= start and end <= mark.end]
        voices = dict.fromkeys(mark.voice for mark in covering if mark.voice)
        anchors = tuple(mark.anchor for mark in covering if mark.start == start and mark.anchor)
        doubts = " ".join(mark.doubt for mark in covering if mark.doubt)
        cut.append(Segment(text[start:end], " ".join(voices), anchors, doubts))
    return cut
