"""The dates that a page of unknown markup prints near its title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from crawler.pages.blocks import clean_text
from crawler.pages.dates import ParsedDate
from crawler.pages.document import Document
from crawler.pages.layout import Layout, elements
from crawler.pages.walk import is_skipped

_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?::\d\d)?")
_PARTS = re.compile(r"\s*[|·•]\s*|\s+[—–/-]\s+")
#: A date line is short, and stands within so many elements of the title.
_LONGEST = 100
_NEAR = 60


def shown_dates(document: Document, layout: Layout) -> list[ParsedDate]:
    """The dates printed near the title, those below it first; else a date that stands alone."""
    dates: list[tuple[int, ParsedDate]] = []
    title_at: int | None = None
    for position, (node, parsed) in enumerate(_lines(document, layout)):
        if layout.title is not None and node.mem_id == layout.title.mem_id:
            title_at = position
        if parsed is not None:
            dates.append((position, parsed))
    near: list[ParsedDate] = []
    if title_at is not None:
        near = [parsed for at, parsed in dates if title_at < at <= title_at + _NEAR][:2]
        near += [parsed for at, parsed in dates if title_at - _NEAR <= at < title_at][:-3:-1]
    if near:
        return near
    days = {parsed.at.date() for _, parsed in dates}
    return [parsed for _, parsed in dates] if len(days) == 1 else []


def _lines(document: Document, layout: Layout) -> Iterator[tuple[LexborNode, ParsedDate | None]]:
    """Elements in page order with the date each one is, chrome and what lies in a date left out."""
    stack = [document.tree.body] if document.tree.body is not None else []
    while stack:
        node = stack.pop()
        if is_skipped(node, layout.chrome):
            continue
        parsed = _date_of(node, document)
        yield node, parsed
        if parsed is None:
            stack.extend(reversed(list(elements(node))))


def _date_of(node: LexborNode, document: Document) -> ParsedDate | None:
    if len(node.text(deep=True)) > 4 * _LONGEST:
        return None
    text = clean_text(node.text(deep=True, separator=" "))
    if len(text) > _LONGEST or not any(letter.isdigit() for letter in text):
        return None
    parsed = document.date(text)
    if parsed is not None and not parsed.has_time:
        return document.date(f"{text}, {_clock_beside(node)}") or parsed
    return parsed or _date_among(text, document)


def _date_among(text: str, document: Document) -> ParsedDate | None:
    """The date in a line of parts such as "18 November 2025, 18:20 | News | 120"."""
    parts = _PARTS.split(text)
    found = [(part, date) for part in parts if (date := document.date(part)) is not None]
    if len(parts) < 2 or len(found) != 1:
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
