"""Russian word forms: the dictionary, loaded on first use, and the nominative of a phrase."""

from __future__ import annotations

import re
from functools import cache

import pymorphy3

#: An ordinal in figures takes the ending of the noun's gender in the nominative.
_ORDINAL = re.compile(r"(\d{1,3})-[а-я]{1,3}$")
_ORDINAL_ENDINGS = {"masc": "й", "femn": "я", "neut": "е"}


@cache
def russian_morphology() -> pymorphy3.MorphAnalyzer:
    """The dictionary of Russian forms (0.3 s to load)."""
    return pymorphy3.MorphAnalyzer(lang="ru")


def nominative_phrase(words: list[str]) -> str:
    """The phrase, whose last word is its noun, in the nominative singular; capitals are kept."""
    noun = next(
        (p for p in russian_morphology().parse(words[-1].lower()) if p.tag.POS == "NOUN"), None
    )
    if noun is None:
        return " ".join(words)
    head = noun.inflect({"nomn", "sing"}) or noun
    changed = [_agreeing(word, head.tag.gender) for word in words[:-1]]
    return " ".join([*changed, _cased(words[-1], head.word)])


def _agreeing(word: str, gender: str) -> str:
    ordinal = _ORDINAL.match(word)
    if ordinal is not None:
        return f"{ordinal.group(1)}-{_ORDINAL_ENDINGS.get(gender, 'й')}"
    for parse in russian_morphology().parse(word.lower()):
        if parse.tag.POS in ("ADJF", "PRTF"):
            inflected = parse.inflect({"nomn", "sing", gender})
            return _cased(word, inflected.word) if inflected else word
    return word


def _cased(model: str, word: str) -> str:
    return word[:1].upper() + word[1:] if model[:1].isupper() else word
