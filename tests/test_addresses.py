"""One address, one spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbox import addresses
from newsbox.errors import AddressError


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("example.org", "https://example.org/"),
        ("Example.ORG/News", "https://example.org/News"),
        ("http://example.org:80/a#b", "http://example.org/a"),
        ("https://example.org:8443/a", "https://example.org:8443/a"),
        ("feed://example.org/rss", "https://example.org/rss"),
        ("feed:https://example.org/rss", "https://example.org/rss"),
        ("https://example.org/a?utm_source=x&id=7&fbclid=y", "https://example.org/a?id=7"),
        ("https://example.org/a?id=7&empty=", "https://example.org/a?id=7&empty="),
        ("https://münchen.example/straße", "https://xn--mnchen-3ya.example/stra%C3%9Fe"),
        ("https://example.org/a%20b c", "https://example.org/a%20b%20c"),
        ("https://user:secret@example.org/a", "https://example.org/a"),
        ("http://[2001:db8::1]/a", "http://[2001:db8::1]/a"),
        ("localhost:8000/feed", "https://localhost:8000/feed"),
        (" <https://example.org/a> ", "https://example.org/a"),
    ],
)
def test_an_address_as_typed(typed: str, clean: str) -> None:
    assert addresses.web(typed) == clean
    assert addresses.clean(clean) == clean


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "javascript:alert(1)",
        "ftp://example.org",
        "https://",
        "mailto:a@b.c",
        "just words",
        "http://exa mple.org/",
        "https://example.org:99999/",
        "http://.../x",
        "https://e.example/" + "报" * 900,
        "file:///etc/passwd",
        "https://x/" + "a" * 5000,
    ],
)
def test_what_is_no_address_gets_a_sentence(typed: str) -> None:
    with pytest.raises(AddressError) as caught:
        addresses.web(typed)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        ("https://www.example.org/a/", "http://example.org/a", True),
        ("https://m.example.org/a", "https://example.org/a", True),
        ("https://example.org/a/amp", "https://example.org/a", True),
        ("https://example.org/a?utm_medium=rss", "https://example.org/a", True),
        ("https://example.org/a?b=1&a=2", "https://example.org/a?a=2&b=1", True),
        ("https://example.org/a?id=1", "https://example.org/a?id=2", False),
        ("https://news.example.org/a", "https://example.org/a", False),
        ("https://m.org/a", "https://org/a", False),
        ("https://example.org/A", "https://example.org/a", False),
        ("https://en.m.example.org/a", "https://en.example.org/a", True),
        ("https://www2.example.org/a", "https://example.org/a", True),
        ("https://amp.www.example.org/a", "https://example.org/a", True),
        ("https://example.org/a/index.html", "https://example.org/a/", True),
        ("https://example.org/fire-at-port.amp", "https://example.org/fire-at-port", True),
        ("https://example.org/fire-at-port.amp.html", "https://example.org/fire-at-port.html", True),
        ("https://example.org/amp/fire-at-port", "https://example.org/fire-at-port", True),
        ("https://example.org/news/amp/world-12345678", "https://example.org/news/world-12345678", True),
        ("https://example.org/a?outputType=amp&id=4", "https://example.org/a?id=4", True),
        ("https://example.org/a?ref=rss", "https://example.org/a", True),
        ("https://example.org/a?source=newsletter&id=4", "https://example.org/a?id=4", True),
        ("https://example.org/a;jsessionid=AB12?x=1", "https://example.org/a?x=1", True),
        ("https://example.org/%7Ejane/stra%c3%9fe", "https://example.org/~jane/straße", True),
        ("https://www.google.com/amp/s/www.example.org/a/amp", "https://example.org/a", True),
        (
            "https://www-example-org.cdn.ampproject.org/c/s/www.example.org/a.amp.html",
            "https://example.org/a.html",
            True,
        ),
        ("https://www.google.com/url?rct=j&sa=t&url=https://example.org/a&ct=ga", "https://example.org/a", True),
        (
            "https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2Fa%3Ffbclid%3D1&h=x",
            "https://example.org/a",
            True,
        ),
        # Near, and not the same: rather two reports of one article than two articles in one report.
        ("https://example.org/amp/products", "https://example.org/products", False),
        ("https://example.org/a?ref=4711", "https://example.org/a", False),
        ("https://example.org/a?source=mpa", "https://example.org/a", False),
        ("https://example.org/a?page=2", "https://example.org/a", False),
        ("https://example.org/?p=1", "https://example.org/?p=2", False),
        ("https://example.org/?p=1", "https://example.org/", False),
        ("https://example.org/?feed=rss", "https://example.org/", False),
        ("https://example.org/a%2Fb", "https://example.org/a/b", False),
        ("https://mobile.example.org/a", "https://desktop.example.org/a", False),
        ("https://example.org/amplifier", "https://example.org/lifier", False),
        ("https://example.org/a/amp-prices", "https://example.org/a", False),
        ("https://example.org/index-of-prices.html", "https://example.org/", False),
        ("https://www.google.com/search?q=https://example.org/a", "https://example.org/a", False),
        ("https://example.org/url?url=https://example.com/a", "https://example.com/a", False),
        ("https://en.example.org/a", "https://de.example.org/a", False),
    ],
)
def test_two_addresses_of_one_page(ours: str, theirs: str, same: bool) -> None:
    assert addresses.same(ours, theirs) is same
    assert addresses.same(theirs, ours) is same


@pytest.mark.parametrize(
    ("link", "whole"),
    [
        ("b", "https://example.org/a/b"),
        ("//cdn.example/x.jpg", "https://cdn.example/x.jpg"),
        ("javascript:void(0)", None),
        ("#top", "https://example.org/a/"),
        ("", None),
        ("data:image/png;base64,AA", None),
    ],
)
def test_links_on_a_page(link: str, whole: str | None) -> None:
    assert addresses.join("https://example.org/a/", link) == whole


@given(st.text(max_size=200))
def test_cleaning_settles(text: str) -> None:
    try:
        once = addresses.web(text)
    except AddressError:
        return
    assert addresses.clean(once) == once
    assert addresses.is_web(once)


PIECES = ["https://", "http://", "www.", "m.", "en.m.", "gazette.example", "Gazette.example", "google.com", "l.facebook.com",
          "x.cdn.ampproject.org", "127.0.0.1", ":80", ":443", ":8080", ":99999", "/", "/fire", "/index.html", "/amp/", "/c/s/", ".amp.html",
          "?q=1", "?utm_source=x", "#f", "%41", "é", " ", "~", "-", "..", ";jsessionid=1", "\n", "."]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=7).map("".join))
def test_a_simple_address_is_what_a_long_look_makes_of_it(text: str) -> None:
    if addresses._simple(text):
        with pytest.MonkeyPatch.context() as without:
            without.setattr(addresses, "_simple", lambda address: None)
            assert addresses.clean(text) == text == addresses.join("http://other.example/", text)
            key = addresses.key(text)
        assert addresses.key(text) == key


def test_most_links_are_simple() -> None:
    assert addresses._simple("https://www.gazette.example/world/2026/11/fire-at-the-port-12345.html")
