"""Where answers are looked at: in a thread, or in processes of our own where a round has many.

A process is asked and answers through a pair of sockets that the event loop watches itself: a pool of the standard library
has two threads of its own for that, which take the core that the fetching and the writing need. Its end is the socket's
end, so that it goes when its parent goes, however that went.
"""

from __future__ import annotations

import asyncio
import gc
import os
import pickle
import signal
import socket
import struct
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from types import TracebackType
from typing import Self

from newsbox.desk import parsing
from newsbox.desk.parsing import Asked, Told
from newsbox.types import Page

MANY = 40
"""Answers of a round from which it pays to begin other processes."""
MOST_PROCESSES = 4
LENGTH = struct.Struct("!Q")
"""Stands before each question and each answer: its bytes."""
PATIENCE = 5.0
"""Seconds for which we wait until a process has ended."""


class Broken(RuntimeError):
    """The process ended over this answer."""


class _Again(Exception):
    """The process ended over another answer; this one may be asked again."""


class Bench:
    """`async with Bench() as bench: await bench.told(answer, asked)`."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "newsbox-parsing")
        self._workers: list[_Worker] = []
        self._count = 0

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._thread.shutdown()
        for worker in self._workers:
            await worker.close()

    async def told(self, answer: Page, asked: Asked) -> Told:
        """What an answer says. Raises FeedError; Broken where looking at it ended the process."""
        self._count += 1
        if self._count < MANY:
            return await asyncio.get_running_loop().run_in_executor(self._thread, parsing.told, answer, asked)
        while True:
            try:
                return await (await self._free()).told(answer, asked)
            except _Again:
                continue

    async def _free(self) -> _Worker:
        """The process that has least to do. Those that ended are replaced."""
        self._workers = [worker for worker in self._workers if not worker.is_over]
        # Threads of Python share one core, and the one that writes to the database needs it.
        count = max(1, min((os.cpu_count() or 1) - 1, MOST_PROCESSES))
        if len(self._workers) < count:
            worker = _Worker()
            self._workers.append(worker)
            await worker.begin()
        return min(self._workers, key=lambda worker: len(worker.waiting))


class _Worker(asyncio.Protocol):
    """A process that looks at one answer after another, as the event loop sees it."""

    def __init__(self) -> None:
        self.waiting: deque[asyncio.Future[Told]] = deque()
        self.is_over = False
        self._asked: list[bytes] = []
        self._heard = bytearray()
        self._wanted = LENGTH.size
        self._is_length = True
        self._transport: asyncio.Transport | None = None

    async def begin(self) -> None:
        """Begins the process. What it is asked meanwhile is handed over when it is there."""
        ours, theirs = socket.socketpair()
        self._process = get_context("spawn").Process(target=_work, args=(theirs,), daemon=True)
        await asyncio.to_thread(self._process.start)
        theirs.close()
        await asyncio.get_running_loop().create_connection(lambda: self, sock=ours)

    def told(self, answer: Page, asked: Asked) -> asyncio.Future[Told]:
        """What an answer says, in its turn."""
        future: asyncio.Future[Told] = asyncio.get_running_loop().create_future()
        self.waiting.append(future)
        question = pickle.dumps((answer, asked), pickle.HIGHEST_PROTOCOL)
        self._asked += [LENGTH.pack(len(question)), question]
        if self._transport is not None:
            self._hand_over(self._transport)
        return future

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The process can be asked."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._hand_over(transport)

    def _hand_over(self, transport: asyncio.Transport) -> None:
        transport.writelines(self._asked)
        self._asked = []

    def data_received(self, data: bytes) -> None:
        """It answers, piece by piece."""
        self._heard += data
        while len(self._heard) >= self._wanted:
            with memoryview(self._heard) as view:
                piece = bytes(view[: self._wanted])
            del self._heard[: self._wanted]
            if self._is_length:
                (self._wanted,) = LENGTH.unpack(piece)
            else:
                self._answer(piece)
                self._wanted = LENGTH.size
            self._is_length = not self._is_length

    def _answer(self, piece: bytes) -> None:
        future = self.waiting.popleft()
        answer = pickle.loads(piece)  # noqa: S301 - of our own process, whose socket nobody else has
        if future.cancelled():
            return
        if isinstance(answer, Exception):
            future.set_exception(answer)
        else:
            future.set_result(answer)

    def connection_lost(self, error: Exception | None) -> None:
        """The process is over. What it was at is its fault; what waited behind that is not."""
        self.is_over = True
        for place, future in enumerate(self.waiting):
            if not future.done():
                future.set_exception(
                    Broken("The process that reads feeds ended over this one.") if not place else _Again()
                )
        self.waiting.clear()

    async def close(self) -> None:
        """Lets the process end."""
        if self._transport is not None:
            self._transport.abort()
        await asyncio.to_thread(self._process.join, PATIENCE)
        if self._process.is_alive():
            self._process.kill()


def _work(ours: socket.socket) -> None:
    """The process: answers until nobody asks any more."""
    # Ctrl-C is for the one that began it; it sees to it that this one ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What an answer leaves behind holds no growing circles; to look for them takes a tenth of the time.
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    with ours, ours.makefile("rb") as asked:
        while len(head := asked.read(LENGTH.size)) == LENGTH.size:
            question = asked.read(LENGTH.unpack(head)[0])
            try:
                answer = _looked_at(question)
                ours.sendall(LENGTH.pack(len(answer)) + answer)
            except (EOFError, pickle.UnpicklingError, OSError):
                return  # nobody is there any more


def _looked_at(question: bytes) -> bytes:
    answer, asked = pickle.loads(question)  # noqa: S301 - of the process that began this one
    try:
        return pickle.dumps(parsing.told(answer, asked), pickle.HIGHEST_PROTOCOL)
    except Exception as error:
        return pickle.dumps(error, pickle.HIGHEST_PROTOCOL)
