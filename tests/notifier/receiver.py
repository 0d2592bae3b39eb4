"""A receiver of webhooks on a real socket that believes nothing which is not signed."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Literal, Self

from aiohttp import web

from replica.telegram.threaded import in_thread

SECRET = "whsec_" + base64.b64encode(b"a key of thirty-two bytes, no less").decode()

Fault = Literal["cut", "hang"] | int


@dataclass
class Receiver:
    """``taken`` is what it has by key; ``faults`` is what the next requests meet.

    ``takes_faulty``: what it answers badly it has taken all the same.
    """

    faults: list[Fault] = field(default_factory=list)
    takes_faulty: bool = False
    retry_after: str | None = None
    secret: str = SECRET
    requests: list[dict[str, str]] = field(default_factory=list)
    taken: dict[str, dict[str, Any]] = field(default_factory=dict)
    _port: int = 0
    _runner: web.AppRunner | None = None
    _going: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}/secret-path"

    @property
    def types(self) -> list[str]:
        return [document["type"] for document in self.taken.values()]

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self) -> None:
        app = web.Application()
        app.router.add_post("/secret-path", self._answer)
        self._going.clear()
        self._runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        self._port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        self._going.set()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _answer(self, request: web.Request) -> web.Response:
        body = await request.read()
        self.requests.append(dict(request.headers))
        fault = self.faults.pop(0) if self.faults else None
        if fault is None or self.takes_faulty:
            if not self._is_genuine(request, body):
                return web.Response(status=401)
            self.taken.setdefault(request.headers["Idempotency-Key"], json.loads(body))
        if fault == "hang":
            await self._going.wait()
        if isinstance(fault, str):
            if request.transport is not None:
                request.transport.close()
            return web.Response()
        headers = {"Retry-After": self.retry_after} if self.retry_after else {}
        if fault is not None and 300 <= fault < 400:
            headers["Location"] = "/elsewhere"
        return web.Response(status=fault or 200, headers=headers)

    def _is_genuine(self, request: web.Request, body: bytes) -> bool:
        key = base64.b64decode(self.secret.removeprefix("whsec_"))
        head = f"{request.headers['webhook-id']}.{request.headers['webhook-timestamp']}."
        expected = hmac.new(key, head.encode() + body, hashlib.sha256).digest()
        return request.headers["webhook-signature"] == f"v1,{base64.b64encode(expected).decode()}"


def receiving() -> AbstractContextManager[Receiver]:
    """A receiver in a thread of its own, for programs that run in another process."""
    return in_thread(Receiver())
