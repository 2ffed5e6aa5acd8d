"""Showing organisations."""

from django.http import HttpResponse
from django.shortcuts import render

from wholeplace.do.contracts import queries as contracts
from wholeplace.doors.web.directory.pages import organisation_page
from wholeplace.doors.web.middleware import Asked
from wholeplace.plan.funds import queries as funds
from wholeplace.together.directory import queries
from wholeplace.together.partnership.queries import places_of

SHOWN = 20
"""How many contracts of one place the page shows before it leads to the register."""


def organisation(request: Asked, reference: str) -> HttpResponse:
    """One organisation: what it is, what became of it, what it provides in each place, and what it published."""
    actor, today = request.actor, request.today
    known = queries.organisation_page(public_id=reference, seen_by=actor)
    number, provides = known.card.number, []
    totals = contracts.provided_in(provider=number, seen_by=actor, on=today)
    for place in places_of(numbers=totals, seen_by=actor).values():
        rows = contracts.contracts(within=place.number, seen_by=actor, on=today, provider=number)
        cards = contracts.contract_cards(rows=rows[:SHOWN], seen_by=actor, on=today)
        provides.append((place, totals[place.number], cards))
    published = funds.has_published(buyer=number, seen_by=actor)
    page = organisation_page(known, provides=provides, published_spend=published, request=request)
    return render(request, "record.html", {"page": page})
