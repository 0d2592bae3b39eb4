"""The crawler's part of the configuration file: which site, and how politely."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from archive.media import MediaKind
from crawler.sites import USUAL, SiteDeclaration, known_sites, usual_site
from crawler.urls import host_of
from meetings.model import Lang

#: Which files of releases are kept, as the operator says it.
MediaChoice = Literal["none", "documents", "all"]
MEDIA_KINDS: dict[MediaChoice, tuple[MediaKind, ...]] = {
    "none": (),
    "documents": ("document",),
    "all": ("document", "image"),
}


class SiteOptions(BaseModel):
    """The table ``[site]``: a name of ``crawler/sites``, or of one's own with a ``base_url``.

    What is not given is as the site of that name is declared; a site with a name of its own is read
    as the usual one.
    """

    model_config = ConfigDict(extra="forbid")

    name: str = USUAL
    base_url: Annotated[str, Field(validate_default=True)] = ""
    languages: Annotated[list[Lang], Field(min_length=1)] = ["kk", "ru", "en"]

    @model_validator(mode="before")
    @classmethod
    def _as_declared(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        declared = known_sites().get(str(given.get("name", USUAL)))
        if declared is None:
            return given
        defaults = {"base_url": declared.base_url, "languages": list(declared.languages)}
        return defaults | {key: value for key, value in given.items() if value not in (None, "")}

    @field_validator("base_url")
    @classmethod
    def _absolute(cls, value: str) -> str:
        parts = urlsplit(value)
        if not value:
            raise ValueError(f"must be given, since only {', '.join(known_sites())} are known")
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("must be an address such as https://primeminister.kz")
        return value.rstrip("/")

    @property
    def host(self) -> str:
        """The site's host, without its port."""
        return urlsplit(self.base_url).hostname or ""

    @property
    def declaration(self) -> SiteDeclaration:
        """How the site is built."""
        return known_sites().get(self.name, usual_site())

    @property
    def place(self) -> str:
        """The site's host without www., with its port where that is not the usual one."""
        return host_of(self.base_url)

    def is_own(self, host: str) -> bool:
        """Whether a host, with its port as in ``place``, belongs to the site; www. is ignored."""
        hosts = {one.removeprefix("www.") for one in self.declaration.hosts}
        own, other = self.place, host.removeprefix("www.")
        return other == own or {own, other} <= hosts

    def listing(self, lang: Lang) -> str:
        """The address of the newest releases in a language."""
        return self._page(self.declaration.listing, lang)

    def front_page(self, lang: Lang) -> str:
        """The address of the front page in a language."""
        return self._page(self.declaration.front_page, lang)

    def day_archive(self, lang: Lang) -> str | None:
        """The address of the archive by day; None where the site has none."""
        path = self.declaration.day_archive
        return self._page(path, lang) if path else None

    def _page(self, path: str, lang: Lang) -> str:
        return self.base_url + path.format(code=self.declaration.languages[lang])


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
