"""Setting outcomes, giving them measures, targets and forecasts, and closing them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import DateField, Value
from django.db.models.functions import Greatest

from wholeplace.analyse.indicators.queries import unknown_indicators
from wholeplace.analyse.needs.queries import NeedCard
from wholeplace.analyse.needs.queries import need as the_need
from wholeplace.analyse.needs.rules.groups import Group
from wholeplace.analyse.outcomes.events import (
    ForecastAdded,
    MeasureAdded,
    NeedLinked,
    OutcomeClosed,
    OutcomeSet,
    TargetSet,
)
from wholeplace.analyse.outcomes.models import (
    Outcome,
    OutcomeForecast,
    OutcomeMeasure,
    OutcomeNeed,
    OutcomeTarget,
)
from wholeplace.analyse.outcomes.rules.aiming import (
    Aim,
    Forecasting,
    Retarget,
    aiming,
    forecasting,
    retargeting,
)
from wholeplace.analyse.outcomes.rules.measures import Frequency, Point, Polarity
from wholeplace.analyse.outcomes.rules.setting import Setting, setting
from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refusal, Refused
from wholeplace.ground.records.models import narrower, scope_for, scope_of, scope_of_card
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.ground.trail.action import action, record
from wholeplace.together.partnership.queries import board as the_board
from wholeplace.together.places.queries import where


@dataclass(frozen=True)
class MeasureGiven:
    """A measure as it is given: an indicator with its baseline and, if there is one, its target."""

    title: str
    unit: str
    polarity: Polarity
    baseline: Decimal
    baseline_on: date
    source: str
    target: Decimal | None = None
    due_on: date | None = None
    tolerance: Decimal = Decimal(0)
    frequency: Frequency = Frequency.YEARLY
    indicator_code: str = ""
    national_code: str = ""

    def aim(self, *, seen_by: Actor, on: date) -> Aim:
        """Where it starts and where it should stand by when, for the rules."""
        return Aim(
            title=self.title,
            unit=self.unit,
            polarity=self.polarity,
            baseline=self.baseline,
            baseline_on=self.baseline_on,
            target=self.target,
            due_on=self.due_on,
            on=on,
            unknown_indicator=", ".join(unknown_indicators(codes=[self.indicator_code], seen_by=seen_by)),
        )


@action
def set_outcome(
    *,
    title: str,
    statement: str,
    group: Group,
    measures: Sequence[MeasureGiven],
    needs: Sequence[str] = (),
    area_code: str = "",
    area_name: str = "",
    framework: str = "",
    board: str = "",
    is_priority: bool = False,
    sensitivity: Sensitivity = Sensitivity.PARTNERSHIP,
    by: Actor,
    on: date,
) -> Ref:
    """Set an outcome with its measures and the needs it answers (public ids), for the organisation one acts for.

    Raises Refused, with every reason, when it holds figures or services, a target that is no better, or an indicator or
    area that is not known here.
    """
    by.must(Permission.OUTCOME_SET)
    answered = [_need(reference, by=by) for reference in dict.fromkeys(needs)]
    owner = _board(board, by=by, on=on) if board else None
    there = where(area_code=area_code, area_name=area_name, seen_by=by)
    asked = Setting(title=title, statement=statement, measures=len(measures), unknown_area=there.unknown)
    refusals = list(setting.refusals(asked))
    for one in measures:
        refusals += aiming.refusals(one.aim(seen_by=by, on=on))
    if refusals:
        raise Refused(refusals)
    outcome = Outcome.objects.create(
        title=title,
        statement=statement,
        group=group.value,
        **there.columns(),
        framework=framework,
        board_id=owner,
        is_priority=is_priority,
        begins_on=on,
        **scope_for(by, sensitivity=sensitivity),
    )
    for one in measures:
        _add(outcome, one, on=on)
    OutcomeNeed.objects.bulk_create(
        OutcomeNeed(outcome=outcome, need_id=need.number, **scope_of(outcome)) for need in answered
    )
    event = OutcomeSet(
        title=title,
        group=group.value,
        measures=tuple(one.title for one in measures),
        needs=tuple(str(need.ref) for need in answered),
    )
    record(event, subject=outcome.ref, scope=scope_of(outcome), by=by, on=on)
    return outcome.ref


@action
def link_need(*, outcome: str, need: str, by: Actor, on: date) -> None:
    """Say that an outcome answers one more need. Raises Refused when it does already."""
    this = Outcome.objects.all().held(outcome, permission=Permission.OUTCOME_SET, by=by)
    answered = _need(need, by=by)
    if OutcomeNeed.objects.filter(outcome=this, need_id=answered.number).exists():
        sentence = f"The outcome answers “{answered.title}” already. Choose another need."
        raise Refused([Refusal("OUT4", "A need is linked to an outcome once", sentence)])
    OutcomeNeed.objects.create(outcome=this, need_id=answered.number, **scope_of(this))
    scope = narrower(scope_of(this), scope_of_card(answered))
    record(NeedLinked(need=answered.title), subject=this.ref, scope=scope, by=by, on=on)


@action
def add_measure(*, outcome: str, measure: MeasureGiven, by: Actor, on: date) -> str:
    """Add a measure to an outcome, and return its public id. Raises Refused when its target is no better."""
    this = Outcome.objects.all().held(outcome, permission=Permission.OUTCOME_SET, by=by)
    refusals = [*_not_closed(this), *aiming.refusals(measure.aim(seen_by=by, on=on))]
    if refusals:
        raise Refused(refusals)
    added = _add(this, measure, on=on)
    event = MeasureAdded(
        title=measure.title,
        unit=measure.unit,
        baseline=str(measure.baseline),
        baseline_on=measure.baseline_on,
    )
    record(event, subject=this.ref, scope=scope_of(this), by=by, on=on)
    return added.public_id


@action
def set_target(*, measure: str, target: Decimal, due_on: date, because: str = "", by: Actor, on: date) -> None:
    """Give a measure its target, or another one: the old one stays on the record with its last day.

    Raises Refused, with every reason, when it is no better than the baseline or a change says no reason.
    """
    this = OutcomeMeasure.objects.all().held(measure, permission=Permission.OUTCOME_SET, by=by)
    outcome = Outcome.objects.select_for_update().get(pk=this.outcome_id)
    held = OutcomeTarget.objects.select_for_update().filter(measure=this, ends_on__isnull=True).first()
    aim = Aim(
        title=this.title,
        unit=this.unit,
        polarity=Polarity(this.polarity),
        baseline=this.baseline,
        baseline_on=this.baseline_on,
        target=target,
        due_on=due_on,
        on=on,
    )
    now = Point(held.due_on, held.target) if held else None
    change = Retarget(now=now, target=target, due_on=due_on, because=because, on=on)
    refusals = [*_not_closed(outcome), *aiming.refusals(aim), *retargeting.refusals(change)]
    if refusals:
        raise Refused(refusals)
    if held is not None:
        held.ends_on = max(held.begins_on, on - timedelta(days=1))
        held.save(update_fields=["ends_on"])
    OutcomeTarget.objects.create(
        measure=this, target=target, due_on=due_on, because=because, begins_on=on, **scope_of(this)
    )
    event = TargetSet(
        measure=this.title,
        unit=this.unit,
        was=str(held.target) if held else "",
        now=str(target),
        due_on=due_on,
        because=because,
    )
    record(event, subject=outcome.ref, scope=scope_of(outcome), by=by, on=on)


@action
def add_forecast(*, measure: str, points: Sequence[Point], basis: str, by: Actor, on: date) -> None:
    """Say where a measure would stand if nothing were done. A forecast made before stays on the record.

    Raises Refused, with every reason, when it has no point, starts before the baseline or rests on nothing.
    """
    this = OutcomeMeasure.objects.all().held(measure, permission=Permission.OUTCOME_SET, by=by)
    outcome = Outcome.objects.select_for_update().get(pk=this.outcome_id)
    asked = Forecasting(baseline_on=this.baseline_on, points=tuple(points), basis=basis)
    refusals = [*_not_closed(outcome), *forecasting.refusals(asked)]
    if refusals:
        raise Refused(refusals)
    yesterday = Value(on - timedelta(days=1), output_field=DateField())
    OutcomeForecast.objects.filter(measure=this, ends_on__isnull=True).update(ends_on=Greatest("begins_on", yesterday))
    OutcomeForecast.objects.bulk_create(
        OutcomeForecast(
            measure=this,
            forecast_on=point.on,
            figure=point.figure,
            basis=basis,
            begins_on=on,
            **scope_of(this),
        )
        for point in points
    )
    event = ForecastAdded(measure=this.title, points=len(points), basis=basis)
    record(event, subject=outcome.ref, scope=scope_of(outcome), by=by, on=on)


@action
def close_outcome(*, outcome: str, because: str, by: Actor, on: date) -> None:
    """Say that an outcome is no longer pursued, and why. Raises Refused when it is closed already."""
    this = Outcome.objects.all().held(outcome, permission=Permission.OUTCOME_SET, by=by)
    if refusals := _not_closed(this):
        raise Refused(refusals)
    this.ends_on = on
    this.save(update_fields=["ends_on"])
    record(OutcomeClosed(because=because), subject=this.ref, scope=scope_of(this), by=by, on=on)


def _need(reference: str, *, by: Actor) -> NeedCard:
    """A need of the actor's own partnership."""
    card = the_need(reference=reference, seen_by=by)
    if card.partnership != by.partnership_id:
        raise NotThere("need")
    return card


def _board(reference: str, *, by: Actor, on: date) -> int:
    """The number of a board of the actor's own partnership."""
    card = the_board(reference=reference, seen_by=by, on=on)
    if card.partnership != by.partnership_id:
        raise NotThere("board")
    return card.number


def _not_closed(outcome: Outcome) -> list[Refusal]:
    if outcome.ends_on is None:
        return []
    sentence = f"This outcome was closed on {outcome.ends_on:%-d %B %Y}. Set a new one if it is wanted again."
    return [Refusal("OUT5", "An outcome that was closed stays as it was", sentence)]


def _add(outcome: Outcome, given: MeasureGiven, *, on: date) -> OutcomeMeasure:
    measure = OutcomeMeasure.objects.create(
        outcome=outcome,
        title=given.title,
        indicator_code=given.indicator_code,
        unit=given.unit,
        polarity=given.polarity.value,
        baseline=given.baseline,
        baseline_on=given.baseline_on,
        tolerance=given.tolerance,
        source=given.source,
        frequency=given.frequency.value,
        national_code=given.national_code,
        **scope_of(outcome),
    )
    if given.target is not None and given.due_on is not None:
        OutcomeTarget.objects.create(
            measure=measure, target=given.target, due_on=given.due_on, begins_on=on, **scope_of(outcome)
        )
    return measure
