"""The life of a post: alert, correction, what readers are told of it, and what followed.

Every event is told once a channel. What changes afterwards edits the post; a change of substance
answers it as well; a later release on the same event answers it and leaves it as it was. The alert
of an event that follows up another answers the post with which the story began.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from archive import Archive, NoSuchRelease, history
from archive.model import ArchivedRelease, Event
from notifier.announcing import Announcing
from notifier.copies import is_joined, render_copy, render_joined
from notifier.deliveries import Deliveries, Delivery, Queued, stamp
from notifier.described import is_withdrawn
from notifier.markup import Post, links
from notifier.render import mark, mark_of, render_alert
from notifier.settings import Audience
from notifier.substance import changes_of_substance, render_correction
from notifier.told import Told, tell
from notifier.words import catalogue

_TOLD = ("sending", "uncertain", "sent")


class Life:
    """What is to be said of events in one archive; ``zone`` is that of the readers."""

    def __init__(self, archive: Archive, zone: ZoneInfo, announcing: Announcing) -> None:
        self._archive = archive
        self._deliveries = Deliveries(archive.db)
        self._zone = zone
        self._announcing = announcing

    def follow(self, event: Event, told: Told, channel: Audience, now: datetime) -> list[Queued]:
        """Queue what follows for one channel from the event as it is now; returns what was done."""
        rows = self._deliveries.rows(
            "alerts", sink=channel.sink, chat=channel.key, subject=f"event:{event.id}"
        )
        alerts = [Delivery.of(row) for row in rows]
        if not alerts:
            return self._announcing.announce(event, told, channel, now)
        alert = alerts[0]
        done = [each for other in alerts[1:] for each in self._joined(other, channel, now)]
        if alert.state in ("queued", "dropped"):
            return done + self._announcing.decide_again(alert, event, told, channel, now)
        if alert.state not in _TOLD:
            return done
        first = self._first(alert, told)
        if first is None:
            return done + self._edit(alert, told, channel, now)
        follow_up = self._follow_up(alert, told, channel, now)
        return done + follow_up + self._mend_first(alert, event, first, channel, now)

    def _joined(self, alert: Delivery, channel: Audience, now: datetime) -> list[Queued]:
        """Mend a second alert of what turned out to be one event: it points to the other."""
        if alert.state == "queued":
            self._deliveries.run("drop", id=alert.id, error="the event has another alert")
            self._deliveries.run("drop_followers", target_id=alert.id)
            return [Queued(alert.id, "dropped", channel.key)]
        shown = self._deliveries.one("shown", alert_id=alert.id) or alert
        pending = self._deliveries.one("unsent_edit", target_id=alert.id)
        post = render_joined(shown.post, channel.language)
        if alert.state not in _TOLD or post in (shown.post, pending and pending.post):
            return []
        if pending is not None:
            self._deliveries.run("drop", id=pending.id, error="superseded by a later change")
            self._deliveries.run("drop_followers", target_id=pending.id)
        edit = self._deliveries.queue(
            channel, "edit", alert.subject, post, now, lang=alert.lang, target_id=alert.id
        )
        return [Queued(edit.delivery_id, "edited", channel.key)]

    def _first(self, alert: Delivery, told: Told) -> ArchivedRelease | None:
        """The release that the alert told, where ``told`` is a later one in its language."""
        shown = self._deliveries.one("shown", alert_id=alert.id) or alert
        addresses = links(shown.post.html)
        if not addresses or told.release.url in addresses:
            return None
        try:
            first = self._archive.release(addresses[0], as_told=True)
        except NoSuchRelease:
            return None
        is_later = first.lang == told.release.lang and first.id < told.release.id
        return first if is_later else None

    def _follow_up(
        self, alert: Delivery, told: Told, channel: Audience, now: datetime
    ) -> list[Queued]:
        subject = f"release:{told.release.id}"
        said = self._deliveries.one(
            "follow_up", sink=channel.sink, chat=channel.key, subject=subject
        )
        if said is not None:
            return self._edit(said, told, channel, now) if said.state in _TOLD else []
        if told.is_withdrawn:
            return []
        post = render_alert(told)
        row = self._deliveries.queue(
            channel, "reply", subject, post, now, lang=told.spoken, target_id=alert.id
        )
        return [Queued(row.delivery_id, "replied", channel.key)]

    def _mend_first(
        self,
        alert: Delivery,
        event: Event,
        first: ArchivedRelease,
        channel: Audience,
        now: datetime,
    ) -> list[Queued]:
        earlier = replace(event, releases={**event.releases, first.lang: first})
        told = tell(earlier, channel.language)
        return [] if told is None else self._edit(alert, told, channel, now)

    def _edit(self, alert: Delivery, told: Told, channel: Audience, now: datetime) -> list[Queued]:
        shown = self._deliveries.one("shown", alert_id=alert.id) or alert
        pending = self._deliveries.one("unsent_edit", target_id=alert.id)
        post = self._correction(told, shown, channel, now)
        if pending is not None:
            again = render_alert(told, mark_of(pending.post))
            if post is not None and again == pending.post:
                return []
            self._deliveries.run("drop", id=pending.id, error="superseded by a later change")
            self._deliveries.run("drop_followers", target_id=pending.id)
        if post is None:
            return [Queued(pending.id, "dropped", channel.key)] if pending else []
        edit = self._deliveries.queue(
            channel, "edit", alert.subject, post, now, lang=told.spoken, target_id=alert.id
        )
        done = [Queued(edit.delivery_id, "edited", channel.key)]
        answer = self._answer(told, shown, post)
        if answer is not None:
            row = self._deliveries.queue(
                channel, "reply", alert.subject, answer, now, target_id=edit.delivery_id
            )
            done.append(Queued(row.delivery_id, "replied", channel.key))
        if told.is_withdrawn and not is_withdrawn(shown.post) and channel.withdrawn == "copy":
            done += self._offer_copy(told, channel, edit.delivery_id, now)
        return done

    def _offer_copy(
        self, told: Told, channel: Audience, edit_id: int, now: datetime
    ) -> list[Queued]:
        """Answer the post with what the site had published; once, however often it is withdrawn."""
        subject = f"withdrawn:{told.release.id}"
        place = {"sink": channel.sink, "chat": channel.key}
        if self._deliveries.value("copy_offered", subject=subject, **place) is not None:
            return []
        version = next(
            row
            for row in self._archive.history(told.release.id)
            if row["version"] == told.release.version
        )
        archived_at = datetime.fromisoformat(version["first_seen_at"]).astimezone(self._zone)
        done = []
        for part, post in enumerate(render_copy(told, archived_at, version["sha256"]), start=1):
            row = self._deliveries.queue(
                channel, "reply", subject, post, now, part, lang=told.spoken, target_id=edit_id
            )
            done.append(Queued(row.delivery_id, "replied", channel.key))
        return done

    def _says_the_same(self, told: Told, shown: Delivery) -> bool:
        """Whether the release is as it was when the chat was shown it."""
        release = told.release
        if (
            shown.lang != told.spoken
            or links(shown.post.html)[:1] != [release.url]
            or is_withdrawn(shown.post) != told.is_withdrawn
            or is_joined(shown.post)
        ):
            return False
        seen = [
            (stamp(datetime.fromisoformat(row["first_seen_at"])), row["version"])
            for row in self._archive.history(release.id)
        ]
        told_at = stamp(shown.created_at)
        before = sorted(each for each in seen if each[0] <= told_at)
        # Of a version that came within the same second it cannot be told whether it was shown.
        certain = len(before) == 1 or (len(before) > 1 and before[-1][0] < told_at)
        return certain and before[-1][1] == release.version

    def _answer(self, told: Told, shown: Delivery, post: Post) -> Post | None:
        """What answers the post where the change is one of substance."""
        if shown.lang != told.spoken:
            # The channel's own language has come: other words, and nothing else.
            return None
        release = told.release
        earlier = history.before(self._archive.history(release.id), release.version)
        old = _words_of(self._archive.release(release.id, earlier)) if earlier else ""
        changes = changes_of_substance(
            shown.post.html, post.html, old_text=old, new_text=_words_of(release)
        )
        return Post(render_correction(changes, catalogue(told.language))) if changes else None

    def _correction(
        self, told: Told, shown: Delivery, channel: Audience, now: datetime
    ) -> Post | None:
        """The post that is to replace what the chat shows; None where it says the same."""
        same = render_alert(told, mark_of(shown.post))
        if self._says_the_same(told, shown):
            # Told by an earlier version of this program, or before another language told more:
            # for readers nothing has happened.
            same = replace(same, html=shown.post.html)
        if same == shown.post:
            return None
        if same.html != shown.post.html:
            return render_alert(told, mark(told, now.astimezone(self._zone)))
        # Only the buttons to other languages differ: no correction, hence no mark; and a terminal
        # has no buttons that could be changed.
        return None if channel.sink == "terminal" else same


def _words_of(release: ArchivedRelease) -> str:
    return f"{release.title}\n{release.text}"
