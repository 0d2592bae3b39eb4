"""What the delivery needs of a place that messages go to."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from notifier.deliveries import Delivery


class Sink(Protocol):
    """A place that messages go to. Every method raises a DeliveryError that says what happened.

    ``looks_back``: whether a message that may or may not have gone out can be looked for. Where it
    cannot, such a message is sent again: rather twice than never.
    """

    looks_back: bool

    async def send(self, delivery: Delivery, reply_to: int | None) -> int | None:
        """Send a new message, as an answer to ``reply_to``; returns its id where it has one."""

    async def edit(self, delivery: Delivery, message_id: int | None) -> None:
        """Make the message ``message_id`` show this delivery's post."""

    async def find(self, delivery: Delivery, floor_id: int, known: Collection[int]) -> int | None:
        """The id above ``floor_id`` under which a doubtful delivery did arrive, or None.

        ``known`` are the ids of messages that are other deliveries.
        """
