"""What every command shares: the configuration, the archive, and how errors are told."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from archive.store import Archive
from ukimet import config as configuration
from ukimet.config import Config


@dataclass
class App:
    """The options given before the command."""

    config_file: Path | None
    db: Path | None

    def config(self) -> Config:
        """The configuration; read when it is first needed, so that `init` works without one."""
        return configuration.load(self.config_file, db=self.db)

    @contextmanager
    def archive(self, config: Config | None = None, *, create: bool = False) -> Iterator[Archive]:
        """The open archive; commands that only read do not make one."""
        path = (config or self.config()).archive.path
        with Archive.open(path, create=create) as archive:
            yield archive


pass_app = click.make_pass_decorator(App)

#: For an option that takes a language.
LANGUAGES = click.Choice(["kk", "ru", "en"])

json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON document on standard output."
)


def print_json(document: Any) -> None:
    """One JSON document on standard output, and nothing else."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


def console() -> Console:
    """Standard output for people: colour and width of the terminal, plain text in a pipe."""
    terminal = sys.stdout.isatty()
    return Console(highlight=False, soft_wrap=not terminal, width=None if terminal else 200)


def note(message: str) -> None:
    """A word to the person on standard error, where it never mixes with data."""
    click.echo(message, err=True)
