"""Whom do "he", "she", "it", "the minister" and "the company" mean?

One pass over the text. What was named lately is in focus, above all the subjects of sentences and those who speak; gender,
number and stated roles rule out. Each word that is resolved counts as a mention for those that follow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsbox.reading import names
from newsbox.reading.language import Block
from newsbox.reading.mentions import Member
from newsbox.reading.nametable import is_headline_case, is_role
from newsbox.reading.quoted import quotations
from newsbox.reading.roles import Places

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

HIS = frozenset(("he", "him", "his", "himself"))
HERS = frozenset(("she", "her", "hers", "herself"))
ITS = frozenset(("it", "its", "itself"))
THEIRS = frozenset(("they", "them", "their", "themselves"))
PRONOUNS = HIS | HERS | ITS | THEIRS
REACH = 40
"""Mentions that are remembered at any place."""
FARTHEST = 9
"""Sentences after which a pronoun no longer reaches a name."""

# How much each thing that speaks for an antecedent weighs, set by hand and tried on marked texts (evaluation/named.py).
PER_SENTENCE = -1.0
SUBJECT = 1.2
SPEAKER = 0.6
IN_QUOTE = -2.5
POSSESSIVE = -0.8
OBLIQUE = -0.5
INTRODUCED = 1.2
"""That it is the first mention, by the full name: newspapers introduce whom they are about to quote."""
ROOT = 0.5
PER_PARAGRAPH = -0.3
NOBODY = -0.6
"""That it is somebody without a name."""
"""That it is the subject of the sentence's main verb."""
COMPOUND = -1.0
"""That it only says of what sort something else is: "the Clinton campaign"."""
SAME_PARAGRAPH = 0.9
GENDER_KNOWN = 1.5
GENDER_GUESSED = 0.5
OFTEN = 0.12
HEADLINE = -1.5
PRONOUN_BEFORE = 0.6
"""That the last of its mentions is itself a pronoun of the same kind: a chain goes on."""


LEAST_FIT = 0.3
"""How well a role must fit at least, so that somebody is meant by it."""
ANY_SORT = frozenset(
    "group organization organisation institution body team club union party platform site website watchdog regulator agency think-tank tank nonprofit charity campaign service".split()
)
"""Nouns that may mean nearly any organisation."""
VAGUE = names.SPOKESPEOPLE | frozenset(
    "official source person aide agent witness victim officer driver man woman boy girl narrator resident voter supporter protester worker employee student speaker patient child leader".split()
)
"""Nouns for people that newspapers hardly use in place of a name that they have just given."""
OTHERS = names.SPOKESPEOPLE | frozenset("host anchor reporter journalist moderator interviewer correspondent".split())
"""Roles of those who ask or speak for others: no epithet means them, unless it is their role."""


@dataclass(slots=True)
class _Said:
    """One mention, as the pass remembers it."""

    member: Member
    sentence: int
    block: int
    token: int
    subject: bool
    speaker: bool
    quoted: bool
    owner: bool
    pronoun: bool
    compound: bool
    root: bool
    first: bool


def quoted_places(doc: Doc) -> list[bool]:
    """For each word, whether it stands between quotation marks."""
    spans = iter(quotations(doc.text))
    span = next(spans, None)
    flags = []
    for token in doc:
        while span is not None and span.end <= token.idx:
            span = next(spans, None)
        flags.append(span is not None and span.start <= token.idx)
    return flags


class Discourse:
    """Whom the pronouns and common nouns of an article mean."""

    def __init__(self, blocks: Sequence[Block], members: Sequence[Member], places: Places) -> None:
        self._blocks = blocks
        self._places = places
        self._members = members
        self._known: dict[tuple[int, int], Member] = {}
        self._said: list[_Said] = []
        self._counts: dict[int, int] = {}
        self._sentence = 0
        self._votes: dict[int, float] = {}
        for number, block in enumerate(blocks):
            self._read(number, block)

    def learn_genders(self) -> bool:
        """What the text mostly calls "she" stays "she": gives members the gender of their pronouns; whether there was any."""
        learned = False
        for member in self._members:
            votes = self._votes.get(id(member), 0.0)
            if abs(votes) >= 2 and member.kind == "person":
                member.his += 0.7 if votes > 0 else -0.7
                learned = True
        return learned

    def at(self, number: int, start: int) -> Member | None:
        """Whom the word that begins there means: a pronoun, or the noun at the head of its phrase."""
        return self._known.get((number, start))

    def _read(self, number: int, block: Block) -> None:
        doc = block.doc
        quoted = quoted_places(doc)
        named: dict[int, tuple[int, Member]] = {}
        for start, end, member in self._places.within(number, 0, len(block.text) + 1):
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is not None:
                named[span.start] = (span.end, member)
        weak = block.at == "headline" or is_headline_case(block.text)
        place = 0
        while place < len(doc):
            token = doc[place]
            if token.is_sent_start and not (quoted[place] and token.text not in '“"«„'):
                self._sentence += 1
            if place in named:
                end, member = named[place]
                self._remember(member, number, doc, doc[place:end].root, quoted[place], pronoun=False)
                place = max(end, place + 1)
                continue
            if not weak:
                self._word(number, doc, token, quoted[place])
            place += 1

    def _remember(self, member: Member, number: int, doc: Doc, token: Token, quoted: bool, *, pronoun: bool) -> None:
        if member.kind == "place":
            return
        subject = token.dep_ in ("nsubj", "nsubjpass", "csubj") or (
            token.dep_ == "appos" and token.head.dep_ in ("nsubj", "nsubjpass")
        )
        verb = token.head.head if token.dep_ == "appos" else token.head
        speaker = token.dep_ == "nsubj" or token.head.dep_ == "nsubj"
        speaks = speaker and verb.lemma_.lower() in names.SPEAKS
        self._counts[id(member)] = self._counts.get(id(member), 0) + 1
        self._said.append(
            _Said(
                member,
                self._sentence,
                number,
                token.i,
                subject,
                speaks,
                quoted,
                token.dep_ == "poss" or token.tag_ == "PRP$",
                pronoun,
                token.dep_ in ("compound", "nmod", "amod"),
                subject and verb.dep_ == "ROOT",
                self._counts[id(member)] == 1 and " " in member.name and not pronoun,
            )
        )
        if len(self._said) > 4 * REACH:
            del self._said[: -2 * REACH]

    def _word(self, number: int, doc: Doc, token: Token, quoted: bool) -> None:
        word = token.lower_
        if quoted and word in HIS | HERS and _speaks_between(doc, token):
            # Somebody forgot to close the quotation before "he said".
            quoted = False
        if word in PRONOUNS and not quoted:
            member = self._pronoun(number, token, word)
        elif token.pos_ in ("NOUN", "PROPN") and not quoted and token.tag_ in ("NN", "NNP"):
            member = self._noun(number, doc, token)
        elif word in ("who", "whose") and not quoted:
            member = self._last_before(number, token)
            if member:
                self._known[number, token.idx] = member
            return
        else:
            return
        if member is not None:
            self._known[number, token.idx] = member
            self._remember(member, number, doc, token, quoted, pronoun=word in PRONOUNS)

    def _last_before(self, number: int, token: Token) -> Member | None:
        for said in reversed(self._said[-3:]):
            if said.block == number and said.sentence == self._sentence and token.i - said.token < 12:
                return said.member
        return None

    # Pronouns

    def _pronoun(self, number: int, token: Token, word: str) -> Member | None:
        if word in ITS or word in THEIRS:
            return self._thing(number, token, word)
        wanted = 1 if word in HIS else -1
        best: tuple[float, Member] | None = None
        tried: dict[int, float] = {}
        for said in reversed(self._said[-REACH:]):
            member = said.member
            if member.kind != "person" or self._sentence - said.sentence > FARTHEST:
                continue
            score = self._score(said, number, token, wanted)
            if score is None:
                continue
            tried[id(member)] = max(tried.get(id(member), -99.0), score)
            if best is None or score > best[0]:
                best = score, member
        if best is None:
            return self._only_one(wanted)
        if abs(best[1].his) < 0.6:
            self._votes[id(best[1])] = self._votes.get(id(best[1]), 0.0) + wanted
        return best[1]

    def _only_one(self, wanted: int) -> Member | None:
        """Where nobody was named lately: the one person of the article whom the pronoun can mean."""
        fitting = [
            member
            for member in self._members
            if member.kind == "person" and id(member) in self._counts and member.his * wanted > -0.5
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _score(self, said: _Said, number: int, token: Token, wanted: int) -> float | None:
        gender = said.member.his * wanted
        if gender <= -0.9 or _shuts_out(said, number, token):
            return None
        score = PER_SENTENCE * (self._sentence - said.sentence)
        score += SUBJECT * said.subject + SPEAKER * said.speaker + POSSESSIVE * said.owner + IN_QUOTE * said.quoted
        score += (
            OBLIQUE * (not said.subject and not said.owner)
            + COMPOUND * said.compound
            + INTRODUCED * said.first
            + ROOT * said.root
            + PER_PARAGRAPH * max(0, number - said.block - 1)
            + NOBODY * (not said.member.name)
        )
        score += SAME_PARAGRAPH * (said.block == number) + PRONOUN_BEFORE * (said.pronoun and said.subject)
        score += GENDER_KNOWN * (gender >= 0.9) + GENDER_GUESSED * (0.2 < gender < 0.9) - GENDER_KNOWN * (gender < -0.2)
        score += OFTEN * min(8, self._counts.get(id(said.member), 0))
        return score + HEADLINE * (self._blocks[said.block].at == "headline")

    def _thing(self, number: int, token: Token, word: str) -> Member | None:
        """The organisation that "it" means, if the last sentence's subject was one."""
        if (
            word in ITS
            and token.dep_ in ("nsubj", "nsubjpass")
            and token.head.lemma_ in ("be", "seem", "appear", "take")
            and token.tag_ == "PRP"
        ):
            return None
        best: tuple[float, Member] | None = None
        for said in reversed(self._said[-REACH:]):
            far = self._sentence - said.sentence
            if far > 3 or said.member.kind == "place":
                continue
            if _shuts_out(said, number, token):
                continue
            is_person = said.member.kind == "person"
            if is_person:
                continue
            score = (
                PER_SENTENCE * far
                + SUBJECT * said.subject
                + SPEAKER * said.speaker
                + IN_QUOTE * said.quoted
                + POSSESSIVE * said.owner
            )
            if word in THEIRS:
                score -= 1.0
            if best is None or score > best[0]:
                best = score, said.member
        return best[1] if best is not None and best[0] > -1.0 else None

    # Common nouns

    def _noun(self, number: int, doc: Doc, token: Token) -> Member | None:
        """Whom "the minister", "his lawyer", "the company" mean: somebody of that role, or an organisation of that sort."""
        word = token.lower_.strip(".")
        is_person, is_thing = is_role(word), word in names.ORGANISATION_HEADS
        if not (is_person or is_thing) or token.dep_ in ("compound", "amod", "nmod"):
            return None
        determiner = next((child for child in token.lefts if child.dep_ in ("det", "poss")), None)
        apposed = self._apposed(number, doc, token)
        if apposed is not None:
            return apposed
        if determiner is None and token.pos_ != "PROPN":
            return None
        if (
            determiner is not None
            and determiner.lower_
            not in ("a", "an", "another", "one", "the", "this", "that", "its", "their", "his", "her")
            and determiner.dep_ != "poss"
        ):
            return None
        if determiner is not None and determiner.lower_ in ("a", "an", "another", "one") and is_person:
            return self._nobody(token, word)
        if determiner is not None and determiner.lower_ in ("my", "our") and is_person:
            return self._nobody(token, word)
        modifiers = {child.lower_ for child in token.lefts if child.dep_ in ("compound", "amod", "nmod")}
        if (
            is_person
            and determiner is not None
            and determiner.dep_ != "poss"
            and (found := self._person_of_role(number, token, word, modifiers))
        ):
            return found
        if is_thing and determiner is not None and determiner.lower_ in ("the", "this"):
            return self._organisation_of_sort(number, token, word, modifiers)
        return None

    def _apposed(self, number: int, doc: Doc, token: Token) -> Member | None:
        """Who is named beside the noun: "the mayor, Isandro Quint", "the operator, Aldra Line"."""
        for child in token.rights:
            if child.dep_ == "appos" or (child.dep_ in ("nmod", "flat") and child.i == token.i + 1):
                for _, _, member in self._places.within(number, child.idx, child.idx + len(child.text)):
                    if member.kind == "person" or token.lower_ in names.ORGANISATION_HEADS:
                        return member
        return None

    def _nobody(self, token: Token, word: str) -> Member | None:
        """Somebody without a name, who may be the one that "he" means afterwards: "a former official"."""
        if token.dep_ not in ("nsubj", "nsubjpass", "pobj", "conj") or (
            token.dep_ == "pobj" and token.head.lower_ not in ("to", "by")
        ):
            return None
        his = 2.0 if word in names.HIS_ROLES else -2.0 if word in names.HER_ROLES else 0.0
        return Member("", "person", heads={word}, his=his)

    def _person_of_role(self, number: int, token: Token, word: str, modifiers: set[str]) -> Member | None:
        best: tuple[float, Member] | None = None
        for member, recency in self._lately():
            if member.kind != "person":
                continue
            fit = _fit(member, word, modifiers, recency)
            if fit is not None and (best is None or fit > best[0]):
                best = fit, member
        if best is not None and best[0] > LEAST_FIT:
            return best[1]
        is_described = any(
            child.text[:1].isupper() or child.lower_ in names.PARTY_WORDS or child.lower_.endswith("-old")
            for child in token.lefts
            if child.dep_ in ("compound", "amod", "nmod")
        )
        speaks = token.dep_ == "nsubj" and (token.head.lemma_.lower() in names.SPEAKS or token.head.dep_ == "ROOT")
        return self._in_focus(word) if speaks and (word not in VAGUE or is_described) else None

    def _in_focus(self, word: str) -> Member | None:
        """Whom an epithet may mean, "The Indiana governor": the subject of the paragraph just before."""
        gender = _gender_of_role(word)
        block = None
        best: Member | None = None
        for said in reversed(self._said[-16:]):
            member = said.member
            if self._sentence - said.sentence > 4 or said.quoted or not said.root or member.kind != "person":
                continue
            if member.his * gender < 0 or member.heads & OTHERS:
                continue
            if not member.name or (block is not None and said.block != block):
                break
            block = said.block
            if best is None or self._counts.get(id(member), 0) > self._counts.get(id(best), 0):
                best = member
        return best

    def _lately(self) -> list[tuple[Member, float]]:
        """Everybody named so far with how long ago, in sentences below 0."""
        latest: dict[int, tuple[Member, float]] = {}
        for said in self._said:
            latest[id(said.member)] = (said.member, float(said.sentence - self._sentence) - 2.0 * said.quoted)
        return list(latest.values())

    def _organisation_of_sort(self, number: int, token: Token, word: str, modifiers: set[str]) -> Member | None:
        best: tuple[float, Member] | None = None
        for member, recency in self._lately():
            if member.kind != "organisation" or recency < -12:
                continue
            parts = set(member.name.lower().replace(".", "").split())
            if word in parts or word.rstrip("s") in parts:
                fit = 3.0
            elif word in names.COMPANY_HEADS and not parts & names.PUBLIC_WORDS:
                fit = 2.0
            elif (
                word
                in (
                    "newspaper",
                    "publication",
                    "paper",
                    "magazine",
                    "outlet",
                    "broadcaster",
                    "network",
                    "station",
                    "agency",
                )
                and parts & names.OUTLET_NAMES
            ):
                fit = 2.5
            elif word in ANY_SORT and not parts & names.OUTLET_NAMES:
                fit = 1.0 + 1.5 * bool(parts & names.PUBLIC_WORDS)
            else:
                continue
            fit += len(modifiers & parts)
            if best is None or fit + recency * 0.4 > best[0]:
                best = fit + recency * 0.4, member
        return best[1] if best is not None and best[0] > -1.0 else None


def _speaks_between(doc: Doc, token: Token) -> bool:
    """Whether the words are "..., he said": a mark before, a verb of saying beside."""
    if not token.i or doc[token.i - 1].text not in (",", "”", "“", '"', "?", "!", "’", "'"):
        return False
    return token.i + 1 < len(doc) and doc[token.i + 1].lemma_.lower() in BETWEEN


BETWEEN = frozenset("say add continue tell ask write note explain".split())
"""Verbs that stand between two pieces of a quotation."""


def _gender_of_role(word: str) -> int:
    return 1 if word in names.HIS_ROLES else -1 if word in names.HER_ROLES else 0


def _fit(member: Member, word: str, modifiers: set[str], recency: float) -> float | None:
    """How well "the Republican senator" fits somebody by what the article says of him; None where it does not."""
    gender = _gender_of_role(word)
    if gender and member.his * gender <= -0.5:
        return None
    parties = modifiers & names.PARTY_WORDS
    theirs = member.heads & names.PARTY_WORDS
    if parties and theirs and not parties & theirs:
        return None
    place = next((country for each in modifiers if (country := _country(each))), None)
    if place and member.country and member.country != place:
        return None
    if word in member.heads:
        fit = 3.0 + max(-2.5, 0.25 * recency)
    elif names.KIN_OF_ROLES.get(word, frozenset()) & member.heads:
        fit = 2.0 + 0.4 * recency
    elif parties & theirs or word in ("man", "woman"):
        fit = 1.2 + 0.4 * recency
    else:
        return None
    if (modifiers & {"vice", "deputy", "former"}) - member.heads:
        return None
    stated = " ".join(member.roles).lower().split()
    return fit + 0.8 * len(modifiers & set(stated)) + (1.0 if place and member.country == place else 0.0)


def _country(word: str) -> str | None:
    return names.DEMONYMS.get(word.title()) or names.COUNTRIES.get(word.title())


def _shuts_out(said: _Said, number: int, token: Token) -> bool:
    """Whether grammar forbids that the pronoun means this mention: "Vorsht told him", "her party" beside its owner."""
    if said.block != number or said.pronoun or token.tag_ == "PRP$":
        return False
    doc = token.doc
    other = doc[said.token]
    if token.lower_.endswith("self"):
        return False
    if other.head == token.head and {other.dep_, token.dep_} & {"nsubj", "nsubjpass"} and other.dep_ != token.dep_:
        return True
    return token.head.dep_ == "prep" and token.head.head == other.head and other.dep_ in ("nsubj",)
