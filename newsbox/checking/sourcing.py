"""Words that rest on nobody, or all on one.

These are remarks and no contradictions: each is a note, with the small confidence that an editor would change something.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from newsbox.checking.shape import Check, Sheet
from newsbox.types import Finding, Passage, Place, Span

SELDOM = 0.04
"""About how often an editor changes what such a note shows."""
MOST_PLACES = 6
LEAST_QUOTED = 6
"""Words of a quotation that needs a speaker: shorter ones are terms and titles."""
LEAST_PARAGRAPHS = 5
"""Of an article that should rest on more than one voice."""
QUOTED = re.compile(r"“[^“”]+”|(?<![\w\"])\"[^\"“”]+\"")
RUN = 8
"""Words in a row that two desks don't write alike by chance."""
COPIED = 0.5
"""Share of a report's runs that stand in another one, from which it rests on that one's copy."""
LEAST_REPORTS = 3


def within(sheet: Sheet) -> Iterator[Finding]:
    """What an article says on nobody's word, or on one's alone; a picture without its maker; a report without a day."""
    yield from _unspoken(sheet)
    yield from _alone(sheet)
    yield from _carried(sheet)
    reading = sheet.reading
    if (lead := reading.lead_image) and lead.credit is None and (begin := _begin(sheet, "caption")):
        yield _note(sheet, "NB904", "The lead picture has no credit.", [begin])
    if reading.published is None and (begin := _begin(sheet, "headline")):
        yield _note(sheet, "NB905", "The article says nowhere when it was published.", [begin])


def _note(sheet: Sheet, code: str, message: str, spans: Sequence[Span]) -> Finding:
    passages = [sheet.passage(span) for span in spans[:MOST_PLACES]]
    return CHECK.finding(code, SELDOM, message, passages, at_most="note")


def _begin(sheet: Sheet, wanted: str) -> Span | None:
    """The part a remark on the whole article is shown at; None where the article has no text."""
    at = next((place for place in sheet.places if place == wanted), next(iter(sheet.places), None))
    return None if at is None else Span(at, 0, len(sheet.reading.part(at)))


def _unspoken(sheet: Sheet) -> Iterator[Finding]:
    spoken: dict[Place, list[Span]] = {}
    for said in sheet.reading.attributions:
        for piece in said.content if said.speaker is not None else ():
            spoken.setdefault(piece.span.at, []).append(piece.span)
    for at, paragraph in enumerate(sheet.reading.paragraphs):
        for quoted in QUOTED.finditer(paragraph):
            span = Span(at, *quoted.span())
            if len(quoted[0].split()) < LEAST_QUOTED:
                continue
            if not any(each.start < span.end and span.start < each.end for each in spoken.get(at, ())):
                yield _note(sheet, "NB901", "It is not said who spoke these words.", [span])


def _alone(sheet: Sheet) -> Iterator[Finding]:
    resting = set(sheet.reading.resting_on_nobody)
    spans = [
        claim.span
        for claim in sheet.reading.claims
        if claim.kind in ("figure", "outcome") and claim.speaker is None and claim.span.at in resting
    ]
    if spans:
        told = "one thing that can be checked" if len(spans) == 1 else f"{len(spans)} things that can be checked"
        yield _note(sheet, "NB902", f"The article says {told} and names nobody for it.", spans)


def _carried(sheet: Sheet) -> Iterator[Finding]:
    sources = [each for each in sheet.reading.sources if each.kind != "self"]
    if len(sources) == 1 and len(sheet.reading.paragraphs) >= LEAST_PARAGRAPHS and sources[0].mentions:
        yield _note(sheet, "NB903", f"The whole article rests on {sources[0].name} alone.", sources[0].mentions)


def across(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Several reports whose words are mostly one desk's: one witness, however many mastheads."""
    if len(sheets) < LEAST_REPORTS:
        return
    first_with: dict[tuple[str, ...], int] = {}
    copies: dict[int, list[int]] = {}
    for sheet in sheets:
        runs = _runs(sheet)
        known = Counter(first_with[run] for run in runs if run in first_with)
        for run in runs:
            first_with.setdefault(run, sheet.index)
        if known:
            whose, shared = known.most_common(1)[0]
            if shared >= COPIED * len(runs):
                copies.setdefault(whose, []).append(sheet.index)
    for whose, others in copies.items():
        if len(others) + 1 < max(LEAST_REPORTS, len(sheets)):
            continue
        passages = [
            Passage(each, sheets[each].reading.text_at(begin), begin)
            for each in (whose, *others)
            if (begin := _begin(sheets[each], "headline"))
        ]
        outlet = sheets[whose].reading.outlet
        yield CHECK.finding(
            "NB906",
            SELDOM,
            f"All {len(sheets)} reports carry mostly the same text{f', first seen at {outlet}' if outlet else ''}: one witness.",
            passages[:MOST_PLACES],
            at_most="note",
        )


def _runs(sheet: Sheet) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", " ".join(sheet.reading.paragraphs).casefold())
    return set(zip(*(words[start:] for start in range(RUN)), strict=False))


CHECK = Check(
    name="sourcing",
    codes={
        "NB901": "A quotation has no speaker.",
        "NB902": "Figures or outcomes rest on the outlet's own word.",
        "NB903": "One source carries the whole article.",
        "NB904": "The lead picture has no credit.",
        "NB905": "The article has no date.",
        "NB906": "All reports of a story carry one desk's text.",
    },
    within=within,
    across=across,
)
