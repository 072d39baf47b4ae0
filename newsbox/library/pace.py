"""How often does something come, in words? Loads no Django."""

from __future__ import annotations


def rate(gap: float) -> str:
    """How often something comes that comes every so many seconds: "about 3 a day"."""
    for per, name in ((86_400.0, "day"), (7 * 86_400.0, "week"), (30 * 86_400.0, "month")):
        if (count := per / gap) >= 0.95:
            return f"about {round(count) if count >= 1.5 else 'one'} a {name}"
    return "less than once a month"
