"""Public ids: random, short, and hard to misread. They tell nothing of how many records there are, or of
whom.
"""

import re
import secrets

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32 in lower case: no i, l, o or u, which are misread or spell words."""

LENGTH = 12
_FORM = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")


def new_public_id() -> str:
    """Twelve characters from the machine's source of secrets: sixty random bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def is_public_id(text: str) -> bool:
    """Whether this text has the form of a public id. Nothing is folded: capitals are not public ids."""
    return _FORM.fullmatch(text) is not None
