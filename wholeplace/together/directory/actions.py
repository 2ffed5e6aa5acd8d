"""Entering organisations, and saying what succeeded them."""

from collections.abc import Sequence
from datetime import date

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.codes import OrgId
from wholeplace.ground.foundation.refusal import Refusal, Refused
from wholeplace.ground.records.models import OPEN_SCOPE, OrganisationKey
from wholeplace.ground.trail.action import action, record
from wholeplace.together.directory.events import OrganisationRegistered, OrganisationSucceeded
from wholeplace.together.directory.models import OfficialId, Organisation, Succession
from wholeplace.together.directory.queries import OrganisationCard, card
from wholeplace.together.directory.rules.kinds import OrganisationKind


@action
def register(
    *,
    name: str,
    kind: OrganisationKind,
    official_ids: Sequence[OrgId] = (),
    short_name: str = "",
    invented: bool = False,
    begins_on: date | None = None,
    by: Actor,
    on: date,
) -> OrganisationCard:
    """Enter an organisation under its official ids.

    Raises Refused when one of the ids belongs to an organisation that is entered already.
    """
    by.must(Permission.ORGANISATION_REGISTER)
    taken = OfficialId.objects.filter(
        scheme__in={one.scheme for one in official_ids},
        identifier__in={one.identifier for one in official_ids},
    ).select_related("of")
    if refusals := [
        Refusal("ORG1", "One organisation an official id", f"{one} is {one.of.name}, which is entered already.")
        for one in taken
        if (one.scheme, one.identifier) in {(asked.scheme, asked.identifier) for asked in official_ids}
    ]:
        raise Refused(refusals)
    key = OrganisationKey.objects.create()
    organisation = Organisation.objects.create(
        key=key,
        public_id=key.public_id,
        name=name,
        short_name=short_name,
        kind=kind.value,
        invented=invented,
        begins_on=begins_on,
    )
    OfficialId.objects.bulk_create(
        OfficialId(of=organisation, scheme=one.scheme, identifier=one.identifier) for one in official_ids
    )
    event = OrganisationRegistered(name=name, official_ids=tuple(str(one) for one in official_ids))
    record(event, subject=organisation.ref, scope=OPEN_SCOPE, by=by, on=on)
    return card(organisation)


@action
def succeed(*, organisation: str, successor: str, from_day: date, source: str, by: Actor, on: date) -> None:
    """Say that one organisation took over from another from this day. What the old one did keeps its name.

    Raises Refused when the successor began later, or when they are one and the same.
    """
    by.must(Permission.ORGANISATION_REGISTER)
    old = Organisation.objects.select_for_update().the(organisation, seen_by=by)
    new = Organisation.objects.all().the(successor, seen_by=by)
    if old.pk == new.pk:
        raise Refused([Refusal("ORG2", "Succession", "An organisation cannot succeed itself. Choose another.")])
    if new.begins_on and new.begins_on > from_day:
        sentence = f"{new.name} began on {new.begins_on:%-d %B %Y}, after that day. Choose a later day."
        raise Refused([Refusal("ORG3", "Succession", sentence)])
    Succession.objects.create(of=old, by=new, on=from_day, source=source)
    event = OrganisationSucceeded(name=old.name, successor=new.name, from_day=from_day)
    record(event, subject=old.ref, scope=OPEN_SCOPE, by=by, on=on)
