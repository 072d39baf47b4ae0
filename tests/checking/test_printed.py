"""Findings as lines, JSON, SARIF and Markdown; and what a draft asks to pass over."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

import newsbox
from newsbox.checking import CHECKS, ignored, printed
from newsbox.types import Finding, Passage, Reading, Span

DRAFT = """---
outlet: Harbour Gazette
---

# Three hurt as *ferry* hits the quay

Three people were hurt in Port Aldra.

The harbour said [five people](https://press.example/a/five-people) were
**hurt** on Monday. Five people, it said again.
"""


def found(reading: Reading, *texts: str) -> Finding:
    """A finding about these words of a reading."""
    passages = []
    for text in texts:
        at = next(place for place in ("headline", *range(len(reading.paragraphs))) if text in reading.part(place))
        start = reading.part(at).rindex(text)
        passages.append(Passage(0, text, Span(at, start, start + len(text))))
    return Finding("NB301", "figures", "warning", 0.62, "Three people here,\nfive there.", tuple(passages))


@pytest.fixture
def checked() -> printed.Checked:
    """The draft, read."""
    return printed.Checked("drafts/ferry.md", newsbox.read(DRAFT), DRAFT)


def test_a_line_names_the_place_in_the_draft_and_that_of_the_other_passage(checked: printed.Checked) -> None:
    """Markup, links and line ends between the words do not matter; of the same words twice the right ones are meant."""
    finding = found(checked.reading, "Three hurt", "five people were hurt", "Five people")
    assert list(printed.lines([checked], [finding])) == [
        "drafts/ferry.md:5:3: NB301 warning: Three people here, five there. [figures, 0.62; see 9:19, 10:21]"
    ]


def test_a_page_without_lines_names_paragraphs(checked: printed.Checked) -> None:
    """An address has no lines."""
    page = printed.Checked("https://press.example/ferry", checked.reading)
    told = list(printed.lines([page], [found(page.reading, "Three people", "Three hurt")]))
    assert told[0].startswith("https://press.example/ferry: paragraph 1: NB301")
    assert "see the headline]" in told[0]


def test_json_names_source_line_and_column(checked: printed.Checked) -> None:
    """And can be read back as a finding."""
    finding = found(checked.reading, "Three hurt", "Five people")
    told = json.loads(json.dumps(printed.plain([checked], [finding])))
    passage = told["findings"][0]["passages"][1]
    assert (passage["source"], passage["line"], passage["column"]) == ("drafts/ferry.md", 10, 21)
    assert Finding.from_dict(told["findings"][0]) == finding


def test_sarif_is_what_code_hosts_take(checked: printed.Checked) -> None:
    """Every result has its rule, a level that SARIF knows, a region from 1, and a fingerprint that survives a new paragraph above."""
    finding = found(checked.reading, "Three hurt", "five people were hurt")
    log = printed.sarif([checked], [finding], CHECKS, version="1.2.3")
    (run,) = log["runs"]
    (result,) = run["results"]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "NB301"
    assert result["level"] in ("error", "warning", "note")
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "drafts/ferry.md"
    assert place["region"] == {
        "startLine": 5, "startColumn": 3, "endLine": 5, "endColumn": 13, "snippet": {"text": "Three hurt"}
    }  # fmt: skip
    assert run["columnKind"] == "unicodeCodePoints"
    # Words that are wrapped in the draft end in another line than they begin.
    wrapped = found(checked.reading, "five people were hurt on Monday", "Three hurt")
    (result_of_it,) = printed.sarif([checked], [wrapped], CHECKS, version="1")["runs"][0]["results"]
    region = result_of_it["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["endLine"], region["endColumn"]) == (9, 10, 19)
    assert len(result["relatedLocations"]) == 1
    longer = printed.Checked("x", newsbox.read(DRAFT.replace("Three people were", "A new line.\n\nThree people were")))
    again = found(longer.reading, "Three hurt", "five people were hurt")
    assert printed.fingerprint(again) == result["partialFingerprints"]["newsbox/v1"]


def test_markdown_takes_nothing_of_the_draft_for_its_own_marks(checked: printed.Checked) -> None:
    """Stars in a message are stars."""
    finding = found(checked.reading, "Three people")
    told = printed.markdown([checked], [Finding("NB1", "cast", "error", 0.9, "*x* [y](z)", finding.passages)])
    assert r"\*x\* \[y\](z)" in told
    assert printed.markdown([checked], []) == "Nothing that doesn't add up was found."


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("newsbox: ignore cast", {"cast"}),
        ("  newsbox: ignore cast, NB301", {"cast", "NB301"}),
        ("<!-- newsbox: ignore figures dates -->", {"figures", "dates"}),
        ("He said newsbox: ignore cast", set()),
        ("newsbox: ignore", set()),
        ("<!-- newsbox: ignore cast", set()),
        ("newsbox: ignore cast, dates,\r", {"cast", "dates"}),
        ("NewsBox: ignore cast", {"cast"}),
        ("He said. <!-- newsbox: ignore cast --> She too.", {"cast"}),
        ("<!--\nnewsbox: ignore cast,\n-->", {"cast"}),
        ("<!-- newsbox: ignore cast, he said", set()),
        ("newsbox: ignore cast!", set()),
    ],
)
def test_a_draft_says_what_to_pass_over(line: str, names: set[str]) -> None:
    """On a line of its own or in a comment; every other character stays where it was."""
    text, asked = ignored.taken_out(f"One.\n{line}\nTwo.")
    assert asked == names
    assert [len(each) for each in text.split("\n")] == [len(each) for each in f"One.\n{line}\nTwo.".split("\n")]
    assert (line in text) == (not names)


def test_what_asks_for_nothing_costs_no_time() -> None:
    """A line of a hundred thousand blanks or names is looked at once."""
    for filling in (" ", ", ", " cast", "<!-- newsbox: ignore "):
        draft = "newsbox: ignore a" + filling * 20_000 + "!"
        began = time.perf_counter()
        assert ignored.taken_out(draft) == (draft, frozenset())
        assert time.perf_counter() - began < 1


def test_a_draft_in_other_letters_costs_no_minutes() -> None:
    """Where entities stand for letters, as in HTML, nothing is found: that is seen soon, and findings name paragraphs."""
    text = "\n\n".join(f"The port of Northmere was closed for {number} days." for number in range(2000))
    reading = newsbox.read_text(text, headline="Port closed")
    told = printed.Checked(
        "port.html", reading, "<p>" + text.replace("port of", "p&#111;rt of") + "</p>" + "_ " * 100_000
    )
    began = time.process_time()
    passage = Passage(0, "Northmere", Span(1999, 12, 21))
    assert told.where(passage) == "port.html: paragraph 2000"
    assert time.process_time() - began < 5


def test_a_finding_does_not_steer_a_terminal(checked: printed.Checked) -> None:
    """A message or a passage from elsewhere can't colour, clear or turn round what is printed."""
    finding = found(checked.reading, "Three people")
    hostile = Finding("OP1", "opinion", "warning", 0.5, "\x1b[2JNothing\x9b0m \u202egnorw si\x07", finding.passages)
    for told in (*printed.lines([checked], [hostile]), printed.markdown([checked], [hostile])):
        assert not any(sign in told for sign in "\x1b\x9b\u202e\x07") and "Nothing" in told


def test_one_matter_is_told_once() -> None:
    """A name misspelled is found as a spelling, and as somebody else: at the same words that is one finding, the surer one."""
    draft = (
        "# Engineer leaves\n\nPaula Brandeis, the chief engineer, left the building in Skarn on Monday.\n\n"
        "Brandeis had warned the board, she said.\n\nThe board thanked Ms. Brandies for her work."
    )
    loud = [each for each in newsbox.check(newsbox.read(draft)) if each.severity != "note"]
    assert [each.code for each in loud] == ["NB501"]


def test_files_are_named_as_sarif_wants(tmp_path: Path, checked: printed.Checked) -> None:
    """Absolute paths are file URIs, relative ones stay relative, spaces are escaped."""
    finding = found(checked.reading, "Three people")
    for source, uri in (
        (str(tmp_path / "a b.md"), (tmp_path / "a b.md").as_uri()),
        ("a b.md", "a%20b.md"),
        ("-", "stdin"),
    ):
        log = printed.sarif([printed.Checked(source, checked.reading)], [finding], CHECKS, version="1")
        location = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
        assert location["artifactLocation"]["uri"] == uri
