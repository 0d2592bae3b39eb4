"""What a text is about: topics of a fixed vocabulary, ranked by evidence."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log
from typing import Any

from meetings.model import Lang, Span

_MOST = 5
_LEAD = 400
_LEAD_WEIGHT = 2.0
_FEWEST_POINTS = 2.0
#: A topic that has less than this share of the strongest one's evidence is only brushed.
_LEAST_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    pattern: re.Pattern[str]
    topics: tuple[str, ...]


def read_topics(text: str, lang: Lang) -> tuple[str, ...]:
    """Ids of at most five topics of ``data/topics.toml``, the best evidenced first.

    The beginning of the text weighs double, repetitions less and less.
    """
    return tuple(topic for topic, _ in find_topics(text, lang))


def find_topics(text: str, lang: Lang) -> tuple[tuple[str, Span], ...]:
    """What :func:`read_topics` gives, each with the first word that speaks for it."""
    vocabulary = _vocabulary(lang)
    counts: dict[str, dict[str, float]] = {}
    first: dict[str, Span] = {}
    for match in vocabulary.pattern.finditer(text):
        topic = vocabulary.topics[(match.lastindex or 1) - 1]
        first.setdefault(topic, match.span())
        weight = _LEAD_WEIGHT if match.start() < _LEAD else 1.0
        stems = counts.setdefault(topic, {})
        stem = match.group()[:6].lower()
        stems[stem] = stems.get(stem, 0.0) + weight
    points = {
        topic: sum(1 + log(count) if count > 1 else count for count in stems.values())
        for topic, stems in counts.items()
    }
    strongest = max(points.values(), default=0.0)
    ranked = sorted(points.items(), key=lambda item: -item[1])
    return tuple(
        (topic, first[topic])
        for topic, score in ranked[:_MOST]
        if score >= max(_FEWEST_POINTS, strongest * _LEAST_SHARE) or score == strongest
    )


def topic_hashtag(topic: str, lang: Lang) -> str:
    """The hashtag of ``topic`` in ``lang``; KeyError where there is no such topic."""
    hashtags: dict[str, str] = _document()[topic]["hashtag"]
    return hashtags[lang]


def topic_ids() -> tuple[str, ...]:
    """All topics of the vocabulary."""
    return tuple(_document())


@cache
def _vocabulary(lang: Lang) -> _Vocabulary:
    document = _document()
    topics = tuple(document)
    groups = "|".join(f"({_alternatives(document[topic][lang])})" for topic in topics)
    return _Vocabulary(re.compile(rf"(?<!\w)(?=\w)(?:{groups})", re.IGNORECASE), topics)


def _alternatives(stems: list[str]) -> str:
    parts = []
    for stem in stems:
        whole = stem.endswith("$")
        words = stem.rstrip("$").split(" ")
        pattern = r"\w{0,6}[ \u00a0]".join(words)
        parts.append(f"{pattern}(?!\\w)" if whole else pattern)
    return "|".join(parts)


@cache
def _document() -> dict[str, Any]:
    resource = files("meetings").joinpath("data", "topics.toml")
    return tomllib.loads(resource.read_text(encoding="utf-8"))
