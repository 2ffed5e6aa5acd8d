"""Taking in what a body published of its payments: one action a chunk of a file, each with its event."""

from datetime import date

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.files.queries import is_confirmed
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.refusal import Refusal, Refused
from wholeplace.ground.intake.book import File, OpenBatch, open_for, write_down
from wholeplace.ground.intake.chunks import Chunk
from wholeplace.ground.records.alone import alone_on
from wholeplace.ground.records.models import OPEN_SCOPE
from wholeplace.ground.trail.action import action, record
from wholeplace.plan.funds.actions._spend_rows import Paid, Payees
from wholeplace.plan.funds.events import SpendBegun, SpendTakenIn
from wholeplace.plan.funds.rules.spend import PaymentGiven
from wholeplace.together.directory.queries import OrganisationCard
from wholeplace.together.directory.queries import organisation as the_organisation


@action
def take_in_spend(
    *, file: File, batch: int | None, chunk: Chunk[PaymentGiven], buyer: str, by: Actor, on: date
) -> OpenBatch:
    """Take in the next payments of a file that the buyer (its public id) published.

    What is known already stays as it is; a payment that now reads otherwise supersedes the one known. Payments that
    the file leaves out are kept. Raises NothingNew when the file changes nothing, and Overtaken when somebody else
    took these in.
    """
    body = _body(buyer, file=file, by=by)
    alone_on(f"published spend of {body.number}")
    opened = open_for(chunk, batch=batch, file=file, by=by, on=on)
    paid = Paid(buyer=body.number, batch=opened.number, on=on, payees=Payees(by))
    change = paid.put(chunk.given)
    opened = write_down(opened, chunk, change, file=file, begun=batch is not None)
    paid.add_up()
    happened = _taken(file, body, opened) if chunk.last else _begun(file, body, opened)
    record(happened, subject=opened.ref, scope=OPEN_SCOPE, by=by, on=on)
    return opened


def _body(buyer: str, *, file: File, by: Actor) -> OrganisationCard:
    """The body that published, for which the actor may publish: anybody's, or its own where two people say so."""
    permission = Permission.SPEND_PUBLISH if by.may(Permission.SPEND_PUBLISH) else Permission.FILE_CONFIRM
    by.must(permission)
    body = the_organisation(public_id=buyer, seen_by=by)
    by.must(permission, organisation=body.number)
    if permission is Permission.FILE_CONFIRM and not is_confirmed(
        sha256=file.sha256, organisation=body.number, seen_by=by
    ):
        raise Refused([_NOT_CONFIRMED])
    return body


_NOT_CONFIRMED = Refusal(
    "SPN2", "Two people take money in", "Nobody has confirmed this file. Bring it in, and let a second person confirm."
)


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
