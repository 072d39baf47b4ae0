"""How fast is a round? `python -m benchmarks.rounds [--feeds 400] [--reader-python PATH]`, beside other collectors, in one run.

One local server plays so many hosts (127.x.y.z) with a feed each, some of them slow, moved, broken or gone, as the table
KINDS says. A cold round finds everything new, a warm one nothing, a changed one an entry in a tenth of the feeds. Printed:
feeds a second by the clock, and CPU seconds, of the whole command, its start included. `floor` fetches with aiohttp and
parses with NewsBox's own parser, and keeps nothing; its figures are without its start.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

KINDS = (
    ("etag", 68), ("date", 10), ("bare", 5), ("gzip", 3), ("301", 2), ("302", 2), ("404", 1), ("410", 1), ("500", 1), ("429", 1),
    ("503", 1), ("slow", 1), ("slower", 1), ("max-age", 1), ("truncated", 1), ("page", 1),
)  # fmt: skip
"""Of a hundred feeds: with ETag and Last-Modified, with Last-Modified alone, with neither ...; slow is .3 s, slower 1.5 s."""
TOGETHER = 64
WORDS = "harbour ferry port minister council budget storm river bridge vote court school hospital strike union export wheat rain engine crew night rescue island mayor police water energy border treaty".split()
LAST_MODIFIED = "Tue, 10 Nov 2026 08:00:00 GMT"


# The server --------------------------------------------------------------------------------------------------------


def kind_of(number: int) -> str:
    """What a feed's host is like."""
    place = number * 37 % 100
    for name, share in KINDS:
        if place < share:
            return name
        place -= share
    raise AssertionError


def host_of(number: int) -> str:
    """The address of a feed's host."""
    return f"127.{1 + number // 60_000}.{number // 250 % 240}.{1 + number % 250}"


def body_of(number: int, generation: int) -> bytes:
    """A feed of as many entries as Host.entries says; two in five with full text. In generation 1 each tenth has one entry more."""
    chance = random.Random(number)
    count, is_full, is_atom = chance.randint(*Host.entries), number % 5 < 2, number % 2 == 1
    home = f"http://{host_of(number)}/"

    def text(words: int) -> str:
        return " ".join(chance.choice(WORDS) for _ in range(words))

    def entry(n: int) -> str:
        title, day = f"{text(6).capitalize()} {number}-{n}", f"{1 + n % 28:02}"
        html = "".join(
            f"&lt;p&gt;{text(60)} &lt;a href=&quot;{home}x&quot;&gt;{text(2)}&lt;/a&gt;.&lt;/p&gt;"
            for _ in range(5 if is_full else 1)
        )
        if is_atom:
            return (
                f"<entry><id>tag:{number},2026:{n}</id><title>{title}</title><link href='{home}reports/{n}'/><author><name>Ines Marlo</name></author>"
                f"<published>2026-10-{day}T08:15:00Z</published><updated>2026-10-{day}T08:15:00Z</updated><content type='html'>{html}</content></entry>"
            )
        return (
            f"<item><guid isPermaLink='false'>{number}-{n}</guid><title>{title}</title><link>{home}reports/{n}</link><author>ines@gazette.example (Ines Marlo)</author>"
            f"<pubDate>{day} Oct 2026 08:15:00 GMT</pubDate><description>{html}</description></item>"
        )

    entries = "".join(entry(n) for n in reversed(range(count)))
    if generation and number % 10 == 0:
        chance = random.Random(-number)
        entries = entry(count) + entries
    if is_atom:
        return f"<?xml version='1.0' encoding='utf-8'?><feed xmlns='http://www.w3.org/2005/Atom'><id>{home}</id><title>Gazette {number}</title><link href='{home}'/><updated>2026-11-01T00:00:00Z</updated>{entries}</feed>".encode()
    return f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>Gazette {number}</title><link>{home}</link><description>News</description>{entries}</channel></rss>".encode()


class Host(asyncio.Protocol):
    """Answers for every host; SIGUSR1 begins generation 1."""

    generation = 0
    bodies: dict[tuple[int, int], bytes] = {}
    numbers: dict[str, int] = {}
    entries = (10, 50)
    """Of a feed, at least and at most."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Somebody has called."""
        self.transport: asyncio.Transport = transport  # type: ignore[assignment]
        self.pending = b""

    def data_received(self, data: bytes) -> None:
        """Somebody asks; several questions may come in one piece."""
        self.pending += data
        while b"\r\n\r\n" in self.pending:
            head, _, self.pending = self.pending.partition(b"\r\n\r\n")
            lines = head.decode("latin-1").split("\r\n")
            headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
            number = self.numbers[headers["host"].partition(":")[0]]
            kind = kind_of(number)
            answer = self.answer(number, kind, lines[0].split()[1], headers)
            delay = {"slow": 0.3, "slower": 1.5}.get(kind, 0.0)
            if delay:
                asyncio.get_running_loop().call_later(delay, self.transport.write, answer)
            else:
                self.transport.write(answer)

    def answer(self, number: int, kind: str, path: str, headers: dict[str, str]) -> bytes:
        """The whole answer of a host."""
        if kind in ("301", "302") and path == "/feed":
            return self.said(f"{kind} Moved", b"", ["Location: /moved"])
        if kind in ("404", "410", "500", "429", "503"):
            return self.said(f"{kind} No", b"", ["Retry-After: 3600"] if kind in ("429", "503") else [])
        if kind == "page":
            return self.said(
                "200 OK", b"<!doctype html><html><body><h1>Welcome</h1></body></html>", ["Content-Type: text/html"]
            )
        generation = self.generation if number % 10 == 0 else 0
        tag, date = f'"{number}-{generation}"', LAST_MODIFIED if not generation else LAST_MODIFIED.replace("08:", "09:")
        if kind not in ("bare", "truncated"):
            more = [f"Last-Modified: {date}"] + ([f"ETag: {tag}"] if kind != "date" else [])
            is_known = headers.get("if-none-match", headers.get("if-modified-since")) in (tag, date)
            if is_known:
                return self.said("304 Not Modified", b"", more)
        else:
            more = []
        if kind == "max-age":
            more.append("Cache-Control: max-age=7200")
        if (number, generation) not in self.bodies:
            made = body_of(number, generation)
            made = (
                made[: len(made) * 2 // 3] if kind == "truncated" else gzip.compress(made) if kind == "gzip" else made
            )
            self.bodies[number, generation] = made
        if kind == "gzip":
            more.append("Content-Encoding: gzip")
        return self.said("200 OK", self.bodies[number, generation], ["Content-Type: application/xml", *more])

    def said(self, status: str, body: bytes, headers: list[str]) -> bytes:
        """An answer as HTTP."""
        return "\r\n".join([f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]).encode() + body


async def serve(count: int) -> None:
    """The server, until it is told to end. Its feeds are made before it says that it listens."""
    Host.numbers = {host_of(n): n for n in range(count)}
    for n in range(count):
        for generation in (0, 1):
            if generation == 0 or n % 10 == 0:
                Host.answer(Host(), n, kind_of(n), "/moved", {})
                Host.generation = 1 if generation == 0 and n % 10 == 0 else 0
    Host.generation = 0
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Host, "0.0.0.0", 0, backlog=1024)
    loop.add_signal_handler(signal.SIGUSR1, lambda: setattr(Host, "generation", 1))
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


# The collectors -----------------------------------------------------------------------------------------------------


@dataclass
class Took:
    """What a round took."""

    seconds: float
    cpu: float
    megabytes: float


def measured(arguments: list[str], **more: object) -> Took:
    """A command's time by the clock, CPU seconds and peak of memory."""
    begun = time.perf_counter()
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(arguments, stdout=out, stderr=out, **more)  # type: ignore[call-overload]
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - begun
        if process.returncode:
            out.seek(0)
            print(
                f"{arguments[:4]}: exit status {process.returncode}: {out.read()[-2000:].decode(errors='replace')}",
                file=sys.stderr,
            )
    return Took(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


READER = """
import sys
from reader import make_reader
reader = make_reader(sys.argv[1])
if sys.argv[2] == "add":
    for line in open(sys.argv[3]):
        reader.add_feed(line.strip())
else:
    import logging; logging.disable(logging.CRITICAL)
    for _ in reader.update_feeds_iter(scheduled=False, workers=10): pass
    if sys.argv[2] == "count": print(reader.get_entry_counts().total)
"""


def newsbox(home: Path, urls: list[str]) -> list[tuple[str, list[str], dict[str, str]]]:
    """NewsBox's rounds."""
    environment = {
        **os.environ,
        "NEWSBOX_HOME": str(home),
        "NEWSBOX_ALLOW_NETWORKS": "127.0.0.0/8",
        "NEWSBOX_LOG": "ERROR",
    }
    environment.pop("NEWSBOX_DATABASE", None)
    command = [sys.executable, "-m", "newsbox"]
    opml = home / "list.opml"
    home.mkdir()
    lines = "".join(f'<outline type="rss" text="" xmlUrl="{url}"/>' for url in urls)
    opml.write_text(f'<opml version="2.0"><body>{lines}</body></opml>')
    subprocess.run([*command, "import", str(opml)], env=environment, check=True, capture_output=True)
    return [("NewsBox", [*command, "refresh", "--no-pages", "--all"], environment)]


def newsboat(home: Path, urls: list[str]) -> list[tuple[str, list[str], dict[str, str]]]:
    """The rounds of newsboat; none where it is not installed."""
    if not shutil.which("newsboat"):
        print("newsboat is not installed, and is left out. On Debian: sudo apt-get install newsboat")
        return []
    home.mkdir()
    (home / "urls").write_text("\n".join(urls) + "\n")
    (home / "config").write_text("reload-threads 10\n")
    command = [
        "newsboat",
        "-u",
        str(home / "urls"),
        "-c",
        str(home / "cache.db"),
        "-C",
        str(home / "config"),
        "-x",
        "reload",
    ]
    return [("newsboat", command, {**os.environ, "HOME": str(home)})]


def reader(home: Path, urls: list[str], python: str) -> list[tuple[str, list[str], dict[str, str]]]:
    """The rounds of the Python package reader; none where that Python has none."""
    if subprocess.run([python, "-c", "import reader"], capture_output=True).returncode:
        print(f"{python} has no package `reader`, and it is left out. --reader-python names one that has.")
        return []
    home.mkdir()
    (home / "urls").write_text("\n".join(urls))
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    base = [python, "-c", READER, str(home / "reader.db")]
    subprocess.run([*base, "add", str(home / "urls")], check=True, env=environment)
    return [("reader", [*base, "update"], environment)]


async def floor(urls: list[str], known: dict[str, dict[str, str]]) -> None:
    """GETs, 64 at a time, and the parser; nothing is kept but validators."""
    import aiohttp

    from newsbox.errors import GatheringError
    from newsbox.gathering import feeds
    from newsbox.types import Page

    places = asyncio.Semaphore(TOGETHER)

    async def one(session: aiohttp.ClientSession, url: str) -> None:
        async with places, session.get(url, headers=known.get(url)) as response:
            if response.status != 200:
                return
            body = await response.read()
            given = {
                "If-None-Match": response.headers.get("ETag"),
                "If-Modified-Since": response.headers.get("Last-Modified"),
            }
            known[url] = {name: value for name, value in given.items() if value}
            try:
                feeds.parse(Page(url, body, "application/xml"))
            except GatheringError:
                pass

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=TOGETHER)) as session:
        await asyncio.gather(*(one(session, url) for url in urls))


def run_floor(urls: list[str], signals: int) -> list[Took]:
    """The floor's three rounds, in this process."""
    import resource

    known: dict[str, dict[str, str]] = {}
    rounds = []
    for name in ("cold", "warm", "changed"):
        if name == "changed":
            os.kill(signals, signal.SIGUSR1)
            time.sleep(0.2)
        begun, before = time.perf_counter(), time.process_time()
        asyncio.run(floor(urls, known))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        rounds.append(Took(time.perf_counter() - begun, time.process_time() - before, peak))
    return rounds


def main() -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", type=int, default=400)
    parser.add_argument("--reader-python", default=sys.executable, help="a Python that has the package `reader`")
    parser.add_argument("--only", default="newsbox,newsboat,reader,floor", help="which collectors, with commas")
    parser.add_argument("--serve", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--entries", type=int, nargs=2, default=Host.entries, help=argparse.SUPPRESS)
    parser.add_argument("--floor", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.serve:
        Host.entries = (given.entries[0], given.entries[1])
        asyncio.run(serve(given.serve))
        return 0
    if given.floor:
        urls = Path(given.floor[0]).read_text().split()
        print(json.dumps([[each.seconds, each.cpu, each.megabytes] for each in run_floor(urls, int(given.floor[1]))]))
        return 0
    chosen = given.only.split(",")
    print(f"{given.feeds} feeds; feeds a second, and CPU seconds")
    print(f"{'':>10}" + "".join(f"{name:>22}" for name in ("cold", "warm", "changed")) + f"{'peak MB':>10}")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in chosen:
            # A server each: what changed for one has not yet changed for the next.
            server = subprocess.Popen(
                [sys.executable, "-m", "benchmarks.rounds", "--serve", str(given.feeds)],
                stdout=subprocess.PIPE,
                text=True,
            )
            assert server.stdout
            try:
                port = int(server.stdout.readline())
                urls = [f"http://{host_of(n)}:{port}/feed" for n in range(given.feeds)]
                if name == "floor":
                    (root / "urls").write_text("\n".join(urls))
                    done = subprocess.run(
                        [sys.executable, "-m", "benchmarks.rounds", "--floor", str(root / "urls"), str(server.pid)],
                        capture_output=True, text=True, check=True,
                    )  # fmt: skip
                    print_line(name, [Took(*each) for each in json.loads(done.stdout)], given.feeds)
                    continue
                make = {"newsbox": newsbox, "newsboat": newsboat}.get(name)
                made = make(root / name, urls) if make else reader(root / name, urls, given.reader_python)
                for title, command, environment in made:
                    rounds = [measured(command, env=environment) for _ in range(2)]
                    os.kill(server.pid, signal.SIGUSR1)
                    time.sleep(0.2)
                    rounds.append(measured(command, env=environment))
                    print_line(title, rounds, given.feeds)
            finally:
                server.terminate()
                server.wait()
    return 0


def print_line(name: str, rounds: list[Took], feeds: int) -> None:
    """A line of the table."""
    cells = "".join(f"{feeds / each.seconds:>10.0f}/s {each.cpu:>7.1f} s" for each in rounds)
    print(f"{name:>10}{cells}{max(each.megabytes for each in rounds):>10.0f}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
