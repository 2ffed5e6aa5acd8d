"""Recording what a board or post decided, here or elsewhere, and agreeing to it for one's organisation."""

from collections.abc import Sequence
from datetime import date

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.hashing import content_hash
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.alone import alone_on
from wholeplace.ground.records.models import scope_for, scope_of
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.ground.trail.action import action, record
from wholeplace.together.decisions.actions.agenda import About
from wholeplace.together.decisions.actions.weighing import Taken, Weighed
from wholeplace.together.decisions.events import DecisionRatified, DecisionTaken, MeetingHeld
from wholeplace.together.decisions.models import (
    Attendance,
    Decision,
    DecisionBody,
    Meeting,
    PaperSeen,
    Ratification,
    TookPart,
)
from wholeplace.together.decisions.queries import attendance as the_attendance
from wholeplace.together.decisions.queries import decision as the_decision
from wholeplace.together.decisions.rules.agenda import Concern
from wholeplace.together.decisions.rules.content import frozen
from wholeplace.together.decisions.rules.deciding import WHEREVER, Flag, deciding
from wholeplace.together.decisions.rules.elsewhere import Elsewhere, elsewhere
from wholeplace.together.decisions.rules.meetings import MOVES, MeetingState
from wholeplace.together.decisions.rules.ratifying import Position, Ratifying, ratifying


@action
def record_decision(
    *,
    decider: Ref,
    about: About,
    taken: Taken,
    item: str = "",
    meeting: str = "",
    present: Sequence[str] = (),
    left: Sequence[str] = (),
    authority_of: str = "",
    sensitivity: Sensitivity = Sensitivity.PARTNERSHIP,
    by: Actor,
    on: date,
) -> Ref:
    """Record what a board decided at a meeting, or a post on a day, under the smallest delegation that covers it.

    `present` are the seats (public ids) of those who were there, `left` of those among them who left for this item.
    `authority_of` is the organisation whose authority a joint post used. Raises Refused, with every reason: beyond
    its delegation (and which boards or posts can take it), without a quorum, with an interest in it, otherwise than it
    was brought.
    """
    by.must(Permission.DECISION_TAKE)
    alone_on(*(f"{kind} {one}" for kind, one in (("item", item), ("meeting", meeting)) if one))
    weighed = Weighed.of(
        decider, about, taken, item=item, meeting=meeting, present=present, left=left,
        authority_of=authority_of, sensitivity=sensitivity, by=by, on=on,
    )  # fmt: skip
    by.must(Permission.DECISION_TAKE, partnership=weighed.partnership)
    if refusals := deciding.refusals(weighed.asked):
        raise Refused(refusals)
    row = _write(weighed, source="", flagged=weighed.flags(elsewhere=False), sensitivity=sensitivity, by=by)
    _attend(weighed, by=by, on=on)
    _tell(row, weighed, by=by, on=on)
    return row.ref


@action
def record_elsewhere(
    *,
    taken_by: str,
    source: str,
    about: About,
    taken: Taken,
    decider: Ref | None = None,
    item: str = "",
    present: Sequence[str] = (),
    left: Sequence[str] = (),
    sensitivity: Sensitivity = Sensitivity.PARTNERSHIP,
    by: Actor,
    on: date,
) -> Ref:
    """Record a decision that was taken elsewhere, by a body or post that need not be known here.

    It is flagged when it lies beyond the delegation that is recorded here, or when somebody had an interest, and never
    refused for that. Raises Refused when it does not name who took it and which record shows it; and, where it names a
    board, a post or an item here, by the rules that hold for a decision taken here: whose it is, on what, and once.
    """
    by.must(Permission.DECISION_TAKE)
    alone_on(*(f"item {one}" for one in (item,) if one))
    weighed = Weighed.of(
        decider, about, taken, item=item, meeting="", present=present, left=left, authority_of="",
        sensitivity=sensitivity, by=by, on=on,
    )  # fmt: skip
    by.must(Permission.DECISION_TAKE, partnership=weighed.partnership)
    name = taken_by.strip() or weighed.asked.decider
    asked = Elsewhere(taken_by=name, source=source, taken_on=taken.taken_on, on=on)
    here = (one for one in deciding.refusals(weighed.asked) if one.code in WHEREVER)
    if refusals := (*elsewhere.refusals(asked), *here):
        raise Refused(refusals)
    row = _write(
        weighed,
        taken_by=name,
        source=source.strip(),
        flagged=weighed.flags(elsewhere=True),
        sensitivity=sensitivity,
        by=by,
    )
    _tell(row, weighed, by=by, on=on)
    return row.ref


@action
def ratify(
    *,
    decision: str,
    position: Position,
    body_name: str,
    taken_on: date,
    conditions: str = "",
    source: str = "",
    by: Actor,
    on: date,
) -> Ref:
    """Say, for the organisation one acts for, whether it agrees to a joint decision, and which of its bodies said so.

    Raises Refused for an organisation that the decision does not need, or that has agreed already.
    """
    by.must(Permission.DECISION_RATIFY)
    alone_on(f"decision {decision} for {by.organisation_id}")
    card = the_decision(reference=decision, seen_by=by)
    by.must(Permission.DECISION_RATIFY, organisation=by.organisation_id, partnership=card.partnership)
    mine = next((one for one in card.needed if one.body.number == by.organisation_id), None)
    asked = Ratifying(
        organisation_name=by.organisation_name,
        is_needed=mine is not None,
        by_delegation=mine is not None and mine.by_delegation,
        stands=mine.position if mine else None,
        outcome=card.outcome,
        position=position,
        body_name=body_name,
        conditions=conditions,
        taken_on=taken_on,
        decided_on=card.taken_on,
        on=on,
    )
    if refusals := ratifying.refusals(asked):
        raise Refused(refusals)
    row = Ratification.objects.create(
        decision_id=card.number,
        position=position.value,
        body_name=body_name.strip(),
        conditions=conditions.strip(),
        source=source.strip(),
        taken_on=taken_on,
        **scope_for(by, sensitivity=card.sensitivity),
    )
    event = DecisionRatified(
        organisation=by.organisation_name,
        position=position.label,
        body_name=row.body_name,
        taken_on=taken_on,
    )
    record(event, subject=card.ref, scope=scope_of(row), by=by, on=on)
    return row.ref


def _write(
    weighed: Weighed,
    *,
    source: str,
    flagged: tuple[Flag, ...],
    sensitivity: Sensitivity,
    by: Actor,
    taken_by: str = "",
) -> Decision:
    """The decision with its parts: who it needs, who took part, which papers were read."""
    about, taken, used = weighed.about, weighed.taken, weighed.used
    row = Decision.objects.create(
        title=" ".join(about.title.split()),
        board_id=weighed.board.number if weighed.board else None,
        post_id=weighed.post.number if weighed.post else None,
        taken_by=taken_by or weighed.asked.decider,
        meeting_id=weighed.meeting.number if weighed.meeting else None,
        item_id=weighed.item.number if weighed.item else None,
        subject_kind=about.subject.kind if about.subject else "",
        subject_id=about.subject.public_id if about.subject else "",
        amount_pence=about.amount.pence if about.amount is not None else None,
        topic=about.topic.value,
        level=about.level.value,
        outcome=taken.outcome.value,
        delegation_id=used.number if used else None,
        authority=used.words if used else "",
        conditions=taken.conditions.strip(),
        reasons=taken.reasons.strip(),
        options=taken.options.strip(),
        taken_on=taken.taken_on,
        taken_elsewhere=Flag.ELSEWHERE in flagged,
        source=source,
        flags=[flag.value for flag in flagged],
        **scope_for(by, sensitivity=sensitivity),
    )
    scope = scope_of(row)
    DecisionBody.objects.bulk_create(
        DecisionBody(
            decision=row,
            body_id=body,
            concern=concern.value,
            delegation_id=weighed.delegated_by(body) if concern is Concern.AFFECTED else None,
            **scope,
        )
        for body, concern in weighed.bodies
    )
    TookPart.objects.bulk_create(
        TookPart(
            decision=row,
            seat_id=one.seat,
            person_id=one.person,
            left=one.left,
            presided=one.presided,
            interest_id=one.interest,
            **scope,
        )
        for one in weighed.those_there
    )
    PaperSeen.objects.bulk_create(
        PaperSeen(decision=row, paper_id=number, content_hash=hashed, **scope) for number, hashed in weighed.papers
    )
    return row


def _attend(weighed: Weighed, *, by: Actor, on: date) -> None:
    """Who was there was at the meeting; and a meeting that has decided was held, as far as it is ours to say so."""
    meeting = weighed.meeting
    if meeting is None:
        return
    known = the_attendance(meeting=meeting.number, seen_by=by)
    here = {one.seat for one in weighed.those_there if one.seat is not None}
    scope = scope_for(by, sensitivity=meeting.sensitivity)
    Attendance.objects.bulk_create(
        (Attendance(meeting_id=meeting.number, seat_id=seat, **scope) for seat in sorted(here - known)),
        ignore_conflicts=True,
    )
    ours = by.is_system or meeting.organisation == by.organisation_id
    if ours and MeetingState.HELD in MOVES[meeting.state]:
        row = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.number)
        row.state = MeetingState.HELD.value
        row.save(update_fields=["state"])
        event = MeetingHeld(present=len(here | known))
        record(event, subject=row.ref, scope=scope_of(row), by=by, on=on)


def _tell(row: Decision, weighed: Weighed, *, by: Actor, on: date) -> None:
    event = DecisionTaken(
        decider=row.taken_by,
        outcome=weighed.taken.outcome.label,
        amount=weighed.about.amount,
        authority=row.authority,
        taken_on=row.taken_on,
        elsewhere=row.taken_elsewhere,
        flags=tuple(row.flags),
        papers=tuple(hashed for _, hashed in weighed.papers),
        content_hash=content_hash(frozen(row, pence=row.amount_pence)),
    )
    record(event, subject=row.ref, scope=scope_of(row), by=by, on=on)
