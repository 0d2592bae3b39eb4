"""The counted thing after a number: which words it takes, and its form in the nominative."""

from __future__ import annotations

import re

from meetings.figures import kk as figures_kk
from meetings.figures.counted_en import counted_en, past_of
from meetings.figures.counted_ru import RussianThings
from meetings.figures.lexicon import Lexicon
from meetings.model import Lang

_WORD = re.compile(r"[ \u00a0]{1,2}([^\W\d_]+(?:[-’'][^\W\d_]+){0,3})")
_SAID = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_MOST_WORDS = 6


class CountedThings:
    """Reads the counted things of one text."""

    def __init__(self, text: str, lang: Lang, words: Lexicon) -> None:
        self._text = text
        self._lang = lang
        self._words = words
        self._russian = RussianThings(text, words)
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
        if self._lang == "kk":
            found = figures_kk.counted(self._text, end, self._words)
            return None if found is None or found[0].lower() in self._words.never else found
        if self._lang == "en":
            end = past_of(self._text, end)
            tokens = _tokens(self._text, end)
            found = counted_en(tokens, self._words, self._is_said) if tokens else None
        else:
            found = self._russian.after(end, one=one, told_before=told_before)
        return None if found is None or found[0].lower() in self._words.never else found

    def adjectives(self, end: int) -> int | None:
        """Where Russian adjectives without a noun end that tell which of the things, or None."""
        return self._russian.adjectives(end)

    def _is_said(self, word: str) -> bool:
        """Whether ``word`` is one of the words of the text."""
        if self._said is None:
            self._said = frozenset(_SAID.findall(self._text.lower()))
        return word.lower() in self._said


def _tokens(text: str, end: int) -> list[re.Match[str]]:
    tokens: list[re.Match[str]] = []
    while len(tokens) < _MOST_WORDS:
        match = _WORD.match(text, end)
        if match is None:
            break
        tokens.append(match)
        end = match.end()
    return tokens
