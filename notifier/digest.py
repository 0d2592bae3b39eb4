"""What to say of a day or a week."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Literal, Self

from archive.model import Event
from notifier.settings import Lang
from notifier.told import Person, Told, tell


@dataclass(frozen=True, slots=True)
class Period:
    """What one digest covers: releases published within [start, end).

    It is named after its first and last day; ``daily`` is told at more length than ``weekly``.
    """

    kind: Literal["daily", "weekly"]
    day: date
    last_day: date
    start: datetime
    end: datetime

    @property
    def subject(self) -> str:
        """How the table of deliveries names it."""
        return f"{'day' if self.kind == 'daily' else 'week'}:{self.day.isoformat()}"

    @classmethod
    def daily(cls, day: date, zone: tzinfo, closes: time = time.min) -> Self:
        """A day; with ``closes`` the 24 hours up to that time, so that evenings are not lost."""
        before = _closing(day - timedelta(days=1), zone, closes)
        return cls("daily", day, day, before, _closing(day, zone, closes))

    @classmethod
    def weekly(cls, last_day: date, zone: tzinfo, closes: time = time.min) -> Self:
        """The seven days that end on ``last_day``; with ``closes`` at that time of it."""
        before = _closing(last_day - timedelta(days=7), zone, closes)
        first = last_day - timedelta(days=6)
        return cls("weekly", first, last_day, before, _closing(last_day, zone, closes))

    @classmethod
    def span(cls, first: date, last: date, zone: tzinfo) -> Self:
        """The days from ``first`` to ``last``, for a preview."""
        before = _closing(first - timedelta(days=1), zone, time.min)
        kind: Literal["daily", "weekly"] = "daily" if first == last else "weekly"
        return cls(kind, first, last, before, _closing(last, zone, time.min))


@dataclass(frozen=True, slots=True)
class Digest:
    """What a digest tells: the events, oldest first, and how many releases it leaves out."""

    period: Period
    language: Lang
    items: tuple[Told, ...]
    left_out: int

    @property
    def guests(self) -> tuple[Person, ...]:
        """Foreign and international participants of all items, once each."""
        found: list[Person] = []
        for person in (person for told in self.items for person in told.people):
            if person.is_guest and not any(_same(person, other) for other in found):
                found.append(person)
        return tuple(found)


def compile_digest(
    events: Iterable[Event], period: Period, language: Lang, *, only_meetings: bool = True
) -> Digest:
    """A digest of ``events``; with ``only_meetings`` other events are counted and not told."""
    items: list[Told] = []
    left_out = 0
    for event in events:
        told = tell(event, language)
        if told is None:
            continue
        if event.is_meeting or not only_meetings:
            items.append(told)
        else:
            left_out += 1
    items.sort(key=lambda told: (told.event.published_at, told.event.id))
    return Digest(period, language, tuple(items), left_out)


def _same(one: Person, other: Person) -> bool:
    """Whether two items name one person: in full, or one of them with an initial."""
    if one.name.casefold() == other.name.casefold():
        return True
    (given, _, surname), (theirs, _, their_surname) = (
        person.name.casefold().rpartition(" ") for person in (one, other)
    )
    shorter, longer = sorted((given.rstrip("."), theirs.rstrip(".")), key=len)
    return (
        one.country == other.country
        and surname == their_surname
        and len(shorter) <= 1
        and longer.startswith(shorter)
    )


def _closing(day: date, zone: tzinfo, closes: time) -> datetime:
    # Midnight closes a day at its end, any other time within it.
    last = day + timedelta(days=1) if closes == time.min else day
    return datetime.combine(last, closes, zone)
