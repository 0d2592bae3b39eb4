"""``verify`` as a user runs it: the head of the chain, and making anew what is derived."""

from __future__ import annotations

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from scheduler.lock import single_instance
from tests.ukimet.conftest import Shell

OLD = Path(__file__).parents[1] / "archive" / "data" / "schema_0001.db.gz"


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A folder with an archive of four versions, made by the first schema."""
    (tmp_path / "ukimet.db").write_bytes(gzip.decompress(OLD.read_bytes()))
    return Shell(tmp_path)


def tamper(shell: Shell, statement: str) -> None:
    with closing(sqlite3.connect(shell.folder / "ukimet.db")) as plain, plain:
        plain.execute(statement)


def test_a_noted_head_proves_what_was_archived_until_then(shell: Shell) -> None:
    head = shell("verify", "--json").json["head"]
    assert head["link"] == 4
    proved = shell("verify", "--head", head["sha256"])
    assert (proved.code, "the noted head is link 4 of 4" in proved.out) == (0, True)
    tamper(shell, "UPDATE _pages SET fetched_at = '2020-01-01T00:00:00+00:00' WHERE id = 1")
    altered = shell("verify", "--head", "0" * 64, "--json")
    chain = next(check for check in altered.json["checks"] if check["name"] == "chain")
    assert (altered.code, altered.json["noted"], len(chain["problems"])) == (1, None, 2)
    assert shell("verify", "--head", "tuesday").code == 2


def test_a_broken_index_is_made_anew_when_asked(shell: Shell) -> None:
    assert shell("verify").code == 0
    tamper(shell, "DELETE FROM _search_data")
    broken = shell("search", "terminal")
    assert (broken.code, "ukimet verify --repair" in broken.err) == (1, True)
    told = shell("verify")
    assert (told.code, "ukimet verify --repair" in told.out) == (1, True)
    with single_instance(shell.folder / "ukimet.db"):
        beside = shell("verify", "--repair")
    assert (beside.code, "stop it first" in beside.err) == (1, True)
    repaired = shell("verify", "--repair", "--json")
    assert (repaired.code, repaired.json["repaired"]) == (0, ["search"])
    assert shell("search", "terminal", "--json").json
