"""The rules of the register, its notice days, and what an entry lacks to be published."""

from datetime import date

import pytest

from tests.rules.cases import cases, codes, every_rule_is_seen
from wholeplace.do.contracts.rules.entering import (
    Entering,
    Published,
    entering,
    missing_for_publication,
)
from wholeplace.do.contracts.rules.measuring import Measuring, Retiring, measuring, retiring
from wholeplace.do.contracts.rules.running import (
    Ending,
    Extending,
    ending,
    extending,
    latest_notice_on,
    months_before,
    notice_due,
)
from wholeplace.ground.foundation.money import Money

BOOKS = {
    "entering_a_contract": entering,
    "extending_a_contract": extending,
    "ending_a_contract": ending,
    "measuring_a_contract": measuring,
    "retiring_a_measure": retiring,
}


@cases("entering_a_contract", Entering)
def test_entering_a_contract(asked, refused_by):
    assert codes(entering, asked) == refused_by


@cases("extending_a_contract", Extending)
def test_extending_a_contract(asked, refused_by):
    assert codes(extending, asked) == refused_by


@cases("ending_a_contract", Ending)
def test_ending_a_contract(asked, refused_by):
    assert codes(ending, asked) == refused_by


@cases("measuring_a_contract", Measuring)
def test_measuring_a_contract(asked, refused_by):
    assert codes(measuring, asked) == refused_by


@cases("retiring_a_measure", Retiring)
def test_retiring_a_measure(asked, refused_by):
    assert codes(retiring, asked) == refused_by


@pytest.mark.parametrize("file", BOOKS)
def test_every_rule_is_seen_to_allow_and_to_refuse(file):
    assert every_rule_is_seen(file, BOOKS[file])


@pytest.mark.parametrize(
    "day, months, before",
    [
        (date(2027, 3, 31), 6, date(2026, 9, 30)),
        (date(2027, 3, 31), 0, date(2027, 3, 31)),
        (date(2027, 1, 15), 3, date(2026, 10, 15)),
        (date(2028, 5, 31), 3, date(2028, 2, 29)),
        (date(2027, 12, 1), 12, date(2026, 12, 1)),
        (date(2027, 1, 31), 1, date(2026, 12, 31)),
    ],
)
def test_months_are_counted_back_to_the_same_day_or_the_last_of_the_month(day, months, before):
    assert months_before(day, months) == before


def test_notice_is_the_longer_of_the_contracts_and_the_guidances_for_a_voluntary_provider():
    assert notice_due(notice_months=1, is_vcse=True, floor_months=3) == 3
    assert notice_due(notice_months=6, is_vcse=True, floor_months=3) == 6
    assert notice_due(notice_months=1, is_vcse=False, floor_months=3) == 1


def test_a_contract_without_a_last_day_has_no_latest_notice_day():
    assert latest_notice_on(ends_on=None, notice_months=6) is None
    assert latest_notice_on(ends_on=date(2027, 3, 31), notice_months=6) == date(2026, 9, 30)


def test_an_entry_says_what_it_lacks_to_be_published():
    entry = Published(
        reference="MCC-1",
        department="",
        description="Visiting support",
        providers=1,
        value=Money(1),
        starts_on=date(2026, 4, 1),
        ends_on=None,
        review_on=date(2026, 10, 1),
        route="Open procedure",
    )
    assert missing_for_publication(entry) == ("department", "end")
