"""Pictures and files of a release, and its addresses in other languages."""

from __future__ import annotations

import binascii
import hashlib
import re
from base64 import b64decode
from collections.abc import Collection, Iterable, Iterator
from urllib.parse import unquote_to_bytes, urlsplit

from selectolax.lexbor import LexborNode

from crawler.pages.blocks import clean_text
from crawler.pages.document import Document
from crawler.pages.lexicon import is_language_name
from crawler.pages.rendering import absolute_url
from crawler.pages.walk import is_skipped
from crawler.urls import language_of

_FILES = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar)$", re.IGNORECASE)
_PICTURES = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)$", re.IGNORECASE)
_ICON = re.compile(
    r"(?:^|[/_.-])(?:icons?|logo|sprite|emblem|pixel|favicon)(?:[/_.-]|$)|\.svg$", re.IGNORECASE
)
_LAZY = ("data-src", "data-original", "data-lazy-src", "data-lazy", "data-full")
_BACKGROUND = re.compile(r"background(?:-image)?\s*:[^;]*url\(\s*['\"]?([^'\")]+)", re.IGNORECASE)
#: Pictures declared smaller than this, in pixels, are icons.
_SMALLEST = 64


def images_in(
    nodes: Iterable[LexborNode], document: Document, skip: Collection[int] = ()
) -> tuple[str, ...]:
    """The pictures within ``nodes``: absolute addresses, in page order, each once.

    A ``data:`` URI is replaced by ``data:sha256:<hex>`` of the bytes it holds.
    """
    found: dict[str, None] = {}
    for root in nodes:
        for node in root.css("img, a[href], [style*='background']"):
            if not _is_within_skipped(node, root, skip):
                found.update(dict.fromkeys(_picture(node, document)))
    return tuple(found)


def _picture(node: LexborNode, document: Document) -> list[str]:
    attributes = node.attributes
    if node.tag == "img":
        source = _source(attributes)
        return [] if source is None or _is_icon(attributes, source) else _address(source, document)
    if node.tag == "a" and node.css_first("img") is None and not clean_text(node.text()):
        href = attributes.get("href") or ""
        return _address(href, document) if _PICTURES.search(_path(href)) else []
    background = _BACKGROUND.search(attributes.get("style") or "")
    return _address(background[1], document) if background else []


def _source(attributes: dict[str, str | None]) -> str | None:
    source = (attributes.get("src") or "").strip()
    lazy = next((attributes[name] for name in _LAZY if attributes.get(name)), None)
    if lazy is not None and (not source or source.lower().startswith("data:")):
        return lazy.strip()
    if source:
        return source
    candidates = (attributes.get("srcset") or attributes.get("data-srcset") or "").split()
    return candidates[0].rstrip(",") if candidates else None


def _is_icon(attributes: dict[str, str | None], source: str) -> bool:
    for side in ("width", "height"):
        size = (attributes.get(side) or "").removesuffix("px")
        if size.isdecimal() and len(size) < 6 and int(size) < _SMALLEST:
            return True
    classes = attributes.get("class") or ""
    return _ICON.search(classes.replace(" ", "-")) is not None or (
        not source.lower().startswith("data:") and _ICON.search(_path(source)) is not None
    )


def _address(source: str, document: Document) -> list[str]:
    if source.lower().startswith("data:"):
        return [f"data:sha256:{hashlib.sha256(_data(source)).hexdigest()}"]
    url = absolute_url(source, document.url)
    return [url] if url else []


def _data(uri: str) -> bytes:
    """The bytes that a data: URI holds; its own characters where they cannot be decoded."""
    head, _, payload = uri.partition(",")
    raw = unquote_to_bytes(payload)
    if not head.lower().endswith(";base64"):
        return raw
    try:
        return b64decode(b"".join(raw.split()), validate=True)
    except (binascii.Error, ValueError):
        return uri.encode("utf-8", "replace")


def attachments_in(
    nodes: Iterable[LexborNode], document: Document, skip: Collection[int] = ()
) -> tuple[str, ...]:
    """The documents and archives linked within ``nodes``: absolute addresses, each once."""
    found: dict[str, None] = {}
    for root in nodes:
        for node in root.css("a[href]"):
            href, name = node.attributes.get("href") or "", node.attributes.get("download") or ""
            if not (_FILES.search(_path(href)) or _FILES.search(name)):
                continue
            url = absolute_url(href, document.url)
            if url and not _is_within_skipped(node, root, skip):
                found[url] = None
    return tuple(found)


def _path(href: str) -> str:
    try:
        return urlsplit(href.strip()).path
    except ValueError:
        return ""


def _is_within_skipped(node: LexborNode, root: LexborNode, skip: Collection[int]) -> bool:
    one: LexborNode | None = node
    while one is not None and one.mem_id != root.mem_id:
        if one.tag not in ("figure", "button") and is_skipped(one, skip):
            return True
        one = one.parent
    return False


def alternates_of(document: Document) -> dict[str, str]:
    """The same release in other languages, by language: ``hreflang`` links, then the switch.

    Only addresses of releases on the same host count: a switch to a front page is none.
    """
    found: dict[str, str] = {}
    for link in document.alternate_links:
        url = document.release_at(link.attributes.get("href"))
        if url is not None:
            found.setdefault(language_of(url) or document.lang, url)
    for url in _switch_links(document):
        code = language_of(url) or document.lang
        if code != document.lang:
            found.setdefault(code, url)
    found.pop(document.lang, None)
    return dict(sorted(found.items()))


def _switch_links(document: Document) -> Iterator[str]:
    """The links to releases that are marked, or at least labelled, as a switch of language."""
    marked = document.tree.css("a[hreflang][href], [class*='lang'] a[href]")
    for node in marked:
        url = document.release_at(node.attributes.get("href"))
        if url is not None and (node.attributes.get("hreflang") or _is_labelled(node)):
            yield url
    if not marked:
        yield from (url for node, url in document.release_links if _is_labelled(node))


def _is_labelled(node: LexborNode) -> bool:
    return is_language_name(clean_text(node.text(deep=True)))
