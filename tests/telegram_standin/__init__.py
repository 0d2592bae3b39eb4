"""The stand-in of Telegram with Telegram's own parser of messages."""

from replica.telegram import BOT_ID, TOKEN, Chat, Fault, Post
from tests.telegram_standin.strict import TelegramStandIn, serving_telegram

__all__ = ["BOT_ID", "TOKEN", "Chat", "Fault", "Post", "TelegramStandIn", "serving_telegram"]
