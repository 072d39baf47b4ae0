"""A hub is asked to call us when a feed has news (WebSub)."""

from __future__ import annotations

from newsbox.errors import GatheringError
from newsbox.gathering.fetch import Fetcher


async def subscribe(ask: Fetcher, hub: str, *, topic: str, callback: str, secret: str, lease: float) -> None:
    """Asks a hub to call. It answers by asking back at the callback. lease: seconds. Raises GatheringError where it refuses."""
    form = {
        "hub.mode": "subscribe",
        "hub.topic": topic,
        "hub.callback": callback,
        "hub.secret": secret,
        "hub.lease_seconds": str(round(lease)),
    }
    status = await ask.post(hub, form)
    if not 200 <= status < 300:
        raise GatheringError(f"the hub refuses ({status}).", about=hub)
