"""Figures in a text: money, percentages, quantities, multipliers, fractions and counts.

Dates, ordinals, numbers of documents, clock times and telephone numbers are none.
"""

from __future__ import annotations

import re

from meetings.figures.alike import content, overlap, same_thing
from meetings.figures.context import (
    in_name,
    is_clock,
    is_label,
    is_period,
    period_of,
    qualifier,
    subject_of,
)
from meetings.figures.lexicon import Lexicon, lexicon
from meetings.figures.none_en import is_none_en
from meetings.figures.reading import Reading
from meetings.figures.readings import Reader
from meetings.figures.repeated_en import told_once_en
from meetings.figures.repeated_ru import told_once_ru
from meetings.figures.sentences import sentence_at, sentence_spans
from meetings.model import Figure, Lang, Span

#: A text with more is a table, and no release.
_MOST_FIGURES = 3000
_REMEMBERED = 12
_SAME_SUBJECT = 0.4
_FOR_ONE = re.compile(r"(?<!\w)(?:за|на) $")


def read_figures(text: str, lang: Lang) -> tuple[Figure, ...]:
    """The figures of ``text`` in order, values in base units, each fact once.

    Units are ISO 4217 for money, ``percent``, ``fraction``, ``times``, units of measure
    (``tons``, ``kWh``, ``W`` …), or the counted thing in the language of the text.
    """
    words = lexicon(lang)
    sentences = sentence_spans(text)
    figures: list[Figure] = []
    last_end = -1
    for reading in Reader(text, lang, words, sentences).read():
        if not reading.unit or reading.start < last_end or _is_none(text, reading, words):
            continue
        if lang == "en" and is_none_en(text, reading):
            continue
        last_end = reading.end
        figures.append(_figure(text, reading, words, sentences))
        if len(figures) == _MOST_FIGURES:
            break
    if lang == "ru":
        return told_once_ru(text, figures, words, sentences)
    return told_once_en(figures, sentences) if lang == "en" else _once(figures)


def _figure(text: str, reading: Reading, words: Lexicon, sentences: list[Span]) -> Figure:
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


def _is_none(text: str, reading: Reading, words: Lexicon) -> bool:
    """Whether a number with a unit is no figure: a year, a period, a label, a plain one."""
    numeral = reading.numeral
    if reading.kind == "duration" and (
        (numeral.may_be_a_year and reading.unit == "years" and not reading.scaled)
        or is_period(text, reading.start, reading.end, words)
        or is_clock(text, reading.start, reading.end, words)
        or text[max(0, reading.start - 1) : reading.start] == "«"
    ):
        return True
    if (
        reading.kind in ("money", "quantity")
        and reading.value == 1
        and _FOR_ONE.search(text, max(0, reading.start - 4), reading.start)
    ):
        return True  # «431 тенге за $1», «на 1 га»
    if reading.kind not in ("duration", "count", "quantity") or reading.scaled:
        return False
    if reading.kind == "count" and in_name(text, reading.start):
        return True
    before = text[max(0, reading.start - 16) : reading.start]
    if words.one_of and reading.value == 1 and words.one_of.search(before):
        return True
    if is_label(text, numeral.start, numeral.end, words):
        return True
    return reading.kind != "quantity" and _is_plain(text, reading, words)


def _is_plain(text: str, reading: Reading, words: Lexicon) -> bool:
    """A plain one, or "two sides" and the like.

    In Russian a one in digits is none as a length of time, or among other numbers.
    """
    if reading.numeral.value == 1 and not (words.one_bounds and reading.sign):
        among = words.one_among
        if reading.numeral.in_words or among is None:
            return True
        is_time = reading.kind == "duration"
        return not (is_time or among.search(text, max(0, reading.start - 24), reading.start))
    head = reading.unit.split()[-1].lower()
    return reading.numeral.value == 2 and reading.numeral.in_words and head in words.never_two


def _once(figures: list[Figure]) -> tuple[Figure, ...]:
    """The figures without the repetitions of one fact: same value and unit, much the same words."""
    seen: dict[float, list[tuple[str, frozenset[str]]]] = {}
    kept = []
    for figure in figures:
        known = seen.setdefault(figure.value, [])
        said = content(figure.subject)
        before = [other for unit, other in known if same_thing(unit, figure.unit)]
        if any(said != other and overlap(said, other) >= _SAME_SUBJECT for other in before):
            continue
        if len(known) < _REMEMBERED:
            known.append((figure.unit, said))
        kept.append(figure)
    return tuple(kept)
