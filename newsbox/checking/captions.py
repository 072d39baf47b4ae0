"""Does a picture's caption name another person, house or place than the article has for its kind?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsbox.checking.functions import PORTFOLIOS, functions
from newsbox.checking.participants import acts_of
from newsbox.checking.shape import TOP, Line, Sheet
from newsbox.types import Span, Word

DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
KINDS = frozenset(
    """museum gallery theatre theater opera library school college university academy hospital clinic church cathedral mosque
    synagogue temple chapel monastery abbey bridge station airport harbour harbor port stadium arena hall palace castle tower
    tunnel dam quarry mine mill factory plant brewery hotel bank prison court parliament ministry zoo park garden street square
    lighthouse observatory reservoir glacier lake river valley pass mountain bay island ferry cup trophy prize festival marathon
    rovers united city athletic wanderers rangers""".split()
)
"""What names of houses and places say that they are, in their last word."""
HOUSE, HOLDER, MATCH = 0.75, 0.7, 0.65
"""How sure: another house in another place, another holder of one part, nobody of the article at all."""
BUILDINGS = {
    word: str(number)
    for number, row in enumerate(
        """shop store supermarket market boutique mall | bakery | pub inn bar restaurant cafe | hotel hostel | warehouse depot |
        factory plant works mill foundry brewery dairy shipyard | house home cottage villa | flat apartment | barn farm stable |
        garage workshop | school college academy university nursery | hospital clinic infirmary surgery | library | museum gallery |
        theatre theater cinema | church chapel cathedral | mosque | synagogue temple | pool baths | gym stadium arena hall |
        station | airport | bridge footbridge viaduct | tunnel | dam reservoir | quarry mine pit | pier quay jetty | court courthouse |
        bank | prison jail | zoo | lighthouse | windmill | playground""".split("|")
    )
    for word in row.split()
}
"""What a picture may show, by kind."""
AT = frozenset("at outside in inside of near opens reopens visits enters leaves".split())
"""What stands before what a picture shows."""
APPOSED = 6
"""Words before a name in which what somebody is may stand."""
NAME_AND_KIND = 2
TELLING = 2
"""Words that a caption and a text share if they speak of one event."""
PEOPLE = frozenset(
    """goalkeeper keeper striker forward winger defender midfielder captain coach manager skipper mayor minister president premier
    governor chancellor judge prosecutor director conductor pianist violinist soprano tenor actor actress singer author novelist
    painter architect chairman chairwoman chief leader champion winner rider driver pilot astronaut bishop king queen rector
    cyclist runner swimmer skier jockey curator commissioner ambassador widow founder owner""".split()
)
"""What somebody in a picture is."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words of a caption, and those of the article that have their place."""

    confidence: float
    wrong: Span
    against: Span


@dataclass(frozen=True, slots=True)
class Chunk:
    """A name: words of a sentence, half-open."""

    line: Line
    first: int
    end: int

    @property
    def words(self) -> list[str]:
        """Its words, lower case."""
        return [word.text.casefold() for word in self.line.words[self.first : self.end]]

    @property
    def span(self) -> Span:
        """Its place."""
        return Span(self.line.at, self.line.words[self.first].start, self.line.words[self.end - 1].end)


def foreign(sheet: Sheet) -> Iterator[Foreign]:
    """What a caption names that the article knows nothing of, beside what the article has in its place. The surest one."""
    caption = [line for line in sheet.lines if line.at == "caption"]
    text = [line for line in sheet.lines if line.at != "caption"]
    if not caption or not text:
        return
    said = {word.text.casefold() for line in text for word in line.words}
    named = [chunk for line in caption for chunk in chunks(line)]
    known = [chunk for line in text for chunk in chunks(line)]
    strange = [chunk for chunk in named if not _own(chunk) & said]
    unknown = [chunk for chunk in named if _own(chunk) - said]
    elsewhere = list(_another_building(caption, text))
    if elsewhere or not unknown:
        yield from elsewhere[:1]
        return
    found = [*_houses(unknown, known, said, len(unknown) == len(named)), *_holders(sheet, unknown, known, said, text)]
    if len(strange) == len(named) and not found:
        found = list(_another_event(strange, caption, text))
    yield from sorted(found, key=lambda each: -each.confidence)[:1]


def chunks(line: Line) -> Iterator[Chunk]:
    """The names of a sentence: runs of words with capitals that the model takes for names."""
    first = None
    for place, word in enumerate((*line.words, None)):
        if word is not None and _is_name(word):
            first = place if first is None else first
        elif first is not None:
            yield Chunk(line, first, place)
            first = None


def _is_name(word: Word) -> bool:
    return (
        word.pos == "PROPN"
        and word.text[:1].isupper()
        and word.entity not in ("DATE", "TIME")
        and word.text.casefold() not in DAYS
    )


def _own(chunk: Chunk) -> set[str]:
    """Its words but for those of its kind: "glass" of "Glass Museum"."""
    return {word for word in chunk.words if word not in KINDS and word not in PEOPLE}


def _houses(named: Sequence[Chunk], known: Sequence[Chunk], said: set[str], is_all: bool) -> Iterator[Foreign]:
    """The Glass Museum in Tresk, where the article has the Maritime Museum in Skarn."""
    for chunk in named:
        kind, own = _kind(chunk), _own(chunk)
        if kind is None or not own - said:
            continue
        rivals = {tuple(each.words): each for each in known if _kind(each) == kind and _own(each)}
        if (is_all or len(chunk.words) > NAME_AND_KIND) and len(rivals) == 1:
            (rival,) = rivals.values()
            if not (own <= _own(rival) or own >= _own(rival)):
                yield Foreign(HOUSE, chunk.span, rival.span)


def _another_building(caption: Sequence[Line], text: Sequence[Line]) -> Iterator[Foreign]:
    """The shop in Tresk, where the article knows of no shop, and its opening has a bakery, and places, but not Tresk."""
    opening = [line for line in text if line.at in TOP]
    top = {word.text.casefold() for line in opening for word in line.words}
    kinds = {BUILDINGS[lemma] for line in text for word in line.words if (lemma := word.lemma.casefold()) in BUILDINGS}
    whole = {word.lemma.casefold() for line in text for word in line.words}
    for line in caption:
        words = line.words
        for place in range(2, len(words) - 2):
            kind = BUILDINGS.get(words[place].text)
            before = [word.text.casefold() for word in words[max(0, place - 4) : place]]
            is_shown = "the" in before and bool(set(before) & AT)
            town = words[place + 2]
            is_in = words[place + 1].text in ("in", "at", "near") and town.pos == "PROPN" and town.text[:1].isupper()
            said_before = words[place - 1]
            is_unheard = said_before.pos == "NOUN" and said_before.lemma.casefold() not in whole
            if (
                kind is None
                or (kind in kinds and not is_unheard)
                or not (is_shown and is_in)
                or town.text.casefold() in top
            ):
                continue
            for other in opening:
                for at, word in enumerate(other.words):
                    if BUILDINGS.get(word.lemma.casefold(), kind) != kind and _has_place(other, at):
                        yield Foreign(
                            HOUSE, Span("caption", words[place].start, town.end), Span(other.at, word.start, word.end)
                        )
                        return


def _has_place(line: Line, noun: int) -> bool:
    """Whether a name stands near a building, as where it is: "the bakery in Bridge Street, Skarn", "Skarn bakery"."""
    return any(
        word.pos == "PROPN" and word.text[:1].isupper() and word.entity not in ("DATE", "TIME")
        for word in line.words[max(0, noun - 2) : noun + 6]
    )


def _kind(chunk: Chunk) -> str | None:
    """What sort of house or place a name says that it is: "museum"; None for other names."""
    if len(chunk.words) < NAME_AND_KIND:
        return None
    return next((word for word in (chunk.words[-1], chunk.words[0]) if word in KINDS), None)


def _holders(
    sheet: Sheet, named: Sequence[Chunk], known: Sequence[Chunk], said: set[str], text: Sequence[Line]
) -> Iterator[Foreign]:
    """Goalkeeper Oriel Hask, where the article's goalkeeper is somebody else."""
    shared = {key for line in text for key in line.about}
    for chunk in named:
        part, name, beside = _part(chunk)
        if part is None or len(name) < NAME_AND_KIND or set(name) & said or len(shared & chunk.line.about) < TELLING:
            continue
        rivals = {
            each.party.name.casefold(): each.span
            for each in functions(sheet)
            if each.head == part and each.mention.at != "caption" and not (each.portfolios and not beside & each.beside)
        }
        for other in known:
            name_there = _part(other)[1]
            is_same = part in (_part(other)[0], _apposed(other)) and not beside & set(PORTFOLIOS)
            if is_same and len(name_there) >= NAME_AND_KIND:
                rivals.setdefault(" ".join(name_there), other.span)
        rivals = {
            name: span
            for name, span in rivals.items()
            if not any(name != each and name.casefold().endswith(each.casefold()) for each in rivals)
        }
        if part in ("winner", "champion"):
            for act in acts_of(sheet).acts:
                if (
                    act.mention.at == 0
                    and not act.suffers
                    and act.mention.line.words[act.verb].lemma.casefold() == "win"
                ):
                    rivals[act.party.name.casefold()] = act.mention.span
        if len(rivals) == 1:
            yield Foreign(HOLDER, chunk.span, next(iter(rivals.values())))


def _part(chunk: Chunk) -> tuple[str | None, list[str], set[str]]:
    """What a name is said to be, the name itself, and the words before: "goalkeeper", "lewis hask"; None where it is not said."""
    inside = [place for place, word in enumerate(chunk.words[:-1]) if word in PEOPLE]
    if inside:
        cut = inside[-1]
        return chunk.words[cut], chunk.words[cut + 1 :], set(chunk.words[:cut])
    before = [word.text.casefold() for word in chunk.line.words[max(0, chunk.first - 3) : chunk.first]]
    if before and before[-1] in PEOPLE:
        return before[-1], chunk.words, set(before[:-1])
    return None, chunk.words, set()


def _apposed(chunk: Chunk) -> str | None:
    """What stands before the comma before a name: "the mayor of Skarn, Livia Brandt"."""
    words = chunk.line.words
    if chunk.first < 2 or words[chunk.first - 1].text != ",":
        return None
    before = [word.text.casefold() for word in words[max(0, chunk.first - APPOSED) : chunk.first - 1]]
    return next((word for word in reversed(before) if word in PEOPLE), None) if "," not in before else None


def _another_event(strange: Sequence[Chunk], caption: Sequence[Line], text: Sequence[Line]) -> Iterator[Foreign]:
    """Two names and another day, none of them in the article, and yet the words of one event."""
    days = {word.text.casefold() for line in caption for word in line.words} & DAYS
    lead = [line for line in text if line.at == 0]
    shared = {key for line in text for key in line.about} & {key for line in caption for key in line.about}
    theirs = {word.text.casefold() for line in lead for word in line.words} & DAYS
    if len(strange) >= TELLING and len(shared) >= TELLING and days and theirs and not days & theirs:
        opening = next((chunk for line in lead for chunk in chunks(line)), None)
        if opening is not None:
            yield Foreign(MATCH, strange[0].span, opening.span)
