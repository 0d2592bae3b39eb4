"""JSON lines, as ``ukimet export --format jsonl`` writes them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, BinaryIO

from pydantic import AwareDatetime, BaseModel, Field, ValidationError

from archive.content import content_sha256
from archive.importing.copies import DAMAGED, FIRST_WEB, NO_WEB_YET, Copy, Refused
from archive.model import Page, Release
from meetings.model import Lang

_Moment = Annotated[AwareDatetime, Field(ge=FIRST_WEB, lt=NO_WEB_YET)]


class _Line(BaseModel):
    """What of a line is taken in; the rest belongs to the archive that it came from."""

    url: str = Field(min_length=1)
    lang: Lang
    title: str = Field(min_length=1)
    published_at: _Moment
    text: str
    markdown: str = ""
    section: str | None = None
    images: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    siblings: dict[str, str] = {}
    sha256: str | None = None
    version: int = 1
    first_seen_at: _Moment | None = None
    fetched_at: _Moment | None = None


def read(file: BinaryIO) -> Iterator[Copy | Refused]:
    """A copy for every line; the line itself is kept as its page."""
    for number, line in enumerate(file, start=1):
        if line.strip():
            yield _read(f"line {number}", line.strip())


def _read(record: str, line: bytes) -> Copy | Refused:
    try:
        said = _Line.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        return Refused(record, DAMAGED, f"{where}: {first['msg']}" if where else first["msg"])
    # The time at which a release was seen first says nothing of its later versions.
    fetched_at = said.fetched_at or (said.first_seen_at if said.version == 1 else None)
    if fetched_at is None:
        return Refused(record, DAMAGED, "it does not say when it was fetched (fetched_at)")
    sha256 = content_sha256(said.title, said.published_at, said.text, said.attachments)
    if said.sha256 not in {None, sha256}:
        return Refused(record, DAMAGED, "its sha256 is of another content: it was altered")
    release = Release(
        url=said.url,
        lang=said.lang,
        title=said.title,
        published_at=said.published_at,
        text=said.text,
        markdown=said.markdown,
        section=said.section,
        images=said.images,
        attachments=said.attachments,
        alternates={lang: url for lang, url in said.siblings.items() if lang != said.lang},
        reader="import",
    )
    headers = {"Content-Type": "application/json"}
    return Copy(record, Page(said.url, line, 200, headers, fetched_at), release)
