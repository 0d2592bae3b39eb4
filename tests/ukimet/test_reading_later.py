"""Texts that wait to be read: the commands say so, and the next crawl reads them."""

from __future__ import annotations

import shutil
from pathlib import Path

from archive import Archive
from tests.ukimet.conftest import Shell


def test_a_crawl_reads_what_an_earlier_one_left_unread(archived: Shell, tmp_path: Path) -> None:
    shell = Shell(Path(shutil.copytree(archived.folder, tmp_path / "copy")))
    with Archive.open(shell.folder / "ukimet.db") as archive, archive.transaction():
        meetings, texts = archive.counts()["meetings"], archive.counts()["releases"]
        archive.db.conn.execute("DELETE FROM _analyses")
        archive.db.conn.execute("DELETE FROM _participations")
        archive.db.conn.execute("UPDATE events SET is_meeting = 0")
        archive.db.conn.execute(
            "INSERT INTO _unread (release_id, version) SELECT id, current_version FROM releases"
        )
    listed = shell("meetings", "--json")
    assert listed.json == []
    assert f"{texts} texts are not read yet" in listed.err
    assert f"not read yet {texts}" in shell("status").out
    crawled = shell("crawl")
    assert (crawled.code, "nothing new" in crawled.out) == (0, True)
    status = shell("status", "--json").json
    assert (status["unread"], status["meetings"]) == (0, meetings)
