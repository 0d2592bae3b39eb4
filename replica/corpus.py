"""Real texts instead of invented events: a folder with ``ru.jsonl`` and/or ``en.jsonl``.

Each line is an object with ``url, title, section, published_at`` (local time) and ``body``. An
entry without title or address gets a made-up one, and a time among those that are known.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from replica.clock import parse_moment
from replica.history import event_times
from replica.languages import LANGS, Lang
from replica.model import Event, Text
from replica.slugs import slugify

_TITLE_WORDS = 8


class CorpusError(ValueError):
    """The folder holds no texts, or a line of a file cannot be read."""


def load_corpus(folder: Path, now: datetime, seed: int) -> tuple[Event, ...]:
    """Every text of ``folder`` as an event of one language, oldest first."""
    entries = [entry for lang in LANGS for entry in _entries(folder / f"{lang}.jsonl", lang)]
    if not entries:
        raise CorpusError(f"{folder} holds no {' or '.join(f'{lang}.jsonl' for lang in LANGS)}")
    return _dated(entries, now, seed)


def _entries(file: Path, lang: Lang) -> Iterator[Event]:
    if not file.exists():
        return
    for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
        try:
            entry = json.loads(line)
            text = _text(entry, number)
        except (ValueError, KeyError, TypeError) as error:
            raise CorpusError(f"{file.name}, line {number}: {error!r}") from error
        yield Event(f"{lang}-{number:04d}", _section(entry.get("section")), {lang: text})


def _text(entry: dict[str, Any], number: int) -> Text:
    body = entry["body"]
    if not isinstance(body, str):
        raise TypeError("body is no text")
    body = body.strip()
    title = entry.get("title") or f"Release {number}. {' '.join(body.split()[:_TITLE_WORDS])}"
    moment = entry.get("published_at")
    return Text(
        title=title,
        slug=slugify(title),
        body=body,
        path=urlsplit(entry["url"]).path if entry.get("url") else None,
        published_at=parse_moment(moment) if moment else None,
    )


def _section(section: str | None) -> str:
    """ "ru/news/reviews" without its language; a text without a section is plain news."""
    return section.partition("/")[2] if section else "news"


def _dated(entries: list[Event], now: datetime, seed: int) -> tuple[Event, ...]:
    """The entries in order of time; those without one are spread over the period of the others."""
    known = sorted(moment for event in entries if (moment := _moment(event)))
    unknown = [event for event in entries if _moment(event) is None]
    if known:
        step = (known[-1] - known[0]) / (len(unknown) + 1)
        times = [known[0] + step * position for position in range(1, len(unknown) + 1)]
    else:
        times = event_times(len(unknown), now, seed)
    made_up = {event.id: time for event, time in zip(unknown, times, strict=True)}
    dated = [_with_time(event, made_up.get(event.id)) for event in entries]
    return tuple(sorted(dated, key=lambda event: _moment(event) or now))


def _moment(event: Event) -> datetime | None:
    return next(iter(event.texts.values())).published_at


def _with_time(event: Event, moment: datetime | None) -> Event:
    if moment is None:
        return event
    whole = moment - timedelta(microseconds=moment.microsecond)
    texts = {lang: replace(text, published_at=whole) for lang, text in event.texts.items()}
    return replace(event, texts=texts)
