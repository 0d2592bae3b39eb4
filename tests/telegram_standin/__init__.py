"""A strict stand-in of the Bot API on a real socket, for channels, edits and faults."""

from tests.telegram_standin.chats import Chat, Post
from tests.telegram_standin.faults import Fault
from tests.telegram_standin.server import BOT_ID, TOKEN, TelegramStandIn

__all__ = ["BOT_ID", "TOKEN", "Chat", "Fault", "Post", "TelegramStandIn"]
