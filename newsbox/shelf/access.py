"""Who may see what? Somebody else's private thing answers like a missing one."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from newsbox.library import stories
from newsbox.library.models import (
    Appearance,
    Counterpart,
    Finding,
    Report,
    Source,
    Speaker,
    Statement,
    Story,
    StoryChange,
)
from newsbox.shelf.models import Bookmark, Person, Share, SharedStory


def followed(person: Person) -> QuerySet[Report]:
    """The reports of what a person follows and saved."""
    return Report.objects.filter(_hers(person))


def visible(person: Person) -> QuerySet[Report]:
    """What a person may open and find: what she follows, and what she bookmarked or shared while she did."""
    kept = Bookmark.objects.filter(report=OuterRef("pk"), person=person)
    given = Share.objects.filter(report=OuterRef("pk"), person=person)
    return Report.objects.filter(Q(_hers(person)) | Q(Exists(kept)) | Q(Exists(given)))


def _hers(person: Person) -> Exists:
    return Exists(Appearance.objects.filter(report=OuterRef("pk"), source__subscriptions__person=person))


def report(person: Person, pk: int) -> Report:
    """One of her reports. Raises Http404 for what is not hers."""
    found = visible(person).select_related("picture").filter(pk=pk).first()
    if found is None:
        raise Http404("no such report")
    return found


def is_visible(person: Person, pk: int) -> bool:
    """Whether a report is one of hers."""
    return visible(person).filter(pk=pk).exists()


def source(person: Person, pk: int) -> Source:
    """A source she follows. Raises Http404 for what is not hers."""
    found = Source.objects.filter(pk=pk, subscriptions__person=person).first()
    if found is None:
        raise Http404("no such source")
    return found


def reader(token: str) -> Person | None:
    """Whose program asks; None where nobody has such a key."""
    return Person.objects.filter(feed_token=token, is_active=True).first() if token.isprintable() and token else None


def speaker(person: Person, pk: int) -> Speaker:
    """Somebody who speaks in one of her reports. Raises Http404 for all others."""
    heard = Statement.objects.filter(speaker=OuterRef("pk"), report__in=visible(person))
    found = Speaker.objects.filter(Exists(heard), pk=pk).first()
    if found is None:
        raise Http404("no such speaker")
    return found


def finding(person: Person, report: Report, pk: int) -> Finding:
    """What doesn't add up in one of her reports. Raises Http404 for a finding about others."""
    beside = Counterpart.objects.filter(edition__report=report, finding=OuterRef("pk"))
    found = (
        Finding.objects.filter(Q(edition__report=report) | Q(Exists(beside)), pk=pk)
        .select_related("edition__report")
        .first()
    )
    if found is None or not is_visible(person, report.pk):
        raise Http404("no such finding")
    return found


def story(person: Person, pk: int) -> Story:
    """A story that one of her reports tells; where its reports went into another, that one. Raises Http404 for all others."""
    found = Story.objects.filter(pk=pk).select_related("into").first()
    found = stories.where(found) if found else None
    if found is None or not visible(person).filter(story=found).exists():
        raise Http404("no such story")
    return found


def change_by_hand(person: Person, story: Story, pk: int) -> StoryChange:
    """What somebody did to a story by hand, if she may see all reports it moved. Raises Http404."""
    found = StoryChange.objects.filter(Q(story=story) | Q(other=story), pk=pk).exclude(by="").first()
    moved = set(Report.objects.filter(pk__in=found.reports).values_list("pk", flat=True)) if found else set()
    if found is None or visible(person).filter(pk__in=moved).count() < len(moved):
        raise Http404("no such change")
    return found


def shared_story(token: str) -> SharedStory:
    """A story that a link shows to anybody who has it. Raises Http404 where it was taken back, or never was."""
    found = SharedStory.objects.select_related("story__into", "person").filter(token=token).first()
    if found is None:
        raise Http404("no such link")
    return found


def shared(token: str) -> Share:
    """What a link shows to anybody who has it. Raises Http404 where it was taken back, or never was."""
    found = Share.objects.select_related("report__picture", "person").filter(token=token).first()
    if found is None:
        raise Http404("no such link")
    return found
