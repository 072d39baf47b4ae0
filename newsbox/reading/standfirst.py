"""The standfirst: the sentence or two between the headline and the text. Extraction takes it for furniture and loses it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import html

from newsbox.reading.page import folded, words_of

# What newsrooms and their publishing systems call it, in class names and as microdata.
STANDFIRST_CLASS = re.compile(
    r"stand-?first|(?:^|[\s_-])(?:lead|lede|dek|deck|sapo|chapo|chapeau|ingress|ingres|intro|perex|bajada|copete|entradilla|vorspann|anleser|teaser-?text|abstract|summary|excerpt|kurztext|sub-?head(?:line|ing)?"
    r"|sub-?title|sub-?titulo|sous-?titre|sottotitolo|undertitel|underrubrik|manchet|lid|description|descricao|occhiello|sommario|linha-?fina|olho|epigraph|preamble|zajawka|spot|ozet)(?:$|[\s_\d-]|text|paragraph|copy)",
    re.IGNORECASE,
)
NOT_IT = re.compile(
    r"author|byline|date|time|caption|credit|share|social|breadcrumb|crumb|tags?\b|topic|kicker|meta\b|related|newsletter|nav|menu|comment|promo|advert|audio|video|player|rating",
    re.IGNORECASE,
)
# Where a standfirst is a sales line that says in other words what the text says, and no part of it. In other tongues' newsrooms
# (Vorspann, chapô, ingress, entradilla) it is the opening paragraph: it tells what the text below does not repeat.
BESIDE_THE_TEXT = ("en",)
SHORTEST, LONGEST = 40, 900
"""Characters."""
FAR = 600
"""Elements behind the headline within which the text begins."""
BLOCKS = frozenset(
    "p div section ul ol li h1 h2 h3 h4 figure table article header footer aside nav form blockquote".split()
)


def is_part_of_text(language: str | None) -> bool:
    """Whether newsrooms that write in a language count the standfirst as text."""
    return (language or "en").partition("-")[0] not in BESIDE_THE_TEXT


def standfirst_of(
    tree: html.HtmlElement, headline: str | None, summaries: Sequence[str], paragraphs: Sequence[str]
) -> list[str]:
    """The standfirst as the page shows it between headline and text; empty where it shows none, or the text has it already."""
    wanted = folded(headline or "")
    title = next((h1 for h1 in tree.iter("h1") if folded(words_of(h1)) == wanted), None)
    title = title if title is not None else next(tree.iter("h1"), None)
    if title is None or not paragraphs:
        return []
    first = folded(paragraphs[0])[:60]
    known = folded(" ".join(paragraphs[:4]))
    declared = [folded(each)[:60] for each in summaries if len(each) >= SHORTEST]
    found: list[str] = []
    count = 0
    for element in _behind(title):
        count += 1
        if count > FAR or len(found) == 2:
            break
        if element.tag not in ("p", "h2", "h3", "h4", "div", "span", "strong", "li") or any(
            child.tag in BLOCKS for child in element
        ):
            continue
        text = words_of(element)
        short = folded(text)
        if not short:
            continue
        if short.startswith(first) and first:
            break
        if not SHORTEST <= len(text) <= LONGEST or short[:60] in known or text in found:
            continue
        classes = " ".join(each.get("class", "")[:200] for each in (element, *_above(element)))
        if NOT_IT.search(classes) or any(
            each.tag in ("figure", "figcaption", "nav", "aside", "form") for each in element.iterancestors()
        ):
            continue
        if any(
            short.startswith(each) or (len(short) > 40 and each.startswith(short[:60])) for each in declared
        ) or STANDFIRST_CLASS.search(classes):
            found.append(text)
    return found


def _behind(title: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """The elements behind the headline, in the page's order."""
    here = title
    while here is not None:
        following = here.getnext()
        while following is not None:
            if isinstance(following.tag, str):
                yield from (each for each in following.iter() if isinstance(each.tag, str))
            following = following.getnext()
        here = here.getparent()


def _above(element: html.HtmlElement) -> list[html.HtmlElement]:
    above: list[html.HtmlElement] = []
    for each in element.iterancestors():
        if each.tag in ("article", "main", "body", "header") or len(above) == 2:
            break
        above.append(each)
    return above
