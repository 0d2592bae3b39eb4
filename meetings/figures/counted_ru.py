"""Russian: the counted thing after a number, in the nominative plural."""

from __future__ import annotations

import re
from dataclasses import dataclass

from meetings.figures.lexicon import Lexicon
from meetings.figures.morphology import russian_morphology
from meetings.figures.words_ru import (
    counted_word,
    is_genitive,
    mass_noun,
    plural_cases,
)

#: Words one after another; the first may open a mark or stand at a point («10 тыс.человек»), and
#: adjectives may be told apart by commas or strokes («крупных, средних и малых»).
_FIRST = re.compile(r"(?:[ \u00a0]{1,2}«?|(?<=\.))([^\W\d_]+(?:[-’'][^\W\d_]+){0,3})")
_NEXT = re.compile(r"(,?)(?:[ \u00a0]{1,2}|/)([^\W\d_]+(?:[-’'][^\W\d_]+){0,3})")
_AND = re.compile(r"[ \u00a0]и[ \u00a0]([а-яё]{3,})(?![\w-])")
_LATIN_COMPOUND = re.compile(r"([A-Z]+-|[А-ЯЁ]{2,}-)[а-яё]+$")
_ABBREVIATION = re.compile(r"([А-ЯЁ]{2,})(ов|ами|ам|ах|ы|и|а|е|у)?$")
_MOST_WORDS = 7
_MOST_GUESSES = 300
_LONGEST_WORD = 40


@dataclass(frozen=True, slots=True)
class _Word:
    """One word after the number, and where it ends; ``listed``: a comma stands before it."""

    text: str
    end: int
    listed: bool

    @property
    def lower(self) -> str:
        return self.text.lower()


class RussianThings:
    """Reads the counted things of one text.

    Words that the dictionary does not know are guessed, which is slow: so only the first few
    hundred of a text are.
    """

    def __init__(self, text: str, words: Lexicon) -> None:
        self._text = text
        self._words = words
        self._guesses_left = _MOST_GUESSES

    def after(self, end: int, *, one: bool, told_before: bool) -> tuple[str, int] | None:
        """The counted thing that begins at ``end`` and where it ends, or None."""
        tokens = self._tokens(end)
        found = self._noun(tokens, one=one) or self._people(tokens)
        if told_before and found is not None:
            return mass_noun(self._text[end : found[1]].split()[-1]) or found[0], found[1]
        return found

    def adjectives(self, end: int) -> int | None:
        """Where plural adjectives without a noun end («200 временных, 300 постоянных»), or None."""
        last = None
        for token in self._tokens(end):
            if token.listed or token.lower in self._words.stop:
                break
            if token.text[0].isupper() or not self._may_look_up(token.lower):
                return None
            part = counted_word(token.lower, False)[0]
            if part != "adjective":
                break
            last = token.end
        return last

    def _tokens(self, end: int) -> list[_Word]:
        tokens: list[_Word] = []
        match = _FIRST.match(self._text, end)
        if match is not None and self._text[end - 1] == "." and match.group(1).istitle():
            return []  # «… 40 тыс. Новым жителям …»: a new sentence
        while match is not None and len(tokens) < _MOST_WORDS:
            word = match.group(match.lastindex or 1)
            listed = match.lastindex == 2 and bool(match.group(1))
            tokens.append(_Word(word, match.end(), listed))
            match = _NEXT.match(self._text, match.end())
        return tokens

    def _noun(self, tokens: list[_Word], *, one: bool) -> tuple[str, int] | None:
        words = self._words
        adjective = ""
        acting = False
        for index, token in enumerate(tokens):
            following = tokens[index + 1] if index + 1 < len(tokens) else None
            if token.listed and not self._goes_on(adjective, token):
                return None
            if token.lower in words.weak_adjectives or (token.lower == "и" and adjective):
                continue
            fixed = self._known(token, following) or self._short(token)
            if fixed is not None:
                return None if acting and token.text.isupper() else fixed
            latin, word = _latin_part(token.text)
            if not self._fits(word, following):
                return None
            part, plural, lemma = counted_word(word.lower(), one)
            if part == "noun" and self._describes(token, following):
                continue
            if part == "noun" and not (lemma in words.never and not adjective):
                return self._thing(adjective, lemma, latin + plural, token)
            if part == "adverb":
                continue
            if part != "adjective" or lemma in words.never:
                return None
            acting = acting or word.lower().endswith(("щих", "вших", "щихся", "вшихся"))
            adjective = lemma
        return None

    def _known(self, token: _Word, following: _Word | None) -> tuple[str, int] | None:
        """People and units that the lexicon knows as they stand."""
        words = self._words
        if token.lower not in words.plurals or self._describes(token, following):
            return None
        return words.abbreviated.get(token.lower, token.lower), token.end

    def _short(self, token: _Word) -> tuple[str, int] | None:
        """«12 СНП», but no measure: «5 МБ/с»."""
        short = _abbreviation(token.text, self._words)
        if short is None or self._text.startswith("/", token.end):
            return None
        return short, token.end

    def _people(self, tokens: list[_Word]) -> tuple[str, int] | None:
        """«2 тысячи вакцинированных»: people told by a participle or adjective alone."""
        last = None
        for token in tokens:
            if token.listed or token.text[0].isupper() or not self._may_look_up(token.lower):
                break
            part, plural, lemma = counted_word(token.lower, False)
            if part != "adjective":
                break
            if lemma.replace("ё", "е") in self._words.substantives:
                last = plural.replace("ё", "е"), token.end
        return last

    def _fits(self, word: str, following: _Word | None) -> bool:
        """Whether a word may be read: no stop word, no name; in «30 Дорожных карт» none is one."""
        lower = word.lower()
        if lower in self._words.stop or len(word) == 1 or not self._may_look_up(lower):
            return False
        if word[0].islower():
            return True
        if not word[1:].islower() or not lower.endswith(("ых", "их", "ыми", "ими", "ым", "им")):
            return False
        return following is not None and following.text[0].islower()

    def _goes_on(self, adjective: str, token: _Word) -> bool:
        """Whether a comma tells adjectives apart, and ends nothing («учащихся, живущих …»)."""
        people = not adjective or adjective in self._words.substantives
        return not people and self._is_adjective(token)

    def _is_adjective(self, token: _Word) -> bool:
        if token.text[0].isupper() or not self._may_look_up(token.lower):
            return False
        return counted_word(token.lower, False)[0] == "adjective"

    def _describes(self, token: _Word, following: _Word | None) -> bool:
        """«посевных комплексов»: an adjective that may be a noun, before the noun it describes."""
        if following is None or following.listed or not token.lower.endswith(("ых", "их")):
            return False
        after = following.text
        return len(after) > 2 and after[0].islower() and "gent" in plural_cases(after)

    def _thing(self, adjective: str, lemma: str, plural: str, noun: _Word) -> tuple[str, int]:
        """The noun, with its adjective where they are one term, and with what it is a kind of."""
        end = noun.end
        term = self._words.compounds.get(f"{adjective} {lemma}".replace("ё", "е"))
        if lemma in self._words.of_what and (kind := self._kind(end)) is not None:
            return f"{plural} {kind.text}", kind.end
        if term is not None:
            return term, end
        plural = plural if "ё" in noun.text else plural.replace("ё", "е")
        plural = self._words.rarer_plurals.get(plural, plural)
        second = _AND.match(self._text, end)
        if second is not None and (also := self._coordinate(noun.text, second.group(1))):
            return f"{plural} и {also}", second.end()
        return plural, end

    def _kind(self, end: int) -> _Word | None:
        """What «136 видов (готовой) продукции» are kinds of."""
        for token in self._tokens(end):
            if token.text[0].isupper() or not self._may_look_up(token.lower):
                return None
            if not self._is_adjective(token):
                return token if not token.listed and is_genitive(token.lower) else None
        return None

    def _coordinate(self, first: str, second: str) -> str | None:
        """The nominative of a second noun that is counted together with the first.

        «в 15 регионах и городах»: both in the plural and in one case that is plain to see.
        """
        if not self._may_look_up(second):
            return None
        cases = plural_cases(first.rpartition("-")[2].lower())
        parse = russian_morphology().parse(second)[0]
        if (
            first.lower().startswith(second)
            or parse.tag.case not in cases
            or parse.tag.case not in plural_cases(second)
        ):
            return None
        plural = parse.inflect({"nomn", "plur"})
        return plural.word if plural else None

    def _may_look_up(self, word: str) -> bool:
        if russian_morphology().word_is_known(word):
            return True
        self._guesses_left -= 1
        return self._guesses_left >= 0 and len(word) <= _LONGEST_WORD


def _latin_part(word: str) -> tuple[str, str]:
    """«IT-решений», «ПЦР-тестов»: the capitals with their hyphen, and the noun."""
    match = _LATIN_COMPOUND.match(word)
    return (match.group(1), word[match.end(1) :]) if match is not None else ("", word)


def _abbreviation(word: str, words: Lexicon) -> str | None:
    """«12 СНП», «30 ЦОНов»: an abbreviation in the nominative plural; no country's."""
    match = _ABBREVIATION.match(word)
    if match is None or match.group(1).lower() in words.never:
        return None
    letters, ending = match.groups()
    if ending is None:
        return word
    if len(letters) == 2 and ending in ("а", "е", "у"):
        return None
    return letters + ("и" if letters[-1] in "ГКХЖШЧЩ" else "ы")
