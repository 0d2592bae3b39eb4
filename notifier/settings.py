"""What an operator can set about messages; composed into the configuration by the command line."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr

from notifier.known import known_country, known_kind, known_topic

Lang = Literal["kk", "ru", "en"]

#: The languages of the site, best first where the channel's own is missing.
LANGUAGES: tuple[Lang, ...] = ("ru", "kk", "en")

#: The chat of a channel that is printed rather than sent.
TERMINAL = "terminal"

#: More alerts within an hour go to no chat one by one.
ALERTS_PER_HOUR = 120

_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def parse_duration(value: Any) -> Any:
    """``"90s"``, ``"2m"``, ``"1h"`` or ``"1d"`` as a timedelta; anything else is passed on."""
    if isinstance(value, str):
        match = re.fullmatch(r"\s*(\d+)\s*([smhd])\s*", value)
        if match is None:
            raise ValueError(f'{value!r} is no duration: write for instance "120s", "5m" or "1h"')
        return timedelta(seconds=int(match[1]) * _SECONDS[match[2]])
    return value


def _known_chat(value: int | str) -> int | str:
    if isinstance(value, int):
        if value == 0:
            raise ValueError("0 is no chat")
        return value
    if re.fullmatch(r"-?\d+", value) and int(value) != 0:
        return int(value)
    if value == TERMINAL or re.fullmatch(r"@[A-Za-z][A-Za-z0-9_]{3,31}", value):
        return value
    raise ValueError(
        f'{value!r} is no chat: give its number (such as -1002222222222), "@name" or "{TERMINAL}"'
    )


def _http_address(value: str) -> str:
    if re.fullmatch(r"https?://[^\s/?#]+[^\s?#]*", value) is None:
        raise ValueError(f"{value!r} is no address of a Bot API server: it begins with https://")
    return value.rstrip("/")


ChatId = Annotated[int | str, AfterValidator(_known_chat)]
Duration = Annotated[timedelta, BeforeValidator(parse_duration), Field(ge=timedelta(0))]


def _spelt(value: str) -> str:
    if re.search(r"\w", value) is None:
        raise ValueError(f"{value!r} has no word in it")
    return value


_Said = Annotated[str, AfterValidator(_spelt)]


class Filter(BaseModel):
    """What events are about. Words, people and organisations are found in every inflected form."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kinds: tuple[Annotated[str, AfterValidator(known_kind)], ...] = ()
    people: tuple[_Said, ...] = ()
    countries: tuple[Annotated[str, AfterValidator(known_country)], ...] = ()
    organisations: tuple[_Said, ...] = ()
    topics: tuple[Annotated[str, AfterValidator(known_topic)], ...] = ()
    words: tuple[_Said, ...] = ()
    sites: tuple[str, ...] = ()

    @property
    def keys_set(self) -> tuple[str, ...]:
        """The keys that have values."""
        return tuple(name for name in type(self).model_fields if getattr(self, name))


class Audience(BaseModel, ABC):
    """Somewhere that messages go to, and what is wanted there.

    ``alerts``: ``meetings``, ``all`` (every release) or ``none``. ``quiet``: in the quiet hours
    messages come ``silent``, or are put on ``hold`` until they are over. ``withdrawn``: the post of
    a release that the site withdraws is marked, and answered with the archive's ``copy`` or not.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: Lang
    alerts: Literal["meetings", "all", "none"] = "meetings"
    daily: bool = True
    weekly: bool = True
    quiet: Literal["silent", "hold"] = "silent"
    withdrawn: Literal["copy", "mark"] = "copy"
    include: Filter = Filter()
    exclude: Filter = Filter()

    @property
    @abstractmethod
    def sink(self) -> str:
        """Which sink carries the messages: ``terminal``, ``telegram``, ``folder``, ``webhook``."""

    @property
    @abstractmethod
    def key(self) -> str:
        """How the table of deliveries names the place among those of its sink."""


class Channel(Audience):
    """One chat of Telegram's, or the terminal in its place."""

    chat: ChatId

    @property
    def sink(self) -> str:
        """``terminal`` or ``telegram``."""
        return "terminal" if self.chat == TERMINAL else "telegram"

    @property
    def key(self) -> str:
        """The chat; a terminal has one a language."""
        return self.language if self.chat == TERMINAL else str(self.chat)


class TelegramSettings(BaseModel):
    """How to reach Telegram. Without a token, messages go to the terminal."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    token: SecretStr | None = None
    token_file: Path | None = None
    api_base_url: Annotated[str, AfterValidator(_http_address)] = "https://api.telegram.org"
    ops_chat: ChatId | None = None
    settle: Duration = timedelta(seconds=120)
    alerts_per_hour: Annotated[int, Field(ge=1)] = ALERTS_PER_HOUR
    channel: tuple[Channel, ...] = ()

    @property
    def channels(self) -> tuple[Channel, ...]:
        """The channels (in the file each is a table ``[[telegram.channel]]``)."""
        return self.channel

    def secret(self) -> SecretStr | None:
        """The bot's token, from ``token`` or else from ``token_file``; None where neither is set.

        Raises ValueError, saying what to do, where the file cannot be read or holds no token.
        """
        # An environment often holds a line's end, or a variable that is set to nothing.
        token = self.token.get_secret_value().strip() if self.token is not None else ""
        if token:
            return SecretStr(token)
        if self.token_file is None:
            return None
        try:
            text = self.token_file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise ValueError(
                f"the token file {self.token_file} cannot be read ({type(error).__name__}): "
                "check the path and the rights"
            ) from None
        if not text:
            raise ValueError(f"the token file {self.token_file} is empty")
        return SecretStr(text)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """The part of the day, local time, in which posts make no sound; it may span midnight."""

    start: time
    end: time

    @classmethod
    def parse(cls, text: str) -> Self:
        """From ``"22:00-08:00"``. Raises ValueError."""
        try:
            start, end = (time.fromisoformat(part.strip()) for part in text.split("-"))
        except ValueError:
            raise ValueError(f'{text!r} are no quiet hours: write "22:00-08:00"') from None
        return cls(start, end)

    def covers(self, moment: datetime) -> bool:
        """Whether ``moment``, in the operator's time zone, falls within."""
        clock = moment.timetz().replace(tzinfo=None)
        if self.start <= self.end:
            return self.start <= clock < self.end
        return clock >= self.start or clock < self.end
