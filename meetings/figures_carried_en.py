"""English: numbers whose thing is said before them, or once after the second of two.

"The number of schools reached 68", "of the 75 requests, 42 were granted", "3 rural and 5 urban
clinics".
"""

from __future__ import annotations

import re
from dataclasses import replace

from meetings.figures_changed_en import carry_changed
from meetings.figures_counted import CountedThings
from meetings.figures_counted_en import is_plural
from meetings.figures_lexicon import Lexicon
from meetings.figures_lexicon_en import english
from meetings.figures_reading import Reading
from meetings.figures_sentences import sentence_at
from meetings.figures_told import Cues
from meetings.model import Span

#: After a number with nothing to it: no further digit, no mark that makes it part of a name.
_FREE = re.compile(r"(?![.,/:-]?\d|[-–/]?\w)")
_WHOLE = re.compile(r"[^\w ] ?(?:out )?of(?: the| these| those| all)? $", re.IGNORECASE)
_IS_PART = re.compile(r" (?:are|were|is|was|have|ha[sd]|will)\b")
_REMAINING = re.compile(r"\b(?:remaining|other) $")
_SHARED_NOUN = re.compile(
    r" ((?:[a-z-]*(?:al|ic|ive|ed|ary|ory|ous|ban|ign|ate|old|new|small|large|medium) ){1,2})and "
)
#: "… firms, 1,246 in cities": what is said of a further part of them.
_FURTHER = re.compile(r"(?:,| and|;| [–—-]) $|\($")
_ELSEWHERE = re.compile(
    r" (?:\([\d.,]{1,6} ?%\) )?"
    r"(?:(?:in|from|by|at|through|for|are|were|found|received) [\w“\"]|(?:self-|un)?employed\b)"
)
#: "8 thousand have gone on": of those told of in the sentence before.
_OPENS = re.compile(
    r"[“\"«]?(?:(?:another|only|more than|over|about|almost|nearly) )?", re.IGNORECASE
)
_GOES_ON = re.compile(r" (?:have|are|were|will|received|found|completed|began|got|joined) [a-z]")
_ENDS = re.compile(r"[.,;:)]|$| and ")
_THEM = re.compile(r" of (?:them|these)\b(?! [a-z]+s\b)")
_NAMED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|[,;:]")
_THIS_FIGURE = re.compile(r"\b[Tt]h(?:is|e) (?:figure|number|indicator) [^.,;]*$")
_POPULATION = re.compile(r"\b[Pp]opulation\b[^.,;]*$")
#: What is said of things of any kind: "amounted to 389,043 units".
_ANY_THING = frozenset({"units"})
_REACH = 160
_FEW_WORDS = 24
_LARGE = 100


def carry_en(
    text: str,
    words: Lexicon,
    sentences: list[Span],
    readings: list[Reading],
    things: CountedThings,
) -> None:
    """Give numbers without a thing in ``readings`` the one that the sentence gives them."""
    carry_changed(text, words, sentences, readings, things)
    told = _Told(text, words, things)
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
            following = readings[index + 1] if index + 1 < len(readings) else None
            unit = (
                _shared_noun(text, words, here, following)
                or _part(text, here, whole)
                or _further_part(text, here, last, sentence)
                or _opens(text, sentences, here, last)
                or _left_out(text, here, last, sentence)
                or _of_them(text, words, here, last, sentence)
            )
        if unit is not None:
            readings[index] = replace(here, unit=unit, kind="count")
        if readings[index].kind == "count":
            last = readings[index]


def _said_before(text: str, here: Reading, sentence: Span) -> str:
    """The few words before the number; a full stop stands for the beginning of the sentence."""
    begin = max(sentence[0], here.start - _FEW_WORDS)
    return "." * (begin == sentence[0]) + text[begin : here.start]


def _shared_noun(text: str, words: Lexicon, here: Reading, following: Reading | None) -> str | None:
    """ "3 rural and 5 urban clinics": each number has its adjectives, and both the noun."""
    if following is None or following.kind != "count":
        return None
    between = _SHARED_NOUN.fullmatch(text, here.end, following.start)
    if between is None:
        return None
    adjectives = [word for word in between.group(1).split() if word not in words.weak_adjectives]
    return " ".join([*adjectives, following.unit.split()[-1]])


def _part(text: str, here: Reading, whole: Reading | None) -> str | None:
    """ "Of the 75 requests, 42 were granted"."""
    if whole is None or not _FREE.match(text, here.end):
        return None
    before = text[max(0, here.start - 12) : here.start]
    is_part = _IS_PART.match(text, here.end) or _REMAINING.search(before)
    return whole.unit if is_part else None


def _further_part(text: str, here: Reading, last: Reading | None, sentence: Span) -> str | None:
    """ "12,760 grants went to villages, 1,246 to cities": more of what the sentence counts."""
    if last is None or last.start < sentence[0] or not (here.scaled or here.value >= _LARGE):
        return None
    goes_on = _FURTHER.search(text[max(0, here.start - 4) : here.start])
    return last.unit if goes_on and _ELSEWHERE.match(text, here.end) else None


def _opens(text: str, sentences: list[Span], here: Reading, last: Reading | None) -> str | None:
    """ "3 thousand of them stayed. 8 thousand have left": those counted in the sentence before."""
    begin, _ = sentence_at(sentences, here.start)
    if last is None or not here.scaled or not _OPENS.fullmatch(text, begin, here.start):
        return None
    goes_on = sentence_at(sentences, begin - 1) == sentence_at(sentences, last.start)
    return last.unit if goes_on and _GOES_ON.match(text, here.end) else None


def _left_out(text: str, here: Reading, last: Reading | None, sentence: Span) -> str | None:
    """ "It grew in nine regions and fell in seven": the noun is left out where "in" is repeated."""
    if last is None or last.start < sentence[0] or here.scaled or here.value > _LARGE:
        return None
    again = text.endswith(" in ", 0, here.start) and text.endswith((" in ", "In "), 0, last.start)
    return last.unit if again and _ENDS.match(text, here.end) else None


def _of_them(
    text: str, words: Lexicon, here: Reading, last: Reading | None, sentence: Span
) -> str | None:
    """ "It trains school psychologists, there are 7 thousand of them": things not yet counted."""
    counted = last is not None and last.start >= sentence[0] - _REACH
    if counted or not _THEM.match(text, here.end):
        return None
    before = _NAMED.findall(text, max(sentence[0], here.start - _REACH), here.start)
    for index in range(len(before) - 1, -1, -1):
        noun = before[index]
        if is_plural(noun, words) and noun not in words.stop:
            first = before[index - 1] if index else ""
            described = first.islower() and first not in words.stop | english().verbs
            return f"{first} {noun}" if described else noun
    return None


class _Told:
    """Things whose number is told after them: "the number of flights will increase to 68"."""

    def __init__(self, text: str, words: Lexicon, things: CountedThings) -> None:
        self._text = text
        self._amount = words.amount
        self._things = things
        self._cues = Cues(text, words)
        self._last: tuple[int, str] | None = None

    def before(self, here: Reading, sentence: Span) -> str | None:
        """The thing of the nearest cue before the number in its sentence."""
        if here.unit and here.unit not in _ANY_THING:
            return None
        joined = self._last is not None and self._text[self._last[0] : here.start] == " to "
        if self._last is not None and joined:
            return self._last[1]
        said = self._text[max(0, here.start - 32) : here.start]
        plain = here.numeral.value == 1 or here.numeral.may_be_a_year
        if plain or not _FREE.match(self._text, here.end):
            return None
        if not here.unit and (self._amount is None or not self._amount.search(said)):
            return None
        before = self._text[max(sentence[0], here.start - _REACH) : here.start]
        if self._last is not None and _THIS_FIGURE.search(before):
            return self._last[1] if here.start - self._last[0] < _REACH else None
        cue = self._cues.before(here.start, sentence)
        if cue is None:
            return "people" if not here.unit and _POPULATION.search(before) else None
        thing = self._things.after(cue - 1)
        if thing is None or thing[1] > here.start:
            return None
        self._last = here.end, thing[0]
        return thing[0]
