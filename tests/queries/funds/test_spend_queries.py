"""Reading published spend: sums that agree however they are cut, payees across payers, a fixed number of queries."""

import uuid
from datetime import date

import pytest

from tests.factories.intake import load_spend
from tests.factories.worlds import STRANGER, TODAY
from wholeplace.ground.access.actor import BOOTSTRAP
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.intake.book import File
from wholeplace.ground.intake.outcome import Row
from wholeplace.ground.records.context import speaking_for
from wholeplace.plan.funds import queries
from wholeplace.plan.funds.actions import PaymentGiven
from wholeplace.plan.funds.queries import SpendAsked

PAID = (
    (date(2025, 3, 1), 100, "Alder Care Ltd", "Care"),
    (date(2025, 3, 31), 250, "ALDER CARE LTD", "Care"),
    (date(2025, 3, 9), -50, "Birch Housing", ""),
    (date(2025, 5, 2), 1000, "Birch Housing", "City"),
    (date(2025, 5, 3), 700, "REDACTED PERSONAL DATA", "Care"),
)


def load(body, paid, source="spend"):
    """Take in these payments of a body."""
    rows = [
        Row(row, (PaymentGiven(uuid.UUID(int=row), on, pounds * 100, payee, directorate),))
        for row, (on, pounds, payee, directorate) in enumerate(paid, start=2)
    ]
    file = File(source, "Spend", "Somebody", "Open", f"{source}.csv", source * 4, "1")
    load_spend(file=file, buyer=body.ref.public_id, rows=rows, by=BOOTSTRAP, on=TODAY)


@pytest.fixture
def council(city):
    """A council that published five payments."""
    load(city.organisations["council"], PAID)
    return city.organisations["council"]


def pounds(lines):
    """Names and whole pounds."""
    return [(line.name, line.amount.pence // 100) for line in lines]


def asked(body, **narrowed):
    """What everybody is told."""
    this = SpendAsked(body.number, **narrowed)
    with speaking_for(STRANGER):
        return (
            queries.by_month(asked=this, seen_by=STRANGER),
            queries.by_directorate(asked=this, seen_by=STRANGER),
            queries.top_payees(asked=this, seen_by=STRANGER, limit=2),
        )


def test_months_directorates_and_payees_come_to_the_same(council):
    months, directorates, payees = asked(council)
    assert pounds(months) == [("March 2025", 300), ("May 2025", 1700)]
    assert pounds(directorates) == [("Care", 1050), ("City", 1000), ("", -50)]
    assert pounds(payees.lines) == [("Birch Housing", 950), ("REDACTED PERSONAL DATA", 700)]
    assert (payees.others.payments, payees.others.amount) == (2, Money(350_00))
    assert (payees.whole.amount, payees.whole.payments) == (Money(2000_00), 5)


def test_what_is_asked_narrows_all_of_them_alike(council):
    march = date(2025, 3, 1)
    for narrowed, whole in (
        ({"last_month": march}, 300),
        ({"first_month": date(2025, 4, 1)}, 1700),
        ({"directorate": "Care"}, 1050),
        ({"payee": "alder"}, 350),
        ({"payee": "álder LTD", "first_month": march, "last_month": march}, 350),
        ({"payee": "nobody"}, 0),
    ):
        months, directorates, payees = asked(council, **narrowed)
        assert {sum(line.amount.pence for line in lines) for lines in (months, directorates)} == {whole * 100}
        assert payees.whole.amount == Money(whole * 100)
        with speaking_for(STRANGER):
            rows = queries.payments(asked=SpendAsked(council.number, **narrowed), seen_by=STRANGER)
            lines = queries.payment_lines(rows=rows, seen_by=STRANGER)
        assert sum(line.amount.pence for line in lines) == whole * 100


def test_a_payee_is_followed_across_payers_but_never_behind_a_redaction(city, council):
    load(city.organisations["icb"], [(date(2025, 4, 1), 30, "alder care ltd", "")], source="icb")

    with speaking_for(STRANGER):
        (alder,) = queries.payees(words="alder", seen_by=STRANGER)
        assert queries.payees(words="redacted", seen_by=STRANGER) == ()
    assert [(body.name, amount.pence) for body, amount in alder.paid_by] == [("council", 350_00), ("icb", 30_00)]
    assert (alder.amount, alder.payments) == (Money(380_00), 3)


def test_everybody_reads_the_same_and_another_payer_has_nothing(city, county, council):
    for actor in (STRANGER, city.finance, county.commissioner):
        with speaking_for(actor):
            (one,) = queries.spenders(seen_by=actor)
            assert (one.organisation.name, one.whole.payments) == ("council", 5)
            assert queries.by_month(asked=SpendAsked(county.organisations["county"].number), seen_by=actor) == ()


def test_the_number_of_queries_does_not_grow_with_the_rows(city, council, django_assert_num_queries):
    icb = city.organisations["icb"]
    load(icb, [(date(2024, 1 + number % 12, 1), number, f"Payee {number} Ltd", "x") for number in range(1, 60)], "icb")
    for body in (council, icb):
        this = SpendAsked(body.number)
        with speaking_for(STRANGER), django_assert_num_queries(6):
            queries.by_month(asked=this, seen_by=STRANGER)
            queries.by_directorate(asked=this, seen_by=STRANGER)
            queries.top_payees(asked=this, seen_by=STRANGER)
            queries.directorates(buyer=body.number, seen_by=STRANGER)
