"""What a bot is told by ``getUpdates``: presses of buttons, until it confirms them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any

from replica.telegram.chats import Refusal

_FIRST = 730_000_001


class Updates:
    """Updates that wait for the bot; ``answers`` is what it said to each press, by its id."""

    def __init__(self, stopping: asyncio.Event) -> None:
        self.answers: dict[str, str | None] = {}
        self._waiting: list[dict[str, Any]] = []
        self._next = _FIRST
        self._stopping = stopping
        self._changed = asyncio.Event()
        self._asked = 0

    def add_press(self, message: dict[str, Any], data: str, by: str) -> str:
        """A press; returns the id of the callback query."""
        query_id = str(self._next * 1000)
        user = {"id": 77, "is_bot": False, "first_name": by.title(), "username": by}
        query = {
            "id": query_id,
            "from": user,
            "message": message,
            "chat_instance": "1",
            "data": data,
        }
        self._waiting.append({"update_id": self._next, "callback_query": query})
        self._next += 1
        self._changed.set()
        return query_id

    async def wait_for(self, parameters: Mapping[str, str]) -> list[dict[str, Any]]:
        """``getUpdates``; a later call ends an earlier one, as Telegram has it. Raises Refusal."""
        if json.loads(parameters.get("allowed_updates", "[]")) != ["callback_query"]:
            raise Refusal(400, "Bad Request: the stand-in knows of callback queries only")
        offset = int(parameters.get("offset", 0))
        self._waiting = [each for each in self._waiting if each["update_id"] >= offset]
        self._asked += 1
        number = self._asked
        self._changed.set()
        deadline = asyncio.get_running_loop().time() + int(parameters.get("timeout", 0))
        while not self._waiting and not self._stopping.is_set():
            left = deadline - asyncio.get_running_loop().time()
            if left <= 0:
                break
            self._changed.clear()
            waits = [self._changed.wait(), self._stopping.wait()]
            tasks = [asyncio.ensure_future(each) for each in waits]
            await asyncio.wait(tasks, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            for task in tasks:
                task.cancel()
            if number != self._asked:
                raise Refusal(
                    409,
                    "Conflict: terminated by other getUpdates request; make sure that only one "
                    "bot instance is running",
                )
        return list(self._waiting)

    def answer(self, parameters: Mapping[str, str]) -> bool:
        """``answerCallbackQuery``: once for each press. Raises Refusal."""
        query_id, text = parameters["callback_query_id"], parameters.get("text")
        pressed = int(query_id) // 1000
        if not _FIRST <= pressed < self._next or query_id in self.answers:
            raise Refusal(
                400,
                "Bad Request: query is too old and response timeout expired or query ID is invalid",
            )
        if len(text or "") > 200:
            raise Refusal(400, "Bad Request: MESSAGE_TOO_LONG")
        self.answers[query_id] = text
        return True
