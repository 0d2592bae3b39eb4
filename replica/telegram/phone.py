"""The channels as their readers see them: a page of phones, drawn from the stand-in's messages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from html import escape
from importlib import resources
from string import Template
from zoneinfo import ZoneInfo

from babel.dates import format_date

from replica.telegram.chats import Chat, Post

#: Where the readers are.
ZONE = ZoneInfo("Asia/Almaty")
#: An expandable quotation begins folded, to about three lines; it stands on lines of its own.
_QUOTATION = re.compile(r"\n?<blockquote expandable>(.*?)</blockquote>\n?", re.DOTALL)
_LINK = re.compile(r'<a href="')


def phones(chats: Iterable[Chat], *, live: bool = False) -> str:
    """A page with a phone for each chat; a ``live`` one follows what is posted.

    Reads nothing and writes nothing; the page needs nothing but itself.
    """
    return _template("phones.html").substitute(
        phones="".join(_phone(chat) for chat in chats),
        script=f"<script>{_file('phones.js')}</script>" if live else "",
        style=_file("phones.css"),
    )


def _phone(chat: Chat) -> str:
    return _template("phone.html").substitute(
        lang=escape(chat.language),
        title=escape(chat.title),
        initial=escape(chat.title[:1]),
        kind=escape(_words(chat.language)["channel"]),
        messages="".join(_messages(chat)),
    )


def _messages(chat: Chat) -> Iterator[str]:
    day = None
    for post in chat.posts.values():
        if post.service:
            continue
        at = post.sent_at.astimezone(ZONE)
        if at.date() != day:
            day = at.date()
            yield f'<p class="day">{format_date(day, "d MMMM", locale=chat.language)}</p>'
        yield _message(chat, post, at)


def _message(chat: Chat, post: Post, at: datetime) -> str:
    words = _words(chat.language)
    return _template("phone_post.html").substitute(
        id=post.id,
        reply=_reply(chat.posts.get(post.reply_to or 0)),
        body=_body(post.html),
        edited=f"{words['edited']} " if post.edited else "",
        silent="🔕 " if post.silent else "",
        time=f"{at:%H:%M}",
        buttons="".join(
            f'<a class="button" href="{escape(url)}">{escape(label)}</a>'
            for label, url in post.buttons
        ),
    )


def _reply(target: Post | None) -> str:
    if target is None:
        return ""
    first = target.text.strip().partition("\n")[0]
    return f'<a class="reply" href="#m{target.id}">{escape(first)}</a>'


def _body(html: str) -> str:
    folded = _QUOTATION.sub(
        r'<blockquote class="folded" tabindex="0" onclick="this.classList.toggle(\'folded\')">'
        r"\1</blockquote>",
        html,
    )
    return _LINK.sub('<a rel="noreferrer" href="', folded)


@cache
def _words(lang: str) -> dict[str, str]:
    document = tomllib.loads(_file("phones.toml"))
    words: dict[str, str] = document.get(lang) or document["en"]
    return words


@cache
def _file(name: str) -> str:
    return (resources.files("replica.telegram") / "data" / name).read_text("utf-8")


@cache
def _template(name: str) -> Template:
    return Template(_file(name))
