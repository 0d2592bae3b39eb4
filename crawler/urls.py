"""Addresses: their canonical form, and what the path alone says about a page.

The shapes are those of three generations of primeminister.kz: ``/en/news/reviews/<slug>-<number>``
(now), ``/ru/<section>/<slug>-<number>`` (2020-2022) and ``/kz/news/all/<slug or number>``
(2016-2020).
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from w3lib.url import canonicalize_url

from meetings.model import Lang

_LANGUAGES: dict[str, Lang] = {"kz": "kk", "kk": "kk", "ru": "ru", "en": "en"}
_DEFAULT_PORTS = {"http": 80, "https": 443}

_TRACKING_NAMES = frozenset(
    [
        "fbclid",
        "gclid",
        "dclid",
        "gbraid",
        "wbraid",
        "yclid",
        "ymclid",
        "ysclid",
        "_openstat",
        "msclkid",
        "igshid",
        "mc_cid",
        "mc_eid",
        "twclid",
        "ttclid",
        "_ga",
        "_gl",
    ]
)
_TRACKING_PREFIXES = ("utm_",)

#: Sections that only list.
_NOT_RELEASES = frozenset({"archive", "page", "search", "tag", "tags", "rss", "feed"})

#: Most links of a page are of this form; resolving 200 of them in full takes 20 ms.
_PLAIN_PATH = re.compile(r"(?:/[A-Za-z0-9_~-]+)+", re.ASCII)
_PLAIN_URL = re.compile(rf"(https?://[A-Za-z0-9.:-]+)({_PLAIN_PATH.pattern})", re.ASCII)
#: All that counts of an address when a path is put behind it: the same on every page of a site.
_ORIGIN = re.compile(r"[^:/?#]+://[^/?#]*")
_NUMBER = re.compile(r"[0-9]{1,18}")
_SLUG = re.compile(r"(?P<words>[^\s/.]*[^\W\d][^\s/.]*)-(?P<number>[0-9]{3,18})")
_WORDS = re.compile(r"[^\s/.]*[^\W\d][^\s/.]*-[^\s/.]+")
#: A decision of the Government: the day and its number on that day's scale.
_DECISION = re.compile(r"[0-9]{8}-[0-9]{1,5}")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def canonical_url(url: str, base: str | None = None) -> str:
    """The one form of an address under which a page is known.

    Takes an address, relative to ``base`` where one is given. Scheme and host are lower-cased,
    the default port, empty and dot segments, the fragment, tracking parameters and a trailing
    slash are dropped, parameters are sorted, percent-encoding takes its normal form.
    Raises ValueError for what is not an http(s) address.
    """
    if found := _PLAIN_URL.fullmatch(url):
        return _origin(found[1]) + found[2]
    if base and _PLAIN_PATH.fullmatch(url):
        found = _ORIGIN.match(base)
        return _origin(found[0] if found else base) + url
    return _canonical(urljoin(base, url.strip()) if base else url.strip())


@lru_cache(maxsize=4096)
def _canonical(url: str) -> str:
    # Undoing one layer of percent-encoding can reveal a character that itself wants encoding.
    return _canonical_once(_canonical_once(url))


@lru_cache(maxsize=64)
def _origin(base: str) -> str:
    return _canonical(urljoin(base, "/")).removesuffix("/")


def _canonical_once(url: str) -> str:
    parts = urlsplit(canonicalize_url(url))
    scheme = parts.scheme.lower()
    host = (parts.hostname or "").rstrip(".")
    if scheme not in _DEFAULT_PORTS or not host:
        raise ValueError(f"not an http address: {url!r}")
    if ":" in host:
        host = f"[{host}]"
    if parts.port is not None and parts.port != _DEFAULT_PORTS[scheme]:
        host = f"{host}:{parts.port}"
    query = urlencode(
        [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _tracks(pair[0])]
    )
    return urlunsplit((scheme, host, _clean_path(parts.path), query, ""))


def _tracks(name: str) -> bool:
    lowered = name.lower()
    return lowered in _TRACKING_NAMES or lowered.startswith(_TRACKING_PREFIXES)


def _clean_path(path: str) -> str:
    kept: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            del kept[-1:]
        elif segment not in ("", "."):
            kept.append(segment)
    return "/" + "/".join(kept)


def _segments(url: str) -> list[str]:
    try:
        path = urlsplit(url).path
    except ValueError:
        return []
    return [segment for segment in path.split("/") if segment]


def host_of(url: str) -> str:
    """An address's host without www., with its port where that is not the usual one; "": none."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ""
    host = (parts.hostname or "").removeprefix("www.")
    usual = port is None or port == _DEFAULT_PORTS.get(parts.scheme.lower())
    return host if usual else f"{host}:{port}"


def same_host(url: str, other: str) -> bool:
    """Whether two canonical addresses are on one host and port; ``www.`` makes no difference."""
    return _host(url) == _host(other)


@lru_cache(maxsize=4096)
def _host(url: str) -> str:
    return urlsplit(url).netloc.removeprefix("www.")


@lru_cache(maxsize=4096)
def language_of(url: str) -> Lang | None:
    """The language the path begins with (``/kz/`` is Kazakh, ``kk``); None where there is none."""
    segments = _segments(url)
    return _LANGUAGES.get(segments[0].lower()) if segments else None


def section_of(url: str) -> str | None:
    """The path between language and slug, as ``news/reviews``; None where there is nothing."""
    segments = _segments(url)
    if language_of(url) is not None:
        del segments[0]
    return "/".join(segments[:-1]) or None


@lru_cache(maxsize=4096)
def is_release_url(url: str) -> bool:
    """Whether an address has the shape of a release's in any generation of the site."""
    if language_of(url) is None:
        return False
    *sections, last = _segments(url)[1:] or [""]
    if not last or lies_outside_releases(url):
        return False
    numbered = _SLUG.fullmatch(last)
    if sections:
        return (
            numbered is not None
            or (sections[0] == "inquiries" and _NUMBER.fullmatch(last) is not None)
            or (sections[0] == "decisions" and _DECISION.fullmatch(last) is not None)
            or _is_of_2016(sections, last)
        )
    # Without a section only a long slug is a release: /ru/strategy-2050 is a page of the menu.
    return (
        numbered is not None
        and numbered["words"].count("-") >= 2
        and not _YEAR.fullmatch(numbered["number"])
    )


def _is_of_2016(sections: list[str], last: str) -> bool:
    """``/news/all/16186`` and ``/news/all/<slug>``: a number or words below a news section."""
    if len(sections) != 2 or sections[0] != "news":
        return False
    return _NUMBER.fullmatch(last) is not None or _WORDS.fullmatch(last) is not None


def lies_outside_releases(url: str) -> bool:
    """Whether an address lies where no release ever stands: archive, search."""
    return not _NOT_RELEASES.isdisjoint(segment.lower() for segment in _segments(url)[:-1])


def number_of(url: str) -> int | None:
    """The number a release's address ends with; None for other pages and unnumbered releases.

    Since 2024 it rises over all items; that of 2020-2022 is a time of day and not unique.
    """
    if not is_release_url(url):
        return None
    last = _segments(url)[-1]
    if _NUMBER.fullmatch(last):
        return int(last)
    numbered = _SLUG.fullmatch(last)
    return int(numbered["number"]) if numbered else None
