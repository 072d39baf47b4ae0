"""Who tells us of a source's news, and is it really they? As WebSub has it (https://www.w3.org/TR/websub/)."""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime, timedelta

from newsbox.library.models import Hub, Source

LEASE = timedelta(days=10)
"""For how long we ask a hub to call."""
RENEWED = timedelta(days=2)
"""How long before its end an agreement is renewed; of a short one after half its time."""
PATIENCE = timedelta(hours=20)
"""How long a hub that was asked is not asked again."""
METHODS = ("sha1", "sha256", "sha384", "sha512")


def to_ask(source: Source, *, hub: str | None, topic: str | None, now: datetime) -> Hub | None:
    """The hub that is to be asked now to call for a source, or None where it need not be: it agreed, or was asked of late.

    hub, topic: as the feed names them; None where it was not looked at, so that what we know still holds.
    """
    row = Hub.objects.filter(source=source).first()
    if row is not None and hub is not None and (row.address, row.topic) != (hub, topic):
        row.delete()
        row = None
    if row is None:
        if hub is None or topic is None:
            return None
        return Hub.objects.create(
            source=source,
            address=hub,
            topic=topic,
            token=secrets.token_urlsafe(24),
            secret=secrets.token_urlsafe(32),
            asked=now,
        )
    is_agreed = row.until is not None and now < row.until - min(RENEWED, (row.until - row.asked) / 2)
    if is_agreed or now - row.asked < min(PATIENCE, (row.until - row.asked) / 4 if row.until else PATIENCE):
        return None
    Hub.objects.filter(pk=row.pk).update(asked=now)
    row.asked = now
    return row


def refused(row: Hub, *, fault: str) -> None:
    """A hub can't be had, or does not want to: the source is asked by ourselves, as others are."""
    Hub.objects.filter(pk=row.pk).update(fault=fault[:1000])


def answered(token: str, *, mode: str, topic: str, lease: float | None, now: datetime) -> bool | None:
    """A hub asks whether we asked it to call: whether we did. None where nobody knows the token.

    lease: seconds for which it will call; the hub may choose fewer than we asked for.
    """
    row = Hub.objects.filter(token=token).first()
    if row is None:
        return None
    if mode == "denied":
        refused(row, fault="the hub denied it.")
        return True
    if topic != row.topic or mode != "subscribe":
        # We never ask a hub to stop: whoever asks that is not us.
        return False
    held = min(timedelta(seconds=max(lease, 60.0)), 3 * LEASE) if lease else LEASE
    Hub.objects.filter(pk=row.pk).update(until=now + held, fault="")
    return True


def called(token: str, body: bytes, signature: str, *, now: datetime) -> bool | None:
    """A hub tells of news: whether it is signed as agreed. None where nobody knows the token.

    What it brings is not believed; it only makes the source due.
    """
    row = Hub.objects.filter(token=token).select_related("source").first()
    if row is None:
        return None
    method, _, digest = signature.strip().partition("=")
    if method.lower() not in METHODS or not digest.isascii():
        return False
    ours = hmac.new(row.secret.encode(), body, method.lower()).hexdigest()
    if not hmac.compare_digest(ours, digest.strip().lower()):
        return False
    Hub.objects.filter(pk=row.pk).update(called=now)
    Source.objects.filter(pk=row.source_id, due__gt=now).update(due=now, why="its hub told of news")
    return True
