"""Setting up posts and joint posts, filling them, and leaving them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.access.roles import Role
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.alone import alone_on
from wholeplace.ground.records.models import scope_of
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.ground.trail.action import action, record
from wholeplace.together.directory.queries import OrganisationCard
from wholeplace.together.directory.queries import organisation as the_organisation
from wholeplace.together.partnership.events import Consented, ConsentWithdrawn, PostFilled, PostLeft, PostSetUp
from wholeplace.together.partnership.models import (
    Consent,
    Holder,
    Membership,
    Partnership,
    Post,
    PostBody,
    standing_on,
)
from wholeplace.together.partnership.rules.posts import (
    Consenting,
    Establishing,
    Filling,
    Withdrawing,
    are_joint,
    consenting,
    establishing,
    filling,
    withdrawing,
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

    `shares` gives the bodies a joint post answers to (public ids), each with the percentage it pays. It acts for its
    host at once, and for each of the others once that body has consented; what the house itself sets up is agreed.
    Raises Refused when they do not pay for the whole of it, or when one of them has not joined.
    """
    place = Partnership.objects.all().the(partnership, seen_by=by)
    employer = the_organisation(public_id=host, seen_by=by)
    by.must(Permission.POST_SET_UP, organisation=employer.number, partnership=place.pk)
    paid = {the_organisation(public_id=b, seen_by=by): s for b, s in (shares or {host: Decimal(100)}).items()}
    asked = Establishing(
        shares=tuple(paid.values()),
        roles=len(roles),
        outsiders=_outsiders((employer, *paid), partnership=place.pk, on=on),
    )
    if refusals := establishing.refusals(asked):
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
    if by.is_system:
        others = [body for body in paid if body != employer]
        Consent.objects.bulk_create(_consent(post, body.number, given_by=by.person_name, on=on) for body in others)
    event = PostSetUp(title=title, roles=tuple(role.value for role in roles), bodies=tuple(body.name for body in paid))
    record(event, subject=post.ref, scope=scope_of(post), by=by, on=on)
    return post.ref


@action
def consent_to_post(*, post: str, consented_by: str, by: Actor, on: date) -> Ref:
    """Let a joint post act for the organisation one acts for, with whoever gave the consent.

    Raises Refused for anyone but a body that it answers to.
    """
    this = _in_turn(post, by=by)
    standing = Consent.objects.seen_by(by).filter(standing_on(on), post=this, organisation_id=by.organisation_id)
    asked = Consenting(
        organisation_name=by.organisation_name,
        is_the_host=this.organisation_id == by.organisation_id,
        it_answers_to_it=PostBody.objects.filter(post=this, body_id=by.organisation_id).exists(),
        consents_already=standing.exists(),
        consented_by=consented_by,
        post_ends_on=this.ends_on,
        on=on,
    )
    if refusals := consenting.refusals(asked):
        raise Refused(refusals)
    row = _consent(this, by.organisation_id, given_by=consented_by.strip(), on=on)
    row.save(force_insert=True)
    event = Consented(organisation=by.organisation_name, consented_by=row.consented_by)
    record(event, subject=this.ref, scope=scope_of(row), by=by, on=on)
    return row.ref


@action
def withdraw_from_post(*, post: str, last_day: date, because: str, by: Actor, on: date) -> None:
    """Say until which day a joint post acts for the organisation one acts for. Raises Refused when it does not."""
    this = _in_turn(post, by=by)
    mine = (
        Consent.objects.select_for_update(of=("self",))
        .filter(post=this, organisation_id=by.organisation_id, ends_on__isnull=True)
        .first()
    )
    asked = Withdrawing(consents_since=mine.begins_on if mine else None, last_day=last_day, because=because)
    refusals = withdrawing.refusals(asked)
    if refusals or mine is None:
        raise Refused(refusals)
    mine.ends_on = last_day
    mine.withdrawn_because = because.strip()
    mine.save(update_fields=["ends_on", "withdrawn_because"])
    event = ConsentWithdrawn(organisation=by.organisation_name, last_day=last_day, because=mine.withdrawn_because)
    record(event, subject=this.ref, scope=scope_of(mine), by=by, on=on)


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


def _in_turn(post: str, *, by: Actor) -> Post:
    """The post, once nobody else consents to it or withdraws for the same organisation. It is not ours to lock."""
    this: Post = Post.objects.all().the(post, seen_by=by)
    by.must(Permission.CONSENT_GIVE, organisation=by.organisation_id, partnership=this.partnership_id)
    alone_on(f"consent of {by.organisation_id} to {post}")
    return this


def _consent(post: Post, organisation: int | None, *, given_by: str, on: date) -> Consent:
    """A consent to a post, seen by those who see the post, but never only by the one who consents."""
    sensitivity = Sensitivity.PUBLIC if post.sensitivity == Sensitivity.PUBLIC else Sensitivity.PARTNERSHIP
    scope = scope_of(post) | {"organisation_id": organisation, "sensitivity": sensitivity, "audience": []}
    return Consent(post=post, consented_by=given_by, begins_on=on, **scope)


def _outsiders(bodies: Iterable[OrganisationCard], *, partnership: int, on: date) -> tuple[str, ...]:
    """Those of these bodies that have not joined the partnership, by name."""
    joined = Membership.objects.filter(standing_on(on), partnership_id=partnership)
    numbers = set(joined.values_list("organisation_id", flat=True))
    return tuple(body.name for body in dict.fromkeys(bodies) if body.number not in numbers)


def _with_a_name(post: Post) -> dict[str, Any]:
    """The scope of an event that names somebody: as the post's, but never public."""
    scope = scope_of(post)
    if scope["sensitivity"] == Sensitivity.PUBLIC:
        scope["sensitivity"] = Sensitivity.PARTNERSHIP
    return scope
