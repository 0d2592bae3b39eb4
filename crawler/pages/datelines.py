"""The dates that a page of unknown markup prints near its title."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from selectolax.lexbor import LexborNode

from crawler.pages.blocks import SENTENCE_END, clean_text
from crawler.pages.dates import ParsedDate
from crawler.pages.document import Document
from crawler.pages.layout import Layout, elements
from crawler.pages.walk import is_skipped

_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?::\d\d)?")
_CLOCK_LINE = re.compile(rf"(?:[^\W\d]+ ?:? )?({_CLOCK.pattern})")
_PARTS = re.compile(r"\s*[|·•]\s*|\s+[—–/-]\s+")
#: A date line is short, and stands within so many elements of the title.
_LONGEST = 100
_NEAR = 60
#: A line that says a date and no more than a word or two besides is as good as one that is a date.
_LABEL, _LABEL_WORDS = 60, 4
#: A date above the title counts before one in the text where it is as near as this.
_BESIDE_TITLE = 12
#: A time stands at most so many elements after its day, with words of so many letters between.
_BESIDE, _WORD = 3, 20


@dataclass(frozen=True, slots=True)
class _Line:
    """One element with the date it shows; ``among`` other words, such as those of a sentence."""

    node: LexborNode
    date: ParsedDate | None
    among: bool = False

    @property
    def is_text(self) -> bool:
        """Whether words of its own make it a paragraph."""
        return len(self.node.text(deep=False).strip()) > _LABEL


def shown_dates(document: Document, layout: Layout) -> list[ParsedDate]:
    """The dates printed near the title, those below it first; else a date that stands alone.

    A date line counts whatever its element is called, where no other is found. Dates within the
    text come after those above it, those among other words last, and only with a time.
    """
    readings = [[*_lines(document, layout, one)] for one in (layout.chrome, layout.surely_chrome)]
    for choose in (_beside_title, _in_text):
        for lines in readings:
            if found := choose(lines, layout):
                return found
    for lines in readings:
        alone = _certain(lines)
        if len({one.at.date() for one in alone}) == 1:
            return alone
    lines = [replace(one, among=not (one.date and one.date.has_time)) for one in readings[-1]]
    return _beside_title(lines, layout) or _in_text(lines, layout)


def _beside_title(lines: Sequence[_Line], layout: Layout) -> list[ParsedDate]:
    """Between the title and the text, or else a little above."""
    title_at, text_at = _places(lines, layout)
    above = _certain(lines[max(title_at - _BESIDE_TITLE, 0) : title_at])
    return (_certain(lines[title_at:text_at]) or above[::-1])[:2]


def _in_text(lines: Sequence[_Line], layout: Layout) -> list[ParsedDate]:
    title_at, text_at = _places(lines, layout)
    if text_at == 0:
        return []
    below = _certain(lines[text_at : title_at + _NEAR])
    return (below or _certain(lines[max(title_at - _NEAR, 0) : title_at])[::-1])[:2]


def _places(lines: Sequence[_Line], layout: Layout) -> tuple[int, int]:
    """Where the title stands among the lines, and where the text begins below it; 0, 0: nowhere."""
    title = layout.title.mem_id if layout.title is not None else None
    title_at = next((at for at, one in enumerate(lines) if one.node.mem_id == title), None)
    if title_at is None:
        return 0, 0
    end = min(title_at + _NEAR, len(lines))
    inside = range(title_at + 1, end)
    return title_at, next((at for at in inside if lines[at].is_text), end)


def _certain(lines: Sequence[_Line]) -> list[ParsedDate]:
    return [one.date for one in lines if one.date is not None and not one.among]


def _lines(document: Document, layout: Layout, chrome: Collection[int]) -> Iterator[_Line]:
    """Elements in page order with the date each one shows; chrome and parts of a date left out."""
    stack = [document.tree.body] if document.tree.body is not None else []
    while stack:
        node = stack.pop()
        if is_skipped(node, chrome):
            continue
        line = _Line(node, None) if layout.holds_title(node) else _line(node, document)
        yield line
        if line.date is None:
            stack.extend(reversed(list(elements(node))))


def _line(node: LexborNode, document: Document) -> _Line:
    if len(node.text(deep=True)) > 4 * _LONGEST:
        return _Line(node, None)
    text = clean_text(node.text(deep=True, separator=" "))
    if stamp := node.attributes.get("datetime"):
        said, shown = document.date(clean_text(stamp)), document.date(text)
        return _Line(node, shown if shown is not None and shown.has_time else said or shown)
    if len(text) > _LONGEST or not any(letter.isdigit() for letter in text):
        return _Line(node, None)
    parsed = document.date(text)
    if parsed is not None and not parsed.has_time:
        parsed = document.date(f"{text}, {_clock_beside(node)}") or parsed
    if parsed is not None:
        return _Line(node, parsed)
    if any(document.date(clean_text(one.text(deep=True, separator=" "))) for one in elements(node)):
        return _Line(node, None)  # the element within is the date
    if (parsed := _date_among(text, document)) is not None:
        return _Line(node, parsed)
    parsed = document.date_within(text)
    return _Line(node, parsed, among=not is_label_like(text))


def is_label_like(text: str) -> bool:
    """Whether a line says at most a few words, and no sentence: that of a date or of a count."""
    few = sum(map(str.isalpha, text.split())) <= _LABEL_WORDS
    return few and len(text) <= _LABEL and not text.endswith(SENTENCE_END)


def is_date_line(text: str, document: Document) -> bool:
    """Whether a line is a date, or parts of which one is: no sentence and no heading."""
    if len(text) > _LONGEST:
        return False
    return document.date(text) is not None or _date_among(text, document) is not None


def _date_among(text: str, document: Document) -> ParsedDate | None:
    """The date in a line of parts such as "18 November 2025, 18:20 | News | 120"."""
    parts = _PARTS.split(text)
    if len(parts) < 2:
        return None
    dates = ((part, document.date(part) or document.date_within(part)) for part in parts)
    found = [(part, date) for part, date in dates if date is not None]
    if len(found) != 1:
        return None
    day, parsed = found[0]
    clock = next((part for part in parts if _CLOCK.fullmatch(part)), "")
    return parsed if parsed.has_time else document.date(f"{day}, {clock}") or parsed


def _clock_beside(node: LexborNode) -> str:
    """The time that stands in one of the elements after a day, with a word at most; or ""."""
    beside = node.next
    for _ in range(_BESIDE):
        while beside is not None and not clean_text(beside.text(deep=True)):
            beside = beside.next
        if beside is None:
            break
        text = clean_text(beside.text(deep=True)).strip(",|· ()")
        if found := _CLOCK_LINE.fullmatch(text):
            return found[1]
        if len(text) > _WORD:
            break
        beside = beside.next
    return ""
