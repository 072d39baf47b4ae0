"""A reading as Markdown and as HTML, for other programs and for paper."""

from __future__ import annotations

import re
from html import escape

from newsbox.types import Embed, Image, Reading


def markdown(reading: Reading) -> str:
    """A reading as Markdown, with what the page declares as front matter that newsbox.read takes back."""
    front = {
        "outlet": reading.outlet,
        "authors": ", ".join(reading.authors),
        "published": reading.published,
        "modified": reading.modified,
        "url": reading.url,
        "language": reading.language,
    }
    lines = ["---", *(f"{name}: {value}" for name, value in front.items() if value), "---", ""]
    if reading.headline:
        lines += [f"# {_literal(reading.headline)}", ""]
    if reading.standfirst:
        lines += [f"*{_literal(reading.standfirst)}*", ""]
    if (lead := reading.lead_image) and lead.url:
        lines += [
            f"![{_literal(lead.caption or lead.alt or '')}](<{lead.url}>)"
            + (f" *{_literal(lead.credit.text)}*" if lead.credit else ""),
            "",
        ]
    for place, paragraph in enumerate(reading.paragraphs):
        lines += [f"## {_literal(paragraph)}" if place in reading.subheads else _literal(paragraph), ""]
        lines += [line for embed in reading.embeds_after(place) for line in _quoted(embed)]
    lines += [line for note in reading.notes for line in (f"*{_literal(note.text)}*", "")]
    return "\n".join(lines).rstrip()


def html(reading: Reading) -> str:
    """A reading as a whole HTML page that loads nothing but its pictures."""
    about = " · ".join(
        escape(part)
        for part in (reading.outlet, (reading.published or "").replace("T", " ", 1), ", ".join(reading.authors))
        if part
    )
    body = []
    for place, paragraph in enumerate(reading.paragraphs):
        tag = "h2" if place in reading.subheads else "p"
        body.append(f"<{tag}>{escape(paragraph)}</{tag}>")
        body += [
            f'<blockquote>{escape(embed.text or "")} <footer>{escape(embed.author or "")} <a href="{escape(embed.url)}">{escape(embed.url)}</a></footer></blockquote>'
            for embed in reading.embeds_after(place)
        ]
    return "\n".join(
        [
            "<!doctype html>",
            f'<html lang="{escape(reading.language or "und")}"><head><meta charset="utf-8"><title>{escape(reading.headline or "")}</title></head>',
            "<body><article>",
            f"<h1>{escape(reading.headline or '')}</h1>",
            *([f"<p>{about}</p>"] if about else []),
            *([f"<p><em>{escape(reading.standfirst)}</em></p>"] if reading.standfirst else []),
            *([_figure(reading.lead_image)] if reading.lead_image and reading.lead_image.url else []),
            *body,
            *(f"<p><em>{escape(note.text)}</em></p>" for note in reading.notes),
            *([f'<p><a href="{escape(reading.url)}">{escape(reading.url)}</a></p>'] if reading.url else []),
            "</article></body></html>",
        ]
    )


def _quoted(embed: Embed) -> list[str]:
    """Somebody's post as a quotation with its address."""
    signed = " ".join(filter(None, ["—", embed.author and _literal(embed.author), f"<{embed.url}>"]))
    return [f"> {_literal(embed.text)}", ">", f"> {signed}", ""] if embed.text else [f"> {signed}", ""]


def _figure(image: Image) -> str:
    caption = " ".join(escape(part) for part in (image.caption, image.credit.text if image.credit else None) if part)
    return f'<figure><img src="{escape(image.url or "")}" alt="{escape(image.alt or "")}"><figcaption>{caption}</figcaption></figure>'


def _literal(text: str) -> str:
    """Text that Markdown would take for its own marks, marked as text."""
    return re.sub(
        r"([\\`*_\[\]<>#|])", r"\\\1", re.sub(r"^(\d+)([.)])(?=\s)", r"\1\\\2", re.sub(r"^([+-])(?=\s)", r"\\\1", text))
    )
