"""What a careful reader underlines: who speaks, on whose word, what can be checked. The steps, in order."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from newsbox.reading import attribution, cast, claims, language, quotations, sources, topics
from newsbox.types import Article

log = logging.getLogger(__name__)


def understand(article: Article) -> Mapping[str, Any]:
    """An article's attributions, cast, sources, claims and topics. Raises ImportError where the model is missing.

    A text that breaks a step has an empty understanding, and its reading stays.
    """
    try:
        return _understand(article)
    except ImportError:
        raise
    except Exception:
        log.exception("%s: this text could not be understood.", article.url or article.headline)
        return {}


def _understand(article: Article) -> Mapping[str, Any]:
    blocks = language.parsed(article)
    people = cast.cast_of(article, blocks)
    said = attribution.attributions_of(article, blocks, people.named) if blocks else quotations.attributions_of(article)
    return {
        "attributions": said,
        "cast": people.members,
        "sources": sources.sources_of(article, blocks, said, people),
        "claims": claims.claims_of(article, blocks, said),
        "topics": topics.topics_of(article, blocks),
    }
