"""What waits for the reader, the most urgent first, from every room."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from wholeplace.do.contracts import queries as contracts
from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.ref import Ref
from wholeplace.plan.plans import queries as plans
from wholeplace.plan.plans.rules.states import IntentionState, PlanState
from wholeplace.review.monitoring import queries as monitoring
from wholeplace.together.decisions import queries as decisions
from wholeplace.together.decisions.rules.meetings import MeetingState
from wholeplace.together.requests import queries as requests
from wholeplace.together.sharing import queries as sharing

AHEAD = timedelta(days=90)
"""How far ahead the inbox looks."""


@dataclass(frozen=True)
class Call:
    """One thing that waits for the reader. `do` names the act, `of` the record."""

    of: Ref
    title: str
    why: str
    do: str
    due_on: date | None

    def is_overdue(self, *, on: date) -> bool:
        """Whether its day has passed."""
        return self.due_on is not None and self.due_on < on


def calls(*, seen_by: Actor, on: date) -> tuple[Call, ...]:
    """Everything that waits for the reader in the capacity they act in: overdue first, then by day."""
    if seen_by.partnership_id is None:
        return ()
    asked = [call for permission, ask in ASKS if seen_by.may(permission) for call in ask(seen_by, on)]
    return tuple(sorted(dict.fromkeys(asked), key=lambda call: (call.due_on or date.max, call.title)))


def _papers(actor: Actor, on: date) -> Iterable[Call]:
    for meeting in decisions.coming(within=_place(actor), seen_by=actor, on=on):
        if meeting.organisation == actor.organisation_id and meeting.state is MeetingState.CALLED:
            yield Call(meeting.ref, meeting.title, "Its papers are due.", "Issue the papers", meeting.papers_due_on)


def _waiting_items(actor: Actor, on: date) -> Iterable[Call]:
    for item in decisions.undecided(within=_place(actor), seen_by=actor):
        if item.meeting is not None:
            why = f"It is before {item.board_title}." if item.board_title else "It is before a board."
            yield Call(item.meeting, item.title, why, "Record the decision", None)


def _to_ratify(actor: Actor, on: date) -> Iterable[Call]:
    if actor.organisation_id is None:
        return
    for card in decisions.waiting_for(organisation=actor.organisation_id, within=_place(actor), seen_by=actor):
        why = "Your organisation must agree before it can go ahead."
        yield Call(card.ref, card.title, why, "Agree, or say why not", None)


def _late_plans(actor: Actor, on: date) -> Iterable[Call]:
    rows = plans.plans(
        within=_place(actor),
        seen_by=actor,
        states=(PlanState.DRAFT, PlanState.CHALLENGED),
        held_by=actor.organisation_id,
    )
    for card in plans.plan_cards(rows=rows, seen_by=actor):
        why = f"It is still {card.state.label.lower()}, and begins on {card.begins_on:%-d %B %Y}."
        yield Call(card.ref, card.title, why, "Finish the plan", card.begins_on)


def _approved(actor: Actor, on: date) -> Iterable[Call]:
    if actor.organisation_id is None:
        return
    lines = plans.intention_lines(
        held_by=actor.organisation_id,
        within=_place(actor),
        seen_by=actor,
        states=(IntentionState.RAISED, IntentionState.PROPOSED),
    )
    approved = decisions.approvals(
        subjects=[line.ref for line in lines],
        owner=actor.organisation_id,
        within=_place(actor),
        seen_by=actor,
    )
    for line in lines:
        if line.ref in approved:
            yield Call(line.ref, line.title, "It has been approved.", "Mark it as agreed", None)
        elif line.state is IntentionState.RAISED:
            yield Call(line.ref, line.title, "It has not been taken to a board.", "Take it to a board", line.starts_on)


def _notices(actor: Actor, on: date) -> Iterable[Call]:
    if actor.organisation_id is None:
        return
    for point in contracts.turning_points(
        held_by=actor.organisation_id, within=_place(actor), seen_by=actor, on=on, until=on + AHEAD
    ):
        if point.notice_by is not None:
            why = f"It ends on {point.last_day:%-d %B %Y}; this is the last day for notice."
            yield Call(point.ref, point.title, why, "Decide: extend, buy again or end", point.notice_by)
        if point.review_on is not None:
            yield Call(point.ref, point.title, "Its review is due.", "Review the contract", point.review_on)


def _missed(actor: Actor, on: date) -> Iterable[Call]:
    if actor.organisation_id is None:
        return
    for card in monitoring.missed(recorded_by=actor.organisation_id, within=_place(actor), seen_by=actor):
        why = f"{card.measure_title} stands at {card.said(card.value)}, short of what was expected."
        yield Call(card.of, card.of_title, why, "Agree what to do about it", card.ends_on)


def _requests(actor: Actor, on: date) -> Iterable[Call]:
    if actor.organisation_id is None:
        return
    for line in requests.due_requests(seen_by=actor, until=on + AHEAD):
        why = f"A request for information, received on {line.received_on:%-d %B %Y}."
        yield Call(line.ref, line.title, why, "Answer it", line.due_on)
    for line in requests.waiting_for_a_second(seen_by=actor):
        yield Call(line.ref, line.title, "Its answer waits for a second person.", "Read and release it", line.due_on)


def _openings(actor: Actor, on: date) -> Iterable[Call]:
    for card in sharing.waiting_to_be_agreed(seen_by=actor, on=on):
        why = f"{card.asked_by_name} asks to read a record of another organisation for {card.minutes} minutes."
        yield Call(card.ref, f"Emergency opening: {card.reason.label}", why, "Agree, or decline", on)


def _place(actor: Actor) -> int:
    return actor.partnership_id or 0


ASKS: tuple[tuple[Permission, Callable[[Actor, date], Iterable[Call]]], ...] = (
    (Permission.MEETING_CALL, _papers),
    (Permission.DECISION_TAKE, _waiting_items),
    (Permission.DECISION_RATIFY, _to_ratify),
    (Permission.PLAN_WRITE, _late_plans),
    (Permission.INTENTION_RAISE, _approved),
    (Permission.CONTRACT_ENTER, _notices),
    (Permission.RESULT_RECORD, _missed),
    (Permission.REQUEST_ANSWER, _requests),
    (Permission.EMERGENCY_AGREE, _openings),
)
"""Whoever may do something is called to it."""
