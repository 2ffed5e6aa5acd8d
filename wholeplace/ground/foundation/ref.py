"""A typed reference: which kind of record, and which one. How records of different rooms point at each
other.
"""

import re
from dataclasses import dataclass

from wholeplace.ground.foundation.public_id import is_public_id
from wholeplace.ground.foundation.unreadable import Unreadable, echo

_KIND = re.compile(r"[a-z][a-z0-9_]{0,39}")


class Malformed(Unreadable):
    """Text that is not a reference."""


@dataclass(frozen=True, order=True)
class Ref:
    """A record by its kind and its public id, written `need:7k3q9x2m4p5r`.

    Raises Malformed when the kind is not a plain lower-case word or the id has not the form of a public id.
    """

    kind: str
    public_id: str

    def __post_init__(self) -> None:
        """Refuse what could not be read back."""
        if not _KIND.fullmatch(self.kind) or not is_public_id(self.public_id):
            raise Malformed(f"{echo(str(self))} is not a reference such as need:7k3q9x2m4p5r.")

    def __str__(self) -> str:
        return f"{self.kind}:{self.public_id}"

    @classmethod
    def parse(cls, text: str) -> "Ref":
        """Read a reference exactly as `str` writes it. Raises Malformed for anything else."""
        kind, _, public_id = text.partition(":")
        return cls(kind=kind, public_id=public_id)
