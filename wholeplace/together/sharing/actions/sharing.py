"""Sharing a record of one's own organisation with another one, and ending that."""

from datetime import date

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.alone import alone_on
from wholeplace.ground.records.marking import mark, record_of
from wholeplace.ground.records.models import scope_for, scope_of
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.ground.trail.action import action, record
from wholeplace.together.directory.queries import organisation as the_organisation
from wholeplace.together.directory.queries import organisations
from wholeplace.together.partnership.queries import members
from wholeplace.together.sharing.events import RecordShared, ShareEnded
from wholeplace.together.sharing.models import Share
from wholeplace.together.sharing.queries import standing_share
from wholeplace.together.sharing.rules.sharing import Basis, EndingShare, Sharing, ending, sharing


@action
def share(
    *,
    of: Ref,
    organisation: str,
    purpose: str,
    basis: Basis,
    ends_on: date,
    begins_on: date | None = None,
    by: Actor,
    on: date,
) -> Ref:
    """Let another organisation of the partnership read a record of the one that one acts for, until a day.

    Only its own organisation shares a record, so nothing is passed on. Raises Refused, with every reason.
    """
    row = record_of(of, seen_by=by)
    if not row.can_be_shared:
        raise NotThere("record")
    by.must(Permission.SHARE_GRANT, organisation=row.organisation_id, partnership=row.partnership_id)
    alone_on(f"shares of {of}")
    body = the_organisation(public_id=organisation, seen_by=by)
    begins = begins_on or on
    here = members(partnership=row.partnership_id, seen_by=by, on=on)
    standing = standing_share(of=of, grantee=body.number, seen_by=by, on=on)
    asked = Sharing(
        with_a_member=body.number in {member.number for member in here},
        with_ourselves=body.number == row.organisation_id,
        sensitivity=Sensitivity(row.sensitivity),
        basis=basis,
        purpose=purpose,
        begins_on=begins,
        ends_on=ends_on,
        shared_until=standing.ends_on if standing else None,
        on=on,
    )
    if refusals := sharing.refusals(asked):
        raise Refused(refusals)
    given = Share.objects.create(
        grantee_id=body.number,
        record_kind=of.kind,
        record_id=of.public_id,
        title=str(row)[:250],
        purpose=purpose.strip(),
        basis=basis.value,
        begins_on=begins,
        ends_on=ends_on,
        **scope_for(by, sensitivity=Sensitivity.ORGANISATION) | {"audience": [body.number]},
    )
    row = mark(of, as_=given.mark, seen_by=by)
    event = RecordShared(
        organisation=body.name, purpose=given.purpose, basis=basis.label, begins_on=begins, ends_on=ends_on
    )
    record(event, subject=of, scope=scope_of(row), by=by, on=on)
    return given.ref


@action
def end_share(*, share: str, by: Actor, on: date) -> None:
    """End a share now: its readers are refused from their next request on. Raises Refused for one that has ended."""
    this = Share.objects.all().held(share, permission=Permission.SHARE_GRANT, by=by)
    if refusals := ending.refusals(EndingShare(ends_on=this.ends_on, ended_on=this.ended_on, on=on)):
        raise Refused(refusals)
    this.ended_on, this.ended_by_id = on, by.person_id
    this.save(update_fields=["ended_on", "ended_by"])
    name = organisations(numbers=[this.grantee_id], seen_by=by)[this.grantee_id].name
    record(ShareEnded(organisation=name), subject=this.record, scope=scope_of(this), by=by, on=on)
