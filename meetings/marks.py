"""Closing quotation marks that close two: «НК «КазТрансГаз» is printed without the second mark.

Russian and Kazakh print one closing mark where two would meet. A name in a name shows where: both
marks are opened after a word, the second a few words after the first.
"""

from __future__ import annotations

import re

_MARK = re.compile(r"[«»\n]")
_NEAR = 70
_LONGEST_NAME = 160


def shared_closings(text: str) -> frozenset[int]:
    """The places of the marks » in ``text`` that close two marks « at once."""
    found: list[int] = []
    open_marks: list[tuple[int, bool]] = []
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        if mark == "\n":
            open_marks.clear()
        elif mark == "«":
            open_marks.append((at, after_word(text, at)))
        elif open_marks:
            start, is_name = open_marks.pop()
            doubled = text[at + 1 : at + 2] == "»"
            outer = open_marks[-1] if open_marks else None
            if outer and is_name and outer[1] and not doubled and start - outer[0] <= _NEAR:
                open_marks.pop()
                found.append(at)
    return frozenset(found)


def after_word(text: str, at: int) -> bool:
    """Whether the mark stands after a word, as before a name; speech comes after other marks."""
    before = text[max(0, at - 2) : at]
    return before[-1:] in (" ", "\u00a0") and (before[:1].isalnum() or before[:1] in "-.")


def closing_mark(text: str, at: int, double: frozenset[int] = frozenset()) -> int | None:
    """Where the mark opened at ``at`` is closed, if that is a name: not long, with a capital.

    ``double`` are the marks of the text that close two (see :func:`shared_closings`).
    """
    if text[at + 1 : at + 2].islower():
        return None
    depth = 0
    for index in range(at, min(len(text), at + _LONGEST_NAME)):
        mark = text[index]
        if mark == "«":
            depth += 1
        elif mark == "»":
            depth -= 2 if index in double else 1
            if depth <= 0:
                return index + 1
        elif mark == "\n":
            return None
    return None
