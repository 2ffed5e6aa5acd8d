"""Reading JSON strictly: no name twice in one object, no number that is not one, no nesting without end."""

import json
import re
from typing import Any

from wholeplace.ground.intake.refused import FileRefused

_HALF_A_CHARACTER = re.compile(r"[\ud800-\udfff]|\\u[dD][89a-fA-F]")
"""Half of a character, or what may be one: written as an escape, two halves make a whole."""


def parsed(text: str, *, name: str) -> Any:
    """The tree that a text of JSON holds. Raises FileRefused, with the file's name and the row."""
    try:
        tree = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant, parse_float=_finite)
        if _HALF_A_CHARACTER.search(text):
            json.dumps(tree, ensure_ascii=False).encode()
    except json.JSONDecodeError as fault:
        raise FileRefused(f"{name}, row {fault.lineno}: not JSON ({fault.msg}).") from None
    except UnicodeEncodeError:
        raise FileRefused(f"{name}: holds half a character, which some programs leave behind. Take it out.") from None
    except ValueError as fault:
        raise FileRefused(f"{name}: {fault}") from None
    except RecursionError:
        raise FileRefused(f"{name}: nested too deeply.") from None
    return tree


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"the name {next(n for n in names if names.count(n) > 1)!r} stands twice in one object.")
    return made


def _no_constant(word: str) -> None:
    raise ValueError(f"{word} is not a number.")


def _finite(text: str) -> float:
    if len(text) > 40 or abs(number := float(text)) == float("inf"):
        raise ValueError(f"{text[:20]} is not a number that can be.")
    return number
