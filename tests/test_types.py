"""Values to JSON, and back."""

import json
import subprocess
import sys
from typing import Any

import newsbox
from newsbox.types import (
    Attribution,
    Claim,
    Coordinates,
    Credit,
    Dateline,
    EditorialNote,
    Finding,
    Image,
    Passage,
    Quoted,
    Reading,
    Span,
    Speaker,
    moment,
)

KEYS = [
    "schema", "url", "headline", "outlet", "authors", "published", "modified", "dateline", "language", "section", "summary", "tags", "paywalled",
    "images", "embeds", "paragraphs", "posts", "notes", "following", "coordinates", "attributions", "cast", "sources", "claims", "topics", "findings",
]  # fmt: skip


def test_every_key_is_there_even_where_the_page_says_nothing() -> None:
    plain = Reading().to_dict()
    assert list(plain) == KEYS
    assert all(value in (None, [], 1) for value in plain.values())


def test_a_full_reading_survives_json() -> None:
    span = Span(0, 0, 3)
    reading = Reading(
        headline="Port closed", authors=("Jane Roe",), published="2026-11-12", dateline=Dateline("PORT", place="PORT"), paywalled=False, tags=("port",),
        images=(Image("https://e.example/a.jpg", lead=True, credit=Credit("J/AP", "J", "AP")),), paragraphs=("The port.",), notes=(EditorialNote("correction", "It was."),), coordinates=Coordinates(48.85, -2.35),
        attributions=(Attribution("direct", (Quoted("The", span),), Speaker("he", Span("headline", 0, 4), "Jon"), Quoted("said", span)),),
        claims=(Claim("figure", "ten", span, value=10.0, unit="people"),),
        findings=(Finding("NB001", "cast", "error", 0.9, "These can't both be right.", (Passage(0, "The", span),)),),
    )  # fmt: skip
    assert Reading.from_dict(json.loads(json.dumps(reading.to_dict()))) == reading
    assert reading.text_at(Span("headline", 0, 4)) == "Port"


def test_a_later_schema_is_read_as_far_as_we_know_it() -> None:
    assert Reading.from_dict({"schema": 2, "headline": "A", "mood": "calm"}).headline == "A"


def test_a_summary_that_the_text_begins_with_is_said_once() -> None:
    assert (
        Reading(summary="The port is closed.", paragraphs=("The port is closed. It opens on Monday.",)).standfirst
        is None
    )
    assert (
        Reading(summary="A fire at the port.", paragraphs=("The port is closed.",)).standfirst == "A fire at the port."
    )
    assert Reading(paragraphs=("The port is closed.",)).standfirst is None


def test_times_are_as_precise_as_stated() -> None:
    assert moment("2026-11-12").isoformat() == "2026-11-12T00:00:00+00:00"  # type: ignore[union-attr]
    assert moment("2026-11-12T10:00:00+02:00").hour == 8  # type: ignore[union-attr]
    assert moment(None) is moment("soon") is None


def test_importing_newsbox_is_light() -> None:
    code = "import sys, time; t = time.perf_counter(); import newsbox; print(time.perf_counter() - t); print([m for m in ('django', 'lxml', 'trafilatura', 'aiohttp') if m in sys.modules])"
    seconds, loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert loaded == "[]"
    assert float(seconds) < 0.3


def test_reading_a_clean_text_keeps_its_paragraphs() -> None:
    reading = newsbox.read_text(
        "Share\n\nRead more", headline="H", outlet="O", published="2026-01-01", url="https://e.example/"
    )
    assert reading.paragraphs == ("Share", "Read more")
    assert (reading.headline, reading.outlet, reading.published, reading.url) == (
        "H",
        "O",
        "2026-01-01",
        "https://e.example/",
    )


def test_a_statement_that_tells_nothing_by_itself() -> None:
    def said(
        words: str, *, kind: Any = "indirect", speaker: str = "Ines Marlo", name: str | None = "Ines Marlo"
    ) -> bool:
        span = Span(0, 0, len(words))
        return Attribution(kind, (Quoted(words, span),), Speaker(speaker, Span(0, 0, 1), name)).is_telling

    assert said("that the port is closed") and said("No", kind="direct") and said("Überschwemmungsschutzprogramm")
    assert not said("it again") and not said("not to be named", speaker="who", name=None)
