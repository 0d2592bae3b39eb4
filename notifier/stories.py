"""Which post began the story that an event follows up."""

from __future__ import annotations

from archive import Archive
from archive.model import Event
from notifier.deliveries import Deliveries, Delivery
from notifier.settings import Audience

#: An alert in one of these states is a post, or becomes one.
_POSTS = ("queued", "sending", "uncertain", "sent")


def first_post(archive: Archive, event: Event, channel: Audience) -> Delivery | None:
    """The channel's first alert of what ``event`` follows up: its announcement, its meeting.

    None where the event follows up nothing that the channel has been told of by an alert.
    """
    deliveries = Deliveries(archive.db)
    for earlier in archive.earlier_on_the_story(event.id):
        alert = deliveries.one(
            "alerts", sink=channel.sink, chat=channel.key, subject=f"event:{earlier}"
        )
        if alert is not None and alert.state in _POSTS:
            return alert
    return None
