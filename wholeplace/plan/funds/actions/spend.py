"""Taking in what a body published of its payments: one action a chunk of a file, each with its event."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.intake.book import File, OpenBatch, open_for, write_down
from wholeplace.ground.intake.chunks import Chunk
from wholeplace.ground.records.alone import alone_on
from wholeplace.ground.records.models import OPEN_SCOPE
from wholeplace.ground.trail.action import action, record
from wholeplace.plan.funds.actions._spend_rows import Paid, Payees
from wholeplace.plan.funds.events import SpendBegun, SpendTakenIn
from wholeplace.together.directory.queries import OrganisationCard
from wholeplace.together.directory.queries import organisation as the_organisation


@dataclass(frozen=True, slots=True)
class PaymentGiven:
    """A payment as a file gives it. The organisation behind the payee (its number) only where the file says its id."""

    identity: UUID
    paid_on: date
    amount_pence: int
    payee: str
    directorate: str = ""
    service: str = ""
    purpose: str = ""
    reference: str = ""
    payee_organisation: int | None = None


@action
def take_in_spend(
    *, file: File, batch: int | None, chunk: Chunk[PaymentGiven], buyer: str, by: Actor, on: date
) -> OpenBatch:
    """Take in the next payments of a file that the buyer (its public id) published.

    What is known already stays as it is; a payment that now reads otherwise supersedes the one known. Payments that
    the file leaves out are kept. Raises NothingNew when the file changes nothing, and Overtaken when somebody else
    took these in.
    """
    body = _body(buyer, by=by)
    alone_on(f"published spend of {body.number}")
    opened = open_for(chunk, batch=batch, file=file, by=by, on=on)
    paid = Paid(buyer=body.number, batch=opened.number, on=on, payees=Payees(by))
    change = paid.put(chunk.given)
    opened = write_down(opened, chunk, change, file=file, begun=batch is not None)
    paid.add_up()
    happened = _taken(file, body, opened) if chunk.last else _begun(file, body, opened)
    record(happened, subject=opened.ref, scope=OPEN_SCOPE, by=by, on=on)
    return opened


def _body(buyer: str, *, by: Actor) -> OrganisationCard:
    """The body that published, for which the actor may publish."""
    by.must(Permission.SPEND_PUBLISH)
    body = the_organisation(public_id=buyer, seen_by=by)
    by.must(Permission.SPEND_PUBLISH, organisation=body.number)
    return body


def _begun(file: File, body: OrganisationCard, batch: OpenBatch) -> SpendBegun:
    return SpendBegun(
        source=file.source,
        file_name=file.name,
        buyer=body.name,
        rows_so_far=batch.tally.rows_in,
        amount=Money(batch.sums.taken),
    )


def _taken(file: File, body: OrganisationCard, batch: OpenBatch) -> SpendTakenIn:
    tally = batch.tally
    return SpendTakenIn(
        source=file.source,
        file_name=file.name,
        buyer=body.name,
        rows_in=tally.rows_in,
        rows_refused=tally.rows_refused,
        added=tally.added,
        revised=tally.revised,
        unchanged=tally.unchanged,
        amount=Money(batch.sums.taken),
    )
