"""Walking listings from their first page on, newest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

import structlog
from scrapy import Request
from scrapy.http import Response

from crawler.middlewares import header
from crawler.pages import ChallengePage, EmptyListing, Listing, PageRefused, read_listing
from crawler.spiders.reading import GONE, ReleaseReading, declared_encoding
from crawler.task import CrawlTask
from crawler.urls import canonical_url
from meetings.model import Lang

log = structlog.get_logger("crawler")

#: A listing that never ends is left here (the site's largest known listing has 1628 pages).
LONGEST_LISTING = 5000
#: A page of the menu that links to fewer releases is no section.
FEWEST_OF_A_SECTION = 3


@dataclass(frozen=True, slots=True)
class Walk:
    """One listing on its way: ``news`` has every release of a language, so that failing to read it
    is blindness; a ``section`` has a part of them; whether a ``probe`` is a listing is not known.
    """

    root: str
    lang: Lang
    kind: Literal["news", "section", "probe"] = "news"


@dataclass(frozen=True, slots=True)
class _Place:
    """How far a walk has come: the number of the page and the canonical addresses before it."""

    walk: Walk
    page: int = 1
    seen: frozenset[str] = frozenset()


class ListingWalking(ReleaseReading):
    """Asks for what listings have and the archive has not.

    A walk stops at the first page that holds nothing new, provided that an earlier walk of the
    same listing came to its end; else it goes on to the end, which is how a walk that was cut off
    is resumed.
    """

    def __init__(self, task: CrawlTask, **kwargs: Any) -> None:
        super().__init__(task, **kwargs)
        #: What each listing has named in this walk, by its first page.
        self._listed: defaultdict[str, set[str]] = defaultdict(set)

    def _walk(self, walk: Walk) -> Request:
        """The request that a walk begins with; conditional where only news are wanted."""
        open_walk = self.task.archive.fact(f"walk_open:{walk.root}") is not None
        conditional = self.task.kind == "poll" and not open_walk
        return self._step(walk.root, _Place(walk), conditional=conditional)

    def _step(self, url: str, place: _Place, *, conditional: bool = False) -> Request:
        return self._seek(
            url,
            self._read_page,
            self._page_lost,
            # Before releases, so that the progress bar knows early how many there are; sections
            # after the news, so that their walks find nothing that another is about to find.
            priority=100 if place.walk.kind == "news" else 50,
            conditional=conditional,
            place=place,
        )

    def _read_page(self, response: Response, place: _Place) -> Iterator[Request]:
        """Ask for what the listing has and the archive has not; walk on where there may be more."""
        if response.status == 304 or (response.status in GONE and place.page > 1):
            # A page past the end is how a listing without a link to the next one ends.
            self._walk_ended(place.walk)
            return
        if response.status != 200:
            self._page_lost(response.url, f"answers {response.status}", place)
            return
        listing = self._listing(response, place)
        if listing is None:
            return
        if place.page == 1 and place.walk.kind == "news":
            yield from self._linked_sections(response, place.walk.lang)
        if self._tells_nothing(listing, place, response):
            self._walk_ended(place.walk)
            return
        requests = [request for entry in listing.entries if (request := self._wants(entry))]
        yield from requests
        yield from self._walk_on(listing, place, news=bool(requests), here=response.url)

    def _read_listing(self, response: Response) -> Listing:
        """The entries of a listing or front page. Raises PageRefused."""
        return read_listing(
            response.url,
            response.body,
            encoding=declared_encoding(response),
            timezone=self.task.site.declaration.timezone,
            now=self.task.clock(),
            site=self.task.site.declaration,
        )

    def _listing(self, response: Response, place: _Place) -> Listing | None:
        try:
            listing = self._read_listing(response)
        except ChallengePage as error:
            self._blocked(response, error)
        except EmptyListing as error:
            # A page past the end is how some sites end a listing; an empty first page is blindness.
            if place.page > 1:
                self._walk_ended(place.walk)
            else:
                self._page_lost(response.url, str(error), place)
            return None
        except PageRefused as error:
            self._page_lost(response.url, str(error), place)
            return None
        if place.walk.kind == "probe" and len(listing.entries) < FEWEST_OF_A_SECTION:
            self._page_lost(response.url, "names too few releases", place)
            return None
        return listing

    def _tells_nothing(self, listing: Listing, place: _Place, response: Response) -> bool:
        """Whether there is nothing to be learnt from a page: as the last poll met it, or circling.

        What is listed decides where a site sends no validators.
        """
        root = place.walk.root
        if place.page > 1:
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
        self, listing: Listing, place: _Place, *, news: bool, here: str
    ) -> Iterator[Request]:
        walk, seen = place.walk, place.seen | {canonical_url(here)}
        if (
            listing.next_page is None
            or canonical_url(listing.next_page) in seen
            or not self._goes_on(listing, walk.root, news=news)
        ):
            self._walk_ended(walk)
        elif place.page >= LONGEST_LISTING:
            self.task.trouble(f"{walk.root} has more than {LONGEST_LISTING} pages: left there")
            self._listing_read(walk)
        else:
            self.task.archive.keep_fact(f"walk_open:{walk.root}", "1")
            yield self._step(listing.next_page, _Place(walk, place.page + 1, seen))

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

    def _walk_ended(self, walk: Walk) -> None:
        self.task.walked.add(walk.root)
        self._listing_read(walk)

    def _listing_read(self, walk: Walk) -> None:
        if walk.kind == "news":
            self.task.listings_read += 1
        else:
            self._judged(walk, is_section=True)

    def _page_lost(self, url: str, why: str, place: _Place) -> None:
        """A page that could not be read: of the news, or of a section that gave some before."""
        if place.walk.kind == "news" or place.page > 1:
            self.task.trouble(f"the listing {url} could not be read: {why}")
        else:
            log.debug("no_section", url=url, why=why)
            self._judged(place.walk, is_section=False)

    def _linked_sections(self, response: Response, lang: Lang) -> Iterator[Request]:
        """What else the first page of a listing leads to."""
        yield from ()

    def _judged(self, walk: Walk, *, is_section: bool) -> None:
        """Called once it is known whether an address that may be a section lists releases."""


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
