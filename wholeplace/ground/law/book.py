"""The book of law: look a number up as at a day, list every number, check that the book is sound."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from types import MappingProxyType

from wholeplace.ground.law.entry import REACHING, Confidence, LawNumber, Override
from wholeplace.ground.law.missing import ConflictingOverrides, NoLongerInForce, NoSuchRule, NotYetInForce
from wholeplace.ground.law.reading import entries_in, faults_in

_FOLDER = Path(__file__).parent


def number(*, rule: str, on: date, jurisdiction: str = "England", overrides: Iterable[Override] = ()) -> LawNumber:
    """The number of this rule as at a day.

    An override that holds on the day wins over the book; of overrides, the nearer jurisdiction wins, then the
    later day. Overrides of other rules are passed over, so that all may be handed in.

    Raises NoSuchRule if the book has no such rule, or none for the jurisdiction; NotYetInForce or
    NoLongerInForce if it has no value on that day; ConflictingOverrides if two overrides cannot be told
    apart.
    """
    entries = _entries_of(rule)
    places = _places(jurisdiction)
    override = _override(rule, on, places, overrides)
    if override is not None:
        return _overridden(entries, override, on)
    for place in places:
        for entry in entries:
            if entry.jurisdiction == place and entry.holds_on(on):
                return entry
    raise _missing(rule, on, jurisdiction, [entry for entry in entries if entry.jurisdiction in places])


def every_number(*, overrides: Iterable[Override] = ()) -> tuple[LawNumber, ...]:
    """Every number of the book, past, present and to come, by subject, rule, jurisdiction and day.

    Overrides, if given, stand after the entries of their rule. Raises NoSuchRule for an override of a rule
    that the book does not hold.
    """
    book = [entry for entries in _book().values() for entry in entries]
    added = [_overridden(_entries_of(override.rule), override, override.begins) for override in overrides]
    return tuple(sorted(book + added, key=lambda e: (e.subject, e.rule, e.overridden, e.jurisdiction, e.begins)))


def validate() -> tuple[str, ...]:
    """Every fault in the book as it stands in the folder, as sentences; empty when it is sound."""
    return faults_in(_texts())


def _texts() -> dict[str, str]:
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(_FOLDER.glob("*.toml"))}


@cache
def _book() -> Mapping[str, tuple[LawNumber, ...]]:
    book: dict[str, tuple[LawNumber, ...]] = {}
    for entry in entries_in(_texts()):
        book[entry.rule] = (*book.get(entry.rule, ()), entry)
    return MappingProxyType(book)


def _entries_of(rule: str) -> tuple[LawNumber, ...]:
    if rule in _book():
        return _book()[rule]
    near = get_close_matches(rule, _book(), n=1)
    hint = f" Did you mean “{near[0]}”?" if near else ""
    raise NoSuchRule(f"The book of law has no rule called “{rule}”.{hint}")


def _places(jurisdiction: str) -> tuple[str, ...]:
    if jurisdiction not in REACHING:
        raise NoSuchRule(f"The book of law knows no jurisdiction called “{jurisdiction}”.")
    return REACHING[jurisdiction]


def _override(rule: str, on: date, places: Sequence[str], overrides: Iterable[Override]) -> Override | None:
    holding = [o for o in overrides if o.rule == rule and o.jurisdiction in places and o.holds_on(on)]
    if not holding:
        return None
    nearest = min(places.index(o.jurisdiction) for o in holding)
    nearby = [o for o in holding if places.index(o.jurisdiction) == nearest]
    latest = max(o.begins for o in nearby)
    chosen = [o for o in nearby if o.begins == latest]
    if len(chosen) > 1:
        raise ConflictingOverrides(
            f"“{rule}” is overridden {len(chosen)} times in {places[nearest]} from {_day(latest)}."
        )
    return chosen[0]


def _overridden(entries: Sequence[LawNumber], override: Override, on: date) -> LawNumber:
    """The override in the form of the entry it stands before: same unit, title, bound and way of counting."""
    places = _places(override.jurisdiction)

    def distance(entry: LawNumber) -> tuple[bool, int]:
        far = entry.jurisdiction not in places
        return (not entry.holds_on(on), len(places) if far else places.index(entry.jurisdiction))

    return replace(
        min(entries, key=distance),
        value=override.value,
        jurisdiction=override.jurisdiction,
        begins=override.begins,
        ends=override.ends,
        source=f"Set by {override.set_by}",
        confidence=Confidence.M,
        note=override.because,
        overridden=True,
    )


def _missing(
    rule: str, on: date, jurisdiction: str, entries: Sequence[LawNumber]
) -> NoSuchRule | NotYetInForce | NoLongerInForce:
    if not entries:
        return NoSuchRule(f"The book of law holds no figure for “{rule}” in {jurisdiction}.")
    coming = [entry.begins for entry in entries if entry.begins > on]
    if coming:
        return NotYetInForce(
            f"“{rule}” has no figure for {_day(on)} in {jurisdiction}: the next begins on {_day(min(coming))}."
        )
    ended = max(entry.ends for entry in entries if entry.ends is not None)
    return NoLongerInForce(f"“{rule}” has no figure for {_day(on)} in {jurisdiction}: the last ended on {_day(ended)}.")


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
