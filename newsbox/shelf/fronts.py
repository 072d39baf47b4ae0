"""What stories does a person see: on her front page, one by one, and those she follows? Only her reports count."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TypeVar

from django.db.models import QuerySet

from newsbox.library import outlets, stories
from newsbox.library import queries as library
from newsbox.library.models import Appearance, Copy, Edition, Finding, Report, Story, StoryChange
from newsbox.library.outlet_table import Outlet, owner_key
from newsbox.shelf import access
from newsbox.shelf.models import FollowedStory, MutedStory, Person, SharedStory, Subscription
from newsbox.shelf.queries import marked

Mark = TypeVar("Mark", FollowedStory, MutedStory)
CARDS = 24
"""Stories a page of the front shows."""
RECENT = 600
"""Her newest reports that may bring a story to the front page."""
MOST = 60
"""Reports of a story that its page tells of: the newest."""
HALF = 18.0
"""Hours after which a story weighs half."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One of a story's reports, as a list of outlets needs it."""

    report: int
    outlet: str
    dated: datetime
    witness: int
    """The report whose text it carries; itself, if that is its own."""
    agency: str
    words: int
    has_picture: bool
    url: str = ""
    said: Outlet | None = None
    """What the box's own table says of its outlet."""

    @property
    def owner(self) -> str:
        """To whom its outlet belongs, by that table; empty where it does not say."""
        return self.said.owner if self.said else ""


@dataclass(slots=True)
class Card:
    """A story on the front page."""

    story: int | None
    """Its number in addresses; None for a report that is not placed yet."""
    tellings: list[Telling]
    """The newest first."""
    sources: int
    """How many of the sources she follows carry it."""
    lead: Report | None = None
    is_followed: bool = False
    followed: int = 0
    """How many sources she follows."""
    weight: float = 0.0
    why: str = ""
    best: int = field(init=False)
    """The report that stands for it."""

    def __post_init__(self) -> None:
        self.best = best(self.tellings)

    @property
    def newest(self) -> datetime:
        """When its latest report is dated."""
        return self.tellings[0].dated

    @property
    def outlets(self) -> list[tuple[str, int, int]]:
        """The other outlets, in order of their latest report: name, that report, how many reports."""
        others = [each for each in self.tellings if each.report != self.best]
        counts = Counter(each.outlet for each in others)
        first = {each.outlet: each.report for each in reversed(others)}
        return [(outlet, first[outlet], counts[outlet]) for outlet in dict.fromkeys(each.outlet for each in others)]

    @property
    def newsrooms(self) -> int:
        """How many outlets tell it."""
        return len({each.outlet for each in self.tellings})

    @property
    def witnesses(self) -> int:
        """How many tell it in words of their own: an agency's text under several mastheads is one, and so are two reports of one outlet, or of one owner."""
        return witnesses(self.tellings)

    @property
    def kin(self) -> tuple[str, int] | None:
        """The owner to whom most of its outlets belong, and how many; None where each is by itself, or no table says otherwise."""
        return kin(self.tellings)

    @property
    def carried(self) -> tuple[int, str] | None:
        """How many reports carry one text, and whose that is, where its agency is known."""
        return carried(self.tellings)


def best(tellings: Iterable[Telling]) -> int:
    """The report to open with: its own text rather than a copy, with a picture, long enough to tell something, and late."""
    ranked = sorted(tellings, key=lambda each: (each.dated, each.report))
    return max(
        ranked,
        key=lambda each: (each.words > 120, each.has_picture, each.witness == each.report, each.dated, each.report),
    ).report


def witnesses(tellings: Iterable[Telling]) -> int:
    """How many independent witnesses: a text is its first outlet's, whoever carries it; what one outlet writes is one witness, and so is
    what the outlets of one owner write, where the box's table of outlets names her.
    """
    told = list(tellings)
    houses = {each.report: f"owner {owner_key(each.owner)}" if each.owner else each.outlet for each in told}
    # An outlet of no name is nobody else's, and so is one that she does not see.
    return len({houses.get(each.witness) or f"text {each.witness}" for each in told})


def kin(tellings: Iterable[Telling]) -> tuple[str, int] | None:
    """The owner to whom most of the outlets belong, and how many of them; None where no two belong to one."""
    houses: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    for each in tellings:
        if each.owner:
            names.setdefault(owner_key(each.owner), each.owner)
            houses.setdefault(owner_key(each.owner), set()).add(each.outlet)
    most = min(houses, key=lambda key: (-len(houses[key]), key), default=None)
    return (names[most], len(houses[most])) if most is not None and len(houses[most]) > 1 else None


def carried(tellings: Iterable[Telling]) -> tuple[int, str] | None:
    """The text that most reports carry: how many of them, and the agency's name or nothing; None where each has its own."""
    told = list(tellings)
    texts = Counter(each.witness for each in told)
    if not texts or max(texts.values()) < 2:
        return None
    text = min(texts, key=lambda one: (-texts[one], one))
    return texts[text], next((each.agency for each in told if each.witness == text and each.agency), "")


# The front page -----------------------------------------------------------------------------------------------------------


def weight(witnesses: int, hours: float, share: float) -> float:
    """What stories are ranked by: independent witnesses, freshness, and how many of the sources she follows carry it.

    hours: since its latest report. share: of the sources she follows, 0 to 1. Each doubling of witnesses weighs as much as the
    first; a story of one witness that is fresh stands beside one of three that is eighteen hours old.
    """
    return float(math.log2(1 + witnesses) * (1 + share) * 0.5 ** (max(hours, 0.0) / HALF))


def why(card: Card, *, now: datetime) -> str:
    """In words, what brought it here."""
    newsrooms, independent = card.newsrooms, card.witnesses
    if newsrooms < 2:
        told = "One newsroom reports it so far"
    elif independent == newsrooms:
        told = f"{newsrooms} newsrooms report it, each in its own words"
    else:
        told = (
            f"{newsrooms} newsrooms report it, {independent} of them independently"
            if independent > 1
            else f"{newsrooms} newsrooms carry one and the same text"
            if len({each.witness for each in card.tellings}) == 1
            else f"{newsrooms} newsrooms report it"
        )
    if card.kin:
        owner, of_one = card.kin
        told += f" ({'all' if of_one == newsrooms else of_one} belong to {owner}, by this box’s table of outlets, and count as one)"
    late = _span(now - card.newest)
    rest = f"; {card.sources} of the {card.followed} sources you follow carry it" if card.followed > 1 else ""
    return f"{told}; the latest report is {late} old{rest}."


def _span(gone: timedelta) -> str:
    minutes = max(0, round(gone.total_seconds() / 60))
    for unit, length in (("day", 1440), ("hour", 60), ("minute", 1)):
        if minutes >= length * 0.95:
            count = round(minutes / length) or 1
            return f"{count} {unit}{'s' if count > 1 else ''}"
    return "less than a minute"


def front(person: Person, *, now: datetime, page: int = 1) -> tuple[list[Card], bool]:
    """A page of her stories, the weightiest first, and whether there are more. As many questions for 5 as for 500."""
    ranking = ranked(person, now=now)
    shown = ranking[(page - 1) * CARDS : page * CARDS]
    open_with_leads(person, shown, now=now)
    return shown, len(ranking) > page * CARDS


def ranked(person: Person, *, now: datetime) -> list[Card]:
    """The stories of the day, the weightiest first: without what each opens with."""
    hers = access.followed(person)
    recent = list(hers.order_by("-dated", "-id").values_list("pk", "story")[:RECENT])
    wanted = {story for _, story in recent if story is not None}
    alone = [pk for pk, story in recent if story is None]
    muted = _homes(MutedStory.objects.filter(person=person).select_related("story__into"))
    found = cards(person, hers, wanted - muted.keys(), alone)
    for card in found:
        hours = (now - card.newest).total_seconds() / 3600
        card.weight = weight(card.witnesses, hours, card.sources / max(1, card.followed))
    return sorted(found, key=lambda card: (-card.weight, -card.newest.timestamp(), -card.best))


def open_with_leads(person: Person, shown: Sequence[Card], *, now: datetime) -> None:
    """Gives stories of the front page the report that each opens with, and why it is there: one question."""
    leads(person, shown)
    for card in shown:
        card.why = why(card, now=now)


def cards(
    person: Person,
    hers: QuerySet[Report],
    wanted: Iterable[int],
    alone: Iterable[int] = (),
    *,
    with_table: bool = True,
) -> list[Card]:
    """Stories as far as some of her reports tell them, and reports that stand in none; without what each opens with.

    with_table: whether the box's table of outlets has a say in who is independent.
    """
    told = _tellings(hers.filter(story__in=list(wanted)))
    told |= {-each.report: [each] for each in _flat(_tellings(hers.filter(pk__in=list(alone), story=None)))}
    if with_table and (said := outlets.known((each.url, each.outlet) for each in _flat(told))):
        told = {
            story: [replace(each, said=said.get((each.url, each.outlet))) for each in tellings]
            for story, tellings in told.items()
        }
    carriers = Appearance.objects.filter(source__subscriptions__person=person)
    through: dict[int, set[int]] = {}
    for story, source in carriers.filter(report__story__in=list(wanted)).values_list("report__story", "source"):
        through.setdefault(story, set()).add(source)
    followed = Subscription.objects.filter(person=person).count()
    awaited = _homes(FollowedStory.objects.filter(person=person).select_related("story__into"))
    return [
        Card(
            story if story > 0 else None,
            tellings,
            len(through.get(story, ())) or 1,
            is_followed=story in awaited,
            followed=followed,
        )
        for story, tellings in told.items()
    ]


def _homes(rows: Iterable[Mark]) -> dict[int, Mark]:
    """What she said of stories, by the numbers of the stories that have their reports now."""
    return {stories.where(row.story).pk: row for row in rows}


def _tellings(reports: QuerySet[Report]) -> dict[int, list[Telling]]:
    """Reports by story, the newest first; those of none under 0."""
    rows = reports.order_by("-dated", "-pk").values_list(
        "pk", "story", "outlet", "dated", "copy__of", "copy__agency", "words", "picture__name", "url"
    )
    told: dict[int, list[Telling]] = {}
    for pk, story, outlet, dated, of, agency, words, picture, url in rows:
        told.setdefault(story or 0, []).append(
            Telling(pk, outlet, dated, of or pk, agency or "", words, bool(picture), url)
        )
    return told


def _flat(told: Mapping[int, list[Telling]]) -> list[Telling]:
    return [each for tellings in told.values() for each in tellings]


def leads(person: Person, shown: Sequence[Card]) -> None:
    """Gives stories the report that each opens with, with her marks: one question."""
    reports = marked(person, Report.objects.filter(pk__in=[card.best for card in shown])).in_bulk()
    for card in shown:
        card.lead = reports.get(card.best)


def followed(person: Person) -> list[tuple[Card, int]]:
    """The stories she follows, the latest news first, each with how many reports are new since she last looked."""
    homes = _homes(FollowedStory.objects.filter(person=person).select_related("story__into"))
    hers = access.visible(person)
    mine = {card.story: card for card in cards(person, hers, homes)}
    earliest = min((row.looked for row in homes.values()), default=None)
    seen = hers.filter(story__in=list(homes), seen__gt=earliest).values_list("story", "seen") if earliest else []
    new = Counter(story for story, at in seen if at > homes[story].looked)
    shown = sorted(mine.values(), key=lambda card: (-card.newest.timestamp(), -card.best))
    leads(person, shown)
    for card in shown:
        card.is_followed = True
    return [(card, new[card.story or 0]) for card in shown]


# One story -----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Seen:
    """A story as one person sees it."""

    story: Story
    card: Card
    reports: list[Report]
    """Her newest reports of it, the earliest first; with `copy_of`, and their marks."""
    editions: dict[int, Edition]
    """The latest edition of each, by its report's number."""
    copies: dict[int, Copy]
    """Those that carry another's text, by their report's number."""


def story(person: Person, story: Story, *, with_table: bool = True) -> Seen:
    """A story with those of its reports that she may see. with_table: as for cards; whoever has only a story's link hears nothing of it."""
    hers = access.visible(person)
    (card,) = cards(person, hers, [story.pk], with_table=with_table)
    shown = [each.report for each in card.tellings[:MOST]]
    reports = sorted(marked(person, Report.objects.filter(pk__in=shown)), key=lambda row: (row.dated, row.pk))
    leads(person, [card])
    copies = {row.report_id: row for row in Copy.objects.filter(report__in=shown)}
    return Seen(story, card, reports, stories.latest_editions(shown), copies)


def disagreements(seen: Seen) -> list[Finding]:
    """What doesn't add up between reports of a story that she sees: the surest first; notes and what people called wrong aside."""
    here = [edition.pk for edition in seen.editions.values()]
    rows = (
        Finding.objects.filter(counterparts__isnull=False, is_open=True, edition__in=here)
        .distinct()
        .prefetch_related("counterparts")
    )
    known = set(here)
    found = [row for row in rows if {each.edition_id for each in row.counterparts.all()} <= known]
    return sorted(found, key=lambda row: (library.SEVERITIES.index(row.severity), -row.confidence, row.pk))


def share_of_story(person: Person, story: Story) -> SharedStory | None:
    """The link she made for it."""
    return SharedStory.objects.filter(person=person, story=story).first()


def is_muted(person: Person, story: Story) -> bool:
    """Whether she keeps it off her front page."""
    return MutedStory.objects.filter(person=person, story=story).exists()


def changes(person: Person, story: Story) -> list[StoryChange]:
    """What became of the reports of a story, the latest first: only where she may see all of these. With `headlines`."""
    rows = stories.changes(story)
    moved = {pk for row in rows for pk in row.reports}
    still = dict(Report.objects.filter(pk__in=moved).values_list("pk", "headline"))
    hers = set(access.visible(person).filter(pk__in=moved).values_list("pk", flat=True))
    told = []
    for row in rows:
        there = [pk for pk in row.reports if pk in still]
        if there and hers.issuperset(there):
            row.headlines = [(pk, still[pk]) for pk in there]  # type: ignore[attr-defined]
            told.append(row)
    return told


def near(person: Person, seen: Seen, *, most: int = 12) -> list[Report]:
    """Her reports of other stories from the same days, one a story, those first that share most words of a headline."""
    days = timedelta(days=4)
    window = access.visible(person).filter(
        story__isnull=False, dated__range=(seen.story.begun - days, seen.story.newest + days)
    )
    rows = window.exclude(story=seen.story).order_by("-dated", "-pk").only("pk", "headline", "story", "outlet")[:300]
    words = {word for report in seen.reports for word in _words(report.headline)}
    ranked = sorted(rows, key=lambda row: -len(words & _words(row.headline)))
    once: dict[int | None, Report] = {}
    for row in ranked:
        once.setdefault(row.story_id, row)
    return list(once.values())[:most]


def _words(headline: str) -> set[str]:
    return {word for word in headline.casefold().split() if len(word) > 3}


def story_of(person: Person, report: Report) -> tuple[int, int] | None:
    """The story of one of her reports, for its page: its number, and how many of her reports tell it; None where it stands alone."""
    if report.story_id is None:
        return None
    count = access.visible(person).filter(story=report.story_id).count()
    return (report.story_id, count) if count > 1 else None


def muted(person: Person) -> list[Card]:
    """The stories she keeps off her front page, the latest first."""
    wanted = _homes(MutedStory.objects.filter(person=person).select_related("story__into"))
    found = sorted(cards(person, access.visible(person), wanted), key=lambda card: -card.newest.timestamp())
    leads(person, found)
    return found
