"""Whom do the names of an article mean, in which variants, and where do they stand?

Names are joined to members of the cast and then looked for by string: once known, a name is found wherever it stands.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from newsbox.reading import names, trade
from newsbox.reading.language import Block
from newsbox.reading.nametable import LINKS, SIGN, Kind, Name, is_headline_case, is_shouted, key_of, named_in

NOT_SHORTENED = names.PUBLIC_WORDS | frozenset(
    "campaign organization organisation team tower fund trust center centre group family show".split()
)
"""What is called by its first word alone only if that is no person's: "Clinton Foundation" is not "Clinton"."""


@dataclass(slots=True)
class Member:
    """Somebody or something the article names: what `cast` tells of it, while it is being found out."""

    name: str
    kind: Kind
    surfaces: set[str] = field(default_factory=set)
    mentions: list[tuple[int, int, int]] = field(default_factory=list)
    """(number of the block, start, end), in order."""
    roles: list[str] = field(default_factory=list)
    heads: set[str] = field(default_factory=set)
    """The nouns of its roles, lower case."""
    owners: list[tuple[int, int]] = field(default_factory=list)
    """(number of the block, place) of the words whose owner the role is: "its" president, "the company's" head."""
    affiliation: str | None = None
    country: str | None = None
    his: float = 0.0
    """How sure we are that it is "he": above 0; "she": below 0."""


def members_of(blocks: Sequence[Block], outlet: str | None = None) -> list[Member]:
    """Everybody and everything named, with every mention; in the order of the first mention.

    outlet: who publishes the article; it may speak of itself by a part of its name.
    """
    members, aliases = _members(named_in(blocks, outlet))
    _find(blocks, members, aliases)
    return sorted((member for member in members if member.mentions), key=lambda member: member.mentions[0][:2])


# Joining ------------------------------------------------------------------------------------------------------


def _members(table: dict[str, Name]) -> tuple[list[Member], dict[str, list[Member]]]:
    """One member for each name with its variants; and by each string, whom it may mean."""
    members: list[Member] = []
    aliases: dict[str, list[Member]] = defaultdict(list)
    kinds = {key: _judged(name) for key, name in table.items()}
    _persons(table, kinds, members, aliases)
    _others(table, kinds, members, aliases)
    return members, aliases


def _judged(name: Name) -> Kind | None:
    surface = name.surface
    if surface in names.COUNTRIES:
        return "place"
    known = name.key in trade.AGENCIES or name.key in trade.PLATFORMS
    if known and (len(name.key) > 4 or " " in name.key or surface.isupper()) and name.votes["person"] < SIGN:
        return "organisation"
    return name.kind()


def _full(name: str) -> list[str]:
    """The words that make up a person's name, without endings like "Jr."."""
    words = key_of(name).split()
    while len(words) > 2 and words[-1] in names.NAME_ENDINGS:
        words = words[:-1]
    return words


def _same_person(one: list[str], other: list[str]) -> bool:
    """Whether two full names can be one person's: "Donald Trump" and "Donald J. Trump", "Joe" and "Joseph Biden"."""
    if one == other:
        return True
    if one[-1] != other[-1] or len(one) < 2 or len(other) < 2:
        return False
    given, their = one[0], other[0]
    if names.NICKNAMES.get(given, given) != names.NICKNAMES.get(their, their):
        return False
    return (
        len(one) != len(other)
        or one[1:-1] == other[1:-1]
        or all(a[0] == b[0] for a, b in zip(one[1:-1], other[1:-1], strict=True))
    )


def _has_ending(name: str) -> str | None:
    words = key_of(name).split()
    return words[-1] if len(words) > 2 and words[-1] in names.NAME_ENDINGS else None


def _persons(
    table: dict[str, Name], kinds: dict[str, Kind | None], members: list[Member], aliases: dict[str, list[Member]]
) -> None:
    full = [name for key, name in table.items() if kinds[key] == "person" and len(name.words) > 1]
    fulls = {name.key for name in full}
    by_family: dict[str, list[tuple[list[str], str | None, Member]]] = defaultdict(list)
    for name in sorted(full, key=lambda name: (-name.strong, -name.count)):
        words, ending = _full(name.surface), _has_ending(name.surface)
        if len(words) < 2 or (len(words) > 2 and words[0] not in names.GIVEN_NAMES and " ".join(words[1:]) in fulls):
            # "Crooked Hillary Clinton" is Hillary Clinton, found by her name.
            continue
        same = next(
            (member for other, mark, member in by_family[words[-1]] if mark == ending and _same_person(words, other)),
            None,
        )
        if same is None:
            same = Member(name.surface, "person")
            members.append(same)
            by_family[words[-1]].append((words, ending, same))
        same.surfaces |= set(name.surfaces)
    for member in members:
        for surface in member.surfaces:
            _alias(aliases, surface, member)
    _by_part(table, kinds, members, aliases)


def _by_part(
    table: dict[str, Name], kinds: dict[str, Kind | None], members: list[Member], aliases: dict[str, list[Member]]
) -> None:
    """Persons by a part of their names: the family name, the given name where it stands alone, a single name."""
    families: dict[str, list[Member]] = defaultdict(list)
    givens: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        words = _full(member.name)
        families[words[-1]].append(member)
        if len(words) == 3 and words[1] in ("van", "von", "de", "di", "da", "al", "el", "bin", "le", "la", "del"):
            families[" ".join(words[1:])].append(member)
        if words[0] not in LINKS:
            givens[words[0]].append(member)
    companies = {
        name.words[0]
        for key, name in table.items()
        if kinds[key] == "organisation" and len(name.words) > 1 and name.words[-1] not in NOT_SHORTENED
    }
    for key, name in list(table.items()):
        if len(name.words) > 3:
            continue
        owners, by_given = families.get(key, []), givens.get(key, [])
        votes = name.votes
        if owners and not _is_elsewhere(name, votes, is_company=key in companies):
            kinds[key] = "person"
            for owner in owners:
                for surface in name.surfaces:
                    _alias(aliases, surface, owner)
        elif (
            by_given
            and len(by_given) == 1
            and len(name.words) == 1
            and votes["place"] <= votes["person"]
            and votes["organisation"] <= votes["person"] + 1
        ):
            kinds[key] = "person"
            for surface in name.surfaces:
                _alias(aliases, surface, by_given[0])
        elif kinds[key] == "person" and len(name.words) == 1 and not owners:
            if votes["person"] < SIGN and name.count < 2 and name.surface.lower() in names.NO_NAMES:
                continue
            single = Member(name.surface, "person", set(name.surfaces))
            members.append(single)
            for surface in name.surfaces:
                _alias(aliases, surface, single)
    for family, owners in families.items():
        if family not in table and len(family) > 1:
            # The model saw the name nowhere alone; it may still stand there.
            for owner in owners:
                _alias(aliases, owner.name.split()[-1].strip(",") if " " not in family else family, owner)


def _is_elsewhere(name: Name, votes: dict[str, float], *, is_company: bool) -> bool:
    """Whether a family name standing alone mostly means something else in this article: a place, the family's company."""
    if name.surface in names.COUNTRIES and votes["person"] < votes["place"]:
        return True
    if is_company and votes["organisation"] > votes["person"]:
        return True
    return votes["place"] > 2 * (votes["person"] + votes["organisation"])


def _alias(aliases: dict[str, list[Member]], surface: str, member: Member) -> None:
    if member not in aliases[surface]:
        aliases[surface].append(member)
    for spelled in (surface.replace("-", " "), surface.replace("’", "'"), surface.replace("'", "’")):
        if spelled != surface and member not in aliases[spelled]:
            aliases[spelled].append(member)


def ministry_key(name: str) -> tuple[str, frozenset[str]] | None:
    """What two names of one ministry share: its country and its field. "Foreign Ministry" is "Ministry of Foreign Affairs"."""
    if not re.search(r"\b(ministry|department)\b", name, re.IGNORECASE):
        return None
    country = ""
    for word, named in (*names.DEMONYMS.items(), *names.COUNTRIES.items()):
        if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", name):
            country = named
            name = re.sub(rf"(?<!\w){re.escape(word)}(?:[’']s)?(?!\w)", " ", name)
    content = {word for word in key_of(name).split() if word not in LINKS}
    return country, frozenset(content - {"ministry", "department", "affairs", "office", "s"})


def _others(
    table: dict[str, Name], kinds: dict[str, Kind | None], members: list[Member], aliases: dict[str, list[Member]]
) -> None:
    shorts = _Shorts()
    by_key: dict[str, Member] = {}
    by_ministry: dict[tuple[str, frozenset[str]], Member] = {}
    orders: dict[int, int] = {}
    ordered = sorted(table.items(), key=lambda item: (-len(item[1].words), -item[1].count))
    for key, name in ordered:
        kind = kinds[key]
        if kind not in ("organisation", "place"):
            continue
        surface = name.surface
        country = names.COUNTRIES.get(surface)
        known = trade.AGENCIES.get(key) or trade.PLATFORMS.get(key) if kind == "organisation" else None
        ministry = ministry_key(surface) if kind == "organisation" else None
        shared = f"={country or known}" if country or known else key
        member = by_key.get(shared) or (by_ministry.get(ministry) if ministry else None)
        if member is None and kind == "organisation" and len(name.words) == 1:
            member = shorts.longer(name)
        if member is None:
            article = "The " if name.with_article * 2 > name.count and kind == "organisation" else ""
            member = Member(known or article + surface, kind)
            members.append(member)
            by_key[shared] = member
            if ministry:
                by_ministry[ministry] = member
            if kind == "organisation":
                shorts.add(member)
                if name.acronym:
                    _alias(aliases, name.acronym, member)
        elif ministry and name.order < orders[id(member)]:
            # Of two names of a ministry, the one that stands first.
            member.name = surface
        orders[id(member)] = min(name.order, orders.get(id(member), name.order))
        if country:
            member.country = country
        member.surfaces |= set(name.surfaces)
        for each in name.surfaces:
            _alias(aliases, each, member)
    for key, name in table.items():
        # A short form that the model left without a label: "Rovers" of Aldra Rovers.
        if (
            kinds[key] is None
            and len(name.words) == 1
            and name.key not in names.NO_NAMES
            and (member := shorts.longer(name))
        ):
            for each in name.surfaces:
                _alias(aliases, each, member)


class _Shorts:
    """By each short name, the organisation that may be called so: by its initials, its first word, its last."""

    def __init__(self) -> None:
        self._initials: dict[str, Member] = {}
        self._parts: dict[str, Member] = {}

    def add(self, member: Member) -> None:
        """An organisation with a name of several words; of two with one short name, the one added first has it."""
        words = key_of(member.name.removeprefix("The ")).split()
        if len(words) < 2:
            return
        self._initials.setdefault("".join(word[0] for word in words if word not in LINKS), member)
        self._initials.setdefault("".join(word[0] for word in words), member)
        if words[-1] not in NOT_SHORTENED and words[0] != words[-1]:
            self._parts.setdefault(words[0], member)
            if len(words[-1]) > 4:
                self._parts.setdefault(words[-1], member)

    def longer(self, name: Name) -> Member | None:
        """The organisation whose short name this is."""
        if name.surface.isupper() and len(name.key) > 1 and (member := self._initials.get(name.key.replace(" ", ""))):
            return member
        return None if name.surface in names.COUNTRIES else self._parts.get(name.key)


# Finding ------------------------------------------------------------------------------------------------------

WORD = re.compile(r"[^\W_]+")


def _find(blocks: Sequence[Block], members: list[Member], aliases: dict[str, list[Member]]) -> None:
    """Every place where an alias stands: the longest first, whole words only."""
    by_word: dict[str, list[str]] = defaultdict(list)
    shouted: dict[str, list[str]] = defaultdict(list)
    upper: dict[str, list[Member]] = {}
    for alias in sorted(aliases, key=len, reverse=True):
        if match := WORD.search(alias):
            by_word[match[0]].append(alias)
            upper.setdefault(alias.upper(), aliases[alias])
            shouted[match[0].upper()].append(alias.upper())
    latest: dict[int, int] = {}
    counts: Counter[int] = Counter()
    earliest: dict[str, Member] = {}
    common = {word for block in blocks for word in WORD.findall(block.text) if word.islower()}
    for block in blocks:
        for _, _, _, owners in _occurrences(block.text, by_word, aliases):
            if len(owners) == 1:
                counts[id(owners[0])] += 1
                if owners[0].kind == "person" and block.at != "headline":
                    counts[id(owners[0])] += 2 * (
                        earliest.setdefault(key_of(owners[0].name).split()[-1], owners[0]) is owners[0]
                    )
    for number, block in enumerate(blocks):
        loud = is_shouted(block.text) and len(block.text.upper()) == len(block.text)
        text = block.text.upper() if loud else block.text
        is_weak = loud or is_headline_case(block.text)
        for start, end, alias, owners in _occurrences(text, shouted if loud else by_word, upper if loud else aliases):
            if not is_weak and not _stands_as_name(block, start, end, alias, common):
                continue
            member = owners[0] if len(owners) == 1 else _which(block, number, start, owners, latest, counts)
            if len(owners) == 1:
                latest[id(member)] = number
            member.mentions.append((number, start, end))


def _occurrences(
    text: str, by_word: dict[str, list[str]], aliases: dict[str, list[Member]]
) -> Iterator[tuple[int, int, str, list[Member]]]:
    reached = 0
    for match in WORD.finditer(text):
        start = match.start()
        if start < reached:
            continue
        for alias in by_word.get(match[0], ()):
            offset = WORD.search(alias)
            begin = start - (offset.start() if offset else 0)
            if begin < reached or not text.startswith(alias, begin):
                continue
            end = begin + len(alias)
            if end < len(text) and (text[end].isalnum() or text[end] == "_") and alias[-1:].isalnum():
                continue
            reached = end
            yield begin, end, alias, aliases[alias]
            break


def _stands_as_name(block: Block, start: int, end: int, alias: str, common: set[str]) -> bool:
    """Whether a single word found by string is the name there, and not a common word or a part of another name."""
    if " " in alias:
        return True
    span = block.doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return False
    first, last = span[0], span[-1]
    if (
        not any(token.pos_ in ("PROPN", "X") or token.ent_type_ for token in span)
        and not alias.isupper()
        and first.is_sent_start
        and (alias.lower() in common or alias.lower() in names.NO_NAMES)
    ):
        return False
    if last.i + 1 < len(block.doc):
        after = block.doc[last.i + 1]
        if (
            after.text[:1].isupper()
            and after.lower_ in names.ORGANISATIONS
            and after.pos_ == "PROPN"
            and span.start == first.i
            and len(alias) > 1
        ):
            return False
    if first.i:
        before = block.doc[first.i - 1]
        if (
            before.text[:1].isupper()
            and before.lower_ in names.GIVEN_NAMES
            and before.pos_ == "PROPN"
            and before.ent_type_ == first.ent_type_ == "PERSON"
        ):
            return False
    return True


def _which(
    block: Block, number: int, start: int, owners: list[Member], latest: dict[int, int], counts: Counter[int]
) -> Member:
    """Which of several people of one name: whom the title before fits, else whom this paragraph names in full, else the first."""
    before = block.text[max(0, start - 12) : start].casefold().split()
    title = before[-1].strip(".") if before else ""
    if title in names.HER_TITLES or title in names.HIS_TITLES:
        fitting = [
            owner for owner in owners if gender_of_name(owner.name) * (1 if title in names.HIS_TITLES else -1) > 0
        ]
        owners = fitting or [owner for owner in owners if gender_of_name(owner.name) == 0] or owners
    return max(owners, key=lambda owner: (latest.get(id(owner)) == number, counts[id(owner)]))


def gender_of_name(name: str) -> float:
    """What a given name says: above 0 for his, below 0 for hers, 0 for nothing; half where only the ending says it."""
    words = name.split()
    given = key_of(words[0]).split()[0] if words and key_of(words[0]) else ""
    if given in names.HIS_NAMES:
        return 1.0
    if given in names.HER_NAMES:
        return -1.0
    if given in names.LEANING:
        return names.LEANING[given]
    return -0.4 if len(words) > 1 and given.endswith("a") else 0.0
