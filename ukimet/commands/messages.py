"""``ukimet digest``: what would be said, without saying it."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

import click

from meetings.model import Lang
from notifier.digest import Period, compile_digest
from notifier.render import render_digest
from notifier.terminal import render_text
from notifier.told import Told
from ukimet.app import LANGUAGES, App, note, pass_app, print_json
from ukimet.commands.filtering import DAY

EXAMPLES = """
\b
Examples:
  ukimet digest                                  today so far
  ukimet digest --day 2025-11-18 --lang ru
  ukimet digest --from 2025-11-17 --to 2025-11-23 --format telegram
"""


@click.command(epilog=EXAMPLES)
@click.option("--day", type=DAY, metavar="D", help="The day. Default: today.")
@click.option("--from", "start", type=DAY, metavar="D", help="The first day of a span.")
@click.option("--to", "end", type=DAY, metavar="D", help="The last day of a span.")
@click.option("--lang", type=LANGUAGES, default="en", show_default=True, help="Its language.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["telegram", "text", "json"]),
    default="text",
    show_default=True,
    help="telegram: the HTML as it would be sent.",
)
@pass_app
def digest(
    app: App,
    day: datetime | None,
    start: datetime | None,
    end: datetime | None,
    lang: Lang,
    form: str,
) -> int:
    """Preview the digest of a day or a span of days. Sends nothing."""
    config = app.config()
    zone = config.schedule.zone
    if day and (start or end):
        raise click.UsageError("give --day, or --from and --to")
    if bool(start) != bool(end):
        raise click.UsageError("--from and --to go together")
    if start and end:
        if end < start:
            raise click.UsageError("--to is before --from")
        period = Period.span(start.date(), end.date(), zone)
    else:
        today = datetime.now(UTC).astimezone(zone).date()
        period = Period.daily(day.date() if day else today, zone)
    with app.archive(config) as archive:
        events = archive.events(period.start, period.end, only_meetings=False)
    compiled = compile_digest(events, period, lang)
    posts = render_digest(compiled)
    if form == "json":
        print_json(
            {
                "from": period.day.isoformat(),
                "to": (period.end - timedelta(seconds=1)).date().isoformat(),
                "lang": lang,
                "events": [told.event.id for told in compiled.items],
                "items": [_item(told) for told in compiled.items],
                "other_releases": compiled.left_out,
                "posts": [{"html": post.html, "buttons": list(post.buttons)} for post in posts],
            }
        )
        return 0
    for post in posts:
        colour = sys.stdout.isatty()
        click.echo(post.html if form == "telegram" else render_text(post, colour=colour))
    if not posts:
        note("nothing to report: no meetings are known for these days")
    return 0


def _item(told: Told) -> dict[str, Any]:
    """What the digest tells of one event, for a program."""
    first, last = told.days
    return {
        "event": told.event.id,
        "kind": told.event.kind,
        "lang": told.spoken,
        "title": told.title,
        "summary": told.summary,
        "url": told.release.url,
        "others": dict(told.others),
        "date": {"start": first.isoformat(), "end": last.isoformat()},
        "place": {"city": told.city, "country": told.country},
        "participants": [asdict(person) for person in told.people],
        "withdrawn": told.is_withdrawn,
    }
