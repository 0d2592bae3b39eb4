"""The archive's copy of a withdrawn release, as readers get it."""

from __future__ import annotations

import re
from datetime import datetime

import pytest

from notifier.copies import render_copy
from notifier.settings import Lang
from notifier.told import tell
from notifier.words import catalogue
from tests.notifier.news import LANGS, LOCAL, event, event_files, release
from tests.telegram_standin.oracle import parse_html

ARCHIVED = datetime(2025, 11, 18, 14, 5, tzinfo=LOCAL)
SHA256 = "0123456789abcdef" * 4


def copy_of(lang: Lang, text: str, number: int = 0) -> list[str]:
    """The messages, each as Telegram's own parser sees it."""
    told = tell(event(number, (lang,), releases={lang: release(number, lang, text=text)}), lang)
    assert told is not None
    parsed = [parse_html(post.html) for post in render_copy(told, ARCHIVED, SHA256)]
    assert all(len(each.text) <= 4096 and each.covered("ExpandableBlockQuote") for each in parsed)
    return [each.text for each in parsed]


@pytest.mark.parametrize(
    ("lang", "says"),
    [
        ("en", "Archived on 18 November 2025, 14:05"),
        ("ru", "Сохранено в архиве 18 ноября 2025, 14:05"),
        ("kk", f"Мұрағатқа сақталған уақыты: {catalogue('kk').date(ARCHIVED.date())}, 14:05"),
    ],
)
def test_it_says_when_it_was_archived_in_the_channels_language(lang: Lang, says: str) -> None:
    (text,) = copy_of(lang, "One paragraph <b>& more</b>.")
    assert says in text
    assert "One paragraph <b>& more</b>." in text
    assert text.endswith(f"SHA-256: {SHA256}")


@pytest.mark.parametrize("lang", LANGS)
def test_every_release_is_copied_in_full_and_in_order(lang: Lang) -> None:
    for number in range(len(event_files())):
        text = release(number, lang).text
        whole = " ".join(copy_of(lang, text, number))
        for paragraph in text.split("\n\n"):
            assert " ".join(paragraph.split()) in whole


def test_a_long_text_is_cut_between_paragraphs_or_words_and_a_very_long_one_ends() -> None:
    long = "\n\n".join(f"{number} " + "word " * 300 for number in range(5))
    pages = copy_of("en", long)
    assert re.findall(r"\(./.\)", "".join(pages)) == ["(1/3)", "(2/3)", "(3/3)"]
    assert sum(page.count("word") for page in pages) == 1500
    endless = copy_of("en", "word " * 9000)
    assert len(endless) == 3
    assert "…" in endless[-1]
    assert set(re.findall(r"wo\w+", "".join(endless))) == {"word"}
