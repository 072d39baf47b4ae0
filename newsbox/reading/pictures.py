"""A page's pictures: which stand in the article, what stands below each, and whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from urllib.parse import unquote

from lxml import html

from newsbox import addresses
from newsbox.reading import credits
from newsbox.reading.page import says, squeeze, words_of
from newsbox.types import Credit, Image

ASIDE = "ancestor::nav or ancestor::aside or ancestor::footer or ancestor::form"
BESIDE = re.compile(
    r"related|recommend|teaser|promo|newsletter|sidebar|popular|trending|most-?read|author-?(bio|box|image|photo)|avatar|logo"
    r"|comment|footer|menu|nav(bar|igation)?\b|share-?(bar|box|buttons?|tools?)|sharing|social|recirculation|advert|\bads?\b|outbrain|taboola",
    re.IGNORECASE,
)
"""Classes of what stands beside an article with pictures of its own."""
CREDIT_CLASS = re.compile(
    r"credit|copyright|photographer|(?<![a-z])rights|quelle|fotograf|photo-?(by|author)|image-?(author|source)|media_?-?(source|license)|distributor"
    r"|(caption|desc\w*|box|legend|image|figure|photo)(-|__?)+(author|source|autor|agency)",
    re.IGNORECASE,
)
CREDIT_ATTRIBUTES = ("data-credit", "data-image-credit", "data-copyright", "data-photographer", "data-photo-credit")
CAPTION_CLASS = re.compile(r"caption|legend|bildunterschrift|pie-?de-?foto|thumb-?text|descri", re.IGNORECASE)
NO_PICTURE = re.compile(
    r"\.svg$|/(icons?|logos?|avatars?)/|(^|[/_-])(icons?|logos?|avatars?|spacer|blank|pixel|transparent|loading|lazy|1x1)[^/]{0,40}$|placeholder[^/]{0,40}$",
    re.IGNORECASE,
)
"""Paths of files that stand where a picture will be, or belong to the site rather than to an article."""
FACE = re.compile(
    r"/(autoren|autores|auteurs?|people)/|(^|[/_-])(authors?|journalists?|profiles?|headshots?|team|bylines?)[/_-]",
    re.IGNORECASE,
)
"""Paths of its writers' portraits, which often stand above a text."""
THUMBNAIL = re.compile(r"[-_]1?\d{2}x1?\d{2}\.\w+$|/1?\d{2}x1?\d{2}/|(?<![a-z])w[=_]1?\d{2}(?!\d)")
"""Measures below 200 pixels in an address."""
MEASURES = re.compile(
    r"([-_.@~](\d{2,4}x\d{0,4}|\d{1,3}0w?|\d{3,4}w|768|828|1024|1366|1536|2048|scaled|large|medium|small|original))+$"
)
"""What hangs on a file's name in its sizes. Other numbers count the pictures of a day."""
PLACES = (
    "//img | //amp-img | //video[@poster] | //*[contains(name(), '-')][@data-src or @data-srcset or @srcset]"
    " | //*[contains(@style, 'background') and contains(@style, 'url(')] | //h1 | //p"
)
"""What shows a picture, some outlets' own elements included, and what tells where on the page it stands."""
CERTAIN = re.compile(
    r"©|\(?(photo|foto|фото|credit|crédit|copyright|bild(quelle|rechte|nachweis)?:|ảnh|사진|写真|图|圖)", re.IGNORECASE
)
"""How a credit begins in a text that need not have one. An "illustration:" may go on to tell what it shows."""
BACKGROUND = re.compile(r"background(?:-image)?\s*:[^;(]{0,40}url\(\s*[\"']?([^\"')]{4,2000})", re.IGNORECASE)
PARAGRAPH = 150
"""Characters from which a paragraph is one of the text; a second one below the headline ends the place of a lead picture."""
WIDEST = 2000
"""Pixels; of a picture's files the widest up to this is taken."""
MOST = 60
"""Pictures that are looked at."""
NEAR = 6
"""Elements above a picture within which its caption and credit stand."""
LONGEST_BESIDE = 700
"""Characters below a picture; an element with more is no frame of a picture."""
LONGEST_SRCSET = 20_000
LONGEST_LINK = 4000
"""Characters."""
LINKS = ("data-src", "data-original", "data-lazy-src", "src", "poster")
"""Attributes with a picture's address; what is loaded late keeps the real one in a data- attribute."""
IN_ARTICLE = ("article", "main", "figure")
LONGEST_NAME = 6
LONGEST_LINE = 18
"""Words."""
SMALLEST = 120
"""Pixels, where the markup tells them: smaller pictures are icons and faces."""


def figures_of(tree: html.HtmlElement, base: str | None, declared: Sequence[Image] = ()) -> list[Image]:
    """The pictures of a page's article with their captions and credits, in order; the one it opens with is the lead.

    declared: the page's own candidates for the lead. One of them that is shown is never taken for something beside.
    """
    found: dict[str, Image] = {}
    twins = {stem(image.url) for image in declared[:MOST] if image.url}
    first = shown = None
    for picture, is_above in _pictures(tree, twins):
        url = addresses.join(base, _source(picture))
        if url is None or url == base:
            continue
        name = stem(url)
        frame = _frame(picture)
        caption, credit = _said_in(frame) if frame is not None else (None, None)
        alt = squeeze(picture.get("alt") or picture.get("data-alt-text")) or None
        credit = credit or _credit_of(picture, alt)
        is_article = next(picture.iterancestors("figure", "article"), None) is not None
        if not (caption or credit or is_article or name in twins):
            continue
        if is_above:
            shown = shown or (name if name in twins else None)
            first = first or (name if _may_open(picture, url) else None)
        twin = found.get(name)
        if twin is None:
            found[name] = Image(url, caption=caption, alt=alt, credit=credit)
        elif not (twin.caption and twin.credit):
            found[name] = replace(twin, caption=twin.caption or caption, credit=twin.credit or credit)
    lead = shown or first
    return [replace(image, lead=name == lead) for name, image in found.items()]


def images_of(declared: Sequence[Image], described: Sequence[Image], figures: Sequence[Image]) -> tuple[Image, ...]:
    """The lead image, then the others of the article, each with what the page says of it anywhere.

    declared: candidates for the lead, the most trusted first: believed where the page shows none above its text.
    described: pictures that the page describes in its data.
    """
    known = [*declared, *described]
    figures = [_with_twins(image, known) for image in figures]
    shown = next((image for image in figures if image.lead), None)
    if shown is None and declared:
        shown = next((image for image in figures if _is_twin(image, declared[0])), None)
        lead = _with_twins(shown or declared[0], known)
    elif shown is not None or figures:
        lead = shown = shown or figures[0]
    else:
        return ()
    return (replace(lead, lead=True), *(image for image in figures if image is not shown))


def stem(url: str) -> str:
    """What two sizes of one picture share: the file's name without its measures, with its folder's where it is short."""
    name = unquote(unquote(url))
    # An address within an address is the picture's own: the outer one's is that of a resizing service.
    name = name[max(name.rfind("http://"), name.rfind("https://"), 0) :]
    pieces = re.sub(r"[?#&].*$", "", name).rstrip("/").lower().rsplit("/", 2)
    name = re.sub(r"(\.(jpe?g|png|gif|webp|avif|image))+$", "", pieces[-1])
    name = MEASURES.sub("", name)
    return name if len(name) > 3 or len(pieces) < 2 else f"{pieces[-2]}/{name}"


def _is_twin(ours: Image, theirs: Image) -> bool:
    return bool(ours.url and theirs.url) and (ours.url == theirs.url or stem(ours.url or "") == stem(theirs.url or ""))


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


def _pictures(tree: html.HtmlElement, twins: Set[str]) -> Iterator[tuple[html.HtmlElement, bool]]:
    """The elements that may show the article's pictures, and whether each stands above the text."""
    count = paragraphs = 0
    has_headline = tree.find(".//h1") is not None
    is_below_headline = not has_headline
    for place in tree.xpath(PLACES):
        if count >= MOST:
            return
        if place.tag == "h1":
            is_below_headline = True
        elif place.tag == "p":
            if is_below_headline and paragraphs < 2:
                paragraphs += len(place.text_content()) > PARAGRAPH
        elif _may_be_picture(place, twins):
            count += 1
            yield (
                place,
                paragraphs < 2 and (is_below_headline or next(place.iterancestors(*IN_ARTICLE), None) is not None),
            )


def _may_be_picture(picture: html.HtmlElement, twins: Set[str]) -> bool:
    """Whether it is large enough, and no other article's or the site's own."""
    source = _source(picture)
    if not source or _is_small(picture.get("width")) or _is_small(picture.get("height")):
        return False
    if NO_PICTURE.search(re.sub(r"[?#].*$", "", source)) or picture.xpath(ASIDE):
        return False
    return stem(source) in twins or not any(
        says(BESIDE, f"{each.get('class', '')} {each.get('id', '')}"[:400]) for each in _around(picture)
    )


def _may_open(picture: html.HtmlElement, url: str) -> bool:
    """Whether a picture that the page declares nowhere may be its lead: no face, no thumbnail, no other page's."""
    return not FACE.search(url) and not THUMBNAIL.search(url) and not _leads_away(picture)


def _leads_away(picture: html.HtmlElement) -> bool:
    """Whether a picture is a link to another page, as those of other articles and of authors are."""
    link = next(picture.iterancestors("a"), None)
    target = (link.get("href") or "") if link is not None else ""
    return (
        bool(target)
        and not target.startswith("#")
        and not re.search(r"\.(jpe?g|png|webp|gif)\b|/photo|/image|/galler", target[:LONGEST_LINK])
    )


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
        words = words_of(frame)
        size = len(words)
        if size > LONGEST_BESIDE:
            break
        if _shows_others(frame):
            break
        if size <= 2:
            continue
        has_words = frame.find(".//figcaption") is not None or _has_credit(frame) or bool(_leaf_credit(frame))
        if frame.tag == "figure" and has_words:
            return frame
        if has_words or frame.find(".//p") is None or says(CAPTION_CLASS, _classes(frame)):
            best = frame
    return best if best is not None else _caption_after(picture)


def _caption_after(picture: html.HtmlElement) -> html.HtmlElement | None:
    """The caption that follows a picture without an element around both."""
    for element in (picture, *picture.iterancestors()):
        after = element.getnext()
        if after is not None and (after.tag == "figcaption" or says(CREDIT_CLASS, _classes(after))):
            return after
        if element.tag not in ("img", "source", "picture", "a", "div", "span"):
            return None
    return None


def _shows_others(frame: html.HtmlElement) -> bool:
    """Whether an element holds more pictures than one."""
    pictures = list(frame.iter("img", "amp-img"))
    if len(pictures) < 2:
        return False
    links = {
        each.get("src") if each.get("src", "").startswith("http") else _source(each)
        for each in pictures
        if not _is_small(each.get("width"))
    }
    return len({stem(link) for link in links if link and not NO_PICTURE.search(link)}) > 1


def _leaf_credit(frame: html.HtmlElement) -> str | None:
    """The words of the innermost element in a frame that say themselves that they are a credit."""
    found = []
    for each in frame.iter("span", "p", "div", "small", "em", "i", "cite", "figcaption", "h6"):
        begins = each.text if each.text and not each.text.isspace() else each.text_content()
        if credits.LEAD_IN.match(begins[:LONGEST_BESIDE].lstrip()):
            line = _line(each)
            if credits.is_credit(line) and credits.split(line):
                found.append(line)
    return min(found, key=len, default=None)


def _has_credit(frame: html.HtmlElement) -> bool:
    return any(
        says(CREDIT_CLASS, each[:400]) or says(CAPTION_CLASS, each[:400])
        for each in frame.xpath("descendant-or-self::*/@class")
    )


def _classes(element: html.HtmlElement) -> str:
    return f"{element.get('class', '')[:400]} {element.get('itemprop', '')[:100]}"


def _said_in(frame: html.HtmlElement) -> tuple[str | None, Credit | None]:
    """Caption and credit in a picture's frame: an element of its own is believed before the words are looked at."""
    places = [each for each in frame.iter() if isinstance(each.tag, str) and each is not frame]
    captions = [each for each in (frame, *places) if each.tag == "figcaption"] or [
        each for each in places if says(CAPTION_CLASS, _classes(each))
    ]
    marked = [
        line
        for each in places
        if says(CREDIT_CLASS, _classes(each))
        and 2 < len(line := _line(each)) <= credits.LONGEST
        and len(line.split()) <= LONGEST_LINE
        and credits.split(line)
    ]
    whole = max((_line(each) for each in captions), key=len, default="") or (
        _line(frame) if frame.tag != "figure" else ""
    )
    own = [line for line in marked if line != whole] or (marked if not captions else [])
    own.sort(key=lambda line: not credits.LEAD_IN.match(line))
    if own:
        caption = squeeze(whole.replace(own[0], " ", 1)).strip(" |–—/()") if own[0] != whole else ""
        cut, credit = credits.cut(own[0])
        # A credit's own element may hold more than the credit.
        if credit and cut:
            return caption or None, credit
        # Photographer and agency may have an element each.
        others = dict.fromkeys(
            line for line in own[1:] if line not in own[0] and own[0] not in line and len(line.split()) <= LONGEST_NAME
        )
        return caption or None, credits.split(" / ".join([own[0], *others])) or credits.split(own[0])
    parts = list(captions[0].iter("cite", "span", "small", "em", "p", "div")) if captions else []
    for each in reversed(parts):
        last = _line(each)
        if last and last != whole and whole.endswith(last) and _is_last_credit(each, last):
            return squeeze(whole[: -len(last)]) or None, credits.split(last)
    if (leaf := _leaf_credit(frame)) and leaf != whole:
        return squeeze(whole.replace(leaf, " ", 1)).strip(" |–—/()") or None, credits.split(leaf)
    is_caption = any(each.tag == "figcaption" or "caption" in _classes(each).lower() for each in captions)
    rest, found = credits.cut(whole, is_caption=is_caption)
    if found and not is_caption and not _says_so(found):
        rest, found = whole, None
    return (rest, found) if captions or found else (None, None)


def _says_so(credit: Credit) -> bool:
    """Whether words that need not be a caption's credit somebody all the same."""
    names = [name for name in (credit.agency, credit.via) if name]
    return bool(credits.LEAD_IN.match(credit.text)) or any(credits.known_agency(name) for name in names)


def _is_last_credit(part: html.HtmlElement, words: str) -> bool:
    """Whether the last words of a caption, in an element of their own, are a credit."""
    return part.tag == "cite" or credits.is_credit(words) or bool(re.fullmatch(r"/ ?[^/]{3,60}|\([^()]{3,60}\)", words))


def _line(element: html.HtmlElement) -> str:
    """An element's words without those of its buttons and of what is hidden."""
    text = words_of(element)
    for button in element.xpath(".//button | .//*[@hidden] | .//*[@role='button']"):
        text = text.replace(words_of(button), " ", 1) if words_of(button) else text
    return squeeze(text)


def _credit_of(picture: html.HtmlElement, alt: str | None) -> Credit | None:
    """The credit in a picture's own attributes."""
    named = next((said for name in CREDIT_ATTRIBUTES if (said := picture.get(name))), None)
    return credits.split(named) or next((cut for said in (picture.get("title"), alt) if (cut := _certain(said))), None)


def _certain(said: str | None) -> Credit | None:
    """A credit in a picture's title or alternative text: only one that says it is one."""
    text = squeeze(said)
    _, credit = credits.cut(text)
    return credit if credit and (CERTAIN.match(credit.text) or "(" in text) else None


def _source(picture: html.HtmlElement) -> str | None:
    """The address of a picture's file as the page shows it: the widest up to WIDEST where it offers several."""
    offered = [offer for name in ("data-srcset", "data-lazy-srcset", "srcset") for offer in _offers(picture.get(name))]
    if not offered and (frame := next(picture.iterancestors("picture"), None)) is not None:
        offered = [
            offer for each in frame.iter("source") for offer in _offers(each.get("srcset") or each.get("data-srcset"))
        ]
    plain = next((link for name in LINKS if (link := picture.get(name)) and _is_file(link)), None)
    if not plain and not offered and (found := BACKGROUND.search((picture.get("style") or "")[:LONGEST_SRCSET])):
        plain = found[1].strip()
    wide = [offer for offer in offered if 0 < offer[0] <= WIDEST]
    if wide and (plain is None or max(wide)[0] >= SMALLEST):
        return max(wide)[1]
    return plain or (offered[0][1] if offered else None)


def _is_file(link: str) -> bool:
    """Whether an address is that of a real picture: not in the page itself, and none that only keeps its place."""
    return not link.startswith("data:") and not NO_PICTURE.search(re.sub(r"[?#].*$", "", link[:LONGEST_LINK]))


def _offers(srcset: str | None) -> list[tuple[int, str]]:
    """The files of a srcset, each with its width in pixels (0 where it says none). As browsers split it: at white space."""
    found: list[tuple[int, str]] = []
    link = ""
    for word in (srcset or "")[:LONGEST_SRCSET].split():
        if not link:
            link = word.rstrip(",")
            if word == link:
                continue
            found.append((0, link))
            link = ""
        else:
            measure, mark, rest = word.partition(",")
            width = measure[:-1]
            found.append((int(width) if measure[-1:] == "w" and width.isdecimal() and len(width) < 6 else 0, link))
            link = rest if mark else link
            if not mark:
                link = ""
    if link:
        found.append((0, link))
    return [offer for offer in found if _is_file(offer[1])]
