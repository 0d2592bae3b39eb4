"""Carries the failures out on the wire."""

from __future__ import annotations

import asyncio
import random
import socket
import struct
from contextlib import suppress

from aiohttp import web

from replica import hostility
from replica.faults import Fault
from replica.journal import Entry
from replica.representations import Representation
from replica.routes import HTML, Content, Routes

_ERROR_PAGES = {
    "500": Content((b"<html><body><h1>500 Internal Server Error</h1></body></html>",), HTML, 500),
    "503": Content((b"<html><body><h1>503 Service Unavailable</h1></body></html>",), HTML, 503),
    "429": Content((b"<html><body><h1>429 Too Many Requests</h1></body></html>",), HTML, 429),
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
            case "oversized":
                entry.status = 200
                return await _oversized(request)
            case "gzip_bomb":
                entry.status = 200
                return _bomb()
            case _:
                content = self._wrong(request, fault.mode, right.content)
                entry.status = content.status
                return _sent(content, fault)

    def _wrong(self, request: web.Request, mode: str, right: Content) -> Content:
        """The wrong page, whole and at once."""
        if mode in _ERROR_PAGES:
            return _ERROR_PAGES[mode]
        match mode:
            case "captcha":
                return self._routes.captcha(request.path)
            case "redirect_loop":
                return Content((b"",), HTML, 302, location=request.path_qs)
            case "redirect_out":
                elsewhere = f"http://localhost:{request.url.port}{request.path_qs}"
                return Content((b"",), HTML, 302, location=elsewhere)
        return self._altered(request, mode, right)

    def _altered(self, request: web.Request, mode: str, right: Content) -> Content:
        """The right page as a site in disorder sends it, with status 200."""
        match mode:
            case "error_page":
                page = self._routes.content("/en/no-such-page", {})
                return Content(page.parts)
            case "windows_1251":
                return hostility.in_windows_1251(right)
            case "mislabelled":
                return Content(right.parts, "text/html; charset=windows-1251")
            case "endless":
                query = {} if "page" in request.query else request.query
                listing = self._routes.content(request.path, query).body
                return Content((hostility.endless(listing, request.path_qs),))
        alter = hostility.redesigned if mode == "redesign" else hostility.drifted
        return Content((alter(right.body),))

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


async def _oversized(request: web.Request) -> web.StreamResponse:
    """A page of 100 MB that does not say how long it is; ends when the client has had enough."""
    response = web.StreamResponse(headers={"Server": "nginx", "Content-Type": HTML})
    await response.prepare(request)
    with suppress(ConnectionError):
        for chunk in hostility.oversized_chunks():
            await response.write(chunk)
    return response


def _bomb() -> web.Response:
    headers = {"Server": "nginx", "Content-Type": HTML, "Content-Encoding": "gzip"}
    return web.Response(body=hostility.gzip_bomb(), headers=headers)


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
