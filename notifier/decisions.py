"""What the operator decides about a message that is held or was refused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from archive import Archive
from notifier.deliveries import Deliveries, Delivery, stamp
from notifier.markup import CALLBACK, Post, clean, escape
from notifier.settings import Channel

Choice = Literal["again", "there", "drop", "settled"]

#: The buttons; ``settled`` is said on the command line only.
_LABELS: dict[Choice, str] = {
    "again": "Send again",
    "there": "It is there",
    "drop": "Drop it",
}
_DONE: dict[Choice, str] = {
    "again": "it is sent again",
    "there": "it is in the chat",
    "drop": "it is not wanted",
    "settled": "it is left as it is",
}
#: What the table of deliveries says of a message that is not sent again.
_LEFT: dict[Choice, str] = {
    "there": "settled by the operator: it is in the chat",
    "drop": "settled by the operator: not wanted",
    "settled": "settled by the operator",
}
#: How much of a message's hash its buttons carry: those of another archive fit no message.
_FINGERPRINT = 8
_NAME = 64


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a button says: about which message, and what is to become of it."""

    delivery_id: int
    choice: Choice
    fingerprint: str

    @classmethod
    def read(cls, data: str) -> Verdict | None:
        """From the data of a button; None where it is none of ours."""
        choice, _, rest = data.partition(":")
        number, _, fingerprint = rest.partition(":")
        known = next((each for each in _LABELS if each == choice), None)
        if known is None or not re.fullmatch(r"[0-9]{1,18}", number):
            return None
        return cls(int(number), known, fingerprint)


def offered(delivery: Delivery, state: str) -> tuple[tuple[str, str], ...]:
    """The buttons below the warning that a message is ``held`` or ``failed``."""
    choices: tuple[Choice, ...] = (
        ("again", "there", "drop") if state == "held" else ("again", "drop")
    )
    return tuple((_LABELS[choice], CALLBACK + _data(choice, delivery)) for choice in choices)


def _data(choice: Choice, delivery: Delivery) -> str:
    return f"{choice}:{delivery.id}:{_fingerprint(delivery)}"


def _fingerprint(delivery: Delivery) -> str:
    return delivery.payload_sha256[:_FINGERPRINT]


class Decisions:
    """Decides, and shows below the warning what was decided; ``zone`` is the operator's."""

    def __init__(self, archive: Archive, zone: ZoneInfo) -> None:
        self._archive = archive
        self._deliveries = Deliveries(archive.db)
        self._zone = zone

    def is_of_use(self, verdict: Verdict) -> bool:
        """Whether the message that a button is about is one of this archive's."""
        delivery = self._deliveries.one("by_id", id=verdict.delivery_id)
        return delivery is not None and _fingerprint(delivery) == verdict.fingerprint

    def decide(self, delivery_id: int, choice: Choice, by: str, now: datetime) -> bool:
        """Do as the operator says; ``by`` names who or what said it.

        Returns False, having done nothing, where the message is neither held nor refused.
        """
        with self._archive.transaction():
            if choice == "again":
                changed = self._deliveries.run("release_held", id=delivery_id, due_at=stamp(now))
            else:
                changed = self._deliveries.run("confirm_held", id=delivery_id, error=_LEFT[choice])
            if changed:
                self._show(delivery_id, choice, by, now)
            return changed > 0

    def _show(self, delivery_id: int, choice: Choice, by: str, now: datetime) -> None:
        """End the trouble, so that a new one is told, and have its warning say what was decided."""
        warning = self._deliveries.one("warning_of", subject=f"trouble:delivery:{delivery_id}")
        if warning is None or warning.part != 1:
            return
        self._deliveries.run("end_warning", id=warning.id)
        if warning.state == "queued":
            self._deliveries.run("drop", id=warning.id, error="decided before it was told")
        elif warning.state in ("sending", "uncertain", "sent") and warning.sink == "telegram":
            local = now.astimezone(self._zone)
            said = f"✅ {_DONE[choice]} ({clean(by)[:_NAME]}, {local:%Y-%m-%d %H:%M})"
            channel = Channel(chat=warning.chat, language="en")
            post = Post(f"{warning.post.html}\n\n{escape(said)}")
            self._deliveries.queue(
                channel, "edit", warning.subject, post, now, target_id=warning.id
            )
