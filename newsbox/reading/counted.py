"""Which figures does a parsed English text give: how many, of what unit, and what do they measure?"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from newsbox.reading import units
from newsbox.reading.figures import (
    AGE_AFTER,
    LABELS,
    Figure,
    Masks,
    joined,
    merged,
    modified,
    scores,
    special,
    symbol_before,
    unit_behind,
)
from newsbox.reading.measured import (
    CHILDREN,
    OBJECTS,
    SUBJECTS,
    aged,
    counted_noun,
    follows_verb,
    is_day,
    loss_of,
    loss_of_count,
    loss_of_subject,
    measured,
    phrase,
    through,
    top_of,
    whole_of,
)
from newsbox.reading.numerals import Numeral, numerals

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


MONTH_OLD = re.compile(r"[\s-](?P<unit>months?|weeks?|days?)[\s-]old\b", re.IGNORECASE)
AGE_PAREN = re.compile(r"[,(]\s?$")
AGE_END = re.compile(r"\s?[,).;–—―]|$|\s(?:and|who|from|was|is|told)\b")
LOSS_AFTER = re.compile(
    r"\s?(?:others?\s|more\s|people\s|were\s|are\s|have\s|was\s|is\s|been\s|confirmed\s|feared\s|believed\s|reported\s|still\s|left\s|seriously\s|to be\s|shot and\s|shot\s|stabbed and\s){0,4}(?P<word>dead|killed|died|dying|injured|wounded|hurt|missing|unaccounted for|hospitali[sz]ed|injuries|deaths|fatalities)\b",
    re.IGNORECASE,
)
MAGNITUDE = re.compile(r"\bmagnitude[\s-](?:of\s)?$", re.IGNORECASE)
HYPHENED = re.compile(r"-(?P<word>(?!to-|plus|and-|or-|odd|something|some|fold|strong)[a-z]{3,})(?![\w])")
COMPARED = re.compile(r"\b(?:compared (?:with|to)|against|versus|up from|down from)\s$")
# What happens to people: "six were rescued", "police arrested 12".
HAPPENINGS = frozenset(
    "rescue arrest detain evacuate charge convict hospitalize hospitalise save treat displace deport free".split()
)
DEFINITE = re.compile(
    r"\b(?:the|these|those|its|his|her|their|our|my|both|all|other|first|last|next|past|top)\s$", re.IGNORECASE
)
# Verbs that move people who do not want to go, and what they are driven from.
DRIVING = frozenset("force drive chase push flush uproot".split())
HOMES = frozenset(
    "home house apartment flat village hamlet town city area neighbourhood neighborhood shelter camp tent land".split()
)
THESE = re.compile(r"\b(?:these|those|the|us|them|you)\s$", re.IGNORECASE)
OUT_OF = re.compile(r"\s(?:out\s)?of\s(?:(?:the|its|his|her|their)\s)?(?:[\w’']+['’]s?\s)?", re.IGNORECASE)
# Nouns that only say that something changed, and not what.
CHANGES = frozenset(
    "increase rise cut drop hike decline fall gain jump reduction surge growth decrease climb raise".split()
)


LOST = frozenset(units.LOSSES.values())


def is_driven_from_home(verb: Token, noun: Token) -> bool:
    """Whether those that a noun names had to leave: "forced 9,000 from their homes", "400 were driven out of the town"."""
    if verb.lemma_.lower() not in DRIVING:
        return False
    below = [each for side in (verb, noun) for each in islice(side.subtree, 3 * CHILDREN)]
    return any(
        each.i > max(verb.i, noun.i) and each.dep_ == "pobj" and each.lemma_.lower() in HOMES
        for each in below
        if each.head.lower_ in ("from", "of")
    )


def has_own_verb(number: Token) -> bool:
    """Whether a bare number's own verb says what became of those it counts: "took in 40", "47 are in hospital"; the dead before it tell nothing of them.

    "Two were children" only says who they were: they are still two of the dead.
    """
    verb = number.head
    if number.dep_ == "pobj" and verb.lower_ == "to" and verb.head.lower_ == "close":
        # "Close to 50 are": to the parser "close" is no part of the number, but stands where a subject does.
        verb = verb.head.head
        return verb.i > number.i and not any(each.dep_ == "attr" for each in islice(verb.children, CHILDREN))
    if number.dep_ not in ("nsubj", "nsubjpass", "dobj"):
        return False
    says_who = number.dep_ == "nsubj" and any(each.dep_ == "attr" for each in islice(verb.children, CHILDREN))
    return not (verb.lemma_.lower() == "be" and says_who)


def counted(text: str, doc: Doc, masked: Sequence[tuple[int, int]]) -> list[Figure]:
    """The figures of a parsed text in order, apart from what stands in the masked places (dates, times of day, addresses)."""
    return _English(text, doc, masked).figures()


class _English:
    """The figures of one parsed block."""

    def __init__(self, text: str, doc: Doc, masked: Sequence[tuple[int, int]]) -> None:
        self.text, self.doc = text, doc
        self.starts = [token.idx for token in doc]
        found = [*scores(text), *special(text)]
        self.masks = Masks(merged(masked))
        self.special = [each for each in found if not self.masks.covers(each.start, each.end)]
        self.busy = Masks(merged([*masked, *((each.start, each.end) for each in self.special)]))
        self.last: Figure | None = None
        self.last_sentence = -1
        self.sentences: list[int] = []
        number = -1
        for token in doc:
            number += bool(token.is_sent_start) or number < 0
            self.sentences.append(number)

    def figures(self) -> list[Figure]:
        """All of them, in order."""
        free = [each for each in numerals(self.text, "en") if not self.busy.covers(each.start, each.end)]
        work: list[tuple[int, Figure | None, Numeral | None, Numeral | None]] = [
            (each.start, each, None, None) for each in self.special
        ]
        work += [(low.start, None, low, high) for low, high in joined(free, self.text)]
        found = []
        end = 0
        for start, ready, low, high in sorted(work, key=lambda each: each[0]):
            if start < end:
                continue
            figure = self._finished(ready) if ready else self._figure(low, high) if low else None
            if figure:
                figure = self._compared(self._of_change(figure, start), start)
                found.append(figure)
                end = figure.end
                self.last, self.last_sentence = figure, self._sentence(start)
        return self._completed(found)

    def _of_change(self, figure: Figure, start: int) -> Figure:
        """The same, where only a change is named ("another 10% increase") with what the figure before it measured."""
        if (
            figure.of
            and figure.of.rpartition(" ")[2].lower().rstrip("s") in CHANGES
            and self.last
            and self.last.unit == figure.unit
            and self.last_sentence == self._sentence(start)
            and " " not in figure.of.removeprefix("additional ").removeprefix("further ")
        ):
            return replace(figure, of=self.last.of or figure.of)
        return figure

    def _compared(self, figure: Figure, start: int) -> Figure:
        """The same, where it is laid beside the figure before it ("compared with 59 percent"), with what that one measured."""
        last = self.last
        if not last or not last.of or last.unit != figure.unit or self.last_sentence != self._sentence(start):
            return figure
        is_beside = bool(COMPARED.search(self.text, last.end, figure.start))
        return replace(figure, of=last.of) if is_beside and figure.start - last.end < 60 else figure

    def _completed(self, found: list[Figure]) -> list[Figure]:
        """The same with what only the next figure tells: "17 of 22 economists" are 17 economists."""
        for place, (figure, following) in enumerate(pairwise(found)):
            if figure.unit is None and OUT_OF.fullmatch(self.text, figure.end, following.start):
                found[place] = replace(figure, unit=following.unit, of=following.of)
        return found

    def _sentence(self, start: int) -> int:
        token = self._token(start)
        return self.sentences[token.i] if token is not None else -1

    def _token(self, place: int) -> Token | None:
        number = bisect_right(self.starts, place) - 1
        return self.doc[number] if number >= 0 else None

    def _root(self, start: int, end: int) -> Token | None:
        span = self.doc.char_span(start, end, alignment_mode="expand")
        return span.root if span is not None and len(span) else self._token(start)

    def _finished(self, figure: Figure) -> Figure:
        root = self._root(figure.start, figure.end)
        of = measured(root) if root is not None else None
        if figure.unit == "percentage points" and root is not None and root.dep_ == "pobj":
            of = through(root.head)
        if figure.unit == "percent" and (match := re.compile(r"\s(?:of\s)?").match(self.text, figure.end)):
            token = self._token(match.end())
            while (
                token is not None
                and token.pos_ not in ("NOUN", "PROPN", "PRON")
                and token.i + 1 < len(self.doc)
                and token.i < match.end()
            ):
                if token.pos_ in ("VERB", "PUNCT"):
                    break
                token = self.doc[token.i + 1]
            of = phrase(whole_of(token)) if token is not None and token.pos_ in ("NOUN", "PROPN", "PRON") else of
        return replace(figure, start=modified(self.text, figure.start), of=of)

    def _figure(self, low: Numeral, high: Numeral | None) -> Figure | None:
        text, numeral = self.text, high or low
        start, symbol = symbol_before(text, low.start)
        if MAGNITUDE.search(text, max(0, start - 12), start) and low.value < 11:
            return Figure(start, numeral.end, low.value, "magnitude", "earthquake")
        root = self._root(numeral.start, numeral.end)
        if root is None or self._is_name(low, root, symbol):
            return None
        if age := self._age(low, numeral, root):
            return age
        end, unit = (numeral.end, symbol) if symbol else unit_behind(text, numeral.end, "en")
        if (
            symbol
            and (match := re.match(r"\s?(?:[a-z]{3}\b)?", text[end : end + 4]))
            and match[0].strip().upper() in units.CURRENCIES
        ):
            end += match.end()
        if unit == "people":
            noun: Token | None = self._token(end - 1)
            return self._counted(low, numeral, start, noun) if noun is not None else None
        if unit and unit not in ("votes", "seats"):
            token = self._token(end - 1) or root
            if numeral.value == 1 and numeral.is_words and unit in units.TIMES:
                return None
            return Figure(modified(text, start), end, low.value, unit, measured(top_of(root, token)))
        if hyphened := HYPHENED.match(text, numeral.end):
            # "A 100-page report" is a report of 100 pages.
            word = hyphened["word"].lower()
            token = self._token(hyphened.end() - 1) or root
            unit = units.unit_named(word) or ("magnitude" if word == "magnitude" else f"{word}s")
            return Figure(modified(text, start), hyphened.end(), low.value, unit, measured(top_of(root, token)))
        noun = counted_noun(root, self._token(numeral.end - 1) or root)
        if noun is not None:
            return self._counted(low, numeral, start, noun)
        return self._bare(low, numeral, start, root)

    def _is_name(self, numeral: Numeral, root: Token, symbol: str | None) -> bool:
        """Whether a number only names something, or is no number at all: page 40, Boeing 737, one of them."""
        text, start = self.text, numeral.start
        first = self._token(start)
        if first is None or symbol:
            return False
        before = first.nbor(-1) if first.i else None
        after = text[numeral.end : numeral.end + 12]
        if re.match(r"(?:st|nd|rd|th)\b|[-–]?(?:[A-Z]\b|[A-Z]{2})|/\d|:\d|\.\d", after):
            return True
        if numeral.is_words and numeral.value == 1:
            # "One" mostly stands for somebody; it counts before what is counted, unless that is "one day".
            noun = root.head if root.dep_ == "nummod" and root.head.i > root.i else None
            is_more = bool(re.match(r"\s(?:more|seat|vote|person|people|percent|per cent|dead|death|hundred)\b", after))
            kin = noun is not None and noun.lemma_.lower() in (
                "seat",
                "vote",
                "person",
                "soldier",
                "passenger",
                "child",
                "death",
                "percent",
            )
            return not (is_more or kin)
        if numeral.is_plain and before is not None:
            word = before.lower_.rstrip(".")
            if word in LABELS or before.text in ("No.", "#", "Nos.", "§"):
                return True
            if re.fullmatch(r"[,(]", before.text) is None and before.pos_ == "PROPN" and before.text[0].isupper():
                follows = first.nbor(1) if first.i + 1 < len(self.doc) else None
                if not (root.dep_ == "nummod" and root.head.i > root.i) or (
                    follows is not None and follows.pos_ in ("PUNCT", "ADP", "VERB", "AUX")
                ):
                    return not re.match(r"\s?(?:%|percent|per cent)", after) and not follows_verb(root)
        if numeral.is_plain and 1500 <= numeral.value <= 2100 and numeral.end - numeral.start == 4:
            noun = counted_noun(root, root)
            return noun is None or noun.tag_ != "NNS" or noun.i - root.i > 2 or first.ent_type_ == "DATE"
        if first.ent_type_ in ("WORK_OF_ART", "PRODUCT", "LAW", "FAC") and numeral.is_plain:
            return True
        if first.is_title and first.i and not first.is_sent_start and numeral.is_words:
            follows = first.nbor(1) if first.i + 1 < len(self.doc) else None
            return follows is not None and follows.is_title and self.doc[0].i != first.i and not self._is_headline()
        # A time of day: "at two", "until nearly three".
        return (
            numeral.is_words
            and numeral.value <= 12
            and root.dep_ == "pobj"
            and root.head.lower_ in ("at", "until", "till", "after", "before", "by", "past")
            and not any(child.dep_ == "prep" for child in root.children)
            and (root.head.lower_ in ("at", "until", "till", "past") and root.head.head.pos_ != "NOUN")
        )

    def _is_headline(self) -> bool:
        """Whether most words begin with a capital, as in American headlines."""
        words = [token for token in islice(self.doc, 40) if token.is_alpha and len(token) > 3]
        return len(words) > 2 and sum(token.is_title for token in words) > 0.7 * len(words)

    def _age(self, low: Numeral, high: Numeral, root: Token) -> Figure | None:
        text, value = self.text, low.value
        if match := AGE_AFTER.match(text, high.end):
            noun = aged(self._token(match.end() - 1) or root)
            return Figure(
                modified(text, low.start), match.end(), value, "years old", phrase(noun) if noun is not None else None
            )
        if match := MONTH_OLD.match(text, high.end):
            return Figure(low.start, match.end(), value, match["unit"].lower().rstrip("s") + "s old")
        if not low.is_plain or not 1 <= value <= 120 or low is not high:
            return None
        before, after = text[max(0, low.start - 14) : low.start], text[low.end : low.end + 10]
        if re.search(r"\baged?\s$", before, re.IGNORECASE):
            return Figure(low.start, low.end, value, "years old", phrase(root.head) if root.head is not root else None)
        if AGE_PAREN.search(before) and AGE_END.match(after):
            number = bisect_right(self.starts, low.start) - 1
            name = self.doc[number - 2] if number >= 2 else None
            if (
                name is not None
                and name.is_alpha
                and (name.is_title or units.counts_people(name.lemma_))
                and not is_day(name)
            ):
                # "On Nov. 3, 12, ..." and lists of numbers are no ages.
                first = name
                while first.i and first.nbor(-1).pos_ == "PROPN" and first.nbor(-1).text[0].isupper():
                    first = first.nbor(-1)
                return Figure(low.start, low.end, value, "years old", self.doc[first.i : name.i + 1].text)
        if (
            root.dep_ == "pobj"
            and root.head.lower_ == "of"
            and root.head.head.lemma_.lower() in ("man", "woman", "boy", "girl", "age")
        ):
            return Figure(low.start, low.end, value, "years old", root.head.head.text)
        return None

    def _counted(self, low: Numeral, high: Numeral, start: int, noun: Token) -> Figure | None:
        """A number of things or people."""
        text = self.text
        end = noun.idx + len(noun)
        if noun.lower_ == "figures" or (
            noun.tag_ == "NNP"
            and noun.is_title
            and not noun.is_sent_start
            and not self._is_headline()
            and not low.is_scaled
        ):
            return None  # "Six figures" is a way to speak; "131 West 23rd Street" an address.
        if low.value == 2 and low.is_words and DEFINITE.search(text[max(0, low.start - 8) : low.start]):
            return None  # "The two leaders" counts nobody: both were named before.
        if end - high.end > 80:
            end = high.end
        is_people = units.counts_people(noun.lemma_.lower()) or units.counts_people(noun.lower_)
        loss = self._loss(high, noun)
        lower = noun.lower_
        unit = units.unit_named(lower) or ("people" if is_people or loss else lower)
        of = loss or phrase(noun)
        if unit in units.MONEY or unit in units.MEASURES:
            of = measured(top_of(noun, noun))
        if unit == "points" and low.value % 1:
            unit, of = "percentage points", measured(top_of(noun, noun))
        return Figure(modified(text, start), end, low.value, unit, of)

    def _bare(self, low: Numeral, high: Numeral, start: int, root: Token) -> Figure | None:
        """A number whose noun stands elsewhere: "two of the nine directors", "about 40", "the Greens took nine"."""
        text = self.text
        value, begin = low.value, modified(text, start)
        if (
            low.is_words
            and value <= 2
            and (THESE.search(text[max(0, start - 8) : start]) or text[high.end : high.end + 1] == ",")
        ):
            return None  # "Those two", "one, the price, and two, the noise".
        if loss := self._loss(high, root):
            return Figure(begin, high.end, value, "people", loss)
        if root.dep_ in ("nsubjpass", "dobj") and root.head.lemma_.lower() in HAPPENINGS:
            return Figure(begin, high.end, value, "people", root.head.lower_)
        if root.dep_ in ("nsubjpass", "dobj") and is_driven_from_home(root.head, root):
            return Figure(begin, high.end, value, "people", "displaced")
        last = self.last if self.last and self._sentence(start) - self.last_sentence <= 1 else None
        if (
            last
            and not low.is_words
            and self._sentence(start) != self.last_sentence
            and last.unit in units.MEASURES | units.MONEY
        ):
            last = None
        part = next(
            (
                child
                for child in islice(root.children, CHILDREN)
                if child.dep_ == "prep" and child.lower_ in ("of", "out")
            ),
            None,
        )
        if part is not None:
            noun = next(
                (
                    each
                    for each in islice(part.subtree, 12)
                    if each.dep_ == "pobj" and each.pos_ in ("NOUN", "PROPN", "PRON")
                ),
                None,
            )
            if noun is not None and noun.pos_ == "NOUN":
                lemma = noun.lemma_.lower()
                kind = units.unit_named(noun.lower_) or ("people" if units.counts_people(lemma) else noun.lower_)
                if kind in units.MEASURES and not low.is_scaled:
                    return None
                return Figure(begin, high.end, value, None if low.is_scaled else kind, phrase(noun))
            if noun is not None and noun.pos_ == "PRON" and low.is_words:
                kin = last.unit if last and last.unit not in units.MEASURES | units.MONEY else None
                kin = kin or ("people" if noun.lower_ in ("us", "whom") else None)
                return Figure(begin, high.end, value, kin, last.of if last else None)
        if (
            low.is_words
            and value <= 12
            and last is None
            and root.dep_ not in (*SUBJECTS, *OBJECTS, "pobj", "ROOT", "conj", "nummod")
        ):
            return None
        unit: str | None = None
        of = measured(root)
        if last and last.unit and isinstance(last.value, float):
            is_share = (
                last.unit in ("percent", "percentage points", "degrees", "degrees Celsius") or last.unit in units.MONEY
            )
            is_count = last.unit not in units.MEASURES and last.unit not in units.MONEY
            is_like = value < 1000 and (bool(value % 1) or not last.value % 1)
            if (is_share and is_like and not low.is_words) or (
                is_count and not value % 1 and (low.is_words or last.unit == "people" or value < 20 * last.value + 100)
            ):
                unit, of = last.unit, (last.of if is_count or of is None else of)
                if of in LOST and has_own_verb(root):
                    of = None
        if unit is None and low.is_words and value <= 12 and of is None:
            return None
        if unit is None and low.is_words and value < 12 and root.dep_ in ("pobj", "appos", "dep", "npadvmod", "advmod"):
            return None
        end = high.end
        if match := re.compile(r"\s(?:more|fewer|others)\b").match(text, end):
            end = match.end()
        return Figure(begin, end, value, unit, of)

    def _loss(self, numeral: Numeral, noun: Token) -> str | None:
        """Killed, injured or missing, where a number counts losses."""
        text = self.text
        if noun.lemma_.lower() in HOMES:
            return None  # "Drowned four hamlets": water drowns them, nobody counts them as dead.
        if match := LOSS_AFTER.match(text, numeral.end):
            return units.LOSSES.get(match["word"].lower().partition(" ")[0])
        after = LOSS_AFTER.match(text, noun.idx + len(noun)) if noun.idx + len(noun) > numeral.end else None
        if after:
            return units.LOSSES.get(after["word"].lower().partition(" ")[0])
        if noun.lower_ in units.LOSSES:
            return units.LOSSES[noun.lower_]
        for child in islice(noun.rights, CHILDREN):
            if (
                child.dep_ in ("relcl", "acl")
                and child.lemma_.lower() in units.LOSSES
                and (loss := loss_of(child, noun))
            ):
                return loss
            if child.dep_ == "amod" and child.lower_ in units.LOSSES:
                return units.LOSSES[child.lower_]
        for child in islice(noun.lefts, CHILDREN):
            if child.dep_ == "amod" and child.lower_ in units.LOSSES:
                return units.LOSSES[child.lower_]
        top = noun
        for _ in range(3):
            if top.dep_ not in ("conj", "appos") or top.head.pos_ not in ("NOUN", "NUM", "PROPN", "PRON"):
                break
            top = top.head
        # "Killed three and two soldiers"; "injured three" may hang on the other verb, which has its own object.
        if top is not noun and units.counts_people(top.lemma_.lower()) is False and top.pos_ == "NOUN":
            return None
        verb = top.head
        if top.dep_ in OBJECTS and verb.lemma_.lower() in units.LOSSES and verb.pos_ == "VERB":
            return units.LOSSES[verb.lemma_.lower()]
        if top.dep_ in ("nsubjpass", "nsubj"):
            return loss_of_subject(verb, top)
        if top.dep_ == "pobj" and top.head.lower_ in ("to", "at", "of"):
            return loss_of_count(top.head.head)
        return None
