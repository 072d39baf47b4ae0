"""From an address to a Page or NotModified: sizes, time-outs, redirects, validators."""

from __future__ import annotations

import asyncio
import json
import re
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Any, Self

import aiohttp

from newsbox import addresses
from newsbox.errors import AddressError, GatheringError, Gone, Refused, Throttled
from newsbox.gathering.permission import Networks, Pace, PrivateNetwork, Robots
from newsbox.texts import printable
from newsbox.types import NotModified, Page

LARGEST_PAGE = 32 * 1024 * 1024
"""Bytes after decompression. Feeds with full text reach ten megabytes; a page of prose never does."""
REDIRECTS = 10
PATIENCE = 60.0
"""Seconds that one question may take, however slowly its answer drips in."""
LONGEST_HEADER, MOST_HEADERS = 16_384, 128
"""Bytes of one header, and how many there may be."""
AGENT = "NewsBox"
ACCEPT_PAGE = "text/html,application/xhtml+xml;q=0.9,text/plain;q=0.5,*/*;q=0.1"
ACCEPT_FEED = "application/atom+xml,application/rss+xml;q=0.9,application/feed+json;q=0.9,application/rdf+xml;q=0.8,application/xml;q=0.7,text/xml;q=0.7,text/html;q=0.5,*/*;q=0.1"
PERMANENT = (301, 308)
PARTLY = 226
"""IM Used: the answer is what is new since the validators, and not the whole (RFC 3229)."""
# No zstd: what is not offered need not be unpacked. Nor is anything unpacked twice.
ENCODINGS = ("gzip", "deflate", "br", "x-gzip", "identity", "")
LONGEST_REASON = 8192
"""Bytes of what an API says about a refusal."""


class Fetcher:
    """Asks servers, politely: `async with Fetcher(...) as fetcher: page = await fetcher.get(address)`.

    allow: private networks that may be visited all the same. pause: seconds between requests to one host.
    contact: an address that tells a server's owner who asks; it stands in the User-Agent. patience: seconds a question
    may take.
    """

    def __init__(
        self,
        *,
        version: str,
        allow: tuple[str, ...] = (),
        contact: str = "",
        pause: float | None = None,
        connections: int = 32,
        patience: float = PATIENCE,
    ) -> None:
        self.networks = Networks(allow)
        self.pace = Pace() if pause is None else Pace(pause)
        self._agent = f"{AGENT}/{version}", f"+{contact}" if contact else "self-hosted news reader"
        self.robots = Robots(AGENT, self._ask_robots)
        self._connections = connections
        self._timeout = aiohttp.ClientTimeout(total=patience, connect=patience / 4, sock_read=patience / 2)
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        connector = aiohttp.TCPConnector(
            limit=self._connections,
            limit_per_host=1,
            ttl_dns_cache=60,
            socket_factory=self._socket,
            ssl=ssl.create_default_context(),
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            timeout=self._timeout,
            headers={"User-Agent": self.agent(), "Accept-Encoding": ", ".join(ENCODINGS[:3])},
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,
            max_line_size=LONGEST_HEADER,
            max_field_size=LONGEST_HEADER,
            max_headers=MOST_HEADERS,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()

    async def get(
        self,
        url: str,
        *,
        accept: str = ACCEPT_PAGE,
        etag: str | None = None,
        last_modified: str | None = None,
        largest: int = LARGEST_PAGE,
        unasked: bool = False,
        is_feed: bool = False,
        readers: int = 0,
    ) -> Page | NotModified:
        """The page at an address, or NotModified where the validators still hold.

        etag, last_modified: as the server gave them. unasked: no person asked for this page, so robots.txt decides.
        is_feed: a server that knows what we have (etag) need send what is new alone, as a Page of the status 226
        (RFC 3229, "A-IM: feed"). readers: how many people follow it, which its publisher would like to know; 0: no word.
        largest: bytes, after decompression. Raises GatheringError (Refused, Gone), AddressError.
        """
        try:
            asked, here, moved = url, addresses.web(url), True
        except AddressError as error:
            raise GatheringError(error.what, about=url) from error
        first, begun = True, here
        for _ in range(REDIRECTS + 1):
            if unasked and (pause := await self.robots.check(here)):
                self.pace.slow_down(addresses.host(here), pause)
            conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified} if first else {}
            headers = {"Accept": accept, **{name: value for name, value in conditions.items() if value}}
            if is_feed and first and etag:
                headers["A-IM"] = "feed"
            if readers:
                headers["User-Agent"] = self.agent(readers)
            answer = await self._once(here, headers, largest)
            if isinstance(answer, str):
                target, permanent = answer[1:], answer[0] == "!"
                moved = moved and permanent
                here, first = target, False
                continue
            if isinstance(answer, NotModified):
                return answer
            if here != begun and moved:
                return replace(answer, moved=here)
            return answer
        raise GatheringError(f"it leads on in circles (more than {REDIRECTS} redirects).", about=asked, again=24 * 3600)

    def agent(self, readers: int = 0) -> str:
        """Who asks, as servers hear it; for how many people, where that is said."""
        name, who = self._agent
        count = f"; {readers} subscriber{'s' if readers != 1 else ''}" if readers else ""
        return f"{name} ({who}{count})"

    async def post(self, url: str, form: dict[str, str]) -> int:
        """Sends a form; the status of the answer, which is not read. No redirect is followed. Raises GatheringError."""
        async with self._asked("POST", url, data=form) as (response, _):
            return response.status

    @asynccontextmanager
    async def _asked(self, method: str, url: str, **more: Any) -> AsyncIterator[tuple[aiohttp.ClientResponse, bool]]:
        """One request in its turn: the answer, and whether it comes from the home network. Raises GatheringError."""
        if self._session is None:
            raise RuntimeError("a Fetcher is used with `async with`")
        host = addresses.host(url)
        at_home = self._check_literal(url)
        self._check_held(url, host, at_home=at_home)
        async with (
            _plainly(url),
            self.pace.turn(host, at_home=at_home),
            self._session.request(method, url, allow_redirects=False, **more) as response,
        ):
            yield response, at_home

    async def page(
        self, url: str, *, accept: str = ACCEPT_PAGE, largest: int = LARGEST_PAGE, unasked: bool = False
    ) -> Page:
        """The page at an address, asked for without validators."""
        answer = await self.get(url, accept=accept, largest=largest, unasked=unasked)
        if isinstance(answer, NotModified):
            raise GatheringError(
                "the server says “not modified” (304) to a question it was not asked.", about=url, again=3600
            )
        return answer

    async def _once(self, url: str, headers: dict[str, str], largest: int) -> Page | NotModified | str:
        """One request: a Page, NotModified, or where to go on ("!address" for good, "?address" for now)."""
        async with self._asked("GET", url, headers=headers) as (response, at_home):
            now = datetime.now(UTC)
            if response.status == 304:
                return NotModified(url, now, _fresh_for(response.headers, now))
            if response.status in (301, 302, 303, 307, 308):
                return self._next(url, response)
            is_part = response.status == PARTLY and "A-IM" in headers
            if is_part and response.headers.get("IM", "feed").strip().lower() != "feed":
                raise GatheringError(
                    "the server sent what is new in a way we did not offer.", about=url, again=24 * 3600
                )
            if response.status not in (200, 203) and not is_part:
                error = _refusal(url, response.status, response.headers, now, said=await _reason(response))
                if isinstance(error, Throttled) and error.again and not at_home:
                    self.pace.hold(addresses.host(url), error.again)
                raise error
            if response.headers.get("Content-Encoding", "identity").lower() not in ENCODINGS:
                raise GatheringError(
                    "the server packed its answer in a way we did not offer.", about=url, again=24 * 3600
                )
            body = await self._body(url, response, largest)
            return Page(
                url=url,
                body=body,
                content_type=(response.content_type or "").lower() or None,
                charset=response.charset,
                fetched=now,
                status=response.status,
                etag=_plain(response.headers.get("ETag")),
                last_modified=_plain(response.headers.get("Last-Modified")),
                fresh_for=_fresh_for(response.headers, now),
                links=", ".join(response.headers.getall("Link", ()))[:4000],
                following=_following(url, response),
                rest=_rest(response.headers, now),
            )

    def _check_held(self, url: str, host: str, *, at_home: bool) -> None:
        """Raises Throttled, without asking, where the host asked to be left alone a moment ago: for any of its pages."""
        if not at_home and (wait := self.pace.held(host)):
            raise Throttled(f"its server asked us to come back in {_duration(wait)}.", about=url, again=wait)

    async def _body(self, url: str, response: aiohttp.ClientResponse, largest: int) -> bytes:
        too_large = GatheringError(f"the page is larger than {largest // 2**20} MB.", about=url, again=24 * 3600)
        if response.content_length is not None and response.content_length > largest:
            raise too_large
        pieces, size = [], 0
        async for piece in response.content.iter_chunked(65_536):
            size += len(piece)
            if size > largest:
                raise too_large
            pieces.append(piece)
        return b"".join(pieces)

    def _next(self, url: str, response: aiohttp.ClientResponse) -> str:
        target = addresses.join(url, response.headers.get("Location"))
        if target is None:
            raise GatheringError("it redirects to nowhere.", about=url, again=24 * 3600)
        return ("!" if response.status in PERMANENT else "?") + target

    def _check_literal(self, url: str) -> bool:
        """Whether the host is a permitted machine of the home network, as far as its spelling tells. Raises Refused for private literals."""
        host = re.sub(r"^www\.", "", addresses.host(url)).strip("[]")
        try:
            literal = (
                socket.inet_ntoa(socket.inet_aton(host))
                if re.fullmatch(r"[\dxa-fA-F.]+", host) and not re.search(r"[g-z]", host) and host[0].isdigit()
                else host
            )
        except OSError:
            literal = host
        if re.fullmatch(r"[\d.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*", literal):
            if not self.networks.permit(literal):
                raise _private(url)
            return self.networks.are_home(literal)
        return False

    def _socket(self, address: tuple[Any, ...]) -> socket.socket:
        """The last word: whatever a name led to, and however DNS changed its mind, no socket to a private network is opened."""
        family, kind, protocol, _, target = address
        if not self.networks.permit(str(target[0])):
            raise PrivateNetwork("private network")
        return socket.socket(family, kind, protocol)

    async def _ask_robots(self, url: str) -> Page:
        return await self.page(url, accept="text/plain,*/*;q=0.1", largest=512 * 1024)


@asynccontextmanager
async def _plainly(url: str) -> AsyncIterator[None]:
    """Whatever goes wrong with a request, as a GatheringError that a person understands."""
    try:
        yield
    except GatheringError:
        raise
    except TimeoutError as error:
        raise GatheringError("the server did not answer in time.", about=url, again=3600) from error
    except aiohttp.ClientConnectorDNSError as error:
        raise GatheringError(
            f"no server of this name was found ({addresses.host(url)}).", about=url, again=3600
        ) from error
    except aiohttp.ClientConnectorCertificateError as error:
        raise GatheringError(
            "the server's certificate does not hold, so what it says can't be trusted.", about=url, again=6 * 3600
        ) from error
    except aiohttp.ClientConnectorError as error:
        if isinstance(error.os_error, PrivateNetwork) or "private network" in str(error.os_error):
            raise _private(url) from error
        raise GatheringError("the server could not be reached.", about=url, again=3600) from error
    except (aiohttp.ClientError, OSError, ValueError, asyncio.IncompleteReadError) as error:
        raise GatheringError(
            "the connection broke off, or the server's answer is no proper HTTP.", about=url, again=3600
        ) from error


def _plain(value: str | None) -> str | None:
    """A validator that can be kept and sent back as it came; one with foreign letters in it is no validator."""
    return value if value and value.isascii() and value.isprintable() and len(value) <= 1000 else None


def _private(url: str) -> Refused:
    return Refused(
        "this leads into a private network. If it is yours, allow it with NEWSBOX_ALLOW_NETWORKS.", about=url
    )


async def _reason(response: aiohttp.ClientResponse) -> str:
    """What an API says about its refusal, {"error": "..."}; nothing where it says nothing that can be shown."""
    if not (response.content_type or "").endswith("json"):
        return ""
    try:
        given = json.loads(await response.content.read(LONGEST_REASON))
    except (ValueError, RecursionError, aiohttp.ClientError, OSError, TimeoutError):
        return ""
    said = given.get("error") if isinstance(given, dict) else None
    return " ".join(printable(said).split())[:300].rstrip(".") if isinstance(said, str) else ""


def _following(url: str, response: aiohttp.ClientResponse) -> str | None:
    """The address of rel="next" in the Link header (RFC 8288)."""
    try:
        link = response.links.get("next")
    except ValueError:
        return None
    return addresses.join(url, str(link["url"])) if link else None


def _rest(headers: Any, now: datetime) -> float:
    """Seconds until a server's allowance is full again, where it is used up: X-RateLimit-Remaining and -Reset, as Mastodon has them."""
    if headers.get("X-RateLimit-Remaining", "").strip() != "0":
        return 0.0
    reset = headers.get("X-RateLimit-Reset", "").strip()
    try:
        stamp = datetime.fromtimestamp(int(reset), UTC) if reset.isdigit() else datetime.fromisoformat(reset)
        return min(max((stamp - now).total_seconds(), 0.0), 24 * 3600.0)
    except (ValueError, TypeError, OverflowError, OSError):
        return 0.0


def _refusal(url: str, status: int, headers: Any, now: datetime, *, said: str = "") -> GatheringError:
    """A status as a sentence, with the server's own reason and when to try again."""
    error = _refused(url, status, headers, now)
    if said:
        error = type(error)(f"{error.what} It says: “{said}”.", about=error.about, again=error.again)
    error.status = status
    return error


def _refused(url: str, status: int, headers: Any, now: datetime) -> GatheringError:
    wait = _retry_after(headers.get("Retry-After"), now) or (_rest(headers, now) if status == 429 else None)
    if status == 410:
        return Gone("the server says it is gone for good (410).", about=url)
    if wait or status == 429:
        wait = wait or 3600.0
        return Throttled(f"the server asks us to come back in {_duration(wait)} ({status}).", about=url, again=wait)
    reasons = {
        401: "the server wants a name and a password (401).",
        402: "the server wants to be paid first (402).",
        403: "the server refuses to show it to programs like this one (403).",
        404: "there is nothing at this address (404).",
        451: "the server may not show it for legal reasons (451).",
    }
    if status in reasons:
        return GatheringError(reasons[status], about=url, again=24 * 3600 if status != 404 else 6 * 3600)
    if status >= 500:
        return GatheringError(f"the server has a fault of its own ({status}).", about=url, again=3600.0)
    return GatheringError(f"the server answers with {status}.", about=url, again=6 * 3600.0)


def _retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds to wait, from Retry-After in seconds or as an HTTP date; at most a week."""
    if not value:
        return None
    try:
        seconds = float(value) if value.strip().isdigit() else (parsedate_to_datetime(value) - now).total_seconds()
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(seconds, 0.0), 7 * 24 * 3600.0) or None


def _fresh_for(headers: Any, now: datetime) -> float:
    """Seconds for which the answer holds, by Cache-Control or Expires; at most a day."""
    if match := re.search(r"max-age\s*=\s*\"?(\d{1,9})", headers.get("Cache-Control", ""), re.IGNORECASE):
        return min(float(match[1]), 24 * 3600.0)
    try:
        expires = parsedate_to_datetime(headers["Expires"])
        return min(max((expires - now).total_seconds(), 0.0), 24 * 3600.0)
    except (KeyError, ValueError, TypeError, OverflowError):
        return 0.0


def _duration(seconds: float) -> str:
    minutes = round(seconds / 60)
    if minutes < 1:
        return "a minute"
    if minutes < 120:
        return f"{minutes} minute{'s' if minutes > 1 else ''}"
    return f"{round(minutes / 60)} hours"


def get_now(url: str, *, version: str, allow: tuple[str, ...] = (), contact: str = "") -> Page:
    """One page, for a caller that has no event loop: what `newsbox read ADDRESS` does."""

    async def once() -> Page:
        async with Fetcher(version=version, allow=allow, contact=contact) as fetcher:
            return await fetcher.page(url)

    return asyncio.run(once())


__all__ = ["ACCEPT_FEED", "ACCEPT_PAGE", "AddressError", "Fetcher", "get_now"]
