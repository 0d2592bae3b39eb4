"""Kazakh nouns without plural, possessive and case, as far as their sounds allow it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from meetings.figures.lexicon import Lexicon
from meetings.names import kk as names_kk

PLURAL = ("лар", "лер", "дар", "дер", "тар", "тер")
# Case endings after a possessive of the third person, and of a bare noun.
_OWNED = ("ның", "нің", "нда", "нде", "нан", "нен", "мен", "на", "не", "н")
_CASES = (
    *("ның", "нің", "дың", "дің", "тың", "тің", "дан", "ден", "тан", "тен", "нан", "нен"),
    *("мен", "бен", "пен", "ға", "ге", "қа", "ке", "ды", "ді", "ты", "ті", "ны", "ні"),
    *("да", "де", "та", "те"),
)
_WITHIN = ("дағы", "дегі", "тағы", "тегі")
_VOWELS = "аәеиоөұүыіуюяэ"
_FRONT = "әеөүіэ"
# A possessive voices the last sound, and drops the vowel of some nouns: тармағы, орны.
_UNVOICED = {"ғ": "қ", "г": "к", "б": "п"}
_VOICED = {plain: voiced for voiced, plain in _UNVOICED.items()}
_SHORTENED = {"орн": "орын", "кәсіпорн": "кәсіпорын"}
#: Two consonants that close no Kazakh word: what looks like an ending before them is none.
_CLUSTER = re.compile(r"[^аәеиоөұүыіуюяэрлнй][^аәеиоөұүыіуюяэ]$")
_LEAST_STEM = 4


def noun(word: str, words: Lexicon, *, owned: bool = False) -> str:
    """The noun without plural, possessive and case.

    ``owned``: a genitive before it shows that it bears a possessive («халықтың 9 санаты»).
    """
    lower = word.lower()
    if lower in words.plurals:
        return word
    stems = list(_stems(lower))
    known = next((stem for stem in stems if stem in words.plurals), None)
    stem = known or _unknown(lower, stems, owned=owned)
    return word[: len(stem)] if lower.startswith(stem) else stem


def is_known(word: str, words: Lexicon) -> bool:
    """Whether it is a form of a noun that numbers count."""
    return noun(word, words).lower() in words.plurals


def plainly_owned(lower: str) -> bool:
    """Whether the word bears a possessive for all to see."""
    owned = possessed(lower)
    if owned is None:
        return False
    return owned[1] != lower or (lower.endswith(("сы", "сі")) and lower[-3] in _VOWELS)


def _unknown(lower: str, stems: list[str], *, owned: bool) -> str:
    """The likeliest stem of a noun that the lexicon lacks."""
    with_possessive = possessed(lower)
    if with_possessive is None:
        return stems[0]
    stem = with_possessive[0]
    if len(stem) < _LEAST_STEM or _CLUSTER.search(stem):
        return stems[0]
    is_plural = with_possessive[1][:-1].endswith(PLURAL)
    accusative = with_possessive[1] + "н" == lower
    return stem if owned or is_plural or accusative else stems[0]


def _stems(lower: str) -> Iterator[str]:
    """What the word may be a form of, the likeliest first."""
    owned = possessed(lower)
    agent = lower.rstrip("ныігдң").endswith(("ш", "отбас")) if owned is not None else False
    if owned is not None and not agent and lower[-1] not in "ыі" and not lower.endswith("н"):
        yield owned[0]
        yield owned[1]
    if lower.endswith(_WITHIN) and len(lower) > 6:
        yield from _stems(lower[:-2])  # «ауылдағы»: in the village
    for ending in _CASES:
        stem = lower[: -len(ending)]
        if lower.endswith(ending) and len(stem) > 1 and names_kk.allows(stem, ending):
            yield _singular(stem)
            yield stem
            yield from _short(stem)
    if lower.endswith(PLURAL):
        yield _singular(lower)
    # Bare «-ы» and «-ын» close many nouns by themselves: such a stem must be known.
    # So must one whose vowels do not agree with the ending, as in words from Russian: активтен.
    yield lower
    yield from _short(lower)
    if owned is not None:
        yield from _owners(lower)
    yield from (lower[: -len(ending)] for ending in _CASES if lower.endswith(ending))


def _short(stem: str) -> Iterator[str]:
    """«үйлер», «елдер»: so short a stem must be known, for «лидер» is no plural."""
    if stem.endswith(PLURAL):
        yield stem[:-3]


@lru_cache(maxsize=4096)
def possessed(lower: str) -> tuple[str, str] | None:
    """A word as a noun with the possessive of the third person: its stem, and it without case."""
    for ending in (*_OWNED, ""):
        bare = lower[: len(lower) - len(ending)]
        if not lower.endswith(ending) or len(bare) < 3 or bare[-1] not in "ыі":
            continue
        after_vowel = bare.endswith(("сы", "сі")) and bare[-3] in _VOWELS and bare[-3] not in "ыі"
        stem = bare[:-2] if after_vowel else bare[:-1]
        stem = _SHORTENED.get(stem, stem[:-1] + _UNVOICED.get(stem[-1], stem[-1]))
        if stem.endswith(PLURAL) and len(stem) > 5:
            stem = _singular(stem)
        return stem, bare
    return None


def is_owned(lower: str, words: Lexicon) -> bool:
    """Whether the word is a noun that numbers count, and bears a possessive."""
    return lower not in words.plurals and any(stem in words.plurals for stem in _owners(lower))


def _owners(lower: str) -> Iterator[str]:
    """The nouns that the word may be with a possessive: of «кеңесі», «жылқысы» both readings."""
    owned = possessed(lower)
    if owned is not None:
        yield from (owned[0], f"{owned[0]}ь")  # «автомобилі»
        if owned[1].endswith(("сы", "сі")):
            yield from (owned[1][:-1], owned[1][:-2])


def possessive(stem: str) -> str:
    """The stem with the possessive of the third person: орталық → орталығы."""
    front = next((vowel for vowel in reversed(stem) if vowel in _VOWELS), "") in _FRONT
    if stem[-1] in _VOWELS and stem[-1] not in "уи":
        return f"{stem}{'сі' if front else 'сы'}"
    return f"{stem[:-1]}{_VOICED.get(stem[-1], stem[-1])}{'і' if front else 'ы'}"


def _singular(stem: str) -> str:
    return stem[:-3] if stem.endswith(PLURAL) and len(stem) > 5 else stem
