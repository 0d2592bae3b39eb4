"""Chats of the stand-in and their messages, with the rules by which Telegram keeps them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from replica.telegram.markup import Parse, Rejected, plain_text
from replica.telegram.parameters import Refusal, document, message_number

TEXT_LIMIT = 4096
RAW_LIMIT = 32_768
_NEVER = datetime.fromtimestamp(0, UTC)


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Post:
    """A message; what the bot may edit is its ``own`` text that is no service message."""

    id: int
    text: str
    html: str = ""
    buttons: tuple[tuple[str, str], ...] = ()
    own: bool = True
    service: bool = False
    silent: bool = False
    reply_to: int | None = None
    preview: Mapping[str, Any] = field(default_factory=dict)
    edited: int = 0
    sent_at: datetime = _NEVER
    edited_at: datetime | None = None


@dataclass
class Chat:
    """A channel, group or private chat; ids rise by one and are never given twice."""

    id: int
    type: str = "channel"
    username: str | None = None
    member: bool = True
    can_post: bool = True
    can_edit_others: bool = False
    protected: bool = False
    title: str = "A chat"
    language: str = "en"
    posts: dict[int, Post] = field(default_factory=dict)
    last_id: int = 0
    parse: Parse = plain_text
    clock: Callable[[], datetime] = _now

    def add(self, text: str, **values: Any) -> Post:
        """A new message under the next id; ``values`` are fields of Post."""
        self.last_id += 1
        post = Post(self.last_id, text, sent_at=self.clock(), **values)
        self.posts[post.id] = post
        return post

    def texts(self) -> list[str]:
        """What the chat shows, the bot's own posts only."""
        return [post.text for post in self.posts.values() if post.own]

    def send(self, parameters: Mapping[str, str]) -> Post:
        """``sendMessage``. Raises Refusal."""
        text, buttons = content(parameters, self.parse)
        if not self.member:
            raise Refusal(403, f"Forbidden: bot is not a member of the {self.type} chat")
        if not self.can_post:
            raise Refusal(400, "Bad Request: need administrator rights in the channel chat")
        return self.add(
            text,
            html=parameters["text"],
            buttons=buttons,
            silent=parameters.get("disable_notification") == "true",
            reply_to=self._answered(document(parameters, "reply_parameters")),
            preview=document(parameters, "link_preview_options"),
        )

    def _answered(self, reply: Mapping[str, Any]) -> int | None:
        """Which message is answered; a missing one only where that is said to be no matter."""
        number = reply.get("message_id")
        if not reply or number in self.posts:
            return number
        if type(number) is int and number > 0 and reply.get("allow_sending_without_reply") is True:
            return None
        raise Refusal(400, "Bad Request: message to be replied not found")

    def edit(self, parameters: Mapping[str, str]) -> Post:
        """``editMessageText``, with its refusals in Telegram's order. Raises Refusal."""
        text, buttons = content(parameters, self.parse)
        post = self.posts.get(message_number(parameters))
        if post is None:
            raise Refusal(400, "Bad Request: message to edit not found")
        if post.service or not (post.own or self.can_edit_others):
            raise Refusal(400, "Bad Request: message can't be edited")
        if not post.text:
            raise Refusal(400, "Bad Request: there is no text in the message to edit")
        if (text, parameters["text"], buttons) == (post.text, post.html, post.buttons):
            raise Refusal(
                400,
                "Bad Request: message is not modified: specified new message content and reply "
                "markup are exactly the same as a current content and reply markup of the message",
            )
        changed = replace(
            post,
            text=text,
            html=parameters["text"],
            buttons=buttons,
            edited=post.edited + 1,
            edited_at=self.clock(),
        )
        self.posts[post.id] = changed
        return changed


def content(parameters: Mapping[str, str], parse: Parse) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The text as readers see it and the buttons. Raises Refusal."""
    html = parameters.get("text", "")
    if len(html.encode()) > RAW_LIMIT:
        raise Refusal(400, "Bad Request: message is too long")
    if parameters.get("parse_mode") != "HTML":
        raise Refusal(400, "Bad Request: the stand-in takes HTML only")
    try:
        text = parse(html).strip()
    except Rejected as error:
        raise Refusal(400, str(error)) from error
    if not text:
        raise Refusal(400, "Bad Request: message text is empty")
    if len(text) > TEXT_LIMIT:
        raise Refusal(400, "Bad Request: message is too long")
    rows = document(parameters, "reply_markup").get("inline_keyboard", [])
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise Refusal(400, 'Bad Request: field "inline_keyboard" must be an Array of Arrays')
    return text, tuple(_button(button) for row in rows for button in row)


def _button(button: Any) -> tuple[str, str]:
    """Its label, and its address or ``callback:`` with its data. Raises Refusal."""
    if not isinstance(button, dict) or not str(button.get("text") or "").strip():
        raise Refusal(400, "Bad Request: can't parse inline keyboard button: text is empty")
    label, data, url = button["text"], button.get("callback_data"), button.get("url")
    if isinstance(data, str):
        if not 1 <= len(data.encode()) <= 64:
            raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
        return label, f"callback:{data}"
    if not isinstance(url, str):
        raise Refusal(400, "Bad Request: text buttons are unallowed in the inline keyboard")
    if not url.startswith(("https://", "http://")):
        raise Refusal(
            400, f"Bad Request: inline keyboard button URL '{url}' is invalid: Wrong HTTP URL"
        )
    return label, url
