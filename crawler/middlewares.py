"""Manners between the spider and the site: robots.txt, conditional requests, counting."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any, Self
from urllib.parse import urlsplit

import structlog
from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from crawler.task import CrawlTask

log = structlog.get_logger("crawler")

ROBOTS_VALID_FOR = timedelta(hours=24)


class ForbiddenByRobots(IgnoreRequest):
    """The site's robots.txt does not let this address be fetched."""


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
        self._rules: dict[str, Protego] = {}

    async def process_request(self, request: Request) -> None:
        """Let the request pass or raise ForbiddenByRobots."""
        if request.meta.get("robots"):
            return
        parts = urlsplit(request.url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._rules:
            self._rules[origin] = await self._load(origin)
        agent = self.crawler.settings["USER_AGENT"]
        if not self._rules[origin].can_fetch(request.url, agent):
            raise ForbiddenByRobots(f"robots.txt forbids {request.url}")

    async def _load(self, origin: str) -> Protego:
        name, task = f"robots:{origin}", self.task
        kept: dict[str, str] | None = None
        if task is not None and (stored := task.archive.fact(name)) is not None:
            kept = json.loads(stored)
        if task is not None and kept is not None:
            age = task.clock() - datetime.fromisoformat(kept["fetched_at"])
            if age < ROBOTS_VALID_FOR:
                return Protego.parse(kept["body"])
        request = Request(
            f"{origin}/robots.txt", meta={"robots": True}, callback=NO_CALLBACK, priority=1000
        )
        engine = self.crawler.engine
        assert engine is not None  # requests are processed only while the engine runs
        response = await engine.download_async(request)
        if response.status >= 500 and kept is None:
            raise ForbiddenByRobots(f"{request.url} answers {response.status}")
        if response.status >= 500 and kept is not None:
            return Protego.parse(kept["body"])
        body = response.body.decode("utf-8", "replace") if response.status == 200 else ""
        if task is not None:
            copy = {"fetched_at": task.clock().isoformat(), "body": body}
            task.archive.keep_fact(name, json.dumps(copy))
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


class CountingMiddleware(_TaskMiddleware):
    """Counts every request that really goes out."""

    def process_request(self, request: Request) -> None:
        """Count one request."""
        if self.task is not None:
            self.task.counts.requests += 1


def header(response: Response, name: str) -> str | None:
    """A header of a response as text, or None."""
    value: Any = response.headers.get(name)
    return value.decode("latin-1") if value else None
