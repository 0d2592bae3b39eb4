"""Releases that a sitemap names and no listing does, or that it says were changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import structlog
from scrapy import Request
from scrapy.http import Response

from crawler.middlewares import header
from crawler.pages import ChallengePage, Entry, PageRefused
from crawler.pages.sitemap import Mapped, Sitemap, read_sitemap
from crawler.robots import named_sitemaps
from crawler.spiders.reading import GONE
from crawler.spiders.walking import ListingWalking
from crawler.task import CrawlTask
from crawler.urls import language_of, same_host

log = structlog.get_logger("crawler")

#: More files than this are not asked for in one crawl.
MOST_SITEMAPS = 500
#: Where more known releases than this, and more than half of them, are said to have changed since
#: they were looked at, the times are those of the sitemap and not of the releases.
MOST_CHANGED = 10
#: Times of change are cut to the second.
_SECOND = timedelta(seconds=1)


class SitemapReading(ListingWalking):
    """Asks for unknown releases of the sitemaps, and for known ones that were changed since."""

    def __init__(self, task: CrawlTask, **kwargs: Any) -> None:
        super().__init__(task, **kwargs)
        self._sitemaps: set[str] = set()

    def _sitemap_requests(self) -> Iterator[Request]:
        """The sitemaps that robots.txt names, fetched before; else the usual place."""
        base = self.task.site.base_url
        named = named_sitemaps(self.task.archive, base)
        for url in named or (f"{base}/sitemap.xml",):
            yield from self._sitemap_request(url, named=bool(named))

    def _sitemap_request(self, url: str, *, named: bool) -> Iterator[Request]:
        if url in self._sitemaps or not same_host(url, self.task.site.base_url):
            return
        if len(self._sitemaps) >= MOST_SITEMAPS:
            self.task.count("endless_sitemap")
            return
        self._sitemaps.add(url)
        yield self._seek(
            url,
            self._sitemap_answered,
            self._sitemap_lost,
            priority=40,
            conditional=self.task.kind == "poll",
            named=named,
        )

    def _sitemap_answered(self, response: Response, named: bool) -> Iterator[Request]:
        if response.status == 304:
            return
        if response.status != 200:
            if named or response.status not in GONE:
                self._sitemap_lost(response.url, f"answers {response.status}", named)
            return
        try:
            sitemap = read_sitemap(
                response.url,
                response.body,
                timezone=self.task.site.declaration.timezone,
                now=self.task.clock(),
            )
        except ChallengePage as error:
            self._blocked(response, error)
        except PageRefused as error:
            if named:
                self._sitemap_lost(response.url, str(error), named)
            return
        yield from self._mapped(sitemap)
        if sitemap.is_index:
            return  # "not changed" would hide a part that could not be read
        # Kept once the crawl has come to its end, as those of a listing.
        url = response.url
        self.task.walked.add(url)
        self.task.listing_validators[url] = (
            header(response, "ETag"),
            header(response, "Last-Modified"),
        )

    def _mapped(self, sitemap: Sitemap) -> Iterator[Request]:
        if sitemap.is_index:
            for entry in sitemap.entries:
                yield from self._sitemap_request(entry.url, named=True)
            return
        changed, known = list[str](), 0
        for entry in filter(self._is_release, sitemap.entries):
            seen = self.task.archive.known(entry.url)
            if seen is None or self.task.kind == "full":
                if request := self._wants(Entry(entry.url, None, None)):
                    yield request
                continue
            known += 1
            if entry.changed_at is not None and entry.changed_at + _SECOND > seen.last_seen_at:
                changed.append(entry.url)
        yield from self._look_at(changed, known)

    def _is_release(self, entry: Mapped) -> bool:
        return (
            same_host(entry.url, self.task.site.base_url)
            and language_of(entry.url) in self.task.languages
            and self.task.site.declaration.is_release(entry.url)
        )

    def _look_at(self, changed: list[str], known: int) -> Iterator[Request]:
        """Known releases that are said to have changed, unless nearly all of them are."""
        if len(changed) > MOST_CHANGED and 2 * len(changed) > known:
            self.task.count("untrue_sitemap_times")
            log.info("untrue_sitemap_times", changed=len(changed), known=known)
            return
        for url in changed:
            if request := self._look(url):
                yield request

    def _sitemap_lost(self, url: str, why: str, named: bool) -> None:
        self.task.not_discovered.append(url)
        if named:
            self.task.trouble(f"the sitemap {url} could not be read: {why}")
