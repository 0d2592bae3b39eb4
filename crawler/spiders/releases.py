"""The spider that finds the releases of one site and has each new one read."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import date, timedelta
from itertools import chain
from urllib.parse import urlencode

import structlog
from scrapy import Request
from scrapy.http import Response

from crawler.pages import ChallengePage, PageRefused, read_listing
from crawler.spiders.discovery import Discovery
from crawler.spiders.files import MediaFetching
from crawler.spiders.reading import GONE
from crawler.spiders.walking import Walk
from meetings.model import Lang

log = structlog.get_logger("crawler")

#: The most known releases that one poll looks at again, and the most failed ones it retries.
LOOKS_PER_POLL = 20


class ReleasesSpider(MediaFetching, Discovery):
    """What one crawl asks for first. Made by ``crawler.crawling.Crawl`` with a CrawlTask."""

    name = "releases"

    async def start(self) -> AsyncIterator[Request]:
        """The listings and what else names releases, then what is due for another look."""
        for lang in self.task.languages:
            yield self._walk(Walk(self.task.site.listing(lang), lang))
        for request in chain(self._discovery(), self._first_days(), self._due()):
            yield request

    def _due(self) -> Iterator[Request]:
        """In a poll: what failed and is to be tried again, and known releases to be looked at."""
        if self.task.kind != "poll":
            return
        now, archive, site_id = self.task.clock(), self.task.archive, self.task.run.site_id
        for url in archive.failures_due(now, LOOKS_PER_POLL, site_id=site_id):
            if retry := self._release_request(url):
                yield retry
        for url in archive.due_again(now, LOOKS_PER_POLL, site_id=site_id):
            if look := self._look(url):
                yield look

    def _first_days(self) -> Iterator[Request]:
        """Where the archive by day is walked from, on a site that has one."""
        if self.task.kind == "since" and self.task.since is not None:
            for lang in self.task.languages:
                if self.task.site.day_archive(lang) is not None:
                    yield self._day(self.task.since, lang)

    def _day(self, day: date, lang: Lang) -> Request:
        """One day of the archive by day, which leads to the next."""
        query = urlencode({"day": day.day, "month": day.month, "year": day.year})
        url = f"{self.task.site.day_archive(lang)}?{query}"
        return self._seek(url, self._day_read, self._day_lost, priority=45, day=day, lang=lang)

    def _day_read(self, response: Response, day: date, lang: Lang) -> Iterator[Request]:
        """Ask for the releases of one day; a site without an archive by day answers 404."""
        if response.status in GONE:
            return
        if response.status != 200:
            yield from self._day_lost(response.url, f"answers {response.status}", day, lang)
            return
        try:
            listing = read_listing(
                response.url,
                response.body,
                timezone=self.task.site.declaration.timezone,
                now=self.task.clock(),
                site=self.task.site.declaration,
            )
            for entry in listing.entries:
                if request := self._wants(entry):
                    yield request
        except ChallengePage as error:
            self._blocked(response, error)
        except PageRefused:
            # A day without releases is an empty page, which is no failure here.
            log.debug("empty_day", url=response.url)
        yield from self._next_day(day, lang)

    def _day_lost(self, url: str, why: str, day: date, lang: Lang) -> Iterator[Request]:
        """A day that could not be fetched makes the crawl a partial one."""
        self.task.trouble(f"cannot read {url}: {why}")
        yield from self._next_day(day, lang)

    def _next_day(self, day: date, lang: Lang) -> Iterator[Request]:
        if day < self.task.clock().astimezone(self.task.timezone).date():
            yield self._day(day + timedelta(days=1), lang)
