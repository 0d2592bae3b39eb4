"""Russian: sentences that tell of another time, and so show nobody taking part in this event.

«Напомним, …», «А. Б. ранее поручил …», «Президент в своем Послании …», «в ходе недавнего
разговора с …». The cues are data: ``recalled*`` in ``people.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from meetings.offices.heads import Named
from meetings.text import Doc

_REACH = 90


class Recall:
    """Judges the mentions of one text; each sentence is searched once, however many it names."""

    def __init__(self, doc: Doc, cues: Mapping[str, Sequence[str]]) -> None:
        self._doc = doc
        self._all = re.compile("|".join(cues["recalled"]))
        self._before = re.compile("|".join(cues["recalled_before"]))
        self._sovereign = re.compile("|".join(cues["recalled_sovereign"]))
        self._leads = frozenset(cues["sovereign"])
        # In the release about the address itself it is what its author says there.
        self._about = "послани" in doc.text[: doc.title_end].lower()
        self._sentences: dict[int, tuple[bool, bool]] = {}

    def is_recalled(self, mention: Named, bounds: tuple[int, int]) -> bool:
        """Whether the sentence of tokens ``bounds`` recalls whom it mentions."""
        doc = self._doc
        everyone, sovereign = self._sentence(bounds)
        after = doc.tokens[mention.end].lower if mention.end < len(doc.tokens) else ""
        if everyone or after == "ранее":
            return True
        start = doc.tokens[mention.left].start
        floor = max(doc.tokens[bounds[0]].start, start - _REACH)
        if self._before.search(doc.text[floor:start]):
            return True
        office = mention.office
        return sovereign and office is not None and office.text.lower() in self._leads

    def _sentence(self, bounds: tuple[int, int]) -> tuple[bool, bool]:
        if bounds[0] not in self._sentences:
            text = self._doc.slice(*bounds)
            sovereign = not self._about and self._sovereign.search(text) is not None
            self._sentences[bounds[0]] = self._all.search(text) is not None, sovereign
        return self._sentences[bounds[0]]
