"""One pass over the sites, one after another, and what is said of it in one document."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from archive import Archive
from crawler.crawling import Crawl, CrawlReport
from crawler.options import SiteOptions
from crawler.task import CrawlKind, utc_now
from meetings.model import Lang
from scheduler.herald import Herald
from scheduler.reading import read_waiting
from ukimet.config import Config
from ukimet.counting import counting
from ukimet.progress import progress_bar

_COUNTS = ("requests", "found", "new", "changed", "unchanged", "withdrawn", "failed")


@dataclass(frozen=True, slots=True)
class Pass:
    """What is to be done with each of ``sites``."""

    sites: tuple[SiteOptions, ...]
    kind: CrawlKind
    since: date | None
    lang: Lang | None


async def carry_out(
    wanted: Pass,
    config: Config,
    archive: Archive,
    herald: Herald,
    when_told_to_stop: Callable[[Callable[[], object]], None],
) -> tuple[list[CrawlReport], int]:
    """Crawl the sites one after another, then read what waits: the reports and the texts read.

    ``when_told_to_stop`` is given what ends the crawl in hand; sites after it are left out.
    """
    for site in config.sites:
        # So that the first to be crawled leaves to the others what is theirs.
        archive.keep_site(site.name, site.place)
    under_way: list[Crawl] = []
    stops: list[asyncio.Task[None]] = []
    when_told_to_stop(lambda: stops.extend(asyncio.create_task(c.stop()) for c in under_way))
    reports: list[CrawlReport] = []
    for site in wanted.sites:
        if stops:
            break
        of_what = "releases" if len(wanted.sites) == 1 else f"releases of {site.name}"
        with progress_bar(of_what, pause=config.crawl.pause) as progress:
            crawl = Crawl(
                archive,
                site,
                config.crawl,
                timezone=config.schedule.zone,
                kind=wanted.kind,
                since=wanted.since,
                languages=(wanted.lang,) if wanted.lang else None,
                announce_from=config.schedule.announced_from,
                follow=herald.follow,
                progress=progress,
                read_later=True,
                media=config.archive.media,
            )
            under_way[:] = [crawl]
            reports.append(await crawl.run())
    with counting("texts read") as progress:
        read = await read_waiting(
            archive,
            clock=utc_now,
            follow=herald.follow,
            goes_on=lambda: not stops,
            progress=progress,
        )
    return reports, read


def outcome_of(reports: Sequence[CrawlReport]) -> str:
    """done, failed or interrupted where all sites were; partial where they differ."""
    outcomes = {report.outcome for report in reports}
    if "interrupted" in outcomes:
        return "interrupted"
    return outcomes.pop() if len(outcomes) == 1 else "partial"


def document_of(reports: Sequence[CrawlReport]) -> dict[str, Any]:
    """The JSON object of ``ukimet crawl --json``: the whole, and each site by itself."""
    each = [report.to_json() for report in reports]
    if len(reports) == 1:
        return each[0] | {"sites": each}
    outcomes: Counter[str] = Counter()
    for report in reports:
        outcomes.update(report.outcomes)
    return {
        "site": None,
        "run_id": reports[-1].run_id,
        "kind": reports[0].kind,
        "outcome": outcome_of(reports),
        "started_at": reports[0].started_at.isoformat(),
        "finished_at": reports[-1].finished_at.isoformat(),
        **{name: sum(getattr(report.counts, name) for report in reports) for name in _COUNTS},
        "message": "; ".join(messages_of(reports)) or None,
        "outcomes": dict(outcomes),
        "sites": each,
    }


def messages_of(reports: Sequence[CrawlReport]) -> list[str]:
    """What went wrong, with the name of the site where there are several."""
    return [
        report.counts.message if len(reports) == 1 else f"{report.site}: {report.counts.message}"
        for report in reports
        if report.counts.message
    ]
