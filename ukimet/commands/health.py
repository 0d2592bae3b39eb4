"""Is all well? ``status``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import click
from rich.console import Console
from rich.markup import escape

from archive import Archive
from crawler.manners import daemon_waits_until
from crawler.options import SiteOptions
from crawler.task import utc_now
from notifier.outbox import Outbox
from scheduler.watching import next_poll_fact
from ukimet.app import App, console, json_option, pass_app, print_json
from ukimet.completeness import completeness_of


def status_of(archive: Archive, sites: Sequence[SiteOptions]) -> dict[str, Any]:
    """The JSON object of ``ukimet status --json``.

    What is true of one site stands in ``sites``, the configured ones first, then those that the
    archive has besides; ``last_poll``, ``next_poll`` and ``completeness`` of the whole are the
    latest, the soonest and that of the first site.
    """
    each = [_of_site(archive, site) for site in sites]
    configured = {archive.site(site.name, site.place) for site in sites}
    each += [
        _of_another(archive, row)
        for row in archive.db.query("SELECT id, name FROM sites ORDER BY id")
        if row["id"] not in configured
    ]
    last = archive.last_runs(1)
    counts = archive.counts()
    failures = archive.failures(limit=20)
    return {
        "archive": str(archive.path),
        "last_poll": last[0] if last else None,
        "next_poll": min(
            (one["next_poll"] for one in each if one["next_poll"]),
            key=datetime.fromisoformat,
            default=None,
        ),
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
        "completeness": each[0]["completeness"],
        "sites": each,
    }


def _of_site(archive: Archive, site: SiteOptions) -> dict[str, Any]:
    site_id = archive.site(site.name, site.place)
    last = archive.last_runs(1, site_id=site_id) if site_id else []
    until = daemon_waits_until(archive, utc_now(), site_id) if site_id else None
    return {
        "name": site.name,
        "base_url": site.base_url,
        "releases": sum(archive.releases_by_language(site_id).values()) if site_id else 0,
        "last_poll": last[0] if last else None,
        "next_poll": archive.fact(next_poll_fact(site_id)) if site_id else None,
        "left_alone_until": until.isoformat() if until else None,
        "completeness": completeness_of(archive, site),
    }


def _of_another(archive: Archive, row: dict[str, Any]) -> dict[str, Any]:
    """What is known of a site that the archive has and the configuration does not name."""
    last = archive.last_runs(1, site_id=row["id"])
    return {
        "name": row["name"],
        "base_url": None,
        "releases": sum(archive.releases_by_language(row["id"]).values()),
        "last_poll": last[0] if last else None,
        "next_poll": None,
        "left_alone_until": None,
        "completeness": None,
    }


@click.command()
@json_option
@pass_app
def status(app: App, as_json: bool) -> int:
    """Last poll, next poll, releases, meetings, undelivered messages, failures."""
    with app.archive() as archive:
        document = status_of(archive, app.config().sites)
    if as_json:
        print_json(document)
        return 0
    out, counts = console(), document["counts"]
    for site in document["sites"]:
        if len(document["sites"]) > 1:
            known = "" if site["base_url"] else ", not in the configuration"
            out.print(f"site         {escape(site['name'])}: {site['releases']} releases{known}")
        _print_polls(out, site)
        if site["completeness"]:
            _print_completeness(out, site["completeness"])
    by_language = ", ".join(
        f"{lang} {counts.get('releases_' + lang, 0)}" for lang in ("kk", "ru", "en")
    )
    out.print(f"releases     {document['releases']} ({by_language}), {counts['versions']} versions")
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


def _print_polls(out: Console, site: dict[str, Any]) -> None:
    last, next_poll, until = site["last_poll"], site["next_poll"], site["left_alone_until"]
    if last is None:
        wanted = ": run `ukimet crawl` or `ukimet run`" if site["base_url"] else ""
        out.print(f"last poll    none yet{wanted}")
    else:
        out.print(f"last poll    {_minute(last['finished_at'])}  {last['outcome']}")
        if last["message"]:
            out.print(f"             {escape(last['message'])}")
    if site["base_url"]:
        planned = _minute(next_poll) if next_poll else "the daemon is not running"
        out.print(f"next poll    {planned}")
    if until:
        out.print(f"left alone   until {_minute(until)}, as the site wants it")


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
