"""Messages as Markdown files: each once, whole, and as the site says it now."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from notifier.delivery import DeliveryReport, deliver_due
from notifier.folder import FolderSink, replace_whole
from notifier.settings import Channel
from notifier.sink_settings import FolderChannel
from tests.notifier.news import LOCAL
from tests.notifier.newsroom import Newsroom, newsroom

ROOT = Path(__file__).parents[2]


def notes(path: Path) -> FolderChannel:
    return FolderChannel(name="notes", path=path / "notes", language="en")


def deliver(room: Newsroom, folder: Path, ops_chat: int | None = None) -> DeliveryReport:
    sinks = {"folder": FolderSink({"notes": folder}, LOCAL)}
    return asyncio.run(deliver_due(room.archive, sinks, room.clock, ops_chat=ops_chat))


def files(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())}


def test_an_alert_is_a_file_with_a_head_and_markdown(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    with newsroom(tmp_path, [notes(tmp_path)]) as room:
        room.publish(0, "en")
        assert deliver(room, folder).sent == 1
        (row,) = room.rows()
        assert (row["sink"], row["chat"], row["message_id"]) == ("folder", "notes", row["id"])
    ((name, text),) = files(folder).items()
    assert name == "2025-11-18-000001.md"
    head, body = text.removeprefix("---\n").split("\n---\n\n")
    assert 'kind: "alert"' in head
    assert 'about: "event:1"' in head
    assert "withdrawn: false" in head
    assert body.startswith("# 🤝 Yerlan Sagyndykov")
    assert "[Full text](<https://primeminister.kz/en/news/event-0-30000>)" in body
    assert "[Русский](<https://primeminister.kz/ru/news/event-0-30000>)" in body


def test_a_correction_and_a_withdrawal_write_the_same_file_anew(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    with newsroom(tmp_path, [notes(tmp_path)]) as room:
        room.publish(0, "en")
        deliver(room, folder)
        room.clock.forward(days=2)
        room.publish(0, "en", title="A better title")
        deliver(room, folder)
        first, answer = files(folder).items()
        assert first[0] == "2025-11-18-000001.md"
        assert "# 🤝 A better title" in first[1]
        assert "edited: true" in first[1]
        assert 'kind: "alert"' in first[1]
        assert "answers: 1\n" in answer[1]
        room.withdraw(0, "en")
        deliver(room, folder)
        withdrawn = files(folder)["2025-11-18-000001.md"]
        assert "withdrawn: true" in withdrawn
        assert "This release has been taken off the site." in withdrawn


def test_a_file_that_was_taken_away_is_written_again_by_an_edit(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    with newsroom(tmp_path, [notes(tmp_path)]) as room:
        room.publish(0, "en")
        deliver(room, folder)
        next(folder.iterdir()).unlink()
        room.publish(0, "en", title="A better title")
        deliver(room, folder)
        assert "A better title" in files(folder)["2025-11-18-000001.md"]


def test_killed_between_writing_and_noting_it_there_is_one_file(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    with newsroom(tmp_path, [notes(tmp_path)]) as room:
        room.publish(0, "en")
        arguments = ["tests.notifier.dying", "folder", str(tmp_path / "ukimet.db"), str(folder)]
        died = subprocess.run([sys.executable, "-m", *arguments], cwd=ROOT, check=False)
        assert died.returncode == -signal.SIGKILL
        assert (room.states(), len(files(folder))) == (["sending"], 1)
        assert deliver(room, folder).sent == 1
        assert len(files(folder)) == 1


def test_a_folder_that_cannot_be_written_makes_messages_wait_and_the_operator_hears_once(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "notes"
    folder.write_text("this is a file", encoding="utf-8")
    with newsroom(tmp_path, [notes(tmp_path)]) as room:
        room.publish(0, "en")
        for _ in range(4):
            assert deliver(room, folder, ops_chat=-7).waiting >= 1
            room.clock.forward(minutes=16)
        (warning,) = room.rows(kind="ops")
        assert "Messages to folder notes cannot be delivered" in warning["html"]
        room.archive.db.conn.execute(
            "UPDATE deliveries SET state = 'sent', message_id = 9 WHERE kind = 'ops'"
        )
        folder.unlink()
        assert deliver(room, folder, ops_chat=-7).sent == 1
        assert [row["html"][0] for row in room.rows(kind="ops")] == ["⚠", "✅"]


def test_what_is_not_taken_for_three_days_is_given_up(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.write_text("this is a file", encoding="utf-8")
    with newsroom(tmp_path, [notes(tmp_path)]) as room:
        room.publish(0, "en")
        deliver(room, folder)
        room.clock.forward(days=3, minutes=1)
        room.publish(1, "en")
        report = deliver(room, folder)
        assert (report.failed, report.waiting) == (1, 1)
        assert "not taken for 3 days" in room.rows()[0]["error"]


def test_a_folder_and_a_terminal_beside_it_hear_each_what_it_wants(tmp_path: Path) -> None:
    picky = notes(tmp_path).model_copy(update={"alerts": "none"})
    with newsroom(tmp_path, [picky, Channel(chat="terminal", language="ru")]) as room:
        room.publish(0, "ru")
        assert [(row["sink"], row["chat"]) for row in room.rows()] == [("terminal", "ru")]


def test_a_reader_never_meets_half_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "message.md"
    replace_whole(path, "old")

    def crash(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", crash)
    with pytest.raises(OSError, match="No space"):
        replace_whole(path, "new and longer")
    assert path.read_text(encoding="utf-8") == "old"
