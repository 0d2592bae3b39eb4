"""English figures that tell again what was told before.

The same number of the same thing in much the same words is one fact; so is an exact number that
another sentence repeats. What one sentence tells twice are two facts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from meetings.figures.alike import overlap, same_thing
from meetings.figures.lexicon import lexicon
from meetings.figures.sentences import sentence_at
from meetings.model import Figure, Span

_REMEMBERED = 12
#: How many words must be the same, and what share; sums are rarer than percentages.
_ALIKE = (2, 0.4)
_MONEY_ALIKE = (1, 0.25)
#: " to ".
_JOINT = 4
_WORD = re.compile(r"[^\W\d_]{4,}")
_MARKS = re.compile(r'["“”«»]')


def told_once_en(figures: Sequence[Figure], sentences: list[Span]) -> tuple[Figure, ...]:
    """The figures without repetitions."""
    return _exact_once(_alike_once(figures, sentences), sentences)


def _alike_once(figures: Sequence[Figure], sentences: list[Span]) -> list[Figure]:
    seen: dict[float, list[tuple[str, frozenset[str], Span]]] = {}
    repeated = []
    for figure in figures:
        known = seen.setdefault(figure.value, [])
        said, here = _content(figure.subject), _sentence(figure, sentences)
        before = [
            other for unit, other, place in known if place != here and same_thing(unit, figure.unit)
        ]
        alike = _MONEY_ALIKE if _is_money(figure) else _ALIKE
        again = any(said != other and _is_alike(said, other, *alike) for other in before)
        repeated.append(again)
        if not again and len(known) < _REMEMBERED:
            known.append((figure.unit, said, here))
    return [
        figure
        for index, figure in enumerate(figures)
        if not repeated[index] or _goes_on_new(figures, repeated, index)
    ]


def _goes_on_new(figures: Sequence[Figure], repeated: list[bool], index: int) -> bool:
    """ "It grew from 10 to 14 %": that 10 % was told of something else if 14 % is new."""
    here, after = figures[index], index + 1
    if here.unit != "percent" or after == len(figures) or repeated[after]:
        return False
    return figures[after].unit == "percent" and _are_joined(here, figures[after])


def _are_joined(first: Figure, second: Figure) -> bool:
    """Whether only a word like "to" stands between the two."""
    between = second.span[0] - first.span[1] if first.span and second.span else -1
    return 0 <= between <= _JOINT


def _content(subject: str) -> frozenset[str]:
    """The beginnings of the longer words that say something, whether of one or of many."""
    said = (word for word in _WORD.findall(subject.lower()) if word not in lexicon("en").stop)
    return frozenset(word.removesuffix("s")[:6] for word in said)


def _is_alike(one: frozenset[str], other: frozenset[str], least: int, share: float) -> bool:
    return len(one & other) >= least and overlap(one, other) >= share


def _exact_once(figures: list[Figure], sentences: list[Span]) -> tuple[Figure, ...]:
    """The figures without exact numbers that another sentence repeats.

    "5204 tickets" twice are the same tickets; "100 projects" and "5 %" may be others, unless the
    whole sentence is repeated.
    """
    told: dict[tuple[float, str], tuple[Span, str]] = {}
    kept = []
    for figure in figures:
        here = _sentence(figure, sentences)
        said = _MARKS.sub("", figure.subject)
        first = told.setdefault((figure.value, figure.unit), (here, said))
        if first[0] == here or not (_is_exact(figure) or first[1] == said):
            kept.append(figure)
    return tuple(kept)


def _is_exact(figure: Figure) -> bool:
    if figure.unit in ("percent", "times", "fraction"):
        return False
    digits = len(f"{abs(figure.value):.12g}".replace(".", "").rstrip("0"))
    is_exact = digits >= 3 or (digits == 2 and _is_money(figure))
    return is_exact or figure.text.endswith("anniversary")


def _is_money(figure: Figure) -> bool:
    return figure.unit.isupper() and len(figure.unit) == 3


def _sentence(figure: Figure, sentences: list[Span]) -> Span:
    return sentence_at(sentences, figure.span[0] if figure.span else 0)
