"""How well are feeds read, as they really come? `python -m evaluation.feeds FOLDER [--errors] [--floors FILE [--raise]]`.

FOLDER holds feedparser's test files (its folder tests/, or the archive tests.tar.xz with it). Each file's first comment
says what feedparser makes of it (`Expect:`, a Python expression over its result). Where a part of that is a value
NewsBox keeps (title, link, id, dates, author, content, tags, language, the pause a feed asks for), it is compared with
ours; every other part is counted with the reason why it is none. Nothing may raise but FeedError. The files of
wellformed/sanitize pass through what we show: no script, handler, style or foreign element may be left.
"""

from __future__ import annotations

import argparse
import ast
import calendar
import io
import re
import sys
import tarfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from evaluation import floors
from newsbox import addresses, reading
from newsbox.errors import FeedError, ReadingError
from newsbox.gathering import feeds
from newsbox.reading import printed
from newsbox.types import Entry, Feed, Page, Reading

FIRST_COMMENT = re.compile(rb"<!--(.*?)-->", re.DOTALL)
HEADER = re.compile(r"^\s*Header:\s*([\w-]+):\s*(.*?)\s*$", re.MULTILINE)
CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
REASONS = {
    "about the file": "encoding, version, namespaces, headers and `bozo`: of the file, not of an article",
    "of the whole feed": "a feed's rights, descriptions, people, pictures, generator ...: a source shows its title, site and language",
    "of an entry, not kept": "rights, places, licences, players, comment addresses, chapters, the feed it came from ...",
    "details of a value": "types, bases and languages of single elements, mail and home addresses of people, attributes of links",
    "the same twice": "an entry that a feed has twice is one entry for NewsBox",
    "as written": "times letter by letter: NewsBox keeps the point in time",
}
ELEMENTS = frozenset("html head meta title body article h1 h2 p em figure img figcaption a blockquote footer".split())
"""What printed.html writes."""
ATTRIBUTES = frozenset({"lang", "charset", "src", "alt", "href"})


@dataclass
class Score:
    """What one folder of files gave."""

    files: int = 0
    right: int = 0
    compared: int = 0
    """Files with at least one part that is compared; right: those whose compared parts are all so."""
    raised: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    outside: Counter[str] = field(default_factory=Counter)


def files_in(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The names of the test files, with their folders, and their bytes."""
    archive = folder / "tests.tar.xz"
    if archive.exists():
        with tarfile.open(archive) as packed:
            for member in packed:
                if member.isfile() and member.name.endswith((".xml", ".json")):
                    yield member.name.partition("tests/")[2], packed.extractfile(member).read()  # type: ignore[union-attr]
        return
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".xml", ".json"):
            yield str(path.relative_to(folder)), path.read_bytes()


def expected(body: bytes) -> tuple[str, dict[str, str]]:
    """What a file says is to be read from it, as an expression, and the headers it came with, names in lower case."""
    text = body
    for mark, name in ((b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):  # fmt: skip
        if body.startswith(mark):
            text = body.decode(name, "replace").encode()
            break
    else:
        if b"\x00" in body[:16]:
            text = body.replace(b"\x00", b"")
    comment = FIRST_COMMENT.search(text)
    words = comment[1].decode("utf-8", "replace") if comment else text[:600].decode("utf-8", "replace")
    match = re.search(r"Expect:\s*(.*?)\s*(?:-->|\n|$)", words)
    return (match[1] if match else "").rstrip('",'), {name.lower(): value for name, value in HEADER.findall(words)}


def page_of(name: str, body: bytes, headers: dict[str, str]) -> Page:
    """A file as a server would have given it; the suite's own server listens on port 8097."""
    kind = headers.get("content-type", "")
    charset = CHARSET.search(kind)
    where = headers.get("content-location") or ""
    is_served = where or name.rpartition("/")[2].startswith("http_")
    url = addresses.join("http://127.0.0.1:8097/", where or f"tests/{name}") if is_served else None
    return Page(url, body, kind.partition(";")[0].strip().lower() or None, charset[1] if charset else None)


# What is expected, and what we have -----------------------------------------------------------------------------------


def parts(expression: str) -> Iterator[ast.expr]:
    """The statements an expectation joins with `and`; a chain a == b == c is two."""
    try:
        tree = ast.parse(expression, mode="eval").body
    except SyntaxError:
        return
    waiting = [tree]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And):
            waiting = [*node.values, *waiting]
        elif isinstance(node, ast.Compare) and len(node.ops) > 1:
            waiting = [
                *(
                    ast.Compare(each, node.ops[-1:], node.comparators[-1:])
                    for each in (node.left, *node.comparators[:-1])
                ),
                *waiting,
            ]
        else:
            yield node


def path_of(node: ast.expr) -> tuple[Any, ...] | None:
    """`entries[0]['title']`, `entries[0].title` as ("entries", 0, "title"); None for what is no such path."""
    if isinstance(node, ast.Name):
        return (node.id,)
    if isinstance(node, ast.Attribute):
        before = path_of(node.value)
        return (*before, node.attr) if before else None
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        before = path_of(node.value)
        return (*before, node.slice.value) if before else None
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get":
        before = path_of(node.func.value)
        return (*before, ast.literal_eval(node.args[0])) if before and node.args else None
    return None


def verdict(node: ast.expr, feed: Feed) -> bool | str:
    """Whether a part of an expectation holds for our values, or why it says nothing about them."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        call = node.operand
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "has_key":
            where, key = path_of(call.func.value) or (), ast.literal_eval(call.args[0])
            if where[:1] == ("entries",) and key == "link":
                return feed.entries[where[1]].url is None
            return outside((*where, key))
        return outside(path_of(call) or ("bozo",))
    if not isinstance(node, ast.Compare) or not isinstance(node.ops[0], ast.Eq):
        return outside(path_of(node) or ("bozo",))
    try:
        wanted = ast.literal_eval(node.comparators[0])
    except ValueError:
        return "about the file"
    left = node.left
    if isinstance(left, ast.Call) and isinstance(left.func, ast.Name) and left.func.id == "len":
        path = path_of(left.args[0]) or ()
        return len(feed.entries) == wanted if path == ("entries",) else outside(path)
    path = path_of(left)
    if path is None or not path:
        return "about the file"
    if path[0] == "feed":
        return of_feed(path[1:], wanted, feed)
    if path[0] == "entries" and len(path) > 2:
        if path[1] >= len(feed.entries):
            return "the same twice" if feed.entries else False
        return of_entry(path[2:], wanted, feed.entries[path[1]])
    return outside(path)


def outside(path: tuple[Any, ...]) -> str:
    """Why a value of feedparser's is none of ours."""
    if path[0] == "feed":
        return "of the whole feed"
    return "of an entry, not kept" if path[0] == "entries" else "about the file"


def of_feed(path: tuple[Any, ...], wanted: Any, feed: Feed) -> bool | str:
    """The same for a feed's own values."""
    if path in (("title",), ("title_detail", "value")):
        return same_words(feed.title, wanted)
    if path == ("link",):
        return same_address(feed.site, wanted)
    if path == ("language",):
        return (feed.language or "") == wanted
    if path == ("ttl",):
        return feed.every == float(wanted) * 60
    return "details of a value" if path[0] in ("title_detail", "link", "links") else "of the whole feed"


def of_entry(path: tuple[Any, ...], wanted: Any, entry: Entry) -> bool | str:
    """The same for an entry's values."""
    first = path[0]
    if path in (("title",), ("title_detail", "value")):
        return same_words(entry.title, wanted)
    if path == ("link",):
        return same_address(entry.url, wanted)
    if path in (("id",), ("guid",)):
        return entry.guid == wanted or same_address(entry.guid, wanted)
    if path in (("author",), ("author_detail", "name")) or (
        first == "authors" and len(path) == 3 and path[2] == "name"
    ):
        name = wanted.partition(" (")[0]
        place = path[1] if first == "authors" else 0
        return len(entry.authors) > place and entry.authors[place] == name
    if path in (("published_parsed",), ("created_parsed",)):
        return same_moment(entry.published, wanted)
    if path == ("updated_parsed",):
        return same_moment(entry.modified or entry.published, wanted)
    if path in (("published",), ("updated",), ("created",)):
        return "as written"
    if path in (("summary",), ("description",), ("summary_detail", "value")) or (
        first == "content" and path[1:] == (0, "value")
    ):
        return any(same_text(text, wanted) for text in (entry.content, entry.summary))
    if path == ("category",) or (first == "tags" and len(path) == 3 and path[2] == "term"):
        place = path[1] if first == "tags" else 0
        return len(entry.tags) > place and entry.tags[place] == wanted
    if path == ("media_credit", 0, "content") and entry.image:
        return same_words(entry.credit, wanted)
    if first in (
        "title_detail",
        "summary_detail",
        "content",
        "author_detail",
        "authors",
        "links",
        "tags",
        "guidislink",
    ):
        return "details of a value"
    return "of an entry, not kept"


def squeezed(text: str) -> str:
    """On one line."""
    return " ".join(text.split())


def words_of(markup: str) -> str:
    """What a reader sees of HTML."""
    if not markup.strip():
        return ""
    try:
        tree = lxml_html.fragment_fromstring(markup, create_parent="div")
    except (etree.ParserError, ValueError):
        return squeezed(unescape(markup))
    for hidden in tree.xpath(".//script | .//style | .//comment()"):
        hidden.drop_tree()
    return squeezed(tree.text_content())


def same_words(ours: str, wanted: Any) -> bool:
    """Whether a title of ours, which is plain, is the expected one, which may be HTML."""
    return ours in (squeezed(str(wanted)), words_of(str(wanted)), squeezed(unescape(words_of(str(wanted)))))


def same_address(ours: str | None, wanted: Any) -> bool:
    """Whether two addresses are one after cleaning; what no browser follows is none for us."""
    return ours == addresses.join(None, str(wanted)) or ours == wanted


def same_moment(ours: str | None, wanted: Any) -> bool:
    """Whether a time of ours is the expected one, which is a tuple in UTC; as precise as ours is."""
    if wanted is None:
        return ours is None
    stamp = datetime.fromtimestamp(calendar.timegm(tuple(wanted)), UTC)
    return ours is not None and (ours == f"{stamp:%Y-%m-%d}" if len(ours) == 10 else ours == stamp.isoformat())


def same_text(ours: str, wanted: Any) -> bool:
    """Whether a text of ours says what the expected one says, and leads where it leads."""
    if words_of(ours) == squeezed(str(wanted)):
        return True
    return words_of(ours) == words_of(str(wanted)) and links_of(ours) >= links_of(str(wanted))


def links_of(markup: str) -> set[str]:
    """Where the links and pictures of HTML lead."""
    if not markup.strip():
        return set()
    try:
        tree = lxml_html.fragment_fromstring(markup, create_parent="div")
    except (etree.ParserError, ValueError):
        return set()
    return {url for url in (addresses.join(None, each) for each in tree.xpath(".//@href | .//@src")) if url}


# What we show -------------------------------------------------------------------------------------------------------


def shown(feed: Feed) -> Reading:
    """A feed's titles and texts as one article, which is how the box keeps a text of a feed."""
    paragraphs = [feed.title]
    for entry in feed.entries:
        paragraphs.append(entry.title)
        try:
            paragraphs += reading.read_fragment(entry.content or entry.summary, url=entry.url).paragraphs
        except ReadingError:
            continue
    return Reading(headline=feed.title or "none", paragraphs=tuple(filter(None, paragraphs)))


def is_inert(article: Reading) -> bool:
    """Whether a reading printed as HTML holds nothing but our own elements, with nothing to run or to load."""
    tree = lxml_html.document_fromstring(printed.html(article))
    return all(
        isinstance(each.tag, str)
        and each.tag in ELEMENTS
        and set(each.attrib) <= ATTRIBUTES
        and all(addresses.is_web(each.get(name, "https://x.example/")) for name in ("href", "src"))
        for each in tree.iter()
    )


def score(folder: Path) -> dict[str, Score]:
    """The scores by folder of the suite."""
    scores: dict[str, Score] = defaultdict(Score)
    for name, body in files_in(folder):
        into = scores[name.rpartition("/")[0]]
        into.files += 1
        expression, headers = expected(body)
        try:
            feed = feeds.parse(page_of(name, body, headers))
        except FeedError:
            feed = Feed("", None, None, ())
        except Exception as error:
            into.raised.append(f"{name}: {type(error).__name__}: {error}")
            continue
        if name.startswith("wellformed/sanitize"):
            into.compared += 1
            if is_inert(shown(feed)):
                into.right += 1
            else:
                into.wrong.append(f"{name}: {printed.html(shown(feed))[:300]}")
            continue
        verdicts = [verdict(node, feed) for node in parts(expression)]
        into.outside.update(each for each in verdicts if isinstance(each, str))
        told = [each for each in verdicts if isinstance(each, bool)]
        into.compared += bool(told)
        into.right += bool(told) and all(told)
        if not all(told):
            into.wrong.append(f"{name}: {expression}\n      {feed.title!r} {feed.site} {feed.entries[:1]}")
    return dict(scores)


def figures(scores: dict[str, Score]) -> dict[str, float]:
    """What the floors hold: shares of the files compared; how many raise."""
    plain = {name: each for name, each in scores.items() if name != "wellformed/sanitize"}
    sanitize = scores.get("wellformed/sanitize", Score())
    return {
        "as expected": sum(each.right for each in plain.values()) / max(1, sum(each.compared for each in plain.values())),
        "inert": sanitize.right / max(1, sanitize.files),
        "not raising": 1 - sum(len(each.raised) for each in scores.values()) / max(1, sum(each.files for each in scores.values())),
    }  # fmt: skip


def main() -> int:
    """Prints the table; with --floors, fails where a figure fell below its floor, and raises floors with --raise."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", action="store_true", help="print what was read otherwise than expected")
    floors.options(parser)
    given = parser.parse_args()
    scores = score(given.folder) if given.folder.is_dir() else {}
    if not scores:
        print(f"{given.folder}: there are no test files of feedparser's here.", file=sys.stderr)
        return 2
    out = io.StringIO()
    print(f"{'':<26} files  compared  as expected  raised", file=out)
    for name, each in sorted(scores.items()):
        print(f"{name:<26} {each.files:5}  {each.compared:8}  {each.right:11}  {len(each.raised):6}", file=out)
    sums = [sum(getattr(each, what) for each in scores.values()) for what in ("files", "compared", "right")]
    print(f"{'':<26} {sums[0]:5}  {sums[1]:8}  {sums[2]:11}", file=out)
    print("\nParts of expectations that are none of our values:", file=out)
    left = sum((each.outside for each in scores.values()), Counter[str]())
    for why, count in left.most_common():
        print(f"  {count:5}  {why}: {REASONS[why]}", file=out)
    print(out.getvalue())
    for each in scores.values():
        print(
            *each.raised,
            *(each.wrong if given.errors else ()),
            sep="\n  ",
            end="\n" if each.raised or given.errors else "",
        )
    return 0 if floors.held({"feeds": figures(scores)}, given.floors, raises=given.raises) else 1


if __name__ == "__main__":
    sys.exit(main())
