"""Keeping the bot's token, and the secrets of webhooks, out of every log.

A Bot API address holds the token, and httpx logs addresses. Secrets are taken out where log
records are made, so that no logger, level or handler added later can bring them back.
"""

from __future__ import annotations

import logging
import re
import traceback
from typing import Any

MASK = "<token>"

#: What a token looks like: the bot's number, a colon, the secret.
_TOKEN_SHAPE = re.compile(r"(?<!\d)\d{5,}(?::|%3[Aa])[A-Za-z0-9_-]{30,}")


class Redactor:
    """Takes out tokens: those it was told of, and whatever looks like one."""

    def __init__(self) -> None:
        self._secrets: set[str] = set()

    def add(self, secret: str) -> None:
        """Never show ``secret`` from now on (the part behind the colon neither)."""
        parts = {secret, secret.replace(":", "%3A"), secret.partition(":")[2]}
        self._secrets |= {part for part in parts if len(part) >= 8}

    def redact(self, text: str) -> str:
        """``text`` without tokens."""
        for secret in sorted(self._secrets, key=len, reverse=True):
            text = text.replace(secret, MASK)
        return _TOKEN_SHAPE.sub(MASK, text)


class TokenFilter(logging.Filter):
    """Takes tokens out of a log record, its arguments and its traceback."""

    def __init__(self, redactor: Redactor) -> None:
        super().__init__()
        self._redactor = redactor

    def filter(self, record: logging.LogRecord) -> bool:
        """Mend the record in place; it is always let through."""
        if isinstance(record.msg, dict):
            # An event of structlog's, which is rendered later.
            record.msg = {key: self._mended(value) for key, value in record.msg.items()}
            return True
        try:
            message = record.getMessage()
        except (TypeError, ValueError):
            # Arguments that do not fit the message: logging itself reports that, without ours.
            message = str(record.msg)
            record.args = None
        clean = self._redactor.redact(message)
        if clean != message:
            record.msg, record.args = clean, None
        if record.exc_info and record.exc_info[1] is not None:
            text = "".join(traceback.format_exception(record.exc_info[1])).rstrip()
            clean = self._redactor.redact(text)
            if clean != text:
                record.exc_text, record.exc_info = clean, None
        return True

    def _mended(self, value: object) -> object:
        text = value if isinstance(value, str) else repr(value)
        clean = self._redactor.redact(text)
        return value if clean == text else clean


REDACTOR = Redactor()
_FILTER = TokenFilter(REDACTOR)


def keep_out_of_logs(secret: str) -> None:
    """From now on no record of any logger shows ``secret``."""
    REDACTOR.add(secret)
    factory = logging.getLogRecordFactory()
    if not getattr(factory, "guards_tokens", False):
        logging.setLogRecordFactory(_guarding(factory))


def _guarding(factory: Any) -> Any:
    # A filter on a logger does not see what its children log, and httpcore and telegram log through
    # children that are made as they go, and an error may be reported by anybody: by asyncio, by
    # the scheduler of jobs. The factory sees every record.
    def make(*args: Any, **kwargs: Any) -> logging.LogRecord:
        record: logging.LogRecord = factory(*args, **kwargs)
        _FILTER.filter(record)
        return record

    make.guards_tokens = True  # type: ignore[attr-defined]
    return make
