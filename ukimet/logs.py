"""Logs on standard error: readable on a terminal, logfmt in a pipe, never a secret."""

from __future__ import annotations

import logging
import sys
from typing import Any

import structlog


def configure(*, verbose: bool = False) -> None:
    """Set logging up for this process; ``verbose`` shows what the crawler does, page by page."""
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    terminal = sys.stderr.isatty()
    renderer: Any = (
        structlog.dev.ConsoleRenderer()
        if terminal
        else structlog.processors.LogfmtRenderer(
            key_order=["timestamp", "level", "logger", "event"]
        )
    )
    structlog.configure(
        # First of all: what is not shown is not made ready to be shown.
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
            foreign_pre_chain=shared,
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    set_level(logging.DEBUG if verbose else logging.INFO)
    # These say in many lines what our own one line says, and httpx shows the token in addresses.
    for name in ("scrapy", "twisted", "httpx", "httpcore", "apscheduler", "telegram"):
        logging.getLogger(name).setLevel(logging.ERROR)


def set_level(level: int) -> None:
    """How much the rooms of the project say: a level of the standard library's logging."""
    for name in ("crawler", "scheduler", "notifier"):
        logging.getLogger(name).setLevel(level)
