"""An article with everything an article can have."""

from typing import Any

from newsbox.library import keep
from newsbox.library.models import Report
from newsbox.shelf import marks
from newsbox.types import Credit, Dateline, EditorialNote, Image, Reading
from tests.conftest import NOW

WHOLE = Reading(
    url="https://gazette.example/fire", headline="Fire closes the harbour", outlet="Gazette", authors=("Jane Roe",), published="2026-11-12T08:15:00+00:00",
    dateline=Dateline("PORT ALDRA (MPA)", "PORT ALDRA", "MPA"), language="en", section="World", summary="The ferry burned.", tags=("port",),
    images=(Image("https://gazette.example/a.jpg", caption="The ferry on Tuesday.", alt="A ferry", lead=True, credit=Credit("Ju Peng Xinhua via AP", "Ju Peng", "Xinhua", "AP")),),
    paragraphs=("PORT ALDRA (MPA) — The harbour was closed. 5 < 6 & 7", "The inquiry", "<script>alert(1)</script> begins."), subheads=(1,), notes=(EditorialNote("correction", "It was Monday."),),
)  # fmt: skip


def keep_whole_article(person: Any) -> Report:
    source, _ = keep.source("https://gazette.example/feed", now=NOW, title="Gazette")
    marks.subscribe(person, source)
    return keep.keep(WHOLE, source=source, guid="w", now=NOW).report
