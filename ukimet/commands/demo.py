"""``ukimet demo``: everything on this machine, in about a minute."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import click

from scheduler.lock import single_instance
from scheduler.loop import run as run_on_loop
from ukimet import logs
from ukimet.app import json_option, print_json
from ukimet.showcase import Showcase


@click.command(epilog="\b\nExamples:\n  ukimet demo\n  ukimet demo --once --json | jq .meetings")
@click.option("--once", is_flag=True, help="One round (crawl, publish, crawl, deliver), then exit.")
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("demo"),
    show_default=True,
    help="Where the demo's archive is put; it stays there to be explored.",
)
@json_option
@click.pass_context
def demo(context: click.Context, once: bool, folder: Path, as_json: bool) -> int:
    """See everything work on this machine: no token, no network.

    A stand-in of the government's site is started; its past is crawled and archived; then it
    publishes a meeting and edits it, and Ukimet tells of both.
    """
    if as_json and not once:
        raise click.UsageError("--json goes with --once")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.ClickException(f"cannot make the folder {folder}: {error.strerror}") from error
    if not context.find_root().params["verbose"]:
        # The demo tells its own story; the daemon's log would only interrupt it.
        logs.set_level(logging.WARNING)
    path = folder / "ukimet.db"
    with single_instance(path):
        # The demo begins with an empty archive; only its own is ever removed.
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        showcase = Showcase(path, quiet=as_json)
        result: dict[str, Any] = run_on_loop(showcase.once if once else showcase.full)
    if as_json:
        print_json(result)
    return 0 if result["ok"] else 1
