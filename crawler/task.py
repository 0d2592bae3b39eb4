"""One crawl: what it is to do, what it works with, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from archive import Archive, Stored
from archive.media import MediaKind
from archive.runs import Run, RunCounts, of_site
from archive.unread import Reader, read
from crawler import manners
from crawler.extraction import Extractor, extract
from crawler.options import SiteOptions
from meetings.model import Lang

CrawlKind = Literal["poll", "full", "since"]

Clock = Callable[[], datetime]
Follow = Callable[[Stored, datetime], None]


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a crawl is: releases ``done`` and known to be ``wanted``.

    ``complete``: no page is under way that may name more. ``requests_left``: of the day's.
    """

    done: int
    wanted: int
    complete: bool
    requests_left: int

    @property
    def remaining(self) -> int:
        """Releases that are still to be fetched."""
        return self.wanted - self.done


Progress = Callable[[Standing], None]


def utc_now() -> datetime:
    """The time now; the default clock."""
    return datetime.now(UTC)


def shown(moment: datetime, zone: ZoneInfo) -> str:
    """A moment as the operator reads it, in the site's time."""
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M %z}"


def wait_message(until: datetime, zone: ZoneInfo) -> str:
    """What the operator reads when the site wants to be left alone."""
    return f"the site asks to be left alone until {shown(until, zone)}"


@dataclass(slots=True)
class CrawlTask:
    """A crawl under way; the spider, the middlewares and the pipeline share it.

    ``follow`` is called within the transaction of every release that is new or changed;
    ``progress`` with every step.
    """

    archive: Archive
    site: SiteOptions
    timezone: ZoneInfo
    run: Run
    kind: CrawlKind = "poll"
    since: date | None = None
    languages: tuple[Lang, ...] = ("kk", "ru", "en")
    clock: Clock = utc_now
    #: How a release that may be news is read, how the main text of a page of any markup is found,
    #: and what is told before an unknown release is asked for.
    reader: Reader = read
    extract: Extractor = extract
    on_unknown: Callable[[], None] | None = None
    #: Releases of the past are archived now and read by ``Archive.read_waiting`` afterwards.
    read_later: bool = False
    #: How many more requests may be made today.
    requests_left: int = 40_000
    #: Which files of releases are fetched and kept, and the requests of the day they leave alone.
    media: tuple[MediaKind, ...] = ()
    media_leaves: int = 0
    follow: Follow | None = None
    progress: Progress | None = None
    counts: RunCounts = field(default_factory=RunCounts)
    #: What befell pages beyond the counts, by name; the table `outcomes`.
    outcomes: Counter[str] = field(default_factory=Counter)
    #: Why the crawl as a whole went wrong, in words for the operator; empty where it did not.
    troubles: list[str] = field(default_factory=list)
    #: Pages under way that may name further releases: while there are any, what is wanted may grow.
    seeking: int = 0
    #: Whether this crawl looks where releases may be listed beyond the news of each language, and
    #: why that could not be done in full (empty: it could).
    discovers: bool = False
    polls_sections: bool = False
    not_discovered: list[str] = field(default_factory=list)
    #: Listings that answered and were read (or had not changed).
    listings_read: int = 0
    #: A challenge page ended the crawl.
    blocked: bool = False
    #: What the listings sent, by the first page's address.
    listing_validators: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)
    #: What the first pages of the listings name, as a digest, by address.
    listing_digests: dict[str, str] = field(default_factory=dict)
    #: Listings whose walk has come to its end.
    walked: set[str] = field(default_factory=set)

    @property
    def is_whole(self) -> bool:
        """Whether every language of the site is crawled."""
        return set(self.languages) == set(self.site.languages)

    def advance(self) -> None:
        """Tell whoever watches how far the crawl is."""
        if self.progress is not None:
            counts = self.counts
            done = counts.new + counts.changed + counts.unchanged + counts.withdrawn
            left = self.requests_left - counts.requests
            self.progress(Standing(done + counts.failed, counts.found, self.seeking == 0, left))

    def count(self, outcome: str) -> None:
        """Count a named outcome."""
        self.outcomes[outcome] += 1

    def trouble(self, message: str) -> None:
        """Note once what went wrong with the crawl as a whole."""
        if message not in self.troubles:
            self.troubles.append(message)

    def asked_to_wait(self, asked: timedelta | None) -> None:
        """The site answers that it is asked too often: nothing more is asked for a while."""
        now = self.clock()
        name = of_site(manners.RETRY_AFTER, self.run.site_id)
        until = manners.back_off(self.archive, name, now, manners.FIRST_WAIT, asked)
        self.count("asked_to_wait")
        self.blocked = True
        self.trouble(wait_message(until, self.timezone))

    def challenged(self, message: str) -> None:
        """A captcha: the crawl ends, and the daemon keeps away for hours."""
        until = manners.back_off(
            self.archive,
            of_site(manners.CHALLENGED, self.run.site_id),
            self.clock(),
            manners.FIRST_WAIT_AFTER_CHALLENGE,
        )
        self.count("challenge")
        self.blocked = True
        self.trouble(f"{message}; the daemon tries again at {shown(until, self.timezone)}")

    @property
    def outcome(self) -> str:
        """done; partial where something failed; failed where no listing could be read."""
        if self.listings_read == 0:
            return "failed"
        return "partial" if self.troubles or self.counts.failed else "done"
