"""When the event of a text was held, from what the text itself says."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from meetings.figures.sentences import sentence_spans
from meetings.model import DateRange, Lang, Span

_NOWHERE = DateRange()
_LEAD_LENGTH = 1500
_LEAD_SENTENCES = 4
_DATE_LINE_LENGTH = 60
#: How far from its publication an event may lie: reports look back, announcements ahead.
_BACK, _AHEAD = timedelta(days=12), timedelta(days=45)
#: The same where the text names the year.
_BACK_IN_FULL = timedelta(days=60)

_IN_NUMBERS = re.compile(r"(?<![\d.])\d{1,2}\.\d{1,2}\.(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class _Words:
    dates: re.Pattern[str]
    american: re.Pattern[str]
    months: tuple[re.Pattern[str], ...]
    relative: re.Pattern[str]
    not_today: re.Pattern[str]
    other: re.Pattern[str]
    event: re.Pattern[str]
    digest: re.Pattern[str]


def read_event_date(text: str, lang: Lang, published: date | None) -> DateRange:
    """The day or days of the event; empty where the text does not say.

    ``published`` anchors "today", a weekday and a day without a year. A first line that is the
    date line of the page, deadlines and dates of other events do not count.
    """
    return find_event_date(text, lang, published)[0]


def find_event_date(text: str, lang: Lang, published: date | None) -> tuple[DateRange, Span | None]:
    """What :func:`read_event_date` gives, and where in the text it was read."""
    words = _words(lang)
    if words.digest.search(text, 0, _LEAD_LENGTH):
        return _NOWHERE, None
    for at, sentence in _lead(text, words):
        found = _read_sentence(sentence, words, published, lang)
        if found is not None:
            held, (start, end) = found
            return held, (at + start, at + end)
    return _NOWHERE, None


def written_dates(text: str, lang: Lang) -> list[Span]:
    """Where a day is written, with its month and perhaps the year; 18.11.2025 as well; in order."""
    words = _words(lang)
    spans: list[Span] = []
    patterns = (words.american, words.dates, _IN_NUMBERS)
    for span in sorted(m.span() for pattern in patterns for m in pattern.finditer(text)):
        if not spans or span[0] >= spans[-1][1]:
            spans.append(span)
    return spans


def _lead(text: str, words: _Words) -> list[tuple[int, str]]:
    """The first sentences with their places, without the page's date line (title aside)."""
    sentences: list[tuple[int, str]] = []
    at = 0
    for number, line in enumerate(text[:_LEAD_LENGTH].split("\n")):
        if number >= 3 or not _is_date_line(line, words):
            sentences += [(at + begin, line[begin:end]) for begin, end in sentence_spans(line)]
        at += len(line) + 1
    return sentences[:_LEAD_SENTENCES]


def _is_date_line(line: str, words: _Words) -> bool:
    return (
        len(line) <= _DATE_LINE_LENGTH
        and words.dates.search(line) is not None
        and words.event.search(line) is None
    )


def _read_sentence(
    sentence: str, words: _Words, published: date | None, lang: Lang
) -> tuple[DateRange, Span] | None:
    if not words.event.search(sentence):
        return None
    for match in [*words.dates.finditer(sentence), *words.american.finditer(sentence)]:
        if _is_of_something_else(sentence, match, words, lang):
            continue
        found = _resolve(match, words, published)
        if found is not None:
            return found, match.span()
    return None if published is None else _relative(sentence, words, published)


def _is_of_something_else(sentence: str, match: re.Match[str], words: _Words, lang: Lang) -> bool:
    before = sentence[max(0, match.start() - 40) : match.start()]
    after = sentence[match.end() : match.end() + 24].lower()
    if sentence.count("(", 0, match.start()) > sentence.count(")", 0, match.start()):
        return True
    if lang == "kk":
        ending = re.match(r"[^\W\d_]*", after)
        tail = after[ending.end() :] if ending is not None else after
        return bool(
            re.match(
                r"(?:ға|ге|қа|ке|дан|ден|тан|тен|нан|нен|дағы|дегі|тағы|тегі|ғы|гі)(?!\w)", after
            )
        ) or bool(re.match(r"\s?(?:дейін|бастап|кейін|бері)", tail))
    is_range = match["second"] is not None and match["first"] is not None
    return bool(words.other.search(before)) and not is_range


def _resolve(match: re.Match[str], words: _Words, published: date | None) -> DateRange | None:
    month = _month(match["month"], words)
    year = int(match["year"]) if match["year"] else None
    last = _date(year, month, int(match["second"] or match["first"]), published)
    first = last
    if match["second"] is not None:
        first_month = _month(match["first_month"], words) if match["first_month"] else month
        first = _date(last.year if last else year, first_month, int(match["first"]), published)
    if first is None or last is None or first > last:
        return None
    back = _BACK if year is None else _BACK_IN_FULL
    if published is not None and (published - last > back or first - published > _AHEAD):
        return None
    return DateRange(first.isoformat(), last.isoformat())


def _month(written: str, words: _Words) -> int:
    return next(
        number
        for number, pattern in enumerate(words.months, start=1)
        if pattern.fullmatch(written) or pattern.fullmatch(written.rstrip("."))
    )


def _date(year: int | None, month: int, day: int, published: date | None) -> date | None:
    """The date; without a year the one nearest to ``published``."""
    if year is not None:
        return _valid(year, month, day)
    if published is None:
        return None
    near = [_valid(published.year + shift, month, day) for shift in (-1, 0, 1)]
    return min(
        (candidate for candidate in near if candidate is not None),
        key=lambda candidate: abs(candidate - published),
        default=None,
    )


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # 31 April: a misprint, or no date at all
        return None


def _relative(sentence: str, words: _Words, published: date) -> tuple[DateRange, Span] | None:
    for match in words.relative.finditer(sentence):
        around = sentence[max(0, match.start() - 16) : match.start()]
        if words.not_today.search(around) or words.not_today.match(sentence[match.end() :]):
            continue
        shift = {"today": 0, "yesterday": -1, "tomorrow": 1}[match.lastgroup or "today"]
        held = _one_day(_shifted(published, shift))
        return None if held is None else (held, match.span())
    return None


def _shifted(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:  # the first or the last day of the calendar
        return None


def _one_day(day: date | None) -> DateRange | None:
    return None if day is None else DateRange(day.isoformat(), day.isoformat())


@cache
def _words(lang: Lang) -> _Words:
    resource = files("meetings").joinpath("data", "dates.toml")
    entry = tomllib.loads(resource.read_text(encoding="utf-8"))[lang]
    return _Words(
        dates=_i(_date_pattern("|".join(entry["months"]), lang)),
        american=_i(_american_pattern("|".join(entry["months"])) if lang == "en" else "(?!)"),
        months=tuple(_i(month) for month in entry["months"]),
        relative=_i(
            rf"(?<!\w)(?:(?P<today>{entry['today']})|(?P<yesterday>{entry['yesterday']})"
            rf"|(?P<tomorrow>{entry['tomorrow']}))(?!\w)"
        ),
        not_today=_i(entry["not_today"]),
        other=_i(rf"(?<!\w)(?:{entry['other']})\s*$"),
        digest=_i(entry["digest"]),
        event=_i(rf"(?<!\w){entry['event']}(?!\w)"),
    )


def _date_pattern(months: str, lang: Lang) -> str:
    """Day (or days) and month; the year stands before them in Kazakh, else after."""
    year = r"(?P<year>(?:19|20)\d\d)"
    dash = r"(?:\s?[-–—]\s?|\s(?:по|to|and|и|мен)\s)"
    nth = "(?:st|nd|rd|th)?" if lang == "en" else ""
    days = (
        rf"(?P<first>\d{{1,2}}){nth}(?:\s(?P<first_month>{months})\.?)?"
        rf"(?:{dash}(?P<second>\d{{1,2}}){nth})?\s(?:of\s)?(?P<month>{months})\.?"
    )
    before = rf"(?:{year}\s(?:жыл\w*|ж\.)\s)?" if lang == "kk" else ""
    after = "" if lang == "kk" else rf"(?!\w)(?:,?\s{year})?"
    return rf"(?<![\d.,№]){before}{days}{after}"


def _american_pattern(months: str) -> str:
    """Month, day (or days), year: "November 18, 2025", "March 14-15"."""
    return (
        rf"(?<!\w)(?P<month>{months})\.?\s(?P<first>\d{{1,2}})(?:st|nd|rd|th)?"
        r"(?P<first_month>)?(?:\s?[-–—]\s?(?P<second>\d{1,2}))?(?!\d)"
        r"(?:,?\s(?P<year>(?:19|20)\d\d))?"
    )


def _i(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
