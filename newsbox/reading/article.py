"""What the page shows, weighed against what it declares: an Article."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import islice

from lxml import html

from newsbox import addresses
from newsbox.errors import ReadingError
from newsbox.reading import dated, dates, embeds, liveblog, tongue
from newsbox.reading.body import Body, body_of
from newsbox.reading.metadata import BY, NO_AUTHOR, Declared, declared, people
from newsbox.reading.page import folded, squeeze, words_of
from newsbox.reading.pictures import ASIDE, figures_of, images_of
from newsbox.reading.standfirst import is_part_of_text, standfirst_of
from newsbox.types import Article, Post

# Between a headline and the outlet's name in a <title>.
TITLE_MARKS = re.compile(r"\s+[|–—-]\s+|\s*[|»«·•]\s*|\s+[-:]{2}\s+")
# What begins the outlet's name or a section behind a headline; some systems set no space before it, or a Hangul letter for the bar.
TAIL = re.compile(r"\s*[|*»·•：ㅣ]\s*\S|\s+[–—:-]\s+\S|-\S")
# By these words a name of more than four is an institution's or a newspaper's, and no half of a headline.
HOUSE_WORDS = re.compile(
    r"\b(?:ministry|department|office|government|embassy|commission|council|parliament|court|agency|university|institute|foundation|society|association|union|bank|press|news|times|post|herald|gazette|journal"
    r"|magazine|review|radio|television|broadcasting|ministerium|amt|universität|zeitung|nachrichten|rundfunk|ministère|université|ministerio|universidad|ministero|università)\b",
    re.IGNORECASE,
)
LONGEST_TITLE = 400
"""Characters of a title that are compared."""
# Headings that are no headline: a step of the way here, the outlet's name as a link to its home page.
NO_HEADLINE = (
    f"{ASIDE} or contains(@class, 'breadcrumb')"
    " or contains(@class, 'site-title') or .//a[@href='/' or @rel='home'] or parent::a[@href='/' or @rel='home']"
)
# Where a page shows who wrote it: marked as the author, or leading to what an author wrote.
_CLASS = "translate(@class, 'ABHLNORTUYI', 'abhlnortuyi')"
SIGNATURE = (
    f"contains({_CLASS}, 'byline') or contains({_CLASS}, 'author') or @rel='author' or contains(@itemprop, 'author')"
    " or (self::a and (contains(@href, '/author/') or contains(@href, '/authors/') or contains(@href, '/autor/')"
    " or contains(@href, '/autoren/') or contains(@href, '/auteur/') or contains(@href, '/autore/')))"
)
NOT_OURS = f"contains(@class, 'comment') or ancestor::*[@id='comments'] or {ASIDE} or ancestor::figure"
LONGEST_SIGNATURE = 12
"""Texts in a marked place that are looked at: a name comes early, a biography after it."""
MOST_BLANKS = 120
"""Texts, blank ones too, among which those are sought."""
LINKS_NAMES = frozenset(", & + and und et y e en och og и".split())
NO_PERSON = re.compile(
    r"[:?!@…]|^(?:the|this|our|your|an?)\b|\b(?:updated?|published|posted|written|reviewed|read|min|share|search|sign|follow|about|comments?|authors?|by|profile|view|more|posts|quelle|source)\b",
    re.IGNORECASE,
)
LOGIN = re.compile(r"[a-z][a-z0-9_-]{5,}")


def article(tree: html.HtmlElement, *, url: str | None = None) -> Article:
    """The article on a page that came from `url`.

    Raises ReadingError where there is none: a login wall, a page of links, an empty shell for scripts.
    """
    says = declared(tree, url=url)
    headline = headline_of(tree, says, url=url)
    summary = says.summary[0] if says.summary else None
    base = addresses.join(url, next(iter(tree.xpath("//base/@href")), None)) or url
    figures = figures_of(tree, base, says.images)
    others = embeds.found_in(tree, base)
    embeds.without(tree, others)
    body, dateline, notes = body_of(
        tree, says, headline=headline, captions=[image.caption or "" for image in figures], url=url
    )
    spoken = tongue.of(" ".join(body.paragraphs), says.language)
    if above := standfirst_of(tree, headline, says.summary, body.paragraphs) if is_part_of_text(spoken) else []:
        body = Body([*above, *body.paragraphs], {place + len(above) for place in body.subheads})
    posts: tuple[Post, ...] = ()
    if (told := liveblog.posts_of(tree, says.updates)) and (whole := liveblog.joined(body, told)):
        body, posts = whole
    if not body.paragraphs:
        raise ReadingError(_why_nothing(tree))
    return Article(
        url=_canonical(says.url, url),
        headline=headline,
        outlet=_outlet(says, headline, url),
        authors=_authors(tree, says, url),
        published=_published(says, tree, headline, url),
        modified=_most_precise(says.modified),
        dateline=dateline,
        language=spoken,
        section=says.section[0] if says.section else None,
        summary=summary if summary and summary != headline else None,
        tags=says.tags[0] if says.tags else (),
        paywalled=says.paywalled,
        images=images_of(says.images, says.pictures, figures),
        embeds=embeds.placed(others, body.paragraphs),
        paragraphs=tuple(body.paragraphs),
        posts=posts,
        following=following(tree, base, url or base),
        notes=notes,
        subheads=tuple(sorted(body.subheads)),
    )


def following(tree: html.HtmlElement, base: str | None, ours: str | None) -> str | None:
    """The address of the article's next page. Many sites call the next article that: only an address that counts on is one.

    base: what its links are relative to, as the page says; ours: where the page itself stands.
    """
    links = tree.xpath(
        "//link[@rel='next']/@href | //a[@rel='next' or contains(concat(' ', @class, ' '), ' next ')]/@href"
    )
    for link in links[:8]:
        whole = addresses.join(base, link)
        if ours and whole and addresses.is_next_page(ours, whole):
            return whole
    return None


# Headline, outlet, authors ---------------------------------------------------------------------------------------


def headline_of(tree: html.HtmlElement, says: Declared, *, url: str | None = None) -> str | None:
    """The headline, found by a vote among what the page shows (h1) and what it declares.

    Where its data and its og:title agree, that is the headline: the h1 says it with a kicker, or longer. Else the h1
    wins when something declared says nearly the same; without a witness the declared one wins, since a lone h1 is
    often the outlet's own name.
    """
    # Many an outlet is called like its host, and says its name nowhere else.
    outlets = [*says.outlet, *([addresses.host(url)] if url else [])]
    shown, subheads = _shown_headlines(tree)
    titles = [without_outlet(text, outlets) for text in [*says.headline, *([says.title] if says.title else [])]]
    titles = [_without_tail(text, [*shown, *titles]) for text in titles]
    stated = titles[0] if says.data_headline else None
    if stated and says.share_title and says.is_article:
        shared = _without_tail(without_outlet(says.share_title, outlets), [stated, *shown])
        if folded(shared) == folded(stated):
            return shared if shared in shown else stated
    for text in shown or subheads:
        if any(folded(text) == folded(other) for other in titles):
            return text
    for text in shown:
        if kicked := next((other for other in titles if _is_behind_kicker(other, text)), None):
            return kicked
    for text in shown:
        if any(_alike(text, other) for other in titles):
            return text
    if titles and (stated or not shown):
        return titles[0]
    if says.title and len(pieces := TITLE_MARKS.split(says.title)) > 1 and not (says.headline and says.is_article):
        # An outlet that is named nowhere else still hangs on the <title>: the h1 tells which piece is the headline.
        for text in shown:
            if any(folded(text) == folded(piece) for piece in pieces[:-1]):
                return text
    if len(shown) == 1 and any(_share_words(shown[0], other) for other in titles):
        # Written for search engines, a title says the same in other words.
        return shown[0]
    if says.headline and says.is_article:
        return titles[0]
    if len(shown) == 1 and len(shown[0].split()) > 2:
        return shown[0]
    return titles[0] if titles else shown[0] if shown else None


def _shown_headlines(tree: html.HtmlElement) -> tuple[list[str], list[str]]:
    """What stands in an h1; what stands in an h2, or is marked as the headline, where a page has no h1 for it."""

    def texts(path: str) -> list[str]:
        places = islice(_without(tree.xpath(path)[:60], NO_HEADLINE), 8)
        return [text for place in places if 3 < len(text := words_of(place)) <= LONGEST_TITLE]

    return texts("//h1"), texts("//*[self::h2 or contains(@itemprop, 'headline') or contains(@class, 'headline')]")


def without_outlet(title: str, outlets: Sequence[str]) -> str:
    """A <title> or og:title without the outlet's name that is hung on it: "Fire at the port - Gazette"."""
    names = {folded(name) for name in outlets} - {""}
    title = title[: 2 * LONGEST_TITLE]
    for _ in range(4):
        marks = list(TITLE_MARKS.finditer(title))
        if not marks:
            break
        last, first = title[marks[-1].end() :], title[: marks[0].start()]
        if not folded(last):
            # The mark closes a quotation: »Fire at the port«.
            marks.pop()
            if not marks:
                break
            last = title[marks[-1].end() :]
        is_short = len(last.split()) <= 3 and len(last) < len(title) / 3
        if folded(last) in names or (is_short and any(folded(last) in name or name in folded(last) for name in names)):
            title = title[: marks[-1].start()].strip()
        elif folded(first) in names:
            return title[marks[0].end() :].strip()
        else:
            break
    return title


def _without_tail(title: str, others: Sequence[str]) -> str:
    """A title without what hangs on it, known from another place that says the same without: "Fire at the port-Local|Gazette"."""
    for other in others:
        # A short beginning before a long rest is the outlet's name before the headline.
        if title.startswith(other) and len(title) <= 3 * len(other) and TAIL.match(title, len(other)):
            return other
    return title


def _is_behind_kicker(title: str, shown: str) -> bool:
    """Whether an h1 opens with the section or a topic, and says then what a title says: "World Fire at the port"."""
    kicker = shown.removesuffix(title)
    return len(title) > 15 and kicker != shown and bool(re.search(r"[^\W\d]\W+$", kicker))


def _share_words(ours: str, theirs: str) -> bool:
    """Whether half of the longer words of the shorter one stand in the other."""
    a, b = (set(re.findall(r"\w{4,}", text.casefold())) for text in (ours, theirs))
    return len(a & b) >= max(3, min(len(a), len(b)) / 2)


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
    for stated in says.outlet:
        if 1 < len(stated) <= 60 and not addresses.is_web(stated):
            return stated.strip(" -|")
    if says.title and (name := _outlet_in_title(says.title, headline or "", addresses.host(url) if url else "")):
        return name
    return addresses.host(url) if url else None


def _outlet_in_title(title: str, headline: str, host: str) -> str | None:
    """The piece of a <title> that names the outlet: the last one, or the first where it is called like the host."""
    pieces = TITLE_MARKS.split(title[: 2 * LONGEST_TITLE])
    first, last = pieces[0], pieces[-1]
    if len(pieces) < 2:
        return None
    if folded(first) and folded(first) in folded(host) and title.endswith(headline):
        return first
    if folded(last) and folded(last) in folded(host):
        return last
    is_behind_headline = bool(headline) and title.startswith(headline) and title != headline
    if BY.match(last) or (not is_behind_headline and folded(headline).endswith(folded(last))):
        return None
    # What is longer than a name is the headline's second half, unless the host is called so too.
    is_name = (
        len(last.split()) <= 4
        or (len(last.split()) <= 9 and bool(HOUSE_WORDS.search(last)))
        or any(word in folded(host) for word in re.findall(r"\w{4,}", last.casefold()))
    )
    return last if is_name else None


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


def _authors(tree: html.HtmlElement, says: Declared, url: str | None = None) -> tuple[str, ...]:
    outlets = {folded(name) for name in says.outlet}
    for declared_names in says.authors:
        if any(folded(name) not in outlets and not LOGIN.fullmatch(name) for name in declared_names):
            return declared_names
    if shown := _signed(tree, outlets):
        return shown
    # Some outlets sign as a house; what a publishing system calls the house inside is no name.
    houses = outlets | {folded(addresses.host(url).rpartition(".")[0])} if url else outlets
    return tuple(
        name
        for name in (says.authors[0] if says.authors else ())
        if name in says.outlet or not (LOGIN.fullmatch(name) and folded(name) in houses)
    )


def _signed(tree: html.HtmlElement, outlets: set[str]) -> tuple[str, ...]:
    """The people that a page names as its authors, looked for below the headline first."""
    houses: list[str] = []
    for path in (f"(//h1)[1]/following::*[{SIGNATURE}]", f"//*[{SIGNATURE}]"):
        for place in islice(_without(tree.xpath(path)[:60], NOT_OURS), 12):
            names = [name for beside in _with_its_like(place) for name in _names_in(beside)]
            if people_in := tuple(dict.fromkeys(name for name in names if folded(name) not in outlets)):
                return people_in
            houses += names
    return tuple(houses[:1])


def _without(places: Sequence[html.HtmlElement], condition: str) -> Iterator[html.HtmlElement]:
    """The places that an XPath condition does not hold for, asked one by one: ancestors of all would be slow to walk."""
    return (place for place in places if not place.xpath(f"boolean({condition})"))


def _with_its_like(place: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """A marked place, and those beside it that are marked the same: several authors, each in an element."""
    yield place
    if look := place.get("class"):
        yield from (beside for beside in islice(place.itersiblings(place.tag), 8) if beside.get("class") == look)


def _names_in(place: html.HtmlElement) -> list[str]:
    """The first names in a marked place, and those that are linked to them by a comma or an "and".

    Its texts are read one by one: a role or a date often stands beside a name without a space.
    """
    names: list[str] = []
    last = ","
    for text in islice(filter(None, map(squeeze, islice(place.itertext(), MOST_BLANKS))), LONGEST_SIGNATURE):
        is_linked = last.endswith((",", "&")) or not {text.split()[0].lower(), last.split()[-1].lower()}.isdisjoint(
            LINKS_NAMES
        )
        if names and not is_linked:
            break
        line = re.split(r"\s[|•·@]\s|(?<!\w)\d|\s\(", text)[0]
        names += [name for name in people(line) if _is_person(name)]
        last = text
    return names


def _is_person(name: str) -> bool:
    """Whether it is written like a person's name: two capitalised words or more, or a script without capitals."""
    if NO_PERSON.search(name) or NO_AUTHOR.match(name):
        return False
    words = name.split()
    if not name.isascii() and name.lower() == name.upper():
        return True
    return 2 <= len(words) <= 5 and words[0][0].isupper() and words[-1][0].isupper()


def _most_precise(stated: Sequence[str]) -> str | None:
    """The first candidate, unless a later one tells the same day with an hour or a zone."""
    if not stated:
        return None
    return max(
        (each for each in stated if each[:10] == stated[0][:10]),
        key=lambda each: ("T" in each) + bool(re.search(r"[+-]\d\d:\d\d$", each[10:])),
    )


def _published(says: Declared, tree: html.HtmlElement, headline: str | None, url: str | None) -> str | None:
    """When it was published, as the page declares it, else as it shows it."""
    if stated := _most_precise(says.published):
        others = [*says.published, *dated.shown(tree, headline=headline)] if dated.is_universal(stated) else []
        return dated.in_newsroom(stated, others)
    shown = dated.published(tree, headline=headline, url=url)
    # Without a day of our own to go by, the library's guess is told with the hour that the page shows on that day.
    return shown or dated.precise(_shown_date(tree, url), dated.shown(tree, headline=headline))


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
