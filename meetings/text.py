"""Text as the readers see it: one string, its words with offsets, its sentences and its speech.

Offsets are code points into the string that :func:`prepare` returns. Nothing here judges.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from meetings.marks import after_word, shared_closings

_UPPER = "A-ZА-ЯЁӘҒҚҢӨҰҮҺІÀ-ÖØ-Þ"
_LOWER = "a-zа-яёәғқңөұүһіß-öø-ÿ"
_HONORIFICS = r"(?:Mr|Ms|Dr|St|Jr|Sr)\."

_TOKEN = re.compile(
    rf"(?P<initial>(?<![\w'’-])(?!{_HONORIFICS})"
    rf"(?:[{_UPPER}]|Zh|Sh|Ch|Kh|Ya|Yu|Ye|Yo|Ts|Dz|Дж|Дз)\.(?=[ \u00a0]{{0,3}}[{_UPPER}]))"
    r"|(?P<number>\d+(?:[.,\u00a0 ]\d+)*)"
    r"|(?P<word>\w+(?:[-‑][\w]+|['’ʼ]\w{2,})*)"
    r"|(?P<possessive>['’]s\b|['’](?=\s))"
    r"|(?P<punct>[^\w\s\u200b-\u200f\u2060\ufeff\u00ad])"
)
_ABBREVIATIONS = frozenset(
    [
        "г",
        "гг",
        "т",
        "тг",
        "д",
        "др",
        "пр",
        "ст",
        "п",
        "пп",
        "см",
        "им",
        "ул",
        "тыс",
        "млн",
        "млрд",
        "трлн",
        "руб",
        "тел",
        "стр",
        "куб",
        "кв",
        "mr",
        "ms",
        "mrs",
        "dr",
        "st",
        "no",
        "vs",
        "etc",
        "jr",
        "sr",
        "approx",
        *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"),
        "inc",
        "ltd",
        "co",
        "corp",
        "жж",
        "ж",
        "б",
        "бет",
        "млрд",
        "трлн",
    ]
)
# «… и др. Министр доложил», «… 5 млрд. Во встрече»: these end what a capital then begins.
_CLOSING_ABBREVIATIONS = frozenset({"др", "пр", "тг", "тыс", "млн", "млрд", "трлн"})
_BOILERPLATE = re.compile(
    r"^[^\n]{0,40}(?:"
    r"Stay updated about|Subscribe to the|subscribe to the official|Follow the (?:events|news)"
    r"|Будьте в курсе|Подписывайтесь|Подпишитесь|Следите за"
    r"|Премьер-Министр пен|Жаңалықтардан хабардар|Ресми Telegram|жазылыңыз"
    r")[^\n]{0,300}(?:[Tt]elegram|[Тт]елеграм|channel|канал|арна)",
    re.MULTILINE,
)
_MARK = re.compile(r"[«»“”„\"\n]")
_OPENING = '«“„"'
_CLOSING = '»”"'
_SPEECH_WORDS = 6
_LOOSE_FIRM = re.compile(r'"(?:NC|NAC|NMH|NWF|NH|SWF)" [A-Z][\w-]*(?: [\w-]+){0,3} $')


def prepare(title: str, text: str) -> str:
    """Title and text as the one string that all spans point into."""
    return f"{title}\n{text}" if title else text


@dataclass(frozen=True, slots=True)
class Token:
    """A word, an initial with its point, a number or a mark, with its place in the text."""

    text: str
    lower: str
    start: int
    end: int
    kind: str
    cap: bool
    sentence: int
    paragraph: int
    quoted: bool

    @property
    def upper(self) -> bool:
        """Whether it is written in capitals throughout, as abbreviations are."""
        return len(self.text) > 1 and self.text.isupper()


class Doc:
    """A text with its tokens; sentences and paragraphs are numbers on the tokens.

    ``lead_end`` is the offset where the title and the first two paragraphs of prose end.
    """

    def __init__(self, text: str, title: str = "") -> None:
        self.text = text
        self.title_end = len(title) + 1 if title and text.startswith(title) else 0
        self.body_end = _body_end(text)
        self.speech = _speech(text[: self.body_end])
        self.tokens = self._tokenise()

    def _tokenise(self) -> tuple[Token, ...]:
        starts = [start for start, _ in self.speech]
        tokens: list[Token] = []
        sentence = paragraph = previous_end = 0
        for match in _TOKEN.finditer(self.text, 0, self.body_end):
            gap = self.text[previous_end : match.start()]
            word = match.group()
            if "\n" in gap:
                sentence += 1
                paragraph += 1
            elif tokens and _ends_sentence(tokens, gap, word):
                sentence += 1
            at = bisect_right(starts, match.start()) - 1
            quoted = at >= 0 and match.start() < self.speech[at][1]
            tokens.append(
                Token(
                    word,
                    word.lower().replace("ё", "е").replace("‑", "-"),
                    match.start(),
                    match.end(),
                    match.lastgroup or "punct",
                    word[0].isupper(),
                    sentence,
                    paragraph,
                    quoted,
                )
            )
            previous_end = match.end()
        return tuple(tokens)

    @cached_property
    def lead_end(self) -> int:
        """Offset where the lead ends: the title, two paragraphs of prose, at most 900 letters."""
        paragraphs = 0
        position = self.title_end
        while position < self.body_end and paragraphs < 2:
            newline = self.text.find("\n", position, self.body_end)
            end = self.body_end if newline < 0 else newline
            if end - position > 60:
                paragraphs += 1
            position = end + 1
        return min(position, self.title_end + 900, self.body_end)

    @cached_property
    def sentence_bounds(self) -> tuple[tuple[int, int], ...]:
        """First and last-plus-one token of each sentence."""
        bounds: list[tuple[int, int]] = []
        begin = 0
        for index in range(1, len(self.tokens) + 1):
            if (
                index == len(self.tokens)
                or self.tokens[index].sentence != self.tokens[begin].sentence
            ):
                bounds.append((begin, index))
                begin = index
        return tuple(bounds)

    def slice(self, begin: int, end: int) -> str:
        """The text from token ``begin`` up to token ``end`` (not included)."""
        if begin >= end:
            return ""
        return self.text[self.tokens[begin].start : self.tokens[end - 1].end]


def _ends_sentence(tokens: list[Token], gap: str, word: str) -> bool:
    if not gap or not (word[0].isupper() or word[0].isdigit() or word[0] in '«“"—–-'):
        return False
    last = tokens[-1]
    index = len(tokens) - 1
    while last.text in '»”")' and index > 0:
        index -= 1
        last = tokens[index]
    if last.text not in (".", "!", "?", "…"):
        return False
    before = tokens[index - 1] if index else None
    if before is None or last.text != ".":
        return True
    if before.lower in _CLOSING_ABBREVIATIONS:
        return word[0].isupper()
    return not (before.kind == "initial" or before.lower in _ABBREVIATIONS)


def _body_end(text: str) -> int:
    match = _BOILERPLATE.search(text, len(text) // 3)
    return match.start() if match else len(text)


def _speech(text: str) -> list[tuple[int, int]]:
    """Quotations long enough to be speech; marks may be nested, and one mark may close two."""
    spans: list[tuple[int, int]] = []
    opened = closed = depth = 0
    double = shared_closings(text)
    for match in _MARK.finditer(f"{text}\n"):
        mark, at = match.group(), match.start()
        if mark == "\n":
            if depth and closed > opened and not _opens_name(text, opened):
                spans.append((opened, closed))
            depth = 0
        elif depth == 0 and mark in _OPENING and not _only_closes(text, at):
            opened, closed, depth = at, at, 1
        elif mark in "«“„" and depth:
            depth += 1
        elif depth and mark in _CLOSING:
            closed, depth = at + 1, depth - (2 if at in double else 1)
            if depth <= 0:
                depth = 0
                spans.append((opened, closed))
    return [(begin, end) for begin, end in spans if _is_long(text, begin, end)]


def _opens_name(text: str, at: int) -> bool:
    """Whether a mark that nothing closes opens a name: «АО «НК «Vela», «НАО «Vega» — …»."""
    return after_word(text, at) or _FORM_IN_MARKS.match(text, at) is not None


_FORM_IN_MARKS = re.compile(r"«[А-ЯЁ]{2,4} «")


def _only_closes(text: str, at: int) -> bool:
    """A straight mark glued to the word before it alone (a company's name closed twice).

    Or one that closes JSC "NC" Vela Roads "Name, where it stands on the wrong side of the space.
    """
    if text[at] != '"' or at == 0:
        return False
    if _LOOSE_FIRM.search(text, max(0, at - 60), at):
        return True
    if not text[at - 1].isalnum():
        return False
    return at + 1 < len(text) and text[at + 1] == " "


def _is_long(text: str, begin: int, end: int) -> bool:
    return text.count(" ", begin, end) >= _SPEECH_WORDS - 1
