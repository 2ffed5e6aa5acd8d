"""Official codes."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class OrgId:
    """An identifier in a register."""

    scheme: str
    identifier: str

    def __str__(self) -> str:
        return f"{self.scheme}-{self.identifier}"
