"""What the spider hands to the pipeline."""

from __future__ import annotations

from dataclasses import dataclass

from archive.model import Page, Release


@dataclass(frozen=True, slots=True)
class ReadRelease:
    """A release with the page it was read from and what a conditional request will need."""

    release: Release
    page: Page
    etag: str | None = None
    last_modified: str | None = None
    #: Why the reading is not trusted, in words for the operator; empty where it is.
    doubts: tuple[str, ...] = ()
