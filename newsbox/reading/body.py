"""Which of a page's words are its article's?

Trafilatura finds the region; what it takes along from the page around (links to other articles, captions, bylines,
notes on newsletters) is recognised here by what it is on the page, and by what the publisher declares as the body.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml import html
from lxml.etree import _Element

from newsbox.errors import ReadingError
from newsbox.reading import credits, dates, state
from newsbox.reading.metadata import BY, Declared
from newsbox.reading.page import squeeze, words_of
from newsbox.reading.phrases import is_furniture, is_house_note
from newsbox.types import Dateline, EditorialNote

DATELINE = re.compile(
    r"^(?P<text>(?P<place>[A-ZÀ-ÞА-Я][\w'’.À-ÿА-я-]*(?:[ ,/]+[A-ZÀ-ÞА-Я(][\w'’.À-ÿА-я-]*\.?){0,5}?)"
    r"(?:,\s+(?P<date>(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}|\d{1,2}\.?\s+[A-Z]?[a-zä]{2,9}\.?)(?:,?\s+\d{4})?))?"
    r"(?:\s*[,/]?\s*\((?P<agency>[A-Z][\w .&/'-]{1,40}|[a-z]{2,4})\)|\s*/(?P<slashed>[A-Z]{2,8})/)?)"
    r"\s*(?:[–—]|--|-\s|:\s(?=[A-Z“\"]))\s*",
)
AGENCY_ALONE = re.compile(r"^(?P<text>\((?P<agency>[A-Z][\w .&-]{1,30}|[a-z]{2,4})\))\s*[–—-]{1,2}\s*")
DECLARED_ENOUGH = 400
"""Characters of a declared articleBody from which it may stand in for a body the markup does not show."""


SHELL = 1_000
"""Characters of a body below which the page may be a shell that its script state fills."""
STRICT_SHARE = 0.3
"""Of the length a lenient extraction finds: a strict one that finds less has lost the article."""
STANDFIRST = 60
"""Characters from which a paragraph at the top is one that a declared body may leave out."""
RUN = 5
"""Words in a row by which a paragraph is found again in the declared body."""
EDGE = 6
"""Paragraphs at either end where bylines, dates and notes of the house may stand."""


@dataclass(slots=True)
class Body:
    """The text of an article: paragraphs, and which of them are subheadings."""

    paragraphs: list[str]
    subheads: set[int]

    def without(self, unwanted: Iterable[int]) -> Body:
        """The body without some of its paragraphs, counted anew."""
        gone = set(unwanted)
        kept = [place for place in range(len(self.paragraphs)) if place not in gone]
        return Body(
            [self.paragraphs[place] for place in kept], {new for new, old in enumerate(kept) if old in self.subheads}
        )

    @property
    def length(self) -> int:
        """Characters."""
        return sum(map(len, self.paragraphs))


def folded(text: str) -> str:
    """A text by its letters and digits alone, for comparing what two places say."""
    return re.sub(r"[\W_]+", "", text).casefold()


def body_of(
    tree: html.HtmlElement, says: Declared, *, headline: str | None, captions: Sequence[str], url: str | None
) -> tuple[Body, Dateline | None, tuple[EditorialNote, ...]]:
    """The text of a page's article, its dateline, and the newsroom's notes on it; an empty body where there is none.

    Raises ReadingError for markup that can't be worked through.
    """
    body = _extracted(tree, is_article=says.is_article, url=url)
    told = declared_paragraphs(says.body or "")
    size = sum(map(len, told))
    if size > DECLARED_ENOUGH and (body.length < size / 3 or len(body.paragraphs) <= 1 < len(told)):
        # The markup is a shell for scripts, or the text stands behind a veil; the publisher declares it all the same.
        body = Body(told, set())
    elif size > DECLARED_ENOUGH:
        body = _as_declared(body, told)
    titles = [headline or "", *says.headline, *(words_of(h1) for h1 in tree.xpath("//h1")[:3])]
    if body.length < SHELL:
        kept = state.paragraphs_of(tree, titles)
        if sum(map(len, kept)) > 3 * body.length:
            body = Body(kept, set())
    body = body.without(_beside(body, tree, titles))
    return trimmed(body, headline=headline, captions=captions)


def _extracted(tree: html.HtmlElement, *, is_article: bool, url: str | None) -> Body:
    """The strict extraction of a page that declares itself an article, unless it lost most of what a lenient one finds.

    Of other pages (forums, manuals, lists) the strict one takes too little.
    """
    if not is_article:
        return _by_trafilatura(tree, url, favor_precision=False)
    strict = _by_trafilatura(tree, url, favor_precision=True)
    if strict.length >= STRICT_SHARE * sum(len(words_of(each)) for each in tree.iter("p")):
        return strict
    lenient = _by_trafilatura(tree, url, favor_precision=False)
    return strict if strict.length >= STRICT_SHARE * lenient.length else lenient


def _by_trafilatura(tree: html.HtmlElement, url: str | None, *, favor_precision: bool) -> Body:
    import trafilatura

    try:
        document = trafilatura.bare_extraction(
            copy.deepcopy(tree), url=url, include_comments=False, include_tables=True, favor_precision=favor_precision
        )
    except (RecursionError, AssertionError, AttributeError, IndexError, KeyError) as error:
        raise ReadingError("the page's markup is too broken to read.") from error
    if document is None or isinstance(document, dict) or document.body is None:
        return Body([], set())
    return _paragraphs(document.body)


def declared_paragraphs(text: str) -> list[str]:
    """A declared articleBody in its paragraphs; some publishers put markup into it."""
    pieces = re.split(r"\n+|<br\s*/?>|</(?:p|h\d|li|div)>", text)
    return [line for piece in pieces if (line := squeeze(re.sub(r"<[^>]{0,500}>", "", piece)))]


def _as_declared(body: Body, told: Sequence[str]) -> Body:
    """The body without the paragraphs of which the declared body knows nothing, where it knows most of the others."""
    known = _runs(" ".join(told))
    shares = [_share(paragraph, known) for paragraph in body.paragraphs]
    known_length = sum(len(text) for text, share in zip(body.paragraphs, shares, strict=True) if share > 0.5)
    if known_length < 0.6 * body.length:
        return body
    return body.without(
        place
        for place, share in enumerate(shares)
        if share < 0.2 and place not in body.subheads and not (place < 2 and len(body.paragraphs[place]) > STANDFIRST)
    )


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[place : place + RUN]) for place in range(max(1, len(words) - RUN + 1))}


def _share(text: str, known: set[tuple[str, ...]]) -> float:
    """How much of a text stands in another, by runs of words; a text shorter than a run counts as known."""
    ours = _runs(text)
    return len(ours & known) / len(ours) if len(re.findall(r"\w+", text)) >= RUN else 1.0


def _beside(body: Body, tree: html.HtmlElement, titles: Sequence[str]) -> set[int]:
    """The paragraphs that are no part of the article, by what they are on the page and where they stand."""
    captions = _captions(tree)
    names = {folded(title) for title in titles if title}
    last = len(body.paragraphs) - 1
    found: set[int] = set()
    for place, text in enumerate(body.paragraphs):
        short = folded(text)
        if (
            short in captions
            or (
                place < 3
                and any(name and (short == name or (name in short and len(short) < 2 * len(name))) for name in names)
            )
            or (place < EDGE and is_head_line(text) and place not in body.subheads)
            or (last - place < EDGE and is_house_note(text))
        ):
            found.add(place)
    # A word or two above the first sentence: the kind of text, a section, a button.
    first = next((place for place in range(len(body.paragraphs)) if place not in found), None)
    if first is not None and first < 2 and last > first and len(body.paragraphs[first].split()) <= 3:
        bare = body.paragraphs[first]
        if not re.search(r"[.!?:。]$", bare) and len(bare) < 30 and len(body.paragraphs[first + 1]) > 60:
            found.add(first)
    return found


def is_head_line(text: str) -> bool:
    """Whether a line above the text is a byline or a date that the page shows there."""
    if len(text) > 90:
        return False
    if BY.match(text) and len(text.split()) <= 8 and not text.endswith("."):
        return True
    day = dates.find(text)
    return day is not None and day[2] - day[1] > 0.5 * len(text)


def _captions(tree: html.HtmlElement) -> set[str]:
    """What stands below the page's pictures, whole and line by line, and what describes them."""
    found = set()
    for place in tree.xpath("//figcaption | //*[contains(@class, 'caption') or contains(@class, 'Caption')]")[:200]:
        if len(words := words_of(place)) <= 600:
            found |= {folded(words), *(folded(words_of(child)) for child in place)}
    found |= {folded(alt) for alt in tree.xpath("//img/@alt")[:200] if len(alt) > 20}
    return found - {""}


def _paragraphs(root: _Element) -> Body:
    """Trafilatura's tree as paragraphs: list items, table rows and quotations are paragraphs of their own."""
    found = Body([], set())
    for element in root:
        texts: list[str] = []
        if element.tag == "list":
            texts = [squeeze("".join(item.itertext())) for item in element.iter("item")]
        elif element.tag == "table":
            texts = [
                " | ".join(cell for cell in (squeeze("".join(each.itertext())) for each in row.iter("cell")) if cell)
                for row in element.iter("row")
            ]
        elif element.tag == "quote" and len(element):
            texts = [squeeze(piece) for piece in re.split(r"\n\s*\n?", "\n".join(element.itertext()))]
        elif element.tag != "graphic":
            texts = [squeeze(piece) for piece in re.split(r"\n", _with_breaks(element))]
        for text in filter(None, texts):
            if element.tag == "head":
                found.subheads.add(len(found.paragraphs))
            found.paragraphs.append(text)
    return found


def _with_breaks(element: _Element) -> str:
    """An element's text with its line breaks as new lines, and the line feeds of its source as spaces."""
    pieces: list[str] = [re.sub(r"\s+", " ", element.text or "")]
    for child in element.iterdescendants():
        if child.tag == "lb":
            pieces.append("\n")
        pieces.append(re.sub(r"\s+", " ", child.text or ""))
        pieces.append(re.sub(r"\s+", " ", child.tail or ""))
    return "".join(pieces)


def trimmed(
    body: Body, *, headline: str | None, captions: Sequence[str] = ()
) -> tuple[Body, Dateline | None, tuple[EditorialNote, ...]]:
    """The body without what is no part of it: the repeated headline, the page's furniture, captions, newsroom's notes."""
    folded_headline, folded_captions = folded(headline or ""), {folded(caption) for caption in captions if caption}
    notes: list[EditorialNote] = []
    unwanted: set[int] = set()
    for place, text in enumerate(body.paragraphs):
        short = folded(text)
        if note := _note(text):
            notes.append(note)
            unwanted.add(place)
        elif (
            not short
            or is_furniture(text)
            or short in folded_captions
            or (short == folded_headline and place < 4)
            or (place and text == body.paragraphs[place - 1])
        ) or (
            credits.is_credit(text)
            and len(text) < 80
            and place not in body.subheads
            and (credits.LEAD_IN.match(text) or place < 3)
        ):
            unwanted.add(place)
    body = body.without(unwanted)
    last = len(body.paragraphs) - 1
    while last >= 0 and last in body.subheads:
        # A subheading with nothing below it announced related links or a comment box.
        last -= 1
    body = body.without(range(last + 1, len(body.paragraphs)))
    dateline, rest = cut_dateline(body.paragraphs[0]) if body.paragraphs else (None, "")
    if dateline:
        body.paragraphs[0] = rest
    return body, dateline, tuple(notes)


def cut_dateline(paragraph: str) -> tuple[Dateline | None, str]:
    """A first paragraph's dateline, and the paragraph without it."""
    if (bare := AGENCY_ALONE.match(paragraph)) and len(paragraph) - bare.end() >= 20:
        return Dateline(bare["text"], agency=bare["agency"]), paragraph[bare.end() :].strip()
    match = DATELINE.match(paragraph)
    if not match or len(match["text"]) > 70 or len(paragraph) - match.end() < 20:
        return None, paragraph
    place, agency = match["place"].strip(" ,"), match["agency"] or match["slashed"]
    first_word = re.split(r"[\s,/]", place)[0]
    if not (agency or match["date"] or (first_word.isupper() and len(first_word) > 2)):
        return None, paragraph
    return Dateline(match["text"].strip(" ,"), place=place, agency=agency, date=match["date"]), paragraph[
        match.end() :
    ].strip()


def _note(text: str) -> EditorialNote | None:
    if re.match(
        r"^\W*(correction|corrections|clarification|korrektur|berichtigung|correctif|rectificatif|corrección|correzione|correção|rectificatie)\b\s*[:(–—-]",
        text,
        re.IGNORECASE,
    ):
        return EditorialNote("correction", text)
    if re.match(
        r"^\W*(editor['’]?s['’]? note|editors['’] note|anm(?:erkung|\.)? der redaktion|note de la rédaction|nota del editor|nota de la redacción)\b",
        text,
        re.IGNORECASE,
    ):
        return EditorialNote("editor", text)
    return None
