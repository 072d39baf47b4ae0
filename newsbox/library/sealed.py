"""How does the box keep a password that it must be able to say, in a database that others may come to read?

Sealed with a key that is derived from the box's own (`secret.key` in its folder), which lies in no database and so in
no copy of one. Fernet is AES in CBC mode with an HMAC: what was sealed with another key, or changed, does not open.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

USE = b"newsbox: passwords of mailboxes"
"""Part of the derivation, so that this key opens nothing else that the box's own key is for."""


def seal(secret: str) -> str:
    """A secret as the database may keep it: letters and digits, another text each time."""
    return _key().encrypt(secret.encode("utf-8", "surrogatepass")).decode("ascii")


def opened(sealed: str) -> str | None:
    """The secret that was sealed; None where the box's key is another one now, or the text was changed."""
    from cryptography.fernet import InvalidToken

    try:
        return _key().decrypt(sealed.encode("utf-8", "replace")).decode("utf-8", "surrogatepass")
    except (InvalidToken, UnicodeDecodeError):
        return None


def _key() -> Fernet:
    # A box without a mailbox need not load this.
    from cryptography.fernet import Fernet
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=USE).derive(settings.SECRET_KEY.encode())
    return Fernet(urlsafe_b64encode(derived))
