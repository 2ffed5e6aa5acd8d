"""Setting up posts and joint posts, filling them, and leaving them."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.access.roles import Role
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.models import scope_of
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.ground.trail.action import action, record
from wholeplace.together.directory.queries import organisation as the_organisation
from wholeplace.together.partnership.events import PostFilled, PostLeft, PostSetUp
from wholeplace.together.partnership.models import Holder, Partnership, Post, PostBody, standing_on
from wholeplace.together.partnership.rules.posts import (
    Establishing,
    Filling,
    are_joint,
    establishing,
    filling,
)
from wholeplace.together.people.queries import person as the_person


@action
def set_up_post(
    *,
    partnership: str,
    host: str,
    title: str,
    roles: Sequence[Role],
    shares: Mapping[str, Decimal] | None = None,
    sensitivity: Sensitivity = Sensitivity.PARTNERSHIP,
    by: Actor,
    on: date,
) -> Ref:
    """Set up a post with its roles, employed by the host organisation.

    `shares` gives the bodies a joint post answers to (public ids), each with the percentage it pays. Raises Refused
    when they do not pay for the whole of it.
    """
    place = Partnership.objects.all().the(partnership, seen_by=by)
    employer = the_organisation(public_id=host, seen_by=by)
    by.must(Permission.POST_SET_UP, organisation=employer.number, partnership=place.pk)
    paid = {the_organisation(public_id=b, seen_by=by): s for b, s in (shares or {host: Decimal(100)}).items()}
    if refusals := establishing.refusals(Establishing(shares=tuple(paid.values()), roles=len(roles))):
        raise Refused(refusals)
    post = Post.objects.create(
        organisation_id=employer.number,
        partnership_id=place.pk,
        sensitivity=sensitivity,
        title=title,
        roles=[role.value for role in roles],
        is_joint=are_joint(tuple(paid.values())),
        begins_on=on,
    )
    PostBody.objects.bulk_create(
        PostBody(post=post, body_id=body.number, share_percent=share, **scope_of(post)) for body, share in paid.items()
    )
    event = PostSetUp(title=title, roles=tuple(role.value for role in roles), bodies=tuple(body.name for body in paid))
    record(event, subject=post.ref, scope=scope_of(post), by=by, on=on)
    return post.ref


@action
def fill_post(*, post: str, person: str, by: Actor, on: date) -> None:
    """Put a person in a post from this day. Raises Refused when they hold it already, or it has ended."""
    this = Post.objects.all().held(post, permission=Permission.POST_SET_UP, by=by)
    holder = the_person(public_id=person, seen_by=by)
    holds = Holder.objects.filter(standing_on(on), post=this, person_id=holder.number).exists()
    asked = Filling(person=holder.name, holds_it_already=holds, post_ends_on=this.ends_on, on=on)
    if refusals := filling.refusals(asked):
        raise Refused(refusals)
    Holder.objects.create(post=this, person_id=holder.number, begins_on=on, **scope_of(this))
    event = PostFilled(title=this.title, person=holder.name)
    record(event, subject=this.ref, scope=_with_a_name(this), by=by, on=on)


@action
def leave_post(*, post: str, person: str, by: Actor, on: date) -> None:
    """Say that this is a person's last day in a post. Raises NotThere when they do not hold it."""
    this = Post.objects.all().held(post, permission=Permission.POST_SET_UP, by=by)
    holder = the_person(public_id=person, seen_by=by)
    changed = Holder.objects.filter(post=this, person_id=holder.number, ends_on__isnull=True).update(ends_on=on)
    if not changed:
        raise NotThere("holder")
    event = PostLeft(title=this.title, person=holder.name)
    record(event, subject=this.ref, scope=_with_a_name(this), by=by, on=on)


def _with_a_name(post: Post) -> dict[str, Any]:
    """The scope of an event that names somebody: as the post's, but never public."""
    scope = scope_of(post)
    if scope["sensitivity"] == Sensitivity.PUBLIC:
        scope["sensitivity"] = Sensitivity.PARTNERSHIP
    return scope
