"""Messages on the terminal: the sink where there is no token, and the preview of a digest."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Collection
from html import unescape
from typing import TextIO

from notifier.deliveries import Delivery
from notifier.errors import NotSent
from notifier.markup import Post

_TOKEN = re.compile(r"(<[^<>]*>)")
_HREF = re.compile(r'<a href="([^"]*)">')
_STYLES = {"b": ("\x1b[1m", "\x1b[22m"), "i": ("\x1b[3m", "\x1b[23m")}
_DIM, _PLAIN = "\x1b[2m", "\x1b[22m"
_BAR = "│ "
_WIDTH = 72


def render_text(post: Post | str, *, colour: bool = False) -> str:
    """A post as plain text, with its addresses; ``colour`` adds a terminal's bold and italics."""
    html, buttons = (post, ()) if isinstance(post, str) else (post.html, post.buttons)
    pieces: list[str] = []
    address = ""
    for token in _TOKEN.split(html):
        name = token.strip("</>").partition(" ")[0]
        if not token.startswith("<"):
            pieces.append(unescape(token))
        elif name == "a":
            if token.startswith("</"):
                pieces.append(_dim(f" <{address}>", colour))
            else:
                match = _HREF.match(token)
                address = unescape(match[1]) if match else ""
        elif name == "blockquote":
            pieces.append("\x02" if not token.startswith("</") else "\x03")
        elif colour and name in _STYLES:
            pieces.append(_STYLES[name][token.startswith("</")])
    lines = _quoted("".join(pieces))
    lines += [f"{label}: {_dim(url, colour)}" for label, url in buttons]
    return "\n".join(lines)


class TerminalSink:
    """Prints messages: boxed and coloured on a terminal, plain text in a pipe.

    Delivery is at least once: a message is noted as sent after it was written, so a crash in
    between prints it again rather than never.
    """

    looks_back = False

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stdout
        self._fancy = self._stream.isatty() and "NO_COLOR" not in os.environ

    async def send(self, delivery: Delivery, reply_to: int | None) -> int | None:
        """Print a post."""
        self._print(delivery)
        return None

    async def edit(self, delivery: Delivery, message_id: int | None) -> None:
        """Print the corrected post; its mark says that it is one."""
        self._print(delivery)

    async def find(self, delivery: Delivery, floor_id: int, known: Collection[int]) -> int | None:
        """Never asked: what was printed cannot be looked for."""
        raise NotSent(f"delivery {delivery.id}: a terminal does not remember")

    def _print(self, delivery: Delivery) -> None:
        text = render_text(delivery.post, colour=self._fancy)
        title = f"{delivery.kind} · {delivery.lang}"
        if self._fancy:
            rule = "─" * max(_WIDTH - len(title) - 4, 3)
            body = "\n".join(f"│ {line}" for line in text.split("\n"))
            text = f"╭─ {title} {rule}\n{body}\n╰{'─' * (_WIDTH - 1)}"
        else:
            text = f"--- {title} {'-' * max(_WIDTH - len(title) - 5, 3)}\n{text}"
        try:
            self._stream.write(f"{text}\n\n")
            self._stream.flush()
        except (OSError, ValueError) as error:
            raise NotSent(f"cannot write to the terminal: {error}") from error


def _quoted(text: str) -> list[str]:
    lines, inside = [], False
    for line in text.split("\n"):
        starts, ends = "\x02" in line, "\x03" in line
        inside = inside or starts
        shown = line.replace("\x02", "").replace("\x03", "")
        lines.append(f"{_BAR}{shown}" if inside else shown)
        inside = inside and not ends
    return lines


def _dim(text: str, colour: bool) -> str:
    return f"{_DIM}{text}{_PLAIN}" if colour else text
