"""The command line as a user runs it: a process of its own, a folder of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from replica import Replica, serving


@dataclass
class Result:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass
class Shell:
    """Runs ``ukimet`` in ``folder``; no colours, no inherited configuration."""

    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("UKIMET_")}
        return kept | {"XDG_CONFIG_HOME": str(self.folder / "no-config"), "PYTHONUTF8": "1"}

    def __call__(self, *arguments: str, text: str | None = None, **environment: str) -> Result:
        done = subprocess.run(
            [sys.executable, "-m", "ukimet", *arguments],
            cwd=self.folder,
            env=self.environment | environment,
            input=text,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        return Result(done.returncode, done.stdout, done.stderr)

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start ``ukimet`` and leave it running."""
        return subprocess.Popen(
            [sys.executable, "-m", "ukimet", *arguments],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def configure(self, url: str, extra: str = "") -> None:
        """Write a configuration for the site at ``url``."""
        (self.folder / "ukimet.toml").write_text(
            f'[archive]\npath = "ukimet.db"\n[site]\nbase_url = "{url}"\n'
            "[crawl]\nmax_requests_per_minute = 600000\n"
            f'[schedule]\npoll = "1s"\n{extra}',
            encoding="utf-8",
        )


@pytest.fixture(scope="module")
def site() -> Iterator[Replica]:
    with serving(history=4) as replica:
        yield replica


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


@pytest.fixture(scope="module")
def archived(site: Replica, tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A folder with an archive of the replica's past; not to be changed."""
    shell = Shell(tmp_path_factory.mktemp("archived"))
    shell.configure(site.url)
    result = shell("crawl")
    assert result.code == 0, result.err
    return shell
