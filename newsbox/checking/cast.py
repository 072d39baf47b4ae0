"""The parts of an article name different people, bodies or countries for one part of one event."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from newsbox.checking import rivalry
from newsbox.checking.captions import foreign
from newsbox.checking.cast_weights import PEOPLE, PLACES
from newsbox.checking.given_names import HERS, HIS
from newsbox.checking.nations import introduces, lands
from newsbox.checking.participants import wrongs
from newsbox.checking.people import SAYING, Mention, Party, gender, gender_near, parties
from newsbox.checking.reports.cast import across_cast
from newsbox.checking.rivalry import Named, Rival, Suspicion
from newsbox.checking.shape import Check, Sheet, once
from newsbox.checking.signs import is_in_capitals, is_in_lead, is_listed, signs_of, slot_of
from newsbox.checking.sites import astray
from newsbox.checking.telling import clipped, sentence
from newsbox.checking.whereabouts import moves
from newsbox.types import Finding, Span

LEAD = 2
"""Paragraphs that say what an article is about."""
MOST = 40
"""People that are compared with each other, so that a list of names stays linear: those named most."""
FEW = 4
"""Places beyond which a name is no stranger to an article."""
PLACE_ALONE = 0.4
"""The surest that a place can be: where things happen, an article's own words tell least."""
FOREIGN = 0.5
"""Of the doubt about a likely stranger, what a country goes with that nothing else in the article has to do with."""
PERSON = ("PERSON",)


def within(sheet: Sheet) -> Iterator[Finding]:
    """Who and what seems to stand in somebody else's place."""
    for each in suspects(sheet):
        first = each.rival.stranger.mentions[0]
        is_lead = first.at == "headline" or is_in_lead(first, LEAD)
        yield _finding(sheet, "NB101" if is_lead else "NB102", each)
    for wrong in wrongs(sheet):
        yield _set_against(sheet, "NB104", wrong.confidence, (wrong.act, *wrong.against))
    for picture in foreign(sheet):
        yield _set_against(sheet, "NB105", picture.confidence, (picture.wrong, picture.against))
    for thing in astray(sheet):
        yield _set_against(sheet, "NB106", thing.confidence, (thing.wrong, thing.against))
    for each in rivalry.surest(moves(sheet), PLACES):
        yield _finding(sheet, "NB103", Suspicion(min(PLACE_ALONE, each.confidence), each.rival))


@once
def suspects(sheet: Sheet) -> list[Suspicion]:
    """Who seems to stand in somebody else's place, the surest first; worked out once."""
    return [_with_country(sheet, each) for each in rivalry.surest(rivals(sheet), PEOPLE)]


def _with_country(sheet: Sheet, suspicion: Suspicion) -> Suspicion:
    """Surer where the stranger is said to be of a country that is as strange to the article: "Veldish leader Oriel Hask"."""
    names = suspicion.rival.stranger.mentions
    for land in lands(sheet):
        if land.called and all(any(introduces(each, name) for name in names) for each in land.mentions):
            confidence = suspicion.confidence
            return Suspicion(confidence + (1 - confidence) * FOREIGN * confidence, suspicion.rival)
    return suspicion


def _finding(sheet: Sheet, code: str, suspicion: Suspicion) -> Finding:
    shown = rivalry.passages(sheet, suspicion.rival)
    return CHECK.finding(code, suspicion.confidence, rivalry.message(shown, suspicion.rival), shown)


def _set_against(sheet: Sheet, code: str, confidence: float, spans: Sequence[Span]) -> Finding:
    """What one place says, and what the rest of the article says against it."""
    told = "; ".join(rivalry.says([each.at], clipped(sheet.reading.text_at(each))) for each in spans)
    return CHECK.finding(code, confidence, sentence(told) + ".", [sheet.passage(each) for each in spans])


def rivals(sheet: Sheet) -> Iterator[Rival]:
    """Every stranger among an article's people, with everybody else."""
    people = parties(sheet, "person")[:MOST]
    if len(people) < 2:
        return
    article = _Article(sheet, people)
    named = {each.name: Named(each.name, tuple(each.mentions)) for each in people}
    surnames = {each.surname: each for each in reversed(people)}
    for stranger in people:
        if len(stranger.mentions) > FEW or not stranger.is_introduced or _holds_another(stranger, surnames):
            continue
        alone = article.alone(stranger)
        for host in people:
            if host is stranger or article.words[stranger.name] & article.words[host.name]:
                continue
            together, nearest = article.together(stranger, host)
            yield Rival(named[stranger.name], named[host.name], {**alone, **together}, nearest)


def _holds_another(stranger: Party, surnames: Mapping[str, Party]) -> bool:
    """Whether a name is another's with words around it that the model took for a part: "Hask Wins", "Hask-Tarrow"."""
    words = stranger.name.casefold().replace("-", " ").replace("–", " ").split()
    others = (surnames.get(word) for word in words)
    return any(other is not None and other is not stranger and len(other.mentions) > 1 for other in others)


class _Article:
    """What the signs of all pairs of an article's people are worked out from."""

    def __init__(self, sheet: Sheet, people: Sequence[Party]) -> None:
        self.people = people
        self.total = sum(len(each.mentions) for each in people)
        self.lead = min(LEAD, len(sheet.reading.paragraphs))
        self.signs = signs_of(sheet)
        self.genders = gender(people)
        self.slots = {each.name: slot_of(each.mentions) for each in people}
        self.company: dict[int, set[str]] = {}
        for each in people:
            for number in each.lines:
                self.company.setdefault(number, set()).add(each.name)
        self.lines = {each.name: each.lines for each in people}
        self.words = {each.name: frozenset(each.name.casefold().split()) for each in people}
        self.labelled = {each.name: _labelled(each.mentions) for each in people}
        self.full = {
            each.name: next((mention.line.number for mention in each.mentions if mention.is_full), None)
            for each in people
        }
        self.body = {
            each.name: [mention for mention in each.mentions if mention.at not in ("headline", "summary")]
            for each in people
        }
        self.numbers = {name: [mention.line.number for mention in body] for name, body in self.body.items()}
        self.parts = {each.name: {mention.at for mention in each.mentions} for each in people}
        self.companies = {name: self._company(lines) for name, lines in self.lines.items()}
        self.in_lead = {
            name: any(is_in_lead(mention, self.lead) for mention in body) for name, body in self.body.items()
        }
        self.orphans = sum(not each.is_introduced for each in people)
        self.once = sum(len(each.mentions) == 1 for each in people)
        self.capitals = {line.number for line in sheet.lines if is_in_capitals(line)}
        self.introductions = sorted(
            (each.mentions[0].line.number, each.mentions[0].first, each.name)
            for each in people
            if each.is_introduced and len(each.mentions) <= 2
        )
        self.last = max(1, len(sheet.reading.paragraphs) - 1)
        self.sentences = len(sheet.lines)

    def alone(self, stranger: Party) -> dict[str, float]:
        """What the stranger's own places say."""
        mentions = stranger.mentions
        first = mentions[0]
        in_lead = sum(is_in_lead(each, self.lead) for each in mentions)
        root = first.line.words[first.root]
        short = [each for each in mentions if not each.is_full]
        return {
            "x once": float(len(mentions) == 1),
            "x twice": float(len(mentions) == 2),
            "x taken up outside lead": float(any(not is_in_lead(each, self.lead) for each in short)),
            "x in one part": float(len({each.at for each in mentions}) == 1),
            "x all in lead": float(in_lead == len(mentions)),
            "x some in lead": float(0 < in_lead < len(mentions)),
            "x first": float(first.at in (0, "headline")),
            "x depth": first.at / self.last if isinstance(first.at, int) else 0.0,
            "x titled": float(bool(self.slots[stranger.name].roles)),
            "x affiliated": float(bool(stranger.member and stranger.member.affiliation)),
            "x says": float(any(_says(each) for each in mentions)),
            "x listed": float(any(is_listed(each, PERSON) for each in mentions)),
            "x subject": float(root.dep in ("nsubj", "nsubjpass")),
            "x owner": float(root.dep == "poss"),
            "x only in a line of capitals": float(all(each.line.number in self.capitals for each in mentions)),
            "x labelled": self.labelled[stranger.name],
            "x known given name": float(_given(stranger) in HIS or _given(stranger) in HERS),
            "x plural": float(root.tag == "NNPS"),
            "x long": float(len(stranger.name.split()) > 3),
            "x of the other gender": _clash(stranger),
            "others once": math.log1p(self.once - (len(mentions) == 1)),
            "orphans": math.log1p(self.orphans),
            "people": math.log1p(len(self.people)),
            "sentences": math.log1p(self.sentences),
        }

    def together(self, stranger: Party, host: Party) -> tuple[dict[str, float], tuple[int, int] | None]:
        """What the places of both say; and the two sentences that have most in common."""
        mine, theirs = stranger.mentions, host.mentions
        my_lines, their_lines = self.lines[stranger.name], self.lines[host.name]
        first, last = mine[0].line.number, mine[-1].line.number
        body = self.body[host.name]
        numbers = self.numbers[host.name]
        before, behind = bisect_left(numbers, first), bisect_right(numbers, last)
        after = numbers[behind] - last if behind < len(numbers) else 0
        in_headline = len(body) < len(theirs)
        missing = in_headline and bool(body) and not self.in_lead[host.name]
        full = self.full[host.name]
        shared = self.signs.shared(my_lines, their_lines, self.words[stranger.name] | self.words[host.name])
        _, clause, near = self.slots[stranger.name].same(self.slots[host.name])
        sex = self.genders[host.name] * self.genders[stranger.name]
        company = self.companies[stranger.name] - {stranger.name, host.name}
        many = math.log(len(theirs))
        return {
            "y many": many,
            "y orphan, many": many * (full is None),
            "y first, none before": many * (before == 0 and after > 0),
            "y late name": float(full is not None and bool(body) and full > body[0].line.number),
            "y in headline": float(in_headline),
            "y in headline, not in lead": float(missing),
            "y none before": float(before == 0),
            "y before": math.log1p(before),
            "y next": 1 / after if after else 0.0,
            "y nearest": float(self._is_nearest(stranger, body)),
            "y in same sentence": float(bool(my_lines & their_lines)),
            "y in same part": float(bool(self.parts[stranger.name] & self.parts[host.name])),
            "y labelled": self.labelled[host.name],
            "y perhaps nobody": float(host.member is None or host.member.kind != "person"),
            "y titled": float(bool(self.slots[host.name].roles)),
            "shared weight": min(shared.total, 30.0) / 10,
            "shared best": min(shared.best, 15.0) / 5,
            "shared words": min(shared.count, 6.0) / 3,
            "same clause": clause,
            "same neighbours": near,
            "same gender": float(sex > 0),
            "other gender": float(sex < 0),
            "same company": len(company & self.companies[host.name]) / len(company) if company else 0.5,
        }, shared.lines

    def _company(self, lines: set[int]) -> set[str]:
        """Who is named in sentences."""
        return set().union(*(self.company[number] for number in lines))

    def _is_nearest(self, stranger: Party, body: Sequence[Mention]) -> bool:
        """Whether the stranger was the last to be introduced before the host is first named."""
        if not body:
            return False
        before = bisect_left(self.introductions, (body[0].line.number, body[0].first, "")) - 1
        return before >= 0 and self.introductions[before][2] == stranger.name


def _labelled(mentions: Sequence[Mention]) -> float:
    """Share of places at which the model saw a person."""
    return sum(each.line.words[each.root].entity == "PERSON" for each in mentions) / len(mentions)


def _clash(stranger: Party) -> float:
    """Whether the words around a name speak of the other gender than the given name does: 1 if so, -0.5 if of the same."""
    given = _given(stranger)
    near = sum(map(gender_near, stranger.mentions))
    if given in HIS:
        return 1.0 if near < 0 else -0.5 if near > 0 else 0.0
    if given in HERS:
        return 1.0 if near > 0 else -0.5 if near < 0 else 0.0
    return 0.0


def _given(party: Party) -> str:
    return party.name.split()[0].casefold()


def _says(mention: Mention) -> bool:
    return mention.line.words[mention.root].dep == "nsubj" and mention.head.lemma.casefold() in SAYING


CHECK = Check(
    name="cast",
    codes={
        "NB101": "The headline or the opening names one person, the rest of the article another, for one part of one event.",
        "NB102": "A person is named in one place where the rest of the article names another.",
        "NB103": "A place is named in one sentence where the rest of the article names another.",
        "NB104": "Somebody is told to do what the rest of the article tells of another.",
        "NB105": "A caption names another person, house or place than the article has for its kind.",
        "NB106": "One thing, or what befell somebody, is said to be in two places.",
        "NB121": "Two reports of a story name different people for one part.",
    },
    within=within,
    across=across_cast,
)
