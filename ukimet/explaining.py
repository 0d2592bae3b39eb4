"""A text with what was read where: coloured for a terminal, or as a page of HTML."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from rich.text import Text

from meetings.model import Analysis, Span

#: What can be read, in the order of the legend, with its colour on a terminal and in HTML.
KINDS = {
    "participant": ("bold black on green", "#a6e3a1"),
    "mentioned": ("black on bright_green", "#d8f3d0"),
    "organisation": ("black on bright_cyan", "#bfe8f5"),
    "place": ("black on magenta", "#f0c6f2"),
    "date": ("black on bright_magenta", "#f7def7"),
    "figure": ("black on yellow", "#f9e79f"),
    "quote": ("italic", "#eeeeee"),
    "document": ("black on bright_blue", "#c9d7fb"),
    "event": ("black on bright_red", "#f8cfc4"),
    "topic": ("underline", "#ffffff"),
}

#: What XML 1.0 has no room for.
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<title>What was read where</title>
<style>
body {{ max-width: 46rem; margin: 2rem auto; font: 1rem/1.6 sans-serif; color: #111; }}
mark {{ color: inherit; border-radius: 0.2rem; }}
.text {{ white-space: pre-wrap; }}
{styles}
</style>
</head>
<body>
<p>{legend}</p>
<div class="text">{text}</div>
</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage of the text, what kind of fact was read there, and the fact in words."""

    start: int
    end: int
    kind: str
    fact: str


def marks_of(analysis: Analysis) -> list[Mark]:
    """The passages that an analysis was read from, longest first where they begin together."""
    marks = [
        Mark(span[0], span[1], kind, fact)
        for kind, fact, span in _facts(analysis)
        if span is not None
    ]
    return sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.kind))


def coloured(text: str, marks: Sequence[Mark]) -> Text:
    """The text in colours, with the legend under it."""
    shown = Text(text)
    for mark in marks:
        shown.stylize(KINDS[mark.kind][0], mark.start, mark.end)
    shown.append("\n\n")
    for kind, count in _legend(marks):
        shown.append(f" {kind} ", KINDS[kind][0])
        shown.append(f" {count}  ")
    return shown


def page(text: str, marks: Sequence[Mark]) -> str:
    """A page of HTML (well-formed XML, too) that shows the text with its marks and a legend."""
    styles = "\n".join(
        f".{kind} {{ background: {colour}; }}" for kind, (_, colour) in KINDS.items()
    )
    styles += "\n.topic { text-decoration: underline dotted; background: none; }"
    legend = "\n".join(
        f'<mark class="{kind}">{kind}</mark> {count}' for kind, count in _legend(marks)
    )
    return _PAGE.format(
        styles=styles, legend=legend or "nothing was read", text="".join(_pieces(text, marks))
    )


def _facts(analysis: Analysis) -> Iterator[tuple[str, str, Span | None]]:
    for kind, people in (
        ("participant", analysis.participants),
        ("mentioned", analysis.mentioned_persons),
    ):
        for person in people:
            where = person.organisation or person.country
            yield kind, _joined(person.name, person.office, where, person.role), person.span
    place, date, spans = analysis.place, analysis.date, analysis.spans
    yield "place", _joined(place.city, place.country), spans.place
    yield "date", _joined(*dict.fromkeys((date.start, date.end))), spans.date
    for name, span in zip(analysis.organisations, spans.organisations, strict=False):
        yield "organisation", name, span
    for topic, span in zip(analysis.topics, spans.topics, strict=False):
        yield "topic", topic, span
    for figure in analysis.figures:
        value = f"{figure.qualifier or ''}{figure.value:.15g} {figure.unit}"
        yield "figure", _joined(value, figure.period), figure.span
    for quote in analysis.quotes:
        yield "quote", quote.speaker, quote.span
    for document in analysis.documents:
        yield "document", document.status, document.span
    for event in analysis.referenced_events:
        yield "event", _joined(event.name, event.date_text), event.span


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _legend(marks: Iterable[Mark]) -> list[tuple[str, int]]:
    counts = Counter(mark.kind for mark in marks)
    return [(kind, counts[kind]) for kind in KINDS if counts[kind]]


def _pieces(text: str, marks: Sequence[Mark]) -> Iterator[str]:
    """The text cut at every beginning and end: marks may overlap, elements may not."""
    edges = sorted({0, len(text), *(m.start for m in marks), *(m.end for m in marks)})
    waiting = deque(marks)
    over: list[Mark] = []
    for start, end in pairwise(edges):
        while waiting and waiting[0].start <= start:
            over.append(waiting.popleft())
        over = [mark for mark in over if end <= mark.end]
        piece = escape(_printable(text[start:end]))
        if over:
            # The shortest passage gives its colour: a figure within a quote.
            over.sort(key=lambda mark: (mark.end - mark.start, mark.kind))
            facts = "; ".join(f"{mark.kind}: {mark.fact}" for mark in over)
            title = escape(_printable(facts))
            yield f'<mark class="{over[0].kind}" title="{title}">{piece}</mark>'
        else:
            yield piece


def _printable(text: str) -> str:
    """Text without the characters that no page may hold."""
    return _UNFIT.sub("\ufffd", text)
