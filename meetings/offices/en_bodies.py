"""Names of countries, bodies and firms inside an English office phrase: where each one ends."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

from meetings import countries
from meetings.names.en import is_word, name_end, usual_surname
from meetings.offices.en_companies import MARKS, company_end, is_legal_form
from meetings.offices.heads import Office, Parts, lexicon, words
from meetings.organisations import bodies as organisations
from meetings.phrases import PhraseTable
from meetings.places import cities as places_cities
from meetings.text import Doc, Token

DASHES = frozenset("–—-−")
# MF, MNE: a ministry of Kazakhstan, whose name in full does not belong to any other body; and
# fields of work.
_NO_FIRM = re.compile("M[A-Z]{1,3}|IT|ICT|HR|PR|AIC|SMEs?|PPP|RK")
FIRMS = frozenset({"company", "corporation", "firm", "concern", "holding", "startup"})
# "Chairman of the Board JSC X": words before a legal form that are no name.
_PARTS_OF_FIRMS = frozenset({"board", "council", "directors", "company", "department", "branch"})
_LONGEST_FIRM = 5
_MOST_BEFORE = 8
_FIRM_AND_NAME = 3
# NCE of the RK "X": the name in marks is that of the known body.
_OF_THE_COUNTRY = 3
_PLACES = frozenset({"region", "oblast", "district", "city", "university"})


@lru_cache(maxsize=1)
def heads() -> PhraseTable[str]:
    """Heads of office phrases with their ranks."""
    table: PhraseTable[str] = PhraseTable()
    for rank, phrases in lexicon("en")["heads"].items():
        for phrase in phrases:
            table.add(_spelt(phrase), rank)
    return table


def _spelt(phrase: str) -> list[frozenset[str]]:
    """The words of a head as tokens: with either apostrophe, and People 's apart."""
    words = phrase.replace("'s ", " 's ").split()
    return [frozenset({word, word.replace("'", "’")}) for word in words]


class Bodies:
    """The names that an office phrase holds, taken down as parts of it."""

    def __init__(self, doc: Doc, at: int, head: tuple[int, str]) -> None:
        self.doc = doc
        self.begin = at
        self.end, self.rank = head
        self.parts = Parts(at, self.end, self.rank)
        self.plain = True
        self.complement = False
        self.home: str | None = None
        self.offices: dict[tuple[int, int], Office] = {}

    @cached_property
    def follows_name(self) -> bool:
        """Whether a name and a comma stand right before the office."""
        return _follows_name(self.doc, self.begin)

    def skip_article(self, at: int) -> int:
        """Past "the" and the like."""
        while (token := self.token(at)) is not None and (
            token.lower in {"the", "a", "an", "its"} or token.text == "‘"
        ):
            at += 1
        return at

    def before_legal_form(self, at: int, *, nested: bool) -> int | None:
        """Tau Stroy LLP: the legal form shows how far the name of a company goes.

        Plain words after an earlier "of" are the end of a longer name (Institute of Roads JSC).
        """
        end = at
        while (token := self.token(end)) is not None and token.cap and token.kind == "word":
            if is_legal_form(token):
                break
            end += 1
            if end - at > _LONGEST_FIRM or token.lower in _PARTS_OF_FIRMS:
                return None
        if end == at or token is None or not is_legal_form(token):
            return None
        if nested and all(is_word(word.lower) for word in self.doc.tokens[at:end]):
            return None
        self.parts.companies.append((at, end + 1))
        return end + 1

    def known(self, at: int) -> int | None:
        """After the country or known body that is named at ``at``."""
        country = countries.match(self.doc.tokens, at, "en")
        if country is not None:
            pair = self._second_country(country.end)
            if pair is not None:
                return pair
            self.parts.countries.append(country)
            self.plain = not country.adjective
            return country.end
        body = organisations.match(self.doc.tokens, at, "en")
        if body is not None:
            end = self.branch_end(body[0])
            if end > body[0]:
                self.parts.companies.append((at, end))
            else:
                self.parts.bodies.append((at, body[0], body[1]))
            return end
        return None

    def _second_country(self, at: int) -> int | None:
        """Japan – Kazakhstan Committee: of both countries, so of neither."""
        dash = self.token(at)
        if dash is None or dash.text not in DASHES or self.token(at + 1) is None:
            return None
        country = countries.match(self.doc.tokens, at + 1, "en")
        following = self.token(country.end) if country is not None else None
        named = following is not None and following.cap and following.kind == "word"
        return country.end if country is not None and named else None

    def branch_end(self, at: int) -> int:
        """After a known body's name, words that make it another body, and its legal form."""
        quoted = company_end(self.doc, at) if self._marked(at) else None
        if quoted is not None:
            return quoted
        end = at
        while (token := self.token(end := self._past_ampersand(end))) is not None and token.cap:
            plain = token.kind == "word" and (is_word(token.lower) or is_legal_form(token))
            if not plain or heads().match(self.doc.tokens, end):
                break
            end += 1
        last = self.doc.tokens[end - 1]
        return end if is_legal_form(last) or last.lower in words("en", "institutions") else at

    def _marked(self, at: int) -> bool:
        token = self.token(at)
        return token is not None and token.text in MARKS and name_end(self.doc, at + 1) is None

    def company(self, at: int) -> int:
        """A name of a company: one unknown word, then words of prose (… Sovereign Wealth Fund)."""
        branch = self._national_branch(at)
        if branch is not None:
            return branch
        end = at + 1
        while (token := self.token(end := self._past_ampersand(end))) is not None:
            if not token.cap or token.kind != "word" or heads().match(self.doc.tokens, end):
                break
            known = token.upper or is_word(token.lower)
            if not known and not (self.follows_name and name_end(self.doc, end) is None):
                break
            end += 1
        if token is not None and token.lower in FIRMS and not token.cap:
            end += 1
        following = [self.token(end), self.token(end + 1)]
        if following[0] is not None and following[0].lower in {
            "region",
            "oblast",
            "district",
            "city",
        }:
            self.note_city(at)
            return end + 1
        if any(t is not None and t.lower in _PLACES for t in self.doc.tokens[at:end]):
            return end
        if _NO_FIRM.fullmatch(self.doc.tokens[at].text) or self._place(at):
            self.note_city(at)
            return end
        if end == at + 1 and self.doc.tokens[at].upper and self._of_the_republic(end):
            return end
        end = self._before_person(end)
        self.parts.companies.append((at, end))
        return end

    def _national_branch(self, at: int) -> int | None:
        """Vela Telekom Kazakhstan X: capitals up to a country after which the name follows."""
        end = at
        while (token := self.token(end := self._past_ampersand(end))) is not None and token.cap:
            country = countries.match(self.doc.tokens, end, "en")
            if country is not None and end > at:
                if country.adjective or token.upper or name_end(self.doc, country.end) is None:
                    return None
                self.parts.companies.append((at, country.end))
                self.home = country.code
                return country.end
            if token.kind != "word" or end - at > _LONGEST_FIRM or self.ends_words(end):
                return None
            end += 1
        return None

    def ends_words(self, at: int) -> bool:
        """Whether another office or a known body begins at ``at``."""
        tokens = self.doc.tokens
        return heads().match(tokens, at) is not None or (
            organisations.match(tokens, at, "en") is not None
        )

    def _before_person(self, at: int) -> int:
        """Vela Labs Anna Keller: of three words after the first two are the person."""
        end = name_end(self.doc, at)
        if end is None or end - at != _FIRM_AND_NAME or name_end(self.doc, end - 2) != end:
            return at
        words_of = self.doc.tokens[at:end]
        given = words_of[0].lower in words("en", "given")
        plain = all(w.kind == "word" and "-" not in w.text for w in words_of)
        sure = words_of[1].lower in words("en", "given") or (plain and _usual(words_of[2]))
        return end - 2 if plain and sure and not given else at

    def employer(self, at: int) -> int | None:
        """ "Director at Vela Capital, X": the capitals up to the comma are the name of a firm."""
        end = at
        while (token := self.token(end := self._past_ampersand(end))) is not None and token.cap:
            if token.kind != "word" or heads().match(self.doc.tokens, end):
                break
            end += 1
        first = self.doc.tokens[at] if end > at else None
        if first is None or first.lower in words("en", "houses") or self._place(at):
            return None
        if token is None or token.text not in {",", ".", ")"}:
            end -= 2  # the last two may be the person
            if end <= at or name_end(self.doc, end) != end + 2:
                return None
        self.parts.companies.append((at, end))
        self.complement, self.plain = True, False
        return end

    def lengthen(self) -> None:
        """Take the point after the last firm (Vela Ltd.) into its name."""
        if self.parts.companies:
            begin, end = self.parts.companies[-1]
            self.parts.companies[-1] = begin, end + 1

    def _of_the_republic(self, at: int) -> bool:
        """ "NEM of the RK": an abbreviation that no table has is a ministry at home."""
        of = self.token(at)
        if of is None or of.lower != "of":
            return False
        home = self.skip_article(at + 1)
        country = countries.match(self.doc.tokens, home, "en") if self.token(home) else None
        return country is not None and country.code == "KZ"

    def _past_ampersand(self, at: int) -> int:
        """Oil & Gas, also as markup has it (Oil &amp; Gas)."""
        token = self.token(at)
        if token is None or token.text != "&":
            return at
        following = self.token(at + 1)
        return at + 3 if following is not None and following.lower == "amp" else at + 1

    def city_in_brackets(self, at: int) -> int | None:
        """Vela University (Vienna): where the firm or institution before it is."""
        if not self.parts.companies or self.parts.companies[-1][1] != at:
            return None
        city = places_cities.match(self.doc.tokens, at + 1, "en") if self.token(at + 1) else None
        if city is None or (mark := self.token(city[0])) is None or mark.text != ")":
            return None
        self.note_city(at + 1)
        self.parts.companies[-1] = self.parts.companies[-1][0], city[0] + 1
        return city[0] + 1

    def country_in_brackets(self, at: int) -> int | None:
        """Minister of Energy (Georgia): whose the office is."""
        if self.token(at + 1) is None:
            return None
        country = countries.match(self.doc.tokens, at + 1, "en")
        mark = self.token(country.end) if country is not None else None
        if country is None or country.adjective or mark is None or mark.text != ")":
            return None
        self.parts.countries.append(country)
        return country.end + 1

    def institution_end(self, at: int) -> int:
        """Rector Vela University: after the capitals that end in a kind of body."""
        end = at
        while self.doc.tokens[end].lower not in words("en", "institutions"):
            end += 1
        self.parts.companies.append((at, end + 1))
        self.complement, self.plain = True, False
        return end + 1

    def note_city(self, at: int) -> None:
        """Keep the country of a city named at ``at`` (Mayor of Vienna)."""
        city = places_cities.match(self.doc.tokens, at, "en")
        self.home = city[1].country if city is not None else self.home

    def _place(self, at: int) -> bool:
        return places_cities.match(self.doc.tokens, at, "en") is not None

    def quoted(self, at: int) -> int | None:
        """A company in quotation marks or after its legal form; a book or the like is none."""
        end = company_end(self.doc, at)
        if end is None:
            return None
        if self.doc.tokens[at - 1].lower in words("en", "works"):
            return end
        if self.parts.bodies and at - self.parts.bodies[-1][1] <= _OF_THE_COUNTRY:
            begin, _, body = self.parts.bodies[-1]
            self.parts.bodies[-1] = begin, end, body
        else:
            self.parts.companies.append((at, end))
        self.complement, self.plain = True, False
        return end

    def token(self, at: int) -> Token | None:
        """The token at ``at``, if it is in the sentence of the phrase."""
        if at < len(self.doc.tokens) and same_sentence(self.doc, self.begin, at):
            return self.doc.tokens[at]
        return None


def _usual(token: Token) -> bool:
    return usual_surname(token.lower)


def _follows_name(doc: Doc, at: int) -> bool:
    """Whether a name and a comma stand before the head at ``at`` (X, a member of …)."""
    comma, least = at - 1, max(1, at - _MOST_BEFORE)
    small = words("en", "before")
    while comma > least and (doc.tokens[comma].lower in small or _article(doc, comma)):
        comma -= 1
    if comma < 2 or doc.tokens[comma].text != "," or not same_sentence(doc, comma, at):
        return False
    return any(name_end(doc, start) == comma for start in range(max(0, comma - 5), comma - 1))


def _article(doc: Doc, at: int) -> bool:
    return doc.tokens[at].lower in {"the", "a", "an"}


def same_sentence(doc: Doc, first: int, second: int) -> bool:
    """Whether token ``second`` exists and is in the sentence of ``first``."""
    return second < len(doc.tokens) and doc.tokens[first].sentence == doc.tokens[second].sentence
