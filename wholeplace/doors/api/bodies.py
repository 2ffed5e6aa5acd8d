"""Reading a body: JSON exactly as its standard has it, each key once."""

import json
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from ninja.parser import Parser

JSON = "application/json"


class NotReadable(ValueError):
    """A body that is not plain JSON, with the status of its refusal."""

    def __init__(self, sentence: str, *, status: int = 400) -> None:
        """Keep the sentence and the status."""
        super().__init__(sentence)
        self.status = status


class StrictJson(Parser):
    """Refuses what other readers would guess at: repeated keys, NaN and Infinity, another alphabet than UTF-8."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The value in the body. Raises NotReadable."""
        if request.content_type != JSON:
            raise NotReadable(f"Send JSON, with the header Content-Type: {JSON}.", status=415)
        try:
            text = request.body.decode()
            return json.loads(text, object_pairs_hook=_each_once, parse_constant=_no_number, parse_float=Decimal)
        except NotReadable:
            raise
        except UnicodeDecodeError:
            raise NotReadable("Send JSON in UTF-8.") from None
        except RecursionError:
            raise NotReadable("The body is nested too deep.") from None
        except ValueError as fault:
            raise NotReadable(f"The body is not JSON: {fault}.") from None


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise NotReadable(f"The key {key!a} stands twice in one object. Send it once.")
        found[key] = value
    return found


def _no_number(word: str) -> Any:
    raise NotReadable(f"{word} is not a number in JSON. Leave the field out where there is no figure.")
