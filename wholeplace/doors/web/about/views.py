"""What the service says of itself."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.shell.pages import HomePage, Link, Section


def accessibility(request: Asked) -> HttpResponse:
    """How far everybody can use the service."""
    return _page(
        request,
        "Accessibility statement",
        "We want everybody to be able to use Wholeplace. It aims at level AA of the Web Content Accessibility"
        " Guidelines 2.2.",
        Section(
            title="What works",
            id="works",
            lead="You can use every page with a keyboard, without scripts, at 400% and on a phone. Each chart and map"
            " has a table behind it. Colour is never the only sign of anything.",
        ),
        Section(
            title="How it is tested",
            id="tested",
            lead="Automatic checks run over the main journeys each time the software changes. It has not been tested"
            " with screen readers yet, and not by disabled people yet. We say so until it has been.",
        ),
        Section(
            title="Tell us",
            id="tell-us",
            lead="If something does not work for you, tell the organisation whose page it is. Its name is under Who can"
            " see this.",
        ),
    )


def privacy(request: Asked) -> HttpResponse:
    """What is kept about people."""
    return _page(
        request,
        "Privacy",
        "What Wholeplace keeps about the people who use it.",
        Section(
            title="If you sign in",
            id="signed-in",
            lead="Your name, your email address, a one-way code of your password, the posts you hold, and what you did"
            " while acting in them. The organisations you act for can see what you did; the public cannot see who did"
            " it.",
        ),
        Section(
            title="If you only read",
            id="reading",
            lead="Nothing about you is kept, and no search is remembered.",
        ),
        Section(
            title="Failed tries to sign in",
            id="failed",
            lead="The address that was tried and the network it came from are kept for a while, to stop guessing.",
        ),
    )


def cookies(request: Asked) -> HttpResponse:
    """Which cookies there are."""
    return _page(
        request,
        "Cookies",
        "Two cookies, both needed to sign in. None of them follows you.",
        Section(title="sessionid", id="sessionid", lead="Keeps you signed in, for twelve hours at most."),
        Section(title="csrftoken", id="csrftoken", lead="Makes sure that a form was sent by you, not by another site."),
    )


def help_page(request: Asked) -> HttpResponse:
    """Where to begin."""
    return _page(
        request,
        "Help",
        "Wholeplace follows one line: need, outcome, intention, decision, contract or money, result.",
        Section(
            title="Begin here",
            id="begin",
            lead="Record a need, set an outcome for it, raise an intention and take it to a board. Each page says what"
            " the next step is.",
            links=(
                Link("Needs", reverse("needs")),
                Link("What is not linked", reverse("gaps")),
                Link("Who can approve this?", reverse("who-can-approve")),
                Link("The words we use", reverse("words")),
                Link("Numbers of law", reverse("law")),
            ),
        ),
        Section(
            title="Who you are acting as",
            id="acting-as",
            lead="You may hold several posts. What you may do, and what you see, follow the post you are acting in. Its"
            " name stands at the top of every page; Change switches it.",
        ),
        Section(
            title="For programs",
            id="programs",
            lead="The programming interface does the same as the pages, under the same rules.",
            links=(Link("Your tokens", reverse("tokens")), Link("Its description", "/api/v1/openapi.json")),
        ),
    )


def _page(request: Asked, title: str, lead: str, *sections: Section) -> HttpResponse:
    return render(request, "home.html", {"page": HomePage(title=title, lead=lead, sections=sections)})
