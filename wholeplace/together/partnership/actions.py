"""Setting up partnerships and posts, and filling them."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.access.roles import Role
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.models import OPEN_SCOPE, PartnershipKey, scope_of
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.ground.trail.action import action, record
from wholeplace.together.directory.queries import organisation as the_organisation
from wholeplace.together.partnership.events import OrganisationJoined, PartnershipSetUp, PostFilled, PostSetUp
from wholeplace.together.partnership.models import Holder, Membership, Partnership, Post, PostBody
from wholeplace.together.people.queries import person as the_person


@action
def set_up(
    *, name: str, place_name: str, slug: str, area_code: str = "", invented: bool = False, by: Actor, on: date
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


@action
def set_up_post(
    *,
    partnership: str,
    host: str,
    title: str,
    roles: Sequence[Role],
    shares: Mapping[str, Decimal] | None = None,
    by: Actor,
    on: date,
) -> Ref:
    """Set up a post with its roles, employed by the host organisation.

    `shares` gives the bodies a joint post answers to (public ids), each with the percentage it pays.
    """
    place = Partnership.objects.all().the(partnership, seen_by=by)
    employer = the_organisation(public_id=host, seen_by=by)
    by.must(Permission.POST_SET_UP, organisation=employer.number, partnership=place.pk)
    bodies = {
        the_organisation(public_id=body, seen_by=by): share
        for body, share in (shares or {host: Decimal(100)}).items()
    }
    post = Post.objects.create(
        organisation_id=employer.number,
        partnership_id=place.pk,
        sensitivity=Sensitivity.PARTNERSHIP,
        title=title,
        roles=[role.value for role in roles],
        is_joint=len(bodies) > 1,
        begins_on=on,
    )
    PostBody.objects.bulk_create(
        PostBody(post=post, body_id=body.number, share_percent=share, **scope_of(post))
        for body, share in bodies.items()
    )
    event = PostSetUp(
        title=title, roles=tuple(role.value for role in roles), bodies=tuple(body.name for body in bodies)
    )
    record(event, subject=post.ref, scope=scope_of(post), by=by, on=on)
    return post.ref


@action
def fill_post(*, post: str, person: str, by: Actor, on: date) -> None:
    """Put a person in a post from this day."""
    this = Post.objects.all().held(post, permission=Permission.POST_SET_UP, by=by)
    holder = the_person(public_id=person, seen_by=by)
    Holder.objects.create(post=this, person_id=holder.number, begins_on=on, **scope_of(this))
    event = PostFilled(title=this.title, person=holder.name)
    record(event, subject=this.ref, scope=scope_of(this), by=by, on=on)
