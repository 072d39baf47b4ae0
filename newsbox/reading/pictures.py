"""A page's pictures: which stand in the article, what stands below each, and whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml import html

from newsbox import addresses
from newsbox.reading import credits
from newsbox.reading.page import squeeze, words_of
from newsbox.types import Credit, Image

ASIDE = "ancestor::nav or ancestor::aside or ancestor::footer or ancestor::form"
BESIDE = re.compile(
    r"related|recommend|teaser|promo|newsletter|sidebar|popular|trending|most-?read|author-?(bio|box|image|photo)|avatar|logo"
    r"|comment|footer|menu|nav(bar|igation)?\b|share-?(bar|box|buttons?|tools?)|sharing|social|recirculation|advert|\bads?\b|outbrain|taboola",
    re.IGNORECASE,
)
"""Classes of what stands beside an article with pictures of its own."""
CREDIT_CLASS = re.compile(
    r"credit|copyright|photographer|rights|quelle|fotograf|photo-?(by|author)|image-?(author|source)|media_?-?source|caption__?(author|source)",
    re.IGNORECASE,
)
CAPTION_CLASS = re.compile(r"caption|legend|bildunterschrift|pie-?de-?foto|thumb-?text|descri", re.IGNORECASE)
MOST = 60
"""Pictures that are looked at."""
NEAR = 6
"""Elements above a picture within which its caption and credit stand."""
LONGEST_BESIDE = 700
"""Characters below a picture; an element with more is no frame of a picture."""
LONGEST_SRCSET = 20_000
"""Characters."""
SMALLEST = 120
"""Pixels, where the markup tells them: smaller pictures are icons and faces."""


def figures_of(tree: html.HtmlElement, base: str | None) -> list[Image]:
    """The pictures of a page's article with their captions and credits, in order."""
    found: dict[str, Image] = {}
    for picture in _pictures(tree):
        url = addresses.join(base, _source(picture))
        if url is None:
            continue
        frame = _frame(picture)
        caption, credit = _said_in(frame) if frame is not None else (None, None)
        alt = squeeze(picture.get("alt")) or None
        credit = credit or next((cut for said in (picture.get("title"), alt) if (cut := _certain(said))), None)
        if caption or credit or picture.xpath("ancestor::figure") or picture.xpath("ancestor::article"):
            twin = found.get(stem(url))
            if twin is None:
                found[stem(url)] = Image(url, caption=caption, alt=alt, credit=credit)
            elif not (twin.caption and twin.credit):
                found[stem(url)] = replace(twin, caption=twin.caption or caption, credit=twin.credit or credit)
    return list(found.values())


def images_of(declared: Sequence[Image], described: Sequence[Image], figures: Sequence[Image]) -> tuple[Image, ...]:
    """The declared lead image, then the others of the article, each with what the page says of it anywhere.

    declared: candidates for the lead, the most trusted first. described: pictures that the page describes in its data.
    """
    known = [*declared, *described]
    figures = [_with_twins(image, known) for image in figures]
    if not declared:
        return tuple(replace(image, lead=place == 0) for place, image in enumerate(figures))
    lead = declared[0]
    shown = next((image for image in figures if _is_twin(image, lead)), None)
    if shown is None and figures and lead.url and len(stem(figures[0].url or "")) <= 3:
        shown = figures[0]
    lead = _with_twins(lead, [*([shown] if shown else []), *known])
    return (replace(lead, lead=True), *(image for image in figures if image is not shown))


def stem(url: str) -> str:
    """What two sizes of one picture share: the file's name without its measures."""
    name = re.sub(r"[?#].*$", "", url).rstrip("/").rsplit("/", 1)[-1]
    return re.sub(
        r"([-_.](\d{2,4}x\d{2,4}|\d{2,4}w?|scaled|large|medium|small|original))+(?=\.\w+$|$)|\.\w{3,4}$",
        "",
        name.lower(),
    )


def _is_twin(ours: Image, theirs: Image) -> bool:
    return bool(ours.url and theirs.url) and (
        ours.url == theirs.url or (len(name := stem(ours.url or "")) > 3 and name == stem(theirs.url or ""))
    )


def _with_twins(image: Image, others: Sequence[Image]) -> Image:
    for other in others:
        if _is_twin(image, other):
            image = replace(
                image,
                caption=image.caption or other.caption,
                alt=image.alt or other.alt,
                credit=image.credit or other.credit,
            )
    return image


def _pictures(tree: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """The img elements that may be the article's."""
    count = 0
    for picture in tree.iter("img", "amp-img"):
        if count >= MOST:
            return
        if _is_small(picture.get("width")) or _is_small(picture.get("height")) or picture.xpath(ASIDE):
            continue
        if not any(BESIDE.search(f"{each.get('class', '')} {each.get('id', '')}") for each in _around(picture)):
            count += 1
            yield picture


def _around(picture: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """The elements around a picture, the nearest first, up to the article. What only chooses its file does not count."""
    count = 0
    for element in picture.iterancestors():
        if count >= NEAR or element.tag in ("body", "main", "article", "html"):
            return
        if element.tag not in ("source", "picture"):
            count += 1
            yield element


def _is_small(measure: str | None) -> bool:
    return bool(measure and measure.isascii() and measure.isdigit() and 0 < int(measure) < SMALLEST)


def _frame(picture: html.HtmlElement) -> html.HtmlElement | None:
    """The largest element around a picture that holds its words and no other picture."""
    best = None
    for frame in _around(picture):
        size = len(words_of(frame))
        if size > LONGEST_BESIDE:
            break
        names = {stem(link) for each in frame.iter("img", "amp-img") if (link := _source(each))}
        if len(names) > 1:
            break
        if frame.tag == "figure" and size > 2:
            return frame
        if size > 2 and (frame.find(".//p") is None or CAPTION_CLASS.search(_classes(frame)) or _has_credit(frame)):
            best = frame
    return best


def _has_credit(frame: html.HtmlElement) -> bool:
    return any(
        CREDIT_CLASS.search(each.get("class", "")) or CAPTION_CLASS.search(each.get("class", ""))
        for each in frame.iter()
        if isinstance(each.tag, str)
    )


def _classes(element: html.HtmlElement) -> str:
    return f"{element.get('class', '')} {element.get('itemprop', '')}"


def _said_in(frame: html.HtmlElement) -> tuple[str | None, Credit | None]:
    """Caption and credit in a picture's frame: an element of its own is believed before the words are looked at."""
    places = [each for each in frame.iter() if isinstance(each.tag, str) and each is not frame]
    captions = [each for each in places if each.tag == "figcaption"] or [
        each for each in places if CAPTION_CLASS.search(_classes(each))
    ]
    marked = [
        line
        for each in places
        if CREDIT_CLASS.search(_classes(each)) and 2 < len(line := _line(each)) <= credits.LONGEST
    ]
    whole = max((_line(each) for each in captions), key=len, default="") or (
        _line(frame) if frame.tag != "figure" else ""
    )
    own = [line for line in marked if line != whole] or (marked if not captions else [])
    if own:
        caption = squeeze(whole.replace(own[0], " ", 1)).strip(" |–—/()") if own[0] != whole else ""
        cut, credit = credits.cut(own[0])
        # A credit's own element may hold more than the credit.
        return caption or None, credit if credit and cut else credits.split(own[0])
    parts = list(captions[0].iter("span", "small", "em", "cite", "p", "div")) if captions else []
    for each in reversed(parts):
        last = _line(each)
        if (
            last
            and last != whole
            and whole.endswith(last)
            and (credits.is_credit(last) or re.fullmatch(r"\([^()]{3,60}\)", last))
        ):
            return squeeze(whole[: -len(last)]) or None, credits.split(last)
    if captions or credits.cut(whole)[1]:
        return credits.cut(whole)
    return None, None


def _line(element: html.HtmlElement) -> str:
    """An element's words without those of its buttons."""
    text = words_of(element)
    for button in element.iter("button"):
        text = text.replace(words_of(button), " ", 1) if words_of(button) else text
    return squeeze(text)


def _certain(said: str | None) -> Credit | None:
    """A credit in a picture's title or alternative text: only one that says it is one."""
    text = squeeze(said)
    _, credit = credits.cut(text)
    return credit if credit and (credits.LEAD_IN.match(credit.text) or "(" in text) else None


def _source(picture: html.HtmlElement) -> str | None:
    for name in ("data-src", "data-original", "data-lazy-src", "src"):
        link = picture.get(name)
        if link and not link.startswith("data:"):
            return str(link)
    srcset = (picture.get("srcset") or picture.get("data-srcset") or "")[:LONGEST_SRCSET]
    sources = [
        words[0] for piece in srcset.split(", ") if (words := piece.split()) and not words[0].startswith("data:")
    ]
    return sources[-1].strip(",") if sources else None
