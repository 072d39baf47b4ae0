"""What a page declares of itself: JSON-LD, OpenGraph, <meta>, microdata, <time>.

Publishers declare the same thing in several places and often differently, so every field is a list of candidates, the
most trusted first; reading/article.py chooses.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from lxml import html

from newsbox import addresses
from newsbox.reading import credits, dates, trade
from newsbox.reading.page import squeeze, words_of
from newsbox.types import Image

NEWS = 3
"""The rank of the types below that are news."""
# schema.org types that are an article; the more a type says about news, the sooner it is believed.
ARTICLE_TYPES = {
    "newsarticle": 3, "reportagenewsarticle": 3, "analysisnewsarticle": 3, "opinionnewsarticle": 3, "backgroundnewsarticle": 3, "reviewnewsarticle": 3,
    "askpublicnewsarticle": 3, "liveblogposting": 3, "advertisercontentarticle": 2, "article": 2, "report": 2, "blogposting": 2, "satiricalarticle": 2,
    "scholarlyarticle": 2, "socialmediaposting": 2, "techarticle": 2, "discussionforumposting": 1, "webpage": 0, "itempage": 0,
}  # fmt: skip
UNCLEAR_DATES = ("date", "dc.date", "dcterms.date", "eomportal-lastupdate", "search.date", "search_date")
"""Names of <meta> under which some systems state the publication and others the last change."""
LONGEST_BYLINE = 300
"""Characters that are looked at for names."""
DEEPEST = 40
"""Levels of JSON that are looked into; what nests deeper declares nothing."""
# Words that publishing systems put where a name belongs.
NO_AUTHOR = re.compile(
    r"^(by|\w*admin(istrator)?|undefined|posted on|ph\.? ?d\.?|m\.?d\.?|staff \w+|editor(s|ial)?( team)?|staff( writer| reporter)?s?|newsroom|redaktion|redaction|rédaction|la rédaction|redacción|redazione|redação|none|null|unknown|user|author"
    r"|guest( author)?|web ?desk|news ?desk|online|https?:.*|www\..*|\W*|\d+)$",
    re.IGNORECASE,
)
BY = re.compile(
    r"^\s*(?:(?:(?:written|reported|posted|article|story|words)\s+)?by|von|par|di|de|por|door|av|af|autor(?:in)?|author|автор|текст)\s*[:：]?\s+",
    re.IGNORECASE,
)

# Templates lose the space between the pieces of a byline: "Posted byJane Roe", "Jane RoeAssociated Press".
GLUED_BY = re.compile(r"^(?:(?:[Ww]ritten|[Pp]osted|[Rr]eported)\s+)?(?:[Bb]y|Von|Par|Por)(?=[A-ZÀ-Þ][a-zß-ÿ])")
GLUED_AGENCY = re.compile(r"(?<=\w)([^\W\d])(?=(?:The )?(?:Associated Press|Agence France-Presse|Reuters|Bloomberg)\b)")
# What follows a name after a dash, or the word for a reporter that follows every Korean one.
ROLE_BEHIND = re.compile(r"\s+[-–—]\s.*$|\s+(?:기자|특파원|선임기자|논설위원)$")
# A date or a count; a newsroom may have a number in its name.
NUMBER = re.compile(r"(?<!\w)\d|\d{3}")
# One capitalised word behind a name and a comma is where its bearer writes from, or what she is; but an agency signs there too.
BEHIND_COMMA = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ]+")
# Degrees that follow a name after a comma. Agencies are short capitals too, so these are named.
CREDENTIAL = re.compile(
    r"ph\.? ?d|m\.?d|r\.?n|r\.?d|bsn|m\.?p\.?h|m\.?sc|b\.?sc|m\.?a|m\.?b\.?a|j\.?d|d\.?v\.?m|ll\.?m|esq|jr|sr|cpa|rdn|lcsw",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Update:
    """An entry of a live blog as declared."""

    published: str | None = None
    headline: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    body: str | None = None
    """articleBody: plain text with its line ends, or markup."""


@dataclass(slots=True)
class Declared:
    """Candidates by field, the most trusted first."""

    url: list[str] = field(default_factory=list)
    headline: list[str] = field(default_factory=list)
    data_headline: str | None = None
    """The headline in the article's own JSON-LD, the first of the candidates."""
    title: str | None = None
    """The <title>, outlet and all."""
    share_title: str | None = None
    """og:title: how the page wants to be called where it is shared."""
    outlet: list[str] = field(default_factory=list)
    authors: list[tuple[str, ...]] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    modified: list[str] = field(default_factory=list)
    dated: list[str] = field(default_factory=list)
    """Dates that may be of the publication or of the last change."""
    language: list[str] = field(default_factory=list)
    section: list[str] = field(default_factory=list)
    summary: list[str] = field(default_factory=list)
    tags: list[tuple[str, ...]] = field(default_factory=list)
    paywalled: bool | None = None
    images: list[Image] = field(default_factory=list)
    """Candidates for the lead image."""
    pictures: list[Image] = field(default_factory=list)
    """Every picture that the page describes in its data."""
    body: str | None = None
    """articleBody as declared: plain text with its line ends, or markup."""
    updates: list[Update] = field(default_factory=list)
    """Of a live blog, in the page's order."""
    is_article: bool = False
    is_news: bool = False
    """Whether it calls itself news, and not a blog's entry or a manual."""


def declared(tree: html.HtmlElement, *, url: str | None = None) -> Declared:
    """Everything the page declares; addresses are joined to `url`, dates are ISO 8601."""
    found = Declared()
    base = addresses.join(url, _first(tree.xpath("//base/@href"))) or url
    _from_json_ld(tree, found, base)
    _from_meta(tree, found, base)
    _from_microdata(tree, found)
    _from_times(tree, found)
    _take(found.published, *found.dated)
    found.title = squeeze(_first(tree.xpath("//head/title/text() | //title/text()"))) or None
    return found


# JSON-LD ------------------------------------------------------------------------------------------------------


def _from_json_ld(tree: html.HtmlElement, found: Declared, base: str | None) -> None:
    nodes = [
        node
        for script in tree.xpath("//script[contains(@type, 'ld+json')]")
        for node in _nodes(_json(script.text or ""))
    ]
    named = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}

    def whole(value: Any) -> Any:
        """A node for a reference to it."""
        if isinstance(value, dict) and set(value) <= {"@id", "@type"} and isinstance(value.get("@id"), str):
            return named.get(value["@id"], value)
        return value

    ranked = sorted((node for node in nodes if _rank(node) >= 0), key=_rank, reverse=True)
    articles = [node for node in ranked if _rank(node) >= 1]
    # A page that lists other articles declares those too: the one that says it is this page comes first.
    articles.sort(key=lambda node: not _is_here(node, base))
    found.is_article = bool(articles)
    found.is_news = bool(articles) and _rank(articles[0]) >= NEWS
    for node in articles[:1] or [node for node in ranked if "headline" in node or "datePublished" in node][:1]:
        found.data_headline = _text(node.get("headline"))
        _take(found.headline, found.data_headline, _text(node.get("name")))
        _take(found.url, _address(node.get("url"), base), _address(node.get("mainEntityOfPage"), base))
        _take(found.published, dates.iso(_text(node.get("datePublished"))), dates.iso(_text(node.get("dateCreated"))))
        _take(found.modified, dates.iso(_text(node.get("dateModified"))))
        _take(
            found.outlet,
            *(
                _text(whole(each).get("name")) if isinstance(whole(each), dict) else _text(each)
                for each in _many(node.get("publisher"))
            ),
        )
        _take(found.summary, _text(node.get("description")))
        _take(found.section, _text(node.get("articleSection")))
        _take(found.language, _text(node.get("inLanguage")))
        if names := _names([whole(each) for each in _many(node.get("author") or node.get("creator"))]):
            found.authors.append(names)
        if tags := _tags(node.get("keywords")):
            found.tags.append(tags)
        if isinstance(free := node.get("isAccessibleForFree"), bool | str):
            found.paywalled = str(free).strip().lower() in ("false", "no", "0")
        for each in _many(node.get("image")) + _many(node.get("thumbnailUrl")):
            if image := _image(whole(each), base):
                found.images.append(image)
        body = node.get("articleBody")
        found.body = unescape(body) if isinstance(body, str) else None
        found.updates = [
            _update(each, whole, base)
            for given in _many(node.get("liveBlogUpdate"))
            if isinstance(each := whole(given), dict)
        ]
    for node in nodes:
        kinds = _kinds(node)
        if "imageobject" in kinds and len(found.pictures) < 100 and (image := _image(node, base)):
            found.pictures.append(image)
        if kinds & {"newsmediaorganization", "website"} or ("organization" in kinds and not found.outlet):
            _take(found.outlet, _text(node.get("name")))


def _update(node: dict[str, Any], whole: Callable[[Any], Any], base: str | None) -> Update:
    body = node.get("articleBody") or node.get("text")
    return Update(
        published=dates.iso(_text(node.get("datePublished")) or _text(node.get("dateModified"))),
        headline=_text(node.get("headline")) or _text(node.get("name")),
        authors=_names([whole(each) for each in _many(node.get("author"))]),
        url=_address(node.get("url"), base) or _address(node.get("@id"), base),
        body=unescape(body) if isinstance(body, str) else None,
    )


def _json(text: str) -> Any:
    """The JSON in a script, with the slips that publishers make mended; None where nothing helps."""
    text = re.sub(
        r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*.*?\*/)|(?:-->|//\s*\]\]>|\]\]>|;)\s*$",
        "",
        text.strip(),
        flags=re.DOTALL,
    )
    for mended in (
        lambda t: t,
        lambda t: re.sub(r",(\s*[}\]])", r"\1", t),
        lambda t: re.sub(r",(\s*[}\]])", r"\1", unescape(t)),
    ):
        try:
            return json.loads(mended(text), strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in the JSON, outermost first, without following references."""
    waiting = deque([(value, 0)])
    while waiting:
        each, depth = waiting.popleft()
        if depth > DEEPEST:
            continue
        if isinstance(each, dict):
            yield each
            waiting.extend((inner, depth + 1) for inner in each.values() if isinstance(inner, dict | list))
        elif isinstance(each, list):
            waiting.extend((inner, depth + 1) for inner in each if isinstance(inner, dict | list))


def _kinds(node: dict[str, Any]) -> set[str]:
    return {str(kind).rsplit("/", 1)[-1].lower() for kind in _many(node.get("@type"))}


def _rank(node: dict[str, Any]) -> int:
    return max((ARTICLE_TYPES.get(kind, -1) for kind in _kinds(node)), default=-1)


def _is_here(node: dict[str, Any], base: str | None) -> bool:
    here = [_address(node.get(name), base) for name in ("mainEntityOfPage", "url", "@id")]
    return base is not None and any(each is not None and addresses.same(each, base) for each in here)


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: Any) -> str | None:
    for each in _many(value):
        if isinstance(each, dict):
            each = each.get("@value") or each.get("name")
        if (
            isinstance(each, str | int | float)
            and not isinstance(each, bool)
            and (text := squeeze(unescape(str(each))))
        ):
            return text
    return None


def _address(value: Any, base: str | None) -> str | None:
    for each in _many(value):
        if isinstance(each, dict):
            each = each.get("@id") or each.get("url")
        if isinstance(each, str) and (whole := addresses.join(base, each)):
            return whole
    return None


def _names(authors: list[Any]) -> tuple[str, ...]:
    names = []
    for author in authors:
        given = author.get("name") if isinstance(author, dict) else author
        for each in _many(given):
            if isinstance(each, str):
                names += people(each)
    return tuple(dict.fromkeys(names))


def people(byline: str) -> list[str]:
    """The names in a byline: "By Jane Roe and John Doe, Washington" gives two."""
    byline = byline[:LONGEST_BYLINE]
    if addresses.is_web(byline.strip()):
        return []
    text = squeeze(unescape(re.sub(r"<[^>]{1,200}>", " ", byline)))
    text = GLUED_AGENCY.sub(r"\1; ", GLUED_BY.sub("", BY.sub("", text)))
    text = re.sub(r"\([^()]*\)|\S+@\S+", " ", text)
    names: list[str] = []
    for part in re.split(r"\s*(?:;|\||/|•|·|&|\s+(?:and|und|et|y|e|en|och|og|и)\s+)\s*", text):
        for place, piece in enumerate(re.split(r",\s*(?=\S+\s+\S)|,\s+(?:and\s+)?", part)):
            name = ROLE_BEHIND.sub("", BY.sub("", squeeze(piece))).strip(" ,.:-–—~")
            is_place = (
                place
                and BEHIND_COMMA.fullmatch(name)
                and name.casefold() not in trade.AGENCIES
                and any(" " in each for each in names)
            )
            is_short = 2 < len(name) <= 60 and len(name.split()) <= 6 and not NUMBER.search(name)
            if is_short and not is_place and not NO_AUTHOR.match(name) and not CREDENTIAL.fullmatch(name):
                names.append(name)
    return names


def _tags(value: Any) -> tuple[str, ...]:
    words = [
        word for each in _many(value) for word in (each.split(",") if isinstance(each, str) else [_text(each) or ""])
    ]
    return tuple(
        dict.fromkeys(
            tag for word in words if (tag := squeeze(unescape(word))) and len(tag) <= 80 and not re.match(r"\w+:", tag)
        )
    )


def _image(value: Any, base: str | None) -> Image | None:
    if not isinstance(value, dict):
        value = {"url": value}
    url = (
        _address(value.get("url"), base)
        or _address(value.get("contentUrl"), base)
        or (_address(value.get("@id"), base) if "imageobject" in _kinds(value) else None)
    )
    if url is None:
        return None
    caption, credit = credits.cut(_text(value.get("caption")))
    names = ("creditText", "creator", "copyrightHolder", "author", "copyrightNotice")
    line = next((text for name in names if (text := _text(value.get(name)))), None)
    return Image(url, caption=caption, credit=credits.split(line) or credit, lead=True)


# <meta>, <link> ------------------------------------------------------------------------------------------------


def _from_meta(tree: html.HtmlElement, found: Declared, base: str | None) -> None:
    said: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        name = (
            (meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or "")
            .strip()
            .lower()
        )
        content = squeeze(meta.get("content"))
        if name and content:
            said.setdefault(name, []).append(content)

    def first(*names: str) -> Iterator[str]:
        return (said[name][0] for name in names if name in said)

    canonical = addresses.join(
        base, _first(tree.xpath("//link[translate(@rel, 'CANOIL', 'canoil') = 'canonical']/@href"))
    )
    _take(found.url, canonical, *(addresses.join(base, each) for each in first("og:url", "twitter:url")))
    if canonical:
        found.url.insert(0, canonical)
    _take(
        found.headline,
        *first("og:title", "twitter:title", "parsely-title", "dc.title", "dcterms.title", "sailthru.title", "headline"),
    )
    _take(
        found.outlet,
        *first("og:site_name", "application-name", "cre", "publisher", "dc.publisher", "apple-mobile-web-app-title"),
    )
    _take(found.published, *map(dates.iso, first(
        "article:published_time", "article:published", "og:article:published_time", "parsely-pub-date", "datepublished", "pubdate", "publishdate",
        "publish-date", "publication_date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "sailthru.date", "cxenseparse:recs:publishtime",
        "article.published", "citation_publication_date", "og:published_time", "last-published-date", "iso-8601-publish-date", "rnews:datepublished",
        "published", "published_at", "published_time", "published-date", "published_date", "publicationdate", "publish_date", "publishtime", "release_date",
        "article:create_at", "article:created", "datecreated", "created", "creation_date", "pub_date", "citation_online_date", "citation_date", "bt:pubdate",
        "article_date_original", "dd:published", "analyticsattributes.articledate", "mediator_published_time", "dcsext.articlefirstpublished", "timestamp",
    )))  # fmt: skip
    found.dated = [told for told in map(dates.iso, first(*UNCLEAR_DATES)) if told]
    _take(
        found.modified,
        *map(
            dates.iso,
            first(
                "article:modified_time",
                "og:updated_time",
                "article:modified",
                "datemodified",
                "dcterms.modified",
                "last-modified",
                "revised",
            ),
        ),
    )
    for name in (
        "article:author",
        "author",
        "parsely-author",
        "dc.creator",
        "dcterms.creator",
        "sailthru.author",
        "byl",
        "cxenseparse:author",
        "citation_author",
    ):
        names = tuple(dict.fromkeys(person for each in said.get(name, ()) for person in people(each)))
        # A template that says the outlet on every page says it beside the author's name too.
        names = tuple(person for person in names if person not in found.outlet) or names
        if names:
            found.authors.append(names)
    _take(found.summary, *first("og:description", "description", "twitter:description", "dc.description"))
    _take(found.section, *first("article:section", "parsely-section", "section", "cxenseparse:category"))
    _take(
        found.language,
        tree.get("lang") or tree.get("xml:lang"),
        *first("content-language", "language", "dc.language", "og:locale"),
    )
    for name in ("article:tag", "news_keywords", "parsely-tags", "keywords"):
        if tags := _tags(said.get(name)):
            found.tags.append(tags)
    found.share_title = next(first("og:title"), None)
    alt = next(first("og:image:alt", "twitter:image:alt"), None)
    for link in first(
        "og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src", "thumbnail"
    ):
        if url := addresses.join(base, link):
            found.images.append(Image(url, alt=alt, lead=True))
    if next(first("og:type"), "") == "article":
        found.is_article = True
    for each in first("article:content_tier", "og:article:content_tier"):
        found.paywalled = each in ("locked", "metered") if found.paywalled is None else found.paywalled


# Microdata and <time> -------------------------------------------------------------------------------------------


def _from_microdata(tree: html.HtmlElement, found: Declared) -> None:
    for scope in tree.xpath("//*[@itemscope and contains(@itemtype, 'Article') or contains(@itemtype, 'BlogPosting')]")[
        :1
    ]:
        found.is_article = True

        def values(name: str, scope: html.HtmlElement = scope) -> list[str]:
            marked = scope.xpath(f".//*[contains(concat(' ', @itemprop, ' '), ' {name} ')]")
            return [squeeze(each.get("content") or each.get("datetime") or words_of(each)) for each in marked[:8]]

        _take(found.headline, *values("headline"))
        _take(found.published, *map(dates.iso, values("datePublished")))
        _take(found.modified, *map(dates.iso, values("dateModified")))
        names = tuple(dict.fromkeys(person for each in values("author") for person in people(each)))
        if names:
            found.authors.append(names)
        _take(found.section, *values("articleSection"))


def _from_times(tree: html.HtmlElement, found: Declared) -> None:
    known: dict[html.HtmlElement, bool] = {}
    for time in tree.xpath("//time[@datetime]")[:40]:
        near = " ".join(
            [time.get("class") or "", time.get("itemprop") or "", time.getparent().get("class") or ""]
        ).lower()
        stated = dates.iso(time.get("datetime"))
        if re.search(r"updat|modif|correct|geändert|aktualis", near + words_of(time)[:60].lower()):
            _take(found.modified, stated)
        elif (
            re.search(r"publ|posted|created|entry-date|dateline|pubdate", near)
            or time.get("pubdate") is not None
            or _is_by_headline(time, known)
        ):
            _take(found.published, stated)


def _is_by_headline(time: html.HtmlElement, known: dict[html.HtmlElement, bool]) -> bool:
    """Whether a time stands in the article or the header that the headline stands in; `known` remembers the places."""
    for place in time.iterancestors("article", "header"):
        if place not in known:
            known[place] = place.find(".//h1") is not None
        if known[place]:
            return True
    return False


def _take(into: list[str], *found: str | None) -> None:
    into.extend(each for each in found if each and each not in into)


def _first(values: Any) -> str | None:
    return next((str(each) for each in values), None)
