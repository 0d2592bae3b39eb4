"""What changed: ``history``, ``diff``; and a copy to keep: ``backup``."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click
from rich.markup import escape

from archive.history import Change, Operation
from ukimet.app import App, console, json_option, note, pass_app, print_json

_COLOURS = {"removed": "red strike", "added": "green"}
_MARKS = {"removed": "~~", "added": "**"}


@click.command(epilog="\b\nExample:\n  ukimet history https://primeminister.kz/en/news/… --json")
@click.argument("ref")
@json_option
@pass_app
def history(app: App, ref: str, as_json: bool) -> int:
    """List the versions of a release: when each was first and last seen."""
    with app.archive() as archive:
        release = archive.release(ref)
        versions = archive.history(ref)
    if as_json:
        print_json(
            {"id": release.id, "url": release.url, "status": release.status, "versions": versions}
        )
        return 0
    out = console()
    out.print(f"[bold]{escape(release.title)}[/bold]  [dim]{release.status}[/dim]")
    for row in versions:
        current = "  (current)" if row["version"] == release.current_version else ""
        first, last = row["first_seen_at"][:19], row["last_seen_at"][:19]
        out.print(f"{row['version']:>3}  {first} – {last} UTC  {escape(row['title'])}{current}")
        if row["source"]:
            out.print(f"     [dim]from {escape(row['source'])}[/dim]")
    return 0


@click.command(
    epilog="\b\nExamples:\n  ukimet diff 13617140000          the last change\n"
    "  ukimet diff 13617140000 1 3 --json"
)
@click.argument("ref")
@click.argument("before", type=click.IntRange(min=1), required=False, metavar="[A]")
@click.argument("after", type=click.IntRange(min=1), required=False, metavar="[B]")
@json_option
@pass_app
def diff(app: App, ref: str, before: int | None, after: int | None, as_json: bool) -> int:
    """Show what changed between versions A and B of a release, word by word.

    Without A and B: between the last two. With A alone: from A to the current version.
    """
    with app.archive() as archive:
        release = archive.release(ref)
        if release.versions == 1:
            raise click.ClickException("this release has only one version: nothing changed")
        if before is None:
            before, after = release.versions - 1, release.versions
        change = archive.diff(ref, before, after or release.current_version)
    if as_json:
        print_json(change.to_json())
    else:
        _print(change)
    return 0


@click.command(epilog="\b\nExample:\n  ukimet backup /backup/ukimet-2025-11-18.db")
@click.argument("destination", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@pass_app
def backup(app: App, destination: Path, force: bool) -> int:
    """Copy the archive, while it is written, to the file DESTINATION."""
    if destination.exists() and not force:
        raise click.ClickException(f"{destination} is there already: --force replaces it")
    with app.archive() as archive:
        if destination.resolve() == archive.path.resolve():
            raise click.ClickException("that is the archive itself: name another file")
        archive.backup(destination)
    note(f"copied to {destination}; `ukimet --db {destination} verify` proves it whole")
    return 0


def _print(change: Change) -> None:
    """Coloured on a terminal, Markdown in a pipe."""
    coloured = sys.stdout.isatty()
    text = "".join(_shown(operation, piece, coloured) for operation, piece in change.pieces)
    verdict = "of substance: " + ", ".join(change.kinds) if change.substance else "cosmetic"
    heading = f"version {change.before.version} → {change.after.version}, {verdict}"
    if coloured:
        console().print(f"[bold]{heading}[/bold]\n\n" + text)
    else:
        click.echo(f"# {heading}\n\n" + text)


def _shown(operation: Operation, piece: str, coloured: bool) -> str:
    """A stretch of text with its marks, on every line of it, for marks do not go beyond one."""
    if coloured:
        piece = escape(piece)
    if operation == "same":
        return piece
    colour, mark = _COLOURS[operation], _MARKS[operation]
    begin, end = (f"[{colour}]", "[/]") if coloured else (mark, mark)
    return re.sub(r"\S(?:.*\S)?", lambda line: f"{begin}{line.group()}{end}", piece)
