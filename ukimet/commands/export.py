"""``ukimet export``: the archive for other tools."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

import click

from archive.model import ArchivedRelease
from ukimet.app import App, note, pass_app
from ukimet.commands.filtering import filter_options, filters_of


@click.command(
    epilog="\b\nExamples:\n  ukimet export --format jsonl -o releases.jsonl\n"
    "  ukimet export --format jsonl --lang en --from 2025-01-01 | jq .title"
)
@click.option(
    "--format", "form", type=click.Choice(["jsonl"]), required=True, help="jsonl: a release a line."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="PATH", help="A file.")
@filter_options(limit=None)
@pass_app
def export(app: App, /, form: str, output: Path | None, **values: Any) -> int:
    """Write every release (the current version), oldest first.

    A line is the JSON object of `ukimet show --json`.
    """
    config = app.config()
    with app.archive(config) as archive, _target(output) as file:
        count = write_jsonl(archive.releases(filters_of(config.schedule.zone, values)), file)
    note(f"{count} releases written" + (f" to {output}" if output else ""))
    return 0


def write_jsonl(releases: Iterable[ArchivedRelease], file: TextIO) -> int:
    """One JSON object a line; returns how many."""
    count = 0
    for count, release in enumerate(releases, start=1):  # noqa: B007
        file.write(json.dumps(release.to_json(), ensure_ascii=False) + "\n")
    return count


@contextmanager
def _target(output: Path | None) -> Iterator[TextIO]:
    """Standard output, or a file that appears whole or not at all."""
    if output is None:
        yield sys.stdout
        return
    draft = output.with_name(output.name + ".part")
    try:
        with draft.open("w", encoding="utf-8") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise click.ClickException(f"cannot write {output}: {error.strerror}") from error
    draft.replace(output)
