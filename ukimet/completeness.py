"""How much of the site is in the archive, as far as that can be known."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from archive import Archive
from crawler.options import SiteOptions
from crawler.urls import number_of

#: A longer run of numbers never seen is no gap near known releases but a time nobody walked.
NEAR = 50


def completeness_of(archive: Archive, site: SiteOptions) -> dict[str, Any]:
    """What `ukimet status` says: by language, and the numbers never seen near known ones.

    ``languages``: releases archived and whether the listing has been walked to its end.
    ``numbers``: how many numbers are known from the scale that all languages share and how many
    near them are not, which may be pages of other kinds; None where there are none, as on a site
    that does not number its releases like that.
    """
    site_id = archive.site(site.name, site.place)
    counts = archive.releases_by_language(site_id) if site_id else {}
    languages = {
        lang: {
            "releases": counts.get(lang, 0),
            "walked_to_the_end": _walked(archive, site.listing(lang)),
        }
        for lang in site.languages
    }
    since = site.declaration.one_scale_since
    rows = archive.db.query(
        "SELECT a.url FROM addresses AS a JOIN releases AS r ON r.id = a.release_id "
        "WHERE r.published_at >= ? AND r.site_id = ?",
        [since or "9999", site_id],
    )
    known = sorted({number for row in rows if (number := number_of(row["url"])) is not None})
    return {"languages": languages, "numbers": _numbers(known)}


def _walked(archive: Archive, root: str) -> bool:
    ended = archive.fact(f"listing_digest:{root}") is not None
    return ended and archive.fact(f"walk_open:{root}") is None


def _numbers(known: list[int]) -> dict[str, Any] | None:
    if not known:
        return None
    gaps = [(one + 1, other - 1) for one, other in pairwise(known) if 1 < other - one <= NEAR]
    return {
        "known": len(known),
        "possible_gaps": sum(last - first + 1 for first, last in gaps),
        "latest_gaps": [list(gap) for gap in gaps[-10:]],
    }
