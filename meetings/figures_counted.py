"""The counted thing after a number: which words it takes, and its form in the nominative."""

from __future__ import annotations

import re

from meetings import figures_kk
from meetings.figures_counted_ru import RussianThings
from meetings.figures_lexicon import Lexicon
from meetings.model import Lang

_WORD = re.compile(r"[ \u00a0]{1,2}([^\W\d_]+(?:[-’'][^\W\d_]+){0,3})")
_MOST_WORDS = 6
_DEMONYM = re.compile(r"(?:ese|ian|ish|akh|ani|ean|ican|rman|ench|utch|rab|bek|yz)$")


class CountedThings:
    """Reads the counted things of one text."""

    def __init__(self, text: str, lang: Lang, words: Lexicon) -> None:
        self._text = text
        self._lang = lang
        self._words = words
        self._russian = RussianThings(text, words)

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
            end = _past_of(self._text, end)
            tokens = _tokens(self._text, end)
            found = _english(tokens, self._words) if tokens else None
        else:
            found = self._russian.after(end, one=one, told_before=told_before)
        return None if found is None or found[0].lower() in self._words.never else found

    def adjectives(self, end: int) -> int | None:
        """Where Russian adjectives without a noun end that tell which of the things, or None."""
        return self._russian.adjectives(end)


_OF = re.compile(r"[ \u00a0]of(?: the| these| those| our| its| their)?(?=[ \u00a0])")


def _past_of(text: str, end: int) -> int:
    """ "two of the companies", "60 of hydraulic structures": English may say "of"."""
    match = _OF.match(text, end)
    return match.end() if match is not None else end


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
    joined = False  # "large and medium": the second goes with the first
    first = tokens[0].group(1).lower()
    if first == "most" or first in words.numerals:  # a ranking; "seven of the ten"
        return None
    for index, token in enumerate(tokens):
        word = token.group(1)
        lower = word.lower()
        if word == "and" and index:
            joined = not phrase
            phrase += [word] if phrase else []
            continue
        if lower in words.stop or not _fits_english(word):
            return None
        weak = joined or lower in words.weak_adjectives or _is_weak(word)
        if not phrase and weak and not _begins_term(tokens, index):
            joined = False
            continue
        phrase.append(word)
        if lower in words.of_what and (kind := _of_what(tokens, index, words)) is not None:
            return " ".join([*phrase, "of", *kind[0]]), kind[1]
        plural = lower in words.plurals or _PLURAL.search(word)
        if plural or (lower in words.alone_only and not _goes_on(tokens, index, words)):
            return " ".join(phrase), token.end()
    return None


_ADJECTIVE = re.compile(r"(?:al|ic|ive|ile|ary|ous|ed|ent)$")
_PEOPLES = re.compile(r"(?:anis|akhs|bekis|ans|eks|ens)$")
_PLURAL = re.compile(r"[^su’'i]s$|^[A-Z].*anis$|[delrst]men$|women$|.children$")


def _begins_term(tokens: list[re.Match[str]], at: int) -> bool:
    """Key performance indicators are one term."""
    return [token.group(1).lower() for token in tokens[at : at + 2]] == ["key", "performance"]


def _is_weak(word: str) -> bool:
    """The adjective of a country, which tells whose and not what."""
    return word[0].isupper() and not word.isupper() and word[-1] != "s"


def _of_what(
    tokens: list[re.Match[str]], index: int, words: Lexicon
) -> tuple[list[str], int] | None:
    """The cattle of "head of cattle", the public services of "types of public services"."""
    after = tokens[index + 1 :]
    if len(after) < 2 or after[0].group(1) != "of":
        return None
    kind: list[re.Match[str]] = []
    for token in after[1:]:
        word = token.group(1)
        if word.lower() in words.stop or not _fits_english(word):
            break
        kind.append(token)
        if word.lower() in words.plurals or _PLURAL.search(word):
            return [one.group(1) for one in kind], token.end()
    kind = kind[: 2 if kind and _ADJECTIVE.search(kind[0].group(1)) else 1]
    return ([one.group(1) for one in kind], kind[-1].end()) if kind else None


def _goes_on(tokens: list[re.Match[str]], index: int, words: Lexicon) -> bool:
    """Whether a noun follows: the unemployed are counted, or unemployed *people*."""
    following = tokens[index + 1].group(1) if index + 1 < len(tokens) else ""
    return following in words.plurals or _PLURAL.search(following) is not None


def _fits_english(word: str) -> bool:
    """Lower case, an abbreviation, the adjective of a country, or its people."""
    return (
        word[0].islower()
        or word.isupper()
        or _DEMONYM.search(word) is not None
        or _PEOPLES.search(word) is not None
    )
