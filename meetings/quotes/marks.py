"""Pairs of quotation marks: nesting, forgotten closing marks, speech over several paragraphs."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from meetings.marks import shared_closings
from meetings.model import Span

_MARK = re.compile(r"[«»“”„\"]|\n+")
_OPENING = ("«", "“", '"', "„")
_SPOKEN = re.compile(r"[,.!?…][ \u00a0]?$")
_DASHES = ("- ", "– ", "— ", "-\u00a0", "–\u00a0", "—\u00a0")
_LONGEST_NAME = 60
_MOST_UNOPENED = 200
_CLOSING = re.compile('["”]')
_OPENS_AFTER = frozenset(" \t\u00a0\u200b\n(—–-[«“")
_MOST_INNER = 30
_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Marked:
    """Text between outermost marks: ``spans`` has one entry a paragraph, marks not included.

    ``start`` and ``end`` are where the first mark stands and where the last one ends.
    """

    start: int
    end: int
    spans: tuple[Span, ...]


class Marks:
    """Finds the passages in outermost marks of one text.

    ``closes_all(position)`` says whether what follows a closing mark at ``position`` shows that
    the speech ends there even if an inner name was left open («Центр «Казимпэкс», — сказал …).
    ``is_told_within(start, end)`` says whether open speech is ascribed already: its closing mark
    was forgotten, and it does not go on in the next paragraph. ``ascribes(position)``, where it is
    given (English), says whether what follows a mark ascribes what stands before it: speech that
    opens a sentence then goes on to there, whatever names stand in marks within, and speech
    whose opening mark is missing begins with its paragraph.
    """

    def __init__(
        self,
        text: str,
        closes_all: Callable[[int], bool],
        is_told_within: Callable[[int, int], bool],
        ascribes: Callable[[int], bool] | None = None,
    ) -> None:
        self._text = text
        self._closes_all = closes_all
        self._is_told_within = is_told_within
        self._ascribes = ascribes
        self._passages: list[Marked] = []
        self._double = shared_closings(text)
        self._unopened = 0
        self._reset()

    def passages(self) -> list[Marked]:
        """The passages in order; for one call."""
        passed = 0
        for match in _MARK.finditer(self._text):
            mark, position = match.group(), match.start()
            if position < passed:
                continue
            end = self._ascribed_end(mark, position)
            if end is not None:
                passed = end
                self._reset()
                self._passages.append(Marked(position, end, ((position + 1, end - 1),)))
            elif mark[0] == "\n":
                self._new_paragraph(position, match.end())
            elif self._opens(mark, position):
                self._open(position)
            elif self._depth:
                self._close(position, match.end())
            else:
                self._close_unopened(position, match.end())
        return self._passages

    def _close_unopened(self, position: int, end: int) -> None:
        """Speech whose opening mark was forgotten, or is a dash, begins with its paragraph."""
        text, ascribes = self._text, self._ascribes
        if ascribes is None or not _SPOKEN.search(text, max(0, position - 2), position):
            return
        self._unopened += 1
        if self._unopened > _MOST_UNOPENED:
            return
        begin = text.rfind("\n", max(0, position - _LONGEST), position) + 1
        if not ascribes(end) or (begin == 0 and position > _LONGEST):
            return
        begin += 2 * text.startswith(_DASHES, begin)
        while self._passages and self._passages[-1].start >= begin:
            last = self._passages[-1]
            if last.end - last.start > _LONGEST_NAME:
                begin = last.end
                break
            self._passages.pop()
        self._passages.append(Marked(begin, end, ((begin, position),)))

    def _ascribed_end(self, mark: str, position: int) -> int | None:
        """The end of speech that a mark opens with a sentence: its first ascribed mark."""
        if self._ascribes is None or mark not in ('"', "“"):
            return None
        if self._depth and (mark == "“" or not self._at_line(position)):
            return None
        before = self._text[max(0, position - 2) : position].strip(" \u00a0")
        if before and before[-1] not in ".:!?\n":
            return None
        stop = self._text.find("\n", position)
        limit = min(position + _LONGEST, len(self._text) if stop < 0 else stop)
        at = position
        for _ in range(_MOST_INNER):
            closing = _CLOSING.search(self._text, at + 1, limit)
            if closing is None:
                return None
            at = closing.start()
            if self._ascribes(at + 1):
                return at + 1
        return None

    def _reset(self) -> None:
        self._depth = self._start = self._begin = 0
        self._spans: list[Span] = []
        self._doubtful = False

    def _new_paragraph(self, position: int, following: int) -> None:
        """Open speech goes on where a paragraph repeats the mark, or speech began the last one."""
        if not self._depth:
            return
        repeated = self._text[following : following + 1] in _OPENING
        may_go_on = self._begins_paragraph() and not self._is_told_within(self._start, position)
        if position - self._start > _LONGEST or not (repeated or may_go_on):
            self._reset()
            return
        self._spans.append((self._begin, position))
        self._begin, self._depth = following, 1
        self._doubtful = self._doubtful or not repeated

    def _begins_paragraph(self) -> bool:
        return self._start == 0 or self._text[self._start - 1] == "\n"

    def _open(self, position: int) -> None:
        if self._depth and self._spans and position == self._begin:
            # The mark that a new paragraph of the same speech repeats.
            if self._doubtful:
                self._start, self._spans, self._doubtful = position, [], False
            self._begin = position + 1
            return
        if not self._depth:
            self._start, self._begin = position, position + 1
        self._depth += 1

    def _close(self, position: int, end: int) -> None:
        is_end = self._closes_all(end)
        closed = 2 if position in self._double else 1
        self._depth = 0 if is_end else max(0, self._depth - closed)
        if self._depth:
            return
        self._spans.append((self._begin, position))
        if is_end or not self._doubtful or (self._ascribes is not None and self._ascribes(end)):
            self._passages.append(Marked(self._start, end, tuple(self._spans)))
        self._reset()

    def _opens(self, mark: str, position: int) -> bool:
        before = self._text[position - 1] if position else " "
        after = self._text[position + 1 : position + 2] or " "
        if mark in "«„":
            return True
        if mark == "“":
            # German and Russian texts close with this mark what they opened with „ or «.
            return not self._depth or before in _OPENS_AFTER
        if mark == "»" or (mark == "”" and self._depth):
            return False
        return before in _OPENS_AFTER and (not after.isspace() or self._at_start(position))

    def _at_start(self, position: int) -> bool:
        """A mark between spaces opens where a paragraph begins, and nowhere else."""
        return not self._depth and self._at_line(position)

    def _at_line(self, position: int) -> bool:
        return position == 0 or self._text[position - 1] == "\n"
