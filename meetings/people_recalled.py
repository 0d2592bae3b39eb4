"""Russian: sentences that tell of another time, and so show nobody taking part in this event.

«Напомним, …», «А. Б. ранее поручил …», «Президент в своем Послании …», «в ходе недавнего
разговора с …». The cues are data: ``recalled*`` in ``people.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from meetings.offices import Named
from meetings.text import Doc

_REACH = 90


def is_recalled(
    doc: Doc, mention: Named, bounds: tuple[int, int], cues: Mapping[str, Sequence[str]]
) -> bool:
    """Whether the sentence at ``bounds`` recalls whom it mentions."""
    sentence = doc.slice(*bounds)
    after = [token.lower for token in doc.tokens[mention.end : mention.end + 1]]
    if after == ["ранее"] or _said(cues["recalled"], sentence):
        return True
    start = doc.tokens[mention.left].start
    before = doc.text[max(doc.tokens[bounds[0]].start, start - _REACH) : start]
    if _said(cues["recalled_before"], before):
        return True
    office = mention.office
    leads = office is not None and office.text.lower() in cues["sovereign"]
    # In the release about the address itself it is what its author says there.
    about = "послани" in doc.text[: doc.title_end].lower()
    return leads and not about and _said(cues["recalled_sovereign"], sentence)


def _said(patterns: Sequence[str], text: str) -> bool:
    return _pattern("|".join(patterns)).search(text) is not None


@lru_cache(maxsize=8)
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source)
