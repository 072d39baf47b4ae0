"""How pages write times, hits and addresses."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sized
from datetime import date, datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django import template
from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from newsbox import addresses
from newsbox.errors import AddressError
from newsbox.library import search
from newsbox.types import CastMember, Coordinates, moment

if TYPE_CHECKING:
    from newsbox.library.models import Report

register = template.Library()


@register.simple_tag
@cache
def asset(path: str) -> str:
    """A static file's address, which changes with its content: a browser may keep it for long."""
    place = finders.find(path)
    if not isinstance(place, str):
        return static(path)
    return f"{static(path)}?{sha256(Path(place).read_bytes()).hexdigest()[:12]}"


PLATFORMS = {
    "x": "X", "truthsocial": "Truth Social", "mastodon": "Mastodon", "tiktok": "TikTok", "youtube": "YouTube", "instagram": "Instagram", "telegram": "Telegram",
    "facebook": "Facebook", "threads": "Threads", "bluesky": "Bluesky", "vimeo": "Vimeo", "dailymotion": "Dailymotion", "reddit": "Reddit", "spotify": "Spotify",
}  # fmt: skip


@register.filter
def platform(kind: str) -> str:
    """A platform's name as it is written."""
    return PLATFORMS.get(kind, kind.capitalize())


SOURCE_KINDS = {
    "agency": "agency", "outlet": "outlet", "official": "official", "platform": "platform", "document": "document", "expert": "expert", "witness": "witness",
    "anonymous": "not named", "self": "the outlet itself",
}  # fmt: skip


@register.filter
def source_kind(kind: str) -> str:
    """What kind of source somebody is, in words."""
    return SOURCE_KINDS.get(kind, kind)


KINDS = {"person": "People", "organisation": "Organisations", "place": "Places", "topic": "Topics"}


@register.filter
def kind_name(kind: str, subjects: Sized) -> str:
    """What a list of subjects of a kind is called: "People" where several are."""
    one = {"person": "Person"}.get(kind, kind.capitalize())
    return KINDS[kind] if len(subjects) > 1 else one


@register.filter
def first_place(member: CastMember) -> int:
    """The paragraph in which somebody is first named; the first where only the headline does."""
    return next((mention.at for mention in member.mentions if isinstance(mention.at, int)), 0)


@register.filter
def stated(text: str) -> SafeString:
    """A time as precise as the page states it: "17 January 2025, 20:04". One with a zone is told in the box's own."""
    at = _local(text)
    if at is None:
        return mark_safe("")
    shown = f"{at.day} {at:%B %Y}" + (f", {at:%H:%M}" if "T" in text else "")
    return format_html('<time datetime="{}">{}</time>', text, shown)


@register.filter
def placed(point: Coordinates) -> str:
    """A point on the earth as atlases write it: "48.8566° N, 2.3522° E"; four places are ten metres."""
    north, east = (f"{abs(degrees):.4f}".rstrip("0").rstrip(".") for degrees in (point.latitude, point.longitude))
    return f"{north}° {'N' if point.latitude >= 0 else 'S'}, {east}° {'E' if point.longitude >= 0 else 'W'}"


@register.filter
def hour(report: Report) -> SafeString:
    """In a list under its day: the hour if the page states one; else when the box saw it, if that was that day."""
    at = _local(report.published) if "T" in report.published else None
    if at is None and not report.published:
        at = timezone.localtime(report.seen)
    return (
        format_html('<time datetime="{}">{}</time>', report.published or report.seen.isoformat(), f"{at:%H:%M}")
        if at
        else mark_safe("")
    )


@register.filter
def day(at: datetime) -> str:
    """A day as a heading: "Today", "Yesterday", "Thursday, 12 November"."""
    local, today = timezone.localdate(at), timezone.localdate()
    if local == today:
        return "Today"
    if local == today - timedelta(days=1):
        return "Yesterday"
    return f"{local:%A}, {local.day} {local:%B}" + (f" {local.year}" if local.year != today.year else "")


@register.simple_tag
def today() -> str:
    """The date in the masthead."""
    now: date = timezone.localdate()
    return f"{now:%A}, {now.day} {now:%B %Y}"


@register.filter
def ago(at: datetime | None) -> SafeString:
    """How long since, or until: "5 minutes ago", "in 2 hours"."""
    if at is None:
        return mark_safe("never")
    seconds = (timezone.now() - at).total_seconds()
    span = _span(abs(seconds))
    words = "just now" if abs(seconds) < 45 else f"{span} ago" if seconds > 0 else f"in {span}"
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        at.isoformat(timespec="seconds"),
        f"{timezone.localtime(at):%d %B %Y, %H:%M}",
        words,
    )


@register.filter
def hits(text: str) -> SafeString:
    """A highlighted text of search: its hits as <mark>, everything else escaped."""
    return mark_safe(escape(text).replace(search.START, "<mark>").replace(search.END, "</mark>"))


@register.filter
def typeset(text: str, language: str | None) -> str:
    """A text for the eye: in French no line breaks before a colon or inside guillemets, whatever the page's spaces were."""
    if not (language or "").startswith("fr"):
        return text
    return re.sub(r"(?<=\S) (?=[:;!?»%](?:\s|$))|(?<=«) ", "\u00a0", text)


RIGHT_TO_LEFT = ("ar", "he", "fa", "ur", "ps", "ckb", "sd", "yi", "dv", "ug")
"""Languages that are written from right to left."""


@register.simple_tag
def tongue(language: str | None) -> SafeString:
    """The attributes of an element in another language: which it is, and in which direction it runs."""
    if not language:
        return mark_safe(' dir="auto"')
    direction = "rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"
    return format_html(' lang="{}" dir="{}"', language, direction)


@register.filter
def beneath(message: str, address: str) -> str:
    """A sentence that begins with an address, for a place where that address stands just above it."""
    rest = message.removeprefix(f"{address}: ")
    return rest[:1].upper() + rest[1:] if rest != message else message


@register.filter
def site(address: str) -> str:
    """The host of an address, as a person would call the site."""
    try:
        return addresses.host(address)
    except AddressError:
        return address


@register.filter
def among(told: Mapping[object, object], key: object) -> object:
    """What a table has under a key: nothing, where it has not."""
    return told.get(key, "")


@register.simple_tag(takes_context=True)
def into(context: template.Context, report: int, anchor: str = "") -> str:
    """Where a story's page leads for one of its reports: into the box, or for somebody with a link to the outlet's own page."""
    if context.get("is_shared"):
        return str(context["reports"][report].url)
    return reverse("article", args=[report]) + anchor


@register.filter
def addplace(anchor: str, place: int) -> str:
    """An anchor with a number behind it: "#p" and 3 are "#p3"."""
    return f"{anchor}{place}"


@register.filter
def minutes(words: int) -> str:
    """How long it takes to read: 230 words a minute."""
    return f"{max(1, round(words / 230))} min read"


def _local(text: str | None) -> datetime | None:
    zone = ZoneInfo(settings.TIME_ZONE)
    at = moment(text, zone=zone)
    try:
        return at.astimezone(zone) if at else None
    except OverflowError:
        # The first and the last day of all calendars have no other zone.
        return None


def _span(seconds: float) -> str:
    for unit, length in (("day", 86_400), ("hour", 3600), ("minute", 60)):
        if seconds >= length * 0.95:
            count = round(seconds / length)
            return f"{count} {unit}{'s' if count != 1 else ''}"
    return "a moment"
