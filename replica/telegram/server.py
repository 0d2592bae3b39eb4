"""The stand-in's HTTP face: ``/bot<token>/<method>`` as api.telegram.org answers it."""

from __future__ import annotations

import asyncio
import contextlib
import inspect
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from typing import Any, Self

from aiohttp import web

from replica.telegram.chats import Chat, Post
from replica.telegram.documents import (
    BOT_ID,
    chat_document,
    member_document,
    message_document,
    myself,
)
from replica.telegram.faults import Fault
from replica.telegram.markup import Parse, plain_text
from replica.telegram.parameters import Refusal, chat_key, message_number, parameters_of, whole
from replica.telegram.phone import phones
from replica.telegram.updates import Updates

TOKEN = f"{BOT_ID}:AAH-stand-in_0123456789abcdefghijklm"

_DATE = 1_763_467_200


class TelegramStandIn:
    """A Bot API server with one bot; ``calls`` is every call that arrived.

    ``parse`` reads the HTML of messages. ``GET /`` shows the channels as a reader sees them.
    """

    def __init__(self, parse: Parse = plain_text) -> None:
        self._parse = parse
        self.chats: dict[int, Chat] = {}
        self.calls: list[tuple[str, dict[str, str]]] = []
        self.token = TOKEN
        #: Says what goes wrong with the next call of a method for which ``fail`` arranged nothing.
        self.weather: Callable[[str], Fault | None] = lambda _: None
        self._faults: dict[str, deque[Fault]] = defaultdict(deque)
        self._late: list[Callable[[], Any]] = []
        self._runner: web.AppRunner | None = None
        self._port = 0
        self._going = asyncio.Event()
        self.updates = Updates(self._going)

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    @property
    def url(self) -> str:
        """Where it listens, without a slash at its end."""
        return f"http://127.0.0.1:{self._port}"

    async def start(self) -> None:
        """Listen; on the same port as before where it was stopped in between."""
        app = web.Application()
        for verb in ("GET", "POST"):
            app.router.add_route(verb, "/bot{token}/{method}", self._answer)
        app.router.add_get("/", self._show)
        self._going.clear()
        self._runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Refuse connections from now on."""
        self._going.set()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def chat(self, chat_id: int, **values: Any) -> Chat:
        """A new chat; a channel begins with the message of its creation."""
        chat = self.chats[chat_id] = Chat(chat_id, parse=self._parse, **values)
        if chat.type == "channel":
            chat.add("", own=False, service=True)
        return chat

    def fail(self, method: str, *faults: Fault) -> None:
        """The next calls of ``method`` go wrong, in this order."""
        self._faults[method].extend(faults)

    def take_late(self) -> None:
        """What was accepted late arrives now."""
        for act in self._late:
            # Nobody hears any more what Telegram thinks of it.
            with contextlib.suppress(Refusal):
                act()
        self._late.clear()

    def press(self, post: Post, chat: Chat, label: str, by: str = "aigerim") -> str:
        """Somebody presses a button below a post; returns the id of the question."""
        data = dict(post.buttons)[label].removeprefix("callback:")
        return self.updates.add_press(message_document(chat, post), data, by)

    def called(self, method: str) -> int:
        """How often a method was called."""
        return sum(name == method for name, _ in self.calls)

    def page(self, *, live: bool = False) -> str:
        """The channels as phones side by side, in HTML; a ``live`` page follows what is posted."""
        channels = [chat for chat in self.chats.values() if chat.type == "channel"]
        return phones(channels, live=live)

    async def _show(self, _: web.Request) -> web.Response:
        return web.Response(text=self.page(live=True), content_type="text/html")

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        try:
            parameters = await parameters_of(request)
        except ConnectionResetError:
            # The caller died in the midst of its question: that was no call.
            return web.Response(status=400)
        except Refusal as refusal:
            return _refused(refusal)
        self.calls.append((method, parameters))
        if request.match_info["token"] != self.token:
            return _refused(Refusal(401, "Unauthorized"))
        act = getattr(self, f"_do_{method}", None)
        if act is None:
            return _refused(Refusal(404, "Not Found: method not found"))
        arranged = self._faults[method]
        fault = arranged.popleft() if arranged else self.weather(method)
        if fault is not None:
            return await self._go_wrong(request, fault, lambda: act(parameters))
        try:
            result = act(parameters)
            if inspect.isawaitable(result):
                result = await result
            return web.json_response({"ok": True, "result": result})
        except Refusal as refusal:
            return _refused(refusal)

    async def _go_wrong(
        self, request: web.Request, fault: Fault, act: Callable[[], Any]
    ) -> web.StreamResponse:
        if fault.taken == "at once":
            with contextlib.suppress(Refusal):
                act()
        elif fault.taken == "late":
            self._late.append(act)
        if fault.kind == "flood":
            return _refused(
                Refusal(
                    429,
                    f"Too Many Requests: retry after {fault.retry_after}",
                    retry_after=fault.retry_after,
                )
            )
        if fault.kind == "status":
            return _refused(Refusal(fault.status, fault.description))
        if fault.kind == "hang":
            await self._going.wait()
        if fault.kind == "half":
            response = web.StreamResponse(headers={"Content-Length": "500"})
            await response.prepare(request)
            await response.write(b'{"ok": tr')
        if request.transport is not None:
            request.transport.close()
        return web.Response()

    def _do_getMe(self, _: Mapping[str, str]) -> dict[str, Any]:  # noqa: N802
        return myself()

    def _do_getChat(self, parameters: Mapping[str, str]) -> dict[str, Any]:  # noqa: N802
        chat = self._chat(chat_key(parameters))
        return chat_document(chat) | {
            "accent_color_id": 0,
            "max_reaction_count": 11,
            "accepted_gift_types": dict.fromkeys(
                (
                    "unlimited_gifts",
                    "limited_gifts",
                    "unique_gifts",
                    "premium_subscription",
                    "gifts_from_channels",
                ),
                False,
            ),
        }

    def _do_getChatMember(self, parameters: Mapping[str, str]) -> dict[str, Any]:  # noqa: N802
        chat = self._chat(chat_key(parameters))
        if whole(parameters, "user_id", 0) != BOT_ID:
            raise Refusal(400, "Bad Request: invalid user_id specified")
        return member_document(chat)

    def _do_sendMessage(self, parameters: Mapping[str, str]) -> dict[str, Any]:  # noqa: N802
        chat = self._chat(chat_key(parameters))
        return message_document(chat, chat.send(parameters))

    def _do_editMessageText(self, parameters: Mapping[str, str]) -> dict[str, Any]:  # noqa: N802
        chat = self._chat(chat_key(parameters))
        return message_document(chat, chat.edit(parameters))

    def _do_forwardMessage(self, parameters: Mapping[str, str]) -> dict[str, Any]:  # noqa: N802
        source = self._chat(chat_key(parameters, "from_chat_id"))
        target = self._chat(chat_key(parameters))
        post = source.posts.get(message_number(parameters))
        if post is None:
            raise Refusal(400, "Bad Request: message to forward not found")
        if post.service or source.protected:
            raise Refusal(400, "Bad Request: the message can't be forwarded")
        copy = target.add(post.text, html=post.html, silent=True)
        origin = {
            "type": "channel",
            "date": _DATE,
            "message_id": post.id,
            "chat": chat_document(source),
        }
        return message_document(target, copy) | {"forward_origin": origin}

    def _do_deleteMessage(self, parameters: Mapping[str, str]) -> bool:  # noqa: N802
        chat = self._chat(chat_key(parameters))
        if chat.posts.pop(message_number(parameters), None) is None:
            raise Refusal(400, "Bad Request: message to delete not found")
        return True

    async def _do_getUpdates(  # noqa: N802
        self, parameters: Mapping[str, str]
    ) -> list[dict[str, Any]]:
        return await self.updates.wait_for(parameters)

    def _do_answerCallbackQuery(self, parameters: Mapping[str, str]) -> bool:  # noqa: N802
        return self.updates.answer(parameters)

    def _chat(self, key: str) -> Chat:
        for chat in self.chats.values():
            if key in (str(chat.id), f"@{chat.username}"):
                return chat
        raise Refusal(400, "Bad Request: chat not found")


def _refused(refusal: Refusal) -> web.Response:
    body: dict[str, Any] = {
        "ok": False,
        "error_code": refusal.code,
        "description": str(refusal),
    }
    if refusal.parameters:
        body["parameters"] = refusal.parameters
    return web.json_response(body, status=refusal.code)
