"""Manners between the spider and the site: robots.txt, conditional requests, counting."""

from __future__ import annotations

from asyncio import Future, ensure_future, shield
from typing import Any, Self
from urllib.parse import urlsplit

import structlog
from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from crawler.failures import CeilingReached, ForbiddenByRobots, OffSite, RobotsUnread, said_by
from crawler.manners import parse_retry_after
from crawler.robots import RobotsCopy, keep_copy, kept_copy
from crawler.task import CrawlTask
from crawler.urls import host_of

log = structlog.get_logger("crawler")

#: Seconds; a longer Crawl-delay is a slip.
LONGEST_CRAWL_DELAY = 600.0
#: So many requests may be lost from the count of the day by a crash.
_NOTED_EVERY = 20


class _TaskMiddleware:
    """Common ground: the task of the spider that is being served."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way of making a middleware."""
        return cls(crawler)

    @property
    def task(self) -> CrawlTask | None:
        return getattr(self.crawler.spider, "task", None)


class RobotsMiddleware(_TaskMiddleware):
    """Obeys robots.txt, and remembers it in the archive for a day.

    Scrapy's own middleware asks for the file once in every crawl; a daemon that polls every few
    minutes would double its requests. No such file (4xx) allows everything (RFC 9309); where the
    site cannot answer (5xx), an older copy serves, else nothing is fetched.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._rules: dict[str, Future[Protego]] = {}

    async def process_request(self, request: Request) -> None:
        """Let the request pass or raise ForbiddenByRobots, RobotsUnread."""
        if request.meta.get("robots"):
            return
        parts = urlsplit(request.url)
        rules = await self._rules_of(f"{parts.scheme}://{parts.netloc}")
        agent = self.crawler.settings["USER_AGENT"]
        if not rules.can_fetch(request.url, agent):
            raise ForbiddenByRobots(f"robots.txt forbids {request.url}")
        self._slow_down(request, rules.crawl_delay(agent))

    async def _rules_of(self, origin: str) -> Protego:
        """What the file says; asked for once in a crawl, however many requests wait for it."""
        if origin not in self._rules:
            self._rules[origin] = ensure_future(self._load(origin))
        # Shielded: a request that is given up must not take the others' answer with it.
        return await shield(self._rules[origin])

    def _slow_down(self, request: Request, delay: float | None) -> None:
        """Leave as much time between requests as robots.txt asks for, where that is more."""
        engine = self.crawler.engine
        if delay is None or engine is None:
            return
        slots = engine.downloader.slots
        slot = slots.get(engine.downloader.get_slot_key(request))
        if slot is not None:
            slot.delay = max(slot.delay, min(delay, LONGEST_CRAWL_DELAY))

    async def _load(self, origin: str) -> Protego:
        task = self.task
        kept = kept_copy(task.archive, origin) if task is not None else None
        if task is not None and kept is not None and kept.is_fresh(task.clock()):
            return kept.rules
        request = Request(
            f"{origin}/robots.txt", meta={"robots": True}, callback=NO_CALLBACK, priority=1000
        )
        engine = self.crawler.engine
        assert engine is not None  # requests are processed only while the engine runs
        try:
            response = await engine.download_async(request)
        except CeilingReached:
            raise
        except IgnoreRequest:
            # Redirects without end, or to a host that is not asked: as good as no such file.
            return Protego.parse("")
        except Exception as error:
            if kept is None:
                raise RobotsUnread(f"{request.url} could not be read: {said_by(error)}") from error
            return kept.rules
        if response.status >= 500 and kept is None:
            raise RobotsUnread(f"{request.url} answers {response.status}")
        if response.status >= 500 and kept is not None:
            return kept.rules
        body = response.body.decode("utf-8", "replace") if response.status == 200 else ""
        if task is not None:
            keep_copy(task.archive, origin, RobotsCopy(body, task.clock()))
        return Protego.parse(body)


class ConditionalRequestMiddleware(_TaskMiddleware):
    """Asks only for what has changed, with the validators exactly as the site sent them."""

    def process_request(self, request: Request) -> None:
        """Add If-None-Match and If-Modified-Since to requests marked ``conditional``."""
        if self.task is None or not request.meta.get("conditional"):
            return
        kept = self.task.archive.validators(request.url)
        if kept is None:
            return
        if kept.etag:
            request.headers["If-None-Match"] = kept.etag
        if kept.last_modified:
            request.headers["If-Modified-Since"] = kept.last_modified


class HostMiddleware(_TaskMiddleware):
    """Asks nobody but the configured host, wherever a redirect leads.

    Scrapy's own middleware lets every request pass that is marked ``dont_filter``.
    """

    def process_request(self, request: Request) -> None:
        """Let the request pass or raise OffSite."""
        if self.task is None:
            return
        if not self.task.site.is_own(host_of(request.url)):
            raise OffSite(f"{request.url} is on another host than {self.task.site.base_url}")


class RetryAfterMiddleware(_TaskMiddleware):
    """Ends the crawl where the site says that it is asked too often (429, or 503 with a time)."""

    def process_response(self, request: Request, response: Response) -> Response:
        """Note how long the site wants to be left alone; what is queued is not asked for."""
        task, said = self.task, header(response, "Retry-After")
        if task is not None and (response.status == 429 or (response.status == 503 and said)):
            task.asked_to_wait(parse_retry_after(said, task.clock()))
        return response


class CountingMiddleware(_TaskMiddleware):
    """Counts every request that really goes out, up to the day's ceiling."""

    def process_request(self, request: Request) -> None:
        """Count one request, or raise CeilingReached."""
        task = self.task
        if task is None:
            return
        if task.counts.requests >= task.requests_left:
            task.count("daily_ceiling")
            task.trouble("the day's requests are used up ([crawl] max_requests_per_day)")
            task.blocked = True
            raise CeilingReached("the day's requests are used up")
        task.counts.requests += 1
        if task.counts.requests % _NOTED_EVERY == 0:
            task.archive.count_requests(task.run, task.counts.requests)


def header(response: Response, name: str) -> str | None:
    """A header of a response as text, or None."""
    value: Any = response.headers.get(name)
    return value.decode("latin-1") if value else None
