"""A stand-in for a language model's server: it speaks the chat completions API on this machine, and says what it is told to."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Model:
    """A server that answers what it is told to, and remembers what it was asked."""

    def __init__(self) -> None:
        self.says: Any = {"findings": []}
        self.raw: bytes | None = None
        self.status = 200
        self.knows_json_mode = True
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.url = ""

    def answer(self, body: dict[str, Any]) -> tuple[int, bytes]:
        """What comes back for a request."""
        self.asked.append(body)
        if self.status != 200:
            return self.status, b"no such model"
        if "response_format" in body and not self.knows_json_mode:
            return 400, b"response_format is not supported"
        if self.raw is not None:
            return 200, self.raw
        content = self.says if isinstance(self.says, str) else json.dumps(self.says)
        return 200, json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()


@contextmanager
def model() -> Iterator[Model]:
    """The stand-in, on a free port."""
    played = Model()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            played.keys.append(self.headers["Authorization"])
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            status, raw = played.answer(body) if self.path == "/v1/chat/completions" else (404, b"")
            self.send_response(status)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    played.url = f"http://127.0.0.1:{server.server_port}/v1"
    yield played
    server.shutdown()
    server.server_close()
