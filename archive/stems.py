"""Stems for the shadow column of the full-text index, so that one form of a word finds the others.

Russian and English by Snowball; Kazakh, which Snowball does not know, by taking off the endings
listed in ``data/kazakh_endings.txt``, outermost first.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

import snowballstemmer

_WORD = re.compile(r"\w+")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_KAZAKH = re.compile(r"[әғқңөұүһі]", re.IGNORECASE)
_SHORTEST_STEM = 4

_snowball = {
    "ru": snowballstemmer.stemmer("russian"),
    "en": snowballstemmer.stemmer("english"),
}


def words(text: str) -> list[str]:
    """The words of a text, lower-cased, ё as е."""
    return [match.group().replace("ё", "е") for match in _WORD.finditer(text.lower())]


def stems(lang: str, text: str) -> str:
    """The stems of a text's words in their order, separated by spaces."""
    return " ".join(stem(lang, word) for word in words(text))


def query_stems(word: str) -> frozenset[str]:
    """The stems that a searched word, of whatever language, may have in the index."""
    (word,) = words(word)[:1] or [word]
    if not _CYRILLIC.search(word):
        return frozenset({stem("en", word)})
    if _KAZAKH.search(word):
        return frozenset({stem("kk", word)})
    return frozenset({stem("ru", word), stem("kk", word)})


@lru_cache(maxsize=50_000)
def stem(lang: str, word: str) -> str:
    """The stem of one lower-cased word in a language (kk, ru, en)."""
    if lang == "kk":
        return _kazakh_stem(word)
    return str(_snowball[lang].stemWord(word))


def _kazakh_stem(word: str) -> str:
    for endings in _kazakh_layers():
        for ending in endings:
            if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
                word = word[: -len(ending)]
                break
    return word


@lru_cache(maxsize=1)
def _kazakh_layers() -> tuple[tuple[str, ...], ...]:
    table = files("archive").joinpath("data", "kazakh_endings.txt").read_text(encoding="utf-8")
    layers = (line.split() for line in table.splitlines() if line and not line.startswith("#"))
    return tuple(tuple(sorted(layer, key=len, reverse=True)) for layer in layers)
