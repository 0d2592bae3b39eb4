"""The stretch of a text with the most found words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice

from archive.letters import plain
from archive.querying import Query
from archive.stems import name_key, stem

_LENGTH = 24
_LEAD = 8
#: Beyond so many found words another place is not looked for: the beginning does.
_ENOUGH = 25
_WORD = re.compile(r"\w+")

Span = tuple[int, int]


def snippet(lang: str, text: str, query: Query) -> tuple[str, tuple[Span, ...]]:
    """A piece of plain text about 24 words long, and where in it the found words stand."""
    plain = " ".join(text.split())
    found = _found(lang, plain, query)
    best = _best(found)
    before = [match.start() for match in _WORD.finditer(plain, max(0, best[0] - 200), best[0])]
    start = before[-_LEAD] if len(before) > _LEAD else 0
    end = _end(plain, start)
    lead, tail = "… " if start else "", " …" if _WORD.search(plain, end) else ""
    if not tail:
        end = len(plain)
    shift = len(lead) - start
    marks = tuple((a + shift, b + shift) for a, b in found if start <= a and b <= end)
    return f"{lead}{plain[start:end]}{tail}", marks


def _found(lang: str, text: str, query: Query) -> list[Span]:
    """Words of the text that answer the query; names in the other script where there are none."""
    low = plain(text)
    spans = sorted(_words_of(lang, low, query))
    if spans or not query.names:
        return spans
    return [
        match.span()
        for match in _WORD.finditer(text)
        if match.group()[0].isupper() and name_key(lang, match.group().lower()) in query.names
    ]


def _words_of(lang: str, low: str, query: Query) -> set[Span]:
    # Few words begin as a searched one does: only those are stemmed.
    found: set[Span] = set()
    for begin in {form[: max(2, len(form) - 1)] for form in query.forms}:
        spans = (span for span in _beginning(low, begin) if _answers(lang, low, span, query))
        found.update(islice(spans, _ENOUGH))
    return found


def _beginning(low: str, begin: str) -> Iterator[Span]:
    """The words that begin so; ``str.find`` is several times as fast as an expression."""
    at = low.find(begin)
    while at >= 0:
        match = _WORD.match(low, at)
        if match is not None and (at == 0 or _WORD.match(low, at - 1, at) is None):
            yield match.span()
        at = low.find(begin, at + 1)


def _answers(lang: str, low: str, span: Span, query: Query) -> bool:
    word = low[span[0] : span[1]]
    if word in query.forms or stem(lang, word) in query.forms:
        return True
    return bool(query.prefixes) and word.startswith(query.prefixes)


def _best(found: list[Span]) -> Span:
    """The found word that most others follow closely."""
    starts = [start for start, _ in found]
    following = [bisect_left(starts, start + 7 * _LENGTH) - i for i, start in enumerate(starts)]
    return found[following.index(max(following))] if found else (0, 0)


def _end(text: str, start: int) -> int:
    """Where the stretch that begins at ``start`` ends."""
    end = start
    for number, match in enumerate(_WORD.finditer(text, start), start=1):
        end = match.end()
        if number == _LENGTH:
            break
    return end
