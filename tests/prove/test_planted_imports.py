"""The proofs of imports and exports find what they look for: each planted fault is told."""

import csv
import io

import pytest

from tests.factories.intake import load_spend
from tests.factories.worlds import TODAY
from tests.prove import taking
from tests.prove.running_cells import HOSTILE_CELLS, that_run
from wholeplace.edges.exchange.cells import as_csv
from wholeplace.ground.access.actor import BOOTSTRAP
from wholeplace.ground.intake import book
from wholeplace.ground.intake.book import File
from wholeplace.ground.intake.outcome import Row, rejected
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.pen import pen_taken
from wholeplace.plan.funds.actions import PaymentGiven
from wholeplace.plan.funds.models import PublishedSpend
from wholeplace.plan.funds.rules.spend import identity_of


def test_a_formula_that_leaves_is_found():
    made = io.StringIO()
    csv.writer(made).writerow(["Payee", '=HYPERLINK("http://a.example")', " +1+1", "＠SUM(A1)"])
    assert len(that_run(made.getvalue())) == 3
    assert that_run(as_csv(["Payee"], [[cell] for cell in HOSTILE_CELLS])) == []


FILE = File("spend-planted", "Spend", "Marlbridge", "Open", "a.csv", "1" * 64, "1")


def taken_in(city):
    """Two payments and a row that was refused."""
    rows = [
        *(Row(n, (PaymentGiven(identity_of("planted", str(n)), TODAY, 100, "Alder Care Ltd"),)) for n in (2, 3)),
        rejected(4, "Amount", "Not an amount."),
    ]
    council = city.organisations["council"].ref.public_id
    return load_spend(file=FILE, buyer=council, rows=rows, by=BOOTSTRAP, on=TODAY)


def test_what_adds_up_has_no_faults(city):
    taken_in(city)
    assert taking.faults() == []


@pytest.mark.django_db
def test_a_payment_that_is_lost_is_found(city):
    taken_in(city)
    with speaking_for(BOOTSTRAP), pen_taken(already=False):
        PublishedSpend.objects.filter(row=3).delete()
    assert set(taking.faults()) == {
        "a batch counts other payments than it holds",
        "the sums are not those of the payments",
    }


@pytest.mark.django_db
def test_a_refusal_that_is_not_kept_is_found(city, monkeypatch):
    monkeypatch.setattr(book, "_keep", lambda batch, refused: None)
    taken_in(city)
    assert taking.faults() == ["a batch counts other refusals than it keeps"]
