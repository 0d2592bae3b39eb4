"""The figures of an analysis, kept once: as a column that SQL reads, and not in the packed rest.

A column is a JSON list with a list for every figure; nulls at the end are left out:

0. value;
1. unit, or how many letters at the end of the figure's text are it;
2. start and 3. length of its text;
4. how far the sentence it is about begins before it, and 5. that sentence's length;
6. qualifier;
7. period, or where in the sentence it begins and how long it is (a list);
8. its text.

What does not stand in the release as it is (title, line break, text) is written out: the sentence
in the place of its start, the text last.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import zstandard

from archive.packing import ANALYSIS, pack, unpack
from archive.shapes import shape, unshape

#: Below, an integer and a float are one and the same number, and the integer is written shorter.
_EXACT = 2**53
_NONE: list[Any] = [None] * 9


def pack_document(document: Mapping[str, Any], title: str, text: str) -> tuple[bytes, str]:
    """An analysis (the JSON of docs/analysis.md) packed without its figures, and their column."""
    whole = f"{title}\n{text}"
    column = _compact([_row(each, whole) for each in document["figures"]])
    # An analyser may have said more of a figure than the column holds: then it stays in the rest.
    kept = None if _figures(column, whole) == document["figures"] else document["figures"]
    rest = {**document, "figures": kept}
    return pack(_compact(shape(rest, whole) or rest), whole, ANALYSIS), column


def unpack_document(
    packed: bytes | None, column: str | None, title: str, text: str
) -> dict[str, Any] | None:
    """The analysis that ``pack_document`` packed; None where there is none that can be read."""
    whole = f"{title}\n{text}"
    try:
        document = json.loads(unpack(packed or b"", whole))
        if isinstance(document, list):
            document = unshape(document, whole)
        if document["figures"] is None:
            document["figures"] = _figures(column or "", whole)
    except (zstandard.ZstdError, ValueError, KeyError, TypeError, IndexError):
        return None
    return document if isinstance(document, dict) else None


def document_json(packed: bytes, column: str | None, title: str, text: str) -> str | None:
    """``unpack_document`` as JSON, for SQL."""
    document = unpack_document(packed, column, title, text)
    return None if document is None else json.dumps(document, ensure_ascii=False)


def passage(text: str, whole: str, near: list[int] | None) -> tuple[int, int] | None:
    """Where a passage stands in a release and how long it is; None where it does not."""
    # A subject begins before its figure, a quote behind its mark: at most a sentence away.
    at = whole.find(text, max(0, near[0] - len(text)) if near else 0)
    return (at, len(text)) if at >= 0 else None


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _row(figure: Mapping[str, Any], whole: str) -> list[Any]:
    value, span, subject = figure["value"], figure.get("span"), figure["subject"] or ""
    text, unit, period = figure["text"], figure["unit"], figure["period"]
    is_standing = span is not None and whole[slice(*span)] == text
    found = passage(subject, whole, span)
    start = span[0] if span else 0
    row = [
        int(value) if abs(value) < _EXACT and float(value).is_integer() else value,
        len(unit) if is_standing and unit and text.endswith(unit) else unit,
        *((start, span[1] - start) if span else (None, None)),
        *((start - found[0], found[1]) if found else (subject, None)),
        figure["qualifier"],
        _period(period, whole, found),
        None if is_standing else text,
    ]
    while row[-1] is None:
        row.pop()
    return row


def _period(
    period: str | None, whole: str, sentence: tuple[int, int] | None
) -> str | list[int] | None:
    """A period by its place within the sentence of its figure, where it stands there."""
    if not period or sentence is None:
        return period
    at = whole.find(period, sentence[0], sum(sentence))
    return period if at < 0 else [at - sentence[0], len(period)]


def _figures(column: str, whole: str) -> list[dict[str, Any]]:
    found = []
    for row in json.loads(column):
        value, unit, start, size, subject, length, qualifier, period, text = row + _NONE[len(row) :]
        span = None if start is None else [start, start + size]
        told = whole[slice(*span)] if text is None and span else text
        at = 0
        if length is not None:
            at = (start or 0) - subject
            subject = whole[at : at + length]
        if isinstance(period, list):
            period = whole[at + period[0] : at + sum(period)]
        found.append(
            {
                "text": told,
                "value": float(value),
                "unit": told[-unit:] if isinstance(unit, int) else unit,
                "qualifier": qualifier,
                "subject": subject,
                "period": period,
                "span": span,
            }
        )
    return found
