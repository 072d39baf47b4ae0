"""Findings for people and programs: lines, JSON, SARIF 2.1.0, Markdown."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from newsbox.checking.shape import Check
from newsbox.types import SCHEMA, Finding, Passage, Place, Reading, in_words

SARIF = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
WORD = re.compile(r"[^\W_]+")
STEERING = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
LINK = r"(?:\]\([^)\n]*\))?"
"""The rest of a Markdown link, whose address has words of its own."""
MARKUP, LONGEST_SEARCH = 20, 20_000_000
"""Times that a paragraph is longer in its draft, at most; characters that are searched for paragraphs that stand there in other letters."""
BEFORE, MOST_WORDS = 4, 40
"""Words before a passage that tell it from its double; words of a long text that are enough to find it."""


@dataclass(frozen=True)
class Checked:
    """One of the sources that were checked."""

    source: str
    """As it was named: a file's path, an address, "-"."""
    reading: Reading
    draft: str | None = None
    """The file's own text, where it is one: in it a finding has a line and a column."""
    ignored: frozenset[str] = field(default_factory=frozenset)

    def position(self, passage: Passage) -> tuple[int, int] | None:
        """Line and column, both from 1, of a passage in the draft; None where its words don't stand there as they are."""
        region = self.region(passage)
        return region and region[0]

    def region(self, passage: Passage) -> tuple[tuple[int, int], tuple[int, int]] | None:
        """Where a passage begins and where it ends in the draft, as lines and columns from 1; the end is the column behind it."""
        found = self._found(passage)
        return found and (self._line_and_column(found[0]), self._line_and_column(found[1]))

    def _line_and_column(self, offset: int) -> tuple[int, int]:
        line = bisect.bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    def where(self, passage: Passage) -> str:
        """A passage's place for the eye: "draft.md:3:14", or "address: paragraph 4"."""
        position = self.position(passage)
        if position:
            return f"{self.source}:{position[0]}:{position[1]}"
        return f"{self.source}: {in_words(passage.span.at)}"

    @cached_property
    def _lines(self) -> list[int]:
        draft = self.draft or ""
        return [0, *(match.end() for match in re.finditer("\n", draft))]

    def _found(self, passage: Passage) -> tuple[int, int] | None:
        part = self.reading.part(passage.span.at)
        if self.draft is None or not part:
            return None
        begin = self._begins.get(passage.span.at)
        if begin is None:
            return None
        # The passage's words inside its part, which may be marked up or wrapped in the draft; those before it tell it from a double.
        words, before = self.reading.text_at(passage.span), part[: passage.span.start]
        end = begin + MARKUP * len(part) + 5000
        found = _loosely(words, self.draft, begin, end, after=WORD.findall(before)[-BEFORE:]) or _loosely(
            words, self.draft, begin, end
        )
        return found.span("words") if found else None

    @cached_property
    def _begins(self) -> Mapping[Place, int]:
        """Where each part begins in the draft."""
        begins: dict[Place, int] = {}
        draft = self.draft or ""
        if self.reading.headline and (found := _loosely(self.reading.headline, draft, 0)):
            begins["headline"] = found.start()
        if self.reading.summary and (found := _loosely(self.reading.summary, draft, 0)):
            begins["summary"] = found.start()
        if (caption := self.reading.part("caption")) and (found := _loosely(caption, draft, 0)):
            begins["caption"] = found.start()
        after, left = 0, LONGEST_SEARCH
        for place, paragraph in enumerate(self.reading.paragraphs):
            if found := _loosely(paragraph, draft, after):
                begins[place], after = found.start(), found.end()
            elif (left := left - (len(draft) - after)) < 0:
                break
        return begins


def _loosely(
    words: str, draft: str, begin: int, end: int | None = None, *, after: Sequence[str] = ()
) -> re.Match[str] | None:
    """Where these words (the group "words") stand in a draft, whatever markup, quotation marks and line ends are between them."""
    pieces = WORD.findall(words)
    if not pieces:
        return None
    # A long text is found by its first words.
    between = rf"{LINK}[\W_]*?"
    pattern = between.join(re.escape(piece) for piece in pieces[:MOST_WORDS])
    lead = "".join(re.escape(piece) + between for piece in after)
    return re.compile(rf"(?<![^\W_]){lead}(?P<words>{pattern})(?![^\W_])").search(
        draft, begin, len(draft) if end is None else end
    )


def lines(checked: Sequence[Checked], findings: Iterable[Finding]) -> Iterable[str]:
    """One finding a line: place, code, severity, message, and where the other passages stand."""
    for finding in findings:
        first, *others = finding.passages
        own = checked[first.reading]
        told = [_from(own, checked[each.reading], each) for each in others]
        yield (
            f"{own.where(first)}: {finding.code} {finding.severity}: {_one_line(finding.message)}"
            f" [{finding.check}, {finding.confidence:.2f}"
            + (f"; see {', '.join(dict.fromkeys(told))}" if told else "")
            + "]"
        )


def _from(own: Checked, other: Checked, passage: Passage) -> str:
    """The other passage's place, as short as it can be from the first one's."""
    position = other.position(passage)
    if other is not own:
        return other.where(passage)
    return f"{position[0]}:{position[1]}" if position else in_words(passage.span.at)


def plain(checked: Sequence[Checked], findings: Iterable[Finding]) -> dict[str, Any]:
    """One JSON value: the sources, and the findings (schema 1) whose passages also name source, line and column."""
    told = []
    for finding in findings:
        value = finding.to_dict()
        for passage, given in zip(finding.passages, value["passages"], strict=True):
            own = checked[passage.reading]
            position = own.position(passage)
            given |= {"source": own.source, "line": position[0] if position else None}
            given["column"] = position[1] if position else None
        told.append(value)
    sources = [
        {
            "source": each.source,
            "url": each.reading.url,
            "headline": each.reading.headline,
            "ignored": sorted(each.ignored),
        }
        for each in checked
    ]
    return {"schema": SCHEMA, "sources": sources, "findings": told}


def sarif(
    checked: Sequence[Checked], findings: Iterable[Finding], checks: Iterable[Check], *, version: str
) -> dict[str, Any]:
    """A SARIF 2.1.0 log (OASIS), as code hosts and editors show it."""
    findings = list(findings)
    rules: dict[str, dict[str, Any]] = {
        code: {"id": code, "name": each.name, "shortDescription": {"text": says}}
        for each in checks
        for code, says in each.codes.items()
    }
    for finding in findings:
        rules.setdefault(
            finding.code, {"id": finding.code, "name": finding.check, "shortDescription": {"text": finding.check}}
        )
    order = list(rules)
    results = []
    for finding in findings:
        first, *others = finding.passages
        results.append(
            {
                "ruleId": finding.code,
                "ruleIndex": order.index(finding.code),
                "level": finding.severity,
                "message": {"text": finding.message},
                "locations": [_location(checked, first)],
                "relatedLocations": [
                    {"id": number, **_location(checked, each), "message": {"text": each.text}}
                    for number, each in enumerate(others, 1)
                ],
                "partialFingerprints": {"newsbox/v1": fingerprint(finding)},
                "properties": {"confidence": finding.confidence},
            }
        )
    driver = {
        "name": "NewsBox",
        "semanticVersion": version,
        "version": version,
        "rules": list(rules.values()),
    }
    # Columns count characters, as Python's texts do; readers of SARIF would else count an emoji as two.
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SARIF, "version": "2.1.0", "runs": [run]}


def _location(checked: Sequence[Checked], passage: Passage) -> dict[str, Any]:
    own = checked[passage.reading]
    region = own.region(passage)
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(own.source)}}
    if region:
        (line, column), (last_line, last_column) = region
        physical["region"] = {
            "startLine": line,
            "startColumn": column,
            "endLine": last_line,
            "endColumn": last_column,
            "snippet": {"text": passage.text},
        }
    return {
        "physicalLocation": physical,
        "logicalLocations": [{"fullyQualifiedName": in_words(passage.span.at)}],
    }


def _uri(source: str) -> str:
    from pathlib import Path
    from urllib.parse import quote

    if "://" in source:
        return source
    path = Path("stdin" if source == "-" else source)
    return path.absolute().as_uri() if path.is_absolute() else quote(path.as_posix())


def fingerprint(finding: Finding) -> str:
    """What a finding is known by when it comes again: its code and its passages' words, whatever moved around them."""
    import hashlib

    texts = sorted(" ".join(passage.text.split()) for passage in finding.passages)
    return hashlib.sha256("\n".join((finding.code, *texts)).encode()).hexdigest()[:32]


def markdown(checked: Sequence[Checked], findings: Iterable[Finding]) -> str:
    """A list for a comment under a draft."""
    told = []
    for finding in findings:
        told.append(f"- **{finding.severity}** {_literal(finding.message)} (`{finding.code}`, {finding.check})")
        told += [
            f"  - {_literal(checked[each.reading].where(each))}: “{_literal(each.text)}”" for each in finding.passages
        ]
    return "\n".join(told) if told else "Nothing that doesn't add up was found."


def _one_line(text: str) -> str:
    # Signs that steer a terminal, or turn the direction of what follows, are no words of an article.
    return " ".join(STEERING.sub("", text).split())


def _literal(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>#|~])", r"\\\1", _one_line(text))
