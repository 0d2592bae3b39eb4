"""A post as Markdown (CommonMark), for files that people read."""

from __future__ import annotations

import re
from html import unescape

from notifier.markup import Post

_TAG = re.compile(r"(<[^<>]*>)")
_HREF = re.compile(r'<a href="([^"]*)">')
_MARKS = {"b": "**", "i": "*"}
_SPECIAL = re.compile(r"[\\`*_\[\]<>|~&]")
#: What would begin a heading, a list or a rule at the start of a line.
_OPENING = re.compile(r"^(#{1,6}(?=\s)|[-+=](?=[\s=-]|$)|\d{1,9}(?=[.)]\s(?!\[)))")
_BLANK = re.compile(r"\n{3,}")
_QUOTE, _END = "\x02", "\x03"


def render_markdown(post: Post) -> str:
    """The post with its first line as the heading and its buttons as a line of links."""
    lines: list[str] = []
    quoted = False
    for number, line in enumerate(_inline(post.html).split("\n")):
        quoted = quoted or _QUOTE in line
        ends = _END in line
        text = _line(line.replace(_QUOTE, "").replace(_END, ""))
        if number == 0:
            text = f"# {text.replace('**', '')}"
        lines.append(f"> {text}" if quoted else text)
        if ends:
            quoted = False
            # Without a blank line the next one would still belong to the quotation.
            lines.append("")
    if post.buttons:
        lines += ["", " · ".join(_link(url, _escaped(label)) for label, url in post.buttons)]
    return _BLANK.sub("\n\n", "\n".join(_broken(lines))).strip() + "\n"


def _inline(html: str) -> str:
    pieces: list[str] = []
    address = ""
    for token in _TAG.split(html):
        closing, name = token.startswith("</"), token.strip("</>").partition(" ")[0]
        if not token.startswith("<"):
            pieces.append(_escaped(unescape(token)))
        elif name in _MARKS:
            pieces.append(_MARKS[name])
        elif name == "blockquote":
            pieces.append(_END if closing else _QUOTE)
        elif name == "a" and closing:
            pieces.append(_target(address))
        elif name == "a":
            match = _HREF.match(token)
            address = unescape(match[1]) if match else ""
            pieces.append("[")
    return "".join(pieces)


def _line(text: str) -> str:
    if text.startswith("• "):
        return f"- {text[2:]}"
    return _OPENING.sub(_held_back, text)


def _held_back(match: re.Match[str]) -> str:
    # A backslash before a digit would be shown: there it has to stand before the full stop.
    opening = match[1]
    return f"{opening}\\" if opening[0].isdecimal() else f"\\{opening}"


def _broken(lines: list[str]) -> list[str]:
    """The lines with a hard break wherever the next belongs to the same block."""
    broken = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        goes_on = bool(line.strip("> ")) and bool(following.strip("> "))
        same_block = line.startswith("> ") == following.startswith("> ")
        is_break = goes_on and same_block and not following.startswith("- ") and line[:2] != "# "
        broken.append(f"{line}  " if is_break else line)
    return broken


def _link(url: str, label: str) -> str:
    return f"[{label}{_target(url)}"


def _target(url: str) -> str:
    escaped = url.replace("\\", "%5C").replace("&", "&amp;")
    return f"](<{escaped}>)"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)
