"""The operator's chat: the buttons below a warning, pressed by whoever is in that chat."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from notifier.decisions import Choice, Decisions, Verdict
from notifier.errors import DeliveryError, NotSent

if TYPE_CHECKING:
    # It would load the library of Telegram (11 MB), which not every daemon talks to.
    from notifier.presses import Press

log = logging.getLogger(__name__)

#: How long Telegram may keep a question open while nobody presses anything (s).
LONG_POLL = 50
#: Waits after a failure grow from the one to the other (s).
FIRST_WAIT, LONGEST_WAIT = 1.0, 300.0
#: An answer without news that came sooner was no long poll: the next question waits (s).
_TOO_SOON = 1.0

ANSWERS: dict[Choice, str] = {
    "again": "It is sent again.",
    "there": "Noted: it is in the chat.",
    "drop": "Noted: it is not sent.",
    "settled": "Noted.",
}
DECIDED = "That has been decided already."
USELESS = "This button is of no use any more."


class Line(Protocol):
    """How presses arrive and are answered. Every method raises a DeliveryError."""

    async def presses(self, after: int, seconds: int) -> tuple[list[Press], int]:
        """Presses since the update ``after``, waiting so long for one; the next ``after``."""

    async def answer(self, press: Press, text: str) -> None:
        """Tell whoever pressed what came of it."""


class OperatorChat:
    """Listens to the operator's chat; whoever is in it may decide.

    A press is confirmed to Telegram by the question after it: one that a crash cut short comes
    again, and deciding twice is harmless. ``sleep`` waits (s).
    """

    def __init__(
        self,
        line: Line,
        decisions: Decisions,
        chat: int | str,
        clock: Callable[[], datetime],
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._line = line
        self._decisions = decisions
        self._chat = str(chat).casefold()
        self._clock = clock
        self._sleep = sleep

    async def listen(self) -> None:
        """Until cancelled: whatever Telegram does, the next question is asked."""
        after, wait, troubled = 0, FIRST_WAIT, False
        loop = asyncio.get_running_loop()
        while True:
            asked = loop.time()
            try:
                presses, after = await self._line.presses(after, LONG_POLL)
            except DeliveryError as error:
                if not troubled:
                    log.warning("buttons in the operator's chat have no effect now: %s", error)
                troubled = True
                wanted = error.retry_after if isinstance(error, NotSent) else None
                await self._sleep(min(max(wanted or 0.0, wait), LONGEST_WAIT))
                wait = min(wait * 2, LONGEST_WAIT)
                continue
            wait, troubled = FIRST_WAIT, False
            for press in presses:
                await self._take(press)
            if not presses and loop.time() - asked < _TOO_SOON:
                await self._sleep(_TOO_SOON)

    async def _take(self, press: Press) -> None:
        if self._chat not in press.chat_names:
            log.info("a button that was pressed outside the operator's chat is ignored")
            return
        text = self._decide(press)
        try:
            await self._line.answer(press, text)
        except DeliveryError as error:
            # What was decided stands; the chat shows it as soon as the warning is edited.
            log.info("a press could not be answered: %s", error)

    def _decide(self, press: Press) -> str:
        verdict = Verdict.read(press.data)
        if verdict is None or not self._decisions.is_of_use(verdict):
            return USELESS
        done = self._decisions.decide(verdict.delivery_id, verdict.choice, press.by, self._clock())
        if done:
            log.info("message %s: %s, says %s", verdict.delivery_id, verdict.choice, press.by)
        return ANSWERS[verdict.choice] if done else DECIDED
