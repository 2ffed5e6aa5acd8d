"""The one scheme for invented codes. None can be taken for a real one, and invented data has no other.

There are no invented codes of other registers: an invented hospital, charity or company has an id of ours.
"""

import re

from wholeplace.ground.foundation.codes.area import GSS_ENTITIES, is_invented_gss
from wholeplace.ground.foundation.codes.org_id import INVENTED_SCHEME, OrgId

_INVENTED_ORG_ID = re.compile(rf"{INVENTED_SCHEME}-[A-Z]{{2,20}}-[0-9]{{5}}")


def invented_gss(*, entity: str, number: int) -> str:
    """The code of an invented area of an English kind: entity E06 and number 1 give X06000001.

    Raises ValueError for an entity that is none of England's in GSS_ENTITIES, and outside 1 to 999,999.
    """
    if not entity.startswith("E") or entity not in GSS_ENTITIES:
        raise ValueError(f"{entity!r} is no kind of area in England; use one such as E06.")
    if not 1 <= number <= 999_999:
        raise ValueError(f"Invented areas are numbered from 1 to 999,999, not {number}.")
    return f"X{entity[1:]}{number:06}"


def invented_org_id(*, kind: str, number: int) -> OrgId:
    """The id of an invented organisation: kind "council" and number 1 give XX-WHOLEPLACE-COUNCIL-00001.

    Raises ValueError for a kind that is not 2 to 20 letters, and outside 1 to 99,999.
    """
    if not re.fullmatch(r"[A-Za-z]{2,20}", kind):
        raise ValueError(f"{kind!r} is no kind of organisation in 2 to 20 letters.")
    if not 1 <= number <= 99_999:
        raise ValueError(f"Invented organisations are numbered from 1 to 99,999, not {number}.")
    return OrgId(scheme=INVENTED_SCHEME, identifier=f"{kind.upper()}-{number:05}")


def is_invented(code: str | OrgId) -> bool:
    """Whether this is an invented code: of an area, or the id of an organisation, written or not."""
    return is_invented_gss(str(code)) or _INVENTED_ORG_ID.fullmatch(str(code)) is not None
