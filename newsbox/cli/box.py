"""How does a command get at its box?"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsbox.cli.sources import allowed_networks
from newsbox.errors import SettingsError


def load() -> None:
    """Loads Django with the box's settings; its tables stay as they are. Raises SettingsError."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsbox.settings")
    try:
        django.setup()
    except OSError as error:
        raise _unwritable(error) from error


def _unwritable(error: OSError) -> SettingsError:
    return SettingsError(
        f"the box's folder can't be made or written ({error.strerror}).", about=str(error.filename or "NEWSBOX_HOME")
    )


def open_box() -> None:
    """Loads Django and brings the box's tables up to date, once a process. Raises SettingsError."""
    load()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import DatabaseError

    allowed_networks()
    try:
        with _one_at_a_time(Path(settings.NEWSBOX_HOME)):
            from newsbox.library import checkup

            # The command takes a quarter of a second though there is nothing to do.
            if checkup.tables_missing():
                call_command("migrate", verbosity=0, interactive=False)
    except OSError as error:
        raise _unwritable(error) from error
    except DatabaseError as error:
        raise SettingsError(
            f"the database can't be opened: {str(error).strip()}.", about=str(settings.DATABASES["default"]["NAME"])
        ) from error


@contextmanager
def _one_at_a_time(home: Path) -> Iterator[None]:
    """Two commands that begin at once must not both make the tables: on this machine by a lock, on PostgreSQL by its own."""
    import fcntl

    from django.db import connection

    with (home / ".opening").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if connection.vendor != "postgresql":
            yield
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(hashtext('newsbox'))")
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(hashtext('newsbox'))")
