"""Reviewing a contract: it works, a stranger is stopped, it is refused with reasons."""

from datetime import date

import pytest

from tests.factories.thread import a_contract, a_contract_measure, a_result
from tests.factories.worlds import TODAY
from wholeplace.do.contracts import actions as contract_actions
from wholeplace.do.contracts import queries as contracts
from wholeplace.ground.access.actor import NotAllowed
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import NotThere
from wholeplace.ground.trail.queries import history
from wholeplace.review.monitoring import actions, queries
from wholeplace.review.monitoring.rules.reviewing import Answer, Answered, Question, Recommendation

ANSWERS = {
    Question.DELIVERED: Answered(Answer.YES, "The target was nearly met."),
    Question.NEEDS: Answered(Answer.PARTLY, "The north is reached, the south not yet."),
    Question.PARTNERS: Answered(Answer.NO, "One action is still open."),
}


def reviewed(by, contract, **changes):
    """Review a contract."""
    asked = {
        "answers": ANSWERS,
        "recommendation": Recommendation.CHANGE,
        "because": "It should reach the south as well.",
        "on": TODAY,
    }
    actions.review_contract(contract=contract.public_id, **asked | changes, by=by)


def reviews_of(ref, actor):
    """The reviews of a contract as an actor sees them."""
    with speaking_for(actor):
        number = contracts.contract(reference=ref.public_id, seen_by=actor, on=TODAY).number
        return queries.reviews(contract=number, seen_by=actor)


@pytest.fixture
def contract(city):
    """A contract with one result."""
    ref = a_contract(city)
    a_result(city.commissioner, contract_measure=a_contract_measure(city, contract=ref))
    return ref


def test_a_review_answers_three_questions_and_recommends(city, contract):
    reviewed(city.commissioner, contract)

    (review,) = reviews_of(contract, city.partner)
    assert (review.recommendation, review.reviewed_on) == (Recommendation.CHANGE, TODAY)
    assert dict(review.answers) == ANSWERS
    with speaking_for(city.partner):
        told = history(of=[contract], seen_by=city.partner)[0].sentence
    assert told == "Reviewed it, and recommended to change it: It should reach the south as well."


def test_a_review_without_answers_or_a_reason_is_refused_with_every_reason(city, contract, events):
    before = events()

    with pytest.raises(Refused) as refused:
        reviewed(city.commissioner, contract, answers={}, because=" ")

    assert [refusal.code for refusal in refused.value.refusals] == ["REV1", "REV2"]
    assert (reviews_of(contract, city.partner), events()) == ((), before)


def test_a_yes_rests_on_a_result(city, events):
    contract = a_contract(city)
    before = events()

    with pytest.raises(Refused) as refused:
        reviewed(city.commissioner, contract)

    assert [refusal.code for refusal in refused.value.refusals] == ["REV3"]
    assert (reviews_of(contract, city.partner), events()) == ((), before)


@pytest.mark.parametrize("who", ["partner", "finance", "provider"])
def test_somebody_else_does_not_review_it(city, contract, events, who):
    before = events()

    with pytest.raises(NotAllowed):
        reviewed(city.actors[who], contract)

    assert (reviews_of(contract, city.partner), events()) == ((), before)


def test_another_partnership_does_not_find_it(city, county, contract, events):
    before = events()

    with pytest.raises(NotThere):
        reviewed(county.commissioner, contract)

    assert events() == before


def turning_points(city, *, until):
    """What is to be decided about the council's contracts."""
    with speaking_for(city.commissioner):
        return contracts.turning_points(
            held_by=city.commissioner.organisation_id,
            within=city.commissioner.partnership_id,
            seen_by=city.commissioner,
            on=TODAY,
            until=until,
        )


def test_a_review_that_was_due_is_done_and_the_next_has_its_day(city):
    ref = a_contract(city, says={"review_on": TODAY})
    answers = ANSWERS | {Question.DELIVERED: Answered(Answer.NO, "Not yet.")}
    assert [point.review_on for point in turning_points(city, until=TODAY)] == [TODAY]

    reviewed(city.commissioner, ref, answers=answers)
    assert turning_points(city, until=TODAY) == ()

    reviewed(city.commissioner, ref, answers=answers, next_on=date(2027, 6, 1))
    with speaking_for(city.partner):
        card = contracts.contract(reference=ref.public_id, seen_by=city.partner, on=TODAY)
        told = [line.sentence for line in history(of=[ref], seen_by=city.partner)]
    assert card.review_on == date(2027, 6, 1)
    assert "The next review is due on 1 June 2027." in told
    assert "No day is set for the next review." in told


@pytest.mark.parametrize("who", ["partner", "finance", "provider"])
def test_nobody_else_says_that_a_contract_was_reviewed(city, contract, events, who):
    before = events()

    with pytest.raises(NotAllowed):
        contract_actions.review_done(contract=contract.public_id, by=city.actors[who], on=TODAY)

    assert events() == before


def test_a_next_review_in_the_past_is_refused(city, contract, events):
    before = events()

    with pytest.raises(Refused) as refused:
        reviewed(city.commissioner, contract, next_on=TODAY)

    assert [refusal.code for refusal in refused.value.refusals] == ["REV4"]
    assert (reviews_of(contract, city.partner), events()) == ((), before)
