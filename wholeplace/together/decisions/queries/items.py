"""What is brought to boards, with its papers and what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.models import the_one
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.together.decisions.models import AgendaItem, Decision, ItemBody, Meeting, Paper
from wholeplace.together.decisions.rules.agenda import Brought, Concern, Purpose, Sitting, taken_at
from wholeplace.together.decisions.rules.deciding import Outcome
from wholeplace.together.decisions.rules.meetings import MeetingState
from wholeplace.together.directory.queries import OrganisationCard, organisations
from wholeplace.together.partnership.rules.topics import Level, Topic


@dataclass(frozen=True)
class Touched:
    """An organisation that a matter touches."""

    body: OrganisationCard
    concern: Concern


@dataclass(frozen=True)
class PaperLine:
    """A paper as a list shows it."""

    ref: Ref
    title: str
    is_exempt: bool
    published_on: date | None
    content_hash: str


@dataclass(frozen=True)
class ItemCard:
    """A matter before a board: the meeting at which it is taken (None while none is called), and its decision."""

    number: int
    ref: Ref
    title: str
    board: Ref | None
    board_number: int
    board_title: str
    meeting: Ref | None
    meeting_title: str
    meeting_on: date | None
    put_off_at: tuple[Ref, ...]
    purpose: Purpose
    subject: Ref | None
    amount: Money | None
    topic: Topic
    level: Level
    brought_on: date
    bodies: tuple[Touched, ...]
    papers: tuple[PaperLine, ...]
    decision: Ref | None
    outcome: Outcome | None
    organisation: int
    partnership: int
    sensitivity: Sensitivity
    audience: tuple[int, ...]

    @property
    def is_decided(self) -> bool:
        """Whether the matter is closed."""
        return self.decision is not None

    @property
    def published(self) -> tuple[PaperLine, ...]:
        """The papers that anybody but their writers can read."""
        return tuple(paper for paper in self.papers if paper.published_on is not None)

    def of(self, concern: Concern) -> tuple[OrganisationCard, ...]:
        """The organisations that stand to it so."""
        return tuple(one.body for one in self.bodies if one.concern is concern)


def item(*, reference: str, seen_by: Actor) -> ItemCard:
    """The item of this public id, or NotThere."""
    rows = AgendaItem.objects.seen_by(seen_by).filter(public_id=reference)
    return the_one(item_cards(rows=rows, seen_by=seen_by), of=AgendaItem)


def undecided(*, within: int, seen_by: Actor, board: int | None = None, limit: int = 200) -> tuple[ItemCard, ...]:
    """What waits for a decision in a partnership, or before one board, the oldest first."""
    settled = Decision.objects.filter(item__isnull=False).exclude(outcome=Outcome.DEFERRED.value)
    rows = AgendaItem.objects.seen_by(seen_by).filter(partnership_id=within)
    rows = rows.exclude(pk__in=settled.values("item"))
    if board is not None:
        rows = rows.filter(board=board)
    return item_cards(rows=rows.order_by("brought_on", "pk")[:limit], seen_by=seen_by)


def items_about(*, subject: Ref, within: int, seen_by: Actor) -> tuple[ItemCard, ...]:
    """Where a subject was taken in its own partnership, `within`, the latest first."""
    rows = AgendaItem.objects.seen_by(seen_by).filter(partnership_id=within)
    rows = rows.filter(subject_kind=subject.kind, subject_id=subject.public_id)
    return item_cards(rows=rows.order_by("-brought_on", "-pk"), seen_by=seen_by)


def item_cards(*, rows: "QuerySet[AgendaItem]", seen_by: Actor) -> tuple[ItemCard, ...]:
    """A page of items as cards."""
    found = list(rows.annotate(board_ref=F("board__public_id"), board_title=F("board__title")))
    numbers = [row.pk for row in found]
    meetings = list(
        Meeting.objects.seen_by(seen_by)
        .filter(board__in={row.board_id for row in found})
        .exclude(state=MeetingState.CANCELLED.value)
    )
    decisions = list(Decision.objects.seen_by(seen_by).filter(item__in=numbers).order_by("taken_on", "pk"))
    papers = list(Paper.objects.seen_by(seen_by).filter(item__in=numbers).order_by("pk"))
    bodies = list(ItemBody.objects.seen_by(seen_by).filter(item__in=numbers).order_by("pk"))
    names = organisations(numbers=[body.body_id for body in bodies], seen_by=seen_by)
    return tuple(
        _card(
            row,
            meetings=[one for one in meetings if one.board_id == row.board_id],
            decisions=[one for one in decisions if one.item_id == row.pk],
            papers=tuple(_paper(one) for one in papers if one.item_id == row.pk),
            bodies=tuple(Touched(names[one.body_id], Concern(one.concern)) for one in bodies if one.item_id == row.pk),
        )
        for row in found
    )


def _paper(row: Paper) -> PaperLine:
    return PaperLine(
        ref=row.ref,
        title=row.title,
        is_exempt=row.is_exempt,
        published_on=row.published_on,
        content_hash=row.content_hash,
    )


def _card(
    row: AgendaItem,
    *,
    meetings: list[Meeting],
    decisions: list[Decision],
    papers: tuple[PaperLine, ...],
    bodies: tuple[Touched, ...],
) -> ItemCard:
    settled = next((one for one in decisions if Outcome(one.outcome).settles), None)
    put_off = [one for one in decisions if not Outcome(one.outcome).settles]
    at = _meeting_of(row, meetings=meetings, settled=settled, put_off=put_off)
    by_number = {one.pk: one for one in meetings}
    return ItemCard(
        number=row.pk,
        ref=row.ref,
        title=row.title,
        board=Ref("board", row.board_ref),  # type: ignore[attr-defined]
        board_number=row.board_id,
        board_title=row.board_title,  # type: ignore[attr-defined]
        meeting=at.ref if at else None,
        meeting_title=at.title if at else "",
        meeting_on=at.held_on if at else None,
        put_off_at=tuple(by_number[one.meeting_id].ref for one in put_off if one.meeting_id in by_number),
        purpose=Purpose(row.purpose),
        subject=Ref(row.subject_kind, row.subject_id) if row.subject_kind else None,
        amount=Money(row.amount_pence) if row.amount_pence is not None else None,
        topic=Topic(row.topic),
        level=Level(row.level),
        brought_on=row.brought_on,
        bodies=bodies,
        papers=papers,
        decision=settled.ref if settled else None,
        outcome=Outcome(settled.outcome) if settled else None,
        organisation=row.organisation_id,
        partnership=row.partnership_id,
        sensitivity=Sensitivity(row.sensitivity),
        audience=tuple(row.audience),
    )


def _meeting_of(
    row: AgendaItem, *, meetings: list[Meeting], settled: Decision | None, put_off: Iterable[Decision]
) -> Meeting | None:
    brought = Brought(
        brought_on=row.brought_on,
        meeting=row.meeting_id,
        put_off_on=max((one.taken_on for one in put_off), default=None),
        decided_at=settled.meeting_id if settled else None,
    )
    at = taken_at(brought, [Sitting(one.pk, one.held_on) for one in meetings])
    return next((one for one in meetings if one.pk == at), None)
