"""What people fill in."""

from __future__ import annotations

from hashlib import sha256
from typing import Any
from urllib.parse import quote

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from newsbox import addresses
from newsbox.errors import AddressError

LARGEST_FILE = 32 * 1024 * 1024
"""Bytes of one uploaded page."""
MOST_FILES = 50
TRIES, LOCKED = 8, 15 * 60
"""Wrong passwords for one name, and the seconds after which it may be tried again."""


class _Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class _FilesField(forms.FileField):
    """Several files at once."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if len(given) > MOST_FILES:
            raise ValidationError(f"{MOST_FILES} files at a time.")
        files: list[UploadedFile[Any]] = []
        for file in given:
            try:
                files.append(super().clean(file, initial))
            except ValidationError as error:
                raise ValidationError(f"{file.name}: {' '.join(error.messages)}") from error
            if (file.size or 0) > LARGEST_FILE:
                raise ValidationError(f"{file.name}: the file is larger than {LARGEST_FILE // 2**20} MB.")
        return files


class AddForm(forms.Form):
    """The one way in: an address, a paste, or files."""

    address = forms.CharField(required=False, max_length=addresses.LONGEST, strip=True)
    text = forms.CharField(required=False, strip=False, widget=forms.Textarea)
    files = _FilesField(required=False, widget=_Files)  # type: ignore[assignment]
    folder = forms.CharField(required=False, max_length=200)

    def clean_address(self) -> str:
        """An address that can be asked, or one sentence on why not."""
        typed: str = self.cleaned_data["address"]
        if not typed:
            return ""
        if addresses.is_mailbox(typed):
            raise ValidationError("This is a mailbox. “Newsletters from a mailbox” below asks for its password, too.")
        try:
            addresses.web(typed)
        except AddressError as error:
            raise ValidationError(f"“{typed[:80]}” is no address of a site, feed or article: {error.what}") from error
        return typed

    def clean(self) -> dict[str, Any]:
        """Something must be there."""
        given = super().clean() or {}
        if not self.errors and not (given.get("address") or (given.get("text") or "").strip() or given.get("files")):
            raise ValidationError("Type an address, paste a text or choose a file.")
        return given


class LettersForm(forms.Form):
    """A folder of a mailbox, whose newsletters become reports."""

    server = forms.CharField(max_length=300, strip=True)
    user = forms.CharField(max_length=200, strip=True)
    password = forms.CharField(max_length=500, strip=False, widget=forms.PasswordInput)
    box = forms.CharField(max_length=200, strip=True, initial="INBOX")
    folder = forms.CharField(required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        """What was typed as one mailbox, in `mailbox`."""
        given = super().clean() or {}
        if self.errors:
            return given
        scheme, _, host = str(given["server"]).rpartition("://")
        address = f"{scheme or 'imaps'}://{quote(given['user'], safe='')}@{host.rstrip('/')}/{quote(given['box'])}"
        try:
            given["mailbox"] = addresses.mailbox(address)[0]
        except AddressError as error:
            raise ValidationError("The server is named like mail.example.org.") from error
        return given


class SignInForm(AuthenticationForm):
    """Sign-in that does not let anybody guess on and on."""

    def clean(self) -> dict[str, Any]:
        """Counts wrong passwords by name and asker, so that no stranger locks the owner out; a right one ends the count."""
        asker = self.request.META.get("REMOTE_ADDR", "") if self.request else ""
        name = (self.cleaned_data.get("username") or "").casefold()
        key = "tries:" + sha256(f"{asker} {name}".encode()).hexdigest()
        if cache.get(key, 0) >= TRIES:
            raise ValidationError("Too many wrong passwords for this name. Try again in a quarter of an hour.")
        try:
            cleaned = super().clean()
        except ValidationError:
            cache.add(key, 0, LOCKED)
            cache.incr(key)
            raise
        cache.delete(key)
        return cleaned or {}


class OwnerForm(forms.Form):
    """The first person of a box."""

    name = forms.CharField(max_length=150, strip=True)
    password = forms.CharField(min_length=10, strip=False, widget=forms.PasswordInput)
