"""Pairs of quotation marks: nesting, forgotten closing marks, speech over several paragraphs."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from meetings.model import Span

_MARK = re.compile(r"[«»“”„\"]|\n+")
_OPENS_AFTER = frozenset(" \t\u00a0(—–-[«“")
_OPENING = ("«", "“", '"', "„")
_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Marked:
    """Text between outermost marks: ``spans`` has one entry a paragraph, marks not included.

    ``start`` and ``end`` are where the first mark stands and where the last one ends.
    """

    start: int
    end: int
    spans: tuple[Span, ...]


def marked_passages(
    text: str, closes_all: Callable[[int], bool], is_told_within: Callable[[int, int], bool]
) -> list[Marked]:
    """The passages in outermost marks, in order.

    ``closes_all(position)`` says whether what follows a closing mark at ``position`` shows that
    the speech ends there even if an inner name was left open («Центр «Казимпэкс», — сказал …).
    ``is_told_within(start, end)`` says whether open speech is ascribed already: its closing mark
    was forgotten, and it does not go on in the next paragraph.
    """
    passages: list[Marked] = []
    spans: list[Span] = []
    depth = start = begin = 0
    doubtful = False
    for match in _MARK.finditer(text):
        mark = match.group()
        position = match.start()
        if mark[0] == "\n":
            if not depth:
                continue
            spans.append((begin, position))
            begin = match.end()
            repeated = text[begin : begin + 1] in _OPENING
            if position - start > _LONGEST or (
                not repeated and (not _begins_paragraph(text, start) or is_told_within(start, position))
            ):
                depth, spans, doubtful = 0, [], False
            else:
                depth, doubtful = 1, doubtful or not repeated
        elif _opens(text, position, mark, depth):
            if depth and spans and position == begin:
                if doubtful:
                    start, spans, doubtful = position, [], False
                begin = position + 1
                continue
            if not depth:
                start, begin, spans, doubtful = position, position + 1, [], False
            depth += 1
        elif depth:
            ends = closes_all(match.end())
            depth = 0 if ends else depth - 1
            if not depth:
                spans.append((begin, position))
                if ends or not doubtful:
                    passages.append(Marked(start, match.end(), tuple(spans)))
                spans, doubtful = [], False
    return passages


def _begins_paragraph(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] == "\n"


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
