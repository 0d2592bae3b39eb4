"""What a bot is told by ``getUpdates``: presses of buttons, until it confirms them."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from replica.telegram.parameters import Refusal, parsed, whole

_FIRST = 730_000_001
#: As many updates as one answer may have.
_MOST = 100


class Updates:
    """Updates ``waiting`` for the bot; ``answers`` is what it said to each press, by its id."""

    def __init__(self, stopping: asyncio.Event) -> None:
        self.answers: dict[str, str | None] = {}
        self.waiting: list[dict[str, Any]] = []
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
        self.waiting.append({"update_id": self._next, "callback_query": query})
        self._next += 1
        self._changed.set()
        return query_id

    async def wait_for(self, parameters: Mapping[str, str]) -> list[dict[str, Any]]:
        """``getUpdates``; a later call ends an earlier one, as Telegram has it. Raises Refusal."""
        wanted = parsed(
            parameters.get("allowed_updates", "[]"), "can't parse allowed updates", list
        )
        if wanted != ["callback_query"]:
            raise Refusal(400, "Bad Request: the stand-in knows of callback queries only")
        self._forget(whole(parameters, "offset", 0))
        limit = min(max(whole(parameters, "limit", _MOST), 1), _MOST)
        self._asked += 1
        number = self._asked
        self._changed.set()
        deadline = asyncio.get_running_loop().time() + whole(parameters, "timeout", 0)
        while not self.waiting and not self._stopping.is_set():
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
        return self.waiting[:limit]

    def _forget(self, offset: int) -> None:
        """What comes before ``offset`` is confirmed; a negative one counts from the end."""
        if offset < 0:
            self.waiting = self.waiting[offset:]
        else:
            self.waiting = [each for each in self.waiting if each["update_id"] >= offset]

    def answer(self, parameters: Mapping[str, str]) -> bool:
        """``answerCallbackQuery``: once for each press. Raises Refusal."""
        query_id, text = parameters.get("callback_query_id", ""), parameters.get("text")
        pressed = int(query_id) // 1000 if query_id.isdecimal() else 0
        if not _FIRST <= pressed < self._next or query_id in self.answers:
            raise Refusal(
                400,
                "Bad Request: query is too old and response timeout expired or query ID is invalid",
            )
        if len(text or "") > 200:
            raise Refusal(400, "Bad Request: MESSAGE_TOO_LONG")
        self.answers[query_id] = text
        return True
