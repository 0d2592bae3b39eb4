"""Carries the failures out on the wire."""

from __future__ import annotations

import asyncio
import random
import socket
import struct
from contextlib import suppress

from aiohttp import web

from replica.faults import Fault
from replica.journal import Entry
from replica.representations import Representation
from replica.routes import HTML, Content, Routes

_ERROR_PAGES = {
    "500": Content((b"<html><body><h1>500 Internal Server Error</h1></body></html>",), HTML, 500),
    "503": Content((b"<html><body><h1>503 Service Unavailable</h1></body></html>",), HTML, 503),
    "404": Content((b"<html><body><h1>404 Not Found</h1></body></html>",), HTML, 404),
    "garbage": Content((random.Random("garbage").randbytes(4096),), HTML),
    "empty": Content((b"",), HTML),
}
_SLOW_STEPS = 20
_RESET_ON_CLOSE = struct.pack("ii", 1, 0)


class Disorder:
    """Answers requests in the wrong way that a fault demands."""

    def __init__(self, routes: Routes) -> None:
        self._routes = routes
        self._released = asyncio.Event()

    def release_all(self) -> None:
        """Closes the connections that hang and hurries the slow ones."""
        self._released.set()
        self._released = asyncio.Event()

    async def answer(
        self, request: web.Request, fault: Fault, right: Representation, entry: Entry
    ) -> web.StreamResponse:
        """The wrong answer; ``right`` is what would have been sent, ``entry`` gets the status."""
        match fault.mode:
            case "hang":
                await self._released.wait()
                return _closed(request)
            case "reset":
                return _reset(request)
            case "cut":
                entry.status = right.content.status
                return await _cut(request, right.content)
            case "slow":
                entry.status = right.content.status
                return await self._slow(request, right.content, fault.seconds)
            case "redirect_loop":
                entry.status = 302
                return _sent(Content((b"",), HTML, 302, location=request.path_qs), fault)
            case "captcha":
                entry.status = 200
                return _sent(self._routes.captcha(request.path), fault)
            case _:
                entry.status = _ERROR_PAGES[fault.mode].status
                return _sent(_ERROR_PAGES[fault.mode], fault)

    async def _slow(
        self, request: web.Request, content: Content, seconds: float
    ) -> web.StreamResponse:
        response = await _begun(request, content)
        step = max(1, -(-len(content.body) // _SLOW_STEPS))
        released = self._released
        for start in range(0, len(content.body), step):
            await response.write(content.body[start : start + step])
            await _wait(released, seconds / _SLOW_STEPS)
        await response.write_eof()
        return response


async def _wait(event: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(event.wait(), seconds)


def _sent(content: Content, fault: Fault) -> web.Response:
    """A response without validators, as errors and challenges are sent."""
    headers = {"Server": "nginx", "Content-Type": content.content_type}
    if content.location is not None:
        headers["Location"] = content.location
    if fault.retry_after is not None:
        headers["Retry-After"] = str(fault.retry_after)
    return web.Response(status=content.status, body=content.body, headers=headers)


async def _begun(request: web.Request, content: Content) -> web.StreamResponse:
    """A response whose head has gone out and promises the whole body, uncompressed."""
    response = web.StreamResponse(
        status=content.status, headers={"Server": "nginx", "Content-Type": content.content_type}
    )
    response.content_length = len(content.body)
    await response.prepare(request)
    return response


async def _cut(request: web.Request, content: Content) -> web.StreamResponse:
    response = await _begun(request, content)
    await response.write(content.body[: len(content.body) // 2])
    if request.transport is not None:
        request.transport.close()
    return response


def _reset(request: web.Request) -> web.StreamResponse:
    if request.transport is not None:
        # Lingering for no time makes the kernel send RST instead of FIN.
        tcp = request.transport.get_extra_info("socket")
        tcp.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
    return _closed(request)


def _closed(request: web.Request) -> web.StreamResponse:
    """Ends the connection without a response; what is returned reaches nobody."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
