"""Published spend, by rule: who is kept back, what makes a payment the same, whether a stated total settles."""

import pytest

from wholeplace.ground.foundation.money import Money
from wholeplace.plan.funds.rules.spend import identity_of, is_redacted, settles


@pytest.mark.parametrize(
    ("payee", "kept_back"),
    [
        ("REDACTED PERSONAL DATA", True),
        ("Redacted", True),
        ("[redacted]", True),
        ("Redactive Publishing Limited", False),
        ("Alder Care Ltd", False),
    ],
)
def test_a_name_that_the_publisher_keeps_back_is_known_by_its_word(payee, kept_back):
    assert is_redacted(payee) is kept_back


def test_an_identity_depends_on_every_part_and_on_where_it_ends():
    assert identity_of("a", "b") == identity_of("a", "b")
    assert len({identity_of("a", "b"), identity_of("ab", ""), identity_of("b", "a"), identity_of("a", "b", "")}) == 4


def test_a_total_settles_to_the_penny():
    assert settles(stated=Money(100), rows=Money(100)) is None
    assert settles(stated=Money(101), rows=Money(100)) == (
        "The file's own total is £1.01, but its rows come to £1.00. Ask the publisher which is right."
    )
