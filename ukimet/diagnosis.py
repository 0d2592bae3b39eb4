"""The checks behind ``ukimet doctor``: each ends in a finding, none stops the others."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import aiohttp

from archive import Archive, ArchiveError
from crawler.options import SiteOptions
from crawler.pages import EmptyListing, PageRefused, read_listing
from crawler.sites import SiteDeclaration
from crawler.version import user_agent
from notifier.doctor import check_telegram
from notifier.sink_doctor import check_sinks
from ukimet.config import Config
from ukimet.findings import Finding, Level
from ukimet.recognition import listing_refused, recognised

LITTLE_DISK = 1_000_000_000
CLOCK_OFF = timedelta(minutes=2)
#: Kazakhstan moved to UTC+5 on 2024-03-01; an older tz database puts every date off by an hour.
ZONE_PROBE = datetime(2025, 1, 1, tzinfo=UTC)
TIMEOUT = aiohttp.ClientTimeout(total=20)
_LEVELS: dict[str, Level] = {"ok": "ok", "warning": "warning", "error": "problem"}


def _utc_now() -> datetime:
    return datetime.now(UTC)


def diagnose(config: Config, *, clock: Callable[[], datetime] = _utc_now) -> list[Finding]:
    """Run every check; ``clock`` gives this machine's time (aware)."""
    findings = [Finding("configuration", "ok", "every key is known and valid")]
    if not config.crawl.user_agent_contact:
        findings.append(
            Finding(
                "configuration",
                "warning",
                "the site's administrators have nobody to write to",
                'set user_agent_contact, for example "mailto:you@example.org"',
            )
        )
    findings += _archive(config)
    findings += _disk(config)
    findings += _time_zone(config)
    findings += asyncio.run(_sites(config, clock))
    findings += _telegram(config)
    findings += _sinks(config, clock)
    return findings


def _archive(config: Config) -> Iterator[Finding]:
    path = config.archive.path
    if not path.exists():
        yield _place(path)
        return
    try:
        with Archive.open(path, create=False) as archive:
            counts = archive.counts()
            failures = archive.failures(limit=1000)
    except ArchiveError as error:
        yield Finding("archive", "problem", str(error))
        return
    yield Finding("archive", "ok", f"{path}: {counts['releases']} releases")
    if failures:
        yield Finding(
            "archive",
            "warning",
            f"{len(failures)} releases could not be read so far",
            "`ukimet status` lists them",
        )


def _place(path: Path) -> Finding:
    """Whether an archive can be made where there is none yet."""
    folder = path.resolve().parent
    if folder.is_dir() and os.access(folder, os.W_OK):
        return Finding("archive", "ok", f"{path} will be made by the first crawl")
    return Finding(
        "archive", "problem", f"{path} cannot be made", f"make {folder} a folder one can write to"
    )


def _disk(config: Config) -> Iterator[Finding]:
    folder = config.archive.path.resolve().parent
    if not folder.is_dir():
        return
    free = shutil.disk_usage(folder).free
    if free < LITTLE_DISK:
        yield Finding(
            "disk", "warning", f"{free // 1_000_000} MB free", "free some before it is full"
        )
    else:
        yield Finding("disk", "ok", f"{free // 1_000_000_000} GB free")


def _time_zone(config: Config) -> Iterator[Finding]:
    zone = ZoneInfo("Asia/Almaty")
    if ZONE_PROBE.astimezone(zone).utcoffset() == timedelta(hours=5):
        yield Finding("time zone", "ok", f"{config.schedule.timezone}; the tz database is current")
    else:
        yield Finding(
            "time zone",
            "problem",
            "the system's tz database is older than 2024: dates would be an hour off",
            "update the package tzdata",
        )


async def _sites(config: Config, clock: Callable[[], datetime]) -> list[Finding]:
    headers = {"User-Agent": user_agent(config.crawl.user_agent_contact)}
    findings: list[Finding] = []
    async with aiohttp.ClientSession(headers=headers, timeout=TIMEOUT) as session:
        for site in config.sites:
            found = await _site(session, site, clock)
            if len(config.sites) > 1:
                # "site" and "clock" of each say of which one they are.
                found = [replace(each, check=f"{each.check} {site.name}") for each in found]
            findings += found
    return findings


async def _site(
    session: aiohttp.ClientSession, site: SiteOptions, clock: Callable[[], datetime]
) -> list[Finding]:
    findings: list[Finding] = []
    for lang in site.languages:
        url = site.listing(lang)
        try:
            found = await _listing(session, url, site.declaration, clock)
        except (aiohttp.ClientError, TimeoutError) as error:
            reason = str(error) or type(error).__name__
            findings.append(
                Finding(
                    "site",
                    "problem",
                    f"{url} cannot be reached: {reason}",
                    "check the network and [site] base_url",
                )
            )
            break
        told = any(each.check == "clock" for each in findings)
        findings += [each for each in found if each.check != "clock" or not told]
    return findings


async def _listing(
    session: aiohttp.ClientSession,
    url: str,
    site: SiteDeclaration,
    clock: Callable[[], datetime],
) -> list[Finding]:
    async with session.get(url) as response:
        body, status, sent = await response.read(), response.status, response.headers.get("Date")
    if status != 200:
        return [Finding("site", "problem", f"{url} answers {status}", "look at it in a browser")]
    now = clock()
    findings = list(_clock(sent, now))
    try:
        listing = read_listing(url, body, timezone=site.timezone, now=now, site=site)
    except PageRefused as error:
        return [*findings, listing_refused(url, error)]
    if not listing.entries:
        return [*findings, listing_refused(url, EmptyListing(f"no release is listed at {url}"))]
    first = listing.entries[0].url
    async with session.get(first) as response:
        page = await response.read()
    return [*findings, *recognised(url, len(listing.entries), first, page, site, now)]


def _clock(sent: str | None, now: datetime) -> Iterator[Finding]:
    if sent is None:
        return
    try:
        difference = abs(parsedate_to_datetime(sent) - now)
    except (ValueError, TypeError):
        # No date, or one without its time zone: that says nothing of our clock.
        return
    if difference <= CLOCK_OFF:
        yield Finding("clock", "ok", "this machine's clock agrees with the site's")
    else:
        yield Finding(
            "clock",
            "warning",
            f"this machine's clock and the site's differ by {difference}",
            "set the clock (NTP)",
        )


def _telegram(config: Config) -> list[Finding]:
    token = config.telegram.secret()
    if token is None:
        places = sorted({each.sink for each in config.channels})
        return [Finding("telegram", "ok", f"no token: messages go to: {', '.join(places)}")]
    if not config.telegram.channels and config.telegram.ops_chat is None:
        return [
            Finding(
                "telegram",
                "warning",
                "there is a token and no channel: nothing goes to Telegram",
                "add a table [[telegram.channel]]",
            )
        ]
    found = asyncio.run(
        check_telegram(
            token,
            config.telegram.api_base_url,
            config.telegram.channels,
            ops_chat=config.telegram.ops_chat,
        )
    )
    return [
        Finding(f"telegram {each.subject}", _LEVELS[each.level], each.message) for each in found
    ]


def _sinks(config: Config, clock: Callable[[], datetime]) -> list[Finding]:
    found = asyncio.run(check_sinks(config.sink, clock))
    return [Finding(each.subject, _LEVELS[each.level], each.message) for each in found]
