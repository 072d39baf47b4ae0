"""Tells Django of this room."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The room as Django knows it."""

    name = "newsbox.web"
    label = "web"
