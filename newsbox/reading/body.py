"""Which of a page's words are its article's?

Trafilatura finds the region; what it takes along from the page around (links to other articles, captions, bylines,
notes on newsletters) is recognised here by what it is on the page, and by what the publisher declares as the body.
"""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml import html
from lxml.etree import _Element

from newsbox.errors import ReadingError
from newsbox.reading import credits, dates, state
from newsbox.reading.metadata import BY, Declared
from newsbox.reading.page import folded, says, squeeze, tree_of, words_of
from newsbox.reading.phrases import is_furniture, is_house_note
from newsbox.types import Dateline, EditorialNote

_CAPITAL = r"A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŹŻŽȘȚΑ-ΩΆ-ΏЀ-Я"
_REST = r"\w'’.-"
_NAME = rf"[{_CAPITAL}][{_REST}]{{0,40}}"
# Words inside a place's name: Rio de Janeiro, Frankfurt am Main, 's-Hertogenbosch, Ho Chi Minh City.
_INNER = r"(?:de|del|la|las|los|do|da|dos|das|du|des|sur|am|an|der|im|of|the|on|upon|und|and|y|e|et|i|bei|ob|na|nad)"
_PLACE = rf"(?P<place>{_NAME}(?:(?:[ ,/]{{1,3}}|, )(?:{_INNER} ){{0,2}}\(?{_NAME}\)?){{0,6}}?)"
_DAY = (
    r"(?P<date>(?:(?:on |le |el |am )?(?:[^\W\d_]{3,12}day,? )?"
    r"(?:[^\W\d_]{3,10}\.? \d{1,2}(?:st|nd|rd|th)?|\d{1,2}(?:\.|er|º)?(?: de)? [^\W\d_]{3,10}\.?)(?:,? (?:de )?\d{4})?|\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?\.?))"
)
_AGENCY = rf"(?:\((?P<agency>[{_CAPITAL}][\w .&/'’+-]{{1,40}}|[a-z]{{2,5}}(?:[/-][a-zA-Z]{{2,5}}){{0,3}})\)|/(?P<slashed>[{_CAPITAL}][\w ]{{1,24}})/)"
# Newsrooms that are printed bare behind the place: "BERLIN taz |", "MOSCOW, Jan 17 — RIA Novosti."
_BARE = (
    r"AP|AFP|Reuters|dpa|DPA|EFE|ANSA|Ansa|TASS|ТАСС|РИА Новости|RIA Novosti|Интерфакс|Interfax|Xinhua|UPI|PTI|ANI|IANS|APA|SDA|ATS|KNA|epd|taz|PAP|ČTK|MTI|Lusa|LUSA|Europa Press"
    r"|EUROPA PRESS|Kyodo|Yonhap|Bernama|ANTARA|WAFA|SANA|IRNA|NTB|TT|Ritzau|STT|Belga|ANP|Tanjug|HINA|Hina|DHA|İHA|AA|CNN|BBC|VOA"
)
_DASH = r"(?:[–—―]|--?(?=\s)|--|-\s)"
DATELINE = re.compile(
    rf"^(?P<text>{_PLACE}(?:\s*[,.]?\s*{_AGENCY})?(?:\s*[,/]\s*{_DAY}(?=\W))?(?:\s*[,/.]?\s*{_AGENCY.replace('agency', 'agency2').replace('slashed', 'slashed2')}"
    rf"|,? (?P<bare>{_BARE}))?)"
    rf"(?:\.?\s*{_DASH}\s*(?:(?P<behind>{_BARE})\s*[.,:]\s+)?|\s*\|\s+|(?P<colon>\s?[:：]\s(?=[{_CAPITAL}“\"«0-9]))|(?P<none>(?(agency)|(?(agency2)|(?(bare)|(?(slashed)|(?(slashed2)|(?!))))))\.?\s+(?=[{_CAPITAL}“\"«]))|(?P<point>\.\s(?=[{_CAPITAL}“\"«])))",
)
"""A place, a day, an agency, in one of their usual orders, and the mark that ends them."""
FRONT = re.compile(
    rf"^(?P<text>{_AGENCY}\s*{_DASH}?\s*{_PLACE}(?:,\s*{_DAY})?)\s*(?:{_DASH})\s*",
)
"""The agency first, as in "(ANSA) - ROMA, 17 GEN -"."""
AGENCY_ALONE = re.compile(
    rf"^(?P<text>\((?P<agency>[{_CAPITAL}][\w .&'’-]{{1,30}}|[a-z]{{2,5}}(?:/[a-zA-Z]{{2,5}}){{0,3}})\))\s*(?:[–—]|-{{1,2}})\s*"
)
# Chinese "新华社北京1月17日电（记者张三）", Korean "(서울=연합뉴스) 홍길동 기자 =", Japanese "【ロンドン共同】".
EASTERN = (
    re.compile(
        r"^(?P<text>(?:[（(])?(?P<agency>[\u4e00-\u9fff]{1,6}?(?:社|网|網|报|報|台))(?P<place>[\u4e00-\u9fff]{2,8}?)(?P<date>(?:\d{1,2}月)?\d{1,2}日)(?:电|電|讯|訊)"
        r"(?:\s*[（(][^）)]{1,40}[）)])?)[）)]?\s*"
    ),
    re.compile(
        r"^(?P<text>[（(\[](?P<place>[\uac00-\ud7af·]{2,14})\s?=\s?(?P<agency>[\uac00-\ud7af\w]{2,10})[)）\]])\s*(?:[\uac00-\ud7af· ]{2,24}기자\s*=\s*)?"
    ),
    re.compile(
        r"^(?P<text>【(?P<place>[\u30a0-\u30ff\u4e00-\u9fff]{2,10}?)[=＝・]?(?P<agency>共同|時事|AFP時事|AFP|ロイター|[\u4e00-\u9fff]{1,4}[ 　][\u4e00-\u9fff]{1,3})】)\s*"
    ),
)
WEEKDAY = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|heute|gestern|today",
    re.IGNORECASE,
)
# Capitals before a colon or a dash that are no place: the desk speaks of its own piece. Told by their first word.
NO_PLACE = frozenset(
    """UPDATE UPDATED WATCH FILE LIVE BREAKING VIDEO PHOTO PHOTOS PICS PICTURES OPINION ANALYSIS EXCLUSIVE EXPLAINER FACT FACTBOX NOTE WARNING SPOILER CORRECTION EDITOR EDITORS REVIEW INTERVIEW
    PODCAST LISTEN READ MORE ALSO NEWS DEAR THE WHAT WHY HOW WHO WHEN WHERE TIMELINE RECAP POLL QUIZ GALLERY SPONSORED ADVERTISEMENT COMMENT COMMENTARY FEATURE PROFILE REPORT
    EILMELDUNG KOMMENTAR ANALYSE MEINUNG HINTERGRUND AKTUALISIERT VIDÉO DIRECT ENTRETIEN EXCLUSIF ENQUÊTE TRIBUNE OPINIÓN ÚLTIMA VÍDEO DIRECTO ENTREVISTA ANÁLISIS FOTO FOTOS ESCLUSIVA ВИДЕО ФОТО
    СРОЧНО ОБНОВЛЕНО TL;DR FAQ CEO COVID-19 NASA Q A I PM FIFA UEFA NBA NFL NHL MLB""".split()
)
LONGEST_DATELINE = 200
"""Characters that are looked at for one."""
DECLARED_ENOUGH = 400
"""Characters of a declared articleBody from which it may stand in for a body the markup does not show."""


SHELL = 1_000
"""Characters of a body below which the page may be a shell that its script state fills."""
LEAST_IN_GAP, FEWEST_AROUND = 40, 3
"""Characters of a paragraph, and paragraphs of the body marked up alike, from which one that extraction lost is put back."""
# Boxes that stand within articles, by the class names newsrooms' systems give them.
BOX = re.compile(
    r"(?:^|[\s_-])(?:fact-?s?-?box|factbox|info-?box|infobox|info-?kasten|fakta(?:-?(?:box|boks|ruta))?|author-?(?:box|bio|info|card)|about-?(?:the-)?author)(?:$|[\s_-])",
    re.IGNORECASE,
)
# Words for screen readers alone: "opens in a new window".
UNSEEN = re.compile(
    r"(?:^|[\s_-])(?:sr-?only|(?:visually|u)-?hidden|screen-?reader(?:-?text)?|hidden-?visually|assistive(?:-?text)?|a11y-?hidden)(?:$|[\s_-])",
    re.IGNORECASE,
)
BOX_SHARE, BOX_LARGEST = 0.3, 2_500
"""Of a page's text, and in characters: from there on what is called a box is the article itself."""
FEWEST_BEYOND = 5
"""Paragraphs of the body marked up alike, from which what follows its end counts as more of it."""
SPACE = re.compile(r"[^\S\u3000]+")
INDENT = re.compile(r"(?<=[。」』）])\s*\u3000(?=\S)")
"""Where a paragraph begins in Japanese and Chinese: behind a sentence's end, by a wide space."""
FAST = 0.6
"""Of the text in a page's paragraphs: where a quick extraction has that much, the slow one would find the same."""
STRICT_SHARE = 0.3
"""Of the length a lenient extraction finds: a strict one that finds less has lost the article."""
STANDFIRST = 60
"""Characters from which a paragraph at the top is one that a declared body may leave out."""
RUN = 5
"""Words in a row by which a paragraph is found again in the declared body."""
LONGEST_LOOSE = 110
"""Characters of a line below the text that may be none of it."""
ANNOUNCES = 60
"""Characters from which a line that ends in a colon is a sentence of the text, and no title of a list of links."""
SENTENCE_END = re.compile(r"[.!?…:。！？।؟][\"'”’»)\]]*$|[”»\"」』]$")
# What stands before names and times above a text.
HEAD_WORDS = re.compile(
    r"^(?:(?:written|posted|published|updated|last (?:updated|modified)|reviewed|medically reviewed|fact[- ]checked|edited|reading time|published on|date|author|you are here|table of contents?"
    r"|uppdaterad|publicerad|publisert|oppdatert|opdateret|veröffentlicht|aktualisiert|stand|publié|mis à jour|publicado|actualizado|pubblicato|aggiornato|güncelleme|опубликовано|обновлено)\b.{0,60}|.{0,30}기자(?: 외 \d+명)?)$",
    re.IGNORECASE,
)
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
    body = _with_gaps(body, tree)
    titles = [headline or "", *says.headline, *(words_of(h1) for h1 in tree.xpath("//h1")[:3])]
    if body.length < SHELL:
        kept = _from_state(state.texts_of(tree, titles), url)
        if kept.length > 3 * body.length:
            body = kept
    body = body.without(_beside(body, tree, titles, says))
    return trimmed(body, headline=headline, captions=captions)


def _extracted(tree: html.HtmlElement, *, is_article: bool, url: str | None) -> Body:
    """The strict extraction of a page that declares itself an article, unless it lost most of what a lenient one finds.

    Of other pages (forums, manuals, lists) the strict one takes too little.
    """
    if not is_article:
        lenient = _by_trafilatura(tree, url, favor_precision=False)
        return lenient if lenient.paragraphs else _densest(tree)
    size = sum(len(words_of(each)) for each in tree.iter("p"))
    quick = _by_trafilatura(tree, url, favor_precision=True, fast=True)
    if FAST * size <= quick.length <= 1.05 * size and quick.length > 1_500:
        return quick
    strict = _by_trafilatura(tree, url, favor_precision=True)
    if strict.length >= STRICT_SHARE * sum(len(words_of(each)) for each in tree.iter("p")):
        return strict
    lenient = _by_trafilatura(tree, url, favor_precision=False)
    chosen = strict if strict.length >= STRICT_SHARE * lenient.length else lenient
    return chosen if chosen.paragraphs else _densest(tree)


def _densest(tree: html.HtmlElement) -> Body:
    """The paragraphs of the element that holds the most text in paragraphs of its own, for pages where extraction finds nothing."""
    sizes: Counter[html.HtmlElement] = Counter()
    for element in tree.iter("p"):
        parent = element.getparent()
        if parent is not None and not _is_mostly_link(element, text := words_of(element)):
            sizes[parent] += len(text)
    if not sizes or (best := sizes.most_common(1)[0])[1] < DECLARED_ENOUGH:
        return Body([], set())
    found = Body([], set())
    for element in best[0].iter("p", "h2", "h3", "h4", "li"):
        if (text := words_of(element)) and not (element.tag == "li" and element.find(".//p") is not None):
            if element.tag in ("h2", "h3", "h4"):
                found.subheads.add(len(found.paragraphs))
            found.paragraphs.append(text)
    return found


def _with_gaps(body: Body, tree: html.HtmlElement) -> Body:
    """The body with the paragraphs between its own that the page marks up just like them.

    Extraction loses a paragraph now and then: one that is mostly a link, one in a container of its own. What stands beside
    the article is marked up otherwise, or holds little but links.
    """
    places: dict[str, int] = {}
    for place, text in enumerate(body.paragraphs):
        places.setdefault(folded(text), place)
    kept: Counter[tuple[str, ...]] = Counter()
    lost: Counter[tuple[str, ...]] = Counter()
    rows: list[tuple[html.HtmlElement, str, int | None, tuple[str, ...]]] = []
    for element in tree.iter("p"):
        text = words_of(element)
        if len(text) < LEAST_IN_GAP:
            continue
        own, shape = places.get(folded(text)), _shape(element)
        (lost if own is None else kept)[shape] += 1
        rows.append((element, text, own, shape))
    inside = [number for number, row in enumerate(rows) if row[2] is not None]
    if len(inside) < FEWEST_AROUND:
        return body
    whole = folded("".join(body.paragraphs))
    added: dict[int, list[str]] = {}
    before = 0
    end = inside[-1] + 1
    home = _home(rows[inside[-1]][0])
    while end < len(rows) and kept[rows[end][3]] >= FEWEST_BEYOND and _home(rows[end][0]) is home:
        # The text goes on in another container of the same making.
        end += 1
    for element, text, own, shape in rows[inside[0] : end]:
        if own is not None:
            before = own
        elif (
            kept[shape] >= max(FEWEST_AROUND, lost[shape])
            and not _is_mostly_link(element, text)
            and folded(text) not in whole
        ):
            added.setdefault(before, []).append(text)
    if not added:
        return body
    new = Body([], set())
    for old, text in enumerate(body.paragraphs):
        if old in body.subheads:
            new.subheads.add(len(new.paragraphs))
        new.paragraphs += [text, *added.get(old, ())]
    return new


def _home(element: html.HtmlElement) -> html.HtmlElement | None:
    """The article that an element stands in: a page may go on with the next one."""
    return next(element.iterancestors("article"), None)


def _shape(element: html.HtmlElement) -> tuple[str, ...]:
    """How a paragraph is marked up: its own element and the two around it, with their classes."""
    shape: list[str] = []
    here: html.HtmlElement | None = element
    while here is not None and len(shape) < 3:
        shape.append(f"{here.tag} {re.sub(r'[0-9]+', '', (here.get('class') or '')[:120])}")
        here = here.getparent()
    return tuple(shape)


def _is_mostly_link(element: html.HtmlElement, text: str) -> bool:
    linked = sum(len(words_of(link)) for link in element.iter("a"))
    return linked > 0.7 * len(text) or any(
        above.tag in ("aside", "nav", "footer", "figure", "li", "form", "a") for above in element.iterancestors()
    )


def _without_boxes(tree: html.HtmlElement) -> None:
    """Takes the boxes out that stand in an article and beside its text: facts, calls to subscribe, offers, players."""
    for element in tree.xpath(
        "//span[contains(@class, 'hidden') or contains(@class, 'sr') or contains(@class, 'screen') or contains(@class, 'assistive')]"
    ):
        if says(UNSEEN, element.get("class")[:200]):
            element.drop_tree()
    boxes = [
        element
        for element in tree.xpath("//div[@class] | //section[@class] | //aside[@class]")
        if says(BOX, element.get("class")[:200])
    ]
    size = len(words_of(tree)) if boxes else 0
    for element in boxes:
        if element.getparent() is not None and len(words_of(element)) < min(BOX_SHARE * size, BOX_LARGEST):
            element.drop_tree()


def _by_trafilatura(tree: html.HtmlElement, url: str | None, *, favor_precision: bool, fast: bool = False) -> Body:
    import trafilatura

    whole = copy.deepcopy(tree)
    _without_boxes(whole)
    try:
        document = trafilatura.bare_extraction(
            whole, url=url, include_comments=False, include_tables=True, favor_precision=favor_precision, fast=fast
        )
    except (RecursionError, AssertionError, AttributeError, IndexError, KeyError) as error:
        raise ReadingError("the page's markup is too broken to read.") from error
    if document is None or isinstance(document, dict) or document.body is None:
        return Body([], set())
    return _paragraphs(document.body)


def _from_state(texts: Sequence[str], url: str | None) -> Body:
    """The texts of a page's state as a body; one that is markup is read as a page's is, captions and boxes left out."""
    found = Body([], set())
    for text in texts:
        inner = Body(declared_paragraphs(text), set())
        if len(texts) == 1 and inner.length > len(inner.paragraphs) and state.MARKUP.search(text):
            read = _by_trafilatura(
                tree_of(f"<html><body><article>{text}</article></body></html>"), url, favor_precision=True
            )
            inner = read if read.length > STRICT_SHARE * inner.length else inner
        found.subheads |= {len(found.paragraphs) + place for place in inner.subheads}
        found.paragraphs += inner.paragraphs
    return found


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


def _beside(body: Body, tree: html.HtmlElement, titles: Sequence[str], says: Declared) -> set[int]:
    """The paragraphs that are no part of the article, by what they are on the page and where they stand."""
    names_of = {folded(name) for names in says.authors for name in names} - {""}
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
            or (place < EDGE and (is_head_line(text) or short in names_of) and place not in body.subheads)
            or (last - place < EDGE and short in names_of)
            or (last - place < EDGE and is_house_note(text))
        ):
            found.add(place)
    # A word or two above the first sentence: the kind of text, a section, a button.
    first = next((place for place in range(len(body.paragraphs)) if place not in found), None)
    if first is not None and first < 2 and last > first and len(body.paragraphs[first].split()) <= 3:
        bare = body.paragraphs[first]
        if not re.search(r"[.!?:。]$", bare) and len(bare) < 30 and len(body.paragraphs[first + 1]) > 60:
            found.add(first)
    return found | (_loose_end(body, found, tree) if says.is_news else set())


def _loose_end(body: Body, gone: set[int], tree: html.HtmlElement) -> set[int]:
    """The lines below a news text that are no sentences: titles of other articles, tags, names of the house.

    What the page numbers or lists without a link is the text's own.
    """
    loose: set[int] = set()
    items = {folded(words_of(item)) for item in tree.iter("li") if item.find(".//a") is None}
    for place in range(len(body.paragraphs) - 1, -1, -1):
        text = body.paragraphs[place]
        if place in gone:
            continue
        if len(text) > ANNOUNCES and text.endswith((":", "：")):
            # A sentence announces them: they are a list of the text's own.
            return set()
        if (
            len(loose) >= EDGE
            or len(text) > LONGEST_LOOSE
            or SENTENCE_END.search(text)
            or re.match(r"\d{1,2}[.)]\s", text)
            or folded(text) in items
        ):
            break
        loose.add(place)
    # Many such lines are a list that the text ends with.
    return loose if len(loose) < EDGE else set()


def is_head_line(text: str) -> bool:
    """Whether a line above the text is a byline or a date that the page shows there."""
    if len(text) > 90:
        return False
    if BY.match(text) and len(text.split()) <= 8 and not text.endswith("."):
        return True
    if HEAD_WORDS.match(text) and not re.search(r"[.!?]$", text):
        return True
    day = dates.find(text)
    return day is not None and (
        day[2] - day[1] > 0.5 * len(text) or (len(text.split()) <= 12 and "|" in text and not text.endswith("."))
    )


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
    pieces: list[str] = [SPACE.sub(" ", element.text or "")]
    for child in element.iterdescendants():
        if child.tag == "lb":
            pieces.append("\n")
        pieces.append(SPACE.sub(" ", child.text or ""))
        pieces.append(SPACE.sub(" ", child.tail or ""))
    return INDENT.sub("\n", "".join(pieces))


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
            and (place < 3 or credits.LEAD_IN.match(text))
            and not _is_told(text)
        ):
            unwanted.add(place)
    body = body.without(unwanted)
    last = len(body.paragraphs) - 1
    while last >= 0 and last in body.subheads:
        # A subheading with nothing below it announced related links or a comment box.
        last -= 1
    body = body.without(range(last + 1, len(body.paragraphs)))
    dateline = dateline_of(body.paragraphs[0]) if body.paragraphs else None
    return body, dateline, tuple(notes)


def _is_told(text: str) -> bool:
    """Whether a line that opens like a credit is a sentence: "Source de tensions depuis dix ans, le barrage est fini."""
    lead = credits.LEAD_IN.match(text)
    return bool(
        lead and text[lead.end() :][:1].islower() and not re.search(r"[^\w\s]", lead[0]) and SENTENCE_END.search(text)
    )


def dateline_of(paragraph: str) -> Dateline | None:
    """The dateline that a first paragraph begins with."""
    head = paragraph[:LONGEST_DATELINE]
    for pattern in (FRONT, AGENCY_ALONE, DATELINE, *EASTERN):
        if (
            (match := pattern.match(head))
            and len(paragraph) - match.end() >= 20
            and (found := _dateline(match, head[match.end() :]))
        ):
            return found
    return None


def _dateline(match: re.Match[str], rest: str) -> Dateline | None:
    """A match taken apart, unless too little speaks for a place: an agency, a day, capitals, or a dash before a sentence."""
    given = match.groupdict()
    names = ("agency", "slashed", "agency2", "slashed2", "bare", "behind")
    agency = next((given[name] for name in names if given.get(name)), None)
    place, date = (given.get("place") or "").strip(" ,") or None, given.get("date")
    if date and match.re not in EASTERN and not _is_day(date):
        return None
    if place and match.re in (DATELINE, FRONT):
        first = re.split(r"[\s,/:]", place)[0].strip(".")
        is_capitals = first.isupper() and len(re.sub(r"\W", "", first)) > 2 and not re.search(r"\d", first)
        if first in NO_PLACE or place in NO_PLACE or (match.re is FRONT and not is_capitals):
            return None
        if given.get("none"):
            is_meant = bool(is_capitals or (agency and date))
        elif given.get("colon"):
            is_meant = is_capitals and (len(place.split()) <= 3 or "," in place)
        elif given.get("point"):
            is_meant = is_capitals or bool(date and agency) or (not agency and "/" in place and " " not in place)
        else:
            is_meant = bool(agency or date or is_capitals or _is_sentence_behind(place, match[0], rest))
        if not is_meant:
            return None
    if date and (given.get("slashed2") or re.search(r"[^\W\d_]{6,}\.$", date)):
        date = date.removesuffix(".")  # It ends the line: "17 января. /ТАСС/."
    return Dateline(match["text"].strip(" ,"), place=place, agency=agency, date=date)


def _is_sentence_behind(place: str, whole: str, rest: str) -> bool:
    """Whether a name stands before a dash, and a sentence of its own behind it: "Wien – Der Hafen wurde geschlossen."""
    return (
        re.fullmatch(r"[^\W\d_]{4,}(?:[/ -][^\W\d_]{3,}){0,2}", place) is not None
        and re.search(r"\s[–—]\s+$", whole) is not None
        and rest[:1].isupper()
        and not re.search(r"\s[–—-]\s", rest)
        and not any(_is_day(word) or word.upper() in NO_PLACE for word in re.findall(r"\w+", place))
    )


def _is_day(date: str) -> bool:
    """Whether it names a month, or is all digits."""
    words = re.findall(r"[^\W\d_]{3,}", date)
    return (
        not words or all(WEEKDAY.match(word) for word in words) or any(dates.find(f"1 {word} 2000") for word in words)
    )


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
