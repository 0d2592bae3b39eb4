"""An analysis as the list that is kept of it: without keys, and without what stands in the text.

Passages of the release are told by their place, a name that is written as it was read by its span,
a speaker by the number of the person. Figures have a column of their own (archive/figures.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_Document = Mapping[str, Any]
#: A passage of the release: where it begins and how long it is; in the place of a text 0: the same.
_Place = list[int]
_SAME = 0

_PLACE, _DATE = ("city", "country"), ("start", "end")
_EVENT = ("name", "date_text", "place", "span")


def shape(document: _Document, whole: str) -> list[Any] | None:
    """The list for the JSON of an analysis without its figures; None where it cannot be told so."""
    try:
        shaped = _shaped(document, whole)
        is_faithful = _unshaped(shaped, whole) == document
    except (KeyError, TypeError, ValueError, IndexError):
        return None
    return shaped if is_faithful else None


def unshape(shaped: list[Any], whole: str) -> dict[str, Any]:
    """The analysis that ``shape`` made a list of. Raises TypeError, ValueError or IndexError."""
    return _unshaped(shaped, whole)


def _shaped(document: _Document, whole: str) -> list[Any]:
    people = [*document["participants"], *document["mentioned_persons"]]
    names = [person["name"] for person in people]
    spans = document["spans"]
    return [
        int(document["is_meeting"]),
        document["kind"],
        document["formats"],
        [document["place"][key] for key in _PLACE],
        [document["date"][key] for key in _DATE],
        [_person(each, whole) for each in document["participants"]],
        [_person(each, whole) for each in document["mentioned_persons"]],
        _spotted(document["organisations"], spans["organisations"], whole),
        [_quote(each, names, whole) for each in document["quotes"]],
        _spotted(document["topics"], spans["topics"], whole),
        [
            [_standing(each["text"], each["span"], whole), each["status"], _place(each["span"])]
            for each in document["documents"]
        ],
        [[each[key] for key in _EVENT] for each in document["referenced_events"]],
        _passage(document["summary"], whole, 0),
        _place(spans["place"]),
        _place(spans["date"]),
        document["failed"],
        document["analyser_version"],
    ]


def _unshaped(shaped: list[Any], whole: str) -> dict[str, Any]:
    meeting, kind, formats, place, date, took_part, mentioned, bodies, quotes, *rest = shaped
    topics, documents, events, summary, place_span, date_span, failed, analyser = rest
    participants = [_to_person(row, whole) for row in took_part]
    others = [_to_person(row, whole) for row in mentioned]
    names = [person["name"] for person in participants + others]
    return {
        "is_meeting": bool(meeting),
        "kind": kind,
        "formats": formats,
        "place": dict(zip(_PLACE, place, strict=True)),
        "date": dict(zip(_DATE, date, strict=True)),
        "participants": participants,
        "mentioned_persons": others,
        "organisations": [_to_text(row[0], row[1], whole) for row in bodies],
        "figures": None,
        "quotes": [
            {
                "speaker": names[speaker] if isinstance(speaker, int) else speaker,
                "text": _to_passage(text, whole),
                "span": _to_span(at),
            }
            for speaker, text, at in quotes
        ],
        "topics": [_to_text(row[0], row[1], whole) for row in topics],
        "documents": [
            {"text": _to_text(text, at, whole), "status": status, "span": _to_span(at)}
            for text, status, at in documents
        ],
        "referenced_events": [dict(zip(_EVENT, row, strict=True)) for row in events],
        "summary": _to_passage(summary, whole),
        "spans": {
            "place": _to_span(place_span),
            "date": _to_span(date_span),
            "organisations": [_to_span(row[1]) for row in bodies],
            "topics": [_to_span(row[1]) for row in topics],
        },
        "failed": failed,
        "analyser_version": analyser,
    }


def _person(row: Mapping[str, Any], whole: str) -> list[Any]:
    mention = _standing(row["mention"], row["span"], whole)
    name = _SAME if row["name"] == row["mention"] else row["name"]
    office = (row["office"], row["country"], row["organisation"], row["role"])
    return [name, *office, mention, _place(row["span"])]


def _to_person(row: list[Any], whole: str) -> dict[str, Any]:
    name, office, country, organisation, role, mention, at = row
    read = _to_text(mention, at, whole)
    return {
        "name": read if name == _SAME else name,
        "office": office,
        "country": country,
        "organisation": organisation,
        "role": role,
        "mention": read,
        "span": _to_span(at),
    }


def _spotted(texts: list[str], spans: list[Any], whole: str) -> list[list[Any]]:
    return [
        [_standing(text, span, whole), _place(span)]
        for text, span in zip(texts, spans, strict=True)
    ]


def _quote(row: Mapping[str, Any], names: list[str], whole: str) -> list[Any]:
    speaker = row["speaker"]
    near = row["span"][0] if row["span"] else 0
    return [
        names.index(speaker) if speaker in names else speaker,
        _passage(row["text"], whole, near),
        _place(row["span"]),
    ]


def _passage(text: str, whole: str, start: int) -> str | _Place:
    at = whole.find(text, start) if text else -1
    return text if at < 0 else [at, len(text)]


def _to_passage(kept: str | _Place, whole: str) -> str:
    return kept if isinstance(kept, str) else whole[kept[0] : kept[0] + kept[1]]


def _standing(text: str, span: list[int] | None, whole: str) -> str | int:
    return _SAME if span is not None and whole[slice(*span)] == text else text


def _to_text(kept: str | int, at: _Place | None, whole: str) -> str:
    return _to_passage(at or [0, 0], whole) if kept == _SAME else str(kept)


def _place(span: list[int] | None) -> _Place | None:
    return None if span is None else [span[0], span[1] - span[0]]


def _to_span(place: _Place | None) -> list[int] | None:
    return None if place is None else [place[0], place[0] + place[1]]
