"""The server's door."""

from __future__ import annotations

import os
import warnings
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsbox.settings")
# Static files come in small pieces from disk; that they are read synchronously costs nothing that could be measured.
warnings.filterwarnings("ignore", "StreamingHttpResponse must consume synchronous iterators")

Message = MutableMapping[str, Any]
LARGEST = 128 * 1024 * 1024
"""Bytes of a request: several saved pages at once."""
LARGEST_STRANGER = 256 * 1024
"""Bytes of a request without a session: a sign-in form. Django writes a request to disk before it asks who sends it."""
_django = get_asgi_application()


async def application(
    scope: Message, receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]
) -> None:
    """Django, behind a guard that cuts off what is too large."""
    if scope["type"] != "http":
        await _django(scope, receive, send)  # type: ignore[arg-type]
        return
    headers = dict(scope["headers"])
    most = LARGEST if b"newsbox_session=" in headers.get(b"cookie", b"") else LARGEST_STRANGER
    length = headers.get(b"content-length", b"0")
    if length.isdigit() and int(length) > most:
        await _refuse(send)
        return
    received = 0

    async def counted() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        # A client that sends more than it said, or said nothing, is cut off.
        return {"type": "http.disconnect"} if received > most else message

    await _django(scope, counted, send)  # type: ignore[arg-type]


async def _refuse(send: Callable[[Message], Awaitable[None]]) -> None:
    body = b"This is too large."
    headers = [
        (b"content-type", b"text/plain"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": body})
