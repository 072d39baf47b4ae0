"""RSS, RDF and Atom as their specifications have them, read fast; where a feed is otherwise, this says so and reads nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from html import escape, unescape

from lxml import etree

from newsbox import addresses
from newsbox.gathering import entries
from newsbox.types import Coordinates, Entry, Feed, Page

ATOM = "http://www.w3.org/2005/atom"
PREFIXES = {
    ATOM: "atom",
    "http://purl.org/rss/1.0/": "",
    "http://purl.org/rss/1.0": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://channel.netscape.com/rdf/simple/0.9/": "",
    "http://backend.userland.com/rss2": "",
    "http://blogs.law.harvard.edu/tech/rss": "",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/elements/1.0/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://search.yahoo.com/mrss/": "media",
    "http://search.yahoo.com/mrss": "media",
    "http://www.rssboard.org/media-rss": "media",
    "http://www.rssboard.org/media-rss/": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://purl.org/rss/1.0/modules/syndication/": "sy",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.georss.org/georss": "georss",
    "http://www.opengis.net/gml": "gml",
    "http://www.w3.org/2003/01/geo/wgs84_pos#": "geo",
}
RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
HTML_TYPES = ("html", "xhtml", "text/html", "application/xhtml+xml")
PLAIN_TYPES = ("text", "text/plain")
XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
UNSURE = re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)
"""What the patient reader knows more about: entities of a feed's own."""
DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)["']""")
ISO = re.compile(r"\d{4}-\d\d(-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?)?")
RFC822 = re.compile(
    r"(?:[A-Za-z]{3,9},?\s+)?\d{1,2}\s+[A-Za-z]{3,9}\s+(\d{4})\s+\d\d?:\d\d(?::\d\d)?\s*(?:GMT|UTC?|Z|[+-]\d{4}|E[SD]T|C[SD]T|M[SD]T|P[SD]T)"
)
GREENWICH = re.compile(
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? )?(\d\d?) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4}) ([01]\d|2[0-3]):([0-5]\d):([0-5]\d) (?:GMT|UTC|\+0000)",
    re.ASCII,
)
"""How most feeds write a time: it is UTC already, and need only be put in order."""
MONTHS = {name: f"{n:02}" for n, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)}
EVERY_MONTH = 28
"""Days that every month has."""

PLACED = ("georss:point", "georss:where", "geo:lat", "geo:Point")
"""What tells where an entry happened."""

Children = dict[str, list[etree._Element]]


class Unsure(Exception):
    """The feed is not as the specifications have it."""


def read(page: Page, *, most: int) -> Feed | None:
    """A feed's values; None where it is broken, has entities of its own, or times written in a way of their own.

    Entities that a document declares are never expanded: a document with any is left to the patient reader.
    most: entries.
    """
    try:
        return _read(page, most)
    except (Unsure, etree.XMLSyntaxError, LookupError, ValueError):
        return None


def _read(page: Page, most: int) -> Feed:
    body = page.body.lstrip(b" \t\r\n")
    if UNSURE.search(body[:65_536]):
        raise Unsure
    declared = DECLARED.match(body.removeprefix(b"\xef\xbb\xbf"))
    said = (declared[1].decode() if declared else "utf-8").lower()
    if page.charset and page.charset.lower() != said and not (said == "utf-8" and _is_utf8(body)):
        raise Unsure
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, strip_cdata=True
    )
    root = etree.fromstring(body, parser, base_url=page.url)
    kind = _name(root.tag)
    if kind == "atom:feed":
        return _atom(root, page.url, most)
    if kind in ("rss", "rdf:RDF"):
        return _rss(root, page.url, most)
    raise Unsure


def _is_utf8(body: bytes) -> bool:
    """Whether a document that says it is UTF-8 is that: then a server that says otherwise is set up badly."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


@lru_cache(maxsize=2048)
def _name(tag: str) -> str:
    """A tag as "prefix:name" by the namespaces feeds use, "name" for RSS's own; "?" for a namespace that says nothing to us."""
    if not tag.startswith("{"):
        return tag
    space, _, local = tag[1:].partition("}")
    prefix = PREFIXES.get(space.lower())
    return "?" if prefix is None else f"{prefix}:{local}" if prefix else local


def _children(element: etree._Element) -> Children:
    found: Children = {}
    for child in element:
        found.setdefault(_name(child.tag), []).append(child)
    return found


def _text(element: etree._Element) -> str:
    return (element.text or "") if not len(element) else "".join(element.itertext())


def _first(children: Children, *names: str) -> str:
    """The first text that is not empty, in the order of the names."""
    for name in names:
        for element in children.get(name, ()):
            if text := _text(element).strip():
                return text
    return ""


def _all(children: Children, *names: str) -> Iterator[etree._Element]:
    for name in names:
        yield from children.get(name, ())


# Atom -------------------------------------------------------------------------------------------------------------


def _atom(root: etree._Element, base: str | None, most: int) -> Feed:
    head = _children(root)
    found = [_atom_entry(_children(each), each, head, base) for each in head.get("atom:entry", ())]
    site = _atom_link(head, _base(root, base))
    return _feed(_atom_words(head, "atom:title"), site, root.get(XML_LANG), found, head, most)


def _atom_entry(given: Children, element: etree._Element, head: Children, base: str | None) -> Entry:
    base, guid = _base(element, base), _first(given, "atom:id")
    title = _atom_words(given, "atom:title")
    content = max((_atom_html(each) for each in given.get("atom:content", ())), key=len, default="")
    summary = next((text for each in given.get("atom:summary", ()) if (text := _atom_html(each))), "")
    published = _time(_first(given, "atom:published", "dcterms:created", "dc:date"))
    modified = _time(_first(given, "atom:updated", "dcterms:modified"))
    source = _children(given["atom:source"][0]) if "atom:source" in given else {}
    return _entry(
        given,
        base,
        guid=guid,
        link=_first(given, "feedburner:origLink")
        or _atom_link(given, base)
        or (guid if addresses.is_web(guid) else ""),
        title=title,
        authors=_atom_authors(given) or _atom_authors(source) or _atom_authors(head),
        published=published or modified,
        modified=modified,
        summary=summary,
        content=content,
        tags=[each.get("term") or each.get("label") for each in given.get("atom:category", ())],
        language=element.get(XML_LANG),
    )


def _atom_link(given: Children, base: str | None) -> str | None:
    links = [
        (each.get("rel") or "alternate", each.get("type") or "", each.get("href") or _text(each).strip())
        for each in given.get("atom:link", ())
    ]
    own = [(kind, href) for rel, kind, href in links if rel.lower() == "alternate" and href]
    chosen = next((href for kind, href in own if kind in ("", "text/html", "application/xhtml+xml")), None)
    return addresses.join(base, chosen or (own[0][1] if own else None))


def _atom_words(given: Children, name: str) -> str:
    """A text construct on one line: "text" (or no type) is meant letter by letter."""
    for each in given.get(name, ()):
        kind = (each.get("type") or "text").lower()
        if kind not in (*PLAIN_TYPES, *HTML_TYPES):
            raise Unsure
        if kind in HTML_TYPES and not len(each):
            words = entries.plain(_text(each))
        elif kind in HTML_TYPES:
            words = entries.literal(_text(each))
        else:
            words = entries.literal(_unescaped_slip(_text(each)))
        if words:
            return words
    return ""


def _unescaped_slip(text: str) -> str:
    """Entities left in a text that is said to be plain are a publishing system's slip; tags may be meant to be seen."""
    return entries.ENTITY.sub(lambda match: unescape(match[0]), text) if "&" in text else text


def _atom_html(element: etree._Element) -> str:
    """A text construct as HTML; nothing for what is no text, or lies elsewhere (src)."""
    kind = (element.get("type") or "text").lower()
    if len(element) and kind not in ("text", "html"):
        return _inner(element) if kind == "xhtml" or kind.endswith(("/xml", "+xml", "/html")) else ""
    text = _text(element).strip()
    if kind in HTML_TYPES:
        return _absolute(text, element)
    if kind == "application/octet-stream" and text:
        raise Unsure
    return entries.paragraphs(text) if kind in PLAIN_TYPES else ""


def _atom_authors(given: Children) -> tuple[str, ...]:
    names = []
    for each in given.get("atom:author", ()):
        inside = _children(each)
        names.append(
            entries.person(_first(inside, "atom:name") or _first(inside, "atom:email"))
            if inside
            else entries.person(_text(each))
        )
    names += [entries.person(_text(each)) for each in given.get("dc:creator", ())]
    return tuple(dict.fromkeys(name for name in names if name))


# RSS and RDF -------------------------------------------------------------------------------------------------------


def _rss(root: etree._Element, base: str | None, most: int) -> Feed:
    top = _children(root)
    channel = top.get("channel")
    head = _children(channel[0]) if channel else top
    items = [*head.get("item", ()), *(top.get("item", ()) if channel else ())]
    found = [_rss_item(_children(each), each, base) for each in items]
    # A channel's own link may be empty, and atom:link beside it is mostly the feed's own address.
    base = _base(channel[0] if channel else root, base)
    site = addresses.join(base, _first(head, "link") or None) or _atom_link(head, base)
    title = entries.plain(_first(head, "title", "dc:title")) or ""
    language = _first(head, "language", "dc:language") or root.get(XML_LANG) or None
    return _feed(title, site, language, found, head, most)


def _rss_item(given: Children, element: etree._Element, base: str | None) -> Entry:
    base = _base(element, base)
    guid = next(iter(given.get("guid", ())), None)
    name = (_text(guid).strip() if guid is not None else "") or _first(given, "atom:id") or element.get(RDF_ABOUT) or ""
    link = _first(given, "feedburner:origLink", "link") or _atom_link(given, base) or ""
    if not link and guid is not None and guid.get("isPermaLink", "true").lower() != "false":
        link = _text(guid).strip()
    # Whole texts first: a teaser may stand in the same item.
    content = max(
        (
            *(_rss_html(each) for each in _all(given, "content:encoded", "xhtml:body", "body", "fullitem")),
            *(_atom_html(each) for each in given.get("atom:content", ())),
        ),
        key=len,
        default="",
    )
    summary = next(
        (
            text
            for each in _all(given, "description", "atom:summary", "dc:description", "itunes:summary")
            if (text := _rss_html(each))
        ),
        "",
    )
    published = _time(
        _first(given, "pubDate", "pubdate", "atom:published", "dc:date", "dcterms:created", "dcterms:issued")
    )
    modified = _time(_first(given, "atom:updated", "dcterms:modified"))
    authors = [entries.person(_text(each)) for each in _all(given, "dc:creator", "dc:author", "author")]
    if not any(authors):
        authors = [*_atom_authors(given), *(entries.person(_text(each)) for each in given.get("itunes:author", ()))]
    return _entry(
        given,
        base,
        guid=name,
        link=link,
        title=entries.plain(_first(given, "title", "dc:title")) or "",
        authors=tuple(dict.fromkeys(author for author in authors if author)),
        published=published or modified,
        modified=modified,
        summary=summary,
        content=content,
        tags=[
            *(_text(each) for each in _all(given, "category", "dc:subject")),
            *(each.get("term") for each in given.get("atom:category", ())),
            *(_text(each) or each.get("label") for each in _all(_media(given), "media:category")),
            *(each.get("text") for top in given.get("itunes:category", ()) for each in top.iter(top.tag)),
            *(_first(given, "itunes:keywords").split(",")),
        ],
        language=_first(given, "dc:language") or None,
    )


def _rss_html(element: etree._Element) -> str:
    """A description as HTML: markup that was not escaped is taken as it stands, plain text is escaped."""
    return _inner(element) if len(element) else _absolute(entries.as_html(_text(element).strip()), element)


# What both have -----------------------------------------------------------------------------------------------------


def _entry(
    given: Children,
    base: str | None,
    *,
    guid: str,
    link: str,
    title: str,
    authors: tuple[str, ...],
    published: str | None,
    modified: str | None,
    summary: str,
    content: str,
    tags: list[str | None],
    language: str | None,
) -> Entry:
    media = _media(given)
    title = title or entries.plain(_first(media, "media:title")) or ""
    if not summary and not content:
        summary = entries.paragraphs(_first(media, "media:description"))
    url = addresses.join(base, link or None)
    # What has no base of its own hangs on the entry's page, or on the feed.
    content, summary = (entries.absolute(entries.readable(each), url or base) for each in (content, summary))
    image, caption, credit = _picture(given, media, base)
    return Entry(
        guid=entries.name(guid or url or entries.digest(title, summary, content)),
        url=url,
        title=title,
        authors=authors,
        published=published,
        modified=modified,
        summary=summary if summary != content else "",
        content=content,
        image=image,
        tags=entries.tags(tags),
        caption=caption,
        credit=credit,
        language=language,
        coordinates=_coordinates(given),
    )


def _feed(title: str, site: str | None, language: str | None, found: list[Entry], head: Children, most: int) -> Feed:
    every = entries.period(
        _first(head, "ttl"), _first(head, "sy:updatePeriod"), _first(head, "sy:updateFrequency") or "1"
    )
    language = entries.literal(language)
    return Feed(title, site, language, entries.named_once(entries.newest(tuple(found), most)), every)


def _coordinates(given: Children) -> Coordinates | None:
    """Where an entry says it happened: a point of GeoRSS, in its simple form or in GML, or of W3C's geo. Lines and areas are none."""
    if not any(name in given for name in PLACED):
        return None
    pairs = [_first(given, "georss:point").replace(",", " ").split()]
    for where in given.get("georss:where", ()):
        points = (point for point in where.iter(etree.Element) if _name(point.tag) == "gml:Point")
        pairs += [_first(_children(point), "gml:pos").split() for point in points]
    for one in (given, *(_children(point) for point in given.get("geo:Point", ()))):
        pairs.append([_first(one, "geo:lat"), _first(one, "geo:long")])
    return next((point for pair in pairs if len(pair) == 2 and (point := entries.coordinates(*pair))), None)


def _media(given: Children) -> Children:
    """What Media RSS says of an entry, whether in groups or not."""
    found = {name: list(elements) for name, elements in given.items() if name.startswith("media:")}
    for group in given.get("media:group", ()):
        for name, elements in _children(group).items():
            found.setdefault(name, []).extend(elements)
    return found


def _picture(given: Children, media: Children, base: str | None) -> tuple[str | None, str, str]:
    """An entry's picture, with what Media RSS says of it and whose it is: the largest that it names."""
    found: list[tuple[int, str, etree._Element]] = []
    for each in _all(media, "media:content"):
        link, kind = each.get("url") or "", each.get("medium") or each.get("type") or ""
        if link and entries.is_picture(link, kind):
            found.append((_pixels(each), link, each))
    if found:
        _, link, element = max(found, key=lambda each: each[0])
        inside = _children(element)
        caption = _first(inside, "media:description", "media:text", "media:title")
        credit = _first(inside, "media:credit") or _first(media, "media:credit") or _first(inside, "media:copyright")
        return addresses.join(base, link), entries.plain(caption) or "", entries.plain(credit) or ""
    attached = [
        *((each.get("url") or "", each.get("type") or "") for each in given.get("enclosure", ())),
        *(
            (each.get("href") or "", each.get("type") or "")
            for each in given.get("atom:link", ())
            if each.get("rel") == "enclosure"
        ),
        *((each.get("url") or "", "image") for each in _all(media, "media:thumbnail")),
        *((each.get("href") or "", "image") for each in given.get("itunes:image", ())),
    ]
    link = next((link for link, kind in attached if link and entries.is_picture(link, kind)), "")
    return addresses.join(base, link), "", entries.plain(_first(media, "media:credit")) or "" if link else ""


def _pixels(element: etree._Element) -> int:
    width = element.get("width") or ""
    return int(width) if width.isascii() and width.isdigit() and len(width) < 6 else 0


def _inner(element: etree._Element) -> str:
    """What stands inside an element as HTML; the one div that Atom puts around XHTML stays, since it changes nothing."""
    pieces = (escape(element.text or "", quote=False), *map(_html_of, element))
    return _absolute("".join(pieces).strip(), element)


def _base(element: etree._Element, otherwise: str | None) -> str | None:
    """Against what an element's relative addresses are to be read (xml:base)."""
    own = element.base
    return otherwise if own is None or own == otherwise else addresses.join(otherwise, own) or otherwise


def _absolute(text: str, element: etree._Element) -> str:
    """HTML whose relative links are whole, where the feed gives them a base (xml:base)."""
    if not entries.is_relative(text) or not any(each.get(XML_BASE) for each in (element, *element.iterancestors())):
        return text
    return entries.absolute(text, element.base)


def _html_of(element: etree._Element) -> str:
    """An element with namespaces taken off its names, as an HTML reader wants it."""
    for each in element.iter(etree.Element):
        each.tag = each.tag.rpartition("}")[2]
    etree.cleanup_namespaces(element)
    return str(etree.tostring(element, encoding="unicode", method="html"))


def _time(written: str) -> str | None:
    """A time in UTC, a date that has no hour as a date. Raises Unsure for what is written in neither of the two usual ways."""
    if not written:
        return None
    if (match := GREENWICH.fullmatch(written)) and 0 < int(match[1]) <= EVERY_MONTH:
        day, month, year, *clock = match.groups()
        is_one = entries.EARLIEST <= int(year) <= entries.LATEST
        return f"{year}-{MONTHS[month]}-{day:>02}T{':'.join(clock)}+00:00" if is_one else None
    if match := RFC822.fullmatch(written):
        try:
            stamp = parsedate_to_datetime(written)
        except (ValueError, TypeError) as error:
            raise Unsure from error
        # To the library the year 0001, a publishing system's zero, is 2001.
        return entries.moment(stamp) if stamp.year == int(match[1]) else None
    if match := ISO.fullmatch(written):
        if match[2] is None:
            # A month, or a day: as precise as the feed.
            return _day(written)
        try:
            stamp = datetime.fromisoformat(re.sub(r"\s+(?=[Z+-])|\.\d+", "", written))
        except ValueError as error:
            raise Unsure from error
        return entries.moment(stamp if stamp.tzinfo else stamp.replace(tzinfo=UTC))
    raise Unsure


def _day(written: str) -> str | None:
    try:
        day = datetime.fromisoformat(written if len(written) > 7 else f"{written}-01")
    except ValueError as error:
        raise Unsure from error
    return f"{day:%Y-%m-%d}" if entries.EARLIEST <= day.year <= entries.LATEST else None
