"""What a program is told of a message: the same names in a file's head and in a webhook's JSON."""

from __future__ import annotations

from typing import Any

from notifier.deliveries import Delivery, stamp
from notifier.markup import Post, links, plain

#: Begins the line by which an alert says that the site has withdrawn its release.
_WITHDRAWN = "🗑"
#: What an edit changes, by what it is about.
_EDITED = {"event": "alert", "release": "reply"}


def described(
    delivery: Delivery, message_id: int | None, answers: int | None = None
) -> dict[str, Any]:
    """The facts of a message; ``answers`` is the message that it answers.

    ``id`` is that of the message and stays the same where it is edited.
    """
    edited = delivery.kind == "edit"
    about = delivery.subject
    addresses = links(delivery.post.html)
    return {
        "id": message_id,
        "kind": _EDITED.get(about.partition(":")[0], "edit") if edited else delivery.kind,
        "about": about,
        "part": delivery.part,
        "language": delivery.lang,
        "answers": answers,
        "withdrawn": is_withdrawn(delivery.post),
        "edited": edited,
        "written_at": stamp(delivery.created_at),
        "url": addresses[0] if addresses else None,
    }


def is_withdrawn(post: Post) -> bool:
    """Whether an alert is marked as withdrawn: in the third line, below date and place."""
    return any(line.startswith(_WITHDRAWN) for line in plain(post.html).split("\n")[2:3])
