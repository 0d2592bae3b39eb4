"""The spider that finds the releases of one site and has each new one read."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import scrapy
import structlog
from scrapy import Request
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure
from w3lib.encoding import http_content_type_encoding

from archive.model import Page
from crawler.items import ReadRelease
from crawler.middlewares import CeilingReached, OffSite, header
from crawler.pages import (
    ChallengePage,
    EmptyListing,
    Entry,
    Listing,
    PageRefused,
    examine_release,
    read_listing,
)
from crawler.task import CrawlTask
from crawler.urls import canonical_url, language_of
from meetings.model import Lang

log = structlog.get_logger("crawler")

#: The most known releases that one poll looks at again, and the most failed ones it retries.
LOOKS_PER_POLL = 20
#: A listing that never ends is left here (the site's largest known listing has 1628 pages).
LONGEST_LISTING = 5000

#: One page in so many is read by general rules too, to notice a change of the site.
SAMPLE = 50

GONE = {404, 410}
#: What the spider judges itself; redirects are followed, within the configured host.
HANDLED = [304, *range(400, 600)]


class ReleasesSpider(scrapy.Spider):
    """Walks the listings of every language, newest first.

    A poll stops at the first page that holds nothing new, provided that an earlier walk of the
    same listing came to its end; else it goes on to the end, which is how a walk that was cut off
    is resumed. Made by ``crawler.crawling.crawl`` with a CrawlTask.
    """

    name = "releases"

    def __init__(self, task: CrawlTask, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.task = task
        self.allowed_domains = [task.site.host]
        self._wanted: set[str] = set()
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

    def _ends_crawl(self, response: Response) -> bool:
        """Whether the site wants to be left alone; the crawl is then ended."""
        if not self.task.blocked:
            return False
        if self.crawler.engine is not None and response.status in {429, 503}:
            raise CloseSpider("asked to wait")
        return True

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

    # Releases

    def _wants(self, entry: Entry) -> Request | None:
        """A request for a listed release that is not in the archive, or not like this."""
        known = self.task.archive.known(entry.url)
        if known is None:
            return self._release_request(entry.url)
        if known.status == "withdrawn":
            # It is back. Not conditionally: "not changed" would not tell what it says now.
            return self._release_request(entry.url)
        if self.task.kind == "full":
            return self._release_request(entry.url, conditional=known.status == "live")
        return None

    def _release_request(self, url: str, *, conditional: bool = False) -> Request | None:
        lang = language_of(url)
        if url in self._wanted or (lang is not None and lang not in self.task.languages):
            return None
        self._wanted.add(url)
        self.task.counts.found += 1
        self.task.advance()
        return Request(
            url,
            callback=self.parse_release,
            errback=self.release_unreachable,
            meta={"handle_httpstatus_list": HANDLED, "conditional": conditional},
            dont_filter=True,
        )

    def parse_release(self, response: Response) -> Iterator[ReadRelease | Request]:
        """Read one release, or note why it could not be read."""
        if self._ends_crawl(response):
            return
        url = canonical_url(asked_for(response))
        if response.status == 304:
            self.task.archive.touch(url, self.task.clock())
            self._unchanged()
        elif response.status in GONE and self.task.archive.known(url) is not None:
            self._withdrawn(url)
        elif response.status != 200:
            self._failed(response, "HttpError", f"the site answers {response.status}")
        else:
            yield from self._read(response)

    def _read(self, response: Response) -> Iterator[ReadRelease | Request]:
        page = self._page(response)
        try:
            # Known by the listed address, wherever that redirects to, lest it be fetched again.
            release, doubts = examine_release(
                asked_for(response),
                response.body,
                encoding=declared_encoding(response),
                timezone=self.task.timezone,
                now=self.task.clock(),
                sampled=is_sampled(response.url),
            )
        except ChallengePage as error:
            self._blocked(response, error)
        except PageRefused as error:
            self._failed(response, type(error).__name__, str(error))
            return
        yield ReadRelease(
            release, page, header(response, "ETag"), header(response, "Last-Modified"), doubts
        )
        for url in release.alternates.values():
            if self.task.archive.known(url) is None and (request := self._release_request(url)):
                yield request

    def release_unreachable(self, failure: Failure) -> None:
        """A release that could not be fetched is tried again by a later run."""
        request: Request = failure.request  # type: ignore[attr-defined]
        url = request.meta.get("redirect_urls", [request.url])[0]
        if not isinstance(failure.value, CeilingReached):
            self._note_failure(url, name_of(failure), reason_of(failure), None)

    def _failed(self, response: Response, reason: str, message: str) -> None:
        self._note_failure(asked_for(response), reason, message, self._page(response))

    def _note_failure(self, url: str, reason: str, message: str, page: Page | None) -> None:
        log.warning("release_failed", url=url, reason=reason, message=message)
        self.task.counts.failed += 1
        self.task.count(reason)
        self.task.archive.note_failure(
            self.task.run, url, reason=reason, message=message, now=self.task.clock(), page=page
        )
        self.task.advance()

    def _unchanged(self) -> None:
        self.task.counts.unchanged += 1
        self.task.advance()

    def _withdrawn(self, url: str) -> None:
        now, follow = self.task.clock(), self.task.follow
        stored = self.task.archive.mark_withdrawn(
            url, now=now, then=(lambda stored: follow(stored, now)) if follow else None
        )
        if stored is not None and stored.outcome == "changed":
            self.task.counts.withdrawn += 1
            log.warning("release_withdrawn", url=url, id=stored.release_id)
        else:
            self.task.counts.unchanged += 1
        self.task.advance()

    def _blocked(self, response: Response, error: ChallengePage) -> None:
        """A captcha: whatever else is asked for makes it worse, so the crawl ends at once."""
        self.task.challenged(f"{response.url}: {error}")
        raise CloseSpider("challenge")

    def _page(self, response: Response) -> Page:
        headers = {
            name.decode("latin-1"): b", ".join(values).decode("latin-1")
            for name, values in response.headers.items()
        }
        return Page(
            url=response.url,
            body=response.body,
            status=response.status,
            headers=headers,
            fetched_at=self.task.clock(),
        )


def asked_for(response: Response) -> str:
    """The address that was asked for first, before any redirect."""
    urls: list[str] = response.meta.get("redirect_urls") or [response.url]
    return urls[0]


def is_sampled(url: str) -> bool:
    """Whether a page is one of those that are read twice; the same ones every time."""
    return zlib.crc32(url.encode()) % SAMPLE == 0


def declared_encoding(response: Response) -> str | None:
    """The encoding that the Content-Type header names, or None."""
    return http_content_type_encoding(header(response, "Content-Type"))


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


#: What becomes of a page that could not be fetched, by words of Scrapy's message.
_NAMES = {
    "max redirections": "redirect_loop",
    "dataloss": "cut_short",
    "maxsize": "too_large",
    "exceeded": "too_large",
    "larger than": "too_large",
    "cancelled": "too_large",
    "timeout": "timeout",
}


def name_of(failure: Failure) -> str:
    """The named outcome of a request that failed: its row in the table `outcomes`."""
    if isinstance(failure.value, OffSite):
        return "off_site"
    said = f"{failure.type.__name__ if failure.type else ''} {failure.value}".lower()
    return next((name for word, name in _NAMES.items() if word in said), "unreachable")


def reason_of(failure: Failure) -> str:
    """Why a request failed, in one line."""
    message = failure.getErrorMessage().strip() or "no answer"
    return f"{message.splitlines()[0]} ({failure.type.__name__ if failure.type else 'error'})"
