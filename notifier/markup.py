"""Telegram's HTML: escaping, measuring, cutting, and reading it back as plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape as _escape
from html import unescape
from urllib.parse import urlsplit

#: Begins a button's address where a press is answered by us and leads nowhere.
CALLBACK = "callback:"

#: The most code points a message may have once its markup is parsed.
MESSAGE_LIMIT = 4096

# Controls, and marks that turn the direction of what follows them: no release needs them.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u2060\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_SPACES = re.compile(r"\s+")
_TAG = re.compile(r"<[^<>]*>")
_LINK = re.compile(r'<a href="([^"]*)">')


def clean(text: str) -> str:
    """``text`` on one line, without control characters."""
    return _SPACES.sub(" ", _UNWANTED.sub("", text)).strip()


def clean_lines(text: str) -> str:
    """``text`` without control characters, its lines kept."""
    return "\n".join(clean(line) for line in text.split("\n"))


def escape(text: str) -> str:
    """``text`` as it has to stand between tags: the four entities Telegram knows, no other."""
    return _escape(text, quote=False)


def web_address(url: str) -> str | None:
    """``url`` if it can stand in a link or on a button, else None."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or re.search(r"[\s\x00-\x1f\"<>]", url):
        return None
    return url


def link(url: str, text: str) -> str:
    """A link with plain ``text``; the text alone where the address is none."""
    address = web_address(url)
    if address is None:
        return escape(text)
    return f'<a href="{_escape(address, quote=True)}">{escape(text)}</a>'


def links(html: str) -> list[str]:
    """The addresses that a message links to, in order."""
    return [unescape(address) for address in _LINK.findall(html)]


def plain(html: str) -> str:
    """The text that readers see."""
    return unescape(_TAG.sub("", html))


def length(html: str) -> int:
    """How much of MESSAGE_LIMIT a message takes: code points after parsing."""
    return len(plain(html))


def cut(text: str, limit: int) -> str:
    """``text`` within ``limit`` characters, cut between words and marked with "…"."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    space = head.rfind(" ")
    if space >= limit // 2:
        head = head[:space]
    return head.rstrip(' ,;:–—-(«"') + "…"


def emphasise(text: str, parts: list[str]) -> str:
    """Escaped ``text`` with every one of ``parts`` that occurs as a whole in bold, once each."""
    spans: list[tuple[int, int]] = []
    for part in sorted({part for part in parts if part.strip()}, key=len, reverse=True):
        match = re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text)
        if match and all(match.end() <= start or match.start() >= end for start, end in spans):
            spans.append(match.span())
    pieces, at = [], 0
    for start, end in sorted(spans):
        pieces += [escape(text[at:start]), "<b>", escape(text[start:end]), "</b>"]
        at = end
    return "".join([*pieces, escape(text[at:])])


@dataclass(frozen=True, slots=True)
class Post:
    """One message: its HTML and its buttons (label and address), one row of them."""

    html: str
    buttons: tuple[tuple[str, str], ...] = ()
