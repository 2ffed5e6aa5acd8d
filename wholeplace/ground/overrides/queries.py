"""The overrides there are, as the book of law takes them."""

from dataclasses import dataclass

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.law import Override
from wholeplace.ground.overrides.models import LawOverride


@dataclass(frozen=True)
class Kept:
    """An override with the public id by which it can be ended."""

    public_id: str
    override: Override


def overrides(*, seen_by: Actor) -> tuple[Override, ...]:
    """Every override, past and present: law is open to everyone."""
    return tuple(one.override for one in kept(seen_by=seen_by))


def kept(*, seen_by: Actor) -> tuple[Kept, ...]:
    """Every override with its public id, newest first."""
    rows = LawOverride.objects.seen_by(seen_by).order_by("-begins_on", "-pk")
    return tuple(Kept(public_id=row.public_id, override=_override(row)) for row in rows)


def _override(row: LawOverride) -> Override:
    whole = row.value == row.value.to_integral_value()
    return Override(
        rule=row.rule,
        jurisdiction=row.jurisdiction,
        value=int(row.value) if whole else row.value.normalize(),
        begins=row.begins_on,
        ends=row.ends_on,
        because=row.because,
        set_by=row.set_by,
    )
