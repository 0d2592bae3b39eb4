"""The facts that an analysis holds, and their JSON.

The JSON is a contract with other tools: its keys are documented in ``docs/analysis.md``.
Names are in the language of the text, in the nominative; countries are ISO 3166-1 alpha-2;
dates are ISO 8601.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any, Literal

Lang = Literal["kk", "ru", "en"]

#: Raised whenever the same text may be read differently than before.
ANALYSER_VERSION = "5"

#: What a release can mainly be about.
Kind = Literal[
    "bilateral",
    "multilateral_council",
    "government_session",
    "working_meeting",
    "phone_call",
    "audience_multilateral",
    "foreign_visit",
    "regional_trip",
    "party_or_parliament",
    "conference",
    "appointment",
    "statement",
    "other",
]

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Person:
    """A person named in the text, with the office the text gives them.

    ``organisation`` is set where the office is in a company or an international body; then
    ``country`` is None for an international one. ``span`` is where the name was read:
    offsets in code points into ``title + "\\n" + text`` (title may be empty: then into ``text``).
    """

    name: str
    office: str | None = None
    country: str | None = None
    organisation: str | None = None
    role: str = "participant"
    mention: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where the event was held; either part may be unknown."""

    city: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class DateRange:
    """When the event was held, as ISO dates; both None where the text does not say."""

    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with a meaning: value in base units (67 billion -> 67000000000)."""

    text: str
    value: float
    unit: str
    qualifier: str | None = None
    subject: str = ""
    period: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Speech in quotation marks, ascribed to a person; ``text`` is without the marks."""

    speaker: str
    text: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document the text names; status: signed, adopted, planned or expected."""

    text: str
    status: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class ReferencedEvent:
    """Another event that the text refers to."""

    name: str
    date_text: str | None = None
    place: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Spans:
    """Where facts without a span of their own were read; None where it cannot be told.

    ``organisations`` and ``topics`` have one span for each item of the analysis, in its order; that
    of a topic is the first word that speaks for it.
    """

    place: Span | None = None
    date: Span | None = None
    organisations: tuple[Span | None, ...] = ()
    topics: tuple[Span | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that was read out of one text.

    ``failed`` names the stages that could not be run: their fields are empty, not wrong.
    """

    is_meeting: bool = False
    kind: Kind = "other"
    formats: tuple[str, ...] = ()
    place: Place = field(default_factory=Place)
    date: DateRange = field(default_factory=DateRange)
    participants: tuple[Person, ...] = ()
    mentioned_persons: tuple[Person, ...] = ()
    organisations: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    quotes: tuple[Quote, ...] = ()
    topics: tuple[str, ...] = ()
    documents: tuple[Document, ...] = ()
    referenced_events: tuple[ReferencedEvent, ...] = ()
    summary: str = ""
    spans: Spans = field(default_factory=Spans)
    failed: tuple[str, ...] = ()
    analyser_version: str = ""

    def to_json(self) -> dict[str, Any]:
        """The analysis as the JSON object of the contract (lists, not tuples)."""
        return {each.name: _plain(getattr(self, each.name)) for each in fields(self)}


def _plain(value: Any) -> Any:
    """A value as JSON has it. (``asdict`` copies every string and number: ten times as long.)"""
    if isinstance(value, str | int | float | None):
        return value
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
