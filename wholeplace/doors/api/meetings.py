"""Meetings in the programming interface: called, with their papers issued, held or cancelled."""

from datetime import date
from typing import Annotated, Any

from annotated_types import MaxLen
from ninja import Query, Router

from wholeplace.doors.api.asked import Asked, place_of
from wholeplace.doors.api.items import ItemOut
from wholeplace.doors.api.operations import PUBLIC, operation
from wholeplace.doors.api.schemas import Because, Given, LinkOut, Listed, PlacePage, Told, listed
from wholeplace.doors.api.values import BoardRef, Day, Note, Reference, RefTold, SeatRef, Shared, Text, Words
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.together.decisions import actions, queries
from wholeplace.together.decisions.rules.meetings import MeetingState, StandingItem
from wholeplace.together.partnership.queries import board as the_board

router = Router()


class MeetingsPage(PlacePage):
    """Which meetings."""

    board: BoardRef | None = None


class MeetingIn(Given):
    """A meeting to be called."""

    board: BoardRef
    held_on: Day
    place: Annotated[str, Words(200)]
    short_notice_because: Note = ""
    sensitivity: Shared | None = None


class StandingWordsIn(Given):
    """What stands under an item of the Commissioning section."""

    item: StandingItem
    words: Text


class PapersIn(Given):
    """The papers of a meeting, to be issued."""

    section: Annotated[list[StandingWordsIn], MaxLen(len(StandingItem))] = []
    late_because: Note = ""


class PresentIn(Given):
    """Whose seats were filled."""

    present: Annotated[list[SeatRef], MaxLen(200)]


class MeetingLineOut(Told):
    """A meeting as a list tells it. Its board is null where the reader does not see the board."""

    ref: RefTold
    title: str
    board: LinkOut | None
    held_on: date
    place: str
    papers_due_on: date
    state: MeetingState
    short_notice_because: str
    issued_on: date | None
    late_because: str
    in_time: bool
    sensitivity: Sensitivity


class MeetingOut(MeetingLineOut):
    """A meeting with its agenda."""

    agenda: list[ItemOut]
    section: dict[StandingItem, str]


@operation(router, "get", "", needs=PUBLIC, answers=Listed[MeetingLineOut])
def list_meetings(request: Asked, asked: Query[MeetingsPage]) -> Any:
    """The meetings of a place or of one of its boards, the latest first."""
    board = the_board(reference=asked.board, seen_by=request.actor, on=request.today).number if asked.board else None
    rows = queries.meetings(within=place_of(request, asked.place), seen_by=request.actor, board=board)
    return listed(
        request,
        rows,
        asked,
        cards=lambda some: queries.meeting_cards(rows=some, seen_by=request.actor, on=request.today),
    )


@operation(router, "get", "/{reference}", needs=PUBLIC, answers=MeetingOut)
def read_meeting(request: Asked, reference: Reference) -> Any:
    """One meeting with its agenda and its Commissioning section."""
    card = queries.meeting(reference=reference, seen_by=request.actor, on=request.today)
    return vars(card) | {
        "in_time": card.in_time,
        "agenda": queries.agenda(meeting=card, seen_by=request.actor),
        "section": queries.section(meeting=card.number, seen_by=request.actor),
    }


@operation(router, "post", "", needs=Permission.MEETING_CALL, answers=MeetingOut, status=201)
def call_meeting(request: Asked, meeting: MeetingIn) -> Any:
    """Call a meeting of a board that one's organisation hosts."""
    ref = actions.call_meeting(**dict(meeting), by=request.actor, on=request.today)
    return read_meeting(request, ref.public_id)


@operation(router, "post", "/{reference}/issue-papers", needs=Permission.MEETING_CALL, answers=MeetingOut)
def issue_papers(request: Asked, reference: Reference, papers: PapersIn) -> Any:
    """Issue the papers of a meeting, with what stands under the Commissioning section."""
    section = {one.item: one.words for one in papers.section}
    actions.issue_papers(
        meeting=reference, section=section, late_because=papers.late_because, by=request.actor, on=request.today
    )
    return read_meeting(request, reference)


@operation(router, "post", "/{reference}/hold", needs=Permission.MEETING_CALL, answers=MeetingOut)
def hold_meeting(request: Asked, reference: Reference, there: PresentIn) -> Any:
    """Record that a meeting was held, and which seats were filled."""
    actions.hold_meeting(meeting=reference, present=there.present, by=request.actor, on=request.today)
    return read_meeting(request, reference)


@operation(router, "post", "/{reference}/cancel", needs=Permission.MEETING_CALL, answers=MeetingOut)
def cancel_meeting(request: Asked, reference: Reference, reason: Because) -> Any:
    """Cancel a meeting, saying why. Its items wait for the board's next one."""
    actions.cancel_meeting(meeting=reference, because=reason.because, by=request.actor, on=request.today)
    return read_meeting(request, reference)
