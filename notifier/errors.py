"""What can go wrong when a message is sent, by what it means for the message."""

from __future__ import annotations


class DeliveryError(Exception):
    """A message was not delivered, or may not have been; never holds a secret."""


class NotSent(DeliveryError):
    """It certainly did not go out: try again, after ``retry_after`` seconds where that is given."""

    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class Doubtful(DeliveryError):
    """It may have gone out: look before sending again."""


class CannotTell(DeliveryError):
    """Whether a doubtful message went out cannot be found out: a person has to look."""


class Refused(DeliveryError):
    """Telegram refuses it and will refuse it again: something has to be changed first."""


class TokenRefused(DeliveryError):
    """The bot's token is not valid; nothing can be sent until it is replaced."""

    def __init__(self) -> None:
        super().__init__(
            "Telegram refuses the bot's token. Get the current one from @BotFather (/mybots, API "
            "Token), put it into UKIMET_TELEGRAM__TOKEN or the file named by telegram.token_file, "
            "and check telegram.api_base_url. No message is lost: they wait and are sent then."
        )
