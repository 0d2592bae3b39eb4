"""Fetching the files of releases (attachments, images) when there is nothing else to ask for."""

from __future__ import annotations

from typing import Any, Self

import structlog
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider, DownloadCancelledError, IgnoreRequest
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.failures import CeilingReached, name_of
from crawler.middlewares import header
from crawler.pages import ChallengePage
from crawler.pages.document import Document
from crawler.pages.refusal import refuse_challenge, refuse_suspected_challenge
from crawler.spiders.reading import HANDLED, ReleaseReading, asked_for, declared_encoding
from crawler.task import CrawlTask
from crawler.urls import host_of

log = structlog.get_logger("crawler")

#: The largest file that is kept, in bytes, and how long one may take, in seconds.
LARGEST_FILE = 20 * 1024 * 1024
LONGEST_DOWNLOAD = 120
#: The most files that one poll fetches, lest the next poll come late.
FILES_PER_POLL = 40
_BATCH = 10

#: Asking again would come to the same where the crawler itself refused a file for this.
_FINAL = {"too_large", "off_site"}
_REFUSED = (DownloadCancelledError, IgnoreRequest)


class MediaFetching(ReleaseReading):
    """Asks for wanted files in batches once a crawl has nothing else left: releases go first.

    What becomes of a file is a named outcome (``media_…``) and never a failure of the run.
    """

    def __init__(self, task: CrawlTask, **kwargs: Any) -> None:
        super().__init__(task, **kwargs)
        self._files_asked = 0
        #: The number of the file asked for last; None before the first.
        self._last_file: int | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Scrapy's way of making a spider."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.idle, signal=signals.spider_idle)
        return spider

    def idle(self) -> None:
        """Ask for the next files; without any, the crawl is at its end."""
        requests, engine = self._next_files(), self.crawler.engine
        if requests and engine is not None:
            for request in requests:
                engine.crawl(request)
            raise DontCloseSpider

    def _next_files(self) -> list[Request]:
        task = self.task
        if task.blocked or not task.media:
            return []
        if self._last_file is None:
            self._last_file = 0
            if task.kind != "poll":
                task.archive.want_all_media(task.media)
        room = _BATCH
        if task.kind == "poll":
            room = min(room, FILES_PER_POLL - self._files_asked)
        due = self._due_files(self._last_file, max(room, 1))
        spare = task.requests_left - task.counts.requests - task.media_leaves
        if due and min(room, spare) <= 0:
            task.count("media_postponed")
            return []
        due = due[:spare]
        self._files_asked += len(due)
        if due:
            self._last_file = due[-1][0]
        return [self._file_request(url) for _, url in due]

    def _due_files(self, after: int, limit: int) -> list[tuple[int, str]]:
        """The next files that are due; those on another site's host are left to its crawls."""
        task = self.task
        others = task.archive.hosts_of_others(task.run.site_id)
        while due := task.archive.media_due(task.media, task.clock(), after=after, limit=limit):
            if own := [each for each in due if host_of(each[1]) not in others]:
                return own
            after = due[-1][0]
        return []

    def _file_request(self, url: str) -> Request:
        return Request(
            url,
            callback=self.file_answered,
            errback=self.file_unreachable,
            meta={
                "handle_httpstatus_list": HANDLED,
                "download_maxsize": LARGEST_FILE,
                "download_timeout": LONGEST_DOWNLOAD,
                "file": url,
            },
            dont_filter=True,
        )

    def file_answered(self, response: Response) -> None:
        """Keep a file, or note why there is none."""
        if self._ends_crawl(response):
            return
        url, content_type = response.meta["file"], header(response, "Content-Type")
        if response.status != 200:
            self._no_file(url, "HttpError")
        elif not response.body or _is_page(content_type):
            self._refuse_challenge(response)
            self._no_file(url, "not_a_file")
        else:
            self.task.archive.keep_media(url, response.body, content_type, self.task.clock())
            self.task.count("media_kept")

    def file_unreachable(self, failure: Failure) -> None:
        """A file could not be fetched at all."""
        request: Request = failure.request  # type: ignore[attr-defined]
        if not isinstance(failure.value, CeilingReached):
            reason = name_of(failure)
            final = reason in _FINAL and isinstance(failure.value, _REFUSED)
            self._no_file(request.meta["file"], reason, final=final)

    def _refuse_challenge(self, response: Response) -> None:
        """End the crawl where a captcha stands in the place of a file."""
        task = self.task
        document = Document.parse(
            asked_for(response),
            response.body,
            declared_encoding(response),
            task.timezone,
            task.clock(),
        )
        try:
            refuse_challenge(document)
            refuse_suspected_challenge(document)
        except ChallengePage as error:
            self._blocked(response, error)

    def _no_file(self, url: str, reason: str, *, final: bool = False) -> None:
        log.info("no_file", url=url, reason=reason)
        name = f"media_{reason}"
        self.task.count(name)
        self.task.archive.note_media_failure(url, name, self.task.clock(), final=final)


def _is_page(content_type: str | None) -> bool:
    """Whether a page of the site, such as an error page, is answered in the place of a file."""
    kind = (content_type or "").partition(";")[0].strip().lower()
    return kind in {"text/html", "application/xhtml+xml"}
