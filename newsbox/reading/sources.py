"""Whom does an article rest on: agencies, outlets, authorities, platforms, documents, experts, witnesses, the nameless, itself?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsbox.reading import names, trade
from newsbox.reading.cast import Cast
from newsbox.reading.coreference import quoted_places
from newsbox.reading.credits import known_agency
from newsbox.reading.language import Block
from newsbox.reading.nametable import key_of
from newsbox.types import Article, Attribution, CastMember, CreditKind, Place, Span, Witness

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


REPORTS = frozenset(
    "say tell write report state announce note confirm specify underscore underline stress emphasize emphasise add explain predict warn claim disclose reveal estimate declare argue believe insist deny allege acknowledge admit suggest describe expect forecast tweet post publish comment call testify maintain concede remark".split()
)
"""Verbs whose subject an article rests on."""
PASSED_ON = frozenset(
    "report publish see obtain review cite quote release provide carry broadcast poll interview view verify first-report".split()
)
"""Verbs of "as reported by", "seen by"."""
NAMELESS = frozenset(
    "expert official source people person analyst economist observer critic supporter insider aide diplomat executive trader investor scientist researcher doctor lawyer employee worker resident witness lawmaker adviser advisor informant student teacher farmer scholar historian specialist strategist campaigner activist opponent ally colleague friend neighbour neighbor relative manager banker banking correspondent employer politician operative commentator watcher authority user voter fan member man woman boy girl spokesman spokeswoman spokesperson officer agent commander minister senator governor engineer director leader".split()
)
"""Heads of phrases that name nobody: "a person familiar with the matter", "experts"."""
BODIES = frozenset(
    "police ministry government court commission council authorities authority parliament agency department office army military navy prosecutor prosecutors embassy committee mayor president administration regulator service brigade forecaster union".split()
)
"""Heads of phrases that mean an authority without naming it: "police", "the ministry"."""
AUTHORITIES = BODIES - {"union", "forecaster"}
DOCUMENTS = frozenset(
    "report letter document documents record records filing filings memo memorandum study survey poll data figures statistics ruling judgment judgement verdict indictment complaint lawsuit affidavit transcript email emails e-mail presentation register registry minutes contract agreement law bill book article statement communique communiqué release audit review census index paper dossier file files invoice log inventory plan budget website video recording footage tape ledger spreadsheet announcement notice decree treaty".split()
)
"""Heads of phrases that mean something written or recorded."""
NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve several some many most few both other senior local federal independent".split()
)
PUBLIC = frozenset(
    "fire police coast public federal county national district municipal coroner harbour health army navy military tax election electoral border customs".split()
)
"""Words in a role that say it is an authority's."""
LONGEST_PHRASE = 14
"""Words of a nameless source that are kept."""


@dataclass(slots=True)
class _Source:
    name: str
    kind: CreditKind
    mentions: dict[Span, None] = field(default_factory=dict)
    """In order, each once."""


def sources_of(
    article: Article, blocks: Sequence[Block], attributions: Sequence[Attribution], cast: Cast
) -> tuple[Witness, ...]:
    """Whom an article rests on, in the order in which it names them; whose pictures it shows come last.

    A speaker counts whose words did not all come through somebody else.
    """
    desk = _Desk(article, cast)
    for attribution in attributions:
        _from_attribution(desk, attribution)
    for block in blocks:
        if block.at != "headline":
            for first, end in _named_as_source(block.doc):
                desk.phrase(block, first, end)
            for first, end in _platforms(block.doc):
                desk.platform(block, first, end)
    if article.dateline and article.dateline.agency:
        desk.add(article.dateline.agency, "agency")
    for image in article.images:
        if image.credit is not None:
            for photographer in re.split(r",\s+|\s+(?:and|&)\s+", image.credit.photographer or ""):
                desk.add(photographer, "witness")
            for agency in (image.credit.agency, image.credit.via):
                if agency:
                    desk.add(agency, "agency" if known_agency(agency) else desk.kind_of(agency, default="agency"))
    return desk.witnesses()


class _Desk:
    """Collects sources: one entry each, under the name the article gives in full."""

    def __init__(self, article: Article, cast: Cast) -> None:
        self._article = article
        self._cast = cast
        self._members = {member.name: member for member in cast.members}
        self._by_key = {key_of(member.name).removeprefix("the "): member for member in reversed(cast.members)}
        self._sources: dict[str, _Source] = {}

    def add(self, name: str, kind: CreditKind, mention: Span | None = None) -> None:
        """One more place where an article rests on somebody."""
        name = self._proper(name.strip(" ,;"), kind)
        if not name:
            return
        if self._is_self(name):
            kind, name = "self", self._article.outlet or name
        key = key_of(name).removeprefix("the ")
        source = self._sources.setdefault(key, _Source(name, kind))
        if mention is not None:
            source.mentions[mention] = None

    def _proper(self, name: str, kind: CreditKind) -> str:
        key = key_of(name).removeprefix("the ")
        if kind in ("agency", "self", "outlet"):
            return trade.AGENCIES.get(key, name)
        return trade.PLATFORMS.get(key, name) if kind == "platform" else name

    def _is_self(self, name: str) -> bool:
        """Whether the outlet speaks of itself: by its name, or by a part of it: "the Gazette"."""
        outlet = self._article.outlet
        if not outlet:
            return False
        own, theirs = key_of(outlet).removeprefix("the ").split(), key_of(name).removeprefix("the ").split()
        return bool(theirs) and (
            own == theirs or (len(theirs) == 1 and theirs[0] == own[-1] and theirs[0] in names.OUTLET_NAMES)
        )

    def kind_of(self, name: str, default: CreditKind = "witness") -> CreditKind:
        """What sort of source somebody named is."""
        key = key_of(name).removeprefix("the ")
        if self._is_self(name):
            return "self"
        if key in trade.AGENCIES or re.search(r"\b(press|news) agency$", key):
            return "agency"
        member = self._members.get(name)
        if member is not None and member.kind == "person":
            return _kind_of_person(member, self._members)
        if key in trade.PLATFORMS:
            return "platform"
        words = set(key.split())
        if member is not None and member.kind == "place":
            return "official"
        if key in names.OUTLET_NAMES or (words & names.OUTLET_NAMES and not words & names.OFFICIAL):
            return "outlet"
        if words & names.OFFICIAL or any(" " in each and each in key for each in names.OFFICIAL):
            return "expert" if words & LEARNED_WORDS and not words & AUTHORITIES else "official"
        return "expert" if words & LEARNED_WORDS else default

    def phrase(self, block: Block, first: int, end: int) -> None:
        """A phrase that is named as a source: somebody of the cast, a document, or nobody in particular."""
        span = block.doc[first:end]
        self.spoken(block.at, span.start_char, span.end_char, span.text)

    def spoken(self, at: Place, start: int, end: int, text: str, name: str | None = None) -> None:
        """A source by the words that mean it."""
        mention = Span(at, start, end)
        if name := name or self._cast.named(at, start, end):
            # What somebody wrote or had said: the statement is his, the report is a paper.
            self.add(name, self.kind_of(name), mention)
            return
        words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.casefold())
        if not words or words[0] in PRONOUNS:
            return
        head = _head_of(words)
        kind = _kind_of_head(head, words)
        if kind is None:
            return
        self.add(_as_stated(text, kind), kind, mention)

    def platform(self, block: Block, first: int, end: int) -> None:
        """A platform on which something was published."""
        span = block.doc[first:end]
        self.add(span.text, "platform", Span(block.at, span.start_char, span.end_char))

    def through(self, name: str, kind: CreditKind, at: Place) -> None:
        """A channel: the outlet, agency or platform that words came through, with its mentions in that paragraph."""
        member = self._by_key.get(key_of(name).removeprefix("the "))
        mentions = [mention for mention in member.mentions if mention.at == at] if member is not None else []
        for mention in mentions or (None,):
            self.add(member.name if member is not None else name, kind, mention)

    def witnesses(self) -> tuple[Witness, ...]:
        """The sources in the order of their first mention; those that are not in the text last."""
        order = {"summary": -1, "headline": -2}

        def place(source: _Source) -> tuple[bool, int, int]:
            if not source.mentions:
                return True, 0, 0
            first = min(
                source.mentions,
                key=lambda span: (order.get(span.at, 0) if isinstance(span.at, str) else span.at, span.start),
            )
            return False, order[first.at] if isinstance(first.at, str) else first.at, first.start

        return tuple(
            Witness(each.name, each.kind, tuple(each.mentions)) for each in sorted(self._sources.values(), key=place)
        )


PRONOUNS = frozenset("he she it they we i you who that this which these those him her them us me his its their".split())
LEARNED_WORDS = frozenset(
    "university institute institution foundation center centre college academy laboratory observatory".split()
)


def _from_attribution(desk: _Desk, attribution: Attribution) -> None:
    at: Place | None = attribution.content[0].span.at if attribution.content else None
    if attribution.speaker is not None:
        at = attribution.speaker.span.at
    if attribution.via is not None and at is not None:
        desk.through(attribution.via.name, attribution.via.kind, at)
    elif attribution.speaker is not None:
        speaker = attribution.speaker
        desk.spoken(speaker.span.at, speaker.span.start, speaker.span.end, speaker.text, speaker.name)


def _kind_of_person(member: CastMember, members: dict[str, CastMember]) -> CreditKind:
    """An official, an expert, or a witness, by role and affiliation."""
    words = {word for role in member.roles for word in re.findall(r"[\w-]+", role.casefold())}
    words |= {names.LONG_TITLES[word] for word in words if word in names.LONG_TITLES}
    belongs = key_of(member.affiliation or "").split()
    if words & names.EXPERT_ROLES and not words & {"minister", "president", "secretary"}:
        return "expert"
    if set(belongs) & LEARNED_WORDS:
        return "expert"
    if words & names.OFFICIAL_ROLES & OFFICE or ("leader" in words and member.country):
        return "official"
    if words & (
        names.OFFICIAL_ROLES | {"official", "officer", "spokesman", "spokeswoman", "spokesperson", "director", "chief"}
    ):
        serves = set(belongs) | words
        return "official" if serves & (AUTHORITIES | names.OFFICIAL | PUBLIC) else "witness"
    return "witness"


OFFICE = names.OFFICIAL_ROLES - {"president", "secretary", "deputy", "officer"} | frozenset(("president", "nominee"))
"""Roles that are an office by themselves."""


def _head_of(words: list[str]) -> str:
    """The word at the head of a phrase: the last before "of", "in", "who" and the like."""
    for place, word in enumerate(words):
        if place and word in (
            "of",
            "in",
            "who",
            "with",
            "familiar",
            "from",
            "for",
            "at",
            "on",
            "that",
            "close",
            "briefed",
            "seen",
            "to",
            "by",
            "speaking",
            "and",
            "obtained",
            "about",
            "whose",
            "near",
            "around",
        ):
            return words[place - 1]
    return words[-1]


def _kind_of_head(head: str, words: list[str]) -> CreditKind | None:
    single = head[:-1] if head.endswith("s") and not head.endswith("ss") else head
    if head in DOCUMENTS or single in DOCUMENTS:
        return "document"
    if words[0] in ("a", "an", "one", "two", "three", "several", "some", "many") and (
        single in NAMELESS or single in names.ROLES
    ):
        return "anonymous"
    if head in AUTHORITIES:
        return "official"
    if single in NAMELESS or single in names.ROLES or head in ("people", "officials", "authorities"):
        return "official" if head == "authorities" else "anonymous"
    return None


def _as_stated(text: str, kind: CreditKind) -> str:
    """A nameless source as the article has it; a capital that only opens the sentence goes."""
    if kind == "official":
        # "the city's fire service", "the fire service in town": one and the same.
        text = re.sub(
            r"^.*?\b(?!president|minister|premier|governor|mayor|king|queen|prosecutor)[a-z]+[’']s\s+", "", text
        )
        text = re.sub(r"\s+(?:in|from)\s.*$", "", text)
    words = text.split()[:LONGEST_PHRASE]
    if words and words[0].lower() == "the" and len(words) > 1:
        words = words[1:]
    first = words[0].lower() if words else ""
    single = first.removesuffix("s")
    if first in ("a", "an") or any(
        each in NAMELESS | BODIES | DOCUMENTS | NUMBERS or each in names.ROLES for each in (first, single)
    ):
        words[0] = first
    return " ".join(words)


def _named_as_source(doc: Doc) -> Iterator[tuple[int, int]]:
    """Phrases that the text names as its source: "according to ...", "as reported by ...", the subjects of verbs of saying."""
    quoted = quoted_places(doc)
    for token in doc:
        if quoted[token.i]:
            continue
        lower, lemma = token.lower_, token.lemma_.lower()
        if (
            (lower == "to" and token.i and doc[token.i - 1].lower_ == "according")
            or (lower == "by" and (verb := _verb_before(doc, token)) and verb.lemma_.lower() in PASSED_ON)
            or (lower in ("citing", "quoting", "cites", "cited") and token.i + 1 < len(doc))
        ):
            yield from _object(doc, token)
        elif (lower == "with" and token.i and doc[token.i - 1].lower_ == "interview") or (
            lemma == "tell" and token.i + 1 < len(doc)
        ):
            yield from _outlets_only(doc, token)
        elif token.tag_ == "NNS" and lemma in NAMELESS and token.dep_ != "nsubj" and _says_next(doc, token):
            yield token.i, token.i + 1
        if lemma in REPORTS and token.pos_ in ("VERB", "AUX"):
            for child in token.children:
                if (
                    child.dep_ == "nsubj"
                    and child.pos_ in ("NOUN", "PROPN", "PRON")
                    and not quoted[child.i]
                    and _reports(token)
                ):
                    yield _phrase(doc, child) if child.pos_ != "PRON" else (child.i, child.i + 1)


def _says_next(doc: Doc, token: Token) -> bool:
    """Whether a verb of saying follows, where the parser tied the noun to the sentence before: "Experts also predict"."""
    place = token.i + 1
    while place < len(doc) and place - token.i < 3 and doc[place].pos_ in ("ADV", "AUX"):
        place += 1
    return place < len(doc) and doc[place].lemma_.lower() in REPORTS and doc[place].tag_ in ("VBP", "VBD", "VBN")


def _reports(verb: Token) -> bool:
    """Whether a verb passes something on: it has a clause, an object, a quotation, or the subject behind it."""
    return any(
        child.dep_ in ("ccomp", "dobj", "xcomp", "parataxis", "advcl", "prep", "punct", "mark")
        for child in verb.children
    ) or verb.dep_ in ("parataxis", "advcl", "ccomp")


def _verb_before(doc: Doc, token: Token) -> Token | None:
    return token.head if token.head.pos_ in ("VERB", "AUX", "ADJ") else doc[token.i - 1] if token.i else None


def _object(doc: Doc, word: Token) -> Iterator[tuple[int, int]]:
    for child in word.rights:
        if child.dep_ in ("pobj", "dobj", "nmod", "obl") and child.pos_ in ("NOUN", "PROPN", "NUM", "ADJ", "X"):
            yield _phrase(doc, child)
            return
    # The parser lost it: the noun phrase that follows.
    place = word.i + 1
    while place < len(doc) and place - word.i < 4 and doc[place].pos_ in ("DET", "ADJ", "NUM"):
        place += 1
    if place < len(doc) and doc[place].pos_ in ("NOUN", "PROPN"):
        last = place
        while last + 1 < len(doc) and doc[last + 1].pos_ == "PROPN":
            last += 1
        yield word.i + 1, last + 1


def _outlets_only(doc: Doc, word: Token) -> Iterator[tuple[int, int]]:
    """The outlet that somebody told something: "told the Gazette"; people who were told are no source."""
    for first, end in _object(doc, word):
        key = key_of(doc[first:end].text).removeprefix("the ")
        if key in trade.AGENCIES or set(key.split()) & names.OUTLET_NAMES or key.endswith("agency"):
            yield first, end


def _phrase(doc: Doc, head: Token) -> tuple[int, int]:
    """A noun with what belongs to it before and, by "of", "for", "with" and the like, behind it."""
    first = max(head.left_edge.i, head.i - LONGEST_PHRASE)
    end = head.i + 1
    for child in head.rights:
        if (
            child.i == end
            and (child.dep_ in ("prep", "amod", "case", "acl") or child.tag_ == "POS")
            and child.lower_ in ("of", "for", "in", "from", "at", "with", "familiar", "close", "briefed", "on")
        ):
            end = min(child.right_edge.i + 1, head.i + LONGEST_PHRASE)
    for place in range(head.i + 1, end):
        if doc[place].text in ',;:—–"”“(' or doc[place].lower_ in ("who", "which", "that"):
            end = place
            break
    while first < head.i and (doc[first].is_punct or doc[first].is_space):
        first += 1
    return first, end


def _platforms(doc: Doc) -> Iterator[tuple[int, int]]:
    """Platforms that something was published on: "on his platform Truth Social", "wrote on X"."""
    for token in doc:
        if token.lower_ not in ("on", "to", "via") or (
            token.lower_ == "to" and (not token.i or doc[token.i - 1].lemma_.lower() not in ("post", "take"))
        ):
            continue
        place = token.i + 1
        while (
            place < len(doc)
            and place - token.i < 6
            and (doc[place].pos_ in ("DET", "PRON", "ADJ", "NOUN") or doc[place].text in ("-", "'s", "’s"))
        ):
            place += 1
        for size in (2, 1):
            words = doc[place : place + size]
            if len(words) == size and words.text.lower() in trade.PLATFORMS and words.text[:1].isupper():
                yield place, place + size
                break
