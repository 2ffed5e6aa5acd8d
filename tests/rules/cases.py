"""Cases of a rulebook, written in TOML so that somebody who knows the law but no code can read and add to them.

A file has the `facts` against which nothing speaks, and cases that each change some of them:

[facts] until = 2028-03-31

[[case]] name = "A contract that ended yesterday cannot be extended today" facts = { on = 2028-04-01 }
refused_by = ["EXT3"]

Nothing is said by leaving it out; `"none"` takes a fact away.
"""

import dataclasses
import tomllib
import types
import typing
from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import Enum
from pathlib import Path

import pytest

from wholeplace.ground.foundation.financial_year import FinancialYear
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.refusal import Rulebook

FOLDER = Path(__file__).resolve().parent.parent / "rulebook"


def cases(file: str, facts: type) -> pytest.MarkDecorator:
    """The cases of a file as parameters `asked` and `refused_by`, each under its name."""
    written = tomllib.loads((FOLDER / f"{file}.toml").read_text(), parse_float=Decimal)
    return pytest.mark.parametrize(
        "asked, refused_by",
        [
            pytest.param(read(facts, written["facts"] | one.get("facts", {})), one["refused_by"], id=one["name"])
            for one in written["case"]
        ],
    )


def codes(book: Rulebook, asked: object) -> list[str]:
    """The codes of the rules that speak against these facts."""
    return [refusal.code for refusal in book.refusals(asked)]


def every_rule_is_seen(file: str, book: Rulebook) -> bool:
    """Whether each rule of a book refuses one case at least, and one case is refused by nothing."""
    written = tomllib.loads((FOLDER / f"{file}.toml").read_text(), parse_float=Decimal)
    refusing = [code for one in written["case"] for code in one["refused_by"]]
    return {rule.code for rule in book.rules} == set(refusing) and any(not one["refused_by"] for one in written["case"])


def read(wanted: object, value: object) -> object:
    """A value of TOML as the type that the facts want."""
    origin, inner = typing.get_origin(wanted), typing.get_args(wanted)
    if origin in {types.UnionType, typing.Union}:
        return None if value == "none" else read(next(one for one in inner if one is not type(None)), value)
    if origin in {Mapping, dict}:
        return {read(inner[0], key): read(inner[1], each) for key, each in value.items()}
    if origin in {tuple, frozenset, Sequence, list}:
        make = frozenset if origin is frozenset else tuple
        types_of = inner if origin is tuple and Ellipsis not in inner else [inner[0]] * len(value)
        return make(read(one, each) for one, each in zip(types_of, value, strict=True))
    if wanted is Money:
        return Money(value * 100)
    if wanted is FinancialYear:
        return FinancialYear.parse(value)
    if wanted is Decimal:
        return Decimal(value)
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return wanted(value)
    if dataclasses.is_dataclass(wanted):
        hints = typing.get_type_hints(wanted)
        return wanted(**{name: read(hints[name], each) for name, each in value.items()})
    return value
