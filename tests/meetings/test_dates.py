"""The date of the event: only from what the text says."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.dates import read_event_date
from meetings.model import Lang

PUBLISHED = date(2025, 11, 19)


def held(
    text: str, lang: Lang, published: date | None = PUBLISHED
) -> tuple[str | None, str | None]:
    found = read_event_date(text, lang, published)
    return found.start, found.end


@pytest.mark.parametrize(
    ("text", "lang", "start", "end"),
    [
        ("On 18 November, Marat Dosanov met the ambassador.", "en", "2025-11-18", "2025-11-18"),
        ("The forum was held on November 14-15, 2025 in Astana.", "en", "2025-11-14", "2025-11-15"),
        ("Today the Prime Minister received a delegation.", "en", "2025-11-19", "2025-11-19"),
        ("1–2 ноября 2025 года в Алматы прошло заседание.", "ru", "2025-11-01", "2025-11-02"),
        ("Во вторник, 18 ноября, состоялось совещание.", "ru", "2025-11-18", "2025-11-18"),
        ("Вчера Марат Досанов провел встречу.", "ru", "2025-11-18", "2025-11-18"),
        ("18 қарашада Премьер-Министр елшіні қабылдады.", "kk", "2025-11-18", "2025-11-18"),
        ("2025 жылғы 14–15 қарашада форум өтті.", "kk", "2025-11-14", "2025-11-15"),
        ("Бүгін Үкімет отырысы өтеді.", "kk", "2025-11-19", "2025-11-19"),
        ("30 December will be held the last session.", "en", "2025-12-30", "2025-12-30"),
    ],
)
def test_the_day_of_the_event_is_read(text: str, lang: Lang, start: str, end: str) -> None:
    assert held(text, lang) == (start, end)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("18 November 2025, 18:20\nThe Prime Minister met the ambassador.", "en"),
        ("A title\n18 November 2025\nThe Prime Minister met the ambassador.", "en"),
        ("The Council met after the summit (31 August – 1 September of this year).", "en"),
        ("The sides met to finish the work by 1 December.", "en"),
        ("Today Kazakhstan is a transit hub, the minister met its users.", "en"),
        ("Состоялось заседание; работу завершат до 1 декабря.", "ru"),
        ("Постановлением от 3 ноября принят порядок, прошло обсуждение.", "ru"),
        ("Главные события недели с 10 по 16 ноября. 12 ноября состоялось заседание.", "ru"),
        ("Отырыс өтті, жұмыс 1 желтоқсанға дейін аяқталады.", "kk"),
        ("The Prime Minister met the ambassador on 3 March.", "en"),
    ],
)
def test_page_dates_deadlines_and_other_events_do_not_count(text: str, lang: Lang) -> None:
    assert held(text, lang) == (None, None)


def test_without_publication_only_a_full_date_counts() -> None:
    assert held("Today the Prime Minister met the ambassador.", "en", None) == (None, None)
    assert held("On 18 November they met.", "en", None) == (None, None)
    assert held("On 18 November 2025 they met.", "en", None) == ("2025-11-18", "2025-11-18")


@given(
    st.text(max_size=200) | st.from_regex(r"\A\d{1,2} (May|мая|мамырда) met провел өтті\Z"),
    st.sampled_from(["kk", "ru", "en"]),
    st.none() | st.dates(),
)
def test_any_text_gives_an_ordered_range_or_none(
    text: str, lang: Lang, published: date | None
) -> None:
    start, end = held(text, lang, published)
    assert (start is None) == (end is None)
    assert start is None or end is None or date.fromisoformat(start) <= date.fromisoformat(end)
