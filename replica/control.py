"""The control interface: JSON in, JSON out, under a prefix that the real site does not have.

Every command is described in ``replica/README.md``.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from aiohttp import web

from replica.clock import parse_moment
from replica.languages import as_lang
from replica.model import Release, Text
from replica.site import UnknownReleaseError
from replica.slugs import slugify

if TYPE_CHECKING:
    from replica.server import Server

Command = Callable[["Fields"], Any]


class Fields:
    """The fields of a command; each is taken once, and none may be left over."""

    def __init__(self, given: dict[str, Any]) -> None:
        self._given = given

    def __contains__(self, name: str) -> bool:
        return name in self._given

    def take(self, name: str, kind: Any, default: Any = None) -> Any:
        """A field of a kind (a type or a tuple of them), or ``default`` where absent or null."""
        value = self._given.pop(name, None)
        if value is None:
            return default
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise ValueError(f"{name}: {value!r} is not of the right kind")
        return value

    def need(self, name: str, kind: Any) -> Any:
        """A field that must be there."""
        if self._given.get(name) is None:
            raise ValueError(f"{name} is missing")
        return self.take(name, kind)

    def done(self) -> None:
        """Refuses fields that the command does not know: a misspelt one must not do nothing."""
        if self._given:
            raise ValueError(f"unknown fields: {', '.join(sorted(self._given))}")


class Control:
    """Translates commands into changes of the server's state."""

    def __init__(self, server: Server, prefix: str) -> None:
        self._server = server
        self._prefix = prefix

    def routes(self) -> list[web.RouteDef]:
        """The routes of every command."""
        posts: dict[str, Command] = {
            "publish": self._publish,
            "edit": self._edit,
            "withdraw": self._withdraw,
            "restore": self._restore,
            "fail": self._fail,
            "recover": self._recover,
            "schedule": self._schedule,
            "clock": self._set_clock,
            "requests": self._clear_requests,
        }
        gets: dict[str, Command] = {
            "state": self._state,
            "requests": self._requests,
            "clock": self._clock,
        }
        return [
            *(web.post(self._prefix + name, _handler(command)) for name, command in posts.items()),
            *(web.get(self._prefix + name, _handler(command)) for name, command in gets.items()),
            web.delete(f"{self._prefix}requests", _handler(self._clear_requests)),
            web.route("*", self._prefix + "{name:.*}", _unknown),
        ]

    def _publish(self, fields: Fields) -> Any:
        if "body" in fields:
            return {"published": [self._json(self._publish_raw(fields))], "pending": []}
        name = fields.take("event", str)
        languages = fields.take("languages", list)
        delay = fields.take("delay", (int, float), 0)
        fields.done()
        chosen = None if languages is None else [as_lang(lang) for lang in languages]
        event = self._server.site.next_event(name, chosen)
        published, pending = self._server.publisher.publish(event, chosen, delay)
        return {"published": [self._json(release) for release in published], "pending": pending}

    def _publish_raw(self, fields: Fields) -> Release:
        moment = fields.take("published_at", str)
        title = fields.need("title", str)
        text = Text(
            title=title,
            slug=fields.take("slug", str) or slugify(title),
            body=fields.need("body", str),
            published_at=parse_moment(moment) if moment else None,
        )
        lang = as_lang(fields.need("lang", str))
        section = fields.take("section", str, "news")
        number = fields.take("number", int)
        images = fields.take("images", int, 0)
        event_id = fields.take("event", str)
        fields.done()
        return self._server.site.publish_raw(
            lang, text, section, number=number, images=images, event_id=event_id
        )

    def _edit(self, fields: Fields) -> Any:
        release = self._release(fields)
        title, body = fields.take("title", str), fields.take("body", str)
        fields.done()
        self._server.site.edit(release, title, body)
        return self._json(release)

    def _withdraw(self, fields: Fields) -> Any:
        release, status = self._release(fields), fields.take("status", int, 404)
        fields.done()
        if status not in (404, 410):
            raise ValueError("status must be 404 or 410")
        self._server.site.withdraw(release, status)
        return self._json(release)

    def _restore(self, fields: Fields) -> Any:
        release = self._release(fields)
        fields.done()
        self._server.site.restore(release)
        return self._json(release)

    def _fail(self, fields: Fields) -> Any:
        match, mode = fields.take("match", str, ""), fields.need("mode", str)
        times, retry_after = fields.take("times", int), fields.take("retry_after", int)
        seconds = fields.take("seconds", (int, float), 5.0)
        fields.done()
        fault = self._server.faults.add(
            match, mode, times=times, retry_after=retry_after, seconds=seconds
        )
        return fault.to_json()

    def _recover(self, fields: Fields) -> Any:
        match = fields.take("match", str)
        fields.done()
        return {"lifted": self._server.lift_faults(match)}

    def _schedule(self, fields: Fields) -> Any:
        every, jitter = fields.take("every", (int, float)), fields.take("jitter", (int, float), 0)
        count = fields.take("count", int)
        fields.done()
        if every is None:
            self._server.publisher.unschedule()
        elif every <= 0 or jitter < 0:
            raise ValueError("every must be more than 0 seconds, jitter not less than 0")
        else:
            self._server.publisher.schedule(every, jitter, count)
        return {"every": every, "jitter": jitter, "count": count}

    def _clock(self, fields: Fields) -> Any:
        fields.done()
        clock = self._server.site.clock
        return {"now": clock.now().isoformat(), "real": clock.is_real}

    def _set_clock(self, fields: Fields) -> Any:
        moment, seconds = fields.take("set", str), fields.take("advance", (int, float))
        frozen = fields.take("frozen", bool, False)
        fields.done()
        clock = self._server.site.clock
        if moment is not None:
            clock.set(parse_moment(moment), frozen=frozen)
        if seconds is not None:
            clock.advance(seconds)
        if moment is None and seconds is None:
            clock.reset()
        return {"now": clock.now().isoformat(), "real": clock.is_real}

    def _state(self, fields: Fields) -> Any:
        fields.done()
        site = self._server.site
        return {
            "generation": site.generation,
            "now": site.clock.now().isoformat(),
            "releases": [self._json(release) for release in site.releases],
            "faults": self._server.faults.to_json(),
        }

    def _requests(self, fields: Fields) -> Any:
        fields.done()
        return {"requests": self._server.journal.to_json()}

    def _clear_requests(self, fields: Fields) -> Any:
        fields.done()
        self._server.journal.clear()
        return {"requests": []}

    def _release(self, fields: Fields) -> Release:
        return self._server.site.find(fields.need("url", str))

    def _json(self, release: Release) -> dict[str, Any]:
        return release.to_json(self._server.url)


def _handler(command: Command) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handle(request: web.Request) -> web.Response:
        try:
            given = json.loads(await request.text() or "{}")
            if not isinstance(given, dict):
                raise ValueError("a command is a JSON object")
            return _json_response(command(Fields(given)))
        except UnknownReleaseError as error:
            return _json_response({"error": str(error)}, 404)
        except ValueError as error:
            return _json_response({"error": str(error)}, 400)

    return handle


async def _unknown(request: web.Request) -> web.Response:
    name = request.match_info["name"]
    return _json_response({"error": f"no command {request.method} {name!r}"}, 404)


def _json_response(answer: Any, status: int = 200) -> web.Response:
    text = json.dumps(answer, ensure_ascii=False)
    return web.Response(text=text, status=status, content_type="application/json")
