"""Main-text extraction: what on a page of any markup is the text, and not what surrounds it."""

from __future__ import annotations

from collections.abc import Callable

#: What finds the main text of a page's HTML; "" for none.
Extractor = Callable[[str], str]


def extract(html: str) -> str:
    """What trafilatura takes for the main text of a page; "" for nothing."""
    # Loaded late, for 4 MB that stay: most processes never meet a page that needs it, and the
    # daemon has it done by another one.
    import trafilatura

    found = trafilatura.extract(
        html, fast=True, with_metadata=False, include_comments=False, include_tables=True
    )
    return found or ""
