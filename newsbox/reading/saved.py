"""Files in which browsers keep a page with all its parts: MHTML (Chrome, Edge, Opera), webarchive (Safari)."""

from __future__ import annotations

import plistlib
import re
from email import policy
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser

from newsbox import addresses
from newsbox.errors import ReadingError
from newsbox.types import Page

MHTML_HEAD = re.compile(
    rb"^(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,40}?content-type:\s*multipart/related", re.IGNORECASE
)
WEBARCHIVE = b"bplist00"


def is_mhtml(body: bytes) -> bool:
    """Whether a file begins with the headers of a page saved with its parts."""
    return bool(MHTML_HEAD.match(body[:8192].replace(b"\r\n", b"\n").lstrip(b"\n")))


def mhtml(body: bytes) -> Page:
    """The page in an MHTML file (RFC 2557): the first part of HTML, with the address it was saved from.

    Raises ReadingError where there is none.
    """
    try:
        whole = BytesParser(policy=policy.compat32).parsebytes(body.lstrip(b"\r\n"))
        for part in whole.walk():
            if (
                part.get_content_type() in ("text/html", "application/xhtml+xml", "text/plain")
                and not part.is_multipart()
            ):
                content = part.get_payload(decode=True)
                if isinstance(content, bytes) and content.strip():
                    return Page(
                        url=_address(whole, "Snapshot-Content-Location") or _address(part, "Content-Location"),
                        body=content,
                        content_type=part.get_content_type(),
                        charset=part.get_content_charset(),
                    )
    except (MessageError, LookupError, ValueError, RecursionError) as error:
        raise ReadingError("this saved page (MHTML) is broken.") from error
    raise ReadingError("this saved page (MHTML) holds no HTML.")


def webarchive(body: bytes) -> Page:
    """The page in a webarchive of Safari's. Raises ReadingError where there is none."""
    try:
        main = plistlib.loads(body)["WebMainResource"]
        return Page(
            url=addresses.join(None, str(main.get("WebResourceURL") or "")),
            body=bytes(main["WebResourceData"]),
            content_type=str(main.get("WebResourceMIMEType") or "text/html").lower(),
            charset=str(main.get("WebResourceTextEncodingName") or "") or None,
        )
    except (
        plistlib.InvalidFileException,
        KeyError,
        TypeError,
        ValueError,
        AttributeError,
        RecursionError,
        OverflowError,
    ) as error:
        raise ReadingError("this file (webarchive) holds no page.") from error


def _address(part: Message, name: str) -> str | None:
    return addresses.join(None, str(part.get(name) or "").strip())
