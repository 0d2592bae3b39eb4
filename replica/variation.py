"""Texts made of other texts: numbered variations of an event, and small corrections.

With the variations a history may be longer than the list of events.
"""

from __future__ import annotations

import random
import re
import zlib
from dataclasses import replace
from datetime import timedelta

from replica.languages import LANGS, Lang, read_toml
from replica.model import Event, Text

_SENTENCES: list[list[str]] = read_toml("variation.toml")["sentences"]
_ADDED = 5

# Not a day of a month, not a year, not a part of a longer number or word: those would turn a
# date into nonsense.
_FIGURE = re.compile(r"(?<![\w.,-])(?!(?:19|20)\d\d\b)(\d{2,})([.,]\d+)?(?![\w.,]*\d)")
_LAST_DAY_OF_A_MONTH = 31


def vary(event: Event, variation: int) -> Event:
    """The ``variation``-th telling of an event (0: the event itself).

    Title and slug get the number, the figures of the text change alike in all languages, and a
    paragraph is added; a known time moves by weeks. The same input always gives the same event.
    """
    if variation == 0:
        return event
    texts = {
        lang: _vary_text(event.id, text, lang, variation) for lang, text in event.texts.items()
    }
    return replace(event, id=f"{event.id}-{variation + 1}", texts=texts)


def _vary_text(event_id: str, text: Text, lang: Lang, variation: int) -> Text:
    seed = f"{event_id}:{variation}"

    def changed(match: re.Match[str]) -> str:
        whole, fraction = match.group(1), match.group(2) or ""
        if not fraction and int(whole) <= _LAST_DAY_OF_A_MONTH:
            return match.group()
        # Made of the digits alone: "11,3" and "11.3" must stay the same figure. The first digit
        # stays: a share of 96 % must not become one of 300 %.
        noise = zlib.crc32(f"{seed}:{whole}:{fraction[1:]}".encode())
        rest = len(whole) - 1
        return f"{whole[0]}{noise % 10**rest:0{rest}d}{fraction}"

    body = f"{_FIGURE.sub(changed, text.body)}\n\n{_added_paragraph(seed, lang)}"
    number = variation + 1
    path = f"{text.path}-{number}" if text.path else None
    at = text.published_at and text.published_at + timedelta(weeks=variation)
    return replace(
        text,
        title=f"{text.title} ({number})",
        slug=f"{text.slug}-{number}",
        body=body,
        path=path,
        published_at=at,
    )


def _added_paragraph(seed: str, lang: Lang) -> str:
    rng = random.Random(seed)
    chosen = rng.sample(_SENTENCES, _ADDED)
    pairs = [(rng.randint(100, 9999), rng.randint(10, 99)) for _ in chosen]
    return " ".join(
        sentence[LANGS.index(lang)].format(a=a, b=b)
        for sentence, (a, b) in zip(chosen, pairs, strict=True)
    )


def nth_event(events: tuple[Event, ...], index: int) -> Event:
    """The ``index``-th event of the endless series that cycles through ``events``."""
    cycle, position = divmod(index, len(events))
    return vary(events[position], cycle)


#: What an editor corrects: a percentage rather than a large number, rather than any number.
_CORRECTED = (
    re.compile(r"\d+(?=\s?%)"),
    re.compile(r"(?!(?:19|20)\d\d\b)\d{2,}"),
    re.compile(r"\d+"),
)


def with_one_figure_changed(body: str) -> str:
    """``body`` with one of its figures one higher; with a note where it has none."""
    for pattern in _CORRECTED:
        if found := list(pattern.finditer(body)):
            last = found[-1]
            raised = str(int(last.group()) + 1).zfill(len(last.group()))
            return body[: last.start()] + raised + body[last.end() :]
    return f"{body} (1)"
