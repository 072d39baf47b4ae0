"""Values to rows, and back. Every function is one transaction: what it kept stays, whatever happens next."""

from __future__ import annotations

import secrets
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.db.models.functions import Coalesce, Greatest

from newsbox import addresses
from newsbox.library import doubts, editions, sealed, search, stories, subjects
from newsbox.library.digests import digest_of as digest_of
from newsbox.library.digests import digest_of_entry as digest_of_entry
from newsbox.library.digests import key_of as key_of
from newsbox.library.glance import teaser_of
from newsbox.library.models import (
    Appearance,
    Edition,
    Letterbox,
    Original,
    Picture,
    Report,
    Revisit,
    Searchable,
    Source,
    Speaker,
    Statement,
    Story,
)
from newsbox.library.names import speaker_key
from newsbox.types import Entry, Finding, Page, Reading, moment

LONGEST_STATEMENT = 2_000
"""Characters."""
DESCRIBED = (
    "url",
    "digest",
    "headline",
    "outlet",
    "byline",
    "published",
    "dated",
    "language",
    "teaser",
    "words",
    "picture",
)
"""What of a report its reading says; the rest (its story) may have been changed by somebody else since we asked for it."""
EARLIEST = datetime(1800, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Kept:
    """What keeping did."""

    report: Report
    is_new: bool
    is_changed: bool
    """A new edition of a report we had."""


# Sources ----------------------------------------------------------------------------------------------------------


def source(
    address: str, *, now: datetime, title: str = "", site: str | None = None, is_page: bool = False
) -> tuple[Source, bool]:
    """The source at an address, and whether it is new; a new one is due at once. One that was given up is taken up again.

    is_page: it is no feed, but a page that is followed by the links it gains.
    """
    kind = Source.Kind.PAGE if is_page else Source.Kind.FEED
    row, is_new = Source.objects.get_or_create(
        address=addresses.clean(address),
        defaults={"title": title[:500], "site": site or "", "due": now, "why": "new", "kind": kind},
    )
    if not is_new and row.due is None:
        Source.objects.filter(pk=row.pk).update(due=now, why="asked for", failures=0)
        row.refresh_from_db()
    return row, is_new


def shelf_source(title: str) -> Source:
    """A source that nobody visits, for what one person saves. Its name is not to be guessed, so nobody else follows it."""
    return Source.objects.create(
        address=f"newsbox:saved/{secrets.token_urlsafe(16)}", kind=Source.Kind.SAVED, title=title
    )


def letterbox(address: str, password: str, *, now: datetime, title: str) -> Source:
    """A folder of somebody's mailbox as a source, due at once. What tells it apart is not to be guessed, so nobody else follows it."""
    with transaction.atomic():
        row = Source.objects.create(
            address=f"{address}#{secrets.token_urlsafe(16)}",
            kind=Source.Kind.LETTERS,
            title=title[:500],
            due=now,
            why="new",
        )
        Letterbox.objects.create(source=row, sealed=sealed.seal(password))
    return row


def new_password(row: Source, password: str, *, now: datetime) -> None:
    """Another key to a mailbox; it is tried at once."""
    Letterbox.objects.update_or_create(source=row, defaults={"sealed": sealed.seal(password)})
    Source.objects.filter(pk=row.pk).update(due=now, why="asked for", failures=0)


def forget_password(row: Source) -> None:
    """Nobody follows a mailbox any more: its key goes."""
    Letterbox.objects.filter(source=row).delete()


def visit_soon(row: Source, *, now: datetime) -> None:
    """Somebody wants this source visited now."""
    Source.objects.filter(pk=row.pk).update(due=now, why="asked for")


def set_full_text(row: Source, when: str) -> None:
    """When the pages of its new entries are fetched (Source.FullText)."""
    Source.objects.filter(pk=row.pk).update(full_text=when)


# Reports ----------------------------------------------------------------------------------------------------------


def keep(
    reading: Reading,
    *,
    source: Source,
    guid: str,
    now: datetime,
    original: Page | None = None,
    entry_digest: str = "",
    page_url: str | None = None,
    has_identity: bool = True,
    findings: Sequence[Finding] | None = None,
) -> Kept:
    """A reading as a report of a source: kept once, however often and from wherever it comes.

    guid: what the source calls it. original: the page it was read from. page_url: the address that led to it, which
    stands in where the page gives itself none. has_identity: its address is its own; a text that only claims an
    address (a paste, another site's feed) becomes a report by itself and changes nobody else's. findings: what doesn't
    add up in the reading; None where nobody looked.
    """

    def once() -> Kept:
        with transaction.atomic():
            return _keep_once(reading, source, guid, now, original, entry_digest, page_url, has_identity, findings)

    try:
        return once()
    except IntegrityError:
        # Another worker kept the same page a moment ago: now it is there to be found.
        return once()


def _keep_once(
    reading: Reading,
    source: Source,
    guid: str,
    now: datetime,
    original: Page | None,
    entry_digest: str,
    page_url: str | None,
    has_identity: bool,
    findings: Sequence[Finding] | None,
) -> Kept:
    digest = digest_of(reading)
    url = reading.url or page_url or ""
    report, key = _known(source, guid, url, page_url, reading, has_identity=has_identity)
    is_new = report is None
    if report is None:
        report = Report(key=key, seen=now)
    is_changed = not is_new and report.digest != digest
    if is_new or is_changed:
        _write(report, reading, url=url, digest=digest, now=now, original=original, findings=findings)
        if has_identity and original is not None and original.fetched is not None:
            _plan_revisit(report, original, now=now)
    _appear(source, report, guid, now=now, digest=entry_digest)
    return Kept(report, is_new, is_changed)


def appear(source: Source, report: Report, entry: Entry, *, now: datetime) -> None:
    """A report we have stands in another source, too, or anew in this one."""
    _appear(source, report, entry.guid, now=now, digest=digest_of_entry(entry))


def revised(
    report: Report, reading: Reading, *, original: Page, now: datetime, findings: Sequence[Finding] | None = None
) -> bool:
    """A report's own page says this now: whether that is another edition."""
    digest = digest_of(reading)
    with transaction.atomic():
        rows = Report.objects.select_for_update(of=("self",)) if connection.vendor == "postgresql" else Report.objects
        report = rows.get(pk=report.pk)
        if report.digest == digest:
            return False
        _write(report, reading, url=report.url, digest=digest, now=now, original=original, findings=findings)
    return True


def reread(edition: Edition, reading: Reading, findings: Sequence[Finding] | None = None) -> bool:
    """A kept page read anew by this NewsBox: whether anything came out differently. It is the same edition still.

    findings: what doesn't add up in it, in place of what was found before; None where nobody looked.
    """
    plain = reading.to_dict()
    with transaction.atomic():
        is_different: bool = edition.reading != plain
        edition.reading, edition.subheads, edition.reader, edition.digest = (
            plain,
            list(reading.subheads),
            settings.NEWSBOX_VERSION,
            digest_of(reading),
        )
        edition.save(update_fields=["reading", "subheads", "reader", "digest"])
        report = edition.report
        is_latest = not report.editions.filter(number__gt=edition.number).exists()
        if is_latest:
            # Even where nothing came out differently: a report from before there were subjects has none.
            subjects.note(report, reading)
        if is_different and is_latest:
            _describe(report, reading, url=reading.url or report.url, digest=edition.digest)
            report.save(update_fields=DESCRIBED)
            Story.objects.filter(reports=report.pk).update(is_looked_at=False)
            _index(report, reading)
            _note_statements(report, reading)
            doubts.settle([report])
        if is_different:
            _compare(edition, reading)
        if findings is not None:
            # The owner's own model is asked once, when a report comes.
            is_different |= doubts.note(edition, findings, stays="opinion")
    return is_different


def forget(report: Report, *, source: Source, and_report: bool = True) -> None:
    """A report leaves a source. Where no other source carries it, it leaves the box, unless somebody else wants it."""
    with transaction.atomic():
        gone, _ = Appearance.objects.filter(source=source, report=report).delete()
        Source.objects.filter(pk=source.pk).update(reports_count=F("reports_count") - gone)
        if and_report and not Appearance.objects.filter(report=report).exists():
            story = report.story_id
            report.delete()
            if story is not None:
                stories.settle([story])


def reading_of(edition: Edition) -> Reading:
    """The reading an edition keeps."""
    return replace(Reading.from_dict(edition.reading), subheads=tuple(edition.subheads))


def original_of(edition: Edition) -> Page | None:
    """The page an edition was read from, if it is kept."""
    row = Original.objects.filter(edition=edition).first()
    if row is None:
        return None
    return Page(row.url or None, zlib.decompress(row.body), row.content_type or None, row.charset or None, row.fetched)


def _known(
    source: Source, guid: str, url: str, page_url: str | None, reading: Reading, *, has_identity: bool
) -> tuple[Report | None, str | None]:
    """The report this is a state of, if we have it, and the key a new one gets."""
    rows = Report.objects.select_for_update(of=("self",)) if connection.vendor == "postgresql" else Report.objects
    key = key_of(url) if has_identity else None
    named = rows.filter(appearances__source=source, appearances__guid=guid).first()
    if named is not None and not _is_another(named, key, reading):
        return named, key
    if key is None:
        return None, None
    found = rows.filter(key=key).first()
    if found is not None and Appearance.objects.filter(source=source, report=found).exclude(guid=guid).exists():
        # Two entries of one feed lead to one page: a consent wall, a login. Each stays what its own address says.
        own = key_of(page_url)
        return (rows.filter(key=own).first(), own) if own and own != key else (None, None)
    return found, key


def _is_another(named: Report, key: str | None, reading: Reading) -> bool:
    """Whether a feed uses a name again for another article: another address and another headline."""
    return bool(key and named.key and key != named.key and (reading.headline or "") != named.headline)


def _describe(report: Report, reading: Reading, *, url: str, digest: str) -> None:
    teaser = reading.summary or (reading.paragraphs[0] if reading.paragraphs else "")
    report.url, report.digest = url, digest
    report.headline = (reading.headline or teaser[:120] or url)[:1000]
    report.outlet = (reading.outlet or "")[:200]
    report.byline = ", ".join(reading.authors)[:500]
    report.published = (reading.published or "")[:40]
    report.dated = dated(reading.published, seen=report.seen)
    report.language = (reading.language or "")[:20]
    report.teaser = teaser_of(teaser)
    report.words = sum(len(paragraph.split()) for paragraph in reading.paragraphs)
    lead = reading.lead_image
    report.picture = (
        Picture.objects.get_or_create(url=lead.url)[0] if lead and lead.url and settings.NEWSBOX_PICTURES else None
    )


def dated(published: str | None, *, seen: datetime) -> datetime:
    """What lists sort by: when it was published, unless that can't be; then when it was seen.

    A day without an hour that is the day we saw it counts as the moment we saw it, or it would hide below the morning's news.
    """
    zone = ZoneInfo(settings.TIME_ZONE)
    stated = moment(published, zone=zone)
    if stated is None or not EARLIEST < stated <= seen + timedelta(hours=1):
        return seen
    is_day = published is not None and "T" not in published
    return seen if is_day and stated.astimezone(zone).date() == seen.astimezone(zone).date() else stated


def _write(
    report: Report,
    reading: Reading,
    *,
    url: str,
    digest: str,
    now: datetime,
    original: Page | None,
    findings: Sequence[Finding] | None,
) -> None:
    """A report as its reading says it, with the edition that says so."""
    _describe(report, reading, url=url, digest=digest)
    report.save(update_fields=DESCRIBED if report.pk else None)
    doubts.note(_add_edition(report, reading, digest=digest, now=now, original=original), findings)
    # Its text is another: who carries it, and what others say otherwise, has to be looked at anew.
    Story.objects.filter(reports=report.pk).update(is_looked_at=False)


def _add_edition(report: Report, reading: Reading, *, digest: str, now: datetime, original: Page | None) -> Edition:
    number = (report.editions.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    edition = Edition.objects.create(
        report=report,
        number=number,
        seen=now,
        digest=digest,
        reading=reading.to_dict(),
        subheads=list(reading.subheads),
        reader=settings.NEWSBOX_VERSION,
    )
    if original is not None:
        Original.objects.create(
            edition=edition,
            url=original.url or "",
            content_type=(original.content_type or "")[:100],
            charset=(original.charset or "")[:40],
            fetched=original.fetched,
            body=zlib.compress(original.body, 6),
        )
    if number > 1:
        _compare(edition, reading)
    _index(report, reading)
    _note_statements(report, reading)
    subjects.note(report, reading)
    return edition


def _compare(edition: Edition, reading: Reading) -> None:
    """Writes down what an edition changed, and what the one behind it did."""
    near = {
        each.number: each
        for each in Edition.objects.filter(
            report=edition.report_id, number__in=(edition.number - 1, edition.number + 1)
        )
    }
    if before := near.get(edition.number - 1):
        edition.kinds = ",".join(editions.between(reading_of(before), reading).kinds)
        Edition.objects.filter(pk=edition.pk).update(kinds=edition.kinds)
    if after := near.get(edition.number + 1):
        kinds = ",".join(editions.between(reading, reading_of(after)).kinds)
        Edition.objects.filter(pk=after.pk).update(kinds=kinds)


def _note_statements(report: Report, reading: Reading) -> None:
    """Who says what in a report's latest edition, for the pages of those who speak."""
    Statement.objects.filter(report=report).delete()
    kinds = {member.name: member.kind for member in reading.cast}
    named = [
        (number, said, key)
        for number, said in enumerate(reading.attributions)
        if said.speaker and said.speaker.name and said.is_telling and (key := speaker_key(said.speaker.name))
    ]
    known = Speaker.objects.in_bulk({key for _, _, key in named}, field_name="key")
    new = {
        key: Speaker(name=said.speaker.name or "", key=key, kind=kinds.get(said.speaker.name or "", ""))
        for _, said, key in named
        if key not in known and said.speaker
    }
    if new:
        # Two workers may meet the same speaker at once.
        Speaker.objects.bulk_create(new.values(), ignore_conflicts=True)
        known |= Speaker.objects.in_bulk(list(new), field_name="key")
    Statement.objects.bulk_create(
        Statement(
            report=report,
            speaker=known[key],
            number=number,
            kind=said.kind,
            cue=said.cue.text if said.cue else "",
            words=" … ".join(piece.text for piece in said.content)[:LONGEST_STATEMENT],
            via=said.via.name if said.via else "",
        )
        for number, said, key in named
    )


def index_again(report: Report) -> None:
    """What search looks through, of a report that lost it."""
    _index(report, reading_of(report.editions.order_by("-number")[0]))


def _index(report: Report, reading: Reading) -> None:
    texts = {
        "headline": report.headline,
        "outlet": f"{report.outlet} {report.byline}".strip(),
        "body": "\n".join([reading.summary or "", *reading.paragraphs]),
    }
    Searchable.objects.update_or_create(
        report=report, defaults={name: search.gapped(text) for name, text in texts.items()}
    )


def _appear(source: Source, report: Report, guid: str, *, now: datetime, digest: str) -> None:
    _, is_new = Appearance.objects.update_or_create(
        source=source,
        guid=guid,
        defaults={"report": report, "digest": digest},
        create_defaults={"report": report, "digest": digest, "seen": now},
    )
    if is_new:
        latest = Greatest(Coalesce(F("latest"), report.dated), report.dated)
        Source.objects.filter(pk=source.pk).update(reports_count=F("reports_count") + 1, latest=latest)


# Pages that are asked again ----------------------------------------------------------------------------------------

REVISITS = (timedelta(hours=1), timedelta(hours=6), timedelta(hours=24), timedelta(hours=72))
"""After a report came, its page is asked again: most silent changes are made within hours."""
YOUNG = timedelta(days=3)
"""A report that is dated before this is not asked for again."""
CERTAIN = 2
"""How often in a row nothing must be at an address (404) before it is believed: servers stumble."""


def _plan_revisit(report: Report, page: Page, *, now: datetime) -> None:
    """Its page is asked again, where the report is young. One that is planned already keeps its hours."""
    if not settings.NEWSBOX_REVISITS or now - report.dated >= YOUNG or not page.url:
        return
    validators = {"etag": page.etag or "", "last_modified": page.last_modified or ""}
    Revisit.objects.update_or_create(
        report=report, defaults=validators, create_defaults={**validators, "due": now + REVISITS[0]}
    )


def claim_revisit(row: Revisit, *, now: datetime, lease: timedelta) -> bool:
    """Whether it is ours to ask, until the lease ends."""
    return bool(Revisit.objects.filter(pk=row.pk, due__lte=now).update(due=now + lease))


def revisited(row: Revisit, *, now: datetime, page: Page | None = None) -> None:
    """Its page was asked, and is there: unchanged, or as `page` is."""
    if row.report.gone:
        Report.objects.filter(pk=row.report_id).update(gone=None)
    if page is not None:
        row.etag, row.last_modified = page.etag or "", page.last_modified or ""
    row.missed = 0
    _plan_next(row, now=now)


def revisit_failed(row: Revisit, *, now: datetime, again: float | None = None) -> None:
    """Its page could not be had. again: seconds, where the server asks for it; else at the next hour."""
    _plan_next(row, now=now, at_least=now + timedelta(seconds=again or 0))


def missed(row: Revisit, *, now: datetime, for_good: bool) -> bool:
    """Nothing is at its address: whether that is believed now. for_good: the server says so (410)."""
    row.missed += 1
    is_gone = for_good or row.missed >= CERTAIN
    if is_gone:
        Report.objects.filter(pk=row.report_id, gone=None).update(gone=now)
    _plan_next(row, now=now, once_more=not is_gone)
    return is_gone


def revisit_no_more(row: Revisit) -> None:
    """Its page may not be asked."""
    Revisit.objects.filter(pk=row.pk).delete()


def _plan_next(row: Revisit, *, now: datetime, at_least: datetime | None = None, once_more: bool = False) -> None:
    """The next of the hours that is still to come; behind the last one the row goes, and nobody asks again.

    once_more: it is asked an hour from now, whatever the hours say.
    """
    hours = [row.report.seen + wait for wait in REVISITS]
    due = next((hour for hour in hours if hour > now + REVISITS[0] / 2), None)
    if once_more:
        due = min(filter(None, (due, now + REVISITS[0])))
    if due is None:
        revisit_no_more(row)
        return
    # In place: a report may have left the box while its page was asked.
    Revisit.objects.filter(pk=row.pk).update(
        due=max(due, at_least) if at_least else due,
        missed=row.missed,
        etag=row.etag,
        last_modified=row.last_modified,
    )


# Pictures ---------------------------------------------------------------------------------------------------------


def pictures_folder() -> Path:
    """Where the files of pictures lie."""
    return Path(settings.NEWSBOX_HOME) / "pictures"


def picture_path(name: str, *, small: bool = False) -> Path:
    """The file of a kept picture, whole or as lists show it."""
    return pictures_folder() / name[:2] / (f"{name}-small.jpg" if small else f"{name}.jpg")


def picture(row: Picture, *, large: bytes, small: bytes, width: int, height: int, now: datetime) -> None:
    """A picture's two sizes, as JPEG, on disk; the row is written last, so that no page shows a file that is not there."""
    name = row.name or secrets.token_hex(12)
    path = picture_path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    for target, body in ((path, large), (picture_path(name, small=True), small)):
        draft = target.with_suffix(".part")
        draft.write_bytes(body)
        draft.replace(target)
    Picture.objects.filter(pk=row.pk).update(name=name, width=width, height=height, tried=now, fault="")


def picture_failed(row: Picture, *, now: datetime, fault: str) -> None:
    """A picture could not be had."""
    Picture.objects.filter(pk=row.pk).update(tried=now, fault=fault[:500])
