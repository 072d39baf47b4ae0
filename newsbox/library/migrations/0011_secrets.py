"""Passwords of mailboxes are sealed: those that lay open before, too."""

from typing import Any

from django.db import migrations

from newsbox.library import sealed


def seal_all(apps: Any, editor: Any) -> None:
    """Seals what lies open. SQLite is told to write over what was there instead of leaving it in the file."""
    rows = apps.get_model("library", "Letterbox").objects.using(editor.connection.alias)
    if editor.connection.vendor == "sqlite" and rows.exists():
        with editor.connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")
    for row in rows.all():
        row.sealed = sealed.seal(row.sealed)
        row.save(update_fields=["sealed"])


def open_all(apps: Any, editor: Any) -> None:
    """The way back. What can't be opened any more is no password: it goes."""
    for row in apps.get_model("library", "Letterbox").objects.using(editor.connection.alias).all():
        row.sealed = sealed.opened(row.sealed) or ""
        row.save(update_fields=["sealed"])


class Migration(migrations.Migration):
    dependencies = [("library", "0010_outlets")]

    operations = [
        migrations.RenameField("letterbox", "password", "sealed"),
        migrations.RunPython(seal_all, open_all),
    ]
