"""Why a page was not read, named for what the operator must do about it."""

from __future__ import annotations


class PageRefused(Exception):
    """Nothing was read from the page; the subclass says what to do, the message says why."""


class ChallengePage(PageRefused):
    """The site asks for proof of being human: stop crawling and wait."""


class NotARelease(PageRefused):
    """The page holds no release (an error page, a list): nothing need be done."""


class UnreadablePage(PageRefused):
    """The page looks like a release but a field could not be read: the reader must be mended.

    ``missing`` names the fields.
    """

    def __init__(self, message: str, missing: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.missing = missing


class EmptyListing(PageRefused):
    """A page that must list releases lists none: look whether the site was redesigned."""


class NotASitemap(PageRefused):
    """Something else stands where a sitemap was looked for: nothing need be done."""
