"""Bookmarks, out, in the file that every browser and reader takes."""

from __future__ import annotations

from html import escape

from newsbox.shelf.models import Bookmark, Person


def bookmarks_file(person: Person) -> str:
    """A person's bookmarks as a Netscape bookmark file, the latest first. A paste has no address and is left out."""
    rows = Bookmark.objects.filter(person=person).exclude(report__url="").select_related("report").order_by("-added")
    lines = [
        f'    <DT><A HREF="{escape(row.report.url)}" ADD_DATE="{int(row.added.timestamp())}">{escape(row.report.headline)}</A>\n'
        for row in rows.iterator(chunk_size=500)
    ]
    return (
        "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n"
        '<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">\n'
        "<TITLE>Bookmarks</TITLE>\n<H1>Bookmarks</H1>\n<DL><p>\n" + "".join(lines) + "</DL><p>\n"
    )
