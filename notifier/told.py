"""What an event comes to for readers of one language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from archive.model import ArchivedRelease, Event
from notifier.markup import clean
from notifier.settings import Lang
from notifier.words import preferred

HOME = "KZ"

_MEASURES = frozenset(["fraction", "times", "tons", "ha", "km", "m3", "kWh", "W", "bit/s"])

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=[\"«“]?[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ0-9])")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who took part; ``country`` is ISO 3166-1 alpha-2."""

    name: str
    office: str | None
    country: str | None
    organisation: str | None

    @property
    def is_guest(self) -> bool:
        """Whether they speak for another country or an international organisation."""
        if self.country is None:
            return self.organisation is not None
        return self.country != HOME


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """Numbers of one sentence: as the text has them, with their bounds, and what they count.

    ``weight``: 2 for money and percentages, 1 for what is measured, 0 for what is counted.
    """

    texts: tuple[str, ...]
    qualifier: str | None
    subject: str
    weight: int


@dataclass(frozen=True, slots=True)
class Told:
    """An event as told to readers of ``language``, out of the release in ``spoken``."""

    event: Event
    release: ArchivedRelease
    language: Lang
    spoken: Lang
    title: str
    summary: str
    days: tuple[date, date]
    city: str | None
    country: str | None
    people: tuple[Person, ...]
    figures: tuple[KeyFigure, ...]
    all_figures: tuple[str, ...]
    organisations: tuple[str, ...]
    topics: tuple[str, ...]
    others: tuple[tuple[Lang, str], ...]

    @property
    def is_fallback(self) -> bool:
        """Whether the text is in another language than the reader's."""
        return self.spoken != self.language

    @property
    def is_withdrawn(self) -> bool:
        """Whether the site no longer shows the release that is told."""
        return self.release.status == "withdrawn"


def tell(event: Event, language: Lang) -> Told | None:
    """The event for readers of ``language``; None where none of its releases may be told."""
    release = _release_for(event, language)
    if release is None:
        return None
    analysis = release.analysis
    place = analysis.get("place") or {}
    title = clean(release.title)
    summary = _summary(analysis, release.text)
    return Told(
        event=event,
        release=release,
        language=language,
        spoken=release.lang,
        title=title,
        summary="" if _same_words(summary, title) else summary,
        days=_days(analysis, event),
        city=clean(place.get("city") or "") or None,
        country=place.get("country"),
        people=tuple(_people(analysis.get("participants") or ())),
        figures=tuple(_key_figures(analysis.get("figures") or (), summary)),
        all_figures=tuple(clean(f.get("text") or "") for f in analysis.get("figures") or ()),
        organisations=tuple(clean(name) for name in analysis.get("organisations") or ()),
        topics=tuple(analysis.get("topics") or ()),
        others=tuple(_others(event, release)),
    )


def _release_for(event: Event, language: Lang) -> ArchivedRelease | None:
    tellable = [
        event.releases[lang]
        for lang in preferred(language)
        if lang in event.releases and event.releases[lang].status != "unsure"
    ]
    # The reader's own language is kept even when withdrawn: that is what has been told so far.
    for release in tellable:
        if release.lang == language or release.status == "live":
            return release
    return tellable[0] if tellable else None


def _others(event: Event, told: ArchivedRelease) -> Iterable[tuple[Lang, str]]:
    for lang in ("kk", "ru", "en"):
        if lang == told.lang:
            continue
        release = event.releases.get(lang)
        if release is not None and release.status == "live":
            yield lang, release.url
        elif release is None and lang in told.siblings:
            yield lang, told.siblings[lang]


def _summary(analysis: Mapping[str, Any], text: str) -> str:
    summary = clean(analysis.get("summary") or "")
    if summary:
        return summary
    first_paragraph = clean(text.strip().partition("\n")[0])
    return _SENTENCE_END.split(first_paragraph, maxsplit=1)[0]


def _days(analysis: Mapping[str, Any], event: Event) -> tuple[date, date]:
    dates = analysis.get("date") or {}
    published = event.published_at.date()
    try:
        start = date.fromisoformat(dates.get("start") or "")
    except ValueError:
        return published, published
    try:
        end = date.fromisoformat(dates.get("end") or "")
    except ValueError:
        end = start
    return start, max(start, end)


def _people(rows: Iterable[Mapping[str, Any]]) -> Iterable[Person]:
    for row in rows:
        name = clean(row.get("name") or "")
        if name and row.get("role") != "mentioned":
            yield Person(
                name,
                clean(row.get("office") or "") or None,
                row.get("country"),
                clean(row.get("organisation") or "") or None,
            )


def _key_figures(rows: Sequence[Mapping[str, Any]], summary: str) -> Iterable[KeyFigure]:
    """The telling numbers in the order of the text, those of one sentence together."""
    seen: set[tuple[float, str]] = set()
    by_subject: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        text = clean(row.get("text") or "")
        identity = (float(row.get("value") or 0), str(row.get("unit") or ""))
        # A number spelt out ("five corridors") seldom is the news; one in the summary is said.
        if not re.search(r"\d", text) or identity in seen or text in summary:
            continue
        seen.add(identity)
        by_subject.setdefault(clean(row.get("subject") or ""), []).append(row)
    for subject, group in by_subject.items():
        texts = tuple(clean(row["text"]) for row in group)
        if all(text in subject for text in texts):
            yield KeyFigure(texts, None, _sentence(subject), max(map(_weight, group)))
        else:
            for row, text in zip(group, texts, strict=True):
                yield KeyFigure((text,), row.get("qualifier"), _sentence(subject), _weight(row))


def _weight(row: Mapping[str, Any]) -> int:
    unit = str(row.get("unit") or "")
    if unit == "percent" or re.fullmatch("[A-Z]{3}", unit):
        return 2
    return 1 if unit in _MEASURES else 0


def _sentence(text: str) -> str:
    """A sentence taken out of its list or quotation: without the mark that opened it."""
    text = re.sub(r"^[-–—•*]\s+", "", text)
    for opening, closing in ("«»", "“”", '""'):
        first, last = text.find(opening), text.rfind(closing)
        if first == 0 and last <= 0:
            text = text[1:]
        elif last > 0 and first in (-1, last):
            # The end of a quotation that began in an earlier sentence, and who said it.
            text = text[:last]
    return text.rstrip(" ,")


def _same_words(one: str, other: str) -> bool:
    return re.findall(r"\w+", one.casefold()) == re.findall(r"\w+", other.casefold())
