"""The page of phones shows what a reader of the channel would see."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.request import urlopen

import pytest
from parsel import Selector

from replica.telegram import Chat, serving_telegram
from replica.telegram.markup import Rejected, plain_text
from replica.telegram.phone import phones

MOMENT = datetime(2026, 3, 21, 9, 5, tzinfo=UTC)
MESSAGE = {
    "chat_id": "-1001",
    "parse_mode": "HTML",
    "text": '<b>A &amp; B met</b>\n<blockquote expandable>Ann\nBob</blockquote>\n<a href="https://x/1">Text</a>',
    "reply_markup": '{"inline_keyboard": [[{"text": "Қазақша", "url": "https://x/kk?a=1&b=2"}]]}',
}


@pytest.fixture
def chat() -> Chat:
    return Chat(-1001, title="Talks <1>", language="kk", clock=lambda: MOMENT)


def page(chat: Chat) -> Selector:
    return Selector(phones([chat]))


def said(selector: Selector, css: str) -> list[str]:
    """The text of each element that is found."""
    return [found.xpath("string()").get("") for found in selector.css(css)]


def test_a_message_is_shown_with_its_text_link_and_time_of_the_readers(chat: Chat) -> None:
    chat.send(MESSAGE)
    shown = page(chat)
    assert said(shown, "article b") == ["A & B met"]
    assert shown.css("article .body a::attr(href)").getall() == ["https://x/1"]
    assert said(shown, "article footer") == ["14:05"]


def test_buttons_stand_below_the_message(chat: Chat) -> None:
    chat.send(MESSAGE)
    (button,) = page(chat).css("article > a.button")
    assert (button.css("::text").get(), button.attrib["href"]) == (
        "Қазақша",
        "https://x/kk?a=1&b=2",
    )


def test_an_expandable_quotation_begins_folded(chat: Chat) -> None:
    chat.send(MESSAGE)
    assert said(page(chat), "blockquote.folded") == ["Ann\nBob"]


def test_an_edited_message_says_so_in_the_language_of_the_channel(chat: Chat) -> None:
    post = chat.send(MESSAGE)
    chat.edit(MESSAGE | {"text": "<b>C met</b>", "message_id": str(post.id)})
    assert said(page(chat), "article .body") == ["C met"]
    assert said(page(chat), "article footer") == ["өңделген 14:05"]


def test_an_answer_shows_the_first_line_of_what_it_answers(chat: Chat) -> None:
    post = chat.send(MESSAGE)
    answer = {
        "parse_mode": "HTML",
        "text": "No",
        "reply_parameters": f'{{"message_id": {post.id}}}',
    }
    chat.send(answer)
    assert said(page(chat), ".reply") == ["A & B met"]
    assert page(chat).css(".reply::attr(href)").getall() == [f"#m{post.id}"]


def test_every_day_is_headed_by_its_date(chat: Chat) -> None:
    chat.send(MESSAGE)
    chat.send(MESSAGE)
    chat.clock = lambda: MOMENT + timedelta(days=1)
    chat.send(MESSAGE)
    assert said(page(chat), ".day") == ["21 наурыз", "22 наурыз"]


def test_the_title_of_a_channel_cannot_break_the_page(chat: Chat) -> None:
    assert said(page(chat), "header b") == ["Talks <1>"]


def test_the_page_is_served_and_follows_the_channels() -> None:
    with serving_telegram(-1001, -1002) as telegram:
        telegram.chats[-1001].send(MESSAGE)
        with urlopen(telegram.url) as answer:
            served = Selector(answer.read().decode())
    assert len(served.css(".phone")) == 2
    assert len(served.css("article")) == 1
    assert served.css("script")
    assert not Selector(telegram.page()).css("script")


@pytest.mark.parametrize("text", ["<p>a</p>", "<b>a", "<b><i>a</b></i>", "a</b>"])
def test_markup_that_telegram_refuses_is_refused_without_its_parser_too(text: str) -> None:
    with pytest.raises(Rejected, match="can't parse entities"):
        plain_text(text)


def test_markup_is_read_as_the_text_that_readers_see() -> None:
    assert plain_text('<a href="https://x">a &lt; b</a>\n<u>c</u>') == "a < b\nc"
