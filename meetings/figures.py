"""Figures in a text: money, percentages, quantities, multipliers, fractions and counts.

Dates, ordinals, numbers of documents, clock times and telephone numbers are none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from meetings.figures_context import after_qualifier, is_label, is_period, period_of, qualifier, subject_of
from meetings.figures_counted import counted_after
from meetings.figures_lexicon import Lexicon, lexicon, units
from meetings.figures_numbers import Numeral, find_numerals
from meetings.figures_sentences import sentence_at, sentence_spans
from meetings.model import Figure, Lang, Span

_SUFFIX = re.compile(r"-\w{1,4}(?!\w)")
_LETTERS = re.compile(r"-?[^\W\d_]|-\d")
_REMEMBERED = 12
_SAME_SUBJECT = 0.4


@dataclass(frozen=True, slots=True)
class _Reading:
    """A number with what was read after it; ``unit`` is empty where nothing was."""

    numeral: Numeral
    value: float
    unit: str
    kind: str
    start: int
    end: int
    scaled: bool
    sign: str | None = None


def read_figures(text: str, lang: Lang) -> tuple[Figure, ...]:
    """The figures of ``text`` in order, values in base units, each fact once.

    Units are ISO 4217 for money, ``percent``, ``fraction``, ``times``, units of measure
    (``tons``, ``kWh``, ``W`` …), or the counted thing in the language of the text.
    """
    words = lexicon(lang)
    sentences = sentence_spans(text)
    readings = _inherited(text, _readings(text, lang, words), words, sentences)
    readings += _ready(text, words) + _alone(text, lang, words) + _anniversaries(text, words)
    readings.sort(key=lambda reading: reading.start)
    figures = []
    last_end = -1
    for reading in readings:
        if not reading.unit or reading.start < last_end or _is_none(text, reading, words):
            continue
        last_end = reading.end
        figures.append(_figure(text, reading, words, sentences))
    return _once(figures)


def _figure(text: str, reading: _Reading, words: Lexicon, sentences: list[Span]) -> Figure:
    start, end = reading.start, reading.end
    return Figure(
        text=text[start:end],
        value=reading.value,
        unit=reading.unit,
        qualifier=reading.sign or qualifier(text, start, end, words),
        subject=subject_of(text, sentences, start),
        period=period_of(text, sentence_at(sentences, start), start, words),
        span=(start, end),
    )


def _readings(text: str, lang: Lang, words: Lexicon) -> list[_Reading]:
    readings: list[_Reading] = []
    for numeral in find_numerals(text, lang, words):
        reading = _reading(text, numeral, lang, words)
        if reading is None:
            continue
        previous = readings[-1] if readings else None
        if previous is not None and _continues(text, previous, reading):
            readings[-1] = replace(
                reading, value=previous.value + reading.value, start=previous.start
            )
        else:
            readings.append(reading)
    return readings


def _continues(text: str, first: _Reading, second: _Reading) -> bool:
    """Whether the two are one number: «1 трлн 200 млрд»."""
    return (
        first.scaled
        and not first.unit
        and second.scaled
        and text[first.end : second.start] in (" ", "\u00a0")
        and second.value < first.value / max(first.numeral.value, 1)
    )


def _reading(text: str, numeral: Numeral, lang: Lang, words: Lexicon) -> _Reading | None:
    table = units()
    value, end, scaled = numeral.value, numeral.end, False
    suffix = words.cardinal_suffix.match(text, end)
    if suffix is not None:
        end = suffix.end()
    scale = table.scale.match(text, end)
    if scale is not None:
        value, end, scaled = value * table.scales[_group(scale)], scale.end(), True
        end = _past_suffix(text, end)
    elif suffix is None and _LETTERS.match(text, end) and not table.after.match(text, end):
        return _part_of_a_range(text, numeral, words)
    mark = table.before.search(text[max(0, numeral.start - 6) : numeral.start])
    start = numeral.start
    if mark is not None:
        start -= len(mark.group())
        unit = table.before_units[_group(mark)]
        return _Reading(numeral, value, unit.id, unit.kind, start, end, scaled)
    times = words.times.match(text, end)
    if times is not None and _is_multiplier(text, start, words):
        return _Reading(numeral, value, "times", "times", start, times.end(), scaled)
    return _measured(text, numeral, lang, words, (value, end, scaled))


def _measured(
    text: str, numeral: Numeral, lang: Lang, words: Lexicon, read: tuple[float, int, bool]
) -> _Reading:
    table = units()
    value, end, scaled = read
    sign, begin = after_qualifier(text, end, words)
    unit = table.after.match(text, _past(text, begin, " of") if scaled else begin)
    if unit is not None:
        measure = table.after_units[_group(unit)]
        return _Reading(
            numeral,
            _tidy(value * measure.factor),
            measure.id,
            measure.kind,
            numeral.start,
            _past_suffix(text, unit.end()),
            scaled,
            sign,
        )
    counted = counted_after(text, begin, lang, words)
    inflected = text[numeral.end : numeral.end + 1] == "-" and begin == end
    year = numeral.may_be_a_year and not scaled and lang != "ru"
    if counted is not None and not year and not (inflected and lang == "kk"):
        return _Reading(numeral, value, counted[0], "count", numeral.start, counted[1], scaled, sign)
    return _Reading(numeral, value, "", "", numeral.start, end, scaled)


def _part_of_a_range(text: str, numeral: Numeral, words: Lexicon) -> _Reading | None:
    joint = words.joint.match(text, numeral.end)
    if joint is None or not text[joint.end() : joint.end() + 1].isdigit():
        return None
    return _Reading(numeral, numeral.value, "", "", numeral.start, numeral.end, scaled=False)


def _is_multiplier(text: str, start: int, words: Lexicon) -> bool:
    if words.times_before is None:
        return True
    return words.times_before.search(text[max(0, start - 24) : start]) is not None


def _inherited(
    text: str, readings: list[_Reading], words: Lexicon, sentences: list[Span]
) -> list[_Reading]:
    """Units carried over: from the end of a range to its beginning, from money to "of which 10 billion"."""
    result = list(readings)
    for index in range(len(result) - 2, -1, -1):
        result[index], result[index + 1] = _range(text, result[index], result[index + 1], words)
    for index in range(1, len(result)):
        here, before = result[index], result[index - 1]
        if (
            not here.unit
            and here.scaled
            and before.kind == "money"
            and sentence_at(sentences, before.start) == sentence_at(sentences, here.start)
        ):
            result[index] = replace(here, unit=before.unit, kind="money")
    return result


def _range(
    text: str, first: _Reading, second: _Reading, words: Lexicon
) -> tuple[_Reading, _Reading]:
    joint = words.joint.fullmatch(text, first.end, second.start)
    if joint is None or not second.unit or (first.unit and first.unit != second.unit):
        return first, second
    if first.numeral.may_be_a_year and second.numeral.may_be_a_year:
        return first, second
    if not first.unit:
        factor = second.value / second.numeral.value if second.numeral.value and not first.scaled else 1.0
        first = replace(first, value=_tidy(first.value * factor), unit=second.unit, kind=second.kind)
    if first.value >= second.value or not _is_bounds(text, first, joint.group(), words):
        return first, second
    return replace(first, sign=">="), replace(second, sign="<=")


def _is_bounds(text: str, first: _Reading, joint: str, words: Lexicon) -> bool:
    """Whether "5–7" or "from 5 to 7" bounds a value, and is not a change from one to the other."""
    before = text[max(0, first.start - 48) : first.start]
    return joint.strip() in ("-", "–", "—") or not words.change.search(before)


def _is_none(text: str, reading: _Reading, words: Lexicon) -> bool:
    numeral = reading.numeral
    if reading.kind in ("ready", "anniversary"):
        return False
    if reading.kind == "duration":
        if numeral.may_be_a_year and reading.value == numeral.value and reading.unit == "years":
            return True
        if is_period(text, reading.start, reading.end, words):
            return True
    if reading.kind in ("duration", "count", "quantity") and not reading.scaled:
        if is_label(text, numeral.start, numeral.end, words):
            return True
        if reading.kind == "quantity":
            return False
        head = reading.unit.split()[-1].lower()
        if numeral.value == 1 or (numeral.value == 2 and numeral.in_words and head in words.never_two):
            return True
    return False


def _ready(text: str, words: Lexicon) -> list[_Reading]:
    found = []
    for match in words.ready.finditer(text):
        ready = words.ready_figures[_group(match)]
        found.append(_fixed(match.span(), ready.value, ready.unit))
    return found


def _alone(text: str, lang: Lang, words: Lexicon) -> list[_Reading]:
    """A scale word without a number: "more than a million tons", «свыше тысячи документов»."""
    table = units()
    found = []
    for match in words.alone.finditer(text):
        scale = table.scale.match(text, match.start(1) - 1)
        if scale is None:
            continue
        numeral = Numeral(1, match.start(1), match.end(1), bare=False)
        read = table.scales[_group(scale)], match.end(1), True
        found.append(_measured(text, numeral, lang, words, read))
    return found


def _anniversaries(text: str, words: Lexicon) -> list[_Reading]:
    return [
        _fixed(match.span(), float(match.group(1)), "years")
        for match in words.anniversary.finditer(text)
    ]


def _fixed(span: Span, value: float, unit: str) -> _Reading:
    numeral = Numeral(value, span[0], span[1], bare=False)
    return _Reading(numeral, value, unit, "ready", span[0], span[1], scaled=False)


def _once(figures: list[Figure]) -> tuple[Figure, ...]:
    """The figures without the repetitions of one fact: same value and unit, much the same words."""
    seen: dict[tuple[float, str], list[frozenset[str]]] = {}
    kept = []
    for figure in figures:
        known = seen.setdefault((figure.value, figure.unit), [])
        content = _content(figure.subject)
        if any(content != other and _overlap(content, other) >= _SAME_SUBJECT for other in known):
            continue
        if len(known) < _REMEMBERED:
            known.append(content)
        kept.append(figure)
    return tuple(kept)


def _content(subject: str) -> frozenset[str]:
    return frozenset(word[:6].lower() for word in re.findall(r"[^\W\d_]{4,}", subject))


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def _past_suffix(text: str, end: int) -> int:
    suffix = _SUFFIX.match(text, end)
    return suffix.end() if suffix is not None else end


def _past(text: str, end: int, word: str) -> int:
    return end + len(word) if text.startswith(word, end) else end


def _tidy(value: float) -> float:
    return float(f"{value:.12g}")


def _group(match: re.Match[str]) -> int:
    return (match.lastindex or 1) - 1
