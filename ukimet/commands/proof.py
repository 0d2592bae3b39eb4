"""Is the archive whole? ``verify``."""

from __future__ import annotations

import re
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import Any

import click
from rich.markup import escape

from archive import Archive
from archive.chain import Link
from archive.repairing import wanted
from archive.verifying import Check
from scheduler.lock import single_instance
from ukimet.app import App, console, json_option, note, pass_app, print_json
from ukimet.counting import checking

EXAMPLES = """
\b
Examples:
  ukimet verify                     prints the head of the chain: write it down elsewhere
  ukimet verify --head 9f86d081…    proves that what was archived then is still as it was
  ukimet verify --repair            makes the search index and all that is derived anew
"""


def _head(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    if value is not None and not re.fullmatch(r"[0-9a-fA-F]{64}", value.strip()):
        raise click.BadParameter("a head has 64 hexadecimal digits, as `ukimet verify` prints it")
    return value.strip().lower() if value else None


@click.command(epilog=EXAMPLES)
@click.option(
    "--head",
    "noted",
    metavar="HASH",
    callback=_head,
    help="A head that was noted earlier: prove that it is still in the chain.",
)
@click.option(
    "--repair",
    is_flag=True,
    help="Make anew what is derived and broken, such as the search index. Never the evidence.",
)
@json_option
@pass_app
def verify(app: App, noted: str | None, repair: bool, as_json: bool) -> int:
    """Prove the archive whole: pages, versions, chain, analysis, search index, outbox, SQLite.

    Reads only, also beside a running daemon; says where it is broken.
    """
    with ExitStack() as stack:
        archive = stack.enter_context(app.archive())
        if repair:
            stack.enter_context(single_instance(archive.path))
        checks = _checked(archive, noted)
        repaired: list[str] = []
        if repair and wanted(checks):
            repaired = archive.repair(checks, datetime.now(UTC))
            checks = _checked(archive, noted)
        head, kept = archive.head(), archive.link(noted) if noted else None
    if as_json:
        print_json(_document(checks, repaired, head, kept))
    else:
        _print(checks, repaired, head, kept)
    return 0 if all(check.ok for check in checks) else 1


def _checked(archive: Archive, noted: str | None) -> list[Check]:
    with checking() as progress:
        return archive.verify(noted=noted, progress=progress)


def _document(
    checks: list[Check], repaired: list[str], head: Link | None, noted: Link | None
) -> dict[str, Any]:
    return {
        "ok": all(check.ok for check in checks),
        "checks": [
            {"name": c.name, "ok": c.ok, "checked": c.checked, "problems": list(c.problems)}
            for c in checks
        ],
        "repaired": repaired,
        "head": _link(head),
        "noted": _link(noted),
    }


def _link(link: Link | None) -> dict[str, Any] | None:
    return {"link": link.link, "sha256": link.sha256} if link else None


def _print(checks: list[Check], repaired: list[str], head: Link | None, noted: Link | None) -> None:
    out = console()
    for check in checks:
        mark = "[green]ok[/green]    " if check.ok else "[red]BROKEN[/red]"
        out.print(f"{mark}  {check.name} ({check.checked})")
        for problem in check.problems:
            out.print(f"        {escape(problem)}")
    if head:
        out.print(f"head    {head.sha256} (link {head.link})")
    if noted and head:
        out.print(f"the noted head is link {noted.link} of {head.link}")
    if repaired:
        out.print(f"made anew: {', '.join(repaired)}")
    out.print(_verdict(checks, tried=bool(repaired)))
    if head and noted is None:
        note("write the head down where nobody can alter it: `ukimet verify --head` proves by it")


def _verdict(checks: list[Check], *, tried: bool) -> str:
    failed = [check.name for check in checks if not check.ok]
    if not failed:
        return "the archive is whole"
    if not tried and set(failed) == set(wanted(checks)):
        return "the evidence is whole; `ukimet verify --repair` makes anew what is broken"
    return "the archive is damaged: restore a backup"
