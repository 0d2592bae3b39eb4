"""No-break spaces read as spaces, and what was read given back as it is printed.

Releases are full of no-break spaces, put by editors where they like. Every cue is written with
plain ones, so that is what the stages read; each takes one code point, so that spans stay true.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from meetings.model import Analysis, Document, Figure, Person, Quote, ReferencedEvent, Span

_PLAIN = str.maketrans(dict.fromkeys("\u00a0\u202f\u2007", " "))
_Read = TypeVar("_Read", Figure, Document)


def plain(text: str) -> str:
    """The text with plain spaces in place of the no-break ones, of the same length."""
    return text.translate(_PLAIN)


def as_printed(whole: str, facts: Analysis) -> Analysis:
    """The facts read in ``plain(whole)``, with what they quote of the text as the text has it."""
    if plain(whole) == whole:
        return facts
    return replace(
        facts,
        participants=tuple(_person(whole, person) for person in facts.participants),
        mentioned_persons=tuple(_person(whole, person) for person in facts.mentioned_persons),
        figures=tuple(_text(whole, figure) for figure in facts.figures),
        quotes=tuple(_quote(whole, quote) for quote in facts.quotes),
        documents=tuple(_text(whole, document) for document in facts.documents),
        referenced_events=tuple(_event(whole, event) for event in facts.referenced_events),
    )


def _person(whole: str, person: Person) -> Person:
    return replace(person, mention=_printed(whole, person.mention, person.span))


def _text(whole: str, read: _Read) -> _Read:
    return replace(read, text=_printed(whole, read.text, read.span))


def _quote(whole: str, quote: Quote) -> Quote:
    return replace(quote, text=_printed(whole, quote.text, quote.span))


def _event(whole: str, event: ReferencedEvent) -> ReferencedEvent:
    return replace(event, name=_printed(whole, event.name, event.span))


def _printed(whole: str, read: str, span: Span | None) -> str:
    """What the text has where ``read`` was read; ``read`` itself where it is put together."""
    if span is None:
        return read
    at = plain(whole[span[0] : span[1]]).find(read)
    return whole[span[0] + at : span[0] + at + len(read)] if at >= 0 else read
