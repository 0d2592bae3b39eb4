"""HTTP's view of a content: entity tag, Last-Modified, compression, conditional requests."""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC
from email.utils import format_datetime
from functools import cached_property

from replica.routes import Content

_GZIP_LEVEL = 4
_COMPRESSIBLE = ("text/", "application/json")


@dataclass
class Representation:
    """One content with its headers; compressed only when first asked for."""

    content: Content

    @cached_property
    def etag(self) -> str:
        """A strong entity tag made of the bytes alone."""
        return f'"{hashlib.blake2b(self.content.body, digest_size=10).hexdigest()}"'

    @cached_property
    def last_modified(self) -> str | None:
        """The time of change as an HTTP date, where there is one."""
        changed = self.content.changed_at
        if changed is None:
            return None
        return format_datetime(changed.astimezone(UTC), usegmt=True)

    @cached_property
    def gzipped(self) -> bytes:
        """The body compressed, always to the same bytes."""
        return gzip.compress(self.content.body, _GZIP_LEVEL, mtime=0)

    @property
    def compressible(self) -> bool:
        """Whether compression is worth it."""
        return self.content.content_type.startswith(_COMPRESSIBLE) and bool(self.content.body)

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
        self._bytes += len(made.content.body)
        while self._bytes > self._most_bytes and len(self._kept) > 1:
            self._forget(next(iter(self._kept)))
        return made

    def _forget(self, key: str) -> None:
        _, representation = self._kept.pop(key)
        self._bytes -= len(representation.content.body)
