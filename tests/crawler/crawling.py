"""Crawls of a replica, each on an archive of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from archive import Archive, ArchivedRelease, Stored
from crawler.crawling import Crawl, CrawlReport
from crawler.options import CrawlOptions, SiteOptions
from crawler.task import Standing
from tests.reactor import ReactorThread

ALMATY = ZoneInfo("Asia/Almaty")


@dataclass
class Crawling:
    """Crawls one site into one archive; ``now`` is what the crawler's clock says."""

    reactor: ReactorThread
    path: Path
    url: str
    name: str = "primeminister"
    per_day: int = 40_000
    ahead: timedelta = timedelta(0)
    followed: list[Stored] = field(default_factory=list)
    standings: list[Standing] = field(default_factory=list)

    def clock(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def crawl(self, *, stop_after: int | None = None, **options: Any) -> CrawlReport:
        """One crawl; ``stop_after`` so many pages it is told to stop."""
        return self.reactor.run(self._crawl(stop_after, options))

    async def _crawl(self, stop_after: int | None, options: dict[str, Any]) -> CrawlReport:
        stops: list[asyncio.Task[None]] = []

        def progress(standing: Standing) -> None:
            self.standings.append(standing)
            if stop_after is not None and standing.done >= stop_after and not stops:
                stops.append(asyncio.create_task(crawl.stop()))

        with Archive.open(self.path) as archive:
            crawl = Crawl(
                archive,
                SiteOptions(name=self.name, base_url=self.url),
                CrawlOptions(max_requests_per_minute=600_000, max_requests_per_day=self.per_day),
                timezone=ALMATY,
                clock=self.clock,
                follow=lambda stored, now: self.followed.append(stored),
                progress=progress,
                **options,
            )
            return await crawl.run()

    def look(self, question: Callable[[Archive], Any]) -> Any:
        """Ask the archive something."""
        with Archive.open(self.path) as archive:
            return question(archive)

    def releases(self) -> dict[str, ArchivedRelease]:
        """Everything archived, by address."""
        return {r.url: r for r in self.look(lambda archive: list(archive.releases()))}
