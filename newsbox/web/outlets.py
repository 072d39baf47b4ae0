"""The owner's page of her table of outlets; and what it says of a story's outlets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from newsbox.errors import MarkError
from newsbox.library import outlet_table
from newsbox.library import outlets as library
from newsbox.web.pages import page_number, person_of

if TYPE_CHECKING:
    from newsbox.library.outlet_table import Outlet
    from newsbox.library.outlets import Coverage
    from newsbox.shelf.fronts import Seen

SHOWN = 100
"""Outlets that a page of the table shows."""
UNFOLDED = 5
"""Groups of an aspect that are shown at once."""
WIDTH = 160
"""Of a bar that stands for all outlets, in its drawing's units."""


def _owner_only(request: HttpRequest) -> None:
    """The table speaks for the whole box: it is its owner's. Raises Http404 for all others, as for what is not there."""
    if not person_of(request).is_staff:
        raise Http404("no such page")


@require_http_methods(["GET", "HEAD", "POST"])
def table(request: HttpRequest) -> HttpResponse:
    """The table, and the way to load one."""
    _owner_only(request)
    fault = _load(request) if request.method == "POST" else ""
    if request.method == "POST" and not fault:
        return redirect("outlets")
    page, count = page_number(request), library.count()
    context = {
        "fault": fault,
        "outlets": library.table(start=(page - 1) * SHOWN, most=SHOWN),
        "count": count,
        "here": "sources",
        "older": page + 1 if page * SHOWN < count else None,
        "newer": page - 1 if page > 1 else None,
    }
    return render(request, "web/outlets.html", context, status=400 if fault else 200)


def _load(request: HttpRequest) -> str:
    """Loads the file that came; what is wrong with it in one sentence, or nothing."""
    file = request.FILES.get("file")
    if file is None:
        return "Choose a CSV file first."
    try:
        read = outlet_table.read(file.read(outlet_table.LARGEST + 1))
        there = library.load(read.outlets, is_all="add" not in request.POST)
    except MarkError as error:
        return str(error.concerning(str(file.name)))
    count = len(read.outlets)
    messages.success(request, f"{count} outlet{'' if count == 1 else 's'} read; the table has {there}.")
    for remark in read.remarks:
        messages.info(request, remark)
    return ""


@require_POST
def remove(request: HttpRequest) -> HttpResponse:
    """Takes one outlet out of the table, or all."""
    _owner_only(request)
    if request.POST.get("all") == "yes":
        library.remove_all()
        messages.success(request, "The table is empty: nothing is said of outlets any more.")
        return redirect("outlets")
    try:
        library.remove(request.POST.get("outlet", ""))
    except MarkError as error:
        messages.error(request, error.sentence)
    else:
        messages.success(request, "It is no longer in the table.")
    return redirect("outlets")


@require_safe
def exported(request: HttpRequest) -> HttpResponse:
    """The table as a CSV file."""
    _owner_only(request)
    response = HttpResponse(outlet_table.written(library.table()), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="outlets.csv"'
    return response


# Of a story -----------------------------------------------------------------------------------------------


def of_story(request: HttpRequest, seen: Seen) -> dict[str, Any]:
    """What a story's page shows of its outlets: nothing where no table knows any of them."""
    tellings = sorted(seen.card.tellings, key=lambda each: (each.dated, each.report))
    told = library.coverage(
        [library.Heard(each.report, each.outlet, each.said, each.witness != each.report) for each in tellings]
    )
    if told is None:
        return {}
    by_report = {each.report: each.said for each in tellings}
    return {"coverage": told, "spread": _spread(told), "said": by_report, **_chosen(request, by_report)}


def _spread(told: Coverage) -> list[dict[str, Any]]:
    """The aspects of a story's coverage, with bars whose lengths are shares of all its outlets."""

    def row(aspect: str, group: library.Group) -> dict[str, Any]:
        own = round(WIDTH * group.own / told.outlets, 1)
        return {
            "group": group,
            "query": urlencode({aspect: group.value}),
            "own": own,
            "copying": round(WIDTH * group.copying / told.outlets, 1),
            "width": WIDTH,
        }

    spread = []
    for aspect, groups in told.aspects.items():
        named = [row(aspect, group) for group in groups if group.value]
        unknown = [row(aspect, group) for group in groups if not group.value]
        # One more is no reason to fold, and what is not known stays in sight.
        shown = len(named) if len(named) <= UNFOLDED + 1 else UNFOLDED
        spread.append({"aspect": aspect, "rows": named[:shown] + unknown, "more": named[shown:]})
    return spread


def _chosen(request: HttpRequest, said: Mapping[int, Outlet | None]) -> dict[str, Any]:
    """The reports that are asked for by what the table says of their outlets; all, where nothing is asked."""
    aspect = next((each for each in library.ASPECTS if each in request.GET), None)
    if aspect is None:
        return {}
    value = request.GET.get(aspect, "")[: outlet_table.LONGEST]
    wanted = {report for report, outlet in said.items() if library.is_such(outlet, aspect, value)}
    return {"chosen": {"aspect": aspect, "value": value, "reports": wanted}}
