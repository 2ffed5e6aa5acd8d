"""What the properties are tried on, the same in every run."""

from datetime import date

from hypothesis import settings
from hypothesis import strategies as st

from wholeplace.ground.foundation.money import CEILING_IN_PENCE, Money
from wholeplace.ground.foundation.period import Period

STEADY = settings(deadline=None, derandomize=True, max_examples=60, database=None)
"""No randomness, and no clock that a busy machine could lose against."""

amounts = st.builds(Money, st.integers(-CEILING_IN_PENCE, CEILING_IN_PENCE))

small_amounts = st.builds(Money, st.integers(-1_000_000_00, 1_000_000_00))

shares = st.lists(st.integers(0, 1_000), min_size=1, max_size=8).filter(any)

near_days = st.dates(date(2026, 1, 1), date(2026, 2, 28))

known_days = st.dates(date(2020, 1, 10), date(2028, 9, 30))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Periods within two months, one in four of them open."""
    begins_on = draw(near_days)
    if draw(st.integers(0, 3)) == 0:
        return Period(begins_on)
    return Period(begins_on, draw(st.dates(begins_on, date(2026, 2, 28))))
