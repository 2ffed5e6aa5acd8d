"""A published payment, what makes it the same one when it is published again, and who must not be looked for in it."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from wholeplace.ground.foundation.money import Money

# "Redactive Publishing" is a company.
_REDACTED = re.compile(r"\W*redacted\b", re.IGNORECASE)


def is_redacted(payee: str) -> bool:
    """Whether the publisher keeps the payee's name back: a person, or a matter of business."""
    return _REDACTED.match(payee) is not None


def identity_of(*parts: str) -> UUID:
    """The number of a payment, made from what tells it from all others of its publisher."""
    return UUID(bytes=hashlib.blake2b(repr(parts).encode(), digest_size=16).digest())


def settles(*, stated: Money, rows: Money) -> str | None:
    """What is wrong with the total that a file states for its rows, if anything."""
    if stated == rows:
        return None
    return f"The file's own total is {stated}, but its rows come to {rows}. Ask the publisher which is right."


@dataclass(frozen=True, slots=True)
class PaymentGiven:
    """A payment as a file gives it. The organisation behind the payee (its number) only where the file says its id."""

    identity: UUID
    paid_on: date
    amount_pence: int
    payee: str
    directorate: str = ""
    service: str = ""
    purpose: str = ""
    reference: str = ""
    payee_organisation: int | None = None
