"""Reading outcomes, their measures, and their place on the thread."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, QuerySet

from wholeplace.analyse.needs.rules.groups import Group
from wholeplace.analyse.outcomes.models import (
    Outcome,
    OutcomeForecast,
    OutcomeMeasure,
    OutcomeNeed,
    OutcomeTarget,
)
from wholeplace.analyse.outcomes.rules.measures import Frequency, Point, Polarity, expected_on, in_words
from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.models import Rows
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.ground.records.thread import EdgeTable, End, Stop, stop_rows

KIND = "outcome"


@dataclass(frozen=True)
class TargetLine:
    """A target of a measure, and from when until when it held."""

    target: Decimal
    due_on: date
    because: str
    begins_on: date
    ends_on: date | None


@dataclass(frozen=True)
class MeasureCard:
    """A measure of an outcome, with the target and the forecast that hold now."""

    number: int
    public_id: str
    outcome: Ref
    outcome_title: str
    board: int | None
    is_priority: bool
    title: str
    indicator_code: str
    unit: str
    polarity: Polarity
    baseline: Decimal
    baseline_on: date
    tolerance: Decimal
    source: str
    frequency: Frequency
    national_code: str
    organisation: int
    partnership: int
    sensitivity: Sensitivity
    targets: tuple[TargetLine, ...] = ()
    forecast: tuple[Point, ...] = ()
    forecast_basis: str = ""

    @property
    def target(self) -> TargetLine | None:
        """The target that holds now."""
        return next((line for line in self.targets if line.ends_on is None), None)

    def expected_on(self, day: date) -> Decimal | None:
        """Where it ought to stand on this day, on the way from its baseline to its target."""
        if self.target is None:
            return None
        return expected_on(
            day,
            baseline=Point(self.baseline_on, self.baseline),
            target=Point(self.target.due_on, self.target.target),
        )

    def said(self, figure: Decimal) -> str:
        """A figure of this measure in words."""
        return in_words(figure, unit=self.unit)


@dataclass(frozen=True)
class OutcomeCard:
    """An outcome, whole."""

    number: int
    ref: Ref
    title: str
    statement: str
    group: Group
    area_code: str
    area_name: str
    framework: str
    board: int | None
    is_priority: bool
    begins_on: date
    ends_on: date | None
    organisation: int
    partnership: int
    sensitivity: Sensitivity
    audience: tuple[int, ...]
    measures: tuple[MeasureCard, ...] = ()


def outcome(*, reference: str, seen_by: Actor) -> OutcomeCard:
    """The outcome of this public id with its measures, or NotThere."""
    row = Outcome.objects.all().the(reference, seen_by=seen_by)
    return _card(row, measures=_measures(OutcomeMeasure.objects.filter(outcome=row), seen_by=seen_by))


def outcome_here(*, reference: str, seen_by: Actor) -> OutcomeCard:
    """The outcome of this public id, if it lies in the reader's own partnership: what may be linked to."""
    card = outcome(reference=reference, seen_by=seen_by)
    if card.partnership != seen_by.partnership_id:
        raise NotThere("outcome")
    return card


def outcomes(
    *, within: int, seen_by: Actor, group: Group | None = None, priority_only: bool = False
) -> "QuerySet[Outcome]":
    """The outcomes pursued in a partnership, those of priority first, for paging with `cards`."""
    rows = Outcome.objects.seen_by(seen_by).filter(partnership_id=within, ends_on__isnull=True)
    if group:
        rows = rows.filter(group=group.value)
    if priority_only:
        rows = rows.filter(is_priority=True)
    return rows.order_by("-is_priority", "folded_title", "pk")


def priorities(*, within: int, seen_by: Actor) -> frozenset[int]:
    """The numbers of the priority outcomes pursued in a partnership."""
    rows = outcomes(within=within, seen_by=seen_by, priority_only=True)
    return frozenset(rows.values_list("pk", flat=True))


def cards(*, rows: "QuerySet[Outcome]", seen_by: Actor) -> tuple[OutcomeCard, ...]:
    """A page of outcomes as cards, each with its measures."""
    found = list(rows)
    by_outcome: dict[Ref, list[MeasureCard]] = {}
    for measure in _measures(OutcomeMeasure.objects.filter(outcome__in=found), seen_by=seen_by):
        by_outcome.setdefault(measure.outcome, []).append(measure)
    return tuple(_card(row, measures=tuple(by_outcome.get(row.ref, ()))) for row in found)


def measure(*, reference: str, seen_by: Actor) -> MeasureCard:
    """The measure of an outcome of this public id, or NotThere."""
    found = _measures(OutcomeMeasure.objects.filter(public_id=reference), seen_by=seen_by)
    if not found:
        raise NotThere("measure")
    return found[0]


def measures(*, within: int, seen_by: Actor, unmapped: bool = False) -> tuple[MeasureCard, ...]:
    """The measures of the outcomes pursued in a partnership; only those without a national code if asked."""
    rows = OutcomeMeasure.objects.filter(partnership_id=within, outcome__ends_on__isnull=True)
    return _measures(rows.filter(national_code="") if unmapped else rows, seen_by=seen_by)


def measures_by_number(*, numbers: Iterable[int], seen_by: Actor, in_use_only: bool = False) -> dict[int, MeasureCard]:
    """The measures behind these numbers; only those of outcomes still pursued if asked."""
    rows = OutcomeMeasure.objects.filter(pk__in=set(numbers))
    found = _measures(rows.filter(outcome__ends_on__isnull=True) if in_use_only else rows, seen_by=seen_by)
    return {card.number: card for card in found}


EDGES = (EdgeTable(OutcomeNeed, End("need", "need"), End(KIND, "outcome"), "is answered by"),)
"""The needs that outcomes answer."""


def stops(*, refs: frozenset[Ref] | None, seen_by: Actor) -> tuple[Stop, ...]:
    """The outcomes among these references as stops on the thread; all of the reader's partnership for None."""
    rows = Outcome.objects.seen_by(seen_by).among(refs, kind=KIND, seen_by=seen_by)
    return _stops(rows.order_by("folded_title", "pk"))


def found(*, words: str, seen_by: Actor, limit: int = 20) -> tuple[Stop, ...]:
    """Outcomes whose title holds these words."""
    rows = Outcome.objects.seen_by(seen_by).saying(words)
    return _stops(rows.order_by("folded_title", "pk")[:limit])


def _measures(rows: "QuerySet[OutcomeMeasure]", *, seen_by: Actor) -> tuple[MeasureCard, ...]:
    whole = (
        rows.seen_by(seen_by)  # type: ignore[attr-defined]
        .select_related("outcome")
        .prefetch_related(
            Prefetch("targets", OutcomeTarget.objects.seen_by(seen_by).order_by("-begins_on", "-pk")),
            Prefetch(
                "forecasts",
                OutcomeForecast.objects.seen_by(seen_by).filter(ends_on__isnull=True).order_by("forecast_on"),
            ),
        )
        .order_by("-outcome__is_priority", "outcome__folded_title", "pk")
    )
    return tuple(_measure(row) for row in whole)


def _measure(row: OutcomeMeasure) -> MeasureCard:
    forecast = list(row.forecasts.all())
    return MeasureCard(
        number=row.pk,
        public_id=row.public_id,
        outcome=row.outcome.ref,
        outcome_title=row.outcome.title,
        board=row.outcome.board_id,
        is_priority=row.outcome.is_priority,
        title=row.title,
        indicator_code=row.indicator_code,
        unit=row.unit,
        polarity=Polarity(row.polarity),
        baseline=row.baseline,
        baseline_on=row.baseline_on,
        tolerance=row.tolerance,
        source=row.source,
        frequency=Frequency(row.frequency),
        national_code=row.national_code,
        organisation=row.organisation_id,
        partnership=row.partnership_id,
        sensitivity=Sensitivity(row.sensitivity),
        targets=tuple(
            TargetLine(one.target, one.due_on, one.because, one.begins_on, one.ends_on) for one in row.targets.all()
        ),
        forecast=tuple(Point(one.forecast_on, one.figure) for one in forecast),
        forecast_basis=forecast[0].basis if forecast else "",
    )


def _stops(rows: Rows) -> tuple[Stop, ...]:
    read = stop_rows(rows, "group", "area_name", "is_priority", "begins_on")
    return tuple(_stop(row) for row in read)


def _stop(row: Any) -> Stop:
    where = f", {row.area_name}" if row.area_name else ""
    first = "Priority outcome for" if row.is_priority else "Outcome for"
    return Stop(
        ref=Ref(KIND, row.public_id),
        partnership=row.partnership_id,
        title=row.title,
        sentence=f"{first} {Group(row.group).label.lower()}{where}",
        on=row.begins_on,
        sensitivity=row.sensitivity,
    )


def _card(row: Outcome, *, measures: tuple[MeasureCard, ...] = ()) -> OutcomeCard:
    return OutcomeCard(
        number=row.pk,
        ref=row.ref,
        title=row.title,
        statement=row.statement,
        group=Group(row.group),
        area_code=row.area_code,
        area_name=row.area_name,
        framework=row.framework,
        board=row.board_id,
        is_priority=row.is_priority,
        begins_on=row.begins_on,
        ends_on=row.ends_on,
        organisation=row.organisation_id,
        partnership=row.partnership_id,
        sensitivity=Sensitivity(row.sensitivity),
        audience=tuple(row.audience),
        measures=measures,
    )
