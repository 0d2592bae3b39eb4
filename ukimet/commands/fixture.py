"""A saved page for mending the readers: ``fixture``."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import click

from crawler.fixtures import Reads, save_fixture
from crawler.sites import site_at
from crawler.version import user_agent
from ukimet.app import App, note, pass_app
from ukimet.config import Config, site_of

TIMEOUT = aiohttp.ClientTimeout(total=30)
LARGEST = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page with where it stands and how it came."""

    url: str
    body: bytes
    status: int
    content_type: str


@click.command(
    epilog="\b\nExamples:\n  ukimet fixture https://primeminister.kz/en/news/…\n"
    "  ukimet fixture page.html --url https://primeminister.kz/en/news/… "
    "--folder tests/crawler/pages/fixtures/D/en-visit"
)
@click.argument("source", metavar="URL|FILE")
@click.option("--url", help="Where the page of a FILE stands on the site.")
@click.option(
    "--folder", type=click.Path(path_type=Path), help="Default: fixtures/LANGUAGE-NAME here."
)
@click.option("--listing", is_flag=True, help="The page lists releases.")
@pass_app
def fixture(app: App, source: str, url: str | None, folder: Path | None, listing: bool) -> int:
    """Save a page as a fixture for the readers, to be reviewed by you.

    What is read from it today is written as a draft: its test fails until you have compared the
    draft with the page and taken ".draft" off its name (docs/mending-a-reader.md).
    """
    config = app.config()
    page = _fetch(config, source) if source.startswith(("http://", "https://")) else None
    page = page or _load(source, url)
    target = folder or Path("fixtures") / _name_of(page.url)
    reads: Reads = "listing" if listing else "release"
    try:
        draft = save_fixture(
            target,
            url=page.url,
            body=page.body,
            status=page.status,
            headers={"Content-Type": page.content_type},
            fetched_at=datetime.now(UTC),
            reads=reads,
            site=site_at(page.url) or site_of(config, page.url).declaration,
        )
    except OSError as error:
        raise click.ClickException(str(error)) from error
    click.echo(str(target))
    said = json.loads(draft.read_text(encoding="utf-8"))
    by = said.get("reader") or f"nobody: {said.get('name')}"
    note(f"read by {by}. Compare {draft} with the page, correct it, then take .draft off its name")
    return 0


def _fetch(config: Config, url: str) -> Fetched:
    try:
        return asyncio.run(_get(url, user_agent(config.crawl.user_agent_contact)))
    except (aiohttp.ClientError, TimeoutError) as error:
        raise click.ClickException(
            f"cannot fetch {url}: {error or type(error).__name__}"
        ) from error


async def _get(url: str, agent: str) -> Fetched:
    async with (
        aiohttp.ClientSession(headers={"User-Agent": agent}, timeout=TIMEOUT) as session,
        session.get(url, max_redirects=5) as response,
    ):
        body = await response.content.read(LARGEST)
        return Fetched(
            str(response.url), body, response.status, response.headers.get("Content-Type", "")
        )


def _load(file: str, url: str | None) -> Fetched:
    if url is None:
        raise click.UsageError("give --url: where the saved page stands on the site")
    try:
        return Fetched(url, Path(file).read_bytes(), 200, "text/html")
    except OSError as error:
        raise click.ClickException(f"cannot read {file}: {error.strerror}") from error


def _name_of(url: str) -> str:
    parts = [part for part in urlsplit(url).path.split("/") if part]
    return "-".join([parts[0], parts[-1]])[:80] if len(parts) > 1 else "page"
