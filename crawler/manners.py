"""When the site wants to be left alone: Retry-After, back-off after a captcha, the daily ceiling.

What a site asked for is kept in the archive, for each site by itself (``of_site``), so that
neither a restart nor the next command forgets it. ``RETRY_AFTER`` binds every crawl;
``CHALLENGED`` only the daemon: a person who calls ``ukimet crawl`` may have settled it with the
site.
"""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from archive import Archive
from archive.runs import of_site

RETRY_AFTER = "site_asks_to_wait_until"
CHALLENGED = "challenge_wait_until"
_TIMES = "_times"

#: The first wait where the site names none, and the longest whatever it names.
FIRST_WAIT = timedelta(minutes=2)
FIRST_WAIT_AFTER_CHALLENGE = timedelta(hours=3)
LONGEST_WAIT = timedelta(hours=24)
#: A wait is up to this much longer by chance, so that the visits form no pattern.
JITTER = 0.25


def parse_retry_after(value: str | None, now: datetime) -> timedelta | None:
    """What a Retry-After header asks for: seconds or an HTTP date; None where it says neither."""
    text = (value or "").strip()
    if text.isascii() and text.isdecimal() and len(text) < 10:
        return timedelta(seconds=int(text))
    try:
        return max(parsedate_to_datetime(text) - now, timedelta(0))
    except (ValueError, TypeError):
        return None


def _times(name: str) -> str:
    """The fact that says how often the site has wanted to be left alone in a row."""
    reason, _, site = name.partition(":")
    return f"{reason}{_TIMES}" + (f":{site}" if site else "")


def back_off(
    archive: Archive, name: str, now: datetime, first: timedelta, asked: timedelta | None = None
) -> datetime:
    """Note that the site wants to be left alone, and return until when.

    As long as it ``asked``; else twice as long as the last time, from ``first`` on, with jitter.
    """
    times = int(archive.fact(_times(name)) or "0")
    # Doubling is bounded by LONGEST_WAIT; the exponent is bounded so that it can be computed.
    wait = asked if asked is not None else first * 2 ** min(times, 10)
    wait = min(wait, LONGEST_WAIT)
    until = now + wait * (1 + random.uniform(0, JITTER))
    with archive.transaction():
        archive.keep_fact(_times(name), str(times + 1))
        archive.keep_fact(name, until.isoformat())
    return until


def waits_until(archive: Archive, name: str, now: datetime) -> datetime | None:
    """Until when the site is to be left alone for the reason ``name``; None: it need not be."""
    kept = archive.fact(name)
    until = datetime.fromisoformat(kept) if kept else None
    return until if until is not None and until > now else None


def at_peace(archive: Archive, site_id: int | None) -> None:
    """The site has answered as it should: the next wait is a short one again."""
    for name in (of_site(RETRY_AFTER, site_id), of_site(CHALLENGED, site_id)):
        if archive.fact(name) is not None:
            archive.keep_fact(name, None)
            archive.keep_fact(_times(name), None)


def daemon_waits_until(archive: Archive, now: datetime, site_id: int | None) -> datetime | None:
    """Until when the daemon leaves the site alone, for whatever reason."""
    names = (of_site(RETRY_AFTER, site_id), of_site(CHALLENGED, site_id))
    found = [waits_until(archive, name, now) for name in names]
    return max((until for until in found if until is not None), default=None)
