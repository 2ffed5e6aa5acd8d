"""Partnerships and the organisations in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.scope import NotThere
from wholeplace.together.directory.queries import OrganisationCard, organisations
from wholeplace.together.partnership.models import Membership, Partnership, standing_on


@dataclass(frozen=True)
class PartnershipCard:
    """A partnership as a list shows it. `number` is its bare identity."""

    number: int
    ref: Ref
    name: str
    place_name: str
    slug: str
    area_code: str
    invented: bool


@dataclass(frozen=True)
class MemberCard:
    """An organisation in a partnership, with the consent by which it joined."""

    organisation: OrganisationCard
    commissions: bool
    begins_on: date
    ends_on: date | None
    consented_by: str


def partnerships(*, seen_by: Actor) -> tuple[PartnershipCard, ...]:
    """Every partnership there is: that they exist is public."""
    return tuple(_card(p) for p in Partnership.objects.seen_by(seen_by).order_by("name"))


def partnership(*, slug: str, seen_by: Actor) -> PartnershipCard:
    """The partnership of this slug, or NotThere."""
    found = Partnership.objects.seen_by(seen_by).filter(slug=slug).first()
    if found is None:
        raise NotThere("partnership")
    return _card(found)


def places_of(*, numbers: Iterable[int], seen_by: Actor) -> dict[int, PartnershipCard]:
    """The partnerships behind these numbers."""
    return {p.pk: _card(p) for p in Partnership.objects.seen_by(seen_by).filter(pk__in=set(numbers))}


def members(*, partnership: int, seen_by: Actor, on: date) -> tuple[OrganisationCard, ...]:
    """The organisations in this partnership on this day, by name."""
    return tuple(one.organisation for one in joined(within=partnership, seen_by=seen_by, on=on))


def joined(*, within: int, seen_by: Actor, on: date) -> tuple[MemberCard, ...]:
    """Who has joined this partnership by this day and not left it, with the consent they gave, by name."""
    rows = list(Membership.objects.seen_by(seen_by).filter(standing_on(on), partnership_id=within))
    names = organisations(numbers=[row.organisation_id for row in rows], seen_by=seen_by)
    cards = [
        MemberCard(
            organisation=names[row.organisation_id],
            commissions=row.commissions,
            begins_on=row.begins_on,
            ends_on=row.ends_on,
            consented_by=row.consented_by,
        )
        for row in rows
    ]
    return tuple(sorted(cards, key=lambda card: card.organisation.name))


def _card(partnership: Partnership) -> PartnershipCard:
    return PartnershipCard(
        number=partnership.pk,
        ref=partnership.ref,
        name=partnership.name,
        place_name=partnership.place_name,
        slug=partnership.slug,
        area_code=partnership.area_code,
        invented=partnership.invented,
    )
