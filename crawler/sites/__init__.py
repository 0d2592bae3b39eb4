"""The sites that Ukimet knows: one small data file each."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from crawler.urls import is_release_url
from meetings.model import Lang

#: What is read like this where a configuration names a site of its own.
USUAL = "primeminister"


@dataclass(frozen=True, slots=True)
class SiteDeclaration:
    """What must be known of a site; the file ``NAME.toml`` beside this one says it.

    ``hosts``: the first is where it is, the others are the same site (redirects lead there).
    ``languages``: how it writes each language in its addresses. ``timezone``: of its dates.
    ``listing``, ``front_page``, ``day_archive``: paths, ``{code}`` stands for the language; the
    archive by day is "" where there is none. ``readers``: the tables of
    ``crawler/pages/data/generations.toml`` that may read its pages, newest first.
    ``releases``: the pattern of a release's whole path; "": the shapes in ``crawler/urls.py``.
    ``one_scale_since``: since when (ISO date or year) the numbers that releases end with rise on
    one scale over all languages, so that missing ones can be told; "": they do not.
    """

    name: str
    hosts: tuple[str, ...]
    languages: Mapping[Lang, str]
    timezone: ZoneInfo
    listing: str
    front_page: str
    day_archive: str
    readers: tuple[str, ...]
    releases: str
    one_scale_since: str

    @property
    def base_url(self) -> str:
        """The address of the site."""
        return f"https://{self.hosts[0]}"

    def is_release(self, url: str) -> bool:
        """Whether a canonical address has the shape of a release's."""
        if not self.releases:
            return is_release_url(url)
        try:
            return re.fullmatch(self.releases, urlsplit(url).path) is not None
        except ValueError:
            return False


@cache
def known_sites() -> Mapping[str, SiteDeclaration]:
    """Every declared site, by name."""
    names = sorted(
        file.name.removesuffix(".toml")
        for file in files("crawler.sites").iterdir()
        if file.name.endswith(".toml")
    )
    return MappingProxyType({name: _load(name) for name in names})


def site_at(url: str) -> SiteDeclaration | None:
    """The declared site that an address belongs to, if any."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    for site in known_sites().values():
        if host in (one.removeprefix("www.") for one in site.hosts):
            return site
    return None


def usual_site() -> SiteDeclaration:
    """The declaration of a site that has none of its own."""
    return known_sites()[USUAL]


def _load(name: str) -> SiteDeclaration:
    text = files("crawler.sites").joinpath(f"{name}.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    return SiteDeclaration(
        name=name,
        hosts=tuple(table.pop("hosts")),
        languages=MappingProxyType(table.pop("languages")),
        timezone=ZoneInfo(table.pop("timezone")),
        readers=tuple(table.pop("readers")),
        **table,
    )
