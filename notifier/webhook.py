"""Messages as signed JSON, posted to an address; repeating one is harmless and said to be one."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Any, Self

import aiohttp
from pydantic import SecretStr

from notifier.deliveries import Delivery, stamp
from notifier.described import described
from notifier.errors import DeliveryError, Doubtful, NotSent, Refused
from notifier.markdown import render_markdown
from notifier.markup import plain
from notifier.secrets import keep_out_of_logs
from notifier.signing import signed
from notifier.sink_settings import SinkSettings

#: How long an answer may take (s).
TIMEOUT = 15.0
#: No longer wait than this is done because a receiver asks for it (s).
_LONGEST_WAIT = 3600.0
#: Answers by which a receiver says that it has not taken the message and may take it later.
_LATER = (425, 429, 503)
_ADVICE = {
    301: "write the new address",
    302: "write the new address",
    307: "write the new address",
    308: "write the new address",
    401: "the receiver does not accept the signature: check the secret",
    403: "the receiver does not accept the signature: check the secret",
    404: "check the address",
    410: "the receiver wants no more messages: take the webhook out of the configuration",
}


@dataclass(frozen=True, slots=True)
class Target:
    """Where to post, and with which secret to sign."""

    url: SecretStr
    secret: SecretStr


def targets_of(settings: SinkSettings) -> dict[str, Target]:
    """Where each webhook posts, by its name. Raises ValueError where one has no secret."""
    return {each.name: Target(each.url, settings.secret(each)) for each in settings.webhook}


class WebhookSink:
    """Posts to ``targets`` (by the name of their channel). Use it as an async context manager.

    Every request carries an ``Idempotency-Key`` that is the same whenever the same message is sent
    again, so that what is in doubt is sent again. ``timeout`` in seconds holds for one request.
    """

    looks_back = False

    def __init__(
        self,
        targets: Mapping[str, Target],
        clock: Callable[[], datetime],
        *,
        timeout: float = TIMEOUT,
    ) -> None:
        self._targets = targets
        self._clock = clock
        self._timeout = aiohttp.ClientTimeout(total=timeout)
        self._session: aiohttp.ClientSession | None = None
        for target in targets.values():
            keep_out_of_logs(target.secret.get_secret_value())

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(
            timeout=self._timeout, headers={"User-Agent": "Ukimet"}, raise_for_status=False
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._session is not None:
            await self._session.close()

    async def send(self, delivery: Delivery, reply_to: int | None) -> int | None:
        """Post a message; returns its number, the ``id`` by which edits name it."""
        await self._post(delivery, delivery.id, reply_to)
        return delivery.id

    async def edit(self, delivery: Delivery, message_id: int | None) -> None:
        """Post what an earlier message says now, under that message's number."""
        await self._post(delivery, message_id or delivery.id, None)

    async def find(self, delivery: Delivery, floor_id: int, known: Collection[int]) -> int | None:
        """Never asked: what may have arrived is sent again with the same key."""
        raise NotSent(f"delivery {delivery.id}: a webhook cannot be asked what it has")

    async def ping(self, name: str) -> None:
        """Post a message of type ``ping``, which means nothing. Raises DeliveryError."""
        now = self._clock()
        await self._request(name, f"ping-{int(now.timestamp())}", {"type": "ping"})

    async def _post(self, delivery: Delivery, message_id: int, answers: int | None) -> None:
        edited = delivery.kind == "edit"
        document = {
            "type": "message.edited" if edited else "message.sent",
            "data": {
                **described(delivery, message_id, answers),
                "silent": delivery.silent,
                "text": plain(delivery.post.html),
                "html": delivery.post.html,
                "markdown": render_markdown(delivery.post),
                "links": [{"label": label, "url": url} for label, url in delivery.post.buttons],
            },
        }
        await self._request(delivery.chat, idempotency_key(delivery), document)

    async def _request(self, name: str, key: str, document: dict[str, Any]) -> None:
        target = self._targets.get(name)
        if target is None:
            raise NotSent(f"no [[sink.webhook]] is named {name!r} any more")
        if self._session is None:
            raise RuntimeError("use the sink as an async context manager")
        now = self._clock()
        body = json.dumps(
            {"type": document["type"], "timestamp": stamp(now), "data": document.get("data", {})},
            ensure_ascii=False,
        ).encode()
        headers = {
            "Content-Type": "application/json",
            "Idempotency-Key": key,
            **signed(target.secret, key, now, body),
        }
        try:
            async with self._session.post(
                target.url.get_secret_value(), data=body, headers=headers, allow_redirects=False
            ) as response:
                status, wait = response.status, response.headers.get("Retry-After")
        except aiohttp.ClientConnectorError as error:
            raise NotSent(f"no connection to the webhook ({type(error).__name__})") from None
        except (aiohttp.ClientError, TimeoutError) as error:
            # The library's own words may hold the address.
            raise Doubtful(f"no answer from the webhook ({type(error).__name__})") from None
        problem = _meaning(status, wait, now)
        if problem is not None:
            raise problem


def idempotency_key(delivery: Delivery) -> str:
    """The same for every attempt at one message, another for all others and what it says later."""
    moment = delivery.created_at.astimezone(UTC)
    return f"{moment:%Y%m%dT%H%M%SZ}-{delivery.id}-{delivery.payload_sha256[:16]}"


def _meaning(status: int, retry_after: str | None, now: datetime) -> DeliveryError | None:
    """What an answer means for the message; None where it was taken."""
    if 200 <= status < 300:
        return None
    said = f"the webhook answers {status}"
    if status in _LATER:
        return NotSent(said, _seconds(retry_after, now))
    if status >= 500 or status == 408:
        return Doubtful(said)
    advice = _ADVICE.get(status)
    return Refused(f"{said}: {advice}" if advice else said)


def _seconds(retry_after: str | None, now: datetime) -> float | None:
    """The wait that a receiver asks for, within bounds; None where it asks for none."""
    if retry_after is None:
        return None
    try:
        if retry_after.strip().isdecimal():
            wait = float(retry_after)
        else:
            wait = (parsedate_to_datetime(retry_after) - now).total_seconds()
    except (ValueError, TypeError):
        return None
    return min(max(wait, 0.0), _LONGEST_WAIT)
