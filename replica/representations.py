"""HTTP's view of a content: entity tag, Last-Modified, compression, conditional requests."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC
from email.utils import format_datetime
from functools import cached_property

from replica.compression import Shared, gzip_pieces
from replica.routes import Content

_COMPRESSIBLE = ("text/", "application/json")


@dataclass
class Representation:
    """One content with its headers; compressed only when first asked for."""

    content: Content

    @cached_property
    def etag(self) -> str:
        """A strong entity tag made of the bytes alone."""
        digest = hashlib.blake2b(digest_size=10)
        for part in self.content.parts:
            digest.update(part)
        return f'"{digest.hexdigest()}"'

    @cached_property
    def last_modified(self) -> str | None:
        """The time of change as an HTTP date, where there is one."""
        changed = self.content.changed_at
        if changed is None:
            return None
        return format_datetime(changed.astimezone(UTC), usegmt=True)

    @property
    def gzipped(self) -> bytes:
        """The body compressed, always to the same bytes."""
        return b"".join(self._gzip_pieces)

    @cached_property
    def _gzip_pieces(self) -> tuple[bytes, ...]:
        return gzip_pieces(self.content.parts)

    @property
    def compressible(self) -> bool:
        """Whether compression is worth it."""
        return self.content.content_type.startswith(_COMPRESSIBLE) and any(self.content.parts)

    @property
    def own_bytes(self) -> int:
        """How much memory this takes that it shares with no other, before compression."""
        return sum(len(part) for part in self.content.parts if not isinstance(part, Shared))

    def is_not_modified(self, headers: Mapping[str, str]) -> bool:
        """Whether a conditional request is answered with 304, as nginx decides it.

        If-None-Match wins where both are sent; If-Modified-Since must equal Last-Modified to the
        letter (nginx: ``if_modified_since exact``).
        """
        if self.content.status != 200:
            return False
        if (wanted := headers.get("If-None-Match")) is not None:
            tags = [tag.strip().removeprefix("W/") for tag in wanted.split(",")]
            return "*" in tags or self.etag in tags
        since = headers.get("If-Modified-Since")
        return since is not None and since == self.last_modified


def accepts_gzip(header: str) -> bool:
    """Whether an Accept-Encoding header allows gzip."""
    for item in header.split(","):
        coding, *parameters = (part.strip() for part in item.split(";"))
        if coding.lower() in ("gzip", "*"):
            return not any(p.replace(" ", "") in ("q=0", "q=0.0") for p in parameters)
    return False


class RepresentationCache:
    """Keeps the representations used last, as long as what they depend on stays the same."""

    def __init__(self, most_bytes: int = 96 * 1024 * 1024) -> None:
        self._most_bytes = most_bytes
        self._bytes = 0
        self._kept: OrderedDict[str, tuple[object, Representation]] = OrderedDict()

    def get(self, key: str, stamp: object, make: Callable[[], Content]) -> Representation:
        """The representation of ``key``, made anew unless it was made under an equal ``stamp``."""
        kept = self._kept.get(key)
        if kept is not None and kept[0] == stamp:
            self._kept.move_to_end(key)
            return kept[1]
        if kept is not None:
            self._forget(key)
        made = Representation(make())
        self._kept[key] = (stamp, made)
        self._bytes += made.own_bytes
        while self._bytes > self._most_bytes and len(self._kept) > 1:
            self._forget(next(iter(self._kept)))
        return made

    def _forget(self, key: str) -> None:
        _, representation = self._kept.pop(key)
        self._bytes -= representation.own_bytes
