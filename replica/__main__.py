"""Runs the replica until SIGTERM or SIGINT: ``python -m replica --help``."""

from __future__ import annotations

import argparse
import asyncio
import json
import signal
import sys
from datetime import datetime
from pathlib import Path
from typing import get_args

from replica.clock import Clock, parse_moment
from replica.corpus import CorpusError
from replica.server import CONTROL_PREFIX, Server
from replica.site import Generation
from replica.sitemaps import Lastmod, SitemapKind


def main(arguments: list[str] | None = None) -> int:
    """Serves until told to stop; 0 after a clean stop, 1 where it cannot start."""
    options = _parser().parse_args(arguments)
    try:
        asyncio.run(_serve(options))
    except (CorpusError, OSError) as error:
        sys.stderr.write(f"replica: {error}\n")
        return 1
    return 0


async def _serve(options: argparse.Namespace) -> None:
    server = Server(
        options.generation,
        options.history,
        corpus=options.corpus,
        seed=options.seed,
        clock=Clock(options.now),
        port=options.port,
        validators=not options.no_validators,
        sitemap=options.sitemap,
        lastmod=options.lastmod,
        apart=options.apart,
    )
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    url = await server.start()
    try:
        if options.publish_every is not None:
            server.publisher.schedule(options.publish_every)
        sys.stdout.write(json.dumps({"url": url, "control": url + CONTROL_PREFIX}) + "\n")
        sys.stdout.flush()
        await stopped.wait()
    finally:
        await server.stop()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m replica",
        description="A stand-in for primeminister.kz on 127.0.0.1. Prints one line of JSON "
        "when it listens; serves until SIGTERM or SIGINT.",
    )
    parser.add_argument("--port", type=int, default=0, help="0: any free port (default)")
    parser.add_argument(
        "--generation", choices=get_args(Generation), default="C", help="of the markup"
    )
    parser.add_argument(
        "--history", type=_count, default=0, metavar="N", help="events published already"
    )
    parser.add_argument(
        "--corpus", type=Path, metavar="DIR", help="texts of DIR/{kk,ru,en}.jsonl instead"
    )
    parser.add_argument("--seed", type=int, default=0, help="of the times of the past")
    parser.add_argument(
        "--publish-every", type=_interval, metavar="SECONDS", help="publish the next event so often"
    )
    parser.add_argument(
        "--no-validators", action="store_true", help="send no ETag and no Last-Modified"
    )
    parser.add_argument(
        "--now", type=_moment, metavar="ISO", help="set the site's clock (Asia/Almaty if naive)"
    )
    parser.add_argument(
        "--sitemap", choices=get_args(SitemapKind), default="none", help="what sitemap there is"
    )
    parser.add_argument(
        "--lastmod", choices=get_args(Lastmod), default="true", help="the times in the sitemap"
    )
    parser.add_argument(
        "--apart",
        action="append",
        default=[],
        metavar="SECTION",
        help="keep a section out of the listing of all news and off the front page",
    )
    return parser


def _count(text: str) -> int:
    if (count := int(text)) < 0:
        raise argparse.ArgumentTypeError("must not be less than 0")
    return count


def _interval(text: str) -> float:
    if (seconds := float(text)) <= 0:
        raise argparse.ArgumentTypeError("must be more than 0")
    return seconds


def _moment(text: str) -> datetime:
    try:
        return parse_moment(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


if __name__ == "__main__":
    sys.exit(main())
