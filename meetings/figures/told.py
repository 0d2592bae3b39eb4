"""Things whose number is told after them: "the number of flights will increase to 68"."""

from __future__ import annotations

from bisect import bisect_left

from meetings.figures.lexicon import Lexicon
from meetings.model import Span

#: How far after its cue a number may stand.
_REACH = 160


class Cues:
    """The places of a text behind which a thing is named whose number is still to come."""

    def __init__(self, text: str, words: Lexicon) -> None:
        cues = words.counted_before.finditer(text) if words.counted_before else ()
        self._ends = [cue.end() for cue in cues]

    def before(self, start: int, sentence: Span) -> int | None:
        """The end of the nearest cue before ``start`` within its sentence, or None."""
        at = bisect_left(self._ends, start) - 1
        if at < 0 or self._ends[at] < max(sentence[0], start - _REACH):
            return None
        return self._ends[at]
