"""From a read release to the archive: analysed, stored and followed up in one transaction.

In a crawl that reads later, releases of the past are stored alone (archive/unread.py)."""

from __future__ import annotations

from typing import Any, Self

import structlog
from scrapy.crawler import Crawler

from archive import Archive, Stored
from crawler.items import ReadRelease
from crawler.task import CrawlTask

log = structlog.get_logger("crawler")


class ArchivePipeline:
    """Stores every release; without a task (`scrapy crawl` by hand) it lets items through."""

    def __init__(self, task: CrawlTask | None) -> None:
        self.task = task

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way of making a pipeline; the task is the spider's."""
        return cls(getattr(crawler.spider, "task", None))

    def process_item(self, item: Any) -> Any:
        """Archive one read release."""
        if self.task is not None and isinstance(item, ReadRelease):
            archive_release(self.task, item)
        return item


def archive_release(task: CrawlTask, item: ReadRelease) -> Stored:
    """Store one release with what it says, and count what became of it."""
    release, now = item.release, task.clock()
    novelty = task.archive.compare(release, site_id=task.run.site_id)
    later = novelty == "new" and task.read_later and task.run.is_past(release.published_at)
    # What is archived already was read when it was.
    analysis, traits = (None, None) if later or novelty == "same" else task.reader(release)

    def follow(stored: Stored) -> None:
        _resolve(task.archive, release.url, item)
        if task.media and stored.outcome in {"new", "changed"}:
            task.archive.want_media(release, task.media)
        if task.follow is not None and not later and stored.outcome in {"new", "changed"}:
            task.follow(stored, now)

    stored = task.archive.store(
        release,
        item.page,
        analysis=analysis,
        traits=traits,
        now=now,
        run=task.run,
        doubts=item.doubts,
        site_id=task.run.site_id,
        then=follow,
    )
    _note_reading(task, item, stored)
    if stored.outcome == "new":
        task.counts.new += 1
    elif stored.outcome == "changed":
        task.counts.changed += 1
    else:
        task.counts.unchanged += 1
    log.debug(
        "release",
        outcome=stored.outcome,
        id=stored.release_id,
        url=release.url,
        reader=release.reader,
    )
    task.advance()
    return stored


def _note_reading(task: CrawlTask, item: ReadRelease, stored: Stored) -> None:
    """Count and tell what the operator should know of how a release was read."""
    if item.release.reader == "generic":
        task.count("generic_reader")
    if stored.outcome == "new_address":
        task.count("same_text_elsewhere")
    if item.doubts and stored.outcome != "unchanged":
        task.count("unsure")
        log.warning("unsure", url=item.release.url, doubts=item.doubts)
        task.trouble(
            f"{item.release.url} is archived as unsure and not announced: "
            f"{'; '.join(item.doubts)} (docs/mending-a-reader.md)"
        )


def _resolve(archive: Archive, url: str, item: ReadRelease) -> None:
    """Within the release's transaction: it was read, so no conditional request may miss it."""
    archive.keep_validators(url, item.etag, item.last_modified, item.page.fetched_at)
    archive.forget_failures(url)
