"""`newsbox serve`, `work`, `demo`: the site and its background work."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsbox.cli.box import open_box
from newsbox.errors import SettingsError

if TYPE_CHECKING:
    from newsbox.shelf.models import Person

DEMO_PORT, DEMO_PRESS_PORT = 8010, 8011


def serve(
    host: Annotated[
        str, typer.Option(help="Where to listen: 127.0.0.1 for this machine alone, 0.0.0.0 for the network.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8000,
    work: Annotated[
        bool, typer.Option(help="Do the background work, too; --no-work where another machine does.")
    ] = True,
) -> None:
    """Start the site and its background work; Ctrl-C stops both."""
    open_box()
    from newsbox.shelf import queries
    from newsbox.web import entry

    address = f"http://{'127.0.0.1' if host in ('0.0.0.0', '::') else f'[{host}]' if ':' in host else host}:{port}"
    if queries.is_owned():
        greeting = f"NewsBox is ready: {address}/"
    else:
        greeting = f"NewsBox is ready. Open this link to make the box yours (it works once, for a day):\n\n  {address}{entry.welcome_path()}\n"
    _serve(host, port, with_work=work, greeting=greeting)


def _serve(host: str, port: int, *, with_work: bool, greeting: str) -> None:
    """The site in this process, the background work in a second one of the same group: both end together."""
    import socket

    import uvicorn
    from django.conf import settings

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        raise SettingsError(
            f"port {port} can't be listened on ({error.strerror}). Another one: newsbox serve --port {port + 1}",
            about=host,
        ) from error
    if host not in ("127.0.0.1", "localhost", "::1"):
        settings.ALLOWED_HOSTS.append(host)
        os.environ["NEWSBOX_HOSTS"] = ",".join(filter(None, [os.environ.get("NEWSBOX_HOSTS", ""), host]))
    ending, hurry = threading.Event(), threading.Event()
    keeper = threading.Thread(target=_keep_worker, args=(ending, hurry), name="newsbox-keeper")
    if with_work:
        keeper.start()

    class Site(uvicorn.Server):
        """Greets when it really listens."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                print(f"{greeting}\nCtrl-C stops it.", flush=True)

    def end(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    # Uvicorn hands a signal on once it has finished; by itself that would end us before the worker has ended.
    signal.signal(signal.SIGTERM, end)
    config = uvicorn.Config(
        "newsbox.asgi:application",
        log_level="warning",
        lifespan="off",
        server_header=False,
        date_header=True,
        timeout_graceful_shutdown=5,
        proxy_headers=bool(settings.NEWSBOX_ADDRESS),
    )
    try:
        Site(config).run(sockets=[listener])
    except KeyboardInterrupt:
        pass
    finally:
        # From here on a second Ctrl-C means: now.
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, lambda number, frame: hurry.set())
        listener.close()
        ending.set()
        if with_work:
            keeper.join()
    print("NewsBox has stopped.", flush=True)


def _keep_worker(ending: threading.Event, hurry: threading.Event) -> None:
    """Runs the background work in a process of its own, and begins another where one was killed."""
    # Ctrl-C in a terminal reaches the whole group. The worker inherits that it hears nothing of it, from its first
    # moment on: the site ends it in order.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    pause = 1.0
    while not ending.is_set():
        worker = subprocess.Popen([sys.executable, "-m", "newsbox", "work", "--with", str(os.getpid())])
        while worker.poll() is None and not ending.wait(0.2):
            pass
        if worker.poll() is None:
            worker.terminate()
            patience = time.monotonic() + 20
            while worker.poll() is None and time.monotonic() < patience and not hurry.wait(0.1):
                pass
            if worker.poll() is None:
                worker.kill()
            worker.wait()
        if not ending.is_set():
            print(
                f"newsbox: the background work ended ({worker.returncode}) and begins again.",
                file=sys.stderr,
                flush=True,
            )
            ending.wait(pause)
            pause = min(pause * 2, 60.0)


def work(
    once: Annotated[bool, typer.Option("--once", help="Do what waits, then stop.")] = False,
    parent: Annotated[int | None, typer.Option("--with", hidden=True, help="Stop when this process is gone.")] = None,
) -> None:
    """Do the background work: visit sources, take in what was handed in."""
    open_box()
    from newsbox.desk import worker

    stop = threading.Event()
    for name in (signal.SIGTERM, *([signal.SIGINT] if parent is None else [])):
        signal.signal(name, lambda number, frame: stop.set())
    if parent is not None:
        threading.Thread(target=_stop_without, args=(parent, stop), daemon=True).start()
    worker.work(stop, once=once)


def _stop_without(parent: int, stop: threading.Event) -> None:
    """A server that was killed must not leave its worker behind."""
    while not stop.wait(1.0):
        if os.getppid() != parent:
            stop.set()


def demo(
    port: Annotated[int, typer.Option(min=1, max=65535)] = DEMO_PORT,
    serve: Annotated[bool, typer.Option(help="Start the site when the box is full; --no-serve only fills it.")] = True,
    home: Annotated[Path | None, typer.Option(help="The demo's own folder.")] = None,
    press_port: Annotated[int, typer.Option(help="Where the fictional press answers.")] = DEMO_PRESS_PORT,
) -> None:
    """Fill a box of its own with a small fictional press, and start it: the whole site, offline, in a minute."""
    place = home or Path(os.environ.get("XDG_DATA_HOME") or "~/.local/share").expanduser() / "newsbox-demo"
    os.environ["NEWSBOX_HOME"] = str(place)
    os.environ["NEWSBOX_ALLOW_NETWORKS"] = "127.0.0.0/8"
    os.environ.pop("NEWSBOX_DATABASE", None)
    open_box()
    from newsbox.desk import rounds
    from newsbox.press import outlets
    from newsbox.web import entry

    with _press(press_port) as press:
        outlets.publish(press)
        person = _demo_person()
        _follow_the_press(person, press.url)
        print("The fictional press prints its papers, and NewsBox reads them ...", flush=True)
        done = rounds.refresh()
        print(f"{done.visited} sources visited; {done.new} reports new.", flush=True)
        if serve:
            link = f"http://127.0.0.1:{port}{entry.visit_path(person.username)}"
            _serve(
                "127.0.0.1",
                port,
                with_work=True,
                greeting=f"Open this link (it signs you in once, within ten minutes):\n\n  {link}\n",
            )


@contextmanager
def _press(port: int) -> Iterator[Any]:
    from newsbox.press.server import Server

    try:
        server = Server(port)
    except OSError as error:
        raise SettingsError(
            f"port {port} is taken, perhaps by another demo. Stop that one first, or name another: --press-port {port + 2}"
        ) from error
    with server:
        yield server


def _demo_person() -> Person:
    import secrets

    from newsbox.shelf import marks, queries

    return queries.owner() or marks.create_person("reader", secrets.token_urlsafe(24), is_owner=True)


def _follow_the_press(person: Person, root: str) -> None:
    from django.utils import timezone

    from newsbox.library import keep
    from newsbox.press import outlets
    from newsbox.shelf import marks

    for outlet in outlets.outlets():
        source, is_new = keep.source(
            root + outlet.feed_path, now=timezone.now(), title=outlet.name, site=f"{root}/{outlet.key}/"
        )
        if is_new:
            marks.subscribe(person, source, folder=outlet.says["country"])
