"""Whether two figures may tell one fact: the same thing counted, much the same words."""

from __future__ import annotations

import re

_LEAST_HEAD = 5
_WORD = re.compile(r"[^\W\d_]{4,}")


def same_thing(one: str, other: str) -> bool:
    """The same unit, or a compound of it: «инвестпроекты» are «проекты»."""
    if one == other:
        return True
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return " " not in longer and len(shorter) >= _LEAST_HEAD and longer.endswith(shorter)


def content(words: str) -> frozenset[str]:
    """The beginnings of the longer words, whatever their endings."""
    return frozenset(word[:6].lower() for word in _WORD.findall(words))


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of the smaller of the two is in the other."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0
