"""Where the sentences of a text begin and end; linear in the text, for all three languages."""

from __future__ import annotations

import re
from bisect import bisect_right

from meetings.model import Span

_BOUNDARY = re.compile(
    r"(?P<stop>[.!?…]{1,3}[\"»”’)]{0,3})"
    r"(?=[ \t\u00a0]{1,4}[\"«“—–(-]{0,2}[^\W\d_a-zа-яё]|[ \t\u00a0]{1,4}\d)|\n+"
)
_LAST_WORD = re.compile(r"(?:^|[^\w.])([\w.]{1,8})$")
_SHORTENED = (
    "г гг т т.г т.е т.д т.п д др пр ст п пп п.п см им ул тыс млн млрд трлн долл руб тел стр"
    " куб кв ср mr mrs ms dr st no vs etc jr sr approx inc ltd co corp u.s jan feb mar apr jun"
    " jul aug sept sep oct nov dec ж жж ғ б бет чел ед мес"
)
_ABBREVIATIONS = frozenset(_SHORTENED.split())


def sentence_spans(text: str) -> list[Span]:
    """The sentences as offsets into ``text``, in order, without the white space around them."""
    spans: list[Span] = []
    begin = 0
    for match in _BOUNDARY.finditer(text):
        if match["stop"] is not None and _is_abbreviation(text, match.start()):
            continue
        end = match.end() if match["stop"] is not None else match.start()
        _append(spans, text, begin, end)
        begin = match.end()
    _append(spans, text, begin, len(text))
    return spans


def sentence_at(spans: list[Span], position: int) -> Span:
    """The sentence that holds ``position``, or the last one before it; (0, 0) where none is."""
    index = bisect_right(spans, (position, 1 << 60)) - 1
    return spans[index] if index >= 0 else (0, 0)


def _is_abbreviation(text: str, stop: int) -> bool:
    if text[stop] != ".":
        return False
    match = _LAST_WORD.search(text[max(0, stop - 10) : stop])
    if match is None:
        return False
    word = match.group(1)
    return word.lower() in _ABBREVIATIONS or (len(word) == 1 and word.isupper())


def _append(spans: list[Span], text: str, begin: int, end: int) -> None:
    piece = text[begin:end]
    stripped = piece.strip()
    if stripped:
        start = begin + len(piece) - len(piece.lstrip())
        spans.append((start, start + len(stripped)))
