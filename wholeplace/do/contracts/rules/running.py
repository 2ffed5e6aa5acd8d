"""How long a contract runs: its notice, its extension, its end."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from wholeplace.ground.foundation.refusal import Rulebook

CLAUSE = "The contract's extension clause"
NOTICE = "The contract's notice; Best Value Statutory Guidance 2011 for the voluntary sector"


def months_before(day: date, months: int) -> date:
    """The day this many months earlier, or the last of its month where there is no such day."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def notice_due(*, notice_months: int, is_vcse: bool, floor_months: int) -> int:
    """The longest notice that binds, in months.

    That is the contract's own, or what guidance asks for where the provider is of the voluntary sector.
    """
    return max(notice_months, floor_months) if is_vcse else notice_months


def latest_notice_on(*, ends_on: date | None, notice_months: int) -> date | None:
    """The last day on which notice can be given for a contract to end on this day."""
    return months_before(ends_on, notice_months) if ends_on is not None else None


@dataclass(frozen=True)
class Extending:
    """A contract as somebody wants to extend it."""

    ends_on: date | None
    may_extend_until: date | None
    ended_on: date | None
    until: date
    because: str
    on: date


extending: Rulebook[Extending] = Rulebook("Extending a contract", prefix="EXT")


@extending.rule("EXT1", source=CLAUSE)
def the_contract_allows_it(asked: Extending) -> str | None:
    """A contract may be extended only as far as its own clause allows."""
    if asked.may_extend_until is None:
        return "This contract cannot be extended. Enter a new contract instead."
    if asked.until > asked.may_extend_until:
        return f"The contract may not run past {asked.may_extend_until:%-d %B %Y}."
    return None


@extending.rule("EXT2", source=CLAUSE)
def it_becomes_longer(asked: Extending) -> str | None:
    """An extension makes a contract longer."""
    if asked.ends_on is not None and asked.until <= asked.ends_on:
        return f"The contract runs to {asked.ends_on:%-d %B %Y} already. Enter a later day."
    return None


@extending.rule("EXT3", source=CLAUSE)
def it_is_still_running(asked: Extending) -> str | None:
    """Only a contract that still runs can be extended."""
    if asked.ended_on is not None:
        return f"The contract was ended on {asked.ended_on:%-d %B %Y}."
    if asked.ends_on is not None and asked.ends_on < asked.on:
        return f"The contract ran out on {asked.ends_on:%-d %B %Y}."
    return None


@extending.rule("EXT4", source="The trail: whoever extends a contract says why")
def it_says_why(asked: Extending) -> str | None:
    """Whoever extends a contract says why."""
    return None if asked.because.strip() else "Say why the contract is extended."


@dataclass(frozen=True)
class Ending:
    """A contract as somebody wants to end it. `notice_months` is the longest notice that binds."""

    starts_on: date
    ends_on: date | None
    ended_on: date | None
    last_day: date
    notice_months: int
    by_agreement: bool
    because: str
    on: date


ending: Rulebook[Ending] = Rulebook("Ending a contract", prefix="END")


@ending.rule("END1", source="The contract's term")
def it_has_not_ended(asked: Ending) -> str | None:
    """A contract is ended once, within its term."""
    if asked.ended_on is not None:
        return f"The contract was ended on {asked.ended_on:%-d %B %Y} already."
    if asked.last_day < asked.starts_on:
        return f"The last day cannot be before the contract starts, on {asked.starts_on:%-d %B %Y}."
    if asked.ends_on is not None and asked.last_day > asked.ends_on:
        return f"The contract runs only to {asked.ends_on:%-d %B %Y}. Enter that day or an earlier one."
    return None


@ending.rule("END2", source=NOTICE)
def there_is_time_for_notice(asked: Ending) -> str | None:
    """A contract ends with the notice that it and the guidance for its provider ask for, or by agreement."""
    if asked.by_agreement or months_before(asked.last_day, asked.notice_months) >= asked.on:
        return None
    return (
        f"{asked.notice_months} months' notice is due, so notice for {asked.last_day:%-d %B %Y} was due by"
        f" {months_before(asked.last_day, asked.notice_months):%-d %B %Y}. Enter a later last day, or"
        " agree it with the provider and say so."
    )


@ending.rule("END3", source="The trail: whoever ends a contract says why")
def it_says_why_it_ends(asked: Ending) -> str | None:
    """Whoever ends a contract says why."""
    return None if asked.because.strip() else "Say why the contract ends."
