"""The rows of one person: what she follows, keeps, has read and shares."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models

from newsbox.library.models import Report, Source, Story, Subject


class Person(AbstractUser):
    """Somebody with a key to the box."""

    class Front(models.TextChoices):
        """What she finds when she opens the site."""

        STORIES = "stories", "the stories of the day"
        LIST = "list", "the latest reports"

    front = models.CharField(max_length=10, choices=Front.choices, default=Front.STORIES)
    read_before = models.DateTimeField(null=True, blank=True)
    """Reports the box saw up to then count as read, unless a mark of their own says otherwise."""
    feed_token = models.CharField(max_length=40, unique=True, null=True, blank=True)
    """What her programs show instead of a password, in the addresses of her feeds; null as long as she wants none."""

    class Meta(AbstractUser.Meta):
        verbose_name = "person"


class Subscription(models.Model):
    """A person follows a source."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="subscriptions")
    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="subscriptions")
    folder = models.TextField(blank=True)
    """As in OPML: "World/Europe"."""
    title = models.TextField(blank=True)
    """Her own name for it."""
    added = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "source"], name="subscription_once")]


class Bookmark(models.Model):
    """A report a person wants to find again."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="bookmarks")
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="bookmarks")
    added = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "report"], name="bookmark_once")]
        indexes = [models.Index(fields=["person", "-added"], name="bookmark_newest")]


class ReadMark(models.Model):
    """What a person said of one report: read, or unread all the same."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="read_marks")
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="read_marks")
    is_read = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "report"], name="read_mark_once")]


class Share(models.Model):
    """A link by which anybody may read one report, until it is taken back."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="shares")
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="shares")
    token = models.CharField(max_length=40, unique=True)
    added = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "report"], name="share_once")]


class FollowedStory(models.Model):
    """A story whose next report a person waits for."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="followed_stories")
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="followers")
    added = models.DateTimeField()
    looked = models.DateTimeField()
    """When she last opened it: what the box saw since then is new."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "story"], name="followed_story_once")]


class MutedStory(models.Model):
    """A story that a person does not want on her front page."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="muted_stories")
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="muters")
    added = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "story"], name="muted_story_once")]


class SharedStory(models.Model):
    """A link by which anybody may read a story as its person sees it, until it is taken back."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="shared_stories")
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="shares")
    token = models.CharField(max_length=40, unique=True)
    added = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "story"], name="shared_story_once")]


class SavedSearch(models.Model):
    """A search that a person asks again and again, under a name of hers."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="searches")
    name = models.TextField()
    query = models.TextField()
    """As typed, in the language of library/search.py."""
    added = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "query"], name="saved_search_once")]

    def __str__(self) -> str:
        return self.name


class Section(models.Model):
    """What a person said of a section of her front page: that it stands there always, or never. Of others, the day's stories decide."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sections")
    subject = models.ForeignKey(Subject, null=True, on_delete=models.CASCADE, related_name="+")
    search = models.ForeignKey(SavedSearch, null=True, on_delete=models.CASCADE, related_name="+")
    """The one or the other."""
    is_pinned = models.BooleanField()
    """False: it is hidden."""
    added = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "subject"], name="section_once"),
            models.UniqueConstraint(fields=["person", "search"], name="section_of_search_once"),
        ]


class Addition(models.Model):
    """Something a person handed to the box, and what became of it."""

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", "waiting"
        DONE = "done", "done"
        FAILED = "failed", "failed"
        CHOOSE = "choose", "which feed?"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="additions")
    address = models.TextField(blank=True)
    """An address to look at; empty for a paste or a file."""
    name = models.TextField(blank=True)
    """The file's name, if it was one."""
    body = models.BinaryField(null=True)
    """The paste or the file; dropped once it is kept as a report."""
    folder = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    message = models.TextField(blank=True)
    """What came of it, in one sentence."""
    offers = models.JSONField(default=list)
    """What a page leads to, where that is several things: [{"url", "title", "kind", "site", "entries", "newest", "dated"}]."""
    source = models.ForeignKey(Source, null=True, on_delete=models.SET_NULL)
    report = models.ForeignKey(Report, null=True, on_delete=models.SET_NULL)
    asked = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["person", "-asked"], name="addition_newest")]


class Draft(models.Model):
    """A text that somebody writes at the desk: looked at while she edits, kept by nobody, gone after an hour."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="drafts")
    text = models.TextField(blank=True)
    """As typed; empty as long as she has only opened the desk."""
    revision = models.PositiveIntegerField(default=1)
    """Goes up with every change of the text."""
    looked_at = models.PositiveIntegerField(default=0)
    """The revision that the rest tells of; 0 before the first."""
    reading = models.JSONField(null=True)
    """Schema 1 of docs/reference/json.md, with its findings; None where there is nothing to read."""
    subheads = models.JSONField(default=list)
    """Which paragraphs are subheadings."""
    ignored = models.JSONField(default=list)
    """Names of checks and codes that the text itself silences."""
    fault = models.TextField(blank=True)
    """Why there is no reading, in one sentence."""
    touched = models.DateTimeField(db_index=True)

    @property
    def is_waiting(self) -> bool:
        """Whether the background work has not seen it as it is now."""
        return self.looked_at < self.revision
