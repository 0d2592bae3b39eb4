"""The command ``ukimet``: its options, its commands, its exit codes.

Exit codes: 0 done, 1 done in part or failed (standard error says what), 2 wrong usage.
"""

from __future__ import annotations

import sys
from importlib import import_module
from keyword import iskeyword
from pathlib import Path

import click

from archive.model import ArchiveError
from crawler.version import VERSION
from scheduler.lock import AlreadyRunning
from ukimet import logs
from ukimet.app import App
from ukimet.config import ConfigError

#: Where each command lives; it is imported when it is called, so that `search` does not wait for
#: the crawler and Telegram to be loaded.
COMMANDS = {
    "analyse": "analysis",
    "backup": "history",
    "crawl": "watch",
    "deliver": "watch",
    "demo": "demo",
    "diff": "history",
    "digest": "messages",
    "doctor": "setup",
    "export": "export",
    "fixture": "fixture",
    "history": "history",
    "import": "importing",
    "init": "setup",
    "meetings": "query",
    "people": "people",
    "reanalyse": "reanalysis",
    "run": "watch",
    "search": "query",
    "show": "query",
    "status": "health",
    "verify": "proof",
}

EPILOG = """
\b
Begin with:
  ukimet demo                 everything on this machine, no token, no network
  ukimet init                 write a commented ukimet.toml
  ukimet crawl && ukimet search "dialogue partner"
"""


class Commands(click.Group):
    """A group whose commands are imported one by one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"ukimet.commands.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(
            module, f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        )
        return command


@click.group(cls=Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
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

    Unofficial: the archive is made from public press sites, by default primeminister.kz.
    """
    logs.configure(verbose=verbose)
    context.obj = App(config_file, db)


def main() -> None:
    """Run the command line; every foreseen error is one line and the right exit code."""
    try:
        code = cli(standalone_mode=False)
    except ConfigError as error:
        _fail(str(error), 2)
    except click.UsageError as error:
        error.show()
        sys.exit(2)
    except click.ClickException as error:
        _fail(error.format_message(), 1)
    except (ArchiveError, AlreadyRunning) as error:
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
