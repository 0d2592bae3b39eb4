"""Reading one release whole: what it says, and what links it to releases on the same event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from meetings.linking import Traits, traits_of
from meetings.model import Analysis, Lang
from meetings.pipeline import analyse


def read_release(
    text: str,
    *,
    lang: Lang,
    title: str,
    published_at: datetime,
    url: str,
    images: Iterable[str],
    alternates: Mapping[str, str],
) -> tuple[Analysis, Traits]:
    """The analysis and the traits of a release; ``published_at`` must carry an offset."""
    analysis = analyse(text, lang=lang, title=title, published=published_at)
    traits = traits_of(
        analysis,
        lang=lang,
        title=title,
        text=text,
        published_at=published_at,
        url=url,
        images=images,
        alternates=alternates,
    )
    return analysis, traits
