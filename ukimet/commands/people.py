"""The registry of people: ``people``, ``people show``, ``people merge``, ``people split``."""

from __future__ import annotations

from typing import Any

import click
from rich.markup import escape
from rich.table import Table

from crawler.task import utc_now
from ukimet.app import App, console, json_option, note, pass_app, print_json

EXAMPLES = """
\b
Examples:
  ukimet people                    who met most often
  ukimet people бектенов           in any script and form
  ukimet people show 12
  ukimet people merge 12 31        31 is the same person as 12
  ukimet people split 12 "А. Мамин"
"""


class _Words(click.Group):
    """A group that takes what is no subcommand as the query of the list."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The subcommand that the arguments name, else the list with them as its query."""
        if args and args[0] not in self.commands:
            args = ["list", *args]
        return super().resolve_command(ctx, args)


@click.group(cls=_Words, invoke_without_command=True, no_args_is_help=False, epilog=EXAMPLES)
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, metavar="N")
@json_option
@click.pass_context
def people(context: click.Context, limit: int, as_json: bool) -> None:
    """Who is named in the releases: one person under all spellings, in three languages.

    With words, those whose names hold them: `ukimet people QUERY`.
    """
    context.meta["limit"], context.meta["as_json"] = limit, as_json
    if context.invoked_subcommand is None:
        context.invoke(listing, query=(), limit=limit, as_json=as_json)


@people.command("list", hidden=True)
@click.argument("query", nargs=-1)
@click.option("--limit", type=click.IntRange(min=1), default=None, metavar="N")
@json_option
@click.pass_context
def listing(
    context: click.Context, query: tuple[str, ...], limit: int | None, as_json: bool
) -> int:
    """List people, those with most meetings first."""
    app: App = context.find_object(App) or App(None, None)
    with app.archive() as archive:
        rows = archive.people(" ".join(query), limit or context.meta["limit"])
    if as_json or context.meta["as_json"]:
        print_json(rows)
        return 0
    if not rows:
        note("nobody found")
        return 0
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("id", "name", "office", "meetings", "seen"):
        table.add_column(column, overflow="fold")
    for row in rows:
        names = [row["name"][lang] for lang in ("en", "ru", "kk") if row["name"][lang]]
        table.add_row(
            str(row["id"]),
            escape(" / ".join(names)),
            escape(_office(row["offices"][0]) if row["offices"] else ""),
            str(row["meetings"]),
            f"{_day(row['first_seen'])} – {_day(row['last_seen'])}",
        )
    console().print(table)
    return 0


@people.command()
@click.argument("ref")
@json_option
@pass_app
def show(app: App, ref: str, as_json: bool) -> int:
    """Show one person. REF is an id or a name that only one person has."""
    with app.archive() as archive:
        row = archive.person(ref)
    if as_json:
        print_json(row)
        return 0
    out = console()
    names = [row["name"][lang] for lang in ("en", "ru", "kk") if row["name"][lang]]
    out.print(f"[bold]{escape(' / '.join(names))}[/bold]  [dim]id {row['id']}[/dim]")
    for lang, spellings in row["spellings"].items():
        out.print(f"spelled in {lang}: {escape(', '.join(spellings))}")
    for office in row["offices"]:
        seen = f"{_day(office['first_seen'])} – {_day(office['last_seen'])}"
        out.print(f"[dim]{seen}  {office['lang']}[/dim]  {escape(_office(office))}")
    out.print(f"{row['meetings']} meetings; the latest:")
    for meeting in row["latest_meetings"]:
        out.print(f"  [dim]{_day(meeting['published_at'])}[/dim]  {escape(meeting['title'])}")
    return 0


@people.command()
@click.argument("kept")
@click.argument("other")
@pass_app
def merge(app: App, kept: str, other: str) -> int:
    """KEPT and OTHER (ids or names) are one person, with the id of KEPT from now on."""
    with app.archive() as archive:
        person_id = archive.merge_people(kept, other, now=utc_now())
    click.echo(f"one person now: {person_id}")
    return 0


@people.command()
@click.argument("ref")
@click.argument("spellings", nargs=-1, required=True)
@click.option("--country", metavar="CC", help="Only where their office is of this country.")
@pass_app
def split(app: App, ref: str, spellings: tuple[str, ...], country: str | None) -> int:
    """Those whom the releases name by SPELLINGS are another person than REF."""
    with app.archive() as archive:
        person_id = archive.split_person(
            ref, spellings, country=country.upper() if country else None, now=utc_now()
        )
    click.echo(f"a person of their own now: {person_id}")
    return 0


def _office(row: dict[str, Any]) -> str:
    where = row["organisation"] or row["country"]
    return ", ".join(part for part in (row["office"], where) if part)


def _day(moment: str | None) -> str:
    return (moment or "")[:10]
