"""Tells Django of this room."""

from django.apps import AppConfig


class ShelfConfig(AppConfig):
    """The room as Django knows it."""

    name = "newsbox.shelf"
    label = "shelf"
