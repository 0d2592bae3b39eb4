"""Every fact says where it was read, and the text says it there."""

from __future__ import annotations

from datetime import date

import pytest

from meetings import Analysis, analyse
from meetings.model import Lang, Span

PUBLISHED = date(2025, 11, 18)
TEXTS: list[tuple[Lang, str, str]] = [
    (
        "en",
        "Daniyar Ospanbekov took part in the SCO council",
        "On 18 November, Prime Minister of Kazakhstan Daniyar Ospanbekov took part in a meeting of"
        " the SCO Council of Heads of Government in Tashkent. Trade grew by 12% thanks to exports."
        " “We will open two transit corridors next year,” the Prime Minister said.",
    ),
    (
        "ru",
        "Данияр Оспанбеков принял участие в заседании",
        "18 ноября в Ташкенте Премьер-Министр РК Данияр Оспанбеков принял участие в заседании"
        " Совета глав правительств Шанхайской организации сотрудничества. Экспорт вырос на 12%."
        " «Мы откроем два новых транзитных коридора», — сказал Премьер-Министр.",
    ),
    (
        "kk",
        "Данияр Оспанбеков отырысқа қатысты",
        "18 қарашада Ташкентте ҚР Премьер-Министрі Данияр Оспанбеков Шанхай ынтымақтастық"
        " ұйымының Үкімет басшылары кеңесінің отырысына қатысты. Экспорт 12%-ға өсті.",
    ),
]


def read(lang: Lang, title: str, text: str) -> tuple[str, Analysis]:
    return f"{title}\n{text}", analyse(text, lang=lang, title=title, published=PUBLISHED)


def told(whole: str, span: Span | None) -> str:
    assert span is not None
    return whole[span[0] : span[1]]


@pytest.mark.parametrize(("lang", "title", "text"), TEXTS, ids=["en", "ru", "kk"])
def test_spans_point_at_what_was_read(lang: Lang, title: str, text: str) -> None:
    whole, found = read(lang, title, text)
    assert found.failed == ()
    assert told(whole, found.spans.place).startswith((found.place.city or "-")[:6])
    assert told(whole, found.spans.date).startswith("18")
    assert len(found.spans.organisations) == len(found.organisations)
    assert len(found.spans.topics) == len(found.topics)
    for name, span in zip(found.organisations, found.spans.organisations, strict=True):
        assert told(whole, span).lower()[:3] == name.lower()[:3]
    for person in (*found.participants, *found.mentioned_persons):
        assert told(whole, person.span) == person.mention
    for figure in found.figures:
        assert told(whole, figure.span) == figure.text
    for quote in found.quotes:
        assert quote.text in told(whole, quote.span)


@pytest.mark.parametrize(
    ("lang", "text", "read_there"),
    [
        ("en", "Ministers met on 18 November 2025 in Baku.", "18 November 2025"),
        ("ru", "Сегодня состоялась встреча министров.", "Сегодня"),
        ("kk", "Бүгін министрлердің кездесуі өтті.", "Бүгін"),
    ],
)
def test_the_date_is_where_it_was_read(lang: Lang, text: str, read_there: str) -> None:
    found = analyse(text, lang=lang, title="Title of the release", published=PUBLISHED)
    assert found.date.start == "2025-11-18"
    assert told(f"Title of the release\n{text}", found.spans.date) == read_there


def test_what_is_not_in_the_text_has_no_span() -> None:
    found = analyse("Nothing was said.", lang="en")
    assert found.spans.place is None
    assert found.spans.date is None
    assert found.to_json()["spans"] == {
        "place": None,
        "date": None,
        "organisations": [],
        "topics": [],
    }
