"""The configuration: one TOML file, overridden by the environment, checked in full at the start."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any, ClassVar, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from crawler.options import CrawlOptions, MediaChoice, SiteOptions
from crawler.urls import host_of
from notifier.settings import TERMINAL, Audience, Channel, TelegramSettings
from notifier.sink_settings import SinkSettings
from scheduler.options import ScheduleOptions
from ukimet.sites import Sites, not_of_several, refuse_unknown_sites

FILE_NAME = "ukimet.toml"


class ConfigError(Exception):
    """The configuration cannot be used: mend the key that the message names."""


class ArchiveOptions(BaseModel):
    """The table ``[archive]``; a relative path starts at the configuration file's folder."""

    model_config = ConfigDict(extra="forbid")

    path: Path = Path("ukimet.db")
    #: Which files of releases are kept; of the others, the addresses.
    media: MediaChoice = "none"


class Config(BaseSettings):
    """Everything that an operator can set."""

    model_config = SettingsConfigDict(
        extra="forbid",
        env_prefix="UKIMET_",
        env_nested_delimiter="__",
        nested_model_default_partial_update=True,
    )
    #: The file that is being read; set by ``load``.
    _file: ClassVar[Path | None] = None

    archive: ArchiveOptions = Field(default_factory=ArchiveOptions)
    site: Sites = (SiteOptions(),)
    crawl: CrawlOptions = Field(default_factory=CrawlOptions)
    schedule: ScheduleOptions = Field(default_factory=ScheduleOptions)
    telegram: TelegramSettings = Field(default_factory=TelegramSettings)
    sink: SinkSettings = Field(default_factory=SinkSettings)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What is given in code first, then the environment, then the file."""
        sources = [init_settings, env_settings]
        if cls._file is not None:
            sources.append(TomlConfigSettingsSource(settings_cls, cls._file))
        return tuple(sources)

    @property
    def sites(self) -> tuple[SiteOptions, ...]:
        """The sites that are watched (in the file ``[site]``, or a ``[[site]]`` for each)."""
        return self.site

    @property
    def channels(self) -> tuple[Audience, ...]:
        """Where messages go: chats, or the terminal where there is no token; folders, webhooks."""
        if self.telegram.secret() is not None and self.telegram.channels:
            return (*self.telegram.channels, *self.sink.channels)
        printed: dict[str, Audience] = {}
        for channel in self.telegram.channels:
            printed.setdefault(channel.language, channel.model_copy(update={"chat": TERMINAL}))
        if not printed and not self.sink.channels:
            spoken = [lang for site in self.sites for lang in site.languages]
            language = "en" if "en" in spoken else spoken[0]
            return (Channel(chat=TERMINAL, language=language),)
        return (*printed.values(), *self.sink.channels)


def site_of(config: Config, url: str) -> SiteOptions:
    """The configured site that an address belongs to; the first one where it is of none."""
    host = host_of(url)
    return next((site for site in config.sites if site.is_own(host)), config.sites[0])


def find(explicit: Path | None) -> Path | None:
    """The configuration file to be read: the one named, or the first of the usual places.

    Raises ConfigError where the named one does not exist.
    """
    if explicit is not None:
        if not explicit.is_file():
            raise ConfigError(
                f"there is no configuration file {explicit}: `ukimet init` writes one"
            )
        return explicit
    home = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    places = (Path(FILE_NAME), home / "ukimet" / FILE_NAME)
    return next((place for place in places if place.is_file()), None)


def load(explicit: Path | None = None, *, db: Path | None = None) -> Config:
    """The configuration from file and environment, with ``db`` in place of the archive's path.

    Raises ConfigError with one line for every key that is wrong.
    """
    file = find(explicit)
    document = _parsed(file) if file is not None else {}
    reader = type("Config", (Config,), {"_file": file, "__module__": __name__})
    try:
        config: Config = reader()
        config.telegram.secret()
        refuse_unknown_sites(config.sites, (*config.telegram.channels, *config.sink.channels))
        for webhook in config.sink.webhook:
            config.sink.secret(webhook)
    except ValidationError as error:
        where = f"{file}: " if file else ""
        many = isinstance(document.get("site"), list)
        lines = _problems(error, many_sites=many)
        raise ConfigError("\n".join(f"{where}{line}" for line in lines)) from None
    except ValueError as error:
        raise ConfigError(f"{file or 'environment'}: {error}") from None
    if db is not None:
        config.archive.path = db
    elif file is not None and not config.archive.path.is_absolute():
        config.archive.path = file.parent / config.archive.path
    if file is not None:
        config.sink = config.sink.below(file.parent)
    return config


def _parsed(file: Path) -> dict[str, Any]:
    try:
        document = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file} is not valid TOML: {error}") from error
    except OSError as error:
        raise ConfigError(f"{file} cannot be read: {error.strerror}") from error
    if refused := not_of_several(document, os.environ):
        raise ConfigError(f"{file}: {refused}")
    return document


def _problems(error: ValidationError, *, many_sites: bool) -> Iterator[str]:
    for problem in error.errors(include_url=False, include_input=False):
        path = [str(part) for part in problem["loc"]]
        if path[:2] == ["site", "0"] and not many_sites:
            del path[1]
        name = ".".join(path)
        if problem["type"] == "extra_forbidden":
            known = _known_keys(path[:-1])
            near = get_close_matches(path[-1], known, n=1, cutoff=0.5)
            hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}"
            yield f"unknown key {name!r}: {hint}"
        else:
            message = problem["msg"].removeprefix("Value error, ")
            yield f"{name}: {message}"


def _known_keys(path: list[str]) -> list[str]:
    """The keys of the table at ``path``."""
    model: type[BaseModel] = Config
    for part in path:
        if part.isdecimal():
            continue
        annotation: Any = model.model_fields[part].annotation
        # Of an array of tables, one table.
        model = get_args(annotation)[0] if get_origin(annotation) is tuple else annotation
    return sorted(model.model_fields)
