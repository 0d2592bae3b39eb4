"""Other people's copies into the archive: read, compared, analysed, stored, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import urlsplit, urlunsplit

from w3lib.encoding import http_content_type_encoding

from archive import Archive, Release
from archive.importing.copies import DAMAGED, IGNORED, Copy, Refused
from archive.unread import read
from crawler.options import SiteOptions
from crawler.pages import PageRefused, UnreadablePage, examine_release
from crawler.sites import SiteDeclaration
from crawler.urls import canonical_url, host_of

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
    """Takes copies of releases of the ``sites`` into an archive; the host says of which one.

    ``source`` names the source of a record.
    """

    archive: Archive
    sites: Sequence[SiteOptions]
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
        """The sites' address of the release at ``url``; None where none of theirs is there.

        Copies of earlier years have http and www.
        """
        try:
            url = canonical_url(url)
        except ValueError:
            return None
        site = self._site(url)
        if site is None or not site.declaration.is_release(url):
            return None
        origin = urlsplit(site.base_url)
        return urlunsplit((origin.scheme, origin.netloc, *urlsplit(url)[2:]))

    def _site(self, url: str) -> SiteOptions | None:
        host = host_of(url)
        return next((site for site in self.sites if site.is_own(host)), None)

    def _take_in(self, copy: Copy, tally: Tally) -> None:
        url = self.address(copy.page.url)
        site = self._site(url) if url else None
        if url is None or site is None:
            tally.refuse(Refused(copy.record, IGNORED, f"no release of a site: {copy.page.url}"))
            return
        try:
            release, doubts = self._release(copy, url, site.declaration)
        except PageRefused as error:
            message = f"{copy.page.url}: {error}"
            tally.refuse(Refused(copy.record, type(error).__name__, message))
            return
        site_id = self.archive.keep_site(site.name, site.place)
        is_known = self.archive.compare(release, site_id=site_id) == "same"
        analysis, traits = (None, None) if is_known else read(release)
        stored = self.archive.store(
            release,
            copy.page,
            analysis=analysis,
            traits=traits,
            now=self.clock(),
            doubts=doubts,
            source=self.source(copy.record),
            site_id=site_id,
        )
        tally.counts[_OUTCOMES.get(stored.outcome, stored.outcome)] += 1

    def _release(
        self, copy: Copy, url: str, site: SiteDeclaration
    ) -> tuple[Release, tuple[str, ...]]:
        if copy.release is not None:
            return replace(copy.release, url=url), ()
        headers = {name.lower(): value for name, value in copy.page.headers.items()}
        return examine_release(
            url,
            copy.page.body,
            encoding=http_content_type_encoding(headers.get("content-type")),
            timezone=site.timezone,
            now=copy.page.fetched_at,
            site=site,
        )
