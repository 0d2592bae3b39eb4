"""Watching: ``run``, ``crawl``, ``deliver``."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime

import click

from archive import Archive
from crawler.crawling import Crawl, CrawlReport
from crawler.task import CrawlKind, utc_now
from meetings.model import Lang
from notifier.delivery import DeliveryReport
from notifier.errors import TokenRefused
from notifier.outbox import Outbox
from scheduler.daemon import Daemon
from scheduler.lock import single_instance
from scheduler.loop import run as run_on_loop
from scheduler.reading import read_waiting
from ukimet.app import App, json_option, note, pass_app, print_json
from ukimet.commands.analysis import LANGUAGES
from ukimet.commands.filtering import DAY
from ukimet.composition import herald_of
from ukimet.config import Config
from ukimet.counting import counting
from ukimet.progress import progress_bar


@click.command()
@pass_app
def run(app: App) -> int:
    """The daemon: crawl, archive, read, tell, until it is told to stop (SIGTERM, Ctrl-C)."""
    config = app.config()
    config.telegram.secret()
    with app.archive(config, create=True) as archive, single_instance(config.archive.path):
        run_on_loop(lambda: _run(config, archive))
    return 0


async def _run(config: Config, archive: Archive) -> None:
    async with herald_of(config, archive) as herald:
        daemon = Daemon(
            archive,
            herald,
            site=config.site,
            crawl=config.crawl,
            schedule=config.schedule,
            media=config.archive.media,
        )
        on_signals(daemon.stop)
        await daemon.run()


@click.command(
    epilog="\b\nExamples:\n  ukimet crawl\n  ukimet crawl --since 2025-11-01 --lang en\n"
    "  ukimet crawl --full --json"
)
@click.option("--full", is_flag=True, help="Walk every listing to its end; look at all again.")
@click.option("--since", type=DAY, metavar="DATE", help="Go back to this day.")
@click.option("--lang", type=LANGUAGES, help="Only this language.")
@json_option
@pass_app
def crawl(app: App, full: bool, since: datetime | None, lang: Lang | None, as_json: bool) -> int:
    """One pass now; queues the messages that follow from it (`deliver` sends them).

    Fetches what the listings have and the archive has not, then reads the texts of the past, of
    which nobody is to be told. What was cut off is resumed.
    """
    if full and since:
        raise click.UsageError("give --full or --since")
    config = app.config()
    kind: CrawlKind = "full" if full else "since" if since else "poll"
    with app.archive(config, create=True) as archive, single_instance(config.archive.path):

        async def main() -> tuple[CrawlReport, int]:
            async with herald_of(config, archive) as herald:
                with progress_bar("releases", pause=config.crawl.pause) as progress:
                    crawling = Crawl(
                        archive,
                        config.site,
                        config.crawl,
                        timezone=config.schedule.zone,
                        kind=kind,
                        since=since.date() if since else None,
                        languages=(lang,) if lang else None,
                        announce_from=config.schedule.announced_from,
                        follow=herald.follow,
                        progress=progress,
                        read_later=True,
                        media=config.archive.media,
                    )
                    stops: list[asyncio.Task[None]] = []
                    on_signals(lambda: stops.append(asyncio.create_task(crawling.stop())))
                    report = await crawling.run()
                with counting("texts read") as progress:
                    read = await read_waiting(
                        archive,
                        clock=utc_now,
                        follow=herald.follow,
                        goes_on=lambda: not stops,
                        progress=progress,
                    )
                return report, read

        report, read = run_on_loop(main)
        unread = archive.unread()
    if as_json:
        print_json(report.to_json())
    else:
        click.echo(summary_of(report))
    if report.counts.message:
        note(f"ukimet: {report.counts.message}")
    if unread:
        note(f"ukimet: {read} texts read, {unread} wait for the next `ukimet crawl` or `run`")
    return 0 if report.outcome == "done" and not unread else 1


def summary_of(report: CrawlReport) -> str:
    """A crawl in one line for people."""
    counts = report.counts
    if report.outcome == "failed":
        return "crawl failed"
    parts = [f"{counts.new} new"]
    for name in ("changed", "unchanged", "withdrawn", "failed"):
        if number := getattr(counts, name):
            parts.append(f"{number} {name}")
    nothing = not (counts.new or counts.changed or counts.withdrawn or counts.failed)
    lead = "nothing new" if nothing else ", ".join(parts)
    return f"crawl {report.outcome}: {lead} ({counts.requests} requests)"


@click.command(
    epilog="\b\nExamples:\n  ukimet deliver\n"
    "  ukimet deliver --again 17     message 17 did not arrive\n"
    "  ukimet deliver --settled 17   it did, or is not wanted"
)
@click.option("--again", type=int, metavar="ID", help="Send a held message again.")
@click.option("--settled", type=int, metavar="ID", help="Leave a held message as it is.")
@json_option
@pass_app
def deliver(app: App, again: int | None, settled: int | None, as_json: bool) -> int:
    """Send what is due, now: to Telegram, or to the terminal where there is no token.

    A message that may or may not have arrived is held until you have looked: `ukimet status`.
    """
    config = app.config()
    with app.archive(config) as archive, single_instance(config.archive.path):
        for delivery_id, send_again in ((again, True), (settled, False)):
            if delivery_id is not None:
                _settle(archive, delivery_id, send_again=send_again)

        async def main() -> DeliveryReport:
            # Where messages are printed, they must not mix with the JSON document.
            printed = sys.stderr if as_json else sys.stdout
            async with herald_of(config, archive, terminal=printed) as herald:
                return await herald.deliver()

        try:
            report = asyncio.run(main())
        except TokenRefused as error:
            raise click.ClickException(str(error)) from None
    if as_json:
        print_json(asdict(report))
    else:
        note(
            f"{report.sent} sent, {report.waiting} waiting, {report.uncertain} in doubt, "
            f"{report.held} held, {report.failed} failed"
        )
    return 1 if report.failed or report.held else 0


def _settle(archive: Archive, delivery_id: int, *, send_again: bool) -> None:
    now = datetime.now(UTC)
    if not Outbox(archive).settle(delivery_id, send_again=send_again, now=now):
        raise click.ClickException(f"no message {delivery_id} is held: `ukimet status` lists them")


def on_signals(stop: Callable[[], object]) -> None:
    """Have SIGTERM and Ctrl-C end the work in hand in good order; a second one ends it at once."""
    loop = asyncio.get_running_loop()

    def first() -> None:
        for name in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(name)
        stop()

    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, first)
