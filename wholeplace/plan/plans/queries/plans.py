"""Plans: one with what it says now, the tree of them, earlier versions, and localities' positions."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.plan.plans.models import Plan, PlanPosition, PlanVersion
from wholeplace.plan.plans.rules.states import PlanState
from wholeplace.plan.plans.rules.writing import PlanKind, Position, is_late


@dataclass(frozen=True)
class VersionLine:
    """What a plan said, and from when until when."""

    number: int
    stage: PlanState
    objectives: str
    core_activity: str
    collective_areas: str
    remarks: str
    begins_on: date
    ends_on: date | None


@dataclass(frozen=True)
class PositionLine:
    """What a locality says of a plan, and from when until when."""

    locality: Ref
    locality_title: str
    position: Position
    because: str
    begins_on: date
    ends_on: date | None


@dataclass(frozen=True)
class PlanCard:
    """A plan with the version that holds."""

    number: int
    ref: Ref
    title: str
    kind: PlanKind
    board: Ref | None
    board_title: str
    parent: Ref | None
    parent_title: str
    replaces: Ref | None
    replaces_title: str
    state: PlanState
    begins_on: date
    ends_on: date
    published_on: date | None
    says: VersionLine
    organisation: int
    partnership: int
    sensitivity: Sensitivity
    audience: tuple[int, ...]

    def is_late(self, *, on: date) -> bool:
        """Whether it has begun before it was final."""
        return is_late(state=self.state, begins_on=self.begins_on, on=on)


@dataclass(frozen=True)
class Branch:
    """A plan in the tree, with those below it."""

    plan: PlanCard
    below: tuple["Branch", ...]


def plan(*, reference: str, seen_by: Actor) -> PlanCard:
    """The plan of this public id with what it says now, or NotThere."""
    rows = Plan.objects.seen_by(seen_by).filter(public_id=reference)
    cards = plan_cards(rows=rows, seen_by=seen_by)
    if not cards:
        raise NotThere("plan")
    return cards[0]


def plans(
    *,
    within: int,
    seen_by: Actor,
    kind: PlanKind | None = None,
    states: Collection[PlanState] = (),
    board: int | None = None,
    held_by: int | None = None,
) -> "QuerySet[Plan]":
    """The plans of a partnership in these states, or all that were not replaced, by title, for `plan_cards`."""
    rows = Plan.objects.seen_by(seen_by).filter(partnership_id=within)
    if states:
        rows = rows.filter(state__in=[one.value for one in states])
    else:
        rows = rows.exclude(state=PlanState.REPLACED.value)
    if held_by is not None:
        rows = rows.filter(organisation_id=held_by)
    if kind is not None:
        rows = rows.filter(plan_kind=kind.value)
    if board is not None:
        rows = rows.filter(board=board)
    return rows.order_by("folded_title", "pk")


def plan_cards(*, rows: "QuerySet[Plan]", seen_by: Actor) -> tuple[PlanCard, ...]:
    """A page of plans as cards."""
    found = list(
        rows.annotate(
            board_ref=F("board__public_id"),
            board_title=F("board__title"),
            parent_ref=F("parent__public_id"),
            parent_title=F("parent__title"),
            replaces_ref=F("replaces__public_id"),
            replaces_title=F("replaces__title"),
        )
    )
    held = PlanVersion.objects.seen_by(seen_by).filter(plan__in=found, ends_on__isnull=True)
    says = {row.plan_id: _version(row) for row in held}
    return tuple(_card(row, says=says[row.pk]) for row in found)


def tree(*, within: int, seen_by: Actor) -> tuple[Branch, ...]:
    """The plans of a partnership as a tree. A plan whose parent the reader does not see stands at the top."""
    cards = plan_cards(rows=plans(within=within, seen_by=seen_by), seen_by=seen_by)
    return _branches(cards, below=None, seen={card.ref for card in cards})


def versions(*, plan: int, seen_by: Actor) -> tuple[VersionLine, ...]:
    """Everything that a plan ever said, latest first."""
    rows = PlanVersion.objects.seen_by(seen_by).filter(plan=plan).order_by("-number")
    return tuple(_version(row) for row in rows)


def positions(*, plan: int, seen_by: Actor) -> tuple[PositionLine, ...]:
    """What localities say of a plan: those that hold first, then what they said before."""
    rows = (
        PlanPosition.objects.seen_by(seen_by)
        .filter(plan=plan)
        .annotate(board_ref=F("locality__public_id"), board_title=F("locality__title"))
        .order_by(F("ends_on").desc(nulls_first=True), "locality__folded_title", "-pk")
    )
    return tuple(
        PositionLine(
            locality=Ref("board", row.board_ref),
            locality_title=row.board_title or "",
            position=Position(row.position),
            because=row.because,
            begins_on=row.begins_on,
            ends_on=row.ends_on,
        )
        for row in rows
    )


def _branches(cards: tuple[PlanCard, ...], *, below: Ref | None, seen: set[Ref]) -> tuple[Branch, ...]:
    here = [card for card in cards if (card.parent if card.parent in seen else None) == below]
    return tuple(Branch(card, _branches(cards, below=card.ref, seen=seen)) for card in here)


def _version(row: PlanVersion) -> VersionLine:
    return VersionLine(
        number=row.number,
        stage=PlanState(row.stage),
        objectives=row.objectives,
        core_activity=row.core_activity,
        collective_areas=row.collective_areas,
        remarks=row.remarks,
        begins_on=row.begins_on,
        ends_on=row.ends_on,
    )


def _ref(kind: str, public_id: str | None) -> Ref | None:
    return Ref(kind, public_id) if public_id else None


def _card(row: Plan, *, says: VersionLine) -> PlanCard:
    return PlanCard(
        number=row.pk,
        ref=row.ref,
        title=row.title,
        kind=PlanKind(row.plan_kind),
        board=_ref("board", row.board_ref),  # type: ignore[attr-defined]
        board_title=row.board_title or "",  # type: ignore[attr-defined]
        parent=_ref("plan", row.parent_ref),  # type: ignore[attr-defined]
        parent_title=row.parent_title or "",  # type: ignore[attr-defined]
        replaces=_ref("plan", row.replaces_ref),  # type: ignore[attr-defined]
        replaces_title=row.replaces_title or "",  # type: ignore[attr-defined]
        state=PlanState(row.state),
        begins_on=row.begins_on,
        ends_on=row.ends_on,
        published_on=row.published_on,
        says=says,
        organisation=row.organisation_id,
        partnership=row.partnership_id,
        sensitivity=Sensitivity(row.sensitivity),
        audience=tuple(row.audience),
    )
