"""Tells Django of this room, and has it listen for what people hand in."""

from typing import Any

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The room as Django knows it."""

    name = "newsbox.desk"
    label = "desk"

    def ready(self) -> None:
        """The site knows no desk: it tells the shelf, and we hear of it."""
        from newsbox.desk import tasks
        from newsbox.shelf import marks

        def on_handed_in(addition: Any, **_: Any) -> None:
            tasks.carry_out.enqueue(addition.pk)

        marks.handed_in.connect(on_handed_in, weak=False, dispatch_uid="desk")
