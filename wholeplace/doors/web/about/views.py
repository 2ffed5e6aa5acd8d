"""What the service says of itself."""

from datetime import datetime

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.shell.pages import Fact, HomePage, Link, Section
from wholeplace.doors.web.shell.words import day
from wholeplace.edges.exchange.proof import VERIFIER
from wholeplace.ground.trail.sealing import heads_with_growth
from wholeplace.ground.trail.signing import SignedHead


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
            title="Feedback and contact",
            id="contact",
            lead="If you find something that does not work for you, or need a page in another form, contact the"
            " organisation that runs this service. For one record, contact the organisation it belongs to: its name is"
            " under Who can see this.",
        ),
        Section(
            title="How to complain",
            id="complain",
            lead="The Equality and Human Rights Commission enforces the Public Sector Bodies (Websites and Mobile"
            " Applications) (No. 2) Accessibility Regulations 2018 in England, Scotland and Wales. If you are not happy"
            " with how your complaint is answered, contact the Equality Advisory and Support Service.",
            links=(Link("Equality Advisory and Support Service", "https://www.equalityadvisoryservice.com/"),),
        ),
        Section(
            title="Compliance status",
            id="status",
            lead="The organisation that runs this service is committed to making it accessible, in accordance with"
            " those regulations. It is partially compliant with version 2.2 of the guidelines at level AA: automatic"
            " checks of the main journeys find nothing against it, and what they cannot find has not been tested yet.",
        ),
        Section(
            title="What is not accessible, or not known to be",
            id="not-accessible",
            lead="There is no easy-read version and no Welsh version. Nobody has tested the service with screen readers"
            " or voice control yet, no disabled people have tested it yet, and there has been no independent audit. We"
            " say so until there has been.",
        ),
        Section(
            title="How this statement was made",
            id="made",
            lead="It was prepared on 24 November 2026, from automatic checks that run over the main journeys each time"
            " the software changes.",
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
            lead="We keep your name, email address, a one-way code of your password, the posts and seats you hold,"
            " interests you declare, meetings and decisions you took part in, tokens you issue, what you did, and what"
            " was refused to you. The public sees which organisation acted, not who.",
        ),
        Section(
            title="If you only read",
            id="reading",
            lead="Nothing about you is kept, and no search is remembered.",
        ),
        Section(
            title="Failed tries to sign in",
            id="failed",
            lead="The email address that was tried, the network address it came from and the kind of browser are kept"
            " for a while, to stop guessing.",
        ),
    )


def cookies(request: Asked) -> HttpResponse:
    """Which cookies there are."""
    return _page(
        request,
        "Cookies",
        "Two cookies, both needed to sign in. None of them follows you.",
        Section(
            title=settings.SESSION_COOKIE_NAME,
            id="session",
            lead="Keeps you signed in while you work, for twelve hours at most.",
        ),
        Section(
            title=settings.CSRF_COOKIE_NAME,
            id="csrf",
            lead="Makes sure that a form was sent by you, not by another site.",
        ),
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
                Link("Proof that nothing was changed", reverse("seals")),
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
            lead="The programming interface follows the same rules as the pages. It reads the registers of a place,"
            " and writes needs, outcomes, plans, intentions, meetings, papers, decisions, funds, contracts, results and"
            " overrides. Boards, delegations, arrangements, interests, words and tokens are kept on the pages.",
            links=(Link("Your tokens", reverse("tokens")), Link("Its description", "/api/v1/openapi.json")),
        ),
    )


def seals(request: Asked) -> HttpResponse:
    """How anybody can check that history was not rewritten, and the newest signed head."""
    newest = heads_with_growth().last()
    facts = () if newest is None else _of_head(newest.signed())
    return _page(
        request,
        "Proof",
        "Everything that is done here leaves an entry. Entries are sealed so that none can be changed or taken away"
        " later without it showing, and nobody has to trust whoever runs the site.",
        Section(
            title="The newest head",
            id="newest",
            lead="A head says, with a signature, what the whole history was at one moment."
            if facts
            else "Nothing has been sealed here yet.",
            facts=facts,
        ),
        Section(
            title="Hold the heads",
            id="hold",
            lead="Write the public key down when you begin, and compare it with a partner. Let a machine of your own"
            " fetch the heads every night, into a file that nobody here can reach.",
            links=(
                Link("The program that fetches and checks", reverse("verifier")),
                Link("All heads, for programs", "/api/v1/seals"),
            ),
        ),
        Section(
            title="Check",
            id="check",
            lead="With the heads you hold and the public key, the same program checks an export of the whole history,"
            " or the pack of one decision, on any machine with Python. It says in sentences what was"
            " changed, and where.",
        ),
    )


def verifier(request: Asked) -> HttpResponse:
    """The stand-alone verifier, as a file."""
    return HttpResponse(
        VERIFIER.read_bytes(),
        content_type="text/x-python; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="verify_trail.py"'},
    )


def _of_head(head: SignedHead) -> tuple[Fact, ...]:
    at = timezone.localtime(datetime.fromisoformat(head.sealed_at))
    return (
        Fact("Entries", f"{head.size:,}"),
        Fact("Sealed", f"{day(at.date())}, {at:%H:%M}", hint=f"Signed as {head.sealed_at}"),
        Fact("The one hash over all of them", head.root),
        Fact("Public key", head.key),
    )


def _page(request: Asked, title: str, lead: str, *sections: Section) -> HttpResponse:
    return render(request, "home.html", {"page": HomePage(title=title, lead=lead, sections=sections)})
