"""The figures of an analysis, kept once: as a column that SQL reads, and not in the packed rest.

A column is a JSON list with a list for every figure: value, unit, start and length of its text,
start and length of the sentence it is about, qualifier, period; nulls at the end are left out. What
does not stand in the release as it is (title, line break, text) is written out: the sentence in the
place of its start, the text last.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import zstandard

from archive.packing import pack, unpack

#: Below, an integer and a float are one and the same number, and the integer is written shorter.
_EXACT = 2**53
_NONE: list[Any] = [None] * 9


def pack_document(document: Mapping[str, Any], title: str, text: str) -> tuple[bytes, str]:
    """An analysis (the JSON of docs/analysis.md) packed without its figures, and their column."""
    whole = f"{title}\n{text}"
    rows = [_row(each, whole) for each in document["figures"]]
    column = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    # An analyser may have said more of a figure than the column holds: then it stays in the rest.
    kept = None if _figures(column, whole) == document["figures"] else document["figures"]
    rest = json.dumps({**document, "figures": kept}, ensure_ascii=False)
    return pack(rest, text), column


def unpack_document(
    packed: bytes | None, column: str | None, title: str, text: str
) -> dict[str, Any] | None:
    """The analysis that ``pack_document`` packed; None where there is none that can be read."""
    try:
        document = json.loads(unpack(packed or b"", text))
        if isinstance(document, dict) and document["figures"] is None:
            document["figures"] = _figures(column or "", f"{title}\n{text}")
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


def _row(figure: Mapping[str, Any], whole: str) -> list[Any]:
    value, span, subject = figure["value"], figure.get("span"), figure["subject"] or ""
    standing = span is not None and whole[slice(*span)] == figure["text"]
    row = [
        int(value) if abs(value) < _EXACT and float(value).is_integer() else value,
        figure["unit"],
        *((span[0], span[1] - span[0]) if span else (None, None)),
        *(passage(subject, whole, span) or (subject, None)),
        figure["qualifier"],
        figure["period"],
        None if standing else figure["text"],
    ]
    while row[-1] is None:
        row.pop()
    return row


def _figures(column: str, whole: str) -> list[dict[str, Any]]:
    found = []
    for row in json.loads(column):
        value, unit, start, size, subject, length, qualifier, period, text = row + _NONE[len(row) :]
        span = None if start is None else [start, start + size]
        found.append(
            {
                "text": whole[slice(*span)] if text is None and span else text,
                "value": float(value),
                "unit": unit,
                "qualifier": qualifier,
                "subject": subject if length is None else whole[subject : subject + length],
                "period": period,
                "span": span,
            }
        )
    return found
