"""What happens to a contract while it runs: measuring, extending, reviewing and ending it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from wholeplace.analyse.outcomes.rules.measures import Frequency, Polarity
from wholeplace.do.contracts import actions, queries
from wholeplace.do.contracts.actions import MeasureGiven
from wholeplace.do.contracts.queries import ContractCard
from wholeplace.do.contracts.rules.kinds import Asks
from wholeplace.doors.web.contracts.forms import EndForm, ExtendForm, MeasureForm, RetireForm, ReviewForm
from wholeplace.doors.web.contracts.pages.record import status_of
from wholeplace.doors.web.contracts.views.entering import outcomes_here, page_about
from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.shell.asking import asking
from wholeplace.doors.web.shell.pages import Fact
from wholeplace.doors.web.shell.words import day
from wholeplace.ground.records.thread import edges
from wholeplace.review.monitoring import actions as monitoring
from wholeplace.review.monitoring.rules.reviewing import Answer, Answered, Question, Recommendation


def add_measure(request: Asked, reference: str) -> HttpResponse:
    """Add a measure of performance to a contract."""
    card = _contract(request, reference)
    form = MeasureForm(
        request.POST or None, outcomes=outcomes_here(request), initial={"outcome": _served(request, card)}
    )
    if form.is_valid():
        with form.refusals():
            actions.add_measure(
                contract=reference, measure=_measure(form.cleaned_data), by=request.actor, on=request.today
            )
            return redirect("contract", reference=reference)
    page = page_about(
        card,
        "Add a measure",
        submit="Add the measure",
        lead="What shows how much is done, how well, or whether anybody is better off.",
        what_happens="Results can be recorded against it. They contribute to an outcome, and are never added up to it.",
    )
    return asking(request, page, form)


def retire_measure(request: Asked, reference: str) -> HttpResponse:
    """Retire a measure that nobody uses."""
    measure = queries.measure(reference=reference, seen_by=request.actor)
    card = _contract(request, measure.contract.public_id)
    form = RetireForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.retire_measure(measure=reference, by=request.actor, on=request.today)
            return redirect("contract", reference=card.ref.public_id)
    page = page_about(
        card,
        f"Retire the measure “{measure.title}”",
        submit="Retire the measure",
        facts=(Fact("Used for", measure.stated_use or "No stated use"),),
        what_happens="No more results are recorded against it. Those that are there stay.",
    )
    return asking(request, page, form)


def extend_contract(request: Asked, reference: str) -> HttpResponse:
    """Extend a contract within its clause."""
    card = _contract(request, reference)
    form = ExtendForm(request.POST or None, initial={"until": card.may_extend_until})
    if form.is_valid():
        with form.refusals():
            actions.extend(contract=reference, **form.cleaned_data, by=request.actor, on=request.today)
            return redirect("contract", reference=reference)
    page = page_about(
        card,
        "Extend the contract",
        submit="Extend the contract",
        facts=(
            Fact("Runs until", day(card.ends_on) if card.ends_on else "No last day"),
            Fact(
                "May be extended until",
                day(card.may_extend_until) if card.may_extend_until else "It has no extension clause",
                hint=card.extension or None,
            ),
        ),
    )
    return asking(request, page, form)


def end_contract(request: Asked, reference: str) -> HttpResponse:
    """End a contract before its last day, with its notice or by agreement."""
    card = _contract(request, reference)
    form = EndForm(request.POST or None)
    if form.is_valid():
        answers = dict(form.cleaned_data)
        answers["by_agreement"] = bool(answers["by_agreement"])
        with form.refusals():
            actions.end_contract(contract=reference, **answers, by=request.actor, on=request.today)
            return redirect("contract", reference=reference)
    months = "1 month" if card.notice_due == 1 else f"{card.notice_due} months"
    page = page_about(
        card,
        "End the contract",
        submit="End the contract",
        kind="warning",
        facts=(
            Fact("How it stands", status_of(card, on=request.today)),
            Fact("Notice that is due", months if card.notice_due else "None"),
        ),
        what_happens="The register shows its new last day, and why. This cannot be taken back.",
    )
    return asking(request, page, form)


def review_contract(request: Asked, reference: str) -> HttpResponse:
    """Review a contract: three questions with evidence, and what to do with it."""
    card = _contract(request, reference)
    form = ReviewForm(request.POST or None)
    if form.is_valid():
        answers = form.cleaned_data
        with form.refusals():
            monitoring.review_contract(
                contract=reference,
                answers=_answered(answers),
                recommendation=Recommendation(answers["recommendation"]),
                because=answers["because"],
                next_on=answers["next_on"],
                by=request.actor,
                on=request.today,
            )
            return redirect("contract", reference=reference)
    page = page_about(
        card,
        "Review the contract",
        submit="Record the review",
        lead="Whether what was done delivered what was planned, for the needs that were understood.",
        what_happens="Everybody who can see the contract can read the review. A review that was due is done.",
    )
    return asking(request, page, form)


def _contract(request: Asked, reference: str) -> ContractCard:
    return queries.contract(reference=reference, seen_by=request.actor, on=request.today)


def _served(request: Asked, card: ContractCard) -> str:
    """The outcome that a contract is linked to, if there is one."""
    held = edges(queries.EDGES, refs=frozenset({card.ref}), seen_by=request.actor)
    return next((edge.came_from.public_id for edge in held if edge.came_from.kind == "outcome"), "")


def _answered(answers: dict[str, Any]) -> dict[Question, Answered]:
    return {
        question: Answered(Answer(answers[question.value]), answers[f"{question.value}_evidence"])
        for question in Question
    }


def _measure(answers: dict[str, Any]) -> MeasureGiven:
    given = answers | {
        "asks": Asks(answers["asks"]),
        "polarity": Polarity(answers["polarity"]),
        "frequency": Frequency(answers["frequency"]),
    }
    if given["tolerance"] is None:
        del given["tolerance"]
    return MeasureGiven(**given)
