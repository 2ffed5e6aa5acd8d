"""Showing results, recording them against measures, and withdrawing them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from wholeplace.across.thread.walk import thread
from wholeplace.analyse.outcomes import queries as outcome_queries
from wholeplace.analyse.outcomes.queries import MeasureCard as OutcomeMeasure
from wholeplace.do.contracts import queries as contract_queries
from wholeplace.do.contracts.queries import MeasureCard as ContractMeasure
from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.results.forms import ChooseForm, ResultForm, WithdrawForm
from wholeplace.doors.web.results.pages import result_page, results_file, results_page, shown
from wholeplace.doors.web.results.words import period, verdict
from wholeplace.doors.web.shell.asking import asking, here
from wholeplace.doors.web.shell.listing import csv_of, wants_csv
from wholeplace.doors.web.shell.pages import Fact, FormPage, Link
from wholeplace.doors.web.shell.parts import address_of
from wholeplace.doors.web.shell.place import place_asked_for
from wholeplace.doors.web.shell.words import day
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.scope import NotThere
from wholeplace.review.monitoring import actions, queries
from wholeplace.review.monitoring.queries import ResultCard
from wholeplace.review.monitoring.rules.recording import Sureness
from wholeplace.together.partnership.queries import places_of


@dataclass(frozen=True)
class Measured:
    """A measure that a result can be recorded of, of whichever kind."""

    keyword: str
    public_id: str
    title: str
    of: Ref
    of_title: str
    facts: tuple[Fact, ...]


def results(request: Asked) -> HttpResponse:
    """Every measure in use with its latest result; as a page or as a file."""
    place = place_asked_for(request)
    lines = queries.dashboard(within=place.number, seen_by=request.actor, on=request.today)
    way = request.GET.get("show", "")
    if wants_csv(request):
        return csv_of(results_file(shown(lines, way)), of=request)
    return render(request, "list.html", {"page": results_page(lines, way=way, place=place, request=request)})


def result(request: Asked, reference: str) -> HttpResponse:
    """One result, with the others of its measure."""
    card = queries.result(reference=reference, seen_by=request.actor)
    page = result_page(
        card,
        others=_of_the_same_measure(card, request=request),
        thread=thread(of=card.ref, seen_by=request.actor),
        place=places_of(numbers=[card.partnership], seen_by=request.actor)[card.partnership],
        request=request,
    )
    return render(request, "record.html", {"page": page})


def record_result(request: Asked) -> HttpResponse:
    """Record a result: choose its measure first, unless the address names it."""
    if reference := request.GET.get("measure"):
        return _record(request, _measured(reference, request=request))
    return _choose(request)


def withdraw(request: Asked, reference: str) -> HttpResponse:
    """Withdraw a result that was wrong, saying why."""
    card = queries.result(reference=reference, seen_by=request.actor)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.withdraw_result(result=reference, **form.cleaned_data, by=request.actor, on=request.today)
            return redirect("result", reference=reference)
    page = FormPage(
        title="Withdraw a result",
        caption=card.measure_title,
        area="results",
        submit="Withdraw the result",
        kind="warning",
        back=Link(card.measure_title, address_of(card.ref)),
        facts=(
            Fact("Period", period(card.begins_on, card.ends_on)),
            Fact("Figure", card.said(card.value), hint=verdict(card).capitalize()),
        ),
        what_happens="It stays on the record as withdrawn, with your reason, and another can be recorded in its place.",
    )
    return asking(request, page, form)


def _record(request: Asked, measured: Measured) -> HttpResponse:
    form = ResultForm(request.POST or None)
    if form.is_valid():
        answers = form.cleaned_data | {"sureness": Sureness(form.cleaned_data["sureness"])}
        about: dict[str, Any] = {measured.keyword: measured.public_id}
        with form.refusals():
            ref = actions.record_result(**about, **answers, by=request.actor, on=request.today)
            return redirect("result", reference=ref.public_id)
    page = FormPage(
        title="Record a result",
        caption=measured.title,
        area="results",
        submit="Record the result",
        back=Link(measured.of_title, address_of(measured.of)),
        facts=measured.facts,
        what_happens="It is compared with what was expected, and everybody who can see the measure can read it.",
    )
    return asking(request, page, form)


def _choose(request: Asked) -> HttpResponse:
    """Ask which measure it is of: of one contract, or any that the reader's organisation may record."""
    contract = request.GET.get("contract", "")
    offered = _offered(contract, request=request)
    if contract and len(offered) == 1:
        return redirect(f"{reverse('record-result')}?measure={offered[0][0]}")
    back = Link("Contract", reverse("contract", kwargs={"reference": contract})) if contract else None
    page = FormPage(
        title="Record a result",
        area="results",
        lead=None
        if offered
        else "There is no measure to record a result of. Add one to an outcome or a contract first.",
        submit="Continue",
        method="get",
        back=back or Link("Results", reverse("results")),
    )
    return asking(request, page, ChooseForm(measures=offered))


def _offered(contract: str, *, request: Asked) -> list[tuple[str, str]]:
    """The measures in use: of one contract, or of all that one's organisation pays for and answers for."""
    actor = request.actor
    number = contract_queries.contract(reference=contract, seen_by=actor, on=request.today).number if contract else None
    of_contracts: Sequence[ContractMeasure] = contract_queries.measures(
        seen_by=actor, within=here(actor), contract=number, in_use_only=True
    )
    mine = [
        (one.public_id, f"{one.contract_title}: {one.title}")
        for one in of_contracts
        if actor.organisation_id in one.parties
    ]
    if contract:
        return mine
    of_outcomes = outcome_queries.measures(within=here(actor), seen_by=actor)
    answering = queries.answering_for(measures=of_outcomes, seen_by=actor, on=request.today)
    ours = [one for one in of_outcomes if actor.organisation_id in answering[one.public_id]]
    return [*((one.public_id, f"{one.outcome_title}: {one.title}") for one in ours), *mine]


def _measured(reference: str, *, request: Asked) -> Measured:
    """The measure of this public id, of a contract or of an outcome, if it lies in the reader's own place."""
    card: ContractMeasure | OutcomeMeasure
    try:
        card = contract_queries.measure(reference=reference, seen_by=request.actor)
    except NotThere:
        card = outcome_queries.measure(reference=reference, seen_by=request.actor)
    if card.partnership != request.actor.partnership_id:
        raise NotThere("measure")
    if isinstance(card, ContractMeasure):
        return _of_a_contract(card)
    return _of_an_outcome(card, request=request)


def _of_a_contract(card: ContractMeasure) -> Measured:
    facts = [
        Fact("Contract", card.contract_title),
        Fact("Unit", card.unit or "A plain number"),
        Fact("Target", card.said(card.target), hint=card.polarity.label),
    ]
    if card.baseline is not None and card.baseline_on is not None:
        facts.append(Fact("Baseline", f"{card.said(card.baseline)}, {day(card.baseline_on)}"))
    return Measured("contract_measure", card.public_id, card.title, card.contract, card.contract_title, tuple(facts))


def _of_an_outcome(card: OutcomeMeasure, *, request: Asked) -> Measured:
    facts = [
        Fact("Outcome", card.outcome_title),
        Fact("Unit", card.unit or "A plain number"),
        Fact("Baseline", f"{card.said(card.baseline)}, {day(card.baseline_on)}", hint=card.polarity.label),
    ]
    if card.target is not None:
        facts.append(Fact("Target", f"{card.said(card.target.target)} by {day(card.target.due_on)}"))
    return Measured("outcome_measure", card.public_id, card.title, card.outcome, card.outcome_title, tuple(facts))


def _of_the_same_measure(card: ResultCard, *, request: Asked) -> list[ResultCard]:
    """Every result of the same measure that was not withdrawn, latest first."""
    rows = queries.results(within=card.partnership, seen_by=request.actor, measure=card.measure)
    return list(queries.result_cards(rows=rows, seen_by=request.actor))
