"""Codes of areas, by the Government Statistical Service (GSS), and the kind of area that they name."""

import re
from collections.abc import Mapping

from wholeplace.ground.foundation.unreadable import Unreadable, echo

GSS_ENTITIES: Mapping[str, str] = {
    "E00": "Output area",
    "E01": "Lower layer super output area",
    "E02": "Middle layer super output area",
    "E04": "Parish",
    "E05": "Ward",
    "E06": "Unitary authority",
    "E07": "Non-metropolitan district",
    "E08": "Metropolitan district",
    "E09": "London borough",
    "E10": "County",
    "E11": "Metropolitan county",
    "E12": "Region",
    "E14": "Parliamentary constituency",
    "E22": "Community safety partnership",
    "E23": "Police force area",
    "E26": "National park",
    "E31": "Fire and rescue authority",
    "E33": "Workplace zone",
    "E37": "Local enterprise partnership",
    "E38": "Sub-integrated care board location",
    "E40": "NHS England region",
    "E47": "Combined authority",
    "E54": "Integrated care board",
    "E58": "County electoral division",
    "E61": "Greater London Authority",
    "E92": "Country",
    "K02": "United Kingdom",
    "K03": "Great Britain",
    "K04": "England and Wales",
    "N00": "Small area",
    "N06": "Parliamentary constituency",
    "N08": "Ward",
    "N09": "Local government district",
    "N20": "Data zone",
    "N21": "Super data zone",
    "N92": "Country",
    "S00": "Output area",
    "S01": "Data zone",
    "S02": "Intermediate zone",
    "S08": "Health board",
    "S12": "Council area",
    "S13": "Ward",
    "S14": "Parliamentary constituency",
    "S92": "Country",
    "W00": "Output area",
    "W01": "Lower layer super output area",
    "W02": "Middle layer super output area",
    "W04": "Community",
    "W05": "Ward",
    "W06": "Unitary authority",
    "W07": "Parliamentary constituency",
    "W11": "Local health board",
    "W14": "Community safety partnership",
    "W15": "Police force area",
    "W92": "Country",
}
"""Kinds of area by the first three characters of their codes. The register has more; these are met here.

E38 named clinical commissioning groups until July 2022. Source: ONS Register of Geographic Codes.
"""

_GSS = re.compile(r"[EJKLMNSW][0-9]{8}")
"""England, England with Wales, kingdom-wide, Channel Islands, Man, Northern Ireland, Scotland, Wales."""

_INVENTED = re.compile(r"X[0-9]{8}")
"""The same form with a letter that the register gives to no country: X06 for an invented E06."""


def read_gss(text: str, *, or_invented: bool = False) -> str:
    """A code of an area such as E08000035, in capitals; with `or_invented`, also one such as X08000001.

    Codes change when areas do: store them with the vintage. Raises Unreadable.
    """
    code = text.strip().upper() if text.isascii() else text
    if is_gss(code) or (or_invented and is_invented_gss(code)):
        return code
    raise Unreadable(f"Enter the code of an area, such as E08000035; {echo(text)} is not one.")


def is_gss(code: str) -> bool:
    """Whether this has the form of a code in the register of geographic codes. Invented codes have not."""
    return _GSS.fullmatch(code) is not None


def is_invented_gss(code: str) -> bool:
    """Whether this is the code of an invented area."""
    return _INVENTED.fullmatch(code) is not None


def kind_of_area(code: str) -> str | None:
    """The kind of area that a code, real or invented, names; None for a kind that is not in GSS_ENTITIES.

    Raises Unreadable for what is no code of an area.
    """
    read = read_gss(code, or_invented=True)
    return GSS_ENTITIES.get(("E" + read[1:3]) if read[0] == "X" else read[:3])
