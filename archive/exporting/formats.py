"""The formats by their names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import BinaryIO

from archive.filters import Filters
from archive.store import Archive

Write = Callable[[Archive, Filters, BinaryIO], int]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what one item is called, what it is in a few words, where it may go.

    ``is_text``: may be shown on a terminal. ``seeks``: needs a file, a pipe will not do.
    """

    name: str
    items: str
    about: str
    is_text: bool = True
    seeks: bool = False

    @property
    def write(self) -> Write:
        """The function that writes it; loads the library that it needs."""
        write: Write = import_module(f"archive.exporting.{_MODULES[self.name]}").write
        return write


FORMATS = {
    each.name: each
    for each in (
        Format("jsonl", "releases", "a release a line, as `ukimet show --json`"),
        Format("csv", "releases", "a release a row, for spreadsheets"),
        Format(
            "parquet",
            "releases",
            "a release a row, with its people, for data frames",
            is_text=False,
            seeks=True,
        ),
        Format("warc", "pages", "every page as fetched (WARC 1.1)", is_text=False),
        Format("atom", "releases", "a feed, newest first (50, or --limit)"),
        Format("ics", "meetings", "a calendar of meetings"),
    )
}

_MODULES = {
    "jsonl": "lines",
    "csv": "rows",
    "parquet": "columns",
    "warc": "web",
    "atom": "feed",
    "ics": "calendar",
}
