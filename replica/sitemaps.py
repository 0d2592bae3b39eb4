"""The sitemap, which the real site may or may not have: plain, or an index of packed parts."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from datetime import datetime
from html import escape
from typing import Literal

from replica.languages import LANGS, Lang, language_prefix
from replica.model import Release
from replica.site import Site

SitemapKind = Literal["none", "plain", "index"]
#: What the times of change in it are: those of the releases, those of their publication (so that no
#: edit shows), the present time for all of them, or absent.
Lastmod = Literal["true", "stale", "now", "none"]

_XMLNS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_PLAIN, _INDEX, _PART = "/sitemap.xml", "/sitemaps/index.xml", "/sitemaps/{code}-{number}.xml.gz"
#: A page of the menu that is listed beside the releases, so that not every address is one.
_OTHER = "/gov/members"


class Sitemaps:
    """Renders the sitemaps of a site; a part of an index holds ``part_size`` addresses at most."""

    def __init__(
        self,
        site: Site,
        base_url: str,
        kind: SitemapKind = "none",
        lastmod: Lastmod = "true",
        part_size: int = 50,
    ) -> None:
        self._site = site
        self._base_url = base_url
        self._kind = kind
        self._lastmod = lastmod
        self._part_size = part_size

    @property
    def robots(self) -> str:
        """The lines of robots.txt; a plain sitemap stands where everyone looks for it anyway."""
        return f"Sitemap: {self._base_url}{_INDEX}\n" if self._kind == "index" else ""

    def document(self, path: str) -> tuple[bytes, str] | None:
        """The document at ``path`` with its type; None where no sitemap stands."""
        if self._kind == "plain" and path == _PLAIN:
            return self._urlset(r for lang in LANGS for r in self._releases(lang)), "text/xml"
        if self._kind != "index":
            return None
        parts = self._parts()
        if path == _INDEX:
            return self._index(parts), "application/xml"
        if path in parts:
            return gzip.compress(self._urlset(parts[path]), mtime=0), "application/x-gzip"
        return None

    def _releases(self, lang: Lang) -> list[Release]:
        """The releases of a language, oldest first, so that a full part keeps its members."""
        return [r for r in self._site.releases if r.lang == lang and r.withdrawn is None]

    def _parts(self) -> dict[str, list[Release]]:
        found: dict[str, list[Release]] = {}
        for lang in LANGS:
            releases = self._releases(lang)
            for start in range(0, len(releases), self._part_size):
                number = start // self._part_size + 1
                path = _PART.format(code=language_prefix(lang).strip("/"), number=number)
                found[path] = releases[start : start + self._part_size]
        return found

    def _index(self, parts: dict[str, list[Release]]) -> bytes:
        entries = "".join(
            f"<sitemap><loc>{escape(self._base_url + path)}</loc>"
            f"{self._time(max(map(self._changed_at, releases)))}</sitemap>\n"
            for path, releases in parts.items()
        )
        return _xml(f'<sitemapindex xmlns="{_XMLNS}">\n{entries}</sitemapindex>\n')

    def _urlset(self, releases: Iterable[Release]) -> bytes:
        entries = [f"<url><loc>{self._base_url}/en{_OTHER}</loc></url>\n"]
        entries += [
            f"<url><loc>{escape(self._base_url + release.path)}</loc>"
            f"{self._time(self._changed_at(release))}</url>\n"
            for release in releases
        ]
        return _xml(f'<urlset xmlns="{_XMLNS}">\n{"".join(entries)}</urlset>\n')

    def _changed_at(self, release: Release) -> datetime:
        if self._lastmod == "now":
            return self._site.clock.now()
        return release.published_at if self._lastmod == "stale" else release.changed_at

    def _time(self, at: datetime) -> str:
        if self._lastmod == "none":
            return ""
        return f"<lastmod>{at.isoformat(timespec='seconds')}</lastmod>"


def _xml(document: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{document}'.encode()
