"""From the plain text of a release to the HTML of its body, with the habits of the real site."""

from __future__ import annotations

import re
import zlib
from html import escape

from replica.languages import Lang
from replica.model import NBSP, Block, Release, blocks

_AFTER_SHORT_WORD = re.compile(r"(?<!\w)([авикосуяАВИКОСУЯ]|на|по|от|за|из|до|не|На|По|От|За|Из) ")
_BEFORE_UNIT = re.compile(r"(?<=\d) (?=млн|млрд|трлн|тыс|га|км|года|тенге)")
_BEFORE_DASH = re.compile(r" (?=—)")


def fingerprint(release: Release) -> int:
    """A number that chooses among the site's habits; fixed for the life of a release."""
    return zlib.crc32(release.path.encode())


def has_nbsp(release: Release) -> bool:
    """Whether the body is set with non-breaking spaces, as most Russian ones are."""
    return release.lang == "ru" and fingerprint(release) % 4 != 0


def typeset(text: str, lang: Lang) -> str:
    """Russian ``text`` with non-breaking spaces where an editor's typographer puts them."""
    if lang != "ru":
        return text
    text = _AFTER_SHORT_WORD.sub(rf"\1{NBSP}", text)
    return _BEFORE_DASH.sub(NBSP, _BEFORE_UNIT.sub(NBSP, text))


def body_html(release: Release) -> str:
    """The paragraphs and lists of a release; every habit of the editor is chosen by its path."""
    choice = fingerprint(release)
    parts = []
    for position, block in enumerate(blocks(release.body)):
        parts.append(_block_html(block, release, choice + position))
        if (choice + position) % 7 == 0:
            parts.append("<p>&nbsp;</p>")
    return "\n".join(parts)


def _block_html(block: Block, release: Release, choice: int) -> str:
    lines = [typeset(line, "ru") if has_nbsp(release) else line for line in block.lines]
    if block.is_list:
        items = "\n".join(f"<li>{escape(line, quote=False)}</li>" for line in lines)
        return f"<ul>\n{items}\n</ul>"
    style = ' style="text-align: justify;"' if choice % 3 == 0 else ""
    return f"<p{style}>{_inline(lines[0], choice)}</p>"


def _inline(text: str, choice: int) -> str:
    """``text`` with some words in bold or in a span: a reader must neither lose nor glue them."""
    words = text.split(" ")
    if choice % 4 or len(words) < 8:
        return escape(text, quote=False)
    tag = ("strong", "em", "span")[choice % 3]
    before, inside, after = words[:3], words[3:6], words[6:]
    opened = escape(" ".join(before), quote=False)
    marked = escape(" ".join(inside), quote=False)
    return f"{opened} <{tag}>{marked}</{tag}> {escape(' '.join(after), quote=False)}"


def teaser_text(release: Release, length: int = 180) -> str:
    """The beginning of a release, cut at a word."""
    paragraphs = release.paragraphs
    text = paragraphs[0] if paragraphs else ""
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0] + "…"
