"""English things whose number is told after them.

"The number of flights will increase to 68", "the population is 2 million".
"""

from __future__ import annotations

import re

from meetings.figures.counted import CountedThings
from meetings.figures.lexicon import Lexicon
from meetings.figures.reading import Reading
from meetings.figures.told import Cues
from meetings.model import Span

#: After a number with nothing to it: no further digit, no mark that makes it part of a name.
FREE = re.compile(r"(?![.,/:-]?\d|[-–/]?\w)")
_THIS_FIGURE = re.compile(r"\b[Tt]h(?:is|e) (?:figure|number|indicator) [^.,;]*$")
_POPULATION = re.compile(r"\b[Pp]opulation\b[^.,;]*$")
#: What is said of things of any kind: "amounted to 389,043 units".
_ANY_THING = frozenset({"units"})
_JOINED = re.compile(r" to |(?: [–—-])? \(?from ")
#: "An increase in the number of schools to 131".
_DIRECTLY = re.compile(r",? (?:up )?(?:to|from) ")
_REACH = 160


class Told:
    """Reads the things of one text that stand before their numbers."""

    def __init__(self, text: str, words: Lexicon, things: CountedThings) -> None:
        self._text = text
        self._amount = words.amount
        self._things = things
        self._cues = Cues(text, words)
        self._last: tuple[int, str] | None = None

    def before(self, here: Reading, sentence: Span) -> str | None:
        """The thing of the nearest cue before the number in its sentence."""
        text, last = self._text, self._last
        if here.unit and here.unit not in _ANY_THING:
            return None
        if last is not None and _JOINED.fullmatch(text, last[0], here.start):
            self._last = here.end, last[1]
            return last[1]
        plain = here.numeral.value == 1 or here.numeral.may_be_a_year
        if plain or not FREE.match(text, here.end):
            return None
        thing = self._cued(here, sentence)
        direct = thing is not None and _DIRECTLY.fullmatch(text, thing[1], here.start) is not None
        if not here.unit and not direct and not self._is_amount(here):
            return None
        before = text[max(sentence[0], here.start - _REACH) : here.start]
        if last is not None and _THIS_FIGURE.search(before):
            return last[1] if here.start - last[0] < _REACH else None
        if thing is None:
            return "people" if not here.unit and _POPULATION.search(before) else None
        self._last = here.end, thing[0]
        return thing[0]

    def _is_amount(self, here: Reading) -> bool:
        said = self._text[max(0, here.start - 32) : here.start]
        return self._amount is not None and self._amount.search(said) is not None

    def _cued(self, here: Reading, sentence: Span) -> tuple[str, int] | None:
        cue = self._cues.before(here.start, sentence)
        thing = self._things.after(cue - 1) if cue is not None else None
        return thing if thing is not None and thing[1] <= here.start else None
