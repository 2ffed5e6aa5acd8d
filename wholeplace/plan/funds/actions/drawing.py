"""Drawing on a line for what is paid from it."""

from datetime import date

from wholeplace.ground.access.actor import Actor, service
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.models import scope_of
from wholeplace.ground.trail.action import action, record
from wholeplace.plan.funds.events import LineDrawn
from wholeplace.plan.funds.models import FundLine
from wholeplace.plan.funds.queries import line_here
from wholeplace.plan.funds.rules.drawing import Drawing, drawing

THE_LEDGER = service("The ledger of the funds")
"""Who counts what is drawn: the line may be another organisation's, and some of what is paid from it withheld."""


@action
def draw(*, line: str, amount: Money, by: Actor, on: date) -> None:
    """Take money of a line for a contract that is paid from it. The contract itself is not named on the line.

    Raises Refused when the line does not hold so much, or the fund is none of the organisation one acts for.
    """
    by.must(Permission.CONTRACT_ENTER)
    card = line_here(reference=line, seen_by=by)
    with speaking_for(THE_LEDGER):
        held = FundLine.objects.select_for_update(of=("self",)).select_related("fund").get(pk=card.number)
        contributes = held.fund.contributions.filter(contributor_id=by.organisation_id)
        asked = Drawing(
            amount=amount,
            holds=Money(held.amount_pence),
            taken=Money(held.drawn_pence),
            shares_in_it=held.organisation_id == by.organisation_id or contributes.exists(),
        )
        if refusals := drawing.refusals(asked):
            raise Refused(refusals)
        held.drawn_pence += amount.pence
        held.save(update_fields=["drawn_pence"])
        event = LineDrawn(organisation=by.organisation_name, amount=amount)
        record(event, subject=held.ref, scope=scope_of(held), by=by, on=on)
