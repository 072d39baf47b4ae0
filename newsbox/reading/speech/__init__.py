"""How each language tells who speaks: words and patterns, one file a language (data only)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from newsbox.types import CreditKind

LANGUAGES = ("ar", "de", "en", "es", "fr", "it", "ja", "nl", "pt", "ru", "zh")
NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Speech:
    """The words of a language by which news tells speech. Every list may be empty."""

    language: str
    signs: bool
    """Whether it is written without spaces between words."""
    first: Literal["subject", "verb"]
    """Where a speaker is looked for first beside a cue that no quotation touches."""
    cue: re.Pattern[str]
    """Verbs that take a quotation or a clause."""
    calls: re.Pattern[str]
    """Verbs that take a few quoted words: "called it", "speaks of", "warned of"."""
    inside: re.Pattern[str]
    """Cue and pronoun grown together: "a-t-il dit"."""
    before: re.Pattern[str]
    """"According to": the speaker follows."""
    after: re.Pattern[str]
    """"Zufolge": the speaker stands before."""
    as_said: re.Pattern[str]
    """"As": the speaker and the verb follow, what they said is the rest of the sentence."""
    that: re.Pattern[str]
    """Opens a clause that tells what was said."""
    clause: re.Pattern[str]
    """Verb forms that by themselves mark reported speech (Konjunktiv I)."""
    stop: re.Pattern[str]
    """A word that ends a speaker's name: prepositions of place and time, adverbs, particles of the verb."""
    lead: re.Pattern[str]
    """What may stand between a clause's beginning and its subject."""
    no_subject: re.Pattern[str]
    """What opens a clause whose subject stands behind the verb: a preposition, an adverb."""
    link: re.Pattern[str]
    """Small words that may stand inside a name or between a role and what it belongs to."""
    pronouns: dict[str, str]
    """By pronoun: "f", "m", "n" (a body or thing) or "p" (several)."""
    women: re.Pattern[str]
    """Forms of roles, titles and verbs by which a speaker is told to be a woman."""
    men: re.Pattern[str]
    articles: re.Pattern[str]
    people: re.Pattern[str]
    """Roles: "minister", "spokeswoman"."""
    bodies: re.Pattern[str]
    """Kinds of organisations: "ministry", "police", "company"."""
    nobody: re.Pattern[str]
    """Speakers that nobody names: "experts", "sources close to"."""
    works: re.Pattern[str]
    """Kinds of things that stand before a quoted title: "novel", "ship"."""
    channel: re.Pattern[str]
    """Through what it came; groups named after the kind: agency, platform, outlet, official."""
    dash_ends: re.Pattern[str] | None
    """Closes what a dash at a paragraph's beginning opens; None where dashes open no dialogue."""
    interrupts: re.Pattern[str] | None
    """Opens the narrator's words inside quotation marks, if a cue follows; None where the marks are closed for them."""
    resumes: re.Pattern[str]
    """Closes them."""
    drops: bool
    """Whether a verb may stand without its subject, which then is the last one."""
    short: re.Pattern[str]
    """Abbreviations whose full stop ends no sentence."""


def words(listed: list[str] | str, *, signs: bool = False, tail: str = "") -> re.Pattern[str]:
    """A pattern for whole words or phrases, the longest first; a "*" stands for the rest of a word."""
    phrases = listed.split("|") if isinstance(listed, str) else [each for line in listed for each in line.split("|")]
    cleaned = sorted({phrase.strip() for phrase in phrases if phrase.strip()}, key=lambda each: (-len(each), each))
    if not cleaned:
        return NOTHING
    spelled = [
        re.escape(each).replace("'", "['’]").replace(r"\ ", r"\s+").replace(r"\*", r"[\w’'-]*") for each in cleaned
    ]
    if signs:
        return re.compile("(?:" + "|".join(spelled) + ")" + tail)
    return re.compile(r"(?<![\w’'-])(?:" + "|".join(spelled) + r")(?![\w])" + tail, re.IGNORECASE)


def speech_of(language: str | None) -> Speech | None:
    """The data of a language ("pt-BR" is Portuguese); None where there is none. No language counts as English."""
    key = (language or "en").partition("-")[0].lower()
    return speech_in(key) if key in LANGUAGES else None


@cache
def speech_in(key: str) -> Speech:
    """The data of one of our languages, read once."""
    told = tomllib.loads(files(__name__).joinpath(f"{key}.toml").read_text("utf-8"))
    common = tomllib.loads(files(__name__).joinpath("common.toml").read_text("utf-8"))
    signs = bool(told.get("signs", False))

    def listed(name: str) -> re.Pattern[str]:
        return words(told.get(name, ""), signs=signs)

    def pattern(name: str) -> re.Pattern[str]:
        return re.compile(spelled(told[name], told), re.IGNORECASE) if told.get(name) else NOTHING

    return Speech(
        language=key,
        signs=signs,
        first=told.get("first", "subject"),
        cue=words(told.get("cue", ""), signs=signs, tail=told.get("cue_unless", "")),
        calls=words(told.get("calls", ""), signs=signs),
        inside=pattern("inside"),
        before=words(told.get("before", ""), signs=signs)
        if not told.get("before_pattern")
        else pattern("before_pattern"),
        after=listed("after"),
        as_said=listed("as"),
        that=listed("that"),
        clause=listed("clause"),
        stop=listed("stop"),
        lead=listed("lead"),
        no_subject=listed("no_subject"),
        link=listed("link"),
        pronouns={
            each.strip().lower(): kind for kind, some in told.get("pronouns", {}).items() for each in some.split("|")
        },
        women=listed("women"),
        men=listed("men"),
        articles=listed("articles"),
        people=listed("people"),
        bodies=listed("bodies"),
        nobody=listed("nobody"),
        works=listed("works"),
        channel=channels(told, common, signs=signs),
        dash_ends=re.compile(told["dash_ends"]) if told.get("dash_ends") else None,
        interrupts=re.compile(told["interrupts"]) if told.get("interrupts") else None,
        resumes=re.compile(told.get("resumes", r"[,.]\s")),
        drops=bool(told.get("drops", False)),
        short=listed("short"),
    )


def spelled(pattern: str, told: dict[str, Any]) -> str:
    """A pattern in which {cue} and other names in braces stand for their lists."""
    for name in set(re.findall(r"\{([a-z]+)\}", pattern)):
        pattern = pattern.replace("{" + name + "}", words(told[name]).pattern)
    return pattern


CHANNELS: tuple[CreditKind, ...] = ("agency", "platform", "outlet", "official")


def channels(told: dict[str, Any], common: dict[str, Any], *, signs: bool) -> re.Pattern[str]:
    """The pattern of channels: "on Telegram", "the agency X", "told the newspaper X", "the ministry said"."""
    via = told.get("via", {})
    edge = ("", "") if signs else (r"(?<![\w-])", r"(?![\w])")
    agencies = words([*common["agencies"], *via.get("agencies", [])], signs=signs).pattern
    platforms = words([*common["platforms"], *via.get("platforms", [])], signs=signs).pattern
    parts = [f"(?:{via['on']})(?P<platform>{platforms})"] if via.get("on") else []
    parts.append(f"(?P<agency>{agencies})")
    if via.get("agency"):
        parts.append(f"{edge[0]}(?:{via['agency']})\\s?(?P<agency_named>{NAMED})")
    if via.get("outlet"):
        parts.append(f"{edge[0]}(?:{via['outlet']})\\s?(?P<outlet>{NAMED})")
    return re.compile("|".join(parts))


CAPITALS = "".join(chr(code) for code in range(0x41, 0x530) if chr(code).isupper())
"""The capitals of the Latin, Greek and Cyrillic scripts, for classes of characters."""
NAMED = rf"[«„“\"»「『《]?\s?(?:[{CAPITALS}\u0600-\u06ff][\w’'.&-]*)(?:\s(?:[{CAPITALS}][\w’'.&-]*|de|du|des|la|le|di|da)(?=[\s,.»«“”\"]|$)){{0,3}}"
"""The name of an agency or outlet after the word for it: capitals, with or without marks around them."""
