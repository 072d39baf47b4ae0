"""What the owner set: a NEWSBOX_* variable, else a line of $NEWSBOX_HOME/newsbox.toml. Loads no Django."""

from __future__ import annotations

import os
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from newsbox.errors import SettingsError

asked: set[str] = set()
"""The names that were asked for: a line of the file with another one is a slip of the pen."""


def home() -> Path:
    """The box's folder."""
    default = Path(os.environ.get("XDG_DATA_HOME") or "~/.local/share") / "newsbox"
    return Path(os.environ.get("NEWSBOX_HOME") or default).expanduser().absolute()


@cache
def from_file(place: Path) -> dict[str, Any]:
    """The lines of the box's file; none where there is no file. Raises SettingsError for one that is not TOML."""
    try:
        return tomllib.loads(place.read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"the file is not TOML: {error}.", about=str(place)) from error
    except OSError as error:
        raise SettingsError(f"the file can't be read ({error.strerror}).", about=str(place)) from error


def setting(name: str, default: str = "") -> str:
    """A setting as text; a list in the file comes with commas."""
    asked.add(name)
    # Set and empty is how compose files write "not set".
    value = os.environ.get(name) or from_file(home() / "newsbox.toml").get(name, default)
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def listed(name: str) -> tuple[str, ...]:
    """A setting that is a list."""
    return tuple(each.strip() for each in setting(name).split(",") if each.strip())


def contact() -> str:
    """NEWSBOX_CONTACT, which stands in every request's User-Agent. Raises SettingsError for what can't stand there."""
    text = setting("NEWSBOX_CONTACT")
    if not text.isascii() or not (text == "" or text.isprintable()):
        raise SettingsError("this must be one line of plain letters.", about="NEWSBOX_CONTACT")
    return text


def check_names() -> None:
    """Raises SettingsError for a line of the file that no setting is named after."""
    place = home() / "newsbox.toml"
    if unknown := sorted(set(from_file(place)) - asked):
        raise SettingsError(f"there is no setting named {unknown[0]}.", about=str(place))
