"""Showing money: funds, what was put in, the lines it is set aside in, and moving it between them."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from wholeplace.across.thread.walk import thread
from wholeplace.analyse.outcomes import queries as outcome_queries
from wholeplace.doors.web.funds.forms import ContributeForm, LineForm, LinkOutcomeForm, MoveForm, OpenForm
from wholeplace.doors.web.funds.pages import fund_page, line_page, money_page
from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.shell.asking import asking
from wholeplace.doors.web.shell.listing import csv_of, wants_csv
from wholeplace.doors.web.shell.pages import FormPage, Link
from wholeplace.doors.web.shell.place import place_asked_for
from wholeplace.ground.foundation.financial_year import FinancialYear
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.plan.funds import actions, queries
from wholeplace.plan.funds.queries import FundCard
from wholeplace.plan.funds.rules.keeping import FundKind
from wholeplace.together.partnership.queries import members

YEARS_AHEAD, YEARS_BACK = 4, 2


def money(request: Asked) -> HttpResponse:
    """The funds of a place and how each stands; as a page or as a file."""
    place = place_asked_for(request)
    rows = queries.funds(within=place.number, seen_by=request.actor)
    page = money_page(queries.cards(rows=rows, seen_by=request.actor), place=place, request=request)
    return csv_of(page, of=request) if wants_csv(request) else render(request, "list.html", {"page": page})


def fund(request: Asked, reference: str) -> HttpResponse:
    """One fund: how it stands, what was put in, and its lines."""
    card = queries.fund(reference=reference, seen_by=request.actor)
    this = thread(of=card.ref, seen_by=request.actor)
    moved = queries.movements(seen_by=request.actor, fund=card.number)
    return render(request, "record.html", {"page": fund_page(card, moved, thread=this, request=request)})


def line(request: Asked, reference: str) -> HttpResponse:
    """One line of money: what it is for, and where it leads."""
    card = queries.line(reference=reference, seen_by=request.actor)
    this = thread(of=card.ref, seen_by=request.actor)
    moved = queries.movements(seen_by=request.actor, line=card.number)
    return render(request, "record.html", {"page": line_page(card, moved, thread=this, request=request)})


def open_fund(request: Asked) -> HttpResponse:
    """Open a fund, hosted by the organisation one acts for."""
    now = FinancialYear.of(request.today).begins_in
    years = _named(range(now - YEARS_BACK, now + YEARS_AHEAD))
    form = OpenForm(request.POST or None, years=years, initial={"first_year": str(now), "last_year": str(now)})
    if form.is_valid():
        answers = dict(form.cleaned_data)
        for name in ("first_year", "last_year"):
            answers[name] = FinancialYear(int(answers[name]))
        answers |= {"kind": FundKind(answers["kind"]), "sensitivity": Sensitivity(answers["sensitivity"])}
        with form.refusals():
            ref = actions.open_fund(**answers, by=request.actor, on=request.today)
            return redirect("fund", reference=ref.public_id)
    page = FormPage(
        title="Open a fund",
        area="money",
        submit="Open the fund",
        back=Link("Money", reverse("money")),
        what_happens=f"{request.actor.organisation_name} hosts the fund and keeps its lines.",
    )
    return asking(request, page, form)


def contribute(request: Asked, reference: str) -> HttpResponse:
    """Write down what an organisation puts in."""
    card = queries.fund(reference=reference, seen_by=request.actor)
    bodies = members(partnership=card.partnership, seen_by=request.actor, on=request.today)
    form = ContributeForm(
        request.POST or None, members=[(body.ref.public_id, body.name) for body in bodies], years=_years_of(card)
    )
    if form.is_valid():
        answers = dict(form.cleaned_data)
        answers["year"] = FinancialYear(int(answers["year"]))
        with form.refusals():
            actions.contribute(fund=reference, **answers, by=request.actor, on=request.today)
            return redirect("fund", reference=reference)
    return asking(request, _page_about(card.ref, card.title, "Add a contribution", submit="Add contribution"), form)


def add_line(request: Asked, reference: str) -> HttpResponse:
    """Set money of the fund aside, and say what it is for."""
    card = queries.fund(reference=reference, seen_by=request.actor)
    form = LineForm(
        request.POST or None,
        outcomes=_outcomes(request),
        years=_years_of(card),
        initial={"title": request.GET.get("title", ""), "outcomes": request.GET.getlist("outcome")},
    )
    if form.is_valid():
        answers = dict(form.cleaned_data)
        answers["year"] = FinancialYear(int(answers["year"]))
        with form.refusals():
            ref = actions.add_line(fund=reference, **answers, by=request.actor, on=request.today)
            return redirect("line", reference=ref.public_id)
    return asking(request, _page_about(card.ref, card.title, "Add a line of money", submit="Add the line"), form)


def move(request: Asked, reference: str) -> HttpResponse:
    """Move money to another line of the same fund and year."""
    card = queries.line(reference=reference, seen_by=request.actor)
    whole = queries.fund(reference=card.fund.public_id, seen_by=request.actor)
    others = [
        (one.ref.public_id, f"{one.title} ({one.amount})")
        for one in whole.lines
        if one.year == card.year and one.ref != card.ref
    ]
    form = MoveForm(request.POST or None, lines=others)
    if form.is_valid():
        with form.refusals():
            actions.move_between_lines(giver=reference, **form.cleaned_data, by=request.actor, on=request.today)
            return redirect("line", reference=reference)
    page = _page_about(card.ref, f"{card.title} ({card.amount})", "Move money to another line", submit="Move the money")
    return asking(request, page, form)


def link_outcome(request: Asked, reference: str) -> HttpResponse:
    """Say that a line serves an outcome."""
    card = queries.line(reference=reference, seen_by=request.actor)
    form = LinkOutcomeForm(request.POST or None, outcomes=_outcomes(request))
    if form.is_valid():
        with form.refusals():
            actions.link_line_to_outcome(line=reference, **form.cleaned_data, by=request.actor, on=request.today)
            return redirect("line", reference=reference)
    return asking(request, _page_about(card.ref, card.title, "Link an outcome", submit="Link the outcome"), form)


def _page_about(ref: Ref, caption: str, title: str, *, submit: str) -> FormPage:
    back = Link("Back", reverse(ref.kind, kwargs={"reference": ref.public_id}))
    return FormPage(title=title, caption=caption, area="money", submit=submit, back=back)


def _outcomes(request: Asked) -> list[tuple[str, str]]:
    rows = outcome_queries.outcomes(within=request.actor.partnership_id or 0, seen_by=request.actor)
    return [(card.ref.public_id, card.title) for card in outcome_queries.cards(rows=rows, seen_by=request.actor)]


def _years_of(card: FundCard) -> list[tuple[str, str]]:
    return _named(range(card.first_year.begins_in, card.last_year.begins_in + 1))


def _named(years: range) -> list[tuple[str, str]]:
    return [(str(year), FinancialYear(year).label) for year in years]
