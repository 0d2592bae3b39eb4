"""What archiving costs beside merely fetching: Ukimet against a bare Scrapy spider.

Both fetch the same pages of one replica over loopback without a politeness delay; the bare spider
yields title and text to a JSON file. ``python -m benchmarks.ingest [EVENTS] [RUNS]``.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import scrapy
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response

from archive import Archive
from benchmarks.measuring import Cost, Meter, cost_of, median
from crawler.crawling import Crawl
from crawler.options import CrawlOptions, SiteOptions
from replica import serving
from scheduler.loop import run as run_on_loop
from scheduler.options import ScheduleOptions
from ukimet import logs


class BareSpider(scrapy.Spider):
    """Fetches a list of pages and yields title and text: the least that one could do."""

    name = "bare"

    def parse(self, response: Response, **_: Any) -> Iterator[dict[str, str]]:
        """Title and text by two selectors."""
        yield {
            "title": response.css("h1::text").get(""),
            "text": "\n".join(response.css(".article__body p::text").getall()),
        }


def bare(addresses: Path, output: Path) -> dict[str, float]:
    """Fetch the pages of a JSON list with the bare spider."""
    meter = Meter()
    process = CrawlerProcess(
        {
            "FEEDS": {str(output): {"format": "jsonlines"}},
            "CONCURRENT_REQUESTS": 1,
            "LOG_ENABLED": False,
            "TELNETCONSOLE_ENABLED": False,
            "REMOTE_CONTROL_ENABLED": False,
        },
        install_root_handler=False,
    )
    process.crawl(BareSpider, start_urls=json.loads(addresses.read_text()))
    process.start()
    return meter.read()


def ukimet(url: str, path: Path) -> dict[str, float]:
    """Crawl and archive the whole site, with analysis, search index and kept pages."""
    meter = Meter()

    async def main() -> None:
        with Archive.open(path) as archive:
            crawl = Crawl(
                archive,
                SiteOptions(base_url=url),
                CrawlOptions(max_requests_per_minute=6_000_000),
                timezone=ScheduleOptions().zone,
            )
            await crawl.run()

    run_on_loop(main)
    return meter.read()


def compare(events: int, runs: int) -> None:
    """Run both in turn and print the medians and the ratio of CPU."""
    costs: dict[str, list[Cost]] = {"bare Scrapy": [], "Ukimet": []}
    size = 0
    with serving(history=events) as site, tempfile.TemporaryDirectory() as folder:
        addresses = Path(folder, "addresses.json")
        pages = [release["url"] for release in site.releases()]
        addresses.write_text(json.dumps(pages))
        for number in range(runs + 1):
            output, path = Path(folder, f"{number}.jsonl"), Path(folder, f"{number}.db")
            first, _ = cost_of(["-m", "benchmarks.ingest", "bare", str(addresses), str(output)])
            second, _ = cost_of(["-m", "benchmarks.ingest", "ukimet", site.url, str(path)])
            if number == 0:
                continue  # the replica rendered every page in this round
            costs["bare Scrapy"].append(first)
            costs["Ukimet"].append(second)
            size = path.stat().st_size
    print(f"{len(pages)} pages, median of {runs} runs")
    print(f"{'':<14}{'pages/s':>9}{'CPU s/1000':>12}{'peak MB':>9}")
    for name, measured in costs.items():
        wall, cpu = median([c.wall for c in measured]), median([c.cpu for c in measured])
        memory = median([c.memory for c in measured])
        print(f"{name:<14}{len(pages) / wall:>9.0f}{cpu / len(pages) * 1000:>12.1f}{memory:>9.0f}")
    ratio = median(
        [b.cpu / a.cpu for a, b in zip(costs["bare Scrapy"], costs["Ukimet"], strict=True)]
    )
    print(f"CPU of Ukimet / bare Scrapy: {ratio:.2f}")
    print(f"archive on disk: {size / len(pages) / 1000:.1f} KB a release")


def main(arguments: list[str]) -> None:
    """Compare, or run one side (which the comparison does in processes of their own)."""
    match arguments:
        case ["bare", addresses, output]:
            print(json.dumps(bare(Path(addresses), Path(output))))
        case ["ukimet", url, path]:
            print(json.dumps(ukimet(url, Path(path))))
        case _:
            numbers = [int(argument) for argument in arguments]
            compare(numbers[0] if numbers else 170, numbers[1] if len(numbers) > 1 else 3)


if __name__ == "__main__":
    logs.configure()
    main(sys.argv[1:])
