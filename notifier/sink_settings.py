"""What an operator can set about sinks that are not Telegram: folders and webhooks."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    SecretStr,
    model_validator,
)

from notifier.settings import Audience
from notifier.signing import signing_key


def _plain_name(value: str) -> str:
    if re.fullmatch(r"[a-z][a-z0-9_]{0,31}", value) is None:
        raise ValueError(f'{value!r} is no name: write small letters and digits, such as "desk"')
    return value


def _web_address(value: object) -> object:
    # The value is not repeated: an address of a webhook may hold a secret.
    if isinstance(value, str):
        try:
            parts = urlsplit(value)
            host, port = parts.hostname, parts.port
        except ValueError:
            host = port = None
            parts = urlsplit("")
        if parts.scheme not in ("http", "https") or not host or port == 0 or " " in value:
            raise ValueError("that is no address: it begins with https://")
        if parts.username is not None or parts.password is not None:
            raise ValueError(
                "no name and password in the address: requests are signed with the secret instead"
            )
    return value


_Name = Annotated[str, AfterValidator(_plain_name)]


class FolderChannel(Audience):
    """A folder in which every message is a Markdown file."""

    name: _Name
    path: Path

    @property
    def sink(self) -> str:
        """``folder``."""
        return "folder"

    @property
    def key(self) -> str:
        """Its name, so that the folder may move."""
        return self.name


class WebhookChannel(Audience):
    """An address to which every message is posted as signed JSON."""

    name: _Name
    url: Annotated[SecretStr, BeforeValidator(_web_address)]
    secret_file: Path | None = None

    @property
    def sink(self) -> str:
        """``webhook``."""
        return "webhook"

    @property
    def key(self) -> str:
        """Its name, so that the address may change."""
        return self.name

    @property
    def host(self) -> str:
        """The part of the address that may be shown."""
        parts = urlsplit(self.url.get_secret_value())
        return f"{parts.scheme}://{parts.hostname}" + (f":{parts.port}" if parts.port else "")


class SinkSettings(BaseModel):
    """Sinks that are not Telegram (in the file ``[[sink.folder]]`` and ``[[sink.webhook]]``).

    ``secrets``: those of webhooks by name, as the environment gives them.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    folder: tuple[FolderChannel, ...] = ()
    webhook: tuple[WebhookChannel, ...] = ()
    secrets: dict[str, SecretStr] = {}

    @property
    def channels(self) -> tuple[Audience, ...]:
        """All of them."""
        return (*self.folder, *self.webhook)

    @model_validator(mode="after")
    def _names_tell_apart(self) -> Self:
        for named in (self.folder, self.webhook):
            names = [each.key for each in named]
            twice = next((name for name in names if names.count(name) > 1), None)
            if twice is not None:
                raise ValueError(f"two are named {twice!r}: give each a name of its own")
        known = [webhook.name for webhook in self.webhook]
        for name in self.secrets:
            if name not in known:
                near = get_close_matches(name, known, n=1, cutoff=0.5)
                hint = f"did you mean {near[0]!r}?" if near else "no webhook has that name"
                raise ValueError(f"secrets.{name}: {hint}")
        return self

    def secret(self, webhook: WebhookChannel) -> SecretStr:
        """The secret that a webhook's messages are signed with.

        Raises ValueError, which never shows it, where there is none or it is too short.
        """
        where = f"sink.webhook {webhook.name!r}"
        given = self.secrets.get(webhook.name)
        if given is None:
            given = _from_file(webhook, where)
        try:
            signing_key(given)
        except ValueError as error:
            raise ValueError(f"{where}: {error}") from None
        return given

    def below(self, folder: Path) -> Self:
        """The same with relative folders starting at ``folder``."""
        placed = tuple(
            each
            if each.path.is_absolute()
            else each.model_copy(update={"path": folder / each.path})
            for each in self.folder
        )
        return self.model_copy(update={"folder": placed})


def _from_file(webhook: WebhookChannel, where: str) -> SecretStr:
    if webhook.secret_file is None:
        raise ValueError(
            f"{where} has no secret: set secret_file, or UKIMET_SINK__SECRETS__"
            f"{webhook.name.upper()} in the environment"
        )
    try:
        return SecretStr(webhook.secret_file.read_text(encoding="utf-8").strip())
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(
            f"{where}: the secret file {webhook.secret_file} cannot be read "
            f"({type(error).__name__}): check the path and the rights"
        ) from None
