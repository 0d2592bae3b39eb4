"""The parameters of one call, as Telegram reads them: what cannot be read is refused, with 400."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from aiohttp import web


class Refusal(Exception):
    """An answer other than 200."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.parameters = parameters


async def parameters_of(request: web.Request) -> dict[str, str]:
    """What a call is about: its query string, and its form or JSON; every value as text.

    Raises Refusal where the body is no JSON object although it says so.
    """
    found = dict(request.query)
    if request.content_type == "application/json":
        body = parsed(await request.text(), "can't parse JSON object", dict)
        found |= {name: _as_text(value) for name, value in body.items() if value is not None}
    else:
        found |= {name: str(value) for name, value in (await request.post()).items()}
    return found


def chat_key(parameters: Mapping[str, str], name: str = "chat_id") -> str:
    """Which chat a call is about. Raises Refusal where it does not say."""
    key = parameters.get(name, "").strip()
    if not key:
        raise Refusal(400, f"Bad Request: {name} is empty")
    return key


def message_number(parameters: Mapping[str, str]) -> int:
    """Which message a call is about. Raises Refusal where that is no number above 0."""
    number = parameters.get("message_id", "")
    if not (number.isascii() and number.isdigit() and int(number)):
        raise Refusal(400, "Bad Request: message identifier is not specified")
    return int(number)


def whole(parameters: Mapping[str, str], name: str, default: int) -> int:
    """A number; ``default`` where it is left out. Raises Refusal for anything else."""
    text = parameters.get(name, str(default)).strip()
    try:
        return int(text)
    except ValueError:
        raise Refusal(400, f"Bad Request: {name} is no number") from None


def document(parameters: Mapping[str, str], name: str) -> dict[str, Any]:
    """A JSON object; an empty one where it is left out. Raises Refusal for anything else."""
    text = parameters.get(name) or "{}"
    found: dict[str, Any] = parsed(text, f"can't parse {name.replace('_', ' ')} JSON object", dict)
    return found


def parsed(text: str, complaint: str, kind: type[Any]) -> Any:
    """JSON of one ``kind``. Raises Refusal with ``complaint`` for anything else."""
    try:
        value = json.loads(text)
    except ValueError:
        value = None
    if not isinstance(value, kind):
        raise Refusal(400, f"Bad Request: {complaint}")
    return value


def _as_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
