"""Which place of an article may stand where another belongs?"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from newsbox.checking.lands import STATES, WITHIN, are_nested, country_of
from newsbox.checking.nations import lands
from newsbox.checking.people import Party, parties
from newsbox.checking.rivalry import Named, Rival
from newsbox.checking.shape import Sheet
from newsbox.checking.signs import is_listed, signs_of, slot_of

MOST = 30
"""Places that are compared with each other: those named most."""
FEW = 2
"""Places beyond which a name is no stranger to an article."""
LABELS = ("GPE", "LOC", "FAC")
"""The model's labels of places."""
MUCH = 4
"""Mentions of a country and what lies in it from which the article is at home there."""


def moves(sheet: Sheet) -> Iterator[Rival]:
    """Every place that is named once or twice, with every other that it may stand for; a city and its country are no pair."""
    found = [party for party in parties(sheet, "place") if not _is_hyphened(party)][:MOST]
    if len(found) < 2:
        return
    article = _Article(sheet, found)
    named = {each.name: Named(each.name, tuple(each.mentions)) for each in found}
    for stranger in found:
        if len(stranger.mentions) > FEW:
            continue
        alone = article.alone(stranger)
        for host in found:
            if host is stranger or len(host.mentions) < len(stranger.mentions) or are_nested(stranger.name, host.name):
                continue
            together, nearest = article.together(stranger, host, alone["x foreign"])
            yield Rival(named[stranger.name], named[host.name], {**alone, **together}, nearest)


def _is_hyphened(party: Party) -> bool:
    """Whether it only says where somebody comes from: "Tarrow-born"."""
    first = party.mentions[0]
    words = first.line.words
    return first.end < len(words) and words[first.end].text == "-"


def size_of(name: str) -> str:
    """Whether a place is known as a "state" of the United States, a "country" or a "city"; "" for others."""
    plain = name.casefold().removeprefix("the ")
    return "state" if plain in STATES else "country" if country_of(plain) else "city" if plain in WITHIN else ""


def home_of(name: str) -> str:
    """The country a place is or lies in; "" where that is not known."""
    plain = name.casefold().removeprefix("the ")
    if plain not in STATES and (country := country_of(plain)):
        return country
    return next((country for larger in sorted(WITHIN.get(plain, ())) if (country := country_of(larger))), "")


class _Article:
    """What the signs of all pairs of an article's places are worked out from."""

    def __init__(self, sheet: Sheet, found: Sequence[Party]) -> None:
        self.found = found
        self.signs = signs_of(sheet)
        self.total = sum(len(each.mentions) for each in found)
        self.once = sum(len(each.mentions) == 1 for each in found)
        self.company: dict[int, set[str]] = {}
        for person in parties(sheet, "person"):
            for number in person.lines:
                self.company.setdefault(number, set()).add(person.name)
        self.lines = {each.name: each.lines for each in found}
        self.slots = {each.name: slot_of(each.mentions) for each in found}
        self.sizes = {each.name: size_of(each.name) for each in found}
        self.homes = {each.name: home_of(each.name) for each in found}
        self.weight = self._weight(sheet)
        self.main = max((each for each in self.weight if each), key=lambda each: self.weight[each], default="")
        self.last = max(1, len(sheet.reading.paragraphs) - 1)
        self.sentences = len(sheet.lines)

    def _weight(self, sheet: Sheet) -> Mapping[str, int]:
        """By country, how often it, its people and places in it are named."""
        weight: dict[str, int] = {}
        for each in self.found:
            weight[self.homes[each.name]] = weight.get(self.homes[each.name], 0) + len(each.mentions)
        for land in lands(sheet):
            weight[land.name] = weight.get(land.name, 0) + len(land.mentions)
        return weight

    def alone(self, stranger: Party) -> dict[str, float]:
        """What the stranger's own places say."""
        mentions = stranger.mentions
        first = mentions[0]
        words = first.line.words
        before = words[first.first - 1].text.casefold() if first.first else ""
        root = words[first.root]
        home, size = self.homes[stranger.name], self.sizes[stranger.name]
        is_foreign = bool(home) and self.weight[home] <= len(mentions)
        return {
            "x once": float(len(mentions) == 1),
            "x depth": first.at / self.last if isinstance(first.at, int) else 0.0,
            "x listed": float(any(is_listed(each, LABELS) for each in mentions)),
            "x after comma": float(before == ","),
            "x in brackets": float(before in ("(", "-", "—", "–", "/")),
            "x before noun": float(root.dep in ("compound", "nmod", "amod")),
            "x owner": float(root.dep == "poss"),
            "x subject": float(root.dep in ("nsubj", "nsubjpass")),
            "x in": float(before in ("in", "at")),
            "x from": float(before in ("from", "to", "of")),
            "x known": float(bool(size)),
            "x city": float(size == "city"),
            "x labelled": float(root.entity in LABELS),
            "x foreign": float(is_foreign),
            "x foreign, home known": float(is_foreign and self.weight.get(self.main, 0) > MUCH),
            "x long": float(len(stranger.name.split()) > 2),
            "others once": math.log1p(self.once),
            "places": math.log1p(len(self.found)),
            "sentences": math.log1p(self.sentences),
        }

    def together(self, stranger: Party, host: Party, foreign: float) -> tuple[dict[str, float], tuple[int, int] | None]:
        """What the places of both say; and the two sentences that have most in common."""
        mine, theirs = self.lines[stranger.name], self.lines[host.name]
        names = {*stranger.name.casefold().split(), *host.name.casefold().split()}
        shared = self.signs.shared(mine, theirs, names)
        _, clause, near = self.slots[stranger.name].same(self.slots[host.name])
        company, others = self._company(mine), self._company(theirs)
        apart = not mine & theirs
        words = min(shared.count, 6.0) / 3
        same_size = self.sizes[stranger.name] == self.sizes[host.name]
        return {
            "y share": len(host.mentions) / self.total,
            "y many": math.log(len(host.mentions)),
            "y known": float(bool(self.sizes[host.name])),
            "y in same sentence": float(not apart),
            "y in same part": float(
                bool({each.at for each in stranger.mentions} & {each.at for each in host.mentions})
            ),
            "shared best": min(shared.best, 15.0) / 5,
            "shared words": words,
            "shared words, apart": words * apart,
            "same clause": clause,
            "same neighbours": near,
            "same company": len(company & others) / len(company) if company else 0.5,
            "same size": float(same_size),
            "same size, known": float(same_size and bool(self.sizes[host.name])),
            "x foreign, y at home": foreign * (self.homes[host.name] == self.main),
            "x foreign, shared words": foreign * apart * words,
            "x foreign, same clause": foreign * apart * (clause or near),
        }, shared.lines

    def _company(self, lines: set[int]) -> set[str]:
        """Who is named in sentences."""
        return set().union(*(self.company.get(number, set()) for number in lines))
