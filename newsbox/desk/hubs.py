"""Hubs are asked to call, and asked again before their agreement ends (WebSub). Only where the box has an address of its own."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from newsbox.desk.intake import in_database
from newsbox.errors import GatheringError
from newsbox.gathering import websub
from newsbox.gathering.fetch import Fetcher
from newsbox.gathering.wishes import Wishes
from newsbox.library import hubs

if TYPE_CHECKING:
    from newsbox.library.models import Source

log = logging.getLogger(__name__)
PATH = "/hub/{token}/"
"""Where a hub calls (newsbox.urls)."""


async def keep_called(row: Source, told: Wishes | None, ask: Fetcher) -> None:
    """Asks a source's hub to call, where it has one and that is to be done now. told: None where the feed was not looked at."""
    if not settings.NEWSBOX_ADDRESS or (told is None and getattr(row, "hub", None) is None):
        return
    if told is not None and told.hub is None:
        return
    hub = await in_database(
        hubs.to_ask, row, hub=told.hub if told else None, topic=told.topic if told else None, now=timezone.now()
    )
    if hub is None:
        return
    callback = settings.NEWSBOX_ADDRESS + PATH.format(token=hub.token)
    try:
        await websub.subscribe(
            ask, hub.address, topic=hub.topic, callback=callback, secret=hub.secret, lease=hubs.LEASE.total_seconds()
        )
    except GatheringError as error:
        log.info("%s", error)
        await in_database(hubs.refused, hub, fault=error.what)
