"""Intentions in words."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import reverse

from wholeplace.across.thread.walk import Thread
from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.plans.forms import IntentionsFilter
from wholeplace.doors.web.plans.pages import ways
from wholeplace.doors.web.shell.listing import csv_link
from wholeplace.doors.web.shell.pages import (
    Cell,
    Crumb,
    Fact,
    Gap,
    ListPage,
    Pages,
    RecordPage,
    Section,
    Step,
    TableView,
    Tag,
)
from wholeplace.doors.web.shell.parts import address_of, history_of, page_of, thread_view, visibility_of
from wholeplace.doors.web.shell.place import in_place
from wholeplace.doors.web.shell.words import day, pounds
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.money import Money
from wholeplace.plan.plans.queries import IntentionCard
from wholeplace.plan.plans.rules.cycle import Progress, Standing, standing
from wholeplace.plan.plans.rules.states import IntentionState
from wholeplace.together.decisions.queries import DecisionCard, ItemCard
from wholeplace.together.partnership.queries import PartnershipCard

COLOURS = {
    IntentionState.RAISED: "grey",
    IntentionState.PROPOSED: "yellow",
    IntentionState.AGREED: "blue",
    IntentionState.UNDER_WAY: "green",
    IntentionState.DONE: "teal",
    IntentionState.DROPPED: "grey",
}


def intentions_page(
    cards: Sequence[IntentionCard],
    *,
    place: PartnershipCard,
    request: Asked,
    filters: IntentionsFilter | None = None,
    pages: Pages | None = None,
) -> ListPage:
    """The register of intentions."""
    step = Step("Raise an intention", reverse("raise-intention"))
    may_raise = request.actor.may(Permission.INTENTION_RAISE, partnership=place.number)
    return ListPage(
        title="Intentions",
        caption=place.place_name,
        area="plans",
        invented=place.invented,
        lead="The key changes that the partners plan, shared from the day they are raised.",
        choices=ways(place, here="intentions"),
        steps=(step,) if may_raise else (),
        filters=filters,
        pages=pages,
        csv=csv_link(request),
        table=TableView(
            caption="Intentions",
            caption_hidden=True,
            headings=("Intention", "Change", "Raised by", "Starts", "Money", "State"),
            numeric=frozenset({4}),
            rows=tuple(_row(card) for card in cards),
            empty="No intention has been raised yet.",
            empty_step=step if may_raise else None,
        ),
    )


def intention_page(
    card: IntentionCard,
    *,
    decided: Sequence[DecisionCard],
    binds: DecisionCard | None,
    brought: Sequence[ItemCard],
    thread: Thread,
    request: Asked,
) -> RecordPage:
    """One intention. Of what was decided about it, `binds` is what its owner has to go by."""
    where = _standing(card, thread)
    approval = binds if binds is not None and binds.outcome.approves else None
    return RecordPage(
        title=card.title,
        caption=f"Intention to {card.change.label.lower()}",
        area="plans",
        crumbs=(Crumb("Intentions", in_place("intentions", within=card.partnership, request=request)),),
        status=_status(card, approval=approval, brought=brought),
        tag=Tag(card.state.label, COLOURS[card.state]),  # type: ignore[arg-type]
        steps=_steps(card, approval=approval, brought=brought, request=request),
        facts=_facts(card),
        sections=(_money(card), _cycle(where), *((_decided(decided, brought),) if decided or brought else ())),
        thread=thread_view(thread, missing=_missing(card, thread)),
        history=history_of(card.ref, seen_by=request.actor),
        visibility=visibility_of(
            card.sensitivity, organisation=card.organisation, audience=card.audience, request=request
        ),
    )


def _total(card: IntentionCard) -> Money:
    return Money.total(one.amount for one in card.money)


def _row(card: IntentionCard) -> tuple[Cell | str, ...]:
    return (
        Cell(card.title, href=address_of(card.ref), hint=card.service or None),
        card.change.label,
        card.owner.called,
        day(card.starts_on) if card.starts_on else "–",
        pounds(_total(card)) if card.money else "–",
        Cell("", tag=Tag(card.state.label, COLOURS[card.state])),  # type: ignore[arg-type]
    )


def _waiting(brought: Sequence[ItemCard]) -> ItemCard | None:
    return next((one for one in brought if not one.is_decided), None)


def _by_whom(approval: DecisionCard | None) -> str:
    return f"Approved by {approval.taken_by} on {day(approval.taken_on)}." if approval else ""


def _status(card: IntentionCard, *, approval: DecisionCard | None, brought: Sequence[ItemCard]) -> str:
    waiting = _waiting(brought)
    if card.state is IntentionState.DROPPED:
        return f"Dropped: {card.came_of_it}"
    if card.state is IntentionState.DONE:
        return f"Done: {card.came_of_it}"
    if card.state is IntentionState.UNDER_WAY:
        return f"Under way. {_by_whom(approval)}"
    if card.state is IntentionState.AGREED:
        return f"Agreed, and not begun yet. {_by_whom(approval)}"
    if approval is not None and approval.is_agreed:
        return f"Approved by {approval.taken_by} on {day(approval.taken_on)}; not marked as agreed yet."
    if approval is not None:
        names = ", ".join(body.called for body in approval.awaiting)
        return f"Approved in principle by {approval.taken_by}; {names} must agree."
    if waiting is not None:
        return f"Before {waiting.board_title}; not decided yet."
    return "Raised; not taken to a board yet."


def _steps(
    card: IntentionCard, *, approval: DecisionCard | None, brought: Sequence[ItemCard], request: Asked
) -> tuple[Step, ...]:
    """What comes next on the golden thread, first; then the ways out."""
    actor, here = request.actor, {"reference": card.ref.public_id}
    own = actor.may(Permission.INTENTION_RAISE, organisation=card.organisation, partnership=card.partnership)
    steps: list[Step] = []
    if card.state in {IntentionState.RAISED, IntentionState.PROPOSED}:
        if own and approval is not None and approval.is_agreed:
            steps.append(Step("Mark as agreed", reverse("agree-intention", kwargs=here)))
        elif own and approval is None and _waiting(brought) is None:
            steps.append(Step("Take it to a board", f"{reverse('take-to-board')}?{_subject(card)}"))
    if card.state in {IntentionState.AGREED, IntentionState.UNDER_WAY}:
        if actor.may(Permission.CONTRACT_ENTER):
            asked = urlencode({"intention": card.ref.public_id, "title": card.title})
            steps.append(Step("Enter the contract", f"{reverse('enter-contract')}?{asked}"))
        if actor.may(Permission.FUND_KEEP):
            steps.append(Step("Add a line of money", reverse("fund-intention", kwargs=here)))
    if own and card.state is IntentionState.AGREED:
        steps.append(Step("It has begun", reverse("begin-intention", kwargs=here), kind="secondary"))
    if own and card.state is IntentionState.UNDER_WAY:
        steps.append(Step("It is finished", reverse("finish-intention", kwargs=here), kind="secondary"))
    if own and card.state not in {IntentionState.DONE, IntentionState.DROPPED}:
        steps.append(Step("Drop it", reverse("drop-intention", kwargs=here), kind="secondary"))
    return tuple(steps)


def _subject(card: IntentionCard) -> str:
    asked = {"subject": str(card.ref), "title": card.title}
    if card.money:
        asked["amount"] = pounds(_total(card)).lstrip("-").removeprefix("£")
    return urlencode(asked)


def _facts(card: IntentionCard) -> tuple[Fact, ...]:
    affects = ", ".join(body.name for body in card.affects)
    return (
        Fact("What changes", card.summary),
        *((Fact("Service", card.service),) if card.service else ()),
        Fact("For whom", card.group.label + (f", {card.area_name}" if card.area_name else "")),
        *((Fact("Starts", day(card.starts_on)),) if card.starts_on else ()),
        Fact("Fit with the strategy", card.fit),
        *((Fact("Why no need", card.why_no_need),) if card.why_no_need else ()),
        *((Fact("Also rests on", card.evidence),) if card.evidence else ()),
        *((Fact("Affects", affects),) if affects else ()),
        *(Fact("Plan", title, href=address_of(ref)) for ref, title in card.plans),
        *((Fact("Decision", card.decision_title, href=address_of(card.decision)),) if card.decision else ()),
    )


def _money(card: IntentionCard) -> Section:
    table = TableView(
        caption="Money by year",
        caption_hidden=True,
        headings=("Financial year", "Costs, or saves (minus)"),
        numeric=frozenset({1}),
        rows=tuple((one.year.label, pounds(one.amount)) for one in card.money),
        total=("All years", pounds(_total(card))) if card.money else None,
        empty="No money has been named.",
    )
    return Section(title="What it costs or saves", id="money", tables=(table,))


def _standing(card: IntentionCard, thread: Thread) -> Standing:
    before = [stop.ref.kind for stop in thread.came_from]
    after = [stop.ref.kind for stop in thread.leads_to]
    return standing(
        Progress(
            state=card.state,
            needs=before.count("need"),
            says_why_no_need=bool(card.why_no_need),
            outcomes=before.count("outcome"),
            contracts=after.count("contract"),
            lines=after.count("line"),
            results=after.count("result"),
        )
    )


def _cycle(where: Standing) -> Section:
    rows = tuple(
        (
            Cell(stage.label, tag=Tag("Now", "blue") if stage is where.stage else None),
            "Nothing is open" if not items else f"Needs {'; '.join(items)}",
        )
        for stage, items in where.open_items.items()
    )
    table = TableView(caption="Stages", caption_hidden=True, headings=("Stage", "What is still open"), rows=rows)
    return Section(title="Where it is in the cycle", id="cycle", tables=(table,))


def _decided(decided: Sequence[DecisionCard], brought: Sequence[ItemCard]) -> Section:
    taken = [
        (Cell(one.title, href=page_of(one.ref)), one.taken_by, day(one.taken_on), one.outcome.label) for one in decided
    ]
    waiting = [
        (Cell(one.title, href=page_of(one.ref)), one.board_title, day(one.brought_on), "Not decided yet")
        for one in brought
        if not one.is_decided
    ]
    table = TableView(
        caption="Before boards",
        caption_hidden=True,
        headings=("Matter", "Before", "On", "What became of it"),
        rows=(*taken, *waiting),
    )
    return Section(title="Where it has been decided", id="decided", tables=(table,))


def _missing(card: IntentionCard, thread: Thread) -> tuple[Gap, ...]:
    before = {stop.ref.kind for stop in thread.came_from}
    after = {stop.ref.kind for stop in thread.leads_to}
    gaps = []
    if "need" not in before:
        gaps.append(Gap(kind="Need", sentence="No need stands behind this intention."))
    if "decision" not in after and card.state in {IntentionState.RAISED, IntentionState.PROPOSED}:
        gaps.append(Gap(kind="Decision", sentence="No board has decided it yet."))
    if card.state in {IntentionState.AGREED, IntentionState.UNDER_WAY} and not after & {"contract", "line"}:
        gaps.append(Gap(kind="Contract", sentence="No contract and no money is linked to it."))
    return tuple(gaps)
