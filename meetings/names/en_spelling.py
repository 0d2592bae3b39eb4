"""One name spelt in several ways in one English text: transliterated, or with a Russian ending.

Bakhyt and Bakyt, Issayeva and Isayeva, Ilyin and Ilin; B. Tursynov and B. Tursynova, where the
genitive of a Russian original was left standing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_RULES = (
    (re.compile(r"[’'`]"), ""),
    (re.compile(r"kh|h(?=[aeiou])"), "k"),
    (re.compile(r"zh|dzh|j"), "z"),
    (re.compile(r"yo|ye|io|ie|yu|iu"), "e"),
    (re.compile(r"[iy]+(?=[aeou])"), ""),
    (re.compile(r"[iy]+"), "i"),
    (re.compile(r"q"), "k"),
    (re.compile(r"w"), "v"),
    (re.compile(r"(.)\1+"), r"\1"),
)
_ENDED = re.compile(r"((?:ov|ev|in|ski|sk)(?:i)?)(?:a|u|im|om|oi|nom|e)$")
_SHORTEST = 4
_TYPO = 7


@lru_cache(maxsize=4096)
def skeleton(word: str) -> str:
    """A lower-case word with what transliterations disagree about taken out."""
    for pattern, plain in _RULES:
        word = pattern.sub(plain, word)
    return word


@lru_cache(maxsize=4096)
def _unended(bones: str) -> str:
    """A skeleton without the ending of a Russian case."""
    return _ENDED.sub(r"\1", bones)


def alike(one: str, other: str) -> bool:
    """Whether two lower-case words of names may be spellings of the same word."""
    # Most words of names are told apart by how they begin.
    if one[0] != other[0] and skeleton(one)[:1] != skeleton(other)[:1]:
        return False
    return _spellings(one, other)


@lru_cache(maxsize=4096)
def _spellings(one: str, other: str) -> bool:
    first, second = skeleton(one), skeleton(other)
    if first == second:
        return True
    if min(len(first), len(second)) < _SHORTEST:
        return False
    if _unended(first) == _unended(second):
        return True
    return min(len(one), len(other)) >= _TYPO and _one_letter(one, other)


def without_ending(words: tuple[str, ...], surnames: Iterable[str]) -> tuple[str, ...]:
    """A name whose surname has lost a Russian ending that another mention shows it without."""
    last = words[-1]
    plain = [one for one in surnames if one != last and last.lower().startswith(one.lower())]
    base = min(plain, key=len, default=last)
    ended = _unended(skeleton(last.lower())) == skeleton(base.lower())
    return (*words[:-1], base) if ended else words


def _one_letter(one: str, other: str) -> bool:
    """Whether one letter more or other makes one word of the other (a slip of the pen)."""
    if abs(len(one) - len(other)) > 1 or one[0] != other[0]:
        return False
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    rest, tail = one[same:], other[same:]
    return rest[1:] == tail[1:] or rest[1:] == tail or rest == tail[1:]
