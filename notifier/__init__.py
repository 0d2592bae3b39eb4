"""The herald: what is told of the archive, to whom, and how it gets there.

>>> from notifier import Channel, Outbox, deliver_due      # doctest: +SKIP
"""

from notifier.delivery import DeliveryReport, deliver_due
from notifier.digest import Digest, Period, compile_digest
from notifier.doctor import Finding, check_telegram
from notifier.errors import DeliveryError, TokenRefused
from notifier.markup import Post
from notifier.outbox import Outbox, Queued
from notifier.render import render_digest
from notifier.secrets import keep_out_of_logs
from notifier.settings import TERMINAL, Channel, QuietHours, TelegramSettings
from notifier.telegram import TelegramSink
from notifier.terminal import TerminalSink, render_text

__all__ = [
    "TERMINAL",
    "Channel",
    "DeliveryError",
    "DeliveryReport",
    "Digest",
    "Finding",
    "Outbox",
    "Period",
    "Post",
    "Queued",
    "QuietHours",
    "TelegramSettings",
    "TelegramSink",
    "TerminalSink",
    "TokenRefused",
    "check_telegram",
    "compile_digest",
    "deliver_due",
    "keep_out_of_logs",
    "render_digest",
    "render_text",
]
