"""One Ukimet at a time."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from scheduler.lock import AlreadyRunning, single_instance


def test_a_second_instance_is_refused_and_told_who_holds_the_lock(tmp_path: Path) -> None:
    path = tmp_path / "ukimet.db"
    with (
        single_instance(path),
        pytest.raises(AlreadyRunning, match=str(os.getpid())),
        single_instance(path),
    ):
        pass


def test_the_lock_is_let_go(tmp_path: Path) -> None:
    path = tmp_path / "ukimet.db"
    for _ in range(2):
        with single_instance(path):
            assert path.with_name("ukimet.db.lock").read_text() == str(os.getpid())


def test_another_archive_has_another_lock(tmp_path: Path) -> None:
    with single_instance(tmp_path / "one.db"), single_instance(tmp_path / "two.db"):
        assert (tmp_path / "two.db.lock").exists()
