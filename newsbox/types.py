"""The vocabulary: what the rooms hand each other, as frozen values.

Read this file first. A value that crosses from one room into another is one of these; JSON (schema 1 of
docs/reference/json.md) has the same names. Texts are str, sizes are bytes or characters as each field says,
places in a text are a Span. None means "the page does not say".
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, Self, Union, get_args, get_origin, get_type_hints

SCHEMA = 1
"""The version of the JSON that `Reading.to_dict` gives. Later versions add keys and keep these."""

CreditKind = Literal["agency", "outlet", "official", "platform", "document", "expert", "witness", "anonymous", "self"]


class _Value:
    """A value that JSON can carry: same names, tuples as lists, values as objects."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """The value as JSON objects, lists, strings, numbers, booleans and null."""
        return {each.name: _plain(getattr(self, each.name)) for each in _fields(type(self))}  # type: ignore[arg-type]

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Self:
        """The value that `to_dict` gave. Keys we do not know (a later schema's) are passed over.

        Raises ValueError where a key that has no default is missing.
        """
        hints, fields = _hints(cls), _fields(cls)  # type: ignore[arg-type]
        known = {each.name: _typed(plain[each.name], hints[each.name]) for each in fields if each.name in plain}
        try:
            return cls(**known)
        except TypeError as error:
            raise ValueError(f"{cls.__name__}: {error}") from error


# What came over the wire ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Page:
    """One answer of a server, or a file somebody handed us."""

    url: str | None
    """Where it was found, after redirects; None for a paste or a file."""
    body: bytes
    content_type: str | None = None
    """The media type, lower case, without parameters: "text/html"."""
    charset: str | None = None
    """What the server said, not what the page says of itself."""
    fetched: datetime | None = None
    """UTC."""
    status: int = 200
    """200 or 203; 226 where a feed's server sent what is new alone."""
    etag: str | None = None
    """As the server wrote it, quotes and W/ included."""
    last_modified: str | None = None
    """As the server wrote it."""
    moved: str | None = None
    """The new address, if every redirect on the way was permanent (301, 308)."""
    fresh_for: float = 0.0
    """Seconds for which the server says its answer holds (Cache-Control: max-age, Expires)."""
    links: str = ""
    """Its Link headers as the server wrote them, joined by commas."""
    following: str | None = None
    """The address that the server calls the next one (Link: rel="next")."""
    rest: float = 0.0
    """Seconds until the server's allowance of requests is full again, where this answer used it up (X-RateLimit-*)."""

    @property
    def is_part(self) -> bool:
        """Whether it is what is new since we last asked, and not the whole (226, RFC 3229)."""
        return self.status == 226


@dataclass(frozen=True, slots=True)
class NotModified:
    """The server said 304: what we have is what it has."""

    url: str
    fetched: datetime
    fresh_for: float = 0.0


@dataclass(frozen=True, slots=True)
class Coordinates(_Value):
    """A point on the earth, in degrees of WGS 84: north and east are positive."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed, before we have its page."""

    guid: str
    """What the feed calls it; its address, or a digest of its text, where the feed gives no name."""
    url: str | None
    title: str = ""
    authors: tuple[str, ...] = ()
    published: str | None = None
    """ISO 8601, as precise as the feed."""
    modified: str | None = None
    summary: str = ""
    """HTML as the feed gave it: foreign, not yet sanitised."""
    content: str = ""
    """HTML as the feed gave it; empty where the feed only has a summary."""
    image: str | None = None
    tags: tuple[str, ...] = ()
    has_page: bool = True
    """Whether its address is its own: several entries of a feed may lead to one page."""
    caption: str = ""
    """What the feed says of its picture (media:description), plain."""
    credit: str = ""
    """Whose picture it is, as the feed says it (media:credit), plain."""
    language: str | None = None
    """BCP 47, as the feed says it of this entry alone."""
    speaker: str | None = None
    """Who speaks in all of it: a statement of an account's own."""
    platform: str | None = None
    """Where the speaker says it: the server's host, or the name people know it by."""
    passed_on_by: str | None = None
    """Who passes the speaker's words on (a boost)."""
    coordinates: Coordinates | None = None
    """Where it happened, as the feed says it (GeoRSS, W3C geo)."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as its publisher sent it."""

    title: str
    site: str | None
    """The home page it belongs to."""
    language: str | None
    entries: tuple[Entry, ...]
    every: float | None = None
    """Seconds between visits that the feed asks for (ttl, sy:updatePeriod)."""
    following: str | None = None
    """Where older entries are, if the feed comes in pages."""


# What a page says --------------------------------------------------------------------------------------------


Place = int | Literal["headline", "summary", "caption"]
"""Of an article: a paragraph, counted from 0; the headline, the summary, the lead picture's caption."""


def in_words(at: Place) -> str:
    """A part of an article as people call it; paragraphs are counted from 1: "the headline", "paragraph 4"."""
    if isinstance(at, int):
        return f"paragraph {at + 1}"
    return "the picture’s caption" if at == "caption" else f"the {at}"


@dataclass(frozen=True, slots=True)
class Span(_Value):
    """A place in a reading's text: half-open, counted in characters."""

    at: Place
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Credit(_Value):
    """Whose picture it is, as printed and taken apart."""

    text: str
    photographer: str | None = None
    agency: str | None = None
    via: str | None = None
    """The agency or outlet that passed it on."""


@dataclass(frozen=True, slots=True)
class Image(_Value):
    """A picture of an article."""

    url: str | None
    """None where the page was pasted as text and only the credit is left of the picture."""
    caption: str | None = None
    alt: str | None = None
    lead: bool = False
    credit: Credit | None = None


@dataclass(frozen=True, slots=True)
class Dateline(_Value):
    """The line that opens a report: "PARIS, May 3 (Reuters) -"."""

    text: str
    place: str | None = None
    agency: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Embed(_Value):
    """Somebody else's post or film inside an article, as a value and never as a script."""

    kind: str
    """The platform, lower case: "x", "truthsocial", "mastodon", "tiktok", "youtube", "instagram", "telegram", ..."""
    url: str
    """Where people find it."""
    author: str | None = None
    """Name and handle as the page gives them, or the handle alone."""
    text: str | None = None
    published: str | None = None
    """ISO 8601; mostly a day."""
    frame: str | None = None
    """What the platform shows in a frame, for readers who ask for it."""
    after: int | None = None
    """How many paragraphs stand before it; None where that can't be told."""


@dataclass(frozen=True, slots=True)
class Post(_Value):
    """One entry of a live blog: `paragraphs[start:end]`, its headline, where it has one, as a subheading among them."""

    start: int
    end: int
    published: str | None = None
    """ISO 8601."""
    headline: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None


@dataclass(frozen=True, slots=True)
class EditorialNote(_Value):
    """What the newsroom says about its own article."""

    kind: Literal["correction", "editor"]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(_Value):
    """What a page says (schema.org NewsArticle). Times are ISO 8601, as precise as the page."""

    url: str | None = None
    """The canonical address."""
    headline: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    dateline: Dateline | None = None
    language: str | None = None
    """BCP 47, as short as it can be: "en", "pt-BR"."""
    section: str | None = None
    summary: str | None = None
    tags: tuple[str, ...] = ()
    paywalled: bool | None = None
    images: tuple[Image, ...] = ()
    embeds: tuple[Embed, ...] = ()
    paragraphs: tuple[str, ...] = ()
    posts: tuple[Post, ...] = ()
    """Of a live blog, in the page's order."""
    notes: tuple[EditorialNote, ...] = ()
    following: str | None = None
    """The address of the article's next page, where it is spread over several (rel=next)."""
    subheads: tuple[int, ...] = ()
    """Which paragraphs are subheadings; for the eye alone, so not in the JSON."""
    coordinates: Coordinates | None = None
    """Where it happened, as the feed says it."""

    @property
    def standfirst(self) -> str | None:
        """The summary, unless the text begins with it."""
        first = self.paragraphs[0] if self.paragraphs else ""
        if not self.summary or first.startswith(self.summary[:60]) or self.summary.startswith(first[:60] or " "):
            return None
        return self.summary

    def embeds_after(self, place: int) -> tuple[Embed, ...]:
        """The embeds that stand right behind a paragraph; behind the last one also those whose place nobody can tell."""
        last = len(self.paragraphs) - 1
        return tuple(
            embed
            for embed in self.embeds
            if place == (last if embed.after is None else min(max(embed.after - 1, 0), last))
        )

    @property
    def lead_image(self) -> Image | None:
        """The picture that stands above the text."""
        return next((image for image in self.images if image.lead), None)


# What a careful reader underlines -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a parsed sentence, as the language model sees it (Universal Dependencies' tags; the model's own labels)."""

    start: int
    end: int
    """Characters of the part of the article it stands in."""
    text: str
    lemma: str
    pos: str
    """PROPN, NOUN, VERB ..."""
    tag: str
    """The finer tag of the Penn treebank: NNP, VBD ..."""
    dep: str
    """nsubj, dobj, pobj ..."""
    head: int
    """Index of the word it hangs on, in its sentence; its own for the root."""
    entity: str = ""
    """PERSON, ORG, GPE, NORP, DATE ...; empty outside a name or figure."""
    opens: bool = False
    """Whether an entity begins with it."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A parsed sentence of the headline, the summary, a paragraph, or the lead picture's caption."""

    span: Span
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Quoted(_Value):
    """Words of the article, and where they stand."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Speaker(_Value):
    """Who speaks: as the article names them there, and who that is."""

    text: str
    span: Span
    name: str | None = None


PRONOUNS = frozenset(
    "i we you he she it they who which that this one nobody everybody somebody anyone everyone".split()
)
"""Words that name nobody by themselves."""


@dataclass(frozen=True, slots=True)
class Channel(_Value):
    """The outlet, agency or platform that words came through."""

    name: str
    kind: CreditKind


@dataclass(frozen=True, slots=True)
class Attribution(_Value):
    """Who said what (PARC, PolNeAR): speaker, cue, content."""

    kind: Literal["direct", "indirect", "mixed"]
    content: tuple[Quoted, ...]
    speaker: Speaker | None = None
    cue: Quoted | None = None
    via: Channel | None = None

    @property
    def is_telling(self) -> bool:
        """Whether it can stand alone, for the eye: a word or two in the reporter's own words tell nothing, nor does "who" as a voice."""
        words = sum(len(piece.text.split()) for piece in self.content)
        is_voice = self.speaker is None or self.speaker.name is not None or self.speaker.text.casefold() not in PRONOUNS
        has_words = (
            words > 2 or (words > 0 and self.kind != "indirect") or any(len(piece.text) > 24 for piece in self.content)
        )
        return is_voice and has_words


@dataclass(frozen=True, slots=True)
class CastMember(_Value):
    """A person, organisation or place of the article."""

    name: str
    kind: Literal["person", "organisation", "place"]
    mentions: tuple[Span, ...]
    roles: tuple[str, ...] = ()
    affiliation: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Witness(_Value):
    """Whom an article rests on (its "source" in a newsroom's sense)."""

    name: str
    kind: CreditKind
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Claim(_Value):
    """Something that can be checked."""

    kind: Literal["figure", "date", "place", "outcome"]
    text: str
    span: Span
    value: float | str | None = None
    unit: str | None = None
    of: str | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Passage(_Value):
    """A place in one of several readings."""

    reading: int
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Finding(_Value):
    """Passages that can't all be right."""

    code: str
    check: str
    severity: Literal["error", "warning", "note"]
    confidence: float
    message: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading(Article):
    """An article with what was understood of it: what `newsbox.read` gives."""

    attributions: tuple[Attribution, ...] = ()
    cast: tuple[CastMember, ...] = ()
    sources: tuple[Witness, ...] = ()
    claims: tuple[Claim, ...] = ()
    topics: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    sentences: tuple[Sentence, ...] = field(default=(), repr=False, compare=False)
    """Its parsed sentences, in reading order, the caption's last; what checks look at. Not in the JSON: it is many times the text."""
    how: Callable[[Article], Mapping[str, Any]] | None = field(default=None, repr=False, compare=False)
    """What finds the five and the sentences out when they are first asked for: that takes a language model, and not everybody asks."""

    @classmethod
    def of(cls, article: Article, how: Callable[[Article], Mapping[str, Any]] | None) -> Self:
        """The reading of an article whose attributions, cast, sources, claims and topics are found out on first use."""
        reading = object.__new__(cls)
        for each in dataclasses.fields(Article):
            object.__setattr__(reading, each.name, getattr(article, each.name))
        object.__setattr__(reading, "findings", ())
        object.__setattr__(reading, "how", how)
        return reading

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            # Reached only where `of` left a place empty.
            if name not in UNDERSTOOD:
                raise AttributeError(name)
            told = self.how(self.as_article()) if self.how else {}
            for each in UNDERSTOOD:
                object.__setattr__(self, each, tuple(told.get(each, ())))
            return getattr(self, name)

    @property
    def is_understood(self) -> bool:
        """Whether asking for its attributions costs nothing any more."""
        try:
            object.__getattribute__(self, "attributions")
        except AttributeError:
            return False
        return True

    @property
    def resting_on_nobody(self) -> tuple[int, ...]:
        """The paragraphs for which the article names no source: nobody speaks in them, and none is cited; subheadings aside."""
        covered = {mention.at for source in self.sources for mention in source.mentions}
        for attribution in self.attributions:
            covered |= {quoted.span.at for quoted in attribution.content}
            if attribution.speaker is not None:
                covered.add(attribution.speaker.span.at)
        return tuple(
            place
            for place, paragraph in enumerate(self.paragraphs)
            if place not in covered and place not in self.subheads and paragraph.strip()
        )

    def as_article(self) -> Article:
        """What the page says, without what was understood of it."""
        return Article(**{each.name: getattr(self, each.name) for each in dataclasses.fields(Article)})

    def changed(self, **changes: Any) -> Reading:
        """The reading with other values of its article's; what was understood is found out anew."""
        return Reading.of(dataclasses.replace(self.as_article(), **changes), self.how)

    def with_findings(self, findings: Iterable[Finding]) -> Reading:
        """The reading with what doesn't add up in it."""
        reading = object.__new__(Reading)
        for each in dataclasses.fields(Reading):
            object.__setattr__(reading, each.name, getattr(self, each.name))
        object.__setattr__(reading, "findings", tuple(findings))
        return reading

    def to_dict(self) -> dict[str, Any]:
        """Schema 1: every key is there, whether the page gives a value or not."""
        plain = _Value.to_dict(self)
        del plain["subheads"]
        return {"schema": SCHEMA, **plain}

    def text_at(self, span: Span) -> str:
        """The words a span covers."""
        return self.part(span.at)[span.start : span.end]

    def part(self, at: Place) -> str:
        """The whole text of a paragraph, the headline, the summary or the lead picture's caption; empty where there is none."""
        if isinstance(at, int):
            return self.paragraphs[at]
        if at == "caption":
            return (self.lead_image and self.lead_image.caption) or ""
        return (self.headline if at == "headline" else self.summary) or ""


UNDERSTOOD = ("attributions", "cast", "sources", "claims", "topics", "sentences")
"""What of a reading is found out on first use."""


def moment(stated: str | None, *, zone: tzinfo = UTC) -> datetime | None:
    """A stated time as a point in time, in UTC: a date alone counts from its midnight. zone: where the text names none."""
    if not stated:
        return None
    try:
        parsed = datetime.fromisoformat(stated)
        return (parsed if parsed.tzinfo else parsed.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


# Values to JSON, and back --------------------------------------------------------------------------------------


def _plain(value: Any) -> Any:
    if isinstance(value, _Value):
        return value.to_dict()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, datetime):
        return value.isoformat()
    return value


def _typed(plain: Any, hint: Any) -> Any:
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        if plain is None:
            return None
        choices = [choice for choice in get_args(hint) if choice is not NoneType]
        return _typed(plain, choices[0]) if len(choices) == 1 else plain
    if origin is tuple:
        return tuple(_typed(each, get_args(hint)[0]) for each in plain)
    if isinstance(hint, type) and issubclass(hint, _Value):
        return hint.from_dict(plain)
    if hint is datetime:
        return datetime.fromisoformat(plain)
    return plain


@cache
def _fields(cls: Hashable) -> tuple[dataclasses.Field[Any], ...]:
    return tuple(each for each in dataclasses.fields(cls) if each.name not in UNTOLD)  # type: ignore[arg-type]


UNTOLD = frozenset(("how", "sentences"))
"""Fields of values that JSON does not carry."""


@cache
def _hints(cls: Hashable) -> dict[str, Any]:
    return get_type_hints(cls)
