"""Openings in an emergency in words."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.shell.listing import csv_link
from wholeplace.doors.web.shell.pages import (
    Cell,
    Colour,
    Crumb,
    Fact,
    Link,
    ListPage,
    Pages,
    RecordPage,
    Step,
    TableView,
    Tag,
)
from wholeplace.doors.web.shell.parts import history_of, named, page_of, visibility_of
from wholeplace.doors.web.shell.words import clock, moment
from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.together.sharing.queries import OpeningCard
from wholeplace.together.sharing.rules.opening import LAPSES_AFTER, OpeningState

COLOURS: dict[OpeningState, Colour] = {OpeningState.WAITING: "yellow", OpeningState.OPEN: "red"}


def openings_page(
    cards: Sequence[OpeningCard], *, request: Asked, at: datetime, pages: Pages | None = None
) -> ListPage:
    """The register of an organisation: what its people asked for, and what of its own was opened."""
    ask = (Step("Ask to open a record", reverse("ask-to-open")),)
    return ListPage(
        title="Emergency openings",
        caption=request.actor.organisation_name,
        lead="One record of another organisation, read by one person for an hour at most, once a second has agreed.",
        steps=ask if request.actor.may(Permission.EMERGENCY_OPEN) else (),
        pages=pages,
        csv=csv_link(request),
        table=TableView(
            caption="Emergency openings",
            caption_hidden=True,
            headings=("Record", "State", "Why", "Asked by", "Asked at", "Agreed by", "Whose record", "Minutes"),
            numeric=frozenset({7}),
            rows=tuple(_row(card, at=at) for card in cards),
            empty="Nobody here has asked to open a record, and none of yours was opened.",
        ),
    )


def opening_page(card: OpeningCard, *, request: Asked, at: datetime) -> RecordPage:
    """One opening, from the asking to its end."""
    state = card.state(at=at)
    return RecordPage(
        title=f"{named(card.record)}, opened in an emergency" if card.agreed_at else f"{named(card.record)}, asked for",
        caption="Emergency opening",
        crumbs=(Crumb("Emergency openings", reverse("openings")),),
        status=_status(card, at=at),
        tag=Tag(state.label, COLOURS.get(state, "grey")),
        next_sentence=_next(card, request=request, at=at),
        steps=_steps(card, request=request, at=at),
        facts=_facts(card, request=request, at=at),
        history=history_of(card.ref, seen_by=request.actor),
        visibility=visibility_of(
            card.sensitivity, organisation=card.organisation.number, audience=card.audience, request=request
        ),
    )


def may_agree(card: OpeningCard, *, actor: Actor, at: datetime) -> bool:
    """Whether it waits for this reader: never for whoever asked."""
    return (
        card.state(at=at) is OpeningState.WAITING
        and card.asked_by != actor.person_id
        and actor.may(Permission.EMERGENCY_AGREE, organisation=card.organisation.number)
    )


def may_close(card: OpeningCard, *, actor: Actor, at: datetime) -> bool:
    """Whether this reader can close it: whoever asked, or those who agree for either organisation."""
    theirs = card.asked_by == actor.person_id
    bodies = [card.organisation, *([card.owner] if card.owner else [])]
    permission = Permission.EMERGENCY_OPEN if theirs else Permission.EMERGENCY_AGREE
    return card.can_end(at=at) and any(actor.may(permission, organisation=body.number) for body in bodies)


def facts_to_weigh(card: OpeningCard) -> tuple[Fact, ...]:
    """What a second person weighs."""
    return (
        Fact("Record", str(card.record), hint="Whether there is such a record is told once you agree."),
        Fact("Asked by", f"{card.asked_by_name}, {card.organisation.name}, {moment(card.asked_at)}"),
        Fact("Why", card.reason.label),
        Fact("What has happened", card.because),
        Fact("For how long", _minutes(card)),
    )


def _minutes(card: OpeningCard) -> str:
    return "1 minute" if card.minutes == 1 else f"{card.minutes} minutes"


def _row(card: OpeningCard, *, at: datetime) -> tuple[Cell | str, ...]:
    return (
        Cell(named(card.record), href=reverse("opening", kwargs={"reference": card.ref.public_id})),
        card.state(at=at).label,
        card.reason.label,
        f"{card.asked_by_name}, {card.organisation.name}",
        moment(card.asked_at),
        card.agreed_by_name or "–",
        card.owner.name if card.owner else "–",
        str(card.minutes),
    )


def _status(card: OpeningCard, *, at: datetime) -> str:
    state = card.state(at=at)
    if state is OpeningState.WAITING:
        until = moment(card.asked_at + LAPSES_AFTER)
        return f"It waits until {until} for a second person of {card.organisation.name} to agree."
    if state is OpeningState.OPEN and card.ends_at:
        return f"{card.asked_by_name} can read the record until {clock(card.ends_at)}."
    if state is OpeningState.ENDED and card.ends_at:
        return f"It ended at its time: {moment(card.ends_at)}."
    if card.closed_at:
        words = "Closed before its time" if state is OpeningState.CLOSED else state.label
        return f"{words} by {card.closed_by_name}: {moment(card.closed_at)}."
    return "Nobody agreed within a day. Ask again if it is still an emergency."


def _next(card: OpeningCard, *, request: Asked, at: datetime) -> str | None:
    if card.state(at=at) is OpeningState.WAITING and card.asked_by == request.actor.person_id:
        who = f"Somebody else at {card.organisation.name}, such as a governance officer, must agree."
        return f"{who} It waits under what needs them. Call them: nothing is sent."
    return None


def _steps(card: OpeningCard, *, request: Asked, at: datetime) -> tuple[Step, ...]:
    actor, asked = request.actor, {"reference": card.ref.public_id}
    steps = []
    read = _page_to_read(card, request=request, at=at)
    if read and card.asked_by == actor.person_id:
        steps.append(Step("Read the record", read))
    if may_agree(card, actor=actor, at=at):
        steps.append(Step("Agree, or decline", reverse("agree-to-open", kwargs=asked)))
    elif may_close(card, actor=actor, at=at):
        words = "Close it now" if card.agreed_at else "Withdraw what you asked for"
        steps.append(Step(words, reverse("close-opening", kwargs=asked), kind="secondary"))
    return tuple(steps)


def _facts(card: OpeningCard, *, request: Asked, at: datetime) -> tuple[Fact, ...]:
    facts = [
        Fact("Record", str(card.record), href=_page_to_read(card, request=request, at=at)),
        Fact("Asked by", f"{card.asked_by_name}, {card.organisation.name}, {moment(card.asked_at)}"),
        Fact("Why", card.reason.label),
        Fact("What has happened", card.because),
        Fact("For how long", _minutes(card)),
    ]
    if card.agreed_at and card.ends_at and card.owner:
        told = "On this page, and in the history of the record. Every page read meanwhile is noted for them."
        facts += [
            Fact("Agreed by", f"{card.agreed_by_name}, {moment(card.agreed_at)}"),
            Fact(
                "Runs until" if card.can_end(at=at) else "Ran until",
                moment(min(card.ends_at, card.closed_at or card.ends_at)),
            ),
            Fact("Told", f"{card.owner.name}, {moment(card.agreed_at)}", hint=told),
        ]
    else:
        facts.append(Fact("Told", "Nobody outside your organisation: nothing has been opened."))
    if card.closed_at:
        facts.append(Fact("Closed by", f"{card.closed_by_name}, {moment(card.closed_at)}"))
    return tuple(facts)


def _page_to_read(card: OpeningCard, *, request: Asked, at: datetime) -> str | None:
    """The record's page, for whoever can read it by this, and for the organisation that it belongs to."""
    theirs = card.state(at=at) is OpeningState.OPEN and card.asked_by == request.actor.person_id
    ours = card.owner is not None and card.owner.number == request.actor.organisation_id
    return page_of(card.record) if theirs or ours else None


def back_to(card: OpeningCard) -> Link:
    """The way back to one opening."""
    return Link(named(card.record), reverse("opening", kwargs={"reference": card.ref.public_id}))
