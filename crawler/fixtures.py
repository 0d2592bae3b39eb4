"""Saved pages with what must be read from them: the folders that the readers are tested by.

The layout is web-poet's: ``inputs/HttpResponse-body.html``, ``inputs/HttpResponse-info.json``,
``meta.json`` and, once a person has reviewed them, ``output.json`` or ``exception.json``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from crawler.pages import PageRefused, UnreadablePage, read_listing, read_release
from crawler.sites import USUAL, SiteDeclaration, known_sites

Reads = Literal["release", "listing"]

BODY = Path("inputs", "HttpResponse-body.html")
INFO = Path("inputs", "HttpResponse-info.json")
META = Path("meta.json")
#: What is added to the name of an expectation that nobody has reviewed yet.
DRAFT = ".draft"


def save_fixture(
    folder: Path,
    *,
    url: str,
    body: bytes,
    status: int,
    headers: Mapping[str, str],
    fetched_at: datetime,
    reads: Reads,
    site: SiteDeclaration,
) -> Path:
    """Save a page as a fixture and return the draft of what is read from it today.

    ``folder`` is made; FileExistsError where it holds a fixture already. The draft's name ends in
    ".draft": the fixture's test fails until a person has reviewed it and taken that away.
    """
    if (folder / META).exists():
        raise FileExistsError(f"{folder} holds a fixture already")
    (folder / "inputs").mkdir(parents=True, exist_ok=True)
    (folder / BODY).write_bytes(body)
    kept = {name: value for name, value in headers.items() if name.lower() == "content-type"}
    _write(folder / INFO, {"url": url, "status": status, "headers": kept})
    meta = {"frozen_time": fetched_at.isoformat(), "reads": reads, "site": site.name}
    _write(folder / META, meta)
    try:
        name, said = "output.json", read_fixture(folder)
    except PageRefused as refusal:
        name, said = "exception.json", refusal_as_json(refusal)
    draft = folder / f"{name}{DRAFT}"
    _write(draft, said)
    return draft


def read_fixture(folder: Path) -> dict[str, Any]:
    """What the readers make of a fixture's page today, as JSON; a refusal is raised.

    A fixture that names no site is of the usual one.
    """
    info = json.loads((folder / INFO).read_text(encoding="utf-8"))
    meta = json.loads((folder / META).read_text(encoding="utf-8"))
    readers: dict[str, Callable[..., Any]] = {"release": read_release, "listing": read_listing}
    site = known_sites()[meta.get("site", USUAL)]
    declared = info["headers"].get("Content-Type", "").partition("charset=")[2]
    found = readers[meta["reads"]](
        info["url"],
        (folder / BODY).read_bytes(),
        encoding=declared or None,
        timezone=site.timezone,
        now=datetime.fromisoformat(meta["frozen_time"]),
        site=site,
    )
    document: dict[str, Any] = json.loads(json.dumps(asdict(found), default=_iso))
    return document


def refusal_as_json(refusal: PageRefused) -> dict[str, Any]:
    """A refusal as ``exception.json`` has it: its name and, of a release, the missing fields."""
    said: dict[str, Any] = {"name": type(refusal).__name__}
    if isinstance(refusal, UnreadablePage):
        said["missing"] = list(refusal.missing)
    return said


def _write(path: Path, document: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _iso(value: Any) -> str:
    return str(value.isoformat())
