"""Outcomes, their measures and their targets in the programming interface."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from annotated_types import MaxLen
from ninja import Query, Router
from pydantic import Field

from wholeplace.analyse.needs.rules.groups import Group
from wholeplace.analyse.outcomes import actions, queries
from wholeplace.analyse.outcomes.queries import OutcomeCard
from wholeplace.analyse.outcomes.rules.measures import Frequency, Point, Polarity
from wholeplace.doors.api.asked import Asked, place_of
from wholeplace.doors.api.operations import PUBLIC, operation
from wholeplace.doors.api.schemas import Because, Given, LinkOut, Listed, PlacePage, Told, listed
from wholeplace.doors.api.values import (
    AreaCode,
    BoardRef,
    Day,
    FigureFromNought,
    FigureIn,
    FigureTold,
    MeasureTold,
    Name,
    NeedRef,
    Note,
    Reference,
    RefTold,
    Shared,
    Source,
    Text,
    Title,
    Words,
    YesNo,
)
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.together.partnership.queries import boards_by_number

router = Router()
measures = Router()


class OutcomesPage(PlacePage):
    """Which outcomes."""

    group: Group | None = None
    priority_only: bool = False


class OutcomeMeasureIn(Given):
    """A measure of an outcome: its baseline and, if there is one, its target."""

    title: Annotated[str, Words(200)]
    unit: Annotated[str, Words(40, at_least=0)]
    polarity: Polarity
    baseline: FigureIn
    baseline_on: Day
    source: Source
    target: FigureIn | None = None
    due_on: Day | None = None
    tolerance: FigureFromNought = Decimal(0)
    frequency: Frequency = Frequency.YEARLY
    indicator_code: Annotated[str, Words(80, at_least=0)] = ""
    national_code: Annotated[str, Words(80, at_least=0)] = ""


class OutcomeIn(Given):
    """An outcome to be set."""

    title: Title
    statement: Text
    group: Group
    measures: Annotated[list[OutcomeMeasureIn], MaxLen(20)]
    needs: Annotated[list[NeedRef], MaxLen(50)] = []
    area_code: AreaCode = ""
    area_name: Name = ""
    framework: Name = ""
    board: BoardRef | None = None
    is_priority: YesNo = False
    sensitivity: Shared = Sensitivity.PARTNERSHIP


class TargetIn(Given):
    """A target, or another one."""

    target: FigureIn
    due_on: Day
    because: Note = ""


class PointIn(Given):
    """A figure on a day."""

    on: Day
    figure: FigureIn


class ForecastIn(Given):
    """Where a measure would stand if nothing were done."""

    points: Annotated[list[PointIn], MaxLen(100)]
    basis: Annotated[str, Words(250, at_least=0)]


class NeedAnsweredIn(Given):
    """One more need that an outcome answers."""

    need: NeedRef


class TargetOut(Told):
    """A target, and from when until when it held."""

    target: FigureTold
    due_on: date
    because: str
    begins_on: date
    ends_on: date | None


class PointOut(Told):
    """A figure on a day."""

    on: date
    figure: FigureTold


class OutcomeMeasureOut(Told):
    """A measure of an outcome, with its targets, the latest first."""

    ref: MeasureTold = Field(validation_alias="public_id")
    title: str
    unit: str
    polarity: Polarity
    baseline: FigureTold
    baseline_on: date
    tolerance: FigureTold
    source: str
    frequency: Frequency
    indicator_code: str
    national_code: str
    targets: list[TargetOut]
    forecast: list[PointOut]
    forecast_basis: str


class OutcomeOut(Told):
    """An outcome with what quantifies it."""

    ref: RefTold
    title: str
    statement: str
    group: Group
    area_code: str
    area_name: str
    framework: str
    board: LinkOut | None
    is_priority: bool
    begins_on: date
    ends_on: date | None
    sensitivity: Sensitivity
    measures: list[OutcomeMeasureOut]


@operation(router, "get", "", needs=PUBLIC, answers=Listed[OutcomeOut])
def list_outcomes(request: Asked, asked: Query[OutcomesPage]) -> Any:
    """The outcomes that a place pursues, those of priority first."""
    rows = queries.outcomes(
        within=place_of(request, asked.place),
        seen_by=request.actor,
        group=asked.group,
        priority_only=asked.priority_only,
    )
    told = listed(request, rows, asked, cards=lambda some: queries.cards(rows=some, seen_by=request.actor))
    return told | {"items": _told(request, told["items"])}


@operation(router, "get", "/{reference}", needs=PUBLIC, answers=OutcomeOut)
def read_outcome(request: Asked, reference: Reference) -> Any:
    """One outcome with its measures."""
    return _told(request, [queries.outcome(reference=reference, seen_by=request.actor)])[0]


@operation(router, "post", "", needs=Permission.OUTCOME_SET, answers=OutcomeOut, status=201)
def set_outcome(request: Asked, outcome: OutcomeIn) -> Any:
    """Set an outcome with its measures and the needs it answers."""
    given = dict(outcome) | {
        "measures": [actions.MeasureGiven(**dict(one)) for one in outcome.measures],
        "board": outcome.board or "",
    }
    ref = actions.set_outcome(**given, by=request.actor, on=request.today)
    return read_outcome(request, ref.public_id)


@operation(router, "post", "/{reference}/needs", needs=Permission.OUTCOME_SET, answers=OutcomeOut)
def link_need_to_outcome(request: Asked, reference: Reference, answered: NeedAnsweredIn) -> Any:
    """Say that an outcome answers one more need."""
    actions.link_need(outcome=reference, need=answered.need, by=request.actor, on=request.today)
    return read_outcome(request, reference)


@operation(router, "post", "/{reference}/measures", needs=Permission.OUTCOME_SET, answers=OutcomeOut)
def add_measure_to_outcome(request: Asked, reference: Reference, measure: OutcomeMeasureIn) -> Any:
    """Add a measure to an outcome."""
    given = actions.MeasureGiven(**dict(measure))
    actions.add_measure(outcome=reference, measure=given, by=request.actor, on=request.today)
    return read_outcome(request, reference)


@operation(router, "post", "/{reference}/close", needs=Permission.OUTCOME_SET, answers=OutcomeOut)
def close_outcome(request: Asked, reference: Reference, reason: Because) -> Any:
    """Say that an outcome is no longer pursued, and why."""
    actions.close_outcome(outcome=reference, because=reason.because, by=request.actor, on=request.today)
    return read_outcome(request, reference)


@operation(measures, "post", "/{reference}/target", needs=Permission.OUTCOME_SET, answers=OutcomeMeasureOut)
def set_target(request: Asked, reference: Reference, target: TargetIn) -> Any:
    """Give a measure of an outcome its target, or another one: the old one stays on the record."""
    actions.set_target(measure=reference, **dict(target), by=request.actor, on=request.today)
    return queries.measure(reference=reference, seen_by=request.actor)


@operation(measures, "post", "/{reference}/forecast", needs=Permission.OUTCOME_SET, answers=OutcomeMeasureOut)
def add_forecast(request: Asked, reference: Reference, forecast: ForecastIn) -> Any:
    """Say where a measure of an outcome would stand if nothing were done."""
    points = [Point(on=one.on, figure=one.figure) for one in forecast.points]
    actions.add_forecast(measure=reference, points=points, basis=forecast.basis, by=request.actor, on=request.today)
    return queries.measure(reference=reference, seen_by=request.actor)


def _told(request: Asked, cards: Iterable[OutcomeCard]) -> list[dict[str, Any]]:
    """The cards, each with the board that looks after it, as far as the reader may see it."""
    found = list(cards)
    numbers = [card.board for card in found if card.board is not None]
    boards = boards_by_number(numbers=numbers, seen_by=request.actor, on=request.today) if numbers else {}
    return [vars(card) | {"board": boards.get(card.board or 0)} for card in found]
