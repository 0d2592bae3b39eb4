"""The archive: every release, every version of it, for ever, in one SQLite file.

>>> from archive import Archive
>>> with Archive.open("ukimet.db") as archive:      # doctest: +SKIP
...     for hit in archive.search("dialogue partner"):
...         print(hit.release.published_at, hit.release.title)
"""

from archive.model import (
    ArchiveDamaged,
    ArchivedRelease,
    ArchiveError,
    ArchiveTooNew,
    ArchiveUnwritable,
    Event,
    FoundRelease,
    NoSuchRelease,
    Page,
    Release,
    Stored,
)
from archive.store import Archive

__all__ = [
    "Archive",
    "ArchiveDamaged",
    "ArchiveError",
    "ArchiveTooNew",
    "ArchiveUnwritable",
    "ArchivedRelease",
    "Event",
    "FoundRelease",
    "NoSuchRelease",
    "Page",
    "Release",
    "Stored",
]
