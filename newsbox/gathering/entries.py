"""What the entries of all kinds of feeds have in common: names, plain words, times, and each entry once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from html import escape, unescape

from lxml import etree, html

from newsbox.texts import printable
from newsbox.types import Coordinates, Entry

EARLIEST, LATEST = 1700, 2200
"""Years; what lies outside is a publishing system's zero, or its infinity."""
LONGEST_GUID = 500
"""Bytes; a longer name is kept as its digest, since indexes have their limits."""
LONGEST_TAG = 80
"""Characters; what is longer is a sentence, and no tag."""
PERIODS = {
    "hourly": 3600.0,
    "daily": 86_400.0,
    "weekly": 7 * 86_400.0,
    "monthly": 30 * 86_400.0,
    "yearly": 365 * 86_400.0,
}
TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--")
ENTITY = re.compile(r"&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
LINKING = ('href="', "href='", 'src="', "src='")
WHOLE = re.compile(r"\s*(?:[\w+.-]*:|//|#|[\"'])")
"""How a link begins that needs no base."""
UNMEANT = re.compile("[\x80-\x9f]")
"""Where Latin 1 has control characters, the text was Windows' and has quotation marks and dashes there."""
DEGREES = re.compile(r"[+-]?\d{1,3}(?:\.\d{1,20})?", re.ASCII)
UNSEEN = re.compile(r"<(script|style|template)\b.*?(</\1\s*>|$)", re.IGNORECASE | re.DOTALL)
PICTURE = re.compile(r"\.(jpe?g|png|webp|gif|avif)([?#]|$)", re.IGNORECASE)
MAILBOX = re.compile(r"\s*[\[(<]?\s*(?:mailto:)?(?<![\w.+'-])[\w.+'-]+@[\w-]+(?:\.[\w-]+)+\s*[\])>]?\s*")


def coordinates(latitude: str, longitude: str) -> Coordinates | None:
    """A point on the earth; None for what is none, and for the point nought, nought, which is how programs say "no place"."""
    if not (DEGREES.fullmatch(latitude.strip()) and DEGREES.fullmatch(longitude.strip())):
        return None
    north, east = float(latitude), float(longitude)
    is_one = abs(north) <= 90 and abs(east) <= 180 and (north, east) != (0, 0)
    return Coordinates(north, east) if is_one else None


def readable(text: str) -> str:
    """A text without what can't be printed; Windows' quotation marks and dashes are put back where they were lost."""
    if not text.isascii() and UNMEANT.search(text):
        text = UNMEANT.sub(lambda match: match[0].encode("latin-1").decode("cp1252", "replace"), text)
    return printable(text)


def is_relative(markup: str) -> bool:
    """Whether a link in HTML hangs on where it stands."""
    for name in LINKING:
        place = markup.find(name)
        while place >= 0:
            if not WHOLE.match(markup, place + len(name)):
                return True
            place = markup.find(name, place + 1)
    return False


def absolute(markup: str, base: str | None) -> str:
    """HTML whose relative links are whole; as it was where it has none."""
    if base is None or not is_relative(markup):
        return markup
    try:
        tree = html.fragment_fromstring(markup, create_parent="div")
        tree.make_links_absolute(base, resolve_base_href=False, handle_failures="ignore")
    except (etree.ParserError, ValueError):
        return markup
    whole = str(etree.tostring(tree, encoding="unicode", method="html"))
    return whole.removeprefix("<div>").removesuffix("</div>")


def plain(text: str | None) -> str | None:
    """A title or name without the markup that feeds put into it, on one line; None for none.

    Escaped twice is escaped: "Fire &amp;amp; water" is a publishing system's slip, and no headline.
    """
    if not text:
        return None
    if TAG.search(text):
        text = UNSEEN.sub("", text)
        try:
            text = html.fromstring(f"<div>{text}</div>").text_content()
        except (etree.ParserError, ValueError):
            text = TAG.sub("", text)
    if "&" in text:
        text = unescape(text)
    return literal(text)


def literal(text: str | None) -> str | None:
    """A title or name in which markup is meant to be seen, on one line; None for none."""
    return " ".join(readable(str(text)).split()) or None if text else None


def as_html(text: str) -> str:
    """A text that may be HTML or plain, as HTML: what has neither a tag nor an entity is plain."""
    return text if TAG.search(text) or ENTITY.search(text) else escape(text, quote=False)


def paragraphs(text: str) -> str:
    """A plain text as HTML: a paragraph between blank lines."""
    return "".join(
        f"<p>{escape(line, quote=False)}</p>" for piece in re.split(r"\n\s*\n", text) if (line := piece.strip())
    )


def person(text: str | None) -> str | None:
    """A by-line as feeds write it, "jane@gazette.example (Jane Roe)" or "Jane Roe <...>": the name; the mailbox where it is alone."""
    name = plain(text and text.replace("<", "(").replace(">", ")") if text and "@" in text else text)
    if name is None or "@" not in name:
        return name
    without = MAILBOX.sub(" ", name).strip(" ()[]<>,;-–|")
    return without or name.strip("()[]<> ")


def moment(stamp: datetime | None) -> str | None:
    """A point in time as ISO 8601 in UTC, if it can be one of a report."""
    if stamp is None:
        return None
    try:
        stamp = stamp.astimezone(UTC)
    except (OverflowError, ValueError):
        return None
    return stamp.isoformat(timespec="seconds") if EARLIEST <= stamp.year <= LATEST else None


def rfc3339(written: object) -> str | None:
    """A time as JSON formats write it, in the zone it names; None for none."""
    try:
        stamp = datetime.fromisoformat(str(written)) if written else None
    except ValueError:
        return None
    return stamp.isoformat(timespec="seconds") if stamp and EARLIEST <= stamp.year <= LATEST else None


def utc(stated: str | None) -> str | None:
    """A time that names its zone, in UTC; one that names none is left as it is."""
    stamp = datetime.fromisoformat(stated) if stated else None
    return moment(stamp) if stamp and stamp.tzinfo else stated


def period(ttl: str | None, unit: str | None, times: str | None) -> float | None:
    """Seconds between visits a feed asks for: by ttl (minutes), else by sy:updatePeriod and sy:updateFrequency."""
    ttl, times = (ttl or "").strip(), (times or "1").strip()
    if re.fullmatch(r"[0-9]{1,7}", ttl):
        return float(ttl) * 60
    base = PERIODS.get((unit or "").strip().lower())
    return base / max(1, int(times)) if base and re.fullmatch(r"[0-9]{1,4}", times) else base


def name(guid: str) -> str:
    """What the feed calls an entry, as far as an index can hold it."""
    given = printable(guid)
    return given if len(given.encode("utf-8")) <= LONGEST_GUID else digest(given)


def digest(*texts: str) -> str:
    """A name for an entry to which its feed gives none."""
    return "digest:" + hashlib.sha256("\x00".join(texts).encode("utf-8", "replace")).hexdigest()[:32]


def tags(given: Iterable[str | None]) -> tuple[str, ...]:
    """Tags, each once; sentences are none."""
    return tuple(dict.fromkeys(tag for each in given if (tag := plain(each)) and len(tag) <= LONGEST_TAG))


def is_picture(link: str, kind: str) -> bool:
    """Whether what a feed attaches is a picture, by what it says (a medium or a media type), else by its address."""
    return kind.startswith("image") or (not kind and bool(PICTURE.search(link)))


def newest(entries: tuple[Entry, ...], most: int) -> tuple[Entry, ...]:
    """Of an archive its newest entries; what has no date keeps its place among the first."""
    if len(entries) <= most:
        return entries
    return tuple(sorted(entries, key=lambda entry: entry.published or "9999", reverse=True)[:most])


def named_once(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Feeds carry an entry twice, name several alike, and link several to one page.

    The first of a name stays; others with an address of their own take that as their name. Entries that share an
    address are told apart by their headlines, and have no page of their own.
    """
    named: dict[str, Entry] = {}
    for entry in entries:
        kept = named.get(entry.guid)
        if kept is None:
            named[entry.guid] = entry
        elif entry.url and entry.url != kept.url and entry.url not in named:
            named[entry.url] = replace(entry, guid=entry.url)
    titles: dict[str, set[str]] = {}
    for entry in named.values():
        titles.setdefault(entry.url or entry.guid, set()).add(entry.title)
    return tuple(
        replace(entry, has_page=False) if len(titles[entry.url or entry.guid]) > 1 else entry
        for entry in named.values()
    )
