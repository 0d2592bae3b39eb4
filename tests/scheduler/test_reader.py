"""Texts are read in a process of its own: the same facts, whatever becomes of the process."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive import unread
from crawler.extraction import extract
from scheduler import reader
from scheduler.reader import ReaderProcess
from tests.archive.conftest import release

RELEASE = release(
    title="Olzhas Bektenov held talks with Abdulla Aripov",
    text="Prime Minister of Kazakhstan Olzhas Bektenov held talks in Astana with Prime Minister "
    "of Uzbekistan Abdulla Aripov. Trade grew by 11.6%.",
    alternates={"ru": "https://site.example/ru/news/peregovory-99"},
)


@pytest.fixture
def process() -> Iterator[ReaderProcess]:
    process = ReaderProcess()
    yield process
    process.close()


def children() -> set[int]:
    """The children of this process that read texts."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = path.read_bytes().split(b"\0")
            parent = path.with_name("stat").read_text().rpartition(")")[2].split()[1]
        except OSError:
            continue  # it has ended meanwhile
        if b"scheduler.reader_main" in words and int(parent) == os.getpid():
            found.add(int(path.parent.name))
    return found


def test_what_is_read_there_is_what_would_be_read_here(process: ReaderProcess) -> None:
    assert process.read(RELEASE) == unread.read(RELEASE)
    assert len(children()) == 1


def test_the_main_text_of_a_page_is_found_there_as_here(process: ReaderProcess) -> None:
    page = f"<html><body><nav>Menu</nav><article><p>{RELEASE.text}</p></article></body></html>"
    assert process.extract(page) == extract(page) != ""


def test_one_process_reads_all_and_ends_when_it_was_idle(process: ReaderProcess) -> None:
    process.read(RELEASE)
    [first] = children()
    process.read(RELEASE)
    assert not process.close_if_idle()
    assert children() == {first}
    assert process.close_if_idle()
    assert children() == set()
    assert not process.close_if_idle()


def test_a_text_is_read_although_the_process_was_killed(process: ReaderProcess) -> None:
    process.read(RELEASE)
    [first] = children()
    os.kill(first, signal.SIGKILL)
    assert process.read(RELEASE) == unread.read(RELEASE)
    assert len(children() - {first}) == 1


def test_a_text_is_read_here_where_no_process_answers(
    process: ReaderProcess, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "scheduler" / "reader_main.py"
    broken.parent.mkdir()
    broken.write_text("raise SystemExit(1)\n")
    (broken.parent / "__init__.py").touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    assert process.read(RELEASE) == unread.read(RELEASE)


def test_the_process_knows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UKIMET_TELEGRAM__TOKEN", "123:secret")
    assert not any("123:secret" in value for value in reader._environment().values())


def test_the_process_ends_with_the_daemon(process: ReaderProcess) -> None:
    process.read(RELEASE)
    assert process._line is not None
    assert process._process is not None
    process._line.close()
    assert process._process.wait(timeout=10) == 0
