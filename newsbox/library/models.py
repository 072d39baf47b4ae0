"""The rows of the archive: sources, reports, their editions, their pictures, the stories they tell."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from newsbox.library.names import slug
from newsbox.library.pace import rate

KINDS = ("person", "organisation", "place", "topic")
"""Of subjects."""


class Source(models.Model):
    """An address somebody chose to follow."""

    class Kind(models.TextChoices):
        """What stands at the address."""

        FEED = "feed", "feed"
        PAGE = "page", "page"
        """No feed: it is followed by the links it gains."""
        LETTERS = "letters", "letters"
        """A folder of somebody's mailbox, with newsletters in it; hers alone."""
        SAVED = "saved", "saved pages"
        """Nobody visits it: single articles that were handed to the box stand in it."""

    class FullText(models.TextChoices):
        """When the page of an entry is fetched, beside what the feed says of it."""

        ALWAYS = "always", "always"
        SHORT = "short", "only when the feed's text is short"
        NEVER = "never", "never"

    address = models.TextField(unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.FEED)
    title = models.TextField(blank=True)
    site = models.TextField(blank=True)
    language = models.CharField(max_length=20, blank=True)
    added = models.DateTimeField(auto_now_add=True)

    due = models.DateTimeField(null=True, db_index=True)
    """When to visit next; null for what is never visited (gone, or saved pages)."""
    visiting = models.DateTimeField(null=True)
    """Since when a worker visits it: another keeps away, unless the first has been gone too long."""
    visited = models.DateTimeField(null=True)
    """The last visit that succeeded, changed or not."""
    why = models.CharField(max_length=60, blank=True)
    """Why the next visit is when it is, in a few words."""
    etag = models.TextField(blank=True)
    last_modified = models.TextField(blank=True)
    answered = models.DateTimeField(null=True)
    """When it last gave a whole answer: validators older than a month are not believed."""
    body_digest = models.CharField(max_length=64, blank=True)
    """Of its last whole answer, once all that stands in it is kept: an equal one need not be read."""
    gap = models.FloatField(null=True)
    """Seconds between two of its reports, as the dates in its feed tell; null where they don't."""
    wishes = models.JSONField(default=dict)
    """What its feed asks for: {"every": seconds, "hours": [0 to 23], "days": [0 to 6, Monday first]} in GMT."""
    full_text = models.CharField(max_length=10, choices=FullText.choices, default=FullText.ALWAYS)
    failures = models.PositiveIntegerField(default=0)
    """Visits in a row that failed."""
    failed = models.DateTimeField(null=True)
    fault = models.TextField(blank=True)
    """What failed last, in one sentence; empty when all is well."""
    reports_count = models.PositiveIntegerField(default=0)
    latest = models.DateTimeField(null=True)
    """When its newest report is dated: kept beside it, since counting a year of reports anew for a list is slow."""

    readers = 0
    """How many people of the box follow it, where somebody counted them (shelf.queries.readers_of); no column."""

    def __str__(self) -> str:
        return self.title or self.shown_address

    @property
    def rate(self) -> str:
        """How often it publishes, in words; empty where the dates in its feed don't tell."""
        return rate(self.gap) if self.gap else ""

    @property
    def is_called(self) -> bool:
        """Whether a hub has agreed to tell of its news, and that holds."""
        hub: Hub | None = getattr(self, "hub", None)
        return hub is not None and hub.until is not None and hub.until > timezone.now() and not hub.fault

    @property
    def is_visited(self) -> bool:
        """Whether the box goes there by itself."""
        return self.kind != self.Kind.SAVED

    @property
    def is_letters(self) -> bool:
        """Whether it is a folder of a mailbox."""
        return self.kind == self.Kind.LETTERS

    @property
    def shown_address(self) -> str:
        """Its address as a person knows it: a mailbox's without what tells two readers of it apart."""
        return self.address.partition("#")[0] if self.is_letters else self.address

    @property
    def is_page(self) -> bool:
        """Whether it has no feed, and is followed by the links it gains."""
        return self.kind == self.Kind.PAGE


class Letterbox(models.Model):
    """The key to a folder of a mailbox. It stands apart, so that no page that shows a source has it at hand."""

    source = models.OneToOneField(Source, on_delete=models.CASCADE, related_name="letterbox", primary_key=True)
    sealed = models.TextField()
    """The password, as library/sealed.py keeps it: with the database alone nobody can read it."""


class Hub(models.Model):
    """Who tells the box of a source's news, so that it need not ask so often (WebSub)."""

    source = models.OneToOneField(Source, on_delete=models.CASCADE, related_name="hub", primary_key=True)
    address = models.TextField()
    topic = models.TextField()
    """The address under which the hub knows the source."""
    token = models.CharField(max_length=40, unique=True)
    """In the address the hub calls: not to be guessed."""
    secret = models.CharField(max_length=64)
    """What the hub signs its calls with."""
    asked = models.DateTimeField()
    """When we last asked it to call."""
    until = models.DateTimeField(null=True)
    """Until when it calls; null as long as it has not agreed."""
    called = models.DateTimeField(null=True)
    """When it last told of news, signed as agreed."""
    fault = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.address


class Sign(models.Model):
    """A sign of life, of what runs beside the site."""

    name = models.CharField(max_length=20, unique=True)
    given = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Picture(models.Model):
    """A picture of a report, as the box keeps it on disk: pages load it from nowhere else."""

    url = models.TextField(unique=True)
    name = models.CharField(max_length=32, unique=True, null=True)
    """Its file's name, not to be guessed; null as long as it is not there."""
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    """Pixels."""
    tried = models.DateTimeField(null=True)
    fault = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.url


class Story(models.Model):
    """The reports of one event. What a person sees of it are those of its reports that she may see: so it has no headline of its own."""

    number = models.PositiveIntegerField(unique=True)
    """What grouping calls it; its key in addresses is another."""
    begun = models.DateTimeField()
    """When its earliest report is dated."""
    newest = models.DateTimeField(db_index=True)
    """When its latest report is dated."""
    reports_count = models.PositiveIntegerField(default=0)
    closed = models.DateTimeField(null=True)
    """Since when reporting has ended; null while it goes on. The next report opens it again."""
    into = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    """Where its reports went, if it has none any more: old links lead there."""
    is_looked_at = models.BooleanField(default=False)
    """Whether its reports, as they are now, were laid beside each other: copies, and what doesn't add up between them."""

    class Meta:
        indexes = [models.Index(fields=["newest"], name="story_waiting", condition=models.Q(is_looked_at=False))]

    def __str__(self) -> str:
        return f"story {self.number}"


class Report(models.Model):
    """A source's article as the box keeps it, in its latest edition."""

    key = models.TextField(unique=True, null=True)
    """What all spellings of its address have in common (addresses.key); null for a paste."""
    url = models.TextField(blank=True)
    headline = models.TextField(blank=True)
    outlet = models.TextField(blank=True)
    byline = models.TextField(blank=True)
    published = models.CharField(max_length=40, blank=True)
    """As precise as the page says it."""
    dated = models.DateTimeField(db_index=True)
    """What lists sort by: when it was published, or first seen where the page says nothing or something impossible."""
    seen = models.DateTimeField(db_index=True)
    """When the box first had it."""
    language = models.CharField(max_length=20, blank=True)
    teaser = models.TextField(blank=True)
    words = models.PositiveIntegerField(default=0)
    picture = models.ForeignKey(Picture, null=True, on_delete=models.SET_NULL, related_name="reports")
    digest = models.CharField(max_length=64, db_index=True)
    """Of the latest edition's text: an equal page makes no new edition."""
    gone = models.DateTimeField(null=True)
    """Since when its page is no more at its source; null as long as it is, or nobody looked."""
    doubts = models.PositiveIntegerField(default=0)
    """Errors and warnings in its latest edition that nobody called wrong: kept here, so that no list has to count."""
    story = models.ForeignKey(Story, null=True, on_delete=models.SET_NULL, related_name="reports")
    """The event it tells; null until it is placed."""
    sources: models.ManyToManyField[Source, Appearance] = models.ManyToManyField(
        Source, through="Appearance", related_name="reports"
    )

    class Meta:
        indexes = [
            models.Index(fields=["-dated", "-id"], name="report_newest"),
            models.Index(fields=["-dated", "-id"], name="report_doubtful", condition=models.Q(doubts__gt=0)),
        ]

    def __str__(self) -> str:
        return self.headline or self.url


class Appearance(models.Model):
    """A report stands in a source: one report, however many feeds carry it."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="appearances")
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="appearances")
    guid = models.TextField()
    """What the feed calls it."""
    digest = models.CharField(max_length=64, blank=True)
    """Of the feed's own words for it, so that a change in the feed is seen."""
    seen = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "guid"], name="appearance_once")]


class Edition(models.Model):
    """One state of a report's text."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    """From 1."""
    seen = models.DateTimeField()
    digest = models.CharField(max_length=64)
    reading = models.JSONField()
    """Schema 1 of docs/reference/json.md."""
    subheads = models.JSONField(default=list)
    """Which paragraphs are subheadings."""
    reader = models.CharField(max_length=20)
    """The version of NewsBox that read it; empty where it was only glanced at, and is still to be read with care."""
    is_checked = models.BooleanField(default=False)
    """Whether somebody looked for what doesn't add up in it; before that, no finding tells nothing."""
    kinds = models.CharField(max_length=100, blank=True, default="")
    """What changed since the edition before it, as library/editions.py calls it, with commas; empty for the first one."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="edition_once")]
        indexes = [
            models.Index(fields=["-id"], condition=models.Q(reader=""), name="edition_glanced"),
            models.Index(fields=["-seen", "-id"], condition=models.Q(number__gt=1), name="edition_changes"),
        ]


class Original(models.Model):
    """The page an edition was read from, compressed: a later NewsBox may read it better."""

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="original", primary_key=True)
    url = models.TextField(blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    charset = models.CharField(max_length=40, blank=True)
    fetched = models.DateTimeField(null=True)
    body = models.BinaryField()
    """The bytes as they came, compressed with zlib."""


class Revisit(models.Model):
    """A report whose page is asked again, as long as it is young: newsrooms change and withdraw without telling their feeds."""

    report = models.OneToOneField(Report, on_delete=models.CASCADE, related_name="revisit", primary_key=True)
    due = models.DateTimeField(db_index=True)
    missed = models.PositiveIntegerField(default=0)
    """How often in a row nothing was there (404)."""
    etag = models.TextField(blank=True)
    last_modified = models.TextField(blank=True)


class Searchable(models.Model):
    """What search looks through. library/search.py indexes this table by means of the database's own."""

    report = models.OneToOneField(Report, on_delete=models.CASCADE, related_name="searchable", primary_key=True)
    headline = models.TextField()
    outlet = models.TextField()
    body = models.TextField()


class Speaker(models.Model):
    """A person or an organisation that reports of the box name as one who speaks."""

    name = models.TextField()
    """As the first report spelled it."""
    key = models.CharField(max_length=200, unique=True)
    """What spellings have in common: its words in small letters, without accents, between spaces."""
    kind = models.CharField(max_length=20, blank=True)
    """"person" or "organisation", where a report tells."""

    def __str__(self) -> str:
        return self.name


class Statement(models.Model):
    """Something somebody said, as the latest edition of a report has it."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="statements")
    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="statements")
    number = models.PositiveIntegerField()
    """Its place among the reading's attributions."""
    kind = models.CharField(max_length=10)
    """"direct", "mixed" or "indirect"."""
    cue = models.TextField(blank=True)
    words = models.TextField()
    via = models.TextField(blank=True)
    """The outlet, agency or platform it came through."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="statement_once")]
        indexes = [models.Index(fields=["speaker", "report"], name="statement_speaker")]


class Subject(models.Model):
    """A person, an organisation, a place or a topic that reports of the box speak of."""

    name = models.TextField()
    """As the first report spelled it."""
    key = models.CharField(max_length=200, unique=True)
    """As a speaker's: a name is one subject, whatever single reports take it for."""
    as_person = models.PositiveIntegerField(default=0)
    as_organisation = models.PositiveIntegerField(default=0)
    as_place = models.PositiveIntegerField(default=0)
    as_topic = models.PositiveIntegerField(default=0)
    """How many reports took it for one: reports err, most of them don't."""

    def __str__(self) -> str:
        return self.name

    @property
    def kind(self) -> str:
        """What most reports take it for. A name counts twice: a newsroom tags with names, too, and nobody names with topics.

        A single word that some take for a place is nobody: what the language model has never met it likes to take for a person, and people's
        names are given in full where they tell of a report.
        """
        counted = {kind: getattr(self, f"as_{kind}") * (1 if kind == "topic" else 2) for kind in KINDS}
        if self.as_place and " " not in self.name:
            counted["person"] = 0
        return max(KINDS, key=lambda kind: counted[kind])

    @property
    def slug(self) -> str:
        """Its key as an address has it: "ines-marlo"."""
        return slug(self.key)


class Mention(models.Model):
    """A report speaks of a subject so that it tells of the report: in its latest edition's headline or opening, or again and again."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="mentions")
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="mentions")
    kind = models.CharField(max_length=12)
    """What this report takes it for, one of KINDS."""
    weight = models.PositiveSmallIntegerField()
    """3 in the headline, 2 in the opening, 1 further down."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "subject"], name="mention_once")]
        indexes = [models.Index(fields=["subject", "report"], name="mention_subject")]


class Traits(models.Model):
    """What grouping looked at when it placed a report: its state is made again from these."""

    report = models.OneToOneField(Report, on_delete=models.CASCADE, related_name="traits", primary_key=True)
    order = models.PositiveIntegerField(db_index=True)
    """Counts reports as they were placed."""
    body = models.BinaryField()
    """JSON, compressed with zlib."""


class Copy(models.Model):
    """A report carries another one's text: both are one witness."""

    report = models.OneToOneField(Report, on_delete=models.CASCADE, related_name="copy", primary_key=True)
    of = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="copies")
    """The first that carried it."""
    agency = models.TextField(blank=True)
    """Whose text it is, where one of the reports says so."""
    cut = models.JSONField(default=list)
    """What its desk left out: [[paragraph, start, end]] in the first one's paragraphs, counted from 0, in characters."""
    added = models.JSONField(default=list)
    """What its desk wrote beside it, in its own paragraphs."""


class Outlet(models.Model):
    """What the owner's own table says of an outlet. NewsBox ships no such table."""

    name = models.TextField(blank=True)
    key = models.TextField(blank=True, db_index=True)
    """What spellings of its name have in common."""
    domain = models.TextField(blank=True, db_index=True)
    """The host of its site, without "www."."""
    country = models.TextField(blank=True)
    owner = models.TextField(blank=True)
    leaning = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name or self.domain


class StoryChange(models.Model):
    """What became of reports, and why: by grouping, or by somebody's hand, which is a label and holds from then on."""

    class What(models.TextChoices):
        """As grouping tells it."""

        BEGUN = "begun", "began a story"
        JOINED = "joined", "joined"
        MERGED = "merged", "two stories became one"
        LEFT = "left", "left"

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="changes")
    other = models.ForeignKey(Story, null=True, on_delete=models.SET_NULL, related_name="+")
    """The story that is no more (merged), or that was left."""
    what = models.CharField(max_length=10, choices=What.choices)
    reports = models.JSONField(default=list)
    """The numbers of the reports that moved."""
    beside = models.JSONField(default=list)
    """By hand: the numbers of the reports they were taken from (left), or put to (merged)."""
    why = models.TextField()
    by = models.CharField(max_length=150, blank=True)
    """The name of whoever did it by hand; empty for grouping."""
    at = models.DateTimeField()
    is_settled = models.BooleanField(default=True)
    """False for those of the minute that grouping may still think over."""
    undone = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["at"], name="story_change_by_hand", condition=~models.Q(by="")),
            models.Index(fields=["at"], name="story_change_open", condition=models.Q(is_settled=False)),
        ]


class Placing(models.Model):
    """One row: who places reports, and where they are."""

    holder = models.CharField(max_length=40, blank=True)
    """A name that a worker made up."""
    held = models.DateTimeField(null=True)
    """When it last gave a sign."""
    version = models.PositiveIntegerField(default=0)
    """Goes up with every change of any story: who knows another one knows an old state."""
    following = models.PositiveIntegerField(default=0)
    """The number that the next story had before the open minute."""
    minute = models.JSONField(default=list)
    """The numbers of the reports of the open minute: they may be placed again."""


class Finding(models.Model):
    """Passages of an edition, or of editions of several reports, that can't all be right."""

    class Verdict(models.TextChoices):
        """What people of the box said of it."""

        WRONG = "wrong", "this is wrong"
        RIGHT = "right", "this is right"

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="findings")
    """The edition it is about; the first, where it is about several."""
    code = models.CharField(max_length=10)
    check_name = models.CharField(max_length=20)
    """The check that found it; `check` is a word of Django's."""
    severity = models.CharField(max_length=10)
    """"error", "warning" or "note"."""
    confidence = models.FloatField()
    """Of findings like this, the share that an editor would mend: 0 to 1."""
    message = models.TextField()
    passages = models.JSONField()
    """As in a reading's JSON; `reading` counts the editions: 0 is `edition`, the rest are counterparts."""
    fingerprint = models.CharField(max_length=64, db_index=True)
    """What the same finding has in common with itself after a page was read anew."""
    verdict = models.CharField(max_length=10, blank=True, choices=Verdict.choices)
    is_open = models.BooleanField(default=False)
    """Whether it counts: more than a note, in latest editions, and nobody called it wrong."""
    appeared = models.BooleanField(default=False)
    """Whether the former edition did not have it, and the text it stands in is new."""
    mended = models.ForeignKey(Edition, null=True, on_delete=models.SET_NULL, related_name="mends")
    """The later edition that has it no more, because the text was changed there."""

    class Meta:
        indexes = [
            models.Index(fields=["check_name", "edition"], name="finding_open", condition=models.Q(is_open=True))
        ]

    def __str__(self) -> str:
        return self.message


class Counterpart(models.Model):
    """Another report's edition in a finding between several."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="counterparts")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="counterparts")
    number = models.PositiveIntegerField()
    """What `reading` says in the finding's passages: from 1."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["finding", "number"], name="counterpart_once")]


class Label(models.Model):
    """What somebody said of a finding. It outlives the finding, so that a page read anew does not bring back what was wrong."""

    report = models.ForeignKey(Report, null=True, on_delete=models.SET_NULL, related_name="labels")
    fingerprint = models.CharField(max_length=64)
    code = models.CharField(max_length=10)
    check_name = models.CharField(max_length=20)
    severity = models.CharField(max_length=10)
    confidence = models.FloatField()
    message = models.TextField()
    passages = models.JSONField()
    verdict = models.CharField(max_length=10, choices=Finding.Verdict.choices)
    by = models.CharField(max_length=150)
    """The name of whoever said it: the archive knows names of people, and no more of them."""
    given = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "fingerprint"], name="label_once")]
