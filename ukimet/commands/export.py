"""``ukimet export``: the archive for other tools."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import click

from archive.exporting.formats import FORMATS, Format
from ukimet.app import App, note, pass_app
from ukimet.commands.filtering import filter_options, filters_of


@click.command(
    epilog="\b\nFormats:\n"
    + "\n".join(f"  {each.name:8} {each.about}" for each in FORMATS.values())
    + "\n\n\b\nExamples:\n  ukimet export --format jsonl -o releases.jsonl\n"
    "  ukimet export --format csv --lang en --from 2025-01-01 > releases.csv\n"
    "  ukimet export --format ics --country UZ -o meetings.ics"
)
@click.option("--format", "form", type=click.Choice(list(FORMATS)), required=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="PATH", help="A file.")
@filter_options(limit=None)
@pass_app
def export(app: App, /, form: str, output: Path | None, **values: Any) -> int:
    """Write the archive for other tools: releases in their current version, or pages, or meetings.

    Without -o to standard output. A file appears whole or not at all.
    """
    wanted = FORMATS[form]
    _refuse_unfit(wanted, output)
    config = app.config()
    with app.archive(config) as archive, _target(output) as file:
        count = wanted.write(archive, filters_of(archive, config.schedule.zone, values), file)
    note(f"{count} {wanted.items} written" + (f" to {output}" if output else ""))
    return 0


def _refuse_unfit(wanted: Format, output: Path | None) -> None:
    if output is not None:
        return
    if wanted.seeks:
        raise click.UsageError(f"--format {wanted.name} needs a file: -o PATH")
    if not wanted.is_text and sys.stdout.isatty():
        raise click.UsageError(f"{wanted.name} is not for the terminal: give -o PATH, or a pipe")


@contextmanager
def _target(output: Path | None) -> Iterator[BinaryIO]:
    """Standard output, or a file that appears whole or not at all."""
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    draft = output.with_name(output.name + ".part")
    try:
        with draft.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.replace(output)
    except OSError as error:
        raise click.ClickException(f"cannot write {output}: {error.strerror}") from error
    finally:
        draft.unlink(missing_ok=True)
