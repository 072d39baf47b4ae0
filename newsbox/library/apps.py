"""Tells Django of this room."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """The room as Django knows it."""

    name = "newsbox.library"
    label = "library"
