"""What do her reports say of a person, an organisation, a place or a topic? Only reports that she may see count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.db.models import BigIntegerField, Count, Exists, ExpressionWrapper, F, Max, OuterRef, QuerySet, Value
from django.db.models.functions import Coalesce, TruncDate
from django.http import Http404

from newsbox.library.models import KINDS, Mention, Report, Speaker, Statement, Subject
from newsbox.library.names import speaker_key
from newsbox.shelf import access, fronts
from newsbox.shelf.fronts import Card
from newsbox.shelf.models import Person

STORIES = 20
"""Stories a page of a subject's shows."""
STATEMENTS = 4
"""Of a person's latest statements that her page shows; all of them stand on her page as a speaker."""
FOUND, SHARED = 6, 12
"""Subjects that a search shows, and a story."""


def subject(person: Person, name: str) -> Subject:
    """What her reports speak of under a name, however it is spelled. Raises Http404 for what none of them does."""
    found = Subject.objects.filter(key=speaker_key(name)).first()
    if found is None or not reports(person, found).exists():
        raise Http404("no such subject")
    return found


def reports(person: Person, subject: Subject) -> QuerySet[Report]:
    """Her reports that speak of it."""
    return access.visible(person).filter(mentions__subject=subject)


def spoken_of(person: Person, numbers: Iterable[int]) -> set[int]:
    """Those of some subjects, by their numbers, that her reports speak of: they have a page for her."""
    heard = Mention.objects.filter(subject__in=list(numbers), report__in=access.visible(person))
    return set(heard.values_list("subject", flat=True))


def latest(person: Person, subject: Subject, *, limit: int) -> list[Report]:
    """Her newest reports that speak of it."""
    return list(reports(person, subject).order_by("-dated", "-pk")[:limit])


def stories(person: Person, subject: Subject, *, page: int = 1) -> tuple[list[Card], bool]:
    """A page of the stories that speak of it, those with the newest such report first, each with its reports that do; and whether there are more.

    A report that stands in no story yet is one by itself.
    """
    hers = reports(person, subject)
    alone = ExpressionWrapper(Value(0) - F("pk"), output_field=BigIntegerField())
    groups = hers.values(group=Coalesce(F("story_id"), alone)).annotate(newest=Max("dated"))
    rows = list(groups.order_by("-newest", "-group")[(page - 1) * STORIES : page * STORIES + 1])
    wanted = [row["group"] for row in rows[:STORIES]]
    told = fronts.cards(
        person, hers, [group for group in wanted if group > 0], [-group for group in wanted if group < 0]
    )
    cards = sorted(told, key=lambda card: (-card.newest.timestamp(), -card.best))
    fronts.leads(person, cards)
    return cards, len(rows) > STORIES


def by_day(person: Person, subject: Subject) -> list[tuple[date, int]]:
    """How many of her reports speak of it, day by day in the box's zone, the earliest first; days of none are left out."""
    rows = reports(person, subject).annotate(day=TruncDate("dated")).values("day").annotate(count=Count("pk"))
    return [(row["day"], row["count"]) for row in rows.order_by("day")]


def said(person: Person, subject: Subject) -> tuple[Speaker | None, list[Statement]]:
    """Who it is as a speaker, and the latest statements in her reports; None where nobody of this name speaks in them."""
    speaker = Speaker.objects.filter(key=subject.key).first()
    if speaker is None:
        return None, []
    rows = Statement.objects.filter(speaker=speaker, report__in=access.visible(person)).select_related("report")
    statements = list(rows.order_by("-report__dated", "-report_id", "number")[:STATEMENTS])
    return (speaker if statements else None), statements


def of_speaker(person: Person, speaker: Speaker) -> Subject | None:
    """A speaker as somebody her reports speak of; None where none does."""
    found = Subject.objects.filter(key=speaker.key).first()
    return found if found and reports(person, found).exists() else None


def of_reports(numbers: Iterable[int], *, most: int = SHARED) -> list[tuple[str, list[Subject]]]:
    """What some reports speak of, by kind: what most of them do first, at most so many of a kind. Whose reports these are, the caller knows."""
    rows = Mention.objects.filter(report__in=list(numbers)).select_related("subject")
    weights: Counter[int] = Counter()
    found = {}
    for row in rows:
        weights[row.subject_id] += row.weight
        found[row.subject_id] = row.subject
    ranked = sorted(found.values(), key=lambda subject: (-weights[subject.pk], subject.pk))
    kinds = [(kind, [subject for subject in ranked if subject.kind == kind][:most]) for kind in KINDS]
    return [(kind, subjects) for kind, subjects in kinds if subjects]


def found(person: Person, words: str) -> list[Subject]:
    """Subjects of her reports whose names have all the words of a search, shortest names first; none where it is no name."""
    names = speaker_key(words).split()
    if not names or len(names) > 6:
        return []
    among = Subject.objects.all()
    for name in names:
        among = among.filter(key__contains=f" {name} ")
    heard = Mention.objects.filter(subject=OuterRef("pk"), report__in=access.visible(person))
    return sorted(among.filter(Exists(heard))[: 4 * FOUND], key=lambda row: (len(row.key), row.key))[:FOUND]
