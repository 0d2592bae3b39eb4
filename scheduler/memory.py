"""What a crawl leaves in memory is given back when all has been read that it found."""

from __future__ import annotations

import ctypes
import gc
import linecache

from archive import Archive, remembered


def give_back(archive: Archive) -> None:
    """Return to the system what helped while there was work; the next work is a little slower."""
    remembered.forget(archive.db)
    # Scrapy looks at the lines of its callers, which Python then keeps: 1 MB of source.
    linecache.clearcache()
    gc.collect()
    _trim()


def _trim() -> None:
    """Have the C library return what is free in its heap, where it is one that can."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
