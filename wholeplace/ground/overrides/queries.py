"""The overrides there are, as the book of law takes them."""

from dataclasses import dataclass

from django.db.models import Q

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.law import Override
from wholeplace.ground.overrides.models import LawOverride


@dataclass(frozen=True)
class Kept:
    """An override with the public id by which it can be ended, and the partnership it holds in; None is everywhere."""

    public_id: str
    override: Override
    within: int | None
    partnership: Ref | None


def overrides(*, seen_by: Actor, within: int | None = None) -> tuple[Override, ...]:
    """What holds in a partnership, past and present: what was set there, and what was set for every partnership.

    The partnership is the reader's own unless another is named. Of two from one day, its own comes first.
    """
    place = seen_by.partnership_id if within is None else within
    rows = LawOverride.objects.seen_by(seen_by).filter(Q(partnership__isnull=True) | Q(partnership_id=place))
    found = {
        (row.rule, row.jurisdiction, row.begins_on): _override(row, seen_by=seen_by)
        for row in sorted(rows, key=lambda row: row.partnership_id is not None)
    }
    return tuple(found.values())


def kept(*, seen_by: Actor) -> tuple[Kept, ...]:
    """Every override of every partnership with its public id, newest first: law is open to everyone."""
    rows = LawOverride.objects.seen_by(seen_by).select_related("partnership").order_by("-begins_on", "-pk")
    return tuple(
        Kept(
            public_id=row.public_id,
            override=_override(row, seen_by=seen_by),
            within=row.partnership_id,
            partnership=Ref(kind="partnership", public_id=row.partnership.public_id) if row.partnership else None,
        )
        for row in rows
    )


def _override(row: LawOverride, *, seen_by: Actor) -> Override:
    whole = row.value == row.value.to_integral_value()
    return Override(
        rule=row.rule,
        jurisdiction=row.jurisdiction,
        value=int(row.value) if whole else row.value.normalize(),
        begins=row.begins_on,
        ends=row.ends_on,
        because=row.because,
        set_by=_set_by(row, seen_by=seen_by),
    )


def _set_by(row: LawOverride, *, seen_by: Actor) -> str:
    """Who set it: the organisation. Its own partnership is told the person too."""
    own = seen_by.reads_field("override", "set_by", partnership=row.partnership_id)
    told = (row.set_by, row.set_for) if own else (row.set_for or row.set_by,)
    return ", ".join(word for word in told if word)
