from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.pages.dates import ParsedDate, find_date, parse_date
from meetings.model import Lang

ALMATY = ZoneInfo("Asia/Almaty")
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=ALMATY)
LANGS: tuple[Lang | None, ...] = ("kk", "ru", "en", None)


def read(text: str, lang: Lang | None = None) -> ParsedDate | None:
    return parse_date(text, lang=lang, timezone=ALMATY, now=NOW)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("16 наурыз 2018, 19:26", "2018-03-16T19:26:00+06:00"),
        ("15 наурыз 2018 / 16:12", "2018-03-15T16:12:00+06:00"),
        ("15 наурыз 2018<br>16:12", "2018-03-15T16:12:00+06:00"),
        ("15 наурыз 2018\n16:12", "2018-03-15T16:12:00+06:00"),
        ("05 желтоқсан 2019, 12:43", "2019-12-05T12:43:00+06:00"),
        ("2026 жылғы 21 қараша, 10:30", "2026-11-21T10:30:00+05:00"),
        ("10:50, 02 Желтоқсан 2025 | GMT +5", "2025-12-02T10:50:00+05:00"),
        ("10:50, 02 Желтоқсан 2023 | GMT +5", "2023-12-02T10:50:00+06:00"),
        ("Бүгін, 14:35", "2026-11-23T14:35:00+05:00"),
        ("Кеше, 23:59", "2026-11-22T23:59:00+05:00"),
        ("02 Март 2021, 20:27", "2021-03-02T20:27:00+06:00"),
        ("21 марта 2026 года, 08:05", "2026-03-21T08:05:00+05:00"),
        ("21 марта 2026 г. в 8:05", "2026-03-21T08:05:00+05:00"),
        ("Сегодня, 09:00", "2026-11-23T09:00:00+05:00"),
        ("Вчера в 18:30", "2026-11-22T18:30:00+05:00"),
        ("18 November 2025, 18:20", "2025-11-18T18:20:00+05:00"),
        ("Tuesday, 18 November 2025, 18:20", "2025-11-18T18:20:00+05:00"),
        ("May 28, 2026 at 6:20 pm", "2026-05-28T18:20:00+05:00"),
        ("Today, 07:00", "2026-11-23T07:00:00+05:00"),
        ("Yesterday, 07:00", "2026-11-22T07:00:00+05:00"),
        ("31.07.2026 17:45", "2026-07-31T17:45:00+05:00"),
        ("Опубликовано: 02 Март 2021, 20:27", "2021-03-02T20:27:00+06:00"),
        ("21 марта 2026, суббота, 08:05", "2026-03-21T08:05:00+05:00"),
        ("31.07.2026 (17:45)", "2026-07-31T17:45:00+05:00"),
        ("21 марта 2026 года, 08:05 (по времени Астаны)", "2026-03-21T08:05:00+05:00"),
        ("2025-11-18T18:20:00+05:00", "2025-11-18T18:20:00+05:00"),
        ("2025-11-18T13:20:00Z", "2025-11-18T18:20:00+05:00"),
        ("2025-11-18 18:20", "2025-11-18T18:20:00+05:00"),
        ("2025-11-18T18:20:31.250+0500", "2025-11-18T18:20:31+05:00"),
    ],
)
@pytest.mark.parametrize("lang", LANGS)
def test_a_date_line_with_a_time_is_read_to_the_minute(
    text: str, iso: str, lang: Lang | None
) -> None:
    found = read(text, lang)
    assert found is not None
    assert (found.at.isoformat(), found.has_time) == (iso, True)
    assert found.day_or_moment() == found.at


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026 жылғы 21 қараша", date(2026, 11, 21)),
        ("2026 жылдың 21 қарашасы", date(2026, 11, 21)),
        ("12 мамырда 2025", date(2025, 5, 12)),
        ("21 марта 2026 года", date(2026, 3, 21)),
        ("\r\n02\r\nМар\r\n2021\r\n", date(2021, 3, 2)),
        ("02\u00a0Мар\u00a02021", date(2021, 3, 2)),
        ("31.07.2026", date(2026, 7, 31)),
        ("01.12.2026", date(2026, 12, 1)),
        ("May 28 2026", date(2026, 5, 28)),
        ("28 May 2026", date(2026, 5, 28)),
        ("Sept. 5, 2026", date(2026, 9, 5)),
        ("2025-11-18", date(2025, 11, 18)),
        ("Бүгін", date(2026, 11, 23)),
    ],
)
@pytest.mark.parametrize("lang", LANGS)
def test_a_date_line_without_a_time_says_so(text: str, day: date, lang: Lang | None) -> None:
    found = read(text, lang)
    assert found is not None
    assert (found.at.date(), found.has_time) == (day, False)
    assert found.day_or_moment() == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31.02.2026",
        "29 февраля 2025",
        "32 мая 2026",
        "0 мая 2026",
        "12.31.2026",
        "25:10, 02 Март 2021",
        "02 Март 2021, 20:77",
        "13:05 pm, May 28 2026",
        "18 November, 18:20",
        "November 2025",
        "2025",
        "18:20",
        "02 Март 21",
        "02 Брюмер 2021",
        "18 November 1025",
        "2025-13-01",
        "2025-11-18T25:00:00Z",
        "18 November 2025 and more",
        "Premier met on 18 November 2025",
        "10:50, 02 Желтоқсан 2025 | GMT +0",
        "завтра, 10:00",
        "٠٢ Мар 2021",
    ],
)
def test_nothing_is_guessed(text: str) -> None:
    assert [read(text, lang) for lang in LANGS] == [None] * len(LANGS)


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        (
            "Опубликовано: 02 Март 2021, 20:27 | Новости | Просмотров: 124",
            "2021-03-02T20:27:00+06:00",
        ),
        ("Астана, 18 November 2025, 18:20", "2025-11-18T18:20:00+05:00"),
        ("Жаңалықтар 10:50, 02 Желтоқсан 2025 👁 543", "2025-12-02T10:50:00+05:00"),
        ("News · 2025-11-18 18:20", "2025-11-18T18:20:00+05:00"),
        ("Общество 31.07.2026", "2026-07-31T00:00:00+05:00"),
    ],
)
def test_a_date_is_found_among_the_words_of_its_line(line: str, iso: str) -> None:
    found = find_date(line, lang="ru", timezone=ALMATY, now=NOW)
    assert found is not None
    assert found.at.isoformat() == iso


@pytest.mark.parametrize(
    "line",
    [
        "Обновлено: 02 Март 2021, 20:27",
        "Last updated 18 November 2025, 18:20",
        "c 18 November 2025 to 20 November 2025",
        "Сегодня в Астане",
        "No. 118.11.20255",
        "",
    ],
)
def test_no_date_of_publication_is_found_where_the_line_tells_of_none(line: str) -> None:
    assert find_date(line, lang="ru", timezone=ALMATY, now=NOW) is None


def test_a_slashed_date_is_day_first_only_where_the_language_writes_it_so() -> None:
    fifth_of_december = datetime(2025, 12, 5, tzinfo=ALMATY)
    for lang in ("kk", "ru"):
        found = read("05/12/2025", "kk" if lang == "kk" else "ru")
        assert found is not None
        assert found.at == fifth_of_december
    assert read("05/12/2025", "en") is None
    assert read("05/12/2025") is None
    unambiguous = read("31/07/2026", "en")
    assert unambiguous is not None
    assert unambiguous.at.date() == date(2026, 7, 31)


def test_the_offset_is_that_of_the_day() -> None:
    before, after = read("29.02.2024 12:00"), read("01.03.2024 12:00")
    assert before is not None
    assert after is not None
    assert before.at.utcoffset() == timedelta(hours=6)
    assert after.at.utcoffset() == timedelta(hours=5)


def test_today_is_the_sites_day_and_not_the_readers() -> None:
    late_in_london = datetime(2026, 11, 23, 22, 30, tzinfo=ZoneInfo("Europe/London"))
    found = parse_date("Бүгін, 03:10", lang="kk", timezone=ALMATY, now=late_in_london)
    assert found is not None
    assert found.at.isoformat() == "2026-11-24T03:10:00+05:00"


@given(st.text(max_size=200) | st.from_regex(r"[0-9.:/, -]{1,30}(май|қараша|may)? ?[0-9:]{0,9}"))
def test_no_text_upsets_the_parser(text: str) -> None:
    found = read(text)
    assert found is None or found.at.utcoffset() is not None


@given(
    st.dates(date(1992, 1, 1), date(2099, 12, 31)),
    st.times().map(lambda time: time.replace(second=0, microsecond=0, fold=0)),
    st.sampled_from(
        ["{d:%d.%m.%Y}, {t:%H:%M}", "{d:%Y-%m-%d}T{t:%H:%M}", "{t:%H:%M}, {d:%d.%m.%Y}"]
    ),
)
def test_what_is_written_is_read_back(day: date, time: object, form: str) -> None:
    found = read(form.format(d=day, t=time))
    assert found is not None
    assert (found.at.date(), found.at.time()) == (day, time)
