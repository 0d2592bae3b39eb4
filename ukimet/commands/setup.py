"""Setting up: ``init`` and ``doctor``."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import click
from rich.markup import escape

from ukimet.app import App, console, json_option, note, pass_app, print_json
from ukimet.config import FILE_NAME
from ukimet.diagnosis import diagnose


@click.command(epilog="\b\nExample:\n  ukimet init && $EDITOR ukimet.toml && ukimet doctor")
@click.option("--force", is_flag=True, help="Overwrite a file that is there.")
@pass_app
def init(app: App, force: bool) -> int:
    """Write a configuration file in which every key is explained."""
    target = app.config_file or Path(FILE_NAME)
    if target.exists() and not force:
        raise click.ClickException(f"{target} exists; --force overwrites it")
    template = files("ukimet").joinpath("data", FILE_NAME).read_text(encoding="utf-8")
    try:
        target.write_text(template, encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"cannot write {target}: {error.strerror}") from error
    note(f"wrote {target}: set user_agent_contact and a channel, then run `ukimet doctor`")
    return 0


@click.command()
@json_option
@pass_app
def doctor(app: App, as_json: bool) -> int:
    """Check everything and say what to do about each finding.

    Configuration, archive, disk, clock, site and its pages, Telegram and the bot's rights.
    """
    findings = diagnose(app.config())
    healthy = all(finding.level != "problem" for finding in findings)
    if as_json:
        print_json({"ok": healthy, "findings": [finding.to_json() for finding in findings]})
        return 0 if healthy else 1
    out = console()
    colours = {"ok": "green", "warning": "yellow", "problem": "red"}
    for finding in findings:
        colour = colours[finding.level]
        out.print(
            f"[{colour}]{finding.level:<8}[/{colour}] {finding.check:<14} {escape(finding.message)}"
        )
        if finding.advice:
            out.print(f"{'':<23} → {escape(finding.advice)}")
    return 0 if healthy else 1
