from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from replica import Replica
from tests.replica.conftest import fetch

ROOT = Path(__file__).parents[2]


def run(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "replica", *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_prints_one_line_of_json_serves_and_stops_on_a_signal(number: signal.Signals) -> None:
    options = ("--generation", "B", "--history", "2", "--seed", "3", "--now", "2021-03-02T12:00:00")
    with run(*options) as process:
        assert process.stdout is not None
        line = json.loads(process.stdout.readline())
        assert line["control"] == f"{line['url']}/_replica/"
        releases = Replica(line["url"]).releases()
        assert len(releases) == 6
        assert all(release["published_at"] < "2021-03-02T12" for release in releases)
        assert fetch(releases[0]["url"]).tree.css_first("h1.articles__title") is not None
        process.send_signal(number)
        out, err = process.communicate(timeout=20)
        assert (process.returncode, out, err) == (0, "", "")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--history", "-1"), "less than 0"),
        (("--publish-every", "0"), "more than 0"),
        (("--now", "noon"), "noon"),
        (("--generation", "Z"), "invalid choice"),
    ],
)
def test_a_wrong_option_is_refused_with_the_reason(options: tuple[str, str], message: str) -> None:
    with run(*options) as process:
        out, err = process.communicate(timeout=20)
        assert (process.returncode, out) == (2, "")
        assert message in err


def test_a_corpus_that_is_not_there_is_said_in_one_line(tmp_path: Path) -> None:
    with run("--corpus", str(tmp_path)) as process:
        out, err = process.communicate(timeout=20)
        assert (process.returncode, out) == (1, "")
        assert err.startswith("replica: ")
        assert err.count("\n") == 1
