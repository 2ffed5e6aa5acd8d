"""Requests for information, each made by its action."""

from datetime import date, timedelta

from tests.factories.worlds import TODAY
from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.ref import Ref
from wholeplace.together.requests import actions
from wholeplace.together.requests.rules.states import Channel, Regime

ASKED_BY = "Ffion Quillmarsh"
ADDRESS = "ffion.quillmarsh@example.org"


def a_request(by: Actor, *, on: date = TODAY, **changes: object) -> Ref:
    """A request that came three days before."""
    given = {
        "title": "Spending on home care",
        "regime": Regime.FOIA,
        "channel": Channel.EMAIL,
        "applicant": ASKED_BY,
        "address": ADDRESS,
        "words": "How much did you spend on home care last year, and with whom?",
        "received_on": on - timedelta(days=3),
    }
    return actions.log_request(**given | changes, by=by, on=on)  # type: ignore[arg-type]
