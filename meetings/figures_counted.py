"""The counted thing after a number: which words it takes, and its form in the nominative."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from meetings import figures_kk
from meetings.figures_counted_en import counted_en, past_of
from meetings.figures_lexicon import Lexicon
from meetings.figures_morphology import russian_morphology
from meetings.model import Lang

_WORD = re.compile(r"[ \u00a0]{1,2}([^\W\d_]+(?:[-’'][^\W\d_]+){0,3})")
_SAID = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_AND = re.compile(r"[ \u00a0]и[ \u00a0]([а-яё]{3,})(?![\w-])")
_LATIN_COMPOUND = re.compile(r"([A-Z]+-)[а-яё]+$")
_MOST_WORDS = 6
_MOST_GUESSES = 300
_LONGEST_WORD = 40


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
        self._said: frozenset[str] | None = None

    def after(
        self, end: int, *, one: bool = False, told_before: bool = False
    ) -> tuple[str, int] | None:
        """The counted thing that begins at ``end`` and where it ends, or None.

        English plurals as written, Kazakh without endings, Russian in the nominative plural.
        ``one``: the number ends in one, which in Russian goes with a singular. ``told_before``: it
        is the thing of «число школ», of which a singular names a mass or a people («численность
        стада»).
        """
        if self._lang == "en":
            end = past_of(self._text, end)
        tokens = _tokens(self._text, end)
        if not tokens:
            return None
        if self._lang == "en":
            found = counted_en(tokens, self._words, self._is_said)
        elif self._lang == "kk":
            found = figures_kk.counted(self._text, end, self._words)
        else:
            found = self._russian(tokens, one=one)
            if told_before and found is not None:
                found = _mass(self._text[end : found[1]].split()[-1]) or found[0], found[1]
        return None if found is None or found[0].lower() in self._words.never else found

    def _is_said(self, word: str) -> bool:
        """Whether ``word`` is one of the words of the text."""
        if self._said is None:
            self._said = frozenset(_SAID.findall(self._text.lower()))
        return word.lower() in self._said

    def _russian(self, tokens: list[re.Match[str]], *, one: bool) -> tuple[str, int] | None:
        words = self._words
        adjective = ""
        for index, token in enumerate(tokens):
            word = token.group(1)
            if word.lower() in words.plurals:
                return words.abbreviated.get(word.lower(), word.lower()), token.end()
            if len(word) > 2 and word.isupper() and word[0] >= "\u0400":
                return word, token.end()
            latin, word = _latin_part(word)
            lower = word.lower()
            if lower in words.weak_adjectives or (lower == "и" and adjective):
                continue
            if lower in words.stop or word[0].isupper() or not self._may_look_up(lower):
                return None
            part, plural, lemma = _russian_word(lower, one)
            if part == "noun" and _describes(lower, tokens[index + 1 : index + 2]):
                continue
            if part == "noun" and not (lemma in words.never and not adjective):
                return self._thing(adjective, lemma, latin + plural, token)
            if part not in ("adjective", "adverb"):
                return None
            adjective = lemma if part == "adjective" else adjective
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
        if term is not None:
            return term, end
        plural = plural if "ё" in noun.group() else plural.replace("ё", "е")
        plural = self._words.rarer_plurals.get(plural, plural)
        second = _AND.match(self._text, end)
        if second is not None and (also := self._coordinate(noun.group(1), second.group(1))):
            return f"{plural} и {also}", second.end()
        return plural, end

    def _coordinate(self, first: str, second: str) -> str | None:
        """The nominative of a second noun that is counted together with the first.

        «в 15 регионах и городах»: both in the plural and in one case that is plain to see.
        """
        if not self._may_look_up(second):
            return None
        cases = _plural_cases(first.rpartition("-")[2].lower())
        parse = russian_morphology().parse(second)[0]
        if (
            first.lower().startswith(second)
            or parse.tag.case not in cases
            or parse.tag.case not in _plural_cases(second)
        ):
            return None
        plural = parse.inflect({"nomn", "plur"})
        return plural.word if plural else None

    def _may_look_up(self, word: str) -> bool:
        if russian_morphology().word_is_known(word):
            return True
        self._guesses_left -= 1
        return self._guesses_left >= 0 and len(word) <= _LONGEST_WORD


def _describes(word: str, following: list[re.Match[str]]) -> bool:
    """«посевных комплексов»: an adjective that may be a noun, before the noun that it describes."""
    if not word.endswith(("ых", "их")) or not following:
        return False
    after = following[0].group(1)
    return len(after) > 2 and after[0].islower() and "gent" in _plural_cases(after)


def _latin_part(word: str) -> tuple[str, str]:
    """«IT-решений»: the Latin letters with their hyphen, and the Russian noun."""
    match = _LATIN_COMPOUND.match(word)
    return (match.group(1), word[match.end(1) :]) if match is not None else ("", word)


def _tokens(text: str, end: int) -> list[re.Match[str]]:
    tokens: list[re.Match[str]] = []
    while len(tokens) < _MOST_WORDS:
        match = _WORD.match(text, end)
        if match is None:
            break
        tokens.append(match)
        end = match.end()
    return tokens


@lru_cache(maxsize=4096)
def _russian_word(word: str, one: bool) -> tuple[str, str, str]:
    """Part of speech (adjective, noun or other), nominative plural and lemma of a Russian word."""
    best: tuple[str, Any] | None = None
    # A name in small letters is none: what only guesses know as one comes last.
    for parse in sorted(russian_morphology().parse(word), key=lambda p: "Name" in p.tag):
        if parse.tag.POS in ("ADJF", "PRTF") and "Apro" not in parse.tag:
            best = best or ("adjective", parse)
        elif parse.tag.POS == "NOUN" and _countable_form(parse.tag, one):
            is_better = best is not None and best[0] == "noun" and not _counted(best[1].tag)
            best = ("noun", parse) if best is None or is_better else best
    if best is None:
        adverbial = {"ADVB", "ADJS"}
        kind = "adverb" if russian_morphology().parse(word)[0].tag.POS in adverbial else "other"
        return kind, word, word
    part, parse = best
    plural = parse.inflect({"nomn", "plur"})
    # The lemma of a participle is its verb.
    single = parse.inflect({"nomn", "sing", "masc"}) if part == "adjective" else None
    lemma = single.word if single else parse.normal_form
    name = plural.word if plural else parse.normal_form
    return part, _both_parts(word, name, parse.tag.case) if part == "noun" else name, lemma


def _both_parts(word: str, plural: str, case: str) -> str:
    """«государствами-членами» → «государства-члены»: the first noun as well."""
    first, _, second = word.partition("-")
    if not second or not plural.startswith(f"{first}-"):
        return plural
    parse = russian_morphology().parse(first)[0]
    if parse.tag.POS == "NOUN" and parse.tag.number == "plur" and case in _plural_cases(first):
        made = parse.inflect({"nomn", "plur"})
        return f"{made.word}-{plural.partition('-')[2]}" if made else plural
    return plural


@lru_cache(maxsize=1024)
def _mass(word: str) -> str | None:
    """The nominative of a noun in the genitive singular; None for a plural."""
    parse = russian_morphology().parse(word.lower())[0]
    if parse.tag.POS != "NOUN" or parse.tag.number != "sing" or parse.tag.case != "gent":
        return None
    return str(parse.normal_form) if "ё" in word else str(parse.normal_form).replace("ё", "е")


@lru_cache(maxsize=1024)
def _plural_cases(word: str) -> frozenset[str]:
    """The cases in which a noun may stand in the plural."""
    return frozenset(
        parse.tag.case
        for parse in russian_morphology().parse(word)
        if parse.tag.POS == "NOUN" and parse.tag.number == "plur"
    )


def _countable_form(tag: Any, one: bool) -> bool:
    """A noun in a case that a number asks for: «9 сессий», but «9 сессия» is the ninth."""
    if {"Surn", "Patr", "Geox", "Abbr"} & tag.grammemes or not tag.case:
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
