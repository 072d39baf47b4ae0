"""Through which outlet, agency or platform did reported words come?"""

from __future__ import annotations

from collections.abc import Iterator

from newsbox.reading.clauses import Stretch, Voice, Words
from newsbox.reading.cues import MEDIUMS, ON, RELAYS, channel_kind
from newsbox.types import Channel

NAMES = ("PROPN", "NOUN", "X", "NUM")
PASSED_ON = frozenset("carry publish broadcast air release quote cite report post share see obtain".split())
DEEPEST = 4
PLACES_TO_WRITE = frozenset(
    "platform network site app account page channel feed social media own official personal social-media".split()
)
WRITES = frozenset(
    "write post share announce publish tweet say add repeat complain declare state claim note respond reply".split()
)


def of_report(words: Words, cue: int, voice: Voice | None, outlet: str | None) -> Channel | None:
    """The channel that a report names beside its cue: "told Reuters", "in an interview with ...", "on Truth Social"."""
    if words.lower[cue] == "tweeted" or words.lower[cue] == "tweeting":
        return Channel("Twitter", "platform")
    for place in _beside(words, cue):
        if found := of_words(words, place, outlet, only=("platform", "agency", "outlet")):
            return found
    if voice and words.lemma[cue] in (*RELAYS, "according", "per"):
        return of_words(words, voice.head, outlet, only=("platform", "agency", "outlet"))
    return None


def platform_of(words: Words, cue: int) -> Channel | None:
    """The platform that a sentence names as the place of its words: "on his platform Truth Social", "wrote on X"."""
    if words.quote[cue] >= 0:
        return None
    start, end = words.sentence[cue]
    for place in range(start, end - 1):
        if words.lower[place] in ("on", "via") and words.quote[place] < 0:
            name = place + 1
            owned = False
            while name < end and (words.tag[name] in ("PRP$", "DT", "POS") or words.lower[name] in PLACES_TO_WRITE):
                owned = owned or words.tag[name] in ("PRP$", "POS")
                name += 1
            stop = name
            while stop < end and stop - name < 2 and words.text[stop][0].isupper():
                stop += 1
            for last in (stop, name + 1):
                if name < last <= end and (owned or (words.lemma[cue] in WRITES and place > cue)):
                    text = words.block.text[words.start[name] : words.end[last - 1]]
                    if channel_kind(text) == "platform":
                        return Channel(text, "platform")
    return None


def of_words(words: Words, head: int, outlet: str | None, *, only: tuple[str, ...]) -> Channel | None:
    """The channel that a noun and the names round it are, where it is one of the kinds."""
    for start, end in _names(words, head):
        name = words.block.text[words.start[start] : words.end[end - 1]]
        if outlet and name.casefold().removeprefix("the ") == outlet.casefold().removeprefix("the "):
            return Channel(outlet, "self")
        if words.lemma[end - 1] in MEDIUMS and name.islower():
            continue  # "in a post on Telegram" names Telegram: a post is no newspaper of that name
        kind = channel_kind(name)
        if kind in only and kind is not None:
            return Channel(name, kind)
    return None


def _names(words: Words, head: int) -> Iterator[Stretch]:
    """The name with this head, with and without what is joined to it: "his platform Truth Social" has Truth Social."""
    if words.pos[head] not in NAMES:
        return
    proper = [place for place in range(words.left[head], words.right[head] + 1) if words.pos[place] == "PROPN"]
    if words.pos[head] == "PROPN":
        start = end = head
        while (
            start > words.left[head]
            and words.pos[start - 1] in ("PROPN", "ADJ", "PART", "ADP")
            and words.text[start - 1][0].isupper()
        ):
            start -= 1
        while end + 1 <= words.right[head] and words.pos[end + 1] == "PROPN":
            end += 1
        if start and words.text[start - 1] == "The":
            start -= 1
        yield start, end + 1
    elif words.text[head][0].isupper():
        yield words.left[head], head + 1
    for place in proper:
        if words.dep[place] in ("appos", "nmod", "compound", "oprd") and words.head[place] == head:
            start = place
            while start > words.left[place] and words.pos[start - 1] == "PROPN":
                start -= 1
            yield start, place + 1
    if words.pos[head] != "PROPN" and proper:
        yield words.left[head], head + 1


def _beside(words: Words, cue: int) -> Iterator[int]:
    """The nouns that stand by a cue as hearers, mediums and places: with what hangs on an interview or a post."""
    for kid in words.kids[cue]:
        if words.dep[kid] in ("dobj", "dative", "npadvmod") and words.lemma[cue] in (
            "tell",
            "inform",
            "give",
            "assure",
        ):
            yield kid
        if words.dep[kid] in ("prep", "dative", "agent", "advcl", "acl") or words.pos[kid] == "ADP":
            yield from _objects(words, kid, DEEPEST)
    above = words.head[cue]
    if words.dep[cue] in ("advcl", "xcomp", "conj") and above != cue:
        for kid in words.kids[above]:
            if words.dep[kid] == "prep" and words.lower[kid] in ("on", "via", "in"):
                yield from _objects(words, kid, DEEPEST)


def _objects(words: Words, place: int, deep: int) -> Iterator[int]:
    if deep == 0 or (words.pos[place] in ("ADP", "SCONJ") and words.lower[place] not in ON):
        return
    for kid in words.kids[place]:
        if words.dep[kid] in ("pobj", "dobj") and kid > place:
            yield kid
            if words.lemma[kid] in MEDIUMS or words.pos[kid] == "NOUN":
                for lower in words.kids[kid]:
                    is_passing = words.dep[lower] in ("acl", "relcl") and words.lemma[lower] in PASSED_ON
                    if words.lemma[kid] in MEDIUMS and (words.dep[lower] == "prep" or is_passing):
                        yield from _objects(words, lower, deep - 1)
        elif words.dep[kid] in ("prep", "agent") and words.pos[place] == "VERB":
            yield from _objects(words, kid, deep - 1)
