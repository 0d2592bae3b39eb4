"""Is all well? ``status``."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click
from rich.console import Console
from rich.markup import escape

from archive import Archive
from notifier.outbox import Outbox
from scheduler.daemon import NEXT_POLL
from ukimet.app import App, console, json_option, pass_app, print_json
from ukimet.completeness import completeness_of


def status_of(archive: Archive) -> dict[str, Any]:
    """The JSON object of ``ukimet status --json``."""
    last = archive.last_runs(1)
    counts = archive.counts()
    failures = archive.failures(limit=20)
    return {
        "archive": str(archive.path),
        "last_poll": last[0] if last else None,
        "next_poll": archive.fact(NEXT_POLL),
        "releases": counts.pop("releases"),
        "meetings": counts.pop("meetings"),
        "unread": archive.unread(),
        "undelivered": archive.undelivered(),
        "held": [
            {"id": held.id, "chat": held.chat, "state": held.state, "error": held.error}
            for held in Outbox(archive).unsettled()
        ],
        "failures": failures,
        "counts": counts,
    }


@click.command()
@json_option
@pass_app
def status(app: App, as_json: bool) -> int:
    """Last poll, next poll, releases, meetings, undelivered messages, failures."""
    with app.archive() as archive:
        document = status_of(archive)
        document["completeness"] = completeness_of(archive, app.config().site)
    if as_json:
        print_json(document)
        return 0
    out, last, counts = console(), document["last_poll"], document["counts"]
    if last is None:
        out.print("last poll    none yet: run `ukimet crawl` or `ukimet run`")
    else:
        out.print(f"last poll    {_minute(last['finished_at'])}  {last['outcome']}")
        if last["message"]:
            out.print(f"             {escape(last['message'])}")
    next_poll = document["next_poll"]
    out.print(f"next poll    {_minute(next_poll) if next_poll else 'the daemon is not running'}")
    by_language = ", ".join(
        f"{lang} {counts.get('releases_' + lang, 0)}" for lang in ("kk", "ru", "en")
    )
    out.print(f"releases     {document['releases']} ({by_language}), {counts['versions']} versions")
    _print_completeness(out, document["completeness"])
    if document["unread"]:
        out.print(f"not read yet {document['unread']}: the daemon or `ukimet crawl` reads them")
    out.print(f"meetings     {document['meetings']} of {counts['events']} events")
    out.print(f"undelivered  {document['undelivered']}")
    for held in document["held"]:
        out.print(
            f"held         message {held['id']} to {held['chat']}: {escape(held['error'] or '')}"
        )
    out.print(f"failures     {len(document['failures'])}")
    for failure in document["failures"]:
        out.print(f"             {escape(failure['url'])}: {escape(failure['message'])}")
    return 0


def _print_completeness(out: Console, completeness: dict[str, Any]) -> None:
    unfinished = [
        lang for lang, found in completeness["languages"].items() if not found["walked_to_the_end"]
    ]
    if unfinished:
        out.print(f"incomplete   {', '.join(unfinished)}: the listing was not walked to its end")
    numbers = completeness["numbers"]
    if numbers and numbers["possible_gaps"]:
        out.print(
            f"gaps         {numbers['possible_gaps']} numbers near known releases were never seen; "
            "they may be pages of other kinds (`ukimet crawl --full` looks again)"
        )


def _minute(moment: str) -> str:
    return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M:%S %z")
