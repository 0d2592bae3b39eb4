"""Asking the archive: ``search``, ``meetings``, ``show``."""

from __future__ import annotations

from typing import Any

import click
from rich.markup import escape
from rich.table import Table

from archive.model import ArchivedRelease
from ukimet.app import App, console, json_option, note, pass_app, print_json
from ukimet.commands.filtering import filter_options, filters_of, note_unread

SEARCH_EXAMPLES = """
\b
Examples:
  ukimet search "dialogue partner"
  ukimet search 'узбекистан транзит' --lang ru --from 2025-01-01
  ukimet search '"green corridor" OR transit*' --json
"""


@click.command(epilog=SEARCH_EXAMPLES)
@click.argument("query")
@filter_options(limit=20)
@json_option
@pass_app
def search(app: App, /, query: str, as_json: bool, **values: Any) -> int:
    """Search titles and texts for every word of QUERY, in any inflected form.

    "…" is a phrase as written, word* a beginning; OR and NOT work as expected.
    """
    config = app.config()
    with app.archive(config) as archive:
        filters = filters_of(archive, config.schedule.zone, values)
        hits = archive.search(query, filters)
        note_unread(archive, filters)
    if as_json:
        print_json([hit.to_json() for hit in hits])
        return 0
    out = console()
    for hit in hits:
        release = hit.release
        when = release.published_at.strftime("%Y-%m-%d %H:%M")
        out.print(f"[bold]{escape(release.title)}[/bold]")
        out.print(f"  {when} · {release.lang} · id {release.id}")
        out.print(f"  {_marked(hit.snippet, hit.marks)}")
        out.print(f"  [dim]{escape(release.url)}[/dim]\n")
    note(f"{len(hits)} found" if hits else f"nothing found for {query!r}")
    return 0


@click.command(epilog="\b\nExample:\n  ukimet meetings --country UZ --from 2025-01-01 --json")
@filter_options(limit=50)
@json_option
@pass_app
def meetings(app: App, /, as_json: bool, **values: Any) -> int:
    """List meetings, newest first: when, what kind, where, with whom."""
    config = app.config()
    with app.archive(config) as archive:
        filters = filters_of(archive, config.schedule.zone, values)
        rows = archive.meetings(filters)
        note_unread(archive, filters, only_meetings=True)
    if as_json:
        print_json(rows)
        return 0
    if not rows:
        note("no meetings found")
        return 0
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("published", "kind", "place", "meeting", "with"):
        table.add_column(column, overflow="fold")
    for row in rows:
        place = ", ".join(part for part in (row["city"], row["country"]) if part)
        people = ", ".join(person["name"] for person in row["people"][:4])
        more = f" +{len(row['people']) - 4}" if len(row["people"]) > 4 else ""
        title = row["title_en"] or row["title_ru"] or row["title_kk"]
        table.add_row(
            row["published_at"][:16].replace("T", " "),
            row["kind"].replace("_", " "),
            place,
            escape(title + _marks(row)),
            escape(people + more),
        )
    console().print(table)
    legend = [text for mark, text in _LEGEND.items() if any(mark in _marks(row) for row in rows)]
    if legend:
        note("; ".join(legend) + ". More with --json")
    return 0


#: Small marks behind a meeting's title, and what they say.
_LEGEND = {
    "≠": "≠: the languages disagree on a fact",
    "∅": "∅: no release in this language after a day",
    "↔": "↔: other events belong to it",
}


def _marks(row: dict[str, Any]) -> str:
    marks = [
        "≠" if row["disagreements"] else "",
        f"∅{','.join(row['missing'])}" if row["missing"] else "",
        "↔" if row["related"] else "",
    ]
    return "".join(f" {mark}" for mark in marks if mark)


@click.command(
    epilog="\b\nExamples:\n  ukimet show 13617140000\n"
    "  ukimet show https://primeminister.kz/en/news/… --version 1 --json"
)
@click.argument("ref")
@click.option("--version", type=click.IntRange(min=1), metavar="N", help="An earlier version.")
@json_option
@pass_app
def show(app: App, ref: str, version: int | None, as_json: bool) -> int:
    """Show one release. REF is its id or any of its addresses."""
    with app.archive() as archive:
        release = archive.release(ref, version)
        alike = archive.near_duplicates(release.id)
        media = archive.media(release.id, release.version)
    if as_json:
        found = {
            "near_duplicates": [each.to_json() for each in alike],
            "media": [each.to_json() for each in media],
        }
        print_json(release.to_json() | found)
        return 0
    _print_release(release)
    for each in alike:
        console().print(f"[dim]nearly the same ({each.similarity:.0%}): {escape(each.url)}[/dim]")
    return 0


def _print_release(release: ArchivedRelease) -> None:
    out = console()
    out.print(f"[bold]{escape(release.title)}[/bold]")
    out.print(
        f"[dim]{release.published_at:%Y-%m-%d %H:%M %z} · {release.lang} · {release.status} · "
        f"version {release.version} of {release.versions} · id {release.id}[/dim]"
    )
    out.print(f"[dim]{escape(release.url)}[/dim]")
    if release.source:
        when = f"{release.fetched_at:%Y-%m-%d %H:%M %z}"
        out.print(f"[dim]a copy of {when} from {escape(release.source)}[/dim]")
    out.print()
    out.print(escape(release.text))
    for label, addresses in (("image", release.images), ("attachment", release.attachments)):
        for address in addresses:
            out.print(f"[dim]{label}: {escape(address)}[/dim]")
    for lang, address in release.siblings.items():
        if lang != release.lang:
            out.print(f"[dim]{lang}: {escape(address)}[/dim]")


def _marked(snippet: str, marks: tuple[tuple[int, int], ...]) -> str:
    parts, at = [], 0
    for start, end in marks:
        parts += [escape(snippet[at:start]), f"[bold yellow]{escape(snippet[start:end])}[/]"]
        at = end
    return "".join([*parts, escape(snippet[at:])])
