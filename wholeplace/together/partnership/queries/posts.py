"""Posts: what each body pays of them, who holds them, and which are vacant."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.roles import Role
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.together.directory.queries import OrganisationCard, organisations
from wholeplace.together.partnership.models import Consent, Holder, Post, PostBody, standing_on
from wholeplace.together.people.queries import PersonCard, people


@dataclass(frozen=True)
class Share:
    """A body that a post answers to, with the share it pays, and whether the post acts for it: its host, or consent."""

    body: OrganisationCard
    percent: Decimal
    acts_for_it: bool


@dataclass(frozen=True)
class PostCard:
    """A post with its bodies and whoever holds it on the day asked about. The public is told no names."""

    number: int
    ref: Ref
    title: str
    roles: tuple[Role, ...]
    is_joint: bool
    host: OrganisationCard
    shares: tuple[Share, ...]
    held: bool
    holders: tuple[PersonCard, ...]
    begins_on: date
    ends_on: date | None
    organisation: int
    partnership: int
    sensitivity: Sensitivity
    audience: tuple[int, ...]


def post(*, reference: str, seen_by: Actor, on: date) -> PostCard:
    """The post of this public id, or NotThere."""
    row = Post.objects.all().the(reference, seen_by=seen_by)
    return post_cards(rows=[row], seen_by=seen_by, on=on)[0]


def posts(*, within: int, seen_by: Actor, on: date, joint: bool | None = None) -> "QuerySet[Post]":
    """The posts of a partnership that have not ended by this day, by title, for paging with `post_cards`."""
    rows = Post.objects.seen_by(seen_by).filter(standing_on(on), partnership_id=within)
    return (rows if joint is None else rows.filter(is_joint=joint)).order_by("folded_title", "pk")


def post_cards(*, rows: "QuerySet[Post] | list[Post]", seen_by: Actor, on: date) -> tuple[PostCard, ...]:
    """A page of posts as cards."""
    found = list(rows)
    numbers = [row.pk for row in found]
    bodies = list(PostBody.objects.seen_by(seen_by).filter(post__in=numbers).order_by("-share_percent", "pk"))
    consenting = Consent.objects.seen_by(seen_by).filter(standing_on(on), post__in=numbers)
    consents = set(consenting.values_list("post_id", "organisation_id"))
    holders = list(Holder.objects.seen_by(seen_by).filter(standing_on(on), post__in=numbers).order_by("pk"))
    names = organisations(
        numbers={*(body.body_id for body in bodies), *(row.organisation_id for row in found)}, seen_by=seen_by
    )
    persons = people(numbers=frozenset(holder.person_id for holder in holders), seen_by=seen_by)
    return tuple(
        PostCard(
            number=row.pk,
            ref=row.ref,
            title=row.title,
            roles=tuple(Role(role) for role in row.roles),
            is_joint=row.is_joint,
            host=names[row.organisation_id],
            shares=tuple(
                Share(
                    names[body.body_id],
                    body.share_percent,
                    acts_for_it=body.body_id == row.organisation_id or (row.pk, body.body_id) in consents,
                )
                for body in bodies
                if body.post_id == row.pk
            ),
            held=any(holder.post_id == row.pk for holder in holders),
            holders=tuple(
                persons[holder.person_id]
                for holder in holders
                if holder.post_id == row.pk and holder.person_id in persons
            ),
            begins_on=row.begins_on,
            ends_on=row.ends_on,
            organisation=row.organisation_id,
            partnership=row.partnership_id,
            sensitivity=Sensitivity(row.sensitivity),
            audience=tuple(row.audience),
        )
        for row in found
    )
