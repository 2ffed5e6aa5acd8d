"""Closed lists whose values have a label for the screen."""

from enum import StrEnum
from typing import Self


class Labelled(StrEnum):
    """A word of the trade with the label that people read: `OLDER = "older", "Older people"`."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Keep the value for storage and the label for people."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member
