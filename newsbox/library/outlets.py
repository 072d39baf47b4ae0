"""What does the owner's table say of the outlets of some reports?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db import transaction
from django.db.models import Q

from newsbox import addresses
from newsbox.errors import AddressError, MarkError
from newsbox.library.models import Outlet as Row
from newsbox.library.outlet_table import COLUMNS, MOST, Outlet, name_key, owner_key
from newsbox.texts import unaccented

ASPECTS = ("country", "owner", "leaning")
"""What the table says of an outlet."""
Masthead = tuple[str, str]
"""What a report shows of its outlet: its address, and the name it gives itself."""


# The table ----------------------------------------------------------------------------------------------------------------


def is_any() -> bool:
    """Whether the owner loaded a table."""
    return Row.objects.exists()


def count() -> int:
    """How many outlets the table has."""
    return Row.objects.count()


def table(*, start: int = 0, most: int | None = None) -> list[Outlet]:
    """The table, by name."""
    rows = Row.objects.order_by("key", "domain", "pk")
    return [_value(row) for row in (rows if most is None else rows[start : start + most])]


def load(outlets: Sequence[Outlet], *, is_all: bool = True) -> int:
    """Makes these the table; gives how many outlets it has then. is_all: outlets that are not among them go, too.

    Raises MarkError where the table would grow too large.
    """
    with transaction.atomic():
        if is_all:
            Row.objects.all().delete()
        else:
            for start in range(0, len(outlets), 400):
                some = outlets[start : start + 400]
                Row.objects.filter(
                    Q(domain__in=[each.domain for each in some if each.domain])
                    | Q(key__in=[each.key for each in some if each.key], domain="")
                    | Q(key__in=[each.key for each in some if each.key and not each.domain])
                ).delete()
        Row.objects.bulk_create(
            [Row(key=each.key, **{column: getattr(each, column) for column in COLUMNS}) for each in outlets],
            batch_size=500,
        )
        if (there := count()) > MOST:
            raise MarkError(f"a table has {MOST:,} outlets at most; with these it would have {there:,}.")
    return there


def remove(name: str) -> None:
    """Takes an outlet out of the table, by its name or its domain. Raises MarkError where it is not in it."""
    gone, _ = Row.objects.filter(_named([name_key(name)], [_host(name)])).delete()
    if not gone:
        raise MarkError("the table has no such outlet.", about=name)


def remove_all() -> int:
    """The table goes; gives how many outlets it had."""
    gone, _ = Row.objects.all().delete()
    return gone


def _named(keys: Iterable[str], domains: Iterable[str]) -> Q:
    return Q(key__in={key for key in keys if key}) | Q(domain__in={domain for domain in domains if domain})


def _value(row: Row) -> Outlet:
    return Outlet(**{column: getattr(row, column) for column in COLUMNS})


# Whose outlet it is ---------------------------------------------------------------------------------------------------------


def known(mastheads: Iterable[Masthead]) -> dict[Masthead, Outlet]:
    """What the table says of the outlets of some reports: two questions, one where no table is loaded. Those it does not know are not there.

    A report's address counts first: its host, or the nearest domain above it that the table has; then the name. So no list of public
    suffixes is needed: whose a domain is, the table says.
    """
    if not is_any():
        return {}
    asked = dict.fromkeys(mastheads)
    hosts = {each: _hosts(_beginning(each[0])) for each in asked}
    names = {each: _name_key(each[1]) for each in asked}
    rows = Row.objects.filter(_named(names.values(), (host for each in hosts.values() for host in each)))
    by_domain: dict[str, Outlet] = {}
    by_name: dict[str, Outlet | None] = {}
    for row in rows:
        value = _value(row)
        if row.domain:
            by_domain[row.domain] = value
        # Where several outlets have one name, the name alone tells nothing.
        by_name[row.key] = None if row.key in by_name else value
    found = {}
    for each in asked:
        outlet = next((by_domain[host] for host in hosts[each] if host in by_domain), None)
        if outlet := outlet or by_name.get(names[each] or "-"):
            found[each] = outlet
    return found


def _beginning(address: str) -> str:
    """What of an address names its host: of a front page's hundreds most begin alike."""
    scheme, mark, rest = address.partition("://")
    return f"{scheme}{mark}{rest.partition('/')[0]}"


@lru_cache(maxsize=4096)
def _hosts(address: str) -> tuple[str, ...]:
    """An address's host and the domains above it, the nearest first; down to two labels."""
    labels = _host(address).split(".")
    return tuple(".".join(labels[at:]) for at in range(len(labels) - 1))


_name_key = lru_cache(maxsize=4096)(name_key)


def _host(address: str) -> str:
    try:
        return addresses.host(addresses.web(address)) if address else ""
    except AddressError:
        return ""


# What a story's coverage is like ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heard:
    """One report of a story, as its coverage needs it."""

    report: int
    outlet: str
    """What it calls its outlet; of none it is nobody else's."""
    said: Outlet | None
    """What the table says of it."""
    is_copy: bool = False
    """Whether it carries another report's text."""


@dataclass(frozen=True, slots=True)
class Group:
    """Outlets of which the table says the same."""

    value: str
    """As the table has it first; empty for those of which it says nothing."""
    outlets: tuple[str, ...]
    copying: int
    """How many of them only carry a text that another outlet had first."""

    @property
    def own(self) -> int:
        """How many have a text of their own."""
        return len(self.outlets) - self.copying


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which outlets tell a story, as the owner's table has them."""

    outlets: int
    copying: int
    aspects: Mapping[str, tuple[Group, ...]]
    """By country, owner and leaning: the largest group first, what is not known last; only what the table says something of."""

    @property
    def kin(self) -> tuple[Group, ...]:
        """Owners to whom several of its outlets belong."""
        return tuple(group for group in self.aspects.get("owner", ()) if group.value and len(group.outlets) > 1)


def coverage(heard: Sequence[Heard]) -> Coverage | None:
    """The coverage of a story. heard: its reports, the earliest first. None where the table knows none of its outlets."""
    said: dict[str, Outlet | None] = {}
    copies: dict[str, list[bool]] = defaultdict(list)
    for each in heard:
        name = each.outlet or f"report {each.report}"
        said[name] = said.get(name) or each.said
        copies[name].append(each.is_copy)
    copying = {name for name, are in copies.items() if all(are)}
    if not any(said.values()):
        return None
    aspects = {}
    for aspect in ASPECTS:
        members: dict[str, list[str]] = defaultdict(list)
        spelled: dict[str, str] = {}
        for name, outlet in said.items():
            value = getattr(outlet, aspect) if outlet else ""
            key = _folded(aspect, value)
            spelled.setdefault(key, value)
            members[key].append(name)
        if any(members.keys() - {""}):
            groups = [
                Group(spelled[key], tuple(names), sum(name in copying for name in names))
                for key, names in members.items()
            ]
            aspects[aspect] = tuple(
                sorted(groups, key=lambda group: (not group.value, -len(group.outlets), group.value.casefold()))
            )
    return Coverage(len(said), len(copying), aspects) if aspects else None


def is_such(outlet: Outlet | None, aspect: str, value: str) -> bool:
    """Whether the table says this of an outlet; an empty value stands for what it does not say."""
    there = getattr(outlet, aspect) if outlet else ""
    return _folded(aspect, there) == _folded(aspect, value)


def _folded(aspect: str, value: str) -> str:
    # Leanings may be numbers with a sign, which the key of a name would drop.
    return owner_key(value) or value if aspect == "owner" else unaccented(value).strip()
