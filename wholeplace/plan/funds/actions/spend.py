"""Taking in what a body published of its payments: one action a file, one event."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.intake.book import File, OpenBatch, Outcome, batch_of
from wholeplace.ground.intake.outcome import Change, Rejected, Row
from wholeplace.ground.records.models import OPEN_SCOPE
from wholeplace.ground.trail.action import action, record
from wholeplace.plan.funds.actions._spend_rows import Paid, Payees
from wholeplace.plan.funds.events import SpendTakenIn
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


@dataclass(frozen=True)
class RejectedPayment(Rejected):
    """A row that is refused although its amount could be read, so that the money still adds up."""

    amount_pence: int = 0


@dataclass
class _Sums:
    """What the money of a file comes to."""

    given: int = 0
    taken: int = 0
    refused: int = 0


@action
def load_spend(*, file: File, buyer: str, rows: Iterable[Outcome[PaymentGiven]], by: Actor, on: date) -> OpenBatch:
    """Take in a file of payments that the buyer (its public id) published.

    What is known already stays as it is; a payment that now reads otherwise supersedes the one known. Payments
    that the file leaves out are kept. Raises NothingNew when the file changes nothing.
    """
    by.must(Permission.SPEND_PUBLISH)
    body = the_organisation(public_id=buyer, seen_by=by)
    sums = _Sums()
    with batch_of(file, by=by, on=on) as batch:
        paid = Paid(buyer=body.number, batch=batch.number, on=on, payees=Payees(by))

        def into(chunk: list[tuple[Row[PaymentGiven], PaymentGiven]]) -> Change:
            sums.taken += sum(given.amount_pence for _, given in chunk)
            return paid.put(chunk)

        batch.pour(_summed(rows, sums), into=into, key=_key)
        paid.add_up()
        repeated = sums.given - sums.taken
        for name, pence in (
            ("Money in the rows of the file, £", sums.given + sums.refused),
            ("Money taken in or known already, £", sums.taken),
            ("Money of rows that were refused, £", sums.refused),
            ("Money of rows that say again what an earlier row said, £", repeated),
        ):
            batch.add_to_total(name, pence / 100)
    tally = batch.tally
    event = SpendTakenIn(
        source=file.source,
        file_name=file.name,
        buyer=body.name,
        rows_in=tally.rows_in,
        rows_refused=tally.rows_refused,
        added=tally.added,
        revised=tally.revised,
        unchanged=tally.unchanged,
        amount=Money(sums.taken),
    )
    record(event, subject=batch.ref, scope=OPEN_SCOPE, by=by, on=on)
    return batch


def _key(given: PaymentGiven) -> UUID:
    return given.identity


def _summed(rows: Iterable[Outcome[PaymentGiven]], sums: _Sums) -> Iterator[Outcome[PaymentGiven]]:
    """The rows as they come, with their money added up."""
    for outcome in rows:
        if isinstance(outcome, Row):
            sums.given += sum(given.amount_pence for given in outcome.given)
        elif isinstance(outcome, RejectedPayment):
            sums.refused += outcome.amount_pence
        yield outcome
