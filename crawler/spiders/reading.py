"""Having single releases fetched and read, whatever the answer."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import scrapy
import structlog
from scrapy import Request
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure
from w3lib.encoding import http_content_type_encoding

from archive.model import Page
from crawler.failures import CeilingReached, name_of, reason_of
from crawler.items import ReadRelease
from crawler.middlewares import header
from crawler.pages import ChallengePage, Entry, PageRefused, examine_release
from crawler.task import CrawlTask
from crawler.urls import canonical_url, language_of

log = structlog.get_logger("crawler")

#: One page in so many is read by general rules too, to notice a change of the site; and one in so
#: many of these when a crawl has compared enough of them: reading generally takes 30 times as long.
SAMPLE = 50
ENOUGH = 20
RARER = 10

GONE = {404, 410}
#: What the spider judges itself; redirects are followed, within the configured host.
HANDLED = [304, *range(400, 600)]


class ReleaseReading(scrapy.Spider):
    """What every spider of releases does with one address: ask, read, hand on or note why not."""

    def __init__(self, task: CrawlTask, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.task = task
        self.allowed_domains = [task.site.host]
        self._wanted: set[str] = set()
        self._compared = 0

    def _wants(self, entry: Entry) -> Request | None:
        """A request for a listed release that is not in the archive, or not like this."""
        if entry.url in self._wanted:
            return None
        known = self.task.archive.known(entry.url)
        if known is None:
            if self.task.on_unknown is not None:
                self.task.on_unknown()
            return self._release_request(entry.url)
        if known.status == "withdrawn":
            # It is back. Not conditionally: "not changed" would not tell what it says now.
            return self._release_request(entry.url)
        if self.task.kind == "full":
            return self._release_request(entry.url, conditional=known.status == "live")
        return None

    def _look(self, url: str) -> Request | None:
        """A request for a known release, to see whether it was changed."""
        # "Not changed" would not tell how a mended reader reads what is in doubt.
        known = self.task.archive.known(url)
        return self._release_request(url, conditional=known is not None and known.status == "live")

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

    def _seek(
        self,
        url: str,
        found: Callable[..., Iterable[Request] | None],
        lost: Callable[..., Iterable[Request] | None],
        *,
        priority: int,
        conditional: bool = False,
        **given: Any,
    ) -> Request:
        """A request for a page that names releases: until it is answered, more may be wanted.

        Whatever is answered goes to ``found(response, **given)``, a page that cannot be fetched to
        ``lost(url, why, **given)``; both may ask for more.
        """
        self.task.seeking += 1
        return Request(
            url,
            callback=self.page_answered,
            errback=self.page_unreachable,
            cb_kwargs={"found": found, "lost": lost, "given": given},
            meta={"handle_httpstatus_list": HANDLED, "conditional": conditional},
            priority=priority,
            dont_filter=True,
        )

    def page_answered(
        self,
        response: Response,
        found: Callable[..., Iterable[Request] | None],
        lost: Callable[..., Iterable[Request] | None],
        given: dict[str, Any],
    ) -> Iterator[Request]:
        """Hand a page that names releases to whoever asked for it."""
        if not self._ends_crawl(response):
            yield from found(response, **given) or ()
            self._sought()

    def page_unreachable(self, failure: Failure) -> Iterator[Request]:
        """A page that may have named releases could not be fetched at all."""
        request: Request = failure.request  # type: ignore[attr-defined]
        reason, arguments = reason_of(failure), request.cb_kwargs
        yield from arguments["lost"](request.url, reason, **arguments["given"]) or ()
        self._sought()

    def _sought(self) -> None:
        self.task.seeking -= 1
        self.task.advance()

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
                timezone=self.task.site.declaration.timezone,
                now=self.task.clock(),
                site=self.task.site.declaration,
                sampled=self._samples(response.url),
                extract=self.task.extract,
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
            if url in self._wanted or self.task.archive.known(url) is not None:
                continue
            if request := self._release_request(url):
                yield request

    def _samples(self, url: str) -> bool:
        """Whether this page is to be read twice."""
        rate = SAMPLE if self._compared < ENOUGH else SAMPLE * RARER
        if not is_sampled(url, rate):
            return False
        self._compared += 1
        return True

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

    def _ends_crawl(self, response: Response) -> bool:
        """Whether the site wants to be left alone; the crawl is then ended."""
        if not self.task.blocked:
            return False
        if self.crawler.engine is not None and response.status in {429, 503}:
            raise CloseSpider("asked to wait")
        return True


def asked_for(response: Response) -> str:
    """The address that was asked for first, before any redirect."""
    urls: list[str] = response.meta.get("redirect_urls") or [response.url]
    return urls[0]


def is_sampled(url: str, rate: int = SAMPLE) -> bool:
    """Whether a page is the one among ``rate`` that is read twice; the same ones every time."""
    return zlib.crc32(url.encode()) % rate == 0


def declared_encoding(response: Response) -> str | None:
    """The encoding that the Content-Type header names, or None."""
    return http_content_type_encoding(header(response, "Content-Type"))
