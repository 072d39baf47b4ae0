"""Lists of sources, in and out, as OPML 2.0.

What other readers have no word for stands in attributes of our own namespace, which they pass over. A page without a
feed is a line of the type "link", with `url` where a feed has `xmlUrl`: to others it is a link and no feed that fails.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from xml.etree import ElementTree

from newsbox import addresses
from newsbox.errors import AddressError, MarkError
from newsbox.library.models import Source
from newsbox.shelf.models import Person, Subscription

OURS = "urn:newsbox:opml"
"""The namespace of our attributes."""
KIND, FULL_TEXT = f"{{{OURS}}}kind", f"{{{OURS}}}fullText"
"""Our attributes: kind="page" for a page without a feed; fullText as Source.FullText has it, where it is not "always"."""
ElementTree.register_namespace("newsbox", OURS)


@dataclass(frozen=True, slots=True)
class Outline:
    """A line of the list."""

    address: str
    title: str = ""
    folder: str = ""
    is_page: bool = False
    """No feed: FreshRSS takes it apart by paths (HTML+XPath); NewsBox follows it by the links it gains."""
    site: str = ""
    full_text: str = ""
    """When the pages of its reports are fetched (Source.FullText); empty where the list does not say."""


def is_opml(body: bytes) -> bool:
    """Whether a file is a list of sources."""
    return b"<opml" in body[:4096].lower()


def parse(body: bytes) -> list[Outline]:
    """The sources of a list, with their folders ("World/Europe"). Raises MarkError where there are none."""
    import listparser

    result = listparser.parse(body)
    lines = _lines(body)
    outlines: dict[str, Outline] = {}
    for feed in [*result.feeds, *(link for link in result.lists if _is_page(lines.get(link.url, {})))]:
        # A slash in a folder's own name parts nothing.
        parts = [part.strip().replace("/", "∕") for part in (feed.categories[0] if feed.categories else []) if part]
        if feed.url:
            line = lines.get(feed.url, {})
            title = feed.title if feed.title and feed.title != feed.url else ""
            outlines.setdefault(
                feed.url,
                Outline(feed.url, title, "/".join(parts), _is_page(line), _site(line), _full_text(line)),
            )
    if not outlines:
        raise MarkError("this list names no feed.")
    return list(outlines.values())


def _lines(body: bytes) -> dict[str, Mapping[str, str]]:
    """The attributes of a list's lines, by address: listparser tells of few."""
    from lxml import etree

    try:
        parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
        tree = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        return {}
    found: dict[str, Mapping[str, str]] = {}
    for line in tree.iter("outline") if tree is not None else ():
        if address := (line.get("xmlUrl") or line.get("url") or "").strip():
            found.setdefault(address, {str(name): str(value) for name, value in line.attrib.items()})
    return found


def _is_page(line: Mapping[str, str]) -> bool:
    """Whether no feed stands at a line's address, and it is followed by its links."""
    return line.get("type", "").lower() == "html+xpath" or line.get(KIND, "") == "page"


def _site(line: Mapping[str, str]) -> str:
    """The home page a line names; nothing where that is no address."""
    try:
        return addresses.web(line["htmlUrl"]) if line.get("htmlUrl", "").strip() else ""
    except AddressError:
        return ""


def _full_text(line: Mapping[str, str]) -> str:
    wanted = line.get(FULL_TEXT, "")
    return wanted if wanted in Source.FullText.values else ""


def written(person: Person, *, now: datetime) -> bytes:
    """What a person follows, in its folders. Mailboxes are left out (`left_out`), and so are the pages she saved."""
    root = ElementTree.Element("opml", version="2.0")
    head = ElementTree.SubElement(root, "head")
    ElementTree.SubElement(head, "title").text = f"NewsBox: what {person.username} follows"
    ElementTree.SubElement(head, "dateCreated").text = format_datetime(now)
    body = ElementTree.SubElement(root, "body")
    folders: dict[str, ElementTree.Element] = {"": body}
    for row in _followed(person):
        source, title = row.source, row.title or row.source.title or row.source.address
        line = {"type": "rss", "text": title, "title": title, "xmlUrl": source.address}
        if source.is_page:
            line = {"type": "link", "text": title, "title": title, "url": source.address, KIND: "page"}
        if source.full_text != Source.FullText.ALWAYS:
            line[FULL_TEXT] = source.full_text
        if source.site:
            line["htmlUrl"] = source.site
        ElementTree.SubElement(_folder(folders, row.folder), "outline", line)
    ElementTree.indent(root)
    text: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def left_out(person: Person) -> int:
    """How many mailboxes she follows that stand in no list: without their passwords, which no list has, nobody could open them."""
    return Subscription.objects.filter(person=person, source__kind=Source.Kind.LETTERS).count()


def _followed(person: Person) -> Iterable[Subscription]:
    return (
        Subscription.objects.filter(person=person, source__kind__in=(Source.Kind.FEED, Source.Kind.PAGE))
        .select_related("source")
        .order_by("folder", "pk")
    )


def _folder(folders: dict[str, ElementTree.Element], path: str) -> ElementTree.Element:
    if path not in folders:
        parent, _, name = path.rpartition("/")
        folders[path] = ElementTree.SubElement(_folder(folders, parent), "outline", {"text": name, "title": name})
    return folders[path]
