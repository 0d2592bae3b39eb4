"""How well the general reader carries designs that it has never seen.

The releases of the replica's events are set in nine unlike designs (``benchmarks/designs``)
and read generically. ``python -m benchmarks.generic_reader [EVENTS]``; 1 where a bound is missed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from html import escape
from pathlib import Path
from statistics import mean
from string import Template
from zoneinfo import ZoneInfo

from crawler.pages import PageRefused
from crawler.pages.comparison import token_f1
from crawler.pages.document import Document
from crawler.pages.generic import read_generic
from replica import load_events
from replica.dates import article_of_b
from replica.languages import LANGS, URL_CODES, Lang, words
from replica.model import Text, blocks

DESIGNS = Path(__file__).parent / "designs"
ZONE = ZoneInfo("Asia/Almaty")
PUBLISHED = datetime(2026, 3, 5, 14, 35, tzinfo=ZONE)
LEAST_ON_AVERAGE, LEAST = 0.98, 0.95


def page(design: str, text: Text, lang: Lang, other: Text) -> bytes:
    """A release as a page of one design, with another release in its teasers."""
    say = words(lang)
    advert = f"<p>{escape(say['advert_text'])}</p><p>{escape(say['advert_button'])}</p>"
    teaser = (
        f'<div class="read-also">{escape(say["read_also"])}: '
        f'<a href="/{URL_CODES[lang]}/news/another-story-of-that-week-30001">'
        f"{escape(other.title)}</a></div>"
    )
    parts = [_html(lines, is_list=is_list) for lines, is_list in _blocks(text)]
    half = max(1, len(parts) // 2)
    lines = [escape(line) for lines, _ in _blocks(text) for line in lines]
    return (
        Template((DESIGNS / f"{design}.html").read_text(encoding="utf-8"))
        .substitute(
            lang=lang,
            code=URL_CODES[lang],
            title=escape(text.title),
            title_json=json.dumps(text.title, ensure_ascii=False),
            iso=PUBLISHED.isoformat(),
            day=article_of_b(PUBLISHED, lang),
            also=escape(say["read_also"]),
            other=escape(other.title),
            other_text=escape(other.body.split("\n")[0][:120]),
            site=escape(say["site_name"]),
            news=escape(say["news"]),
            cookies=escape(say["cookie_text"]),
            rights=escape(say["footer_about"]),
            day_first=f"{PUBLISHED:%H:%M}, {article_of_b(PUBLISHED, lang).split(',')[0]} | GMT +5",
            earlier=article_of_b(PUBLISHED - timedelta(hours=30), lang),
            lead=parts[0],
            paragraphs_after_lead="\n".join(parts[1:]),
            caption=escape(text.city or say["gallery"]),
            paragraphs="\n".join(parts),
            paragraphs_br="<br><br>\n".join(lines),
            sibling_blocks=(
                f'<div class="piece">{"".join(parts[:half])}</div><div class="piece-x">{advert}'
                f'</div><div class="piece">{"".join(parts[half:])}</div>'
            ),
            paragraphs_with_teasers="\n".join([*parts[:half], teaser, *parts[half:]]),
        )
        .encode()
    )


def _blocks(text: Text) -> Iterator[tuple[tuple[str, ...], bool]]:
    for block in blocks(text.body):
        yield block.lines, block.is_list


def _html(lines: tuple[str, ...], *, is_list: bool) -> str:
    if is_list:
        return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"
    return f"<p>{escape(lines[0])}</p>"


def score(design: str, text: Text, lang: Lang, other: Text) -> tuple[bool, bool, float]:
    """Whether title and minute are exact, and the F1 of the body's words."""
    url = f"https://primeminister.kz/{URL_CODES[lang]}/news/{text.slug}-32001"
    now = datetime(2026, 3, 6, tzinfo=ZONE)
    document = Document.parse(url, page(design, text, lang, other), None, ZONE, now)
    try:
        found = read_generic(document)
    except PageRefused:
        return False, False, 0.0
    written = "\n".join(line for lines, _ in _blocks(text) for line in lines)
    return (
        found.title == text.title,
        found.published_at == PUBLISHED,
        token_f1(found.text, written),
    )


def main() -> int:
    """Print a line for each design; 1 where a title, a date or a body is worse than promised."""
    events = load_events()[: int(sys.argv[1]) if len(sys.argv) > 1 else None]
    print(f"{'design':<24}{'pages':>6}{'title':>8}{'date':>8}{'body F1':>9}{'lowest':>8}")
    missed = False
    for design in sorted(path.stem for path in DESIGNS.glob("*.html")):
        scores = [
            score(design, event.texts[lang], lang, events[number - 1].texts[lang])
            for number, event in enumerate(events)
            for lang in LANGS
            if lang in event.texts and lang in events[number - 1].texts
        ]
        titles, dates = mean(one[0] for one in scores), mean(one[1] for one in scores)
        bodies = [one[2] for one in scores]
        missed |= min(titles, dates) < 1 or mean(bodies) < LEAST_ON_AVERAGE or min(bodies) < LEAST
        print(
            f"{design:<24}{len(scores):>6}{titles:>8.1%}{dates:>8.1%}"
            f"{mean(bodies):>9.4f}{min(bodies):>8.4f}"
        )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
