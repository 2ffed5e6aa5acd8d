"""Taking in a file of figures with the indicators they are of."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from wholeplace.analyse.indicators.actions._merging import merge, pour_into_empty
from wholeplace.analyse.indicators.events import FiguresTakenIn
from wholeplace.analyse.indicators.models import Indicator, IndicatorValue, Source
from wholeplace.analyse.indicators.rules.defining import Defining, defining
from wholeplace.analyse.indicators.rules.figures import Measured, faults
from wholeplace.analyse.indicators.rules.kinds import Sex, ValueType
from wholeplace.analyse.indicators.rules.periods import Span
from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.analytics import Polarity
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.intake.book import File, OpenBatch, batch_of
from wholeplace.ground.intake.chunks import Outcome
from wholeplace.ground.intake.outcome import Change, Fault, Row, faulty
from wholeplace.ground.records.models import OPEN_SCOPE
from wholeplace.ground.trail.action import action, record


@dataclass(frozen=True)
class SourceGiven:
    """A publication as an importer names it."""

    code: str
    publisher: str
    title: str
    licence: str
    url: str = ""
    retrieved_on: date | None = None
    caveat: str = ""


@dataclass(frozen=True)
class IndicatorGiven:
    """An indicator as an importer defines it."""

    code: str
    name: str
    subject: str
    definition: str
    unit: str
    value_type: ValueType
    polarity: Polarity = Polarity.NO_JUDGEMENT
    multiplier: float = 1.0
    decimals: int = 1
    interval_method: str = ""
    standard_population: str = ""
    like_for_like: str = ""
    counts_residents: bool = False
    invented: bool = False


@dataclass(frozen=True, slots=True)
class FigureGiven:
    """A figure as a file gives it: of an indicator (its code), for an area (its number)."""

    indicator: str
    area: int
    span: Span
    value: float | None
    lower: float | None = None
    upper: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    sex: Sex = Sex.PERSONS
    age: str = ""
    category: str = ""
    trend: str = ""
    comparison: str = ""
    note: str = ""


@action
def load_values(
    *,
    file: File,
    source: SourceGiven,
    indicators: Sequence[IndicatorGiven],
    rows: Iterable[Outcome[FigureGiven]],
    by: Actor,
    on: date,
) -> OpenBatch:
    """Take in a file of figures. A figure that differs from the one known supersedes it from this day.

    Raises Refused when an indicator does not say what it must, and NothingNew when the file changes nothing.
    """
    by.must(Permission.INDICATOR_LOAD)
    if refusals := [refusal for one in indicators for refusal in defining.refusals(_asked(one))]:
        raise Refused(refusals)
    with batch_of(file, by=by, on=on) as batch:
        numbers = _define(indicators, source=source, batch=batch, by=by)
        empty = not IndicatorValue.objects.seen_by(by).filter(indicator__in=numbers.values()).exists()
        counted = {one.code: one.name for one in indicators if one.value_type is ValueType.COUNT}

        def into(chunk: list[tuple[Row[FigureGiven], FigureGiven]]) -> Change:
            for _, given in chunk:
                if given.indicator in counted and given.value is not None and not (given.age or given.category):
                    batch.add_to_total(f"{counted[given.indicator]}, {given.span.label}", given.value)
            put = pour_into_empty if empty else merge
            return put(chunk, indicators=numbers, batch=batch.number, on=on)

        batch.pour(_sound(rows, {one.code: one for one in indicators}), into=into, key=_key, chunk=20_000)
    tally = batch.tally
    event = FiguresTakenIn(
        source=file.source,
        file_name=file.name,
        indicators=tuple(numbers),
        rows_in=tally.rows_in,
        rows_refused=tally.rows_refused,
        added=tally.added,
        revised=tally.revised,
        unchanged=tally.unchanged,
    )
    record(event, subject=batch.ref, scope=OPEN_SCOPE, by=by, on=on)
    return batch


def _asked(given: IndicatorGiven) -> Defining:
    return Defining(
        code=given.code,
        name=given.name,
        definition=given.definition,
        unit=given.unit,
        value_type=given.value_type,
        multiplier=given.multiplier,
        like_for_like=given.like_for_like,
    )


def _key(given: FigureGiven) -> tuple[object, ...]:
    span = given.span
    return (given.indicator, given.area, span.begins_on, span.ends_on, given.sex, given.age, given.category)


def _sound(
    rows: Iterable[Outcome[FigureGiven]], indicators: dict[str, IndicatorGiven]
) -> Iterator[Outcome[FigureGiven]]:
    """The rows whose figures can be; the others are refused with every reason."""
    for outcome in rows:
        if not isinstance(outcome, Row):
            yield outcome
            continue
        found = [fault for given in outcome.given for fault in _faults(given, indicators)]
        yield faulty(outcome.number, found, sheet=outcome.sheet) if found else outcome


def _faults(given: FigureGiven, indicators: dict[str, IndicatorGiven]) -> list[Fault]:
    indicator = indicators.get(given.indicator)
    if indicator is None:
        return [Fault("indicator", f"The file does not define an indicator {given.indicator}.")]
    measured = Measured(given.value, given.lower, given.upper, given.numerator, given.denominator)
    found = faults(measured, value_type=indicator.value_type, multiplier=indicator.multiplier)
    return [Fault(f"{given.indicator}: {field}", reason, str(getattr(measured, field))) for field, reason in found]


def _define(
    indicators: Sequence[IndicatorGiven], *, source: SourceGiven, batch: OpenBatch, by: Actor
) -> dict[str, int]:
    """Define what is not defined yet, and say anew what the file says otherwise; the numbers by code."""
    origin = _publication(source, by=by)
    known = {
        one.code: one
        for one in Indicator.objects.select_for_update()
        .filter(code__in=[one.code for one in indicators])
        .order_by("pk")
    }
    new = []
    for given in indicators:
        said = {name: value for name, value in asdict(given).items() if name != "code"}
        before = known.get(given.code)
        if before is None:
            new.append(Indicator(code=given.code, source=origin, batch_id=batch.number, **said))
        elif any(getattr(before, name) != value for name, value in said.items()) or before.source_id != origin.pk:
            Indicator.objects.filter(pk=before.pk).update(source=origin, batch_id=batch.number, **said)
            batch.tally.count(Change(revised=1))
    Indicator.objects.bulk_create(new)
    batch.tally.count(Change(added=len(new)))
    return {one.code: one.pk for one in (*known.values(), *new)}


def _publication(given: SourceGiven, *, by: Actor) -> Source:
    source = Source.objects.seen_by(by).filter(code=given.code).first() or Source()
    for name, value in asdict(given).items():
        setattr(source, name, value)
    source.save()
    return source
