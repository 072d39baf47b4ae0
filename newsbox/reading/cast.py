"""Who and what is named in an article: people, organisations, places, with their mentions, roles and variants."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from newsbox.reading import names
from newsbox.reading.coreference import PRONOUNS, Discourse
from newsbox.reading.language import Block
from newsbox.reading.mentions import Member, members_of, ministry_key
from newsbox.reading.nametable import is_role, key_of
from newsbox.reading.roles import Places, describe
from newsbox.types import Article, CastMember, Place, Span

MOST_MINISTRIES = 50
"""An article with more is a list, in which "the ministry" means none of them."""


class Cast:
    """The people, organisations and places of an article, and whom its words mean."""

    def __init__(self, found: Sequence[Member], blocks: Sequence[Block], places: Places, discourse: Discourse) -> None:
        self.members = _members(found, blocks)
        self._blocks = blocks
        self._number = {block.at: number for number, block in enumerate(blocks)}
        self._kinds = {member.name: member.kind for member in self.members}
        self._ministries = [
            (member, key)
            for member in found
            if member.kind == "organisation" and (key := ministry_key(member.name)) is not None
        ]
        self._places = places
        self._discourse = discourse

    def kind_of(self, name: str) -> Literal["person", "organisation", "place"] | None:
        """What a name of the cast belongs to; None for a name that is not in it."""
        return self._kinds.get(name)

    def named(self, at: Place, start: int, end: int) -> str | None:
        """The full name of the person or organisation that the words there mean; None where nobody can tell."""
        number = self._number.get(at)
        if number is None or not 0 <= start < end:
            return None
        member = self._meant(number, start, end)
        return member.name or None if member is not None and member.kind != "place" else None

    def _meant(self, number: int, start: int, end: int) -> Member | None:
        doc = self._blocks[number].doc
        span = doc.char_span(start, min(end, len(self._blocks[number].text)), alignment_mode="expand")
        around = self._places.within(number, start, end)
        if len(around) == 1 and around[0][0] <= start and end <= around[0][1]:
            return around[0][2]
        inside = [
            each for each in self._places.within(number, start, end) if each[0] >= start - 1 and each[1] <= end + 1
        ]
        if span is None or not len(span):
            return inside[0][2] if inside else None
        head = span.root
        if len(span) == 1 and head.lower_ in PRONOUNS | {"who", "whose"}:
            return self._discourse.at(number, head.idx)
        if member := next(
            (member for begin, stop, member in inside if begin <= head.idx < stop and member.kind != "place"), None
        ):
            return member
        apposed = [each for each in inside if each[2].kind == "person" and not self._is_owner(number, each[1])]
        if (
            apposed
            and (
                is_role(head.lower_)
                or head.lower_.strip(".") in names.HONORIFICS
                or head.pos_ in ("PROPN", "PUNCT", "VERB", "ADP", "NUM", "X")
            )
            and (not _is_for_another(doc.text[head.idx : apposed[0][0]]) or head.i > span.end - 2)
        ):
            return apposed[0][2]
        if head.lower_ in names.SPOKESPEOPLE or head.lemma_.lower() in names.SPOKESPEOPLE:
            speaks_for = next((member for _, _, member in inside if member.kind == "organisation"), None)
            return speaks_for or self._spoken_for(number, span.start, span.end)
        if is_role(head.lower_.strip(".")) and (named := self._named_behind(number, span.end_char, head.lower_)):
            return named
        if resolved := self._discourse.at(number, head.idx):
            return resolved
        if head.lower_ in names.ORGANISATION_HEADS | names.ORGANISATIONS and (
            named := self._ministry(doc.text[span.start_char : span.end_char])
        ):
            return named
        return next(
            (
                member
                for _, stop, member in inside
                if member.kind == "organisation" and not self._is_owner(number, stop) and head.pos_ == "PROPN"
            ),
            None,
        )

    def _named_behind(self, number: int, end: int, role: str) -> Member | None:
        """Who is named right behind a role: "The chairman of the board" before ", Osip Marl,"."""
        if self._blocks[number].text[end : end + 2] != ", ":
            return None
        following = self._places.within(number, end + 2, end + 3)
        return next((member for _, _, member in following if member.kind == "person" and role in member.heads), None)

    def _is_owner(self, number: int, end: int) -> bool:
        """Whether the name that ends there owns what follows: "Vorsht's office"."""
        return self._blocks[number].text[end : end + 2].strip() in ("'s", "’s", "'", "’")

    def _spoken_for(self, number: int, first: int, end: int) -> Member | None:
        """The organisation that "a spokeswoman for the company", "its spokesman" speak for."""
        doc = self._blocks[number].doc
        for token in doc[first:end]:
            if (member := self._discourse.at(number, token.idx)) and member.kind == "organisation":
                return member
        return None

    def _ministry(self, text: str) -> Member | None:
        """The ministry of the cast that "the foreign ministry" means, if there is only one."""
        key = ministry_key(text)
        if key is None:
            return None
        fitting = (
            [member for member, theirs in self._ministries if key[1] <= theirs[1] and key[0] in ("", theirs[0])]
            if len(self._ministries) <= MOST_MINISTRIES
            else []
        )
        return fitting[0] if len(fitting) == 1 else None


def _is_for_another(between: str) -> bool:
    """Whether between a role and a name stands that the one serves the other: "an aide to Vorsht"."""
    return not between.rstrip().endswith(",") and any(
        word in between.split() for word in ("to", "for", "of", "with", "by", "about")
    )


def cast_of(article: Article, blocks: Sequence[Block]) -> Cast:
    """The cast of an article whose blocks are parsed; empty where nothing was."""
    found = members_of(blocks, article.outlet)
    places = Places(blocks, found)
    describe(blocks, found, places)
    discourse = Discourse(blocks, found, places)
    if discourse.learn_genders():
        discourse = Discourse(blocks, found, places)
    for member in found:
        owners = (discourse.at(*owner) for owner in member.owners if member.affiliation is None)
        member.affiliation = next(
            (each.name for each in owners if each is not None and each.kind == "organisation"), member.affiliation
        )
    return Cast(found, blocks, places, discourse)


def _members(found: Sequence[Member], blocks: Sequence[Block]) -> tuple[CastMember, ...]:
    """What was found, as values; each name once."""
    by_name: dict[str, CastMember] = {}
    for member in found:
        by_name.setdefault(
            member.name,
            CastMember(
                name=member.name,
                kind=member.kind,
                mentions=tuple(Span(blocks[number].at, start, end) for number, start, end in member.mentions),
                roles=tuple(member.roles),
                affiliation=member.affiliation,
                country=member.country,
            ),
        )
    return tuple(by_name.values())


def same_name(one: str, other: str) -> bool:
    """Whether two names are spelled alike but for case, accents, hyphens and the article."""
    return key_of(one).removeprefix("the ") == key_of(other).removeprefix("the ")
