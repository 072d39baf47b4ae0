"""Whom may somebody follow who has nothing in mind yet? Well-known public feeds, by language."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Starter:
    """A feed to begin with."""

    title: str
    url: str
    region: str
    site: str = ""


@dataclass(frozen=True, slots=True)
class StarterList:
    """The feeds of one language."""

    language: str
    """BCP 47."""
    name: str
    starters: tuple[Starter, ...]


@cache
def lists() -> tuple[StarterList, ...]:
    """The lists, in the order of the file beside this one."""
    given = tomllib.loads((Path(__file__).parent / "starters.toml").read_text("utf-8"))
    return tuple(
        StarterList(each["language"], each["name"], tuple(Starter(*feed) for feed in each["feeds"]))
        for each in given["list"]
    )
