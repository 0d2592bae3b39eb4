"""Whether folders and webhooks will take the messages, asked before any is sent."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from notifier.doctor import Finding
from notifier.errors import DeliveryError
from notifier.sink_settings import SinkSettings, WebhookChannel
from notifier.webhook import WebhookSink, targets_of


async def check_sinks(
    settings: SinkSettings, clock: Callable[[], datetime], *, timeout: float = 10.0
) -> list[Finding]:
    """Check that every folder can be written to, and that every webhook takes a signed ``ping``.

    Never raises for what it finds, never shows a secret or an address beyond its host; ``timeout``
    in seconds holds for each webhook. Nothing is written.
    """
    findings = [_folder(each.name, each.path) for each in settings.folder]
    async with WebhookSink(targets_of(settings), clock, timeout=timeout) as sink:
        findings += [await _webhook(sink, each) for each in settings.webhook]
    return findings


def _folder(name: str, path: Path) -> Finding:
    subject = f"folder {name}"
    there = next(place for place in (path, *path.resolve().parents) if place.exists())
    if not there.is_dir():
        return Finding("error", subject, f"{there} is no folder: write another path")
    if not os.access(there, os.W_OK | os.X_OK):
        return Finding("error", subject, f"{there} cannot be written to: give Ukimet the right")
    made = "" if there == path else ", which will be made"
    return Finding("ok", subject, f"files can be written into {path}{made}")


async def _webhook(sink: WebhookSink, channel: WebhookChannel) -> Finding:
    subject = f"webhook {channel.name}"
    try:
        await sink.ping(channel.name)
    except DeliveryError as error:
        return Finding("error", subject, f"{channel.host}: {error}")
    ok = f"{channel.host} takes signed messages"
    if channel.host.startswith("http://"):
        return Finding("warning", subject, f"{ok}, which anybody on the way can read: use https://")
    return Finding("ok", subject, ok)
