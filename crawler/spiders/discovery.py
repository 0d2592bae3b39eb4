"""Where releases may stand that no listing of all news names: front page, sections, sitemap.

Looked for in a first crawl and in a full one; in a poll once a week. Sections that were found are
polled once a day.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from scrapy import Request
from scrapy.http import Response

from crawler.pages import ChallengePage, PageRefused
from crawler.pages.navigation import read_sections
from crawler.spiders.sitemaps import SitemapReading
from crawler.spiders.walking import Walk
from crawler.task import CrawlTask
from meetings.model import Lang

DISCOVER_EVERY = timedelta(days=7)
#: What could not be looked for is looked for again this much later.
DISCOVER_AGAIN = timedelta(days=1)
SECTIONS_EVERY = timedelta(days=1)
#: More pages of one menu are not looked at in one crawl.
MOST_PROBES = 100


class Discovery(SitemapReading):
    """Finds and walks the sections of a site, and has its sitemaps read."""

    def __init__(self, task: CrawlTask, **kwargs: Any) -> None:
        super().__init__(task, **kwargs)
        self._walked_sections: set[str] = set()
        self._sitemaps_wanted = False

    def _discovery(self) -> Iterator[Request]:
        """The front pages, where everything else begins, or the sections that are known."""
        task, now = self.task, self.task.clock()
        due = _is_due(task, discovered_fact(task), now, DISCOVER_EVERY)
        task.discovers = task.kind != "poll" or task.run.first or due
        task.polls_sections = task.discovers or _is_due(
            task, sections_fact(task), now, SECTIONS_EVERY
        )
        if task.discovers:
            self._sitemaps_wanted = task.kind != "since"
            if task.kind == "full":
                # Only its end says that it was done: one that is cut off is done again by a poll.
                task.archive.keep_fact(discovered_fact(task), None)
            yield from map(self._front_page, task.languages)
        if task.polls_sections:
            for lang in task.languages:
                known = self._judgements(lang)
                yield from self._sections((u for u, listed in known.items() if listed), lang)

    def _front_page(self, lang: Lang) -> Request:
        url = self.task.site.front_page(lang)
        return self._seek(url, self._front_answered, self._front_lost, priority=90, lang=lang)

    def _front_answered(self, response: Response, lang: Lang) -> Iterator[Request]:
        """Releases on the front page, the sections that it links to, and then the sitemaps."""
        if response.status == 200:
            yield from self._front_read(response, lang)
        yield from self._then_sitemaps()

    def _front_read(self, response: Response, lang: Lang) -> Iterator[Request]:
        try:
            listing = self._read_listing(response)
        except ChallengePage as error:
            self._blocked(response, error)
        except PageRefused:
            return  # that nothing can be seen is told by the listing of all news
        for entry in listing.entries:
            if request := self._wants(entry):
                yield request
        yield from self._linked_sections(response, lang)

    def _front_lost(self, url: str, why: str, lang: Lang) -> Iterator[Request]:
        self.task.not_discovered.append(url)
        yield from self._then_sitemaps()

    def _then_sitemaps(self) -> Iterator[Request]:
        """Once anything was answered, robots.txt has been fetched and names the sitemaps."""
        if self._sitemaps_wanted:
            self._sitemaps_wanted = False
            yield from self._sitemap_requests()

    def _linked_sections(self, response: Response, lang: Lang) -> Iterator[Request]:
        """Walk the sections that a page links to; what was found to be none is left alone."""
        if not self.task.discovers:
            return
        found = read_sections(
            response.url,
            response.body,
            news=self.task.site.listing(lang),
            site=self.task.site.declaration,
            now=self.task.clock(),
        )
        judged = {} if self.task.kind == "full" else self._judgements(lang)
        yield from self._sections((u for u in found.likely if judged.get(u, True)), lang)
        if self.task.kind == "full":
            for url in found.other[:MOST_PROBES]:
                yield from self._section(Walk(url, lang, "probe"))

    def _sections(self, urls: Iterator[str], lang: Lang) -> Iterator[Request]:
        for url in urls:
            yield from self._section(Walk(url, lang, "section"))

    def _section(self, walk: Walk) -> Iterator[Request]:
        if walk.root not in self._walked_sections:
            self._walked_sections.add(walk.root)
            yield self._walk(walk)

    def _judgements(self, lang: Lang) -> dict[str, bool]:
        """Whether the addresses that were tried list releases."""
        kept = self.task.archive.fact(_judged_fact(self.task, lang))
        return dict(json.loads(kept)) if kept else {}

    def _judged(self, walk: Walk, *, is_section: bool) -> None:
        judged = self._judgements(walk.lang)
        if judged.get(walk.root) is not is_section:
            judged[walk.root] = is_section
            self.task.archive.keep_fact(_judged_fact(self.task, walk.lang), json.dumps(judged))


def discovered_fact(task: CrawlTask) -> str:
    """The name of the fact that says when the whole site was last looked through."""
    return f"discovered_at:{task.site.base_url}"


def sections_fact(task: CrawlTask) -> str:
    """The name of the fact that says when the known sections were last polled."""
    return f"sections_polled_at:{task.site.base_url}"


def remember_discovery(task: CrawlTask, now: datetime) -> None:
    """Note that a crawl of all languages has come to its end, so that the next can ask for less."""
    if task.kind == "since" or not task.is_whole:
        return
    if task.polls_sections:
        task.archive.keep_fact(sections_fact(task), now.isoformat())
    if task.discovers:
        sooner = DISCOVER_EVERY - DISCOVER_AGAIN if task.not_discovered else timedelta(0)
        task.archive.keep_fact(discovered_fact(task), (now - sooner).isoformat())


def _judged_fact(task: CrawlTask, lang: Lang) -> str:
    return f"sections:{task.site.front_page(lang)}"


def _is_due(task: CrawlTask, fact: str, now: datetime, every: timedelta) -> bool:
    said = task.archive.fact(fact)
    return task.is_whole and (said is None or now - datetime.fromisoformat(said) >= every)
