"""Other people's copies into the archive: read, compared, analysed, stored, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import urlsplit, urlunsplit
from zoneinfo import ZoneInfo

from w3lib.encoding import http_content_type_encoding

from archive import Archive, Release
from archive.importing.copies import DAMAGED, IGNORED, Copy, Refused
from archive.unread import read
from crawler.pages import PageRefused, UnreadablePage, examine_release
from crawler.urls import canonical_url, is_release_url, same_host

#: The reasons that mean: something was lost.
FAILURES = frozenset({DAMAGED, UnreadablePage.__name__})
#: What ``Archive.store`` says, as told to the person.
_OUTCOMES = {"changed": "version"}


@dataclass(slots=True)
class Tally:
    """What became of the records of a file.

    ``counts`` by name: new, version (a further one of a known release), new_address, unchanged,
    ignored, damaged, and the names of pages that were not read. ``refused`` has all records that
    were not taken in, but for the ignored ones.
    """

    counts: Counter[str] = field(default_factory=Counter)
    refused: list[Refused] = field(default_factory=list)

    @property
    def failed(self) -> int:
        """How many records should have given a release and gave none."""
        return sum(self.counts[reason] for reason in FAILURES)

    def refuse(self, what: Refused) -> None:
        """Count a record that was not taken in."""
        self.counts[what.reason] += 1
        if what.reason != IGNORED:
            self.refused.append(what)


@dataclass(frozen=True, slots=True)
class Importer:
    """Takes copies of releases of the site at ``base_url`` into an archive.

    ``source`` names the source of a record; ``timezone`` is the site's.
    """

    archive: Archive
    base_url: str
    timezone: ZoneInfo
    source: Callable[[str], str]
    clock: Callable[[], datetime]

    def take_in(self, copies: Iterable[Copy | Refused]) -> Tally:
        """Store each copy in a transaction of its own; nobody is told of it."""
        tally = Tally()
        for each in copies:
            if isinstance(each, Refused):
                tally.refuse(each)
            else:
                self._take_in(each, tally)
        return tally

    def address(self, url: str) -> str | None:
        """The site's address of the release at ``url``; None where none of the site's is there.

        Copies of earlier years have http and www.
        """
        try:
            url = canonical_url(url)
        except ValueError:
            return None
        if not same_host(url, self.base_url) or not is_release_url(url):
            return None
        origin = urlsplit(self.base_url)
        return urlunsplit((origin.scheme, origin.netloc, *urlsplit(url)[2:]))

    def _take_in(self, copy: Copy, tally: Tally) -> None:
        url = self.address(copy.page.url)
        if url is None:
            tally.refuse(Refused(copy.record, IGNORED, f"no release of the site: {copy.page.url}"))
            return
        try:
            release, doubts = self._release(copy, url)
        except PageRefused as error:
            message = f"{copy.page.url}: {error}"
            tally.refuse(Refused(copy.record, type(error).__name__, message))
            return
        is_known = self.archive.compare(release) == "same"
        analysis, traits = (None, None) if is_known else read(release)
        stored = self.archive.store(
            release,
            copy.page,
            analysis=analysis,
            traits=traits,
            now=self.clock(),
            doubts=doubts,
            source=self.source(copy.record),
        )
        tally.counts[_OUTCOMES.get(stored.outcome, stored.outcome)] += 1

    def _release(self, copy: Copy, url: str) -> tuple[Release, tuple[str, ...]]:
        if copy.release is not None:
            return replace(copy.release, url=url), ()
        headers = {name.lower(): value for name, value in copy.page.headers.items()}
        return examine_release(
            url,
            copy.page.body,
            encoding=http_content_type_encoding(headers.get("content-type")),
            timezone=self.timezone,
            now=copy.page.fetched_at,
        )
