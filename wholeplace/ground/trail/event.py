"""What an event is, before it is written: a frozen dataclass of a room, with its own sentence. Pure."""

from dataclasses import asdict, dataclass
from datetime import date
from enum import Enum
from typing import Any

from wholeplace.ground.foundation.money import Money


@dataclass(frozen=True)
class Happened:
    """The base of every event. A room's events add their fields, and say them in `sentence`."""

    @property
    def kind(self) -> str:
        """The event's name in the trail."""
        return type(self).__name__

    @property
    def sentence(self) -> str:
        """What happened, in words for the history of a record."""
        raise NotImplementedError

    def details(self) -> dict[str, Any]:
        """The fields as plain values: money in pence, days in ISO form."""
        return {name: _plain(value) for name, value in asdict(self).items()}


def _plain(value: Any) -> Any:
    match value:
        case Money():
            return value.pence
        case {"pence": int(pence), **rest} if not rest:
            return pence
        case date():
            return value.isoformat()
        case Enum():
            return value.value
        case tuple() | list():
            return [_plain(item) for item in value]
        case _:
            return value
