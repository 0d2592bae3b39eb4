"""English: numbers whose thing is said elsewhere in the text.

"The number of schools reached 68", "of the 75 requests, 42 were granted", "3 rural and 5 urban
clinics".
"""

from __future__ import annotations

import re
from dataclasses import replace

from meetings.figures.changed_en import carry_changed
from meetings.figures.counted import CountedThings
from meetings.figures.counted_en import is_plural, only_describes
from meetings.figures.left_out_en import LeftOut
from meetings.figures.lexicon import Lexicon
from meetings.figures.lexicon_en import english
from meetings.figures.reading import Reading
from meetings.figures.sentences import sentence_at
from meetings.figures.told_en import FREE, Told
from meetings.model import Span

_WHOLE = re.compile(r"(?:[^\w ] ?|\bthat )(?:out )?of(?: the| these| those| all)? $", re.IGNORECASE)
#: What follows the number of a part, or stands before it.
_IS_PART = re.compile(
    r" (?:are|were|is|was|have|ha[sd]|will|to|in|by|at|[a-z]+ed)\b| ?[–—-] | or \d"
)
_REMAINING = re.compile(r"\b(?:remaining|other) $")
_NOUNS = re.compile(r" ([a-z-]+)(?:, (?:and )?| and )")
_SHARED_NOUN = re.compile(
    r" ((?:[a-z-]*(?:al|ic|ive|ed|ary|ory|ous|ban|ign|ate|old|new|small|large|medium) ){1,2})and "
)
#: "200 jobs, 90 rural ones".
_ONES = "ones"
_FEW_WORDS = 24


def carry_en(
    text: str,
    words: Lexicon,
    sentences: list[Span],
    readings: list[Reading],
    things: CountedThings,
) -> None:
    """Give numbers without a thing in ``readings`` the one that the text gives them."""
    carry_changed(text, words, sentences, readings, things)
    _share_nouns(text, words, readings)
    told = Told(text, words, things)
    left_out = LeftOut(text, words, sentences)
    whole: Reading | None = None
    last: Reading | None = None
    for index, here in enumerate(readings):
        sentence = sentence_at(sentences, here.start)
        if whole is not None and whole.start < sentence[0]:
            whole = None
        if here.kind == "count" and _WHOLE.search(_said_before(text, here, sentence)):
            whole = here
        unit = told.before(here, sentence)
        if unit is None and not here.unit and not here.numeral.may_be_a_year:
            unit = _part(text, here, whole) or left_out.thing(here, last, sentence)
        if last is not None and here.unit.split()[-1:] == [_ONES]:
            unit = f"{here.unit.removesuffix(_ONES)}{last.unit.split()[-1]}"
        if unit is not None:
            readings[index] = replace(here, unit=unit, kind="count")
        if readings[index].kind == "count":
            last = readings[index]


def _said_before(text: str, here: Reading, sentence: Span) -> str:
    """The few words before the number; a full stop stands for the beginning of the sentence."""
    begin = max(sentence[0], here.start - _FEW_WORDS)
    return "." * (begin == sentence[0]) + text[begin : here.start]


def _share_nouns(text: str, words: Lexicon, readings: list[Reading]) -> None:
    """ "3 rural and 5 urban clinics": each number has its own words, and both the noun."""
    for index in range(len(readings) - 2, -1, -1):
        here, following = readings[index], readings[index + 1]
        if here.unit or following.kind != "count" or here.numeral.may_be_a_year:
            continue
        own = _own_words(text, words, here, following)
        if own is not None:
            unit = " ".join([*own, following.unit.split()[-1]])
            readings[index] = replace(here, unit=unit, kind="count")


def _own_words(text: str, words: Lexicon, here: Reading, following: Reading) -> list[str] | None:
    """The words between two numbers that describe what the first counts, if they do only that."""
    between = _SHARED_NOUN.fullmatch(text, here.end, following.start)
    if between is not None:
        return [word for word in between.group(1).split() if not only_describes(word, words)]
    noun = _NOUNS.fullmatch(text, here.end, following.start)
    if noun is None or " " not in following.unit or noun.group(1) in words.stop:
        return None
    word = noun.group(1)
    lexicon = english()
    is_other = word in lexicon.verbs or word in lexicon.masses or is_plural(word, words)
    return None if is_other else [word]


def _part(text: str, here: Reading, whole: Reading | None) -> str | None:
    """ "Of the 75 requests, 42 were granted"."""
    if whole is None or not FREE.match(text, here.end) or here.value > whole.value:
        return None
    before = text[max(0, here.start - 12) : here.start]
    is_part = _IS_PART.match(text, here.end) or _REMAINING.search(before)
    return whole.unit if is_part else None
