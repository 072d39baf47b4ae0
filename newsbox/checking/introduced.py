"""Who is introduced twice, as two different people?

A report gives somebody's full name once, with what he or she is, and the surname after that. Where a full name is given
again further down with another introduction, one of the two was often meant to be somebody else's name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from newsbox.checking.functions import NOUNS
from newsbox.checking.people import HONORIFICS, Mention, Party, parties
from newsbox.checking.shape import Sheet
from newsbox.types import Place, Span, Word

TWICE, ALONE, LATE = 0.85, 0.65, 0.5
"""How sure a slip is: where both places say what somebody is, where one says less, and where only the second says anything."""
OTHERS, SHORT = 2, 14
"""Other people with one full name each, beside whom a second one tells something; paragraphs of a short report."""
LONGEST = 9
"""Words of an introduction that are looked at."""
NOTHING = frozenset("a an the his her its their our of for and or by in at to 's ’s - , old year".split())
"""Words that say nothing of who somebody is."""
BESIDES = frozenset(
    "candidate nominee hopeful front-runner frontrunner veteran star sen gov rep sen. gov. rep. former ex".split()
)
"""What somebody is besides what he or she is; a country's well-known people are called now this, now that."""
ENDS = frozenset((",", ".", ";", "—", "–", "-", ")", ":"))


@dataclass(frozen=True, slots=True)
class Introduction:
    """A full name with the words that say who it is."""

    said: frozenset[str]
    """The words that say it, without their endings and case."""
    span: Span
    """Those words and the name."""
    is_role: bool = True
    """Whether they say what somebody is, and not only what "who" did."""

    @property
    def at(self) -> Place:
        """The paragraph."""
        return self.span.at


@dataclass(frozen=True, slots=True)
class Double:
    """A full name that stands in two paragraphs for what seem to be two people."""

    name: str
    first: Span
    second: Span
    is_introduced_twice: bool
    """Else only the second time, which is late."""
    confidence: float


def doubles(sheet: Sheet) -> Iterator[Double]:
    """People who are introduced twice as different things, or only where they are named in full the second time."""
    if sheet.reading.language not in (None, "en"):
        return
    people = [party for party in parties(sheet, "person") if " " in party.name]
    again = [party for party in people if len({each.at for each in _in_full(party)}) > 1]
    once = sum(len(_in_full(party)) == 1 for party in people)
    for party in again:
        full = _in_full(party)
        told = [introduction(each) for each in full]
        known = [each for each in told if each is not None]
        pair = next((each for each in combinations(known, 2) if each[0].at != each[1].at), None)
        # Other articles like to give names in full again. Less than two roles tells something only where others have a full name once.
        is_only = len(again) == 1 and len(sheet.reading.paragraphs) <= SHORT
        is_contrast = is_only and once >= OTHERS
        if pair is not None and not any(one.said & other.said for one, other in combinations(known, 2)):
            are_roles = pair[0].is_role and pair[1].is_role
            if (are_roles and is_only) or is_contrast:
                yield Double(party.name, pair[0].span, pair[1].span, True, TWICE if are_roles else ALONE)
        late = told[-1]
        is_late = len(full) == 2 and len(known) == 1
        if late is not None and is_contrast and is_late and not any(each.at == "headline" for each in party.mentions):
            yield Double(party.name, full[0].span, late.span, False, LATE)


def _in_full(party: Party) -> list[Mention]:
    """Where the text's paragraphs give a full name."""
    # A surname of two parts is none: "Marsh-Hill".
    return [
        each
        for each in party.mentions
        if each.is_full
        and isinstance(each.at, int)
        and "-" not in {word.text for word in each.line.words[each.first : each.first + 2]}
    ]


def introduction(mention: Mention) -> Introduction | None:
    """What a full name is introduced as where it stands; None where it stands alone."""
    return _title(mention) or _apposed_before(mention) or _apposed_behind(mention) or _told_behind(mention)


def _title(mention: Mention) -> Introduction | None:
    """As "Finance director Oriel Hask"."""
    words = mention.line.words
    first = mention.first
    while first and mention.first - first < LONGEST and _is_of_title(words, first - 1):
        first -= 1
    said = words[first : mention.first]
    if not said or said[-1].pos not in ("NOUN", "PROPN"):
        return None
    # What happens to stand before a name hangs on something else: "the day Oriel Hask resigned".
    if not mention.first <= said[-1].head < mention.end and said[-1].text.casefold() not in NOUNS:
        return None
    return _introduction(mention, first, mention.first, first, mention.end)


def _is_of_title(words: Sequence[Word], place: int) -> bool:
    word = words[place]
    return (word.pos in ("NOUN", "PROPN", "ADJ") or word.tag in ("HYPH",)) and word.entity not in (
        "PERSON",
        "DATE",
        "TIME",
    )


def _apposed_before(mention: Mention) -> Introduction | None:
    """As "The museum's director, Oriel Hask, said"."""
    words = mention.line.words
    comma = mention.first - 1
    if comma < 1 or words[comma].text != "," or mention.end >= len(words):
        return None
    head = next(
        (place for place in range(comma - 1, max(-1, comma - LONGEST), -1) if _carries(words, place, mention)), None
    )
    if head is None:
        return None
    first = head
    while (
        first
        and comma - first < LONGEST
        and (
            words[first - 1].pos in ("NOUN", "PROPN", "ADJ", "NUM", "DET", "PART")
            or words[first - 1].tag in ("PRP$", "HYPH")
            or words[first - 1].text in ("of", "for")
        )
    ):
        first -= 1
    return _introduction(mention, first, comma, first, mention.end)


def _carries(words: Sequence[Word], place: int, mention: Mention) -> bool:
    """Whether a name stands beside a noun as its other name."""
    return words[place].tag == "NN" and words[mention.root].head == place and words[mention.root].dep == "appos"


def _apposed_behind(mention: Mention) -> Introduction | None:
    """As "Oriel Hask, the museum's director,"."""
    words = mention.line.words
    at = mention.end
    if at >= len(words) or words[at].text != ",":
        return None
    head = next(
        (
            place
            for place in range(at + 1, min(len(words), at + LONGEST))
            if words[place].tag in ("NN", "NNP")
            and words[place].dep == "appos"
            and mention.first <= words[place].head < mention.end
        ),
        None,
    )
    if head is None or any(word.text == "," for word in words[at + 1 : head]):
        return None
    last = head + 1
    while (
        last < len(words)
        and last < head + LONGEST
        and words[last].text not in ENDS
        and words[last].pos not in ("VERB", "AUX")
    ):
        last += 1
    return _introduction(mention, at + 1, last, mention.first, last)


def _told_behind(mention: Mention) -> Introduction | None:
    """As "Oriel Hask, who lives next door,"; an age tells nothing: many reports give it with a second mention."""
    words = mention.line.words
    at = mention.end
    if at + 2 >= len(words) or words[at].text != ",":
        return None
    if words[at + 1].text.casefold() not in ("who", "whose") or words[at + 2].text == "is":
        return None
    last = at + 2
    while last < len(words) and last < at + LONGEST and words[last].text not in ENDS:
        last += 1
    found = _introduction(mention, at + 1, last, mention.first, last)
    return replace(found, is_role=False) if found is not None else None


def _introduction(mention: Mention, first: int, end: int, start: int, stop: int) -> Introduction | None:
    words = mention.line.words
    said = frozenset(
        word.lemma.casefold()
        for word in words[first:end]
        if word.text[0].isalpha()
        and word.text.casefold() not in NOTHING
        and word.text.strip(".").casefold() not in HONORIFICS
    )
    if not said or said & BESIDES:
        return None
    return Introduction(said, Span(mention.at, words[start].start, words[stop - 1].end))
