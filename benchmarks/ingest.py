"""What archiving costs beside merely fetching: Ukimet against a bare Scrapy spider.

Both fetch the same pages of one replica over loopback without a politeness delay. The bare spider
yields title and text to a JSON file; Ukimet finds the pages, archives them with their versions and
search index, and afterwards reads some of the texts (who met whom), which is measured apart.
``python -m benchmarks.ingest [RELEASES] [RUNS]``.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import scrapy
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response

from archive import Archive
from benchmarks.measuring import Cost, Meter, cost_of, load, median
from crawler.crawling import Crawl
from crawler.options import CrawlOptions, SiteOptions
from replica import serving
from scheduler.loop import run as run_on_loop
from scheduler.options import ScheduleOptions
from ukimet import logs

#: What the backfill may cost at most, in CPU time of the bare spider.
BOUND = 1.5
RELEASES, RUNS = 5_000, 5
#: How many of the texts that wait are read afterwards in each run, to know what one takes.
READ = 250
LANGUAGES = 3


class BareSpider(scrapy.Spider):
    """Fetches a list of pages and yields title and text: the least that one could do."""

    name = "bare"

    def parse(self, response: Response, **_: Any) -> Iterator[dict[str, str]]:
        """Title and paragraphs, whole ones, by two selectors."""
        paragraphs = response.css(".article__body p")
        yield {
            "title": response.css("h1.article__title::text").get(""),
            "text": "\n\n".join(p.xpath("normalize-space()").get("") for p in paragraphs),
        }


def bare(addresses: Path, output: Path) -> dict[str, float]:
    """Fetch the pages of a JSON list with the bare spider, under Scrapy's defaults, silently."""
    meter = Meter()
    process = CrawlerProcess(
        {
            "FEEDS": {str(output): {"format": "jsonlines"}},
            "LOG_ENABLED": False,
            "LOG_INSTALL_ROOT_HANDLER": False,
            "TELNETCONSOLE_ENABLED": False,
            "REMOTE_CONTROL_ENABLED": False,
        }
    )
    process.crawl(BareSpider, start_urls=json.loads(addresses.read_text()))
    process.start()
    return meter.read() | {"pages": len(output.read_text().splitlines())}


def ukimet(url: str, path: Path, most: int | None = None) -> dict[str, float]:
    """Crawl and archive the whole site, then read texts (at ``most``); each with its own cost."""
    meter = Meter()
    with Archive.open(path) as archive:

        async def main() -> None:
            crawl = Crawl(
                archive,
                SiteOptions(base_url=url),
                CrawlOptions(max_requests_per_minute=6_000_000),
                timezone=ScheduleOptions().zone,
                read_later=True,
            )
            await crawl.run()

        run_on_loop(main)
        crawled, waiting = meter.read(), archive.unread()
        texts = waiting if most is None else min(most, waiting)
        meter = Meter()
        archive.read_waiting(texts, clock=lambda: datetime.now(UTC))
        read = meter.read()
        pages = archive.counts()["releases"]
    return crawled | {
        "pages": pages,
        "texts": texts,
        "reading_cpu": read["cpu"],
        "peak": read["memory"],
    }


def compare(releases: int, runs: int) -> bool:
    """Run both in turn and print the medians and the ratio of CPU; whether it is within bounds."""
    costs: dict[str, list[Cost]] = {"bare Scrapy": [], "Ukimet": []}
    reports: list[dict[str, Any]] = []
    with serving(history=-(-releases // LANGUAGES)) as site, tempfile.TemporaryDirectory() as box:
        pages = [release["url"] for release in site.releases()]
        addresses = Path(box, "addresses.json")
        addresses.write_text(json.dumps(pages))
        for number in range(runs + 1):
            output, path = Path(box, f"{number}.jsonl"), Path(box, f"{number}.db")
            first, fetched = cost_of(
                ["-m", "benchmarks.ingest", "bare", str(addresses), str(output)]
            )
            if number == 0:
                continue  # the replica rendered every page in this round
            second, report = cost_of(["-m", "benchmarks.ingest", "ukimet", site.url, str(path)])
            if not fetched["pages"] == report["pages"] == len(pages):
                raise ValueError(f"{fetched['pages']} and {report['pages']} of {len(pages)} pages")
            costs["bare Scrapy"].append(first)
            costs["Ukimet"].append(second)
            reports.append(report)
    print(f"{len(pages)} pages, median of {runs} runs")
    print(f"{'':<14}{'pages/s':>9}{'CPU s/1000':>12}{'peak MB':>9}")
    for name, measured in costs.items():
        wall, cpu = median([c.wall for c in measured]), median([c.cpu for c in measured])
        memory = median([c.memory for c in measured])
        print(f"{name:<14}{len(pages) / wall:>9.0f}{cpu / len(pages) * 1000:>12.1f}{memory:>9.0f}")
    pairs = zip(costs["bare Scrapy"], costs["Ukimet"], strict=True)
    ratios = sorted(second.cpu / first.cpu for first, second in pairs)
    ratio = median(ratios)
    print(
        f"CPU of Ukimet / bare Scrapy: {ratio:.2f} (at most {BOUND}; "
        f"from {ratios[0]:.2f} to {ratios[-1]:.2f}; load: {load()})"
    )
    reading = median([report["reading_cpu"] / report["texts"] * 1000 for report in reports])
    print(
        f"reading afterwards: {reading:.1f} ms of CPU a text ({reports[0]['texts']} of them), "
        f"peak memory in the end {median([report['peak'] for report in reports]):.0f} MB"
    )
    return ratio <= BOUND


def main(arguments: list[str]) -> int:
    """Compare, or run one side (which the comparison does in processes of their own)."""
    match arguments:
        case ["bare", addresses, output]:
            print(json.dumps(bare(Path(addresses), Path(output))))
        case ["ukimet", url, path]:
            print(json.dumps(ukimet(url, Path(path), READ)))
        case _:
            numbers = [int(argument) for argument in arguments]
            within = compare(
                numbers[0] if numbers else RELEASES, numbers[1] if len(numbers) > 1 else RUNS
            )
            return 0 if within else 1
    return 0


if __name__ == "__main__":
    if sys.argv[1:2] != ["bare"]:
        logs.configure()
    sys.exit(main(sys.argv[1:]))
