"""Why a request failed, in names for the table of outcomes and in words for the operator."""

from __future__ import annotations

from twisted.python.failure import Failure

from crawler.middlewares import OffSite

#: What becomes of a page that could not be fetched, by words of Scrapy's message.
_NAMES = {
    "max redirections": "redirect_loop",
    "dataloss": "cut_short",
    "maxsize": "too_large",
    "exceeded": "too_large",
    "larger than": "too_large",
    "cancelled": "too_large",
    "timeout": "timeout",
}


def name_of(failure: Failure) -> str:
    """The named outcome of a request that failed: its row in the table `outcomes`."""
    if isinstance(failure.value, OffSite):
        return "off_site"
    said = f"{failure.type.__name__ if failure.type else ''} {failure.value}".lower()
    return next((name for word, name in _NAMES.items() if word in said), "unreachable")


def reason_of(failure: Failure) -> str:
    """Why a request failed, in one line."""
    message = failure.getErrorMessage().strip() or "no answer"
    return f"{message.splitlines()[0]} ({failure.type.__name__ if failure.type else 'error'})"
