"""Why a request failed, in names for the table of outcomes and in words for the operator."""

from __future__ import annotations

import re

from scrapy.exceptions import IgnoreRequest
from twisted.python.failure import Failure

#: How Scrapy words what befell the connection.
_WRAPPED = re.compile(r"\[?<[\w.]*Failure [\w.]+: (.*?)>\]?")


class ForbiddenByRobots(IgnoreRequest):
    """The site's robots.txt does not let this address be fetched."""


class RobotsUnread(IgnoreRequest):
    """What robots.txt says is not known at present, so nothing is fetched."""


class OffSite(IgnoreRequest):
    """A redirect leads to a host that is not the configured one."""


class CeilingReached(IgnoreRequest):
    """The day's requests are used up."""


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
    if isinstance(failure.value, ForbiddenByRobots):
        return "forbidden"
    said = f"{failure.type.__name__ if failure.type else ''} {failure.value}".lower()
    return next((name for word, name in _NAMES.items() if word in said), "unreachable")


def reason_of(failure: Failure) -> str:
    """Why a request failed, in one line."""
    return f"{said_by(failure.value)} ({failure.type.__name__ if failure.type else 'error'})"


def said_by(error: BaseException | None) -> str:
    """What an error says, in one line."""
    message = str(error or "").strip() or "no answer"
    return _WRAPPED.sub(r"\1", message.splitlines()[0])
