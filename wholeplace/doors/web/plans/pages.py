"""Plans in words."""

from collections.abc import Iterator, Sequence
from urllib.parse import urlencode

from django.urls import reverse

from wholeplace.across.thread.walk import Thread
from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.shell.listing import csv_link
from wholeplace.doors.web.shell.pages import (
    Cell,
    Choice,
    Crumb,
    Fact,
    ListPage,
    RecordPage,
    Section,
    Step,
    TableView,
    Tag,
)
from wholeplace.doors.web.shell.parts import address_of, history_of, thread_view, visibility_of
from wholeplace.doors.web.shell.place import in_place
from wholeplace.doors.web.shell.words import day
from wholeplace.ground.access.permissions import Permission
from wholeplace.plan.plans.queries import Branch, PlanCard, PositionLine, VersionLine
from wholeplace.plan.plans.rules.states import PlanState
from wholeplace.together.partnership.queries import PartnershipCard

COLOURS = {
    PlanState.DRAFT: "grey",
    PlanState.CHALLENGED: "yellow",
    PlanState.FINAL: "blue",
    PlanState.PUBLISHED: "green",
    PlanState.REPLACED: "grey",
}


def ways(place: PartnershipCard, *, here: str) -> tuple[Choice, ...]:
    """Plans and intentions are two ways to look at what is planned."""
    asked = f"?{urlencode({'place': place.slug})}"
    return (
        Choice("Plans", reverse("plans") + asked, current=here == "plans"),
        Choice("Intentions", reverse("intentions") + asked, current=here == "intentions"),
    )


def plans_page(branches: Sequence[Branch], *, place: PartnershipCard, request: Asked) -> ListPage:
    """The plans of a place as a tree, each line under the plan it belongs to."""
    step = Step("Write a plan", reverse("write-plan"))
    may_write = request.actor.may(Permission.PLAN_WRITE, partnership=place.number)
    return ListPage(
        title="Plans",
        caption=place.place_name,
        area="plans",
        invented=place.invented,
        lead="What the boards have said they will do, each plan under the one it serves.",
        choices=ways(place, here="plans"),
        steps=(step,) if may_write else (),
        csv=csv_link(request),
        table=TableView(
            caption="Plans",
            caption_hidden=True,
            headings=("Plan", "Kind", "Board", "Runs", "State"),
            rows=tuple(_row(card, depth, request=request) for card, depth in _flat(branches)),
            empty="No plan has been written yet.",
            empty_step=step if may_write else None,
        ),
    )


def plan_page(
    card: PlanCard,
    versions: Sequence[VersionLine],
    positions: Sequence[PositionLine],
    *,
    thread: Thread,
    request: Asked,
) -> RecordPage:
    """One plan."""
    return RecordPage(
        title=card.title,
        caption=card.kind.label,
        area="plans",
        crumbs=(Crumb("Plans", in_place("plans", within=card.partnership, request=request)),),
        status=_status(card, request=request),
        tag=_state(card, request=request),
        steps=_steps(card, request=request),
        facts=(
            *((Fact("Board", card.board_title, href=address_of(card.board)),) if card.board else ()),
            *((Fact("Belongs under", card.parent_title, href=address_of(card.parent)),) if card.parent else ()),
            *((Fact("Replaces", card.replaces_title, href=address_of(card.replaces)),) if card.replaces else ()),
            Fact("Runs", f"{day(card.begins_on)} to {day(card.ends_on)}"),
            Fact("Objectives", card.says.objectives),
            Fact("Core activity", card.says.core_activity),
            Fact("Areas for collective commissioning", card.says.collective_areas),
        ),
        sections=(_versions(versions), *((_positions(positions),) if positions else ())),
        thread=thread_view(thread),
        history=history_of(card.ref, seen_by=request.actor),
        visibility=visibility_of(
            card.sensitivity, organisation=card.organisation, audience=card.audience, request=request
        ),
    )


def _flat(branches: Sequence[Branch], depth: int = 0) -> Iterator[tuple[PlanCard, int]]:
    for branch in branches:
        yield branch.plan, depth
        yield from _flat(branch.below, depth + 1)


def _row(card: PlanCard, depth: int, *, request: Asked) -> tuple[Cell | str, ...]:
    return (
        Cell(("– " * depth) + card.title, href=address_of(card.ref)),
        card.kind.label,
        card.board_title or "–",
        f"{day(card.begins_on)} to {day(card.ends_on)}",
        Cell("", tag=_state(card, request=request)),
    )


def _state(card: PlanCard, *, request: Asked) -> Tag:
    if card.is_late(on=request.today):
        return Tag(f"{card.state.label}, late", "red")
    return Tag(card.state.label, COLOURS[card.state])  # type: ignore[arg-type]


def _status(card: PlanCard, *, request: Asked) -> str:
    if card.is_late(on=request.today):
        return f"Late: it began on {day(card.begins_on)} and is still {card.state.label.lower()}."
    if card.published_on is not None:
        return f"Published on {day(card.published_on)}; it runs until {day(card.ends_on)}."
    return f"{card.state.label}; it is to run from {day(card.begins_on)}."


def _steps(card: PlanCard, *, request: Asked) -> tuple[Step, ...]:
    if not request.actor.may(Permission.PLAN_WRITE, organisation=card.organisation, partnership=card.partnership):
        return ()
    here = {"reference": card.ref.public_id}
    revise = Step("Revise it", reverse("revise-plan", kwargs=here), kind="secondary")
    match card.state:
        case PlanState.DRAFT:
            return (Step("Record a challenge", reverse("challenge-plan", kwargs=here)), revise)
        case PlanState.CHALLENGED:
            return (Step("Make it final", reverse("finalise-plan", kwargs=here)), revise)
        case PlanState.FINAL:
            return (Step("Publish it", reverse("publish-plan", kwargs=here)), revise)
        case _:
            return ()


def _versions(versions: Sequence[VersionLine]) -> Section:
    table = TableView(
        caption="Versions",
        caption_hidden=True,
        headings=("Version", "State", "From", "What was said"),
        rows=tuple((str(one.number), one.stage.label, day(one.begins_on), one.remarks or "–") for one in versions),
        empty="No version is open to you.",
    )
    return Section(title="How it came about", id="versions", tables=(table,))


def _positions(positions: Sequence[PositionLine]) -> Section:
    table = TableView(
        caption="Localities",
        caption_hidden=True,
        headings=("Locality", "Position", "Why", "Since"),
        rows=tuple(
            (
                Cell(one.locality_title, href=address_of(one.locality)),
                one.position.label,
                one.because or "–",
                day(one.begins_on),
            )
            for one in positions
        ),
    )
    return Section(title="What the localities say", id="localities", tables=(table,))
