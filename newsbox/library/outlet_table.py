"""What does the owner's own table of outlets say? A CSV file read, and written again.

The table says of outlets in which country they are, who owns them and where they lean. NewsBox ships none: whoever runs the box answers for
what stands in it. Headers are known in many wordings; comma, semicolon and tab part the fields; UTF-8 and UTF-16 are known by their marks,
and a file that is no UTF-8 is taken for Windows-1252, as spreadsheets write it.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields

from newsbox import addresses
from newsbox.errors import AddressError, MarkError
from newsbox.library.names import speaker_key
from newsbox.texts import printable

LARGEST = 8 * 1024 * 1024
"""Bytes of a file."""
MOST = 50_000
"""Outlets of a table."""
LONGEST = 300
"""Characters of a field that is kept."""
HEADERS = {
    "name": "outlet name newspaper paper medium media source title station masthead publication brand news_source publisher",
    "domain": "domain site website url address homepage host web link source_url web_address",
    "country": "country land nation state pays país country_name country_of_origin headquarters based_in",
    "owner": "owner ownership owned_by parent parent_company company group owner_name media_group ultimate_owner proprietor publisher",
    "leaning": "leaning lean bias political_leaning political_bias orientation political_orientation alignment political_alignment bias_rating media_bias slant stance rating",
}
"""What columns are called, the likeliest first; a word under two of them is whichever the file has no other for."""
KNOWN = {field: tuple(names.split()) for field, names in HEADERS.items()}
SHARED_ENDINGS = re.compile(r"(?:ac|co|com|edu|gob|gouv|gov|govt|ne|net|nom|or|org)\.[a-z]{2}")
"""Names under which everybody registers: none of them is one outlet's."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""With these a spreadsheet takes a field for a formula."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """One row of the table. An empty field is not known."""

    name: str = ""
    domain: str = ""
    """The host of its site, without "www.": reports of its subdomains are its own, too."""
    country: str = ""
    owner: str = ""
    leaning: str = ""

    @property
    def shown(self) -> str:
        """What it is called."""
        return self.name or self.domain

    @property
    def said(self) -> tuple[tuple[str, str], ...]:
        """What is known of it, by aspect."""
        told = (("country", self.country), ("owner", self.owner), ("leaning", self.leaning))
        return tuple((name, value) for name, value in told if value)

    @property
    def key(self) -> str:
        """What spellings of its name have in common."""
        return name_key(self.name)


COLUMNS = tuple(field.name for field in fields(Outlet))


@dataclass(frozen=True, slots=True)
class Table:
    """What a file says, and how it was read."""

    outlets: tuple[Outlet, ...]
    ignored: tuple[str, ...] = ()
    """Headers of columns that mean nothing here."""
    is_windows: bool = False
    """Whether it was taken for Windows-1252."""

    @property
    def remarks(self) -> list[str]:
        """What its owner should know of how it was read, in sentences."""
        told = []
        if self.ignored:
            is_one = len(self.ignored) == 1
            told.append(
                f"Left out, as NewsBox has no use for {'it' if is_one else 'them'}: the column{'' if is_one else 's'} {', '.join(f'“{name}”' for name in self.ignored)}."
            )
        if self.is_windows:
            told.append(
                "The file is no UTF-8; it was read as Windows-1252. Look whether names with accents came out right."
            )
        return told


def name_key(name: str) -> str:
    """What spellings of an outlet's name have in common: "The Harbour-Gazette" and "harbour gazette" are one. Empty for no name."""
    return re.sub(r"^the (?=.)", "", speaker_key(name).strip())


def owner_key(owner: str) -> str:
    """What spellings of an owner's name have in common."""
    return speaker_key(owner).strip()


def read(body: bytes) -> Table:
    """The table in a file. Raises MarkError with one sentence, which names the line, for what can't be read or contradicts itself."""
    if len(body) > LARGEST:
        raise MarkError(f"the file is larger than {LARGEST // 2**20} MB: this is no table of outlets.")
    text, is_windows = _decoded(body)
    if not text.strip():
        raise MarkError("the file is empty.")
    rows = _rows(text)
    first, header = next(rows, (0, []))
    if not header:
        raise MarkError("the file is empty: no line of it says anything.")
    columns, ignored = _columns(header)
    if "name" not in columns and "domain" not in columns:
        raise MarkError(
            f"line {first} names no column for the outlet or its domain; a table begins with a line like “outlet,domain,country,owner,leaning”."
        )
    if not {"country", "owner", "leaning"} & columns.keys():
        raise MarkError(
            f"line {first} names no column for the country, the owner or the leaning, so that the table would say nothing."
        )
    outlets: list[Outlet] = []
    places: dict[str, list[tuple[int, Outlet]]] = defaultdict(list)
    for line, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
            raise MarkError(
                f"line {line} has {len(cells)} fields and the first line {len(header)}: a field with a comma in it stands between quotation marks."
            )
        outlet = _outlet(line, {field: cells[at] for field, at in columns.items() if at < len(cells)})
        before = [each for key in filter(None, (outlet.domain, outlet.key)) for each in places[key]]
        if other := next((at for at, each in before if _is_one(each, outlet) and each != outlet), None):
            raise MarkError(f"line {line} says something else of {outlet.shown} than line {other}.")
        if any(each == outlet for _, each in before):
            continue
        for key in filter(None, (outlet.domain, outlet.key)):
            places[key].append((line, outlet))
        outlets.append(outlet)
        if len(outlets) > MOST:
            raise MarkError(f"line {line} is one too many: a table has {MOST:,} outlets at most.")
    if not outlets:
        raise MarkError("the file has a header and no outlet beneath it.")
    return Table(tuple(outlets), tuple(ignored), is_windows)


def _is_one(ours: Outlet, theirs: Outlet) -> bool:
    """Whether two rows are of one outlet: two of one name with a domain each are two, there is a Herald in many towns."""
    if ours.domain and theirs.domain:
        return ours.domain == theirs.domain
    return ours.key == theirs.key != ""


def _decoded(body: bytes) -> tuple[str, bool]:
    """The text of a file, and whether it was taken for Windows-1252."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return body.decode("utf-16"), False
        except UnicodeDecodeError as error:
            raise MarkError("the file begins like UTF-16 and is none; save it as CSV in UTF-8.") from error
    if b"\0" in body:
        raise MarkError("this is no CSV file; a spreadsheet saves one by “Save as … CSV”.")
    try:
        return body.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        pass
    try:
        return body.decode("cp1252"), True
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        raise MarkError(
            f"line {line} has bytes that are neither UTF-8 nor Windows-1252; save the file as CSV in UTF-8."
        ) from error


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a file, each with the number of the line it begins in; the first is the header."""
    mark, rest = ",", text
    if told := re.match(r"sep=(.)\r?\n", text):
        # How some spreadsheets are told what parts the fields.
        mark, rest = told[1], text[told.end() :]
    shift = text.count("\n") - rest.count("\n")
    lines = rest.splitlines(keepends=True)
    head = next((line for line in lines if line.strip()), "")
    if not told:
        mark = max(",;\t", key=lambda each: (len(_known(head, each)), head.count(each)))
    reader = csv.reader(io.StringIO(rest, newline=""), delimiter=mark, strict=True)
    line, is_begun = 1, False
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "field limit" in str(error):
                raise MarkError(
                    f"line {line + shift} has a field longer than {csv.field_size_limit():,} characters: this is no table of outlets, or a quotation mark is never closed."
                ) from error
            raise MarkError(
                f"line {line + shift} is no line of a table: a quotation mark opens a field and does not close it where the field ends."
            ) from error
        if is_begun or any(cell.strip() for cell in cells):
            is_begun = True
            yield line + shift, cells
        line = reader.line_num + 1


def _known(head: str, mark: str) -> dict[str, int]:
    """Which columns a header has, if this parts its fields; none where that makes no line."""
    try:
        return _columns(next(csv.reader([head], delimiter=mark), []))[0]
    except csv.Error:
        return {}


def _columns(header: Sequence[str]) -> tuple[dict[str, int], list[str]]:
    """Which column has what, and the headers of the others."""
    words = ["_".join(re.findall(r"\w+", cell.casefold().replace("_", " "))) for cell in header]
    columns: dict[str, int] = {}
    for is_sure in (True, False):
        for field, names in KNOWN.items():
            if field in columns:
                continue
            # A word that two fields have stands last with each: it is taken when the surer ones are.
            asked = names[:-1] if is_sure and names[-1] == "publisher" else names
            if (found := next((name for name in asked if name in words), None)) and words.index(
                found
            ) not in columns.values():
                columns[field] = words.index(found)
    return columns, [cell.strip()[:60] for at, cell in enumerate(header) if at not in columns.values() and cell.strip()]


def _outlet(line: int, cells: dict[str, str]) -> Outlet:
    told = {field: " ".join(_unquoted(printable(cell)).split()) for field, cell in cells.items()}
    for field, cell in told.items():
        if len(cell) > LONGEST:
            raise MarkError(f"line {line}: the {field} is longer than {LONGEST} characters.")
    domain = told.get("domain", "")
    if not domain and re.fullmatch(
        r"(?:https?://)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/?", told.get("name", ""), re.IGNORECASE
    ):
        # Some tables call outlets by their sites.
        domain = told["name"]
    if domain:
        told["domain"] = _host(domain, line)
    found = Outlet(**told)
    if not (found.domain or found.key):
        raise MarkError(f"line {line} names neither an outlet nor a domain.")
    return found


def _host(domain: str, line: int) -> str:
    try:
        host = addresses.host(addresses.web(domain))
    except AddressError as error:
        raise MarkError(f"line {line}: “{domain[:80]}” is no domain like gazette.example.") from error
    if "." not in host or SHARED_ENDINGS.fullmatch(host):
        raise MarkError(f"line {line}: “{domain[:80]}” is nobody's own domain.")
    return host


def written(outlets: Iterable[Outlet]) -> str:
    """The table as a CSV file that `read` reads and a spreadsheet opens: no field of it is run as a formula."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(("outlet", *COLUMNS[1:]))
    writer.writerows([_quoted(getattr(each, column)) for column in COLUMNS] for each in outlets)
    return file.getvalue()


def _quoted(cell: str) -> str:
    return f"'{cell}" if cell.startswith((*FORMULA, "'")) else cell


def _unquoted(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith((*FORMULA, "'")) else cell
