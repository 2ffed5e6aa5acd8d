"""Published spend in the programming interface: what bodies paid, by month, by directorate and to whom."""

from datetime import date
from typing import Annotated, Any

from ninja import Query, Router
from pydantic import AliasPath, Field

from wholeplace.doors.api.asked import Asked
from wholeplace.doors.api.operations import PUBLIC, operation
from wholeplace.doors.api.schemas import Given, Listed, OrganisationOut, Page, Told, listed
from wholeplace.doors.api.values import Day, PoundsTold, Reference, RefTold, Sought, Words, named
from wholeplace.plan.funds import queries
from wholeplace.plan.funds.queries import SpendAsked
from wholeplace.together.directory.queries import organisation as the_organisation

router = Router()
payees = Router()
MOST_PAYEES = 1_000


class SpendWanted(Given):
    """Which payments: of which months, of which directorate, to payees whose name holds which words."""

    first_month: Day | None = None
    last_month: Day | None = None
    directorate: Annotated[str, Words(200)] | None = None
    payee: Sought | None = None

    def of(self, buyer: int) -> SpendAsked:
        """The same, of one payer, with months by their first day."""
        return SpendAsked(
            buyer=buyer,
            first_month=self.first_month.replace(day=1) if self.first_month else None,
            last_month=self.last_month.replace(day=1) if self.last_month else None,
            directorate=self.directorate or "",
            payee=self.payee or "",
        )


class PayeesSought(Page):
    """Whose name holds which words."""

    words: Sought


class SpendTotalOut(Told):
    """What payments come to, and the first and last month that has one."""

    amount: PoundsTold
    payments: int
    first_month: date | None
    last_month: date | None


class SpenderOut(Told):
    """An organisation that published what it paid."""

    organisation: OrganisationOut
    whole: SpendTotalOut


class SpendLineOut(Told):
    """What payments of one month, one directorate or one payee come to."""

    name: str
    amount: PoundsTold
    payments: int
    month: date | None
    is_redacted: bool
    organisation: OrganisationOut | None


class SpendOut(Told):
    """What an organisation paid, month by month and by directorate."""

    organisation: OrganisationOut
    whole: SpendTotalOut
    by_month: list[SpendLineOut]
    by_directorate: list[SpendLineOut]


class PaymentOut(Told):
    """One payment with the file and the row that it was published in."""

    paid_on: date
    payee: str
    is_redacted: bool
    amount: PoundsTold
    directorate: str
    service: str
    purpose: str
    reference: str
    file: RefTold = Field(validation_alias=AliasPath("source", "ref"))
    file_name: str = Field(validation_alias=AliasPath("source", "file_name"))
    row: int


class PaidByOut(Told):
    """What one payer paid."""

    organisation: OrganisationOut
    amount: PoundsTold


class PayeeOut(Told):
    """A payee with what each payer paid it."""

    name: str
    organisation: OrganisationOut | None
    paid_by: list[Annotated[PaidByOut, named("organisation", "amount")]]
    payments: int
    amount: PoundsTold


@operation(router, "get", "", needs=PUBLIC, answers=Listed[SpenderOut])
def list_spenders(request: Asked, asked: Query[Page]) -> Any:
    """The organisations that published what they paid."""
    return listed(request, queries.spenders(seen_by=request.actor), asked)


@operation(router, "get", "/{reference}", needs=PUBLIC, answers=SpendOut)
def read_spend(request: Asked, reference: Reference, wanted: Query[SpendWanted]) -> Any:
    """What an organisation paid, by month and by directorate."""
    payer = the_organisation(public_id=reference, seen_by=request.actor)
    asked = wanted.of(payer.number)
    return {
        "organisation": payer,
        "whole": queries.spent(asked=asked, seen_by=request.actor),
        "by_month": queries.by_month(asked=asked, seen_by=request.actor),
        "by_directorate": queries.by_directorate(asked=asked, seen_by=request.actor),
    }


@operation(router, "get", "/{reference}/payees", needs=PUBLIC, answers=Listed[SpendLineOut])
def list_payees_of(request: Asked, reference: Reference, wanted: Query[SpendWanted], page: Query[Page]) -> Any:
    """The payees that an organisation paid most, up to a thousand."""
    payer = the_organisation(public_id=reference, seen_by=request.actor)
    found = queries.top_payees(asked=wanted.of(payer.number), seen_by=request.actor, limit=MOST_PAYEES)
    return listed(request, found.lines, page)


@operation(router, "get", "/{reference}/payments", needs=PUBLIC, answers=Listed[PaymentOut])
def list_payments(request: Asked, reference: Reference, wanted: Query[SpendWanted], page: Query[Page]) -> Any:
    """Each payment of an organisation with the file and the row it was published in, the latest first."""
    payer = the_organisation(public_id=reference, seen_by=request.actor)
    rows = queries.payments(asked=wanted.of(payer.number), seen_by=request.actor)
    return listed(request, rows, page, cards=lambda some: queries.payment_lines(rows=some, seen_by=request.actor))


@operation(payees, "get", "", needs=PUBLIC, answers=Listed[PayeeOut])
def find_payees(request: Asked, sought: Query[PayeesSought]) -> Any:
    """Payees whose name holds these words, with what every payer paid them, most first."""
    return listed(request, queries.payees(words=sought.words, seen_by=request.actor), sought)
