"""Addresses by code: postcodes as Royal Mail forms them, and unique property reference numbers."""

import re

from wholeplace.ground.foundation.unreadable import Unreadable, echo

_AREA = (
    r"(?:A[BL]|B[ABDFHLNRSTX]?|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]|I[GMPV]|JE|K[ATWY]"
    r"|L[ADELNSU]?|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|S[AEGKLMNOPRSTWY]?|T[ADFNQRSW]|UB|W[ACDFNRSV]?|YO|ZE)"
)
"""Every postcode area, with the Crown dependencies, the forces (BF) and BX, which has no place."""

_DISTRICT = re.compile(
    rf"(?=[A-Z][0-9]{{1,2}}$|[A-Z]{{2}}[0-9]{{1,2}}$|[A-Z][0-9][A-HJKPSTUW]$|[A-Z]{{2}}[0-9][ABEHMNPRV-Y]$)"
    rf"{_AREA}[0-9][0-9A-Z]?"
)
"""An area and a figure, two figures, or in crowded London a figure and one of the letters used for it."""

_INWARD = re.compile(r"[0-9][ABD-HJLNP-UW-Z]{2}")
"""The unit never has C, I, K, M, O or V, which are misread."""

_FORCES = re.compile(r"BFPO([0-9]{1,4})")
_UPRN = re.compile(r"[0-9]{1,12}")


def read_postcode(text: str) -> str:
    """A postcode in its usual form, capitals and one space: sw1a1aa is SW1A 1AA, bfpo 801 is BFPO 801.

    Raises Unreadable for what Royal Mail could not have formed, such as XX1 1XX or SW1A alone.
    """
    bare = re.sub(r"[ \t\u00a0]", "", text)
    bare = bare.upper() if bare.isascii() else bare
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
    return _DISTRICT.fullmatch(outward) is not None and _INWARD.fullmatch(inward) is not None


def outward_code(postcode: str) -> str:
    """The first part of a postcode, which names a district: LS1 of LS1 1UR. Raises Unreadable."""
    return read_postcode(postcode).partition(" ")[0]


def read_uprn(text: str) -> str:
    """A unique property reference number of up to 12 figures, without leading noughts. Raises Unreadable."""
    bare = text.strip()
    if not _UPRN.fullmatch(bare) or not bare.strip("0"):
        raise Unreadable(f"Enter a property reference (UPRN) of up to 12 figures; {echo(text)} is not one.")
    return bare.lstrip("0")
