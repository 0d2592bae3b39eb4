"""Whether two spellings can name one person: scripts, initials, name order, patronymics.

Words are compared as they sound (archive/names.py). Between languages o and u are one vowel, since
Russian and Kazakh write the same names with either; within Russian or Kazakh they are not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Literal

from archive.content import fold
from archive.names import sound
from archive.stems import name_key, name_keys
from meetings.linking_skeletons import skeleton
from meetings.model import Lang

#: same: every part of the shorter stands in the longer; likely: nearly so (қ is written к or х, and
#: vowels change between languages), which needs a second sign; partial: a surname, alone or with a
#: fitting initial.
Likeness = Literal["same", "likely", "partial"]

_Alike = Callable[["Spelling", int, "Spelling", int], bool]

_INITIAL = re.compile(r"(?<!\w)(\w{1,2})\.")
_WORD = re.compile(r"\w+(?:[-‑’'ʼ]\w+)*")
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name as a text gives it: its full parts as they sound, their skeletons, its initials."""

    lang: Lang
    parts: tuple[str, ...]
    skeletons: tuple[str, ...]
    initials: tuple[str, ...]

    @property
    def is_full(self) -> bool:
        """Whether it has a first name and a surname."""
        return len(self.parts) > 1


@lru_cache(maxsize=20_000)
def parsed(name: str, lang: Lang) -> Spelling:
    """A name in the nominative, taken apart."""
    lowered = name.lower().replace("ё", "е")
    initials = tuple(_sound(match.group(1)) for match in _INITIAL.finditer(lowered))
    words = [word for word in _WORD.findall(_INITIAL.sub(" ", lowered)) if len(word) > 1]
    return Spelling(
        lang,
        tuple(map(_sound, words)),
        tuple(_skeleton(word, lang) for word in words),
        initials,
    )


def likeness(one: Spelling, other: Spelling) -> Likeness | None:
    """How well two spellings go together; None where they name two people."""
    if len(one.parts) < len(other.parts):
        one, other = other, one
    if not other.parts:
        return None
    if other.is_full:
        if _aligned(one, other, _same_sound):
            return "same"
        near = _near if one.lang != other.lang else _variant
        return "likely" if _aligned(one, other, near) else None
    return "partial" if _fits(one, other) else None


def keys(name: str, lang: Lang) -> frozenset[str]:
    """Under what a spelling is kept: to find whom a name may mean, and for those who search."""
    spelling = parsed(name, lang)
    found = {f"w:{word}" for word in _WORD.findall(fold(name))}
    found |= {f"k:{name_key(lang, word[2:])}" for word in tuple(found)}
    found |= {f"n:{part}" for part in spelling.skeletons}
    if spelling.is_full:
        found.update(_pairs(spelling))
    else:
        found |= {f"i:{part}" for part in spelling.skeletons}
    return frozenset(found)


def sought(spelling: Spelling) -> tuple[str, ...]:
    """The keys of :func:`keys` under which a person of this spelling may be found."""
    short = "i:" if spelling.is_full else "n:"
    return (*_pairs(spelling), *(f"{short}{part}" for part in spelling.skeletons))


def searched(query: str) -> list[tuple[frozenset[str], str]]:
    """For each word of a query the keys it may have, in any script and form, and its beginning."""
    found = []
    for word in _WORD.findall(fold(query)):
        forms = {f"k:{key}" for key in name_keys(word)} | {f"w:{word}"}
        found.append((frozenset(forms), f"w:{word}"))
    return found


def _pairs(spelling: Spelling) -> Iterator[str]:
    for pair in combinations(sorted(spelling.skeletons), 2):
        yield f"p:{'|'.join(pair)}"


def _skeleton(word: str, lang: Lang) -> str:
    """The consonants of a part, those that қ, ғ and х are written with made one."""
    return (skeleton(word, lang, inflected=False) or _sound(word)).replace("H", "k")


def _sound(word: str) -> str:
    return re.sub(r"\W", "", sound(word))


def _aligned(longer: Spelling, shorter: Spelling, alike: _Alike) -> bool:
    """Whether each part of the shorter one has its own in the longer one, in any order."""
    left = list(range(len(longer.parts)))
    for at in range(len(shorter.parts)):
        found = next((each for each in left if alike(longer, each, shorter, at)), None)
        if found is None:
            return False
        left.remove(found)
    initials = shorter.initials
    return not initials or not left or any(_opens(longer.parts[at], initials[0]) for at in left)


def _same_sound(one: Spelling, i: int, other: Spelling, j: int) -> bool:
    a, b = one.parts[i], other.parts[j]
    if a == b:
        return True
    if one.skeletons[i] == other.skeletons[j] and one.skeletons[i].startswith("="):
        return True  # a Chinese name, known by a table
    strict = one.lang == other.lang != "en"
    return not strict and a.replace("u", "o") == b.replace("u", "o")


def _near(one: Spelling, i: int, other: Spelling, j: int) -> bool:
    return one.skeletons[i] == other.skeletons[j]


def _variant(one: Spelling, i: int, other: Spelling, j: int) -> bool:
    a, b = one.parts[i], other.parts[j]
    return a.replace("u", "o").replace("h", "k") == b.replace("u", "o").replace("h", "k")


def _fits(one: Spelling, surname: Spelling) -> bool:
    """Whether a surname, alone or with an initial, can be short for the other name."""
    for at in range(len(one.parts)):
        if not _same_sound(one, at, surname, 0):
            continue
        rest = one.parts[:at] + one.parts[at + 1 :]
        if not surname.initials or not (rest or one.initials):
            return at in (0, len(one.parts) - 1)
        if any(_opens(each, surname.initials[0]) for each in rest or one.initials[:1]):
            return True
    return False


def _opens(part: str, initial: str) -> bool:
    """Whether a name begins with the initial: Е. and Y. stand for Yerlan alike."""
    if part[:1] in _VOWELS and initial[:1] in _VOWELS:
        return part[:1] == initial[:1] or {part[:1], initial[:1]} <= {"e", "i", "u"}
    return part.startswith(initial) or initial.startswith(part)
