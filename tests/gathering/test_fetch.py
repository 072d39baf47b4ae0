"""From an address to a Page, over real HTTP."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import pytest

from newsbox.errors import Gone, NewsBoxError, Refused
from newsbox.gathering.fetch import Fetcher
from newsbox.gathering.permission import Networks
from newsbox.types import NotModified, Page
from tests.press import Press

HOME = ("127.0.0.0/8",)


def get(url: str, *, allow: tuple[str, ...] = HOME, **more: Any) -> Page | NotModified:
    async def once() -> Page | NotModified:
        async with Fetcher(version="1", allow=allow, pause=0) as fetcher:
            return await fetcher.get(url, **more)

    return asyncio.run(once())


def refusal(url: str, **more: Any) -> NewsBoxError:
    with pytest.raises(NewsBoxError) as caught:
        get(url, **more)
    assert str(caught.value).endswith(".")
    return caught.value


def test_a_page_and_what_its_server_said_of_it(press: Press) -> None:
    url = press.answers(
        "/a",
        b"<p>Hi",
        "text/html; charset=ISO-8859-1",
        ETag='W/"1"',
        Last_Modified="Tue, 10 Nov 2026 08:00:00 GMT",
        Cache_Control="max-age=600",
    )
    page = get(url)
    assert isinstance(page, Page)
    assert (page.url, page.body, page.content_type, page.charset) == (url, b"<p>Hi", "text/html", "ISO-8859-1")
    assert (page.etag, page.last_modified, page.fresh_for) == ('W/"1"', "Tue, 10 Nov 2026 08:00:00 GMT", 600)


def test_we_say_who_we_are_and_nothing_else(press: Press) -> None:
    get(press.answers("/a", b"x"))
    headers = press.requests[0].headers
    assert headers["user-agent"].startswith("NewsBox/1")
    assert not {"cookie", "referer", "authorization", "if-none-match"} & set(headers)


def test_validators_go_back_as_they_came(press: Press) -> None:
    outlet = press.outlet("Gazette").publishes("Fire")
    first = get(outlet.feed)
    assert isinstance(first, Page)
    assert isinstance(get(outlet.feed, etag=first.etag, last_modified="Tue, 10 Nov 2026 08:00:00 GMT"), NotModified)
    assert outlet.asked_for_feed()[-1].headers["if-none-match"] == first.etag
    assert outlet.asked_for_feed()[-1].headers["if-modified-since"] == "Tue, 10 Nov 2026 08:00:00 GMT"


@pytest.mark.parametrize(("status", "moved"), [(301, True), (308, True), (302, False), (303, False), (307, False)])
def test_redirects_are_followed_and_permanent_ones_remembered(press: Press, status: int, moved: bool) -> None:
    new = press.answers("/new", b"here")
    page = get(press.answers("/old", status=status, Location="/new"))
    assert isinstance(page, Page)
    assert (page.url, page.moved) == (new, new if moved else None)


def test_a_temporary_step_on_the_way_makes_no_permanent_move(press: Press) -> None:
    press.answers("/c", b"here")
    press.answers("/b", status=302, Location="/c")
    page = get(press.answers("/a", status=301, Location="/b"))
    assert isinstance(page, Page) and page.moved is None


def test_circles_end(press: Press) -> None:
    press.answers("/b", status=301, Location="/a")
    assert "circles" in refusal(press.answers("/a", status=301, Location="/b")).what


@pytest.mark.parametrize(
    ("status", "headers", "words", "again"),
    [
        (401, {}, "password", 24 * 3600),
        (403, {}, "refuses", 24 * 3600),
        (404, {}, "nothing at this address", 6 * 3600),
        (418, {}, "418", 6 * 3600),
        (429, {"Retry_After": "600"}, "in 10 minutes (429)", 600),
        (429, {}, "(429)", 3600),
        (503, {"Retry_After": "7200"}, "in 2 hours", 7200),
        (500, {}, "fault of its own", 3600),
        (451, {}, "legal", 24 * 3600),
    ],
)
def test_a_refusal_is_a_sentence_with_its_time(
    press: Press, status: int, headers: dict[str, str], words: str, again: float
) -> None:
    error = refusal(press.answers("/a", b"no", status=status, **headers))
    assert words in error.what
    assert error.again == pytest.approx(again, abs=5)


def test_gone_for_good(press: Press) -> None:
    assert isinstance(refusal(press.answers("/a", status=410)), Gone)


def test_too_much_is_cut_off(press: Press) -> None:
    assert "larger" in refusal(press.answers("/a", b"x" * 5000), largest=1000).what
    assert "larger" in refusal(press.bomb("/bomb", 50_000_000), largest=1_000_000).what


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:{port}/a",
        "http://localhost:{port}/a",
        "http://[::1]:{port}/a",
        "http://[::ffff:127.0.0.1]:{port}/a",
        "http://0.0.0.0:{port}/a",
        "http://127.1:{port}/a",
        "http://2130706433:{port}/a",
        "http://0x7f000001:{port}/a",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[fe80::1]/",
        "http://192.168.1.1/",
        "http://100.64.0.1/",
    ],
)
def test_private_networks_are_refused(press: Press, url: str) -> None:
    press.answers("/a", b"secret")
    error = refusal(url.format(port=press.url.rsplit(":", 1)[1]), allow=())
    assert isinstance(error, Refused), error
    assert "private network" in error.what
    assert press.requests == []


def test_a_redirect_into_a_private_network_is_refused(press: Press) -> None:
    press.answers("/a", status=302, Location="http://10.0.0.1/admin")
    assert isinstance(refusal(press.url + "/a"), Refused)


def test_a_name_that_changes_its_mind_reaches_nothing(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: whatever the name led to when it was checked, the socket looks at the address itself."""
    port = int(press.url.rsplit(":", 1)[1])
    real = socket.getaddrinfo

    def rebound(host: Any, *args: Any, **kwargs: Any) -> Any:
        return real("127.0.0.1" if host == "news.example" else host, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", rebound)
    assert isinstance(refusal(f"http://news.example:{port}/a", allow=()), Refused)
    assert press.requests == []


def test_a_name_nobody_has() -> None:
    assert "no server of this name" in refusal("http://nothing.invalid/").what


def test_a_closed_door() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert "could not be reached" in refusal(f"http://127.0.0.1:{port}/").what


def test_a_server_that_speaks_no_http() -> None:
    import threading

    listener = socket.create_server(("127.0.0.1", 0))

    def babble() -> None:
        peer, _ = listener.accept()
        peer.recv(1000)
        peer.sendall(b"SSH-2.0-OpenSSH\r\n")
        peer.close()

    threading.Thread(target=babble, daemon=True).start()
    assert "no proper HTTP" in refusal(f"http://127.0.0.1:{listener.getsockname()[1]}/").what
    listener.close()


def test_robots_decide_for_pages_nobody_asked_for(press: Press) -> None:
    press.answers("/robots.txt", b"User-agent: *\nDisallow: /private/\n", "text/plain")
    url = press.answers("/private/a", b"x")
    assert isinstance(refusal(url, unasked=True), Refused)
    assert isinstance(get(url), Page)
    assert len(press.asked("/private/a")) == 1


def test_robots_are_asked_once_a_site(press: Press) -> None:
    async def several() -> None:
        async with Fetcher(version="1", allow=HOME, pause=0) as fetcher:
            await asyncio.gather(*(fetcher.get(press.answers(f"/{n}", b"x"), unasked=True) for n in range(5)))

    asyncio.run(several())
    assert len(press.asked("/robots.txt")) == 1


def test_one_request_at_a_time_and_a_pause(press: Press) -> None:
    async def several() -> float:
        async with Fetcher(version="1", allow=(), pause=0.2) as fetcher:
            fetcher.networks = Networks(["127.0.0.0/8"])
            fetcher.networks.are_home = lambda address: False  # type: ignore[method-assign]
            fetcher.networks.permit = lambda address: True  # type: ignore[method-assign]
            loop = asyncio.get_running_loop()
            begun = loop.time()
            await asyncio.gather(*(fetcher.get(press.answers(f"/{n}", b"x")) for n in range(4)))
            return loop.time() - begun

    assert asyncio.run(several()) >= 0.6


@pytest.mark.parametrize(
    ("address", "allowed", "permitted"),
    [
        ("93.184.216.34", [], True),
        ("2606:4700::1111", [], True),
        ("10.1.2.3", [], False),
        ("10.1.2.3", ["10.0.0.0/8"], True),
        ("fd00::1", ["fd00::/8"], True),
        ("224.0.0.1", [], False),
        ("64:ff9b::a00:1", [], False),
        ("2002:7f00:1::", [], False),
        ("fe80::1%eth0", [], False),
        ("nonsense", [], False),
        ("::127.0.0.1", [], False),
        ("64:ff9b:1::7f00:1", [], False),
        ("fec0::1", [], False),
    ],
)
def test_which_networks_are_open(address: str, allowed: list[str], permitted: bool) -> None:
    assert Networks(allowed).permit(address) is permitted
