"""Numbers of persons, recognised to keep them out: NHS numbers and National Insurance numbers."""

import re
import unicodedata

_GAP = "[ \t\u00a0\\-–]?"
_TEN_FIGURES = re.compile(rf"(?<![0-9])([0-9]{{3}}){_GAP}([0-9]{{3}}){_GAP}([0-9]{{4}})(?![0-9])")

_NATIONAL_INSURANCE = re.compile(
    rf"(?<![A-Z0-9])(?!BG|GB|KN|NK|NT|TN|ZZ)([A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z])"
    rf"{_GAP}([0-9]{{2}}){_GAP}([0-9]{{2}}){_GAP}([0-9]{{2}}){_GAP}([A-D])(?![A-Z0-9])"
)
"""Two letters that HM Revenue and Customs gives, six figures and a letter from A to D."""


def is_nhs_number(text: str) -> bool:
    """Whether this is an NHS number: ten figures, gaps or not, whose last is the check digit of the others.

    The check digit is 11 less the remainder of the weighted sum (weights 10 to 2) by 11; 11 counts as 0, and
    10 is never given. NHS Data Dictionary. One in eleven of all numbers of ten figures passes by chance.
    """
    found = _TEN_FIGURES.fullmatch(_plain_figures(text.strip()))
    return found is not None and _check_digit_holds("".join(found.groups()))


def nhs_numbers_in(text: str) -> tuple[str, ...]:
    """Every NHS number in a text, as ten figures, in order; figures of other scripts are seen through."""
    numbers = ("".join(found.groups()) for found in _TEN_FIGURES.finditer(_plain_figures(text)))
    return tuple(number for number in numbers if _check_digit_holds(number))


def national_insurance_numbers_in(text: str) -> tuple[str, ...]:
    """Every National Insurance number in a text, in capitals and without gaps, in order."""
    plain = _plain_figures(text).upper()
    return tuple("".join(found.groups()) for found in _NATIONAL_INSURANCE.finditer(plain))


def _check_digit_holds(number: str) -> bool:
    weighted = sum(int(figure) * weight for figure, weight in zip(number, range(10, 1, -1), strict=False))
    return (11 - weighted % 11) % 11 == int(number[9])


def _plain_figures(text: str) -> str:
    """The text with the figures of every script as 0 to 9, so that a number cannot hide in another script."""
    return "".join(str(unicodedata.decimal(character, character)) for character in text)
