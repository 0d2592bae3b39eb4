"""Which page stands at which address."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from html import escape
from typing import Literal

from replica.chrome import fragment
from replica.generation_a import GenerationA
from replica.generation_akorda import GenerationAkorda
from replica.generation_b import GenerationB
from replica.generation_c import GenerationC
from replica.languages import LANGS, Lang, as_lang, lang_of_path, language_prefix, words
from replica.site import Generation, Site
from replica.sitemaps import Sitemaps
from replica.views import Page, Views

HTML = "text/html; charset=utf-8"
ROBOTS = "User-agent: *\nAllow: /\nDisallow: /search\n"

_DECISION = re.compile(r"decisions/(\d{8})-(\d+)")
#: Generation A numbered the pages of a listing in their path.
_PAGE_IN_PATH = re.compile(r"(news(?:/[^/]+)?)/page/(\d+)")
_MEDIA, _STORAGE, _FILES, _GO = "/assets/media/", "/storage/", "/assets/files/", "/go/"


@dataclass(frozen=True, slots=True)
class Content:
    """What is sent for an address: bytes in parts, their type, status and time of change."""

    parts: tuple[bytes, ...]
    content_type: str = HTML
    status: int = 200
    changed_at: datetime | None = None
    location: str | None = None

    @property
    def body(self) -> bytes:
        """The parts as one."""
        return b"".join(self.parts)


class Routes:
    """Finds the content of an address; knows nothing of HTTP beyond status and type."""

    def __init__(self, site: Site, base_url: str, sitemaps: Sitemaps | None = None) -> None:
        self.site = site
        self._sitemaps = sitemaps or Sitemaps(site, base_url)
        kinds: dict[Generation, type[GenerationA | GenerationB | GenerationC | GenerationAkorda]]
        kinds = {
            "A": GenerationA,
            "B": GenerationB,
            "C": GenerationC,
            "akorda": GenerationAkorda,
        }
        self.views: Views = kinds[site.generation](site, base_url)

    def content(self, path: str, query: Mapping[str, str]) -> Content:
        """What stands at ``path``, whatever it is."""
        if path == "/":
            return _redirect(302, "/kz/")
        if path == "/robots.txt":
            text = ROBOTS + self._sitemaps.robots
            return Content((text.encode(),), "text/plain; charset=utf-8")
        if (sitemap := self._sitemaps.document(path)) is not None:
            return Content((sitemap[0],), sitemap[1])
        if path == "/search":
            return self._search(query)
        if path.startswith((_MEDIA, _STORAGE)):
            return Content((picture(path.rpartition("/")[2]),), "image/png")
        if path.startswith(_FILES):
            return Content((document(path.removeprefix(_FILES)),), "application/pdf")
        if path.startswith(_GO):
            return _redirect(302, "/")
        lang = lang_of_path(path)
        if lang is None:
            return _html(self.views.not_found("kk"))
        if path == language_prefix(lang):
            return _redirect(301, path + "/")
        return _html(self._page(lang, path, query))

    def captcha(self, path: str) -> Content:
        """The page that asks whether the reader is a robot."""
        lang = lang_of_path(path) or "kk"
        page = fragment("captcha.html", lang).substitute(path=escape(path))
        return Content((page.encode(),))

    def stamp(self, path: str) -> object:
        """What the content at ``path`` depends on: while it is equal the content is the same."""
        site = self.site
        release = site.by_path.get(path)
        if release is None:
            return site.revision, site.clock.now().year
        today = site.clock.is_real and site.clock.now().date() == release.published_at.date()
        return site.alterations, len(site.siblings(release)), today

    def _page(self, lang: Lang, path: str, query: Mapping[str, str]) -> Page:
        release = self.site.by_path.get(path)
        if release is not None:
            if release.withdrawn is not None:
                return self.views.not_found(lang, release.withdrawn)
            return self.views.release(release)
        rest = path.removeprefix(f"{language_prefix(lang)}/").rstrip("/")
        if rest == "":
            return self.views.front(lang)
        if self.site.generation == "A" and (paged := _PAGE_IN_PATH.fullmatch(rest)):
            rest, query = paged[1], {"page": paged[2]}
        if rest in self._sections(lang):
            return self._listing(lang, None if rest == self.views.listing_path else rest, query)
        if rest == "archive" and isinstance(self.views, GenerationB):
            return self.views.archive(lang, _day(query))
        if decision := _DECISION.fullmatch(rest):
            return self.views.decision(lang, *decision.groups())
        if (title := _menu(lang).get(rest)) is not None:
            return self.views.text_page(lang, title, [words(lang)["page_text"]] * 5)
        return self.views.not_found(lang)

    def _sections(self, lang: Lang) -> set[str]:
        prefix, news = f"{language_prefix(lang)}/", self.views.listing_path
        if self.site.generation == "akorda":
            return {news}
        known = {f"news/{name}" for name in words(lang).sections}
        in_use = {r.path.rpartition("/")[0].removeprefix(prefix) for r in self.site.listed(lang)}
        return {news} | known | in_use

    def _listing(self, lang: Lang, section: str | None, query: Mapping[str, str]) -> Page:
        number = query.get("page", "1")
        if not number.isdecimal() or int(number) < 1:
            return self.views.not_found(lang)
        return self.views.listing(lang, section, int(number))

    def _search(self, query: Mapping[str, str]) -> Content:
        wanted = query.get("lang", "kk")
        lang = as_lang(wanted) if wanted in (*LANGS, "kz") else "kk"
        return _html(self.views.search(lang, query.get("q", "")))


def _html(page: Page) -> Content:
    return Content(page.parts, HTML, page.status, page.changed_at)


def _redirect(status: Literal[301, 302], location: str) -> Content:
    return Content((b"",), HTML, status, location=location)


def _day(query: Mapping[str, str]) -> date | None:
    """The day a form asked for; None where it names none that exists."""
    try:
        return date(int(query["year"]), int(query["month"]), int(query["day"]))
    except (KeyError, ValueError):
        return None


@cache
def _menu(lang: Lang) -> Mapping[str, str]:
    return {path: text for group in words(lang).nav for path, text in group.links}


@cache
def picture(name: str) -> bytes:
    """A small PNG in a colour of its own, for any name."""
    colour = zlib.crc32(name.encode()).to_bytes(4, "big")[:3]
    size = 16
    rows = (b"\0" + colour * size) * size
    header = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def document(name: str) -> bytes:
    """A small PDF without pages, for any name."""
    parts = ("%PDF-1.4", f"% {name}", "1 0 obj<</Type/Catalog>>endobj", "trailer<</Root 1 0 R>>")
    return "\n".join((*parts, "%%EOF\n")).encode()
