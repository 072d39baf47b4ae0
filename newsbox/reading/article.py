"""What the page shows, weighed against what it declares: an Article."""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from lxml import html

from newsbox import addresses
from newsbox.errors import ReadingError
from newsbox.reading import dates, language
from newsbox.reading.body import body_of, folded
from newsbox.reading.metadata import NO_AUTHOR, Declared, declared, people
from newsbox.reading.page import words_of
from newsbox.reading.pictures import ASIDE, figures_of, images_of
from newsbox.types import Article

# Between a headline and the outlet's name in a <title>.
TITLE_MARKS = re.compile(r"\s+[|–—-]\s+|\s*[|»«·•]\s*|\s+[-:]{2}\s+")
LONGEST_TITLE = 400
"""Characters of a title that are compared."""
AUTHOR_CLASS = (
    "contains(@class, 'byline') or contains(@class, 'author') or @rel='author' or contains(@itemprop, 'author')"
)


def article(tree: html.HtmlElement, *, url: str | None = None) -> Article:
    """The article on a page that came from `url`.

    Raises ReadingError where there is none: a login wall, a page of links, an empty shell for scripts.
    """
    says = declared(tree, url=url)
    headline = headline_of(tree, says, url=url)
    summary = says.summary[0] if says.summary else None
    figures = figures_of(tree, addresses.join(url, next(iter(tree.xpath("//base/@href")), None)) or url, says.images)
    body, dateline, notes = body_of(
        tree, says, headline=headline, captions=[image.caption or "" for image in figures], url=url
    )
    if not body.paragraphs:
        raise ReadingError(_why_nothing(tree))
    stated = says.language
    return Article(
        url=_canonical(says.url, url),
        headline=headline,
        outlet=_outlet(says, headline, url),
        authors=_authors(tree, says),
        published=_most_precise(says.published) or _shown_date(tree, url),
        modified=_most_precise(says.modified),
        dateline=dateline,
        language=language.of(" ".join(body.paragraphs), stated),
        section=says.section[0] if says.section else None,
        summary=summary if summary and summary != headline else None,
        tags=says.tags[0] if says.tags else (),
        paywalled=says.paywalled,
        images=images_of(says.images, says.pictures, figures),
        paragraphs=tuple(body.paragraphs),
        notes=notes,
        subheads=tuple(sorted(body.subheads)),
    )


# Headline, outlet, authors ---------------------------------------------------------------------------------------


def headline_of(tree: html.HtmlElement, says: Declared, *, url: str | None = None) -> str | None:
    """The headline as the page shows it, found by a vote.

    What the page shows (h1) wins when something it declares says nearly the same; without a witness the declared one
    wins, since a lone h1 is often the outlet's own name.
    """
    shown = [text for h1 in tree.xpath(f"//h1[not({ASIDE})]")[:8] if 3 < len(text := words_of(h1)) <= 400]
    # Many an outlet is called like its host, and says its name nowhere else.
    outlets = [*says.outlet, *([addresses.host(url)] if url else [])]
    titles = [without_outlet(text, outlets) for text in says.headline]
    if says.title:
        titles.append(without_outlet(says.title, outlets))
    for text in shown:
        if any(folded(text) == folded(other) for other in titles):
            return text
    if says.headline and says.share_title and says.is_article:
        shared = without_outlet(says.share_title, outlets)
        if folded(shared) == folded(titles[0]):
            # Two declarations agree word by word; the h1 says it with a kicker, or longer.
            return titles[0]
    for text in shown:
        if any(_alike(text, other) for other in titles):
            return text
    if says.headline and (says.is_article or not shown):
        return titles[0]
    if says.title and len(pieces := TITLE_MARKS.split(says.title)) > 1:
        # An outlet that is named nowhere else still hangs on the <title>: the h1 tells which piece is the headline.
        for text in shown:
            if any(folded(text) == folded(piece) for piece in pieces[:-1]):
                return text
    if len(shown) == 1 and len(shown[0].split()) > 2:
        return shown[0]
    return titles[0] if titles else shown[0] if shown else None


def without_outlet(title: str, outlets: Sequence[str]) -> str:
    """A <title> or og:title without the outlet's name that is hung on it: "Fire at the port - Gazette"."""
    names = {folded(name) for name in outlets} - {""}
    title = title[: 2 * LONGEST_TITLE]
    for _ in range(4):
        marks = list(TITLE_MARKS.finditer(title))
        if not marks:
            break
        last, first = title[marks[-1].end() :], title[: marks[0].start()]
        is_short = len(last.split()) <= 3 and len(last) < len(title) / 3
        if folded(last) in names or (is_short and any(folded(last) in name or name in folded(last) for name in names)):
            title = title[: marks[-1].start()].strip()
        elif folded(first) in names:
            return title[marks[0].end() :].strip()
        else:
            break
    return title


def _alike(ours: str, theirs: str) -> bool:
    a, b = folded(ours[:LONGEST_TITLE]), folded(theirs[:LONGEST_TITLE])
    if not a or not b:
        return False
    return (
        a == b
        or (min(len(a), len(b)) > 15 and (a.startswith(b) or b.startswith(a)))
        or SequenceMatcher(None, a, b, autojunk=False).ratio() > 0.85
    )


def _outlet(says: Declared, headline: str | None, url: str | None) -> str | None:
    for name in says.outlet:
        if 1 < len(name) <= 60 and not addresses.is_web(name):
            return name.strip(" -|")
    if says.title:
        pieces = TITLE_MARKS.split(says.title)
        is_behind_headline = headline is not None and says.title.startswith(headline) and says.title != headline
        if len(pieces) > 1 and (is_behind_headline or 1 <= len(pieces[-1].split()) <= 4):
            return pieces[-1]
    return addresses.host(url) if url else None


def _canonical(stated: Sequence[str], url: str | None) -> str | None:
    """The address a page gives itself, where it can be its own: templates name the home page, copies name the original's."""
    if url is None:
        return stated[0] if stated else None
    ours = addresses.key(url)
    site, path = ours.partition("/")[0], ours.partition("/")[2]
    for each in stated:
        there, _, their_path = addresses.key(each).partition("/")
        if there == site and (their_path or not path):
            return each
    return url


def _authors(tree: html.HtmlElement, says: Declared) -> tuple[str, ...]:
    outlets = {folded(name) for name in says.outlet}
    for declared_names in says.authors:
        if any(folded(name) not in outlets for name in declared_names):
            return declared_names
    for place in tree.xpath(f"//*[{AUTHOR_CLASS}][not({ASIDE}) and not(ancestor::figure)]")[:6]:
        line = words_of(place)
        if 4 < len(line) <= 80 and (names := people(re.split(r"\s[|•·]\s|\d", line)[0])):
            return tuple(name for name in names if not NO_AUTHOR.match(name))
    # Some outlets sign as a house.
    return says.authors[0] if says.authors else ()


def _most_precise(stated: Sequence[str]) -> str | None:
    """The first candidate, unless a later one tells the same day with an hour or a zone."""
    if not stated:
        return None
    return max(
        (each for each in stated if each[:10] == stated[0][:10]),
        key=lambda each: ("T" in each) + bool(re.search(r"[+-]\d\d:\d\d$", each[10:])),
    )


def _shown_date(tree: html.HtmlElement, url: str | None) -> str | None:
    """The day an undeclared page was published, from its address, its markup and its text (htmldate; a day, no hour)."""
    from htmldate import find_date

    try:
        day = find_date(copy.deepcopy(tree), url=url, original_date=True, deferred_url_extractor=True)
    except (ValueError, TypeError, RecursionError, OverflowError):
        return None
    return dates.iso(day)


def _why_nothing(tree: html.HtmlElement) -> str:
    if tree.xpath("//input[@type='password']"):
        return "the page asks to sign in and shows no article. Sign in with your browser, save the page there, and add the saved file."
    words = len(words_of(tree).split())
    if words < 20 and tree.xpath("//script"):
        return "the page is an empty shell that fills itself with scripts, which NewsBox does not run. Save it from your browser and add the saved file."
    if words < 20:
        return "the page is empty."
    return "no article was found on this page; it may be a front page or a list of links."
