"""Figures in a text: money, percentages, quantities, multipliers, fractions and counts.

Dates, ordinals, numbers of documents, clock times and telephone numbers are none.
"""

from __future__ import annotations

import re

from meetings.figures_context import (
    in_english_name,
    in_name,
    is_label,
    is_period,
    period_of,
    qualifier,
    subject_of,
)
from meetings.figures_lexicon import Lexicon, lexicon
from meetings.figures_reading import Reading
from meetings.figures_readings import Reader
from meetings.figures_sentences import sentence_at, sentence_spans
from meetings.model import Figure, Lang, Span

#: A text with more is a table, and no release.
_MOST_FIGURES = 3000
_REMEMBERED = 12
#: Fewer "places" are a rank.
_SEATS = 50
_RANKING = 56
_SAME_SUBJECT = 0.4
_LEAST_HEAD = 5
_MARKS = re.compile(r'["“”«»]')


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
        if not reading.unit or reading.start < last_end or _is_none(text, reading, words, lang):
            continue
        last_end = reading.end
        figures.append(_figure(text, reading, words, sentences))
        if len(figures) == _MOST_FIGURES:
            break
    if lang != "en":
        return _once(text, figures, words)
    return _told_once(_once(text, figures, words, sentences), sentences)


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


def _is_none(text: str, reading: Reading, words: Lexicon, lang: Lang) -> bool:
    """Whether a number with a unit is no figure: a year, a period, a label, a plain one."""
    numeral = reading.numeral
    if reading.kind == "duration" and (
        (numeral.may_be_a_year and reading.unit == "years" and not reading.scaled)
        or is_period(text, reading.start, reading.end, words)
    ):
        return True
    if reading.kind not in ("duration", "count", "quantity") or reading.scaled:
        return False
    if reading.kind == "count" and (
        in_name(text, reading.start) or (lang == "en" and in_english_name(text, reading.start))
    ):
        return True
    before = text[max(0, reading.start - _RANKING) : reading.start]
    if words.ranked_among and words.ranked_among.search(before + text[reading.start : reading.end]):
        return True
    if words.one_of and reading.value == 1 and words.one_of.search(before):
        return True
    if is_label(text, numeral.start, numeral.end, words):
        return True
    return reading.kind != "quantity" and _is_plain(reading, words, lang)


def _is_plain(reading: Reading, words: Lexicon, lang: Lang) -> bool:
    """A plain one, or "two sides" and the like."""
    if reading.numeral.value == 1 and not (lang == "en" and reading.sign):
        return True
    head = reading.unit.split()[-1].lower()
    if head == "places" and reading.value < _SEATS:
        return True
    return reading.numeral.value == 2 and reading.numeral.in_words and head in words.never_two


def _once(
    text: str, figures: list[Figure], words: Lexicon, sentences: list[Span] | None = None
) -> tuple[Figure, ...]:
    """The figures without the repetitions of one fact: same value and unit, much the same words,
    or words that say that it was told before («по всем семи показателям»).

    Where ``sentences`` are given, what one sentence tells twice are two facts.
    """
    seen: dict[float, list[tuple[str, frozenset[str], int]]] = {}
    kept = []
    for figure in figures:
        known = seen.setdefault(figure.value, [])
        content = _content(figure.subject)
        at = sentence_at(sentences, figure.span[0])[0] if sentences and figure.span else -1
        before = [
            other
            for unit, other, place in known
            if _same_thing(unit, figure.unit) and (at < 0 or at != place)
        ]
        least = 2 if sentences else 1
        if any(content != other and _overlap(content, other, least) for other in before):
            continue
        if before and _is_definite(text, figure, words):
            continue
        if len(known) < _REMEMBERED:
            known.append((figure.unit, content, at))
        kept.append(figure)
    return tuple(kept)


def _told_once(figures: tuple[Figure, ...], sentences: list[Span]) -> tuple[Figure, ...]:
    """The figures without exact numbers that another sentence repeats.

    "5204 tickets" twice are the same tickets; "100 projects" and "5 %" may be others, unless the
    whole sentence is repeated.
    """
    told: dict[tuple[float, str], tuple[Span, str]] = {}
    kept = []
    for figure in figures:
        here = sentence_at(sentences, figure.span[0] if figure.span else 0)
        said = _MARKS.sub("", figure.subject)
        first = told.setdefault((figure.value, figure.unit), (here, said))
        if first[0] == here or not (_is_exact(figure) or first[1] == said):
            kept.append(figure)
    return tuple(kept)


def _is_exact(figure: Figure) -> bool:
    if figure.unit in ("percent", "times", "fraction"):
        return False
    digits = len(f"{abs(figure.value):.12g}".replace(".", "").rstrip("0"))
    is_money = figure.unit.isupper() and len(figure.unit) == 3
    return digits >= 3 or (digits == 2 and is_money) or figure.text.endswith("anniversary")


def _same_thing(one: str, other: str) -> bool:
    """The same unit, or a compound of it: «инвестпроекты» are «проекты»."""
    if one == other:
        return True
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return " " not in longer and len(shorter) >= _LEAST_HEAD and longer.endswith(shorter)


def _is_definite(text: str, figure: Figure, words: Lexicon) -> bool:
    start = figure.span[0] if figure.span else 0
    pattern = words.definite
    return pattern is not None and pattern.search(text[max(0, start - 24) : start]) is not None


def _content(subject: str) -> frozenset[str]:
    return frozenset(word[:6].lower() for word in re.findall(r"[^\W\d_]{4,}", subject))


def _overlap(one: frozenset[str], other: frozenset[str], least: int) -> bool:
    shared = len(one & other)
    return shared >= least and shared >= _SAME_SUBJECT * min(len(one), len(other))
