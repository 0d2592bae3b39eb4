"""The replica as an HTTP server on the loopback interface."""

from __future__ import annotations

import random
import socket
from collections.abc import Collection
from pathlib import Path

from aiohttp import web

from replica.clock import Clock
from replica.control import Control
from replica.disorder import Disorder
from replica.faults import Faults
from replica.journal import Journal
from replica.publisher import Publisher
from replica.representations import Representation, RepresentationCache, accepts_gzip
from replica.routes import Routes
from replica.site import Generation, Site
from replica.sitemaps import Lastmod, SitemapKind, Sitemaps

CONTROL_PREFIX = "/_replica/"
_LARGEST_COMMAND = 16 * 1024 * 1024
_ALLOWED = ("GET", "HEAD")
_RECORDED = {
    "if_none_match": "If-None-Match",
    "if_modified_since": "If-Modified-Since",
    "accept_encoding": "Accept-Encoding",
    "user_agent": "User-Agent",
}


class Server:
    """One replica: listens from ``start`` to ``stop``; use both in the same event loop."""

    def __init__(
        self,
        generation: Generation = "C",
        history: int = 0,
        *,
        corpus: Path | None = None,
        seed: int = 0,
        clock: Clock | None = None,
        port: int = 0,
        validators: bool = True,
        sitemap: SitemapKind = "none",
        lastmod: Lastmod = "true",
        apart: Collection[str] = (),
    ) -> None:
        self.site = Site(generation, history, corpus=corpus, seed=seed, clock=clock, apart=apart)
        self._sitemap: tuple[SitemapKind, Lastmod] = (sitemap, lastmod)
        self.faults = Faults()
        self.journal = Journal()
        self.publisher = Publisher(self.site, random.Random(f"publisher {seed}"))
        self.url = ""
        self._port = port
        self._validators = validators
        self._cache = RepresentationCache()

    async def start(self) -> str:
        """Begins to listen on 127.0.0.1 and returns the URL, without a slash at its end."""
        listener = socket.create_server(("127.0.0.1", self._port))
        self.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        self._routes = Routes(self.site, self.url, Sitemaps(self.site, self.url, *self._sitemap))
        self.disorder = Disorder(self._routes)
        app = web.Application(client_max_size=_LARGEST_COMMAND)
        app.router.add_routes(Control(self, CONTROL_PREFIX).routes())
        app.router.add_route("*", "/{path:.*}", self._answer)
        self._runner = web.AppRunner(
            app, access_log=None, handler_cancellation=True, shutdown_timeout=1
        )
        await self._runner.setup()
        await web.SockSite(self._runner, listener).start()
        return self.url

    async def stop(self) -> None:
        """Ends what is under way and closes every connection."""
        await self.publisher.stop()
        self.disorder.release_all()
        await self._runner.cleanup()

    def lift_faults(self, match: str | None = None) -> int:
        """Ends the faults of ``match`` (None: all); hanging connections are closed."""
        lifted = self.faults.remove(match)
        if lifted:
            self.disorder.release_all()
        return lifted

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        entry = self.journal.add(
            time=self.site.clock.now().isoformat(),
            method=request.method,
            path=request.path_qs,
            **{name: request.headers.get(header) for name, header in _RECORDED.items()},
        )
        fault = self.faults.strike(request.path_qs)
        if fault is not None:
            entry.fault = fault.mode
            representation = self._representation(request)
            return await self.disorder.answer(request, fault, representation, entry)
        if request.method not in _ALLOWED:
            entry.status = 405
            return web.Response(status=405, headers={"Allow": ", ".join(_ALLOWED)})
        response = respond(request, self._representation(request), validators=self._validators)
        entry.status = response.status
        return response

    def _representation(self, request: web.Request) -> Representation:
        path = request.path
        return self._cache.get(
            request.path_qs,
            self._routes.stamp(path),
            lambda: self._routes.content(path, request.query),
        )


def respond(
    request: web.Request, representation: Representation, *, validators: bool = True
) -> web.Response:
    """The response to a request that nothing disturbs. aiohttp drops the body for HEAD.

    Without ``validators`` there is no entity tag and no time of change, and never a 304.
    """
    content = representation.content
    headers = {"Server": "nginx", "Content-Type": content.content_type}
    if content.location is not None:
        return web.Response(status=content.status, headers=headers | {"Location": content.location})
    zipped = representation.compressible and accepts_gzip(
        request.headers.get("Accept-Encoding", "")
    )
    if representation.compressible:
        headers["Vary"] = "Accept-Encoding"
    if content.status == 200 and validators:
        # Compressed on the fly the bytes are not the tagged ones: nginx then weakens the tag.
        headers["ETag"] = ("W/" if zipped else "") + representation.etag
        if representation.last_modified is not None:
            headers["Last-Modified"] = representation.last_modified
    if validators and representation.is_not_modified(request.headers):
        del headers["Content-Type"]
        return web.Response(status=304, headers=headers)
    if zipped:
        headers["Content-Encoding"] = "gzip"
    body = representation.gzipped if zipped else content.body
    return web.Response(status=content.status, body=body, headers=headers)
