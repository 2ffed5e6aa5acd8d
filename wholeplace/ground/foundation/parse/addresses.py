"""Reading e-mail addresses, in the plain letters in which none can be taken for another."""

import re

from wholeplace.ground.foundation.parse.given import short_text
from wholeplace.ground.foundation.unreadable import Unreadable, echo

LONGEST_ADDRESS = 254
LONGEST_NAME = 64
"""What mail programs carry before the sign @."""

_INSTEAD = "Enter an email address such as name@example.org."
_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOMAIN = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])")


def email_address(text: str) -> str:
    """An e-mail address such as name@example.org, as written.

    Raises Unreadable for anything else: letters that look like plain ones and are others (a Cyrillic е), a number of a
    machine in the place of its name, and more than 64 characters before the sign @.
    """
    given = short_text(text, instead=_INSTEAD, longest=LONGEST_ADDRESS)
    if " " in given:
        raise Unreadable(f"{_INSTEAD} Take out the blank in {echo(given)}.")
    if strange := next((letter for letter in given if not " " < letter <= "~"), None):
        raise Unreadable(
            f"{_INSTEAD} {echo(strange)} is not a plain letter, though it may look like one: type it anew."
        )
    name, at, domain = given.rpartition("@")
    if len(name) > LONGEST_NAME:
        raise Unreadable(f"{_INSTEAD} Up to {LONGEST_NAME} characters may stand before the @, not {len(name)}.")
    if domain.startswith("[") or re.fullmatch(r"[0-9.]+", domain):
        raise Unreadable(f"{_INSTEAD} Write the name of the mail's domain, not the number of a machine.")
    if not at or not _NAME.fullmatch(name) or not _DOMAIN.fullmatch(domain):
        raise Unreadable(f"{_INSTEAD} {echo(given)} is not one.")
    return given
