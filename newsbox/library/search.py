"""Words to reports: one query language, two dialects (SQLite's FTS5, PostgreSQL's tsvector).

The only file that knows which database it is. Both dialects index the table of `Searchable` by themselves (triggers, a
generated column), so whoever writes a report need not think of the index.

    port fire            both words                      "port of call"      these words in this order
    port OR harbour      either                          -ferry              not this word
    minist*              words that begin so             (a OR b) c          brackets
    headline:fire  outlet:gazette  body:port             one field; headline:"port of call" too
    after:2026-11-01  before:2026-12                     by date
    speaker:marlo  speaker:"ines marlo"                  somebody of this name says something in it
    doubt:any  doubt:cast  doubt:nb101  doubt:error      something in it doesn't add up: anything, for one check, one code, surely
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from newsbox.errors import QueryError
from newsbox.library.models import Counterpart, Finding, Report, Speaker, Statement
from newsbox.library.names import speaker_key

LONGEST = 500
"""Characters of a query."""
DEEPEST = 20
"""Brackets in brackets."""
FIELDS = {"headline": "headline", "title": "headline", "outlet": "outlet", "body": "body", "text": "body"}
FILTERS = ("after", "before", "on", "is", "speaker", "doubt")
START, END = "\ue000", "\ue001"
"""Around a hit in a highlighted text; private-use characters that `keep` takes out of what it stores."""
INDEX = "library_search"
COMMON = 2000
"""Hits from which a word counts as common."""
CJK = re.compile(r"([\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0002ffff])")
GAP = "\u200b"
"""Stands around every Chinese, Japanese or Korean character, which write no spaces: each is a word of its own then."""


# The language ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Words:
    """Words in a row; the last may be a beginning."""

    words: tuple[str, ...]
    field: str | None = None
    is_beginning: bool = False


@dataclass(frozen=True, slots=True)
class Every:
    """All of these."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """One of these."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Not this."""

    part: Node


Node = Words | Every | Some | Not


@dataclass(frozen=True, slots=True)
class Query:
    """A search, understood."""

    words: Node | None = None
    without: tuple[Node, ...] = ()
    after: date | None = None
    """Included."""
    before: date | None = None
    """Not included."""
    speakers: tuple[tuple[tuple[str, ...], bool], ...] = ()
    """Words of the names of those who speak, between spaces; without the second one, beginnings. False behind a minus."""
    doubts: tuple[tuple[str, bool], ...] = ()
    """What doesn't add up in it: "any", a check's name, a code or its beginning, "error", "warning". False behind a minus."""
    marks: tuple[tuple[str, bool], ...] = field(default=())
    """What the shelf knows: ("unread", True), ("bookmarked", False); a False was a minus."""


@dataclass(slots=True)
class _Token:
    kind: str  # "(" ")" "or" "not" "and" "filter" "words"
    at: int
    node: Words | None = None
    name: str = ""
    value: str = ""


PIECE = re.compile(
    r'\s*(?:(?P<bracket>[()])|(?P<minus>-)(?=[^\s-])|(?P<name>[A-Za-z]+):(?=\S|$)|(?P<quote>["“”„«])(?P<phrase>[^"“”»]*)(?P<close>["“”»])?|(?P<word>[^\s()"“”]+))'
)


def parse(text: str) -> Query:
    """A query as typed. Raises QueryError with the place from which it makes no sense."""
    if len(text) > LONGEST:
        raise QueryError(f"a search can be {LONGEST} characters long; this one has {len(text)}.")
    tokens = _tokens(text)
    filters = [token for token in tokens if token.kind == "filter"]
    after = before = None
    marks: list[tuple[str, bool]] = []
    speakers: list[tuple[tuple[str, ...], bool]] = []
    doubts: list[tuple[str, bool]] = []
    depth, rest, negated = 0, [], False
    for token in tokens:
        depth += {"(": 1, ")": -1}.get(token.kind, 0)
        if token.kind != "filter":
            if not (token.kind == "not" and _next_is_filter(tokens, token)):
                rest.append(token)
            negated = token.kind == "not"
            continue
        if depth > 0:
            raise _nonsense(text, token.at, f"{token.name}: stands for the whole search and can't be in brackets")
        if _is_beside_or(tokens, token):
            raise _nonsense(text, token.at, f"{token.name}: stands for the whole search and can't be one side of OR")
        if token.name == "speaker":
            words_of_name = tuple(f" {word} " for word in speaker_key(token.value).split())
            if not words_of_name:
                raise _nonsense(text, token.at, "speaker: needs a name behind it")
            if token.value.endswith("*"):
                words_of_name = (*words_of_name[:-1], words_of_name[-1].rstrip())
            speakers.append((words_of_name, not negated))
        elif token.name == "doubt":
            if not token.value.isalnum():
                raise _nonsense(
                    text,
                    token.at,
                    "NewsBox knows doubt:any, doubt:error, doubt:warning, and the names and codes of checks",
                )
            doubts.append((token.value, not negated))
        elif token.name == "is":
            if token.value not in ("read", "unread", "bookmarked"):
                raise _nonsense(text, token.at, "NewsBox knows is:unread, is:read and is:bookmarked")
            name, wanted = ("unread", token.value == "unread") if token.value != "bookmarked" else ("bookmarked", True)
            marks.append((name, wanted != negated))
        else:
            first, end = _dates(text, token)
            after, before = (
                (first, before) if token.name == "after" else (after, first) if token.name == "before" else (first, end)
            )
        negated = False
    words, without = _split_off(_Parser(text, rest).whole(), text)
    if words is None and not without and not filters:
        raise QueryError("type a word to search for.")
    return Query(words, without, after, before, tuple(speakers), tuple(doubts), tuple(marks))


def _next_is_filter(tokens: Sequence[_Token], token: _Token) -> bool:
    place = tokens.index(token)
    return place + 1 < len(tokens) and tokens[place + 1].kind == "filter"


def _is_beside_or(tokens: Sequence[_Token], token: _Token) -> bool:
    place = next(number for number, each in enumerate(tokens) if each is token)
    before = [each.kind for each in tokens[:place] if each.kind != "not"][-1:]
    return "or" in (*before, *(each.kind for each in tokens[place + 1 : place + 2]))


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    place = 0
    name: tuple[str, int] | None = None
    while match := PIECE.match(text, place):
        at = match.start() + len(match[0]) - len(match[0].lstrip())
        place = match.end()
        if match["name"] and name is None:
            known = match["name"].lower()
            if known in FIELDS or known in FILTERS:
                name = (known, at)
                continue
            place = match.start("name")
            match = re.compile(r"(?P<word>[^\s()\"“”]+)").match(text, place)
            assert match is not None
            place = match.end()
            tokens += _worded(match["word"], None, at)
            continue
        groups = match.groupdict()
        if name and name[0] in FILTERS:
            tokens.append(
                _Token(
                    "filter", name[1], name=name[0], value=(groups.get("word") or groups.get("phrase") or "").lower()
                )
            )
        elif groups.get("bracket"):
            if name:
                raise _nonsense(text, name[1], f"{name[0]}: needs a word or a phrase behind it")
            tokens.append(_Token(match["bracket"], at))
        elif groups.get("minus"):
            tokens.append(_Token("not", at))
        elif groups.get("quote"):
            if not match["close"]:
                raise _nonsense(text, at, "a quotation mark is still open")
            tokens += _worded(match["phrase"], name, at, is_phrase=True)
        elif (word := groups.get("word")) in ("OR", "AND", "NOT", "|"):
            tokens.append(_Token({"|": "or"}.get(str(word), str(word).lower()), at))
        else:
            tokens += _worded(str(word), name, at)
        name = None
    if name:
        raise _nonsense(text, name[1], f"{name[0]}: needs a word behind it")
    return tokens


def _worded(text: str, name: tuple[str, int] | None, at: int, *, is_phrase: bool = False) -> list[_Token]:
    words = tuple(re.findall(r"\w+", CJK.sub(rf"{GAP}\1{GAP}", text)))
    if not words:
        return []
    node = Words(words, FIELDS[name[0]] if name else None, is_beginning=text.endswith("*") and not is_phrase)
    return [_Token("words", at, node)]


class _Parser:
    """any := every (OR every)*; every := single+; single := [NOT] (words | "(" any ")")."""

    def __init__(self, text: str, tokens: Sequence[_Token]) -> None:
        self.text, self.tokens, self.place = text, tokens, 0

    def whole(self) -> Node | None:
        if not self.tokens:
            return None
        node = self._any(0)
        if self.place < len(self.tokens):
            raise _nonsense(self.text, self.tokens[self.place].at, "a bracket is closed that was not opened")
        return node

    def _peek(self) -> str | None:
        return self.tokens[self.place].kind if self.place < len(self.tokens) else None

    def _any(self, depth: int) -> Node:
        parts = [self._every(depth)]
        while self._peek() == "or":
            self.place += 1
            parts.append(self._every(depth))
        return parts[0] if len(parts) == 1 else Some(tuple(parts))

    def _every(self, depth: int) -> Node:
        parts: list[Node] = []
        while (kind := self._peek()) not in (None, ")", "or"):
            if kind == "and":
                self.place += 1
                continue
            parts.append(self._single(depth))
        if not parts:
            at = self.tokens[self.place].at if self.place < len(self.tokens) else len(self.text)
            raise _nonsense(self.text, at, "a word is missing")
        return parts[0] if len(parts) == 1 else Every(tuple(parts))

    def _single(self, depth: int) -> Node:
        token = self.tokens[self.place]
        self.place += 1
        if token.kind == "not":
            if self._peek() in (None, ")", "or", "and"):
                raise _nonsense(self.text, token.at, "a word is missing behind the minus")
            return Not(self._single(depth))
        if token.kind == "(":
            if depth >= DEEPEST:
                raise _nonsense(self.text, token.at, f"brackets can stand {DEEPEST} deep")
            if self._peek() == ")":
                raise _nonsense(self.text, token.at, "nothing stands in the brackets")
            inner = self._any(depth + 1)
            if self._peek() != ")":
                raise _nonsense(self.text, token.at, "a bracket is still open")
            self.place += 1
            return inner
        assert token.node is not None
        return token.node


def _split_off(node: Node | None, text: str) -> tuple[Node | None, tuple[Node, ...]]:
    """The part that finds, and the parts that take away, which an index can only do from something found."""
    parts = node.parts if isinstance(node, Every) else (node,) if node else ()
    finding = tuple(part for part in parts if not isinstance(part, Not))
    without = tuple(part.part for part in parts if isinstance(part, Not))
    for part in (*finding, *without):
        _check_nested(part, text)
    return (None if not finding else finding[0] if len(finding) == 1 else Every(finding)), without


def _check_nested(node: Node, text: str) -> None:
    if isinstance(node, Not):
        raise QueryError(f"a minus needs a word beside it that is searched for: “{text}”.")
    if isinstance(node, Every):
        if all(isinstance(part, Not) for part in node.parts):
            raise QueryError(f"a minus needs a word beside it that is searched for: “{text}”.")
        for part in node.parts:
            _check_nested(part.part if isinstance(part, Not) else part, text)
    if isinstance(node, Some):
        for part in node.parts:
            _check_nested(part, text)


def _dates(text: str, token: _Token) -> tuple[date, date]:
    """The first day a date means, and the day after its last: 2026 is a year, 2026-11 a month."""
    match = re.fullmatch(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", token.value)
    try:
        if not match:
            raise ValueError
        year, month, day = int(match[1]), int(match[2] or 1), int(match[3] or 1)
        first = date(year, month, day)
        if match[3]:
            return first, first + timedelta(days=1)
        return first, date(year + 1, 1, 1) if not match[2] else date(year + month // 12, month % 12 + 1, 1)
    except (ValueError, OverflowError) as error:
        raise _nonsense(text, token.at, "a date is written 2026-11-24, 2026-11 or 2026") from error


def _nonsense(text: str, at: int, why: str) -> QueryError:
    where = f"character {at + 1}: “{text[at : at + 30]}”" if text[at:].strip() else "its end"
    return QueryError(f"the search stops making sense at {where}: {why}.")


# Asking --------------------------------------------------------------------------------------------------------------


def found(query: Query, among: QuerySet[Report]) -> QuerySet[Report]:
    """The reports among these that a query finds, in the order they had. Marks are the shelf's to look at."""
    dialect = _dialect()
    if query.words is not None:
        among = dialect.among(query.words, among)
    for node in query.without:
        among = among.exclude(pk__in=RawSQL(*dialect.ids(node)))
    for names, wanted in query.speakers:
        hers = Speaker.objects.all()
        for name in names:
            hers = hers.filter(key__contains=name)
        spoken = Statement.objects.filter(speaker__in=hers).values("report")
        among = among.filter(pk__in=spoken) if wanted else among.exclude(pk__in=spoken)
    for doubt, wanted in query.doubts:
        among = among.filter(doubted(doubt)) if wanted else among.exclude(doubted(doubt))
    zone = ZoneInfo(settings.TIME_ZONE)
    limits = Q()
    if query.after:
        limits &= Q(dated__gte=datetime(query.after.year, query.after.month, query.after.day, tzinfo=zone))
    if query.before:
        limits &= Q(dated__lt=datetime(query.before.year, query.before.month, query.before.day, tzinfo=zone))
    return among.filter(limits) if limits else among


def doubted(what: str) -> Q:
    """The reports in whose latest edition something doesn't add up. what: "any", "error", "warning", a check's name, a code or its beginning."""
    if what == "any":
        return Q(doubts__gt=0)
    findings = Finding.objects.filter(is_open=True)
    findings = (
        findings.filter(severity=what)
        if what in ("error", "warning")
        else findings.filter(Q(check_name=what) | Q(code__startswith=what.upper()))
    )
    beside = Counterpart.objects.filter(finding__in=findings)
    return Q(pk__in=findings.values("edition__report")) | Q(pk__in=beside.values("edition__report"))


def highlighted(query: Query, reports: Iterable[Report]) -> dict[int, tuple[str, str]]:
    """Headline and the most telling passage of each report, hits between START and END, in one question."""
    ids = [report.pk for report in reports]
    if not ids or query.words is None:
        return {}
    sql, values = _dialect().passages(query.words, ids)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return {pk: (_ungapped(headline), _ungapped(passage)) for pk, headline, passage in cursor.fetchall()}


def gapped(text: str) -> str:
    """A text as it is indexed: Chinese, Japanese and Korean characters apart."""
    if text.isascii():
        return text
    return CJK.sub(rf"\1{GAP}", text.replace(START, "").replace(END, ""))


def _ungapped(text: str) -> str:
    return text.replace(GAP, "")


class _Sqlite:
    """FTS5: an external-content table over Searchable, kept by triggers."""

    def create(self) -> tuple[str, ...]:
        """The statements that make the index."""
        return (
            f"CREATE VIRTUAL TABLE {INDEX} USING fts5(headline, outlet, body, content='library_searchable', content_rowid='report_id', "
            "tokenize='unicode61 remove_diacritics 2')",
            f"CREATE TRIGGER {INDEX}_insert AFTER INSERT ON library_searchable BEGIN "
            f"INSERT INTO {INDEX}(rowid, headline, outlet, body) VALUES (new.report_id, new.headline, new.outlet, new.body); END",
            f"CREATE TRIGGER {INDEX}_delete AFTER DELETE ON library_searchable BEGIN "
            f"INSERT INTO {INDEX}({INDEX}, rowid, headline, outlet, body) VALUES ('delete', old.report_id, old.headline, old.outlet, old.body); END",
            f"CREATE TRIGGER {INDEX}_update AFTER UPDATE ON library_searchable BEGIN "
            f"INSERT INTO {INDEX}({INDEX}, rowid, headline, outlet, body) VALUES ('delete', old.report_id, old.headline, old.outlet, old.body); "
            f"INSERT INTO {INDEX}(rowid, headline, outlet, body) VALUES (new.report_id, new.headline, new.outlet, new.body); END",
        )

    def drop(self) -> tuple[str, ...]:
        """The statements that take it away."""
        return (
            f"DROP TRIGGER {INDEX}_insert",
            f"DROP TRIGGER {INDEX}_delete",
            f"DROP TRIGGER {INDEX}_update",
            f"DROP TABLE {INDEX}",
        )

    def count(self) -> str:
        """The question how many reports the index holds: each has a row of lengths, whatever stands in the table beside it."""
        return f"SELECT count(*) FROM {INDEX}_docsize"

    def again(self) -> str:
        """The statement that builds it anew."""
        return f"INSERT INTO {INDEX}({INDEX}) VALUES ('rebuild')"

    def match(self, node: Node) -> str:
        """The query as FTS5 writes it."""
        if isinstance(node, Words):
            words = '"' + " ".join(node.words) + '"' + ("*" if node.is_beginning else "")
            return f"{node.field} : {words}" if node.field else words
        if isinstance(node, Some):
            return "(" + " OR ".join(self.match(part) for part in node.parts) + ")"
        assert isinstance(node, Every)
        finding = " AND ".join(self.match(part) for part in node.parts if not isinstance(part, Not))
        without = " OR ".join(self.match(part.part) for part in node.parts if isinstance(part, Not))
        return f"(({finding}) NOT ({without}))" if without else f"({finding})"

    def ids(self, node: Node) -> tuple[str, list[Any]]:
        return f"SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s", [self.match(node)]

    def among(self, node: Node, reports: QuerySet[Report]) -> QuerySet[Report]:
        """Those of the reports that the words stand in.

        A list sorted by date can be made from the hits, sorted, or from the dates, looking whether each is a hit. The
        planner of SQLite knows nothing of how many hits a word has, and always takes the first; for a common word the
        second is many times faster, and a plus before a column keeps the planner from using its index.
        """
        sql, values = self.ids(node)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM ({sql} LIMIT {COMMON})", values)
            (count,) = cursor.fetchone()
        if count < COMMON:
            return reports.filter(pk__in=RawSQL(sql, values))
        return reports.extra(where=[f"+library_report.id IN ({sql})"], params=values)

    def passages(self, node: Node, ids: Sequence[int]) -> tuple[str, list[Any]]:
        marks = ", ".join(["%s"] * len(ids))
        return (
            f"SELECT rowid, highlight({INDEX}, 0, %s, %s), snippet({INDEX}, 2, %s, %s, '…', 28) FROM {INDEX} WHERE {INDEX} MATCH %s AND rowid IN ({marks})",
            [START, END, START, END, self.match(node), *ids],
        )


class _Postgres:
    """tsvector: a generated column on Searchable with a GIN index, headline A, outlet B, body D."""

    # Letters with accents as their plain ones, as FTS5 does it: ts dictionaries can't without an extension.
    ACCENTED = "".join(
        chr(code)
        for code in range(0xC0, 0x250)
        if unicodedata.normalize("NFD", chr(code))[0].isascii() and len(unicodedata.normalize("NFD", chr(code))) > 1
    )
    PLAIN = "".join(unicodedata.normalize("NFD", letter)[0] for letter in ACCENTED)
    WEIGHTS = {"headline": "A", "outlet": "B", "body": "D"}

    @classmethod
    def _folded(cls, column: str) -> str:
        return f"translate({column}, '{cls.ACCENTED}', '{cls.PLAIN}')"

    def _vector(self) -> str:
        """The expression that the index is made of."""
        columns = ((self._folded(f"left({column}, 150000)"), weight) for column, weight in self.WEIGHTS.items())
        return " || ".join(f"setweight(to_tsvector('simple', {text}), '{weight}')" for text, weight in columns)

    def create(self) -> tuple[str, ...]:
        """The statements that make the index."""
        return (
            f"ALTER TABLE library_searchable ADD COLUMN terms tsvector GENERATED ALWAYS AS ({self._vector()}) STORED",
            f"CREATE INDEX {INDEX} ON library_searchable USING gin (terms)",
        )

    def drop(self) -> tuple[str, ...]:
        """The statements that take it away."""
        return f"DROP INDEX {INDEX}", "ALTER TABLE library_searchable DROP COLUMN terms"

    def count(self) -> str:
        """The question how many reports the index holds."""
        return "SELECT count(*) FROM library_searchable WHERE terms IS NOT NULL"

    def again(self) -> str:
        """The statement that builds it anew."""
        return f"REINDEX INDEX {INDEX}"

    def match(self, node: Node) -> str:
        """The query as to_tsquery reads it."""
        if isinstance(node, Words):
            weight = self.WEIGHTS[node.field] if node.field else ""
            folded = [
                word.translate(str.maketrans(self.ACCENTED, self.PLAIN)).replace("'", "''") for word in node.words
            ]
            marks = [weight] * (len(folded) - 1) + [("*" if node.is_beginning else "") + weight]
            return (
                "("
                + " <-> ".join(
                    f"'{word}'" + (f":{mark}" if mark else "") for word, mark in zip(folded, marks, strict=True)
                )
                + ")"
            )
        if isinstance(node, Not):
            return f"!{self.match(node.part)}"
        return "(" + (" | " if isinstance(node, Some) else " & ").join(self.match(part) for part in node.parts) + ")"

    def ids(self, node: Node) -> tuple[str, list[Any]]:
        return "SELECT report_id FROM library_searchable WHERE terms @@ to_tsquery('simple', %s)", [self.match(node)]

    def among(self, node: Node, reports: QuerySet[Report]) -> QuerySet[Report]:
        """Those of the reports that the words stand in; the planner knows how common they are."""
        return reports.filter(pk__in=RawSQL(*self.ids(node)))

    def passages(self, node: Node, ids: Sequence[int]) -> tuple[str, list[Any]]:
        whole = f"StartSel={START}, StopSel={END}, HighlightAll=true"
        part = f"StartSel={START}, StopSel={END}, MaxFragments=2, MaxWords=30, MinWords=12, FragmentDelimiter=' … '"
        return (
            "SELECT report_id, ts_headline('simple', headline, query, %s), ts_headline('simple', body, query, %s) "
            "FROM library_searchable, to_tsquery('simple', %s) query WHERE report_id = ANY(%s)",
            [whole, part, self.match(node), list(ids)],
        )


def _dialect(vendor: str | None = None) -> _Sqlite | _Postgres:
    return _Postgres() if (vendor or connection.vendor) == "postgresql" else _Sqlite()


def indexed_count() -> int:
    """How many reports the index holds."""
    with connection.cursor() as cursor:
        cursor.execute(_dialect().count())
        (count,) = cursor.fetchone()
    return int(count)


def rebuild() -> None:
    """Builds the index anew from the texts it is made of."""
    with connection.cursor() as cursor:
        cursor.execute(_dialect().again())


def create_index(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """For the migration that makes the index."""
    for statement in _dialect(editor.connection.vendor).create():
        editor.execute(statement, params=None)


def drop_index(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """For taking that migration back."""
    for statement in _dialect(editor.connection.vendor).drop():
        editor.execute(statement, params=None)
