"""Showing what bodies published of their payments. Everybody may read it, signed in or not."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.shell.listing import csv_of, one_page, wants_csv
from wholeplace.doors.web.spend.forms import PayeesFilter, SpendFilter
from wholeplace.doors.web.spend.pages import (
    LATEST,
    Shown,
    payees_of_page,
    payees_page,
    payments_page,
    spend_page,
    spenders_page,
)
from wholeplace.ground.foundation.refusal import Refusal, Refused
from wholeplace.ground.records.scope import NotThere
from wholeplace.plan.funds import queries
from wholeplace.plan.funds.queries import SpendAsked, SpendLine
from wholeplace.together.directory.queries import OrganisationCard, organisation

TOP = 20
MOST_PAYEES = 1_000
MOST_IN_A_FILE = 50_000


def spenders(request: Asked) -> HttpResponse:
    """Everybody who published what it paid."""
    page = spenders_page(queries.spenders(seen_by=request.actor), request=request)
    return csv_of(page, of=request) if wants_csv(request) else render(request, "list.html", {"page": page})


def payees(request: Asked) -> HttpResponse:
    """Payees by name, with what each payer paid them."""
    filters = PayeesFilter(request.GET)
    words = filters.answers().get("words", "")
    found = queries.payees(words=words, seen_by=request.actor) if words else ()
    page = payees_page(found, words=words, filters=filters, request=request)
    return csv_of(page, of=request) if wants_csv(request) else render(request, "list.html", {"page": page})


def spend(request: Asked, reference: str) -> HttpResponse:
    """What a body paid: by month, to whom, and by which directorate."""
    of = _of(request, reference)
    shown = Shown(
        payer=of.payer,
        asked=of.asked,
        months=of.months,
        by_month=queries.by_month(asked=of.asked, seen_by=request.actor),
        by_directorate=queries.by_directorate(asked=of.asked, seen_by=request.actor),
        payees=queries.top_payees(asked=of.asked, seen_by=request.actor, limit=TOP),
        sources=queries.spend_sources(buyer=of.payer.number, seen_by=request.actor),
    )
    return render(request, "record.html", {"page": spend_page(shown, request=request)})


def payees_of(request: Asked, reference: str) -> HttpResponse:
    """Whom a body paid, most first."""
    of = _of(request, reference)
    found = queries.top_payees(asked=of.asked, seen_by=request.actor, limit=MOST_PAYEES)
    page = payees_of_page(of.payer, found, filters=of.filters, request=request)
    return csv_of(page, of=request) if wants_csv(request) else render(request, "list.html", {"page": page})


def payments(request: Asked, reference: str) -> HttpResponse:
    """Each payment with the file and the row it was published in."""
    of = _of(request, reference)
    rows = queries.payments(asked=of.asked, seen_by=request.actor)
    whole = queries.spent(asked=of.asked, seen_by=request.actor)
    if wants_csv(request):
        if whole.payments > MOST_IN_A_FILE:
            raise Refused([_too_many(whole.payments)])
        lines = queries.payment_lines(rows=rows, seen_by=request.actor)
        return csv_of(payments_page(of.payer, lines, whole=whole, request=request), of=request)
    shown, pages = one_page(request, rows)
    lines = queries.payment_lines(rows=shown, seen_by=request.actor)
    page = payments_page(of.payer, lines, whole=whole, filters=of.filters, pages=pages, request=request)
    return render(request, "list.html", {"page": page})


def _too_many(payments: int) -> Refusal:
    sentence = f"These are {payments:,} payments; a file holds {MOST_IN_A_FILE:,}. Choose fewer months."
    return Refusal("SPN1", "Published spend: files of payments", sentence)


@dataclass(frozen=True)
class _Of:
    """A payer with what was asked of it, and what can be asked."""

    payer: OrganisationCard
    asked: SpendAsked
    filters: SpendFilter
    months: tuple[SpendLine, ...]


def _of(request: Asked, reference: str) -> _Of:
    """What is asked of a payer: where no month is named, its latest ones. Raises NotThere for one without any."""
    payer = organisation(public_id=reference, seen_by=request.actor)
    months = queries.by_month(asked=SpendAsked(payer.number), seen_by=request.actor)
    if not months:
        raise NotThere("spend")
    known = [line.month for line in months if line.month]
    initial = {} if request.GET.keys() & {"first", "last"} else {"first": f"{known[-LATEST:][0]:%Y-%m}"}
    filters = SpendFilter(
        {**initial, **request.GET.dict()},
        months=known,
        directorates=queries.directorates(buyer=payer.number, seen_by=request.actor),
    )
    asked = SpendAsked(
        buyer=payer.number,
        first_month=filters.month("first"),
        last_month=filters.month("last"),
        directorate=filters.answers().get("directorate", ""),
        payee=filters.answers().get("payee", ""),
    )
    return _Of(payer, asked, filters, months)
