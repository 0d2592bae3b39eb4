"""The HTML that a message may have, read without Telegram's own parser."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser

#: From the HTML of a message to the text that readers see; raises Rejected.
Parse = Callable[[str], str]

_STYLES = {"b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "span", "tg-spoiler"}
_ALLOWED = _STYLES | {"a", "blockquote", "code", "pre", "tg-emoji", "tg-time"}


class Rejected(Exception):
    """Telegram would answer 400 with this text."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _ALLOWED:
            raise Rejected(f'Bad Request: can\'t parse entities: unsupported start tag "{tag}"')
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise Rejected(f'Bad Request: can\'t parse entities: unexpected end tag "{tag}"')

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def plain_text(html: str) -> str:
    """The text of a message. Raises Rejected for tags that Telegram does not know or leaves open.

    What else Telegram refuses only its own parser knows.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    if reader.open:
        raise Rejected(f'Bad Request: can\'t parse entities: no end tag for "{reader.open[-1]}"')
    return "".join(reader.text)
