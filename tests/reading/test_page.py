"""From bytes to text to a tree."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsbox
from newsbox.errors import ReadingError
from newsbox.reading import page
from newsbox.texts import UNPRINTABLE
from newsbox.types import Page

WORDS = "Żółć, naïve café, straße – “quoted”"


@pytest.mark.parametrize(
    ("body", "header", "text"),
    [
        ("café".encode(), None, "café"),
        (b"\xef\xbb\xbf" + "café".encode(), "iso-8859-1", "café"),  # the mark counts more than the server
        ("café".encode("utf-16-le").join([b"\xff\xfe", b""]), None, "café"),
        ("café".encode("latin-1"), "iso-8859-1", "café"),
        (b"\x93quoted\x94", "iso-8859-1", "“quoted”"),  # browsers read Latin-1 as windows-1252
        ("café".encode(), "iso-8859-1", "café"),  # the server lies, and the bytes are plainly UTF-8
        (b'<meta charset="windows-1251">' + "Привет".encode("cp1251"), None, '<meta charset="windows-1251">Привет'),
        (
            b'<meta http-equiv="Content-Type" content="text/html; charset=gb2312">' + "新闻".encode("gb18030"),
            None,
            '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">新闻',
        ),
        ("新聞の見出し".encode("cp932"), "shift_jis", "新聞の見出し"),
        (b"line\r\nline\rline", None, "line\nline\nline"),
    ],
)
def test_charsets_are_weighed_as_browsers_do(body: bytes, header: str | None, text: str) -> None:
    assert page.text_of(body, charset=header) == text


def test_a_page_whose_declared_charset_lies_is_read_all_the_same() -> None:
    html = f'<html><head><meta charset="utf-8"><title>Café</title></head><body><article><h1>Café</h1><p>{"Der Bürgermeister erklärte die Straße für gesperrt. " * 8}</p></article></body></html>'
    reading = newsbox.read(html.encode("cp1252"))
    assert reading.headline == "Café"
    assert "Bürgermeister" in reading.paragraphs[0]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"%PDF-1.7 ...", "PDF is broken"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"PK\x03\x04....", "ZIP"),
        (bytes(range(256)) * 40, "not text"),
        (b"\x00\x01\x02" * 500, "not text"),
        (b"<html><body></body></html>", "empty"),
        (b"<html><body><div id=root></div><script>x()</script></body></html>", "scripts"),
        (b"<html><body><form><input name=u><input type=password></form></body></html>", "sign in"),
    ],
)
def test_what_is_no_article_gets_one_sentence(body: bytes, words: str) -> None:
    with pytest.raises(ReadingError) as caught:
        newsbox.read(body)
    assert words in caught.value.what
    assert caught.value.what.endswith(".")
    assert "\n" not in caught.value.what


def test_too_large_a_page_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "LARGEST", 1000)
    with pytest.raises(ReadingError, match="large"):
        newsbox.read(b"<p>" + b"x" * 1000)


HOSTILE = {
    "deep": "<div>" * 100_000 + "<p>The port was closed on Tuesday after the fire.</p>",
    "deep inline": "<p>" + "<b>" * 50_000 + "The port was closed." + "</b>" * 50_000,
    "attribute": f'<p class="{"a" * 2_000_000}">The port was closed.</p>',
    "entities": '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]><p>&c;&c;</p>',
    "cyclic": '<script type="application/ld+json">{"@id": "#a", "@type": "NewsArticle", "author": {"@id": "#a"}, "publisher": {"@id": "#a"}}</script><p>The port was closed.</p>',
    "deep json": '<script type="application/ld+json">'
    + '{"a":' * 50_000
    + "1"
    + "}" * 50_000
    + "</script><p>The port was closed.</p>",
    "null bytes": "<p>The \x00port\x00 was closed.</p>",
    "surrogates": "<p>The \ud800port was closed.</p>",
    "unclosed": "<html><head><title>A<body><article><h1>Port closed<p>The port was closed",
    "many brackets": "<" * 100_000,
    "many attributes": "<p " + " ".join(f"a{n}=1" for n in range(50_000)) + ">The port was closed.</p>",
    "nested tables": "<table><tr><td>" * 5_000 + "The port was closed.",
    "bad charset": '<meta charset="nonsense-42"><p>The port was closed.</p>',
    "srcset": f'<figure><img srcset="data:{"a" * 100_000}"></figure><p>The port was closed.</p>',
    "byline": f'<meta name="author" content="{"(" * 50_000}{"a" * 50_000}{",a" * 50_000}"><p>The port was closed.</p>',
    "times": "<article><h1>Port</h1>"
    + '<time datetime="2026-01-01">x</time>' * 20_000
    + "<p>The port was closed.</p></article>",
    "titles": f"<meta property='og:site_name' content='G'><title>X{' | G' * 3000}</title><h1>{'y' * 400}</h1><p>The port was closed.</p>",
    "long title": f"<meta property='og:title' content='{'x' * 100_000}'><h1>{'y' * 400}</h1><p>The port was closed.</p>",
    "wide json": '<script type="application/ld+json">[' + "{}," * 200_000 + "{}]</script><p>The port was closed.</p>",
    "subheads": "<article><p>The port was closed on Tuesday.</p>" + "<h2>x y z</h2>" * 5_000 + "</article>",
    "punycode": '<meta charset="punycode"><p>The port was closed.</p>' + "x" * 50_000 + "é",
    "front matter": "+++\nauthors = 5\ntags = 7\n+++\n# Port\n\nThe port was closed.",
    "deep toml": "+++\na = " + "[" * 50_000 + "\n+++\nThe port was closed.",
    "bars": "# Port\n\n" + "a|" * 50_000 + "\nThe port was closed.",
    "half an emoji": '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Fire \\ud83d at \\u0000 \\u001b[31m", "author": "J\\u0000ane Roe"}</script><p>The port was closed.</p>',
    "xml": "<?xml version='1.0' encoding='utf-16'?><html><body><p>The port was closed.</p></body></html>",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_pages_give_a_reading_or_a_sentence(kind: str) -> None:
    begun = time.monotonic()
    try:
        reading = newsbox.read(HOSTILE[kind], url="https://e.example/a")
        assert reading.paragraphs
        told = json.dumps(reading.to_dict(), ensure_ascii=False)
        assert told.encode("utf-8") and not UNPRINTABLE.search(told)
    except ReadingError as error:
        assert error.what.endswith(".")
    assert time.monotonic() - begun < 20  # it ends; how fast is for benchmarks/


MARKUP = st.recursive(
    st.sampled_from(
        [
            "text",
            "The port was closed on Tuesday.",
            "&amp;",
            "&#0;",
            "<!--",
            "]]>",
            "\u202e",
            "“",
            "<br>",
            "<p",
            "</div>",
            "<script>",
            "\x00",
        ]
    ),
    lambda inner: st.tuples(
        st.sampled_from(
            ["p", "div", "article", "h1", "ul", "li", "table", "figure", "figcaption", "blockquote", "time", "span"]
        ),
        st.lists(inner, max_size=5),
    ).map(lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0]}>"),
    max_leaves=25,
)


@given(MARKUP, st.sampled_from(["<html>", "<!doctype html><html lang=x>", ""]))
def test_any_markup_gives_a_reading_or_a_sentence(markup: str, head: str) -> None:
    try:
        reading = newsbox.read(head + markup, url="https://e.example/a")
    except ReadingError:
        return
    assert newsbox.Reading.from_dict(reading.to_dict()).headline == reading.headline


@given(st.binary(max_size=400))
def test_any_bytes_give_a_reading_or_a_sentence(body: bytes) -> None:
    try:
        newsbox.read(Page("https://e.example/a", body, charset="utf-8"))
    except ReadingError:
        pass
