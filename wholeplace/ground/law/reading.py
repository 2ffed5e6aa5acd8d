"""Read the TOML files into entries, and say of every fault where it stands and what is wrong."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import combinations, groupby
from typing import Any

from wholeplace.ground.law.entry import BOUNDS, REACHING, UNITS, Confidence, LawNumber

_RULE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_REQUIRED = ("title", "value", "unit", "jurisdiction", "begins", "source", "confidence")
_OPTIONAL = ("ends", "bound", "counted", "includes_vat", "note")
_WORDS = ("title", "source", "counted", "note")
_CLOSED = {
    "unit": UNITS,
    "bound": BOUNDS,
    "jurisdiction": frozenset(REACHING),
    "confidence": frozenset(Confidence),
}


class FaultyBook(ValueError):
    """The book of law cannot be read; `faults` holds every fault as a sentence."""

    def __init__(self, faults: Sequence[str]) -> None:
        """Keep every fault."""
        self.faults = tuple(faults)
        super().__init__(" ".join(self.faults))


def faults_in(texts: Mapping[str, str]) -> tuple[str, ...]:
    """Every fault in these files, given as TOML text by subject; empty when they are sound.

    Checks the schema, that units, bounds, jurisdictions and confidence are known ones, that each entry has
    a source, that money is whole pence, that a rule stands in one file and has one unit, and that no two
    entries of a rule hold in one jurisdiction on one day.
    """
    raw, faults = _raw(texts)
    faults += [fault for subject, rule, table in raw for fault in _faults_of(f"{subject}.toml, {rule}", table)]
    if not faults:
        faults += _faults_between([_entry(*found) for found in raw])
    return tuple(faults)


def entries_in(texts: Mapping[str, str]) -> tuple[LawNumber, ...]:
    """The entries of these files, by subject, rule, jurisdiction and day.

    Raises FaultyBook with every fault.
    """
    faults = faults_in(texts)
    if faults:
        raise FaultyBook(faults)
    raw, _ = _raw(texts)
    entries = (_entry(*found) for found in raw)
    return tuple(sorted(entries, key=lambda e: (e.subject, e.rule, e.jurisdiction, e.begins)))


def _raw(texts: Mapping[str, str]) -> tuple[list[tuple[str, str, dict[str, Any]]], list[str]]:
    raw: list[tuple[str, str, dict[str, Any]]] = []
    faults: list[str] = []
    for subject, text in sorted(texts.items()):
        try:
            rules = tomllib.loads(text, parse_float=Decimal)
        except tomllib.TOMLDecodeError as error:
            faults.append(f"{subject}.toml is not TOML: {error}.")
            continue
        for rule, tables in rules.items():
            if not _RULE.fullmatch(rule):
                faults.append(f"{subject}.toml, {rule}: a rule is named in small letters and underscores.")
            if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
                faults.append(f"{subject}.toml, {rule}: a rule is a list of tables, [[{rule}]].")
                continue
            raw += [(subject, rule, table) for table in tables]
    return raw, faults


def _entry(subject: str, rule: str, table: dict[str, Any]) -> LawNumber:
    return LawNumber(rule=rule, subject=subject, **{**table, "confidence": Confidence(table["confidence"])})


def _faults_of(where: str, table: dict[str, Any]) -> Iterator[str]:
    missing = [key for key in _REQUIRED if key not in table]
    if missing:
        yield f"{where}: it lacks {', '.join(missing)}."
    for key in table:
        if key not in _REQUIRED + _OPTIONAL:
            yield f"{where}: {key} is not a field of an entry."
    for key in _WORDS:
        if key in table and not (isinstance(table[key], str) and table[key].strip()):
            yield f"{where}: {key} must be words."
    for key, known in _CLOSED.items():
        if key in table and not (isinstance(table[key], str) and table[key] in known):
            yield f"{where}: {table[key]!r} is not a known {key}."
    if not isinstance(table.get("includes_vat", False), bool):
        yield f"{where}: includes_vat must be true or false."
    yield from _faults_of_value(where, table)
    yield from _faults_of_dates(where, table)


def _faults_of_value(where: str, table: dict[str, Any]) -> Iterator[str]:
    value = table.get("value", 0)
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        yield f"{where}: value must be a number."
    elif not Decimal(value).is_finite() or value < 0:
        yield f"{where}: value may not be negative or endless."
    elif table.get("unit") == "pence" and not isinstance(value, int):
        yield f"{where}: money is whole pence."


def _faults_of_dates(where: str, table: dict[str, Any]) -> Iterator[str]:
    days = [(key, table[key]) for key in ("begins", "ends") if key in table]
    wrong = [key for key, day in days if not isinstance(day, date) or isinstance(day, datetime)]
    if wrong:
        yield f"{where}: {' and '.join(wrong)} must be a day."
    elif len(days) == 2 and table["ends"] < table["begins"]:
        yield f"{where}: it may not end before it begins."


def _faults_between(entries: Sequence[LawNumber]) -> Iterator[str]:
    for rule, found in groupby(sorted(entries, key=lambda e: e.rule), key=lambda e: e.rule):
        alike = list(found)
        if len({entry.subject for entry in alike}) > 1:
            yield f"{rule}: a rule stands in one file."
        if len({entry.unit for entry in alike}) > 1:
            yield f"{rule}: a rule has one unit."
        for one, other in combinations(alike, 2):
            if one.jurisdiction == other.jurisdiction and _meet(one, other):
                yield f"{rule}: two entries hold in {one.jurisdiction} on {max(one.begins, other.begins)}."


def _meet(one: LawNumber, other: LawNumber) -> bool:
    later = max(one.begins, other.begins)
    return one.holds_on(later) and other.holds_on(later)
