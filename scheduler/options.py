"""The table ``[schedule]`` of the configuration file."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from notifier.settings import QuietHours, parse_duration

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def duration(text: str) -> timedelta:
    """``30s``, ``5m``, ``2h`` or ``1d`` as a time span. Raises ValueError."""
    span: timedelta = parse_duration(text)
    if not span:
        raise ValueError("must be longer than nothing")
    return span


def clock_time(text: str) -> time:
    """``19:00`` as a time of day. Raises ValueError."""
    match = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", text.strip())
    if match is None:
        raise ValueError('must be a time of day such as "19:00"')
    return time(int(match[1]), int(match[2]))


class ScheduleOptions(BaseModel):
    """When to poll, when to speak, and from when on releases are news."""

    model_config = ConfigDict(extra="forbid")

    timezone: str = "Asia/Almaty"
    poll: str = "5m"
    fastest_poll: str = "1m"
    slowest_poll: str = "30m"
    daily_polls: int = Field(default=288, ge=1)
    daily_digest: str = "19:00"
    weekly_digest: str = "Sun 12:00"
    quiet_hours: str = "22:00-08:00"
    announce_from: str | date = "first-run"

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(f"there is no time zone {value!r}; try Asia/Almaty") from error
        return value

    @field_validator("poll")
    @classmethod
    def _poll(cls, value: str) -> str:
        if value != "adaptive":
            try:
                duration(value)
            except ValueError as error:
                raise ValueError(f'{error}, or "adaptive"') from error
        return value

    @field_validator("fastest_poll", "slowest_poll")
    @classmethod
    def _duration(cls, value: str) -> str:
        duration(value)
        return value

    @field_validator("daily_digest")
    @classmethod
    def _time(cls, value: str) -> str:
        clock_time(value)
        return value

    @field_validator("weekly_digest")
    @classmethod
    def _day_and_time(cls, value: str) -> str:
        day, _, at = value.partition(" ")
        if day.lower()[:3] not in _DAYS or not at:
            raise ValueError('must be a day and a time such as "Sun 12:00"')
        clock_time(at)
        return value

    @field_validator("quiet_hours")
    @classmethod
    def _span(cls, value: str) -> str:
        if value:
            QuietHours.parse(value)
        return value

    @field_validator("announce_from")
    @classmethod
    def _announce(cls, value: str | date) -> str | date:
        if isinstance(value, str) and value != "first-run":
            try:
                return date.fromisoformat(value)
            except ValueError as error:
                raise ValueError('must be "first-run" or a date such as "2025-11-01"') from error
        return value

    @model_validator(mode="after")
    def _ordered(self) -> ScheduleOptions:
        if duration(self.fastest_poll) > duration(self.slowest_poll):
            raise ValueError("fastest_poll is slower than slowest_poll")
        return self

    @property
    def zone(self) -> ZoneInfo:
        """The time zone by which digests, quiet hours and dates go."""
        return ZoneInfo(self.timezone)

    @property
    def weekly(self) -> tuple[str, time]:
        """The weekly digest's day (mon … sun) and time."""
        day, _, at = self.weekly_digest.partition(" ")
        return day.lower()[:3], clock_time(at)

    @property
    def announced_from(self) -> datetime | None:
        """From when on releases are news; None: from the first run on."""
        if isinstance(self.announce_from, str):
            return None
        return datetime.combine(self.announce_from, time(), self.zone).astimezone(UTC)

    @property
    def quiet(self) -> QuietHours | None:
        """The part of the day in which posts make no sound; None: there is none."""
        return QuietHours.parse(self.quiet_hours) if self.quiet_hours else None
