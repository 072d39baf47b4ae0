"""May we ask now? No private networks, robots.txt for pages we fetch by ourselves, one request at a time per host."""

from __future__ import annotations

import asyncio
import ipaddress
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager

from protego import Protego

from newsbox import addresses
from newsbox.errors import GatheringError, Refused
from newsbox.types import Page

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

PAUSE = 1.0
"""Seconds between two requests to one public host: a reader that opens many pages of a site, not a crawler."""
ROBOTS_KEPT = 24 * 3600.0
"""Seconds for which a robots.txt is believed (RFC 9309, 2.4)."""
ROBOTS_LONGEST_PAUSE = 30.0
"""Seconds; a longer Crawl-delay is cut to this, or a feed of ten entries would take hours."""


# Not global in practice, whatever the registries' flags say: IPv4 in old and local clothes, site-local, documentation.
CLOSED = tuple(
    ipaddress.ip_network(each)
    for each in ("::/96", "::ffff:0:0:0/96", "64:ff9b:1::/48", "fec0::/10", "5f00::/16", "3fff::/20", "192.0.0.0/24")
)


class PrivateNetwork(OSError):
    """A name led to an address we may not visit."""


class Networks:
    """Which addresses may be visited: public ones, and the private ones the owner allows."""

    def __init__(self, allowed: Iterable[str] = ()) -> None:
        """allowed: networks in CIDR notation, "10.0.0.0/8". Raises ValueError for anything else."""
        self.allowed: tuple[Network, ...] = tuple(
            ipaddress.ip_network(each.strip(), strict=False) for each in allowed if each.strip()
        )

    def are_home(self, address: str) -> bool:
        """Whether an IP address lies in a private network the owner allows."""
        ip = _unwrapped(ipaddress.ip_address(address.partition("%")[0]))
        return any(ip in network for network in self.allowed if network.version == ip.version)

    def permit(self, address: str) -> bool:
        """Whether an IP address may be visited."""
        try:
            ip = _unwrapped(ipaddress.ip_address(address.partition("%")[0]))
        except ValueError:
            return False
        is_closed = any(ip in network for network in CLOSED if network.version == ip.version)
        return self.are_home(address) or (ip.is_global and not ip.is_multicast and not is_closed)


def _unwrapped(ip: IPAddress) -> IPAddress:
    """The IPv4 address inside an IPv6 one, where there is one: ::ffff:127.0.0.1 is this machine, too (also 6to4, NAT64, Teredo)."""
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return ip.ipv4_mapped
        if ip.sixtofour:
            return ip.sixtofour
        if ip.teredo:
            return ip.teredo[1]
        if ip in ipaddress.ip_network("64:ff9b::/96"):
            return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip


class Pace:
    """One request at a time per host, with a pause between two."""

    def __init__(self, pause: float = PAUSE) -> None:
        self.pause = pause
        self._turns: dict[str, asyncio.Lock] = {}
        self._free: dict[str, float] = {}
        self._pauses: dict[str, float] = {}
        self._held: dict[str, float] = {}

    def slow_down(self, host: str, pause: float) -> None:
        """What a host's robots.txt asks for."""
        self._pauses[host] = min(max(pause, self.pause), ROBOTS_LONGEST_PAUSE)

    def hold(self, host: str, seconds: float) -> None:
        """A host asked to be left alone for a while: all of it, whichever page said so."""
        self._held[host] = max(self._held.get(host, 0.0), time.monotonic() + seconds)

    def held(self, host: str) -> float:
        """Seconds for which a host is to be left alone; 0 where it may be asked."""
        return max(0.0, self._held.get(host, 0.0) - time.monotonic())

    @asynccontextmanager
    async def turn(self, host: str, *, at_home: bool = False) -> AsyncIterator[None]:
        """Our turn to ask a host; machines of a home network need no pause."""
        async with self._turns.setdefault(host, asyncio.Lock()):
            if (wait := self._free.get(host, 0.0) - time.monotonic()) > 0 and not at_home:
                await asyncio.sleep(wait)
            try:
                yield
            finally:
                self._free[host] = time.monotonic() + self._pauses.get(host, self.pause)


class Robots:
    """What a site's robots.txt lets us fetch without a person asking for it (RFC 9309)."""

    def __init__(self, agent: str, ask: Callable[[str], Awaitable[Page]]) -> None:
        self.agent = agent
        self._ask = ask
        self._rules: dict[str, tuple[float, Protego | None]] = {}
        self._asking: dict[str, asyncio.Lock] = {}

    async def check(self, url: str) -> float | None:
        """Seconds that the site wants between requests, if it says so. Raises Refused where the page is closed to us."""
        home = addresses.home(url)
        async with self._asking.setdefault(home, asyncio.Lock()):
            known = self._rules.get(home)
            if known is None or known[0] < time.monotonic():
                known = (time.monotonic() + ROBOTS_KEPT, await self._rules_of(home))
                self._rules[home] = known
        rules = known[1]
        if rules is None:
            return None
        if not rules.can_fetch(url, self.agent):
            raise Refused(
                "the site's robots.txt asks programs not to fetch this page.",
                about=url,
            )
        return rules.crawl_delay(self.agent)

    async def _rules_of(self, home: str) -> Protego | None:
        """The site's rules; a missing file allows everything. One that can't be had for now stops nothing: its pages will fail alike."""
        try:
            page = await self._ask(home + "robots.txt")
        except GatheringError:
            return None
        return Protego.parse(page.body[:500_000].decode("utf-8", "replace"))
