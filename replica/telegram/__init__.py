"""A stand-in of Telegram's Bot API on a real socket: channels, edits and faults.

Used by the demo, which shows its channels as a reader sees them, by the tests, which give it
Telegram's own parser (``tests/telegram_standin``), and by the benchmarks.
"""

from replica.telegram.chats import Chat, Post
from replica.telegram.documents import BOT_ID
from replica.telegram.faults import Fault
from replica.telegram.server import TOKEN, TelegramStandIn
from replica.telegram.threaded import serving_telegram

__all__ = ["BOT_ID", "TOKEN", "Chat", "Fault", "Post", "TelegramStandIn", "serving_telegram"]
