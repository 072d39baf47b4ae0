"""What a careful reader underlines: who speaks, on whose word, what can be checked. The steps, in order."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from newsbox.errors import SettingsError
from newsbox.reading import attribution, cast, claims, language, quotations, sources, topics
from newsbox.reading.language import Block
from newsbox.types import Article, Attribution

log = logging.getLogger(__name__)


def understand(article: Article) -> Mapping[str, Any]:
    """An article's attributions, cast, sources, claims, topics and sentences. Raises ImportError where the model is missing.

    A text that breaks a step has an empty understanding, and its reading stays.
    """
    try:
        return _understand(article)
    except (ImportError, SettingsError):
        # What is missing on this machine is no fault of the text.
        raise
    except Exception:
        log.exception("%s: this text could not be understood.", article.url or article.headline)
        return {}


def _with_own_name(said: Attribution, blocks: Sequence[Block]) -> Attribution:
    """Where the cast knows nobody of a speaker, a speaker of proper nouns alone is called by them; no channel of one's own."""
    speaker = said.speaker
    if speaker is None:
        return said
    if speaker.name is None and (block := language.block_at(blocks, speaker.span.at)):
        words = block.doc.char_span(speaker.span.start, speaker.span.end, alignment_mode="contract")
        if words is not None and len(words) <= 5 and all(word.pos_ == "PROPN" for word in words):
            speaker = replace(speaker, name=speaker.text)
    via = None if said.via and said.via.name == speaker.name else said.via
    return replace(said, speaker=speaker, via=via)


def _understand(article: Article) -> Mapping[str, Any]:
    blocks = language.parsed(article)
    people = cast.cast_of(article, blocks)
    if blocks:
        said = tuple(
            _with_own_name(each, blocks) for each in attribution.attributions_of(article, blocks, people.named)
        )
    else:
        said = quotations.attributions_of(article)
    return {
        "attributions": said,
        "cast": people.members,
        "sources": sources.sources_of(article, blocks, said, people),
        "claims": claims.claims_of(article, blocks, said),
        "topics": topics.topics_of(article, blocks),
        "sentences": language.sentences_of([*blocks, *filter(None, (language.captioned(article),))]),
    }
