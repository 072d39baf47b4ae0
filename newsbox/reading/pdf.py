"""A PDF as an article: a press release, a court's opinion, a page that somebody printed.

A PDF knows places of words and no paragraphs. Lines are put together from words that share a height, paragraphs from lines
by what parts them for the eye: space, indent, size of type, a short last line. What repeats at the edges of pages is no text.
"""

from __future__ import annotations

import itertools
import logging
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from newsbox.errors import ReadingError
from newsbox.reading import dates, tongue
from newsbox.reading.body import Body, is_head_line, trimmed
from newsbox.reading.metadata import BY, people
from newsbox.reading.page import folded, squeeze
from newsbox.types import Article

MARK = b"%PDF-"
"""How a PDF begins; some servers put a few bytes before it."""
MOST_PAGES = 300
MOST_PIECES = 400_000
"""Pieces of text, all pages together: a PDF that draws every letter by itself has a few thousand a page."""
GUTTER, FEWEST_ROWS = 2.0, 4
"""Sizes of type between two columns, and rows in both from which a page has two."""
EDGE = 0.12
"""Of a page's height, at its top and its foot, where running titles and page numbers stand."""
LARGER = 1.12
"""Times the size of the text from which a line is a heading."""
# What word processors and printers write where a title belongs.
NO_TITLE = re.compile(
    r"^(?:untitled|microsoft (?:word|powerpoint)|document\d*|slide \d|.*\.(?:docx?|indd|pdf|qxd|odt|rtf|pptx?|html?)$|https?:)",
    re.IGNORECASE,
)
PAGE_NUMBER = re.compile(
    r"^\W*(?:page|seite|página|pagina|p\.)?\s*\d{1,4}(?:\s*(?:of|/|von|de|sur|di)\s*\d{1,4})?\W*$", re.IGNORECASE
)
BULLET = re.compile(r"^(?:[•●▪‣◦·–*-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s")
ENDS = re.compile(r"[.!?:。！？]['\"”’»)\]]*$")


@dataclass(slots=True)
class Line:
    """A line of text as it stands on its page; points from the page's lower left corner."""

    text: str
    x: float
    y: float
    size: float
    page: int
    top: bool = False
    """Whether it stands near an edge of the page."""
    bold: bool = False


def article(body: bytes, *, url: str | None = None) -> Article:
    """The article in a PDF. Raises ReadingError: a locked or broken file, a scan without text."""
    says, lines = _lines(body)
    lines = _without_edges(lines)
    if not lines:
        raise ReadingError(
            "this PDF shows pictures of pages and holds no text. A program for text recognition (OCR) can add it."
        )
    usual = _usual_size(lines)
    title = squeeze(str(says.get("/Title") or ""))
    title = "" if NO_TITLE.match(title) or len(title) > 300 else title
    headline, rest = _headline(lines, usual, title)
    whole, above = _paragraphs(rest, usual)
    kept, dateline, notes = trimmed(whole, headline=headline)
    if not kept.paragraphs:
        raise ReadingError("no article was found in this PDF: it has no paragraph.")
    stated = people(squeeze(str(says.get("/Author") or "")))
    signed = next((people(text) for text in above if BY.match(text)), [])
    day = next((told[0] for text in above if (told := dates.find(text))), None)
    tags = squeeze(str(says.get("/Keywords") or ""))
    return Article(
        url=url,
        headline=headline,
        authors=tuple(signed or [name for name in stated if " " in name]),
        published=day,
        dateline=dateline,
        language=tongue.of(" ".join(kept.paragraphs), [str(says["/Lang"])] if says.get("/Lang") else []),
        tags=tuple(dict.fromkeys(tag for each in re.split(r"[,;]", tags) if (tag := each.strip()))),
        paragraphs=tuple(kept.paragraphs),
        notes=notes,
        subheads=tuple(sorted(kept.subheads)),
    )


def _lines(body: bytes) -> tuple[dict[str, Any], list[Line]]:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(BytesIO(body), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadingError("this PDF is locked with a password.")
        says = {**(reader.metadata or {}), "/Lang": reader.root_object.get("/Lang")}
        lines: list[Line] = []
        pieces = 0
        for number, page in enumerate(reader.pages):
            if number >= MOST_PAGES or pieces > MOST_PIECES:
                break
            pieces += _read_page(page, number, lines)
    except ReadingError:
        raise
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
        OverflowError,
        ImportError,
    ) as error:
        # ImportError: a cipher that needs a library of its own.
        raise ReadingError("this PDF is broken or locked, and can't be read.") from error
    return says, lines


def _read_page(page: Any, number: int, lines: list[Line]) -> int:
    """Adds a page's lines, in the order in which they are drawn; gives the number of pieces."""
    low, high = float(page.mediabox.bottom), float(page.mediabox.top)
    edge = (high - low) * EDGE
    count = 0
    current: Line | None = None

    def see(text: str, outer: Any, inner: Any, font: Any, size: Any) -> None:
        nonlocal count, current
        count += 1
        if not text or count > MOST_PIECES:
            return
        if not text.strip():
            if current is not None:
                current.text += " "
            return
        x = outer[0] * inner[4] + outer[2] * inner[5] + outer[4]
        y = outer[1] * inner[4] + outer[3] * inner[5] + outer[5]
        scale = abs(inner[3] or inner[1]) * abs(outer[3] or outer[1])
        height = round(abs(float(size or 1) * (scale or 1)), 1) or 1.0
        bold = "bold" in str((font or {}).get("/BaseFont", "")).lower()
        for place, piece in enumerate(text.split("\n")):
            is_beside = current is not None and x > current.x + (0.6 * len(current.text) + GUTTER) * height
            if current is None or place or abs(current.y - y) > 0.4 * height or x < current.x - height or is_beside:
                if current is not None:
                    lines.append(current)
                current = Line("", x, y, height, number, not low + edge < y < high - edge, bold)
            current.text += piece

    start = len(lines)
    page.extract_text(visitor_text=see)
    if current is not None:
        lines.append(current)
    for line in lines[start:]:
        line.text = squeeze(line.text)
    lines[start:] = _in_columns([line for line in lines[start:] if line.text])
    return count


def _in_columns(lines: list[Line]) -> list[Line]:
    """A page's lines in reading order, where two columns are drawn row by row: the left one, then the right one."""
    pairs = [place for place in range(1, len(lines)) if _is_beside(lines[place - 1], lines[place])]
    if len(pairs) < FEWEST_ROWS or len(pairs) < 0.3 * len(lines):
        return lines
    middle = min(lines[place].x for place in pairs)
    first, last = pairs[0] - 1, pairs[-1] + 1
    # What stands between the first and the last pair belongs to the column it begins in.
    left = [line for line in lines[first:last] if line.x < middle - 1]
    right = [line for line in lines[first:last] if line.x >= middle - 1]
    return [*lines[:first], *left, *right, *lines[last:]]


def _is_beside(line: Line, other: Line) -> bool:
    return abs(line.y - other.y) < 0.4 * line.size and other.x > line.x + 4 * line.size


def _without_edges(lines: Sequence[Line]) -> list[Line]:
    """The lines without running titles and page numbers."""
    pages = len({line.page for line in lines})
    seen: dict[tuple[str, int], set[int]] = {}
    for line in lines:
        if line.top:
            seen.setdefault(_running(line), set()).add(line.page)
    return [
        line
        for line in lines
        if not (
            line.top
            and (PAGE_NUMBER.match(line.text) or (pages > 1 and len(seen[_running(line)]) > max(1, pages * 0.4)))
        )
    ]


def _running(line: Line) -> tuple[str, int]:
    """What a running title is known by: its words without the number of the page, and its height."""
    return re.sub(r"\d+", "#", folded(line.text)), round(line.y / 4)


def _usual_size(lines: Sequence[Line]) -> float:
    """The size of type in which most of the text is set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0]


def _headline(lines: list[Line], usual: float, title: str) -> tuple[str | None, list[Line]]:
    """The headline, and the lines without it: the largest type on the first page, or the title that the file declares."""
    first = [line for line in lines if line.page == lines[0].page]
    largest = max(line.size for line in first)
    if largest > LARGER * usual:
        start = next(place for place, line in enumerate(first) if line.size == largest)
        end = start
        while end + 1 < len(first) and first[end + 1].size == largest and end - start < 5:
            end += 1
        shown = squeeze(" ".join(line.text for line in first[start : end + 1]))
        # A letterhead is set larger than what the letter is about: the declared title tells.
        if len(shown) > 8 and (
            not title or folded(shown) in folded(title) or folded(title) in folded(shown) or len(shown.split()) > 3
        ):
            return shown, [line for line in lines if not any(line is each for each in first[start : end + 1])]
    if title:
        wanted = folded(title)
        return title, [
            line
            for line in lines
            if not (line.page == first[0].page and len(line.text) > 8 and folded(line.text) in wanted)
        ]
    heading = next((line for line in first[:6] if line.bold and len(line.text.split()) > 2), None)
    if heading:
        return heading.text, [line for line in lines if line is not heading]
    return None, lines


def _paragraphs(lines: Sequence[Line], usual: float) -> tuple[Body, list[str]]:
    """The body, and the lines above it that tell who wrote it and when."""
    longest = sorted(len(line.text) for line in lines if line.size == usual) or [60]
    full = longest[int(0.8 * (len(longest) - 1))]
    gaps = Counter(
        round(above.y - line.y, 1)
        for above, line in itertools.pairwise(lines)
        if above.page == line.page and above.size == line.size == usual and 0 < above.y - line.y < 4 * usual
    )
    leading = gaps.most_common(1)[0][0] if gaps else 1.2 * usual
    body, above_text = Body([], set()), []
    previous: Line | None = None
    left = 0.0
    for line in lines:
        if previous is None or not body.paragraphs or _begins(line, previous, body.paragraphs[-1], leading, full, left):
            if (
                len(body.paragraphs) < 8
                and is_head_line(line.text)
                and not any(len(text) > full * 2 for text in body.paragraphs)
            ):
                above_text.append(line.text)
                continue
            if line.size > LARGER * usual or (line.bold and len(line.text) < 0.8 * full and not ENDS.search(line.text)):
                body.subheads.add(len(body.paragraphs))
            body.paragraphs.append(line.text)
            left = line.x
        else:
            body.paragraphs[-1] = _continued(body.paragraphs[-1], line.text)
            left = min(left, line.x)
        previous = line
    return body, above_text


def _begins(line: Line, above: Line, text: str, leading: float, full: int, left: float) -> bool:
    """Whether a line begins a paragraph."""
    if abs(line.size - above.size) > 0.08 * above.size or (line.bold != above.bold and abs(line.y - above.y) > 2):
        return True
    if BULLET.match(line.text):
        return True
    gap = above.y - line.y
    if line.page != above.page or gap < 0:
        # The next column or page goes on with the sentence, unless it had ended.
        return _is_ended(text) and (len(above.text) < 0.85 * full or line.x > left + 0.8 * line.size)
    if gap > 1.35 * leading:
        return True
    return _is_ended(text) and (len(above.text) < 0.7 * full or 0.8 * line.size < line.x - above.x < 5 * line.size)


def _is_ended(text: str) -> bool:
    """Whether a sentence ends where a text ends: only its end is looked at, since every line asks anew."""
    return bool(ENDS.search(text[-12:]))


def _continued(text: str, line: str) -> str:
    """A line set behind the text above it; a word that was parted at the line's end is whole again."""
    end = text[-2:]
    if re.search(r"\w[-\u2010\u00ad]$", end) and re.match(r"[^\W\d_]", line) and line[0].islower():
        return text[:-1] + line
    if re.search(r"[\u3040-\u30ff\u3400-\u9fff]$", end) and re.match(r"[\u3040-\u30ff\u3400-\u9fff]", line):
        return text + line
    return f"{text} {line}"
