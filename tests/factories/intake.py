"""Taking rows in as a source does: every chunk in its own action."""

from functools import partial
from operator import attrgetter

from wholeplace.do.contracts.actions import take_in_notices
from wholeplace.ground.intake.running import Reading, take_in
from wholeplace.plan.funds.actions import take_in_spend


def load_spend(*, file, buyer, rows, by, on):
    """Take these payments in, as a file of the buyer's."""
    reading = Reading(lambda: rows, key=attrgetter("identity"), pence=attrgetter("amount_pence"))
    return take_in(reading, file=file, take=partial(take_in_spend, buyer=buyer), by=by, on=on)


def load_notices(*, file, rows, by, on):
    """Take these notices in, as a file of them."""
    worth = Reading(
        lambda: rows, key=attrgetter("ocid", "award"), pence=lambda given: given.value.pence if given.value else 0
    )
    return take_in(worth, file=file, take=take_in_notices, by=by, on=on)
