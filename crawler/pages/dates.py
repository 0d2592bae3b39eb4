"""Dates as the site prints them, read strictly: a table of words and a few whole-line forms.

Nothing is guessed: what matches no form, is no day of the calendar, or leaves day and month open
is None.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from meetings.model import Lang

_LONGEST = 120
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ParsedDate:
    """A moment with the offset in force that day; ``has_time`` is False where only a day is given
    (then the time is midnight)."""

    at: datetime
    has_time: bool

    def day_or_moment(self) -> date | datetime:
        """The moment where a time was given, else the day."""
        return self.at if self.has_time else self.at.date()


@dataclass(frozen=True, slots=True)
class _Forms:
    months: dict[str, dict[str, int]]
    relative: dict[str, int]
    day: tuple[re.Pattern[str], ...]
    line: tuple[re.Pattern[str], ...]
    within: tuple[re.Pattern[str], ...]
    other: re.Pattern[str]


def parse_date(
    text: str, *, lang: Lang | None, timezone: ZoneInfo, now: datetime
) -> ParsedDate | None:
    """Read one date line, such as ``10:50, 02 Желтоқсан 2025 | GMT +5`` or an ISO 8601 stamp.

    ``text`` must be the date and nothing else. ``lang`` is the language of the page: slashed
    numbers (05/12/2025) are day first in kk and ru, and read in en only where they can be
    read one way. ``timezone`` is the site's, ``now`` an aware moment, for "today". Never raises
    for any text.
    """
    line = _normalise(text)
    if not line or len(line) > _LONGEST:
        return None
    return _read_iso(line, timezone) or _read_line(line, lang, timezone, now)


def find_date(
    text: str, *, lang: Lang | None, timezone: ZoneInfo, now: datetime
) -> ParsedDate | None:
    """The one date that stands among other words of a short line, as ``parse_date`` reads it.

    None where the line names several days, or says that it tells of a change.
    """
    line = _normalise(text)
    forms = _forms()
    if not line or len(line) > _LONGEST or forms.other.search(line):
        return None
    found = []
    for form in forms.within:
        for match in form.finditer(line):
            parsed = parse_date(match[0], lang=lang, timezone=timezone, now=now)
            if parsed is not None:
                found.append(parsed)
    days = {one.at.date() for one in found}
    return found[0] if len(days) == 1 else None


def _normalise(text: str) -> str:
    spaced = _BREAK.sub(" ", text[: 4 * _LONGEST])
    return " ".join(_INVISIBLE.sub("", spaced).casefold().split())


_ISO = re.compile(
    r"(?P<day>[12]\d{3}-\d\d-\d\d)"
    r"(?:[t ](?P<time>\d\d:\d\d(?::\d\d)?)(?:[.,]\d{1,9})?"
    r" ?(?P<offset>z|[+-]\d\d:?\d\d|[+-]\d\d)?)?",
    re.ASCII,
)


def _read_iso(line: str, timezone: ZoneInfo) -> ParsedDate | None:
    found = _ISO.fullmatch(line)
    if found is None:
        return None
    clock, offset = found["time"], found["offset"]
    stamp = found["day"] + (f"T{clock}" if clock else "") + (offset or "").upper()
    try:
        at = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    if not _is_plausible(at.date()):
        return None
    at = at.replace(tzinfo=timezone) if at.tzinfo is None else at.astimezone(timezone)
    return ParsedDate(at, has_time=clock is not None)


def _read_line(
    line: str, lang: Lang | None, timezone: ZoneInfo, now: datetime
) -> ParsedDate | None:
    forms = _forms()
    for form in forms.line:
        found = form.fullmatch(line)
        if found is None:
            continue
        day = _read_day(found["day"], lang, now.astimezone(timezone).date())
        clock = _read_clock(found.groupdict())
        if day is None or clock is None:
            continue
        at = datetime.combine(day, clock[0], tzinfo=timezone)
        if _zone_agrees(found.groupdict().get("zone"), at):
            return ParsedDate(at, has_time=clock[1])
    return None


def _read_day(text: str, lang: Lang | None, today: date) -> date | None:
    forms = _forms()
    if text in forms.relative:
        return today + timedelta(days=forms.relative[text])
    for form in forms.day:
        found = form.fullmatch(text)
        if found is None:
            continue
        year, day, month = int(found["y"]), int(found["d"]), _month(found["m"], lang)
        if "/" in text and lang not in ("kk", "ru") and day <= 12 and day != month:
            return None
        if month is not None:
            return _calendar_day(year, month, day)
    return None


def _month(word: str, lang: Lang | None) -> int | None:
    if word.isdigit():
        return int(word)
    tables = _forms().months
    # The page's own language first, then the others: a Kazakh page may carry a Russian date line.
    for code in sorted(tables, key=lambda code: code != lang):
        if word in tables[code]:
            return tables[code][word]
    return None


def _calendar_day(year: int, month: int, day: int) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if _is_plausible(found) else None


def _is_plausible(day: date) -> bool:
    return 1991 <= day.year <= 2100


def _read_clock(groups: dict[str, Any]) -> tuple[time, bool] | None:
    """The time and whether one was given; None for an impossible one such as 25:00."""
    if groups.get("hour") is None:
        return time(), False
    hour, half = int(groups["hour"]), groups.get("half")
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    try:
        return time(hour, int(groups["minute"]), int(groups.get("second") or 0)), True
    except ValueError:
        return None


def _zone_agrees(zone: str | None, at: datetime) -> bool:
    """Whether a printed "GMT +5" can be the site's own zone.

    It is a fixed word of the page's template, so it may lag behind a change of the law by an hour;
    the clock time printed is local all the same.
    """
    offset = at.utcoffset()
    if zone is None or offset is None:
        return True
    return abs(offset - timedelta(hours=int(zone.replace(" ", "")))) <= timedelta(hours=1)


@cache
def _forms() -> _Forms:
    table = tomllib.loads(
        files("crawler.pages").joinpath("data", "dates.toml").read_text(encoding="utf-8")
    )
    months = {
        code: {word: int(number) for number, words in numbered.items() for word in words}
        for code, numbered in table["months"].items()
    }
    ignored = table["ignored"]
    month = _any_of(word for words in months.values() for word in words)
    year_word = rf"(?: ?(?:{_any_of(ignored['year_words'])})\.?)?"
    day = rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[ \-]?(?P<m>{month})\.?,?"
    year = r"(?P<y>(?:19|20)\d\d)"
    days = (
        rf"{day}[ \-]?{year}{year_word}",
        rf"{year} ?(?:{_any_of(ignored['kk_year_words'])})\.?,? {day}",
        rf"(?P<m>{month})\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? {year}",
        rf"(?P<d>\d{{1,2}})\.(?P<m>\d{{1,2}})\.{year}{year_word}",
        rf"(?P<d>\d{{1,2}})/(?P<m>\d{{1,2}})/{year}",
    )
    relative = _any_of(table["relative"])
    bare = "|".join(map(_nameless, days))
    whole = rf"(?P<day>{relative}|{bare})"
    clock = r"(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?::(?P<second>\d\d))?"
    clock += r"(?: ?(?P<half>[ap])\.?m\.?)?\)?"
    zone = r"(?:[ |,(]*(?:gmt|utc) ?(?P<zone>[+-] ?\d{1,2})(?::00)?\)?)?"
    zone += rf"(?:[ |,(]+(?:{_any_of(ignored['zones'])})\)?)?"
    weekday = rf"(?:(?:{_any_of(ignored['weekdays'])})\.?,? )?"
    on_weekday = rf"(?:,? \(?(?:{_any_of(ignored['weekdays'])})\)?\.?)?"
    label = rf"(?:(?:{_any_of(ignored['labels'])}) ?:? )?"
    gap = rf"(?: ?[,/|·•–—(-] ?| )(?:(?:{_any_of(ignored['before_time'])}) )?"
    within = (
        rf"{whole}{on_weekday}{gap}{clock}",
        rf"{clock}{gap}{whole}",
        f"(?:{bare})",
        _ISO.pattern,
    )
    edges = r"(?<![\w.:/-])", r"(?![\w:/-]|\.\d)"
    lines = (
        rf"{label}{weekday}{whole}{on_weekday}(?:{gap}{clock})?{zone}",
        rf"{label}{clock}{gap}{weekday}{whole}{on_weekday}{zone}",
    )
    return _Forms(
        months,
        table["relative"],
        tuple(re.compile(one, re.ASCII) for one in days),
        tuple(re.compile(one, re.ASCII) for one in lines),
        tuple(re.compile(_nameless(one).join(edges)) for one in within),
        re.compile(rf"\b(?:{_any_of(ignored['other_moments'])})\b"),
    )


def _nameless(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


def _any_of(words: Any) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
