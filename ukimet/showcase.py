"""What ``ukimet demo`` does: the replica, a first crawl, and the daemon at work on it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import click
from pydantic import SecretStr

from archive import Archive
from crawler.crawling import Crawl, CrawlReport
from crawler.options import CrawlOptions, SiteOptions
from crawler.task import utc_now
from notifier.deliveries import Deliveries
from notifier.digest import Period, compile_digest
from notifier.render import render_digest
from notifier.settings import TERMINAL, Channel, TelegramSettings
from notifier.terminal import render_text
from replica import Replica, serving
from replica.telegram import TOKEN, TelegramStandIn, serving_telegram
from scheduler.daemon import Daemon
from scheduler.herald import Herald
from scheduler.options import ScheduleOptions
from scheduler.reading import read_waiting
from ukimet.commands.watch import on_signals, summary_of
from ukimet.composition import herald_of
from ukimet.config import ArchiveOptions, Config
from ukimet.progress import progress_bar

#: Events that the replica's site has published before the demo begins; the next one, a council of
#: heads of government, is what it publishes while the reader watches.
HISTORY = 26
#: How often the demo's daemon looks: far more often than would be polite anywhere else.
POLL = "3s"
#: How far back its last meetings are looked for.
_LATELY = timedelta(days=14)
PATIENCE = 45.0
#: The channels of the demo's Telegram, by their titles; the terminal gets what the last one gets.
CHANNELS = {
    "Үкімет кездесулері": Channel(chat=-1001000000001, language="kk"),
    "Встречи правительства": Channel(chat=-1001000000002, language="ru"),
    "Government meetings": Channel(chat=-1001000000003, language="en"),
}


class Showcase:
    """One demonstration with its own archive at ``path``; ``quiet`` keeps standard output free."""

    def __init__(self, path: Path, *, quiet: bool = False) -> None:
        self._path = path
        self._out = sys.stderr if quiet else sys.stdout
        self._telegram = TelegramStandIn()
        for title, channel in CHANNELS.items():
            self._telegram.chat(int(channel.chat), title=title, language=channel.language)

    async def once(self) -> dict[str, Any]:
        """One round: crawl the past, publish, crawl again, deliver."""
        async with self._stage() as (replica, archive, herald, config):
            first = await self._first_crawl(archive, herald, config)
            published = await self._publish(replica)
            second = await self._crawl(archive, herald, config)
            self._say(summary_of(second))
            delivered = await herald.deliver()
            counts = archive.counts()
            return {
                "ok": first.outcome == second.outcome == "done" and delivered.sent > 0,
                "archive": str(self._path),
                "first_crawl": first.to_json(),
                "published": [release["url"] for release in published],
                "second_crawl": second.to_json(),
                "delivered": delivered.sent,
                "releases": counts["releases"],
                "meetings": counts["meetings"],
            }

    async def full(self) -> dict[str, Any]:
        """The whole show, about a minute."""
        async with self._stage() as (replica, archive, herald, config):
            first = await self._first_crawl(archive, herald, config)
            await self._show_digest(archive, herald)
            daemon = Daemon(
                archive, herald, sites=config.sites, crawl=config.crawl, schedule=config.schedule
            )
            on_signals(daemon.stop)
            running = asyncio.create_task(daemon.run())
            try:
                seen = await self._news(replica, archive, daemon)
            finally:
                daemon.stop()
                await running
            self._keep_channels()
            self._say_next(archive)
            return {"ok": first.outcome == "done" and seen}

    @asynccontextmanager
    async def _stage(self) -> AsyncIterator[tuple[Replica, Archive, Herald, Config]]:
        self._head("A stand-in of primeminister.kz is started (invented people and events)")
        with (
            serving(history=HISTORY) as replica,
            serving_telegram(standin=self._telegram) as telegram,
            Archive.open(self._path) as archive,
        ):
            self._say(f"the site is {replica.url}, on this machine only")
            self._say(f"its Telegram is {telegram.url}: open it to see the channels on a phone")
            config = _config(replica.url, telegram.url, self._path)
            async with herald_of(config, archive, terminal=self._out) as herald:
                yield replica, archive, herald, config

    async def _first_crawl(self, archive: Archive, herald: Herald, config: Config) -> CrawlReport:
        self._head("Its past is crawled and archived; none of it is announced")
        report = await self._crawl(archive, herald, config)
        self._say(summary_of(report))
        return report

    async def _crawl(self, archive: Archive, herald: Herald, config: Config) -> CrawlReport:
        with progress_bar("releases", pause=config.crawl.pause) as progress:
            crawl = Crawl(
                archive,
                config.sites[0],
                config.crawl,
                timezone=config.schedule.zone,
                follow=herald.follow,
                progress=progress,
                read_later=True,
            )
            report = await crawl.run()
        await read_waiting(archive, clock=utc_now, follow=herald.follow)
        return report

    async def _show_digest(self, archive: Archive, herald: Herald) -> None:
        self._head("The digest of its last two days, as the channel gets it in English")
        zone = ScheduleOptions().zone
        now = datetime.now(UTC)
        meetings = [event for event in archive.events(now - _LATELY, now) if event.is_meeting]
        # On a Monday these are not yesterday and today.
        days = sorted({event.published_at.astimezone(zone).date() for event in meetings})[-2:]
        if not days:
            return
        period = Period.span(days[0], days[-1], zone)
        events = archive.events(period.start, period.end)
        with archive.transaction():
            for channel in CHANNELS.values():
                posts = render_digest(compile_digest(events, period, channel.language))
                for part, post in enumerate(posts, start=1):
                    queue = Deliveries(archive.db).queue
                    queue(channel, "daily", period.subject, post, now, part)
        for post in posts:
            self._say(render_text(post, colour=self._out.isatty()))
        await herald.deliver()

    async def _news(self, replica: Replica, archive: Archive, daemon: Daemon) -> bool:
        self._head(
            f"The daemon is running and looks every {POLL}; now the site publishes a meeting"
        )
        releases = await self._publish(replica)
        if not await self._until_sent(archive, "alert"):
            return False
        self._head("The site quietly changes a number in that release")
        english = next(release for release in releases if release["lang"] == "en")
        await asyncio.to_thread(replica.edit, english["url"])
        if not await self._until_sent(archive, "edit"):
            return False
        release = archive.release(str(english["url"]))
        self._say(f"both versions are kept: `show {release.id} --version 1` and `--version 2`")
        return True

    async def _publish(self, replica: Replica) -> list[dict[str, Any]]:
        # In a thread: the replica answers on its own loop, ours must not wait for it.
        return await asyncio.to_thread(replica.publish)

    async def _until_sent(self, archive: Archive, kind: str) -> bool:
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while asyncio.get_running_loop().time() < deadline:
            if archive.sent(kind) and not archive.undelivered():
                return True
            await asyncio.sleep(0.2)
        click.echo(f"ukimet: the {kind} did not come within {PATIENCE:.0f} s", err=True)
        return False

    def _keep_channels(self) -> None:
        page = self._path.with_name("channels.html")
        page.write_text(self._telegram.page(), encoding="utf-8")
        self._head(f"The channels as their readers saw them are kept in {page}")

    def _say_next(self, archive: Archive) -> None:
        counts = archive.counts()
        command = f"{_program()} --db {self._path}"
        self._head(
            f"{counts['releases']} releases and {counts['meetings']} meetings are archived. Try"
        )
        for rest in (
            "search 'transit corridor'",
            "search узбекистан --lang ru",
            "meetings --country UZ",
            "status",
            "verify",
            "export --format jsonl | head -1",
        ):
            self._say(f"  {command} {rest}")
        self._say(f"and, for the real site: {_program()} init")

    def _head(self, text: str) -> None:
        self._say(click.style(f"\n▶ {text}", bold=True) if self._out.isatty() else f"\n▶ {text}")

    def _say(self, text: str) -> None:
        print(text, file=self._out, flush=True)


def _config(url: str, telegram: str, path: Path) -> Config:
    return Config(
        archive=ArchiveOptions(path=path),
        site=(SiteOptions(name="replica", base_url=url),),
        crawl=CrawlOptions(max_requests_per_minute=60_000),
        schedule=ScheduleOptions(poll=POLL, quiet_hours=""),
        telegram=TelegramSettings(
            token=SecretStr(TOKEN),
            api_base_url=telegram,
            channel=(Channel(chat=TERMINAL, language="en"), *CHANNELS.values()),
        ),
    )


def _program() -> str:
    """How this program was called, so that what is suggested can be typed."""
    called = Path(sys.argv[0])
    return "python -m ukimet" if called.name == "__main__.py" else sys.argv[0]
