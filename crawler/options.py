"""The crawler's part of the configuration file: which site, and how politely."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, field_validator

from archive.media import MediaKind
from meetings.model import Lang

#: Which files of releases are kept, as the operator says it.
MediaChoice = Literal["none", "documents", "all"]
MEDIA_KINDS: dict[MediaChoice, tuple[MediaKind, ...]] = {
    "none": (),
    "documents": ("document",),
    "all": ("document", "image"),
}

#: How the site writes the languages in its addresses.
LANGUAGE_PATHS: dict[Lang, str] = {"kk": "kz", "ru": "ru", "en": "en"}


class SiteOptions(BaseModel):
    """The table ``[site]``."""

    model_config = ConfigDict(extra="forbid")

    name: str = "primeminister"
    base_url: str = "https://primeminister.kz"
    languages: Annotated[list[Lang], Field(min_length=1)] = ["kk", "ru", "en"]

    @field_validator("base_url")
    @classmethod
    def _absolute(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("must be an address such as https://primeminister.kz")
        return value.rstrip("/")

    @property
    def host(self) -> str:
        """The site's host, without its port."""
        return urlsplit(self.base_url).hostname or ""

    def listing(self, lang: Lang) -> str:
        """The address of the newest releases in a language."""
        return f"{self.base_url}/{LANGUAGE_PATHS[lang]}/news"

    def front_page(self, lang: Lang) -> str:
        """The address of the front page in a language."""
        return f"{self.base_url}/{LANGUAGE_PATHS[lang]}"

    def day_archive(self, lang: Lang) -> str:
        """The address of the archive by day that the site of 2020-2022 had."""
        return f"{self.base_url}/{LANGUAGE_PATHS[lang]}/archive"


class CrawlOptions(BaseModel):
    """The table ``[crawl]``."""

    model_config = ConfigDict(extra="forbid")

    user_agent_contact: str = ""
    max_requests_per_minute: Annotated[int, Field(ge=1)] = 30
    max_requests_per_day: Annotated[int, Field(ge=1)] = 40_000

    @property
    def pause(self) -> float:
        """The least number of seconds from one request to the next."""
        return 60.0 / self.max_requests_per_minute
