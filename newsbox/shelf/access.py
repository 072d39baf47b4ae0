"""Who may see what? Somebody else's private thing answers like a missing one."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from newsbox.library.models import Appearance, Counterpart, Finding, Report, Source, Speaker, Statement
from newsbox.shelf.models import Bookmark, Person, Share


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
    return Person.objects.filter(feed_token=token, is_active=True).first() if token else None


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


def shared(token: str) -> Share:
    """What a link shows to anybody who has it. Raises Http404 where it was taken back, or never was."""
    found = Share.objects.select_related("report__picture", "person").filter(token=token).first()
    if found is None:
        raise Http404("no such link")
    return found
