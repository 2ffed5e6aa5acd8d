"""Recording results against measures, withdrawing them, and reviewing contracts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from wholeplace.analyse.outcomes import queries as outcomes
from wholeplace.analyse.outcomes.rules.measures import Polarity, in_words, title_of
from wholeplace.do.contracts import actions as contract_actions
from wholeplace.do.contracts import queries as contracts
from wholeplace.ground.access.actor import Actor, service
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refusal, Refused
from wholeplace.ground.records.alone import alone_on
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.models import scope_for, scope_of, scope_of_card
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.ground.trail.action import action, record
from wholeplace.review.monitoring import queries
from wholeplace.review.monitoring.events import ContractReviewed, ResultRecorded, ResultWithdrawn
from wholeplace.review.monitoring.models import Result, Review, ReviewAnswer
from wholeplace.review.monitoring.rules.recording import Recording, Sureness, recording
from wholeplace.review.monitoring.rules.reviewing import (
    Answered,
    Question,
    Recommendation,
    Reviewing,
    reviewing,
)
from wholeplace.review.monitoring.rules.standing import Standing, standing

THE_RECORD = service("The record of results")
"""Who looks for and locks what may be another organisation's result."""


@dataclass(frozen=True)
class _Measured:
    """What a result needs to know of its measure, of whichever kind."""

    columns: dict[str, int]
    title: str
    unit: str
    polarity: Polarity
    expected: Decimal | None
    tolerance: Decimal
    partnership: int
    sensitivity: Sensitivity
    retired: bool
    is_a_party: bool = True
    answers_for_outcome: bool = True

    def stands(self, value: Decimal) -> Standing:
        """How a figure stands against what is expected."""
        return standing(value, expected=self.expected, tolerance=self.tolerance, polarity=self.polarity)


@action
def record_result(
    *,
    value: Decimal,
    begins_on: date,
    ends_on: date,
    contract_measure: str = "",
    outcome_measure: str = "",
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
    commentary: str = "",
    sureness: Sureness = Sureness.REPORTED,
    by: Actor,
    on: date,
) -> Ref:
    """Record the figure of one measure, of a contract or of an outcome, for a period that has ended.

    Raises Refused, with every reason, when the period still runs, has a result, the parts do not agree, or the measure
    is none of the organisation one acts for.
    """
    by.must(Permission.RESULT_RECORD)
    measured = _measured(contract_measure, outcome_measure, day=ends_on, by=by, on=on)
    asked = Recording(
        unit=measured.unit,
        value=value,
        numerator=numerator,
        denominator=denominator,
        begins_on=begins_on,
        ends_on=ends_on,
        there_already=_there_already(measured, begins_on=begins_on, ends_on=ends_on),
        retired=measured.retired,
        is_a_party=measured.is_a_party,
        answers_for_outcome=measured.answers_for_outcome,
        on=on,
    )
    if refusals := recording.refusals(asked):
        raise Refused(refusals)
    result = Result.objects.create(
        title=title_of(measured.title, in_words(value, unit=measured.unit)),
        value=value,
        numerator=numerator,
        denominator=denominator,
        expected=measured.expected,
        tolerance=measured.tolerance,
        begins_on=begins_on,
        ends_on=ends_on,
        commentary=commentary,
        sureness=sureness.value,
        recorded_on=on,
        **measured.columns,
        **scope_for(by, sensitivity=measured.sensitivity),
    )
    stands = standing(value, expected=measured.expected, tolerance=measured.tolerance, polarity=measured.polarity)
    event = ResultRecorded(
        measure=measured.title,
        figure=in_words(value, unit=measured.unit),
        begins_on=begins_on,
        ends_on=ends_on,
        standing=stands.label,
    )
    record(event, subject=result.ref, scope=scope_of(result), by=by, on=on)
    return result.ref


@action
def withdraw_result(*, result: str, because: str, by: Actor, on: date) -> None:
    """Withdraw a result that was wrong, saying why. It stays on the record, and its period is free again.

    Those who recorded it withdraw it, or the organisation whose outcome or contract it is of. Raises Refused when it
    was withdrawn already, or no reason is given.
    """
    seen = Result.objects.all().the(result, seen_by=by)
    theirs = by.organisation_id in queries.withdrawn_by(result=seen.pk, seen_by=by)
    organisation = by.organisation_id if theirs else seen.organisation_id
    by.must(Permission.RESULT_RECORD, organisation=organisation, partnership=seen.partnership_id)
    with speaking_for(THE_RECORD):
        this = Result.objects.select_for_update(of=("self",)).get(pk=seen.pk)
        if refusals := _not_to_withdraw(this, because):
            raise Refused(refusals)
        this.withdrawn_on, this.withdrawn_because = on, because
        this.save(update_fields=["withdrawn_on", "withdrawn_because"])
        record(ResultWithdrawn(because=because), subject=this.ref, scope=scope_of(this), by=by, on=on)


@action
def review_contract(
    *,
    contract: str,
    answers: Mapping[Question, Answered],
    recommendation: Recommendation,
    because: str,
    next_on: date | None = None,
    by: Actor,
    on: date,
) -> None:
    """Review a contract: answer the three questions with evidence, and recommend to keep, change or stop it.

    The review that was due is done with it; `next_on` says when the next is. Raises Refused, with every reason, when a
    question is left open, a yes rests on no result, or the next review would not be after today.
    """
    this = contracts.contract(reference=contract, seen_by=by, on=on)
    by.must(Permission.RESULT_RECORD, organisation=this.organisation, partnership=this.partnership)
    results = Result.objects.filter(contract_measure__contract=this.number, withdrawn_on__isnull=True)
    asked = Reviewing(
        answers=answers,
        recommendation=recommendation,
        because=because,
        results=results.count(),
        next_on=next_on,
        on=on,
    )
    if refusals := reviewing.refusals(asked):
        raise Refused(refusals)
    scope = scope_of_card(this)
    review = Review.objects.create(
        contract_id=this.number,
        recommendation=recommendation.value,
        because=because,
        reviewed_on=on,
        **scope,
    )
    ReviewAnswer.objects.bulk_create(
        ReviewAnswer(
            review=review,
            question=question.value,
            answer=answered.answer.value,
            evidence=answered.evidence,
            **scope,
        )
        for question, answered in answers.items()
    )
    if next_on is not None or (this.review_on is not None and this.review_on <= on):
        contract_actions.review_done(contract=contract, next_on=next_on, by=by, on=on)
    event = ContractReviewed(recommendation=recommendation.value, because=because)
    record(event, subject=this.ref, scope=scope, by=by, on=on)


def _there_already(measured: _Measured, *, begins_on: date, ends_on: date) -> bool:
    """Whether the measure has a result for a period, whoever may see that; nobody else records one meanwhile."""
    alone_on(f"results of {measured.columns}")
    with speaking_for(THE_RECORD):
        held = Result.objects.filter(begins_on=begins_on, ends_on=ends_on, withdrawn_on__isnull=True)
        return bool(held.filter(**measured.columns).exists())


def _not_to_withdraw(result: Result, because: str) -> list[Refusal]:
    if result.withdrawn_on is not None:
        sentence = f"The result was withdrawn on {result.withdrawn_on:%-d %B %Y} already."
    elif not because.strip():
        sentence = "Say why the result is withdrawn."
    else:
        return []
    return [Refusal("RES6", "A result is withdrawn once, with its reason", sentence)]


def _measured(contract_measure: str, outcome_measure: str, *, day: date, by: Actor, on: date) -> _Measured:
    """The measure of whichever kind, of the actor's own partnership."""
    if contract_measure:
        measured = _of_a_contract(contract_measure, by=by)
    else:
        measured = _of_an_outcome(outcome_measure, day=day, by=by, on=on)
    if measured.partnership != by.partnership_id:
        raise NotThere("measure")
    return measured


def _of_a_contract(reference: str, *, by: Actor) -> _Measured:
    card = contracts.measure(reference=reference, seen_by=by)
    return _Measured(
        columns={"contract_measure_id": card.number},
        title=card.title,
        unit=card.unit,
        polarity=card.polarity,
        expected=card.target,
        tolerance=card.tolerance,
        partnership=card.partnership,
        sensitivity=card.sensitivity,
        retired=card.retired_on is not None,
        is_a_party=by.organisation_id in card.parties,
    )


def _of_an_outcome(reference: str, *, day: date, by: Actor, on: date) -> _Measured:
    card = outcomes.measure(reference=reference, seen_by=by)
    return _Measured(
        columns={"outcome_measure_id": card.number},
        title=card.title,
        unit=card.unit,
        polarity=card.polarity,
        expected=card.expected_on(day),
        tolerance=card.tolerance,
        partnership=card.partnership,
        sensitivity=card.sensitivity,
        retired=False,
        answers_for_outcome=by.organisation_id
        in queries.answering_for(measures=[card], seen_by=by, on=on)[card.public_id],
    )
