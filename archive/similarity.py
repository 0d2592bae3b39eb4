"""How alike two texts are: whether one is the other, published again with small changes.

Texts are compared by their triples of words. Releases made after one template (appointments,
decrees, daily figures) have most triples in common as well, and differ in what they are about: so
numbers and words with a capital letter, those of the title included, have to be the same ones.
"""

from __future__ import annotations

import json
import re
import zlib
from collections import Counter
from functools import lru_cache

from archive import names
from archive.content import normalised

#: Of how many hashes a sketch consists: the smallest ones of a text, whatever its length.
SKETCH = 8
#: Shorter texts (in words) cannot be told from their template.
SHORTEST = 20

#: What share of all triples of both texts, and of those of the shorter text, is in both.
_LIKE_IN_ALL, _LIKE_IN_SHORTER = 0.4, 0.8
#: Below so many triples every number and name of the shorter text has to be in the other,
_SHORT = 60
#: above, this share of them: a figure may have been corrected.
_SAME_FACTS = 0.9

_WORD = re.compile(r"\w+")


def sketch(text: str) -> tuple[int, ...]:
    """A few hashes (32 bits) that texts with most triples in common share; none of a short text."""
    return tuple(sorted(triples_of(text))[:SKETCH])


def sketch_json(text: str) -> str:
    """``sketch`` as a JSON list, for SQL."""
    return json.dumps(sketch(text))


def likeness(title: str, text: str, other_title: str, other: str) -> float | None:
    """How alike two near duplicates are; None where they are none.

    It is the share (0.8 to 1) of the shorter text's triples of words that the other has, too.
    """
    triples, others = triples_of(text), triples_of(other)
    common, shorter = len(triples & others), min(len(triples), len(others))
    if not common or common < _LIKE_IN_ALL * len(triples | others):
        return None
    if common < _LIKE_IN_SHORTER * shorter:
        return None
    facts, other_facts = _facts(title, text), _facts(other_title, other)
    fewer = min(facts.total(), other_facts.total())
    if (facts & other_facts).total() < fewer * (1 if shorter < _SHORT else _SAME_FACTS):
        return None
    return round(common / shorter, 3)


@lru_cache(maxsize=32)
def triples_of(text: str) -> frozenset[int]:
    """Hashes (32 bits) of the triples of words; none of a short text."""
    words = [zlib.crc32(word.encode()) for word in _WORD.findall(normalised(text).lower())]
    if len(words) < SHORTEST:
        return frozenset()
    # Odd factors spread the bits.
    return frozenset(
        (one * 0x9E3779B1 ^ two * 0x85EBCA77 ^ three * 0xC2B2AE3D) & 0xFFFFFFFF
        for one, two, three in zip(words, words[1:], words[2:], strict=False)
    )


def _facts(title: str, text: str) -> Counter[str]:
    """Numbers and names, however these are spelt."""
    return Counter(
        names.key(word.lower()) if len(word) >= names.SHORTEST and word.isalpha() else word
        for part in (title, text)
        for word in _WORD.findall(normalised(part))
        if word[0].isdigit() or word[0].isupper()
    )
