"""``python -m tests.notifier.dying KIND ARCHIVE WHERE``: delivers, and dies after one message.

The process kills itself when the message is out and before that has been noted.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from datetime import UTC
from pathlib import Path

from pydantic import SecretStr

from archive import Archive
from notifier.deliveries import Delivery
from notifier.delivery import deliver_due
from notifier.folder import FolderSink
from notifier.webhook import Target, WebhookSink
from tests.notifier.newsroom import Clock
from tests.notifier.receiver import SECRET


class DyingFolder(FolderSink):
    async def send(self, delivery: Delivery, reply_to: int | None) -> int | None:
        await super().send(delivery, reply_to)
        os.kill(os.getpid(), signal.SIGKILL)
        return None


class DyingWebhook(WebhookSink):
    async def send(self, delivery: Delivery, reply_to: int | None) -> int | None:
        await super().send(delivery, reply_to)
        os.kill(os.getpid(), signal.SIGKILL)
        return None


async def main(kind: str, path: str, where: str) -> None:
    with Archive.open(path) as archive:
        if kind == "folder":
            await deliver_due(archive, {kind: DyingFolder({"notes": Path(where)}, UTC)}, Clock())
        target = Target(SecretStr(where), SecretStr(SECRET))
        async with DyingWebhook({"desk": target}, Clock()) as sink:
            await deliver_due(archive, {kind: sink}, Clock())


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
