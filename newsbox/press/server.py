"""A small web server that plays other people's servers."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asked."""

    path: str
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes = b""
    """What was sent, by POST."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server says."""

    body: bytes = b""
    content_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    """Seconds before it says anything."""


Handler = Callable[[Request], Answer]
NOTHING = Answer(b"<!doctype html><title>Not found</title><h1>Not found</h1>", status=404)


class Server:
    """A server on 127.0.0.1: `with Server() as server: server.at("/feed", handler)`. Keeps what it was asked."""

    def __init__(self, port: int = 0) -> None:
        """port: 0 takes a free one. Raises OSError where the port is taken."""
        self.requests: list[Request] = []
        self._handlers: dict[str, Handler] = {}
        self._http = _Http(("127.0.0.1", port), _handler_for(self))
        self._thread = threading.Thread(
            target=self._http.serve_forever, kwargs={"poll_interval": 0.05}, name="press", daemon=True
        )

    @property
    def url(self) -> str:
        """Its root, without a slash at the end."""
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    def at(self, path: str, handler: Handler) -> None:
        """What answers at a path; a path that ends in /* answers for everything below it."""
        self._handlers[path] = handler

    def answer(self, request: Request) -> Answer:
        """The answer to a request."""
        path = request.path.partition("?")[0]
        if handler := self._handlers.get(path):
            return handler(request)
        for pattern, handler in self._handlers.items():
            if pattern.endswith("/*") and path.startswith(pattern[:-1]):
                return handler(request)
        return NOTHING

    def start(self) -> None:
        """Answers from now on, in a thread of its own."""
        self._thread.start()

    def stop(self) -> None:
        """Closes the door."""
        self._http.shutdown()
        self._http.server_close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(
        self, request: socket.socket | tuple[bytes, socket.socket], client_address: tuple[str, int]
    ) -> None:
        """Readers hang up as they please; that is no news."""


def _handler_for(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handling(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        server_version = "Press"
        sys_version = ""

        def do_GET(self) -> None:
            size = int(self.headers.get("Content-Length") or 0)
            headers = {name.lower(): value for name, value in self.headers.items()}
            request = Request(self.path, headers, self.rfile.read(size) if size else b"")
            server.requests.append(request)
            answer = server.answer(request)
            if answer.delay:
                time.sleep(answer.delay)
            self.send_response(answer.status)
            if answer.status != 304:
                self.send_header("Content-Type", answer.content_type)
                if "Content-Length" not in answer.headers:
                    self.send_header("Content-Length", str(len(answer.body)))
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD" and answer.status != 304:
                self.wfile.write(answer.body)

        do_HEAD = do_POST = do_GET  # noqa: N815 (the names http.server calls)

        def log_message(self, format: str, *args: object) -> None:
            pass

    return Handling
