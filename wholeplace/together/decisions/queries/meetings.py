"""Meetings, their agendas and the Commissioning section."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.together.decisions.models import AgendaItem, Attendance, Decision, Meeting, StandingWords
from wholeplace.together.decisions.queries.items import ItemCard, item_cards
from wholeplace.together.decisions.rules.deciding import Outcome
from wholeplace.together.decisions.rules.meetings import MeetingState, StandingItem
from wholeplace.together.partnership.queries import BoardCard, boards_by_number


@dataclass(frozen=True)
class MeetingCard:
    """A meeting as a list shows it. `board` is None where the reader does not see the board."""

    number: int
    ref: Ref
    title: str
    board: BoardCard | None
    board_number: int
    held_on: date
    place: str
    papers_due_on: date
    state: MeetingState
    short_notice_because: str
    issued_on: date | None
    late_because: str
    organisation: int
    partnership: int
    sensitivity: Sensitivity
    audience: tuple[int, ...]

    @property
    def is_over(self) -> bool:
        """Whether nothing more can be taken at it."""
        return self.state in {MeetingState.HELD, MeetingState.CANCELLED}

    def is_over_by(self, day: date) -> bool:
        """Whether no item can be brought to it any more: on its own day late ones still are."""
        return self.state is MeetingState.CANCELLED or (self.state is MeetingState.HELD and self.held_on < day)

    @property
    def in_time(self) -> bool:
        """Whether its papers were issued by the day they were due."""
        return self.issued_on is not None and self.issued_on <= self.papers_due_on


def meeting(*, reference: str, seen_by: Actor, on: date) -> MeetingCard:
    """The meeting of this public id, or NotThere."""
    row = Meeting.objects.all().the(reference, seen_by=seen_by)
    return meeting_cards(rows=[row], seen_by=seen_by, on=on)[0]


def meetings(*, within: int, seen_by: Actor, board: int | None = None) -> "QuerySet[Meeting]":
    """The meetings of a partnership or of one of its boards, latest first, for paging with `meeting_cards`."""
    rows = Meeting.objects.seen_by(seen_by).filter(partnership_id=within)
    return (rows if board is None else rows.filter(board=board)).order_by("-held_on", "pk")


def coming(
    *, within: int, seen_by: Actor, on: date, board: int | None = None, limit: int = 20
) -> tuple[MeetingCard, ...]:
    """The meetings from this day that are called and not over, the next one first."""
    rows = meetings(within=within, seen_by=seen_by, board=board).filter(
        held_on__gte=on, state__in=[MeetingState.CALLED.value, MeetingState.ISSUED.value]
    )
    return meeting_cards(rows=rows.order_by("held_on", "pk")[:limit], seen_by=seen_by, on=on)


def awaiting_record(*, board: int, seen_by: Actor, on: date) -> tuple[MeetingCard, ...]:
    """The meetings of a board at which a decision can be recorded on this day, the latest first."""
    rows = Meeting.objects.seen_by(seen_by).filter(board=board, held_on__lte=on)
    rows = rows.exclude(state=MeetingState.CANCELLED.value).order_by("-held_on", "pk")[:20]
    return meeting_cards(rows=rows, seen_by=seen_by, on=on)


def meeting_cards(*, rows: "QuerySet[Meeting] | list[Meeting]", seen_by: Actor, on: date) -> tuple[MeetingCard, ...]:
    """A page of meetings as cards."""
    found = list(rows)
    boards = boards_by_number(numbers=[row.board_id for row in found], seen_by=seen_by, on=on)
    return tuple(_card(row, boards.get(row.board_id)) for row in found)


def agenda(*, meeting: MeetingCard, seen_by: Actor) -> tuple[ItemCard, ...]:
    """What is taken at a meeting, in the order in which it was brought: what was brought for it, what waits for the
    board's next meeting when this is the next, and what was put off here."""
    settled = Decision.objects.filter(item__board=meeting.board_number).exclude(outcome=Outcome.DEFERRED.value)
    open_items = ~Q(pk__in=settled.exclude(meeting=meeting.number).values("item"))
    rows = AgendaItem.objects.seen_by(seen_by).filter(open_items, board=meeting.board_number)
    cards = item_cards(rows=rows.order_by("brought_on", "pk"), seen_by=seen_by)
    return tuple(card for card in cards if meeting.ref in {card.meeting, *card.put_off_at})


def section(*, meeting: int, seen_by: Actor) -> dict[StandingItem, str]:
    """What stands under the items of the Commissioning section, in their order."""
    rows = StandingWords.objects.seen_by(seen_by).filter(meeting=meeting)
    words = {StandingItem(item): text for item, text in rows.values_list("item", "words")}
    return {item: words[item] for item in StandingItem if item in words}


def attendance(*, meeting: int, seen_by: Actor) -> frozenset[int]:
    """The seats whose holders were at a meeting, by their numbers."""
    return frozenset(Attendance.objects.seen_by(seen_by).filter(meeting=meeting).values_list("seat", flat=True))


def _card(row: Meeting, board: BoardCard | None) -> MeetingCard:
    return MeetingCard(
        number=row.pk,
        ref=row.ref,
        title=row.title,
        board=board,
        board_number=row.board_id,
        held_on=row.held_on,
        place=row.place,
        papers_due_on=row.papers_due_on,
        state=MeetingState(row.state),
        short_notice_because=row.short_notice_because,
        issued_on=row.issued_on,
        late_because=row.late_because,
        organisation=row.organisation_id,
        partnership=row.partnership_id,
        sensitivity=Sensitivity(row.sensitivity),
        audience=tuple(row.audience),
    )
