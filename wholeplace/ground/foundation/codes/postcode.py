"""Addresses by code: postcodes as Royal Mail forms them, and unique property reference numbers."""

import re

from wholeplace.ground.foundation.unreadable import Unreadable, echo

_AREAS = (
    "AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX"
    " FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG"
    " NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS"
    " TW UB W WA WC WD WF WN WR WS WV YO ZE"
).split()
"""Every postcode area, with the Crown dependencies, the forces (BF) and BX, which has no place."""

_DISTRICT = re.compile(r"(?P<area>[A-Z]{1,2})(?:[0-9]{1,2}|[0-9][ABCDEFGHJKMNPRSTUVWXY])")
_INWARD = re.compile(r"[0-9][ABD-HJLNP-UW-Z]{2}")
"""The unit never has C, I, K, M, O or V, which are misread."""

_FORCES = re.compile(r"BFPO([0-9]{1,4})")
_UPRN = re.compile(r"[0-9]{1,12}")


def read_postcode(text: str) -> str:
    """A postcode in its usual form, capitals and one space: sw1a1aa is SW1A 1AA, bfpo 801 is BFPO 801.

    Raises Unreadable for what Royal Mail could not have formed, such as XX1 1XX or SW1A alone.
    """
    bare = re.sub(r"[ \t\u00a0]", "", text).upper()
    if forces := _FORCES.fullmatch(bare):
        return f"BFPO {forces[1]}"
    postcode = f"{bare[:-3]} {bare[-3:]}"
    if not is_postcode(postcode):
        raise Unreadable(f"Enter a full postcode such as LS1 1UR; {echo(text)} is not one.")
    return postcode


def is_postcode(code: str) -> bool:
    """Whether this is a postcode in its usual form."""
    outward, _, inward = code.partition(" ")
    # One postcode keeps no rule: Girobank's, which closed but still stands in registers.
    if code == "GIR 0AA" or (outward == "BFPO" and _FORCES.fullmatch(outward + inward)):
        return True
    district = _DISTRICT.fullmatch(outward)
    return district is not None and district["area"] in _AREAS and _INWARD.fullmatch(inward) is not None


def outward_code(postcode: str) -> str:
    """The part that names a district, such as LS1: coarse enough to show of a person. Raises Unreadable."""
    return read_postcode(postcode).partition(" ")[0]


def read_uprn(text: str) -> str:
    """A unique property reference number: up to twelve figures, without leading noughts. Raises Unreadable."""
    bare = text.strip()
    if not _UPRN.fullmatch(bare) or not bare.strip("0"):
        raise Unreadable(f"Enter a property reference (UPRN) of up to 12 figures; {echo(text)} is not one.")
    return bare.lstrip("0")
