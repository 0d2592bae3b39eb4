"""``ukimet reanalyse``: today's analysis over the archive."""

from __future__ import annotations

from datetime import datetime

import click

from archive.reanalysing import reanalyse as read_anew
from crawler.task import utc_now
from ukimet.app import App, pass_app
from ukimet.commands.filtering import DAY, midnight
from ukimet.counting import counting


@click.command(epilog="\b\nExamples:\n  ukimet reanalyse\n  ukimet reanalyse --since 2025-01-01")
@click.option("--since", type=DAY, metavar="DATE", help="Only what was published on or after.")
@pass_app
def reanalyse(app: App, since: datetime | None) -> int:
    """Read the archived releases anew with today's analyser.

    What earlier analysers said is kept. Nothing is announced or edited because of it. It may be
    stopped at any moment and goes on from there when it is called again, also beside a daemon.
    """
    config = app.config()
    start = midnight(since, config.schedule.zone) if since else None
    with app.archive(config) as archive, counting("read anew") as progress:
        done = read_anew(archive, clock=utc_now, since=start, progress=progress)
    if done.read:
        click.echo(f"{done.read} read anew, {done.changed} say something else than before")
    else:
        click.echo("nothing to do: today's analyser has read everything")
    return 0
