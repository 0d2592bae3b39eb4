"""The filters that search, meetings and export share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import click

from archive import Archive
from archive.filters import Filters
from notifier.known import known_country, known_kind
from ukimet.app import LANGUAGES, note

DAY = click.DateTime(formats=["%Y-%m-%d"])


def filter_options(*, limit: int | None) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The options of the filters; ``limit`` is the default number of results."""
    options = (
        click.option("--lang", type=LANGUAGES, help="Only releases in this language."),
        click.option("--from", "start", type=DAY, metavar="DATE", help="Published on or after."),
        click.option("--to", "end", type=DAY, metavar="DATE", help="Published on or before."),
        click.option("--person", metavar="NAME", help="Names this person (any part of the name)."),
        click.option(
            "--country",
            metavar="CC",
            callback=_known(known_country),
            help="With a participant from, or held in: DE, UZ, …",
        ),
        click.option(
            "--kind",
            metavar="KIND",
            callback=_known(known_kind),
            help="Of this kind: bilateral, phone_call, …",
        ),
        click.option("--site", metavar="NAME", help="Of this one of several sites."),
        click.option(
            "--limit",
            type=click.IntRange(min=1),
            default=limit,
            show_default=limit is not None,
            metavar="N",
            help="At most so many.",
        ),
    )

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def _known(check: Callable[[str], str]) -> Callable[[Any, Any, str | None], str | None]:
    """A callback that refuses what there is not: a slip would look as if nothing were found."""

    def checked(_context: Any, _option: Any, value: str | None) -> str | None:
        try:
            return None if value is None else check(value)
        except ValueError as error:
            raise click.BadParameter(str(error)) from error

    return checked


def filters_of(archive: Archive, zone: ZoneInfo, values: dict[str, Any]) -> Filters:
    """The filters from the options' values; days begin and end in the site's time zone.

    Raises UsageError for a site that the archive does not know, and for days in the wrong order.
    """
    site, known = values["site"], archive.sites()
    if site is not None and site not in known:
        raise click.UsageError(
            f"there is no site {site!r} in the archive: known are {', '.join(known)}"
        )
    start, end = values.pop("start"), values.pop("end")
    if start and end and end < start:
        raise click.UsageError("--to is before --from")
    return Filters(
        start=midnight(start, zone) if start else None,
        end=midnight(end + timedelta(days=1), zone) if end else None,
        **values,
    )


def note_unread(archive: Archive, filters: Filters, *, only_meetings: bool = False) -> None:
    """Say on standard error where an answer may lack releases whose texts wait to be read."""
    needs_reading = only_meetings or filters.person or filters.country or filters.kind
    if needs_reading and (unread := archive.unread()):
        note(f"ukimet: {unread} texts are not read yet and cannot be among these (`ukimet status`)")


def midnight(day: datetime, zone: ZoneInfo) -> datetime:
    """The beginning of a day in a time zone."""
    return datetime.combine(day.date(), time(), zone)
