"""Russian: an institution named in words, taken out of the office: «ректор Тауского университета».

Universities, associations, unions and foundations are bodies of their own; agencies, committees
and centres of the state stay in the office.
"""

from __future__ import annotations

import re

from meetings.morphology_ru import phrase_nominative
from meetings.places.cities import begins_like_one

_CASE = "(?:ого|ой|его|ей)"
_BODY = re.compile(
    r"^(?P<office>[а-яёА-ЯЁ][^«»]*?) "
    rf"(?P<body>(?:[А-ЯЁ][а-яё-]+{_CASE} (?:[А-ЯЁа-яё-]+{_CASE} ){{0,2}}"
    r"(?:университета|института|академии|ассоциации|союза|федерации|корпорации|фонда)"
    r"|(?:Университета|Института|Академии|Ассоциации|Союза|Фонда|Лиги) [а-яё]).*)$"
)
_OF_STATE = re.compile(r"Национальн\w+ фонд|Военн|Суд|Совета Федерации")
_OF_PLACE = re.compile(r"[А-ЯЁ][а-яё-]+(?:ск|цк)\w{2,3} ")


def without_institution(office: str) -> tuple[str, str, bool] | None:
    """Office, institution in the nominative, and whether it is one of an unknown place abroad."""
    match = _BODY.match(office)
    if match is None or _OF_STATE.match(match["body"]):
        return None
    body = match["body"]
    foreign = _OF_PLACE.match(body) is not None and not _is_home(body)
    return match["office"], phrase_nominative(body), foreign


def _is_home(body: str) -> bool:
    return body.startswith(("Казах", "Республиканск")) or begins_like_one(body, "KZ")
