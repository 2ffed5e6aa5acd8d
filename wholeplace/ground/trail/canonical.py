"""The one sequence of bytes of an event, which seals are made over. Pure.

An event has two parts. What it is (who acted for whom, when, on which record, under which authority) is the *leaf*.
What may be personal (the person, the sentence, the details) is the *words*: the leaf holds only a salted digest of
them, so that they can be erased and the log still verifies. Nobody can guess erased words from the digest, since the
salt is erased with them.

What is written here never changes: a new form of an event gets another SCHEMA, and the old stays readable.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from wholeplace.ground.foundation.hashing import VERSION, Canonical, canonical_bytes, content_hash

SCHEMA = "wholeplace event 1"
ALGORITHM = "sha256"
LEAF_FIELDS = (
    "schema",
    "algorithm",
    "event",
    "transaction",
    "at",
    "on",
    "kind",
    "subject_kind",
    "subject_public_id",
    "organisation",
    "partnership",
    "sensitivity",
    "audience",
    "post_title",
    "acting_for",
    "acting_for_name",
    "authority",
    "policy",
    "request",
    "words_digest",
)
"""The parts of a leaf, in the order in which they are written."""

WORDS_FIELDS = ("person", "person_name", "sentence", "details")
"""The parts of the words, in the order in which they are written, after the salt."""


def leaf_bytes(leaf: Mapping[str, Any]) -> bytes:
    """The bytes of a leaf. Raises KeyError where a part is missing and TypeError for what has no one form."""
    if leaf.keys() != set(LEAF_FIELDS):
        raise KeyError(f"A leaf has just these parts: {', '.join(LEAF_FIELDS)}.")
    return VERSION + canonical_bytes(tuple(_settled(leaf[name]) for name in LEAF_FIELDS))


def words_digest(words: Mapping[str, Any], *, salt: bytes) -> str:
    """The salted digest of the words of an event, in 64 hexadecimal digits."""
    if words.keys() != set(WORDS_FIELDS):
        raise KeyError(f"The words are just these parts: {', '.join(WORDS_FIELDS)}.")
    return content_hash((SCHEMA, salt, *(_settled(words[name]) for name in WORDS_FIELDS)))


def _settled(value: Any) -> Canonical:
    """The same value as it comes back from JSON: a list and a tuple are one thing."""
    if isinstance(value, Mapping):
        return {name: _settled(one) for name, one in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return tuple(_settled(one) for one in value)
    return value  # type: ignore[no-any-return]
