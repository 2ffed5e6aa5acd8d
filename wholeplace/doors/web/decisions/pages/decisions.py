"""Decisions in words: the register, what waits, and one decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from wholeplace.across.thread.walk import Thread
from wholeplace.doors.web.decisions.forms import DecisionsFilter
from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.shell.listing import csv_link
from wholeplace.doors.web.shell.pages import (
    Cell,
    Colour,
    Crumb,
    Fact,
    Gap,
    Link,
    ListPage,
    Pages,
    Reason,
    RecordPage,
    Section,
    Stat,
    Step,
    TableView,
    Tag,
)
from wholeplace.doors.web.shell.parts import KINDS, address_of, history_of, thread_view, visibility_of
from wholeplace.doors.web.shell.place import in_place
from wholeplace.doors.web.shell.words import day
from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.records.thread import Stop
from wholeplace.together.decisions.actions import About
from wholeplace.together.decisions.queries import DecisionCard, ItemCard, Needed, TookPartLine
from wholeplace.together.decisions.rules.agenda import MAY_BRING
from wholeplace.together.decisions.rules.ratifying import Standing
from wholeplace.together.partnership.queries import DelegationCard, PartnershipCard

COLOURS: dict[Standing, Colour] = {
    Standing.AGREED: "green",
    Standing.IN_PRINCIPLE: "blue",
    Standing.BLOCKED: "red",
    Standing.NOT_APPROVED: "grey",
}


@dataclass(frozen=True, kw_only=True)
class RegisterPage(ListPage):
    """The register of decisions, with the ways to everything that decisions rest on."""

    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class RefusalView:
    """Why a decision was refused, each reason with its source, and who can take it instead."""

    reasons: tuple[Reason, ...]
    steps: tuple[Step, ...]


def may_bring(actor: Actor, *, partnership: int | None) -> bool:
    """Whether somebody may take matters to boards."""
    return any(actor.may(permission, partnership=partnership) for permission in MAY_BRING)


def register_page(
    cards: Sequence[DecisionCard],
    *,
    place: PartnershipCard,
    request: Asked,
    filters: DecisionsFilter,
    pages: Pages | None,
    waiting: int,
    to_agree: int,
) -> RegisterPage:
    """The register of decisions."""
    here = f"?place={place.slug}"
    return RegisterPage(
        title="Decisions",
        caption=place.place_name,
        area="decisions",
        invented=place.invented,
        lead="What was decided, by whom, with which authority, on which papers, and who has agreed.",
        steps=_register_steps(place, request=request),
        stats=(
            Stat("Waiting before a board", str(waiting), href=reverse("items") + here),
            *(
                (Stat("Waiting for your organisation to agree", str(to_agree), href=reverse("to-agree")),)
                if request.actor.is_signed_in
                else ()
            ),
        ),
        links=_ways(here, request=request),
        filters=filters,
        pages=pages,
        csv=csv_link(request),
        table=_table(
            cards,
            empty="Nothing has been decided yet.",
            step=Step("Take a matter to a board", reverse("take-to-board"))
            if may_bring(request.actor, partnership=place.number)
            else None,
        ),
    )


def to_agree_page(cards: Sequence[DecisionCard], *, request: Asked) -> ListPage:
    """Joint decisions that wait for one's organisation."""
    return ListPage(
        title="Waiting for your organisation to agree",
        caption=request.actor.organisation_name,
        area="decisions",
        crumbs=(Crumb("Decisions", reverse("decisions")),),
        lead="Each of these is agreed in principle until every organisation it needs has agreed for itself.",
        table=_table(cards, empty="Nothing waits for your organisation.", step=None),
    )


def items_page(items: Sequence[ItemCard], *, place: PartnershipCard, request: Asked) -> ListPage:
    """What waits for a decision before the boards of a place."""
    take = Step("Take a matter to a board", reverse("take-to-board"))
    may = may_bring(request.actor, partnership=place.number)
    return ListPage(
        title="What waits before a board",
        caption=place.place_name,
        area="decisions",
        invented=place.invented,
        crumbs=(Crumb("Decisions", in_place("decisions", within=place, request=request)),),
        steps=(take,) if may else (),
        csv=csv_link(request),
        table=TableView(
            caption="Items",
            caption_hidden=True,
            headings=("Item", "Board", "Meeting", "Subject", "Amount", "For", "Papers"),
            numeric=frozenset({4}),
            rows=tuple(
                (
                    Cell(item.title, href=address_of(item.ref)),
                    item.board_title,
                    item.meeting_title or "The next one, not called yet",
                    item.topic.label,
                    item.amount.brief() if item.amount is not None else "–",
                    item.purpose.label,
                    str(len(item.published)) if item.published else "None yet",
                )
                for item in items
            ),
            empty="Nothing waits before a board.",
            empty_step=take if may else None,
        ),
    )


def decision_page(
    card: DecisionCard,
    *,
    thread: Thread,
    subject: Stop | None,
    took_part: Sequence[TookPartLine],
    request: Asked,
) -> RecordPage:
    """One decision: where it stands, what it rests on, who took part and who has agreed."""
    sections = [_needed(card)] if card.needed else []
    if took_part:
        sections.append(_took_part(took_part))
    sections.append(_papers(card))
    return RecordPage(
        title=card.title,
        caption="Decision",
        area="decisions",
        crumbs=(Crumb("Decisions", in_place("decisions", within=card.partnership, request=request)),),
        status=_status(card),
        tag=Tag(card.standing.label, COLOURS[card.standing])
        if card.outcome.approves
        else Tag(card.outcome.label, "grey"),
        next_sentence=_next(card),
        steps=_steps(card, request=request),
        facts=_facts(card, subject=subject),
        sections=tuple(sections),
        thread=thread_view(thread, missing=_missing(card)),
        history=history_of(card.ref, seen_by=request.actor),
        visibility=visibility_of(
            card.sensitivity, organisation=card.organisation, audience=card.audience, request=request
        ),
    )


def refusal_view(
    reasons: Sequence[Reason], *, able: Sequence[DelegationCard], about: About, request: Asked
) -> RefusalView:
    """Why a decision was refused, and the ways to whoever can take it, the smallest first."""
    return RefusalView(reasons=tuple(reasons), steps=tuple(_to(one, about=about) for one in _once(able)))


def _once(able: Sequence[DelegationCard]) -> Sequence[DelegationCard]:
    return tuple({one.decider: one for one in reversed(able)}.values())[::-1]


def _to(one: DelegationCard, *, about: About) -> Step:
    asked = {
        "title": about.title,
        "topic": about.topic.value,
        "level": about.level.value,
        "amount": str(about.amount).removeprefix("£") if about.amount is not None else "",
        "subject": str(about.subject) if about.subject else "",
        "affected": about.affected,
        "concerned": about.concerned,
    }
    if one.decider.kind == "board":
        query = urlencode({"board": one.decider.public_id, **asked}, doseq=True)
        return Step(f"Take it to {one.decider_name}", f"{reverse('take-to-board')}?{query}")
    query = urlencode({"post": one.decider.public_id, **asked}, doseq=True)
    return Step(f"Record a decision by {one.decider_name}", f"{reverse('record-decision')}?{query}", kind="secondary")


def _register_steps(place: PartnershipCard, *, request: Asked) -> tuple[Step, ...]:
    actor = request.actor
    found = (
        (may_bring(actor, partnership=place.number), Step("Take a matter to a board", reverse("take-to-board"))),
        (
            actor.may(Permission.DECISION_TAKE, partnership=place.number),
            Step("Record a decision", reverse("record-decision"), kind="secondary"),
        ),
        (
            actor.may(Permission.DECISION_TAKE, partnership=place.number),
            Step("Record one taken elsewhere", reverse("record-elsewhere"), kind="secondary"),
        ),
    )
    return tuple(step for may, step in found if may)


def _ways(here: str, *, request: Asked) -> tuple[Link, ...]:
    ways = [
        Link("Boards and committees", reverse("boards") + here),
        Link("Meetings", reverse("meetings") + here),
        Link("What each may decide", reverse("delegations") + here),
        Link("Who can approve this?", reverse("who-can-approve") + here),
        Link("Arrangements between organisations", reverse("arrangements") + here),
        Link("Posts and joint posts", reverse("posts") + here),
        Link("Who has joined what", reverse("members") + here),
        Link("Words", reverse("words") + here),
    ]
    if request.actor.is_signed_in:
        ways.insert(5, Link("Register of interests", reverse("interests")))
    return tuple(ways)


def _table(cards: Sequence[DecisionCard], *, empty: str, step: Step | None) -> TableView:
    return TableView(
        caption="Decisions",
        caption_hidden=True,
        headings=("Decision", "Decided by", "On", "Outcome", "Amount", "Subject"),
        numeric=frozenset({4}),
        rows=tuple(
            (
                Cell(
                    card.title,
                    href=address_of(card.ref),
                    hint="; ".join(flag.label for flag in card.flags) or None,
                ),
                card.taken_by,
                day(card.taken_on),
                _outcome(card),
                card.amount.brief() if card.amount is not None else "–",
                card.topic.label,
            )
            for card in cards
        ),
        empty=empty,
        empty_step=step,
    )


def _outcome(card: DecisionCard) -> Cell:
    standing = card.standing
    tag = Tag(standing.label, COLOURS[standing]) if card.outcome.approves and card.needed else None
    return Cell(card.outcome.label, tag=tag)


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def _status(card: DecisionCard) -> str:
    where = " elsewhere, and recorded here" if card.taken_elsewhere else ""
    said = f"{card.outcome.label} by {card.taken_by} on {day(card.taken_on)}{where}."
    if card.standing is Standing.IN_PRINCIPLE:
        return f"{said} It waits for {_listed([body.name for body in card.awaiting])} to agree."
    if card.standing is Standing.BLOCKED:
        names = [one.body.name for one in card.needed if one.position is not None and not one.agrees]
        return f"{said} It cannot go ahead: {_listed(names)} did not agree."
    if card.standing is Standing.AGREED and card.needed:
        return f"{said} Every organisation it needs has agreed."
    return said


def _next(card: DecisionCard) -> str | None:
    if card.standing is Standing.IN_PRINCIPLE:
        return "No money moves and nothing starts before every organisation it needs has agreed for itself."
    return None


def _steps(card: DecisionCard, *, request: Asked) -> tuple[Step, ...]:
    return (*_to_agree(card, request=request), *_to_prove(card, request=request))


def _to_prove(card: DecisionCard, *, request: Asked) -> tuple[Step, ...]:
    if request.actor.may(Permission.TRAIL_READ, organisation=card.organisation, partnership=card.partnership):
        where = reverse("decision-pack", kwargs={"reference": card.ref.public_id})
        return (Step("Download the pack that proves it", where, kind="secondary"),)
    return ()


def _to_agree(card: DecisionCard, *, request: Asked) -> tuple[Step, ...]:
    actor = request.actor
    mine = [one for one in card.needed if one.body.number == actor.organisation_id and not one.agrees]
    may = actor.may(Permission.DECISION_RATIFY, partnership=card.partnership)
    if mine and may and card.outcome.approves:
        where = reverse("ratify", kwargs={"reference": card.ref.public_id})
        return (Step(f"Say whether {actor.organisation_name} agrees", where),)
    return ()


def _facts(card: DecisionCard, *, subject: Stop | None) -> tuple[Fact, ...]:
    found: list[Fact | None] = [
        *(Fact("Note", flag.label, tag=Tag("Flagged", "orange")) for flag in card.flags),
        Fact("Decided by", card.taken_by, href=address_of(card.decider) if card.decider else None),
        Fact("At", card.meeting_title, href=address_of(card.meeting)) if card.meeting else None,
        Fact(KINDS.get(card.subject.kind, "About"), subject.title, href=address_of(subject.ref))
        if card.subject and subject
        else None,
        Fact("Amount", card.amount) if card.amount is not None else None,
        Fact("Subject", card.topic.label),
        Fact("Level", card.level.label),
        *(
            Fact(label, words)
            for label, words in (
                ("Authority", card.authority),
                ("Conditions", card.conditions),
                ("Reasons", card.reasons),
                ("Options rejected", card.options),
                ("Recorded from", card.source),
            )
            if words
        ),
        Fact("Stand to gain or lose", _listed([body.name for body in card.concerned])) if card.concerned else None,
        Fact("On the agenda as", "The item with its papers", href=address_of(card.item)) if card.item else None,
    ]
    return tuple(fact for fact in found if fact is not None)


def _needed(card: DecisionCard) -> Section:
    return Section(
        title="Who must agree",
        id="needed",
        tables=(
            TableView(
                caption="Organisations that must agree for themselves",
                caption_hidden=True,
                headings=("Organisation", "Stands", "By", "On", "Conditions"),
                rows=tuple(
                    (
                        one.body.name,
                        _position(one),
                        one.body_name or ("Its own delegation" if one.by_delegation else "–"),
                        day(one.taken_on) if one.taken_on else "–",
                        one.conditions or "–",
                    )
                    for one in card.needed
                ),
            ),
        ),
    )


def _position(one: Needed) -> Cell:
    if one.by_delegation:
        return Cell("Agreed beforehand", tag=Tag("Agrees", "green"))
    if one.position is None:
        return Cell("Has not answered", tag=Tag("Awaited", "orange"))
    return Cell(one.position.label, tag=Tag("Agrees", "green") if one.agrees else Tag("Does not agree", "red"))


def _took_part(lines: Sequence[TookPartLine]) -> Section:
    return Section(
        title="Who took part",
        id="took-part",
        tables=(
            TableView(
                caption="Who took part",
                caption_hidden=True,
                headings=("Who", "Took part", "Interest"),
                rows=tuple(
                    (
                        line.person or "A member",
                        "Left for this item" if line.left else "Presided" if line.presided else "Yes",
                        "Had declared one" if line.had_interest else "None declared",
                    )
                    for line in lines
                ),
            ),
        ),
    )


def _papers(card: DecisionCard) -> Section:
    return Section(
        title="What had been read",
        id="papers",
        tables=(
            TableView(
                caption="Papers",
                caption_hidden=True,
                headings=("Paper", "Hash of what it said then"),
                rows=tuple(
                    (Cell(one.title, href=address_of(one.ref)), f"{one.content_hash[:16]}…") for one in card.papers
                ),
                empty="No paper that is open to you was before those who decided.",
            ),
        ),
    )


def _missing(card: DecisionCard) -> tuple[Gap, ...]:
    gaps = []
    if not card.papers:
        gaps.append(Gap(kind="Paper", sentence="No paper was before those who decided."))
    if card.subject is None:
        gaps.append(Gap(kind="Intention", sentence="It is linked to no plan, intention or fund."))
    return tuple(gaps)
