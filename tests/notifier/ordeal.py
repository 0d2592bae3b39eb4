"""A simulated chat behind a bad line: every fault, kills and foreign posts, all by one seed.

Time is injected and jumps, so that days pass in seconds and a run can be repeated exactly.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from archive import Archive
from notifier.deliveries import Deliveries, Delivery, payload, stamp
from notifier.delivery import deliver_due
from notifier.errors import Doubtful, NotSent
from notifier.markup import Post
from notifier.outbox import Outbox
from notifier.readback import GAP
from tests.notifier.newsroom import Clock

#: The share of sends, and of looks for a doubtful message, that go wrong.
FAULTS = 0.25
SETTLE = timedelta(seconds=120)
_KINDS = ("before", "after", "late", "429", "5xx", "hang", "killed")
_CHAT = "-1001234567890"


class Killed(BaseException):
    """The process is gone, at this very moment."""


@dataclass
class BadLine:
    """A sink whose calls go wrong as the seed says; ``posts`` maps ids to what the chat shows."""

    clock: Clock
    seed: int
    posts: dict[int, str] = field(default_factory=dict)
    faults: Counter[str] = field(default_factory=Counter)
    looks_back: bool = True
    _last_id: int = 0
    _late: list[tuple[float, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)

    async def send(self, delivery: Delivery, reply_to: int | None) -> int | None:
        """Send, or fail to: the chat may have the message all the same."""
        return self.call(delivery.post.html)

    async def edit(self, delivery: Delivery, message_id: int | None) -> None:
        """Edits are not part of the ordeal."""
        raise AssertionError("nothing was to be edited")

    async def find(self, delivery: Delivery, floor_id: int, known: Collection[int]) -> int | None:
        """Look as Telegram lets a bot look: id by id, until GAP of them do not exist."""
        self.land()
        if self._random.random() < FAULTS:
            self.faults["look"] += 1
            if self._random.random() < 0.2:
                raise Killed
            raise Doubtful("no answer to the look")
        gap, message_id = 0, floor_id
        while gap < GAP:
            message_id += 1
            if message_id in known:
                gap = 0
                continue
            if self.posts.get(message_id) == delivery.post.html:
                return message_id
            gap = 0 if message_id in self.posts else gap + 1
        return None

    def call(self, text: str) -> int:
        """One ``sendMessage``. Raises NotSent, Doubtful or Killed."""
        self.land()
        self._others_post()
        if self._random.random() >= FAULTS:
            return self._accept(text)
        kind = self._random.choice(_KINDS)
        self.faults[kind] += 1
        if kind == "429":
            raise NotSent("Telegram asks to wait", retry_after=self._random.randrange(1, 40))
        if kind == "hang":
            self.clock.forward(seconds=30)
        fate = {"before": "never", "after": "at once", "late": "late"}.get(kind)
        fate = fate or self._random.choice(("never", "at once", "late"))
        if fate == "at once":
            self._accept(text)
        elif fate == "late":
            # Always within the settle time: what is later than that nobody can tell.
            delay = self._random.uniform(0, SETTLE.total_seconds() - 1)
            self._late.append((self.clock().timestamp() + delay, text))
        if kind == "killed":
            raise Killed
        raise Doubtful(f"no clear answer ({kind})")

    def land(self, *, all_of_it: bool = False) -> None:
        """What was accepted late and has arrived by now."""
        now = self.clock().timestamp()
        for due, text in [late for late in self._late if all_of_it or late[0] <= now]:
            self._late.remove((due, text))
            self._accept(text)

    def _others_post(self) -> None:
        for _ in range(self._random.choice((0, 0, 0, 1, 3))):
            self._accept("somebody else's words")
        # Posts that were deleted leave a hole, smaller than the search gives up at.
        self._last_id += self._random.choice((0, 0, 0, 2))

    def _accept(self, text: str) -> int:
        self._last_id += 1
        self.posts[self._last_id] = text
        return self._last_id


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of ``messages``: in the chat never, more than once, or left to the operator."""

    messages: int
    lost: int
    repeated: int
    held: int
    kills: int
    faults: int


def texts(count: int) -> list[str]:
    """So many different messages."""
    return [f"🤝 <b>Message {number}</b>" for number in range(count)]


def queue_texts(archive: Archive, chat: str, wanted: list[str], clock: Clock) -> None:
    """Put alerts with these texts into the outbox."""
    table = Deliveries(archive.db)
    with archive.transaction():
        for number, text in enumerate(wanted):
            table.insert(
                sink="telegram",
                chat=chat,
                kind="alert",
                subject=f"event:{number}",
                part=1,
                lang="en",
                due_at=stamp(clock()),
                created_at=stamp(clock()),
                target_id=None,
                **payload(Post(text)),
            )


async def with_the_outbox(path: Path, count: int, seed: int) -> Outcome:
    """The protocol of ``notifier.delivery``, killed and started again until nothing is left."""
    clock = Clock()
    line, wanted, kills = BadLine(clock, seed), texts(count), 0
    with Archive.open(path) as archive:
        queue_texts(archive, _CHAT, wanted, clock)
        while archive.undelivered():
            try:
                await deliver_due(archive, {"telegram": line}, clock, settle=SETTLE)
            except Killed:
                kills += 1
            clock.forward(seconds=10)
        held = {delivery.post.html for delivery in Outbox(archive).unsettled()}
    return _outcome(line, wanted, held, kills)


def with_blind_retry(count: int, seed: int) -> Outcome:
    """What most bots do: send until there was an answer, then note it."""
    clock = Clock()
    line, wanted, kills = BadLine(clock, seed), texts(count), 0
    for text in wanted:
        answered = False
        while not answered:
            try:
                answered = line.call(text) > 0
            except (NotSent, Doubtful):
                clock.forward(seconds=15)
            except Killed:
                kills += 1
                clock.forward(seconds=10)
    return _outcome(line, wanted, set(), kills)


def with_mark_before_send(count: int, seed: int) -> Outcome:
    """What cautious bots do: note it, then send; again only where it certainly did not go out."""
    clock = Clock()
    line, wanted, kills = BadLine(clock, seed), texts(count), 0
    for text in wanted:
        waiting = True
        while waiting:
            waiting = False
            try:
                line.call(text)
            except NotSent:
                waiting = True
            except (Doubtful, Killed) as error:
                kills += isinstance(error, Killed)
            clock.forward(seconds=10)
    return _outcome(line, wanted, set(), kills)


def _outcome(line: BadLine, wanted: list[str], held: set[str], kills: int) -> Outcome:
    line.land(all_of_it=True)
    shown = Counter(line.posts.values())
    return Outcome(
        messages=len(wanted),
        lost=sum(shown[text] == 0 and text not in held for text in wanted),
        repeated=sum(shown[text] > 1 for text in wanted),
        held=len(held),
        kills=kills,
        faults=line.faults.total(),
    )
