"""``ukimet analyse``: what a text says, without an archive."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, TextIO

import click

from meetings import Analysis
from meetings import analyse as analyse_text
from meetings.model import Lang
from meetings.text import prepare
from ukimet.app import LANGUAGES, console, json_option, print_json
from ukimet.explaining import coloured, marks_of, page

EXAMPLES = """
\b
Examples:
  ukimet analyse release.txt --lang en
  curl -s https://example.org/text | ukimet analyse - --lang ru --json
  ukimet analyse releases.jsonl --jsonl > analyses.jsonl
  ukimet analyse release.txt --lang en --explain > explained.html
"""


@click.command(epilog=EXAMPLES)
@click.argument("file", type=click.File("r", encoding="utf-8", errors="strict"), default="-")
@click.option("--lang", type=LANGUAGES, help="Language of the text (required without --jsonl).")
@click.option("--title", default="", help="The release's title.")
@click.option("--published", metavar="ISO", help="When it was published: anchors words like today.")
@click.option(
    "--jsonl",
    is_flag=True,
    help="Many texts: one object {id, lang, title, text, published} a line in, "
    "one analysis with the id a line out.",
)
@click.option(
    "--explain",
    is_flag=True,
    help="Show the text with what was read where: coloured on a terminal, else as an HTML page.",
)
@json_option
def analyse(
    file: TextIO,
    lang: Lang | None,
    title: str,
    published: str | None,
    jsonl: bool,
    explain: bool,
    as_json: bool,
) -> int:
    """Read who met whom, where, when and about what in FILE (- is standard input)."""
    if explain and (jsonl or as_json):
        raise click.UsageError("--explain shows one text to people: without --json and --jsonl")
    if jsonl:
        failed = False
        for document in _analyse_lines(file):
            failed = failed or "error" in document
            click.echo(json.dumps(document, ensure_ascii=False))
        return 1 if failed else 0
    if lang is None:
        raise click.UsageError("--lang is needed: kk, ru or en")
    text = _text_of(file)
    if not text.strip():
        raise click.UsageError("there is no text to analyse")
    analysis = analyse_text(text, lang=lang, title=title, published=_moment(published))
    if explain:
        _explain(prepare(title, text), analysis)
    elif as_json:
        print_json(analysis.to_json())
    else:
        click.echo(described(analysis))
    return 0


def _explain(text: str, analysis: Analysis) -> None:
    marks = marks_of(analysis)
    if sys.stdout.isatty():
        console().print(coloured(text, marks))
    else:
        click.echo(page(text, marks), nl=False)


def described(analysis: Analysis) -> str:
    """An analysis in lines for people."""
    place = ", ".join(part for part in (analysis.place.city, analysis.place.country) if part)
    dates = " – ".join(d for d in dict.fromkeys((analysis.date.start, analysis.date.end)) if d)
    rows: list[tuple[str, str]] = [
        ("meeting", "yes" if analysis.is_meeting else "no"),
        ("kind", analysis.kind),
        ("formats", ", ".join(analysis.formats)),
        ("place", place),
        ("date", dates),
        ("summary", analysis.summary),
    ]
    for person in analysis.participants:
        where = person.organisation or person.country
        office = ", ".join(part for part in (person.office, where) if part)
        rows.append(("participant", f"{person.name} — {office} ({person.role})"))
    rows += [("mentioned", person.name) for person in analysis.mentioned_persons]
    rows += [("organisation", name) for name in analysis.organisations]
    rows += [
        ("figure", f"{figure.text} = {figure.value:g} {figure.unit}") for figure in analysis.figures
    ]
    rows += [("quote", f"{quote.speaker}: {quote.text}") for quote in analysis.quotes]
    rows += [
        ("document", f"{document.text} ({document.status})") for document in analysis.documents
    ]
    rows += [("refers to", event.name) for event in analysis.referenced_events]
    rows += [("topics", ", ".join(analysis.topics))]
    rows += [("not read", ", ".join(analysis.failed))]
    return "\n".join(f"{label:<13}{value}" for label, value in rows if value)


def _analyse_lines(file: TextIO) -> Iterator[dict[str, Any]]:
    """A line that cannot be used is answered with an error, so that none is lost in silence."""
    for number, line in enumerate(_lines(file), start=1):
        if not line.strip():
            continue
        known: dict[str, Any] = {"id": None, "line": number}
        try:
            item = _object(line)
            known = {"id": item.get("id", number)}
            _check(item)
            analysis = analyse_text(
                item["text"],
                lang=item["lang"],
                title=item.get("title") or "",
                published=_moment(item.get("published")),
            )
        except (ValueError, click.UsageError) as error:
            click.echo(f"ukimet: line {number}: {error}", err=True)
            yield {**known, "error": str(error)}
        else:
            yield {**known, **analysis.to_json()}


def _object(line: str) -> dict[str, Any]:
    """A line of ``--jsonl``. Raises ValueError where it is no JSON object."""
    try:
        item = json.loads(line)
    except ValueError as error:
        raise ValueError(f"is no JSON: {error}") from error
    if not isinstance(item, dict):
        raise ValueError("is no JSON object")
    return item


def _check(item: dict[str, Any]) -> None:
    """Raise ValueError where an object of ``--jsonl`` cannot be read for want of something."""
    if item.get("lang") not in LANGUAGES.choices:
        raise ValueError("lang must be kk, ru or en")
    if "text" not in item:
        raise ValueError("text is missing")
    if not isinstance(item["text"], str) or not isinstance(item.get("title") or "", str):
        raise ValueError("text and title must be strings")


def _text_of(file: TextIO) -> str:
    try:
        return file.read()
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{file.name} is not UTF-8 text: {error.reason}") from error


def _lines(file: TextIO) -> Iterator[str]:
    try:
        yield from file
    except UnicodeDecodeError as error:
        click.echo(f"ukimet: {file.name} is not UTF-8 text: {error.reason}", err=True)
        sys.exit(1)


def _moment(text: Any) -> datetime | date | None:
    if not text:
        return None
    try:
        return datetime.fromisoformat(str(text))
    except ValueError as error:
        raise click.UsageError(f"{text!r} is no ISO 8601 date or time") from error
