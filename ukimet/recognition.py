"""What ``ukimet doctor`` says of the site's pages: which design they have, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from archive.model import Release
from crawler.pages import (
    ChallengePage,
    EmptyListing,
    NotARelease,
    PageRefused,
    UnreadablePage,
    examine_release,
)
from crawler.pages.generations import generations
from crawler.sites import SiteDeclaration
from ukimet.findings import Finding

MEND = "save the page with `ukimet fixture` and go through docs/mending-a-reader.md"


def listing_refused(url: str, refusal: PageRefused) -> Finding:
    """What a listing that lists nothing means."""
    if isinstance(refusal, ChallengePage):
        return _captcha(url)
    if isinstance(refusal, EmptyListing):
        return Finding(
            "site",
            "problem",
            f"{url} is no captcha and no error page, but not one release was recognised on it",
            f"look at it in a browser: if it lists releases, the site has a new design; {MEND}",
        )
    return Finding("site", "problem", f"{url} shows an error page", "look at it in a browser")


def recognised(
    listing: str, count: int, url: str, page: bytes, site: SiteDeclaration, now: datetime
) -> Iterator[Finding]:
    """What was recognised on the newest of ``count`` releases that a listing names."""
    try:
        release, doubts = examine_release(
            url, page, timezone=site.timezone, now=now, sampled=True, site=site
        )
    except PageRefused as refusal:
        yield _release_refused(url, refusal)
        return
    yield Finding(
        "site",
        "ok",
        f"{listing}: {count} releases listed; the newest is read by reader "
        f"{release.reader}: “{release.title}”, {release.published_at:%Y-%m-%d %H:%M %z}, "
        f"{len(release.text)} letters",
    )
    yield _design(release, now)
    if doubts:
        yield Finding(
            "site", "warning", f"what is read is in doubt: {'; '.join(doubts)}", f"{url}: {MEND}"
        )


def _design(release: Release, now: datetime) -> Finding:
    known = next((one for one in generations() if one.name == release.reader), None)
    if known is None:
        return Finding(
            "site",
            "warning",
            "the page's design is not one that Ukimet knows; it is read by general rules",
            f"compare the title, date and length above with {release.url}; {MEND}",
        )
    if not known.served_at(now):
        return Finding(
            "site",
            "warning",
            f"the page has design {known.name} ({known.period}), which the site had left",
            "compare `ukimet show` with the page in a browser",
        )
    return Finding("site", "ok", f"the page has design {known.name} ({known.period})")


def _release_refused(url: str, refusal: PageRefused) -> Finding:
    if isinstance(refusal, ChallengePage):
        return _captcha(url)
    if isinstance(refusal, UnreadablePage):
        missing = ", ".join(refusal.missing)
        return Finding(
            "site",
            "problem",
            f"the page of a release was recognised, but not its {missing}: {url}",
            MEND,
        )
    assert isinstance(refusal, NotARelease)  # the fourth refusal is of listings
    return Finding(
        "site", "problem", f"{url} is listed and shows no release", "look at it in a browser"
    )


def _captcha(url: str) -> Finding:
    return Finding(
        "site",
        "problem",
        f"{url} shows a captcha: the site takes Ukimet for an unwanted program",
        "wait some hours (the daemon does); then lower max_requests_per_minute, or write to the "
        "site's administrators",
    )
