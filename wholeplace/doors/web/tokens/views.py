"""Showing one's tokens, issuing one, and revoking one."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.shell.asking import asking
from wholeplace.doors.web.shell.pages import Cell, Fact, FormPage, Link, ListPage, RecordPage, Step, TableView
from wholeplace.doors.web.shell.words import day
from wholeplace.doors.web.tokens.forms import IssueForm, RevokeForm
from wholeplace.together.people import actions, queries


def tokens(request: Asked) -> HttpResponse:
    """One's own tokens."""
    words = {capacity.key: capacity.words for capacity in request.capacities}
    table = TableView(
        caption="Tokens",
        caption_hidden=True,
        headings=("Token", "Acts as", "Since", "Last day", "End it"),
        rows=tuple(
            (
                one.label,
                words.get(one.capacity, "A post that you no longer hold"),
                day(one.begins_on),
                day(one.ends_on),
                Cell("Revoke", href=reverse("revoke-token", kwargs={"reference": one.public_id}))
                if one.ends_on >= request.today
                else "Ended",
            )
            for one in queries.tokens(seen_by=request.actor)
        ),
        empty="You have no tokens. Issue one to let a program of yours read and write as you.",
    )
    page = ListPage(
        title="Your tokens",
        lead="A token lets a program act as you, in one post, until its last day. You see it once.",
        steps=(Step("Issue a token", reverse("issue-token")),),
        table=table,
    )
    return render(request, "list.html", {"page": page})


def issue(request: Asked) -> HttpResponse:
    """Issue a token, and show it this once."""
    form = IssueForm(request.POST or None, capacities=request.capacities)
    if form.is_valid():
        with form.refusals():
            secret = actions.issue_token(**form.cleaned_data, by=request.actor, on=request.today)
            shown = render(request, "record.html", {"page": _shown_once(form.cleaned_data["label"], secret)})
            shown.leads_to = reverse("tokens")  # type: ignore[attr-defined]  # sent again, it shows no secret again
            return shown
    page = FormPage(title="Issue a token", submit="Issue the token", back=Link("Your tokens", reverse("tokens")))
    return asking(request, page, form)


def revoke(request: Asked, reference: str) -> HttpResponse:
    """End one of one's own tokens."""
    form = RevokeForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.revoke_token(token=reference, by=request.actor, on=request.today)
            return redirect("tokens")
    page = FormPage(
        title="Revoke a token", submit="Revoke it", kind="warning", back=Link("Your tokens", reverse("tokens"))
    )
    return asking(request, page, form)


def _shown_once(label: str, secret: str) -> RecordPage:
    return RecordPage(
        title=label,
        caption="Token",
        status="Copy it now: it is not shown again.",
        facts=(Fact("Token", secret), Fact("Send it as", f"Authorization: Bearer {secret}")),
        steps=(Step("I have copied it", reverse("tokens"), kind="secondary"),),
        history=None,
    )
