"""Which sections has her front page: by topics and places that the day's stories share, by what she pinned, by her saved searches?"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from newsbox.errors import MarkError, QueryError
from newsbox.library import search
from newsbox.library.models import Mention, Report, Subject
from newsbox.library.names import slug, speaker_key
from newsbox.shelf import fronts
from newsbox.shelf.fronts import CARDS, Card
from newsbox.shelf.models import Person, SavedSearch, Section
from newsbox.shelf.queries import matching
from newsbox.texts import printable

LEADING = 7
"""Stories above the sections: the weightiest, whatever they are about."""
POOL = 120
"""Of the stories behind these, so many of the weightiest may stand in a section."""
LOOKED_AT = 6
"""Reports of a story, the newest, that are asked what it is about."""
SHOWN = 4
"""Stories of a section that the front page shows; the rest stands on its own page."""
FEWEST, FEWEST_OF_HERS = 3, 2
"""Stories that make a section; one that she asked for needs fewer."""
MOST = 5
"""Sections that nobody asked for: a front page is no portal."""
MOST_PINNED, MOST_SEARCHES, MOST_SAVED = 12, 8, 40
"""Of one person's: sections pinned, searches that stand on the front page, searches saved."""
COMMON = 0.4
"""What more than this share of the stories is about tells none of them apart."""
BY_THEMSELVES = ("topic", "place")
"""Kinds of subjects that make a section unasked."""
LONGEST_NAME = 80
"""Characters of a saved search's name."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What could be a section of today's front page."""

    number: int
    """Of its subject, or of its search."""
    name: str
    kind: str
    """"search", or the subject's."""
    key: str
    """The subject's key, or the search as typed."""
    tells: Mapping[int, tuple[int, int]]
    """Of each story: how many of its reports are about it, and of how many that were looked at."""
    is_hers: bool = False
    """Pinned, or a search of hers."""

    @property
    def slug(self) -> str:
        """The subject's key as an address has it."""
        return slug(self.key)


@dataclass(slots=True)
class Column:
    """A section as the front page shows it."""

    about: Candidate
    cards: list[Card]


@dataclass(slots=True)
class Front:
    """A page of her front page."""

    leading: list[Card] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    rest: list[Card] = field(default_factory=list)
    is_more: bool = False


def front(person: Person, *, now: datetime, page: int = 1) -> Front:
    """A page of her stories: on the first the weightiest, then the sections, then those in none; on the next ones the rest.

    No story stands in two places. As many questions for 5 stories as for 500.
    """
    ranking = fronts.ranked(person, now=now)
    columns = _columns(person, ranking)
    taken = {card.best for column in columns for card in column.cards}
    rest = [card for card in ranking[LEADING:] if card.best not in taken]
    first = CARDS - LEADING
    start, end = (0, first) if page == 1 else (first + CARDS * (page - 2), first + CARDS * (page - 1))
    shown = Front(rest=rest[start:end], is_more=len(rest) > end)
    if page == 1:
        shown.leading, shown.columns = ranking[:LEADING], columns
    in_columns = [card for column in shown.columns for card in column.cards]
    fronts.open_with_leads(person, [*shown.leading, *in_columns, *shown.rest], now=now)
    for column in shown.columns:
        for card in column.cards:
            card.why = f"{card.why} {why(column.about, card.best)}"
    return shown


def why(about: Candidate, story: int) -> str:
    """In words, why a story stands in a section."""
    count, of = about.tells[story]
    whose = "its report" if of == 1 else f"{count} of its {'latest ' if of == LOOKED_AT else ''}{of} reports"
    if 1 < count == of:
        whose = "both of its reports" if of == 2 else f"all of its {'latest ' if of == LOOKED_AT else ''}{of} reports"
    if about.kind == "search":
        return f"It stands under “{about.name}” because your search finds {whose}."
    verb = "speaks" if count == 1 else "speak"
    return f"It stands under “{about.name}” because {whose} {verb} of that in headline or opening, or often."


# Which sections ------------------------------------------------------------------------------------------------------


def chosen(candidates: Sequence[Candidate], weights: Mapping[int, float]) -> list[tuple[Candidate, list[int]]]:
    """The sections of a front page, each with the stories it shows: hers first, then those that tell most of the day's stories.

    weights: the stories that may stand in a section, the weightiest first. A section needs three stories that stand in no other
    one, hers two. Of the others, one that few stories are about goes before one of many, weight for weight (as rare words tell
    more of a text: Spärck Jones 1972); and one that is mostly about what another section is about is left out.
    """
    found: list[tuple[Candidate, list[int]]] = []
    free = list(weights)

    def take(about: Candidate, fewest: int) -> bool:
        stories = [story for story in free if story in about.tells]
        if len(stories) < fewest:
            return False
        found.append((about, stories[:SHOWN]))
        for story in stories[:SHOWN]:
            free.remove(story)
        return True

    for about in candidates:
        if about.is_hers:
            take(about, FEWEST_OF_HERS)
    asked = len(found)
    waiting = [
        about
        for about in candidates
        if not about.is_hers and FEWEST <= len(about.tells) <= max(FEWEST, COMMON * len(weights))
    ]
    while waiting and len(found) - asked < MOST:
        best = max(waiting, key=lambda about: (_score(about, free, weights), about.key))
        waiting.remove(best)
        if _score(best, free, weights) <= 0:
            break
        if not any(_is_much_the_same(best, other) for other, _ in found):
            take(best, FEWEST)
    return found


def _score(about: Candidate, free: Iterable[int], weights: Mapping[int, float]) -> float:
    stories = [story for story in free if story in about.tells]
    if len(stories) < FEWEST:
        return 0.0
    return sum(weights[story] for story in stories[:SHOWN]) * math.log(1 + len(weights) / len(about.tells))


def _is_much_the_same(about: Candidate, other: Candidate) -> bool:
    """Whether the other is about more than half of what this one is about."""
    return 2 * len(about.tells.keys() & other.tells.keys()) > len(about.tells)


def _columns(person: Person, ranking: Sequence[Card]) -> list[Column]:
    pool = {card.best: card for card in ranking[LEADING : LEADING + POOL]}
    candidates = _candidates(person, ranking[: LEADING + POOL], pool)
    picked = chosen(candidates, {story: card.weight for story, card in pool.items()})
    return [Column(about, [pool[story] for story in stories]) for about, stories in picked]


def _candidates(person: Person, ranking: Sequence[Card], pool: Collection[int]) -> list[Candidate]:
    """What the stories of the pool could stand under: hers in the order of the page, then the rest."""
    story_of = {telling.report: card.best for card in ranking for telling in card.tellings[:LOOKED_AT]}
    sizes = {card.best: min(LOOKED_AT, len(card.tellings)) for card in ranking}
    choices = said(person)
    hidden = {row.subject_id for row in choices if not row.is_pinned}
    pinned = {row.subject.pk: row.subject for row in choices if row.is_pinned and row.subject}
    tells: dict[int, Counter[int]] = {}
    for report, subject in Mention.objects.filter(report__in=list(story_of)).values_list("report", "subject"):
        tells.setdefault(subject, Counter())[story_of[report]] += 1
    # A story is about what at least half of its reports speak of.
    about = {
        subject: {
            story: (count, sizes[story])
            for story, count in counted.items()
            if story in pool and 2 * count >= sizes[story]
        }
        for subject, counted in tells.items()
    }
    wanted = [pk for pk, stories in about.items() if len(stories) >= FEWEST and pk not in hidden and pk not in pinned]
    # Number 0 is nothing: a day that has nothing in common costs as many questions as any other.
    others = Subject.objects.in_bulk([0, *wanted])
    made = [_of_subject(subject, about.get(pk, {}), is_hers=True) for pk, subject in pinned.items()]
    made += _of_searches(person, choices, {pk: story for pk, story in story_of.items() if story in pool}, sizes)
    made += [_of_subject(row, about[pk]) for pk, row in others.items() if row.kind in BY_THEMSELVES]
    return made


def _of_subject(row: Subject, tells: Mapping[int, tuple[int, int]], *, is_hers: bool = False) -> Candidate:
    return Candidate(row.pk, row.name, row.kind, row.key, tells, is_hers)


def _of_searches(
    person: Person, choices: Sequence[Section], story_of: Mapping[int, int], sizes: Mapping[int, int]
) -> list[Candidate]:
    """Her saved searches, those she pinned first, without those she hid: a question or two for each."""
    pinned = {row.search_id for row in choices if row.is_pinned}
    hidden = {row.search_id for row in choices if not row.is_pinned}
    rows = [row for row in searches(person) if row.pk not in hidden]
    made = []
    for row in sorted(rows, key=lambda row: row.pk not in pinned)[:MOST_SEARCHES]:
        try:
            query = search.parse(row.query)
        except QueryError:
            # A search that a later NewsBox does not understand finds nothing; its own page says why.
            continue
        among = Report.objects.filter(pk__in=list(story_of))
        counted = Counter(story_of[report] for report in matching(person, query, among).values_list("pk", flat=True))
        tells = {story: (count, sizes[story]) for story, count in counted.items()}
        made.append(Candidate(row.pk, row.name, "search", row.query, tells, is_hers=True))
    return made


# What she says of them -------------------------------------------------------------------------------------------------


def said(person: Person) -> list[Section]:
    """What she pinned and hid, pinned ones first, each in the order in which she did; with their subjects and searches."""
    rows = Section.objects.filter(person=person).select_related("subject", "search")
    return list(rows.order_by("-is_pinned", "added", "pk"))


def choose(
    person: Person,
    wanted: str,
    *,
    now: datetime,
    subject: Subject | None = None,
    saved: SavedSearch | None = None,
) -> None:
    """Pins a section to her front page ("pinned"), hides it ("hidden"), or leaves it to the day's stories ("").

    Raises ValueError for another wish, and MarkError for one pin too many.
    """
    if wanted not in ("pinned", "hidden", ""):
        raise ValueError(wanted)
    mine = Section.objects.filter(person=person)
    here = mine.filter(subject=subject, search=saved)
    if wanted == "pinned" and mine.filter(is_pinned=True).exclude(pk__in=here).count() >= MOST_PINNED:
        raise MarkError(f"{MOST_PINNED} sections can be pinned. Take one off first.")
    if not wanted:
        here.delete()
        return
    values = {"is_pinned": wanted == "pinned"}
    Section.objects.update_or_create(
        person=person, subject=subject, search=saved, defaults=values, create_defaults={**values, "added": now}
    )


def said_of(person: Person, name: str) -> Subject | None:
    """What she pinned or hid under a name: hers to take back, even where none of her reports speaks of it any more."""
    row = Section.objects.filter(person=person, subject__key=speaker_key(name)).select_related("subject").first()
    return row.subject if row else None


def state(person: Person, subject: Subject) -> str:
    """What she said of a subject as a section: "pinned", "hidden", or nothing."""
    row = Section.objects.filter(person=person, subject=subject).first()
    return "" if row is None else "pinned" if row.is_pinned else "hidden"


def searches(person: Person) -> list[SavedSearch]:
    """What she asks again and again, by name."""
    return sorted(SavedSearch.objects.filter(person=person), key=lambda row: (row.name.casefold(), row.pk))


def saved_search(person: Person, pk: int) -> SavedSearch | None:
    """A search of hers."""
    return SavedSearch.objects.filter(person=person, pk=pk).first()


def save_search(person: Person, query: str, name: str, *, now: datetime) -> SavedSearch:
    """Keeps a search under a name; one that she has gets this name. Raises QueryError for one that makes no sense, MarkError for one too many."""
    query = printable(query).strip()
    if not query:
        raise MarkError("there is nothing to search for in it.")
    search.parse(query)
    name = " ".join(printable(name).split())[:LONGEST_NAME] or query[:LONGEST_NAME]
    mine = SavedSearch.objects.filter(person=person)
    if not mine.filter(query=query).exists() and mine.count() >= MOST_SAVED:
        raise MarkError(f"{MOST_SAVED} searches can be saved. Delete one first.")
    row, _ = SavedSearch.objects.update_or_create(
        person=person, query=query, defaults={"name": name}, create_defaults={"name": name, "added": now}
    )
    return row


def delete_search(person: Person, pk: int) -> bool:
    """A saved search goes, and its section; whether there was one."""
    return bool(SavedSearch.objects.filter(person=person, pk=pk).delete()[0])
