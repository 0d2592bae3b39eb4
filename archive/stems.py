"""Stems for the shadow column of the full-text index, so that one form of a word finds the others.

Russian and English by Snowball; Kazakh, which Snowball does not know, by taking off the endings
listed in ``data/kazakh_endings.txt``, outermost first.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

import snowballstemmer

from archive import names
from archive.letters import plain

LANGUAGES = ("kk", "ru", "en")

_WORD = re.compile(r"\w+")
#: A word that is long enough for a name and does not begin with a usual small letter.
_MAY_BE_NAME = re.compile(rf"\b[^\W\d_a-zа-яёәғқңөұүһі]\w{{{names.SHORTEST - 1},}}")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_SHORTEST_STEM = 3

_snowball = {
    "ru": snowballstemmer.stemmer("russian"),
    "en": snowballstemmer.stemmer("english"),
}


def words(text: str) -> list[str]:
    """The words of a text in plain letters: small, ё as е, without diacritics."""
    return _WORD.findall(plain(text))


def stems(lang: str, text: str) -> str:
    """The stems of a text's words in their order, separated by spaces."""
    return " ".join([stem(lang, word) for word in words(text)])


def query_stems(word: str) -> frozenset[str]:
    """The stems that a searched word, of whatever language, may have in the index."""
    (word,) = words(word)[:1] or [word]
    if not _CYRILLIC.search(word):
        return frozenset({stem("en", word)})
    # A Kazakh word may stand in a Russian text.
    return frozenset({stem("ru", word), stem("kk", word)})


def beginning_stems(begun: str) -> frozenset[str]:
    """The stems, shorter than that or not, of words that begin so and soon end in an ending.

    Of longer words the stem begins so itself. What follows the beginning is an ending or the rest
    of one of which the beginning has the first letters.
    """
    langs = ("ru", "kk") if _CYRILLIC.search(begun) else ("en",)
    return frozenset(stem(lang, begun + rest) for lang in langs for rest in _rests_of_endings(lang))


def index_terms(lang: str, text: str) -> str:
    """What the index holds of a text beside its words: their stems, and the keys of its names.

    A name is a word with a capital letter; a sentence's first word is taken for one, too.
    """
    found = [stems(lang, text)]
    for word in _MAY_BE_NAME.findall(text):
        if word[0].isupper() and word.isalpha():
            found.append(name_key(lang, word.lower()))
    return " ".join(found)


def name_keys(word: str) -> frozenset[str]:
    """The keys that a searched word may have in the index if it is a name."""
    if len(word) < names.SHORTEST or not word.isalpha():
        return frozenset()
    langs = ("ru", "kk") if _CYRILLIC.search(word) else ("en",)
    own = frozenset(name_key(lang, word) for lang in langs)
    return own.union(*map(names.spellings, own))


def name_key(lang: str, word: str) -> str:
    """The key of a lower-cased name in a text of a language, without its ending."""
    return names.key(stem("kk", word) if lang == "kk" else word)


@lru_cache(maxsize=32_768)
def stem(lang: str, word: str) -> str:
    """The stem of one lower-cased word in a language (kk, ru, en)."""
    if lang == "kk":
        return _kazakh_stem(word)
    # To the end: one pass takes «ом» off «Узбекистаном», and another «ан» off «Узбекистан» itself.
    while (shorter := str(_snowball[lang].stemWord(word))) != word:
        word = shorter
    return word


def _kazakh_stem(word: str) -> str:
    layers, harmony = _kazakh_rules()
    for endings in layers:
        for ending in endings:
            rest = word.removesuffix(ending)
            if len(rest) >= _SHORTEST_STEM and rest != word and rest[-1] in harmony[ending[0]]:
                word = rest
                break
    return word


@lru_cache(maxsize=3)
def _rests_of_endings(lang: str) -> frozenset[str]:
    """Every ending of a language, whole or without its first letters."""
    if lang == "kk":
        endings = [ending for layer in _kazakh_rules()[0] for ending in layer]
    else:
        table = files("archive").joinpath("data", "endings.txt").read_text(encoding="utf-8")
        (endings,) = (line.split()[1:] for line in table.splitlines() if line.startswith(lang))
    return frozenset(ending[at:] for ending in endings for at in range(len(ending) + 1))


@lru_cache(maxsize=1)
def _kazakh_rules() -> tuple[tuple[tuple[str, ...], ...], dict[str, str]]:
    """The layers of endings, and what may stand before an ending by its first letter."""
    table = files("archive").joinpath("data", "kazakh_endings.txt").read_text(encoding="utf-8")
    layers: list[tuple[str, ...]] = []
    harmony: dict[str, str] = {}
    for line in table.splitlines():
        if line.startswith("after "):
            initials, _, before = line.removeprefix("after ").partition(": ")
            harmony |= dict.fromkeys(initials, before)
        elif line and not line.startswith("#"):
            layers.append(tuple(sorted(line.split(), key=len, reverse=True)))
    return tuple(layers), harmony
