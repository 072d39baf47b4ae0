"""Lists of sources, in and out, as OPML 2.0."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from xml.etree import ElementTree

from newsbox.errors import MarkError
from newsbox.library.models import Source
from newsbox.shelf.models import Person, Subscription


@dataclass(frozen=True, slots=True)
class Outline:
    """A line of the list."""

    address: str
    title: str = ""
    folder: str = ""
    is_page: bool = False
    """No feed: FreshRSS takes it apart by paths (HTML+XPath); NewsBox follows it by the links it gains."""


def is_opml(body: bytes) -> bool:
    """Whether a file is a list of sources."""
    return b"<opml" in body[:4096].lower()


def parse(body: bytes) -> list[Outline]:
    """The sources of a list, with their folders ("World/Europe"). Raises MarkError where there are none."""
    import listparser

    result = listparser.parse(body)
    outlines: dict[str, Outline] = {}
    pages = _pages(body)
    for feed in result.feeds:
        # A slash in a folder's own name parts nothing.
        parts = [part.strip().replace("/", "∕") for part in (feed.categories[0] if feed.categories else []) if part]
        if feed.url:
            outlines.setdefault(feed.url, Outline(feed.url, feed.title or "", "/".join(parts), feed.url in pages))
    if not outlines:
        raise MarkError("this list names no feed.")
    return list(outlines.values())


def _pages(body: bytes) -> set[str]:
    """The addresses of a list at which no feed stands: listparser tells of no types."""
    from lxml import etree

    try:
        parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
        tree = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        return set()
    lines = tree.iter("outline") if tree is not None else ()
    return {line.get("xmlUrl", "").strip() for line in lines if line.get("type", "").lower() == "html+xpath"}


def written(person: Person, *, now: datetime) -> bytes:
    """What a person follows, in its folders."""
    root = ElementTree.Element("opml", version="2.0")
    head = ElementTree.SubElement(root, "head")
    ElementTree.SubElement(head, "title").text = f"NewsBox: what {person.username} follows"
    ElementTree.SubElement(head, "dateCreated").text = format_datetime(now)
    body = ElementTree.SubElement(root, "body")
    folders: dict[str, ElementTree.Element] = {"": body}
    for row in _followed(person):
        source, title = row.source, row.title or row.source.title or row.source.address
        line = {"type": "rss", "text": title, "title": title, "xmlUrl": source.address}
        if source.site:
            line["htmlUrl"] = source.site
        ElementTree.SubElement(_folder(folders, row.folder), "outline", line)
    ElementTree.indent(root)
    text: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _followed(person: Person) -> Iterable[Subscription]:
    return (
        Subscription.objects.filter(person=person, source__kind=Source.Kind.FEED)
        .select_related("source")
        .order_by("folder", "pk")
    )


def _folder(folders: dict[str, ElementTree.Element], path: str) -> ElementTree.Element:
    if path not in folders:
        parent, _, name = path.rpartition("/")
        folders[path] = ElementTree.SubElement(_folder(folders, parent), "outline", {"text": name, "title": name})
    return folders[path]
