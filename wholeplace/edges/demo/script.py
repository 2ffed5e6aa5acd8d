"""Reading the script of an invented place: what is in it, and on which day each thing happened."""

import tomllib
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.financial_year import FinancialYear
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.parse import money
from wholeplace.ground.foundation.ref import Ref
from wholeplace.together.directory.queries import OrganisationCard

PLACES = ("city", "county")
Words = dict[str, Any]


def script_of(place: str) -> Words:
    """The script of one of the invented places."""
    return tomllib.loads((Path(__file__).parent / "places" / f"{place}.toml").read_text(encoding="utf-8"))


@dataclass
class Stage:
    """An invented place while it is built: who and what there is by the key that the script gives it."""

    script: Words
    built_on: date
    number: int = 1
    partnership: str = ""
    organisations: dict[str, OrganisationCard] = field(default_factory=dict)
    people: dict[str, Actor] = field(default_factory=dict)
    posts: dict[str, Ref] = field(default_factory=dict)
    refs: dict[str, Ref] = field(default_factory=dict)

    def day(self, days: int) -> date:
        """A day of the script: so many days before or after the place is built."""
        return self.built_on + timedelta(days=days)

    def year(self, years: str | int) -> FinancialYear:
        """A financial year of the script: this one, or so many before or after."""
        return FinancialYear(FinancialYear.of(self.built_on).begins_in + int(years))

    def amount(self, text: str) -> Money:
        """An amount of the script, below nothing too."""
        sign = -1 if text.startswith("-") else 1
        return Money(sign * money(text.removeprefix("-")).pence)

    def part(self, name: str) -> list[Words]:
        """Everything of one kind in the script."""
        return list(self.script.get(name, []))

    def ref(self, key: str) -> Ref:
        """The record that the script gave this key, as `need:home`."""
        return self.refs[key]

    def ids(self, kind: str, keys: list[str]) -> tuple[str, ...]:
        """The public ids of records of a kind by their keys."""
        return tuple(self.refs[f"{kind}:{key}"].public_id for key in keys)

    def bodies(self, keys: list[str]) -> tuple[str, ...]:
        """The public ids of organisations by their keys."""
        return tuple(self.organisations[key].ref.public_id for key in keys)
