"""The command ``ukimet``: its options, its commands, its exit codes.

Exit codes: 0 done, 1 done in part or failed (standard error says what), 2 wrong usage.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from archive import ArchiveError
from crawler.version import VERSION
from notifier import TokenRefused
from scheduler.lock import AlreadyRunning
from ukimet import logs
from ukimet.app import App
from ukimet.commands import analysis, demo, export, health, messages, query, setup, watch
from ukimet.config import ConfigError

EPILOG = """
\b
Begin with:
  ukimet demo                 everything on this machine, no token, no network
  ukimet init                 write a commented ukimet.toml
  ukimet crawl && ukimet search "dialogue partner"
"""


@click.group(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Configuration file. Default: ukimet.toml here, then in $XDG_CONFIG_HOME/ukimet/.",
)
@click.option(
    "--db",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Archive file, in place of the configured one.",
)
@click.option("-v", "--verbose", is_flag=True, help="Say more on standard error.")
@click.version_option(VERSION, prog_name="ukimet")
@click.pass_context
def cli(context: click.Context, config_file: Path | None, db: Path | None, verbose: bool) -> None:
    """Watch, archive and tell what the Government of Kazakhstan publishes.

    Unofficial: the archive is made from the public press site primeminister.kz.
    """
    logs.configure(verbose=verbose)
    context.obj = App(config_file, db)


for command in (
    demo.demo,
    setup.init,
    setup.doctor,
    watch.run,
    watch.crawl,
    watch.deliver,
    analysis.analyse,
    query.search,
    query.meetings,
    query.show,
    messages.digest,
    export.export,
    health.status,
    health.verify,
):
    cli.add_command(command)


def main() -> None:
    """Run the command line; every foreseen error is one line and the right exit code."""
    try:
        code = cli(standalone_mode=False)
    except ConfigError as error:
        _fail(str(error), 2)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (ArchiveError, AlreadyRunning, TokenRefused) as error:
        _fail(str(error), 1)
    except (click.Abort, KeyboardInterrupt):
        _fail("stopped", 1)
    except BrokenPipeError:
        # The reader of a pipe (`| head`) has seen enough.
        sys.stderr.close()
        sys.exit(0)
    else:
        sys.exit(code if isinstance(code, int) else 0)


def _fail(message: str, code: int) -> None:
    for line in message.splitlines():
        click.echo(f"ukimet: {line}", err=True)
    sys.exit(code)
