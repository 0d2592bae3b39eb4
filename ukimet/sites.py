"""The sites of the configuration: one table ``[site]``, or a ``[[site]]`` with a name for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from crawler.options import SiteOptions
from notifier.settings import Audience

#: Begins the names of environment variables that change a key of the one site.
OF_ONE_SITE = "UKIMET_SITE__"


def _as_tables(given: Any) -> Any:
    """One table as one of one. Raises ValueError where one of several has no name."""
    if isinstance(given, dict):
        return (given,)
    if isinstance(given, list) and len(given) > 1:
        for number, table in enumerate(given, start=1):
            if isinstance(table, dict) and not table.get("name"):
                raise ValueError(
                    f"[[site]] number {number} has no name: each of several sites needs one"
                )
    return given


def _distinct(sites: tuple[SiteOptions, ...]) -> tuple[SiteOptions, ...]:
    """Sites that can be told apart by name and by host. Raises ValueError."""
    if not sites:
        raise ValueError("there must be one at least")
    for one, other in combinations(sites, 2):
        if one.name == other.name:
            raise ValueError(f"the name {one.name!r} is given twice: each site needs its own name")
        if one.is_own(other.place) or other.is_own(one.place):
            raise ValueError(
                f"{one.name!r} and {other.name!r} have the same host in base_url ({one.place}): "
                "one [[site]] is enough for a host"
            )
    return sites


#: All sites, in the order of the file.
Sites = Annotated[tuple[SiteOptions, ...], BeforeValidator(_as_tables), AfterValidator(_distinct)]


def refuse_unknown_sites(sites: Iterable[SiteOptions], channels: Iterable[Audience]) -> None:
    """See that the filters of channels name sites that there are. Raises ValueError."""
    known = {site.name for site in sites}
    for channel in channels:
        for name in (*channel.include.sites, *channel.exclude.sites):
            if name not in known:
                raise ValueError(
                    f"the filter of {channel.key} names the site {name!r}: "
                    f"known are {', '.join(sorted(known))}"
                )


def not_of_several(document: Mapping[str, Any], environment: Mapping[str, str]) -> str | None:
    """Why the environment does not fit a file with several sites, or None where it does."""
    if not isinstance(document.get("site"), list):
        return None
    given = sorted(name for name in environment if name.upper().startswith(OF_ONE_SITE))
    if not given:
        return None
    return (
        f"{given[0]} changes the one [site] of a file, and this one has [[site]]: change it there, "
        "or give all sites as a JSON list in UKIMET_SITE"
    )
