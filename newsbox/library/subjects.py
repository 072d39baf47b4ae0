"""What does a report speak of: which people, organisations, places and topics tell of it?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import F

from newsbox.library.models import KINDS, Mention, Report, Subject
from newsbox.library.names import speaker_key
from newsbox.types import CastMember, Reading, Span

HEADLINE, OPENING, BELOW = 3, 2, 1
"""What a mention weighs."""
OFTEN = 3
"""Mentions from which a name that stands in neither headline nor opening tells of a report."""
MOST = {"person": 8, "organisation": 6, "place": 6, "topic": 8}
"""Subjects of a report by kind: those that weigh most, in the order in which it names them."""
CARRIERS = ("agency", "outlet", "platform", "self")
"""Kinds of sources that a report came through: it is not about these for that."""
LONGEST = 120
"""Characters of a name."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A subject of a report."""

    name: str
    key: str
    kind: str
    weight: int


def of(reading: Reading) -> list[Spoken]:
    """The subjects that tell of a report, each name once: people, organisations and places in headline or opening or named often; its topics.

    Not the outlet and the agencies that the text came through, nor the place of its dateline alone. A topic that is somebody's
    name, or part of one, is not told twice.
    """
    carriers = {speaker_key(reading.outlet or "")}
    carriers |= {speaker_key(source.name) for source in reading.sources if source.kind in CARRIERS}
    if reading.dateline and reading.dateline.agency:
        carriers.add(speaker_key(reading.dateline.agency))
    cast = [speaker_key(member.name) for member in reading.cast]
    told = {speaker_key(topic) for topic in reading.topics}
    named = [
        Spoken(member.name, key, member.kind, weight)
        for member, key in zip(reading.cast, cast, strict=True)
        # A name that the text has for its topic tells of it, wherever it stands.
        if (weight := _weight(member, reading) or (BELOW if key in told else 0))
    ]
    topics = [
        Spoken(topic, key, "topic", HEADLINE if key in speaker_key(reading.headline or "") else OPENING)
        for topic in reading.topics
        if (key := speaker_key(topic)) and not any(key in name for name in cast)
    ]
    return list(_chosen([*named, *topics], carriers))


def _weight(member: CastMember, reading: Reading) -> int:
    """What the mentions of a name weigh: 0 where they tell nothing."""
    mentions = [mention for mention in member.mentions if not _is_dateline(mention, reading)]
    if any(mention.at == "headline" for mention in mentions):
        return HEADLINE
    if any(mention.at in ("summary", 0) for mention in mentions):
        return OPENING
    return BELOW if len(mentions) >= OFTEN else 0


def _is_dateline(mention: Span, reading: Reading) -> bool:
    """Whether a name stands in the line that says where a report was written, which need not be where it happened."""
    line = reading.dateline.text if reading.dateline else ""
    if not line or not isinstance(mention.at, int):
        return False
    at = reading.paragraphs[mention.at].find(line, 0, len(line) + 80) if mention.at < len(reading.paragraphs) else -1
    return at >= 0 and at <= mention.start < at + len(line)


def _chosen(spoken: Sequence[Spoken], carriers: Iterable[str]) -> Iterator[Spoken]:
    """Each name once, of each kind those that weigh most."""
    seen = {"", *carriers}
    counted = dict.fromkeys(KINDS, 0)
    for each in sorted(spoken, key=lambda each: -each.weight):
        if each.key in seen or len(each.name) > LONGEST or counted[each.kind] >= MOST[each.kind]:
            continue
        seen.add(each.key)
        counted[each.kind] += 1
        yield each


# As rows ------------------------------------------------------------------------------------------------------------


def note(report: Report, reading: Reading) -> None:
    """What a report's latest edition speaks of, in place of what an earlier one did. What is the same stays untouched."""
    wanted = {each.key: each for each in of(reading)}
    have = {row.subject.key: row for row in Mention.objects.filter(report=report).select_related("subject")}
    gone = [row for key, row in have.items() if key not in wanted or not _is_same(row, wanted[key])]
    new = [each for key, each in wanted.items() if key not in have or not _is_same(have[key], each)]
    if gone:
        Mention.objects.filter(pk__in=[row.pk for row in gone]).delete()
        _count([(row.subject_id, row.kind) for row in gone], by=-1)
    if new:
        rows = _subjects(new)
        Mention.objects.bulk_create(
            Mention(report=report, subject=rows[each.key], kind=each.kind, weight=each.weight) for each in new
        )
        _count([(rows[each.key].pk, each.kind) for each in new], by=1)


def _is_same(row: Mention, spoken: Spoken) -> bool:
    return (row.kind, row.weight) == (spoken.kind, spoken.weight)


def _subjects(spoken: Sequence[Spoken]) -> dict[str, Subject]:
    """The rows of subjects by their keys; new ones are made."""
    keys = sorted(each.key for each in spoken)
    known = Subject.objects.in_bulk(keys, field_name="key")
    new = {each.key: Subject(name=each.name, key=each.key) for each in spoken if each.key not in known}
    if new:
        # Two workers may meet the same name at once; in one order, so that neither waits for the other.
        Subject.objects.bulk_create([new[key] for key in sorted(new)], ignore_conflicts=True)
        known |= Subject.objects.in_bulk(list(new), field_name="key")
    for each in spoken:
        row = known[each.key]
        if row.name.isupper() and not each.name.isupper():
            # "PORT ALDRA" was a line in capitals; this is how the name is written.
            row.name = each.name
            row.save(update_fields=["name"])
    return known


def _count(rows: Sequence[tuple[int, str]], *, by: int) -> None:
    """So many more reports, or fewer, take subjects for what they are called here."""
    for kind in KINDS:
        column = f"as_{kind}"
        numbers = [pk for pk, called in rows if called == kind]
        if numbers:
            among = Subject.objects.filter(pk__in=numbers)
            # A report that left the box has not been counted back; no count goes below nothing for that.
            (among if by > 0 else among.filter(**{f"{column}__gt": 0})).update(**{column: F(column) + by})
