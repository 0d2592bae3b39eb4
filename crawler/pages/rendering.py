"""Blocks as the plain text and the Markdown of a release."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from urllib.parse import urljoin, urlsplit

from crawler.pages.blocks import Block, Run

#: Kinds whose neighbours are lines of one paragraph.
_LINES = ("li", "row")
_PREFIXES = {"h2": "## ", "h3": "### ", "h4": "#### ", "quote": "> "}
#: Characters that would make a tag, an entity, a link, emphasis or code of plain words.
_SPECIAL = re.compile(r"[\\`\[\]<*_]|&(?=#?\w+;)")
#: Words at the start of a line that would make it a list, a heading or a quotation.
_STARTS = re.compile(r"(?:#{1,6}|[-+=~|]|\d{1,9}[.)])(?= |$)|[>|]|[-=~]{3,}")
#: Most links and pictures of a page are of this form, and need not be resolved in full.
_PLAIN_PATH = re.compile(r"(?:/[A-Za-z0-9_~-][A-Za-z0-9_.~-]*)+", re.ASCII)
_ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]{1,4}|:[1-5][0-9]{4})?(?=[/?#]|$)")
_BRACKETS = re.compile(r"[()<>\s]")


def render_text(blocks: Iterable[Block]) -> str:
    """The text: one blank line between paragraphs, each list item on a line after ``- ``."""
    paragraphs: list[str] = []
    for kind, group in groupby(blocks, key=lambda block: block.kind):
        lines = [("- " if kind == "li" else "") + block.text for block in group]
        paragraphs.extend(["\n".join(lines)] if kind in _LINES else lines)
    return "\n\n".join(paragraphs)


def render_markdown(blocks: Iterable[Block], base_url: str) -> str:
    """The same text as Markdown with its emphasis, headings and links, these made absolute.

    Neither images nor HTML come through.
    """
    parts: list[str] = []
    for kind, group in groupby(blocks, key=lambda block: block.kind):
        lines = [_inline(block, base_url) for block in group]
        if kind == "li":
            parts.append("\n".join(f"- {one}" for one in lines))
        elif kind == "row":
            parts.append("\\\n".join(lines))
        else:
            parts.extend(_PREFIXES.get(kind, "") + one for one in lines)
    return "\n\n".join(parts)


def _inline(block: Block, base_url: str) -> str:
    """One block's words as one line of Markdown."""
    line = ""
    for run in block.runs:
        words = _SPECIAL.sub(r"\\\g<0>", run.text)
        # Two stretches of emphasis that touch would run together: the second goes without.
        line += words if line.endswith("*") else _marked(words, run, base_url)
    found = _STARTS.match(line)
    return f"{line[: found.end() - 1]}\\{line[found.end() - 1 :]}" if found else line


def _marked(words: str, run: Run, base_url: str) -> str:
    core = words.strip()
    if not core:
        return words
    marks = "*" * (2 * run.bold + run.italic)
    url = absolute_url(run.href, base_url)
    marked = f"{marks}{core}{marks}"
    if url:
        marked = f"[{marked}](<{url}>)" if _BRACKETS.search(url) else f"[{marked}]({url})"
    before, _, after = words.partition(core)
    return before + marked + after


def absolute_url(href: str | None, base_url: str) -> str | None:
    """An http(s) address made absolute, without fragment; None for anything else."""
    if not href or href.startswith("#"):
        return None
    if _PLAIN_PATH.fullmatch(href) and (origin := _ORIGIN.match(base_url)):
        return origin[0] + href
    try:
        url = urljoin(base_url, "".join(href.split()))
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    return url.partition("#")[0]
