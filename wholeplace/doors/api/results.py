"""Results in the programming interface: recorded, withdrawn, gathered in one place; and reviews of contracts."""

from datetime import date
from typing import Annotated, Any

from annotated_types import MaxLen
from ninja import Query, Router
from pydantic import model_validator
from pydantic_core import PydanticCustomError

from wholeplace.analyse.outcomes.queries import outcome as the_outcome
from wholeplace.analyse.outcomes.rules.measures import Polarity
from wholeplace.do.contracts.queries import contract as the_contract
from wholeplace.doors.api.asked import Asked, place_of
from wholeplace.doors.api.operations import PUBLIC, operation
from wholeplace.doors.api.schemas import Because, Given, Listed, PlacePage, Told, listed
from wholeplace.doors.api.values import (
    ContractRef,
    Day,
    FigureIn,
    FigureTold,
    MeasureRef,
    MeasureTold,
    Note,
    OutcomeRef,
    Reference,
    RefTold,
    worded,
)
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.review.monitoring import actions, queries
from wholeplace.review.monitoring.rules.recording import Sureness
from wholeplace.review.monitoring.rules.reviewing import Answer, Answered, Question, Recommendation
from wholeplace.review.monitoring.rules.standing import Standing

router = Router()
reviews = Router()

ResultStanding = Annotated[Standing, worded(Standing)]


class ResultsPage(PlacePage):
    """Which results."""

    contract: ContractRef | None = None
    outcome: OutcomeRef | None = None
    withdrawn_too: bool = False


class ResultIn(Given):
    """The figure of one measure, of a contract or of an outcome, for a period that has ended."""

    value: FigureIn
    begins_on: Day
    ends_on: Day
    contract_measure: MeasureRef | None = None
    outcome_measure: MeasureRef | None = None
    numerator: FigureIn | None = None
    denominator: FigureIn | None = None
    commentary: Note = ""
    sureness: Sureness = Sureness.REPORTED

    @model_validator(mode="after")
    def _of_one_measure(self) -> "ResultIn":
        if (self.contract_measure is None) == (self.outcome_measure is None):
            sentence = "Say either contract_measure or outcome_measure, and not both."
            raise PydanticCustomError("unreadable", "{sentence}", {"sentence": sentence})
        return self


class ReviewAnswerIn(Given):
    """The answer to one question of a review, with its evidence."""

    question: Question
    answer: Answer
    evidence: Note


class ReviewIn(Given):
    """A review of a contract."""

    contract: ContractRef
    answers: Annotated[list[ReviewAnswerIn], MaxLen(len(Question))]
    recommendation: Recommendation
    because: Note
    next_on: Day | None = None


class ResultOut(Told):
    """A result with its measure, what was expected, and how it stands."""

    ref: RefTold
    title: str
    measure: MeasureTold
    measure_title: str
    of: RefTold
    of_title: str
    unit: str
    polarity: Polarity
    value: FigureTold
    numerator: FigureTold | None
    denominator: FigureTold | None
    expected: FigureTold | None
    tolerance: FigureTold
    standing: ResultStanding
    begins_on: date
    ends_on: date
    commentary: str
    sureness: Sureness
    recorded_on: date
    withdrawn_on: date | None
    withdrawn_because: str
    sensitivity: Sensitivity


class DashboardLineOut(Told):
    """A measure: its baseline, its target, where it is expected now, and its latest result."""

    measure: MeasureTold
    title: str
    of: RefTold
    of_title: str
    is_priority: bool
    unit: str
    baseline: FigureTold | None
    baseline_on: date | None
    target: FigureTold | None
    due_on: date | None
    expected_now: FigureTold | None
    standing: ResultStanding | None
    latest: ResultOut | None
    results: int


class ReviewAnswerOut(Told):
    """The answer to one question of a review."""

    question: Question
    answer: Answer
    evidence: str


class ReviewOut(Told):
    """A review of a contract."""

    recommendation: Recommendation
    because: str
    reviewed_on: date
    answers: list[ReviewAnswerOut]


@operation(router, "get", "", needs=PUBLIC, answers=Listed[ResultOut])
def list_results(request: Asked, asked: Query[ResultsPage]) -> Any:
    """The results of a place, of one contract or of one outcome, the latest first."""
    contract = outcome = None
    if asked.contract:
        contract = the_contract(reference=asked.contract, seen_by=request.actor, on=request.today).number
    if asked.outcome:
        outcome = the_outcome(reference=asked.outcome, seen_by=request.actor).number
    rows = queries.results(
        within=place_of(request, asked.place),
        seen_by=request.actor,
        contract=contract,
        outcome=outcome,
        withdrawn_too=asked.withdrawn_too,
    )
    return listed(request, rows, asked, cards=lambda some: queries.result_cards(rows=some, seen_by=request.actor))


@operation(router, "get", "/dashboard", needs=PUBLIC, answers=Listed[DashboardLineOut])
def read_dashboard(request: Asked, asked: Query[PlacePage]) -> Any:
    """Every measure in use in a place with its latest result: priority outcomes, outcomes, contracts."""
    place = place_of(request, asked.place)
    return listed(request, queries.dashboard(within=place, seen_by=request.actor, on=request.today), asked)


@operation(router, "get", "/{reference}", needs=PUBLIC, answers=ResultOut)
def read_result(request: Asked, reference: Reference) -> Any:
    """One result, withdrawn or not."""
    return queries.result(reference=reference, seen_by=request.actor)


@operation(router, "post", "", needs=Permission.RESULT_RECORD, answers=ResultOut, status=201)
def record_result(request: Asked, result: ResultIn) -> Any:
    """Record the figure of one measure, of a contract or of an outcome, for a period that has ended."""
    given = dict(result) | {
        "contract_measure": result.contract_measure or "",
        "outcome_measure": result.outcome_measure or "",
    }
    ref = actions.record_result(**given, by=request.actor, on=request.today)
    return read_result(request, ref.public_id)


@operation(router, "post", "/{reference}/withdraw", needs=Permission.RESULT_RECORD, answers=ResultOut)
def withdraw_result(request: Asked, reference: Reference, reason: Because) -> Any:
    """Withdraw a result that was wrong, saying why. It stays on the record."""
    actions.withdraw_result(result=reference, because=reason.because, by=request.actor, on=request.today)
    return read_result(request, reference)


@operation(reviews, "get", "", needs=PUBLIC, answers=list[ReviewOut])
def list_reviews(request: Asked, contract: ContractRef) -> Any:
    """The reviews of a contract, the latest first."""
    card = the_contract(reference=contract, seen_by=request.actor, on=request.today)
    return [
        vars(review) | {"answers": [vars(answered) | {"question": question} for question, answered in review.answers]}
        for review in queries.reviews(contract=card.number, seen_by=request.actor)
    ]


@operation(reviews, "post", "", needs=Permission.RESULT_RECORD, answers=list[ReviewOut], status=201)
def review_contract(request: Asked, review: ReviewIn) -> Any:
    """Review a contract: answer the three questions with evidence, and recommend to keep, change or stop it."""
    actions.review_contract(
        contract=review.contract,
        answers={one.question: Answered(one.answer, one.evidence) for one in review.answers},
        recommendation=review.recommendation,
        because=review.because,
        next_on=review.next_on,
        by=request.actor,
        on=request.today,
    )
    return list_reviews(request, review.contract)
