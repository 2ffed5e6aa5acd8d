"""Taking in published spend: the house does, nobody of a place may, and nothing is left behind."""

import uuid

import pytest

from tests.factories.intake import load_spend
from tests.factories.worlds import STRANGER, TODAY
from wholeplace.ground.access.actor import BOOTSTRAP, NotAllowed
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.intake.book import File, NothingNew
from wholeplace.ground.intake.outcome import Row
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import NotThere
from wholeplace.ground.trail.queries import history
from wholeplace.plan.funds import queries
from wholeplace.plan.funds.actions import PaymentGiven

FILE = File("spend-marlbridge", "Spend", "Marlbridge", "Open", "marl.csv", "0" * 64, "1")


def payment(number=1, **changes):
    """A payment of £40, with these changes."""
    given = {"identity": uuid.UUID(int=number), "paid_on": TODAY, "amount_pence": 40_00, "payee": "Alder Care Ltd"}
    return PaymentGiven(**given | changes)


def loaded(city, *payments, by=BOOTSTRAP, buyer=None):
    """Take these payments in."""
    rows = [Row(number, (one,)) for number, one in enumerate(payments, start=2)]
    return load_spend(file=FILE, buyer=buyer or city.organisations["council"].ref.public_id, rows=rows, by=by, on=TODAY)


def paid():
    """What was published, as everybody sees it."""
    with speaking_for(STRANGER):
        return [(one.organisation.name, one.whole.amount) for one in queries.spenders(seen_by=STRANGER)]


def test_the_house_takes_payments_in_and_leaves_one_event(city, events):
    before = events()

    batch = loaded(city, payment(1), payment(2, amount_pence=-15_00))

    assert paid() == [("council", Money(25_00))]
    assert events() == before + 1
    with speaking_for(STRANGER):
        (line,) = history(of=[batch.ref], seen_by=STRANGER)
    assert line.sentence == (
        "Took in what council published of its spend from marl.csv: 2 new payments, 0 revised, 0 as before, £25.00"
        " together; 0 of 2 rows refused."
    )


@pytest.mark.parametrize("who", ["commissioner", "member", "stranger"])
def test_nobody_of_a_place_may(city, events, who):
    by = STRANGER if who == "stranger" else city.actors[who]
    before = events()

    with pytest.raises(NotAllowed):
        loaded(city, payment(), by=by)

    assert (paid(), events()) == ([], before)


@pytest.mark.parametrize("buyer", ["council", "icb"])
def test_a_council_takes_in_what_a_second_person_confirmed_and_only_its_own(city, events, buyer):
    before = events()
    with pytest.raises(Refused) as refused:
        loaded(city, payment(), buyer=city.organisations[buyer].ref.public_id, by=city.finance)
    (reason,) = refused.value.refusals
    assert reason.code == {"council": "SPN2", "icb": "ACCESS file.confirm"}[buyer]
    assert (paid(), events()) == ([], before)


def test_a_payer_that_is_not_known_leaves_nothing(city, events):
    before = events()

    with pytest.raises(NotThere):
        loaded(city, payment(), buyer="nobody")

    assert (paid(), events()) == ([], before)


def test_what_is_known_already_leaves_nothing(city, events):
    loaded(city, payment())
    before = events()

    with pytest.raises(NothingNew):
        loaded(city, payment())

    assert (paid(), events()) == ([("council", Money(40_00))], before)


def test_a_payment_that_moves_to_another_month_moves_its_sum(city):
    loaded(city, payment())
    loaded(city, payment(paid_on=TODAY.replace(month=4)))

    with speaking_for(STRANGER):
        (one,) = queries.spenders(seen_by=STRANGER)
    assert (one.whole.payments, one.whole.first_month.month, one.whole.last_month.month) == (1, 4, 4)


def test_the_payee_of_an_invented_place_is_never_taken_for_a_published_one(city):
    loaded(city, payment(payee="charity"))

    with speaking_for(STRANGER):
        (payee,) = queries.payees(words="charity", seen_by=STRANGER)
    assert payee.organisation is None
