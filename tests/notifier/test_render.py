"""Every message passes Telegram's own parser and keeps to the layout."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.model import Event
from notifier.digest import Period, compile_digest
from notifier.markup import MESSAGE_LIMIT, Post, length, plain
from notifier.render import mark, mark_of, render_alert, render_digest
from notifier.settings import Lang
from notifier.told import tell
from tests.notifier.news import LANGS, LOCAL, PUBLISHED, event, event_files, release
from tests.telegram_standin.oracle import Parsed, living_entities, parse_html

NUMBERS = range(len(event_files()))
DAY = Period.daily(date(2025, 11, 18), LOCAL)
WEEK = Period.weekly(date(2025, 11, 23), LOCAL)


def alert(found: Event, language: Lang, changed: str | None = None) -> Post:
    told = tell(found, language)
    assert told is not None
    return render_alert(told, changed)


def accepted(post: Post) -> Parsed:
    """What Telegram makes of a post, having checked everything that holds for all of them."""
    parsed = parse_html(post.html)
    assert parsed.text == plain(post.html)
    assert 0 < len(parsed.text) == length(post.html) <= MESSAGE_LIMIT
    assert len(post.html.encode()) <= 32_768
    tags = set(re.findall(r"</?([a-z-]+)", re.sub(r"&\w+;", "", post.html)))
    assert tags <= {"b", "i", "a", "blockquote"}
    return parsed


@pytest.mark.parametrize("language", LANGS)
@pytest.mark.parametrize("number", NUMBERS)
def test_an_alert_is_laid_out_as_promised(number: int, language: Lang) -> None:
    post = alert(event(number), language)
    parsed = accepted(post)
    lines = parsed.text.split("\n")
    assert len(lines[0]) <= 70
    assert parsed.entities[0][0] == "Bold"
    assert lines[0].endswith(parsed.entities[0][1])
    assert "2025" in lines[1]
    before_fold = parsed.text.split("👥")[0]
    assert len(before_fold) <= 1000
    assert sum(line.startswith("• ") for line in before_fold.split("\n")) <= 4
    hashtags = living_entities(lines[-1]).covered("Hashtag")
    assert 2 <= len(hashtags) <= 4
    assert len(set(hashtags)) == len(hashtags)
    assert [name for name, _ in post.buttons] == [
        name
        for lang, name in (("kk", "Қазақша"), ("ru", "Русский"), ("en", "English"))
        if lang != language
    ]


@pytest.mark.parametrize("language", LANGS)
@pytest.mark.parametrize("period", [DAY, WEEK], ids=["daily", "weekly"])
def test_a_digest_is_cut_between_items_and_says_which_part_it_is(
    language: Lang, period: Period
) -> None:
    events = [event(number) for number in NUMBERS] * 3
    posts = render_digest(compile_digest(events, period, language))
    titles = [told.title for told in compile_digest(events, period, language).items]
    assert len(posts) > 2
    for number, post in enumerate(posts, start=1):
        parsed = accepted(post)
        assert f"({number}/{len(posts)})" in parsed.text.split("\n")[0]
        assert parsed.text.split("\n")[0].startswith("🗓 ")
    everything = "".join(post.html for post in posts)
    items = [int(found) for found in re.findall(r"^(\d+)\. <a ", everything, re.MULTILINE)]
    assert items == list(range(1, len(titles) + 1))
    last = parse_html(posts[-1].html)
    assert "primeminister.kz" in last.text.split("\n")[-1]
    assert last.entities[-1][0] == "Italic"


@pytest.mark.parametrize(
    ("language", "words"), [("en", "26 meetings"), ("ru", "26 встреч"), ("kk", "26 кездесу")]
)
def test_a_digest_counts_in_the_grammar_of_its_language(language: Lang, words: str) -> None:
    posts = render_digest(compile_digest([event(n) for n in NUMBERS], DAY, language))
    assert words in posts[0].html


def test_a_digest_of_nothing_is_no_message() -> None:
    assert render_digest(compile_digest([], DAY, "en")) == []
    speeches = [event(number) for number in NUMBERS if not event(number).is_meeting]
    assert render_digest(compile_digest(speeches, DAY, "en")) == []
    assert render_digest(compile_digest(speeches, DAY, "en", only_meetings=False))


def test_a_weekly_digest_has_a_heading_for_every_day() -> None:
    events = [
        replace(event(number), published_at=PUBLISHED + timedelta(days=number // 2))
        for number in (0, 1, 2, 3, 4)
    ]
    (post,) = render_digest(compile_digest(events, WEEK, "en"))
    assert "17–23 November 2025: 5 meetings" in post.html
    for heading in ("Tuesday, 18 November", "Wednesday, 19 November", "Thursday, 20 November"):
        assert post.html.count(f"<b>{heading}</b>") == 1


def test_a_missing_language_falls_back_to_russian_then_kazakh_and_says_so() -> None:
    english = alert(event(0, ("kk", "ru")), "en").html
    assert "Not out in English yet. This is the Russian text." in english
    assert "Главы правительств обсудили" in english
    assert "Full text" in english
    assert "Kazakh text" in alert(event(0, ("kk",)), "en").html
    assert "на английском языке" in alert(event(0, ("en",)), "ru").html
    assert "орысша" in alert(event(0, ("ru", "en")), "kk").html
    assert "Not out" not in alert(event(0), "en").html


def test_an_event_without_a_release_that_is_sure_is_not_told() -> None:
    unsure = replace(event(0), releases={"en": release(0, "en", status="unsure")})
    assert tell(unsure, "en") is None
    assert tell(replace(event(0), releases={}), "en") is None


def test_a_withdrawn_release_is_told_as_withdrawn_in_alert_and_digest() -> None:
    gone = replace(event(0), releases={"en": release(0, "en", status="withdrawn")})
    assert "This release has been taken off the site." in alert(gone, "en").html
    (post,) = render_digest(compile_digest([gone], DAY, "en"))
    assert "taken off the site" in post.html


def test_a_live_translation_is_preferred_to_a_withdrawn_one() -> None:
    mixed = replace(
        event(0), releases={"ru": release(0, "ru", status="withdrawn"), "kk": release(0, "kk")}
    )
    told = tell(mixed, "en")
    assert told is not None
    assert told.spoken == "kk"


def test_a_correction_carries_its_time_and_gives_it_back() -> None:
    told = tell(event(0), "en")
    assert told is not None
    same_day = mark(told, PUBLISHED.replace(hour=15, minute=5))
    next_day = mark(told, PUBLISHED + timedelta(days=1))
    assert same_day == "15:05"
    assert next_day == "19 November, 14:00"
    for changed in (same_day, next_day):
        post = render_alert(told, changed)
        assert f"✏️ {changed}" in accepted(post).text.split("\n")[1]
        assert mark_of(post) == changed
    assert mark_of(render_alert(told)) is None


@pytest.mark.parametrize("number", range(len(event_files())))
def test_the_mark_of_a_correction_costs_the_reader_nothing(number: int) -> None:
    for lang in LANGS:
        told = tell(event(number), lang)
        assert told is not None
        marked = render_alert(told, "18 November, 15:05").html
        assert marked.replace(" · ✏️ 18 November, 15:05", "") == render_alert(told).html


def test_hashtags_are_those_of_the_table_in_the_channels_language() -> None:
    council = event(1)
    for language, tags in (
        ("en", ["#SCO", "#Uzbekistan"]),
        ("ru", ["#ШОС", "#Узбекистан"]),
        ("kk", ["#ШЫҰ", "#Өзбекстан"]),
    ):
        last = plain(alert(council, language).html).split("\n")[-1]  # type: ignore[arg-type]
        assert living_entities(last).covered("Hashtag")[:2] == tags


def test_people_carry_flags_as_list_marks_and_international_officials_a_bullet() -> None:
    text = plain(alert(event(1), "en").html)
    assert "\n🇺🇿 Jahongir Yusupov, Premier\n" in text
    assert "\n• Rustam Saidov, Premier\n" in text


def test_a_crowd_is_counted_rather_than_cut_in_the_middle_of_a_name() -> None:
    many = [
        {"name": f"Person {number}", "office": "Minister of a long name" * 3, "country": "KZ"}
        for number in range(200)
    ]
    crowded = release(0, "en")
    crowded = replace(crowded, analysis={**crowded.analysis, "participants": many})
    text = accepted(alert(replace(event(0), releases={"en": crowded}), "en")).text
    assert re.search(r"\nand \d+ more\n", text)


def test_a_figure_apart_from_its_sentence_is_told_with_its_bound() -> None:
    figures = [
        {
            "text": "67 млрд долларов",
            "value": 67e9,
            "unit": "USD",
            "qualifier": ">",
            "subject": "Товарооборот Казахстана со странами ШОС",
        },
    ]
    made = release(0, "ru")
    made = replace(made, analysis={**made.analysis, "figures": figures, "summary": "Кратко."})
    post = alert(replace(event(0), releases={"ru": made}), "ru")
    wanted = "• Товарооборот Казахстана со странами ШОС: <b>более 67 млрд долларов</b>"
    assert wanted in post.html


def test_an_analysis_that_says_nothing_still_makes_a_post() -> None:
    bare = release(0, "en", analysis={})
    post = alert(replace(event(0), releases={"en": bare}), "en")
    text = accepted(post).text
    assert "18 November 2025" in text
    assert "Full text" in text


hostile = st.one_of(
    st.text(max_size=200),
    st.text(alphabet="<>&\"'/abc &lt;&#x;", max_size=300),
    st.sampled_from(
        [
            "<b>bold</b> & <script>alert(1)</script>",
            "&nbsp;&lt;&amp;amp;",
            "\u202eסוף\u202c ‏עברית العربية",
            "👩‍👩‍👧‍👦🇰🇿🏳️‍🌈" * 40,
            "слово " * 2000,
            "x" * 10_000,
            "a\x00b\x1b[31mc\ud7ff\ufeff",
            "</blockquote></a></b>",
            "#2025 #made-up @somebody https://example.org/?a=1&b=2",
        ]
    ),
)


@settings(deadline=None, max_examples=80)
@given(
    title=hostile,
    text=hostile,
    name=hostile,
    office=hostile,
    figure=hostile,
    url=st.one_of(
        st.just("https://primeminister.kz/en/news/1?a=1&b=\"2'"),
        st.just("javascript:alert(1)"),
        st.text(max_size=50),
        st.just("https://primeminister.kz/" + "ә" * 3000),
    ),
    country=st.one_of(st.none(), st.sampled_from(["KZ", "XX", "", "kz", "ÄÖ", "KGZ"])),
)
def test_hostile_texts_never_break_a_message(
    title: str, text: str, name: str, office: str, figure: str, url: str, country: str | None
) -> None:
    made = release(
        0,
        "en",
        title=title,
        text=text,
        url=url,
        siblings={"en": url, "ru": url},
        analysis={
            "summary": text,
            "place": {"city": name, "country": country},
            "date": {"start": title[:10], "end": None},
            "participants": [{"name": name, "office": office, "country": country}] * 30,
            "figures": [
                {"text": figure, "value": 1, "unit": "USD", "subject": text, "qualifier": ">"},
                {"text": text[:5], "value": 2, "unit": "USD", "subject": text, "qualifier": "~"},
            ],
            "organisations": [name, office],
            "topics": [title],
        },
    )
    found = replace(event(0), releases={"en": made})
    accepted(alert(found, "en"))
    accepted(alert(found, "kk", "14:05"))
    for post in render_digest(compile_digest([found] * 12, DAY, "ru")):
        accepted(post)


def test_period_of_a_day_closes_at_its_hour_and_loses_no_evening() -> None:
    first = Period.daily(date(2025, 11, 18), LOCAL, time(19))
    second = Period.daily(date(2025, 11, 19), LOCAL, time(19))
    assert first.end == second.start == datetime(2025, 11, 18, 14, tzinfo=UTC)
    assert first.subject == "day:2025-11-18"
    assert DAY.start == datetime(2025, 11, 18, tzinfo=LOCAL)
    assert DAY.end == datetime(2025, 11, 19, tzinfo=LOCAL)
    assert WEEK.subject == "week:2025-11-17"
    assert (WEEK.start.date(), WEEK.end.date()) == (date(2025, 11, 17), date(2025, 11, 24))
    span = Period.span(date(2025, 11, 1), date(2025, 11, 18), LOCAL)
    assert (span.kind, span.last_day) == ("weekly", date(2025, 11, 18))
    assert span.end - span.start == timedelta(days=18)
    assert Period.span(DAY.day, DAY.day, LOCAL) == DAY


@pytest.mark.parametrize(
    ("sentence", "bullet"),
    [
        ("- engineering up 15%;", "Engineering up <b>15%</b>."),
        ("\u201cTrade grew by 15% last year.", "Trade grew by <b>15%</b> last year."),
        ("Trade grew by 15%\u201d, he said.", "Trade grew by <b>15%</b>."),
        ('"Trade grew by 15%", he said.', '"Trade grew by <b>15%</b>", he said.'),
        ('Trade grew by 15%", he said.', "Trade grew by <b>15%</b>."),
    ],
)
def test_a_bullet_has_no_half_of_a_quotation_or_list(sentence: str, bullet: str) -> None:
    figures = [{"text": "15%", "value": 15, "unit": "percent", "subject": sentence}]
    made = release(0, "en")
    made = replace(made, analysis={**made.analysis, "figures": figures, "summary": "In short."})
    post = alert(replace(event(0), releases={"en": made}), "en")
    assert f"\n• {bullet}\n" in post.html
