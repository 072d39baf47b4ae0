"""From a folder of a mailbox to the newsletters in it, as entries. The folder is read and never changed: nothing is marked, moved or deleted."""

from __future__ import annotations

import hashlib
import imaplib
import re
import socket
import ssl
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from html import escape
from typing import Any

import imap_tools
from lxml import etree, html

from newsbox.addresses import Mailbox
from newsbox.errors import GatheringError, Refused
from newsbox.gathering.permission import Networks, PrivateNetwork
from newsbox.texts import printable
from newsbox.types import Entry

LARGEST = 10 * 1024 * 1024
"""Bytes of a letter with everything in it; a newsletter is a hundredth of that."""
MOST = 100
"""Letters that are taken at a visit; at the first one these are the newest."""
PATIENCE = 30.0
"""Seconds to wait for a server."""
NAMED_FOLDERS = 12
"""Folders that are named where the one asked for is not there."""

HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|max-height\s*:\s*0(?:px)?\s*(?:;|$)|font-size\s*:\s*[01](?:px)?\s*(?:;|$)|opacity\s*:\s*0\s*(?:;|$)",
    re.IGNORECASE,
)
"""How senders put words into a letter that its reader does not see."""
HANDLING = re.compile(
    r"unsubscribe|manage (?:your )?(?:subscription|preferences)|update (?:your )?(?:profile|preferences)|view (?:it|this|in|online|web)[\w ]*(?:browser|online|web)|view online"
    r"|abmelden|abbestellen|im browser|online ansehen|se d[ée]s(?:abonner|inscrire)|dans (?:votre|le) navigateur|darse de baja|cancelar (?:la )?suscripci[óo]n|en (?:el|su|tu) navegador"
    r"|cancelar (?:a )?(?:inscri|assinatura)|no (?:seu )?navegador|annulla(?:re)? l[’']iscrizione|disiscri|nel browser|afmelden|uitschrijven|avregistrera|avsluta prenumeration|wypisz|отписаться|відписатися|配信停止|退订",
    re.IGNORECASE,
)
"""What a link says that handles the letter, and is not of it."""
LONGEST_HANDLING = 400
"""Characters of a block around such a link that goes with it."""
UNSEEN = frozenset({"img", "style", "script", "head", "title", "meta", "link", "o:p"})
DOOMED = "doomed"
"""How elements are called that are about to go."""
BLOCKS = ("p", "td", "div", "tr", "table", "li", "center", "section", "footer")


@dataclass(frozen=True, slots=True)
class Letters:
    """What a visit to a folder found."""

    entries: tuple[Entry, ...]
    """The letters since the last visit, the oldest first: subject, sender, date, text; the sender is the only author."""
    validator: str
    """What the next visit shows, to be told of later letters alone."""
    is_more: bool
    """Whether further letters wait."""


def letters(
    mailbox: Mailbox, password: str, *, since: str = "", allow: Sequence[str] = (), most: int = MOST
) -> Letters:
    """The letters that came into a folder since a visit; at the first one the newest.

    since: the validator that the last visit gave. allow: private networks that may be visited all the same.
    Raises GatheringError (Refused for a server in a private network).
    """
    with _opened(mailbox, password, Networks(allow)) as box:
        validity = _validity(box)
        known, _, last = since.partition(":")
        is_first = known != validity or not last.isdigit()
        lowest = 1 if is_first else int(last) + 1
        # "*" is the last letter, however low its number is.
        numbers = sorted(number for uid in box.uids(f"UID {lowest}:*", charset=None) if (number := int(uid)) >= lowest)
        chosen = numbers[-most:] if is_first else numbers[:most]
        sizes = _sizes(box, chosen)
        entries = []
        for number in chosen:
            if sizes.get(number, 0) > LARGEST:
                continue
            entries += [entry_of(letter) for letter in box.fetch(uid_list=str(number), mark_seen=False)]
        seen = chosen[-1] if chosen else max(lowest - 1, 0)
        return Letters(tuple(entries), f"{validity}:{seen}", bool(chosen) and chosen[-1] != numbers[-1])


def entry_of(letter: imap_tools.MailMessage) -> Entry:
    """A letter as an entry. Its pictures are left out: asking for them tells the sender who reads when."""
    sender = letter.from_values
    name = printable((sender.name or sender.email.rpartition("@")[2]) if sender else "").strip()
    subject = " ".join(printable(letter.subject).split())
    text = letter.html if letter.html.strip() else as_markup(letter.text)
    guid = " ".join(_header(letter, "message-id").split())
    if not guid:
        # Nobody else's name for it: its own words are.
        guid = "digest:" + hashlib.sha256(f"{name}\0{subject}\0{text}".encode("utf-8", "replace")).hexdigest()
    return Entry(
        guid=guid[:1000],
        url=None,
        title=subject,
        authors=(name,) if name else (),
        published=_sent(letter.date_str),
        content=cleaned(
            text, unsubscribe=re.findall(r"<\s*(https?://[^>\s]+)\s*>", _header(letter, "list-unsubscribe"))
        ),
        has_page=False,
    )


def cleaned(text: str, *, unsubscribe: Sequence[str] = ()) -> str:
    """A letter's HTML with what is for its reader: no pictures, no hidden words, no lines that handle the letter.

    unsubscribe: addresses that the letter itself names for leaving its list.
    """
    try:
        tree = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", printable(text)) or "<p></p>")
    except (ValueError, etree.ParserError, etree.XMLSyntaxError):
        return as_markup(text)
    body = tree.find("body")
    body = tree if body is None else body
    _drop(
        (
            element
            for element in body.iterdescendants(etree.Element)
            if HIDDEN.search(element.get("style", "")) or element.get("hidden") is not None or element.tag in UNSEEN
        ),
        body,
    )
    _drop(_handling(body, unsubscribe), body)
    return "".join([escape(body.text or ""), *(html.tostring(each, encoding="unicode") for each in body)])


def as_markup(text: str) -> str:
    """A letter in plain text as HTML: its paragraphs, lines broken by the sender's machine put together."""
    pieces = re.split(r"\n\s*\n", printable(text).replace("\r\n", "\n").strip())
    return "".join(f"<p>{escape(' '.join(piece.split()))}</p>" for piece in pieces if piece.strip())


def _handling(body: html.HtmlElement, unsubscribe: Sequence[str]) -> Iterator[html.HtmlElement]:
    """The links that handle a letter, each with the block around it where that is short."""
    lengths: dict[html.HtmlElement, int] = {}
    for link in body.iter("a"):
        if HANDLING.search(" ".join(link.itertext())) or link.get("href", "").strip() in unsubscribe:
            block = next((each for each in link.iterancestors(*BLOCKS) if each is not body), link)
            if block not in lengths:
                lengths[block] = sum(map(len, block.itertext()))
            yield block if lengths[block] <= LONGEST_HANDLING else link


def _drop(elements: Iterable[html.HtmlElement], body: html.HtmlElement) -> None:
    """Elements go, and all comments; what stands behind them stays. All at once: one by one, a letter of many takes hours."""
    for element in list(elements):
        element.tag = DOOMED
    etree.strip_elements(body, DOOMED, etree.Comment, etree.ProcessingInstruction, with_tail=False)


def _sent(date: str) -> str | None:
    try:
        sent = parsedate_to_datetime(date)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return (sent if sent.tzinfo else sent.replace(tzinfo=UTC)).isoformat()


def _header(letter: imap_tools.MailMessage, name: str) -> str:
    """A letter's header as it stands there; of several the first."""
    return str(letter.headers[name][0]) if name in letter.headers else ""


# The mailbox --------------------------------------------------------------------------------------------------------


@contextmanager
def _opened(mailbox: Mailbox, password: str, networks: Networks) -> Iterator[imap_tools.BaseMailBox]:
    """The folder, open for reading alone. Raises GatheringError for whatever fails, also later on."""
    about = mailbox.address
    box: imap_tools.BaseMailBox | None = None
    try:
        box = _Box(mailbox, networks)
        is_plain = f"{mailbox.user}{password}".isascii()
        try:
            (box.login if is_plain else box.login_utf8)(mailbox.user, password, initial_folder=None)
        except (imap_tools.MailboxLoginError, imaplib.IMAP4.error) as error:
            if isinstance(error, imaplib.IMAP4.abort):
                raise
            raise GatheringError("the mailbox refuses this name and password.", about=about, again=12 * 3600) from error
        try:
            box.folder.set(mailbox.folder, readonly=True)
        except imap_tools.MailboxFolderSelectError as error:
            raise GatheringError(_no_such_folder(box, mailbox), about=about, again=12 * 3600) from error
        yield box
    except GatheringError:
        raise
    except TimeoutError as error:
        raise GatheringError("the mail server did not answer in time.", about=about, again=3600) from error
    except ssl.SSLCertVerificationError as error:
        raise GatheringError(
            "the mail server's certificate does not hold, so it gets no password.", about=about, again=6 * 3600
        ) from error
    except (OSError, imaplib.IMAP4.error, imap_tools.ImapToolsError, ValueError) as error:
        raise GatheringError(
            "the mail server could not be reached, or the connection broke off.", about=about, again=3600
        ) from error
    finally:
        if box is not None:
            with suppress(OSError, imaplib.IMAP4.error, imap_tools.ImapToolsError):
                box.logout()


def _no_such_folder(box: imap_tools.BaseMailBox, mailbox: Mailbox) -> str:
    """Which folder is not there, and which are."""
    names = sorted(each.name for each in box.folder.list())
    told = ", ".join(names[:NAMED_FOLDERS]) + (" ..." if len(names) > NAMED_FOLDERS else "")
    return f"the mailbox has no folder “{mailbox.folder}”." + (f" It has: {told}." if names else "")


def _validity(box: imap_tools.BaseMailBox) -> str:
    """What the numbers of letters go by: where the server gives another one, all numbers are new."""
    _, told = box.client.response("UIDVALIDITY")
    given = told[0] if told else None
    return given.decode("ascii", "replace") if isinstance(given, bytes) else "0"


def _sizes(box: imap_tools.BaseMailBox, numbers: Sequence[int]) -> dict[int, int]:
    """Bytes of letters, by number."""
    if not numbers:
        return {}
    _, lines = box.client.uid("FETCH", ",".join(map(str, numbers)), "(RFC822.SIZE)")
    sizes: dict[int, int] = {}
    for line in lines:
        text = line.decode("ascii", "replace") if isinstance(line, bytes) else ""
        uid, size = re.search(r"UID (\d+)", text), re.search(r"RFC822\.SIZE (\d+)", text)
        if uid and size:
            sizes[int(uid[1])] = int(size[1])
    return sizes


class _Guarded(imaplib.IMAP4):
    """A client that visits no network we may not visit, and takes no more than a letter can be long."""

    def __init__(self, mailbox: Mailbox, networks: Networks, **more: Any) -> None:
        self.networks = networks
        self.is_at_home = False
        super().__init__(mailbox.host, mailbox.port, timeout=PATIENCE, **more)

    def _create_socket(self, timeout: float | None) -> socket.socket:
        return _connected(self, timeout)

    def read(self, size: int) -> bytes:
        """So many bytes. Raises IMAP4.abort where a server wants to send without end."""
        if size > LARGEST + 1024 * 1024:
            raise self.abort("the letter is too large")
        return super().read(size)


class _GuardedByTLS(_Guarded, imaplib.IMAP4_SSL):
    """The same, encrypted from the first byte on."""

    def __init__(self, mailbox: Mailbox, networks: Networks) -> None:
        super().__init__(mailbox, networks, ssl_context=ssl.create_default_context())

    def _create_socket(self, timeout: float | None) -> socket.socket:
        return self.ssl_context.wrap_socket(_connected(self, timeout), server_hostname=self.host)  # type: ignore[no-any-return]


def _connected(client: _Guarded, timeout: float | None) -> socket.socket:
    """A connection to one of the addresses that a server's name leads to, if we may visit it."""
    fault: OSError | None = None
    for family, kind, protocol, _, target in socket.getaddrinfo(client.host, client.port, type=socket.SOCK_STREAM):
        if not client.networks.permit(str(target[0])):
            fault = fault or PrivateNetwork()
            continue
        opened = socket.socket(family, kind, protocol)
        opened.settimeout(timeout)
        try:
            opened.connect(target)
        except OSError as error:
            opened.close()
            fault = error
            continue
        client.is_at_home = client.networks.are_home(str(target[0]))
        return opened
    raise fault or OSError("the name leads nowhere")


class _Box(imap_tools.BaseMailBox):
    """A mailbox, asked through a guarded client. Without TLS only at home: elsewhere the server must offer STARTTLS."""

    def __init__(self, mailbox: Mailbox, networks: Networks) -> None:
        self._mailbox, self._networks = mailbox, networks
        super().__init__()

    def _get_mailbox_client(self) -> imaplib.IMAP4:
        try:
            if self._mailbox.is_encrypted:
                return _GuardedByTLS(self._mailbox, self._networks)
            client = _Guarded(self._mailbox, self._networks)
        except PrivateNetwork as error:
            raise Refused(
                "this leads into a private network. If it is yours, allow it with NEWSBOX_ALLOW_NETWORKS.",
                about=self._mailbox.address,
            ) from error
        except socket.gaierror as error:
            raise GatheringError(
                f"no server of this name was found ({self._mailbox.host}).", about=self._mailbox.address, again=3600
            ) from error
        if not client.is_at_home:
            try:
                client.starttls(ssl.create_default_context())
            except imaplib.IMAP4.error as error:
                client.shutdown()
                raise GatheringError(
                    "the mail server encrypts nothing, so it gets no password. Try imaps:// instead of imap://.",
                    about=self._mailbox.address,
                ) from error
        return client
