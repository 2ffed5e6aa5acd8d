"""One's own sign-in: showing it, another password, signing out everywhere, and the password once more."""

import time
from datetime import UTC, datetime

from django.contrib.auth import authenticate, logout, password_validation, update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from wholeplace.doors.web.account.forms import AgainForm, EverywhereForm, PasswordForm
from wholeplace.doors.web.home.views import locked_out
from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.sessions import BEGAN, password_was_given
from wholeplace.doors.web.shell.asking import asking
from wholeplace.doors.web.shell.pages import Fact, FormPage, HomePage, Link, Section
from wholeplace.doors.web.shell.words import day
from wholeplace.doors.web.throttle import too_many_from_here
from wholeplace.ground.access.limits import AT_THE_LONGEST, FRESH, idle_for_at_most
from wholeplace.ground.access.permissions import Permission
from wholeplace.together.people import actions

WRONG = "The password is not right. Check it and try again."


def account(request: Asked) -> HttpResponse:
    """How one signs in, and what one may do about it."""
    idle = idle_for_at_most(request.actor.permissions)
    since = timezone.localtime(datetime.fromtimestamp(request.session.get(BEGAN, time.time()), UTC))
    sections = (
        Section(
            title="Where you are signed in",
            id="signed-in",
            facts=(
                Fact("Here since", f"{day(since.date())}, {since:%H:%M}"),
                Fact("You are asked to sign in again", f"after {idle.seconds // 60} minutes in which you do nothing"),
                Fact("At the latest", f"after {AT_THE_LONGEST.seconds // 3600} hours"),
            ),
            links=(Link("Sign out everywhere", reverse("sign-out-everywhere")),),
        ),
        Section(
            title="Password",
            id="password",
            lead="Another password signs you out everywhere else and ends your tokens.",
            links=(Link("Change your password", reverse("change-password")),),
        ),
        Section(
            title="Tokens",
            id="tokens",
            lead="A token lets a program of yours act as you.",
            links=(Link("Your tokens", reverse("tokens")),),
        ),
        *_for_whoever_looks_after_the_site(request),
    )
    page = HomePage(title="Your account", lead=f"Signed in as {request.actor.person_name}.", sections=sections)
    return render(request, "home.html", {"page": page})


def change_password(request: Asked) -> HttpResponse:
    """Another password: it ends every other session and every token."""
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and too_many_from_here(request):
        return locked_out(request, {})
    if form.is_valid():
        new = form.cleaned_data["new"]
        if not _is_theirs(request, form.cleaned_data["old"]):
            form.add_error("old", WRONG)
        elif reason := _why_not(new, request):
            form.add_error("new", reason)
        else:
            with form.refusals():
                actions.change_password(password=new, by=request.actor, on=request.today)
                _stay_signed_in(request)
                password_was_given(request)
                return redirect("account")
    page = FormPage(
        title="Change your password",
        lead="Everywhere else you are signed out, and your tokens end.",
        submit="Change the password",
        back=Link("Your account", reverse("account")),
    )
    return asking(request, page, form)


def sign_out_everywhere(request: Asked) -> HttpResponse:
    """End every session of one's own, this one too."""
    form = EverywhereForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.sign_out_everywhere(by=request.actor, on=request.today)
            logout(request)
            return redirect("front")
    page = FormPage(
        title="Sign out everywhere",
        submit="Sign out everywhere",
        kind="warning",
        back=Link("Your account", reverse("account")),
    )
    return asking(request, page, form)


def give_password_again(request: Asked) -> HttpResponse:
    """The password once more, before a step that must not be taken by whoever finds the desk unlocked."""
    form = AgainForm(request.POST or None, initial={"next": request.GET.get("next", "")})
    if request.method == "POST" and too_many_from_here(request):
        return locked_out(request, {})
    if form.is_valid():
        if _is_theirs(request, form.cleaned_data["password"]):
            request.session.cycle_key()
            password_was_given(request)
            return redirect(_inside(request, form.cleaned_data["next"]))
        form.add_error("password", WRONG)
    page = FormPage(
        title="Enter your password again",
        lead=f"You gave it more than {FRESH.seconds // 60} minutes ago, and nobody else must take this step for you."
        " If you were filling in a form, fill it in again afterwards.",
        submit="Continue",
        back=Link("Home", reverse("home")),
    )
    return asking(request, page, form)


def _for_whoever_looks_after_the_site(request: Asked) -> tuple[Section, ...]:
    if Permission.OPERATIONS_READ not in request.actor.permissions:
        return ()
    links = (Link("How the site stands", reverse("operations")),)
    return (Section(title="Looking after the site", id="operations", links=links),)


def _stay_signed_in(request: HttpRequest) -> None:
    assert request.user.is_authenticated
    request.user.refresh_from_db()
    update_session_auth_hash(request, request.user)


def _is_theirs(request: HttpRequest, password: str) -> bool:
    """Whether this is the password of who is signed in, counted like any other try."""
    email = request.user.get_username()
    found = authenticate(request, username=email, password=password) if len(password) <= 256 else None
    return found is not None and found.pk == request.user.pk


def _why_not(password: str, request: HttpRequest) -> str:
    try:
        password_validation.validate_password(password, request.user)  # type: ignore[arg-type]
    except ValidationError as fault:
        return " ".join(fault.messages)
    return "" if len(password) <= 256 else "Enter up to 256 characters."


def _inside(request: HttpRequest, wanted: str) -> str:
    """Where one was going, if that is on this site."""
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else reverse("home")
