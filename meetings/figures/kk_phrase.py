"""The words after one Kazakh number, from what describes the thing to the thing itself.

A phrase bears its endings on the last word alone: «120 мың жаңа жұмыс орнын».
"""

from __future__ import annotations

import re

from meetings.figures.kk_words import (
    PLURAL,
    is_known,
    is_owned,
    noun,
    plainly_owned,
    possessed,
    possessive,
)
from meetings.figures.lexicon import Lexicon

_WORD = re.compile(r"[ \u00a0]{1,2}([^\W\d_]+(?:[-’'][^\W\d_]+){0,3})")
_MOST_WORDS = 7
_PARTICIPLE = re.compile(r"\w{2,}(?:ған|ген|қан|кен|атын|етін|йтын|йтін)")
_ADJECTIVE = re.compile(
    rf"(?:[\w-]{{2,}}(?:лық|лік|дық|дік|тық|тік|шілік|меншік|лы|лі|атты|арлық|аралық|дағы|дегі|тағы"
    rf"|тегі)|{_PARTICIPLE.pattern})$"
)
#: «дарынды балалар», «кәсіби маман»: an adjective where a noun that numbers count follows.
_BEFORE_NOUN = re.compile(r"\w{3,}(?:[дт][ыі]|и)")
# What the number did, and nothing counted: «1,3 млн құрады», «10 млрд-қа дейін арттыру».
_VERB = re.compile(
    r"(?:(?:құра|асты|аса)(?:[дйпт]\w*|ған\w*)?|құр[ыа]п|асып\w*|(?:жет(?:т|е|к|іп|уі)"
    r"|арт(?:т|ы|қ|а|уы)|өс(?:т|е|к|іп)|төменде|азай|көбей|ұлғай|игер|бөлін|болды|болып|болады)\w*)"
    r"|\w{3,}[уюп]|\w{2,}(?:ады|еді|йды|йді)|\w{2,}(?:[ғқ]ан|[гк]ен|т[ыі]н)(?:[ыі]н?|д[ыі][ғг][ыі]н?)"
)
ORDINAL = re.compile(
    r"\w+(?:інші|ыншы|нші|ншы)(?:с[іы])?(?:н|н[ае]н?|нд[ае]|н[ыі]ң?|[мд]ен|дан|[гғ][ае]|д[ае]|д[ыі]ң)?"
)
# «600 орындық мектеп», «9 қабатты үй»: so many of what the thing has.
HOLDING = re.compile(
    r"(төсек-орын|орын|пәтер|қабат|төсек|бөлме|шақырым)(?:д[ыі]қ|л[ыі]к?|лық|т[ыі]к?)"
)
MEASURED = re.compile(rf"{HOLDING.pattern}|\w{{3,}}(?:лық|лік|дық|дік|тық|тік)")
_FINITE = re.compile(r"\w{2,}[дт][ыі]")
_AND = frozenset({"және", "мен", "пен", "бен", "әрі"})
_OTHER = re.compile(r" басқа (?:арналған|шақталған|дейін|жет|өс|арт|көп|кем|және)", re.IGNORECASE)
#: «530 төсекке арналған аурухана», «6 бөлімнен тұратын»: here the noun before it is counted.
_MEANT_FOR = re.compile(r"(?:арнал|шақтал|есептел|лайықтал)ған|тұратын")
#: «жұмыс істейтін жастар», «орта білім беретін мектеп»: nouns that go with a verb.
_WITH_VERB = frozenset({"жұмыс", "білім", "өмір"})
#: «білігі жоғары маман», «сұранысқа ие кәсіп», «шекара маңындағы ауыл».
_AFTER_NOUN = re.compile(r"жоғары|төмен|ие|жағынан|тұрғыдан|тұрғысынан|\w+(?:ындағы|індегі)")
_IS_PLURAL = re.compile(r"\w{3,}[лдт][ае]р\w{0,4}")
#: «көмір өндіруші компания».
_AGENT = re.compile(r"\w{2,}уш[ыі]")
#: «айлағы», but not «жазғы», «дарынды», «жұмысшы»: what may be a possessive, and no suffix.
_MAY_BE_OWNED = re.compile(
    r"\w{4,}(?<![лдтш])(?<![аәеиоөұүыіуюяэ]н)(?<![^аәеиоөұүыіуюяэ][ғгқк])[ыі]"
)
_GENITIVE_BEFORE = re.compile(
    r"\w{2,}[дтн][ыі]ң (?:(?:барлық|қалған|тағы|жаңа|үлкен) )?"
    r"(?:[\d.,\u00a0 ]+|[а-яәғқңөұүһі]+ ?)(?:-\w+)?(?: ?(?:мың|млн|млрд)\w{0,4})?(?: \w+)?$",
    re.IGNORECASE,
)
#: «4 мың алтын бұйым»: what things are made of.
_MATERIALS = frozenset(
    {"алтын", "күміс", "қола", "темір", "тас", "ағаш", "саман", "бетон", "болат", "шыны"}
)
_NEVER_OWNERS = frozenset({"адам", "бала", "бас", "ел", "мемлекет"})


def tokens_after(text: str, end: int) -> list[re.Match[str]]:
    """The words that follow ``end`` with nothing between them."""
    found: list[re.Match[str]] = []
    while len(found) < _MOST_WORDS and (match := _WORD.match(text, end)) is not None:
        found.append(match)
        end = match.end()
    return found


class Phrase:
    """The words after one number, from its adjectives to its noun."""

    def __init__(self, text: str, end: int, tokens: list[re.Match[str]], words: Lexicon) -> None:
        self._text = text
        self._tokens = tokens
        self._words = words
        self._lower = [token.group(1).lower() for token in tokens]
        before = text[max(0, end - 60) : end]
        self._owned = before.endswith("»") or _GENITIVE_BEFORE.search(before) is not None

    def read(self) -> tuple[str, int] | None:
        """The thing with what describes it, and where it ends; None where nothing is counted."""
        phrase: list[str] = []
        at = 0
        while at < len(self._tokens):
            compound = self._term(at)
            if compound is not None:
                return " ".join([*phrase, compound[0]]), self._tokens[compound[1]].end()
            if self._closes(at) and not self._says_what_for(at):
                if not self._joins(at, phrase):
                    return self._stands(phrase, at)
                phrase.append(self._word(at))
                at += 1
                continue
            taken = self._skipped(at)
            if taken:
                at += taken
                continue
            compound = self._compound(at)
            if compound is not None:
                return " ".join([*phrase, compound[0]]), self._tokens[compound[1]].end()
            covered = self._covered(at)
            if covered is not None:
                return " ".join([*phrase, covered]), self._tokens[at + 1].end()
            taken = self._modifier(at)
            if taken:
                phrase += [self._word(index) for index in range(at, at + taken)]
                at += taken
                continue
            stem = noun(self._word(at), self._words, owned=self._owned)
            return (" ".join([*phrase, stem]), self._tokens[at].end()) if len(stem) > 1 else None
        return None

    def _word(self, at: int) -> str:
        return self._tokens[at].group(1)

    def _known(self, at: int) -> bool:
        return at < len(self._tokens) and is_known(self._word(at), self._words)

    def _closes(self, at: int) -> bool:
        """Whether the word is none of the phrase: a verb, a postposition, a conjunction."""
        lower = self._lower[at]
        if lower in self._words.stop or lower in self._words.never:
            return True
        return not self._known(at) and _is_verb(self._text, self._tokens[at], lower)

    def _says_what_for(self, at: int) -> bool:
        """«сайлау учаскесі», «өңдеу зауыты»: a verbal noun that the next one is for."""
        following = self._lower[at + 1] if at + 1 < len(self._tokens) else ""
        return self._lower[at].endswith("у") and is_owned(following, self._words)

    def _joins(self, at: int, phrase: list[str]) -> bool:
        """«шағын және орта бизнес»: whether two adjectives are joined here."""
        return (
            bool(phrase)
            and self._lower[at] in _AND
            and self._is_adjective(at - 1)
            and at + 2 < len(self._tokens)
            and self._is_adjective(at + 1)
        )

    def _stands(self, phrase: list[str], at: int) -> tuple[str, int] | None:
        """«20 мың қазақстандық жұмыс істейді»: the adjective was the noun."""
        if not phrase or phrase[-1].lower() in self._words.adjectives:
            return None
        return " ".join(phrase), self._tokens[at - 1].end()

    def _skipped(self, at: int) -> int:
        """How many words here tell nothing of the thing."""
        lower, words = self._lower[at], self._words
        last = at + 1 == len(self._tokens)
        if lower == "басқа":
            return 0 if _OTHER.match(self._text, self._tokens[at].start()) else 1
        return int(lower in words.weak_adjectives or (lower in words.of_what and not last))

    def _covered(self, at: int) -> str | None:
        """«8 мың жұмыспен қамтылғандар»: those who are, without a noun."""
        if at + 1 >= len(self._tokens) or self._known(at):
            return None
        following = noun(self._lower[at + 1], self._words)
        is_plural = len(following) < len(self._lower[at + 1])
        if not is_plural or not _PARTICIPLE.fullmatch(following):
            return None
        return (
            f"{self._word(at)} {following}" if self._is_clause(self._lower[at], following) else None
        )

    def _modifier(self, at: int) -> int:
        """How many words here tell what kind of thing it is, the noun being still to come."""
        if at + 1 >= len(self._tokens):
            return 0
        lower, following = self._lower[at], self._lower[at + 1]
        if lower in self._words.numerals and MEASURED.fullmatch(following):
            return 2  # «бір қабатты үй», «жиырма футтық контейнер»
        if lower in _MATERIALS and self._known(at + 1):
            return 1
        if self._known(at):
            return 0
        # «жалға берілетін пәтер», but the tyres of «3 млн шина шығаратын зауыт» are counted.
        if _AGENT.fullmatch(following) and self._known(at + 2):
            return 2
        goes_on = at + 2 < len(self._tokens) and not self._closes(at + 2)
        if goes_on and (_AFTER_NOUN.fullmatch(following) or self._is_clause(lower, following)):
            return 2
        return int(self._is_adjective(at))

    def _is_clause(self, lower: str, following: str) -> bool:
        if not _PARTICIPLE.fullmatch(following) or _MEANT_FOR.fullmatch(following):
            return False
        inflected = noun(lower, self._words) != lower and _IS_PLURAL.search(lower) is None
        return lower in _WITH_VERB or inflected

    def _is_adjective(self, at: int) -> bool:
        if at < 0 or self._known(at):
            return False
        lower = self._lower[at]
        if lower in self._words.adjectives or _ADJECTIVE.match(lower) or ORDINAL.fullmatch(lower):
            return True
        may_be = _BEFORE_NOUN.fullmatch(lower) is not None and not self._owned
        return may_be and self._known(at + 1)

    def _term(self, at: int) -> tuple[str, int] | None:
        """«тұрғын үй», «жоғары оқу орны»: a term of the lexicon."""
        for last in reversed(range(at + 1, min(at + 4, len(self._tokens)))):
            words = [*self._lower[at:last], noun(self._lower[last], self._words)]
            term = self._words.compounds.get(" ".join(words))
            if term is None:
                continue
            bare = last + 1 < len(self._tokens) and words[-1] == self._lower[last]
            owned = possessed(self._lower[last + 1]) if bare else None
            if owned is not None and self._is_known_head(last + 1):
                return f"{term} {_one_of(*owned)}", last + 1  # «қонақ үй кешені»
            return term, last
        return None

    def _compound(self, at: int) -> tuple[str, int] | None:
        """«француз компаниясы», «денсаулық сақтау нысаны»: nouns before one that they own.

        Its case goes, its possessive stays.
        """
        likely: tuple[str, int] | None = None
        reach = 2 if self._lower[at] in self._words.adjectives else 4
        for last in range(at + 1, min(at + reach, len(self._tokens))):
            if not self._may_own(at, last):
                break
            owned = possessed(self._lower[last])
            if owned is None or not self._is_head(at, last):
                continue
            likely = " ".join([*map(self._word, range(at, last)), _one_of(*owned)]), last
            if self._is_known_head(last) or owned[1] != self._lower[last]:
                break
        return likely

    def _may_own(self, at: int, last: int) -> bool:
        """Whether the words from ``at`` up to ``last`` are bare nouns, or one another's."""
        before = self._lower[last - 1]
        if self._lower[at] in _NEVER_OWNERS or self._lower[last] in self._words.stop:
            return False
        if last == at + 1:
            return noun(before, self._words) == before
        if self._known(last - 2) and not is_owned(before, self._words):
            return False  # «60 мектеп жан басына», «5 мектеп салу мәселесі»
        return noun(before, self._words) == before or _MAY_BE_OWNED.fullmatch(before) is not None

    def _is_head(self, at: int, last: int) -> bool:
        """Whether the noun at ``last`` is what the bare nouns from ``at`` on are of."""
        adjectives = all(self._is_adjective(index) for index in range(at, last))
        if adjectives and self._owned:
            return False  # «палатаның 7 пленарлық отырысы»: the chamber's
        if self._is_known_head(last):
            return True
        if adjectives or self._known(at) or self._known(last) or self._closes(last):
            return False
        lower = self._lower[last]
        may_be = plainly_owned(lower) or _MAY_BE_OWNED.fullmatch(lower) is not None
        return may_be and not self._is_adjective(last)

    def _is_known_head(self, at: int) -> bool:
        return is_owned(self._lower[at], self._words)


def _is_verb(text: str, token: re.Match[str], lower: str) -> bool:
    if _VERB.fullmatch(lower):
        return True
    closes = text[token.end() : token.end() + 1] in ("", ".", ",", ";", "!", "?", "\n", "»")
    return closes and _FINITE.fullmatch(lower) is not None


def _one_of(stem: str, bare: str) -> str:
    """What is owned, one of it: «орталықтары» is «орталығы»."""
    return possessive(stem) if bare[:-1].endswith(PLURAL) else bare
