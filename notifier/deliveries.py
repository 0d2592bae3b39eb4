"""Rows of the table of deliveries, and what can be done to one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from sqlite_utils import Database

from notifier.markup import Post
from notifier.settings import Audience
from notifier.statements import statements

Kind = Literal["alert", "edit", "reply", "daily", "weekly", "catchup", "ops"]
State = Literal["queued", "sending", "sent", "uncertain", "failed", "held", "dropped"]


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message: to whom, what, and how far it has come. Times are aware, UTC."""

    id: int
    sink: str
    chat: str
    kind: Kind
    subject: str
    part: int
    lang: str
    post: Post
    state: State
    due_at: datetime
    created_at: datetime
    attempted_at: datetime | None
    attempts: int
    floor_id: int | None
    message_id: int | None
    silent: bool
    target_id: int | None
    error: str | None
    payload_sha256: str

    @classmethod
    def of(cls, row: dict[str, Any]) -> Delivery:
        """From a row of the table."""
        values = {name: row[name] for name in cls.__slots__ if name != "post"}
        for name in ("due_at", "created_at", "attempted_at"):
            values[name] = datetime.fromisoformat(row[name]) if row[name] else None
        values["silent"] = bool(row["silent"])
        buttons = tuple((label, url) for label, url in json.loads(row["buttons"]))
        return cls(post=Post(row["html"], buttons), **values)


@dataclass(frozen=True, slots=True)
class Queued:
    """One thing that was done to the outbox."""

    delivery_id: int
    action: Literal["queued", "replaced", "edited", "replied", "dropped"]
    chat: str


def stamp(moment: datetime) -> str:
    """A time as the table holds it: UTC, to the second, so that text order is time order."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def payload(post: Post) -> dict[str, str]:
    """The columns that hold a message."""
    buttons = json.dumps([list(button) for button in post.buttons], ensure_ascii=False)
    digest = hashlib.sha256(f"{post.html}\n{buttons}".encode()).hexdigest()
    return {"html": post.html, "buttons": buttons, "payload_sha256": digest}


class Deliveries:
    """The table of deliveries, one named statement at a time."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def run(self, statement: str, /, **values: Any) -> int:
        """Execute a statement that changes rows; returns how many."""
        return int(self._db.conn.execute(statements()[statement], values).rowcount)

    def insert(self, **values: Any) -> int:
        """A new row; returns its id."""
        cursor = self._db.conn.execute(statements()["insert"], values)
        return int(cursor.lastrowid or 0)

    def queue(
        self,
        channel: Audience,
        kind: Kind,
        subject: str,
        post: Post,
        now: datetime,
        part: int = 1,
        *,
        due: datetime | None = None,
        lang: str | None = None,
        target_id: int | None = None,
    ) -> Queued:
        """A new message for a channel, due at once or at ``due``; in the channel's language."""
        delivery_id = self.insert(
            sink=channel.sink,
            chat=channel.key,
            kind=kind,
            subject=subject,
            part=part,
            lang=lang or channel.language,
            due_at=stamp(due or now),
            created_at=stamp(now),
            target_id=target_id,
            **payload(post),
        )
        return Queued(delivery_id, "queued", channel.key)

    def rows(self, statement: str, /, **values: Any) -> Iterator[dict[str, Any]]:
        """The rows of a query."""
        yield from list(self._db.query(statements()[statement], values))

    def one(self, statement: str, /, **values: Any) -> Delivery | None:
        """The first delivery that a query finds."""
        row = next(self.rows(statement, **values), None)
        return None if row is None else Delivery.of(row)

    def value(self, statement: str, /, **values: Any) -> Any:
        """The first column of the first row; None where there is none."""
        row = next(self.rows(statement, **values), None)
        return None if row is None else next(iter(row.values()))
