"""One sequence of bytes for one value, and its hash: what decisions freeze and what seals are made over.

Every value is written as a letter for its type, the length of what follows, a colon and the bytes themselves.
So no two values share their bytes: ("ab", "c") differs from ("a", "bc"), 1 from True and from "1". What is
written here can never change, or old seals could not be checked; a new form would begin with another VERSION.
"""

from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256
from typing import TypeAlias, Union

from wholeplace.ground.foundation.money import Money

VERSION = b"wholeplace value 1\n"
"""Stands before every value that is hashed, so that no uploaded file can have the hash of a value."""

Canonical: TypeAlias = Union[  # noqa: UP007 (the alias names itself)
    bool, int, str, bytes, date, Money, tuple["Canonical", ...], Mapping[str, "Canonical"], None
]


def canonical_bytes(value: Canonical) -> bytes:
    """The one sequence of bytes of a value: text, whole number, yes or no, nothing, day, bytes, Money, or a
    tuple or mapping of those. Mappings are written in the order of their keys.

    Raises TypeError for anything else: floats, which have no one form, and moments, lists and other objects.
    """
    match value:
        case None:
            return _written(b"n", b"")
        case bool():
            return _written(b"b", b"1" if value else b"0")
        case int():
            return _written(b"i", b"%d" % value)
        case str():
            return _written(b"s", value.encode())
        case bytes():
            return _written(b"y", value)
        case Money():
            return _written(b"m", b"%d" % value.pence)
        case date() if not isinstance(value, datetime):
            return _written(b"d", value.isoformat().encode())
        case tuple():
            return _written(b"t", b"".join(canonical_bytes(item) for item in value))
        case Mapping():
            return _written(b"p", b"".join(_pair(key, value[key]) for key in sorted(value, key=_key_bytes)))
    raise TypeError(f"{type(value).__name__} has no canonical form. Use text, int, days, Money or tuples.")


def content_hash(value: Canonical) -> str:
    """The SHA-256 of a value, in 64 hexadecimal digits. Raises TypeError as `canonical_bytes` does."""
    return sha256(VERSION + canonical_bytes(value)).hexdigest()


def hash_of_bytes(content: bytes) -> str:
    """The SHA-256 of the content of a file, in 64 hexadecimal digits: the same that `sha256sum` prints."""
    return sha256(content).hexdigest()


def _written(kind: bytes, content: bytes) -> bytes:
    return b"%b%d:%b" % (kind, len(content), content)


def _pair(key: str, value: Canonical) -> bytes:
    return canonical_bytes(key) + canonical_bytes(value)


def _key_bytes(key: object) -> bytes:
    if not isinstance(key, str):
        raise TypeError(f"The keys of a mapping are text, not {type(key).__name__}.")
    return key.encode()
