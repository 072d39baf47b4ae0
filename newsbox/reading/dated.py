"""When was it published, by what the page shows its readers?

Pages that declare nothing still print a date by the headline. Dates stand all over a page, of comments, of other
articles, of events; which one is the article's is told by its distance from the headline, by its markup, by its label.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from itertools import islice

from lxml import html

from newsbox.reading import dates
from newsbox.reading.page import says, squeeze
from newsbox.reading.pictures import ASIDE

LONGEST_LINE = 160
"""Characters of a line that can be a date with its label and the byline beside it."""
MOST = 80
"""Dates that are looked at; a page with more is an archive."""
MOST_TITLES = 60
"""Headings that are looked at."""
ELEMENTS = 40_000
"""Elements that are looked at; what shows its date later is no article."""
BELOW, ABOVE = 700, 250
"""Characters of text between a headline and its date, where the date stands below it or above it."""
ENOUGH = 4
"""A weight from which a shown date is believed."""
SOLE = 2
"""A weight from which the only day is believed that the page shows."""
DATE_CLASS = re.compile(
    r"date|publi|posted|time(?!line)|\bmeta\b|byline|datum|fecha|\bdata\b|tarih|datetime|veroeff|ver[öo]ff|pubdate|created|\bstand\b",
    re.IGNORECASE,
)
BESIDE = re.compile(
    r"related|recommend|teaser|promo|sidebar|popular|trending|most-?read|comment(?!ary)|footer|\bnav|menu|event|calendar|card\b|card__|card-|copyright"
    r"|caption|breadcrumb|reply|replies|widget|carousel|latest|more-(stories|news|articles)|read-?next|veranstaltung|kommentar|similar",
    re.IGNORECASE,
)
"""Classes of what shows other dates than the article's."""
# What newsrooms print before a date, in the languages of dates.MONTHS.
PUBLISHED = re.compile(
    r"\b(publish|posted|written|created|issued|released|first published|veröffentlicht|erstellt|erschienen|publié|paru|mis en ligne|publicad|creado|pubblicat|gepubliceerd|geplaatst"
    r"|publicerad|publisert|udgivet|opublikowan|dodano|data publikacji|опубликован|опубліковано|дата публикации|yayınlan|giriş|oluşturulma|vydáno|publikováno|julkaistu|δημοσ)"
    r"|入力|등록|기사입력|发布|發布|发表|配信|公開|نشر|تاريخ النشر|منتشر|প্রকাশ|प्रकाशित",
    re.IGNORECASE,
)
UPDATED = re.compile(
    r"\b(update|modifi|edited|revised|reviewed|aktualisier|geändert|editiert|überarbeitet|zuletzt|mis à jour|mise à jour|actualizad|modificad|aggiornat|ultima modifica|atualizad|bijgewerkt|uppdater|oppdatert|opdater"
    r"|aktualizacj|zaktualizowan|обновлен|изменен|оновлено|güncelle|son güncel|aktualizov|päivitetty|ενημ)"
    r"|수정|更新|修改|تحديث|به روز|आपडेट|अपडेट",
    re.IGNORECASE,
)
FURTHEST = timedelta(hours=14)
"""Between UTC and any clock."""
# Minutes from UTC: Newfoundland, Iran, Afghanistan, India, Nepal, Myanmar, the middle of Australia.
ODD_CLOCKS = frozenset((-210, -150, 210, 270, 330, 345, 390, 570, 630))
AWAY = frozenset(("nav", "aside", "footer", "form", "figcaption", "blockquote"))
UNSEEN = frozenset(("script", "style", "noscript", "template", "svg", "head"))
IN_ADDRESS = re.compile(r"(?<!\d)(20\d\d|19[89]\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?!\d)")
IN_ADDRESS_SLASHED = re.compile(r"/(20\d\d|19[89]\d)/(\d{1,2})/(\d{1,2})/")
# How systems that build a page in the browser call an article's own date in the data they send along.
IN_SCRIPT = re.compile(
    r"\\?[\"'](?:datePublished|date_published|publishedAt|published_at|publishDate|publish_date|publicationDate|publication_date|pubDate|pubdate"
    r"|publishedDate|published_date|publishedTime|published_time|datePublication|firstPublished|firstPublishedAt|firstPublishedDate|publishTime"
    r"|publish_time|publishedOn|articlePublishDate|dateFirstPublished|pubTime|postDate|post_date)\\?[\"']\s*:\s*\\?[\"']?([\d][^\"'\\,}\n]{7,40})"
)
LARGEST_SCRIPTS = 3_000_000
"""Characters of scripts that are searched."""


@dataclass(slots=True)
class Shown:
    """A date on the page: what it says, what speaks for it, and how many characters stand before it."""

    told: str
    weight: int
    place: int
    is_update: bool


def published(tree: html.HtmlElement, *, headline: str | None, url: str | None) -> str | None:
    """The date that the page shows for its article, as precise as it is shown; None where no date is surely its own."""
    in_address, in_scripts = in_url(url), _in_scripts(tree)
    found = _dates_on(tree, headline, in_address)
    best = max(found, key=lambda each: (each.weight, -each.place), default=None)
    days = {told[:10] for told in in_scripts}
    is_vouched = len({each.told[:10] for each in found}) == 1 or (
        best is not None and any(_is_next(best.told, day) for day in days)
    )
    if best is None or best.weight < (SOLE if is_vouched else ENOUGH):
        day = days.pop() if len(days) == 1 else in_address
        return precise(day, [*in_scripts, *(each.told for each in found)])
    return precise(best.told, [*in_scripts, *(each.told for each in found)])


def shown(tree: html.HtmlElement, *, headline: str | None) -> list[str]:
    """The dates with an hour that the page shows for its article, the likeliest first."""
    found = sorted(_dates_on(tree, headline, None), key=lambda each: -each.weight)
    return [each.told for each in found if "T" in each.told and each.weight >= SOLE and not each.is_update]


def is_universal(stated: str) -> bool:
    """Whether a time is told in UTC, as a publishing system stores it, and not as a newsroom's clock showed it."""
    return stated[16:].endswith("+00:00")


def in_newsroom(stated: str, others: list[str]) -> str:
    """A time in UTC as the newsroom's clock showed it, where another of the page's times is the same moment on that clock.

    The same moment has the same minute; clocks are whole hours from UTC, or one of the few that are not.
    """
    moment = datetime.fromisoformat(stated)
    if not is_universal(stated):
        return stated
    for each in others:
        other = datetime.fromisoformat(each)
        if other.tzinfo is not None and other != moment and abs(other - moment) > timedelta(minutes=1):
            continue
        if other.tzinfo is None and other.hour == other.minute == 0:
            continue  # A day, written as its midnight.
        ahead = other.replace(tzinfo=None, second=0) - moment.replace(tzinfo=None, second=0)
        is_clock = not ahead % timedelta(hours=1) or ahead // timedelta(minutes=1) in ODD_CLOCKS
        if ahead and abs(ahead) <= FURTHEST and is_clock:
            return moment.astimezone(timezone(ahead)).isoformat()
    return stated


def precise(day: str | None, others: Iterable[str]) -> str | None:
    """A date, or the first of the others that tells the same day with an hour where it has none itself."""
    if not day or "T" in day:
        return day
    return next((each for each in others if each[:10] == day[:10] and "T" in each), day)


def _is_next(ours: str, theirs: str) -> bool:
    """Whether two dates are at most a day apart: systems keep a day as its midnight in UTC, often the evening before."""
    return abs(datetime.fromisoformat(ours[:10]) - datetime.fromisoformat(theirs[:10])) <= timedelta(days=1)


def in_url(url: str | None) -> str | None:
    """The day that an address names: "/2025/01/17/", "20250117"."""
    path = (url or "")[:2000].partition("//")[2].partition("/")[2]
    for pattern in (IN_ADDRESS_SLASHED, IN_ADDRESS):
        if match := pattern.search(f"/{path}"):
            return dates.iso(f"{match[1]}-{match[2]}-{match[3]}")
    return None


def _in_scripts(tree: html.HtmlElement) -> list[str]:
    """The dates in the page's data under a name that means publication, in their order."""
    found: list[str] = []
    left = LARGEST_SCRIPTS
    for script in tree.iter("script"):
        text = (script.text or "")[:left]
        left -= len(text)
        found += filter(None, (dates.iso(match[1]) for match in islice(IN_SCRIPT.finditer(text), 40)))
    return found


def _dates_on(tree: html.HtmlElement, headline: str | None, in_address: str | None) -> list[Shown]:
    """The dates on the page, with what speaks for each."""
    found: list[Shown] = []
    title: tuple[int, int] | None = None
    wanted = squeeze(headline)
    for element, own, place, beside in _lines(tree, wanted):
        if element.tag == "h1" or (element.tag in ("h2", "h3") and wanted and own == wanted):
            if title is None or own == wanted:
                title = (place, place + len(own))
            continue
        if len(found) < MOST and not beside and (shown := _shown(element, own, place)):
            found.append(shown)
    for each in found:
        if title:
            distance = each.place - title[1] if each.place >= title[1] else title[0] - each.place
            limit = BELOW if each.place >= title[1] else ABOVE
            each.weight += 3 if distance <= limit / 3 else 2 if distance <= limit else 0
        each.weight += 3 if in_address and each.told[:10] == in_address else 0
    return found


def _shown(element: html.HtmlElement, own: str, place: int) -> Shown | None:
    """The date of one line, weighed by its markup and its label."""
    stated = element.get("datetime") if element.tag == "time" else None
    found = dates.find(stated) or dates.find(own)
    if not found:
        return None
    told, start, end = found
    parent = element.getparent()
    marks = " ".join(
        each.get(name) or ""
        for each in (element, *([parent] if parent is not None else ()))
        for name in ("class", "itemprop", "id")
    )
    weight = 3 if element.tag == "time" or says(DATE_CLASS, marks[:400]) else 0
    if stated and dates.find(own) and (shown := dates.iso(own)) and "T" in shown and "T" not in told:
        told = precise(told, [shown]) or told
    elif not stated and len(own) - (end - start) > 0.6 * len(own):
        weight -= 1
    is_update = bool(UPDATED.search(own[:start] if not stated else own) or UPDATED.search(marks[:400]))
    if PUBLISHED.search(own[: start + 1] if not stated else own):
        weight, is_update = weight + 3, False
    return Shown(told, weight - (2 if is_update else 0), place, is_update)


def _around(tree: html.HtmlElement, wanted: str) -> Iterator[html.HtmlElement]:
    """What the headline stands in: however it is called, it does not stand aside."""
    for heading in islice(tree.iter("h1", "h2", "h3"), MOST_TITLES):
        if not heading.xpath(f"boolean({ASIDE})") and (heading.tag == "h1" or (wanted and _title(heading) == wanted)):
            yield from islice(heading.iterancestors(), 60)


def _lines(tree: html.HtmlElement, wanted: str) -> Iterator[tuple[html.HtmlElement, str, int, bool]]:
    """Each element with words of its own: the words, how many characters stand before them, whether it stands aside.

    Small elements inside (a day in bold, a month in a span) count as words of the element around them.
    """
    place = titles = 0
    beside: dict[html.HtmlElement, bool] = dict.fromkeys(_around(tree, wanted), False)
    for element in islice(tree.iter(), ELEMENTS):
        if not isinstance(element.tag, str):
            continue
        parent = element.getparent()
        marks = f"{element.get('class') or ''} {element.get('id') or ''}"[:400]
        is_unseen = element.tag in UNSEEN or (parent is not None and parent.tag in UNSEEN)
        beside[element] = element not in beside and (
            beside.get(parent, False)
            or is_unseen
            or element.tag in AWAY
            or (element.tag not in ("html", "body", "main", "h1") and says(BESIDE, marks))
        )
        if is_unseen or element.tag in ("html", "body"):
            continue
        is_title = element.tag == "h1" and titles < MOST_TITLES
        titles += is_title
        own = _title(element) if is_title else _own(element)
        if own:
            yield element, own, place, beside[element]
        if not beside[element]:
            place += len((element.text or "").strip()) + len((element.tail or "").strip())


def _title(heading: html.HtmlElement) -> str:
    """The words of a heading and of all that is in it."""
    return squeeze("".join(islice(heading.itertext(), 40))[:1000])


def _own(element: html.HtmlElement) -> str:
    """An element's words where they are few: with those of its children where these are small too."""
    children = list(islice(element.iterchildren(), 8))
    if len(children) > 7 or any(len(child) > 2 or child.tag in UNSEEN for child in children):
        return squeeze((element.text or "")[: 4 * LONGEST_LINE])[:LONGEST_LINE]
    pieces = [element.text or ""]
    for child in children:
        pieces += [child.text or "", *(each.text or "" for each in child), child.tail or ""]
    line = squeeze(" ".join(piece[: 4 * LONGEST_LINE] for piece in pieces))
    return line if len(line) <= LONGEST_LINE else ""
