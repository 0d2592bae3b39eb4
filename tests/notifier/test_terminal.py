"""Messages on a terminal and in a pipe."""

from __future__ import annotations

import asyncio
import io
from pathlib import Path

import pytest

from notifier.delivery import deliver_due
from notifier.markup import Post
from notifier.settings import Channel
from notifier.terminal import TerminalSink, render_text
from tests.notifier.newsroom import newsroom

PRINTED = Channel(chat="terminal", language="en")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class FullDisk(io.StringIO):
    def write(self, _: str) -> int:
        raise OSError(28, "No space left on device")


def test_plain_text_has_addresses_and_no_markup() -> None:
    post = Post(
        "🤝 <b>A &amp; B</b>\n<blockquote expandable>👥 one\ntwo</blockquote>\n"
        '<a href="https://x.kz/?a=1&amp;b=2">Full text</a>   #SCO',
        (("Русский", "https://x.kz/ru"),),
    )
    assert render_text(post) == (
        "🤝 A & B\n│ 👥 one\n│ two\nFull text <https://x.kz/?a=1&b=2>   #SCO\n"
        "Русский: https://x.kz/ru"
    )
    assert render_text("<b>x</b>", colour=True) == "\x1b[1mx\x1b[22m"
    assert "\x1b" not in render_text(post)


def test_a_pipe_gets_plain_text_and_a_terminal_a_box(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    pipe, terminal = io.StringIO(), Terminal()
    with newsroom(tmp_path, [PRINTED]) as room:
        for number, stream in ((0, pipe), (1, terminal)):
            room.publish(number, "en")
            sinks = {"terminal": TerminalSink(stream)}
            report = asyncio.run(deliver_due(room.archive, sinks, room.clock))
            assert (report.sent, report.waiting) == (1, 0)
    assert "\x1b" not in pipe.getvalue()
    assert pipe.getvalue().startswith("--- alert · en ---")
    assert "Русский: https://primeminister.kz/ru/" in pipe.getvalue()
    assert terminal.getvalue().startswith("╭─ alert · en ─")
    assert "\x1b[1m" in terminal.getvalue()


def test_three_languages_share_a_terminal(tmp_path: Path) -> None:
    channels = [Channel(chat="terminal", language=lang) for lang in ("kk", "ru", "en")]
    stream = io.StringIO()
    with newsroom(tmp_path, channels) as room:
        for lang in ("kk", "ru", "en"):
            room.publish(0, lang)
        asyncio.run(deliver_due(room.archive, {"terminal": TerminalSink(stream)}, room.clock))
    for lang in ("kk", "ru", "en"):
        assert stream.getvalue().count(f"--- alert · {lang} ---") == 1


def test_what_cannot_be_written_waits_and_what_was_cut_off_is_printed_again(
    tmp_path: Path,
) -> None:
    with newsroom(tmp_path, [PRINTED]) as room:
        room.publish(0, "en")
        full = {"terminal": TerminalSink(FullDisk())}
        report = asyncio.run(deliver_due(room.archive, full, room.clock))
        assert (report.sent, report.waiting) == (0, 1)
        room.archive.db.conn.execute("UPDATE deliveries SET state = 'sending'")
        stream = io.StringIO()
        room.clock.forward(minutes=1)
        asyncio.run(deliver_due(room.archive, {"terminal": TerminalSink(stream)}, room.clock))
        assert "Yerlan Sagyndykov" in stream.getvalue()
        assert room.states() == ["sent"]


def test_a_correction_is_printed_with_its_mark(tmp_path: Path) -> None:
    stream = io.StringIO()
    with newsroom(tmp_path, [PRINTED]) as room:
        sinks = {"terminal": TerminalSink(stream)}
        room.publish(0, "en")
        asyncio.run(deliver_due(room.archive, sinks, room.clock))
        room.publish(0, "en", title="A better title")
        asyncio.run(deliver_due(room.archive, sinks, room.clock))
    assert stream.getvalue().count("--- ") == 3
    assert "A better title" in stream.getvalue()
    assert "✏️ 14:00" in stream.getvalue()
