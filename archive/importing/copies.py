"""What a file of copies gives, record by record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from archive.model import Page, Release

#: A time before or from these is no time at which a page of the web was published or fetched.
FIRST_WEB, NO_WEB_YET = datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Copy:
    """Another's copy of a page; ``record`` is its name within the file.

    ``release`` is what the page says, where the record tells that itself.
    """

    record: str
    page: Page
    release: Release | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A record that gives no copy: why, in a word to be counted and a sentence."""

    record: str
    reason: str
    message: str


#: The record, or what follows it in the file, is not what was once written.
DAMAGED = "damaged"
#: The record is whole and of no use: no page, another site's, an answer without a page.
IGNORED = "ignored"
