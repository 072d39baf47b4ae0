"""An article in a page's script state: JSON from which a script would fill an empty page.

Nothing is run. The JSON is read where a script carries it: as data (`<script type="application/json">`), as the value of an
assignment (`window.__STATE__ = {...}`), or as the rows that a streaming renderer pushes. Which of its many texts is the
article is told by the headline and by amount: the smallest part that holds most of the prose of an object with the headline.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from lxml import html

from newsbox.reading.page import folded

LARGEST = 8 * 1024 * 1024
"""Characters of state that are looked at, all scripts together."""
MOST_BROKEN = 20
"""Pieces of a stream that are no JSON, after which the rest of a script is not looked at."""
DEEPEST = 60
"""Levels of JSON."""
SHORTEST_PROSE = 40
"""Characters; shorter strings are labels, names and addresses."""
ENOUGH = 300
"""Characters of prose from which an object can be an article."""
HALF, MOST_OF_IT = 0.5, 0.9
"""Share of the prose that a part must hold to stand for its object, or for its list: the paragraphs of an article are a list."""
ASSIGNED = re.compile(r"(?:\b(?:window|self|globalThis|var|let|const)\b[\s.]*)?[\w$.\[\]'\"]{2,80}\s*=\s*(?=[{\[\"'J])")
PUSHED = re.compile(r"self\.__next_f\.push\(")
ROW = re.compile(rb"([0-9a-f]{0,8}):(?:T([0-9a-f]{1,8}),|[A-Z]{0,2})")
"""How a streaming renderer's row begins: its number, and what kind it is of."""
UNDEFINED = re.compile(r"(?<=[:,\[])\s*undefined(?=\s*[,}\]])")
"""What scripts write where JSON has null."""
MARKUP = re.compile(r"</?(?:p|br|div|h\d|li|blockquote)\b", re.IGNORECASE)
# Keys under which a part's own words stand; the others hold addresses, settings, and other people's articles.
NOT_TEXT = re.compile(
    r"url|href|src|path|slug|^id$|_id$|uuid|class|style|script|query|related|recommend|teaser|promo|comment|caption|credit|seo|meta|config|consent|translation"
    r"|^labels?$|i18n|cookie|advert|newsletter|footer|navigation|description|summary|excerpt|standfirst|^alt$|bio$|author|keywords|tags",
    re.IGNORECASE,
)


def texts_of(tree: html.HtmlElement, titles: Sequence[str]) -> list[str]:
    """The texts of the article in a page's state, plain or as markup; none where there is no state, or no article in it.

    titles: what the headline may be; an object that has one of them is the article's.
    """
    wanted = {folded(title) for title in titles if len(title) > 8}
    best: list[str] = []
    for state in _states(tree):
        root = _with_headline(state, wanted)
        found = _article(root) if root is not None else []
        if sum(map(len, found)) > sum(map(len, best)):
            best = found
    return best if sum(map(len, best)) >= ENOUGH else []


def _states(tree: html.HtmlElement) -> Iterator[Any]:
    """The JSON values in a page's scripts."""
    left = LARGEST
    pushed: list[str] = []
    for script in tree.iter("script"):
        text, kind = script.text or "", (script.get("type") or "").lower()
        is_pushed = bool(PUSHED.search(text, 0, 200))
        if "ld+json" in kind or (len(text) < ENOUGH and not is_pushed):
            continue
        left -= len(text)
        if left < 0:
            break
        if "json" in kind:
            yield from _json(text)
        elif is_pushed:
            pushed += _pushed(text)
        elif assigned := ASSIGNED.search(text, 0, 2_000):
            rest = text[assigned.end() :]
            if rest.startswith("JSON.parse("):
                rest = rest[len("JSON.parse(") :].lstrip()
            if rest.startswith("'"):
                end = rest.rfind("'")
                rest = json.dumps(re.sub(r"\\(['\"\\])", r"\1", rest[1:end]))
            for value in _json(rest):
                yield from _json(value) if isinstance(value, str) else [value]
    if pushed:
        yield from _rows("".join(pushed))


def _pushed(text: str) -> Iterator[str]:
    """The pieces of the stream that a script pushes: `self.__next_f.push([1, "..."])`, often many of them in a row."""
    decoder = json.JSONDecoder(strict=False)
    place = broken = 0
    while broken < MOST_BROKEN and (match := PUSHED.search(text, place)):
        place = match.end()
        try:
            row, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            broken += 1
            continue
        if isinstance(row, list):
            yield from (part for part in row[1:2] if isinstance(part, str))


def _json(text: str) -> Iterator[Any]:
    """The JSON value that a text begins with, if it does."""
    text = text.lstrip().removeprefix("<!--").lstrip()
    try:
        yield json.JSONDecoder(strict=False).raw_decode(UNDEFINED.sub("null", text))[0]
    except (ValueError, RecursionError):
        return


def _rows(stream: str) -> Iterator[Any]:
    """The values of a streaming renderer's rows: `1a:{json}` on a line, `1b:T4f2,` before a text of so many bytes.

    A row refers to another as "$1b"; texts are put where they are referred to.
    """
    data, place = stream.encode("utf-8", "replace"), 0
    texts: dict[str, str] = {}
    values: list[Any] = []
    while place < len(data):
        match = ROW.match(data, place)
        if match is None:
            place = (data.find(b"\n", place) + 1) or len(data)
            continue
        name = "$" + match[1].decode("ascii")
        if match[2]:
            end = match.end() + int(match[2], 16)
            texts[name] = data[match.end() : end].decode("utf-8", "replace")
            place = end + (data[end : end + 1] == b"\n")
            continue
        end = data.find(b"\n", match.end())
        end = len(data) if end < 0 else end
        values += _json(data[match.end() : end].decode("utf-8", "replace"))
        place = end + 1
    _put_in(values, texts)
    return iter(values)


def _put_in(values: list[Any], texts: Mapping[str, str]) -> None:
    """Puts texts in the place of the names that refer to them."""
    waiting: list[Any] = [values]
    while waiting and texts:
        each = waiting.pop()
        pairs = list(each.items()) if isinstance(each, dict) else list(enumerate(each))
        for key, value in pairs:
            if isinstance(value, str) and value in texts:
                each[key] = texts[value]
            elif isinstance(value, dict | list):
                waiting.append(value)


def _with_headline(state: Any, wanted: set[str]) -> Any:
    """The object with the most prose among those that carry the headline; None where none does."""
    for names in (dict.values, _near):
        if (found := _largest(state, wanted, names)) is not None:
            return found
    return None


def _largest(state: Any, wanted: set[str], names: Callable[[dict[str, Any]], Iterable[Any]]) -> Any:
    best, most = None, 0
    waiting: list[tuple[Any, int]] = [(state, 0)]
    while waiting:
        value, depth = waiting.pop()
        if depth > DEEPEST:
            continue
        if isinstance(value, dict):
            if any(isinstance(each, str) and len(each) < 600 and folded(each) in wanted for each in names(value)):
                size = sum(map(len, _texts(value)))
                if size > most:
                    best, most = value, size
                    continue
            waiting.extend((each, depth + 1) for each in value.values() if isinstance(each, dict | list))
        elif isinstance(value, list):
            waiting.extend((each, depth + 1) for each in value if isinstance(each, dict | list))
    return best if most >= ENOUGH else None


def _near(value: dict[str, Any]) -> Iterator[Any]:
    """An object's own strings, and those one level below: {"headlines": {"basic": "..."}}."""
    for each in value.values():
        yield each
        if isinstance(each, dict) and len(each) <= 12:
            yield from each.values()


def _article(value: Any) -> list[str]:
    """The texts of the smallest part that holds most of an object's prose."""
    size = _prose(value)
    if size < ENOUGH:
        return []
    total = size
    for _ in range(DEEPEST):
        parts = [each for key, each in _parts(value) if not NOT_TEXT.search(key)]
        sizes = [_prose(each) for each in parts]
        if not parts or max(sizes) < (MOST_OF_IT if isinstance(value, list) else HALF) * total:
            break
        largest = max(range(len(parts)), key=sizes.__getitem__)
        value, total = parts[largest], sizes[largest]
    return list(dict.fromkeys(_texts(value)))


def _parts(value: Any) -> list[tuple[str, Any]]:
    if isinstance(value, dict):
        return [(str(key), each) for key, each in value.items()]
    return [("", each) for each in value] if isinstance(value, list) else []


def _prose(value: Any) -> int:
    """Characters of prose in a value."""
    return sum(len(text) for text in _texts(value) if len(text) >= SHORTEST_PROSE)


def _texts(value: Any) -> Iterator[str]:
    """The texts of a value in order: blocks of rich text are put together from their pieces."""
    waiting: list[tuple[str, Any, int]] = [("", value, 0)]
    while waiting:
        key, each, depth = waiting.pop()
        if isinstance(each, str):
            if _is_text(key, each):
                yield each
        elif depth <= DEEPEST:
            pieces = _pieces(each)
            if pieces is not None:
                yield pieces
                continue
            waiting.extend(
                (name or key, part, depth + 1) for name, part in reversed(_parts(each)) if not NOT_TEXT.search(name)
            )


def _pieces(value: Any) -> str | None:
    """The text of a block of rich text, whose words lie in leaves: {"type": "paragraph", "content": [{"text": ...}, ...]}."""
    if not isinstance(value, dict):
        return None
    kind = str(
        value.get("type") or value.get("nodeType") or value.get("_type") or value.get("name") or value.get("tag") or ""
    ).lower()
    if not re.fullmatch(
        r"(?:text-?)?(?:paragraph|p|block|heading|heading-?\d|h\d|header|blockquote|quote|list-?item|li)(?:-?block)?",
        kind,
    ):
        return None
    leaves: list[str] = []
    waiting: list[tuple[Any, int]] = [(value, 0)]
    while waiting:
        each, depth = waiting.pop()
        if isinstance(each, dict):
            for name in ("text", "value", "content", "html"):
                if isinstance(each.get(name), str):
                    leaves.append(each[name])
                    break
            else:
                waiting.extend(
                    (each[name], depth + 1)
                    for name in ("children", "content", "contents", "nodes", "model", "data", "blocks")
                    if isinstance(each.get(name), list | dict) and depth < 12
                )
        elif isinstance(each, list) and depth < 12:
            waiting.extend((part, depth + 1) for part in reversed(each))
    text = "".join(leaves)
    return text if text.strip() else None


def _is_text(key: str, text: str) -> bool:
    """Whether a string is prose rather than a name, an address or a piece of code."""
    if len(text) < SHORTEST_PROSE or NOT_TEXT.search(key):
        return False
    sample = text[:400]
    if MARKUP.search(sample):
        return True
    return (
        sample.count(" ") >= len(sample) / 25 and not re.match(r"\s*(?:https?:|[{<\[(]|function\b)", sample)
        if sample.isascii()
        else not re.match(r"\s*(?:https?:|[{<\[])", sample)
    )
