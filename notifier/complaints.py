"""What the operator is told of messages that do not arrive, in plain words."""

from __future__ import annotations

from notifier.deliveries import Delivery


def unsettled(delivery: Delivery, state: str, reason: str) -> str:
    """That a message is ``held`` or ``failed``, and why."""
    what = f"Message {delivery.id} ({delivery.kind}, {delivery.subject}) to {_place(delivery)}"
    if state == "held":
        return (
            f"{what} may or may not have arrived: {reason}. Look into the chat; it is not sent "
            "again unless you say so."
        )
    return f"{what} was refused: {reason}. It is not sent again unless you say so."


def stuck(delivery: Delivery, reason: str) -> str:
    """That a folder or a webhook takes nothing."""
    return (
        f"Messages to {_place(delivery)} cannot be delivered: {reason}. They wait, and are tried "
        "again; `ukimet doctor` looks at it."
    )


def flowing(delivery: Delivery) -> str:
    """That it takes messages again."""
    return f"Messages to {_place(delivery)} are delivered again."


def _place(delivery: Delivery) -> str:
    kind = "chat" if delivery.sink == "telegram" else delivery.sink
    return f"{kind} {delivery.chat}"
