"""The counted thing after a number: which words it takes, and its form in the nominative."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

import pymorphy3

from meetings.figures_lexicon import Lexicon
from meetings.model import Lang

_WORD = re.compile(r"[ \u00a0]{1,2}([^\W\d_]+(?:[-’'][^\W\d_]+){0,3})")
_MOST_WORDS = 6
_DEMONYM = re.compile(r"(?:ese|ian|ish|akh|ani|ean|ican|rman|ench|utch|rab|bek|yz)$")
_KK_ADJECTIVE = re.compile(r"[\w-]{2,}(?:лық|лік|дық|дік|тық|тік|лы|лі|атты|ған|ген|қан|кен|арлық|аралық)$")
_KK_CASE = re.compile(
    r"(?:(?:лар|лер|дар|дер|тар|тер)?(?:ының|інің|ның|нің|дың|дің|тың|тің|ына|іне|ында|інде|ынан|інен|дан|ден|тан|тен|нан|нен"
    r"|ға|ге|қа|ке|ды|ді|ты|ті|ны|ні|да|де|та|те|мен|бен|пен))$"
)
_KK_POSSESSIVE = re.compile(r"(?<=\w{3})(?:сын|сін|ын|ін)$")
_KK_COMPOUNDS = re.compile(
    r"[ \u00a0](жұмыс оры?н|тұрғын үй|елді мекен|жеке тұлға|бос орын|шағын аудан|әлеуметтік нысан)\w*",
    re.IGNORECASE,
)


def counted_after(text: str, end: int, lang: Lang, words: Lexicon) -> tuple[str, int] | None:
    """The counted thing that begins at ``end`` and where it ends, or None.

    English plurals and Kazakh stems as written, Russian in the nominative plural.
    """
    tokens = _tokens(text, end)
    if not tokens:
        return None
    found = _READERS[lang](text, tokens, words)
    if found is None or found[0].lower() in words.never:
        return None
    return found


def _tokens(text: str, end: int) -> list[re.Match[str]]:
    tokens: list[re.Match[str]] = []
    while len(tokens) < _MOST_WORDS:
        match = _WORD.match(text, end)
        if match is None:
            break
        tokens.append(match)
        end = match.end()
    return tokens


def _english(text: str, tokens: list[re.Match[str]], words: Lexicon) -> tuple[str, int] | None:
    phrase: list[str] = []
    for token in tokens:
        word = token.group(1)
        if word == "and" and phrase:
            phrase.append(word)
            continue
        if word.lower() in words.stop or not _fits_english(word):
            return None
        if word.lower() not in words.weak_adjectives or phrase:
            phrase.append(word)
        if word.lower() in words.plurals or re.search(r"[^su’'i]s$", word):
            return " ".join(phrase), token.end()
    return None


def _fits_english(word: str) -> bool:
    """Lower case, an abbreviation, or the adjective of a country."""
    return word[0].islower() or word.isupper() or _DEMONYM.search(word) is not None


def _russian(text: str, tokens: list[re.Match[str]], words: Lexicon) -> tuple[str, int] | None:
    phrase: list[str] = []
    for token in tokens:
        word = token.group(1)
        if word.lower() in words.stop or len(word) > 40:
            return None
        if word.lower() in words.plurals:
            return words.abbreviated.get(word.lower(), word.lower()), token.end()
        part, plural, lemma = _russian_word(word.lower())
        if part == "adjective":
            if lemma not in words.weak_adjectives:
                phrase.append(plural)
        elif part == "noun":
            if lemma in words.never and not phrase:
                return None
            return " ".join([*phrase, plural]), token.end()
        else:
            return None
    return None


@lru_cache(maxsize=4096)
def _russian_word(word: str) -> tuple[str, str, str]:
    """Part of speech (adjective, noun or other), nominative plural and lemma of a Russian word."""
    best = None
    for parse in _morphology().parse(word):
        if parse.tag.POS in ("ADJF", "PRTF") and "Apro" not in parse.tag:
            best = best or ("adjective", parse)
        elif parse.tag.POS == "NOUN" and _countable_form(parse.tag):
            best = ("noun", parse) if best is None or best[0] == "noun" and not _counted(best[1].tag) else best
    if best is None:
        return "other", word, word
    part, parse = best
    plural = parse.inflect({"nomn", "plur"})
    return part, plural.word if plural else parse.normal_form, parse.normal_form


def _countable_form(tag: Any) -> bool:
    return tag.case in ("gent", "datv", "loct", "ablt", "accs", "nomn") and not (
        {"Name", "Surn", "Patr", "Geox", "Abbr"} & tag.grammemes
    )


def _counted(tag: Any) -> bool:
    return bool(tag.case == "gent")


@cache
def _morphology() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer(lang="ru")


def _kazakh(text: str, tokens: list[re.Match[str]], words: Lexicon) -> tuple[str, int] | None:
    phrase: list[str] = []
    for token in tokens:
        word = token.group(1)
        compound = _KK_COMPOUNDS.match(text, token.start())
        if compound is not None:
            noun = re.sub("жұмыс орын|жұмыс орн$", "жұмыс орны", compound.group(1).lower())
            return " ".join([*phrase, noun]), compound.end()
        if word.lower() in words.stop or word.lower() in words.never:
            return None
        stem = _kazakh_stem(word)
        if stem.lower() in words.plurals:
            return " ".join([*phrase, stem]), token.end()
        if _KK_ADJECTIVE.match(word.lower()) and token is not tokens[-1]:
            if word.lower() not in words.weak_adjectives:
                phrase.append(word)
            continue
        if word.lower() in words.weak_adjectives:
            continue
        return " ".join([*phrase, stem]), token.end()
    return None


def _kazakh_stem(word: str) -> str:
    match = _KK_CASE.search(word)
    if match is None or match.start() < 2:
        match = _KK_POSSESSIVE.search(word)
    return word[: match.start()] if match is not None and match.start() >= 2 else word


_READERS = {"en": _english, "ru": _russian, "kk": _kazakh}
