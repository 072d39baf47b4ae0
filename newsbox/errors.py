"""Every error a person may meet: what it was about, what happened, what to do.

`str(error)` is the one sentence a person sees: "ABOUT: WHAT". The cause is kept for the log (`raise ... from`).
"""

from __future__ import annotations


class NewsBoxError(Exception):
    """Something a person should hear about in one sentence.

    about: the address, file or query it concerns; None where that is plain.
    what:  what happened and what to do, as sentences.
    again: seconds until another try makes sense; None when only a person can mend it.
    """

    def __init__(self, what: str, *, about: str | None = None, again: float | None = None) -> None:
        self.what = what
        self.about = about
        self.again = again
        super().__init__(f"{about}: {what}" if about else what)

    @property
    def sentence(self) -> str:
        """The same for a place of its own on a page: with a capital letter, where it begins with no name or address."""
        return str(self) if self.about else self.what[:1].upper() + self.what[1:]

    def concerning(self, about: str) -> NewsBoxError:
        """The same error about a thing the place that raised it could not name."""
        if self.about:
            return self
        named = type(self)(self.what, about=about, again=self.again)
        named.__cause__ = self
        return named


class AddressError(NewsBoxError):
    """It is no address we can go to."""


class GatheringError(NewsBoxError):
    """The page could not be had."""

    status: int | None = None
    """What the server answered with, where that was the reason."""


class Refused(GatheringError):
    """We may not ask: a private network, robots.txt, the owner's own rules."""


class Throttled(GatheringError):
    """The server asks us to come back later; `again` is its own wish."""


class Gone(GatheringError):
    """The server says it is gone for good (410)."""


class FeedError(GatheringError):
    """What came is no feed."""


class ReadingError(NewsBoxError):
    """The page came and no article could be read from it."""


class QueryError(NewsBoxError):
    """A search that makes no sense."""


class SettingsError(NewsBoxError):
    """A setting that NewsBox can't work with."""


class MarkError(NewsBoxError):
    """Something a person asked for that can't be done."""
