"""One address, one spelling: clean, join, compare. Touches no network."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

from newsbox.errors import AddressError
from newsbox.texts import UNPRINTABLE

LONGEST = 4000
"""Characters, escapes included; longer addresses break browsers, proxies and indexes alike."""

# What newsletters, ads and share buttons hang on an address. None of them changes the page that answers.
TRACKERS = re.compile(
    r"^(utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|twclid|yclid|igshid|mc_[ce]id|mkt_tok|_hs(enc|mi)|vero_id"
    r"|oly_(anon|enc)_id|wt_?mc|at_(medium|campaign)\w*|cmpid|ns_(campaign|mchannel|source|linkname)|__twitter_impression"
    r"|ito|ocid|smid|xtor|guccounter|guce_referr\w+|s_cid|sr_share|ref_src|ref_url"
    r"|(pk|mtm|matomo|piwik)_(campaign|kwd|keyword|source|medium|content|cid|group|placement)|__hs(tc|sc|fp)|hsctatracking|_gl|_ga|gad_\w+|srsltid|igsh|mibextid|sfnsn|ysclid|_openstat"
    r"|rdt_cid|ttclid|li_fat_id|epik|s_kwcid|ef_id|fb_(action_\w+|source|ref)|trk_\w+|vero_conv|wickedid|dicbo|ftag"
    r"|__s|ck_subscriber_id|jsessionid|phpsessid)$",
    re.IGNORECASE,
)
# The same in two words of which only the second tells: where somebody found it, if that is a feed, a network or a letter.
ORIGINS = re.compile(
    r"^(?:ref|referrer|source|src|from|via|partner|origin|campaign)="
    r"(?:rss|feeds?|rss_?feed|atom|facebook|fb|twitter|whatsapp|linkedin|telegram|reddit|newsletters?|social|share)$",
    re.IGNORECASE,
)
AMP = re.compile(
    r"^(?:amp|_amp|isamp|amp_js_v)=(?:|1|true|yes|[\d.]+)$|^amp$|^(?:outputtype|view|mode|format)=amp$", re.IGNORECASE
)
# Addresses that hold another one: of alerts, of networks that count who leaves, of stores of AMP pages.
REDIRECTORS = {
    "google.com": ("/url", ("url", "q")),
    "youtube.com": ("/redirect", ("q",)),
    "l.facebook.com": ("/l.php", ("u",)),
    "lm.facebook.com": ("/l.php", ("u",)),
    "out.reddit.com": ("", ("url",)),
    "duckduckgo.com": ("/l/", ("uddg",)),
}
AMP_STORES = re.compile(
    r"(?:^|//)(?:(?:www\.)?google\.[a-z.]{2,6}/amp/|[\w-]+\.cdn\.ampproject\.org/[cv]/)(s/)?(?=[\w-]+\.)"
)
DEFAULT_PORTS = {"http": 80, "https": 443}
# Words that name a printed or mobile twin of the same page, as the first label of a host.
TWIN_HOSTS = re.compile(r"^(?:(?:www\d?|m|mobile|amp|touch|wap)\.)+(?=[^.]+\.[^.])")
# The same behind a language: en.m.gazette.example.
INNER_TWIN = re.compile(r"^([a-z]{2,3})\.(?:m|amp|mobile)\.(?=[^.]+\.[^.])")
# What is an article's and not a section's: three words in a row, or a number of five digits.
TELLING = re.compile(r"(?:[^\W_]+[-_]){2,}[^\W_]+|\d{5,}")
ESCAPE = re.compile(r"%([0-9a-fA-F]{2})")
# What most links are: nothing in them is to be cut, escaped or put in another case, so that their one spelling is their own.
SIMPLE = re.compile(
    r"https?://(?P<host>[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+)(?P<port>:(?:[1-9][0-9]{2,3}|[1-5][0-9]{4}))?"
    r"(?P<path>/[\w/.~!$*+,=:@-]*)",
    re.ASCII,
)
HOLDING = frozenset(("google.com", "youtube.com", "facebook.com", "reddit.com", "duckduckgo.com", "ampproject.org"))
"""Sites of whose addresses some hold another one."""
# Where a path may have other spellings: AMP pages, index pages, sessions.
SPELLED = re.compile(r"amp|index\.|default\.", re.IGNORECASE)
UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def web(address: str) -> str:
    """The address a person typed, as one we can ask: a scheme added, spaces trimmed, trackers and fragment gone.

    Raises AddressError, with a sentence, for anything that is not http or https.
    """
    text = address.strip().strip("<>")
    if not text:
        raise AddressError("an address is missing.")
    if handle := re.fullmatch(r"@([\w.-]+)@([\w-]+(?:\.[\w-]+)+)", text):
        # How people name an account of Mastodon's network.
        text = f"https://{handle[2]}/@{handle[1]}"
    if re.match(r"^[\w-]+(\.[\w-]+)+(:\d+)?([/?#]|$)", text) or re.match(
        r"^(localhost|\[[0-9a-f:]+\])(:\d+)?([/?#]|$)", text, re.I
    ):
        text = "https://" + text
    text = re.sub(r"^feed:(//)?(?=https?:)", "", re.sub(r"^feed://(?!https?:)", "https://", text))
    if not re.match(r"[a-z][a-z0-9+.-]*:", text, re.IGNORECASE):
        raise AddressError("this is no address like example.org or https://example.org/feed.", about=text[:80])
    return clean(text)


def clean(address: str) -> str:
    """One spelling for one address: lower-case scheme and host, no default port, no fragment, no trackers.

    An address that only passes on to another is that other one. A path keeps its case and its closing slash, since
    servers tell these apart. Raises AddressError.
    """
    if _simple(address):
        return address
    parts = _split(address)
    # Each is shorter than the one that holds it.
    while (within := _within(parts)) is not None:
        parts = _split(within)
    query = parts.query
    if query and any(TRACKERS.match(name.partition("=")[0]) for name in query.split("&")):
        query = "&".join(piece for piece in query.split("&") if not TRACKERS.match(piece.partition("=")[0]))
    cleaned = urlunsplit((parts.scheme, parts.netloc, _escaped(parts.path) or "/", _escaped(query), ""))
    if len(cleaned) > LONGEST:
        raise AddressError(
            f"the address is {len(cleaned)} characters long; NewsBox takes {LONGEST}.", about=cleaned[:80]
        )
    return cleaned


def _simple(address: str) -> re.Match[str] | None:
    """The parts of an address that is in its one spelling already, as nine in ten are; None where one has to look."""
    match = SIMPLE.fullmatch(address) if len(address) <= LONGEST else None
    if match is None or match["port"] in (":80", ":443") or "google." in match["host"]:
        return None
    return None if ".".join(match["host"].rsplit(".", 2)[-2:]) in HOLDING else match


def _within(parts: SplitResult) -> str | None:
    """The address that another one holds and passes on to; None for all that are just themselves."""
    host = re.sub(r"^www\.", "", parts.hostname or "")
    if known := REDIRECTORS.get(host):
        path, names = known
        if not path or parts.path == path:
            given = dict(parse_qsl(parts.query))
            return next((given[name] for name in names if is_web(given.get(name, ""))), None)
    whole = f"{parts.netloc}{parts.path}"
    if match := AMP_STORES.match(whole):
        rest = whole[match.end() :] + (f"?{parts.query}" if parts.query else "")
        return f"http{'s' if match[1] else ''}://{rest}"
    return None


def key(address: str) -> str:
    """What two addresses of one page have in common: no scheme, no www., no mobile or AMP twin, no closing slash, no
    index.html, escapes in one spelling, no word on where it was found.

    For comparing and indexing only: it is no address that a server answers. Rather two keys for one page than one for two.
    """
    if (simple := _simple(address)) and not SPELLED.search(simple["path"]):
        netloc = TWIN_HOSTS.sub("", simple["host"] + (simple["port"] or ""))
        return INNER_TWIN.sub(r"\1.", netloc) + simple["path"].rstrip("/")
    parts = _split(clean(address))
    host = INNER_TWIN.sub(r"\1.", TWIN_HOSTS.sub("", parts.netloc))
    path = ESCAPE.sub(_same_escape, parts.path)
    path = re.sub(r";(?:jsessionid|phpsessid)=[^/;]*", "", path, flags=re.IGNORECASE)
    path = re.sub(r"/(?:index|default)\.(?:html?|php|aspx?|jsp)$", "/", path, flags=re.IGNORECASE)
    path = re.sub(r"(?<=.)/amp(?:\.html)?/?$", "", path)
    path = re.sub(r"\.amp(\.html?)?$", r"\1", path)
    # /amp/... is a twin where an article follows; a section or a company may bear the name, too.
    if (match := re.match(r"/amp(?=/.)|(?:/[a-z]+){1,2}(?=/amp/)", path)) and TELLING.search(path.rpartition("/")[2]):
        path = path[match.end() :] if match[0] == "/amp" else match[0] + path[match.end() + 4 :]
    pairs = [
        pair
        for pair in parse_qsl(parts.query, keep_blank_values=True)
        if not ORIGINS.match("=".join(pair)) and not AMP.match("=".join(pair))
    ]
    query = urlencode(sorted(pairs))
    return f"{host}{path.rstrip('/')}" + (f"?{query}" if query else "")


def _same_escape(match: re.Match[str]) -> str:
    """An escape in capital letters; none where the character needs none."""
    character = chr(int(match[1], 16))
    return character if character in UNRESERVED else match[0].upper()


def same(ours: str, theirs: str) -> bool:
    """Whether two addresses lead to one page, as far as their spelling tells."""
    try:
        return key(ours) == key(theirs)
    except AddressError:
        return ours == theirs


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A folder of a mailbox: imaps://reader@mail.example.org/Newsletters."""

    host: str
    user: str
    folder: str = "INBOX"
    port: int = 993
    is_encrypted: bool = True
    """From the first byte on (imaps); else from the greeting on, and at home not at all (imap)."""

    @property
    def address(self) -> str:
        """In one spelling, and without a password."""
        scheme, usual = ("imaps", 993) if self.is_encrypted else ("imap", 143)
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == usual else f":{self.port}"
        return f"{scheme}://{quote(self.user, safe='')}@{host}{port}/{quote(self.folder, safe='/')}"


def mailbox(address: str) -> tuple[Mailbox, str]:
    """A mailbox's folder by its address, and the password, where somebody typed it there. Raises AddressError."""
    wrong = AddressError("a mailbox is named like imaps://reader@mail.example.org/Newsletters.")
    try:
        parts = urlsplit(UNPRINTABLE.sub("", address.strip()))
        port, host = parts.port, parts.hostname or ""
        host = host if host.isascii() else host.encode("idna").decode()
    except (ValueError, UnicodeError) as error:
        raise wrong from error
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if (
        parts.scheme not in ("imap", "imaps")
        or not user
        or not re.fullmatch(r"[\w.:-]+", host)
        or len(address) > LONGEST
    ):
        raise wrong
    folder = unquote(parts.path.strip("/")) or "INBOX"
    is_encrypted = parts.scheme == "imaps"
    return Mailbox(host, user, folder, port or (993 if is_encrypted else 143), is_encrypted), password


def is_mailbox(text: str) -> bool:
    """Whether it begins as a mailbox's address."""
    return bool(re.match(r"imaps?://", text.strip(), re.IGNORECASE))


def join(base: str | None, link: str | None) -> str | None:
    """A link on a page as a whole address; None for what no browser would follow (javascript:, mailto:, junk)."""
    if not link or not (link := link.strip()):
        return None
    if _simple(link):
        return link
    try:
        whole = link if is_web(link) else urljoin(base or "", link)
        return clean(whole) if is_web(whole) else None
    except (AddressError, ValueError):
        return None


PAGE_NUMBER = re.compile(
    r"[?&;](?:page|p|pg|paged|seite|pagina|start)=(\d{1,3})(?=&|$)|/(?:page|seite|pagina|p)[/-]?(\d{1,3})/?$|(?<=[^/\d])[-_,](?:p|page|seite)?(\d{1,3})(?=\.\w{2,5}$|/?$)|(?<=[^\d/])/(\d{1,2})/?$"
)
"""How sites count the pages of one article in its address: ?page=2, /page/2, -2.html, /2."""


def is_next_page(ours: str, theirs: str) -> bool:
    """Whether an address is that of the page after ours: the same but for a number of pages, one higher."""
    there = PAGE_NUMBER.search(theirs)
    if not there:
        return False
    number = int(next(filter(None, there.groups())))
    here = PAGE_NUMBER.search(ours)
    if here and number == int(next(filter(None, here.groups()))) + 1:
        return _without_number(ours, here) == _without_number(theirs, there)
    return number == 2 and _plain(ours) == _without_number(theirs, there)


def _without_number(address: str, match: re.Match[str]) -> str:
    return _plain(address[: match.start()] + address[match.end() :])


def _plain(address: str) -> str:
    return re.sub(r"^https?://(?:www\.)?|(?:index)?\.\w{3,5}$|[/?&]+$", "", address.partition("#")[0])


def is_web(text: str) -> bool:
    """Whether it begins as an http or https address."""
    return bool(re.match(r"https?://[^\s/]", text, re.IGNORECASE))


def host(address: str) -> str:
    """The host, lower case, without www. and port: "example.org"."""
    return re.sub(r"^www\.", "", _split(address).hostname or "")


def home(address: str) -> str:
    """The root of the site an address stands on: "https://example.org/"."""
    parts = _split(address)
    return f"{parts.scheme}://{parts.netloc}/"


def _split(address: str) -> SplitResult:
    # What is told of a fault may be logged, and a name and password in an address are nobody's business.
    shown = re.sub(r"//[^/\s]*@", "//", address[:1000])
    shown = shown if len(shown) <= 80 else shown[:77] + "..."
    address = UNPRINTABLE.sub("", address)
    if len(address) > LONGEST:
        raise AddressError(f"the address is {len(address)} characters long; NewsBox takes {LONGEST}.", about=shown)
    try:
        parts = urlsplit(re.sub(r"[\t\r\n]", "", address.strip()))
        port = parts.port
    except ValueError as error:
        raise AddressError("this is no address a browser could open.", about=shown) from error
    if parts.scheme.lower() not in DEFAULT_PORTS:
        raise AddressError("only http and https addresses can be read.", about=shown)
    if not parts.hostname or re.search(r"[\s<>\"\\^`{|}%]", parts.hostname):
        raise AddressError("the address names no host.", about=shown)
    try:
        host = parts.hostname.encode("idna").decode() if not parts.hostname.isascii() else parts.hostname
    except UnicodeError as error:
        raise AddressError("the address names no host.", about=shown) from error
    host = f"[{host}]" if ":" in host else host.rstrip(".")
    if not host.strip("."):
        raise AddressError("the address names no host.", about=shown)
    scheme = parts.scheme.lower()
    # A name and password in an address would be kept and shown with every report: they are left out.
    netloc = host.lower() if port in (None, DEFAULT_PORTS[scheme]) else f"{host.lower()}:{port}"
    return SplitResult(scheme, netloc, parts.path, parts.query, parts.fragment)


def _escaped(text: str) -> str:
    """What must be escaped escaped, and nothing escaped twice."""
    return text if text.isascii() and " " not in text else quote(text, safe="/:@!$&'()*+,;=~-._%?[]")
