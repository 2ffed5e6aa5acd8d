"""Showing the register, the providers in it, and one contract."""

from datetime import timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from wholeplace.across.thread.walk import thread
from wholeplace.analyse.needs.rules.groups import Group
from wholeplace.do.contracts import queries
from wholeplace.do.contracts.queries import ContractCard
from wholeplace.do.contracts.rules.kinds import ContractKind
from wholeplace.doors.web.contracts.forms import ContractsFilter
from wholeplace.doors.web.contracts.pages.record import contract_page
from wholeplace.doors.web.contracts.pages.register import contracts_file, contracts_page, providers_page
from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.shell.listing import csv_of, one_page, wants_csv
from wholeplace.doors.web.shell.place import place_asked_for
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.thread import edges
from wholeplace.review.monitoring import queries as monitoring
from wholeplace.together.directory.queries import found as organisations_called
from wholeplace.together.partnership.queries import places_of

MOST_PROVIDERS = 50
"""How many organisations the words of a provider may stand for."""


def contracts(request: Asked) -> HttpResponse:
    """The register of a place, what stops soonest first; as a page or as a file."""
    place = place_asked_for(request)
    filters = ContractsFilter(request.GET)
    rows = _rows(filters.answers(), within=place.number, request=request)
    everything = queries.contract_cards(rows=rows, seen_by=request.actor, on=request.today)
    if wants_csv(request):
        return csv_of(contracts_file(everything), of=request)
    shown, pages = one_page(request, rows)
    numbers = set(shown.values_list("pk", flat=True))
    page = contracts_page(
        [card for card in everything if card.number in numbers],
        everything=everything,
        linked=_linked(everything, request=request),
        place=place,
        request=request,
        filters=filters,
        pages=pages,
    )
    return render(request, "list.html", {"page": page})


def providers_shared(request: Asked) -> HttpResponse:
    """Which providers several organisations fund, and what each is paid; as a page or as a file."""
    place = place_asked_for(request)
    lines = queries.by_provider(within=place.number, seen_by=request.actor, on=request.today)
    page = providers_page(lines, shared_only=request.GET.get("show") != "all", place=place, request=request)
    return csv_of(page, of=request) if wants_csv(request) else render(request, "list.html", {"page": page})


def contract(request: Asked, reference: str) -> HttpResponse:
    """One contract: how it stands, what it is measured by, and where it lies on the thread."""
    actor = request.actor
    card = queries.contract(reference=reference, seen_by=actor, on=request.today)
    page = contract_page(
        card,
        measures=queries.measures(seen_by=actor, contract=card.number),
        latest=monitoring.latest_of_contract(contract=card.number, within=card.partnership, seen_by=request.actor),
        drawn=queries.drawn_from(seen_by=actor, contract=card.number),
        extensions=queries.extensions(contract=card.number, seen_by=actor),
        reviews=monitoring.reviews(contract=card.number, seen_by=actor),
        thread=thread(of=card.ref, seen_by=actor),
        place=places_of(numbers=[card.partnership], seen_by=actor)[card.partnership],
        request=request,
    )
    return render(request, "record.html", {"page": page})


def _rows(answers: dict[str, Any], *, within: int, request: Asked) -> Any:
    """The contracts that the filters let through. Words for a provider may stand for several organisations."""
    asked: dict[str, Any] = {
        "within": within,
        "seen_by": request.actor,
        "on": request.today,
        "kind": ContractKind(answers["kind"]) if "kind" in answers else None,
        "group": Group(answers["group"]) if "group" in answers else None,
        "ending_by": request.today + timedelta(days=int(answers["ending"])) if "ending" in answers else None,
        "running_only": answers.get("show") != "all",
    }
    if "provider" not in answers:
        return queries.contracts(**asked)
    bodies = organisations_called(words=answers["provider"], seen_by=request.actor, limit=MOST_PROVIDERS)
    if not bodies:
        return queries.contracts(**asked).none()
    return reduce(or_, (queries.contracts(**asked, provider=body.number) for body in bodies))


def _linked(cards: tuple[ContractCard, ...], *, request: Asked) -> frozenset[Ref]:
    """The contracts among these that are tied to an intention or an outcome."""
    held = edges(queries.EDGES, refs=frozenset(card.ref for card in cards), seen_by=request.actor)
    return frozenset(edge.leads_to for edge in held if edge.came_from.kind in {"intention", "outcome"})
