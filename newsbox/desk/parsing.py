"""What a feed's answer says: its entries at a glance, its rhythm, its wishes. In a thread, or in processes where there is much.

Loads no Django and no reader of pages, so that another process is begun in a moment.
"""

from __future__ import annotations

import asyncio
import os
import re
import threading
import time
import zlib
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import lru_cache
from multiprocessing import get_context
from types import TracebackType
from typing import Self

from newsbox import addresses
from newsbox.desk import timetable
from newsbox.errors import FeedError
from newsbox.gathering import feeds, glances, links, wishes
from newsbox.library.digests import digest_of_entry, digest_of_texts, key_of
from newsbox.library.glance import Glance
from newsbox.types import Entry, Feed, Page, moment

MANY = 40
"""Answers of a round from which it pays to begin other processes."""
ENTRY_TYPE = "text/x-entry"
"""The content type under which a feed's own words are kept."""
MOST_PROCESSES = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of a source before its answer is looked at."""

    address: str
    site: str
    is_page: bool
    """It is no feed: it is followed by the links it gains."""
    is_first: bool
    """Nothing of it is here yet: its entries are wanted at a glance."""


@dataclass(frozen=True, slots=True)
class Told:
    """What an answer says."""

    feed: Feed
    wishes: wishes.Wishes
    gap: float | None
    """Seconds between two of its entries."""
    glances: tuple[Glance, ...]
    """Its entries, the oldest first, where they were wanted."""


def glance(entry: Entry, asked: Asked) -> Glance:
    """A new entry as its feed tells it, ready to be kept with many others."""
    html = entry.content or entry.summary
    paragraphs = glances.paragraphs(html)
    headline = entry.title or (paragraphs[0][:120] if paragraphs else "")
    return Glance(
        entry,
        paragraphs,
        entry.url is None or is_of((asked.address, asked.site), entry.url),
        key_of(entry.url) if entry.has_page else None,
        digest_of_entry(entry),
        digest_of_texts((headline, *paragraphs)),
        _packed(html),
        ENTRY_TYPE,
    )


def _packed(html: str) -> bytes:
    # A window of 4 KB: to make a larger one ready takes longer than to pack an entry.
    packer = zlib.compressobj(1, zlib.DEFLATED, 12, 5)
    return packer.compress(html.encode("utf-8", "replace")) + packer.flush()


def is_of(ours: tuple[str, ...], url: str) -> bool:
    """Whether an address is of a source's own site; ours: the source's addresses."""
    scheme, _, rest = url.partition("://")
    return _is_site_of(ours, f"{scheme}://{re.split('[/?#]', rest, maxsplit=1)[0]}/")


@lru_cache(maxsize=4096)
def _is_site_of(ours: tuple[str, ...], site: str) -> bool:
    hosts = {addresses.host(each) for each in ours if addresses.is_web(each)}
    host = addresses.host(site)
    return any(host == own or host.endswith(f".{own}") or own.endswith(f".{host}") for own in hosts)


def told(answer: Page, asked: Asked) -> Told:
    """What an answer says. Raises FeedError."""
    feed = listed(answer, is_page=asked.is_page)
    asked = replace(asked, site=feed.site or asked.site)
    now = answer.fetched or moment("2000-01-01")
    assert now is not None
    return Told(feed, wishes.of(answer), timetable.gap_of(feed.entries, now=now), all_glances(feed, asked))


def listed(answer: Page, *, is_page: bool) -> Feed:
    """What a source lists: its feed's entries, or the articles that a page without a feed leads to. Raises FeedError."""
    if not is_page:
        return feeds.parse(answer)
    found = links.articles(answer)
    if found is None:
        raise FeedError("this page leads to no articles any more that NewsBox can make out.", about=answer.url)
    return found


def all_glances(feed: Feed, asked: Asked) -> tuple[Glance, ...]:
    """A feed's entries at a glance, the oldest first; none where somebody speaks, whose words are to be read with care."""
    if not asked.is_first or any(entry.speaker for entry in feed.entries):
        return ()
    return tuple(glance(entry, asked) for entry in reversed(feed.entries))


def _end_with(parent: int) -> None:
    """This process ends when the one that began it is gone: killed, that one can't say so."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1.0)
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()


class Bench:
    """Where answers are looked at: `with Bench() as bench: await bench.told(answer, asked)`."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "newsbox-parsing")
        self._processes: Executor | None = None
        self._count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._thread.shutdown()
        if self._processes is not None:
            self._processes.shutdown(cancel_futures=True)

    async def told(self, answer: Page, asked: Asked) -> Told:
        """What an answer says. Raises FeedError."""
        self._count += 1
        if self._count == MANY:
            # Threads of Python share one core, and the one that writes to the database needs it.
            count = max(1, min((os.cpu_count() or 1) - 1, MOST_PROCESSES))
            self._processes = ProcessPoolExecutor(
                count, mp_context=get_context("spawn"), initializer=_end_with, initargs=(os.getpid(),)
            )
        executor = self._processes or self._thread
        return await asyncio.get_running_loop().run_in_executor(executor, told, answer, asked)
