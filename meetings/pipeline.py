"""The analysis as named stages run in order; one that fails leaves its fields empty, no more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from meetings.dates import find_event_date
from meetings.documents import read_documents, read_referenced_events
from meetings.evidence import find_spans
from meetings.figures.reader import read_figures
from meetings.kinds import read_kind
from meetings.model import ANALYSER_VERSION, Analysis, Lang
from meetings.organisations.found import read_organisations
from meetings.people.reader import read_people
from meetings.people.roles import roles_by_kind
from meetings.places.reader import place_by_kind, read_place
from meetings.quotes.reader import read_quotes
from meetings.spacing import as_printed, plain
from meetings.summary import summarise
from meetings.text import Doc, prepare
from meetings.topics import find_topics


@dataclass(frozen=True, slots=True)
class Reading:
    """What the stages read from: the text, and what the stages before have found."""

    title: str
    text: str
    lang: Lang
    published: date | None
    doc: Doc
    facts: Analysis = field(default_factory=Analysis)


Stage = Callable[[Reading], Analysis]


def _places(reading: Reading) -> Analysis:
    return replace(reading.facts, place=read_place(reading.doc, reading.lang))


def _people(reading: Reading) -> Analysis:
    people = read_people(reading.doc, reading.lang, reading.facts.place.country)
    return replace(
        reading.facts, participants=people.participants, mentioned_persons=people.mentioned
    )


def _kinds(reading: Reading) -> Analysis:
    place = reading.facts.place.country
    found = read_kind(reading.doc, reading.lang, reading.facts.participants, place)
    return replace(
        reading.facts,
        place=place_by_kind(
            reading.doc, reading.lang, reading.facts.place, found.kind, digest=found.digest
        ),
        kind=found.kind,
        is_meeting=found.is_meeting,
        formats=found.formats,
        participants=roles_by_kind(
            reading.facts.participants, found.kind, place, reading.lang, reading.title
        ),
    )


def _organisations(reading: Reading) -> Analysis:
    names = read_organisations(reading.doc, reading.lang, reading.facts.participants)
    return replace(reading.facts, organisations=names)


def _dates(reading: Reading) -> Analysis:
    held, span = find_event_date(reading.text, reading.lang, reading.published)
    return replace(reading.facts, date=held, spans=replace(reading.facts.spans, date=span))


def _quotes(reading: Reading) -> Analysis:
    people = (*reading.facts.participants, *reading.facts.mentioned_persons)
    return replace(reading.facts, quotes=read_quotes(reading.text, reading.lang, people))


def _figures(reading: Reading) -> Analysis:
    return replace(reading.facts, figures=read_figures(reading.text, reading.lang))


def _topics(reading: Reading) -> Analysis:
    found = find_topics(reading.text, reading.lang)
    spans = replace(reading.facts.spans, topics=tuple(span for _, span in found))
    return replace(reading.facts, topics=tuple(topic for topic, _ in found), spans=spans)


def _documents(reading: Reading) -> Analysis:
    return replace(reading.facts, documents=read_documents(reading.text, reading.lang))


def _events(reading: Reading) -> Analysis:
    events = read_referenced_events(reading.text, reading.lang)
    return replace(reading.facts, referenced_events=events)


def _summary(reading: Reading) -> Analysis:
    body = reading.text[len(reading.title) + 1 :] if reading.title else reading.text
    return replace(
        reading.facts, summary=summarise(reading.title, body, reading.lang, reading.facts)
    )


def _spans(reading: Reading) -> Analysis:
    return replace(reading.facts, spans=find_spans(reading.doc, reading.lang, reading.facts))


#: Every stage by name, in the order they run: later ones may use what earlier ones found.
STAGES: tuple[tuple[str, Stage], ...] = (
    ("place", _places),
    ("people", _people),
    ("kind", _kinds),
    ("organisations", _organisations),
    ("date", _dates),
    ("figures", _figures),
    ("quotes", _quotes),
    ("topics", _topics),
    ("documents", _documents),
    ("referenced_events", _events),
    ("summary", _summary),
    ("spans", _spans),
)


def analyse(
    text: str,
    *,
    lang: Lang,
    title: str = "",
    published: datetime | date | None = None,
) -> Analysis:
    """Read out of one release who met whom, where, when and about what.

    ``lang`` is trusted. ``published`` anchors "today" and dates without a year. The same input
    gives the same output. Never raises for any text: a stage that fails is named in ``failed``.
    """
    return run(text, lang=lang, title=title, published=published, stages=STAGES)


def run(
    text: str,
    *,
    lang: Lang,
    title: str,
    published: datetime | date | None,
    stages: tuple[tuple[str, Stage], ...],
) -> Analysis:
    """The given stages over one text."""
    whole = prepare(title, text)
    day = published.date() if isinstance(published, datetime) else published
    text, title = plain(whole), plain(title)
    reading = Reading(title, text, lang, day, Doc(text, title))
    facts = Analysis(analyser_version=ANALYSER_VERSION)
    for name, stage in stages:
        try:
            facts = stage(replace(reading, facts=facts))
        except Exception:  # noqa: BLE001 - the stage boundary: one unread fact must not lose the others; the caller sees it in `failed`
            facts = replace(facts, failed=(*facts.failed, name))
    return as_printed(whole, facts)
