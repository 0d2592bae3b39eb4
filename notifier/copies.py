"""Posts about posts: the archive's copy of a withdrawn release, and one event told twice."""

from __future__ import annotations

from datetime import datetime

from notifier.markup import Post, clean, cut, escape, link, links, plain
from notifier.settings import LANGUAGES, Lang
from notifier.told import Told
from notifier.words import catalogue

#: Of the text, so much goes into one message, in characters, and so many messages are made of it.
_PIECE, _MOST_PIECES = 3_500, 3
_TITLE = 250


def render_copy(told: Told, archived_at: datetime, sha256: str) -> list[Post]:
    """The release as archived: title, text, when it was archived (local time) and its hash.

    A long text takes several messages, a very long one ends with "…".
    """
    words = catalogue(told.language)
    pieces = _pieces(told.release.text)
    posts = []
    for number, piece in enumerate(pieces, start=1):
        part = f" ({number}/{len(pieces)})" if len(pieces) > 1 else ""
        head = f"🗑 <b>{escape(words.words.archived_copy)}</b>{part}"
        title = f"<b>{escape(cut(told.title, _TITLE))}</b>\n" if number == 1 else ""
        blocks = [head, f"{title}<blockquote expandable>{escape(piece)}</blockquote>"]
        if number == len(pieces):
            when = f"{words.date(archived_at.date())}, {archived_at:%H:%M}"
            note = words.words.archived_at.format(when=when)
            blocks.append(f"<i>{escape(note)}</i>\nSHA-256: {escape(sha256)}")
        posts.append(Post("\n\n".join(blocks)))
    return posts


def render_joined(shown: Post, language: Lang) -> Post:
    """What a post becomes whose event is told by another one as well: headline, note, address.

    Rendering what has been rendered gives the same.
    """
    words = catalogue(language).words
    headline = shown.html.split("\n", 1)[0]
    addresses = links(shown.html)
    source = f"\n{link(addresses[0], words.source)}" if addresses else ""
    return Post(f"{headline}\n<i>{escape(words.told_elsewhere)}</i>{source}")


def is_joined(shown: Post) -> bool:
    """Whether a post is one that points to another post on its event."""
    second = "".join(plain(shown.html).split("\n")[1:2])
    return second in {catalogue(lang).words.told_elsewhere for lang in LANGUAGES}


def _pieces(text: str) -> list[str]:
    """The text in pieces that end with a paragraph where one fits."""
    pieces = [""]
    for paragraph in (clean(each) for each in text.split("\n\n")):
        for part in _fitting(paragraph):
            grown = f"{pieces[-1]}\n\n{part}".strip()
            if len(grown) <= _PIECE:
                pieces[-1] = grown
            else:
                pieces.append(part)
    if len(pieces) > _MOST_PIECES:
        pieces = pieces[:_MOST_PIECES]
        pieces[-1] += "\n\n…"
    return pieces


def _fitting(paragraph: str) -> list[str]:
    """A paragraph, cut between words where it is longer than a piece."""
    parts = []
    while len(paragraph) > _PIECE:
        space = paragraph.rfind(" ", 0, _PIECE)
        at = space if space > 0 else _PIECE
        parts.append(paragraph[:at])
        paragraph = paragraph[at:].strip()
    return [*parts, paragraph]
