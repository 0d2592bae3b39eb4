"""Speech in quotation marks that a text ascribes to a person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from meetings.model import Lang, Person, Quote, Span
from meetings.quotes.marks import Marked, Marks
from meetings.quotes.names import is_name
from meetings.quotes.speakers import Speakers, Words, ascription_words

_REACH = 260
_CONTEXT = 700
_MOST_PASSAGES = 1000
_FEWEST_WORDS = 3
_LONGEST_SUBJECT = 24
# A point after an initial, also one of two letters (Zh., Дж.), ends nothing.
_POINT = r"(?<![\s.\"”][^\W\d_a-zа-яё])(?<![\s.\"”][A-ZА-ЯЁ][hueaszж])[.!?]"
_SEGMENT_END = re.compile(rf"{_POINT}(?=\s|$)|[\n«“„»”]|[;:](?=\s)")
#: Names in marks may stand within: "said the head of “Vela Stroy” A. Omarov".
_ENGLISH_SEGMENT_END = re.compile(rf"{_POINT}(?=\s|$)|\n|[;:](?=\s)")
_LEAD = re.compile(r"\s*[,.]?\s*(?:[—–-]{1,2}\s*)?")
_DASH = re.compile(r"\s*[,.]?\s*[—–-]{1,2}\s*")
_INSERTION = re.compile(
    r"[,.!?…]?\s[—–-]\s(?P<segment>[^—–«»“”\n]{3,180}?)(?P<out>[.,]?\s[—–-]\s|\.?$)"
)
_SENTENCE_START = re.compile(rf"{_POINT}\s+|\n")


@dataclass(frozen=True, slots=True)
class _Ascribed:
    marked: Marked
    speaker: str
    text: str


def read_quotes(text: str, lang: Lang, people: Sequence[Person]) -> tuple[Quote, ...]:
    """The speech of persons in ``text``, in order, parts of one speech joined.

    ``people`` are those read out of the same text; a title ("the Head of Government") or a
    surname is resolved to the full name through them. Names in marks and scare quotes are none.
    """
    words = ascription_words(lang)
    speakers = Speakers(people, lang, text)
    marks = Marks(
        text,
        lambda end: _ascribes_after(text, end, words),
        lambda start, end: _is_told_within(text, start, end, words),
        (lambda end: _is_ascribed(text, end, words)) if lang == "en" else None,
    )
    passages = marks.passages()
    if lang == "en":
        passages = [marked for marked in passages if not is_name(text, marked, words)]
    ascribed: list[_Ascribed] = []
    for index, marked in enumerate(passages[:_MOST_PASSAGES]):
        following = passages[index + 1].start if index + 1 < len(passages) else len(text)
        previous = ascribed[-1] if ascribed else None
        found = _ascribe(text, marked, following, words, speakers, previous)
        if found is not None:
            ascribed.append(found)
    return tuple(_joined(text, ascribed))


def _ascribe(
    text: str,
    marked: Marked,
    following: int,
    words: Words,
    speakers: Speakers,
    previous: _Ascribed | None,
) -> _Ascribed | None:
    content, inner = _content(text, marked, words)
    if len(content.split()) < _FEWEST_WORDS:
        return None
    low = max(previous.marked.end if previous is not None else 0, marked.start - _CONTEXT)
    context = text[low : marked.start]
    for segment, backwards in _segments(text, marked, following, inner, words, previous):
        speaker = speakers.resolve(segment, context, nearest_to_end=backwards)
        if speaker is None and words.pronouns.search(segment):
            speaker = speakers.subject_of_last_sentence(context)
            if speaker is None and previous is not None:
                speaker = previous.speaker
        if speaker is not None:
            return _Ascribed(marked, speaker, content)
    if previous is not None and _goes_on(text, previous.marked, marked):
        return _Ascribed(marked, previous.speaker, content)
    return None


def _segments(
    text: str,
    marked: Marked,
    following: int,
    inner: str,
    words: Words,
    previous: _Ascribed | None,
) -> list[tuple[str, bool]]:
    """Words that may ascribe the passage, the surest first; True: the name stands at the end."""
    segments: list[tuple[str, bool]] = []
    if inner:
        segments.append((inner, False))
    after = _segment_after(text, marked.end, following, words)
    if words.documents is not None and words.documents.match(after):
        return []
    if not _sounds_spoken(text, marked, after):
        after = ""
    if after:
        segments.append((after, False))
    before = _segment_before(text, marked.start, words, previous)
    if before:
        segments.append((before, True))
    elif after.startswith("де"):
        # Kazakh: the speaker opens the sentence, the verb closes it: А. Б. «…» деп айтты.
        segments.append((_sentence_before(text, marked.start, previous), False))
    return segments


def _sentence_before(text: str, start: int, previous: _Ascribed | None) -> str:
    """What stands before ``start`` in its sentence."""
    low = max(0, start - _REACH)
    if previous is not None:
        low = max(low, previous.marked.end)
    return _SENTENCE_START.split(text[low:start])[-1]


def _ascribes_after(text: str, end: int, words: Words) -> bool:
    return bool(_DASH.match(text, end)) and bool(_segment_after(text, end, end + _REACH, words))


_SPOKEN = re.compile(r"[,.!?…][ \u00a0]{0,2}[\"”]$")
_FURTHER_SPEECH = re.compile(r"[,.!?…][ \u00a0]{0,2}[\"”]")
_ANY_MARK = re.compile(r"[\"“”]")
_PARTED = re.compile(r" {0,2}[,–—-]")


def _is_ascribed(text: str, end: int, words: Words) -> bool:
    """Whether the mark that ends at ``end`` is parted from what follows, and that ascribes it.

    A comma after the mark may also part names in marks from each other.
    """
    spoken = _SPOKEN.search(text, max(0, end - 4), end)
    if not spoken and not _PARTED.match(text, end):
        return False
    segment = _segment_after(text, end, end + _REACH, words)
    verb = words.verbs.search(segment)
    if verb is None:
        return False
    further = _FURTHER_SPEECH if spoken else _ANY_MARK
    return further.search(segment, 0, verb.start()) is None


def _is_told_within(text: str, start: int, end: int, words: Words) -> bool:
    tail = text[max(start, end - _REACH) : end]
    return any(
        words.verbs.search(tail, match.end(), match.end() + 40)
        for match in re.finditer(r"\s[—–-]\s", tail)
    )


def _segment_after(text: str, end: int, following: int, words: Words) -> str:
    lead = _LEAD.match(text, end)
    begin = lead.end() if lead is not None else end
    if "\n" in text[end:begin] or _stops(text, end):
        return ""
    ends = _SEGMENT_END if words.heads is None else _ENGLISH_SEGMENT_END
    stop = ends.search(text, begin, min(len(text), begin + _REACH))
    finish = min(stop.start() if stop is not None else begin + _REACH, following)
    segment = text[begin:finish]
    verb = words.verbs.search(segment)
    if verb is None or len(segment[: verb.start()].split()) > _LONGEST_SUBJECT:
        return ""
    return segment


def _sounds_spoken(text: str, marked: Marked, after: str) -> bool:
    """Whether comma, stop or dash part the marks from what follows: names in marks have none."""
    last = text[marked.spans[-1][0] : marked.spans[-1][1]].rstrip()[-1:]
    following = text[marked.end : marked.end + 3].lstrip()
    return (
        last in (",", ".", "!", "?", "…", "-", "–", "—")
        or following[:1] in (",", "-", "–", "—")
        or after.startswith("де")
    )


def _stops(text: str, end: int) -> bool:
    """Whether a full stop after the marks, without a dash, ends what could ascribe them."""
    mark = re.match(r"\s*\.\s+(?![—–-])", text[end : end + 8])
    return mark is not None


def _segment_before(text: str, start: int, words: Words, previous: _Ascribed | None) -> str:
    low = max(0, start - _REACH)
    if previous is not None:
        low = max(low, previous.marked.end)
    window = text[low:start].rstrip()
    begin = 0
    for match in _SENTENCE_START.finditer(window):
        begin = match.end()
    segment = window[begin:]
    verbs = list(words.verbs.finditer(segment))
    if not verbs:
        return segment[:-1] if segment.endswith(":") and len(segment.split()) <= 8 else ""
    verb = verbs[-1]
    tail = segment[verb.end() :]
    greeting = words.greetings.search(segment) if segment.endswith(".") else None
    if greeting is not None:
        return segment[: greeting.start()]
    told = words.heads is not None and segment.endswith(" that")
    if told or segment.endswith(":") or len(tail.split()) <= 2:
        return segment[: verb.start()] or segment
    return ""


def _content(text: str, marked: Marked, words: Words) -> tuple[str, str]:
    """The speech without words of ascription set into it, and those words."""
    inner = ""
    parts: list[str] = []
    for begin, end in marked.spans:
        passage = text[begin:end]
        position = 0
        for match in _INSERTION.finditer(passage):
            segment = match["segment"]
            verb = words.verbs.search(segment)
            if verb is None or len(segment[: verb.start()].split()) > 3:
                continue
            inner = inner or segment
            parts.append(passage[position : match.start()])
            position = match.end()
        parts.append(passage[position:])
    return " ".join(" ".join(parts).split()), inner


def _goes_on(text: str, first: Marked, second: Marked) -> bool:
    """Whether the second passage continues the first, as in “A,” said X. “B.”"""
    between = text[first.end : second.start]
    return (
        "\n" not in between
        and len(between) < _REACH
        and re.search(r"[.,:—–-]\s*$", between) is not None
        and len(text[second.start : second.end].split()) > 4
    )


def _joined(text: str, ascribed: list[_Ascribed]) -> list[Quote]:
    quotes: list[Quote] = []
    last: Marked | None = None
    for one in ascribed:
        span: Span = (one.marked.start, one.marked.end)
        if (
            quotes
            and last is not None
            and quotes[-1].speaker == one.speaker
            and _goes_on(text, last, one.marked)
        ):
            first = quotes[-1]
            begin = first.span[0] if first.span is not None else span[0]
            quotes[-1] = Quote(one.speaker, f"{first.text} {one.text}", (begin, span[1]))
        else:
            quotes.append(Quote(one.speaker, one.text, span))
        last = one.marked
    return quotes
