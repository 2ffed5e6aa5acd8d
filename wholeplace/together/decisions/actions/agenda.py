"""Calling meetings, taking items to boards, issuing papers, and holding or cancelling a meeting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.foundation.shortened import shortened
from wholeplace.ground.records.alone import alone_on
from wholeplace.ground.records.models import scope_for, scope_of
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.ground.trail.action import action, record
from wholeplace.together.decisions.events import (
    ItemBrought,
    MeetingCalled,
    MeetingCancelled,
    MeetingHeld,
    PapersIssued,
)
from wholeplace.together.decisions.models import AgendaItem, Attendance, ItemBody, Meeting, StandingWords
from wholeplace.together.decisions.queries import MeetingCard, coming, undecided
from wholeplace.together.decisions.queries import agenda as the_agenda
from wholeplace.together.decisions.queries import attendance as the_attendance
from wholeplace.together.decisions.queries import meeting as the_meeting
from wholeplace.together.decisions.rules.agenda import MAY_BRING, Bringing, Concern, Purpose, bringing
from wholeplace.together.decisions.rules.meetings import (
    Calling,
    Issuing,
    MeetingState,
    Moving,
    StandingItem,
    calling,
    first_day_in_time,
    issuing,
    moving,
    papers_due,
)
from wholeplace.together.decisions.rules.seated import unseated
from wholeplace.together.directory.queries import organisation as the_organisation
from wholeplace.together.partnership.queries import BoardCard
from wholeplace.together.partnership.queries import board as the_board
from wholeplace.together.partnership.queries import seats as the_seats
from wholeplace.together.partnership.rules.topics import Level, Topic


@dataclass(frozen=True)
class About:
    """What a matter is: the values that an item or a decision takes. Organisations are named by their public ids.

    `affected` must each agree for themselves; `concerned` stand to gain or lose, so that an interest in one counts.
    """

    title: str
    topic: Topic
    level: Level
    amount: Money | None = None
    subject: Ref | None = None
    affected: tuple[str, ...] = ()
    concerned: tuple[str, ...] = ()

    def bodies(self, *, seen_by: Actor) -> tuple[tuple[int, Concern], ...]:
        """The organisations that the matter touches, by their numbers."""
        pairs = [(one, Concern.AFFECTED) for one in self.affected]
        pairs += [(one, Concern.CONCERNED) for one in self.concerned]
        return tuple(
            (the_organisation(public_id=one, seen_by=seen_by).number, concern) for one, concern in dict.fromkeys(pairs)
        )


@action
def call_meeting(
    *,
    board: str,
    held_on: date,
    place: str,
    short_notice_because: str = "",
    sensitivity: Sensitivity | None = None,
    by: Actor,
    on: date,
) -> Ref:
    """Call a meeting of a board that one's organisation hosts. What waits for its next meeting is then on the agenda.

    Raises Refused when papers could not reach members in time and nothing says why it cannot wait.
    """
    this = the_board(reference=board, seen_by=by, on=on)
    by.must(Permission.MEETING_CALL, organisation=this.organisation, partnership=this.partnership)
    alone_on(f"board {board}")
    row = _called(
        this, held_on=held_on, place=place, because=short_notice_because, sensitivity=sensitivity, by=by, on=on
    )
    return row.ref


@action
def put_on_agenda(
    *,
    board: str,
    about: About,
    purpose: Purpose = Purpose.DECISION,
    meeting: str = "",
    meets_on: date | None = None,
    place: str = "",
    short_notice_because: str = "",
    sensitivity: Sensitivity = Sensitivity.PARTNERSHIP,
    by: Actor,
    on: date,
) -> Ref:
    """Take a matter to a board: to a meeting, to the one on `meets_on`, or to its next one.

    Where that is not called, an organisation that hosts the board calls it (on `meets_on`, or on the first day that
    leaves time for the papers); for any other organisation the item waits for the next. Raises Refused when the board
    has it before it already, or the meeting is over.
    """
    this = the_board(reference=board, seen_by=by, on=on)
    by.must(next(filter(by.may, MAY_BRING), MAY_BRING[0]), partnership=this.partnership)
    alone_on(f"board {board}")
    hosts = by.is_system or by.organisation_id == this.organisation
    if meeting:
        at: MeetingCard | None = the_meeting(reference=meeting, seen_by=by, on=on)
    else:
        at = _on_that_day(this, meets_on, by=by) if meets_on else None
        at = at if at or (meets_on and hosts) else _next(this, by=by, on=on)
    if refusals := bringing.refusals(_bringing(this, about=about, at=at, by=by, on=on)):
        raise Refused(refusals)
    number = at.number if at else None
    if at is None and hosts:
        number = _called(
            this,
            held_on=meets_on or first_day_in_time(on=on, lead_days=this.paper_lead_days),
            place=place or "To be announced",
            because=short_notice_because,
            sensitivity=None,
            by=by,
            on=on,
        ).pk
    row = AgendaItem.objects.create(
        title=" ".join(about.title.split()),
        board_id=this.number,
        meeting_id=number,
        purpose=purpose.value,
        subject_kind=about.subject.kind if about.subject else "",
        subject_id=about.subject.public_id if about.subject else "",
        amount_pence=about.amount.pence if about.amount is not None else None,
        topic=about.topic.value,
        level=about.level.value,
        brought_on=on,
        **scope_for(by, sensitivity=sensitivity),
    )
    ItemBody.objects.bulk_create(
        ItemBody(item=row, body_id=body, concern=concern.value, **scope_of(row))
        for body, concern in about.bodies(seen_by=by)
    )
    event = ItemBrought(
        board=this.title,
        title=row.title,
        subject=str(about.subject or ""),
        amount=about.amount,
        purpose=purpose.value,
    )
    record(event, subject=row.ref, scope=scope_of(row), by=by, on=on)
    return row.ref


@action
def issue_papers(
    *,
    meeting: str,
    section: Mapping[StandingItem, str],
    late_because: str = "",
    by: Actor,
    on: date,
) -> None:
    """Issue the papers of a meeting, with what stands under the Commissioning section.

    Raises Refused when they are late and nothing says why, or when a board's or executive's agenda lacks an item of
    its Commissioning section.
    """
    this = Meeting.objects.all().held(meeting, permission=Permission.MEETING_CALL, by=by)
    card = the_meeting(reference=meeting, seen_by=by, on=on)
    written = {item: words.strip() for item, words in section.items() if words.strip()}
    items = the_agenda(meeting=card, seen_by=by)
    asked = Issuing(
        state=card.state,
        due_on=card.papers_due_on,
        on=on,
        late_because=late_because,
        has_section=card.board is not None and card.board.kind.has_commissioning_section,
        answered=frozenset(written),
        items=len(items),
    )
    if refusals := issuing.refusals(asked):
        raise Refused(refusals)
    this.state = MeetingState.ISSUED.value
    this.issued_on = on
    this.late_because = late_because.strip() if on > card.papers_due_on else ""
    this.save(update_fields=["state", "issued_on", "late_because"])
    StandingWords.objects.bulk_create(
        StandingWords(meeting=this, item=item.value, words=words, **scope_of(this)) for item, words in written.items()
    )
    event = PapersIssued(items=len(items), late_because=this.late_because)
    record(event, subject=this.ref, scope=scope_of(this), by=by, on=on)


@action
def hold_meeting(*, meeting: str, present: Sequence[str], by: Actor, on: date) -> None:
    """Record that a meeting was held, and which seats (public ids) were filled.

    Raises Refused before its day, and when a seat is named that its board does not have.
    """
    by.must(Permission.MEETING_CALL)
    alone_on(f"meeting {meeting}")
    this = Meeting.objects.all().held(meeting, permission=Permission.MEETING_CALL, by=by)
    seats = {seat.public_id: seat.number for seat in the_seats(board=this.board_id, seen_by=by, on=this.held_on)}
    strange = unseated(present, seats=seats, among="those present")
    asked = _moving(this, to=MeetingState.HELD, because="", unseated=strange, on=on)
    if refusals := moving.refusals(asked):
        raise Refused(refusals)
    here = [number for seat, number in seats.items() if seat in set(present)]
    known = the_attendance(meeting=this.pk, seen_by=by)
    scope = scope_for(by, sensitivity=this.sensitivity)
    Attendance.objects.bulk_create(
        (Attendance(meeting=this, seat_id=seat, **scope) for seat in here if seat not in known), ignore_conflicts=True
    )
    this.state = MeetingState.HELD.value
    this.save(update_fields=["state"])
    event = MeetingHeld(present=len({*here, *known}))
    record(event, subject=this.ref, scope=scope_of(this), by=by, on=on)


@action
def cancel_meeting(*, meeting: str, because: str, by: Actor, on: date) -> None:
    """Cancel a meeting, saying why. Its items wait for the board's next one. Raises Refused once it was held."""
    by.must(Permission.MEETING_CALL)
    alone_on(f"meeting {meeting}")
    this = Meeting.objects.all().held(meeting, permission=Permission.MEETING_CALL, by=by)
    asked = _moving(this, to=MeetingState.CANCELLED, because=because, unseated=(), on=on)
    if refusals := moving.refusals(asked):
        raise Refused(refusals)
    this.state = MeetingState.CANCELLED.value
    this.save(update_fields=["state"])
    record(MeetingCancelled(because=because.strip()), subject=this.ref, scope=scope_of(this), by=by, on=on)


def _moving(row: Meeting, *, to: MeetingState, because: str, unseated: tuple[str, ...], on: date) -> Moving:
    return Moving(
        state=MeetingState(row.state),
        to=to,
        held_on=row.held_on,
        on=on,
        because=because,
        decided=row.decisions.count(),
        unseated=unseated,
    )


def _called(
    board: BoardCard,
    *,
    held_on: date,
    place: str,
    because: str,
    sensitivity: Sensitivity | None,
    by: Actor,
    on: date,
) -> Meeting:
    """A meeting of the board, once the rules of calling one are satisfied."""
    same_day = Meeting.objects.seen_by(by).filter(board=board.number, held_on=held_on)
    same_day = same_day.exclude(state=MeetingState.CANCELLED.value)
    asked = Calling(
        board_name=board.title,
        board_begins_on=board.begins_on,
        board_ends_on=board.ends_on,
        lead_days=board.paper_lead_days,
        held_on=held_on,
        place=place,
        short_notice_because=because,
        meets_that_day=next((one.title for one in same_day), ""),
        on=on,
    )
    if refusals := calling.refusals(asked):
        raise Refused(refusals)
    due = papers_due(held_on=held_on, lead_days=board.paper_lead_days)
    row = Meeting.objects.create(
        title=_title_of(board, held_on),
        board_id=board.number,
        held_on=held_on,
        place=place.strip(),
        papers_due_on=due,
        state=MeetingState.CALLED.value,
        short_notice_because=because.strip() if due < on else "",
        organisation_id=board.organisation,
        partnership_id=board.partnership,
        sensitivity=sensitivity or board.sensitivity,
        audience=list(board.audience),
    )
    event = MeetingCalled(
        board=board.title,
        held_on=held_on,
        papers_due_on=due,
        short_notice_because=row.short_notice_because,
    )
    record(event, subject=row.ref, scope=scope_of(row), by=by, on=on)
    return row


def _title_of(board: BoardCard, held_on: date) -> str:
    """What a meeting is called: its board and its day, with a long name of a board cut short."""
    on_day = f", {held_on:%-d %B %Y}"
    room = (Meeting._meta.get_field("title").max_length or 0) - len(on_day)
    return shortened(board.title, to=room) + on_day


def _next(board: BoardCard, *, by: Actor, on: date) -> MeetingCard | None:
    """The board's next meeting whose papers are still open."""
    later = coming(within=board.partnership, board=board.number, seen_by=by, on=on)
    return next((one for one in later if one.state is MeetingState.CALLED), None)


def _on_that_day(board: BoardCard, day: date, *, by: Actor) -> MeetingCard | None:
    """The board's meeting on this day, unless it was cancelled. On the day itself late items are still taken."""
    rows = Meeting.objects.seen_by(by).filter(board=board.number, held_on=day)
    row = rows.exclude(state=MeetingState.CANCELLED.value).first()
    return the_meeting(reference=row.public_id, seen_by=by, on=day) if row else None


def _bringing(board: BoardCard, *, about: About, at: MeetingCard | None, by: Actor, on: date) -> Bringing:
    waits = (
        item.title
        for item in undecided(within=board.partnership, board=board.number, seen_by=by)
        if about.subject is not None and item.subject == about.subject
    )
    return Bringing(
        board_name=board.title,
        board_ends_on=board.ends_on,
        meeting_name=at.title if at else "",
        meeting_is_theirs=at is None or at.board_number == board.number,
        meeting_is_over=at is not None and at.is_over_by(on),
        title=about.title,
        about_kind=about.subject.kind if about.subject else "",
        waits_already=next(waits, ""),
        on=on,
    )
