"""From bytes to a tree: charset, markup or plain text.

The charset is weighed as browsers do (WHATWG encoding standard): byte order mark, then the server's word, then the
page's own <meta>; what contradicts the bytes themselves is not believed, and only then is a charset guessed.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import html
from lxml.etree import ParserError, XPath, _Comment, _ProcessingInstruction

from newsbox.errors import ReadingError
from newsbox.texts import printable

LARGEST = 64 * 1024 * 1024
"""Bytes. The longest article with all its scripts stays far below; what is larger is no page."""

# Labels that browsers read as a superset (https://encoding.spec.whatwg.org/#names-and-labels), and Python does not.
BROWSER_CHARSETS = {
    "ascii": "windows-1252",
    "us-ascii": "windows-1252",
    "iso-8859-1": "windows-1252",
    "iso8859-1": "windows-1252",
    "latin1": "windows-1252",
    "latin-1": "windows-1252",
    "l1": "windows-1252",
    "iso-8859-9": "windows-1254",
    "latin5": "windows-1254",
    "iso-8859-11": "windows-874",
    "tis-620": "windows-874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "korean": "cp949",
    "big5": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "windows-874": "cp874",
    "unicode": "utf-16-le",
    "utf-16": "utf-16-le",
    "utf8": "utf-8",
    "unicode-1-1-utf-8": "utf-8",
}
# The charsets of the web (WHATWG encoding standard), as Python calls them. Others decode anything into anything, slowly.
CHARSETS = frozenset(
    codecs.lookup(name).name
    for name in (
        "utf-8 utf-16-le utf-16-be ascii gb18030 big5hkscs euc-jp iso-2022-jp cp932 cp949 koi8-r koi8-u cp866 mac-roman mac-cyrillic cp874 "
        "cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 "
        "iso8859-8 iso8859-10 iso8859-13 iso8859-14 iso8859-15 iso8859-16"
    ).split()
)
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
META_CHARSET = re.compile(rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
XML_CHARSET = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
MARKUP = re.compile(
    r"<(?:!doctype\s+html|html|head|body|article|main|div|p|h1|meta|title|section|table|span|br)\b", re.IGNORECASE
)

# How other kinds of files begin, and how a person would call them.
OTHER_KINDS = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound or film file"),
)
# Libxml2 compares each attribute of a tag with all others of it: some ten thousand of them are an attack, not a page.
LONG_TAG = re.compile(r"<([A-Za-z][\w:-]{0,40})(\s[^<>]{20000,})")
MOST_ATTRIBUTES = 1_000
INVISIBLE = re.compile(r"[\u200b\u200e\u200f\u2060\ufeff\u00ad]")
_has_unseen = XPath("boolean(.//script | .//style | .//noscript | .//template | .//br)")
# Characters that end a line in prose and do not in noise: what a wrongly guessed charset is full of.
NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f]")
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x80-\x9f\ufffd]")


def text_of(body: bytes, *, charset: str | None = None) -> str:
    """The page's bytes as text; `charset` is what the server said of them.

    Raises ReadingError for what is no text: other kinds of files, no bytes at all, more than LARGEST, or bytes that
    no charset turns into text.
    """
    if len(body) > LARGEST:
        raise ReadingError(
            f"the page is {len(body) // 2**20} MB large; NewsBox reads pages up to {LARGEST // 2**20} MB."
        )
    if not body.strip():
        raise ReadingError("the page is empty.")
    for beginning, kind in OTHER_KINDS:
        if body.startswith(beginning):
            raise ReadingError(f"this is {kind}; NewsBox reads web pages, plain text and Markdown.")
    for candidate, is_marked in _candidates(body, charset):
        text = _decoded(body, candidate, strict=not is_marked)
        if text is not None:
            return text.replace("\r\n", "\n").replace("\r", "\n")
    guessed = _guessed(body)
    if guessed is None:
        raise ReadingError("this is not text in any charset NewsBox knows. If it is a page, save it again as UTF-8.")
    return guessed.replace("\r\n", "\n").replace("\r", "\n")


def as_text(text: str) -> str:
    """A page that is text already. Raises ReadingError where it is empty, too large, or no text."""
    if len(text) > LARGEST:
        raise ReadingError(
            f"the page is {len(text) // 2**20} MB large; NewsBox reads pages up to {LARGEST // 2**20} MB."
        )
    if not text.strip():
        raise ReadingError("the page is empty.")
    sample = text[:100_000]
    # Whoever decoded it may have done so wrongly: that costs some letters, and is no reason to refuse the rest.
    if len(NOT_TEXT.findall(sample)) > max(3, len(sample) // 20):
        raise ReadingError("this is not text.")
    return text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def is_markup(text: str) -> bool:
    """Whether it is HTML rather than plain text."""
    return bool(MARKUP.search(text, 0, 20_000)) or bool(
        re.search(r"</(?:p|div|html|article)>", text[:200_000], re.IGNORECASE)
    )


def tree_of(text: str) -> html.HtmlElement:
    """The page's tree. Comments and processing instructions are left out; entities of a document type are not followed.

    Raises ReadingError where there is no element in it.
    """
    # A control character or a lone surrogate stops libxml2 in the middle of a page; an XML declaration in a str is refused.
    cleaned = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", "", text)
    cleaned = re.sub(r"^\s*<\?xml[^>]*\?>", "", cleaned)
    cleaned = LONG_TAG.sub(_with_few_attributes, cleaned)
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True, collect_ids=False
    )
    try:
        tree = html.document_fromstring(cleaned.encode("utf-8"), parser=parser)
    except (ParserError, ValueError, AssertionError) as error:
        raise ReadingError("the page is empty.") from error
    return tree


def _with_few_attributes(match: re.Match[str]) -> str:
    return match[0] if match[2].count("=") <= MOST_ATTRIBUTES else f"<{match[1]}"


@lru_cache(maxsize=8192)
def says(pattern: re.Pattern[str], classes: str) -> bool:
    """Whether a pattern is found in the classes of an element. A page has few classes and uses each a thousand times."""
    return bool(pattern.search(classes))


def words_of(element: html.HtmlElement) -> str:
    """An element's visible text on one line, scripts and styles left out."""
    if _has_unseen(element):
        return squeeze("".join(_visible(element)))
    # Most elements hold nothing but words: libxml2 puts those together by itself.
    return squeeze(element.text_content())


def squeeze(text: str | None) -> str:
    """The text on one line: white space of every kind folded into single spaces, invisible characters dropped."""
    line = " ".join((text or "").split())
    return line if line.isprintable() else " ".join(printable(INVISIBLE.sub("", line)).split())


def folded(text: str) -> str:
    """A text by its letters and digits alone, for comparing what two places say."""
    return re.sub(r"[\W_]+", "", text).casefold()


def _visible(element: html.HtmlElement) -> Iterator[str]:
    """The texts in order, without recursion: a page may be nested deeper than Python's stack."""
    waiting: list[html.HtmlElement | str] = [element]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            yield node
            continue
        if node is not element and node.tail:
            waiting.append(node.tail)
        if isinstance(node, _Comment | _ProcessingInstruction) or node.tag in (
            "script",
            "style",
            "noscript",
            "template",
        ):
            continue
        if node.tag == "br":
            yield "\n"
        waiting.extend(reversed(list(node)))
        if node.text:
            waiting.append(node.text)


def _candidates(body: bytes, charset: str | None) -> Iterator[tuple[str, bool]]:
    """Charsets to try, the surest first, and whether the bytes themselves vouch for it."""
    for mark, name in MARKS:
        if body.startswith(mark):
            yield name, True
    declared = [charset] if charset else []
    head = body[:4096]
    for pattern in (XML_CHARSET, META_CHARSET):
        if found := pattern.search(head):
            name = found[1].decode("ascii")
            # A <meta> that could be read cannot be in UTF-16 (WHATWG prescan, step 15).
            declared.append("utf-8" if name.lower().startswith("utf-16") else name)
    if not body.isascii() and _is_utf8(body):
        # Text in another charset is hardly ever valid UTF-8 by accident, whatever server and page say.
        yield "utf-8", False
    for name in declared:
        yield name.strip().lower(), False
    if not declared:
        yield "utf-8", False


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _decoded(body: bytes, charset: str, *, strict: bool) -> str | None:
    name = BROWSER_CHARSETS.get(charset, charset)
    try:
        if codecs.lookup(name).name not in CHARSETS:
            return None
        text = body.decode(name, "strict" if strict else "replace")
    except UnicodeDecodeError:
        # A single broken character in a long page is the page's slip, not another charset.
        text = body.decode(name, "replace")
        if text.count("\ufffd") > max(1, len(text) // 2000):
            return None
    except (LookupError, UnicodeError, ValueError):
        return None
    text = text.lstrip("\ufeff")
    return text if _is_prose(text) else None


def _guessed(body: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(body[:200_000], threshold=0.3).best()
    name = best.encoding if best else "windows-1252"
    text = body.decode(name, "replace")
    return text if _is_prose(text) else None


def _is_prose(text: str) -> bool:
    """Whether so few control characters stand in it that it can be text."""
    sample = text[:100_000]
    return len(CONTROLS.findall(sample)) <= max(3, len(sample) // 200)
