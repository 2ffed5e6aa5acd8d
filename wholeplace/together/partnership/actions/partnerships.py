"""Setting up partnerships, and letting organisations in."""

from datetime import date

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.models import OPEN_SCOPE, PartnershipKey
from wholeplace.ground.trail.action import action, record
from wholeplace.together.directory.queries import organisation as the_organisation
from wholeplace.together.partnership.events import OrganisationJoined, PartnershipSetUp
from wholeplace.together.partnership.models import Membership, Partnership


@action
def set_up(
    *,
    name: str,
    place_name: str,
    slug: str,
    area_code: str = "",
    invented: bool = False,
    by: Actor,
    on: date,
) -> Ref:
    """Begin a partnership in a place."""
    by.must(Permission.PARTNERSHIP_SET_UP)
    key = PartnershipKey.objects.create()
    partnership = Partnership.objects.create(
        key=key,
        public_id=key.public_id,
        name=name,
        place_name=place_name,
        slug=slug,
        area_code=area_code,
        invented=invented,
        begins_on=on,
    )
    record(PartnershipSetUp(name=name), subject=partnership.ref, scope=OPEN_SCOPE, by=by, on=on)
    return partnership.ref


@action
def admit(
    *, partnership: str, organisation: str, consented_by: str, commissions: bool = True, by: Actor, on: date
) -> None:
    """Let an organisation into a partnership, with its own recorded consent."""
    by.must(Permission.PARTNERSHIP_SET_UP)
    this = Partnership.objects.select_for_update().the(partnership, seen_by=by)
    body = the_organisation(public_id=organisation, seen_by=by)
    Membership.objects.create(
        partnership=this,
        organisation_id=body.number,
        commissions=commissions,
        begins_on=on,
        consented_by=consented_by,
    )
    event = OrganisationJoined(organisation=body.name, consented_by=consented_by)
    record(event, subject=this.ref, scope=OPEN_SCOPE, by=by, on=on)
