"""Do the reports of a story name the same people for the same part, and give them the same posts?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from newsbox.checking.reports.disputes import Dispute, common_signs, findings, outlet
from newsbox.checking.reports.matching import Ground, Item, Meeting, Sentence, keys_of
from newsbox.checking.reports.weights import CAST, ROLES
from newsbox.checking.shape import Sheet
from newsbox.texts import unaccented
from newsbox.types import CastMember, Finding, Span

LEAST = 5.0
"""Weight of the words that two persons' sentences share, their names left out."""
ALIKE = 0.7
"""Likeness of two family names (Ratcliff and Obershelp's) from which they may be one, spelled two ways: another check's."""
SAME_WORDS = 0.5
"""Likeness of two sentences from which their speakers say one thing."""
MOSTLY = 0.6
"""Share of a sentence's words with capitals from which it is a list of names."""
COUNTRIES = 0.4
"""Confidence that an editor would mend one of two countries of one person: none was met on real reports, right or wrong."""
PAST = re.compile(
    r"\b(?:former|ex|then|late|acting|interim|deputy|vice|assistant|elect|designate|candidate|hopeful|nominee|hopefuls|nominated|next|incoming|outgoing|future|predecessor|successor|previous|longtime|"
    r"first|second|third|retired|spokes\w+|aide|adviser|advisor|wife|husband|son|daughter|brother|sister|father|mother|ally|rival|lawyer|attorney for)\b",
    re.IGNORECASE,
)  # fmt: skip
# A post, and the words for it. Nobody holds two of one row at a time, as a rule.
POSTS: Mapping[str, str] = {
    "president": "state", "prime minister": "state", "premier": "state", "chancellor": "state", "king": "state", "queen": "state",
    "foreign minister": "ministry", "defence minister": "ministry", "defense minister": "ministry", "finance minister": "ministry",
    "interior minister": "ministry", "justice minister": "ministry", "health minister": "ministry", "education minister": "ministry",
    "transport minister": "ministry", "energy minister": "ministry", "trade minister": "ministry", "agriculture minister": "ministry",
    "environment minister": "ministry", "labour minister": "ministry", "labor minister": "ministry", "economy minister": "ministry",
    "secretary of state": "ministry", "defense secretary": "ministry", "defence secretary": "ministry", "home secretary": "ministry",
    "foreign secretary": "ministry", "transport secretary": "ministry", "health secretary": "ministry", "treasury secretary": "ministry",
    "commerce secretary": "ministry", "interior secretary": "ministry", "attorney general": "ministry", "ambassador": "ministry",
    "governor": "seat", "mayor": "seat", "senator": "seat", "representative": "seat", "congressman": "seat", "congresswoman": "seat",
    "judge": "bench", "prosecutor": "bench", "sheriff": "bench", "bishop": "church", "archbishop": "church", "pope": "church", "cardinal": "church",
}  # fmt: skip
SAME = {
    "premier": "prime minister", "defense minister": "defence minister", "defense secretary": "defence secretary", "labor minister": "labour minister",
    "congressman": "representative", "congresswoman": "representative", "rep": "representative", "sen": "senator", "gov": "governor",
    "foreign secretary": "foreign minister", "secretary of state": "foreign minister", "minister of foreign affairs": "foreign minister",
    "minister of defence": "defence minister", "minister of defense": "defence minister", "economy minister": "finance minister",
    "minister of finance": "finance minister", "minister of the interior": "interior minister", "minister of justice": "justice minister",
    "home secretary": "interior minister", "treasury secretary": "finance minister", "defence secretary": "defence minister",
    "transport secretary": "transport minister", "health secretary": "health minister",
}  # fmt: skip
NEXT_TO = {frozenset(("state", "ministry")), frozenset(("state", "seat")), frozenset(("ministry", "seat"))}
"""Rows whose posts nobody holds together either."""
SINGLE = frozenset(
    "president minister premier chancellor king queen leader speaker chairman chairwoman chair chief head director secretary mayor governor ceo coach captain editor ambassador pope".split()
)
"""Posts that one person holds at a time, for one country or body."""
POST = re.compile(
    r"\b(?:" + "|".join(sorted(map(re.escape, {*POSTS, *SAME}), key=len, reverse=True)) + r")\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody a report names."""

    member: CastMember
    last: str
    first: str
    """The first name as written; empty where there is none."""


def across_cast(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Persons whom two reports of a story put into one part, the surest first."""
    ground = Ground.of(sheets)
    yield from findings("cast", ground, disputed_parts(ground), CAST)


def across_roles(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Persons to whom two reports give different posts or countries, and posts to which they give different persons."""
    ground = Ground.of(sheets)
    yield from findings("roles", ground, disputed_posts(ground), ROLES)


def people(sheet: Sheet) -> list[Person]:
    """The persons of a report who have a family name to compare."""
    found = []
    for member in sheet.reading.cast:
        names = unaccented(member.name).replace(".", " ").split()
        names = [each for each in names if each not in ("jr", "sr", "ii", "iii")]
        if member.kind == "person" and names and len(names[-1]) > 2 and names[-1].isalpha():
            found.append(Person(member, names[-1], names[0] if len(names) > 1 else ""))
    return found


def _words(sheet: Sheet) -> frozenset[str]:
    text = " ".join([sheet.reading.headline or "", sheet.reading.summary or "", *sheet.reading.paragraphs])
    return frozenset(re.findall(r"[^\W\d_]+", text.casefold() if text.isascii() else unaccented(text)))


# One part, two persons ---------------------------------------------------------------------------------------


def disputed_parts(ground: Ground) -> Iterator[Dispute]:
    """Two persons in sentences that otherwise say one thing."""
    items: list[Item] = []
    persons: dict[tuple[int, str], Person] = {}
    roles_of: dict[tuple[int, str], frozenset[str]] = {}
    named: dict[str, set[int]] = defaultdict(set)
    of_report: dict[int, set[str]] = defaultdict(set)
    words = {report: _words(ground.sheets[report]) for report in ground.order}
    for report in ground.order:
        for person in people(ground.sheets[report]):
            persons.setdefault((report, person.last), person)
            roles_of.setdefault((report, person.last), _role_keys(person.member))
            named[person.last].add(report)
            of_report[report].add(person.last)
            items += _mentions(ground, report, person)
    voices = {report: _voices(ground.sheets[report]) for report in ground.order}
    for meeting in ground.meetings(items, least=LEAST):
        one, other = meeting.first, meeting.second
        if one.value == other.value:
            continue
        first, second = persons[one.report, str(one.value)], persons[other.report, str(other.value)]
        if _may_be_one(first, second) or _shares_sentence(ground, meeting, first, second):
            continue
        held = len(named[first.last] - {one.report}), len(named[second.last] - {other.report})
        knows = (second.last in words[one.report]) + (first.last in words[other.report])
        roles = roles_of[one.report, first.last], roles_of[other.report, second.last]
        is_past_of_one = is_past(first.member) != is_past(second.member)
        role = 0.0 if is_past_of_one else ground.cosine(*roles)
        few, many = sorted(held)
        signs = common_signs(meeting) | {
            "outvoted": float(few == 0 and many > 0),
            "outvoted by many": float(few == 0 and many > 1),
            "both held": float(few > 0),
            "known there": float(knows > 0),
            "both known": float(knows > 1),
            "same role": role,
            "long role": role * min(sum(ground.weights.get(key, 0.0) for key in roles[0] & roles[1]), 20.0) / 10,
            "same role and nearness": role * meeting.nearness,
            "other role": float(bool(roles[0]) and bool(roles[1]) and not roles[0] & roles[1]),
            "speaks": float(_speaks(voices, one) or _speaks(voices, other)),
            "both speak": float(_speaks(voices, one) and _speaks(voices, other)),
            "say other things": float(
                _speaks(voices, one) and _speaks(voices, other) and meeting.likeness < SAME_WORDS
            ),
            "other house": float(_other_house(first.member, second.member)),
            "both full": float(bool(first.first) and bool(second.first)),
            "often and likeness": min(len(first.member.mentions), len(second.member.mentions), 6)
            / 3
            * meeting.likeness,
            "company": _company(of_report[one.report], of_report[other.report]),
            "past of one": float(is_past_of_one),
        }
        odd, rest = (one, other) if held[0] < held[1] else (other, one)
        told = [
            f"{person.member.name} ({outlet(ground.sheets[item.report])})"
            for item, person in ((one, first), (other, second))
        ]
        yield Dispute(
            "NB121",
            odd,
            rest,
            signs,
            f"Two reports seem to name different people for one part: {told[0]}, {told[1]}.",
            frozenset((first.last, second.last)),
        )


def _mentions(ground: Ground, report: int, person: Person) -> Iterator[Item]:
    seen: set[object] = set()
    own = keys_of(person.member.name)
    for span in person.member.mentions:
        text = unaccented(ground.sheets[report].reading.text_at(span))
        sentence = ground.sentence_at(report, span.at, span.start)
        if sentence is None or sentence.span in seen or person.last not in text:
            continue
        if span.at != "headline" and _is_list(ground.text(sentence)):
            continue
        seen.add(sentence.span)
        before, behind = ground.beside(sentence, span.start, span.end)
        near = ground.near(sentence, span.start, span.end) - own
        yield Item(report, span, sentence, sentence.keys - own, near, "person", person.last, before, behind)


def _is_list(text: str) -> bool:
    """Whether a sentence is mostly names: a line-up, a list of winners."""
    words: list[str] = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 2]
    return sum(word[0].isupper() for word in words) > MOSTLY * len(words)


def _may_be_one(first: Person, second: Person) -> bool:
    """Whether two names may be one person's: spelled in two ways, a first name for a family name."""
    if first.last == second.first or second.last == first.first:
        return True
    if first.last in second.last or second.last in first.last:
        return True
    return SequenceMatcher(None, first.last, second.last).ratio() >= ALIKE


def _shares_sentence(ground: Ground, meeting: Meeting, first: Person, second: Person) -> bool:
    return second.last in unaccented(ground.text(meeting.first.sentence)) or first.last in unaccented(
        ground.text(meeting.second.sentence)
    )


def _voices(sheet: Sheet) -> Mapping[object, list[Span]]:
    found: dict[object, list[Span]] = defaultdict(list)
    for said in sheet.reading.attributions:
        if said.speaker is not None:
            found[said.speaker.span.at].append(said.speaker.span)
    return found


def _speaks(voices: Mapping[int, Mapping[object, list[Span]]], item: Item) -> bool:
    spans = voices[item.report].get(item.span.at, [])
    return any(each.start < item.span.end and item.span.start < each.end for each in spans)


def _other_house(one: CastMember, other: CastMember) -> bool:
    """Whether two persons are said to be of two bodies or countries: two chief executives of two firms."""
    houses = keys_of(one.affiliation or one.country or ""), keys_of(other.affiliation or other.country or "")
    return bool(houses[0]) and bool(houses[1]) and not houses[0] & houses[1]


def _company(one: set[str], other: set[str]) -> float:
    """Share of the persons of two reports who are in both: reports of two matches of one day have none in common."""
    return len(one & other) / min(len(one), len(other))


def is_past(member: CastMember) -> bool:
    """Whether a report calls somebody former, a deputy, a candidate, somebody's aide: not the one who holds the post."""
    return any(PAST.search(role) for role in member.roles)


def _role_keys(member: CastMember) -> frozenset[str]:
    """What somebody's roles are about, with whom and where."""
    return keys_of(" ".join((*member.roles, member.affiliation or "", member.country or "")))


# One person, two posts; one post, two persons ------------------------------------------------------------------


def posts_of(member: CastMember) -> dict[str, str]:
    """The posts a report gives somebody at present, by their common name: the role as it words it."""
    found: dict[str, str] = {}
    for role in member.roles:
        if PAST.search(role) or len(role.split()) > 6:
            continue
        for each in POST.finditer(role):
            name = re.sub(r"\s+", " ", each[0].casefold())
            found.setdefault(SAME.get(name, name), role)
    return found


def disputed_posts(ground: Ground) -> Iterator[Dispute]:
    """One person with two posts or countries; one post with two holders."""
    everybody = [(report, person) for report in ground.order for person in people(ground.sheets[report])]
    by_person: dict[str, list[tuple[int, Person]]] = defaultdict(list)
    by_post: dict[tuple[str, str], list[tuple[int, Person]]] = defaultdict(list)
    for report, person in everybody:
        by_person[person.last].append((report, person))
        for post in posts_of(person.member):
            if person.member.country and post.split()[-1] in SINGLE:
                by_post[post, person.member.country].append((report, person))
    for last, held in by_person.items():
        yield from _two_posts(ground, last, held)
        yield from _two_countries(ground, last, held)
    for (post, country), holders in by_post.items():
        yield from _two_holders(ground, post, country, holders)


def _two_posts(ground: Ground, last: str, held: Sequence[tuple[int, Person]]) -> Iterator[Dispute]:
    """Of one person: each post is laid beside the commonest that it excludes."""
    where: dict[str, list[tuple[int, Person, str]]] = defaultdict(list)
    known: dict[int, set[str]] = defaultdict(set)
    for report, person in held:
        for post, role in posts_of(person.member).items():
            where[post].append((report, person, role))
            known[report].add(post)
    ranked = sorted(where, key=lambda post: -len({report for report, _, _ in where[post]}))
    for place, rare in enumerate(ranked[1:], 1):
        for often in ranked[:place]:
            pair = next(
                (
                    (one, other)
                    for one in where[rare][:4]
                    for other in where[often][:4]
                    if one[0] != other[0]
                    and _same_person(one[1], other[1])
                    and _excludes(rare, often)
                    and often not in known[one[0]]
                    and rare not in known[other[0]]
                ),
                None,
            )
            if pair is None:
                continue
            (report, person, role), (there, theirs, their_role) = pair
            one, other = _item(ground, report, person, role), _item(ground, there, theirs, their_role)
            signs = {
                "always": 1.0,
                "one row": float(POSTS.get(rare) == POSTS.get(often)),
                "outvoted": float(len(where[rare]) == 1 and len(where[often]) > 1),
                "first names": float(bool(person.first) and person.first == theirs.first),
            }
            told = f"{role} ({outlet(ground.sheets[report])}), {their_role} ({outlet(ground.sheets[there])})"
            yield Dispute(
                "NB221",
                one,
                other,
                signs,
                f"Two reports give {theirs.member.name} different posts: {told}.",
                (last, "post"),
            )
            return


def _excludes(one: str, other: str) -> bool:
    """Whether nobody holds both posts at a time, as a rule."""
    rows = POSTS.get(one), POSTS.get(other)
    if None in rows:
        return False
    return rows[0] == rows[1] or frozenset(map(str, rows)) in NEXT_TO


def _two_countries(ground: Ground, last: str, held: Sequence[tuple[int, Person]]) -> Iterator[Dispute]:
    where: dict[str, list[tuple[int, Person]]] = defaultdict(list)
    for report, person in held:
        if person.member.country and posts_of(person.member):
            where[person.member.country].append((report, person))
    if len(where) != 2:
        return
    rare, often = sorted(where, key=lambda country: len(where[country]))
    (report, person), (there, theirs) = where[rare][0], where[often][0]
    if report == there or not _same_person(person, theirs):
        return
    one, other = _item(ground, report, person, ""), _item(ground, there, theirs, "")
    told = f"{rare} ({outlet(ground.sheets[report])}), {often} ({outlet(ground.sheets[there])})"
    yield Dispute(
        "NB222",
        one,
        other,
        {},
        f"Two reports give {theirs.member.name} different countries: {told}.",
        (last, "country"),
        COUNTRIES,
    )


def _two_holders(ground: Ground, post: str, country: str, holders: Sequence[tuple[int, Person]]) -> Iterator[Dispute]:
    where: dict[str, list[tuple[int, Person]]] = defaultdict(list)
    for report, person in holders:
        where[person.last].append((report, person))
    ranked = sorted(where, key=lambda last: -len(where[last]))
    for rare in ranked[1:]:
        pair = next(
            ((one, other) for one in where[rare][:4] for other in where[ranked[0]][:4] if one[0] != other[0]), None
        )
        if pair is None or _may_be_one(pair[0][1], pair[1][1]):
            continue
        (report, person), (there, theirs) = pair
        words = _words(ground.sheets[report]), _words(ground.sheets[there])
        signs = {
            "always": 1.0,
            "two holders": 1.0,
            "outvoted": float(len(where[rare]) == 1 and len(where[ranked[0]]) > 1),
            "known there": float(theirs.last in words[0] or person.last in words[1]),
            "holders full": float(bool(person.first) and bool(theirs.first)),
        }
        one, other = _item(ground, report, person, ""), _item(ground, there, theirs, "")
        told = f"{person.member.name} ({outlet(ground.sheets[report])}), {theirs.member.name} ({outlet(ground.sheets[there])})"
        yield Dispute(
            "NB223",
            one,
            other,
            signs,
            f"Two reports name different people as {post} of {country}: {told}.",
            (post, country, rare),
        )


def _same_person(one: Person, other: Person) -> bool:
    """Whether two persons with one family name may be one: no two first names, an initial aside."""
    if not one.first or not other.first or one.first == other.first:
        return True
    initial = 1 in (len(one.first), len(other.first))
    return initial and one.first[0] == other.first[0]


def _item(ground: Ground, report: int, person: Person, role: str) -> Item:
    """Where a report names somebody, with the words of the role where they stand right there."""
    reading = ground.sheets[report].reading
    span = person.member.mentions[0]
    for mention in person.member.mentions:
        part = reading.part(mention.at)
        begin = part.rfind(role, max(0, mention.start - len(role) - 2), mention.start) if role else -1
        if begin >= 0:
            span = Span(mention.at, begin, mention.end)
            break
        after = part.find(role, mention.end, mention.end + len(role) + 30) if role else -1
        if after >= 0:
            span = Span(mention.at, mention.start, after + len(role))
            break
    sentence = ground.sentence_at(report, span.at, span.start) or ground.sentence_at(
        report, span.at, person.member.mentions[0].start
    )
    if sentence is None:
        sentence = Sentence(report, span.at, span.start, span.end, frozenset(), frozenset())
    return Item(report, span, sentence, sentence.keys, frozenset(), "post", person.last, (), ())
