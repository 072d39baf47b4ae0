"""An article pasted as text: which lines are the article, and which the page around it?

A pasted page is lines of all kinds. Prose gives itself away (length, full stops); everything above the first run of
prose is the page's head, where a headline is repeated, an outlet stands beside its date, and a credit beside nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from newsbox.errors import ReadingError
from newsbox.reading import credits, dates, tongue
from newsbox.reading.body import Body, trimmed
from newsbox.reading.lines import SENTENCE_END, article_lines, is_clean
from newsbox.reading.metadata import BY, people
from newsbox.reading.page import squeeze
from newsbox.reading.phrases import is_furniture
from newsbox.types import Article, Image

ENDS = (
    ".",
    "!",
    "?",
    "…",
    ":",
    "。",
    "！",
    "？",
    ".”",
    ".“",
    ".»",
    "؟",
    "।",
    '."',
    ".'",
    ".’",
    "!”",
    "?”",
    ".)",
    "”",
    "»",
    "」",
)
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def article(text: str, *, url: str | None = None) -> Article:
    """The article in a pasted page. Raises ReadingError where no line is prose."""
    lines = _joined([squeeze(line) for line in text.split("\n")])
    head, body = _parted(lines)
    headline, subhead = _headline(head)
    published, modified, day = _dates(head)
    outlet = _outlet(head, headline, day)
    credit_line = next((line for line in head if line not in (headline, outlet) and credits.is_credit(line)), None)
    if headline is None and len(body) > 1 and not body[0].endswith(ENDS):
        headline, body = body[0], body[1:]
    credits_below = {line for line in body if len(line) < 90 and credits.is_credit(line)}
    paragraphs = [line for line in body if not is_furniture(line) and line not in credits_below]
    short = {
        place
        for place, line in enumerate(paragraphs)
        if 0 < place < len(paragraphs) - 1
        and len(line) < 80
        and not line.endswith(ENDS)
        and not line.startswith(("•", "-", "*", "–"))
    }
    kept, dateline, notes = trimmed(Body(paragraphs, short), headline=headline)
    if not kept.paragraphs:
        raise ReadingError("no article was found in this text.")
    image = Image(None, lead=True, credit=credits.split(credit_line)) if credit_line else None
    return Article(
        url=url,
        headline=headline,
        outlet=outlet,
        authors=_authors(head, {headline, subhead, day, credit_line}),
        published=published,
        modified=modified,
        dateline=dateline,
        language=tongue.of(" ".join(kept.paragraphs)),
        summary=subhead,
        images=(image,) if image else (),
        paragraphs=tuple(kept.paragraphs),
        notes=notes,
        subheads=tuple(sorted(kept.subheads)),
    )


def _joined(lines: Sequence[str]) -> list[str]:
    """Hard-wrapped text as one line a paragraph; other text as it is.

    Text is hard-wrapped where most of its long lines end near one width and in the middle of a sentence.
    """
    runs: list[list[str]] = [[]]
    for line in lines:
        if line:
            runs[-1].append(line)
        elif runs[-1]:
            runs.append([])
    inner = [line for run in runs for line in run[:-1] if len(line) > 40]
    if len(inner) < 4 or max(map(len, inner)) > 120 or sum(line.endswith(ENDS) for line in inner) > len(inner) / 3:
        return list(lines)
    width = max(map(len, inner))
    joined: list[str] = []
    for run in runs:
        piece, last = "", ""
        for line in run:
            if piece and len(last) <= width * 0.6:
                # A short line ends its paragraph even where no blank line follows.
                joined.append(piece)
                piece = ""
            piece, last = f"{piece} {line}".strip(), line
        joined += [piece, ""]
    return joined


def _parted(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """The lines above the article, and the article's own; a text without a page around it loses none."""
    first, last = _prose(lines)
    head, body = [line for line in lines[:first] if line], [line for line in lines[first : last + 1] if line]
    filled = [line for line in lines if line]
    if is_clean(filled):
        opening = next((place for place, line in enumerate(filled) if _opens(line, place)), len(head))
        return filled[:opening], filled[opening:]
    kept = article_lines(filled)
    start = next((place for place, is_kept in enumerate(kept) if is_kept and not _is_told(filled[place])), None)
    if start is None:
        return head, body
    return filled[:start], [line for line, is_kept in zip(filled[start:], kept[start:], strict=True) if is_kept]


def _is_told(line: str) -> bool:
    """Whether a line tells of the article: when, by whom, whose picture."""
    return _is_day(line) or bool(BY.match(line) and len(line.split()) <= 12) or credits.is_credit(line)


def _opens(line: str, place: int) -> bool:
    """Whether a clean text's article begins here: with prose, or below the headline with any sentence."""
    if _is_prose(line):
        return True
    return place > 0 and bool(SENTENCE_END.search(line[-6:])) and not _is_told(line)


def _is_prose(line: str) -> bool:
    """Whether a line is a paragraph of running text."""
    if is_furniture(line) or credits.is_credit(line):
        return False
    size = len(line) * (3 if CJK.search(line) else 1)
    return (
        (size >= 80 and line.endswith(ENDS))
        or size >= 160
        or (size >= 45 and line.endswith((".", ".”", "。", '."', ".»")) and " " in line)
    )


def _prose(lines: Sequence[str]) -> tuple[int, int]:
    """The first and the last line of the article's text: the heaviest run of prose, bridged over short lines."""
    prose = [place for place, line in enumerate(lines) if line and _is_prose(line)]
    if not prose:
        filled = [place for place, line in enumerate(lines) if len(line.split()) >= 5 or CJK.search(line)]
        if not filled:
            raise ReadingError("no article was found in this text: it has no sentence in it.")
        return filled[min(1, len(filled) - 1)], filled[-1]
    runs: list[list[int]] = [[prose[0]]]
    for place in prose[1:]:
        between = [line for line in lines[runs[-1][-1] + 1 : place] if line]
        runs.append([place]) if len(between) > 6 else runs[-1].append(place)
    best = max(runs, key=lambda run: sum(len(lines[place]) for place in run))
    return best[0], best[-1]


def _headline(head: Sequence[str]) -> tuple[str | None, str | None]:
    """The headline above the text and, where one follows it, the standfirst."""
    seen = Counter(head)
    candidates = [
        (place, line)
        for place, line in enumerate(head)
        if not is_furniture(line)
        and not _is_day(line)
        and not credits.is_credit(line)
        and not BY.match(line)
        and (len(line.split()) >= 3 or (CJK.search(line) and len(line) >= 6))
    ]
    if not candidates:
        # Nothing looks like a headline, but a short line that is nothing else stands just above the text.
        last = [line for line in head if not is_furniture(line) and not _is_day(line) and not BY.match(line)]
        return (last[-1] if last and not credits.is_credit(last[-1]) else None), None

    def weight(candidate: tuple[int, str]) -> float:
        place, line = candidate
        words = len(line.split()) if not CJK.search(line) else len(line) / 2
        return (
            (4 if seen[line] > 1 else 0)
            + min(words, 12) / 6
            + (1 if len(head) - place <= 6 else 0)
            - (0.5 if line.endswith(".") else 0)
        )

    # A long sentence above the article is a standfirst or a teaser.
    titles = [each for each in candidates if not _is_prose(each[1])] or candidates
    place, headline = max(titles, key=weight)
    after = [line for position, line in candidates if position > place and line != headline]
    standfirst = next((line for line in after if len(line.split()) >= 8 and len(line) > len(headline) * 0.6), None)
    return headline, standfirst


def _is_day(line: str) -> bool:
    """Whether a line is there for its date: little else stands on it."""
    found = dates.find(line)
    return bool(found) and len(line) <= 90 and (found[2] - found[1]) > len(line) * 0.3 if found else False


def _dates(head: Sequence[str]) -> tuple[str | None, str | None, str | None]:
    """Published, modified, and the line that tells the first."""
    published = modified = day = None
    for line in head:
        if not _is_day(line):
            continue
        pieces = re.split(r"(?i)\b(?=(?:last )?updated|modified|aktualisiert|mis à jour|actualizado)", line, maxsplit=1)
        if pieces[0].strip() and (stated := dates.iso(pieces[0])):
            published, day = published or stated, day or line
        if len(pieces) > 1:
            modified = modified or dates.iso(pieces[1])
            day = day or line
    return published, modified, day


def _outlet(head: Sequence[str], headline: str | None, day: str | None) -> str | None:
    """The outlet's name: on the date's own line, on the line before or after it, or behind the headline's last dash."""
    if day is None:
        return None
    found = dates.find(day)
    beside = squeeze(re.sub(r"(?i)\b(published|updated|posted|on)\b", "", day[: found[1]] if found else "")).strip(
        " |,·•–—-:"
    )
    if _is_name(beside):
        return beside
    place = head.index(day)
    for near in (place - 1, place + 1):
        if 0 <= near < len(head) and head[near] != headline and _is_name(head[near]) and not BY.match(head[near]):
            return head[near]
    return None


def _is_name(line: str) -> bool:
    """Whether a line can be an outlet's name; an agency that publishes by itself is one, too."""
    if not line or len(line.split()) > 5 or len(line) > 50 or line.endswith((".", ":", "?")):
        return False
    return (
        not is_furniture(line)
        and not _is_day(line)
        and (not credits.is_credit(line) or bool(credits.known_agency(line)))
    )


def _authors(head: Sequence[str], others: set[str | None]) -> tuple[str, ...]:
    for line in head:
        if line not in others and BY.match(line) and len(line.split()) <= 12:
            bare = line[: found[1]] if (found := dates.find(line)) else line
            return tuple(people(bare))
    return ()
