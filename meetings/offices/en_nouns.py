"""What follows a preposition in an English office phrase: countries, bodies, firms, superiors."""

from __future__ import annotations

import re

from meetings import countries
from meetings.names.en import could_be_name, name_end, usual_surname
from meetings.offices.en_bodies import FIRMS, Bodies, heads
from meetings.offices.en_companies import MARKS, is_legal_form
from meetings.offices.heads import words
from meetings.organisations import bodies as organisations
from meetings.places import cities as places_cities
from meetings.text import Token

_LONGEST_INSTITUTION = 5
HELPERS = frozenset(
    {"aide", "adviser", "advisor", "assistant", "deputy", "secretary", "spokesman", "envoy"}
)
# What a superior has and others head.
_STAFFS = frozenset(
    {"office", "chancellery", "secretariat", "administration", "apparatus", "staff"}
)
_BRAND = re.compile("[A-Z]{2,}-[A-Z]")
_TIMES = frozenset({"time", "period", "duration", "term"})


class Nouns(Bodies):
    """The complements of an office phrase, each read from the word after its preposition."""

    def at_company(self, at: int) -> bool:
        """ "director at "Kameda"": the name of a company follows at once."""
        following = self.token(at + 1)
        if self.doc.tokens[at].lower != "at" or following is None:
            return False
        if following.text in MARKS or following.upper:
            return True
        body = self.skip_article(at + 1)
        if self.institution(body):
            return True
        known = self.token(body) is not None and organisations.match(self.doc.tokens, body, "en")
        return bool(known)

    def institution(self, at: int) -> bool:
        """ "professor of history at Harrow University": capitals up to the kind of body."""
        for index in range(at, at + _LONGEST_INSTITUTION):
            token = self.token(index)
            if token is None or not token.cap or token.kind != "word":
                return False
            following = self.token(index + 1)
            if token.lower in words("en", "institutions") and (
                index > at or (following is not None and following.lower == "of")
            ):
                return True
        return False

    def in_country(self, at: int) -> int | None:
        """ "head of mission in Kazakhstan": where one works for a body, which stays said."""
        at = self.skip_article(at)
        if self.token(at) is None:
            return None
        city = places_cities.match(self.doc.tokens, at, "en")
        country = countries.match(self.doc.tokens, at, "en")
        if city is not None:
            self.note_city(at)
            return city[0]
        return country.end if country is not None and not country.adjective else None

    def noun(self, at: int) -> int | None:
        """The noun after a preposition: a country, a body, a quoted name, a company, a word."""
        token = self.token(at)
        if token is None:
            return None
        nested, self.complement, self.plain = self.complement, True, False
        known = self.before_legal_form(at, nested=nested) or self.known(at)
        if known is not None:
            return known
        if token.text in MARKS or is_legal_form(token):
            return self.quoted(at)
        verb = token.lower in words("en", "verbs") and not token.upper
        if token.kind not in {"word", "number"} or verb or token.lower in _TIMES:
            return None
        if self._lost_word(at):
            return None
        if token.cap and not self._autonomous(at):
            firm = self._firm(token, at)
            if firm is not None:
                return firm
        return self._superior(at) or at + 1

    def _firm(self, token: Token, at: int) -> int | None:
        """After a firm or institution whose name no table has."""
        if self._class_follows(at):
            self.parts.companies.append((at, at + 2))
            return at + 2
        if not (could_be_name(self.doc, at) or token.upper or _BRAND.match(token.text)):
            return None
        return at + 1 if self._of_institution(at) else self.company(at)

    def _autonomous(self, at: int) -> bool:
        """The Autonomous Republic of X is a region."""
        before = [word.lower for word in self.doc.tokens[at - 3 : at - 1]]
        return before == ["autonomous", "republic"]

    def _superior(self, at: int) -> int | None:
        """ "Aide to the President", "the Prime Minister's Office": somebody else's office."""
        superior = heads().match(self.doc.tokens, at)
        if superior is None:
            return None
        owner = self.token(superior[0])
        if owner is not None and owner.kind == "possessive":
            return superior[0] + 1
        head = " ".join(word.lower for word in self.doc.tokens[self.begin : at]).split(" of ")[0]
        helper = head.split(" to ")[0].split()[-1] in HELPERS
        kind = [word.lower for word in self.doc.tokens[self.begin : at] if word.lower != "the"]
        helper = helper or (kind[-1:] == ["of"] and kind[-2:-1] != [] and kind[-2] in _STAFFS)
        return superior[0] if helper and self._no_other(superior[0]) else None

    def _no_other(self, at: int) -> bool:
        """Whether a superior's office ends at ``at``: a name follows, or whose the office is."""
        following = self.token(at)
        return (
            following is None
            or following.kind != "word"
            or (name_end(self.doc, at) is not None or following.lower in {"of", "for"})
        )

    def _lost_word(self, at: int) -> bool:
        """ "of the Ministry of Askar Omarov": the field was lost, and the name is a person's."""
        end = name_end(self.doc, at)
        return (
            end is not None
            and self.doc.tokens[at - 2].lower in {"ministry", "department", "committee"}
            and usual_surname(self.doc.tokens[end - 1].lower)
        )

    def _class_follows(self, at: int) -> bool:
        """The Basis-A corporation: a name of one word before what kind of firm it is."""
        kind = self.token(at + 1)
        return kind is not None and not kind.cap and kind.lower in FIRMS

    def _of_institution(self, at: int) -> bool:
        """University of Bonn: the name is that of the university, no firm."""
        kind = self.doc.tokens[at - 2]
        return (
            at - 2 > self.begin
            and self.doc.tokens[at - 1].lower == "of"
            and kind.cap
            and kind.lower in words("en", "institutions")
        )
