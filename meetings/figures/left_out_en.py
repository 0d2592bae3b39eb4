"""English numbers whose noun is left out because it was said shortly before.

"12,760 grants went to villages, 1,246 to cities", "there were 121 schools, today - 146".
"""

from __future__ import annotations

import re

from meetings.figures.counted_en import is_plural
from meetings.figures.lexicon import Lexicon
from meetings.figures.lexicon_en import english
from meetings.figures.reading import Reading
from meetings.figures.sentences import sentence_at
from meetings.model import Span

#: "… firms, 1,246 in cities": what is said of a further part of them.
_FURTHER = re.compile(r"(?:,| and|;| [–—-]) $|\($")
_ELSEWHERE = re.compile(
    r" (?:\([\d.,]{1,6} ?%\) )?(?:(?:in|from|by|at|through|for|are|were) [\w“\"]"
    r"|(?:found|received|spent|took|got|left|became|began|[a-z]+ed) (?:a|an|the|their|his|in)\b"
    r"|(?:self-|un)?employed\b|(?:found|received)\b|[–—-] [a-z])"
)
#: Of so few only "4 - of local importance".
_ASIDE = re.compile(r" ?[–—-] (?:in|of|for|to|at) ")
#: "8 thousand have gone on": of those told of in the sentence before.
_OPENS = re.compile(
    r"[“\"«]?(?:(?:another|only|more than|over|about|almost|nearly) )?", re.IGNORECASE
)
_GOES_ON = re.compile(r" (?:have|are|were|will|received|found|completed|began|got|joined) [a-z]")
_ENDS = re.compile(r"[.,;:)]|$| and | or \d")
_THEM = re.compile(r" of (?:them|these)\b(?! [a-z]+s\b)")
_NAMED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|[,;:]")
#: "Today - 146", "reduce them to 11", "their number will grow to 250".
_AGAIN = re.compile(
    r"\b(?:(?:today|now|currently|already|(?:last|this|next) year|(?:in|by) 20\d\d) ?[–—-]"
    r"|(?:increas|reduc|bring|rais|expand|cut)\w* (?:them|it) to"
    r"|of which [^.;]{0,60}[–—-]"
    r"|(?:their|its) number(?: [^.,;]{0,60})? (?:to|is|was|reached|exceeds|be)) $",
    re.IGNORECASE,
)
_MORE = re.compile(r" more(?=[.,;]| in | by | this | next )")
_WHEN = re.compile(r" (?:during|in|by|per|at) ")
#: "It adds 30 huts to the 70 already built".
_ALREADY = re.compile(r" (?:already|previously|currently|still) [a-z]")
_LISTED = re.compile(r"[,:;(] ?(?:[a-z-]+ )?([a-z]+) [–—-] $")
_REACH = 160
_LARGE = 100


class LeftOut:
    """Finds the nouns that one text leaves out."""

    def __init__(self, text: str, words: Lexicon, sentences: list[Span]) -> None:
        self._text = text
        self._words = words
        self._sentences = sentences

    def thing(self, here: Reading, last: Reading | None, sentence: Span) -> str | None:
        """The thing of the number ``here``; ``last``: the last that was counted before it."""
        if last is not None and (
            self._is_further(here, last, sentence)
            or self._opens(here, last)
            or self._is_repeated(here, last, sentence)
            or self._is_again(here, last, sentence)
        ):
            return last.unit
        return self._listed(here) or self._of_them(here, last, sentence)

    def _is_further(self, here: Reading, last: Reading, sentence: Span) -> bool:
        """ "12,760 grants went to villages, 1,246 to cities": more of what the sentence counts."""
        if last.start < sentence[0]:
            return False
        goes_on = _FURTHER.search(self._text[max(0, here.start - 6) : here.start])
        is_large = here.scaled or here.value >= _LARGE
        follows = _ELSEWHERE if is_large else _ASIDE
        return bool(goes_on and follows.match(self._text, here.end))

    def _opens(self, here: Reading, last: Reading) -> bool:
        """ "3 thousand of them stayed. 8 thousand have left": those counted just before."""
        begin, _ = sentence_at(self._sentences, here.start)
        if not here.scaled or not _OPENS.fullmatch(self._text, begin, here.start):
            return False
        before = sentence_at(self._sentences, begin - 1)
        goes_on = before == sentence_at(self._sentences, last.start)
        return goes_on and _GOES_ON.match(self._text, here.end) is not None

    def _is_repeated(self, here: Reading, last: Reading, sentence: Span) -> bool:
        """ "It grew in nine regions and fell in seven": left out where "in" is repeated."""
        if last.start < sentence[0] or here.scaled or here.value > _LARGE:
            return False
        text = self._text
        again = text.endswith(" in ", 0, here.start) and text.endswith(
            (" in ", "In "), 0, last.start
        )
        return again and _ENDS.match(text, here.end) is not None

    def _is_again(self, here: Reading, last: Reading, sentence: Span) -> bool:
        """ "There were 121 schools, today - 146", "nine centers open, it plans 30 more"."""
        if last.start < sentence[0]:
            return False
        if _MORE.match(self._text, here.end):
            return True
        if self._text.endswith(" the ", 0, here.start) and _ALREADY.match(self._text, here.end):
            return True
        if not (_ENDS.match(self._text, here.end) or _WHEN.match(self._text, here.end)):
            return False
        before = self._text[max(last.end, here.start - _REACH) : here.start]
        return _AGAIN.search(before) is not None

    def _listed(self, here: Reading) -> str | None:
        """ "Schools - 28, hospitals - 20": each thing with its number."""
        if here.scaled or here.value != int(here.value) or not _ENDS.match(self._text, here.end):
            return None
        listed = _LISTED.search(self._text, max(0, here.start - 32), here.start)
        noun = listed.group(1) if listed is not None else ""
        is_thing = noun not in english().traded and noun not in self._words.stop
        return noun if is_thing and noun and is_plural(noun, self._words) else None

    def _of_them(self, here: Reading, last: Reading | None, sentence: Span) -> str | None:
        """ "It trains school psychologists, there are 7 thousand of them": not yet counted."""
        counted = last is not None and last.start >= sentence[0] - _REACH
        if counted or not _THEM.match(self._text, here.end):
            return None
        begin = max(sentence[0], here.start - _REACH)
        before = _NAMED.findall(self._text, begin, here.start)
        for index in range(len(before) - 1, -1, -1):
            noun = before[index]
            if is_plural(noun, self._words) and noun not in self._words.stop:
                first = before[index - 1] if index else ""
                described = first.islower() and first not in self._words.stop | english().verbs
                return f"{first} {noun}" if described else noun
        return None
