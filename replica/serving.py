"""The replica for tests: runs in a thread of its own and is steered over HTTP like any other."""

from __future__ import annotations

import asyncio
import http.client
import json
import threading
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from replica.clock import Clock
from replica.server import CONTROL_PREFIX, Server
from replica.site import Generation
from replica.sitemaps import Lastmod, SitemapKind

_TIMEOUT = 30


class ReplicaError(Exception):
    """The replica refused a command; the message says why."""


class Replica:
    """A running replica. Every method is one command of the control interface
    (``replica/README.md``); releases are returned as its JSON objects.
    """

    def __init__(self, url: str) -> None:
        self.url = url

    def publish(self, event: str | None = None, **fields: Any) -> list[dict[str, Any]]:
        """Publishes the next event, the one of that id or slug, or (with ``lang, title, body``)
        one text of one's own; returns the releases that are on the site now.
        """
        if event is not None:
            fields["event"] = event
        published: list[dict[str, Any]] = self.command("publish", **fields)["published"]
        return published

    def edit(self, url: str, title: str | None = None, body: str | None = None) -> dict[str, Any]:
        """Changes a release; without texts, one figure of its body."""
        return self.command("edit", url=url, title=title, body=body)

    def withdraw(self, url: str, status: int = 404) -> dict[str, Any]:
        """Takes a release off the site; its address answers with ``status``, 404 or 410."""
        return self.command("withdraw", url=url, status=status)

    def restore(self, url: str) -> dict[str, Any]:
        """Puts a withdrawn release back."""
        return self.command("restore", url=url)

    def fail(self, mode: str, match: str = "", **fields: Any) -> dict[str, Any]:
        """Lets requests whose path and query match fail in a way; ``times``, ``retry_after`` and
        ``seconds`` as in the control interface.
        """
        return self.command("fail", mode=mode, match=match, **fields)

    def recover(self, match: str | None = None) -> int:
        """Lifts the faults that were given with this ``match`` (None: all); how many."""
        return int(self.command("recover", match=match)["lifted"])

    def schedule(
        self, every: float | None, jitter: float = 0, count: int | None = None
    ) -> dict[str, Any]:
        """Publishes the next event every so many seconds; None ends it."""
        return self.command("schedule", every=every, jitter=jitter, count=count)

    def clock(self, **fields: Any) -> dict[str, Any]:
        """Sets (``set``, ``frozen``) or advances the site's clock; without fields, real time."""
        return self.command("clock", **fields)

    def state(self) -> dict[str, Any]:
        """Everything the site holds: ``releases``, ``faults``, ``generation``, ``now``."""
        return self._exchange("GET", "state", {})

    def releases(self) -> list[dict[str, Any]]:
        """The releases of ``state()``, in the order of publication, withdrawn ones included."""
        releases: list[dict[str, Any]] = self.state()["releases"]
        return releases

    def requests(self, *, clear: bool = False) -> list[dict[str, Any]]:
        """The requests answered so far, oldest first; ``clear`` forgets them afterwards."""
        requests: list[dict[str, Any]] = self._exchange("GET", "requests", {})["requests"]
        if clear:
            self._exchange("DELETE", "requests", {})
        return requests

    def command(self, name: str, **fields: Any) -> dict[str, Any]:
        """Any command by its name; ReplicaError where it is refused."""
        return self._exchange("POST", name, fields)

    def _exchange(self, method: str, name: str, fields: dict[str, Any]) -> dict[str, Any]:
        address = urlsplit(self.url)
        connection = http.client.HTTPConnection(
            address.hostname or "", address.port, timeout=_TIMEOUT
        )
        with closing(connection):
            body = json.dumps(fields).encode()
            connection.request(method, CONTROL_PREFIX + name, body)
            response = connection.getresponse()
            answer: dict[str, Any] = json.loads(response.read())
        if response.status >= 400:
            raise ReplicaError(answer["error"])
        return answer


@contextmanager
def serving(
    generation: Generation = "C",
    history: int = 0,
    *,
    corpus: Path | None = None,
    seed: int = 0,
    publish_every: float | None = None,
    now: datetime | None = None,
    port: int = 0,
    validators: bool = True,
    sitemap: SitemapKind = "none",
    lastmod: Lastmod = "true",
    apart: Collection[str] = (),
) -> Iterator[Replica]:
    """A replica that listens while the block runs, as on the command line.

    ``now`` sets the site's clock (it goes on from there; naive: Asia/Almaty). Entered once the
    site answers; left once every socket is closed.
    """
    clock = Clock(now)
    server = Server(
        generation,
        history,
        corpus=corpus,
        seed=seed,
        clock=clock,
        port=port,
        validators=validators,
        sitemap=sitemap,
        lastmod=lastmod,
        apart=apart,
    )
    ready: threading.Event = threading.Event()
    thread = _ServerThread(server, ready, publish_every)
    thread.start()
    ready.wait()
    if thread.error is not None:
        thread.join()
        raise thread.error
    try:
        yield Replica(server.url)
    finally:
        thread.stop()


class _ServerThread(threading.Thread):
    """Runs a server in an event loop of its own until told to stop."""

    def __init__(self, server: Server, ready: threading.Event, publish_every: float | None) -> None:
        super().__init__(name="replica", daemon=True)
        self.error: OSError | None = None
        self._server = server
        self._ready = ready
        self._publish_every = publish_every

    def run(self) -> None:
        asyncio.run(self._serve())

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._stopped.set)
        self.join()

    async def _serve(self) -> None:
        self._loop, self._stopped = asyncio.get_running_loop(), asyncio.Event()
        try:
            await self._server.start()
        except OSError as error:  # the port is taken: the block that asked for it hears of it
            self.error = error
            return
        finally:
            self._ready.set()
        if self._publish_every is not None:
            self._server.publisher.schedule(self._publish_every)
        await self._stopped.wait()
        await self._server.stop()
