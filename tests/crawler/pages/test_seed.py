"""The seed release, placed in the markup that generation C is assumed to have."""

from __future__ import annotations

import os
from datetime import datetime
from html import escape
from pathlib import Path

import pytest

from crawler.pages import read_release
from tests.crawler.pages.cases import ALMATY

SEED = Path(os.environ.get("UKIMET_SHARED", Path(__file__).parents[4] / "shared")) / "seed"
URL = (
    "https://primeminister.kz/en/news/olzhas-bektenov-took-part-in-the-meeting-of-the-council-of-"
    "heads-of-government-of-sco-member-states-in-moscow-30732"
)
TITLE = "Olzhas Bektenov took part in the meeting of the Council of Heads of Government"
KNOWN = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head><body>'
    '<article class="article"><h1 class="article__title">{title}</h1>'
    '<div class="article__date">{date}</div><div class="article__body">{body}</div>'
    "</article></body>"
)
UNKNOWN = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head><body>'
    "<div><h1>{title}</h1><div>{date}</div>{body}</div></body>"
)


@pytest.mark.parametrize(("page", "reader"), [(KNOWN, "C"), (UNKNOWN, "generic")])
def test_the_seed_release_is_read_without_date_line_and_advert(page: str, reader: str) -> None:
    path = SEED / "release.en.txt"
    if not path.exists():
        pytest.skip("the seed release is not at hand (UKIMET_SHARED)")
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    date_line, *paragraphs, advert, button = lines
    assert "Telegram" in advert
    assert button == "Subscribe"
    html = page.format(
        title=TITLE, date=date_line, body="".join(f"<p>{escape(line)}</p>" for line in lines)
    )
    now = datetime(2025, 11, 18, 19, 0, tzinfo=ALMATY)
    release = read_release(URL, html.encode(), timezone=ALMATY, now=now)
    assert release.reader == reader
    assert release.title == TITLE
    assert release.published_at.isoformat() == "2025-11-18T18:20:00+05:00"
    assert release.text == "\n\n".join(paragraphs)
    assert release.markdown == release.text
    assert release.section == "news"
