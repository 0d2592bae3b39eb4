"""How a post looks in Telegram's HTML."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from notifier.digest import Digest
from notifier.figures import KeyFigure
from notifier.hashtags import tags_for
from notifier.headline import shorten
from notifier.markup import MESSAGE_LIMIT, Post, cut, emphasise, escape, length, link, web_address
from notifier.told import HOME, Person, Told
from notifier.words import Catalogue, catalogue, kind_words

#: How much a reader is shown before the fold, roughly, in characters.
FOLD = 600
_SUMMARY, _BULLET, _BULLETS, _TITLE, _NAME, _OFFICE, _PLACE = 300, 140, 4, 200, 80, 160, 80

#: Kinds of release whose people are named and take part in nothing.
_NOBODY_TAKES_PART = ("appointment", "statement", "other")

#: What stands between the date line and the time of a correction.
_MARK = " · ✏️ "

#: Telegram takes no more bytes of markup than this before parsing; a margin is kept.
_RAW_LIMIT = 30_000
#: What the people of one post may take, in characters.
_PEOPLE = 2_400


def mark(told: Told, at: datetime) -> str:
    """What says when a post was changed after it had been sent; ``at`` is local time."""
    clock = f"{at:%H:%M}"
    if at.date() == told.event.published_at.date():
        return clock
    return f"{catalogue(told.language).date(at.date(), year=False)}, {clock}"


def mark_of(post: Post) -> str | None:
    """The mark that a rendered post carries; None where it has never been changed."""
    _, sign, changed = post.html.split("\n", 2)[1].rpartition(_MARK)
    return changed if sign else None


def render_alert(told: Told, changed: str | None = None) -> Post:
    """The post about one event; ``changed`` is the mark of a correction."""
    words, said = catalogue(told.language), catalogue(told.spoken)
    emoji = kind_words(told.event.kind).emoji
    top = [
        f"{emoji} <b>{escape(told.headline)}</b>",
        f"<i>{escape(_when_and_where(told, words))}</i>",
    ]
    if told.is_withdrawn:
        top.append(f"🗑 <i>{escape(words.words.withdrawn)}</i>")
    if told.is_fallback:
        note = words.words.fallback.format(language=words.languages[told.spoken])
        top.append(f"<i>{escape(note)}</i>")
    blocks = ["\n".join(top)]
    if told.lead:
        blocks.append(emphasise(shorten(told.lead, _SUMMARY, said), list(told.all_figures)))
    bullets = _bullets(told.figures, said, FOLD - sum(map(length, blocks)))
    if changed is not None:
        # Only now: a mark must not cost the reader a figure.
        top[1] += f"{_MARK}{changed}"
        blocks[0] = "\n".join(top)
    if bullets:
        blocks.append("\n".join(bullets))
    last = f"{link(told.release.url, words.words.source)}   {' '.join(tags_for(told))}"
    takes_part = told.event.kind not in _NOBODY_TAKES_PART
    label = words.words.participants if takes_part else words.words.people
    people = _people(told.people, label, words)
    blocks.append(f"{people}\n{last}" if people else last)
    return Post("\n\n".join(blocks), _buttons(told))


def render_digest(digest: Digest) -> list[Post]:
    """The posts of a digest, cut between items; empty where there is nothing to say."""
    if not digest.items:
        return []
    words = catalogue(digest.language)
    period = digest.period
    daily = period.kind == "daily"
    count = words.plural(_counted(digest), len(digest.items))
    title = f"{words.dates(period.day, period.last_day)}: {count}"

    def head(number: int, of: int) -> str:
        return f"🗓 <b>{escape(title)}</b>" + (f" ({number}/{of})" if of > 1 else "")

    end = [_footer(digest, words)]
    people = _people(digest.guests, words.words.met_with, words)
    if people:
        end.insert(0, people)
    pages = paginate(head, _items(digest, words, brief=False) + end)
    if not daily and len(pages) > 1:
        # Of many days at once titles are enough; of few, a sentence each can be read.
        pages = paginate(head, _items(digest, words, brief=True) + end)
    return [Post(html) for html in pages]


def paginate(head: Callable[[int, int], str], blocks: Sequence[str]) -> list[str]:
    """Messages of as many whole ``blocks`` as fit, each under ``head(number, of)``.

    Every block has to be shorter than a message.
    """
    room = MESSAGE_LIMIT - length(head(99, 99)) - 2
    pages: list[list[str]] = [[]]
    left, raw = room, _RAW_LIMIT
    for block in blocks:
        left -= length(block) + 2
        raw -= len(block.encode())
        if pages[-1] and min(left, raw) < 0:
            pages.append([])
            left, raw = room - length(block) - 2, _RAW_LIMIT - len(block.encode())
        pages[-1].append(block)
    return [
        "\n\n".join([head(number, len(pages)), *page]) for number, page in enumerate(pages, start=1)
    ]


def flag(country: str | None) -> str:
    """The flag of an ISO 3166-1 alpha-2 code; a bullet where there is none."""
    if country is None or len(country) != 2 or not (country.isascii() and country.isupper()):
        return "•"
    return "".join(chr(0x1F1E6 + ord(letter) - ord("A")) for letter in country)


def _when_and_where(told: Told, words: Catalogue) -> str:
    return " · ".join(part for part in (words.dates(*told.days), _place(told, words)) if part)


def _place(told: Told, words: Catalogue) -> str:
    abroad = told.country is not None and told.country != HOME
    country = words.country(told.country or "") if abroad else None
    return cut(", ".join(part for part in (told.city, country) if part), _PLACE)


def _bullets(figures: Sequence[KeyFigure], words: Catalogue, room: int) -> list[str]:
    """The most telling figures, as many as fit; one at least."""
    bullets: list[str] = []
    for figure in figures[:_BULLETS]:
        bullet = f"• {_figure(figure, words)}"
        room -= length(bullet)
        if bullets and (room < 0 or figure.score < 0):
            break
        bullets.append(bullet)
    return bullets


def _figure(figure: KeyFigure, words: Catalogue) -> str:
    if not figure.apart:
        return emphasise(figure.text, list(figure.texts))
    number = figure.texts[0]
    if figure.qualifier in words.qualifiers and (number[:1].isdigit() or not number[:1].isalpha()):
        number = f"{words.qualifiers[figure.qualifier]} {number}"
    bold = f"<b>{escape(cut(number, _BULLET))}</b>"
    return f"{escape(shorten(figure.text, _BULLET, words))}: {bold}" if figure.text else bold


def _people(people: Sequence[Person], title: str, words: Catalogue) -> str:
    if not people:
        return ""
    rows = [f"👥 <b>{escape(title)}</b>"]
    room = _PEOPLE
    for number, person in enumerate(people):
        parts = [cut(person.name, _NAME), cut(person.office or "", _OFFICE)]
        parts.append(cut(person.organisation or "", _OFFICE))
        row = escape(f"{flag(person.country)} {', '.join(part for part in parts if part)}")
        room -= length(row) + 1
        if room < 0:
            rows.append(escape(words.words.and_more.format(count=len(people) - number)))
            break
        rows.append(row)
    return f"<blockquote expandable>{chr(10).join(rows)}</blockquote>"


def _buttons(told: Told) -> tuple[tuple[str, str], ...]:
    return tuple(
        (catalogue(lang).button, url) for lang, url in told.others if web_address(url) is not None
    )


def _counted(digest: Digest) -> str:
    return "meetings" if all(told.event.is_meeting for told in digest.items) else "releases"


def _items(digest: Digest, words: Catalogue, *, brief: bool) -> list[str]:
    """The items in order, of more than one day with a heading for each day."""
    blocks: list[str] = []
    day = None
    for number, told in enumerate(digest.items, start=1):
        published = told.event.published_at.date()
        heading = ""
        if digest.period.kind != "daily" and published != day:
            heading, day = f"<b>{escape(words.weekday(published))}</b>\n", published
        blocks.append(heading + _item(number, told, words, brief=brief))
    return blocks


def _item(number: int, told: Told, words: Catalogue, *, brief: bool) -> str:
    rows = [f"{number}. {link(told.release.url, cut(told.title, _TITLE))}"]
    notes = [_place(told, words)]
    if told.is_withdrawn:
        notes.append(words.words.withdrawn_short)
    note = " · ".join(part for part in notes if part)
    if note:
        rows.append(f"<i>{escape(note)}</i>")
    if not brief and told.summary:
        said = catalogue(told.spoken)
        rows.append(emphasise(shorten(told.summary, _SUMMARY, said), list(told.all_figures)))
    return "\n".join(rows)


def _footer(digest: Digest, words: Catalogue) -> str:
    rows = []
    counts: dict[str, int] = {}
    for told in digest.items:
        counts[told.event.kind] = counts.get(told.event.kind, 0) + 1
    kinds = [
        f"{kind_words(kind).plural[digest.language]}: <b>{count}</b>"
        for kind, count in sorted(counts.items(), key=lambda pair: -pair[1])
    ]
    if digest.left_out:
        kinds.append(escape(words.plural("other_releases", digest.left_out)))
    rows.append(" · ".join(kinds))
    sites = dict.fromkeys(urlsplit(told.release.url).hostname or "" for told in digest.items)
    site = ", ".join(name for name in sites if name)
    rows.append(f"<i>{escape(words.words.unofficial.format(site=site))}</i>")
    return "\n".join(rows)
