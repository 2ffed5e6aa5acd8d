"""Showing organisations."""

from django.http import HttpResponse
from django.shortcuts import render

from wholeplace.do.contracts import queries as contracts
from wholeplace.doors.web.directory.pages import organisation_page
from wholeplace.doors.web.middleware import Asked
from wholeplace.plan.funds import queries as funds
from wholeplace.together.directory import queries
from wholeplace.together.partnership.queries import partnerships

SHOWN = 20
"""How many contracts of one place the page shows before it leads to the register."""


def organisation(request: Asked, reference: str) -> HttpResponse:
    """One organisation: what it is, what became of it, what it provides in each place, and what it published."""
    known = queries.organisation_page(public_id=reference, seen_by=request.actor)
    provides = []
    for place in partnerships(seen_by=request.actor):
        rows = contracts.contracts(
            within=place.number, seen_by=request.actor, on=request.today, provider=known.card.number
        )
        if total := rows.count():
            cards = contracts.contract_cards(rows=rows[:SHOWN], seen_by=request.actor, on=request.today)
            provides.append((place, total, cards))
    published = any(one.organisation.number == known.card.number for one in funds.spenders(seen_by=request.actor))
    page = organisation_page(known, provides=provides, published_spend=published, request=request)
    return render(request, "record.html", {"page": page})
