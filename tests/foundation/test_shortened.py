"""A long name is cut where it has to be, and says that it was."""

from hypothesis import given
from hypothesis import strategies as st

from wholeplace.ground.foundation.shortened import shortened


def test_what_fits_is_left_and_what_does_not_is_cut():
    assert shortened("Home care", to=9) == "Home care"
    assert shortened("Home care", to=8) == "Home ca…"
    assert shortened("Home care", to=6) == "Home…"


@given(st.text(), st.integers(1, 40))
def test_it_is_never_longer_than_asked(text, to):
    assert len(shortened(text, to=to)) <= to
