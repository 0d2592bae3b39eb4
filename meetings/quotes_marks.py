"""Pairs of quotation marks: nesting, forgotten closing marks, speech over several paragraphs."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from meetings.model import Span

_MARK = re.compile(r"[«»“”„\"]|\n+")
_OPENS_AFTER = frozenset(" \t\u00a0(—–-[«“")
_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Marked:
    """Text between outermost marks: ``spans`` has one entry a paragraph, marks not included.

    ``start`` and ``end`` are where the first mark stands and where the last one ends.
    """

    start: int
    end: int
    spans: tuple[Span, ...]


def marked_passages(text: str, closes_all: Callable[[int], bool]) -> list[Marked]:
    """The passages in outermost marks, in order.

    ``closes_all(position)`` says whether what follows a closing mark at ``position`` shows that
    the speech ends there even if an inner name was left open («Центр «Казимпэкс», — сказал …).
    """
    passages: list[Marked] = []
    spans: list[Span] = []
    depth = start = begin = 0
    for match in _MARK.finditer(text):
        mark = match.group()
        position = match.start()
        if mark[0] == "\n":
            if depth and _continues(text, match.end(), position - start):
                spans.append((begin, position))
                begin, depth = match.end(), 1
            else:
                depth, spans = 0, []
        elif _opens(text, position, mark, depth):
            if depth and spans and position == begin:
                begin = position + 1
                continue
            if not depth:
                start, begin, spans = position, position + 1, []
            depth += 1
        elif depth:
            depth = 0 if closes_all(match.end()) else depth - 1
            if not depth:
                spans.append((begin, position))
                passages.append(Marked(start, match.end(), tuple(spans)))
                spans = []
    return passages


def _opens(text: str, position: int, mark: str, depth: int) -> bool:
    if mark in "«„":
        return True
    if mark == "»":
        return False
    before = text[position - 1 : position] or " "
    after = text[position + 1 : position + 2] or " "
    if mark == "“":
        # German and Russian texts close with this mark what they opened with „ or «.
        return not (depth and before not in _OPENS_AFTER and before != "\n")
    if mark == "”":
        return depth == 0 and (before in _OPENS_AFTER or before == "\n") and not after.isspace()
    return (before in _OPENS_AFTER or before == "\n") and not after.isspace()


def _continues(text: str, next_paragraph: int, length: int) -> bool:
    """Whether open speech goes on in the next paragraph: that begins with an opening mark."""
    return length < _LONGEST and text[next_paragraph : next_paragraph + 1] in ("«", "“", '"', "„")
