"""Reading results: one, those of a measure, the dashboard over all measures, and reviews."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, QuerySet

from wholeplace.analyse.outcomes import queries as outcomes
from wholeplace.analyse.outcomes.rules.measures import Point, Polarity, in_words
from wholeplace.do.contracts import queries as contracts
from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.models import Rows
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.ground.records.thread import EdgeTable, End, Stop
from wholeplace.review.monitoring.models import Result, Review, ReviewAnswer
from wholeplace.review.monitoring.rules.recording import Sureness
from wholeplace.review.monitoring.rules.reviewing import Answer, Answered, Question, Recommendation
from wholeplace.review.monitoring.rules.standing import Standing, standing
from wholeplace.together.partnership.queries import bodies_on

KIND = "result"


@dataclass(frozen=True)
class ResultCard:
    """A result with its measure, what was expected, and how it stands."""

    number: int
    ref: Ref
    title: str
    measure: str
    measure_title: str
    of: Ref
    of_title: str
    unit: str
    polarity: Polarity
    value: Decimal
    numerator: Decimal | None
    denominator: Decimal | None
    expected: Decimal | None
    tolerance: Decimal
    begins_on: date
    ends_on: date
    commentary: str
    sureness: Sureness
    recorded_on: date
    withdrawn_on: date | None
    withdrawn_because: str
    organisation: int
    partnership: int
    sensitivity: Sensitivity
    audience: tuple[int, ...]

    @property
    def standing(self) -> Standing:
        """How it stands against what was expected."""
        return standing(self.value, expected=self.expected, tolerance=self.tolerance, polarity=self.polarity)

    def said(self, figure: Decimal) -> str:
        """A figure of its measure in words."""
        return in_words(figure, unit=self.unit)


@dataclass(frozen=True)
class DashboardLine:
    """A measure on the dashboard: baseline, target, where it is expected now, and its latest result."""

    measure: str
    title: str
    of: Ref
    of_title: str
    is_priority: bool
    unit: str
    baseline: Decimal | None
    baseline_on: date | None
    target: Decimal | None
    due_on: date | None
    expected_now: Decimal | None
    forecast: tuple[Point, ...]
    stated_use: str
    latest: ResultCard | None
    results: int

    @property
    def standing(self) -> Standing | None:
        """How its latest result stands; None while there is none."""
        return self.latest.standing if self.latest else None

    def said(self, figure: Decimal) -> str:
        """A figure of this measure in words."""
        return in_words(figure, unit=self.unit)


@dataclass(frozen=True)
class ReviewCard:
    """A review of a contract."""

    public_id: str
    recommendation: Recommendation
    because: str
    reviewed_on: date
    answers: tuple[tuple[Question, Answered], ...]


def result(*, reference: str, seen_by: Actor) -> ResultCard:
    """The result of this public id, withdrawn or not, or NotThere."""
    rows = Result.objects.seen_by(seen_by).filter(public_id=reference)
    cards = result_cards(rows=rows, seen_by=seen_by)
    if not cards:
        raise NotThere("result")
    return cards[0]


def withdrawn_by(*, result: int, seen_by: Actor) -> frozenset[int]:
    """The organisations that may withdraw a result: who recorded it, and whose contract or outcome it is of."""
    rows = Result.objects.seen_by(seen_by).filter(pk=result)
    found = rows.values_list("organisation_id", "contract_measure__organisation_id", "outcome_measure__organisation_id")
    return frozenset(number for row in found for number in row if number is not None)


def answering_for(*, measures: Iterable["outcomes.MeasureCard"], seen_by: Actor, on: date) -> dict[str, frozenset[int]]:
    """The organisations that record the results of outcomes' measures, by measure: its own, and those on its board."""
    known = tuple(measures)
    on_boards = bodies_on(boards=(one.board for one in known if one.board), seen_by=seen_by, on=on)
    return {one.public_id: on_boards.get(one.board or 0, frozenset()) | {one.organisation} for one in known}


def results(
    *,
    within: int,
    seen_by: Actor,
    contract: int | None = None,
    outcome: int | None = None,
    measure: str | None = None,
    withdrawn_too: bool = False,
) -> "QuerySet[Result]":
    """The results of a partnership, of one contract, outcome or measure, latest first, for paging.

    A result is told with its measure, so that one of a hidden measure is not counted either.
    """
    told = Q(contract_measure__contract__isnull=False) | Q(outcome_measure__outcome__isnull=False)
    rows = Result.objects.seen_by(seen_by).filter(told, partnership_id=within)
    if not withdrawn_too:
        rows = rows.filter(withdrawn_on__isnull=True)
    if contract is not None:
        rows = rows.filter(contract_measure__contract=contract)
    if outcome is not None:
        rows = rows.filter(outcome_measure__outcome=outcome)
    if measure is not None:
        rows = rows.filter(Q(contract_measure__public_id=measure) | Q(outcome_measure__public_id=measure))
    return rows.order_by("-ends_on", "folded_title", "pk")


def result_cards(*, rows: "QuerySet[Result]", seen_by: Actor) -> tuple[ResultCard, ...]:
    """A page of results as cards."""
    found = list(rows)
    return _cards(
        found,
        of_contracts=contracts.measures_by_number(
            numbers={row.contract_measure_id for row in found if row.contract_measure_id}, seen_by=seen_by
        ),
        of_outcomes=outcomes.measures_by_number(
            numbers={row.outcome_measure_id for row in found if row.outcome_measure_id}, seen_by=seen_by
        ),
    )


def _cards(
    found: Iterable[Result],
    *,
    of_contracts: Mapping[int, "contracts.MeasureCard"],
    of_outcomes: Mapping[int, "outcomes.MeasureCard"],
) -> tuple[ResultCard, ...]:
    cards = []
    for row in found:
        if row.contract_measure_id is not None and row.contract_measure_id in of_contracts:
            measure = of_contracts[row.contract_measure_id]
            cards.append(_card(row, measure, of=measure.contract, of_title=measure.contract_title))
        elif row.outcome_measure_id is not None and row.outcome_measure_id in of_outcomes:
            wider = of_outcomes[row.outcome_measure_id]
            cards.append(_card(row, wider, of=wider.outcome, of_title=wider.outcome_title))
    return tuple(cards)


def dashboard(*, within: int, seen_by: Actor, on: date) -> tuple[DashboardLine, ...]:
    """Every measure in use in a partnership with its latest result: priority outcomes, outcomes, contracts."""
    of_outcomes = {one.number: one for one in outcomes.measures(within=within, seen_by=seen_by)}
    of_contracts = {one.number: one for one in contracts.measures(within=within, seen_by=seen_by, in_use_only=True)}
    rows = results(within=within, seen_by=seen_by)
    counted = rows.order_by().values_list("contract_measure", "outcome_measure").annotate(how_many=Count("pk"))
    how_many = {(contract, outcome): count for contract, outcome, count in counted}
    latest = {card.measure: card for card in _cards(_latest(rows), of_contracts=of_contracts, of_outcomes=of_outcomes)}
    return (
        *(
            _of_outcome(one, latest.get(one.public_id), results=how_many.get((None, one.number), 0), on=on)
            for one in of_outcomes.values()
        ),
        *(
            _of_contract(one, latest.get(one.public_id), results=how_many.get((one.number, None), 0))
            for one in of_contracts.values()
        ),
    )


def missed(*, recorded_by: int, within: int, seen_by: Actor) -> tuple[ResultCard, ...]:
    """The results of an organisation that are the latest of a measure in use and missed what was expected."""
    rows = _latest(results(within=within, seen_by=seen_by))
    own = [row for row in rows if row.organisation_id == recorded_by and row.expected is not None]
    cards = _cards(
        own,
        of_contracts=contracts.measures_by_number(
            numbers={row.contract_measure_id for row in own if row.contract_measure_id},
            seen_by=seen_by,
            in_use_only=True,
        ),
        of_outcomes=outcomes.measures_by_number(
            numbers={row.outcome_measure_id for row in own if row.outcome_measure_id}, seen_by=seen_by, in_use_only=True
        ),
    )
    return tuple(card for card in cards if card.standing is Standing.MISSED)


def latest_of_contract(*, contract: int, within: int, seen_by: Actor) -> dict[str, ResultCard]:
    """The latest result of each measure of a contract, by the measure's public id."""
    rows = _latest(results(within=within, seen_by=seen_by, contract=contract))
    return {card.measure: card for card in result_cards(rows=rows, seen_by=seen_by)}


def _latest(rows: "QuerySet[Result]") -> "QuerySet[Result]":
    """The latest of these results of each measure."""
    return rows.order_by("contract_measure", "outcome_measure", "-ends_on", "folded_title", "pk").distinct(
        "contract_measure", "outcome_measure"
    )


def reviews(*, contract: int, seen_by: Actor) -> tuple[ReviewCard, ...]:
    """The reviews of a contract, latest first."""
    rows = list(Review.objects.seen_by(seen_by).filter(contract=contract).order_by("-reviewed_on", "-pk"))
    given: dict[int, list[ReviewAnswer]] = {}
    for answer in ReviewAnswer.objects.seen_by(seen_by).filter(review__in=rows).order_by("pk"):
        given.setdefault(answer.review_id, []).append(answer)
    return tuple(
        ReviewCard(
            public_id=row.public_id,
            recommendation=Recommendation(row.recommendation),
            because=row.because,
            reviewed_on=row.reviewed_on,
            answers=tuple(
                (Question(one.question), Answered(Answer(one.answer), one.evidence)) for one in given.get(row.pk, ())
            ),
        )
        for row in rows
    )


EDGES = (
    EdgeTable(Result, End("contract", "contract_measure__contract"), End(KIND), "is measured by", until="withdrawn_on"),
    EdgeTable(Result, End("outcome", "outcome_measure__outcome"), End(KIND), "is measured by", until="withdrawn_on"),
)
"""The contracts and the outcomes that results are of. Results that were withdrawn lead nowhere."""


def stops(*, refs: frozenset[Ref] | None, seen_by: Actor) -> tuple[Stop, ...]:
    """The results among these references as stops; all of the reader's partnership for None."""
    rows = _results(seen_by).among(refs, kind=KIND, seen_by=seen_by)
    return _stops(rows.filter(withdrawn_on__isnull=True) if refs is None else rows, seen_by=seen_by)


def found(*, words: str, seen_by: Actor, limit: int = 20) -> tuple[Stop, ...]:
    """Results whose title holds these words."""
    rows = _results(seen_by).filter(withdrawn_on__isnull=True)
    return _stops(rows.saying(words)[:limit], seen_by=seen_by)


def _results(seen_by: Actor) -> Rows:
    rows: Rows = Result.objects.seen_by(seen_by).order_by("-ends_on", "folded_title", "pk")
    return rows


def _stops(rows: "QuerySet[Result]", *, seen_by: Actor) -> tuple[Stop, ...]:
    return tuple(
        Stop(
            ref=card.ref,
            partnership=card.partnership,
            title=card.title,
            sentence=_sentence(card),
            on=card.ends_on,
            sensitivity=card.sensitivity.value,
        )
        for card in result_cards(rows=rows, seen_by=seen_by)
    )


def _sentence(card: ResultCard) -> str:
    if card.withdrawn_on is not None:
        return f"Withdrawn on {card.withdrawn_on:%-d %B %Y}"
    if card.expected is None:
        return card.standing.label
    return f"{card.standing.label}: {in_words(card.expected, unit=card.unit, places=1)} was expected"


def _of_outcome(measure: "outcomes.MeasureCard", latest: ResultCard | None, *, results: int, on: date) -> DashboardLine:
    return DashboardLine(
        measure=measure.public_id,
        title=measure.title,
        of=measure.outcome,
        of_title=measure.outcome_title,
        is_priority=measure.is_priority,
        unit=measure.unit,
        baseline=measure.baseline,
        baseline_on=measure.baseline_on,
        target=measure.target.target if measure.target else None,
        due_on=measure.target.due_on if measure.target else None,
        expected_now=measure.expected_on(on),
        forecast=measure.forecast,
        stated_use="",
        latest=latest,
        results=results,
    )


def _of_contract(measure: "contracts.MeasureCard", latest: ResultCard | None, *, results: int) -> DashboardLine:
    return DashboardLine(
        measure=measure.public_id,
        title=measure.title,
        of=measure.contract,
        of_title=measure.contract_title,
        is_priority=False,
        unit=measure.unit,
        baseline=measure.baseline,
        baseline_on=measure.baseline_on,
        target=measure.target,
        due_on=None,
        expected_now=measure.target,
        forecast=(),
        stated_use=measure.stated_use,
        latest=latest,
        results=results,
    )


def _card(
    row: Result,
    measure: "contracts.MeasureCard | outcomes.MeasureCard",
    *,
    of: Ref,
    of_title: str,
) -> ResultCard:
    return ResultCard(
        number=row.pk,
        ref=row.ref,
        title=row.title,
        measure=measure.public_id,
        measure_title=measure.title,
        of=of,
        of_title=of_title,
        unit=measure.unit,
        polarity=measure.polarity,
        value=row.value,
        numerator=row.numerator,
        denominator=row.denominator,
        expected=row.expected,
        tolerance=row.tolerance,
        begins_on=row.begins_on,
        ends_on=row.ends_on,
        commentary=row.commentary,
        sureness=Sureness(row.sureness),
        recorded_on=row.recorded_on,
        withdrawn_on=row.withdrawn_on,
        withdrawn_because=row.withdrawn_because,
        organisation=row.organisation_id,
        partnership=row.partnership_id,
        sensitivity=Sensitivity(row.sensitivity),
        audience=tuple(row.audience),
    )
