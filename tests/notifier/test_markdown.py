"""A post as Markdown: what CommonMark makes of it is what readers see in Telegram."""

from __future__ import annotations

import re
from html import unescape

import pytest
from markdown_it import MarkdownIt

from notifier.digest import Period, compile_digest
from notifier.markdown import render_markdown
from notifier.markup import Post, plain
from notifier.render import render_alert, render_digest
from notifier.settings import Lang
from notifier.told import tell
from tests.notifier.news import LANGS, LOCAL, PUBLISHED, event, event_files


def rendered(post: Post) -> str:
    return str(MarkdownIt("commonmark").render(render_markdown(post)))


def seen(html: str) -> str:
    """The letters, digits and signs that a reader sees, without those that mark a list."""
    return squeezed(unescape(re.sub(r"<[^>]+>", "", html)))


def squeezed(text: str) -> str:
    return re.sub(r"[\s•]+", "", text)


@pytest.mark.parametrize("lang", LANGS)
def test_every_alert_and_digest_says_the_same_in_markdown(lang: Lang) -> None:
    events = [event(number) for number in range(len(event_files()))]
    alerts = [told for told in (tell(each, lang) for each in events) if told is not None]
    posts = [render_alert(told) for told in alerts]
    period = Period.daily(PUBLISHED.date(), LOCAL)
    posts += render_digest(compile_digest(events, period, lang, only_meetings=False))
    assert len(posts) > 30
    for post in posts:
        html = rendered(post)
        labels = "·".join(label for label, _ in post.buttons)
        numbered = re.sub(r"(?m)^\d+\. ", "", plain(post.html))
        assert seen(html) == squeezed(numbered + labels)
        assert html.startswith("<h1>")
        assert html.count("<a href=") == post.html.count("<a href=") + len(post.buttons)
        assert html.count("<blockquote>") == post.html.count("<blockquote")


@pytest.mark.parametrize(
    "text",
    [
        "a * b * c and _so_ on",
        "# no heading",
        "1. no list",
        "- no list",
        "=====",
        "[x](y) and ![z]",
        "&lt;b&gt; and &amp;copy;",
        "`code` ~~gone~~ a\\b",
        "+ no list",
    ],
)
def test_what_would_be_markup_is_shown_as_it_is(text: str) -> None:
    html = rendered(Post(f"First\n\n{text}\nnext"))
    assert seen(html) == squeezed(f"First{unescape(text)}next")
    assert re.search("<(?!/?(h1|p)>|br />)", html) is None


def test_links_bold_lines_and_quotations_stay_what_they_are() -> None:
    post = Post(
        "🌏 <b>A &amp; B</b>\n<i>1 May</i> · ✏️ 14:05\n\n• grew by <b>12%</b>\n• fell\n\n"
        "<blockquote expandable>👥 one\ntwo</blockquote>\n"
        '<a href="https://x.kz/?a=1&amp;copy;=(2)">Full text</a>   #SCO',
        (("Русский", "https://x.kz/ru"),),
    )
    html = rendered(post)
    assert "\n\n\n" not in render_markdown(post)
    assert "<h1>🌏 A &amp; B</h1>" in html
    assert "<em>1 May</em> · ✏️ 14:05" in html
    assert "<li>grew by <strong>12%</strong></li>\n<li>fell</li>" in html
    assert "<blockquote>\n<p>👥 one<br />\ntwo</p>\n</blockquote>" in html
    assert '<p><a href="https://x.kz/?a=1&amp;copy;=(2)">Full text</a>' in html
    assert '<a href="https://x.kz/ru">Русский</a>' in html
