"""Messages as Markdown files: one file a message, which an edit writes anew."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Mapping
from datetime import tzinfo
from pathlib import Path

from notifier.deliveries import Delivery
from notifier.described import described
from notifier.errors import NotSent
from notifier.markdown import render_markdown


class FolderSink:
    """Writes into ``folders`` (by the name of their channel); ``zone`` dates the files' names.

    A message has the number of its row, and its file that number and the day: written twice, it is
    the same file. A file appears whole or not at all.
    """

    looks_back = False

    def __init__(self, folders: Mapping[str, Path], zone: tzinfo) -> None:
        self._folders = folders
        self._zone = zone

    async def send(self, delivery: Delivery, reply_to: int | None) -> int | None:
        """Write the file of a message; returns the number in its name."""
        self._write(delivery, delivery.id, reply_to)
        return delivery.id

    async def edit(self, delivery: Delivery, message_id: int | None) -> None:
        """Write the file of an earlier message anew, or again where it was taken away."""
        self._write(delivery, message_id or delivery.id, None)

    async def find(self, delivery: Delivery, floor_id: int, known: Collection[int]) -> int | None:
        """Never asked: what may be there is written again."""
        raise NotSent(f"delivery {delivery.id}: a folder is not searched")

    def _write(self, delivery: Delivery, message_id: int, answers: int | None) -> None:
        folder = self._folders.get(delivery.chat)
        if folder is None:
            raise NotSent(f"no [[sink.folder]] is named {delivery.chat!r} any more")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path = self._path(folder, delivery, message_id)
            head = described(delivery, message_id, answers)
            replace_whole(path, _front_matter(head) + render_markdown(delivery.post))
        except OSError as error:
            raise NotSent(f"cannot write into {folder}: {error.strerror or error}") from error

    def _path(self, folder: Path, delivery: Delivery, message_id: int) -> Path:
        number = f"{message_id:06}"
        if delivery.kind == "edit":
            there = sorted(folder.glob(f"????-??-??-{number}.md"))
            if there:
                return there[-1]
        day = delivery.created_at.astimezone(self._zone).date()
        return folder / f"{day.isoformat()}-{number}.md"


def replace_whole(path: Path, text: str) -> None:
    """Write a file so that a reader, or a crash, meets the old text or the new, never a part."""
    draft = path.with_name(f".{path.name}.part")
    with draft.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _front_matter(head: Mapping[str, object]) -> str:
    # JSON's scalars are YAML's.
    rows = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in head.items()]
    return "\n".join(["---", *rows, "---", "", ""])
