"""What the operator's chat is told of messages that do not arrive, in plain words."""

from __future__ import annotations

from datetime import datetime

from notifier.decisions import offered
from notifier.deliveries import Delivery
from notifier.outbox import Outbox


class Complaints:
    """Complaints about one place (``sink`` and ``chat``); to nobody where ``ops_chat`` is None."""

    def __init__(self, outbox: Outbox, ops_chat: int | str | None, sink: str, chat: str) -> None:
        self._outbox = outbox
        self._ops_chat = ops_chat
        # A warning that cannot be delivered is not warned of where it was refused.
        self._can_be_told = ops_chat is not None and str(ops_chat) != chat
        # Through Telegram nobody can be told that Telegram takes nothing.
        self._can_be_stuck = self._can_be_told and sink != "telegram"
        self._stuck = f"stuck:{sink}:{chat}"
        self._place = f"{'chat' if sink == 'telegram' else sink} {chat}"

    def unsettled(self, delivery: Delivery, state: str, reason: str, now: datetime) -> None:
        """That a message is ``held`` or ``failed``, and why; with buttons."""
        if not self._can_be_told:
            return
        what = f"Message {delivery.id} ({delivery.kind}, {delivery.subject}) to {self._place}"
        if state == "held":
            text = (
                f"{what} may or may not have arrived: {reason}. Look into the chat; it is not sent "
                "again unless you say so."
            )
        else:
            text = f"{what} was refused: {reason}. It is not sent again unless you say so."
        buttons = offered(delivery, state)
        self._outbox.queue_ops(self._ops_chat, f"delivery:{delivery.id}", text, now, buttons)

    def stuck(self, reason: str, now: datetime) -> None:
        """That a place other than Telegram takes nothing; once, until it does."""
        if self._can_be_stuck:
            text = (
                f"Messages to {self._place} cannot be delivered: {reason}. They wait, and are "
                "tried again; `ukimet doctor` looks at it."
            )
            self._outbox.queue_ops(self._ops_chat, self._stuck, text, now)

    def flowing(self, now: datetime) -> None:
        """That it takes messages again, where the operator heard that it did not."""
        if self._can_be_stuck:
            text = f"Messages to {self._place} are delivered again."
            self._outbox.end_trouble(self._ops_chat, self._stuck, text, now)
