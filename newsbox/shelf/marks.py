"""The verbs: subscribe, bookmark, mark read, share, hand something in."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.dispatch import Signal

from newsbox import addresses
from newsbox.errors import MarkError
from newsbox.library import keep
from newsbox.library.models import Report, Source, Story
from newsbox.shelf.models import (
    Addition,
    Bookmark,
    Draft,
    FollowedStory,
    MutedStory,
    Person,
    ReadMark,
    Share,
    SharedStory,
    Subscription,
)
from newsbox.texts import printable

handed_in = Signal()
"""Something waits to be looked at: sent once it is kept, with `addition`. The desk listens."""

SAVED_TITLE = "Saved pages"
LONGEST_DRAFT = 100_000
"""Characters."""
MOST_DRAFTS = 10
"""Drafts of one person; the one that was not touched for longest makes room."""
DRAFT_LIFE = timedelta(hours=1)
"""How long a draft stays that nobody touches."""


def create_person(name: str, password: str, *, is_owner: bool = False) -> Person:
    """Somebody who may sign in. Raises MarkError for a name that is taken or no name, and for a password that is too easily guessed."""
    return _with_password(Person(is_superuser=is_owner, is_staff=is_owner), name, password)


def _with_password(person: Person, name: str, password: str) -> Person:
    person.username = name = name.strip()
    person.set_password(password)
    try:
        person.full_clean(exclude=["password"])
        validate_password(password, person)
        with transaction.atomic():
            person.save()
    except ValidationError as error:
        raise MarkError(" ".join(error.messages), about=name or None) from error
    except IntegrityError as error:
        raise MarkError("somebody of this name is here already.", about=name) from error
    return person


def create_keyless_owner() -> Person:
    """The owner of a box whose site nobody has opened yet: commands work for her; the one-time link still makes her name and password."""
    person = Person(username="owner", is_superuser=True, is_staff=True)
    person.set_unusable_password()
    person.save()
    return person


def make_owner(name: str, password: str) -> Person:
    """The owner by her own name: a new person, or the keyless one the command line made before her. Raises MarkError."""
    keyless = next((each for each in Person.objects.filter(is_superuser=True) if not each.has_usable_password()), None)
    if keyless is None:
        return create_person(name, password, is_owner=True)
    return _with_password(keyless, name, password)


def set_password(person: Person, password: str) -> Person:
    """A new password. Raises MarkError for one that is too easily guessed."""
    return _with_password(person, person.username, password)


def feed_key(person: Person, *, is_wanted: bool) -> None:
    """A new key in the addresses of the feeds that her programs read, or none: the addresses with the former one lead nowhere."""
    person.feed_token = secrets.token_urlsafe(24) if is_wanted else None
    person.save(update_fields=["feed_token"])


# What she follows -------------------------------------------------------------------------------------------------


def subscribe(person: Person, source: Source, *, folder: str = "", title: str = "") -> bool:
    """She follows a source; whether that is new."""
    _, is_new = Subscription.objects.get_or_create(
        person=person, source=source, defaults={"folder": _folder(folder), "title": printable(title)[:200]}
    )
    return is_new


def follow(person: Person, offer: Mapping[str, Any], *, now: datetime, folder: str = "") -> Source:
    """She follows what somebody looked at and offers her: {"url", "title", "kind", "site"}. Raises AddressError."""
    source, _ = keep.source(
        offer["url"],
        now=now,
        title=offer.get("title", ""),
        site=offer.get("site", ""),
        is_page=offer.get("kind") == "page",
    )
    subscribe(person, source, folder=folder)
    return source


def choose(person: Person, addition: Addition, urls: set[str], *, now: datetime) -> None:
    """She follows those of a page's offers that she wants; the others stay on offer."""
    wanted = [offer for offer in addition.offers if offer["url"] in urls]
    if not wanted:
        return
    with transaction.atomic():
        followed = [follow(person, offer, now=now, folder=addition.folder) for offer in wanted]
        names = " and ".join(map(str, followed)) if len(followed) < 3 else f"{len(followed)} sources"
        settle(
            addition,
            state=Addition.State.DONE,
            message=f"You now follow {names}. {'Its' if len(followed) == 1 else 'Their'} reports arrive with the next visit.",
            source=followed[0],
            report=addition.report,
            offers=[offer for offer in addition.offers if offer not in wanted],
        )


def follow_letters(
    person: Person, mailbox: addresses.Mailbox, password: str, *, now: datetime, folder: str = ""
) -> Source:
    """She follows the newsletters in a folder of her mailbox. Again with another password: then that one counts.

    Raises MarkError where there is no password.
    """
    if not password:
        raise MarkError("a mailbox wants a password.", about=mailbox.address)
    known = Source.objects.filter(
        kind=Source.Kind.LETTERS, subscriptions__person=person, address__startswith=f"{mailbox.address}#"
    ).first()
    if known is not None:
        keep.new_password(known, password, now=now)
        return known
    title = mailbox.folder.rpartition("/")[2] if mailbox.folder.upper() != "INBOX" else f"Letters to {mailbox.user}"
    source = keep.letterbox(mailbox.address, password, now=now, title=title)
    subscribe(person, source, folder=folder)
    return source


def unsubscribe(person: Person, source: Source) -> None:
    """She follows it no more. What it brought stays in the box; where nobody follows it, nobody visits it."""
    Subscription.objects.filter(person=person, source=source).delete()
    if not Subscription.objects.filter(source=source).exists():
        Source.objects.filter(pk=source.pk).update(due=None, why="nobody follows it")
        keep.forget_password(source)


def rename(person: Person, source: Source, *, title: str, folder: str) -> None:
    """Her own name and folder for a source; empty for the source's own name, and for no folder."""
    Subscription.objects.filter(person=person, source=source).update(
        title=printable(title).strip()[:200], folder=_folder(folder)
    )


def _folder(path: str) -> str:
    """A folder as it is kept: no control characters, no empty names, at most eight deep."""
    return "/".join(name for part in printable(path).split("/")[:8] if (name := part.strip()))[:200]


def saved_source(person: Person) -> Source:
    """Where her single articles stand."""
    with transaction.atomic():
        # Her row is locked, so that two hands at once make one shelf.
        Person.objects.select_for_update().get(pk=person.pk)
        found = Source.objects.filter(kind=Source.Kind.SAVED, subscriptions__person=person).first()
        if found is None:
            found = keep.shelf_source(SAVED_TITLE)
            subscribe(person, found)
    return found


def ask_for_visit(source: Source, *, now: datetime) -> None:
    """She wants a source visited now."""
    if source.is_visited:
        keep.visit_soon(source, now=now)


def set_full_text(source: Source, when: str) -> None:
    """When the pages of a source's new reports are fetched: "always", "short" (where the feed says little), "never". Raises MarkError."""
    if when not in Source.FullText.values:
        raise MarkError(f"this must be one of {', '.join(Source.FullText.values)}, not {when!r}.", about=str(source))
    keep.set_full_text(source, when)


# What she hands in ------------------------------------------------------------------------------------------------


def hand_in(
    person: Person,
    *,
    address: str = "",
    body: bytes | None = None,
    name: str = "",
    folder: str = "",
    quietly: bool = False,
) -> Addition:
    """An address, a paste or a file for the box to look at. quietly: the caller does it himself, no background work is woken."""
    with transaction.atomic():
        addition = Addition.objects.create(
            person=person, address=address.strip(), body=body, name=name[:200], folder=folder
        )
        if not quietly:
            transaction.on_commit(lambda: handed_in.send(sender=Addition, addition=addition))
    return addition


def settle(
    addition: Addition,
    *,
    state: str,
    message: str,
    source: Source | None = None,
    report: Report | None = None,
    offers: Sequence[Mapping[str, Any]] = (),
) -> None:
    """What became of something handed in. Its bytes go once a report keeps them."""
    addition.state, addition.message, addition.source, addition.report, addition.offers = (
        state,
        message,
        source,
        report,
        [dict(offer) for offer in offers],
    )
    if report is not None:
        addition.body = None
    addition.save()


# What she writes --------------------------------------------------------------------------------------------------


def open_desk(person: Person, *, now: datetime) -> None:
    """She opened the desk: an empty draft has the background work awake before she types."""
    if not Draft.objects.filter(person=person, text="").exists():
        Draft.objects.create(person=person, touched=now)
    else:
        Draft.objects.filter(person=person, text="").update(touched=now, looked_at=0)


def draft(person: Person, text: str, *, now: datetime, of: Draft | None = None) -> Draft:
    """A text for the background work to look at: a new draft, or the next revision of one. Raises MarkError for one that is too long."""
    text = printable(text)
    if len(text) > LONGEST_DRAFT:
        raise MarkError(
            f"a draft can be {LONGEST_DRAFT:,} characters long; this one has {len(text):,}. Add it as a text instead."
        )
    if of is None:
        if Draft.objects.filter(person=person).count() >= MOST_DRAFTS:
            oldest = Draft.objects.filter(person=person).order_by("touched", "pk").values_list("pk", flat=True)
            Draft.objects.filter(pk__in=list(oldest[:1])).delete()
        return Draft.objects.create(person=person, text=text, touched=now)
    # In the database, so that two tabs that save at once make two revisions.
    changed = F("revision") + (1 if text != of.text else 0)
    Draft.objects.filter(pk=of.pk).update(text=text, revision=changed, touched=now)
    of.refresh_from_db()
    return of


def settle_draft(
    draft: Draft, *, reading: dict[str, Any] | None, subheads: Sequence[int], ignored: Sequence[str], fault: str
) -> None:
    """What the background work saw in a draft, as it was when it looked. Nothing, where a later revision was settled meanwhile."""
    Draft.objects.filter(pk=draft.pk, looked_at__lt=draft.revision).update(
        looked_at=draft.revision,
        reading=reading,
        subheads=list(subheads),
        ignored=list(ignored),
        fault=fault,
    )


def drop_draft(draft: Draft) -> None:
    """She is done with it."""
    draft.delete()


def drop_old_drafts(*, now: datetime) -> None:
    """Drafts that nobody touched for an hour go."""
    Draft.objects.filter(touched__lt=now - DRAFT_LIFE).delete()


# What she made of a report ----------------------------------------------------------------------------------------


def bookmark(person: Person, report: Report, *, now: datetime) -> None:
    """She wants to find it again."""
    Bookmark.objects.get_or_create(person=person, report=report, defaults={"added": now})


def unbookmark(person: Person, report: Report) -> None:
    """She is done with it."""
    Bookmark.objects.filter(person=person, report=report).delete()


def mark(person: Person, report: Report, *, is_read: bool) -> None:
    """She has read it, or wants it to be unread all the same."""
    ReadMark.objects.update_or_create(person=person, report=report, defaults={"is_read": is_read})


def mark_all_read(person: Person, *, until: datetime) -> None:
    """Everything the box saw until then is read: one row, however many reports."""
    with transaction.atomic():
        person.read_before = until
        person.save(update_fields=["read_before"])
        ReadMark.objects.filter(person=person, is_read=False, report__seen__lte=until).delete()


def share(person: Person, report: Report) -> Share:
    """The link by which anybody may read it: the same one every time."""
    return Share.objects.get_or_create(person=person, report=report, defaults={"token": secrets.token_urlsafe(16)})[0]


def unshare(person: Person, report: Report) -> None:
    """The link leads nowhere from now on."""
    Share.objects.filter(person=person, report=report).delete()


def forget(person: Person, report: Report) -> None:
    """A page she saved by hand leaves her shelf, and the box where nothing else carries it and nobody else keeps it."""
    Bookmark.objects.filter(person=person, report=report).delete()
    Share.objects.filter(person=person, report=report).delete()
    is_kept = Bookmark.objects.filter(report=report).exists() or Share.objects.filter(report=report).exists()
    keep.forget(report, source=saved_source(person), and_report=not is_kept)


# What she made of a story ------------------------------------------------------------------------------------------


def follow_story(person: Person, story: Story, *, now: datetime) -> None:
    """She waits for its next report."""
    FollowedStory.objects.get_or_create(person=person, story=story, defaults={"added": now, "looked": now})
    MutedStory.objects.filter(person=person, story=story).delete()


def unfollow_story(person: Person, story: Story) -> None:
    """She waits for it no more."""
    FollowedStory.objects.filter(person=person, story=story).delete()


def look_at_story(person: Person, story: Story, *, now: datetime) -> None:
    """She has it before her: what came up to now is not new to her any more."""
    FollowedStory.objects.filter(person=person, story=story).update(looked=now)


def mute_story(person: Person, story: Story, *, now: datetime) -> None:
    """It leaves her front page."""
    MutedStory.objects.get_or_create(person=person, story=story, defaults={"added": now})
    FollowedStory.objects.filter(person=person, story=story).delete()


def unmute_story(person: Person, story: Story) -> None:
    """It may stand on her front page again."""
    MutedStory.objects.filter(person=person, story=story).delete()


def share_story(person: Person, story: Story) -> SharedStory:
    """The link by which anybody may read it: the same one every time."""
    token = secrets.token_urlsafe(16)
    return SharedStory.objects.get_or_create(person=person, story=story, defaults={"token": token})[0]


def unshare_story(person: Person, story: Story) -> None:
    """The link leads nowhere from now on."""
    SharedStory.objects.filter(person=person, story=story).delete()


def choose_front(person: Person, front: str) -> None:
    """What she finds when she opens the site. Raises ValueError for what there is not."""
    person.front = Person.Front(front)
    person.save(update_fields=["front"])
