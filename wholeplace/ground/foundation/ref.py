"""A typed reference: which kind of record, and which one."""

from dataclasses import dataclass

from wholeplace.ground.foundation.public_id import is_public_id


class Malformed(ValueError):
    """Text that is not a reference."""


@dataclass(frozen=True, order=True)
class Ref:
    """A record by its kind and its public id, as `need:7k3q9x2m4p5r`."""

    kind: str
    public_id: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.public_id}"

    @classmethod
    def parse(cls, text: str) -> "Ref":
        """Read a reference. Raises Malformed when it is not one."""
        kind, colon, public_id = text.partition(":")
        if not colon or not kind.isidentifier() or not is_public_id(public_id):
            raise Malformed(f"{text!r} is not a reference such as need:7k3q9x2m4p5r.")
        return cls(kind=kind, public_id=public_id)
