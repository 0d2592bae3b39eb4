"""The spider that finds the releases of one site and has each new one read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import structlog
from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.failures import reason_of
from crawler.middlewares import header
from crawler.pages import (
    ChallengePage,
    EmptyListing,
    Listing,
    PageRefused,
    read_listing,
)
from crawler.spiders.reading import GONE, HANDLED, ReleaseReading, declared_encoding
from crawler.task import CrawlTask
from crawler.urls import canonical_url
from meetings.model import Lang

log = structlog.get_logger("crawler")

#: The most known releases that one poll looks at again, and the most failed ones it retries.
LOOKS_PER_POLL = 20
#: A listing that never ends is left here (the site's largest known listing has 1628 pages).
LONGEST_LISTING = 5000


class ReleasesSpider(ReleaseReading):
    """Walks the listings of every language, newest first.

    A poll stops at the first page that holds nothing new, provided that an earlier walk of the
    same listing came to its end; else it goes on to the end, which is how a walk that was cut off
    is resumed. Made by ``crawler.crawling.crawl`` with a CrawlTask.
    """

    name = "releases"

    def __init__(self, task: CrawlTask, **kwargs: Any) -> None:
        super().__init__(task, **kwargs)
        #: What each listing has named in this walk, by its first page.
        self._listed: defaultdict[str, set[str]] = defaultdict(set)

    async def start(self) -> AsyncIterator[Request]:
        """The listings, then what is due for another look."""
        for lang in self.task.languages:
            yield self._listing_request(self.task.site.listing(lang), lang, first=True)
        if self.task.kind == "since":
            for request in self._days():
                yield request
        if self.task.kind == "poll":
            now = self.task.clock()
            for url in self.task.archive.failures_due(now, LOOKS_PER_POLL):
                if retry := self._release_request(url):
                    yield retry
            for url in self.task.archive.due_again(now, LOOKS_PER_POLL):
                # "Not changed" would not tell how a mended reader reads it.
                known = self.task.archive.known(url)
                trusted = known is not None and known.status == "live"
                if look := self._release_request(url, conditional=trusted):
                    yield look

    # Listings

    def parse_listing(self, response: Response, lang: Lang, page: int) -> Iterator[Request]:
        """Read one page of a listing; one that leads round in circles is left where it does."""
        if self._ends_crawl(response):
            return
        yield from self._parse_listing(response, lang, page)

    def _parse_listing(self, response: Response, lang: Lang, page: int) -> Iterator[Request]:
        """Ask for what the listing has and the archive has not; walk on where there may be more."""
        root = self.task.site.listing(lang)
        if response.status == 304:
            self._listing_done(root)
            return
        if response.status in GONE and page > 1:
            # A page past the end is how a listing without a link to the next one ends.
            self._listing_done(root)
            return
        if response.status != 200:
            self._listing_failed(response.url, f"answers {response.status}")
            return
        try:
            listing = read_listing(
                response.url,
                response.body,
                encoding=declared_encoding(response),
                timezone=self.task.timezone,
                now=self.task.clock(),
            )
        except ChallengePage as error:
            self._blocked(response, error)
        except EmptyListing as error:
            # A page past the end is how some sites end a listing; an empty first page is blindness.
            if page > 1 and response.meta["entries_before"]:
                self._listing_done(root)
            else:
                self._listing_failed(response.url, str(error))
            return
        except PageRefused as error:
            self._listing_failed(response.url, str(error))
            return
        if self._tells_nothing(listing, root, response):
            self._listing_done(root)
            return
        requests = [request for entry in listing.entries if (request := self._wants(entry))]
        yield from requests
        yield from self._walk_on(listing, lang, page, news=bool(requests), response=response)

    def _tells_nothing(self, listing: Listing, root: str, response: Response) -> bool:
        """Whether there is nothing to be learnt from a page: as the last poll met it, or circling.

        What is listed decides where a site sends no validators.
        """
        if response.meta["entries_before"]:
            return self._leads_in_circles(listing, root, response)
        validators = (header(response, "ETag"), header(response, "Last-Modified"))
        self.task.listing_validators[root] = validators
        self.task.listing_digests[root] = listing.digest
        self._listed[root] |= {entry.url for entry in listing.entries}
        kept = self.task.archive.fact(f"listing_digest:{root}")
        return bool(response.meta["conditional"]) and listing.digest == kept

    def _leads_in_circles(self, listing: Listing, root: str, response: Response) -> bool:
        """Whether a further page names nothing that this walk has not seen."""
        listed = {entry.url for entry in listing.entries}
        if listed <= self._listed[root]:
            self.task.count("endless_listing")
            log.warning("endless_listing", url=response.url)
            return True
        self._listed[root] |= listed
        return False

    def _walk_on(
        self, listing: Listing, lang: Lang, page: int, *, news: bool, response: Response
    ) -> Iterator[Request]:
        root = self.task.site.listing(lang)
        seen: frozenset[str] = response.meta["seen"] | {response.url}
        if (
            listing.next_page is None
            or canonical_url(listing.next_page) in {canonical_url(url) for url in seen}
            or not self._goes_on(listing, root, news=news)
        ):
            self._listing_done(root)
        elif page >= LONGEST_LISTING:
            self.task.trouble(f"{root} has more than {LONGEST_LISTING} pages: left there")
            self.task.listings_read += 1
        else:
            self.task.archive.keep_fact(f"walk_open:{root}", "1")
            yield self._listing_request(listing.next_page, lang, page=page + 1, seen=seen)

    def _goes_on(self, listing: Listing, root: str, *, news: bool) -> bool:
        if self.task.kind == "since" and self.task.since is not None:
            # A listing's dates may have no time: a day's margin.
            limit = self.task.since - timedelta(days=1)
            dates = [_day(entry.published) for entry in listing.entries if entry.published]
            if dates and max(dates) < limit:
                return False
            return bool(dates) or news
        if self.task.kind == "full" or self.task.archive.fact(f"walk_open:{root}"):
            return True
        return news or self.task.run.first

    def _days(self) -> Iterator[Request]:
        """The archive by day, for sites that have one; the listings reach the rest."""
        if self.task.since is None:
            return
        today = self.task.clock().astimezone(self.task.timezone).date()
        for lang in self.task.languages:
            day = self.task.since
            while day <= today:
                query = urlencode({"day": day.day, "month": day.month, "year": day.year})
                yield Request(
                    f"{self.task.site.day_archive(lang)}?{query}",
                    callback=self.parse_day,
                    errback=self.day_unreachable,
                    meta={"handle_httpstatus_list": HANDLED},
                )
                day += timedelta(days=1)

    def parse_day(self, response: Response) -> Iterator[Request]:
        """Ask for the releases of one day; a site without an archive by day answers 404."""
        if response.status != 200:
            return
        try:
            listing = read_listing(
                response.url, response.body, timezone=self.task.timezone, now=self.task.clock()
            )
        except ChallengePage as error:
            self._blocked(response, error)
        except PageRefused:
            # A day without releases is an empty page, which is no failure here.
            log.debug("empty_day", url=response.url)
            return
        for entry in listing.entries:
            if request := self._wants(entry):
                yield request

    def day_unreachable(self, failure: Failure) -> None:
        """A day that could not be fetched makes the crawl a partial one."""
        request: Request = failure.request  # type: ignore[attr-defined]
        self.task.trouble(f"cannot fetch {request.url}: {reason_of(failure)}")

    def listing_unreachable(self, failure: Failure) -> None:
        """The listing could not be fetched at all."""
        request: Request = failure.request  # type: ignore[attr-defined]
        self._listing_failed(request.url, reason_of(failure))

    def _listing_request(
        self,
        url: str,
        lang: Lang,
        *,
        first: bool = False,
        page: int = 1,
        seen: frozenset[str] = frozenset(),
    ) -> Request:
        root = self.task.site.listing(lang)
        open_walk = self.task.archive.fact(f"walk_open:{root}") is not None
        return Request(
            url,
            callback=self.parse_listing,
            errback=self.listing_unreachable,
            cb_kwargs={"lang": lang, "page": page},
            meta={
                "handle_httpstatus_list": HANDLED,
                "conditional": first and self.task.kind == "poll" and not open_walk,
                "seen": seen,
                "entries_before": page > 1,
            },
            # Newer listings before older ones, and listings before releases, so that the numbers
            # of the progress bar are known early.
            priority=100,
            dont_filter=True,
        )

    def _listing_done(self, root: str) -> None:
        self.task.listings_read += 1
        self.task.walked.add(root)

    def _listing_failed(self, url: str, why: str) -> None:
        self.task.trouble(f"the listing {url} could not be read: {why}")


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
