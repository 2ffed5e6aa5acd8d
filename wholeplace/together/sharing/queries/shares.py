"""The register of what an organisation shares with others, and others with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.policy import mark_of_share
from wholeplace.ground.foundation.ref import Ref
from wholeplace.together.directory.queries import OrganisationCard, organisations
from wholeplace.together.sharing.models import Share
from wholeplace.together.sharing.rules.sharing import Basis


@dataclass(frozen=True)
class ShareCard:
    """A share, as its register shows it."""

    ref: Ref
    record: Ref
    title: str
    grantor: OrganisationCard
    grantee: OrganisationCard
    purpose: str
    basis: Basis
    begins_on: date
    ends_on: date
    ended_on: date | None

    def is_in_force(self, *, on: date) -> bool:
        """Whether its readers may read on this day."""
        return self.ended_on is None and self.begins_on <= on <= self.ends_on

    def is_over(self, *, on: date) -> bool:
        """Whether it has ended, by its last day or before."""
        return self.ended_on is not None or self.ends_on < on


def shares(*, seen_by: Actor) -> tuple[ShareCard, ...]:
    """What the reader's organisation shares with others and others with it, newest first. The public sees none."""
    here = Share.objects.seen_by(seen_by).filter(partnership_id=seen_by.partnership_id)
    mine = here.filter(Q(organisation_id=seen_by.organisation_id) | Q(grantee_id=seen_by.organisation_id))
    return _cards(mine.order_by("-begins_on", "-pk"), seen_by=seen_by)


def shares_within(*, within: int, seen_by: Actor) -> tuple[ShareCard, ...]:
    """Every share of a partnership that the reader may see, newest first; the house itself sees all."""
    rows = Share.objects.seen_by(seen_by).filter(partnership_id=within)
    return _cards(rows.order_by("-begins_on", "-pk"), seen_by=seen_by)


def share(*, reference: str, seen_by: Actor) -> ShareCard:
    """The share of this public id, or NotThere."""
    return _cards([Share.objects.all().the(reference, seen_by=seen_by)], seen_by=seen_by)[0]


def shares_marked(*, marks: Iterable[int], seen_by: Actor, on: date) -> tuple[ShareCard, ...]:
    """The shares in force or to come that an audience names, as far as the reader may see them."""
    wanted = {-mark // 2 for mark in marks if mark < 0 and mark == mark_of_share(-mark // 2)}
    if not wanted:
        return ()
    rows = Share.objects.seen_by(seen_by).filter(pk__in=wanted, ended_on__isnull=True, ends_on__gte=on)
    return _cards(rows.order_by("ends_on", "pk"), seen_by=seen_by)


def standing_share(*, of: Ref, grantee: int, seen_by: Actor, on: date) -> ShareCard | None:
    """The share of a record with an organisation that is in force or to come."""
    rows = Share.objects.seen_by(seen_by).filter(
        record_kind=of.kind, record_id=of.public_id, grantee_id=grantee, ended_on__isnull=True, ends_on__gte=on
    )
    return next(iter(_cards(rows, seen_by=seen_by)), None)


def _cards(rows: Iterable[Share], *, seen_by: Actor) -> tuple[ShareCard, ...]:
    found = list(rows)
    numbers = {n for row in found for n in (row.organisation_id, row.grantee_id)}
    names = organisations(numbers=numbers, seen_by=seen_by) if found else {}
    return tuple(
        ShareCard(
            ref=row.ref,
            record=row.record,
            title=row.title,
            grantor=names[row.organisation_id],
            grantee=names[row.grantee_id],
            purpose=row.purpose,
            basis=Basis(row.basis),
            begins_on=row.begins_on,
            ends_on=row.ends_on,
            ended_on=row.ended_on,
        )
        for row in found
    )
