"""Sending what is due: nothing is lost, and what may have gone out is looked for before repeating.

A row passes from ``queued`` to ``sending`` (committed before the call) to ``sent``. A call whose
outcome is unknown makes it ``uncertain``; after the settle time it is looked for, and then adopted,
sent once more, or ``held`` for the operator. docs/messages.md tells the life of a delivery.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from archive import Archive
from notifier.complaints import Complaints
from notifier.deliveries import Deliveries, Delivery, stamp
from notifier.errors import CannotTell, Doubtful, NotSent, Refused, TokenRefused
from notifier.outbox import Outbox
from notifier.sinks import Sink

log = logging.getLogger(__name__)

#: How long a doubtful message may still turn up.
SETTLE = timedelta(seconds=120)
#: A doubtful message older than this is not sent again: it is no news any more.
STALE = timedelta(hours=6)
#: What a sink other than Telegram has not taken for so long is not offered any more.
KEEP_TRYING = timedelta(days=3)
#: The operator hears of such a sink when a message has waited for so long.
STUCK = timedelta(minutes=15)
#: A message is sent this often where each call's outcome was unknown and it was not found after.
MOST_SENDS = 5
_SHORTEST_WAIT, _LONGEST_WAIT = timedelta(seconds=15), timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """What a round did (sent, failed, held), and what it left (uncertain, waiting)."""

    sent: int = 0
    failed: int = 0
    uncertain: int = 0
    held: int = 0
    waiting: int = 0


async def deliver_due(
    archive: Archive,
    sinks: Mapping[str, Sink],
    clock: Callable[[], datetime],
    *,
    settle: timedelta = SETTLE,
    silent: bool = False,
    ops_chat: int | str | None = None,
    resting: Collection[tuple[str, str]] = (),
) -> DeliveryReport:
    """Send everything that is due, chat by chat, one message at a time in each.

    ``sinks`` by name ("terminal", "telegram", …); messages for a missing sink wait, and those for
    ``resting`` chats (sink, chat), where doubts are settled all the same. ``clock`` gives the time
    (aware). ``silent`` makes posts arrive without a sound. Refused and held messages are told to
    ``ops_chat``. Rounds must not overlap: a message found ``sending`` was interrupted.
    Raises TokenRefused once everything else is done; its messages stay queued.
    """
    deliveries = Deliveries(archive.db)
    rounds = [
        _Round(
            archive,
            sinks[row["sink"]],
            row["sink"],
            row["chat"],
            clock,
            settle,
            silent=silent,
            rests=(row["sink"], row["chat"]) in resting,
            ops_chat=ops_chat,
        )
        for row in deliveries.rows("chats")
        if row["sink"] in sinks
    ]
    outcomes = await asyncio.gather(*(each.run() for each in rounds), return_exceptions=True)
    errors = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
    for error in errors[1:]:
        if not isinstance(error, TokenRefused):
            log.error("delivery to another chat failed too", exc_info=error)
    if errors:
        raise errors[0]
    left = next(deliveries.rows("counts"))
    return DeliveryReport(
        sent=sum(each.sent for each in rounds),
        failed=sum(each.failed for each in rounds),
        held=sum(each.held for each in rounds),
        uncertain=left["uncertain"],
        waiting=left["waiting"],
    )


class _Round:
    """One round for one chat."""

    def __init__(
        self,
        archive: Archive,
        sink: Sink,
        sink_name: str,
        chat: str,
        clock: Callable[[], datetime],
        settle: timedelta,
        *,
        silent: bool,
        rests: bool,
        ops_chat: int | str | None,
    ) -> None:
        self._archive = archive
        self._complaints = Complaints(Outbox(archive), ops_chat, sink_name, chat)
        self._deliveries = Deliveries(archive.db)
        self._sink = sink
        self._place = {"sink": sink_name, "chat": chat}
        self._clock = clock
        self._settle_time = settle
        self._silent = silent
        self._rests = rests
        self.sent = self.failed = self.held = 0

    async def run(self) -> None:
        """Until nothing is due or the chat has to wait."""
        self._take_up_interrupted()
        going = True
        while going:
            now = stamp(self._clock())
            blocking = self._deliveries.one("blocking", now=now, **self._place)
            if blocking is not None:
                if blocking.state != "uncertain" or stamp(blocking.due_at) > now:
                    return
                going = await self._look_for(blocking)
            elif self._rests:
                return
            else:
                delivery = self._deliveries.one("next", now=now, **self._place)
                going = delivery is not None and await self._send(delivery)

    def _take_up_interrupted(self) -> None:
        with self._archive.transaction():
            if self._sink.looks_back:
                for row in self._deliveries.rows("interrupted", **self._place):
                    due = self._clock() + self._patience(row["attempts"])
                    self._set(Delivery.of(row), "uncertain", "stopped while sending", due)
                self._deliveries.run("repeat_interrupted_edits", **self._place)
            else:
                self._deliveries.run("repeat_interrupted", **self._place)

    async def _send(self, delivery: Delivery) -> bool:
        """Send one message; False where the chat has to wait before the next."""
        floor = delivery.floor_id
        if floor is None or delivery.attempts == 0:
            floor = self._deliveries.value("floor", **self._place) or 0
        with self._archive.transaction():
            self._deliveries.run(
                "intend",
                id=delivery.id,
                now=stamp(self._clock()),
                silent=self._silent,
                floor_id=floor,
            )
        try:
            message_id = await self._call(replace(delivery, silent=self._silent))
        except NotSent as error:
            return self._not_now(delivery, str(error), error.retry_after)
        except TokenRefused as error:
            self._again(delivery, str(error), None)
            raise
        except Doubtful as error:
            if delivery.kind == "edit" or not self._sink.looks_back:
                # It can be made twice without harm, but not after the one that follows it.
                settle = self._settle_time.total_seconds() if self._sink.looks_back else None
                return self._not_now(delivery, str(error), settle)
            due = self._clock() + self._patience(delivery.attempts + 1)
            self._set(delivery, "uncertain", str(error), due)
            return False
        except Refused as error:
            self._give_up(delivery, "failed", str(error))
            return True
        self._sent(delivery, message_id)
        return True

    async def _call(self, delivery: Delivery) -> int | None:
        if delivery.kind == "edit":
            target = self._deliveries.one("by_id", id=delivery.target_id)
            message_id = target.message_id if target else None
            await self._sink.edit(delivery, message_id)
            return message_id
        reply_to = None
        if delivery.kind in ("alert", "reply") and delivery.target_id is not None:
            target = self._deliveries.one("by_id", id=delivery.target_id)
            reply_to = target.message_id if target else None
        elif delivery.part > 1 and delivery.kind in ("daily", "weekly", "catchup"):
            reply_to = self._deliveries.value(
                "first_part", kind=delivery.kind, subject=delivery.subject, **self._place
            )
        return await self._sink.send(delivery, reply_to)

    async def _look_for(self, delivery: Delivery) -> bool:
        """Find out what became of a doubtful message; False where the chat has to wait."""
        floor = delivery.floor_id or 0
        rows = self._deliveries.rows("known_ids", floor_id=floor, **self._place)
        known = {row["message_id"] for row in rows}
        stale = self._clock() - (delivery.attempted_at or delivery.created_at) > STALE
        try:
            message_id = await self._sink.find(delivery, floor, known)
        except (NotSent, Doubtful) as error:
            if stale:
                self._give_up(delivery, "held", f"could not be looked for: {error}")
                return True
            # A look that may still arrive could hit what is sent after it: let it settle.
            settle = self._settle_time.total_seconds()
            wait = error.retry_after if isinstance(error, NotSent) else settle
            due = self._clock() + self._wait(delivery, wait)
            self._set(delivery, "uncertain", f"could not be looked for yet: {error}", due)
            return False
        except (CannotTell, Refused) as error:
            self._give_up(delivery, "held", str(error))
            return True
        if message_id is not None:
            self._sent(delivery, message_id)
        elif stale or delivery.attempts >= MOST_SENDS:
            reason = f"not in the chat after {delivery.attempts} doubtful attempts"
            self._give_up(delivery, "held", reason)
        else:
            reason = "did not arrive: sent once more"
            self._set(delivery, "queued", reason, delivery.created_at)
        return True

    def _wait(self, delivery: Delivery, wanted: float | None) -> timedelta:
        """How long until the next try: half as long as it has waited so far, within bounds."""
        if wanted is not None:
            return timedelta(seconds=wanted + 1)
        waited = self._clock() - delivery.created_at
        return min(max(waited / 2, _SHORTEST_WAIT), _LONGEST_WAIT)

    def _patience(self, attempts: int) -> timedelta:
        """How long the last of so many attempts may still turn up: a sick line is given more."""
        longer: int = 2 ** (attempts - 1)
        return self._settle_time * longer

    def _not_now(self, delivery: Delivery, reason: str, wanted: float | None) -> bool:
        """Try again later; the operator hears where that does not help. True: the next may go."""
        now = self._clock()
        waited = now - delivery.created_at
        if not self._sink.looks_back and waited > KEEP_TRYING:
            self._give_up(delivery, "failed", f"not taken for {KEEP_TRYING.days} days: {reason}")
            return True
        self._again(delivery, reason, wanted)
        if waited > STUCK:
            self._complaints.stuck(reason, now)
        return False

    def _again(self, delivery: Delivery, reason: str, wanted: float | None) -> None:
        due = self._clock() + self._wait(delivery, wanted)
        with self._archive.transaction():
            self._deliveries.run("not_sent", id=delivery.id, due_at=stamp(due), error=reason)

    def _set(self, delivery: Delivery, state: str, reason: str, due: datetime) -> None:
        with self._archive.transaction():
            self._deliveries.run(
                "settle", id=delivery.id, state=state, due_at=stamp(due), error=reason
            )

    def _sent(self, delivery: Delivery, message_id: int | None) -> None:
        with self._archive.transaction():
            self._deliveries.run(
                "sent", id=delivery.id, now=stamp(self._clock()), message_id=message_id
            )
            self._complaints.flowing(self._clock())
        self.sent += 1

    def _give_up(self, delivery: Delivery, state: str, reason: str) -> None:
        now = self._clock()
        with self._archive.transaction():
            self._set(delivery, state, reason, delivery.due_at)
            self._deliveries.run("drop_followers", target_id=delivery.id)
            self._complaints.unsettled(delivery, state, reason, now)
        log.warning(
            "delivery %s (%s, chat %s) is %s: %s",
            delivery.id,
            delivery.subject,
            delivery.chat,
            state,
            reason,
        )
        if state == "held":
            self.held += 1
        else:
            self.failed += 1
