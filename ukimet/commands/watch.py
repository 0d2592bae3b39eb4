"""Watching: ``run``, ``crawl``, ``deliver``."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import NoReturn

import click

from archive import Archive
from crawler.crawling import CrawlReport
from crawler.options import SiteOptions
from meetings.model import Lang
from notifier.delivery import DeliveryReport
from notifier.errors import TokenRefused
from notifier.outbox import Outbox
from scheduler.daemon import Daemon
from scheduler.lock import single_instance
from scheduler.loop import run as run_on_loop
from ukimet.app import LANGUAGES, App, json_option, note, pass_app, print_json
from ukimet.commands.filtering import DAY
from ukimet.composition import herald_of
from ukimet.config import Config
from ukimet.passes import Pass, carry_out, document_of, messages_of, outcome_of


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
            sites=config.sites,
            crawl=config.crawl,
            schedule=config.schedule,
            media=config.archive.media,
        )
        on_signals(daemon.stop)
        await daemon.run()


@click.command(
    epilog="\b\nExamples:\n  ukimet crawl\n  ukimet crawl --since 2025-11-01 --lang en\n"
    "  ukimet crawl --full --json\n  ukimet crawl --site akorda"
)
@click.option("--full", is_flag=True, help="Walk every listing to its end; look at all again.")
@click.option("--since", type=DAY, metavar="DATE", help="Go back to this day.")
@click.option("--lang", type=LANGUAGES, help="Only this language.")
@click.option("--site", metavar="NAME", help="Only this one of several sites.")
@json_option
@pass_app
def crawl(
    app: App,
    full: bool,
    since: datetime | None,
    lang: Lang | None,
    site: str | None,
    as_json: bool,
) -> int:
    """One pass now; queues the messages that follow from it (`deliver` sends them).

    Fetches what the listings have and the archive has not, then reads the texts of the past, of
    which nobody is to be told. What was cut off is resumed. Several sites are crawled one after
    another.
    """
    if full and since:
        raise click.UsageError("give --full or --since")
    config = app.config()
    wanted = Pass(
        sites=_chosen(config.sites, site, lang),
        kind="full" if full else "since" if since else "poll",
        since=since.date() if since else None,
        lang=lang,
    )
    with app.archive(config, create=True) as archive, single_instance(config.archive.path):

        async def main() -> tuple[list[CrawlReport], int]:
            async with herald_of(config, archive) as herald:
                return await carry_out(wanted, config, archive, herald, on_signals)

        reports, read = run_on_loop(main)
        unread = archive.unread()
    if as_json:
        print_json(document_of(reports))
    else:
        for report in reports:
            named = "" if len(wanted.sites) == 1 else f"{report.site}: "
            click.echo(named + summary_of(report))
    for message in messages_of(reports):
        note(f"ukimet: {message}")
    if unread:
        note(f"ukimet: {read} texts read, {unread} wait for the next `ukimet crawl` or `run`")
    return 0 if outcome_of(reports) == "done" and not unread else 1


def _chosen(
    sites: tuple[SiteOptions, ...], name: str | None, lang: Lang | None
) -> tuple[SiteOptions, ...]:
    """The sites that are to be crawled: all, or the one of a name; those that have a language."""
    if name is not None:
        sites = tuple(site for site in sites if site.name == name) or _unknown(sites, name)
    return tuple(site for site in sites if lang is None or lang in site.languages) or sites


def _unknown(sites: tuple[SiteOptions, ...], name: str) -> NoReturn:
    known = ", ".join(site.name for site in sites)
    raise click.UsageError(f"there is no site {name!r} in the configuration: known are {known}")


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
