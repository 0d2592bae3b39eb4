"""``ukimet import``: other people's copies."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import click

from archive.importing import lines, web
from archive.importing.copies import Copy, Refused
from crawler.task import utc_now
from ukimet.app import App, json_option, note, pass_app, print_json
from ukimet.counting import counting
from ukimet.importing import Importer, Tally

_MIB = 1024 * 1024
#: How the counts are told; other names are those of pages that were not read.
_SAID = {
    "new": "new",
    "version": "further versions",
    "new_address": "further addresses",
    "unchanged": "known already",
    "ignored": "ignored",
}


@click.command(
    "import",
    epilog="\b\nExamples:\n  ukimet import primeminister-2019.warc.gz\n"
    '  ukimet import releases.jsonl --source "Archive of the university"',
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--source", metavar="NAME", help="Whose copies they are. Default: file and record.")
@json_option
@pass_app
def import_(app: App, file: Path, source: str | None, as_json: bool) -> int:
    """Take in other people's copies from FILE: WARC (.warc, .warc.gz) or JSON lines (.jsonl).

    Releases that are not known yet are archived with the time and the source of the copy; of
    known ones what differs becomes a further version, beside what was fetched by ourselves.
    Nothing is announced. It may be called again, also beside a daemon.
    """
    is_web = file.name.lower().endswith((".warc", ".warc.gz"))
    if not is_web and not file.name.lower().endswith(".jsonl"):
        raise click.UsageError(f"{file.name} is neither .warc, .warc.gz nor .jsonl")
    config = app.config()
    with (
        _opened(file) as opened,
        app.archive(config, create=True) as archive,
        counting("MiB read") as progress,
    ):
        importer = Importer(
            archive,
            sites=config.sites,
            source=lambda record: source or f"{file.name} {record}",
            clock=utc_now,
        )
        copies = (
            web.read(opened, wanted=lambda url: importer.address(url) is not None)
            if is_web
            else lines.read(opened)
        )
        tally = importer.take_in(_told(copies, opened, file.stat().st_size, progress))
        for _ in archive.tidy(sum(tally.counts.values())):
            pass
    _tell(tally, file, as_json)
    if not any(count for name, count in tally.counts.items() if name != "ignored"):
        places = " or ".join(site.base_url for site in config.sites)
        note(f"nothing in {file.name} is a release of {places}")
        return 1
    return 1 if tally.failed else 0


def _opened(file: Path) -> BinaryIO:
    try:
        return file.open("rb")
    except OSError as error:
        raise click.ClickException(f"cannot read {file}: {error.strerror}") from error


def _told(
    copies: Iterator[Copy | Refused],
    opened: BinaryIO,
    size: int,
    progress: Callable[[int, int], None],
) -> Iterator[Copy | Refused]:
    for copy in copies:
        yield copy
        progress(opened.tell() // _MIB, -(-size // _MIB))


def _tell(tally: Tally, file: Path, as_json: bool) -> None:
    for each in tally.refused:
        note(f"{each.record}: {each.reason}: {each.message}")
    if as_json:
        counts = dict.fromkeys(_SAID, 0) | tally.counts
        refused = [
            {"record": each.record, "reason": each.reason, "message": each.message}
            for each in tally.refused
        ]
        print_json({"file": str(file), "counts": counts, "refused": refused})
        return
    told = [f"{tally.counts[name]} {words}" for name, words in _SAID.items() if tally.counts[name]]
    told += [f"{count} {name}" for name, count in tally.counts.items() if name not in _SAID]
    click.echo(f"{file.name}: {', '.join(told) or 'no records'}")
