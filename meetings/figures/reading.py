"""One number with the unit that was read for it."""

from __future__ import annotations

from dataclasses import dataclass

from meetings.figures.numbers import Numeral


@dataclass(frozen=True, slots=True)
class Reading:
    """A number with what was read after it; ``unit`` is empty where nothing was.

    ``kind`` is money, percent, quantity, duration, count, times or ready (words that are a
    figure by themselves); ``scaled``: with a word such as "million".
    """

    numeral: Numeral
    value: float
    unit: str
    kind: str
    start: int
    end: int
    scaled: bool
    sign: str | None = None


def tidy(value: float) -> float:
    """The value without the noise of floating point: 66.7 billion is 66700000000."""
    return float(f"{value:.12g}")
