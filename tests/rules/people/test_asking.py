"""The month in which somebody is told what is held about them."""

from datetime import date

import pytest

from wholeplace.together.people.rules.asking import answer_due_on


@pytest.mark.parametrize(
    "received_on, due_on",
    [
        (date(2026, 9, 3), date(2026, 10, 5)),  # 3 October is a Saturday
        (date(2026, 6, 1), date(2026, 7, 1)),
        (date(2026, 1, 31), date(2026, 3, 2)),  # 28 February is a Saturday
        (date(2026, 11, 25), date(2026, 12, 29)),  # Christmas Day, a bank holiday in its stead, a week-end
        (date(2026, 12, 15), date(2027, 1, 15)),
    ],
)
def test_it_is_the_same_day_of_the_next_month_or_the_next_working_day(received_on, due_on):
    assert answer_due_on(received_on=received_on) == due_on


def test_it_can_be_two_months_more_where_it_is_complex():
    assert answer_due_on(received_on=date(2026, 6, 1), extended=True) == date(2026, 9, 1)
