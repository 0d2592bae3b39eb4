"""The counted thing after a number: which words it takes, and its form in the nominative."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from meetings import figures_kk
from meetings.figures_lexicon import Lexicon
from meetings.figures_morphology import russian_morphology
from meetings.model import Lang

_WORD = re.compile(r"[ \u00a0]{1,2}([^\W\d_]+(?:[-’'][^\W\d_]+){0,3})")
_MOST_WORDS = 6
_MOST_GUESSES = 300
_LONGEST_WORD = 40
_DEMONYM = re.compile(r"(?:ese|ian|ish|akh|ani|ean|ican|rman|ench|utch|rab|bek|yz)$")


class CountedThings:
    """Reads the counted things of one text.

    Words that the Russian dictionary does not know are guessed, which is slow: so only the first
    few hundred of a text are.
    """

    def __init__(self, text: str, lang: Lang, words: Lexicon) -> None:
        self._text = text
        self._lang = lang
        self._words = words
        self._guesses_left = _MOST_GUESSES

    def after(self, end: int, *, one: bool = False) -> tuple[str, int] | None:
        """The counted thing that begins at ``end`` and where it ends, or None.

        English plurals as written, Kazakh without endings, Russian in the nominative plural.
        ``one``: the number ends in one, which in Russian goes with a singular.
        """
        tokens = _tokens(self._text, end)
        if not tokens:
            return None
        if self._lang == "en":
            found = _english(tokens, self._words)
        elif self._lang == "kk":
            found = figures_kk.counted(self._text, end, self._words)
        else:
            found = self._russian(tokens, one=one)
        return None if found is None or found[0].lower() in self._words.never else found

    def _russian(self, tokens: list[re.Match[str]], *, one: bool) -> tuple[str, int] | None:
        words = self._words
        adjective = ""
        for token in tokens:
            word = token.group(1)
            lower = word.lower()
            if lower in words.plurals:
                return words.abbreviated.get(lower, lower), token.end()
            if len(word) > 2 and word.isupper() and word[0] >= "\u0400":
                return word, token.end()
            if lower in words.weak_adjectives or (lower == "и" and adjective):
                continue
            if lower in words.stop or word[0].isupper() or not self._may_look_up(lower):
                return None
            part, plural, lemma = _russian_word(lower, one)
            if part == "adjective":
                adjective = lemma
            elif part == "noun" and not (lemma in words.never and not adjective):
                return self._thing(adjective, lemma, plural, token)
            else:
                return None
        return None

    def _thing(
        self, adjective: str, lemma: str, plural: str, noun: re.Match[str]
    ) -> tuple[str, int]:
        """The noun, with its adjective where they are one term, and with what it is a kind of."""
        end = noun.end()
        term = self._words.compounds.get(f"{adjective} {lemma}".replace("ё", "е"))
        if lemma in self._words.of_what:
            kind = _WORD.match(self._text, end)
            if kind is not None and _is_genitive(kind.group(1).lower()):
                return f"{plural} {kind.group(1)}", kind.end()
        return term or (plural if "ё" in noun.group() else plural.replace("ё", "е")), end

    def _may_look_up(self, word: str) -> bool:
        if russian_morphology().word_is_known(word):
            return True
        self._guesses_left -= 1
        return self._guesses_left >= 0 and len(word) <= _LONGEST_WORD


def _tokens(text: str, end: int) -> list[re.Match[str]]:
    tokens: list[re.Match[str]] = []
    while len(tokens) < _MOST_WORDS:
        match = _WORD.match(text, end)
        if match is None:
            break
        tokens.append(match)
        end = match.end()
    return tokens


def _english(tokens: list[re.Match[str]], words: Lexicon) -> tuple[str, int] | None:
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


@lru_cache(maxsize=4096)
def _russian_word(word: str, one: bool) -> tuple[str, str, str]:
    """Part of speech (adjective, noun or other), nominative plural and lemma of a Russian word."""
    best: tuple[str, Any] | None = None
    for parse in russian_morphology().parse(word):
        if parse.tag.POS in ("ADJF", "PRTF") and "Apro" not in parse.tag:
            best = best or ("adjective", parse)
        elif parse.tag.POS == "NOUN" and _countable_form(parse.tag, one):
            is_better = best is not None and best[0] == "noun" and not _counted(best[1].tag)
            best = ("noun", parse) if best is None or is_better else best
    if best is None:
        return "other", word, word
    part, parse = best
    plural = parse.inflect({"nomn", "plur"})
    # The lemma of a participle is its verb.
    single = parse.inflect({"nomn", "sing", "masc"}) if part == "adjective" else None
    lemma = single.word if single else parse.normal_form
    return part, plural.word if plural else parse.normal_form, lemma


def _countable_form(tag: Any, one: bool) -> bool:
    """A noun in a case that a number asks for: «9 сессий», but «9 сессия» is the ninth."""
    if {"Name", "Surn", "Patr", "Geox", "Abbr"} & tag.grammemes or not tag.case:
        return False
    if "Fixd" in tag or tag.number == "plur":
        return True
    return bool(one or tag.case == "gent")


@lru_cache(maxsize=1024)
def _is_genitive(word: str) -> bool:
    return any(
        p.tag.POS == "NOUN" and p.tag.case == "gent" for p in russian_morphology().parse(word)
    )


def _counted(tag: Any) -> bool:
    return bool(tag.case == "gent")
