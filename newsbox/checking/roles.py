"""A person has two posts or countries, or a post two holders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from newsbox.checking import introduced, rivalry
from newsbox.checking.belonging import misplaced
from newsbox.checking.cast import suspects
from newsbox.checking.functions import clashes, functions, two_holders
from newsbox.checking.lands import are_nested, country_of
from newsbox.checking.nations import introduces, mixes
from newsbox.checking.posts import Holder, holders, posts
from newsbox.checking.reports.cast import across_roles
from newsbox.checking.reshuffles import contradicted
from newsbox.checking.roles_weights import NATIONS
from newsbox.checking.shape import WARNING, Check, Sheet
from newsbox.checking.telling import clipped, sentence
from newsbox.checking.titles import bearers, usurpers
from newsbox.types import Finding

BEHIND = 0.01
"""How much less sure a strange country is than the strange person it goes with: the person is told first."""
TWO_HOLDERS, TWO_SCOPES, TWO_COUNTRIES, BARE = 0.7, 0.6, 0.8, 0.6
"""Confidence of what is found about posts: too seldom on the workbench to be measured finely, and no false alarm there."""
LONG_AGO = 0.4
"""What is left of it where a year stands beside a post: one may have followed the other."""


def within(sheet: Sheet) -> Iterator[Finding]:
    """Countries that nothing else speaks of, posts with two holders, and people with two posts of one kind."""
    yield from _countries(sheet)
    held = holders(sheet)
    of_one = list(_two_holders(sheet, held))
    yield from of_one or _two_of_one(sheet)
    yield from _two_scopes(sheet, held)
    two = list(_two_functions(sheet))
    yield from two
    known = {passage.span.at for each in two for passage in each.passages}
    yield from (each for each in _introduced_twice(sheet) if not {shown.span.at for shown in each.passages} <= known)
    for each in misplaced(sheet):
        shown = [sheet.passage(each.wrong), sheet.passage(each.against)]
        told = "; ".join(rivalry.says([passage.span.at], clipped(passage.text)) for passage in shown)
        yield CHECK.finding("NB205", each.confidence, sentence(told) + ".", shown)


def _countries(sheet: Sheet) -> Iterator[Finding]:
    for confidence, rival in rivalry.surest(mixes(sheet), NATIONS):
        # Where the person so introduced is out of place too, that is the slip, and this comes with it.
        for suspicion in suspects(sheet):
            names = suspicion.rival.stranger.mentions
            goes_with = any(introduces(each, name) for each in rival.stranger.mentions for name in names)
            if goes_with and suspicion.confidence >= WARNING:
                confidence = min(confidence, suspicion.confidence - BEHIND)
        shown = rivalry.passages(sheet, rival)
        told = rivalry.message(shown, rival, about=country_of(rival.host.name))
        yield CHECK.finding("NB201", confidence, told, shown)


def _two_functions(sheet: Sheet) -> Iterator[Finding]:
    """One person is the prosecutor here and counsel for the defence there."""
    found = functions(sheet)
    often = Counter((each.party.name, each.head) for each in found)
    for clash in (*clashes(found), *contradicted(sheet, found)):
        # What is said once is likelier the slip than what is said twice; of two, the later.
        rare, common = sorted((clash.second, clash.first), key=lambda each: often[each.party.name, each.head])
        shown = [rivalry.says([each.span.at], clipped(sheet.reading.text_at(each.span))) for each in (common, rare)]
        told = f"{rare.party.name} can hardly be both: {'; '.join(shown)}."
        yield CHECK.finding("NB204", clash.confidence, told, (sheet.passage(rare.span), sheet.passage(common.span)))


def _introduced_twice(sheet: Sheet) -> Iterator[Finding]:
    """One full name is the harbour master's here and a schoolteacher's there."""
    for double in introduced.doubles(sheet):
        shown = [sheet.passage(double.first), sheet.passage(double.second)]
        told = "; ".join(rivalry.says([each.span.at], clipped(each.text)) for each in shown)
        how = (
            "introduced twice, as somebody else each time"
            if double.is_introduced_twice
            else "named in full twice, and introduced late"
        )
        yield CHECK.finding("NB206", double.confidence, f"{double.name} is {how}: {told}.", shown)


def _two_of_one(sheet: Sheet) -> Iterator[Finding]:
    """Two people are "the harbour master"."""
    found = functions(sheet)
    for one, other in [*two_holders(found)] or [*bearers(sheet)] or usurpers(sheet):
        shown = [sheet.passage(other.span), sheet.passage(one.span)]
        told = "; ".join(rivalry.says([each.span.at], clipped(each.text)) for each in reversed(shown))
        yield CHECK.finding("NB202", TWO_HOLDERS, f"Two people seem to hold one post: {told}.", shown)


def _two_holders(sheet: Sheet, held: Sequence[Holder]) -> Iterator[Finding]:
    """Two people in one post of one country or body."""
    by_post: dict[tuple[str, str], dict[str, Holder]] = {}
    for each in held:
        if each.scope:
            by_post.setdefault((each.post, each.scope), {}).setdefault(each.party.name, each)
    for (post, _), of_post in by_post.items():
        for one, other in pairwise(of_post.values()):
            if one.party.surname == other.party.surname:
                continue
            confidence = TWO_HOLDERS * _now(one, other)
            told = f"Two people are called {post} of one: {_quoted(sheet, one)}; {_quoted(sheet, other)}."
            yield CHECK.finding("NB202", confidence, told, (sheet.passage(other.span), sheet.passage(one.span)))


def _two_scopes(sheet: Sheet, held: Sequence[Holder]) -> Iterator[Finding]:
    """One person in the same post of two countries or bodies, said or understood: "the ambassador" is that of whom the article speaks."""
    by_person: dict[tuple[str, str], list[Holder]] = {}
    for each in held:
        by_person.setdefault((each.party.name, each.post), []).append(each)
    for (name, post), of_person in by_person.items():
        scoped = [each for each in of_person if each.scope]
        if not scoped:
            continue
        one = scoped[0]
        other = next((each for each in scoped if _differ(one.scope, each.scope)), None)
        if other is not None and other.scope and one.scope:
            sure = TWO_COUNTRIES if country_of(one.scope) and country_of(other.scope) else TWO_SCOPES
            told = f"{name} is called {post} of two: {_quoted(sheet, one)}; {_quoted(sheet, other)}."
            yield CHECK.finding(
                "NB203", sure * _now(one, other), told, (sheet.passage(other.span), sheet.passage(one.span))
            )
        elif len(scoped) < len(of_person):
            yield from _bare(sheet, one, next(each for each in of_person if not each.scope), held)


def _bare(sheet: Sheet, one: Holder, bare: Holder, held: Sequence[Holder]) -> Iterator[Finding]:
    """Somebody is called "the ambassador", and once that of a country; but the article's ambassador is another country's."""
    others = [each for each in posts(sheet) if each.post == one.post and each.line < bare.line.number]
    meant = {each.scope for each in others}
    taken = {each.scope for each in held if each.post == one.post and each.party is not one.party}
    if len(meant) != 1 or one.scope in meant or meant & taken or one.scope is None:
        return
    other = others[0]
    if not _differ(one.scope, other.scope):
        return
    said = rivalry.says([other.span.at], f"“{sheet.reading.text_at(other.span)}”")
    told = f"One {one.post} belongs to two: {said}; {_quoted(sheet, one)}."
    yield CHECK.finding("NB203", BARE, told, (sheet.passage(one.span), sheet.passage(other.span)))


def _differ(one: str | None, other: str | None) -> bool:
    """Whether two posts are of different countries or bodies, as far as their words tell."""
    return (
        bool(one and other)
        and not set(str(one).split()) & set(str(other).split())
        and not are_nested(str(one), str(other))
    )


def _now(*held: Holder) -> float:
    """1; less where a year stands in a sentence."""
    years = any(word.text.isdigit() and len(word.text) == 4 for each in held for word in each.line.words)
    return LONG_AGO if years else 1.0


def _quoted(sheet: Sheet, held: Holder) -> str:
    """Where somebody is said to hold a post, in the article's words."""
    return rivalry.says([held.span.at], f"“{sheet.reading.text_at(held.span)}”")


CHECK = Check(
    name="roles",
    codes={
        "NB201": "Somebody or something is called after one country where the rest of the article speaks of another.",
        "NB202": "Two people are said to hold one post at one time.",
        "NB203": "One person is said to hold the same post of two countries or bodies.",
        "NB204": "One person is said to be two things that rule each other out.",
        "NB205": "Somebody, or a post, is said to belong to another country or body than elsewhere.",
        "NB206": "One person is introduced twice, each time as somebody else.",
        "NB221": "Two reports of a story give one person different posts.",
        "NB222": "Two reports of a story give one person different countries.",
        "NB223": "Two reports of a story name different holders of one post.",
    },
    within=within,
    across=across_roles,
)
