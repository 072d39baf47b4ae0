"""What hostile servers send stays small: in bytes, in time, in memory."""

from __future__ import annotations

import asyncio
import gzip
import json
import socket
import threading
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import brotli
import pytest

from newsbox.errors import GatheringError, Refused
from newsbox.gathering import entries, feeds, glances, illformed, letters, links, sitemaps, statements, wishes
from newsbox.gathering.feeds import MOST_ENTRIES
from newsbox.gathering.fetch import MOST_HEADERS, Fetcher
from newsbox.gathering.permission import Networks
from newsbox.types import Page
from tests.press import Press

HOME = ("127.0.0.0/8",)
MB = 2**20


def refusal(url: str, *, allow: tuple[str, ...] = HOME, patience: float = 60, **more: Any) -> GatheringError:
    async def once() -> None:
        async with Fetcher(version="1", allow=allow, pause=0, patience=patience) as fetcher:
            await fetcher.get(url, **more)

    with pytest.raises(GatheringError) as caught:
        asyncio.run(once())
    return caught.value


def peak(do: Callable[[], object]) -> float:
    """Megabytes that Python took at most while something was done."""
    tracemalloc.start()
    try:
        do()
        return tracemalloc.get_traced_memory()[1] / MB
    finally:
        tracemalloc.stop()


@contextmanager
def speaker(*pieces: bytes, pause: float = 0.0, again: int = 1) -> Iterator[str]:
    """A server that says these bytes to whoever comes, the last one again and again."""
    listener = socket.create_server(("127.0.0.1", 0))
    ending = threading.Event()

    def speak() -> None:
        try:
            peer, _ = listener.accept()
            peer.recv(4096)
            for piece in (*pieces, *pieces[-1:] * (again - 1)):
                if ending.wait(pause):
                    break
                peer.sendall(piece)
            peer.close()
        except OSError:
            pass  # whoever asked has hung up, as is right

    thread = threading.Thread(target=speak, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}/feed"
    ending.set()
    listener.close()


# Bombs --------------------------------------------------------------------------------------------------------------


BOMBS = {
    "gzip": gzip.compress(b"\0" * 200 * MB),
    "gzip of many members": gzip.compress(b"\0" * MB) * 200,
    "deflate": zlib.compress(b"\0" * 200 * MB),
    "br": brotli.compress(b"\0" * 200 * MB, quality=5),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_put_out_while_it_is_unpacked(press: Press, name: str) -> None:
    url = press.answers("/bomb", BOMBS[name], Content_Encoding=name.partition(" ")[0])
    assert peak(lambda: refusal(url, largest=4 * MB)) < 48


def test_what_was_not_offered_is_not_unpacked(press: Press) -> None:
    """A zstd frame of 4 GB takes a few bytes; NewsBox does not say that it knows zstd."""
    url = press.answers("/bomb", b"\x28\xb5\x2f\xfd" + b"\0" * 100, Content_Encoding="zstd")
    assert refusal(url).what.partition(",")[0] in (
        "the server packed its answer in a way we did not offer.",
        "the connection broke off",
    )
    assert "zstd" not in press.requests[0].headers["accept-encoding"]


def test_a_bomb_within_a_bomb_is_not_opened(press: Press) -> None:
    twice = gzip.compress(gzip.compress(b"\0" * 50 * MB))
    assert "did not offer" in refusal(press.answers("/bomb", twice, Content_Encoding="gzip, gzip")).what


def test_a_page_that_says_it_is_too_large_is_not_begun(press: Press) -> None:
    assert "larger than 4 MB" in refusal(press.answers("/a", b"x" * 5 * MB), largest=4 * MB).what


def test_a_page_that_does_not_say_so_is_cut_off() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    with speaker(head, b"x" * MB, again=400) as url:
        assert peak(lambda: refusal(url, largest=4 * MB)) < 32


# Time and headers -----------------------------------------------------------------------------------------------------


def test_an_answer_that_drips_for_ever_is_left() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    begun = time.monotonic()
    with speaker(head, b"x", pause=0.05, again=1000) as url:
        assert "in time" in refusal(url, patience=0.5).what
    assert time.monotonic() - begun < 5


def test_a_server_that_says_nothing_is_left(press: Press) -> None:
    assert "in time" in refusal(press.answers("/a", b"x", delay=2), patience=0.4).what


@pytest.mark.parametrize(
    "headers",
    [
        b"X-Long: " + b"x" * 100_000 + b"\r\n",
        b"".join(b"X-%d: x\r\n" % n for n in range(MOST_HEADERS + 50)),
        b"X" * 100_000 + b": x\r\n",
    ],
    ids=["long", "many", "long name"],
)
def test_headers_have_their_limits(headers: bytes) -> None:
    with speaker(b"HTTP/1.1 200 OK\r\n" + headers + b"\r\nHello") as url:
        assert "no proper HTTP" in refusal(url).what


def test_headers_without_end_are_left() -> None:
    with speaker(b"HTTP/1.1 200 OK\r\n", *[b"X-Same: " + b"x" * 1000 + b"\r\n"], again=5000) as url:
        assert peak(lambda: refusal(url)) < 16


# Networks -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "target",
    [
        "http://10.0.0.1/admin",
        "http://[::1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://0/",
        "http://012.0.0.1/",
        "http://192.168.0.1.:80/",
        "http://[::ffff:10.0.0.1]/",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
    ],
)
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_leads_into_a_private_network(press: Press, target: str, status: int) -> None:
    url = press.answers("/a", status=status, Location=target)
    error = refusal(url)
    assert isinstance(error, Refused) or "redirects to nowhere" in error.what
    assert len(press.requests) == 1


def test_the_second_step_is_looked_at_like_the_first(press: Press) -> None:
    press.answers("/b", status=302, Location="http://10.0.0.1/")
    assert isinstance(refusal(press.answers("/a", status=301, Location="/b")), Refused)


def test_dns_that_changes_its_mind_between_two_questions_reaches_nothing(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first answer is a public address, each later one is this machine: whichever is used is looked at."""
    port = int(press.url.rsplit(":", 1)[1])
    answers = iter(["93.184.216.34"])
    real = socket.getaddrinfo
    asked: list[str] = []

    def fickle(host: Any, *args: Any, **kwargs: Any) -> Any:
        if host == "news.example":
            asked.append(host)
            return real(next(answers, "127.0.0.1"), *args, **kwargs)
        return real(host, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", fickle)
    networks = Networks([])
    assert networks.permit("93.184.216.34") and not networks.permit("127.0.0.1")
    next(answers)  # a check that came before has had its answer
    assert isinstance(refusal(f"http://news.example:{port}/a", allow=()), Refused)
    assert asked and press.requests == []


# Feeds --------------------------------------------------------------------------------------------------------------


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha ha ha ha ha ha ha ha ha ha">'
    + "".join(f'<!ENTITY {this} "{f"&{before};" * 10}">' for before, this in zip("abcdefgh", "bcdefghi", strict=True))
    + ']><rss version="2.0"><channel><title>&i;</title><item><title>&i;</title><guid>1</guid>'
    "<description>&i;</description></item></channel></rss>"
)
QUADRATIC = (
    f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "{"x" * 100_000}">]><rss version="2.0"><channel><title>T</title>'
    f"<item><title>A</title><guid>1</guid><description>{'&a;' * 5000}</description></item></channel></rss>"
)


@pytest.mark.parametrize("body", [LAUGHS, QUADRATIC], ids=["a billion laughs", "quadratic"])
def test_entities_of_a_feeds_own_are_not_expanded(body: str) -> None:
    def parse() -> None:
        try:
            told = feeds.parse(Page("https://gazette.example/feed", body.encode(), "application/xml"))
        except GatheringError:
            return
        size = len(told.title) + sum(len(each.title) + len(each.summary) + len(each.content) for each in told.entries)
        assert size < 2 * len(body)

    begun = time.process_time()
    assert peak(parse) < 64
    assert time.process_time() - begun < 5


def test_a_file_of_the_box_can_not_be_quoted() -> None:
    body = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><title>&x;</title><item><title>A &x;</title></item></channel></rss>'
    told = feeds.parse(Page("https://gazette.example/feed", body.encode(), "application/xml"))
    assert "root" not in told.title + told.entries[0].title


def test_an_archive_of_a_feed_is_cut_to_its_newest_entries() -> None:
    items = "".join(
        f"<item><title>{n}</title><guid>{n}</guid><pubDate>{1 + n % 28:02} Jan {2000 + n // 28 % 25} 00:00:00 GMT</pubDate></item>"
        for n in range(MOST_ENTRIES + 300)
    )
    body = f"<rss version='2.0'><channel><title>T</title>{items}</channel></rss>"
    assert len(feeds.parse(Page(None, body.encode())).entries) == MOST_ENTRIES


def page_of(body: str) -> Page:
    return Page("https://gazette.example/", body.encode(), "text/html", "utf-8")


def as_account(name: str) -> object:
    post = {"id": "1", "content": "Fire at the port", "account": {"display_name": name}}
    page = Page("https://northmere.example/api/v1/accounts/1/statuses", json.dumps([post]).encode())
    return statements.read(page, most=10)


@pytest.mark.parametrize(
    ("read", "unit"),
    [
        (glances.paragraphs, "<!--"),
        (glances.paragraphs, "<script>"),
        (glances.paragraphs, "<script>x</script><style>"),
        (letters.cleaned, "<a href=x>unsubscribe</a> from the Gazette "),
        (letters.cleaned, "<p><a href=x>unsubscribe</a></p><img> <!-- -->"),
        (lambda text: links.articles(page_of(f"<p>{text}")), "<a href=/2026/11/fire>Fire at the port</a> of Karsovia "),
        (lambda text: entries.person(f"{text} @ the Gazette"), "a"),
        (as_account, " "),
        (lambda text: sitemaps.named_in_robots(page_of(text)), "\n"),
        (lambda text: illformed.DECLARATION.sub(b"", text.encode()), "<!ENTITY "),
        (lambda text: wishes.of(page_of(text)), "<skipHours>"),
    ],
)
def test_what_is_opened_and_never_closed_takes_no_longer_than_it_is_long(
    read: Callable[[str], object], unit: str
) -> None:
    begun = time.process_time()
    read(unit * (1_000_000 // len(unit)))
    assert time.process_time() - begun < 4


def test_what_is_never_closed_is_not_lost() -> None:
    told = "<p>Fire at the port.</p><script>x</script><!-- a --><STYLE>y</STYLE ><p>Nobody was hurt.</p><svg>Twelve ships burnt."
    assert glances.paragraphs(told) == ("Fire at the port.", "Nobody was hurt.", "Twelve ships burnt.")
