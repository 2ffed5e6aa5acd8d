"""Public ids: random, short, and hard to misread."""

import secrets

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 12


def new_public_id() -> str:
    """Twelve characters of Crockford's base 32: sixty random bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def is_public_id(text: str) -> bool:
    """Whether this has the form of a public id."""
    return len(text) == LENGTH and all(character in ALPHABET for character in text)
