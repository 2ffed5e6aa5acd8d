"""The delegation matrix: what boards and posts may decide, and who can approve something."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.together.directory.queries import OrganisationCard, organisations
from wholeplace.together.partnership.models import Delegation, standing_on
from wholeplace.together.partnership.rules.matrix import Matter, covering
from wholeplace.together.partnership.rules.topics import Level, Topic


@dataclass(frozen=True)
class DelegationCard:
    """What an organisation lets a board or post decide. Without a limit, the limit is None."""

    number: int
    ref: Ref
    decider: Ref
    decider_number: int
    decider_name: str
    by: OrganisationCard
    topic: Topic
    level: Level
    limit: Money | None
    conditions: str
    source: str
    begins_on: date
    ends_on: date | None
    sensitivity: Sensitivity

    @property
    def size(self) -> str:
        """How much may be decided, in words."""
        return f"up to {self.limit.brief()}" if self.limit is not None else "without limit"

    @property
    def words(self) -> str:
        """What may be decided, in a sentence for the record of a decision."""
        return (
            f"{self.decider_name} may decide {self.topic.label.lower()} at {self.level.word} level {self.size}"
            f" for {self.by.name} ({self.source})."
        )


def matrix(
    *, within: int, seen_by: Actor, on: date, topic: Topic | None = None, level: Level | None = None
) -> tuple[DelegationCard, ...]:
    """What is delegated in a partnership on this day: by subject, then the smallest first."""
    rows = _rows(seen_by).filter(standing_on(on), partnership_id=within)
    if topic is not None:
        rows = rows.filter(topic__in=[topic.value, Topic.EVERYTHING.value])
    if level is not None:
        rows = rows.filter(level=level.value)
    cards = delegation_cards(rows=rows, seen_by=seen_by)
    return tuple(sorted(cards, key=lambda card: (card.topic.label, _pence(card), card.decider_name)))


def delegations_of(*, decider: Ref, seen_by: Actor, on: date | None = None) -> tuple[DelegationCard, ...]:
    """What one board or post may decide on a day, or, without a day, what it ever could, newest first."""
    path = "board__public_id" if decider.kind == "board" else "post__public_id"
    rows = _rows(seen_by).filter(**{path: decider.public_id})
    if on is not None:
        rows = rows.filter(standing_on(on))
    return delegation_cards(rows=rows.order_by("-begins_on", "pk"), seen_by=seen_by)


def delegations(*, numbers: Iterable[int], seen_by: Actor) -> dict[int, DelegationCard]:
    """The delegations behind these numbers."""
    cards = delegation_cards(rows=_rows(seen_by).filter(pk__in=set(numbers)), seen_by=seen_by)
    return {card.number: card for card in cards}


def delegation(*, reference: str, seen_by: Actor) -> DelegationCard:
    """The delegation of this public id, or NotThere; so too when the reader does not see whom it is to."""
    cards = delegation_cards(rows=_rows(seen_by).filter(public_id=reference), seen_by=seen_by)
    if not cards:
        raise NotThere("delegation")
    return cards[0]


def who_can_approve(
    *, topic: Topic, level: Level, amount: Money | None, within: int, seen_by: Actor, on: date
) -> tuple[DelegationCard, ...]:
    """The delegations that cover this matter on this day, the smallest sufficient first."""
    rows = _rows(seen_by).filter(
        standing_on(on), partnership_id=within, topic__in=[topic.value, Topic.EVERYTHING.value]
    )
    cards = delegation_cards(rows=rows, seen_by=seen_by)
    return covering(cards, Matter(topic=topic, level=level, amount=amount, on=on))


def delegation_cards(*, rows: "QuerySet[Delegation]", seen_by: Actor) -> tuple[DelegationCard, ...]:
    """Delegations as cards. One to a board or post that the reader does not see is left out."""
    found = [row for row in rows if row.board or row.post]
    names = organisations(numbers={row.organisation_id for row in found}, seen_by=seen_by)
    return tuple(_card(row, names[row.organisation_id]) for row in found)


def _rows(actor: Actor) -> "QuerySet[Delegation]":
    rows = Delegation.objects.seen_by(actor).select_related("board", "post")
    return rows.filter(Q(board__isnull=False) | Q(post__isnull=False))


def _pence(card: DelegationCard) -> tuple[bool, int]:
    return card.limit is None, card.limit.pence if card.limit is not None else 0


def _card(row: Delegation, by: OrganisationCard) -> DelegationCard:
    decider = row.board or row.post
    assert decider is not None
    return DelegationCard(
        number=row.pk,
        ref=row.ref,
        decider=decider.ref,
        decider_number=decider.pk,
        decider_name=decider.title,
        by=by,
        topic=Topic(row.topic),
        level=Level(row.level),
        limit=Money(row.limit_pence) if row.limit_pence is not None else None,
        conditions=row.conditions,
        source=row.source,
        begins_on=row.begins_on,
        ends_on=row.ends_on,
        sensitivity=Sensitivity(row.sensitivity),
    )
