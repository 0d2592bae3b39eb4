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
_PARTS = re.compile(r"\s*[|·•]\s*|\s+[—–/-]\s+")
#: A date line is short, and stands within so many elements of the title.
_LONGEST = 100
_NEAR = 60
#: A line that says a date and no more than a word or two besides is as good as one that is a date.
_LABEL = 60


@dataclass(frozen=True, slots=True)
class _Line:
    """One element with the date it shows; ``among`` other words, such as those of a sentence."""

    node: LexborNode
    date: ParsedDate | None
    among: bool = False


def shown_dates(document: Document, layout: Layout) -> list[ParsedDate]:
    """The dates printed near the title, those below it first; else a date that stands alone.

    A date line counts whatever its element is called, where no other is found. Dates among other
    words come last, and only those with a time.
    """
    for chrome in (layout.chrome, layout.surely_chrome):
        lines = [*_lines(document, layout, chrome)]
        if found := _nearest(lines, layout):
            return found
        days = {one.date.at.date() for one in lines if one.date and not one.among}
        if len(days) == 1:
            return [one.date for one in lines if one.date and not one.among]
    timed = [one for one in lines if one.date is None or not one.among or one.date.has_time]
    return _nearest([replace(one, among=False) for one in timed], layout)


def _nearest(lines: Sequence[_Line], layout: Layout) -> list[ParsedDate]:
    if layout.title is None:
        return []
    places = (at for at, one in enumerate(lines) if one.node.mem_id == layout.title.mem_id)
    title_at = next(places, None)
    if title_at is None:
        return []
    below = lines[title_at + 1 : title_at + 1 + _NEAR]
    above = lines[max(title_at - _NEAR, 0) : title_at]
    near = [one.date for one in below if one.date and not one.among][:2]
    return near + [one.date for one in above if one.date and not one.among][:-3:-1]


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
    return _Line(node, parsed, among=len(text) > _LABEL or text.endswith(SENTENCE_END))


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
    """The time that stands in the element after a day; "" for none."""
    beside = node.next
    while beside is not None and not clean_text(beside.text(deep=True)):
        beside = beside.next
    text = clean_text(beside.text(deep=True)).lstrip(",|· ") if beside is not None else ""
    return text if _CLOCK.fullmatch(text) else ""
